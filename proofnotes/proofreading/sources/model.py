"""A document as the proofreader sees it: its formulas in order, where each stands, and the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ..codes import Span


class DocumentFormat(Enum):
    """How a document is written."""

    MARKDOWN = "markdown"
    LATEX = "latex"
    NOTEBOOK = "notebook"


@dataclass(frozen=True)
class Source:
    """One file as it was read.  starts are the offsets of its lines (in a notebook, of the lines of one cell).

    A LaTeX document has several, with \\input; each cell of a notebook is one, with its number among the cells, from 1.
    encoding writes the text back byte for byte; it is "" where that cannot be.
    """

    path: Path
    text: str
    starts: tuple[int, ...]
    cell: int | None = None
    newline: str = "\n"
    encoding: str = "utf-8"

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset; a column counts characters."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


@dataclass(frozen=True)
class SectionHeading:
    """A heading: its level (1 for `#` and \\chapter), its words, and where it begins.

    A bold item of a list that stands for a heading is one level below the last real one.
    """

    level: int
    title: str
    source: int
    offset: int


@dataclass(frozen=True)
class Section:
    """What stands between two headings: the path of headings above it, outermost first, number in order."""

    number: int
    path: tuple[SectionHeading, ...]
    prose: str
    """Its text with formulas kept and code, comments and HTML blanked."""

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self.path)

    def encloses(self, other: Section) -> bool:
        """Whether the other one lies below this one's heading."""
        return other.path[: len(self.path)] == self.path


@dataclass(frozen=True)
class Formula:
    """What stands between two delimiters.

    start and end are offsets of the body in sources[source], outer those with its delimiters.  The words around it,
    formulas included as written, code blanked: lead is what stands before it in its sentence, rest what stands after it
    there; before and after are the text right beside it up to the neighbouring formulas; above is the end of its
    section's text before it, 700 characters at most.
    """

    number: int
    source: int
    start: int
    end: int
    body: str
    display: bool
    line: int
    column: int
    section: Section
    lead: str = ""
    rest: str = ""
    before: str = ""
    after: str = ""
    above: str = ""
    outer: Span = (0, 0)


@dataclass(frozen=True)
class Directive:
    """`<!-- proofnotes: define … -->`, `% proofnotes: …`: the text behind the colon, and where it stands.

    after is the number of formulas before it; whole says that it holds for the document (front matter, sidecar file).
    """

    text: str
    source: int
    line: int
    section: Section
    after: int
    whole: bool = False


@dataclass(frozen=True)
class Problem:
    """Something that could not be read: a code, a sentence, and the place (an unbalanced $, a missing \\input)."""

    code: str
    message: str
    source: int
    line: int
    column: int


@dataclass(frozen=True)
class Macro:
    """\\newcommand{\\name}[parameters][default]{body}."""

    parameters: int
    body: str
    default: str | None = None


@dataclass(frozen=True)
class Document:
    """A document: formulas and sections in the order of reading; macros by name (`\\R`), with parameters and body."""

    path: Path
    format: DocumentFormat
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    formulas: tuple[Formula, ...]
    directives: tuple[Directive, ...] = ()
    macros: Mapping[str, Macro] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
