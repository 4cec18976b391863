"""What findings weigh: by the table of codes, by the configuration of a project, and under --strict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..codes import Severity
from ..output.findings import Finding, NotesReport

Weights = Mapping[str, Severity | None]
"""Severities by code, or by the letters that codes begin with (`S`, `PN2`); None: never shown."""


def weighed(report: NotesReport, weights: Weights, *, strict: bool = False) -> NotesReport:
    """The report under these weights; with strict every warning is an error."""
    return replace(report, findings=tuple(_weighed(each, weights, strict) for each in report.findings))


def _weighed(finding: Finding, weights: Weights, strict: bool) -> Finding:
    """The longest beginning of its code that the table has decides."""
    fitting = [key for key in weights if finding.code.startswith(key)]
    severity = weights[max(fitting, key=len)] if fitting and finding.code else finding.severity
    if strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    return finding if severity is finding.severity else replace(finding, severity=severity)
