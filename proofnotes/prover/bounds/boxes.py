"""A function of one variable over a whole interval: enclosures of its value and of its first two derivatives.

Monotone functions are evaluated at both ends of an interval, which is sharp however wide it is.  What cannot be
enclosed (a logarithm across 0, a derivative across a kink) is the whole line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from . import intervals
from .intervals import NOTHING, WHOLE, Interval, ball, exactly, hull, monotone, size, square

ONE, TWO = exactly(Fraction(1)), exactly(Fraction(2))


@dataclass(frozen=True)
class Box:
    """value, first and second derivative with respect to the variable, each for every point of the interval."""

    value: Interval
    first: Interval
    second: Interval

    def __add__(self, other: Box) -> Box:
        return Box(self.value + other.value, self.first + other.first, self.second + other.second)

    def __neg__(self) -> Box:
        return Box(-self.value, -self.first, -self.second)

    def __mul__(self, other: Box) -> Box:
        if self is other:
            return power(self, Fraction(2))
        first = self.first * other.value + self.value * other.first
        second = self.second * other.value + TWO * self.first * other.first + self.value * other.second
        return Box(self.value * other.value, first, second)

    def through(self, value: Interval, slope: Interval, curvature: Interval) -> Box:
        """f(self), from enclosures of f, f′ and f″ at self."""
        return Box(value, slope * self.first, curvature * square(self.first) + slope * self.second)


def constant(value: Interval) -> Box:
    """The same everywhere."""
    return Box(value, NOTHING, NOTHING)


def variable(low: Fraction, high: Fraction) -> Box:
    """The variable itself on [low, high]."""
    return Box(hull(ball(low), ball(high)), ONE, NOTHING)


def inverse(x: Box) -> Box:
    """1/x; nothing is known across 0."""
    value = intervals.inverse(x.value)
    squared = square(value)
    return x.through(value, -squared, TWO * value * squared)


def power(x: Box, exponent: Fraction) -> Box:
    """x to a rational power; a power that is not whole needs x > 0."""
    if exponent < 0:
        return inverse(power(x, -exponent))
    if exponent in (0, 1):
        return x if exponent else constant(ONE)
    slope = exactly(exponent) * _power(x.value, exponent - 1)
    curvature = exactly(exponent * (exponent - 1)) * _power(x.value, exponent - 2)
    return x.through(_power(x.value, exponent), slope, curvature)


def _power(x: Interval, exponent: Fraction) -> Interval:
    if exponent == 0:
        return ONE
    if exponent.denominator != 1:
        return monotone(lambda at: at ** ball(exponent), x) if x.positive else WHOLE
    whole = int(exponent)
    if whole < 0:
        return intervals.inverse(_power(x, -exponent))
    return monotone(lambda at: at**whole, size(x) if whole % 2 == 0 else x)


def exp(x: Box) -> Box:
    """eˣ."""
    value = monotone(lambda at: at.exp(), x.value)
    return x.through(value, value, value)


def tanh(x: Box) -> Box:
    """tanh x, with tanh′ = sech², which stays positive where 1 − tanh² would not."""
    value = monotone(lambda at: at.tanh(), x.value)
    slope = square(monotone(lambda at: at.sech(), size(x.value)))
    return x.through(value, slope, -(TWO * value * slope))


def absolute(x: Box) -> Box:
    """∣x∣; nothing is known of its derivatives where x may be 0."""
    if x.value.not_negative:
        return x
    return -x if x.value.not_positive else Box(size(x.value), WHOLE, WHOLE)


def larger(x: Box, y: Box) -> Box:
    """max(x, y); nothing is known of its derivatives where it is not clear which."""
    if (x.value - y.value).not_negative:
        return x
    return y if (y.value - x.value).not_negative else Box(intervals.larger(x.value, y.value), WHOLE, WHOLE)


def either(x: Box, y: Box) -> Box:
    """One of two branches, not known which: there may be a kink or a jump."""
    return Box(intervals.joined(x.value, y.value), WHOLE, WHOLE)


SHARP: dict[str, Callable[[Box], Box]] = {"exp": exp, "tanh": tanh, "abs": absolute}
"""Functions of which more can be said, or said faster, than follows from their rows."""
