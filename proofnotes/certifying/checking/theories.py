"""The library in Coq: what its theories require, and each of them compiled once for an installed Coq."""

from __future__ import annotations

import fcntl
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from .coq import Coq, CoqError
from .reading import first_error
from .scan import forbidden, without_comments

FOLDER = Path(__file__).parents[1] / "library"
LOGICAL = "Proofnotes"
VOCABULARY = "Vocabulary"
"""The theory in which everything is stated."""

THEORY_SECONDS = 600
"""How long one theory may take to compile."""

REQUIRED = re.compile(r"From\s+(\w+)\s+Require\s+(?:Import\s+|Export\s+)?([\w.\s]+?)\.(?=\s|$)")


@dataclass(frozen=True)
class Library:
    """The texts of the theories, by name."""

    texts: Mapping[str, str]

    @cached_property
    def _required(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each theory what it requires: (Proofnotes, Sums), (Interval, Tactic)."""
        return {
            name: tuple(
                (library, each)
                for library, listed in REQUIRED.findall(without_comments(text))
                for each in listed.split()
            )
            for name, text in self.texts.items()
        }

    def needed(self, theories: Iterable[str]) -> tuple[str, ...]:
        """The theories and those that they require, each after those that it requires."""
        found: dict[str, None] = {}

        def visit(theory: str) -> None:
            if theory not in found:
                for library, each in self._required[theory]:
                    if library == LOGICAL:
                        visit(each)
                found[theory] = None

        for each in sorted(theories):
            visit(each)
        return tuple(found)

    def uses_intervals(self, theory: str) -> bool:
        """Whether it requires verified interval arithmetic, which computes with machine integers."""
        return any(library == "Interval" for each in self.needed([theory]) for library, _ in self._required[each])

    def digest(self, theories: Iterable[str]) -> str:
        """Of the texts of these theories and of those that they require."""
        parts = [part for each in self.needed(theories) for part in (each, self.texts[each])]
        return sha256("\0".join(parts).encode()).hexdigest()

    def forbidden(self) -> tuple[str, ...]:
        """Words that may not be there: Sums.v: Admitted."""
        return tuple(f"{name}.v: {word}" for name, text in sorted(self.texts.items()) for word in forbidden(text))


@lru_cache
def library() -> Library:
    """The one of this package."""
    return Library({path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.v"))})


class Compiled:
    """A folder with the theories that have been asked for, compiled.

    A compiled theory fits only those that it was compiled with, so that nobody compiles one twice: threads wait for
    each other, and processes too.
    """

    def __init__(self, theories: Library, coq: Coq, cache: Path) -> None:
        self.theories, self.coq = theories, coq
        key = sha256(f"{theories.digest(theories.texts)}\0{coq.digest}".encode()).hexdigest()[:32]
        self.folder = cache / f"library-{key}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._locks = {each: threading.Lock() for each in theories.texts}

    @property
    def loading(self) -> tuple[Path, str]:
        """Where it lies, and its logical name."""
        return self.folder, LOGICAL

    def require(self, theories: Iterable[str]) -> None:
        """Compile these theories and what they require, unless that has been done.   CoqError if Coq refuses one."""
        for each in self.theories.needed(theories):
            if not (self.folder / f"{each}.vo").exists():
                with self._locks[each], _alone(self.folder / f"{each}.lock"):
                    self._compile(each)

    def _compile(self, theory: str) -> None:
        target = self.folder / f"{theory}.vo"
        if target.exists():
            return
        with TemporaryDirectory(dir=self.folder.parent, prefix="making-") as folder:
            source = Path(folder, f"{theory}.v")
            source.write_text(self.theories.texts[theory], encoding="utf-8")
            ran = self.coq.compile(source, (self.loading, (Path(folder), LOGICAL)), THEORY_SECONDS)
            if not ran.ok:
                raise CoqError(f"Coq {self.coq.version} refuses {FOLDER / source.name}: {first_error(ran).said}")
            os.replace(source.with_suffix(".vo"), target)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
