"""Findings in the Static Analysis Results Interchange Format, version 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from ..codes import Code, Severity
from .findings import Finding, NoteFix, NotesReport, shown
from .terminal import reasons

Record = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
    Severity.INFO: "note",
}
CodeOf = Callable[[str], Code | None]


def sarif_text(reports: Sequence[NotesReport], version: str, code_of: CodeOf, *, verbose: bool = False) -> str:
    """One run, with a rule for each code that occurs.  Columns count UTF-16 code units, as the format wants it."""
    findings = [
        each for report in reports for each in shown(report.findings, verbose=verbose) if each.severity and each.code
    ]
    codes = sorted({each.code for each in findings})
    driver = {"name": "proofnotes", "version": version, "rules": [_rule(name, code_of(name)) for name in codes]}
    prints = fingerprints(findings)
    results = [
        _result(each, codes.index(each.code), fingerprint) for each, fingerprint in zip(findings, prints, strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str, code: Code | None) -> Record:
    if code is None:
        return {"id": name}
    rule: Record = {
        "id": name,
        "shortDescription": {"text": code.means},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }
    if code.help:
        rule["help"] = {"text": code.help}
    return rule


def _result(finding: Finding, rule: int, fingerprint: str) -> Record:
    assert finding.severity is not None
    words = [f"{finding.verdict.value}: {finding.text}", *reasons(finding), *(f"help: {f.why}" for f in finding.fixes)]
    result: Record = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(words)},
        "locations": [_location(finding)],
        "partialFingerprints": {"formula/v1": fingerprint},
    }
    fixes = [fix for each in finding.fixes if (fix := _fix(finding, each))]
    if fixes and finding.cell is None:
        result["fixes"] = fixes
    return result


def _location(finding: Finding) -> Record:
    """A cell of a notebook has no lines that the format knows: the place is named in words."""
    artifact = {"uri": quote(finding.path)}
    if finding.cell is not None:
        name = f"cell {finding.cell}, line {finding.start.line}, column {finding.start.column}"
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [{"name": name}]}
    region = {
        "startLine": finding.start.line,
        "startColumn": _units(finding, finding.start.line, finding.start.column),
        "endLine": finding.end.line,
        "endColumn": _units(finding, finding.end.line, finding.end.column),
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _units(finding: Finding, line: int, column: int) -> int:
    """A column in UTF-16 code units: a letter such as 𝐱 is two."""
    place = line - finding.start.line
    ahead = finding.lines[place][: column - 1] if 0 <= place < len(finding.lines) else ""
    return column + sum(ord(character) > 0xFFFF for character in ahead)


def _fix(finding: Finding, fix: NoteFix) -> Record | None:
    """Only where the lines are at hand: columns cannot be counted elsewhere."""
    if not finding.start.line <= fix.start.line <= fix.end.line <= finding.end.line:
        return None
    region = {
        "startLine": fix.start.line,
        "startColumn": _units(finding, fix.start.line, fix.start.column),
        "endLine": fix.end.line,
        "endColumn": _units(finding, fix.end.line, fix.end.column),
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": {"uri": quote(finding.path)}, "replacements": [replacement]}
    return {"description": {"text": fix.why}, "artifactChanges": [change]}


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """The same for the same finding of the same text, wherever it has moved to: its path, code, text and how many of
    these came before.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for each in findings:
        key = (each.path, each.code, " ".join(each.body.split()), " ".join(each.text.split()))
        found.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32])
        seen[key] += 1
    return found
