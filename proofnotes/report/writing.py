"""Files that are written together."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_together(folder: Path, pages: Mapping[str, str | bytes]) -> list[Path]:
    """All of the pages or none: whatever interrupts it, the folder holds the previous files or the new ones.

    Each page is written in full beside its place before the first one is moved there.  A name may be that of a file in
    a folder of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new.") as place:
        for name, content in pages.items():
            _write(Path(place) / name, content.encode() if isinstance(content, str) else content)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".previous.") as kept:
            for name in pages:
                if (folder / name).exists():
                    (Path(kept) / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(folder / name, Path(kept) / name)
            _move(Path(place), folder, Path(kept), list(pages))
    return [folder / name for name in pages]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(place: Path, folder: Path, kept: Path, names: Iterable[str]) -> None:
    begun: list[str] = []
    made: list[Path] = []
    try:
        for name in names:
            begun.append(name)
            if not (parent := (folder / name).parent).exists():
                made.append(parent)
                parent.mkdir(parents=True)
            os.replace(place / name, folder / name)
    except BaseException:
        for name in begun:
            if (kept / name).exists():
                os.replace(kept / name, folder / name)
            elif not (place / name).exists():
                (folder / name).unlink(missing_ok=True)
        for parent in made:
            parent.rmdir()
        raise
