"""Findings for a person at a terminal: the place, the verdict, the line with a caret below, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..codes import Severity
from ..outcomes import Basis
from .findings import Finding, NoteFix, NotesReport, counted, shown
from .width import one_line, window

COLUMNS = 100
QUOTED = 3
"""How many lines of a formula are quoted, at most."""

Paint = Callable[[str, str], str]
"""Text in the colour of a role: error, warning, note, info, place, frame, mark, good."""

COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "info": "2",
    "place": "1",
    "frame": "34",
    "mark": "31",
    "good": "32",
}


def plain(role: str, text: str) -> str:
    """No colour."""
    return text


def coloured(role: str, text: str) -> str:
    return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if text else ""


def terminal_lines(
    reports: Sequence[NotesReport], *, verbose: bool = False, paint: Paint = plain, columns: int = COLUMNS
) -> Iterator[str]:
    """Every finding that is to be seen, an empty line below each, and the summary."""
    for report in reports:
        yield from report_lines(report, verbose=verbose, paint=paint, columns=columns)
    yield from summary_lines(reports, verbose=verbose, paint=paint)


def report_lines(
    report: NotesReport, *, verbose: bool = False, paint: Paint = plain, columns: int = COLUMNS
) -> Iterator[str]:
    for finding in shown(report.findings, verbose=verbose):
        if finding.severity is None:
            yield _head(finding, paint) + paint("info", _excerpt(finding, columns))
        else:
            yield from finding_lines(finding, paint=paint, columns=columns)
            yield ""


def summary_lines(reports: Sequence[NotesReport], *, verbose: bool = False, paint: Paint = plain) -> Iterator[str]:
    """What there is in all, and how to see what has not been shown."""
    yield counted(reports)
    findings = [each for report in reports for each in report.findings]
    notes = sum(each.severity is Severity.NOTE for each in findings)
    if notes and not verbose:
        yield f"{notes} note{'' if notes == 1 else 's'} not shown: --verbose"
    fixes = sum(any(fix.certain for fix in each.fixes) for each in findings)
    if fixes:
        yield f"{fixes} can be corrected by one edit that is proved: --fix"


def place_of(finding: Finding) -> str:
    """`notes.md:12:5`, in a notebook `notes.ipynb:cell 3:12:5`."""
    cell = "" if finding.cell is None else f":cell {finding.cell}"
    return f"{finding.path}{cell}:{finding.start.line}:{finding.start.column}"


def _head(finding: Finding, paint: Paint) -> str:
    role = finding.severity.value if finding.severity else "info"
    code = f"{finding.code} " if finding.code else ""
    return f"{paint('place', one_line(place_of(finding)))}: {paint(role, f'{code}{finding.verdict.value}')}"


def _excerpt(finding: Finding, columns: int) -> str:
    text, _, _ = window(one_line(finding.text), 0, 0, columns // 2)
    return f"  {text}" if text else ""


def finding_lines(finding: Finding, *, paint: Paint = plain, columns: int = COLUMNS) -> Iterator[str]:
    """The place and verdict, the line with its caret, and a line for everything that is known about why."""
    yield _head(finding, paint)
    margin = max(len(str(finding.end.line)), 3) + 1
    yield f"{' ' * margin} {paint('frame', '|')}"
    yield from _quoted(finding, margin, paint, columns)
    for words in reasons(finding):
        yield f"{' ' * margin} {paint('frame', '=')} {one_line(words)}"
    for fix in finding.fixes:
        yield from _fix_lines(finding, fix, margin, paint, columns)


def _quoted(finding: Finding, margin: int, paint: Paint, columns: int) -> Iterator[str]:
    lines = finding.lines
    for count, line in enumerate(lines[:QUOTED]):
        first = finding.start.column - 1 if count == 0 else len(line) - len(line.lstrip())
        last = finding.end.column - 1 if count == len(lines) - 1 else len(line.rstrip())
        text, begin, end = window(line, min(first, len(line)), max(first, last), columns - margin - 3)
        number = paint("frame", f"{finding.start.line + count:>{margin}} |")
        yield f"{number} {text}".rstrip()
        mark = paint("mark", "^" * (end - begin))
        yield f"{' ' * margin} {paint('frame', '|')} {' ' * begin}{mark}"
    if len(lines) > QUOTED:
        yield f"{' ' * margin} {paint('frame', '|')} … {len(lines) - QUOTED} more lines"


def reasons(finding: Finding) -> Iterator[str]:
    """Sentences in the order in which they help: what is wrong, the numbers, what it rests on, what would help."""
    if finding.since:
        yield finding.since
    if finding.message:
        yield finding.message
    if finding.witness or finding.values:
        yield witness_text(finding.witness, finding.values)
    if finding.missing:
        yield f"would hold with: {', '.join(finding.missing)}"
    if finding.where:
        yield f"where {', '.join(finding.where)}"
    if finding.bound:
        yield f"differs by at most {finding.bound}"
    if finding.given:
        yield f"given {'; '.join(map(basis_text, finding.given))}"
    if finding.used:
        yield f"read with {'; '.join(map(basis_text, finding.used))}"
    for rule in finding.rules:
        yield f"read as: {rule}"


def witness_text(witness: Mapping[str, str], values: tuple[str, str] | None) -> str:
    """at n = 2, b = −5/3: left = 1, right = 2."""
    point = ", ".join(f"{name} = {number}" for name, number in witness.items())
    if values is None:
        return f"at {point}"
    sides = f"left = {values[0]}, right = {values[1]}"
    return f"at {point}: {sides}" if point else sides


def basis_text(basis: Basis) -> str:
    """The words, and their line."""
    return f"{basis.words} (line {basis.line})" if basis.line else basis.words


def _fix_lines(finding: Finding, fix: NoteFix, margin: int, paint: Paint, columns: int) -> Iterator[str]:
    """help: why, and the line as it would be."""
    yield f"{' ' * margin} {paint('frame', '=')} {paint('good', 'help')}: {one_line(fix.why)}"
    inside = finding.start.line <= fix.start.line <= fix.end.line <= finding.end.line
    if fix.start.line == fix.end.line and inside:
        line = finding.lines[fix.start.line - finding.start.line]
        ahead = line[: fix.start.column - 1]
        new = f"{ahead}{fix.text}{line[fix.end.column - 1 :]}"
        text, _, _ = window(new, len(ahead), len(ahead) + len(fix.text), columns - margin - 3)
        yield f"{paint('frame', f'{fix.start.line:>{margin}} |')} {text}"
    elif fix.text:
        for line in fix.text.strip("\n").split("\n")[:QUOTED]:
            yield f"{' ' * margin} {paint('good', '+')} {one_line(line)}"
