"""What reading a tree needs to know of it: its inputs, its free indices, its dimensions; and what stops a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import sympy

from ..expr.indices import Computed, Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Apply,
    Both,
    Cases,
    Counter,
    Delta,
    Determinant,
    Dim,
    Entry,
    Expectation,
    Expr,
    Inverted,
    Lambda,
    Largest,
    Lim,
    Named,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
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


def nodes(*expressions: Expr) -> Iterator[Expr]:
    """Every different node once, those inside names included: what is shared has many paths to it."""
    seen: set[Expr] = set(expressions)
    waiting = list(expressions)
    while waiting:
        node = waiting.pop()
        yield node
        for child in (*children(node), *((node.quantity.body,) if isinstance(node, Named) else ())):
            if child not in seen:
                seen.add(child)
                waiting.append(child)


def inputs(*expressions: Expr) -> Iterator[Scalar | Entry]:
    """Every scalar and entry, those inside names included."""
    return (node for node in nodes(*expressions) if isinstance(node, (Scalar, Entry)))


def sizes_in(expressions: Iterable[Expr]) -> dict[str, int | None]:
    """Every dimension by name, with its size where that is fixed."""
    found: dict[str, int | None] = {}
    every = (over for node in nodes(*expressions) for over in _sizes(node))
    for size in (factor for over in every for factor in over.factors):
        found[size.name] = found.get(size.name) or size.size
    return dict(sorted(found.items()))


def _sizes(e: Expr) -> list[Size]:
    """What the node itself ranges over, and what each place in it does."""
    own: list[Size] = []
    match e:
        case Dim():
            own = [e.over]
        case Entry(tensor, _):
            own = list(tensor.over)
        case Sum(_, index) | Prod(_, index) | Largest(_, index):
            own = [index.over]
        case Expectation(_, variable, _, parameters):
            bound = [index for each in parameters if isinstance(each, Lambda) for index in each.indices]
            own = [*(variable.over if isinstance(variable, Tensor) else ()), *(index.over for index in bound)]
        case Inverted(matrix) | Determinant(matrix):
            own = [index.over for index in matrix.indices]
        case Named(quantity, _, arguments):
            bound = [index for each in arguments if isinstance(each, Lambda) for index in each.indices]
            own = [index.over for index in (*quantity.indices, *bound)]
    return [*own, *(part.over for place, _ in _placed(e) for part in _parts(place))]


def _parts(place: Place) -> Iterator[Place]:
    """The place, and the block and the entry of the block that it is made of."""
    yield place
    if isinstance(place, Shifted):
        yield place.inner
        if not isinstance(place.block, int):
            yield from _parts(place.block)


def told_apart(expressions: Iterable[Expr]) -> set[str]:
    """The dimensions whose positions are not alike: one of them is named, counted, or met by an index over another one.

    In every other dimension the positions may change places in the whole statement, and nothing else changes.
    """
    found: set[str] = set()
    for node in nodes(*expressions):
        for place, over in _placed(node):
            inner = place.inner if isinstance(place, Shifted) else place
            if isinstance(node, Counter) or isinstance(place, Computed):
                found |= {each.name for part in _parts(place) for each in part.over.factors}  # numbers are not alike
            for part in _parts(place):
                if isinstance(part, Position):
                    found.add(part.over.name)
                if isinstance(part, Shifted) and part.inner.over != part.over.base:
                    found |= {part.inner.over.name, *(each.name for each in part.over.factors)}
            if place.over != over:
                found |= {inner.over.name, *(each.name for each in (*place.over.factors, *over.factors))}
    return found


def _placed(e: Expr) -> Iterator[tuple[Place, Size]]:
    """The places that stand in this node itself, each with what it should range over."""
    match e:
        case Entry(tensor, places):
            yield from zip(places, tensor.over, strict=False)
        case Named(quantity, places, arguments):
            yield from zip(places, (index.over for index in quantity.indices), strict=False)
            for argument, key in zip(arguments, quantity.inputs, strict=False):
                if isinstance(argument, Lambda) and isinstance(key, Tensor):
                    yield from zip(argument.indices, key.over, strict=False)
        case Delta(left, right):
            yield from ((left, right.over), (right, left.over))
        case Inverted(matrix, places):
            yield from zip(places, (index.over for index in matrix.indices), strict=False)
        case Cases(branches):
            for condition in (part for _, when in branches for part in parts_of(when)):
                if isinstance(condition, SameIndex):
                    yield from ((condition.left, condition.right.over), (condition.right, condition.left.over))
        case Counter(place):
            yield place, place.over


@cache
def varies(e: Expr) -> bool:
    """Whether a scalar or an entry stands in it, names unfolded: then it is no number, whatever it comes to."""
    return bool(_varying(e))


@cache
def _varying(e: Expr) -> frozenset[Input]:
    if isinstance(e, Scalar):
        return frozenset({e})
    if isinstance(e, Named) and e.arguments:
        within = _varying(e.quantity.body) - frozenset(e.quantity.inputs)
        return within.union(*map(_varying, children(e)))
    own = {e.tensor} if isinstance(e, Entry) else set()
    inside = (*children(e), *((e.quantity.body,) if isinstance(e, Named) else ()))
    return frozenset(own).union(*map(_varying, inside))


def has_kinks(e: Expr) -> bool:
    """Whether some branch hangs on the sign of a number."""
    return any(
        isinstance(node, Largest)
        or (isinstance(node, Apply) and node.fn in KINKS)
        or (isinstance(node, Cases) and any(map(_hangs_on_a_sign, node.branches)))
        for node in nodes(e)
    )


def _hangs_on_a_sign(branch: tuple[Expr, When]) -> bool:
    relations = (part for part in parts_of(branch[1]) if isinstance(part, Relation))
    return any(varies(part.left) or varies(part.right) for part in relations)


def parts_of(condition: When) -> tuple[Relation | SameIndex, ...]:
    """The conditions that hold together."""
    return condition.parts if isinstance(condition, Both) else (condition,)


def has_limits(e: Expr) -> bool:
    """Whether a limit is taken somewhere."""
    return any(isinstance(node, Lim) for node in nodes(e))
