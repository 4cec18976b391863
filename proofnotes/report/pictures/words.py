"""What pictures say in a language: templates/LANGUAGE/pictures.toml, a title and an alt text for each kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from .. import templating
from ..templating import ReportError

FILE = "pictures.toml"
KEYS = ("title", "alt")


@dataclass(frozen=True)
class Words:
    """A caption, and what is to be seen; {name} stands for a fact of the drawing."""

    title: str
    alt: str


def load_words(language: str, kind: str, facts: Iterable[str]) -> Words:
    """The words of one kind of picture.

    ReportError, which names the file, if there are none, if anything but a title and an alt text stands there, or if
    they ask for what the drawing does not know.
    """
    path = templating.TEMPLATES / language / FILE
    entries = _read(path)
    if kind not in entries:
        raise ReportError(f"{_short(path)}: expected [{kind!r}] with title and alt, for the picture of that name")
    entry = entries[kind]
    where = f"{_short(path)}: [{kind!r}]"
    if not isinstance(entry, dict) or set(entry) != set(KEYS) or not all(isinstance(entry[key], str) for key in KEYS):
        raise ReportError(f"{where}: expected the texts title and alt, got {_given(entry)}")
    known = set(facts)
    for key in KEYS:
        _check(f"{where} {key}", entry[key], known)
    return Words(entry["title"], entry["alt"])


def kinds(language: str) -> frozenset[str]:
    """The pictures that a language has words for."""
    return frozenset(_read(templating.TEMPLATES / language / FILE))


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReportError(f"{_short(path)}: there is no such file; expected the words of the pictures") from error
    except tomllib.TOMLDecodeError as error:
        raise ReportError(f"{_short(path)}: {error}") from error


def _check(where: str, text: str, known: set[str]) -> None:
    if not text.strip():
        raise ReportError(f"{where}: expected a text, got an empty one")
    try:
        asked = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ReportError(f"{where}: {error}") from error
    if strange := sorted(asked - known):
        raise ReportError(f"{where}: {{{strange[0]}}} is not known; there are {', '.join(sorted(known)) or 'none'}")


def _given(entry: object) -> str:
    return ", ".join(map(str, entry)) or "nothing" if isinstance(entry, dict) else repr(entry)


def _short(path: Path) -> Path:
    return path.relative_to(templating.TEMPLATES.parent)
