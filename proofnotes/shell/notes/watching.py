"""Looking whether files have changed: a look every few hundredths of a second, which works on every file system."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

PAUSE = 0.03
"""Seconds between two looks."""
SETTLING = 0.01
"""Seconds that a file is left alone after a change: editors write in several steps."""

Stamp = tuple[int, int] | None


def stamp_of(path: Path) -> Stamp:
    """When a file was changed and how large it is; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class Watched:
    """Files by the document that is made of them."""

    def __init__(self) -> None:
        self._stamps: dict[Path, dict[Path, Stamp]] = {}

    def begin(self, document: Path) -> None:
        """It is about to be read: whatever changes from here on is a change."""
        self._stamps[document] = {each: stamp_of(each) for each in {document, *self._stamps.get(document, ())}}

    def made_of(self, document: Path, files: Iterable[Path]) -> None:
        """It has been read, and is made of these files."""
        known = self._stamps[document]
        self._stamps[document] = {each: known[each] if each in known else stamp_of(each) for each in {document, *files}}

    def changed(self) -> list[Path]:
        """Documents that are not what they were; one that is not there at the moment is being written."""
        return [document for document, stamps in self._stamps.items() if stamp_of(document) and _differs(stamps)]

    def changes(self, pause: float = PAUSE) -> Iterator[list[Path]]:
        """Documents that have changed, whenever some have, for ever."""
        while True:
            time.sleep(pause)
            if self.changed():
                time.sleep(SETTLING)
                yield self.changed()


def _differs(stamps: dict[Path, Stamp]) -> bool:
    return any(stamp_of(path) != stamp for path, stamp in stamps.items())
