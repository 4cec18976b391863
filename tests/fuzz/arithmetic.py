"""Numbers of the oracle: exact fractions as long as it goes, then mpmath, with infinitesimals of either sign on top.

A derivative is taken from the right and, where a kink was met on the way, from the left as well: an infinitesimal is
smaller than every number and larger than every infinitesimal that was added later, so that every comparison near a kink
has an answer.  Nothing here is shared with the library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import mpmath
from mpmath import mpf

LONGEST = 6000
"""Fractions with more bits go on as rounded numbers."""

LARGEST = 10**12
"""exp of anything beyond is not looked at."""


class Undefined(Exception):
    """There is certainly no value."""


class Unclear(Exception):
    """The oracle cannot tell: the point is skipped."""


@dataclass(frozen=True)
class Dual:
    """re + im ε, ε the infinitesimal of this level; re and im have lower levels only."""

    level: int
    re: Value
    im: Value


Value = Fraction | mpf | Dual
ZERO, ONE = Fraction(0), Fraction(1)
TOUCHED: set[int] = set()
"""The levels whose infinitesimal has decided a comparison."""
FINAL = 5000
"""With more bits than these nothing is decided by what may be rounding."""
SCALE = [0]
"""The exponent of the largest rounded number, or 1, that something was added to: far below it nothing is known."""


def _level(x: Value) -> int:
    return x.level if isinstance(x, Dual) else 0


def parts(x: Value, level: int) -> tuple[Value, Value]:
    """With and without the infinitesimal of a level."""
    return (x.re, x.im) if isinstance(x, Dual) and x.level == level else (x, ZERO)


def rounded(x: Fraction | mpf) -> mpf:
    """As an mpmath number."""
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x


def shortened(x: Fraction) -> Fraction | mpf:
    """The fraction, rounded if it has grown too long."""
    return x if x.numerator.bit_length() + x.denominator.bit_length() < LONGEST else rounded(x)


def add(a: Value, b: Value) -> Value:
    """a + b; where nearly everything cancels, the rounded zero that no test trusts."""
    if level := max(_level(a), _level(b)):
        (p, q), (r, s) = parts(a, level), parts(b, level)
        return Dual(level, add(p, r), add(q, s))
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return shortened(a + b)
    p, q = rounded(a), rounded(b)
    SCALE[0] = max(SCALE[0], _exponent(p), _exponent(q))
    found = p + q
    small = mpmath.ldexp(max(abs(p), abs(q)), -(mpmath.mp.prec * 7) // 10)
    return mpf(0) if abs(found) < small else found


def _exponent(x: mpf) -> int:
    mantissa, exponent = x.man_exp
    return int(exponent + mantissa.bit_length()) if mantissa else 0


def mul(a: Value, b: Value) -> Value:
    """a b."""
    if level := max(_level(a), _level(b)):
        (p, q), (r, s) = parts(a, level), parts(b, level)
        return Dual(level, mul(p, r), add(mul(p, s), mul(q, r)))
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return shortened(a * b)
    if ZERO in (a, b) and any(isinstance(x, Fraction) and x == 0 for x in (a, b)):
        return ZERO
    return rounded(a) * rounded(b)


def neg(a: Value) -> Value:
    """−a."""
    return mul(Fraction(-1), a)


def sub(a: Value, b: Value) -> Value:
    """a − b."""
    return add(a, neg(b))


def inv(a: Value) -> Value:
    """1/a."""
    if isinstance(a, Dual):
        below = inv(a.re)
        return Dual(a.level, below, neg(mul(a.im, mul(below, below))))
    if a == 0:
        raise Undefined("1/0") if isinstance(a, Fraction) else Unclear("1/(rounded 0)")
    return 1 / a


def head(a: Value) -> Fraction | mpf:
    """Without any infinitesimal."""
    return head(a.re) if isinstance(a, Dual) else a


def sign(a: Value) -> int:
    """The sign of the number nearby, where infinitesimals decide what is 0 at the point."""
    if isinstance(a, Dual):
        if first := sign(a.re):
            return first
        second = sign(a.im)
        if not second:
            raise Unclear("an infinitesimal of higher order decides")
        TOUCHED.add(a.level)
        return second
    if a == 0 and not isinstance(a, Fraction):
        raise Unclear("the sign of a rounded 0")
    if mpmath.mp.prec > FINAL and isinstance(a, mpf) and _exponent(a) < SCALE[0] - mpmath.mp.prec // 2:
        raise Unclear("the sign of what may be rounding")
    return (a > 0) - (a < 0)


def _chain(f: Callable[[Value], Value], slope: Callable[[Value], Value], a: Dual) -> Dual:
    return Dual(a.level, f(a.re), mul(slope(a.re), a.im))


def exp(a: Value) -> Value:
    """eᵃ."""
    if isinstance(a, Dual):
        return _chain(exp, exp, a)
    if abs(a) > LARGEST:
        raise Unclear("exp of a huge number")
    return ONE if isinstance(a, Fraction) and a == 0 else mpmath.exp(rounded(a))


def log(a: Value) -> Value:
    """log a."""
    if isinstance(a, Dual):
        return _chain(log, inv, a)
    if sign(a) <= 0:
        raise Undefined("log of a number that is not positive")
    return ZERO if isinstance(a, Fraction) and a == 1 else mpmath.log(rounded(a))


def sqrt(a: Value) -> Value:
    """√a; nothing on one side of 0, so no derivative there."""
    if isinstance(a, Dual):
        if sign(head(a)) == 0:
            sign(a)  # Unclear, if a may stay at 0
            raise Undefined("the derivative of a root of 0")
        return _chain(sqrt, lambda x: inv(mul(Fraction(2), sqrt(x))), a)
    if sign(a) < 0:
        raise Undefined("a root of a negative number")
    if isinstance(a, Fraction):
        top, bottom = isqrt(a.numerator), isqrt(a.denominator)
        if top * top == a.numerator and bottom * bottom == a.denominator:
            return Fraction(top, bottom)
    return mpmath.sqrt(rounded(a))


def tanh(a: Value) -> Value:
    """tanh a."""
    if isinstance(a, Dual):
        return _chain(tanh, lambda x: sub(ONE, mul(tanh(x), tanh(x))), a)
    return ZERO if isinstance(a, Fraction) and a == 0 else mpmath.tanh(rounded(a))


def erf(a: Value) -> Value:
    """erf a."""
    if isinstance(a, Dual):
        return _chain(erf, lambda x: mul(2 / mpmath.sqrt(mpmath.pi), exp(neg(mul(x, x)))), a)
    if abs(a) > 10**4:
        raise Unclear("erf of a large number")
    return ZERO if isinstance(a, Fraction) and a == 0 else mpmath.erf(rounded(a))


def absolute(a: Value) -> Value:
    """∣a∣."""
    if isinstance(a, Dual) and a.level == 1 and a.re == 0 == a.im and isinstance(a.re, Fraction):
        return a  # |o(ε)|
    return a if not isinstance(a, Dual) and a == 0 else a if sign(a) > 0 else neg(a)


def largest(a: Value, b: Value) -> Value:
    """max(a, b)."""
    return mul(Fraction(1, 2), add(add(a, b), absolute(sub(a, b))))


def power(base: Value, exponent: Fraction) -> Value:
    """A power with a rational exponent that is written as a number; 0⁰ is left to others."""
    if exponent.denominator == 1:
        return _whole(base, int(exponent))
    if sign(head(base)) == 0:
        raise Unclear("a fractional power of 0") if exponent > 0 else Undefined("a negative power of 0")
    if sign(head(base)) < 0:
        raise Undefined("a fractional power of a negative number")
    return exp(mul(exponent, log(base)))


def _whole(base: Value, exponent: int) -> Value:
    if exponent == 0 and sign(head(base)) == 0:
        raise Unclear("0⁰")
    if abs(exponent) > 64:
        raise Unclear("a high power")
    found: Value = ONE
    for _ in range(abs(exponent)):
        found = mul(found, base)
    return found if exponent >= 0 else inv(found)
