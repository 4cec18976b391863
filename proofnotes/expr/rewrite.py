"""Renaming the indices of trees.  Everything here is capture-safe: bound indices are renamed apart first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from .indices import PLACES, Index, Place, fresh, replace, variables
from .nodes import (
    Expr,
    Lambda,
    Named,
    Prod,
    Relation,
    SameIndex,
    Step,
    Sum,
    free_indices,
    map_children,
    map_sides,
    once_each,
)


def rename(e: Expr, mapping: Mapping[Index, Place]) -> Expr:
    """The expression with free indices replaced by places."""
    if free_indices(e).isdisjoint(mapping):
        return e
    return once_each(partial(_renamed_node, mapping))(e)


def _renamed_node(mapping: Mapping[Index, Place], again: Step, e: Expr) -> Expr:
    live = {index: place for index, place in mapping.items() if index in free_indices(e)}
    if not live:
        return e
    if isinstance(e, (Sum, Prod)):
        body, index = e.body, e.index
        if any(index in variables(place) for place in live.values()):
            apart = fresh(index)
            body, index = rename(body, {index: apart}), apart
        return type(e)(rename(body, live) if e.index in mapping else again(body), index)
    return type(e)(*[_renamed(part, live, again) for part in e._key()])


def _renamed(part: Any, live: Mapping[Index, Place], again: Step) -> Any:
    """A field of a node with free indices replaced, wherever they stand in it."""
    if isinstance(part, Expr):
        return again(part)
    if isinstance(part, PLACES):
        return replace(part, live)
    if isinstance(part, tuple):
        return tuple([_renamed(item, live, again) for item in part])
    if isinstance(part, SameIndex):
        return SameIndex(replace(part.left, live), replace(part.right, live))
    if isinstance(part, Relation):
        return map_sides(part, again)
    if isinstance(part, Lambda):
        apart = {index: fresh(index) for index in part.indices}
        return Lambda(tuple(apart.values()), rename(rename(part.body, dict(apart)), live))
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
        case Sum(body, index) | Prod(body, index):
            plain = Index(f"#{depth}.0", index.over)
            return type(e)(_canonical(rename(body, {index: plain}), depth + 1), plain)
        case Named(quantity, places, arguments):
            return Named(quantity, places, tuple(canonical(argument, depth) for argument in arguments))
    return map_children(e, again)
