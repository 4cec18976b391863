"""Help that fails takes nothing away from what is said."""

from pathlib import Path

import pytest

from proofnotes.proofreading import check as checking
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.sources.read import read


def verdicts(text: str) -> list[NoteVerdict]:
    checked = checking.check(read(Path("notes.md"), text))
    return [outcome.verdict for formula in checked.formulas for outcome in formula.outcomes]


def test_a_number_that_does_not_round() -> None:
    assert verdicts(r"We have $\frac{2}{\log 2} \approx 1.44$ here.") == [NoteVerdict.REFUTED]


def test_a_mistake_in_help_is_no_mistake_in_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(checking, "corrections", broken)
    assert verdicts(r"We have $\frac{2}{\log 2} \approx 1.44$ here.") == [NoteVerdict.REFUTED]
