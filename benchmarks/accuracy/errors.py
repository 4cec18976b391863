"""How exact each function is, ours and everybody else's.   Run: python -m benchmarks --only accuracy

The exact values are those of the definitions, and of their derivatives, evaluated to hundreds of digits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.accuracy import matrices, numbers, vectors
from benchmarks.accuracy.bounds import bound
from benchmarks.accuracy.sweep import LargestError, Sweep, Value, error
from benchmarks.backends import SHOWN
from benchmarks.calls import is_elementwise, is_of_vectors
from benchmarks.peers import Peer
from proofnotes.report.benchmarks import Accuracy, Error
from proofnotes.statements.statement import Definition, Theorem


@dataclass(frozen=True)
class Density:
    """How many numbers of every sign, entries of long vectors, and entries of the long side of matrices."""

    numbers: int
    vector: int
    matrix: int


FULL, QUICK = Density(4000, 1000, 384), Density(120, 100, 64)


def sweeps(
    definitions: Sequence[Definition], theorems: Sequence[Theorem], dtypes: Sequence[Any], density: Density
) -> Iterator[Sweep]:
    """Every function of the catalogue, by what it is a function of."""
    for definition in definitions:
        for dtype in dtypes:
            if is_elementwise(definition):
                yield from numbers.sweeps(definition, theorems, dtype, density.numbers)
            elif is_of_vectors(definition):
                yield from vectors.sweeps(definition, theorems, dtype, density.vector)
            else:
                yield from matrices.sweeps(definition, theorems, dtype, density.matrix)


def ours(module: ModuleType, function: str) -> tuple[Value, Value]:
    """Value and gradients of a backend, these as a tuple also where there is one."""
    vjp = getattr(module, f"{function}_vjp")
    return getattr(module, function), partial(_always_several, vjp)


def _always_several(vjp: Value, *arguments: Any) -> tuple[Any, ...]:
    found = vjp(*arguments)
    return found if isinstance(found, tuple) else (found,)


def record(sweep: Sweep, backends: Mapping[str, ModuleType], peers: Mapping[str, Peer]) -> Accuracy:
    """The largest errors of everybody, for one sweep."""
    found = {SHOWN[key]: error(sweep, *ours(module, sweep.function)) for key, module in backends.items()}
    for name, peer in peers.items():
        found[name] = _tolerant(sweep, peer)
    return Accuracy(
        function=sweep.function,
        of=sweep.of,
        case=sweep.case,
        dtype=np.dtype(sweep.dtype).name,
        measure=sweep.measure,
        bound=bound(sweep),
        points=sweep.points,
        errors={name: _plain(each) for name, each in found.items() if each is not None},
    )


def _tolerant(sweep: Sweep, peer: Peer) -> LargestError | None:
    """A peer may refuse what lies outside its domain; then it has no error."""
    try:
        return error(sweep, peer.value(sweep.function), peer.gradients(sweep.function))
    except (RuntimeError, ValueError):
        return None


def _plain(largest: LargestError) -> Error:
    return Error(_number(largest.error), largest.at, _number(largest.near_root), largest.near_at)


def _number(x: float) -> float | None:
    """Four figures; None for what is infinitely wrong: inf is no JSON."""
    return float(f"{x:.4g}") if np.isfinite(x) else None
