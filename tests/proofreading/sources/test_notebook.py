"""Notebooks: cells and positions."""

import json
from pathlib import Path

import pytest

from proofnotes.proofreading.sources.notebook import markdown_cells
from proofnotes.proofreading.sources.read import read

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# One\n", "数学 $x$\n", "and $y$"]},
    {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": ["a = '$z$'"]},
    {"cell_type": "markdown", "metadata": {}, "source": "<!-- proofnotes: off --> $w$"},
]


def notebook() -> str:
    return json.dumps({"cells": CELLS, "nbformat": 4}, indent=1, ensure_ascii=False) + "\n"


def test_cells_are_sources() -> None:
    document = read(Path("notes.ipynb"), notebook())
    assert [(f.body, f.line, f.column, document.sources[f.source].cell) for f in document.formulas] == [
        ("x", 2, 5, 1),
        ("y", 3, 6, 1),
        ("w", 1, 27, 3),
    ]
    assert {f.section.titles for f in document.formulas} == {("One",)}
    assert [(d.text, d.after) for d in document.directives] == [("off", 2)]


def test_worksheets_of_old_notebooks() -> None:
    text = json.dumps({"worksheets": [{"cells": CELLS}, {"cells": CELLS[:1]}], "nbformat": 3})
    assert [cell.number for cell in markdown_cells(text)] == [1, 3, 3]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("[]", 1, 1),
        ('{"cells":\n [}', 2, 3),
        ('{"nbformat": 4}', 1, 1),
        ('{"cells": [{"cell_type": "markdown", "source"', 1, 45),
        ("[" * 100_000, 1, 1),
    ],
)
def test_what_is_no_notebook(text: str, line: int, column: int) -> None:
    document = read(Path("notes.ipynb"), text)
    assert document.formulas == ()
    assert [(p.code, p.line) for p in document.problems] == [("D05", line)]
    assert abs(document.problems[0].column - column) <= 1
