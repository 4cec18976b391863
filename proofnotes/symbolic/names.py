"""What the names in an expression mean."""

from __future__ import annotations

from collections.abc import Iterator

from .indices import Size
from .rewrite import unfold, walk
from .tree import Dim, Entry, Expr, Named, Prod, Scalar, Sum


def names_in(e: Expr) -> Iterator[tuple[str, object]]:
    """Every name that the expression uses, with its meaning, quantities unfolded."""
    for node in walk(e):
        match node:
            case Scalar(name):
                yield name, node
            case Entry(tensor, _):
                yield tensor.name, tensor
                yield from _sizes_in(tensor.over)
            case Dim():
                yield from _sizes_in((node.over,))
            case Sum(_, index) | Prod(_, index):
                yield from _sizes_in((index.over,))
            case Named():
                yield from names_in(unfold(node))


def _sizes_in(over: tuple[Size, ...]) -> Iterator[tuple[str, object]]:
    return ((size.name, size.base) for size in over)
