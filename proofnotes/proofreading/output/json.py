"""Findings as JSON: one object for a link, for other programs.  The keys are stable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..outcomes import Basis
from .findings import Finding, NoteFix, NotePosition, NotesReport, counted

Record = dict[str, Any]


def json_text(reports: Sequence[NotesReport], version: str) -> str:
    """Everything that is said of the documents, the verdict of every link included."""
    page = {
        "proofnotes": version,
        "summary": counted(reports),
        "documents": [_document(each) for each in reports],
        "links": [finding_record(each) for report in reports for each in report.findings],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _document(report: NotesReport) -> Record:
    return {
        "path": report.path,
        "formulas": report.formulas,
        "failing": report.failing,
        "seconds": round(report.seconds, 3),
        "verdicts": {verdict.value: number for verdict, number in report.counts.items()},
    }


def finding_record(finding: Finding) -> Record:
    """A link with its place, its verdict, and everything that the verdict rests on."""
    return {
        "path": finding.path,
        "cell": finding.cell,
        "start": _position(finding.start),
        "end": _position(finding.end),
        "formula": finding.formula,
        "text": finding.text,
        "role": finding.role,
        "claim": finding.claim,
        "verdict": finding.verdict.value,
        "code": finding.code,
        "severity": finding.severity.value if finding.severity else None,
        "message": finding.message,
        "since": finding.since,
        "tree": finding.tree,
        "where": list(finding.where),
        "hypotheses": [_basis(each) for each in finding.given],
        "definitions": [_basis(each) for each in finding.used],
        "rules": list(finding.rules),
        "witness": dict(finding.witness),
        "values": list(finding.values) if finding.values else None,
        "missing": list(finding.missing),
        "bound": finding.bound,
        "method": finding.method,
        "fixes": [_fix(each) for each in finding.fixes],
        "seconds": round(finding.seconds, 3),
    }


def _position(position: NotePosition) -> Record:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _basis(basis: Basis) -> Record:
    return {"words": basis.words, "line": basis.line}


def _fix(fix: NoteFix) -> Record:
    return {
        "start": _position(fix.start),
        "end": _position(fix.end),
        "text": fix.text,
        "why": fix.why,
        "certain": fix.certain,
    }
