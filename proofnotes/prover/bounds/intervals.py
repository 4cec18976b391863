"""Intervals with exact ends.

python-flint's balls are rigorous but round their middle: [0, 1] becomes a ball that reaches a little below 0, and a
function that touches its bound could never be proved.  Here both ends are exact numbers, computed by balls and
rounded outward.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from ...expr.faces import Shown

ZERO, ONE = arb(0), arb(1)


@dataclass(frozen=True, repr=False)
class Interval(Shown):
    """All numbers from low to high.  What cannot be enclosed is the whole line."""

    low: arb
    high: arb

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Of a finite interval, exactly: an end is an integer times a power of 2."""
        return _fraction(self.low), _fraction(self.high)

    def __add__(self, other: Interval) -> Interval:
        if self is NOTHING or other is NOTHING:
            return other if self is NOTHING else self
        return outward(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        if self is WHOLE:
            return self
        return self if self is NOTHING else Interval(-self.high, -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self is NOTHING or other is NOTHING:
            return NOTHING
        if self is WHOLE or other is WHOLE:
            return WHOLE
        if self.low >= 0 and other.low >= 0:
            return outward(self.low * other.low, self.high * other.high)
        return hull(*(a * b for a in (self.low, self.high) for b in (other.low, other.high)))

    @property
    def finite(self) -> bool:
        """Whether anything is known."""
        return bool(self.low.is_finite() and self.high.is_finite())

    @property
    def positive(self) -> bool:
        """All of it above 0."""
        return bool(self.low > 0)

    @property
    def negative(self) -> bool:
        """All of it below 0."""
        return bool(self.high < 0)

    @property
    def not_negative(self) -> bool:
        """None of it below 0."""
        return bool(self.low >= 0)

    @property
    def not_positive(self) -> bool:
        """None of it above 0."""
        return bool(self.high <= 0)

    @property
    def has_zero(self) -> bool:
        """0 lies in it."""
        return not (self.positive or self.negative)

    def above_zero(self, strict: bool) -> bool:
        """All of it above 0, or not below where 0 is allowed."""
        return self.positive if strict else self.not_negative

    def meet(self, other: Interval) -> Interval:
        """What lies in both; two enclosures of one thing always meet."""
        if other is WHOLE:
            return self
        return Interval(self.low.max(other.low), self.high.min(other.high))


WHOLE = Interval(arb.neg_inf(), arb.pos_inf())
NOTHING = Interval(ZERO, ZERO)
"""Exactly 0: the derivatives of constants, of which there are many."""


def outward(low: arb, high: arb) -> Interval:
    """The interval between two balls, their errors included."""
    below, above = low.lower(), high.upper()
    return Interval(below, above) if below.is_finite() and above.is_finite() else WHOLE


def hull(*values: arb) -> Interval:
    """The smallest interval around all the balls."""
    low, high = values[0].lower(), values[0].upper()
    for value in values[1:]:
        low, high = low.min(value.lower()), high.max(value.upper())
    return Interval(low, high) if low.is_finite() and high.is_finite() else WHOLE


def ball(value: Fraction) -> arb:
    """The ball around a rational."""
    return arb(fmpq(value.numerator, value.denominator))


def exactly(value: Fraction) -> Interval:
    """The interval around a rational."""
    return hull(ball(value))


def monotone(f: Callable[[arb], arb], x: Interval) -> Interval:
    """A monotone function of an interval, from its ends."""
    return hull(f(x.low), f(x.high)) if x.finite else WHOLE


def size(x: Interval) -> Interval:
    """∣x∣."""
    if x.not_negative:
        return x
    return -x if x.not_positive else Interval(ZERO, (-x.low).max(x.high))


def square(x: Interval) -> Interval:
    """x², never negative."""
    return monotone(lambda at: at * at, size(x))


def inverse(x: Interval) -> Interval:
    """1/x; the whole line across 0."""
    return WHOLE if x.has_zero else monotone(lambda at: 1 / at, x)


def larger(x: Interval, y: Interval) -> Interval:
    """max(x, y)."""
    return Interval(x.low.max(y.low), x.high.max(y.high))


def joined(x: Interval, y: Interval) -> Interval:
    """Everything in either, and between."""
    return Interval(x.low.min(y.low), x.high.max(y.high))


def _fraction(end: arb) -> Fraction:
    mantissa, exponent = end.mid().man_exp()
    return int(mantissa) * Fraction(2) ** int(exponent)
