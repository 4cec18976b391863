"""Arrays while they are read: axes, and the entry as a function of places.  Nothing here knows where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ...expr.indices import Computed, Index, Place, Position, Shifted, Size
from ...expr.nodes import Add, Expr, Mul, Neg, wrap
from ..codes import NotUnderstood, Span
from .model import ArrayValue, Symbol
from .sizes import AxisSizes

Entries = Callable[..., Expr]


def number(entry: Callable[[], Expr], origin: Symbol | None = None) -> ArrayValue:
    """A number."""
    return ArrayValue((), entry, origin=origin)


def constant(value: Expr | int) -> ArrayValue:
    """A number that is known already."""
    found = wrap(value)
    return number(lambda: found)


def mapped(step: Callable[[Expr], Expr], value: ArrayValue) -> ArrayValue:
    """A function of one number, entry by entry."""
    return ArrayValue(value.axes, lambda *places: step(value.entry(*places)), value.row)


def entry_of(value: ArrayValue, places: tuple[Place, ...]) -> Expr:
    """The entry at places of an array beside it; a number has the same everywhere."""
    return value.entry(*places) if value.rank else value.entry()


def joined(step: Callable[..., Expr], values: Iterable[ArrayValue]) -> ArrayValue:
    """A function of several numbers, entry by entry; the arrays among them have one shape."""
    given = tuple(values)
    top = max(given, key=lambda each: each.rank)
    return ArrayValue(top.axes, lambda *places: step(*(entry_of(each, places) for each in given)), top.row)


def transposed(value: ArrayValue, span: Span) -> ArrayValue:
    """Aᵀ; of a vector, the row."""
    if value.rank == 1:
        return replace(value, row=not value.row, origin=None)
    if value.rank == 2:
        return ArrayValue((value.axes[1], value.axes[0]), lambda i, j: value.entry(j, i))
    what = "a number" if value.rank == 0 else f"an array with {value.rank} axes"
    raise NotUnderstood("T14", f"the transpose of {what}", span)


def same_shape(sizes: AxisSizes, one: ArrayValue, other: ArrayValue, why: str, span: Span) -> None:
    """Both have the same axes.  Raises NotUnderstood T09 for another number of them, or a row beside a column."""
    if one.rank != other.rank or (one.rank == 1 and one.row != other.row):
        raise NotUnderstood("T09", f"{why}: {described(one)} and {described(other)}", span)
    for left, right in zip(one.axes, other.axes, strict=True):
        sizes.unify(left, right, why, span)


def described(value: ArrayValue) -> str:
    """What it is, for people."""
    kinds = {0: "a number", 1: "a row" if value.row else "a column", 2: "a matrix"}
    return kinds.get(value.rank, f"an array with {value.rank} axes")


def added(sizes: AxisSizes, terms: tuple[tuple[str, ArrayValue], ...], span: Span) -> ArrayValue:
    """A sum with signs; a number is added to every entry, and what has one entry along an axis is repeated there."""
    top = max((value for _, value in terms), key=lambda each: each.rank)
    for _, value in terms:
        if value is top or value.rank == 0:
            continue
        if value.rank != top.rank or (value.rank == 1 and value.row != top.row):
            raise NotUnderstood("T09", f"a sum of {described(top)} and {described(value)}", span)
        for one, other in zip(top.axes, value.axes, strict=True):
            if sizes.is_one(one) == sizes.is_one(other):
                sizes.unify(one, other, "a sum", span)
    axes = tuple(
        next((axis for axis in column if not sizes.is_one(axis)), column[0])
        for column in zip(*(value.axes for _, value in terms if value.rank == top.rank), strict=True)
    )

    def entry(*places: Place) -> Expr:
        found = [_signed(sign, _repeated(sizes, value, axes, places)) for sign, value in terms]
        return found[0] if len(found) == 1 else Add(tuple(found))

    return ArrayValue(axes, entry, top.row)


def _signed(sign: str, e: Expr) -> Expr:
    return Neg(e) if sign == "-" else e


def _repeated(sizes: AxisSizes, value: ArrayValue, axes: tuple[int, ...], places: tuple[Place, ...]) -> Expr:
    if not value.rank:
        return value.entry()
    return value.entry(
        *(
            Position(1, sizes.size(own)) if sizes.is_one(own) and not sizes.is_one(axis) else place
            for own, axis, place in zip(value.axes, axes, places, strict=True)
        )
    )


def place_on(place: Place, size: Size) -> Place:
    """The place on an axis: in the first block, where the axis is stacked and the place is in one block."""
    if place.over == size:
        return place
    if size.blocks == 2 and place.over == size.base and isinstance(place, (Index, Position)):
        return Shifted(place, 0, size)
    if isinstance(place, Position):
        return Position(place.value, size)
    if isinstance(place, Computed):
        return Computed(place.number, size)
    raise NotUnderstood("T01", f"the index {place} runs over {place.over}, the axis over {size}")


def times(left: Expr, right: Expr) -> Expr:
    """A product as a product of factors, not of products."""
    return Mul((left, right))
