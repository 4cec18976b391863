"""The dimensions to try: small ones, different ones, and those that the hypotheses ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod
from random import Random

from flint import fmpq

from ...expr.nodes import Relation
from ..evaluation.clock import check_time
from ..evaluation.evaluate import frame_of
from ..evaluation.vocabulary import Vocabulary, vocabulary
from ..proof import Point
from .solving import difference, hold, quadratic_roots

Sizes = dict[str, int]

SMALL, LARGE = 3, 8
"""Dimensions are 1..3 first, then one of them up to 8."""

SCANNED, MOST = 24, 10**6
"""A size that a hypothesis asks for is looked for up to the one, and solved for up to the other."""

MOST_ENTRIES = 20_000
"""Points with more numbers are not tried."""

FEW = 6
"""If fewer of the usual dimensions satisfy the hypotheses, others are made to."""


def dimensions(words: Vocabulary, about_sizes: Sequence[Relation], rng: Random) -> list[Sizes]:
    """The dimensions to try, in order.  Different sizes for different dimensions come first."""
    usual = [sizes for sizes in _usual(words, rng) if _entries(words, sizes) <= MOST_ENTRIES]
    allowed = [sizes for sizes in usual if _allow(about_sizes, sizes)]
    if about_sizes and len(allowed) < FEW:
        free = [name for name, size in words.sizes.items() if size is None]
        fitted = [_fitted(sizes, about_sizes, free, rng) for sizes in islice(_usual(words, rng), 2 * FEW)]
        allowed += [sizes for sizes in fitted if sizes and _entries(words, sizes) <= MOST_ENTRIES]
        allowed.sort(key=lambda sizes: _entries(words, sizes))
    return allowed


def _usual(words: Vocabulary, rng: Random) -> Iterator[Sizes]:
    fixed = {name: size for name, size in words.sizes.items() if size is not None}
    names = [name for name, size in words.sizes.items() if size is None]
    small = list(islice(product(range(1, SMALL + 1), repeat=len(names)), SMALL**6))
    rng.shuffle(small)
    first = [tuple(2 + (axis + turn) % 2 for axis in range(len(names))) for turn in (0, 1)]
    ones = tuple(1 for _ in names)
    beyond = [_one_large(n, axis, len(names)) for n in range(SMALL + 1, LARGE + 1) for axis in range(len(names))]
    order = dict.fromkeys([*first, ones, *small[: SMALL**3]])
    repeats = max(1, 9 // len(order))
    for sizes in [*order] * repeats + beyond:
        yield {**fixed, **dict(zip(names, sizes, strict=True))}


def _one_large(n: int, axis: int, count: int) -> tuple[int, ...]:
    """One dimension of size n, the others of size 1 or 2."""
    return tuple(n if other == axis else 2 - n % 2 for other in range(count))


def _entries(words: Vocabulary, sizes: Mapping[str, int]) -> int:
    """How many numbers a point of these dimensions has."""
    return sum(prod(over.count(sizes) for over in shape) for shape in words.tensors.values())


def _allow(about_sizes: Sequence[Relation], sizes: Mapping[str, int]) -> bool:
    return all(_holds(relation, sizes) for relation in about_sizes)


def _holds(relation: Relation, sizes: Mapping[str, int]) -> bool:
    return hold((relation,), Point(sizes, {}, {}))


def _fitted(start: Sizes, about_sizes: Sequence[Relation], free: Sequence[str], rng: Random) -> Sizes | None:
    """The dimensions, changed one at a time until the hypotheses hold."""
    sizes = dict(start)
    for _ in range(3 * len(about_sizes)):
        check_time()
        broken = next((relation for relation in about_sizes if not _holds(relation, sizes)), None)
        if broken is None:
            return sizes
        mentioned = vocabulary((broken.left, broken.right), ()).sizes
        names = [name for name in free if name in mentioned]
        rng.shuffle(names)
        for name in names:
            fitting = list(islice(_fitting(broken, sizes, name), 3))
            if fitting:
                sizes[name] = rng.choice(fitting)
                break
    return sizes if _allow(about_sizes, sizes) else None


def _fitting(relation: Relation, sizes: Sizes, name: str) -> Iterator[int]:
    """Sizes of one dimension with which the relation holds, small ones first."""
    tried = {*range(1, SCANNED + 1), *_solutions(relation, sizes, name)}
    return (n for n in sorted(tried) if _holds(relation, {**sizes, name: n}))


def _solutions(relation: Relation, sizes: Sizes, name: str) -> Iterator[int]:
    """Whole numbers about the roots of the polynomial of degree ≤ 2 through left − right at 1, 2 and 3."""
    values = [difference(relation, frame_of({**sizes, name: n}, {}), {}) for n in (1, 2, 3)] if _plain(relation) else []
    exact = [value for value in values if isinstance(value, fmpq)]
    if len(exact) == 3:
        a = (exact[0] + exact[2]) / 2 - exact[1]
        b = (exact[2] - exact[0]) / 2
        for root in quadratic_roots(a, b, exact[1]):
            nearest = int(root + Fraction(2))
            yield from (n for n in range(nearest - 1, nearest + 3) if 1 <= n <= MOST)


def _plain(relation: Relation) -> bool:
    """Whether it has no index."""
    return not vocabulary((relation.left, relation.right), ()).indices
