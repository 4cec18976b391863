"""Which earlier equation a step of a derivation applies: one side occurs before the step and the other after it.

Of a derivative it is enough that it occurs before the step and not after it: what it was replaced by is often gathered
with other terms.  This is for the map and decides nothing: what is proved is proved by the prover, whatever is found
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..expr.calculus import unfold_all
from ..expr.indices import Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Lambda,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
)

Shape = tuple[Any, ...]
"""An expression without what it means the same without: brackets, the order of factors and terms, how minus is said."""

Binding = Mapping[Any, Shape]
Keep = Callable[[Named], bool]

ANY_ORDER = ("plus", "times")
TRIVIAL = ("variable", "number", "entry", "dimension", "constant")
UNMARKED = {*ANY_ORDER, *TRIVIAL, "power", "place", "function"}
MINUS_ONE: Shape = ("number", Fraction(-1))


def shape(e: Expr, keep: Keep) -> Shape:
    """The shape of an expression in which only the names to keep stay names."""
    return _shape(unfold_all(e, keep))


def applies(before: Shape, after: Shape, left: Shape, right: Shape) -> bool:
    """Whether the step from before to after replaces an instance of left by one of right."""
    if left[0] in TRIVIAL or not _marks(left) <= _marks(before):
        return False
    for binding in found_in(before, left, {}):
        gone = not any(True for _ in found_in(after, left, binding))
        if gone and _instead(before, after, left, right, binding):
            return True
    return False


@lru_cache(maxsize=1 << 12)
def _marks(e: Shape) -> frozenset[Any]:
    """What an instance has in common with its pattern, whatever stands for the variables: functions, derivatives."""
    own = {e[1]} if e[0] == "named" else {e[0]} - UNMARKED
    return frozenset(own).union(*(_marks(part) for part in e[1:] if isinstance(part, tuple)))


def _instead(before: Shape, after: Shape, left: Shape, right: Shape, binding: Binding) -> bool:
    if right[0] == "number" or left[0] == "diff":
        return True
    there = any(True for _ in found_in(after, right, binding))
    return there and (_has(left, right) or not any(True for _ in found_in(before, right, binding)))


def _has(e: Shape, part: Shape) -> bool:
    """Whether the part occurs as it is: what is only taken out was there before."""
    return e == part or any(_has(each, part) for each in e[1:] if isinstance(each, tuple))


def found_in(e: Shape, pattern: Shape, binding: Binding) -> Iterator[Binding]:
    """The ways to see an instance of the pattern in an expression: itself, part of its factors or terms, or inside."""
    if e[0] == pattern[0] and e[0] in ANY_ORDER:
        yield from _among(pattern[1:], e[1:], binding, exactly=False)
    else:
        yield from _match(pattern, e, binding)
    for part in e[1:]:
        if isinstance(part, tuple):
            yield from found_in(part, pattern, binding)


def _match(pattern: Any, e: Any, binding: Binding) -> Iterator[Binding]:
    if not isinstance(pattern, tuple):
        if pattern == e:
            yield binding
    elif pattern[0] == "variable":
        if pattern[1] in binding:
            if binding[pattern[1]] == e:
                yield binding
        elif isinstance(e, tuple) and _fits(pattern[1], e):
            yield {**binding, pattern[1]: e}
    elif isinstance(e, tuple) and e[0] == pattern[0] and len(e) == len(pattern):
        if e[0] in ANY_ORDER:
            yield from _among(pattern[1:], e[1:], binding, exactly=True)
        else:
            yield from _in_order(pattern[1:], e[1:], binding)


def _fits(variable: Scalar | Tensor | Index | Size, e: Shape) -> bool:
    """What may stand for a variable: any number for a scalar, any place for an index, else a name of the same sort."""
    named = e[1] if e[0] == "variable" else None
    match variable:
        case Scalar():
            return isinstance(named, Scalar) if named is not None else e[0] not in ("place", "function")
        case Index():
            return e[0] == "place" or isinstance(named, Index)
        case Tensor(_, over):
            return isinstance(named, Tensor) and len(named.over) == len(over)
    return isinstance(named, Size)


def _in_order(patterns: Shape, parts: Shape, binding: Binding) -> Iterator[Binding]:
    if not patterns:
        yield binding
        return
    for found in _match(patterns[0], parts[0], binding):
        yield from _in_order(patterns[1:], parts[1:], found)


def _among(patterns: Shape, parts: Shape, binding: Binding, *, exactly: bool) -> Iterator[Binding]:
    if not patterns:
        if not (exactly and parts):
            yield binding
        return
    for place, part in enumerate(parts):
        for found in _match(patterns[0], part, binding):
            yield from _among(patterns[1:], parts[:place] + parts[place + 1 :], found, exactly=exactly)


def _shape(e: Expr | Lambda | Tensor) -> Shape:
    match e:
        case Group(arg, _):
            return _shape(arg)
        case Number(value, _):
            return ("number", value)
        case Constant(name):
            return ("constant", name)
        case Dim():
            return ("dimension", ("variable", e.over.base), e.blocks)
        case Scalar() | Tensor():
            return ("variable", e)
        case Entry(tensor, places):
            return ("entry", ("variable", tensor), *map(_place, places))
        case Delta(left, right):
            return ("delta", _place(left), _place(right))
        case Add(terms):
            return _flat("plus", *map(_shape, terms))
        case Mul(factors, _):
            return _flat("times", *map(_shape, factors))
        case Neg(arg):
            return _flat("times", MINUS_ONE, _shape(arg))
        case Div(num, den):
            return _flat("times", _shape(num), ("power", _shape(den), MINUS_ONE))
        case Pow(base, exponent):
            return ("power", _shape(base), _shape(exponent))
        case Apply(fn, args):
            return (fn, *map(_shape, args))
        case Sum(body, index) | Prod(body, index) | Largest(body, index):
            return (type(e).__name__, ("variable", index), _shape(body))
        case Cases(branches, otherwise, _):
            return (
                "cases",
                *(part for value, when in branches for part in (_shape(value), _when(when))),
                _shape(otherwise),
            )
        case Diff(body, wrt):
            return ("diff", _shape(wrt), _shape(body))
        case Lim(body, variable, upward, point, side):
            where = () if point is None else (_shape(point), side)
            return ("lim", upward, _shape(variable), _shape(body), *where)
        case Named(quantity, places, arguments):
            given = arguments or quantity.inputs
            return ("named", quantity, *map(_shape, given), *map(_place, places))
        case Lambda(indices, body):
            return _function(indices, body)
    raise TypeError(f"no shape for {e!r}")


def _flat(head: str, *parts: Shape) -> Shape:
    inner = [one for part in parts for one in (part[1:] if part[0] == head else (part,)) if one != ("number", 1)]
    return (head, *inner) if len(inner) != 1 else inner[0]


def _function(indices: tuple[Index, ...], body: Expr) -> Shape:
    """A tensor by its name where it is one."""
    if isinstance(body, Entry) and body.places == indices:
        return ("variable", body.tensor)
    return ("function", *(("variable", index) for index in indices), _shape(body))


def _when(condition: Any) -> Shape:
    if isinstance(condition, SameIndex):
        return ("same", _place(condition.left), _place(condition.right))
    return ("relation", condition.sign, _shape(condition.left), _shape(condition.right))


def _place(place: Place) -> Shape:
    if isinstance(place, Index):
        return ("variable", place)
    if isinstance(place, Position):
        return ("place", place.value)
    assert isinstance(place, Shifted)
    return ("place", place.block, _place(place.inner))
