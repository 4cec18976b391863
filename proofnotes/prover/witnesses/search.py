"""Concrete points that satisfy hypotheses: small dimensions, short exact numbers, the same ones every time.

A point is proposed, the equations among the hypotheses are solved for some of its numbers, and it is kept if every
hypothesis certainly holds there.  Where no proposal is good enough, one is led to the hypotheses (`approach`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from time import perf_counter

from ...expr.indices import Size
from ...expr.nodes import Expr, Relation
from ..evaluation.clock import check_time
from ..evaluation.vocabulary import Vocabulary, every_place, vocabulary
from ..proof import Point
from .approach import led
from .hypotheses import Hypotheses
from .sizes import LARGE, Sizes, dimensions
from .styles import GENERAL, STYLES, Style, patchwork

PATIENCE, PATIENT_SECONDS = 12, 0.6
"""So many choices of dimensions, or so much time, without any point that satisfies the hypotheses are enough."""

OFTEN, SELDOM = 6, 1
"""How often leading points to the hypotheses may fail: before any is found, and where styles satisfy them, too."""

LED = (STYLES[0], STYLES[1], STYLES[0], STYLES[9], STYLES[6])
"""The styles from which points are led to the hypotheses, in turn."""


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
    sizes = dimensions(words, hypotheses.about_sizes, rng)
    proposals = Proposals(words, hypotheses, rng)
    for attempt in range(tries if sizes else 0):
        check_time()
        size, turn = sizes[attempt % len(sizes)], attempt + attempt // len(sizes)
        point = proposals.settled(size, _indices(words, size, attempt, rng), turn)
        if point is not None:
            yield point
        elif proposals.in_vain and attempt >= PATIENCE:
            return


def extreme_points(
    expressions: Sequence[Expr], assuming: Sequence[Relation], *, rng_seed: int = 0, tries: int = 100
) -> Iterator[Point]:
    """Points at which all hypotheses hold, each tensor in an extreme style of its own."""
    words = vocabulary(expressions, assuming)
    hypotheses = Hypotheses.of(assuming, words)
    rng = Random(rng_seed)
    sizes = dimensions(words, hypotheses.about_sizes, rng)
    proposals = Proposals(words, hypotheses, rng)
    for attempt in range(tries if sizes else 0):
        check_time()
        size = sizes[attempt % len(sizes)]
        proposed = proposals.proposed(size, _indices(words, size, attempt, rng), patchwork)
        point = hypotheses.settle(proposed, rng, solve=attempt % 2 == 1)
        if point is not None:
            yield point


class Proposals:
    """Points in one style after another.  good: the styles that have satisfied the hypotheses."""

    def __init__(self, words: Vocabulary, hypotheses: Hypotheses, rng: Random) -> None:
        self.words, self.hypotheses, self.rng = words, hypotheses, rng
        self.good: dict[Style, None] = {}
        self.led = self.failures = 0
        self.end = perf_counter() + PATIENT_SECONDS

    @property
    def in_vain(self) -> bool:
        """Whether nothing has satisfied the hypotheses."""
        return not self.good and not self.led

    def settled(self, size: Sizes, indices: dict[str, int], turn: int) -> Point | None:
        """A point of these dimensions at which the hypotheses hold, in the style whose turn it is if that can be."""
        for style, solve in self._order(turn):
            check_time()
            if self.in_vain and perf_counter() > self.end:
                return None
            point = self.hypotheses.settle(self.proposed(size, indices, style), self.rng, solve=solve)
            if point is not None:
                self.good[style] = None
                return point
        if self.failures >= (OFTEN if self.in_vain else SELDOM if self.good else PATIENCE):
            return None
        point = led(self.proposed(size, indices, LED[turn % len(LED)]), self.hypotheses, self.rng)
        if point is None:
            self.failures += 1
        else:
            self.led += 1
        return point

    def _order(self, turn: int) -> Iterator[tuple[Style, bool]]:
        """The styles to try, and whether equations are solved in them: what was good comes before everything."""
        yield STYLES[turn % len(STYLES)], True
        good = list(self.good)
        for place in range(len(good)):
            yield good[(turn + place) % len(good)], True
        if self.in_vain or turn % 3 == 0:
            yield from ((style, False) for style in STYLES)
            yield from ((style, True) for style in GENERAL)

    def proposed(self, size: Sizes, indices: dict[str, int], style: Style) -> Point:
        """A point in this style, with each number in the range that the hypotheses leave it."""
        fill, clamp = style(self.rng), self.hypotheses.clamp
        scalars = {name: clamp(name, next(iter(fill(()))), self.rng) for name in self.words.scalars}
        tensors: dict[str, dict[tuple[int, ...], Fraction]] = {}
        for name, over in self.words.tensors.items():
            check_time()
            lengths = tuple(_length(axis, size) for axis in over)
            tensors[name] = dict(zip(every_place(over, size), fill(lengths), strict=True))
            if f"{name}[]" in self.hypotheses.ranges:
                tensors[name] = {at: clamp(f"{name}[]", x, self.rng) for at, x in tensors[name].items()}
        return Point(size, scalars, tensors, indices)


def moved(point: Point, step: Fraction, rng: Random) -> Point:
    """A point with one number changed by up to the step, to one that is short for so small a change."""
    numbers: list[tuple[str, tuple[int, ...]]] = [(name, ()) for name in point.scalars]
    numbers += [(name, place) for name, entries in point.tensors.items() for place in entries]
    if not numbers:
        return point
    name, place = rng.choice(numbers)
    before = point.tensors[name][place] if place else point.scalars[name]
    after = before + step * Fraction(rng.randint(-100, 100), 100)
    after = Fraction(round(after * 1000 / step)) * step / 1000
    if not place:
        return replace(point, scalars={**point.scalars, name: after}, root=None)
    return replace(point, tensors={**point.tensors, name: {**point.tensors[name], place: after}}, root=None)


def _indices(words: Vocabulary, size: Sizes, attempt: int, rng: Random) -> dict[str, int]:
    """Positions of the free indices: all different as far as they can be, all equal, or any."""
    start, mode = rng.randint(0, LARGE), attempt if attempt < 3 else rng.choice((0, 1, 2, 2))
    positions = {}
    for turn, (name, over) in enumerate(words.indices.items()):
        shift = (turn, 0, rng.randint(1, LARGE))[mode]
        positions[name] = 1 + (start + shift) % min(_length(axis, size) for axis in over)
    return positions


def _length(over: Size, size: Sizes) -> int:
    return over.count(size)
