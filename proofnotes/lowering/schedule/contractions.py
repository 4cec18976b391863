"""Σ of a product as products of matrices, two factors at a time, in the order that costs least.

A sum is left alone where one factor has all axes: then the product is no larger than what it is made of, and is
computed where it is summed.  Otherwise no array is made that is larger than its factors and what is wanted ask for:
x, W over (N, D) and (D, O) are never multiplied out to (N, D, O).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from string import ascii_letters

import numpy as np

from ..program import values as v
from ..program.axes import Axes, Axis, union
from ..program.nodes import Value, made

LENGTH = 64
"""How long all axes are taken to be when costs are compared."""

FEW = 6
"""Up to so many factors all orders are compared, more are taken greedily."""


def contracted(value: Value) -> Value:
    """A total, or a mean, of a product no factor of which has all axes."""
    if value.op not in ("total", "mean"):
        return value
    found = _sum_of(value.args[0], value.data)
    if found is None:
        return value
    return v.div(found, v.size(*value.data)) if value.op == "mean" else found


def _sum_of(x: Value, summed: Axes) -> Value | None:
    """Σ x over the axes as products of matrices, or None where it is none."""
    match x.op:
        case "neg":
            found = _sum_of(x.args[0], summed)
            return None if found is None else v.neg(found)
        case "total":
            return _sum_of(x.args[0], (*summed, *x.data))
        case "contract":
            return _product(x.args, (*summed, *x.data))
        case "add":
            parts = [_sum_of(term, summed) for term in x.args]
            if all(part is None for part in parts):
                return None
            return v.add(*(_total(t, summed) if p is None else p for t, p in zip(x.args, parts, strict=True)))
        case "mul" | "div":
            return _product(_factors(x), summed)
    return None


def _total(x: Value, axes: Iterable[Axis]) -> Value:
    return reduce(v.total, axes, x)


def _factors(x: Value) -> tuple[Value, ...]:
    """The factors of a product or a quotient; a divisor belongs to the first factor that has its axes."""
    if x.op == "mul":
        return tuple(each for factor in x.args for each in _factors(factor))
    if x.op == "neg":
        return (v.number(-1), *_factors(x.args[0]))
    if x.op != "div":
        return (x,)
    above, den = _factors(x.args[0]), x.args[1]
    for place, factor in enumerate(above):
        if set(den.axes) <= set(factor.axes):
            return (*above[:place], v.div(factor, den), *above[place + 1 :])
    return (*above, v.div(v.ONE, den))


def _product(factors: Sequence[Value], summed: Axes) -> Value | None:
    """Σ over the axes of a product."""
    outside = [each for each in factors if not set(summed) & set(each.axes)]
    inside = [each for each in factors if each not in outside]
    every = union(each.axes for each in inside)
    if len(inside) < 2 or any(set(each.axes) == set(every) for each in inside):
        return None
    missing = [v.size(axis) for axis in summed if axis not in every]
    kept = {axis for axis in every if axis not in summed}
    return v.mul(*missing, *outside, _in_order(inside, kept))


def _in_order(factors: Sequence[Value], kept: set[Axis]) -> Value:
    """The product, two factors at a time."""
    left = list(factors)
    for step in _path([each.axes for each in factors], kept):
        chosen = [left[place] for place in step]
        left = [each for place, each in enumerate(left) if place not in step]
        while len(chosen) > 1:
            one, other, *chosen = chosen
            needed = kept | {axis for each in (*left, *chosen) for axis in each.axes}
            chosen = [_pair(one, other, needed), *chosen]
        left += chosen
    return left[0]


def _path(operands: Sequence[Axes], kept: set[Axis]) -> list[tuple[int, ...]]:
    """Which factors meet when: numbers of places, the product being put last."""
    letters = dict(zip(dict.fromkeys(axis for axes in operands for axis in axes), ascii_letters, strict=False))
    texts = ["".join(letters[axis] for axis in axes) for axes in operands]
    wanted = "".join(letter for axis, letter in letters.items() if axis in kept)
    shapes = [np.broadcast_to(0.0, [LENGTH] * len(axes)) for axes in operands]
    how = ("optimal" if len(operands) <= FEW else "greedy", LENGTH ** len(letters))
    path, _ = np.einsum_path(f"{','.join(texts)}->{wanted}", *shapes, optimize=how)
    return path[1:]


def _pair(one: Value, other: Value, needed: set[Axis]) -> Value:
    """The product of two, summed over the axes that nobody needs any more."""
    gone = [axis for axis in union((one.axes, other.axes)) if axis not in needed]
    pairs = ((one, other), (other, one))
    one, other = (_total(x, [axis for axis in gone if axis in x.axes and axis not in y.axes]) for x, y in pairs)
    shared = tuple(axis for axis in gone if axis in one.axes and axis in other.axes)
    if shared and not set(one.axes) <= set(other.axes) and not set(other.axes) <= set(one.axes):
        return made("contract", one, other, data=shared)
    return _total(v.mul(one, other), shared)
