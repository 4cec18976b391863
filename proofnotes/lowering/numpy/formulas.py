"""Formulas as a docstring shows them: every index has a letter, and different indices have different ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...expr.calculus import inputs_of
from ...expr.indices import Index
from ...expr.nodes import BINDERS, Expr, Named, bound_indices, free_indices, map_children, walk
from ...expr.rewrite import rename
from ..tasks.names import numbered

LETTERS = "ijklmnpqrstuvwabcdefh"


def readable(e: Expr, indices: tuple[Index, ...]) -> tuple[Expr, tuple[Index, ...]]:
    """The expression and its free indices without the marks of made-up ones; what is bound makes way for them."""
    names: dict[Index, Index] = {}
    for index in (*indices, *sorted(free_indices(e) - set(indices), key=str)):
        names[index] = _called(index, [each.name for each in names.values()], _words(e))
    return _apart(rename(e, names)), tuple(names[index] for index in indices)


def _apart(e: Expr) -> Expr:
    """The expression with bound indices that are not called like a free index beside them."""
    if not isinstance(e, BINDERS):
        return map_children(e, _apart)
    beside = [each.name for each in free_indices(e)]
    inside = [_letter(each) for each in bound_indices(e.body)]
    index = _called(e.index, beside, [*_words(e), *inside])
    return type(e)(_apart(rename(e.body, {e.index: index})), index)


def _words(e: Expr) -> set[str]:
    """What numbers and arrays are called."""
    return {each.name for each in inputs_of(e)} | {node.quantity.name for node in walk(e) if isinstance(node, Named)}


def _called(index: Index, taken: Collection[str], avoided: Collection[str]) -> Index:
    """The index by its letter, if that is free, else by the next that nothing is called."""
    letter = _letter(index)
    if letter not in taken:
        return Index(letter, index.over, index.fixed)
    return next(Index(each, index.over, index.fixed) for each in _names(letter) if each not in (*taken, *avoided))


def _names(letter: str) -> Iterator[str]:
    yield from LETTERS
    yield from numbered(letter)


def _letter(index: Index) -> str:
    return index.name.partition("~")[0]
