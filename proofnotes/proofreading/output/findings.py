"""What is said of a document as plain data: text, numbers and places, no trees.  Every format is printed from it.

Findings travel between processes, and a record of them can be compared with a later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..codes import Severity, Span
from ..outcomes import Basis, Checked, Edit, FormulaOutcome, NoteOutcome, NoteVerdict
from ..sources.model import Document, Formula, Problem, Source

NO_LINK = ""


@dataclass(frozen=True)
class NotePosition:
    """A line and a column, from 1, and the offset in the text of the source; in a notebook all are of a cell."""

    line: int
    column: int
    offset: int = 0


@dataclass(frozen=True)
class NoteFix:
    """A change of the source, where it begins and ends, and why; certain ones may be applied unasked."""

    start: NotePosition
    end: NotePosition
    text: str
    why: str
    certain: bool
    source: int = 0


@dataclass(frozen=True)
class Finding:
    """What holds for one link, with its place.  end is the position after its last character.

    lines are those of the source from start to end.  formula counts through the document, body is its text; text is
    that of the link.  tree is what was read, in the notation of proofs; since says what the verdict was before, where
    that matters ("was proved at main, line 12").
    """

    path: str
    start: NotePosition
    end: NotePosition
    lines: tuple[str, ...]
    formula: int
    body: str
    text: str
    role: str
    verdict: NoteVerdict
    code: str = ""
    severity: Severity | None = None
    cell: int | None = None
    message: str = ""
    tree: str = ""
    method: str = ""
    bound: str = ""
    since: str = ""
    where: tuple[str, ...] = ()
    given: tuple[Basis, ...] = ()
    used: tuple[Basis, ...] = ()
    rules: tuple[str, ...] = ()
    witness: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, str] | None = None
    missing: tuple[str, ...] = ()
    fixes: tuple[NoteFix, ...] = ()
    seconds: float = 0.0
    claim: bool = False

    @property
    def failing(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class NotesReport:
    """One document: what is said of it, in the order of reading, and how many formulas it has."""

    path: str
    findings: tuple[Finding, ...]
    formulas: int
    seconds: float = 0.0

    @property
    def failing(self) -> bool:
        return any(each.failing for each in self.findings)

    @property
    def counts(self) -> Counter[NoteVerdict]:
        """Of formulas' links, and of what is no claim; problems of reading are counted as not understood."""
        return Counter(each.verdict for each in self.findings)


SeverityOf = Callable[[str, NoteVerdict], Severity | None]
"""What a code and verdict weigh where the outcome itself does not say it."""


def report_of(checked: Checked, severity_of: SeverityOf, path: str | None = None) -> NotesReport:
    """The findings of a document; path is how it is called, where that is not how it was read."""
    document = checked.document
    named = path or document.path.as_posix()
    outcomes = [
        _finding(document, each, outcome, severity_of, named) for each in checked.formulas for outcome in each.outcomes
    ]
    problems = [_problem(document, each, severity_of, named) for each in document.problems]
    ordered = sorted([*problems, *outcomes], key=lambda found: found[0])
    return NotesReport(named, tuple(found for _, found in ordered), len(document.formulas), checked.seconds)


def _finding(
    document: Document, of: FormulaOutcome, outcome: NoteOutcome, severity_of: SeverityOf, path: str
) -> tuple[tuple[int, int], Finding]:
    formula, source = of.formula, document.sources[of.formula.source]
    first, last = _within(outcome.span, formula)
    start, end = position(source, first), position(source, last)
    reading = outcome.reading
    said = {each.words for each in outcome.used}
    found = Finding(
        path=_path_of(document, source, path),
        start=start,
        end=end,
        lines=lines_of(source, start.line, end.line),
        formula=formula.number,
        body=formula.body,
        text=source.text[first:last],
        role=outcome.statement.role.value if outcome.statement else "",
        verdict=outcome.verdict,
        code=outcome.code,
        severity=outcome.severity or severity_of(outcome.code, outcome.verdict),
        cell=source.cell,
        message=outcome.message,
        tree=f"{reading.left} {reading.sign} {reading.right}" if reading else "",
        method=outcome.method,
        bound=outcome.bound,
        where=outcome.where,
        given=outcome.given,
        used=outcome.used,
        rules=tuple(rule for rule in reading.rules if rule not in said) if reading else (),
        witness=dict(outcome.witness),
        values=outcome.values,
        missing=outcome.missing,
        fixes=tuple(_fix(document, edit) for edit in outcome.edits),
        seconds=outcome.seconds,
        claim=outcome.link is not None and outcome.link.kind == "claim",
    )
    return (formula.source, first), found


