"""Which dimensions and which positions of free indices a statement is looked at with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from ..expr.indices import Index, Size
from ..expr.nodes import Dim, Expr, Number, Relation, free_indices
from .reading import sizes_in

SMALL = (2, 3, 1)
MORE = tuple(range(4, 17))
"""Looked at where the hypotheses allow no smaller one."""
MOST_CHOICES = 3


def dimensions(
    sides: Sequence[Expr], assuming: Sequence[Relation], allowed: Callable[[Mapping[str, int]], bool]
) -> Iterator[dict[str, int]]:
    """All dimensions up to 3 that are allowed; with more than two of them, all equal and all different.

    Where none of these is, larger ones that are.
    """
    known = sizes_in(sides)
    for each in assuming:
        if isinstance(each.left, Dim) and isinstance(each.right, Number) and each.sign == "=":
            if isinstance(each.left.blocks, Size):
                continue
            size = each.right.value / each.left.blocks
            known[each.left.name] = int(size) if size.denominator == 1 and size > 0 else None
    loose = [name for name, size in known.items() if size is None]
    fixed = {name: size for name, size in known.items() if size is not None}

    def among(choices: Iterable[tuple[int, ...]]) -> Iterator[dict[str, int]]:
        every = ({**fixed, **dict(zip(loose, choice, strict=True))} for choice in choices)
        return filter(allowed, every)

    small = list(among(_choices(len(loose))))
    yield from small or islice(among(product((*SMALL, *MORE), repeat=len(loose))), MOST_CHOICES)


def _choices(count: int) -> Iterator[tuple[int, ...]]:
    if count <= 2:
        yield from product(SMALL, repeat=count)
        return
    yield from ((size,) * count for size in SMALL)
    yield from (tuple(SMALL[(axis + turn) % len(SMALL)] for axis in range(count)) for turn in range(len(SMALL)))


def indices_of(relation: Relation) -> list[Index]:
    """The free indices of both sides, in order."""
    return sorted(free_indices(relation.left) | free_indices(relation.right), key=str)


def positions(indices: Sequence[Index], sizes: Mapping[str, int], named: Collection[str]) -> Iterator[dict[Index, int]]:
    """Positions of the free indices: but for the named dimensions, only which of them are equal matters."""
    seen: set[tuple[int, ...]] = set()
    for values in product(*(range(1, index.over.count(sizes) + 1) for index in indices)):
        pattern = _pattern(indices, values, sizes, named)
        if pattern not in seen:
            seen.add(pattern)
            yield dict(zip(indices, values, strict=True))


def _pattern(
    indices: Sequence[Index], values: Sequence[int], sizes: Mapping[str, int], named: Collection[str]
) -> tuple[int, ...]:
    """Each position digit by digit: the number of a block, and of a place in a dimension that it is made of the number
    among those that occur before it.
    """
    seen: dict[str, list[int]] = {}
    found: list[int] = []
    for index, value in zip(indices, values, strict=True):
        for name, digit in _digits(index.over, value - 1, sizes):
            order = seen.setdefault(name, list(range(sizes[name])) if name in named else [])
            if name and digit not in order:
                order.append(digit)
            found.append(order.index(digit) if name else digit)
    return tuple(found)


def _digits(over: Size, value: int, sizes: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The places that a position from 0 is made of, each with its dimension; the number of a block has none."""
    block, inner = divmod(value, sizes[over.name])
    yield from _digits(over.blocks, block, sizes) if isinstance(over.blocks, Size) else [("", block)]
    yield over.name, inner
