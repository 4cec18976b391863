"""Edits in files: what they do not name stays byte for byte."""

import json
from pathlib import Path

import pytest

from proofnotes.proofreading.helping.writing import WritingError, changed_files, edited
from proofnotes.proofreading.outcomes import Edit
from proofnotes.proofreading.sources.model import Document, DocumentFormat, Source


def document(path: Path, *texts: str, encoding: str = "utf-8", cells: tuple[int, ...] = ()) -> Document:
    numbers = cells or (None,) * len(texts)
    sources = tuple(
        Source(path, text, (0,), cell, encoding=encoding) for text, cell in zip(texts, numbers, strict=True)
    )
    return Document(path, DocumentFormat.MARKDOWN, sources, (), ())


def edit(text: str, old: str, new: str, source: int = 0) -> Edit:
    return Edit(source, (text.index(old), text.index(old) + len(old)), new, "why")


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    text = "\ufeff第一\r\n$x = 1$\r\nlast"
    path = tmp_path / "a.md"
    path.write_bytes(text.encode("utf-8"))
    (change,) = changed_files(document(path, text), [edit(text, "x", "y")])
    assert change.content == text.replace("x", "y").encode("utf-8")
    assert list(change.diff("a.md"))[-3:] == ["-$x = 1$\r\n", "+$y = 1$\r\n", " last\n\\ No newline at end of file\n"]


def test_edits_that_overlap_are_written_once() -> None:
    edits = [edit("a + b", "a + b", "c"), edit("a + b", "b", "d"), edit("a + b", "a + b", "c")]
    assert edited("a + b", edits) == "c"
    assert edited("ab", [Edit(0, (1, 1), "-", ""), Edit(0, (0, 0), "<", "")]) == "<a-b"


def test_a_file_that_has_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("new", encoding="utf-8")
    with pytest.raises(WritingError, match="has changed"):
        changed_files(document(path, "old"), [edit("old", "o", "x")])
    with pytest.raises(WritingError, match="could be read"):
        changed_files(document(path, "new", encoding=""), [edit("new", "n", "x")])


NOTEBOOK = """{
 "metadata": {"a":   [1,2]},
 "cells": [
  {"cell_type": "code", "source": [], "outputs": [{"text": ["\\u4e2d"]}]},
  {
   "source": [
    "第一 $x$\\n",
    "$y = \\\\frac{1}{2}$\\n",
    "end"
   ],
   "cell_type": "markdown"
  },
  {"cell_type": "markdown", "source": "\\u4e2d $z$"}
 ]
}
"""


def test_a_notebook_keeps_its_form(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(NOTEBOOK, encoding="utf-8")
    second, third = ("".join(json.loads(NOTEBOOK)["cells"][place]["source"]) for place in (1, 2))
    edits = [edit(second, "{1}{2}", "{2}{1}"), edit(third, "z", "中", 1)]
    (change,) = changed_files(document(path, second, third, cells=(2, 3)), edits)
    assert change.after == NOTEBOOK.replace("{1}{2}", "{2}{1}").replace("$z$", "$\\u4e2d$")
    with pytest.raises(WritingError, match="cell 2 has changed"):
        changed_files(document(path, "other", cells=(2,)), [Edit(0, (0, 1), "", "")])
    with pytest.raises(WritingError, match="cell 9 has changed"):
        changed_files(document(path, "other", cells=(9,)), [Edit(0, (0, 1), "", "")])


def test_a_line_more_in_a_cell_is_indented_as_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(NOTEBOOK, encoding="utf-8")
    text = "".join(json.loads(NOTEBOOK)["cells"][1]["source"])
    (change,) = changed_files(document(path, text, cells=(2,)), [Edit(0, (0, 0), "<!-- a -->\n", "")])
    assert change.after == NOTEBOOK.replace('    "第一', '    "<!-- a -->\\n",\n    "第一')
