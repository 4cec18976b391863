"""Findings as commands that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..codes import Severity
from .findings import Finding, NotesReport, counted, shown
from .terminal import place_of, reasons

COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
    Severity.INFO: "notice",
}


def github_lines(reports: Sequence[NotesReport], *, verbose: bool = False) -> Iterator[str]:
    """A workflow command for each finding that has a weight, and the summary."""
    for report in reports:
        for finding in shown(report.findings, verbose=verbose):
            if finding.severity is not None:
                yield _command(finding, COMMANDS[finding.severity])
    yield data(counted(reports))


def _command(finding: Finding, command: str) -> str:
    title = " ".join(filter(None, (finding.code, finding.verdict.value)))
    properties = {"file": finding.path, **_place(finding), "title": title}
    written = ",".join(f"{name}={value_of(str(value))}" for name, value in properties.items())
    helps = (f"help: {fix.why}" for fix in finding.fixes)
    words = [f"{place_of(finding)}: {title}", finding.text, *reasons(finding), *helps]
    return f"::{command} {written}::{data(chr(10).join(filter(None, words)))}"


def _place(finding: Finding) -> dict[str, int]:
    """Columns only on one line, as GitHub wants it; the lines of a cell are not those of the file, so none there."""
    if finding.cell is not None:
        return {}
    if finding.start.line != finding.end.line:
        return {"line": finding.start.line, "endLine": finding.end.line}
    return {"line": finding.start.line, "col": finding.start.column, "endColumn": finding.end.column}


def data(text: str) -> str:
    """Text so that no line of it is read as a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value_of(text: str) -> str:
    """The same for the value of a property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
