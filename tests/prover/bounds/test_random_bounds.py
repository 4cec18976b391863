"""Random inequalities in one variable: what is PROVED holds, and has values, at every one of many points."""

from __future__ import annotations

import os
from collections.abc import Iterator

import flint
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from proofnotes import HypothesisError, NotationError, Relation, Verdict, prove
from proofnotes.expr.errors import NoValueError, UndefinedError
from proofnotes.prover import prover
from proofnotes.prover.evaluation.evaluate import values
from proofnotes.prover.proof import Point
from proofnotes.prover.witnesses.refute import HOLDS, sign
from proofnotes.prover.witnesses.solving import holds

from .random_bounds import POINTS, inequalities

EXAMPLES = int(os.environ.get("PROOFNOTES_EXAMPLES", "50"))
MANY = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES <= 2000,
    phases=[Phase.generate],
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def alone() -> Iterator[None]:
    """Neither confirmed nor refuted: what the rules say by themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prover, "confirm", lambda *_: None)
        patch.setattr(prover, "find_witness", lambda *_, **__: None)
        yield


def counterexample(relation: Relation, assuming: list[Relation]) -> str:
    """A point at which the relation fails or has no value, and why; empty if there is none."""
    with flint.ctx.workprec(200):
        for number in POINTS:
            point = Point({}, {"x": number}, {})
            if not all(holds(each, point) for each in assuming):
                continue
            try:
                left, right = values((relation.left, relation.right), point)
            except NoValueError as error:
                return f"x = {number}: {error}"
            except UndefinedError:
                continue
            certain = sign(left - right)
            if certain is not None and not HOLDS[relation.sign](certain):
                return f"x = {number}: {left}, {right}"
    return ""


@MANY
@given(inequalities())
def test_what_is_proved_of_one_variable_holds(statement: tuple[Relation, list[Relation]]) -> None:
    relation, assuming = statement
    try:
        proof = prove(relation, assuming=assuming, seconds=0.2)
    except (NotationError, HypothesisError):
        return
    if proof.verdict is Verdict.PROVED:
        assert not counterexample(relation, assuming), proof
