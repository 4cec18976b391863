"""Derivation files printed into a folder, and Coq's answer to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..statements.catalogue import PACKAGES, Catalogue
from ..verdicts.processes import files_in_processes
from .checking.check import check_files, not_asked
from .checking.coq import Coq
from .checking.files import PrintedFile
from .checking.folder import write_files, write_project
from .checking.outcome import CheckedFile
from .checking.records import add_to
from .printing import print_file


def certify(
    catalogue: Catalogue,
    places: Sequence[int],
    out: Path,
    coq: Coq | None,
    *,
    jobs: int = 1,
    folder: Path | None = None,
    packages: tuple[str, ...] = PACKAGES,
) -> Iterator[CheckedFile]:
    """Print the files at these places of the catalogue, and tell of each what Coq says, in their order.

    Without a Coq they are only printed.  folder and packages: what the catalogue was read from.
    """
    done: list[PrintedFile] = []

    def written(arriving: Iterator[PrintedFile]) -> Iterator[PrintedFile]:
        for each in arriving:
            write_files(out, each)
            done.append(each)
            yield each

    with files_in_processes(print_file, catalogue, places, jobs, folder, packages) as arriving:
        files = written(arriving)
        for checked in map(not_asked, files) if coq is None else check_files(files, coq, jobs):
            if coq is not None:
                add_to(out, checked)
            yield checked
    write_project(out, done)
