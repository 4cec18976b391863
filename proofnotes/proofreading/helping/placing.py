"""Where an annotation is written: on a line of its own before the block that holds the formula, in its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..sources.model import Document, DocumentFormat, Formula, Source

_INDENTATION = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_OPENING = re.compile(r"(?:\$\$|\\{1,2}\[|\\begin\{|`{3,}|~{3,}|:{3,})")
_NO_TEXT = re.compile(r"[ \t>]*$|[ \t>]*(?:`{3,}|~{3,}|-->)")


@dataclass(frozen=True)
class AnnotationPlace:
    """An offset in a source, with what comes before and behind the annotation there."""

    source: int
    offset: int
    before: str
    behind: str


def place_before(document: Document, formula: Formula) -> AnnotationPlace:
    """Where an annotation for a formula is inserted; nothing around it moves."""
    source = document.sources[formula.source]
    opened = formula.outer[0]
    own = _own_heading(document, formula)
    if document.format is DocumentFormat.LATEX:
        return _in_latex(source, formula.source, opened, own)
    return _in_markdown(source, formula.source, opened, own)


def written(document: Document, text: str, place: AnnotationPlace) -> str:
    """An annotation as it stands in a source."""
    remark = f"% proofnotes: {text}" if document.format is DocumentFormat.LATEX else f"<!-- proofnotes: {text} -->"
    return f"{place.before}{remark}{place.behind}"


def _own_heading(document: Document, formula: Formula) -> int:
    """Where the heading of the formula's section stands in the formula's own source, -1 elsewhere."""
    path = formula.section.path
    return path[-1].offset if path and path[-1].source == formula.source else -1


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _in_latex(source: Source, number: int, opened: int, own: int) -> AnnotationPlace:
    """A comment on a line of its own; behind a heading in the same line, that line is broken by it."""
    start = _line_start(source.text, opened)
    if own >= start:
        return AnnotationPlace(number, opened, "", source.newline)
    indentation = re.match(r"[ \t]*", source.text[start:opened])
    return AnnotationPlace(number, start, indentation.group() if indentation else "", source.newline)


def _in_markdown(source: Source, number: int, opened: int, own: int) -> AnnotationPlace:
    text = source.text
    start = _line_start(text, opened)
    heading = _line_start(text, own) if own >= 0 else -1
    if heading == start:
        return AnnotationPlace(number, opened, "", " ")
    indentation = _INDENTATION.match(text, start)
    begun = indentation.end() if indentation else start
    if not (begun >= opened and _OPENING.match(text, opened)):
        start = _block_start(text, start, heading)
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
    lead = _INDENTATION.match(line)
    return AnnotationPlace(number, start, lead.group() if lead else "", source.newline)


def _block_start(text: str, start: int, heading: int) -> int:
    """The first line of the paragraph, list or table that holds a line, behind the heading."""
    while start > 0:
        above = _line_start(text, start - 1)
        line = text[above : start - 1].rstrip("\r")
        if above == heading or _NO_TEXT.match(line) or line.lstrip(" \t>").startswith("#"):
            break
        start = above
    return start
