"""The rewrites applied to array-level values, and products that must not become 0 · ∞."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

from ...expr.nodes import Expr, free_indices
from ..program import values as v
from ..program.axes import Axis
from ..program.build import Builder
from ..program.matching import Binding, instantiate, matches
from ..program.nodes import Value
from ..program.program import Program
from ..program.traverse import walk
from .rewrites import PRIMITIVES, ROWS, Row


@dataclass(frozen=True)
class Compiled:
    """A row as values."""

    row: Row
    pattern: Value
    template: Value
    axes: tuple[Axis, ...]


@cache
def compiled() -> tuple[Compiled, ...]:
    """The table, compiled once."""
    return tuple(_compile(row) for row in ROWS)


def _compile(row: Row) -> Compiled:
    pattern = _build(row, row.left)
    axes = tuple(axis for each in walk(pattern) for axis in (each.data if each.op in v.REDUCTIONS else ()))
    return Compiled(row, pattern, _build(row, row.right), axes)


def _build(row: Row, side: Expr) -> Value:
    env = {index: Axis(index.over) for index in free_indices(side) - set(row.largest)}
    return Builder(primitives=PRIMITIVES, largest=frozenset(row.largest)).build(side, env)


def rewritten(program: Program) -> Program:
    """Every row in turn."""
    for each in compiled():
        used: list[str] = []
        program = program.map(partial(_apply, each, used))
        program = Program(program.outputs, program.hints, program.used | frozenset(used))
    return program


def _apply(each: Compiled, used: list[str], value: Value) -> Value:
    for binding, before, after in matches(each.pattern, value):
        if _fits(each, binding):
            used.append(each.row.name)
            made = instantiate(each.template, _chosen(each.row, binding))
            if not before and not after:
                return made
            return v.add(*before, made, *after) if value.op == "add" else v.mul(*before, made, *after)
    return value


def _fits(each: Compiled, binding: Binding) -> bool:
    """Whether the holes that are tensors vary over the axis found, and the others do not."""
    found = {binding.axes[axis] for axis in each.axes}
    tensors = {leaf.data for leaf in walk(each.pattern) if leaf.op == "input" and leaf.axes}
    if not found:
        return True
    return all(bool(found & set(value.axes)) == (name in tensors) for name, value in binding.values.items())


def _chosen(row: Row, binding: Binding) -> Binding:
    """The binding with the free constants of the row fixed."""
    values = dict(binding.values)
    for name, (statistic, of) in row.choices.items():
        values[name] = v.reduction(statistic, values[of], tuple(binding.axes.values()))
    return Binding(values, binding.axes)
