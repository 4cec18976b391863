"""A witness that is shown is evaluated again, by the oracle of the fuzz tests: there the claim is false."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.sources.read import read
from tests.fuzz.language import Arr, Ent
from tests.fuzz.oracle import Env, Point, environment, indices_of, truth
from tests.fuzz.truth import Truth
from tests.fuzz.walk import nodes

from .identities import LETTERS, LatexClaim, drawn

ENTRY = re.compile(r"(\w)_(\d+)")


def env_of(witness: Mapping[str, str], claim: LatexClaim) -> Env:
    """The point that the witness shows, under the names of the identities; what it does not show does not matter: 1."""
    entries = {(match[1], tuple(map(int, match[2]))): Fraction(value) for name, value in witness.items()
               if (match := ENTRY.fullmatch(name))}  # fmt: skip
    scalars = {name: Fraction(value) for name, value in witness.items() if name in ("x", "y", "t")}
    given = [int(value) for name, value in witness.items() if name == "K" or name.startswith("n_")]
    size = max([1, *given, *(place for _, places in entries for place in places)])
    rel = claim.chain[-1].claim
    arrays = {each for each in nodes(rel) if isinstance(each, Arr)} | {
        each.array for each in nodes(rel) if isinstance(each, Ent)
    }
    full = {
        each.name: {
            places: entries.get((each.name, places), Fraction(1))
            for places in product(range(1, size + 1), repeat=len(each.axes))
        }
        for each in arrays
    }
    point = Point({"K": size}, {"x": Fraction(1), "y": Fraction(1), "t": Fraction(1)} | scalars, full)
    free = indices_of(rel)
    return replace(environment(point), at={index: int(witness.get(index.name, "1")) for index in free})


def test_shown_witnesses_are_right() -> None:
    shown = 0
    for seed in range(22):
        claim = drawn(Random(seed), spoilt=True, letters=LETTERS[0])
        outcome = check(read(Path("chance.md"), claim.text), seconds=0.3).formulas[-1].outcomes[-1]
        if outcome.verdict is NoteVerdict.REFUTED and outcome.witness:
            shown += 1
            found = truth(claim.chain[-1].claim, env_of(outcome.witness, claim))
            assert found is Truth.FALSE, (seed, claim.text, dict(outcome.witness))
    assert shown >= 2
