"""Renaming the indices of trees.  Everything here is capture-safe: bound indices are renamed apart first.

An index is renamed to a place that is there: `read_at` puts a computed place in, where the value is 0 if it is outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from .indices import PLACES, Computed, Index, Place, fresh, moved_spot, variables
from .nodes import (
    BINDERS,
    Both,
    Cases,
    Counter,
    Determinant,
    Expr,
    Inverted,
    Lambda,
    Largest,
    Named,
    Prod,
    Relation,
    SameIndex,
    Step,
    Sum,
    counter_of,
    free_indices,
    map_children,
    map_sides,
    once_each,
    wrap,
)


def rename(e: Expr, mapping: Mapping[Index, Place]) -> Expr:
    """The expression with free indices replaced by places that are there, none of them computed."""
    if free_indices(e).isdisjoint(mapping):
        return e
    assert not any(isinstance(place, Computed) for place in mapping.values()), "what is outside has to be 0: read_at"
    return put_in(e, mapping)


def put_in(e: Expr, mapping: Mapping[Index, Place]) -> Expr:
    """The same with places that may be computed, each entry by itself 0 outside: f(0) there, and not 0."""
    return once_each(partial(_renamed_node, mapping))(e)


def read_at(e: Expr, indices: Sequence[Index], places: Sequence[Place]) -> Expr:
    """The expression with places for its indices; 0 where a computed place lies outside, whatever the expression is.

    f(a) is Σ_n f(n) over the n = a, of which there is one or none, so that nothing is asked of f elsewhere.
    """
    there = [fresh(Index("k", place.over)) if isinstance(place, Computed) else place for place in places]
    found = rename(e, dict(zip(indices, there, strict=True)))
    for place, inside in zip(places, there, strict=True):
        if isinstance(place, Computed) and isinstance(inside, Index):
            found = Sum(Cases(((found, SameIndex(inside, place)),), wrap(0), "where"), inside)
    return found


def replaced(place: Place, mapping: Mapping[Index, Place]) -> Place:
    """The place with its indices replaced."""
    if isinstance(place, Computed):
        return Computed(put_in(place.number, mapping), place.over)
    moved = moved_spot(place, mapping)
    assert isinstance(moved, PLACES)
    return moved


def _renamed_node(mapping: Mapping[Index, Place], again: Step, e: Expr) -> Expr:
    live = {index: place for index, place in mapping.items() if index in free_indices(e)}
    if not live:
        return e
    if isinstance(e, Counter):
        return counter_of(replaced(e.place, live))
    if isinstance(e, BINDERS):
        body, index = e.body, e.index
        if any(index in _indices(place) for place in live.values()):
            apart = fresh(index)
            body, index = rename(body, {index: apart}), apart
        return type(e)(put_in(body, live) if e.index in mapping else again(body), index)
    return type(e)(*[_renamed(part, live, again) for part in e._key()])


def _indices(place: Place) -> frozenset[Index]:
    return free_indices(place.number) if isinstance(place, Computed) else variables(place)


def _renamed(part: Any, live: Mapping[Index, Place], again: Step) -> Any:
    """A field of a node with free indices replaced, wherever they stand in it."""
    if isinstance(part, Expr):
        return again(part)
    if isinstance(part, PLACES):
        return replaced(part, live)
    if isinstance(part, tuple):
        return tuple([_renamed(item, live, again) for item in part])
    if isinstance(part, SameIndex):
        return SameIndex(replaced(part.left, live), replaced(part.right, live))
    if isinstance(part, Both):
        return Both(_renamed(part.parts, live, again))
    if isinstance(part, Relation):
        return map_sides(part, again)
    if isinstance(part, Lambda):
        apart = {index: fresh(index) for index in part.indices}
        return Lambda(tuple(apart.values()), put_in(rename(part.body, dict(apart)), live))
    return part


def canonical(e: Expr | Lambda, depth: int = 0) -> Expr | Lambda:
    """The expression with its bound indices named by depth: what differs in nothing else becomes equal."""
    if isinstance(e, Lambda):
        plain = tuple(Index(f"#{depth}.{axis}", index.over) for axis, index in enumerate(e.indices))
        return Lambda(plain, _canonical(rename(e.body, dict(zip(e.indices, plain, strict=True))), depth + 1))
    return _canonical(e, depth)


def _canonical(e: Expr, depth: int) -> Expr:
    return once_each(partial(_canonical_node, depth))(e)


def _canonical_node(depth: int, again: Step, e: Expr) -> Expr:
    match e:
        case Sum(body, index) | Prod(body, index) | Largest(body, index):
            plain = Index(f"#{depth}.0", index.over)
            return type(e)(_canonical(rename(body, {index: plain}), depth + 1), plain)
        case Named(quantity, places, arguments):
            return Named(quantity, places, tuple(canonical(argument, depth) for argument in arguments))
        case Inverted(matrix, places):
            return Inverted(_canonical_matrix(matrix, depth), places)
        case Determinant(matrix):
            return Determinant(_canonical_matrix(matrix, depth))
    return map_children(e, again)


def _canonical_matrix(matrix: Lambda, depth: int) -> Lambda:
    found = canonical(matrix, depth)
    assert isinstance(found, Lambda)
    return found
