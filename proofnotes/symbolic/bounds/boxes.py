"""A function of one variable over a whole interval: enclosures of its value and of its first two derivatives.

Balls from python-flint (arb) are rigorous but round; monotone functions are evaluated at both ends of an interval,
which is sharp however wide it is.  A value that cannot be enclosed (a logarithm across 0, a derivative across a
kink) is nan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

NAN = arb.nan()
ZERO, ONE, TWO = arb(0), arb(1), arb(2)


@dataclass(frozen=True)
class Box:
    """value, first and second derivative with respect to the variable, each for every point of the interval."""

    value: arb
    first: arb
    second: arb

    def __add__(self, other: Box) -> Box:
        return Box(self.value + other.value, self.first + other.first, self.second + other.second)

    def __neg__(self) -> Box:
        return Box(-self.value, -self.first, -self.second)

    def __mul__(self, other: Box) -> Box:
        value = square(self.value) if self is other else hull_product(self.value, other.value)
        first = self.first * other.value + self.value * other.first
        second = self.second * other.value + TWO * self.first * other.first + self.value * other.second
        return Box(value, first, second)

    def through(self, value: arb, slope: arb, curvature: arb) -> Box:
        """f(self), from enclosures of f, f′ and f″ at self."""
        second = curvature * square(self.first) + slope * self.second
        return Box(value, slope * self.first, second)


def constant(value: arb) -> Box:
    """The same everywhere."""
    return Box(value, ZERO, ZERO)


def rational(value: Fraction) -> arb:
    """The ball around a rational."""
    return arb(fmpq(value.numerator, value.denominator))


def variable(low: Fraction, high: Fraction) -> Box:
    """The variable itself on [low, high]."""
    return Box(between(rational(low), rational(high)), ONE, ZERO)


def between(low: arb, high: arb) -> arb:
    """The ball around everything from low to high."""
    return low.union(high)


def ends(x: arb) -> tuple[arb, arb]:
    """The lowest and the highest number of a ball."""
    return x.lower(), x.upper()


def monotone(f: Callable[[arb], arb], x: arb) -> arb:
    """A monotone function of an interval, from its ends."""
    low, high = ends(x)
    return between(f(low), f(high))


def square(x: arb) -> arb:
    """x², never negative."""
    low, high = x.abs_lower(), x.abs_upper()
    return between(low * low, high * high)


def hull_product(x: arb, y: arb) -> arb:
    """x y from the four corners: sharper than the product of balls where one of them touches 0."""
    if x.is_exact() or y.is_exact():
        return x * y
    (a, b), (c, d) = ends(x), ends(y)
    corners = [a * c, a * d, b * c, b * d]
    low, high = corners[0], corners[0]
    for corner in corners[1:]:
        low, high = low.min(corner), high.max(corner)
    return between(low, high)


def inverse(x: Box) -> Box:
    """1/x; nan across 0."""
    value = NAN if x.value.contains(0) else monotone(lambda at: 1 / at, x.value)
    cube = value * square(value)
    return x.through(value, -square(value), TWO * cube)


def power(x: Box, exponent: Fraction) -> Box:
    """x to a rational power; a power that is not whole needs x > 0."""
    if exponent == 0:
        return constant(ONE)
    if exponent < 0:
        return inverse(power(x, -exponent))
    if exponent == 1:
        return x
    value = _power(x.value, exponent)
    slope = rational(exponent) * _power(x.value, exponent - 1)
    curvature = rational(exponent * (exponent - 1)) * _power(x.value, exponent - 2)
    return x.through(value, slope, curvature)


def _power(x: arb, exponent: Fraction) -> arb:
    if exponent == 0:
        return ONE
    if exponent.denominator != 1:
        return monotone(lambda at: at ** rational(exponent), x) if x > 0 else NAN
    whole = int(exponent)
    if whole < 0:
        return NAN if x.contains(0) else 1 / _power(x, -exponent)
    if whole % 2 == 0:
        low, high = x.abs_lower(), x.abs_upper()
        return between(low**whole, high**whole)
    return monotone(lambda at: at**whole, x)


def exp(x: Box) -> Box:
    """eˣ."""
    value = monotone(lambda at: at.exp(), x.value)
    return x.through(value, value, value)


def log(x: Box) -> Box:
    """log x; nan unless x > 0."""
    if not x.value > 0:
        return constant(NAN).through(NAN, NAN, NAN)
    over = monotone(lambda at: 1 / at, x.value)
    return x.through(monotone(lambda at: at.log(), x.value), over, -square(over))


def sqrt(x: Box) -> Box:
    """√x; its derivatives are nan where x may be 0."""
    if not x.value >= 0:
        return Box(NAN, NAN, NAN)
    value = monotone(lambda at: at.sqrt(), x.value)
    if value.contains(0):
        return Box(value, NAN, NAN)
    half = 1 / (TWO * value)
    return x.through(value, half, -half / (TWO * x.value))


def tanh(x: Box) -> Box:
    """tanh x, with tanh′ = 1 − tanh², computed as sech² so that it stays positive."""
    value = monotone(lambda at: at.tanh(), x.value)
    slope = square((x.value.abs_lower().sech()).union(x.value.abs_upper().sech()))
    return x.through(value, slope, -TWO * value * slope)


def erf(x: Box) -> Box:
    """erf x."""
    value = monotone(lambda at: at.erf(), x.value)
    low, high = ends(square(x.value))
    slope = TWO / arb.pi().sqrt() * between((-high).exp(), (-low).exp())
    return x.through(value, slope, -TWO * x.value * slope)


def absolute(x: Box) -> Box:
    """∣x∣; its derivatives are nan where x may be 0."""
    if x.value >= 0:
        return x
    if x.value <= 0:
        return -x
    return Box(between(x.value.abs_lower(), x.value.abs_upper()), NAN, NAN)


def larger(x: Box, y: Box) -> Box:
    """max(x, y); its derivatives are nan where it is not clear which."""
    if x.value >= y.value:
        return x
    if y.value >= x.value:
        return y
    return either(x, y, x.value.max(y.value))


def either(x: Box, y: Box, value: arb | None = None) -> Box:
    """One of two branches, not known which; the derivatives of a function that may have a kink are nan."""
    return Box(x.value.union(y.value) if value is None else value, NAN, NAN)


FUNCTIONS: dict[str, Callable[[Box], Box]] = {
    "exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh, "erf": erf, "abs": absolute,
}  # fmt: skip
