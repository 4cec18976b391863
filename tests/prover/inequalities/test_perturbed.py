"""Neighbours of true inequalities: what is proved of them holds at many points.   All of them: pytest -m thorough."""

import pytest

from proofnotes import HypothesisError, Verdict, prove
from tests.language.test_inequalities_of_losses import TRUE
from tests.language.test_inequalities_settled import SETTLED

from .perturbed import Statement, neighbours, shuffled, violated

NEIGHBOURS = [each for relation, assuming in (TRUE | SETTLED).values() for each in neighbours(relation, assuming)]


def wrong(statements: list[Statement], points: int) -> list[str]:
    """The points at which what is proved does not hold."""
    found = []
    for seed, (relation, assuming) in enumerate(statements):
        try:
            proof = prove(relation, assuming=assuming, seconds=2)
        except HypothesisError:
            continue
        if proof.verdict is Verdict.PROVED and (point := violated(relation, assuming, points, seed)) is not None:
            found.append(f"{relation} assuming {assuming}: {point}")
    return found


def test_some_neighbours() -> None:
    assert wrong(shuffled(NEIGHBOURS, 1)[:8], 60) == []


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(10))
def test_all_neighbours(part: int) -> None:
    assert wrong(NEIGHBOURS[part::10], 300) == []
