"""Signs as sets: which of negative, zero, positive a number may be, and what becomes of them in arithmetic."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from ...expr.signs import SIGNS
from .terms import Exponent

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
NONNEGATIVE, NONPOSITIVE, NONZERO, ANY = ZERO | POSITIVE, ZERO | NEGATIVE, NEGATIVE | POSITIVE, 7
DECIDED = (NEGATIVE, ZERO, POSITIVE)

_VALUES = {NEGATIVE: -1, ZERO: 0, POSITIVE: 1}
_MASKS = {value: mask for mask, value in _VALUES.items()}


TRUE_MASKS = {name: sum(_MASKS[value] for value in sign.true_at) for name, sign in SIGNS.items()}
"""The signs of left − right that make a relation true."""


def _members(mask: int) -> list[int]:
    return [value for bit, value in _VALUES.items() if mask & bit]


def sign_of(value: Fraction | int) -> int:
    """The mask of a number."""
    return _MASKS[(value > 0) - (value < 0)]


@cache
def times(a: int, b: int) -> int:
    """The signs of a product."""
    found = 0
    for left in _members(a):
        for right in _members(b):
            found |= _MASKS[left * right]
    return found


@cache
def plus(a: int, b: int) -> int:
    """The signs of a sum."""
    found = 0
    for left in _members(a):
        for right in _members(b):
            found |= ANY if left * right < 0 else _MASKS[left or right]
    return found


def summed(a: int) -> int:
    """The signs of a sum of one or more such numbers: both signs together may cancel."""
    return ANY if a & NONZERO == NONZERO else a


def negated(a: int) -> int:
    """The signs of −a."""
    return times(a, NEGATIVE)


@cache
def raised(a: int, exponent: Exponent) -> int:
    """The signs of a power: of an even one never negative; a root is never negative."""
    if exponent == 0:
        return POSITIVE
    exact = Fraction(exponent)
    if exact.denominator % 2 == 0:
        return a & NONNEGATIVE or NONNEGATIVE
    if exact.numerator % 2 == 0:
        return (POSITIVE if a & NONZERO else 0) | (a & ZERO)
    return a
