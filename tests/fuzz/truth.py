"""True, false, undefined or unclear: a number left − right against what a relation wants, with ever more digits."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction

import mpmath

from . import arithmetic as ar
from .arithmetic import Dual, Unclear, Undefined, Value

DIGITS = (200, 900, 20_000)
"""Bits: what is false has to be so with each, by the same amount; e^1000 (1 + e^-1000 − 1) is 0 with few."""


class Truth(Enum):
    """Of a statement at a point."""

    TRUE = "true"
    FALSE = "false"
    UNDEFINED = "undefined"
    UNCLEAR = "unclear"


def related(difference: int, sign: str) -> bool:
    """Whether the relation holds, from the sign of left − right."""
    return {
        "=": difference == 0, "!=": difference != 0, "<": difference < 0, "<=": difference <= 0,
        ">": difference > 0, ">=": difference >= 0,
    }[sign]  # fmt: skip


def settled(difference: Callable[[], Value], sign: str) -> Truth:
    """Whether left − right has the sign that the relation wants, with ever more digits where it has not."""
    before: Value | None = None
    for bits in DIGITS:
        with mpmath.workprec(bits):
            ar.SCALE[0] = 0
            found, gap = looked_at(difference, sign)
            if found in (Truth.TRUE, Truth.UNCLEAR):
                return found
            last = bits == DIGITS[-1] and found is Truth.FALSE
            if last and (before is None or abs(ar.rounded(gap) - ar.rounded(before)) * 100 > abs(ar.rounded(gap))):
                return Truth.UNCLEAR
            before = gap
    return found


def looked_at(difference: Callable[[], Value], sign: str) -> tuple[Truth, Value | None]:
    """With the digits at hand, and the difference."""
    try:
        gap = difference()
        assert not isinstance(gap, Dual)
        if gap == 0 and not isinstance(gap, Fraction):
            return (Truth.TRUE if sign in ("=", "<=", ">=") else Truth.UNCLEAR), gap
        return (Truth.TRUE if related(ar.sign(gap), sign) else Truth.FALSE), gap
    except Undefined:
        return Truth.UNDEFINED, None
    except (Unclear, OverflowError, RecursionError):
        return Truth.UNCLEAR, None
