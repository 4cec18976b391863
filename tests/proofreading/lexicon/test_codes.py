"""Every code has a page."""

import re

import pytest

from proofnotes.proofreading.lexicon.codes import CODES, explain


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
