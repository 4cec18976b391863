"""Walking trees and renaming their indices.  Everything here is capture-safe: bound indices are renamed apart
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from .indices import Index, Place, fresh, replace, variable
from .relations import Relation
from .tree import (
    Add,
    Apply,
    Cases,
    Delta,
    Diff,
    Div,
    Entry,
    Expr,
    Group,
    Lambda,
    Lim,
    Mul,
    Named,
    Neg,
    Pow,
    Prod,
    SameIndex,
    Sum,
)

Condition = Relation | SameIndex
Step = Callable[[Expr], Expr]


def map_children(e: Expr, f: Step) -> Expr:
    """The node with f applied to each child expression.  Binders are rebuilt as they are: f must not move indices."""
    match e:
        case Add(terms):
            return Add(tuple(map(f, terms)))
        case Mul(factors, dotted):
            return Mul(tuple(map(f, factors)), dotted)
        case Neg(arg):
            return Neg(f(arg))
        case Div(num, den):
            return Div(f(num), f(den))
        case Pow(base, exponent):
            return Pow(f(base), f(exponent))
        case Apply(fn, args):
            return Apply(fn, tuple(map(f, args)))
        case Sum(body, index):
            return Sum(f(body), index)
        case Prod(body, index):
            return Prod(f(body), index)
        case Cases(branches, otherwise, last):
            done = tuple((f(value), _map_condition(condition, f)) for value, condition in branches)
            return Cases(done, f(otherwise), last)
        case Diff(body, wrt):
            return Diff(f(body), f(wrt))
        case Lim(body, variable, upward):
            return Lim(f(body), variable, upward)
        case Named(quantity, places, arguments):
            return Named(quantity, places, tuple(map_argument(each, f) for each in arguments))
        case Group(arg, brackets):
            return Group(f(arg), brackets)
        case _:
            return e


def map_argument(argument: Expr | Lambda, f: Step) -> Expr | Lambda:
    """f inside an argument of a named quantity."""
    return Lambda(argument.indices, f(argument.body)) if isinstance(argument, Lambda) else f(argument)


def _map_condition(condition: Condition, f: Step) -> Condition:
    if isinstance(condition, Relation):
        return Relation(f(condition.left), condition.sign, f(condition.right))
    return condition


def children(e: Expr) -> tuple[Expr, ...]:
    """The child expressions, in the order written."""
    found: list[Expr] = []

    def note(child: Expr) -> Expr:
        found.append(child)
        return child

    map_children(e, note)
    return tuple(found)


def walk(e: Expr) -> Iterator[Expr]:
    """Every node, the outermost first.  Named quantities are not unfolded."""
    yield e
    for child in children(e):
        yield from walk(child)


def _places(e: Expr) -> tuple[Place, ...]:
    match e:
        case Entry(_, places):
            return places
        case Delta(left, right):
            return (left, right)
        case Named(_, places, _):
            return places
        case Cases(branches, _, _):
            return tuple(place for _, c in branches if isinstance(c, SameIndex) for place in (c.left, c.right))
        case _:
            return ()


@lru_cache(maxsize=1 << 16)
def free_indices(e: Expr | Lambda) -> frozenset[Index]:
    """The indices that are not bound inside the expression."""
    if isinstance(e, Lambda):
        return free_indices(e.body) - set(e.indices)
    found = {index for place in _places(e) if (index := variable(place)) is not None}
    if isinstance(e, Named):
        for argument in e.arguments:
            found |= free_indices(argument)
    else:
        for child in children(e):
            found |= free_indices(child)
    return frozenset(found - {e.index} if isinstance(e, (Sum, Prod)) else found)


def bound_indices(e: Expr) -> frozenset[Index]:
    """The indices bound somewhere inside the expression as written."""
    return frozenset(node.index for node in walk(e) if isinstance(node, (Sum, Prod)))


def rename(e: Expr, mapping: Mapping[Index, Place]) -> Expr:
    """The expression with free indices replaced by places."""
    live = {index: place for index, place in mapping.items() if index in free_indices(e)}
    if not live:
        return e
    match e:
        case Entry(tensor, places):
            return Entry(tensor, tuple(replace(place, live) for place in places))
        case Delta(left, right):
            return Delta(replace(left, live), replace(right, live))
        case Named(quantity, places, arguments):
            done = tuple(_rename_argument(each, live) for each in arguments)
            return Named(quantity, tuple(replace(place, live) for place in places), done)
        case Sum(body, index) | Prod(body, index):
            if any(variable(place) == index for place in live.values()):
                apart = fresh(index)
                body, index = rename(body, {index: apart}), apart
            return type(e)(rename(body, live), index)
        case Cases(branches, otherwise, last):
            done_branches = tuple((rename(value, live), _rename_condition(c, live)) for value, c in branches)
            return Cases(done_branches, rename(otherwise, live), last)
        case _:
            return map_children(e, lambda child: rename(child, live))


def _rename_condition(condition: Condition, live: dict[Index, Place]) -> Condition:
    if isinstance(condition, SameIndex):
        return SameIndex(replace(condition.left, live), replace(condition.right, live))
    return _map_condition(condition, lambda child: rename(child, live))


def _rename_argument(argument: Expr | Lambda, live: dict[Index, Place]) -> Expr | Lambda:
    if not isinstance(argument, Lambda):
        return rename(argument, live)
    apart = {index: fresh(index) for index in argument.indices}
    body = rename(argument.body, dict(apart))
    return Lambda(tuple(apart.values()), rename(body, live))


def canonical(e: Expr | Lambda, depth: int = 0) -> Expr | Lambda:
    """The expression with its bound indices named by depth: what differs in nothing else becomes equal."""
    if isinstance(e, Lambda):
        plain = tuple(Index(f"#{depth}.{axis}", index.over) for axis, index in enumerate(e.indices))
        return Lambda(plain, _canonical(rename(e.body, dict(zip(e.indices, plain, strict=True))), depth + 1))
    return _canonical(e, depth)


def _canonical(e: Expr, depth: int) -> Expr:
    match e:
        case Sum(body, index) | Prod(body, index):
            plain = Index(f"#{depth}.0", index.over)
            return type(e)(_canonical(rename(body, {index: plain}), depth + 1), plain)
        case Named(quantity, places, arguments):
            return Named(quantity, places, tuple(canonical(each, depth) for each in arguments))
    return map_children(e, lambda child: _canonical(child, depth))
