"""How long each function takes, ours and everybody else's, in one process and by turns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.backends import SHOWN
from benchmarks.calls import KernelCall, Variant, bytes_of, random_call, variants
from benchmarks.machine import cores
from benchmarks.peers import BOTH, DIRECTIONS, FORWARD, FRESH, MODES, REUSED, Peer, Race
from benchmarks.speed import textbook
from benchmarks.speed.clock import race
from proofnotes.lowering.tasks.shapes import least_rows
from proofnotes.report.benchmarks import COPY, Timing
from proofnotes.statements.statement import Definition, Theorem

SIZES = {
    "large": {"float32": (4096, 1024), "float64": (2048, 1024)},
    "small": {"float32": (32, 128), "float64": (32, 128)},
    "tiny": {"float32": (2, 16), "float64": (2, 16)},
    "one": {"float32": (1, 1), "float64": (1, 1)},
}
TOLD = "large is 4096 × 1024 (float64: 2048 × 1024), small 32 × 128, tiny 2 × 16, one 1 × 1"
MANY_THREADS = ("large",)
"""Sizes at which everybody uses all processors; else one thread each."""
TEXTBOOK = "textbook"


@dataclass(frozen=True)
class Case:
    """One function at one size, called in the usual way or in another."""

    definition: Definition
    dtype: str
    size: str
    variant: Variant | None = None

    @property
    def name(self) -> str:
        """layer_norm; layer_norm, eps=1e-06"""
        return f"{self.definition.name}, {self.variant.name}" if self.variant else self.definition.name

    @property
    def call(self) -> KernelCall:
        """The arguments."""
        usual = random_call(self.definition, *self.shape, self.dtype)
        return self.variant.change(usual) if self.variant else usual

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


def cases(
    definitions: Sequence[Definition], theorems: Iterable[Theorem], dtypes: Sequence[str], sizes: Sequence[str]
) -> Iterator[Case]:
    """Every function in every type at every size, in every way."""
    ways = {each: (None, *variants(each, theorems)) for each in definitions}
    for dtype, name, definition in product(dtypes, sizes, definitions):
        yield from (Case(definition, dtype, name, way) for way in ways[definition])


def timed(case: Case, backends: Mapping[str, ModuleType], peers: Mapping[str, Peer], effort: Effort) -> list[Timing]:
    """One for each direction and mode."""
    made, found = case.call, []
    use(cores() if case.size in MANY_THREADS else 1, [*backends.values()], [*peers.values()])
    for direction, mode in product(DIRECTIONS, MODES):
        with np.errstate(all="ignore"):
            runs, traffic = _runs(case, made, direction, mode, backends, peers)
            times, rounds = race(runs, effort.seconds, effort.rounds)
        seconds = {each: float(f"{time:.4g}") for each, time in times.items()}
        found.append(Timing(case.name, case.dtype, case.size, case.shape, direction, mode, traffic, rounds, seconds))
    use(cores(), [*backends.values()], [*peers.values()])
    return found


def use(threads: int, backends: Sequence[ModuleType], peers: Sequence[Peer]) -> None:
    """So many threads for everybody who can be told."""
    for module in backends:
        module.set_num_threads(threads)
    for peer in peers:
        peer.use(threads)


def _runs(
    case: Case,
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
        runs[SHOWN[key]], traffic = ours(module, case.definition.name, made, direction, mode)
    for peer in peers.values():
        runs |= _willing(peer, case.name, made, direction, mode)
    if mode == FRESH and hasattr(textbook, case.name):
        runs[TEXTBOOK] = _plain(textbook, case.name, made, direction)
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
    f, vjp, xs, g = *_functions(module, name, made), made.arrays, made.g
    if direction == FORWARD:
        return lambda: f(*xs)
    return (lambda: (f(*xs), vjp(g, *xs))) if direction == BOTH else (lambda: vjp(g, *xs))


def _functions(module: Any, name: str, made: KernelCall) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The function and its gradients; keywords are given anew with every call, as users do."""
    f, vjp, keywords = getattr(module, name), getattr(module, f"{name}_vjp"), made.keywords
    if not keywords:
        return f, vjp
    return lambda *xs, **out: f(*xs, **keywords, **out), lambda *xs, **out: vjp(*xs, **keywords, **out)


def ours(module: ModuleType, name: str, made: KernelCall, direction: str, mode: str) -> tuple[Callable[[], Any], int]:
    f, vjp, xs, g = *_functions(module, name, made), made.arrays, made.g
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
