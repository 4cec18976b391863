"""Papers of short texts, and what there is in them."""

from __future__ import annotations

from pathlib import Path

from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.meaning.model import NoteStatement, Symbol
from proofnotes.proofreading.meaning.scopes import Paper, SectionScope
from proofnotes.proofreading.meaning.scripts import Parts
from proofnotes.proofreading.meaning.understand import understand
from proofnotes.proofreading.sources.read import read


def paper(text: str, *, words: bool = True) -> Paper:
    return understand(read(Path("notes.md"), text), words=words)


def statement(paper: Paper, body: str) -> NoteStatement:
    """The statement that is written so, spaces aside."""
    found = [each for each in paper.statements if written(each) == body.replace(" ", "")]
    assert len(found) == 1, [written(each) for each in paper.statements]
    return found[0]


def written(statement: NoteStatement) -> str:
    low, high = statement.node.span
    return "".join(statement.formula.body[low:high].split())


def last(paper: Paper) -> SectionScope:
    return paper.scope(paper.document.sections[-1])


def taken_apart(text: str, name: str, bound: str = "") -> Parts:
    """The parts of a name at the end of a text."""
    return last(paper(text)).parts(parse(name)[0], bound)


def symbol(scope: SectionScope, name: str) -> Symbol:
    return scope.symbol(scope.parts(parse(name)[0]))


def identifiers(symbols: object) -> set[str]:
    return {each.identifier for each in symbols}  # type: ignore[attr-defined]
