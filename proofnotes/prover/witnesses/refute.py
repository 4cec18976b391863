"""Counterexamples, and the check of what was proved: both decided by rigorous values at concrete points."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from random import Random
from time import monotonic, perf_counter

import flint
from flint import arb, fmpq

from ...expr.errors import NoValueError, OutOfTimeError, SoundnessError, UndefinedError
from ...expr.nodes import Expr, Relation
from ...expr.signs import SIGNS
from ..evaluation.clock import until
from ..evaluation.evaluate import values
from ..evaluation.jets import Number, sign
from ..evaluation.semantics import HOLDS
from ..evaluation.vocabulary import vocabulary
from ..proof import Point, Witness
from .approach import led
from .hypotheses import Hypotheses, positivity
from .roots import certified_point
from .search import extreme_points, moved, points
from .solving import flipped, hold

BITS, MOST_BITS = 128, 1024
CONFIRMED_AT, CONFIRMED_AT_LEAST, SLICE = 40, 4, 0.01
"""A proved statement is confirmed at so many points, of different dimensions and indices, in every style; fewer, but
not less than the second number, where they take more than so many seconds."""

MOST_EXTREME = 300

NEIGHBOURHOODS, STEPS, SHRINK, SMALLEST = 3, 40, Fraction(4, 5), Fraction(1, 1000)
"""How the search for a witness against an inequality goes on from the points at which it holds by the least."""

MARGIN = {name: -sum(sign.true_at) for name, sign in SIGNS.items() if sum(sign.true_at)}
"""The sign of right − left where an inequality holds."""


def find_witness(
    left: Expr,
    sign: str,
    right: Expr,
    assuming: Sequence[Relation],
    *,
    tries: int = 100,
    seconds: float = 2.0,
) -> Witness | None:
    """A point at which the hypotheses hold, both sides are defined and `left sign right` certainly does not hold."""
    search = Search(left, sign, right, tuple(assuming))
    with suppress(OutOfTimeError), until(monotonic() + seconds), flint.ctx.workprec(BITS):
        return search.sampled(tries) or search.led() or search.nearby() or search.extreme(MOST_EXTREME)
    return None


class Search:
    """For a witness against left sign right."""

    def __init__(self, left: Expr, sign: str, right: Expr, assuming: tuple[Relation, ...]) -> None:
        self.left, self.sign, self.right, self.assuming = left, sign, right, assuming
        self.hypotheses = Hypotheses.of(assuming, vocabulary((left, right), assuming))
        self.rng = Random(0)
        self.closest: list[tuple[float, int, Point]] = []
        self.widest: Point | None = None

    def sampled(self, tries: int) -> Witness | None:
        """Among points of all styles.  Those at which an inequality holds by the least are kept."""
        for turn, point in enumerate(points((self.left, self.right), self.assuming, tries=tries)):
            pair = _values(self.left, self.right, point)
            if pair is None:
                continue
            if _violated(self.sign, *pair):
                return Witness(point, *map(readable, pair))
            self.closest = sorted([*self.closest, (self._margin(pair), turn, point)])[:NEIGHBOURHOODS]
            if self.widest is None or sum(point.sizes.values()) > sum(self.widest.sizes.values()):
                self.widest = point
        return None

    def led(self) -> Witness | None:
        """Led from the closest points, and one of large dimensions, to where the statement does not hold.

        An equation that holds at all points that were sampled has no slope to follow.
        """
        if self.sign == "=":
            return None
        aim = Relation(self.left, SIGNS[self.sign].negated, self.right)
        for start in (*(point for _, _, point in self.closest), *([self.widest] if self.widest else [])):
            point = led(start, self.hypotheses, self.rng, aim)
            pair = _values(self.left, self.right, point) if point is not None else None
            if point is not None and pair is not None and _violated(self.sign, *pair):
                return Witness(point, *map(readable, pair))
        return None

    def nearby(self) -> Witness | None:
        """Near the closest points: go where the margin of an inequality shrinks."""
        for margin, _, start in self.closest if self.sign in MARGIN else ():
            best, step = start, Fraction(1)
            for _ in range(STEPS):
                point = self.hypotheses.settle(moved(best, step, self.rng), self.rng)
                pair = _values(self.left, self.right, point) if point is not None else None
                if point is None or pair is None or self._margin(pair) >= margin:
                    step = max(step * SHRINK, SMALLEST)
                elif _violated(self.sign, *pair):
                    return Witness(point, *map(readable, pair))
                else:
                    best, margin = point, self._margin(pair)
        return None

    def extreme(self, tries: int) -> Witness | None:
        """Where an inequality is tight, or breaks: one-hot and equal shares, ±1, large and small numbers together."""
        if self.sign not in MARGIN:
            return None
        for point in extreme_points((self.left, self.right), self.assuming, tries=tries):
            pair = _values(self.left, self.right, point)
            if pair is not None and _violated(self.sign, *pair):
                return Witness(point, *map(readable, pair))
        return None

    def _margin(self, pair: tuple[Number, Number]) -> float:
        """By how much an inequality holds."""
        left, right = pair
        return MARGIN.get(self.sign, 0) * float(arb(right - left).mid())


def find_value(e: Expr, assuming: Sequence[Relation]) -> tuple[Point, str] | None:
    """A point at which the hypotheses hold and the expression has a value, and that value for a reader."""
    with flint.ctx.workprec(BITS):
        for point in points((e,), assuming):
            pair = _values(e, e, point)
            if pair is not None:
                return point, readable(pair[0])
    return None


def _all_hypotheses(left: Expr, right: Expr, assuming: Sequence[Relation]) -> tuple[Relation, ...]:
    return (*positivity(vocabulary((left, right), assuming)), *assuming)


def _allowed(assuming: Sequence[Relation], point: Point) -> bool:
    rest = [relation for relation in assuming if not _built_in(relation, point)]
    return certified_point(point) and hold(rest, point)


def check_witness(left: Expr, sign: str, right: Expr, assuming: Sequence[Relation], witness: Witness) -> bool:
    """Whether the witness refutes `left sign right`: everything evaluated anew, at a higher precision."""
    with flint.ctx.workprec(4 * BITS):
        allowed = _allowed(_all_hypotheses(left, right, assuming), witness.point)
        pair = _values(left, right, witness.point) if allowed else None
        return pair is not None and _violated(sign, *pair)


def find_undefined(
    left: Expr, right: Expr, assuming: Sequence[Relation], *, tries: int = 60, seconds: float = 2.0
) -> tuple[Point, str] | None:
    """A point at which the hypotheses hold and a side certainly has no value, and which part of it has none."""
    with suppress(OutOfTimeError), until(monotonic() + seconds), flint.ctx.workprec(BITS):
        for point in points((left, right), assuming, tries=tries):
            if (found := _no_value(left, right, point)) is not None:
                return point, found
    return None


def check_undefined(left: Expr, right: Expr, assuming: Sequence[Relation], point: Point) -> bool:
    """Whether a side certainly has no value at the point: everything evaluated anew, at a higher precision."""
    with flint.ctx.workprec(4 * BITS):
        allowed = _allowed(_all_hypotheses(left, right, assuming), point)
        return allowed and _no_value(left, right, point) is not None


def _no_value(left: Expr, right: Expr, point: Point) -> str | None:
    for side in (left, right):
        try:
            values((side,), point)
        except NoValueError as error:
            return str(error)
        except UndefinedError:
            pass  # the precision cannot tell
    return None


def _built_in(relation: Relation, point: Point) -> bool:
    """Whether the point takes its numbers from this equation."""
    return relation in point.equations or flipped(relation) in point.equations


def confirm(left: Expr, sign: str, right: Expr, assuming: Sequence[Relation], seconds: float = SLICE) -> Point | None:
    """A point at which the hypotheses hold, both sides are defined and `left sign right` is not violated.

    None if no such point was found in time.  SoundnessError if it is violated or has no value at a point on the way:
    what is proved is defined wherever the hypotheses hold.
    """
    first, count, end = None, 0, perf_counter() + seconds
    with suppress(OutOfTimeError), flint.ctx.workprec(BITS):
        for point in points((left, right), assuming):
            if _agrees(left, sign, right, point):
                first, count = first or point, count + 1
            if count >= CONFIRMED_AT or (count >= CONFIRMED_AT_LEAST and perf_counter() > end):
                break
    return first


def _agrees(left: Expr, sign: str, right: Expr, point: Point) -> bool:
    """Whether both sides are known to be defined; an error if they violate the relation or certainly have no value."""
    for bits in (BITS, MOST_BITS):
        with flint.ctx.workprec(bits):
            try:
                first, second = values((left, right), point)
            except NoValueError as error:
                raise SoundnessError(f"{left} {sign} {right}: {error} at {point}") from error
            except UndefinedError:
                return False
            if _violated(sign, first, second):
                raise SoundnessError(f"{left} {sign} {right}: {readable(first)} and {readable(second)} at {point}")
            if _sharp(first, second):
                break
    return True


def _sharp(left: Number, right: Number) -> bool:
    """Whether the difference is known to at least half of the usual precision, absolutely or relative to the values."""
    return bool(arb(left - right).rad() <= (1 + arb(left).abs_upper()) * arb(2) ** (-BITS // 2))


def _values(left: Expr, right: Expr, point: Point) -> tuple[Number, Number] | None:
    try:
        first, second = values((left, right), point)
    except UndefinedError:
        return None
    return first, second


def _violated(relation: str, left: Number, right: Number) -> bool:
    certain = sign(left - right)
    return certain is not None and not HOLDS[relation](certain)


def readable(x: Number) -> str:
    """An exact rational as it is, a ball as decimal digits with their radius."""
    return str(x) if isinstance(x, fmpq) else str(x.str(20))
