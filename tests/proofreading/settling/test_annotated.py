"""What annotations silence, and which of them say nothing."""

from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import Checked, NoteVerdict
from proofnotes.proofreading.sources.read import read


def checked(text: str) -> Checked:
    return check(read(Path("notes.md"), text), helpful=False)


FALSE = "$$\\frac{d}{dx} x^2 = 3x$$\n"


@pytest.mark.parametrize(
    ("annotation", "left"),
    [("ignore PN101", 0), ("ignore", 0), ("ignore S08, PN101", 0), ("ignore S08", 1), ("off", 0)],
)
def test_what_is_silenced(annotation: str, left: int) -> None:
    found = checked(f"<!-- proofnotes: {annotation} -->\n\n{FALSE}")
    assert sum(each.verdict is NoteVerdict.REFUTED for each in found.formulas[0].outcomes) == left


def test_only_the_next_formula_is_ignored() -> None:
    found = checked(f"<!-- proofnotes: ignore PN101 -->\n{FALSE}\n{FALSE}")
    assert [len(each.outcomes) for each in found.formulas] == [0, 1]


@pytest.mark.parametrize(
    ("annotation", "code", "message"),
    [
        ("suppose x > 0", "D07", "suppose is no annotation"),
        ("define q = \\frac{1", "D07", "define q = \\frac{1: "),
        ("define q = 3", "D08", "define q = 3: nothing uses this annotation"),
        ("let W: d, n", "D08", "let W: nothing uses this annotation"),
        ("ignore S08", "D08", "ignore S08: nothing uses this annotation"),
        ("index r", "D08", "index r: nothing uses this annotation"),
    ],
)
def test_an_annotation_that_says_nothing_is_a_problem(annotation: str, code: str, message: str) -> None:
    (problem,) = checked(f"a\n<!-- proofnotes: {annotation} -->\n{FALSE}").document.problems
    assert (problem.code, problem.line) == (code, 2)
    assert problem.message.startswith(message)


@pytest.mark.parametrize("annotation", ["let x: scalar", "ignore PN101", "off", "assume x > 0"])
def test_one_that_says_something_is_none(annotation: str) -> None:
    assert not checked(f"<!-- proofnotes: {annotation} -->\n{FALSE}").document.problems
