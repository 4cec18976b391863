"""Sweeps of functions of vectors: scores far apart, all equal, one above all others; one entry, two, three, many."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from benchmarks.accuracy.exact import Format, exact, point
from benchmarks.accuracy.sweep import ULP, VALUE, Array, Sweep, SweepCall, terms, unit_of
from benchmarks.calls import is_limited
from proofnotes.lowering.tasks.gradients import UPSTREAM, Target, forward, gradients
from proofnotes.statements.statement import Definition, Theorem

CERTAIN = "nearly certain"
MOST_ENTRIES = 6
"""Of a long vector: the first ones, which are special, and some others."""


def scores(size: int, dtype: Any) -> dict[str, Array]:
    """Any real numbers."""
    rng = np.random.default_rng(size)
    first = np.arange(size) == 0
    made = {
        "normal": rng.normal(size=size),
        "far apart": np.linspace(1e4, -1e4, size),
        "equal": np.full(size, 745.0),
        "equal and large": np.full(size, -1e4),
        "steep": -(np.arange(size) % 40) * 20.0 + rng.normal(size=size),
        "tiny": rng.normal(size=size) * 1e-30,
        CERTAIN: np.where(first, 30.0, -rng.uniform(0, 5, size)),
        f"{CERTAIN}, far": np.where(first, 1e4, 1e4 - 80 - rng.uniform(0, 20, size)),
    }
    return {name: each.astype(dtype) for name, each in made.items()}


def shares(size: int, dtype: Any) -> dict[str, Array]:
    """Positive numbers below 1."""
    rng = np.random.default_rng(size)
    first = np.arange(size) == 0
    made = {
        "even": np.full(size, 1 / (size + 1)),
        "random": rng.uniform(0.05, 0.95, size),
        CERTAIN: np.where(first, 1 - np.finfo(dtype).epsneg, 1e-30),
        "steep": 10.0 ** -(np.arange(size) % 30 + 1),
    }
    return {name: each.astype(dtype) for name, each in made.items()}


def targets(size: int, dtype: Any) -> dict[str, Array]:
    """One class, or all of them."""
    return {
        "one class": (np.arange(size) == 0).astype(dtype),
        "every class": np.full(size, 1 / size, dtype),
    }


SIZES = (1, 2, 3)


def sweeps(definition: Definition, theorems: Sequence[Theorem], dtype: Any, long: int) -> Iterator[Sweep]:
    """The value and every gradient; certain and uncertain cases apart.  long: the number of entries of long vectors."""
    rows = [(VALUE, forward(definition), 0)]
    rows += [(each.of, each, position) for position, each in enumerate(gradients(definition, theorems))]
    for of, target, position in rows:
        for is_certain in (False, True):
            found = [
                _sweep_call(target, definition, *row, dtype) for row in _arguments(definition, dtype, is_certain, long)
            ]
            found = [each for each in found if each[1]]
            if found:
                calls, wanted, scale = zip(*found, strict=True)
                # A target that is certain is no excuse: there the terms must not cancel.
                kept = () if is_certain else scale
                case = CERTAIN if is_certain else ""
                yield Sweep(definition.name, of, case, dtype, calls, wanted, ULP, kept, position)


def _arguments(
    definition: Definition, dtype: Any, is_certain: bool, long: int
) -> Iterator[tuple[str, dict[str, Array]]]:
    """Every pattern of the main input with every pattern of the others, of one kind."""
    data = next((each for each in definition.inputs if is_limited(each, definition)), definition.inputs[0])
    for size in (*SIZES, long):
        patterns = (shares if is_limited(data, definition) else scores)(size, dtype)
        others = [targets(size, dtype).items() if each != data else patterns.items() for each in definition.inputs]
        for chosen in product(*others):
            names = [name for name, _ in chosen]
            if any(name.startswith(CERTAIN) for name in names) == is_certain and _fits(names, is_certain):
                arrays = {each.name: array for each, (_, array) in zip(definition.inputs, chosen, strict=True)}
                yield f"K = {size}, {', '.join(names)}", arrays


def _fits(names: Sequence[str], is_certain: bool) -> bool:
    """Whether a certain prediction meets a certain target."""
    return not is_certain or "every class" not in names


def _sweep_call(
    target: Target, definition: Definition, label: str, arrays: dict[str, Array], dtype: Any
) -> tuple[SweepCall, tuple[Any, ...], tuple[Any, ...]]:
    size = next(iter(arrays.values())).size
    g = (np.arange(size) == 0).astype(dtype) if definition.indices else np.ones((), dtype)
    cells = _cells(target, size)
    at, form = point(definition, {**arrays, UPSTREAM: g}), Format.of(dtype)
    wanted = exact(target.expression, at, form, target.indices, cells)
    whole = exact(terms(target.expression), at, form, target.indices, cells)
    keep = [number for number, each in enumerate(wanted) if each is not None]
    places = tuple(np.array([cells[number][k] - 1 for number in keep], int) for k in range(len(target.indices))) or ...
    labels = [f"{label}, entry {cells[number][0]}" if cells[number] else label for number in keep]
    values = tuple(wanted[number] for number in keep)
    scale = tuple(unit_of(whole[number], wanted[number]) for number in keep)
    inputs = tuple(arrays[each.name] for each in definition.arguments)
    return SweepCall(g, inputs, places, labels), values, scale


def _cells(target: Target, size: int) -> list[tuple[int, ...]]:
    if not target.indices:
        return [()]
    chosen = range(1, size + 1) if size <= MOST_ENTRIES else {*range(1, 4), size // 2, size - 1, size}
    return [(each,) for each in sorted(chosen)]
