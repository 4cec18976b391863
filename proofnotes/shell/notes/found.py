"""Which files are meant by what stands on the command line: files, folders, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from glob import glob, has_magic
from pathlib import Path

from ...proofreading.sources.read import FORMATS, inputs_of
from .settings import SUFFIXES, CheckSettings

HIDDEN = "."
WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
MADE = frozenset({"node_modules", "__pycache__", "_build", "build", "site-packages"})
"""Folders of what is made or installed, which nobody means by the folder above."""


class NotesNotFoundError(ValueError):
    """A path that stands for no notes; the message says why."""


def notes_in(given: Sequence[str], settings: CheckSettings) -> list[Path]:
    """The files, each once: a file as it is given; of a folder what is included and not excluded."""
    found = [path for each in given for path in _meant(each, settings)]
    return list(dict.fromkeys(found))


def _meant(given: str, settings: CheckSettings) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        yield from _of_folder(path, settings)
    elif path.exists():
        yield _readable(path)
    elif has_magic(given):
        yield from _of_pattern(given, settings)
    else:
        raise NotesNotFoundError(f"{given}: no such file or folder")


def _readable(path: Path) -> Path:
    if not path.is_file():
        raise NotesNotFoundError(f"{path}: neither a file nor a folder")
    if path.suffix.lower() not in FORMATS:
        raise NotesNotFoundError(f"{path}: notes end in {', '.join(FORMATS)}")
    return path


def _of_folder(folder: Path, settings: CheckSettings) -> list[Path]:
    found = [path for path in _walk(folder) if _included(path, folder, settings)]
    if not found:
        raise NotesNotFoundError(f"{folder}: no notes there ({', '.join(SUFFIXES)})")
    return _documents(found)


def _of_pattern(pattern: str, settings: CheckSettings) -> list[Path]:
    paths = (Path(each) for each in sorted(glob(pattern, recursive=True)))
    made = MADE - set(Path(pattern).parts)
    found = [path for path in paths if path.is_file() and path.suffix.lower() in SUFFIXES and not made & {*path.parts}]
    if not found:
        raise NotesNotFoundError(f"{pattern}: no notes match this pattern")
    return _documents([path for path in found if not _excluded(path, settings)])


def _documents(found: Sequence[Path]) -> list[Path]:
    """Those that no LaTeX document among them inputs: such a file is read in its place there."""
    parts = frozenset[Path]().union(*map(inputs_of, found))
    return [path for path in found if not parts or path.resolve() not in parts]


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, in order; hidden and made folders are passed by, and links to folders."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(HIDDEN):
            continue
        if path.is_dir():
            if path.name not in MADE and not path.is_symlink():
                yield from _walk(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _included(path: Path, folder: Path, settings: CheckSettings) -> bool:
    name = _relative(path, settings.root)
    own = path.relative_to(folder).as_posix()
    wanted = not settings.include or any(_matches(name, each) or _matches(own, each) for each in settings.include)
    return wanted and not _excluded(path, settings)


def _excluded(path: Path, settings: CheckSettings) -> bool:
    name = _relative(path, settings.root)
    return any(_matches(name, each) for each in settings.exclude)


def _relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _matches(name: str, pattern: str) -> bool:
    """A pattern of a file, or of a folder above it; one without a slash is of a name in any folder."""
    beginnings = [name, *(name[:place] for place, letter in enumerate(name) if letter == "/")]
    expression = _expression(pattern.rstrip("/"))
    return any(expression.fullmatch(each) for each in beginnings)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stand for what is no slash, `**` for anything, `**/` for any folders, none included."""
    written = pattern if "/" in pattern else f"**/{pattern}"
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", written.removeprefix("./"))
    return re.compile("".join(WILD.get(part, re.escape(part)) for part in parts))
