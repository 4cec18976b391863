"""What has been settled before, by content: an edit settles anew only what depends on it.

Answers lie in the user's own cache, in a file for this state of the library: another version never reads them.  A line
that is damaged is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...verdicts.user_cache import cache_folder

MOST_BYTES = 32 * 2**20
"""Where a file of answers has grown larger than this, a new one is begun."""
KEPT_VERSIONS = 4


@lru_cache
def state_of_the_library() -> str:
    """A name for the code that settles: its files, their sizes and when they were changed."""
    package = Path(__file__).parents[2]
    derivations = package.parent / "derivations"
    files = sorted(path for folder in (package, derivations) if folder.is_dir() for path in folder.rglob("*.py"))
    found = hashlib.sha256()
    for path in files:
        stat = path.stat()
        found.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]


class ProofMemory:
    """Answers by the text of the question.  get and put never raise: what cannot be kept is asked again."""

    def __init__(self, folder: Path | None = None, *, salt: str = "") -> None:
        """salt is what answers depend on beside the question: how many seconds there are."""
        self.path = (folder or cache_folder() / "check") / f"{state_of_the_library()}.jsonl"
        self.salt = salt
        self._known: dict[str, Mapping[str, Any]] | None = None

    def get(self, key: str) -> Mapping[str, Any] | None:
        """What has been answered to this question."""
        return self._answers().get(self._name(key))

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer, of numbers and texts."""
        name = self._name(key)
        self._answers()[name] = answer
        try:
            self._append(name, answer)
        except (OSError, TypeError, ValueError):
            return

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{self.salt}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()

    def _answers(self) -> dict[str, Mapping[str, Any]]:
        if self._known is None:
            self._known = _read(self.path)
        return self._known

    def _append(self, name: str, answer: Mapping[str, Any]) -> None:
        text = json.dumps(answer, ensure_ascii=True)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size > MOST_BYTES:
            self.path.unlink(missing_ok=True)
        new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"\n{name} {_seal(name, text)} {text}".encode())  # whatever stands before it
        finally:
            os.close(handle)
        if new:
            _forget_old(self.path.parent)


def _seal(name: str, text: str) -> str:
    return hashlib.sha256(f"{name} {text}".encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, Mapping[str, Any]]:
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for line in lines:
        name, _, rest = line.partition(" ")
        seal, _, text = rest.partition(" ")
        if seal == _seal(name, text):
            found[name] = json.loads(text)
    return found


def _forget_old(folder: Path) -> None:
    """Remove what other states of the library have left, but for the latest."""
    files = sorted(folder.glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT_VERSIONS:]:
        path.unlink(missing_ok=True)
