"""Statements and files worked on in several processes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from ..statements.catalogue import PACKAGES, Catalogue, load_catalogue
from ..statements.statement import Statement

T = TypeVar("T")


@contextmanager
def in_processes(
    work: Callable[[Statement], T],
    statements: Sequence[Statement],
    jobs: int,
    folder: Path | None = None,
    packages: tuple[str, ...] = PACKAGES,
) -> Iterator[Iterator[T]]:
    """What the work makes of each statement, in their order, as it arrives, from that many processes.

    A statement does not travel, as it may hold code of a file that only this process has read: its id does, and each
    worker reads the catalogue, of the same folder and packages.  The work is a function of a module, and its result
    travels back.
    """
    if jobs == 1 or len(statements) < 2:
        yield map(work, statements)
        return
    with ProcessPoolExecutor(jobs, initializer=_end_quietly) as pool:
        yield pool.map(partial(_work_on_id, work, folder, packages), [each.id for each in statements])


@contextmanager
def files_in_processes(
    work: Callable[[Catalogue, int], T],
    catalogue: Catalogue,
    places: Sequence[int],
    jobs: int,
    folder: Path | None = None,
    packages: tuple[str, ...] = PACKAGES,
) -> Iterator[Iterator[T]]:
    """What the work makes of each of the catalogue's files at these places, likewise."""
    if jobs == 1 or len(places) < 2:
        yield map(partial(work, catalogue), places)
        return
    with ProcessPoolExecutor(jobs, initializer=_end_quietly) as pool:
        yield pool.map(partial(_work_on_file, work, folder, packages), places)


def _end_quietly() -> None:
    """A worker that is interrupted ends at once: what there is to say, the process that has started it says."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _work_on_file(work: Callable[[Catalogue, int], T], folder: Path | None, packages: tuple[str, ...], place: int) -> T:
    return work(_loaded(folder, packages), place)


def _work_on_id(work: Callable[[Statement], T], folder: Path | None, packages: tuple[str, ...], id: str) -> T:
    return work(_loaded(folder, packages).by_id(id))


_loaded = cache(load_catalogue)
"""One catalogue for each worker process."""
