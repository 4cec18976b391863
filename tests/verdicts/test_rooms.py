"""One model: who shows a verdict reads it from verdicts/model, and nothing below it knows of it."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_structure import imports

ORDER = [
    "expr", "interchange", "prover", "printing", "statements", "second_engine", "lowering",
    "verdicts", "report", "shell",
]  # fmt: skip
FILES = sorted((ROOT / "proofnotes").rglob("*.py"))


def room(module: str) -> str:
    """The second part of a name: prover, for proofnotes.prover.proof."""
    return module.split(".")[1] if module.startswith("proofnotes.") else ""


def rooms_of(name: str) -> list[Path]:
    return [path for path in FILES if path.relative_to(ROOT / "proofnotes").parts[0] == name]


@pytest.mark.parametrize("name", ["prover", "verdicts", "report", "shell"])
def test_a_room_imports_from_lower_ones_only(name: str) -> None:
    above = set(ORDER[ORDER.index(name) + 1 :])
    for path in rooms_of(name):
        assert {room(each) for each in imports(path)} & above == set(), path


@pytest.mark.parametrize("name", ["report", "shell"])
def test_only_the_model_says_what_a_verdict_is(name: str) -> None:
    """Nobody who shows verdicts asks the prover; pictures draw enclosures, which are no verdicts."""
    for path in rooms_of(name):
        asked = {each for each in imports(path) if each.startswith("proofnotes.prover.prover")}
        assert asked == set(), path
