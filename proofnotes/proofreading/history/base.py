"""Documents as they were at a commit: git is asked, and nothing of the working tree is touched."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

READ = frozenset({".md", ".markdown", ".tex", ".sty", ".ipynb", ".toml"})
"""What a document is made of: itself, its parts, its sidecar."""
MOST_BYTES = 16 * 2**20
MOST_FILES = 2000


class BaseError(ValueError):
    """The base cannot be read; the message says why."""


@dataclass(frozen=True)
class BaseCommit:
    """A commit of a repository: what it is called, and which it is."""

    repository: Path
    ref: str
    commit: str

    @classmethod
    def find(cls, ref: str, folder: Path) -> BaseCommit:
        """The commit that `ref` means in the repository around a folder."""
        try:
            top = _git(folder, "rev-parse", "--show-toplevel")
        except FileNotFoundError as error:
            raise BaseError("--base needs git, which is not installed") from error
        except _Failed as error:
            raise BaseError(f"{folder}: not in a git repository, so there is no base {ref}") from error
        try:
            commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        except _Failed as error:
            where = f"{_text(top)}; in CI fetch the whole history (fetch-depth: 0)"
            raise BaseError(f"{ref}: no such commit in {where}") from error

        return cls(Path(_text(top)), ref, _text(commit))

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """Where files of now were at the base, for those that have moved since."""
        found = _git(self.repository, "diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", self.commit)
        fields = found.decode("utf-8", "surrogateescape").split("\0")
        return {fields[place + 2]: fields[place + 1] for place in range(0, len(fields) - 2, 3)}

    def bytes_of(self, path: Path) -> bytes | None:
        """A file as it was, wherever it has moved since; None where there was none."""
        name = self._name(path)
        if name is None:
            return None
        try:
            return _git(self.repository, "cat-file", "blob", f"{self.commit}:{name}")
        except _Failed:
            return None

    def same_beside(self, path: Path, text: bytes) -> bool:
        """Whether a document is what it was, and so is everything that it may read."""
        if path.suffix == ".tex" or self.bytes_of(path) != text:
            return False
        sidecar = path.with_name(f"{path.stem}.proofnotes.toml")
        return self.bytes_of(sidecar) == (sidecar.read_bytes() if sidecar.is_file() else None)

    def _name(self, path: Path) -> str | None:
        try:
            name = path.resolve().relative_to(self.repository.resolve()).as_posix()
        except ValueError:
            return None
        return self._renamed.get(name, name)

    @contextmanager
    def checked_out(self, path: Path) -> Iterator[Path | None]:
        """The document as it was, with the files around it that it may read, in a folder that goes away again."""
        name = self._name(path)
        text = self.bytes_of(path)
        if name is None or text is None:
            yield None
            return
        with TemporaryDirectory(prefix="proofnotes-base-", ignore_cleanup_errors=True) as folder:
            place = Path(folder, *PurePosixPath(name).parts)
            self._unpack(PurePosixPath(name).parent, Path(folder), inputs=place.suffix == ".tex")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
            yield place

    def _unpack(self, around: PurePosixPath, folder: Path, *, inputs: bool) -> None:
        """Files beside the document; below its folder, too, where it may read them.  Links stay behind."""
        names = [name for name in self._listed(around, below=inputs) if PurePosixPath(name).suffix in READ]
        if not names or len(names) > MOST_FILES:
            return
        packed = _git(self.repository, "--literal-pathspecs", "archive", "--format=tar", self.commit, "--", *names)
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            for member in archive:
                own = PurePosixPath(member.name)
                if member.isfile() and member.size <= MOST_BYTES and _inside(own):
                    place = Path(folder, *own.parts)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    content = archive.extractfile(member)
                    place.write_bytes(content.read() if content else b"")

    def _listed(self, around: PurePosixPath, *, below: bool) -> list[str]:
        place = [] if around.as_posix() == "." else ["--", f"{around.as_posix()}/"]
        found = _git(self.repository, "ls-tree", "-z", "--name-only", *(["-r"] if below else []), self.commit, *place)
        return [name for name in found.decode("utf-8", "surrogateescape").split("\0") if name]


def _inside(name: PurePosixPath) -> bool:
    return not name.is_absolute() and ".." not in name.parts


class _Failed(Exception):  # noqa: N818 - git's answer, not an error of ours
    """git says no."""


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    found = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if found.returncode:
        raise _Failed(found.stderr.decode("utf-8", "replace"))
    return found.stdout


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape").strip()
