"""What the names in an expression mean."""

from __future__ import annotations

from collections.abc import Iterator

from .calculus import unfold
from .indices import Index, Place, Size
from .nodes import (
    Determinant,
    Dim,
    Entry,
    Expectation,
    Expr,
    Inverted,
    Largest,
    Named,
    Prod,
    Scalar,
    Sum,
    bound_indices,
    free_indices,
    walk,
)
from .rewrite import canonical, rename


def names_in(e: Expr) -> Iterator[tuple[str, object]]:
    """Every name that the expression uses, with its meaning, quantities unfolded."""
    yield from _names_in(e, set())


def _names_in(e: Expr, seen: set[object]) -> Iterator[tuple[str, object]]:
    """A quantity with the same arguments is looked into once: its indices have no names of their own."""
    bound = {node.variable for node in walk(e) if isinstance(node, Expectation)}
    made_up = {variable for variable in bound if variable.name.endswith("~")}
    for node in walk(e):
        match node:
            case Scalar(name) if node not in made_up:
                yield name, node
            case Entry(tensor, _) if tensor not in made_up:
                yield tensor.name, tensor
                yield from _sizes_in(tensor.over)
            case Dim():
                yield from _sizes_in((node.over,))
            case Sum(_, index) | Prod(_, index) | Largest(_, index):
                yield from _sizes_in((index.over,))
            case Inverted(matrix) | Determinant(matrix):
                yield from _sizes_in(tuple(index.over for index in matrix.indices))
            case Named(quantity, _, arguments) if (key := (quantity, tuple(map(canonical, arguments)))) not in seen:
                seen.add(key)
                yield from _names_in(unfold(node), seen)


def tidy(e: Expr) -> Expr:
    """The expression with the plain names of its fresh indices, as far as nothing else is called so."""
    names = {index.name for index in free_indices(e) | bound_indices(e)}
    mapping: dict[Index, Place] = {}
    for index in sorted(free_indices(e), key=str):
        plain = index.name.split("~")[0]
        if plain not in names:
            mapping[index] = Index(plain, index.over)
            names.add(plain)
    return rename(e, mapping)


def _sizes_in(over: tuple[Size, ...]) -> Iterator[tuple[str, object]]:
    return ((size.name, size) for each in over for size in each.factors)
