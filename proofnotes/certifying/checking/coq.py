"""The Coq that is installed here: which one it is, and its programs run without leaving anything behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

OLDEST = (8, 16)
"""The oldest Coq for which the library is written."""

LIBRARIES = {"Coquelicot.Coquelicot": "libcoq-coquelicot", "Interval.Tactic": "libcoq-interval"}
"""What of others is needed, and the Debian package that holds it."""

PACKAGES = f"On Debian: apt-get install coq {' '.join(LIBRARIES.values())}"

SENTENCE_SECONDS = 120
"""How long one step of a proof may take."""

LACKING = re.compile(r"Cannot find a physical path|Cannot find library|Unable to locate library")
"""How Coq says, in one version or another, that a library is not there."""

LONGEST = 240
"""So much of what Coq says is told."""


class CoqError(Exception):
    """Coq cannot be asked: it is not there, too old, lacks a library, or the machine is in its way; a sentence."""


@dataclass(frozen=True)
class Ran:
    """What a program of Coq's printed, and how it ended: status is negative where a signal ended it."""

    status: int
    printed: str
    complaint: str
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether it did what it was asked to."""
        return self.status == 0


@dataclass(frozen=True, eq=False)
class Coq:
    """An installed Coq.  digest: of its version and of the libraries of others, as they are installed.

    Several threads may run it at once; stop() ends whatever runs, and nothing starts after it.
    """

    program: str
    version: str
    digest: str
    _running: set[subprocess.Popen[str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def compile(self, path: Path, folders: Sequence[tuple[Path, str]], seconds: float, *, timed: bool = False) -> Ran:
        """Run coqc on a file, in the folder where it lies.  folders: where libraries lie, with their logical names.

        timed: print for each sentence where it stands and how long it took.
        """
        options = ["-q", "-w", "none", "-set", f"Default Timeout={SENTENCE_SECONDS}", *(["-time"] if timed else [])]
        return self._run([self.program, *options, *_loading(folders), path.name], path.parent, seconds)

    def recheck(self, modules: Sequence[str], folders: Sequence[tuple[Path, str]], seconds: float) -> Ran:
        """Run coqchk, which reads compiled files and shares with coqc only the kernel's code."""
        checker = str(Path(self.program).with_name("coqchk"))
        with TemporaryDirectory(prefix="proofnotes-") as folder:
            return self._run([checker, "-o", "-silent", *_loading(folders), *modules], Path(folder), seconds)

    def stop(self) -> None:
        """End what runs."""
        self._stopped.set()
        with self._lock:
            for each in self._running:
                _end(each)

    def _run(self, command: Sequence[str], folder: Path, seconds: float) -> Ran:
        started = time.perf_counter()
        with self._lock:
            if self._stopped.is_set():
                raise CoqError("stopped")
            running = _start(command, folder)
            self._running.add(running)
        try:
            printed, complaint = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(running)
            printed, complaint = running.communicate()
        except BaseException:
            _end(running)
            running.wait()
            raise
        finally:
            with self._lock:
                self._running.discard(running)
        if self._stopped.is_set():
            raise CoqError("stopped")
        if "No space left on device" in complaint:
            raise CoqError(f"{folder}: no space is left on the device")
        return Ran(running.returncode, printed, complaint, time.perf_counter() - started)


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    """A process group of its own, which ends as one."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, cwd=folder, stdin=nothing, stdout=pipe, stderr=pipe, text=True, errors="replace", process_group=0
        )
    except OSError as error:
        raise CoqError(f"{command[0]} does not run: {error.strerror}.  {PACKAGES}") from error


def _end(running: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)


def _loading(folders: Sequence[tuple[Path, str]]) -> list[str]:
    return [each for path, name in folders for each in ("-Q", str(path), name)]


def ended_by(ran: Ran) -> str:
    """How a program ended that a signal has ended."""
    if -ran.status == signal.SIGKILL:
        return "was killed: it took too long, or memory ran out"
    return f"was ended by signal {-ran.status}"


def installed() -> Coq:
    """The Coq that is found on the path.   CoqError with what is missing, and which package holds it."""
    program = shutil.which("coqc")
    if program is None:
        raise CoqError(f"there is no coqc.  {PACKAGES}")
    version = _version(program)
    if tuple(map(int, version.split(".")[:2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise CoqError(f"{program} is Coq {version}, and certificates need {oldest} or newer.  {PACKAGES}")
    return Coq(program, version, _digest(program, version))


def _version(program: str) -> str:
    """8.16.1."""
    with TemporaryDirectory(prefix="proofnotes-") as folder:
        asked = Coq(program, "", "")._run([program, "--print-version"], Path(folder), 60)
    found = re.match(r"\d+\.\d+(\.\d+)?", asked.printed)
    if not asked.ok or found is None:
        raise CoqError(f"{program} does not say which version it is.  {PACKAGES}")
    return found[0]


def _digest(program: str, version: str) -> str:
    """Of the version, and of the libraries of others as they are compiled: they bear no version numbers."""
    parts = [version.encode()]
    with TemporaryDirectory(prefix="proofnotes-") as folder:
        for library, package in LIBRARIES.items():
            path = Path(folder, "ask.v")
            path.write_text(f"Locate Library {library}.\n", encoding="utf-8")
            asked = Coq(program, "", "").compile(path, (), 60)
            found = re.search(r"is bound to file\s+(.*\.vo)", asked.printed)
            if not asked.ok or found is None:
                raise CoqError(_no_library(program, library.partition(".")[0], package, asked))
            parts.append(_installed_bytes(Path(found[1])))
    return sha256(b"\0".join(sha256(each).digest() for each in parts)).hexdigest()


def _no_library(program: str, library: str, package: str, asked: Ran) -> str:
    """It lacks only where Coq says that it cannot find it: it may have failed at anything else."""
    said = " ".join(asked.complaint.split())
    if asked.status > 0 and LACKING.search(said):
        return f"{program} has no {library} ({package}).  {PACKAGES}"
    ended = ended_by(asked) if asked.status < 0 else f"ended with status {asked.status}"
    return f"{program} does not say where {library} lies: it {ended}{f': {said[-LONGEST:]}' if said else ''}"


def _installed_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CoqError(f"{path}: {error.strerror}") from error
