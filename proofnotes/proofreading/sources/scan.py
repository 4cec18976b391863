"""What a scanner finds in one file, as offsets; `assembly` makes a document of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..codes import Span
from .model import Macro


@dataclass(frozen=True)
class MathSpan:
    """A formula: its body, and with its delimiters."""

    inner: Span
    outer: Span
    display: bool


@dataclass(frozen=True)
class HeadingMark:
    """A heading.  stands_in: a bold item that stands for one, whose level follows from the last real heading."""

    offset: int
    level: int
    title: str
    stands_in: bool = False


@dataclass(frozen=True)
class DirectiveMark:
    """A directive, whole if it holds for the document."""

    offset: int
    text: str
    whole: bool = False


@dataclass(frozen=True)
class ProblemMark:
    """What could not be read."""

    code: str
    message: str
    offset: int


@dataclass(frozen=True)
class InputMark:
    """A file to be read in this place, by the name that stands there."""

    span: Span
    name: str
    command: str


@dataclass(frozen=True)
class Scan:
    """One file.  words is its text with code, comments and HTML blanked, formulas kept; readable has comments blanked.

    breaks are offsets at which a sentence cannot go on: blank lines, headings, items, cells of a table.
    """

    words: str
    maths: tuple[MathSpan, ...]
    headings: tuple[HeadingMark, ...] = ()
    directives: tuple[DirectiveMark, ...] = ()
    problems: tuple[ProblemMark, ...] = ()
    inputs: tuple[InputMark, ...] = ()
    breaks: tuple[int, ...] = ()
    macros: Mapping[str, Macro] = field(default_factory=dict)


class Offsets:
    """Sorted offsets that answer in logarithmic time: a scanner that looked for a closer anew would be quadratic."""

    def __init__(self, offsets: Iterable[int]) -> None:
        self.offsets = sorted(set(offsets))

    def after(self, offset: int) -> int | None:
        """The first one at the offset or behind it."""
        found = bisect_left(self.offsets, offset)
        return self.offsets[found] if found < len(self.offsets) else None

    def within(self, start: int, end: int) -> bool:
        """Whether one lies in start ≤ · < end."""
        found = bisect_left(self.offsets, start)
        return found < len(self.offsets) and self.offsets[found] < end

    def last_up_to(self, offset: int) -> int | None:
        """The last one at the offset or before it."""
        found = bisect_right(self.offsets, offset)
        return self.offsets[found - 1] if found else None
