"""Which axis a reduction runs over, where several over its dimension would do.

Σ_k exp(x_k) beside exp(x_j) runs over the axis of j, whatever that is: then both are made of one array, and rewrites
see the softmax.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from .axes import LEAD, Axes, Axis
from .nodes import Value, operation
from .program import Program
from .rules import ALL
from .traverse import rebuild, walk
from .values import REDUCTIONS


def with_shared_axes(program: Program) -> Program:
    """The program with reductions over the axes of what stands beside them."""
    return program.map(_shared)


def _shared(value: Value) -> Value:
    if operation(value.op).axes is not ALL:
        return value
    args = tuple(_moved(arg, value.axes, value.args) for arg in value.args)
    return value if args == value.args else rebuild(value, args)


def _moved(value: Value, around: Axes, beside: Iterable[Value]) -> Value:
    """The value with its outermost reductions over axes from around it, where values become the same by that."""
    if operation(value.op).axes is ALL:
        args = tuple(_moved(arg, around, beside) for arg in value.args)
        return value if args == value.args else rebuild(value, args)
    if value.op not in REDUCTIONS or len(value.data) != 1 or value.data[0] in around:
        return value
    known = {each for other in beside if other is not value for each in walk(other) if each.args and each.axes}
    return next((each for each in _candidates(value, around) if known & set(walk(*each.args))), value)


def _candidates(value: Value, around: Axes) -> Iterator[Value]:
    (old,) = value.data
    inside = {axis for each in walk(value) for axis in (*each.axes, *_axes_in(each.data))}
    for axis in around:
        if axis.over == old.over and axis not in inside and LEAD not in (axis, old):
            yield renamed(value, old, axis)


def _axes_in(data: Any) -> Axes:
    found = data if isinstance(data, tuple) else (data,)
    return tuple(each for each in found if isinstance(each, Axis))


def renamed(value: Value, old: Axis, new: Axis) -> Value:
    """The value along another axis, which does not occur in it."""

    def moved(axis: Any) -> Any:
        return new if axis == old else axis

    def step(each: Value) -> Value:
        data = tuple(map(moved, each.data)) if isinstance(each.data, tuple) else moved(each.data)
        axes = tuple(map(moved, each.axes))
        return each if (data, axes) == (each.data, each.axes) else replace(each, data=data, axes=axes)

    done: dict[Value, Value] = {}
    for each in walk(value):  # arguments are there before what uses them
        done[each] = step(replace(each, args=tuple(done[arg] for arg in each.args)) if each.args else each)
    return done[value]
