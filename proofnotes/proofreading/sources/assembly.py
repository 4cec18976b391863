"""A document made of the scans of its files: formulas in the order of reading, sections, the words around formulas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..codes import Span
from .bodies import BODIES
from .macro_definitions import definitions
from .model import Directive, Document, DocumentFormat, Formula, Macro, Problem, Section, SectionHeading, Source
from .scan import DirectiveMark, HeadingMark, MathSpan, Scan

NEAR_BEFORE, NEAR_AFTER, SENTENCE, FAR_BEFORE = 200, 120, 240, 700
"""How many characters of text a formula keeps: right before and behind it, of its sentence, and before it
in its section."""

ABBREVIATIONS = (
    "i.e.",
    "e.g.",
    "w.r.t.",
    "cf.",
    "vs.",
    "resp.",
    "eq.",
    "fig.",
    "sec.",
    "thm.",
    "approx.",
    "a.k.a.",
    "etc.",
)
"""A full stop behind these ends no sentence."""

_SENTENCE_END = re.compile(r"[。；;！？!?]|\.(?=\s)")


@dataclass(frozen=True)
class SourceStretch:
    """A piece of a source, in the order of reading: a LaTeX file is interrupted by what it inputs."""

    source: int
    start: int
    end: int


class Surroundings:
    """The words around the formulas of one source."""

    def __init__(self, scan: Scan) -> None:
        self.words, self.maths = scan.words, scan.maths
        self.starts = [math.outer[0] for math in scan.maths]
        hidden = _with_formulas_hidden(scan)
        ends = [end.end() for end in _SENTENCE_END.finditer(hidden) if not _is_abbreviation(hidden, end.end())]
        shown = [edge for math in scan.maths if math.display for edge in math.outer]
        self.ends = sorted({*ends, *shown, *scan.breaks})

    def lead(self, math: MathSpan) -> str:
        """What stands before a formula in its sentence; an empty line before a display formula ends none."""
        start = math.outer[0]
        reached = start - len(_trailing_space(self.words, start))
        found = bisect_right(self.ends, reached) - 1
        first = self.ends[found] if found >= 0 else 0
        return self.words[max(first, reached - SENTENCE) : reached]

    def rest(self, math: MathSpan) -> str:
        """What stands behind it in its sentence."""
        end = math.outer[1]
        found = bisect_left(self.ends, end + 1)
        last = self.ends[found] if found < len(self.ends) else len(self.words)
        return self.words[end : min(last, end + SENTENCE)].rstrip("。；;！？!?. \t\n")

    def before(self, math: MathSpan) -> str:
        """The paragraph right before it, back to the formula before."""
        start = math.outer[0]
        number = bisect_left(self.starts, start)
        low = max(self.maths[number - 1].outer[1] if number else 0, start - NEAR_BEFORE)
        return self.words[low:start].rstrip().split("\n\n")[-1]

    def after(self, math: MathSpan) -> str:
        """What follows it, up to the next formula."""
        end = math.outer[1]
        number = bisect_left(self.starts, end)
        high = min(self.starts[number] if number < len(self.starts) else len(self.words), end + NEAR_AFTER)
        return self.words[end:high]


def _trailing_space(text: str, end: int) -> str:
    low = max(0, end - SENTENCE)
    piece = text[low:end]
    return piece[len(piece.rstrip()) :]


def _with_formulas_hidden(scan: Scan) -> str:
    """The words with a letter for every character of a formula: a full stop or a factorial in it ends no sentence."""
    pieces: list[str] = []
    reached = 0
    for math in scan.maths:
        start, end = math.outer
        pieces += scan.words[reached:start], "x" * (end - start)
        reached = end
    pieces.append(scan.words[reached:])
    return "".join(pieces)


def _is_abbreviation(text: str, end: int) -> bool:
    return text[end - 1] == "." and text[max(0, end - 8) : end].lower().endswith(ABBREVIATIONS)


@dataclass
class _Open:
    """The section that is being read."""

    path: tuple[SectionHeading, ...]
    prose: list[str]
    formulas: list[tuple[int, MathSpan]]
    directives: list[tuple[int, DirectiveMark]]


class Assembler:
    """Goes through the stretches in the order of reading."""

    def __init__(self, kind: DocumentFormat, sources: Sequence[Source], scans: Sequence[Scan]) -> None:
        self.sources, self.scans, self.body_of = sources, scans, BODIES[kind]
        self.around = [Surroundings(scan) for scan in scans]
        self.headings = [[heading.offset for heading in scan.headings] for scan in scans]
        self.sections: list[Section] = []
        self.formulas: list[Formula] = []
        self.directives: list[Directive] = []
        self.open = _Open((), [], [], [])
        self.real_level = 0

    def add(self, stretch: SourceStretch) -> None:
        scan = self.scans[stretch.source]
        reached = stretch.start
        for head in scan.headings:
            if not stretch.start <= head.offset < stretch.end:
                continue
            self._text(stretch.source, reached, head.offset)
            self._heading(stretch.source, head)
            reached = head.offset
        self._text(stretch.source, reached, stretch.end)

    def _text(self, source: int, start: int, end: int) -> None:
        scan = self.scans[source]
        self.open.prose.append(scan.words[start:end])
        starts = self.around[source].starts
        within = scan.maths[bisect_left(starts, start) : bisect_left(starts, end)]
        self.open.formulas += [(source, math) for math in within]
        first = bisect_left(scan.directives, start, key=lambda mark: mark.offset)
        last = bisect_left(scan.directives, end, key=lambda mark: mark.offset)
        self.open.directives += [(source, mark) for mark in scan.directives[first:last]]

    def _heading(self, source: int, head: HeadingMark) -> None:
        self.close()
        level = self.real_level + 1 if head.stands_in else head.level
        if not head.stands_in:
            self.real_level = level
        above = tuple(each for each in self.open.path if each.level < level)
        self.open = _Open((*above, SectionHeading(level, head.title, source, head.offset)), [], [], [])

    def close(self) -> None:
        """The section that was open is complete: its formulas get it."""
        section = Section(len(self.sections), self.open.path, "".join(self.open.prose))
        self.sections.append(section)
        marks: list[tuple[int, int, int, MathSpan | DirectiveMark]] = []
        order = {source: k for k, source in enumerate(dict.fromkeys(s for s, _ in self.open.formulas))}
        marks += [(order.setdefault(s, len(order)), m.outer[0], s, m) for s, m in self.open.formulas]
        marks += [(order.setdefault(s, len(order)), mark.offset, s, mark) for s, mark in self.open.directives]
        for _, _, source, mark in sorted(marks, key=lambda row: row[:2]):
            if isinstance(mark, MathSpan):
                self._formula(source, mark, section)
            else:
                line, _ = self.sources[source].place(mark.offset)
                after = len(self.formulas)
                self.directives.append(Directive(mark.text, source, line, section, after, mark.whole))

    def _formula(self, source: int, math: MathSpan, section: Section) -> None:
        words, around = self.scans[source].words, self.around[source]
        span = _behind_definitions(words, math.inner)
        body = self.body_of(words, span)
        if not body.strip():
            return
        line, column = self.sources[source].place(span[0])
        self.formulas.append(
            Formula(
                len(self.formulas),
                source,
                *span,
                body,
                math.display,
                line,
                column,
                section,
                around.lead(math),
                around.rest(math),
                around.before(math),
                around.after(math),
                self._above(source, math),
                math.outer,
            )
        )

    def _above(self, source: int, math: MathSpan) -> str:
        """The end of the section's text before a formula; of a file that is read piece by piece, of this file's."""
        start = math.outer[0]
        heads = self.headings[source]
        found = bisect_right(heads, start) - 1
        return self.scans[source].words[max(start - FAR_BEFORE, heads[found] if found >= 0 else 0) : start]


def _behind_definitions(words: str, span: Span) -> Span:
    """A formula that begins with definitions of macros begins behind them."""
    start, end = span
    body = words[start:end]
    if "\\" not in body or not re.search(r"\\(?:\w*command|def|let|DeclareMath\w+)\b", body):
        return span
    reached = 0
    for first, last in definitions(body)[1]:
        if body[reached:first].strip():
            break
        reached = last
    return start + reached, end


def assembled(
    path: Path,
    kind: DocumentFormat,
    sources: Sequence[Source],
    scans: Sequence[Scan],
    stretches: Sequence[SourceStretch],
    problems: Sequence[Problem] = (),
) -> Document:
    """The document; problems are those beside the ones that the scans found."""
    assembler = Assembler(kind, sources, scans)
    for stretch in stretches:
        assembler.add(stretch)
    assembler.close()
    macros: dict[str, Macro] = {}
    for scan in scans:
        macros |= scan.macros
    found = [
        Problem(mark.code, mark.message, number, *sources[number].place(mark.offset))
        for number, scan in enumerate(scans)
        for mark in scan.problems
    ]
    return Document(
        path,
        kind,
        tuple(sources),
        tuple(assembler.sections),
        tuple(assembler.formulas),
        tuple(assembler.directives),
        macros,
        (*problems, *found),
    )
