"""How long each function takes, ours and everybody else's, in one process and by turns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.backends import SHOWN
from benchmarks.calls import KernelCall, bytes_of, random_call
from benchmarks.peers import BOTH, DIRECTIONS, FORWARD, FRESH, MODES, REUSED, Peer, Race
from benchmarks.speed import textbook
from benchmarks.speed.clock import race
from proofnotes.lowering.tasks.shapes import least_rows
from proofnotes.report.benchmarks import COPY, Timing
from proofnotes.statements.statement import Definition

SIZES = {
    "large": {"float32": (4096, 1024), "float64": (2048, 1024)},
    "small": {"float32": (32, 128), "float64": (32, 128)},
    "one": {"float32": (1, 1), "float64": (1, 1)},
}
TEXTBOOK = "textbook"


@dataclass(frozen=True)
class Case:
    """One function at one size."""

    definition: Definition
    dtype: str
    size: str

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns; as many rows as the function asks for, at least."""
        rows, columns = SIZES[self.size][self.dtype]
        return max(rows, least_rows(self.definition)), columns


@dataclass(frozen=True)
class Effort:
    """Seconds for each race, and rounds at least."""

    seconds: float
    rounds: int


def cases(definitions: Sequence[Definition], dtypes: Sequence[str], sizes: Sequence[str]) -> Iterator[Case]:
    """Every function in every type at every size."""
    for dtype, name, definition in product(dtypes, sizes, definitions):
        yield Case(definition, dtype, name)


def timed(case: Case, backends: Mapping[str, ModuleType], peers: Mapping[str, Peer], effort: Effort) -> list[Timing]:
    """One for each direction and mode."""
    made = random_call(case.definition, *case.shape, case.dtype)
    name = case.definition.name
    found = []
    for direction, mode in product(DIRECTIONS, MODES):
        with np.errstate(all="ignore"):
            runs, traffic = _runs(name, made, direction, mode, backends, peers)
            times, rounds = race(runs, effort.seconds, effort.rounds)
        seconds = {each: float(f"{time:.4g}") for each, time in times.items()}
        found.append(Timing(name, case.dtype, case.size, case.shape, direction, mode, traffic, rounds, seconds))
    return found


def _runs(
    name: str,
    made: KernelCall,
    direction: str,
    mode: str,
    backends: Mapping[str, ModuleType],
    peers: Mapping[str, Peer],
) -> tuple[Race, int]:
    """Everybody who has this function, and the bytes that it reads and writes."""
    runs: Race = {}
    traffic = 0
    for key, module in backends.items():
        runs[SHOWN[key]], traffic = ours(module, name, made, direction, mode)
    for peer in peers.values():
        runs |= _willing(peer, name, made, direction, mode)
    if mode == FRESH and hasattr(textbook, name):
        runs[TEXTBOOK] = _plain(textbook, name, made, direction)
    runs[COPY] = _copy(traffic)
    return runs, traffic


def _willing(peer: Peer, name: str, made: KernelCall, direction: str, mode: str) -> Race:
    """What the peer runs; nothing where it refuses these arguments, as PyTorch does a batch of one sample."""
    try:
        runs = peer.runs(name, made, direction, mode)
        for run in runs.values():
            run()
    except (RuntimeError, ValueError):
        return {}
    return runs


def _plain(module: Any, name: str, made: KernelCall, direction: str) -> Callable[[], Any]:
    f, vjp, xs, g = getattr(module, name), getattr(module, f"{name}_vjp"), made.arrays, made.g
    if direction == FORWARD:
        return lambda: f(*xs)
    return (lambda: (f(*xs), vjp(g, *xs))) if direction == BOTH else (lambda: vjp(g, *xs))


def ours(module: ModuleType, name: str, made: KernelCall, direction: str, mode: str) -> tuple[Callable[[], Any], int]:
    f, vjp, xs, g = getattr(module, name), getattr(module, f"{name}_vjp"), made.arrays, made.g
    y, slopes = f(*xs), vjp(g, *xs)
    flat = slopes if isinstance(slopes, tuple) else (slopes,)
    forward, backward = bytes_of(*xs, y), bytes_of(g, *xs, *flat)
    traffic = forward if direction == FORWARD else backward + (forward if direction == BOTH else 0)
    if mode != REUSED:
        return _plain(module, name, made, direction), traffic
    if direction == FORWARD:
        return lambda: f(*xs, out=y), traffic
    if direction == BOTH:
        return lambda: (f(*xs, out=y), vjp(g, *xs, out=slopes)), traffic
    return lambda: vjp(g, *xs, out=slopes), traffic


def _copy(traffic: int) -> Callable[[], Any]:
    """np.copyto that reads half of the bytes and writes the other half, to an array that is there already."""
    source, target = (np.ones(max(traffic // 2, 1), np.uint8) for _ in range(2))
    return lambda: np.copyto(target, source)
