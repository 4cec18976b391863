"""Random statements: another way to write an expression is never refuted, a mistake in it never proved."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofnotes import Expr, NotationError, Verdict, prove
from proofnotes.prover.witnesses.refute import find_witness

from .mutants import mutants
from .random_expressions import expressions, rewritten

EXAMPLES = int(os.environ.get("PROOFNOTES_EXAMPLES", "200"))
"""How many of each; `make test-all` tries more, `make fuzz` many more."""

COUNTED: Counter[str] = Counter()
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


@MANY
@given(pairs())
def test_another_way_to_write_it_is_not_refuted(pair: tuple[Expr, Expr]) -> None:
    try:
        proof = prove(*pair, seconds=2.0)
    except NotationError:
        return  # an index that one side binds and the other leaves free
    COUNTED[proof.verdict.value] += 1
    assert proof.verdict is not Verdict.REFUTED, proof


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


def test_most_rewritings_are_proved() -> None:
    """Reads what the first test counted."""
    if not COUNTED:
        pytest.skip("the rewritings were not run")
    assert COUNTED["PROVED"] >= 0.9 * sum(COUNTED.values()), COUNTED
