"""Sweeps of functions of many rows: data with mean 0, and the same noise on top of 10⁶."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from benchmarks.accuracy.exact import Format, exact, point
from benchmarks.accuracy.sweep import RELATIVE, VALUE, Array, Sweep, SweepCall
from benchmarks.calls import random_call
from proofnotes.lowering.tasks.gradients import UPSTREAM, Target, forward, gradients
from proofnotes.lowering.tasks.shapes import batch
from proofnotes.statements.statement import Definition, Theorem

OFFSETS = {"x = noise": 0.0, "x = 1e6 + noise": 1e6}
NARROW = 3
"""Rows of a function without a batch: one."""


def sweeps(definition: Definition, theorems: Sequence[Theorem], dtype: Any, entries: int) -> Iterator[Sweep]:
    """The value and every gradient, for wide data and for long data with so many entries."""
    rows = [(VALUE, forward(definition), 0)]
    rows += [(each.of, each, position) for position, each in enumerate(gradients(definition, theorems))]
    for (case, offset), (of, target, position) in product(OFFSETS.items(), rows):
        if offset and batch(definition) is None:
            continue
        found = [
            _sweep_call(target, definition, shape, offset, dtype) for shape in ((NARROW, entries), (entries, NARROW))
        ]
        calls, wanted = zip(*found, strict=True)
        yield Sweep(definition.name, of, case, dtype, calls, wanted, RELATIVE, (), position)


def _sweep_call(
    target: Target, definition: Definition, shape: tuple[int, int], offset: float, dtype: Any
) -> tuple[SweepCall, tuple[Any, ...]]:
    rows, columns = shape if batch(definition) else (1, min(shape[1], 2 * NARROW))
    made = random_call(definition, rows, columns, np.float64)
    arrays = {each.name: _squeezed(array, each) for each, array in zip(definition.arguments, made.arrays, strict=True)}
    arrays[definition.inputs[0].name] += offset
    arrays = {name: each.astype(dtype) for name, each in arrays.items()}
    g = (made.g if batch(definition) else made.g[0]).astype(dtype)
    at = point(definition, {**arrays, UPSTREAM: g})
    sizes = [at.sizes[index.over.name] * index.over.blocks for index in target.indices]
    cells = list(product(*(range(1, size + 1) for size in sizes)))
    wanted = exact(target.expression, at, Format.of(dtype), target.indices, cells)
    labels = [f"{rows} × {columns}, entry {', '.join(map(str, cell))}" for cell in cells]
    inputs = tuple(arrays[each.name] for each in definition.arguments)
    assert all(each is not None for each in wanted), definition.name
    return SweepCall(g, inputs, ..., labels), tuple(wanted)


def _squeezed(array: Array, each: Any) -> Array:
    """Without the rows that no index stands for."""
    return array[0] if array.ndim > len(each.over) else array
