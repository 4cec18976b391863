"""Which links are certified: those that Coq has accepted exactly as they would be stated now.

No Coq is needed to say so, and no proof is searched for: Coq has accepted the statement, whatever the proof was.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from ..statements.catalogue import Catalogue
from .checking.files import PrintedFile
from .checking.outcome import CheckedFile
from .checking.records import records_in
from .printing import file_names, stated_file

FOLDER = "certificates"
"""Where the printed files lie, in the folder of the report."""


@dataclass(frozen=True)
class CoqMark:
    """A certificate, as a reader sees it: by which Coq, and where in which file the link is stated for it."""

    version: str
    file: str
    line: int
    intervals: bool

    @property
    def release(self) -> str:
        """8.16."""
        return ".".join(self.version.split(".")[:2])


def coq_marks(catalogue: Catalogue, folder: Path, paths: Container[Path] | None = None) -> dict[str, CoqMark]:
    """The certified links by name, going by what is said beside the files of a folder.

    paths: of the catalogue's files, those that are of interest; all, if None.
    """
    records = records_in(folder)
    found: dict[str, CoqMark] = {}
    for name, module in zip(file_names(catalogue), catalogue.modules, strict=True):
        if name in records and (paths is None or module.path in paths):
            printed = stated_file(name, module.statements)
            if records[name].stated == printed.stated_digest:
                found |= _marks(printed, records[name])
    return found


def _marks(printed: PrintedFile, checked: CheckedFile) -> dict[str, CoqMark]:
    """Of the record nothing is believed but what Coq has accepted: the rest is known from what is printed."""
    accepted = {each.link: each for each in checked.certificates if each.certified}
    return {
        each.link: CoqMark(
            checked.version, printed.statements.name, printed.lines[each.link], accepted[each.link].intervals
        )
        for each in printed.links
        if each.stated and not each.hypotheses and {each.link, each.possible or each.link} <= accepted.keys()
    }
