"""Random statements: another way to write an expression is never refuted, a mistake in it never proved."""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofnotes import Expr, NotationError, Verdict, prove
from proofnotes.prover.witnesses.refute import find_witness

from .mutants import mutants
from .random_expressions import expressions, rewritten

EXAMPLES = int(os.environ.get("PROOFNOTES_EXAMPLES", "200"))
"""How many of each; `make test-all` tries more, `make fuzz` many more."""

MOST = 0.9 if EXAMPLES >= 2000 else 0.8
"""The share of rewritings that are proved; few examples stray further from it."""

MANY = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES <= 2000
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Expr, Expr]:
    e = draw(expressions())
    return e, draw(rewritten(e))


@st.composite
def mistakes(draw: st.DrawFn) -> tuple[Expr, Expr] | None:
    """An expression and a rewriting of it with one mistake."""
    e, other = draw(pairs())
    wrong = [changed for _, changed in mutants(other)]
    return (e, draw(st.sampled_from(wrong))) if wrong else None


def test_another_way_to_write_it_is_not_refuted_and_mostly_proved() -> None:
    counted: Counter[Verdict] = Counter()

    @MANY
    @given(pairs())
    def settled(pair: tuple[Expr, Expr]) -> None:
        try:
            proof = prove(*pair, seconds=2.0)
        except NotationError:
            return  # an index that one side binds and the other leaves free
        counted[proof.verdict] += 1
        assert proof.verdict is not Verdict.REFUTED, proof

    settled()
    assert counted[Verdict.PROVED] >= MOST * sum(counted.values()), counted


@MANY
@given(mistakes())
def test_a_mistake_is_not_proved(pair: tuple[Expr, Expr] | None) -> None:
    if pair is None:
        return
    try:
        proof = prove(*pair, seconds=2.0)
    except NotationError:
        return
    if proof.verdict is Verdict.PROVED:
        witness = find_witness(pair[0], "=", pair[1], (), tries=200)
        assert witness is None, (pair, witness)
