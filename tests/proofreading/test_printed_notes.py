"""Every formula that the report prints is read back."""

import pytest

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.sources.read import read

from .printed_notes import path_of, unproved_notes


@pytest.mark.parametrize("name", ["notes.en.md", "notes.zh.md", "notes.en.tex", "notes.zh.tex"])
def test_every_formula_parses(name: str) -> None:
    document = read(path_of(name), unproved_notes().pages[name])
    assert len(document.formulas) > 600
    assert not document.problems
    refused = []
    for formula in document.formulas:
        try:
            parse(formula.body, document.macros)
        except NotUnderstood as reason:
            refused.append((formula.line, formula.body, reason.message))
    assert len(refused) <= 1, refused
