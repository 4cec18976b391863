"""Concrete points that satisfy hypotheses: small dimensions, exact rationals, the same ones every time.

A point is proposed, the equations among the hypotheses are solved for some of its numbers, and it is kept if every
hypothesis certainly holds there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from random import Random

from ...expr.indices import Size
from ...expr.nodes import Expr, Relation
from ..evaluation.clock import check_time
from ..evaluation.vocabulary import Vocabulary, every_place, vocabulary
from ..proof import Point
from .hypotheses import Hypotheses

SMALL, LARGE = 3, 8
"""Dimensions are 1..3 first, then one of them up to 8."""

RETRIES = 4
"""Further proposals of the same dimensions, after one of each style."""


def find_point(
    expressions: Sequence[Expr], assuming: Sequence[Relation], *, rng_seed: int = 0, tries: int = 100
) -> Point | None:
    """A point of everything that the expressions mention at which all hypotheses hold; None if none was found."""
    return next(points(expressions, assuming, rng_seed=rng_seed, tries=tries), None)


def points(
    expressions: Sequence[Expr], assuming: Sequence[Relation], *, rng_seed: int = 0, tries: int = 100
) -> Iterator[Point]:
    """Points at which all hypotheses hold, out of so many choices of dimensions and indices, equal and different."""
    words = vocabulary(expressions, assuming)
    hypotheses = Hypotheses.of(assuming, words)
    rng = Random(rng_seed)
    sizes = _sizes(words, hypotheses, rng)
    for attempt in range(tries if sizes else 0):
        indices = _indices(words, sizes[attempt % len(sizes)], attempt, rng)
        check_time()
        for style in (STYLES[attempt % len(STYLES)], *STYLES, *rng.choices(STYLES, k=RETRIES)):
            point = _propose(words, hypotheses, sizes[attempt % len(sizes)], style, rng)
            if (found := hypotheses.settle(replace(point, indices=indices), rng)) is not None:
                yield found
                break


def _sizes(words: Vocabulary, hypotheses: Hypotheses, rng: Random) -> list[dict[str, int]]:
    """The dimensions to try, in order.  Different sizes for different dimensions come first."""
    names = [name for name, size in words.sizes.items() if size is None]
    small = list(islice(product(range(1, SMALL + 1), repeat=len(names)), SMALL**6))
    rng.shuffle(small)
    first = [tuple(2 + (axis + turn) % 2 for axis in range(len(names))) for turn in (0, 1)]
    ones = tuple(1 for _ in names)
    beyond = [_one_large(n, axis, len(names)) for n in range(SMALL + 1, LARGE + 1) for axis in range(len(names))]
    order = dict.fromkeys([*first, ones, *small[: SMALL**3]])
    repeats = max(1, 9 // len(order))
    fixed = {name: size for name, size in words.sizes.items() if size is not None}
    found = ({**fixed, **dict(zip(names, each, strict=True))} for each in [*order] * repeats + beyond)
    return [size for size in found if hypotheses.allow(size)]


def _one_large(n: int, axis: int, count: int) -> tuple[int, ...]:
    """One dimension of size n, the others of size 1 or 2."""
    return tuple(n if other == axis else 2 - n % 2 for other in range(count))


Draw = Callable[[Random], Fraction]


def _generic(rng: Random) -> Fraction:
    return Fraction(rng.randint(1, 12) * rng.choice((1, -1)), rng.choice((1, 2, 3, 5, 7)))


def _special(rng: Random) -> Fraction:
    return rng.choice((Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-1, 2), Fraction(2)))


def _share(rng: Random) -> Fraction:
    return Fraction(rng.randint(1, 9), 10)


def _large(rng: Random) -> Fraction:
    return rng.choice((1, -1)) * Fraction(rng.choice((10, 40, 100, 700))) + _generic(rng)


def _nothing(rng: Random) -> Fraction:
    return Fraction(0)


def _bit(rng: Random) -> Fraction:
    return Fraction(rng.randint(0, 1))


@dataclass(frozen=True)
class Style:
    """How the numbers of a point are drawn.  flat: all entries of a tensor are equal; shared: each is a part of 1."""

    draw: Draw
    flat: bool = False
    shared: bool = False


STYLES = (
    Style(_generic),
    Style(_share, shared=True),
    Style(_nothing),
    Style(_special),
    Style(_generic, flat=True),
    Style(_bit),
    Style(_large),
)


def _propose(words: Vocabulary, hypotheses: Hypotheses, size: dict[str, int], style: Style, rng: Random) -> Point:
    scalars: dict[str, Fraction] = {}
    for name in words.scalars:
        scalars[name] = hypotheses.clamp(name, style.draw(rng), rng)
    tensors: dict[str, dict[tuple[int, ...], Fraction]] = {}
    for name, over in words.tensors.items():
        scale = max(size[each.name] * each.blocks for each in over) if style.shared else 1
        drawn = style.draw(rng)
        check_time()
        tensors[name] = {
            place: hypotheses.clamp(f"{name}[]", (drawn if style.flat else style.draw(rng)) / scale, rng)
            for place in every_place(over, size)
        }
    return Point(size, scalars, tensors)


def moved(point: Point, step: Fraction, rng: Random) -> Point:
    """A point with one number changed by up to the step."""
    numbers: list[tuple[str, tuple[int, ...]]] = [(name, ()) for name in point.scalars]
    numbers += [(name, place) for name, entries in point.tensors.items() for place in entries]
    if not numbers:
        return point
    name, place = rng.choice(numbers)
    change = step * Fraction(rng.randint(-100, 100), 100)
    if not place:
        return replace(point, scalars={**point.scalars, name: point.scalars[name] + change})
    changed = {**point.tensors[name], place: point.tensors[name][place] + change}
    return replace(point, tensors={**point.tensors, name: changed})


def _indices(words: Vocabulary, size: dict[str, int], attempt: int, rng: Random) -> dict[str, int]:
    """Positions of the free indices: all different as far as they can be, all equal, or any."""
    start, mode = rng.randint(0, LARGE), attempt % 3
    found = {}
    for turn, (name, over) in enumerate(words.indices.items()):
        shift = (turn, 0, rng.randint(1, LARGE))[mode]
        found[name] = 1 + (start + shift) % min(_length(each, size) for each in over)
    return found


def _length(over: Size, size: dict[str, int]) -> int:
    return size[over.name] * over.blocks
