"""enclose_max and enclose_min: where a function of one variable is largest, and how large, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from time import monotonic

from ..expr.calculus import inputs_of
from ..expr.errors import NotationError, OutOfTimeError
from ..expr.faces import reader_of
from ..expr.misuse import positive, sequence_of, vocabulary
from ..expr.nodes import Expr, Neg, Operand, Relation, Scalar, free_indices, wrap
from ..expr.notation import diff
from ..interchange import read_together
from .bounds.function import RealFunction, interval_of
from .bounds.intervals import Interval
from .bounds.search import Enclosed
from .bounds.whole_line import maximum

ACCURACY = Fraction(1, 10**8)


@vocabulary
def enclose_max(
    f: Operand,
    x: Scalar,
    *,
    assuming: Sequence[Relation] = (),
    accuracy: Fraction | float = ACCURACY,
    seconds: float = 10.0,
) -> Enclosed:
    """An interval that holds max f over all real x, or the x that the hypotheses allow, and where it is reached.

    The hypotheses are bounds on x, such as x >= 0, x < 3 or Abs(x) <= 1; where an end is excluded it is the supremum.
    The interval is rigorous and at most `accuracy` wide where the maximum is sharp; `places` are intervals outside
    which f stays below it.  Raises NotationError if f depends on anything else, or for a hypothesis that is no bound;
    HypothesisError if the bounds leave no x; TooHardError if the ends of the domain are out of reach, OutOfTimeError
    after `seconds`.
    """
    given = sequence_of("enclose_max", "assuming", assuming, "assuming=[x >= 0]")
    (side,), hypotheses = read_together([f], given)
    e = wrap(side)
    positive("enclose_max", "seconds", seconds)
    positive("enclose_max", "accuracy", accuracy)
    along = wrap(x) if reader_of(x) is not None else x
    if not isinstance(along, Scalar):
        raise NotationError(f"enclose_max({e}, {x}): expected a Scalar to look along")
    x = along
    if inputs_of(e) - {x} or free_indices(e):
        raise NotationError(f"enclose_max({e}, {x}): expected a function of {x} alone")
    deadline = monotonic() + seconds

    def check_time() -> None:
        if monotonic() > deadline:
            raise OutOfTimeError(f"enclose_max({e}, {x}): more than {seconds} s")

    interval = interval_of(x, hypotheses, check_time)
    return maximum(RealFunction(e, x, interval, check_time), Fraction(accuracy))


@vocabulary
def enclose_min(
    f: Operand,
    x: Scalar,
    *,
    assuming: Sequence[Relation] = (),
    accuracy: Fraction | float = ACCURACY,
    seconds: float = 10.0,
) -> Enclosed:
    """The same for the smallest value."""
    given = sequence_of("enclose_min", "assuming", assuming, "assuming=[x >= 0]")
    (side,), hypotheses = read_together([f], given)
    found = enclose_max(Neg(wrap(side)), x, assuming=hypotheses, accuracy=accuracy, seconds=seconds)
    return Enclosed(Interval(-found.value.high, -found.value.low), found.places)


@dataclass(frozen=True)
class Increasing(Relation):
    """f′ > 0 on an interval of x."""

    x: Scalar = field(default_factory=lambda: Scalar("x"), kw_only=True)


@vocabulary
def increasing(f: Expr, x: Scalar) -> Relation:
    """The statement that f′ > 0 on one interval of x, the whole line or what the hypotheses leave; so f increases.

    Hypotheses that leave a gap (x ≠ 0 for −1/x) or that are not known to leave one interval make the answer UNKNOWN.
    It is more than that f increases strictly: x³ does, and its derivative is 0 at 0.
    """
    return Increasing(diff(f, x), ">", wrap(0), x=x)
