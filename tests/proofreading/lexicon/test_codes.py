"""Every code has a page."""

import re
from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.lexicon import codes
from proofnotes.proofreading.lexicon.codes import CODES, explain
from proofnotes.proofreading.sources.read import read


def test_a_code_is_a_sentence() -> None:
    for name, row in CODES.items():
        assert name == row.name
        assert re.fullmatch(r"PN\d{3}|[DPFASTEMNW]\d{2}", name)
        assert row.means.endswith((".", "?")), name
        assert row.means[0].isupper(), name


def test_page() -> None:
    page = explain("s08")
    assert page.splitlines()[0] == "S08 (info)"
    assert "index t" in page


def test_unknown_code_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean PN101"):
        explain("PN111")


def raised() -> set[str]:
    """The codes that stand in the code."""
    root = Path(codes.__file__).parents[1]
    files = [path for path in root.rglob("*.py") if path.name not in ("codes.py", "reading_codes.py")]
    pattern = re.compile(r'"(PN\d{3}|[DPFASTEMNW]\d{2})"')
    return {found for path in files for found in pattern.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_is_raised_has_a_page() -> None:
    assert raised() - set(CODES) == set()


@pytest.mark.thorough
def test_every_page_is_of_a_code_that_is_raised() -> None:
    assert set(CODES) - raised() == set()


WITHOUT = {"PN499", "P19", "P20", "P21", "A01", "F07", "T06", "E39", "E40", "N01", "N02"}
"""Codes whose examples would be long, or that no sensible formula gets."""


def test_examples() -> None:
    assert {name for name, row in CODES.items() if not row.example and name[0] != "D"} == WITHOUT


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name, row in CODES.items() if row.example and name[0] != "D"])
def test_example_gets_its_code(name: str) -> None:
    example = CODES[name].example
    text = example if "$" in example else f"$$\n{example}\n$$\n"
    checked = check(read(Path("notes.md"), text))
    assert name in [outcome.code for formula in checked.formulas for outcome in formula.outcomes]
