"""The baseline: a file of what is known to be wrong, so that only what is new fails.

An entry names the document, the code and the formula, and no line: edits elsewhere do not touch it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..codes import Severity
from ..output.findings import Finding, NotesReport
from .matching import normalized

FORMAT = 1
KEYS = ("path", "code", "formula", "link")
WEIGHTY = (Severity.ERROR, Severity.WARNING)


class BaselineError(ValueError):
    """A file that is no baseline; the message says why."""


@dataclass(frozen=True, order=True)
class KnownFinding:
    """Something that is known: in which document, which code, of which formula, and of which link of it."""

    path: str
    code: str
    formula: str
    link: str


@dataclass(frozen=True)
class Baseline:
    """How often each thing is known to occur."""

    known: Counter[KnownFinding]

    @classmethod
    def of(cls, reports: Iterable[NotesReport]) -> Baseline:
        """Everything that is an error or a warning now."""
        return cls(Counter(_known(each) for report in reports for each in report.findings if each.severity in WEIGHTY))

    @classmethod
    def parse(cls, text: str) -> Baseline:
        """Read what `text` has written."""
        try:
            page = json.loads(text)
            if page["proofnotes-baseline"] != FORMAT:
                raise BaselineError(f"a baseline of format {page['proofnotes-baseline']!r}, expected {FORMAT}")
            rows = [({key: row[key] for key in KEYS}, row["count"]) for row in page["known"]]
        except (ValueError, KeyError, TypeError) as error:
            if isinstance(error, BaselineError):
                raise
            raise BaselineError("no baseline: expected what --write-baseline writes") from error
        if not all(isinstance(count, int) and all(isinstance(v, str) for v in key.values()) for key, count in rows):
            raise BaselineError("no baseline: expected texts, and a count for each")
        return cls(Counter({KnownFinding(**key): count for key, count in rows}))

    @property
    def text(self) -> str:
        """As a file: in order, a line for each entry, so that it is merged and reviewed like any other."""
        rows = [
            json.dumps({**vars(each), "count": count}, ensure_ascii=False) for each, count in sorted(self.known.items())
        ]
        head = f'{{"proofnotes-baseline": {FORMAT}, "known": ['
        return head + "".join(f"\n {row}{',' if row is not rows[-1] else ''}" for row in rows) + "\n]}\n"

    def applied(self, reports: Sequence[NotesReport]) -> tuple[list[NotesReport], int]:
        """The reports with notes in place of what is known, and how many entries are not needed any more."""
        left = Counter(self.known)
        found = [replace(each, findings=tuple(_marked(one, left) for one in each.findings)) for each in reports]
        paths = {each.path for each in reports}
        return found, sum(count for known, count in left.items() if known.path in paths)


def _known(finding: Finding) -> KnownFinding:
    return KnownFinding(
        finding.path, finding.code, normalized(finding.body or finding.message), normalized(finding.text)
    )


def _marked(finding: Finding, left: Counter[KnownFinding]) -> Finding:
    known = _known(finding)
    if finding.severity not in WEIGHTY or left[known] < 1:
        return finding
    left[known] -= 1
    return replace(finding, severity=Severity.NOTE, since="known: it is in the baseline")
