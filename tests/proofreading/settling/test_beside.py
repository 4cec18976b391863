"""What stands beside a claim in its own formula: conditions bind it, alternatives and existence make it no claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.sources.read import read

ERRORS = (NoteVerdict.REFUTED, NoteVerdict.MISSING, NoteVerdict.DIFFERS, NoteVerdict.REDEFINED)


def verdicts(formula: str) -> list[NoteVerdict]:
    text = f"# One\n\nDefine\n\n$$\\sigma(x) = \\frac{{1}}{{1 + e^{{-x}}}}$$\n\n$${formula}$$\n"
    checked = check(read(Path("notes.md"), text), helpful=False)
    return [outcome.verdict for outcome in checked.formulas[1].outcomes]


@pytest.mark.parametrize(
    "formula",
    [
        r"\forall x > 0: \sigma(x) > \frac12",
        r"\sigma(x) > \frac12, \quad \forall x > 0",
        r"\sigma(x) > \frac12, \quad x > 0",
        r"x > 0 \Rightarrow \sigma(x) > \frac12",
    ],
)
def test_a_condition_in_the_formula_is_a_hypothesis(formula: str) -> None:
    assert NoteVerdict.GIVEN in verdicts(formula)


@pytest.mark.parametrize(
    "formula",
    [
        r"\sigma(x) > \frac12 \text{ if } x > 0",
        r"\sigma(x) > \frac12 \iff x > 0",
        r"\sigma(x) > \frac12 \Leftarrow x > 0",
        r"\exists x: \sigma(x) = \frac12",
        r"\sigma(x) = \frac12 \lor \sigma(x) \ne \frac12",
        r"\neg (\sigma(x) = 1)",
        r"\sigma(x) = 0.5 \text{ or } \sigma(x) = 2",
        r"\sigma(x) = x \text{ for some } x",
        r"\sigma(x) = \frac12 \text{ where } x = 0",
        r"\sigma(x) = \frac12 \text{ at } x = 0",
        r"\sigma(x) \neq \frac12 \text{ unless } x = 0",
        r"\left. \sigma(x) \right|_{x=0} = \frac12",
        r"\sigma(x) \le \sigma(y), \quad x \le y",
    ],
)
def test_what_is_no_plain_claim_is_no_error(formula: str) -> None:
    assert not set(verdicts(formula)) & set(ERRORS)


def test_a_claim_is_still_refuted_under_its_condition() -> None:
    assert NoteVerdict.REFUTED in verdicts(r"\sigma(x) > \frac34, \quad \forall x > 0")
