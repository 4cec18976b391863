"""Nothing that is right is reported, and nothing that is wrong accepted: short notes, each a trap."""

from pathlib import Path
from random import Random

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.sources.read import read

from .measure import HARD, link_of
from .right_notes import CHAPTERS, RIGHT, WRONG

SECONDS = 1.0
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (1, 2, 3))]


@pytest.mark.parametrize("name", [*RIGHT, *CHAPTERS])
def test_what_is_right_is_not_reported(name: str) -> None:
    checked = check(read(Path("right.md"), (RIGHT | CHAPTERS)[name]), seconds=SECONDS)
    links = [link_of(each.formula, outcome) for each in checked.formulas for outcome in each.outcomes]
    assert [str(each) for each in links if each.verdict in {hard.value for hard in HARD}] == []
    assert not any(each.code == "PN499" for each in links), links


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_in_one_document(seed: int) -> None:
    """Sections in some order, each with one of the notes: what one says is not held against another."""
    names = Random(seed).sample(sorted(RIGHT), 40)
    text = "\n\n".join(f"# {name}\n\n{RIGHT[name]}" for name in names)
    checked = check(read(Path("right.md"), text), seconds=SECONDS)
    links = [link_of(each.formula, outcome) for each in checked.formulas for outcome in each.outcomes]
    assert [str(each) for each in links if each.verdict in {hard.value for hard in HARD}] == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_not_accepted(name: str) -> None:
    checked = check(read(Path("wrong.md"), WRONG[name]), seconds=SECONDS)
    last = checked.formulas[-1]
    assert not all(each.verdict.holds for each in last.outcomes), [
        link_of(last.formula, each) for each in last.outcomes
    ]
