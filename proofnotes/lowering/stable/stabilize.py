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
from .positivity import is_positive
from .rewrites import PRIMITIVES, REWRITES, Rewrite


@dataclass(frozen=True)
class CompiledRewrite:
    """A stable rewrite as values."""

    rewrite: Rewrite
    pattern: Value
    template: Value
    axes: tuple[Axis, ...]


@cache
def compiled() -> tuple[CompiledRewrite, ...]:
    """The table, compiled once."""
    return tuple(_compile(rewrite) for rewrite in REWRITES)


def _compile(rewrite: Rewrite) -> CompiledRewrite:
    pattern = _build(rewrite, rewrite.left)
    axes = tuple(axis for each in walk(pattern) for axis in (each.data if each.op in v.REDUCTIONS else ()))
    return CompiledRewrite(rewrite, pattern, _build(rewrite, rewrite.right), axes)


def _build(rewrite: Rewrite, side: Expr) -> Value:
    env = {index: Axis(index.over) for index in free_indices(side) - set(rewrite.largest)}
    return Builder(primitives=PRIMITIVES, largest=frozenset(rewrite.largest)).build(side, env)


def rewritten(program: Program, positive: frozenset[str] = frozenset()) -> Program:
    """Every row in turn.   positive: the inputs that are."""
    for each in compiled():
        used: list[str] = []
        found = program.map(partial(_apply, each, used, positive))
        while each.rewrite.repeated and found.outputs != program.outputs:
            program, found = found, found.map(partial(_apply, each, used, positive))
        program = Program(found.outputs, found.hints, found.used | frozenset(used))
    return program


def _apply(compiled: CompiledRewrite, used: list[str], positive: frozenset[str], value: Value) -> Value:
    for binding, before, after in matches(compiled.pattern, value):
        if _is_seen(compiled.rewrite, binding, positive) and _fits(compiled, binding):
            used.append(compiled.rewrite.name)
            made = instantiate(compiled.template, _chosen(compiled.rewrite, binding))
            if not before and not after:
                return made
            return v.add(*before, made, *after) if value.op == "add" else v.mul(*before, made, *after)
    return value


def _is_seen(rewrite: Rewrite, binding: Binding, positive: frozenset[str]) -> bool:
    """Whether the holes are what the row asks for."""
    calm = [binding.values[name] for name in rewrite.calm]
    return all(is_positive(binding.values[name], positive) for name in rewrite.positive) and not any(
        each.op == "exp" for each in walk(*calm)
    )


def _fits(compiled: CompiledRewrite, binding: Binding) -> bool:
    """Whether the holes that are tensors vary over the axis found, and the others do not."""
    found = {binding.axes[axis] for axis in compiled.axes}
    tensors = {leaf.data for leaf in walk(compiled.pattern) if leaf.op == "input" and leaf.axes}
    if not found:
        return True
    bound = {name: value for name, value in binding.values.items() if name not in compiled.rewrite.anywhere}
    return all(bool(found & set(value.axes)) == (name in tensors) for name, value in bound.items())


def _chosen(rewrite: Rewrite, binding: Binding) -> Binding:
    """The binding with the free constants of the row fixed."""
    values = dict(binding.values)
    for name, (statistic, of, *beside) in rewrite.choices.items():
        chosen = v.reduction(statistic, values[of], tuple(binding.axes.values()))
        for each in beside:
            chosen = v.apply("maximum", chosen, values.get(each, v.ZERO))
        values[name] = chosen
    return Binding(values, binding.axes)