def _within(span: Span, formula: Formula) -> Span:
    """The span of a body as offsets of the source; nothing stands for the whole formula."""
    first, last = span if span[0] < span[1] else (0, len(formula.body))
    start = min(formula.start + first, formula.end)
    return start, max(start, min(formula.start + last, formula.end))


def _problem(
    document: Document, problem: Problem, severity_of: SeverityOf, path: str
) -> tuple[tuple[int, int], Finding]:
    source = document.sources[problem.source]
    start = source.starts[problem.line - 1] if problem.line <= len(source.starts) else len(source.text)
    at = NotePosition(problem.line, problem.column, start + problem.column - 1)
    verdict = NoteVerdict.NOT_UNDERSTOOD
    found = Finding(
        path=_path_of(document, source, path),
        start=at,
        end=at,
        lines=lines_of(source, at.line, at.line),
        formula=-1,
        body=NO_LINK,
        text=NO_LINK,
        role="",
        verdict=verdict,
        code=problem.code,
        severity=severity_of(problem.code, verdict),
        cell=source.cell,
        message=problem.message,
    )
    return (problem.source, at.offset), found


def _path_of(document: Document, source: Source, path: str) -> str:
    """An \\input file is called by its place beside the document."""
    if source.path == document.path:
        return path
    try:
        beside = source.path.relative_to(document.path.parent).as_posix()
    except ValueError:
        return source.path.as_posix()
    folder = path.rpartition("/")[0]
    return f"{folder}/{beside}" if folder else beside


def _fix(document: Document, edit: Edit) -> NoteFix:
    source = document.sources[edit.source]
    start, end = (position(source, offset) for offset in edit.span)
    return NoteFix(start, end, edit.text, edit.why, edit.certain, edit.source)


def position(source: Source, offset: int) -> NotePosition:
    line, column = source.place(offset)
    return NotePosition(line, column, offset)


def lines_of(source: Source, first: int, last: int) -> tuple[str, ...]:
    """These lines of the source, without what ends them."""
    starts = [*source.starts, len(source.text)]
    return tuple(
        source.text[starts[line - 1] : starts[line]].rstrip("\r\n")
        for line in range(max(first, 1), min(last, len(source.starts)) + 1)
    )


def shown(findings: Iterable[Finding], *, verbose: bool) -> Iterator[Finding]:
    """Those that a person wants to see: errors and warnings, or all."""
    return (each for each in findings if verbose or each.severity in (Severity.ERROR, Severity.WARNING))


@dataclass(frozen=True)
class Tally:
    """A part of the summary: its words for one and for several, and what it counts."""

    one: str
    several: str
    verdicts: frozenset[NoteVerdict]
    always: bool = False

    def words(self, counts: Mapping[NoteVerdict, int]) -> str:
        """Nothing where there is nothing to count, unless it is always told."""
        number = sum(counts.get(each, 0) for each in self.verdicts)
        return f"{number} {self.one if number == 1 else self.several}" if number or self.always else ""


V = NoteVerdict
CLAIMS = (
    Tally("claim proved", "claims proved", frozenset(v for v in V if v.holds) - {V.APPROXIMATE}, always=True),
    Tally("approximation bounded", "approximations bounded", frozenset({V.APPROXIMATE})),
    Tally("refuted", "refuted", frozenset({V.REFUTED}), always=True),
    Tally("missing a hypothesis", "missing a hypothesis", frozenset({V.MISSING})),
    Tally("differs from the catalogue", "differ from the catalogue", frozenset({V.DIFFERS})),
    Tally("not settled", "not settled", frozenset({V.UNKNOWN, V.NEEDS}), always=True),
)
OTHERS = (
    Tally("definition", "definitions", frozenset({V.DEFINITION, V.AGREES, V.REDEFINED})),
    Tally("declaration", "declarations", frozenset({V.DECLARATION})),
    Tally("value or condition", "values and conditions", frozenset({V.VALUE, V.CONDITION})),
    Tally("not understood", "not understood", frozenset({V.NOT_UNDERSTOOD}), always=True),
    Tally("mention", "mentions", frozenset({V.MENTION})),
)


def counted(reports: Sequence[NotesReport]) -> str:
    """The summary: how many formulas, and what is said of them.  It counts, and calls no document correct."""
    counts: Counter[NoteVerdict] = sum((each.counts for each in reports), Counter())
    formulas = sum(each.formulas for each in reports)
    head = f"{formulas} formula{'' if formulas == 1 else 's'}"
    if len(reports) > 1:
        head += f" in {len(reports)} documents"
    parts = [", ".join(filter(None, (each.words(counts) for each in row))) for row in (CLAIMS, OTHERS)]
    return f"{head}: {'; '.join(parts)}"
