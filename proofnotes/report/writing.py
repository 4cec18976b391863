"""Files that are written together."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_together(folder: Path, pages: Mapping[str, str]) -> list[Path]:
    """All of the pages or none: whatever interrupts it, the folder holds the previous files or the new ones.

    Each page is written in full beside its place before the first one is moved there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new.") as place:
        for name, text in pages.items():
            _write(Path(place) / name, text)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".previous.") as kept:
            for path in (folder / name for name in pages):
                if path.exists():
                    shutil.copy2(path, kept)
            _move(Path(place), folder, Path(kept), list(pages))
    return [folder / name for name in pages]


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _move(place: Path, folder: Path, kept: Path, names: Iterable[str]) -> None:
    begun: list[str] = []
    try:
        for name in names:
            begun.append(name)
            os.replace(place / name, folder / name)
    except BaseException:
        for name in begun:
            if (kept / name).exists():
                os.replace(kept / name, folder / name)
            elif not (place / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise
