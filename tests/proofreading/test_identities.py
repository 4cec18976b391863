"""Formulas made by chance: what is true is never reported, what is false never accepted, and names do not matter."""

from pathlib import Path
from random import Random

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.sources.read import read
from tests.fuzz.truth import Truth

from . import vectors
from .identities import LETTERS, LatexClaim, drawn, looks
from .measure import HARD
from .vectors import VectorClaim

SECONDS = 0.5
QUICK, ALL = 3, 40


def said(claim: LatexClaim) -> list[NoteVerdict]:
    """Of the links of the claim."""
    checked = check(read(Path("chance.md"), claim.text), seconds=SECONDS)
    return [each.verdict for each in checked.formulas[-1].outcomes]


def true_ones(first: int, count: int) -> list[str]:
    """Alarms: documents with a true claim about which an error is reported."""
    found = []
    for seed in range(first, first + count):
        claim = drawn(Random(seed))
        verdicts = said(claim)
        if any(each in HARD for each in verdicts) and not is_false(claim):
            found.append(f"seed {seed}: {verdicts}\n{claim.text}")
    return found


def false_ones(first: int, count: int) -> list[str]:
    """Alarms: documents with a false claim all of whose links hold."""
    found = []
    for seed in range(first, first + count):
        claim = drawn(Random(seed), spoilt=True)
        if is_false(claim) and (verdicts := said(claim)) and all(each.holds for each in verdicts):
            found.append(f"seed {seed}: {verdicts}\n{claim.text}")
    return found


def is_false(claim: LatexClaim) -> bool:
    """By the oracle of the fuzz tests, at some points."""
    return any(looks(each, Random(0))[Truth.FALSE] for each in claim.chain)


BATCHES = [pytest.param(part, marks=() if part < QUICK else pytest.mark.thorough) for part in range(ALL)]


@pytest.mark.parametrize("part", BATCHES)
def test_true_identities_are_never_reported(part: int) -> None:
    assert true_ones(25 * part, 25) == []


@pytest.mark.parametrize("part", BATCHES[QUICK - 1 :])
def test_false_ones_are_never_accepted(part: int) -> None:
    assert false_ones(10 * part, 10) == []


@pytest.mark.parametrize("seed", range(3))
def test_names_do_not_matter(seed: int) -> None:
    verdicts = [said(drawn(Random(seed), letters=letters)) for letters in LETTERS]
    assert all(each == verdicts[0] for each in verdicts), verdicts


def test_many_are_proved() -> None:
    verdicts = [verdict for seed in range(30) for verdict in said(drawn(Random(seed)))]
    assert sum(each.holds for each in verdicts) >= 0.5 * len(verdicts)


def vectors_said(claim: VectorClaim) -> NoteVerdict:
    """Of the claim."""
    return check(read(Path("vectors.md"), claim.text), seconds=SECONDS).formulas[-1].outcomes[-1].verdict


@pytest.mark.parametrize("part", BATCHES)
def test_vectors(part: int) -> None:
    seeds = range(20 * part, 20 * part + 20)
    true, false = ([vectors.drawn(Random(seed), spoilt=spoilt) for seed in seeds] for spoilt in (False, True))
    assert all(each.true for each in true)
    assert [each.text for each in (*true, *false) if each.true and vectors_said(each) in HARD] == []
    assert [each.text for each in false if not each.true and vectors_said(each).holds] == []
    assert sum(vectors_said(each).holds for each in true) >= 18
