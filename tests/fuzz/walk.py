"""Walking through terms: parts, free indices, and the same node with other parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from .language import (
    All,
    Arr,
    At,
    Axis,
    Bind,
    Calc,
    Case,
    Count,
    Del,
    Der,
    Det,
    Ent,
    Extent,
    Idx,
    Inv,
    Lam,
    Let,
    Mean,
    Named,
    Num,
    Op,
    Out,
    Part,
    Rel,
    Same,
    Shift,
    Var,
    Within,
)


def parts(e: Part) -> tuple[Part, ...]:
    """Everything that stands directly in it, the bodies of names apart."""
    found: list[Part] = []
    for each in fields(e) if not isinstance(e, int) else ():
        value = getattr(e, each.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, PARTS):
                found.append(item)
    return tuple(found)


def rebuilt(e: Part, change: Callable[[Part], Part]) -> Part:
    """The same node with every part changed."""
    if isinstance(e, (int, Idx, Num, Var, Arr, Extent)):
        return e
    new: dict[str, object] = {}
    for each in fields(e):
        value = getattr(e, each.name)
        if isinstance(value, tuple):
            new[each.name] = tuple(change(item) if isinstance(item, PARTS) else item for item in value)
        elif isinstance(value, PARTS) and not isinstance(value, (Axis, Let)):
            new[each.name] = change(value)
    return replace(e, **new)  # type: ignore[arg-type]


PARTS = (
    Num, Extent, Count, Calc, All, Var, Ent, Del, Op, Bind, Case, Der, At, Named, Inv, Det, Out, Mean, Lam, Rel, Same,
    Arr, Idx, Shift, Within,
)  # fmt: skip


def nodes(e: Part) -> list[Part]:
    """The node and everything below it, the bodies of names too."""
    found = [e]
    for each in parts(e):
        found += nodes(each)
    if isinstance(e, (Inv, Det)):
        found += nodes(e.matrix.body) + list(e.matrix.indices)
    if isinstance(e, Mean):
        found += [item for each in (*e.chance.parameters, *e.chance.hidden) for item in nodes(each)]
    if isinstance(e, Named):
        found += nodes(e.let.body) + [item for each in e.let.inputs for item in nodes(each)]
    return found


def free(e: Part) -> frozenset[Idx]:
    """The free indices."""
    if isinstance(e, Idx):
        return frozenset({e})
    inside: frozenset[Idx] = frozenset().union(*map(free, parts(e))) if not isinstance(e, (Lam, At)) else free(e.body)
    match e:
        case Bind():
            return inside - {e.index}
        case Lam():
            return inside - set(e.indices)
        case At():
            return (inside - {e.index}) | free(e.place)
    return inside
