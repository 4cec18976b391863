"""enclose_max and enclose_min: where a function of one variable is largest, and how large, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from time import monotonic

from ..expr.calculus import inputs_of
from ..expr.errors import NotationError, OutOfTimeError
from ..expr.nodes import Expr, Neg, Operand, Relation, Scalar, free_indices, wrap
from .bounds.function import Function, domain_of
from .bounds.intervals import Interval
from .bounds.search import Enclosed
from .bounds.whole_line import maximum

ACCURACY = Fraction(1, 10**8)


def enclose_max(
    f: Operand,
    x: Scalar,
    *,
    assuming: Sequence[Relation] = (),
    accuracy: Fraction | float = ACCURACY,
    seconds: float = 10.0,
) -> Enclosed:
    """An interval that holds max f over all real x (or the x that the hypotheses allow), and where it is reached.

    The interval is rigorous and at most `accuracy` wide where the maximum is sharp; `places` are intervals outside
    which f stays below it.  Raises NotationError if f depends on anything else, TooHardError if the ends of the
    domain are out of reach, OutOfTimeError after `seconds`.
    """
    e = wrap(f)
    if inputs_of(e) - {x} or free_indices(e):
        raise NotationError(f"enclose_max({e}, {x}): expected a function of {x} alone")
    deadline = monotonic() + seconds

    def check_time() -> None:
        if monotonic() > deadline:
            raise OutOfTimeError(f"enclose_max({e}, {x}): more than {seconds} s")

    return maximum(Function(e, x, domain_of(x, tuple(assuming)), check_time), Fraction(accuracy))


def enclose_min(
    f: Operand,
    x: Scalar,
    *,
    assuming: Sequence[Relation] = (),
    accuracy: Fraction | float = ACCURACY,
    seconds: float = 10.0,
) -> Enclosed:
    """The same for the smallest value."""
    found = enclose_max(Neg(wrap(f)), x, assuming=assuming, accuracy=accuracy, seconds=seconds)
    return Enclosed(Interval(-found.value.high, -found.value.low), found.places)


def increasing(f: Expr, x: Scalar) -> Relation:
    """The statement that f increases strictly in x: f′ > 0."""
    from ..expr.notation import diff

    return diff(f, x) > 0
