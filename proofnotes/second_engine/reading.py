"""What reading a tree needs to know of it: its inputs, its free indices, its dimensions; and what stops a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import sympy

from ..expr.indices import Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Apply,
    Cases,
    Delta,
    Dim,
    Entry,
    Expr,
    Lambda,
    Lim,
    Named,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    children,
    free_indices,
)
from .functions import KINKS

Input = Scalar | Tensor


class UncheckedError(RuntimeError):
    """The statement is out of reach of this engine: it says nothing about it."""


class UndefinedHereError(ArithmeticError):
    """Certainly no value at this point."""


class CannotTellError(ArithmeticError):
    """The precision does not decide a sign at this point."""


class NeedPointError(RuntimeError):
    """There is a kink: the statement has to be expanded at a point that says on which side."""


def symbol_of(key: Input, places: tuple[int, ...]) -> sympy.Symbol:
    """The SymPy symbol of a scalar, or of an entry at these positions."""
    return sympy.Symbol(f"{key.name}[{','.join(map(str, places))}]" if isinstance(key, Tensor) else key.name)


@cache
def mentioned(quantity: Quantity) -> frozenset[Input]:
    """The scalars and tensors in the body of a quantity and in the names in it, replaced there or not."""
    return frozenset(each.tensor if isinstance(each, Entry) else each for each in inputs(quantity.body))


@cache
def stray(quantity: Quantity) -> frozenset[Index]:
    """The free indices of the body that are not places of the name."""
    return free_indices(quantity.body) - set(quantity.indices)


def nodes(e: Expr) -> Iterator[Expr]:
    """Every node, those inside names included."""
    yield e
    for child in (*children(e), *((e.quantity.body,) if isinstance(e, Named) else ())):
        yield from nodes(child)


def inputs(e: Expr) -> Iterator[Scalar | Entry]:
    """Every scalar and entry, those inside names included."""
    return (node for node in nodes(e) if isinstance(node, (Scalar, Entry)))


def sizes_in(expressions: Iterable[Expr]) -> dict[str, int | None]:
    """Every dimension by name, with its size where that is fixed."""
    found: dict[str, int | None] = {}
    for e in expressions:
        for over in (over for node in nodes(e) for over in _sizes(node)):
            found[over.name] = found.get(over.name) or over.size
    return found


def _sizes(e: Expr) -> list[Size]:
    match e:
        case Dim():
            return [e.over]
        case Entry(tensor, _):
            return list(tensor.over)
        case Sum(_, index) | Prod(_, index):
            return [index.over]
        case Named(quantity, places, arguments):
            bound = [index for each in arguments if isinstance(each, Lambda) for index in each.indices]
            return [place.over for place in (*places, *quantity.indices, *bound)]
    return [place.over for place in places_in(e)]


def places_in(e: Expr) -> list[Place]:
    """The places that stand in this node itself."""
    match e:
        case Entry(_, places) | Named(_, places, _):
            return list(places)
        case Delta(left, right):
            return [left, right]
        case Cases(branches):
            both = (condition for _, condition in branches if isinstance(condition, SameIndex))
            return [place for each in both for place in (each.left, each.right)]
    return []


def fixed_positions(expressions: Iterable[Expr]) -> set[str]:
    """The dimensions some position of which is named: there the positions are not alike."""
    places = [place for e in expressions for node in nodes(e) for place in places_in(node)]
    inner = [place.inner if isinstance(place, Shifted) else place for place in places]
    return {place.over.name for place in inner if isinstance(place, Position)}


def has_kinks(e: Expr) -> bool:
    """Whether some branch hangs on the sign of a number."""
    return any(
        (isinstance(node, Apply) and node.fn in KINKS)
        or (isinstance(node, Cases) and any(isinstance(condition, Relation) for _, condition in node.branches))
        for node in nodes(e)
    )


def has_limits(e: Expr) -> bool:
    """Whether a limit is taken somewhere."""
    return any(isinstance(node, Lim) for node in nodes(e))
