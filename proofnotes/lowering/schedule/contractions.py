"""Σ of a product as products of matrices, two factors at a time, in the order that costs least.

A sum is left alone where one factor has all axes: then the product is no larger than what it is made of, and is
computed where it is summed.  Otherwise no array is made that is larger than its factors and what is wanted ask for:
x, W over (N, D) and (D, O) are never multiplied out to (N, D, O).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import count, product
from string import ascii_letters

import numpy as np

from ..program import values as v
from ..program.axes import LEAD, Axes, Axis, union
from ..program.bound_axes import renamed
from ..program.nodes import Value, made
from ..program.traverse import walk

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


@dataclass(frozen=True)
class Term:
    """Σ over the axes of a product."""

    factors: tuple[Value, ...]
    summed: Axes = ()


def _sum_of(x: Value, summed: Axes) -> Value | None:
    """Σ x over the axes as products of matrices, or None where it is none."""
    terms = _split(x, {*summed, *x.axes})
    parts = [_product(term.factors, (*summed, *term.summed)) for term in terms]
    if all(part is None for part in parts):
        return None
    pairs = zip(terms, parts, strict=True)
    return v.add(*(_plain(term, summed) if part is None else part for term, part in pairs))


def _split(x: Value, used: set[Axis]) -> list[Term]:
    """The terms of a sum, each taken apart."""
    if x.op == "neg":
        return [Term((v.number(-1), *each.factors), each.summed) for each in _split(x.args[0], used)]
    if x.op == "add":
        return [term for each in x.args for term in _split(each, used)]
    if x.op == "total":
        used.update(x.data)
        return [Term(each.factors, (*each.summed, *x.data)) for each in _split(x.args[0], used)]
    if x.op == "contract":
        return [Term(x.args, x.data)]
    return _terms(x, used)


def _plain(term: Term, summed: Axes) -> Value:
    return _total(v.mul(*term.factors), (*summed, *term.summed))


def _total(x: Value, axes: Iterable[Axis]) -> Value:
    return reduce(v.total, axes, x)


def _times(*terms: Term) -> Term:
    factors = tuple(factor for term in terms for factor in term.factors)
    return Term(factors, tuple(axis for term in terms for axis in term.summed))


def _terms(x: Value, used: set[Axis]) -> list[Term]:
    """A product of factors, or several where it is multiplied out.

    A sum is multiplied out, and a contraction taken apart, where it is larger than anything it is made of: a b + c d.
    Not x_j − x_i: it is small, or 0, where what it is multiplied with is often largest.
    """
    match x.op:
        case "neg":
            return [_times(Term((v.number(-1),)), each) for each in _terms(x.args[0], used)]
        case "mul":
            return [_times(*each) for each in product(*(_terms(arg, used) for arg in x.args))]
        case "div":
            return [_divided(each, x.args[1]) for each in _terms(x.args[0], used)]
        case "add" if not _is_gap(x):
            found = [term for arg in x.args for term in _terms(arg, used)]
        case "contract" if LEAD not in x.data:
            x = _apart(x, used)
            pairs = product(*(_terms(arg, used) for arg in x.args))
            found = [Term((each := _times(*pair)).factors, (*each.summed, *x.data)) for pair in pairs]
        case _:
            return [Term((x,))]
    is_larger = all(len(part.axes) < len(x.axes) for term in found for part in term.factors)
    return found if is_larger and len(found) <= FEW else [Term((x,))]


def _is_gap(x: Value) -> bool:
    """Whether a term is subtracted that is the same as another, but for where it is looked at."""
    added = {_outline(each) for each in x.args if each.op != "neg"}
    return any(each.op == "neg" and _outline(each.args[0]) in added for each in x.args)


def _outline(x: Value) -> tuple[object, ...]:
    """What it is made of, whatever its axes are."""
    return tuple((each.op, None if isinstance(each.data, (tuple, Axis)) else each.data) for each in walk(x))


def _apart(x: Value, used: set[Axis]) -> Value:
    """The contraction over axes that nothing else is called by."""
    for axis in x.data:
        if axis in used:
            inside = {each for value in walk(x) for each in value.axes}
            copies = (Axis(axis.over, number) for number in count())
            axis, old = next(each for each in copies if each not in used and each not in inside), axis
            x = renamed(x, old, axis)
        used.add(axis)
    return x


def _divided(term: Term, den: Value) -> Term:
    """A divisor belongs to the first factor that has its axes."""
    for place, factor in enumerate(term.factors):
        if set(den.axes) <= set(factor.axes):
            divided = v.div(factor, den)
            return Term((*term.factors[:place], divided, *term.factors[place + 1 :]), term.summed)
    return Term((*term.factors, v.div(v.ONE, den)), term.summed)


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
