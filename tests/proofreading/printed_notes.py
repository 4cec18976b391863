"""The pages of the report as documents to read, and beside each printed expression the tree that was printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from proofnotes.expr.arrays import Array
from proofnotes.expr.nodes import Expr
from proofnotes.printing.latex import LatexWriter
from proofnotes.report import Evidence, markdown_notes
from proofnotes.report.templating import environment
from proofnotes.report.tex import to_latex
from proofnotes.statements.catalogue import Catalogue

LANGUAGES = ("en", "zh")


@dataclass
class PrintedNotes:
    """Pages by file name, and trees by what was printed of them, blanks left out."""

    pages: dict[str, str] = field(default_factory=dict)
    trees: dict[str, list[Expr]] = field(default_factory=dict)
    texts: dict[str, list[Expr]] = field(default_factory=dict)
    """As trees, with blanks."""

    def trees_of(self, latex: str) -> list[Expr]:
        """What was printed so."""
        return self.trees.get(squeezed(latex), [])


def squeezed(latex: str) -> str:
    """Without blanks, which Markdown and line breaks change."""
    return "".join(latex.split())


def printed(catalogue: Catalogue, evidence: Evidence) -> PrintedNotes:
    """All editions, Markdown and LaTeX."""
    notes = PrintedNotes()
    with _recording(notes):
        for language in LANGUAGES:
            page = markdown_notes(catalogue, evidence, language)
            notes.pages[f"notes.{language}.md"] = page
            tex = environment().get_template("notes.tex").render(body=to_latex(page), language=language)
            notes.pages[f"notes.{language}.tex"] = tex
    return notes


@contextmanager
def _recording(notes: PrintedNotes) -> Iterator[None]:
    write = LatexWriter.latex

    def latex(self: LatexWriter, e: Expr | Array) -> str:
        written = write(self, e)
        if isinstance(e, Expr):
            for known in (notes.trees.setdefault(squeezed(written), []), notes.texts.setdefault(written, [])):
                if not any(each is e or each == e for each in known):
                    known.append(e)
        return written

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LatexWriter, "latex", latex)
        yield


@cache
def unproved_notes() -> PrintedNotes:
    """Of the repository's own catalogue, without proofs: all formulas but those that proofs bring in."""
    from tests.catalogue import CATALOGUE

    return printed(CATALOGUE, Evidence())


def path_of(name: str) -> Path:
    """What the reader takes for the place of a page; nothing lies there."""
    return Path("/nowhere") / name
