"""What a project says of its notes: [tool.proofnotes.check] in pyproject.toml, [check] in proofnotes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ...proofreading.codes import Severity

SUFFIXES = (".md", ".markdown", ".qmd", ".rmd", ".tex", ".ipynb")
"""What is taken of a folder; a file that is named may end otherwise, as `sources` knows it."""
FILES = (("proofnotes.toml", ("check",)), ("pyproject.toml", ("tool", "proofnotes", "check")))
"""In this order in each folder, the innermost folder first."""
OFF = "off"


class SettingsError(ValueError):
    """A configuration that cannot be read; the message names the file, the key and what was expected."""


@dataclass(frozen=True)
class CheckSettings:
    """How notes are checked.  Patterns and the baseline are relative to root, the folder of the configuration.

    include are the files that are taken of a folder (all notes where it is empty), exclude those that are not.  seconds
    are for one question, budget for one document.  severity is by code or beginning of codes.  words: whether prose
    tells meanings; annotations: whether `proofnotes:` comments do.
    """

    root: Path = Path()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    seconds: float = 2.0
    budget: float = 60.0
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    words: bool = True
    annotations: bool = True
    strict: bool = False
    baseline: Path | None = None


def find_settings(folder: Path) -> CheckSettings:
    """Of the innermost folder around this one that has any; the usual ones where none has."""
    for place in (folder.resolve(), *folder.resolve().parents):
        for name, keys in FILES:
            path = place / name
            if path.is_file() and (table := _table(path, keys)) is not None:
                return read_settings(table, path)
    return CheckSettings(root=folder)


def _table(path: Path, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
    try:
        found: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    if not isinstance(found, Mapping):
        raise SettingsError(f"{path}: {'.'.join(keys)}: expected a table, got {found!r}")
    return found


def read_settings(table: Mapping[str, Any], path: Path) -> CheckSettings:
    """Every key is one of ours and has a value of its kind."""
    known = [each.name for each in fields(CheckSettings) if each.name != "root"]
    for key in table:
        if key not in known:
            raise SettingsError(f"{path}: unknown key {key!r}{_nearest(key, known)}; known are {', '.join(known)}")
    return CheckSettings(root=path.parent, **{key: READERS[key](path, key, value) for key, value in table.items()})


def _nearest(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f": did you mean {close[0]!r}?" if close else ""


def _wrong(path: Path, key: str, expected: str, got: object) -> SettingsError:
    return SettingsError(f"{path}: {key}: expected {expected}, got {got!r}")


def _patterns(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise _wrong(path, key, "a list of patterns such as ['notes/**/*.md']", value)
    return tuple(value)


def _seconds(path: Path, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise _wrong(path, key, "a number of seconds, more than 0 and at most 3600", value)
    return float(value)


def _flag(path: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, key, "true or false", value)
    return value


def _place(path: Path, key: str, value: object) -> Path:
    if not isinstance(value, str) or not value:
        raise _wrong(path, key, "the path of a file", value)
    return path.parent / value


def _severities(path: Path, key: str, value: object) -> dict[str, Severity | None]:
    if not isinstance(value, Mapping):
        raise _wrong(path, key, "a table such as { PN203 = 'note' }", value)
    return {code: _severity(path, f"{key}.{code}", given) for code, given in value.items()}


def _severity(path: Path, key: str, value: object) -> Severity | None:
    names = [each.value for each in Severity]
    if value == OFF:
        return None
    if value not in names:
        raise _wrong(path, key, f"one of {', '.join((*names, OFF))}", value)
    return Severity(value)


READERS: Mapping[str, Callable[[Path, str, object], Any]] = {
    "include": _patterns,
    "exclude": _patterns,
    "seconds": _seconds,
    "budget": _seconds,
    "severity": _severities,
    "words": _flag,
    "annotations": _flag,
    "strict": _flag,
    "baseline": _place,
}
