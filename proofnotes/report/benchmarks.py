"""The benchmark as `make bench` wrote it: how fast and how exact the kernels and their peers are, on a named machine.

Everything that its tables need is in that file; the peers themselves are not needed to print them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..statements.claims import Cell, Table
from .templating import ReportError

FORMAT = 1
"""Of the file; another one is not read."""
NOTHING, ENDLESS = "–", "∞"
COPY = "copyto"


@dataclass(frozen=True)
class Machine:
    """What it ran on; load is what else the machine did at the end, in processes."""

    cpu: str
    cores: int
    isa: tuple[str, ...]
    system: str
    date: str
    threads: dict[str, int]
    load: float
    versions: dict[str, str]
    missing: dict[str, str]


@dataclass(frozen=True)
class Timing:
    """Seconds for one call of each, the least of all rounds.

    direction: forward, vjp, both.  mode: results are freshly made, or reused.  bytes: read and written.
    """

    function: str
    dtype: str
    size: str
    shape: tuple[int, int]
    direction: str
    mode: str
    bytes: int
    rounds: int
    seconds: dict[str, float]


@dataclass(frozen=True)
class Error:
    """The largest error and where it is; near_root: that where the value vanishes.  None is infinite."""

    error: float | None
    at: str
    near_root: float | None
    near_at: str


@dataclass(frozen=True)
class Accuracy:
    """Errors of one function, or of a derivative: of is "value" or the input that is differentiated by.

    measure: ulp, relative (to the largest value), limits (how many of −inf, inf, nan are wrong).
    bound: what is promised.
    """

    function: str
    of: str
    case: str
    dtype: str
    measure: str
    bound: float | None
    points: int
    errors: dict[str, Error]


@dataclass(frozen=True)
class Goal:
    """What was to be reached.  sense: at least, at most.  worst: which function it is about, if about one."""

    what: str
    dtype: str
    size: str
    direction: str
    sense: str
    goal: float
    measured: float
    met: bool
    functions: int
    worst: str
    fresh: float | None


@dataclass(frozen=True)
class Benchmarks:
    """The whole file.  ours: the name of the kernels that users get, among those that were timed."""

    format: int
    ours: str
    machine: Machine
    imports: dict[str, float]
    speed: tuple[Timing, ...]
    accuracy: tuple[Accuracy, ...]
    goals: tuple[Goal, ...]

    def cases(self) -> tuple[tuple[str, str, tuple[int, int]], ...]:
        """The types and sizes that were timed: float32, large, (4096, 1024).  Few functions ask for more rows."""
        shapes: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for each in self.speed:
            shapes.setdefault((each.dtype, each.size), []).append(each.shape)
        return tuple((*where, min(found)) for where, found in shapes.items())

    def speed_table(self, dtype: str, size: str, direction: str, mode: str = "fresh") -> Table:
        """For each function microseconds of ours, and how many times as fast it is as each of the others."""
        wanted = (dtype, size, direction, mode)
        chosen = [each for each in self.speed if (each.dtype, each.size, each.direction, each.mode) == wanted]
        others = [name for name in _names(each.seconds for each in chosen) if name != self.ours]
        rows = [
            (each.function, each.seconds[self.ours] * 1e6, *(_ratio(each, other, self.ours) for other in others))
            for each in chosen
            if self.ours in each.seconds
        ]
        columns = ("function", "µs", *(f"× {name}" for name in others))
        return Table(columns, tuple(rows), timed=columns[1:])

    def accuracy_table(self, dtype: str, measure: str = "ulp", promised: bool = False) -> Table:
        """The largest error of everybody, and where ours is.  promised: only what has a bound."""
        chosen = [
            each
            for each in self.accuracy
            if (each.dtype, each.measure) == (dtype, measure) and (each.bound is not None or not promised)
        ]
        names = _names(each.errors for each in chosen)
        cell = _count if measure == "limits" else _error
        rows = [
            (*_labels(each), *(cell(each.errors.get(name)) for name in names), _largest_at(each)) for each in chosen
        ]
        return Table(("function", "of", "case", "bound", *names, "largest at"), tuple(rows))

    def missed(self) -> tuple[Goal, ...]:
        """The goals that were not reached."""
        return tuple(each for each in self.goals if not each.met)


def _names(rows: Iterable[Iterable[str]]) -> list[str]:
    """Everybody who occurs, in the order of the first row that has them; the copy is last."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return sorted(names, key=lambda name: name == COPY)


def _ratio(timing: Timing, other: str, ours: str) -> Cell:
    return timing.seconds[other] / timing.seconds[ours] if other in timing.seconds else NOTHING


def _error(error: Error | None) -> Cell:
    if error is None:
        return NOTHING
    return ENDLESS if error.error is None else error.error


def _count(error: Error | None) -> Cell:
    return NOTHING if error is None else int(error.error or 0)


def _labels(accuracy: Accuracy) -> tuple[Cell, ...]:
    return accuracy.function, accuracy.of, accuracy.case, NOTHING if accuracy.bound is None else accuracy.bound


def _largest_at(accuracy: Accuracy) -> str:
    return next(iter(accuracy.errors.values())).at if accuracy.errors else NOTHING


def load_benchmarks(path: Path) -> Benchmarks | None:
    """What the file says; None where there is no file.  ReportError names the file and the key that is malformed."""
    if not path.exists():
        return None
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Benchmarks)
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        raise ReportError(f"{path}: {reason}; `make bench` writes it anew") from reason
    if found.format != FORMAT:
        raise ReportError(f"{path}: $.format is {found.format}; expected {FORMAT}; `make bench` writes it anew")
    return found


def written(benchmarks: Benchmarks) -> bytes:
    """The file."""
    return msgspec.json.format(msgspec.json.encode(benchmarks), indent=1) + b"\n"
