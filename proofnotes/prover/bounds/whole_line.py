"""One-variable statements on their whole domain: the compact middle by branch and bound, the ends by growth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from flint import arb

from ...expr.calculus import inputs_of
from ...expr.errors import TooHardError, UndefinedError
from ...expr.nodes import Expr, Lim, Relation, Scalar
from ..normal_form.terms import Poly
from .compiled import OneVariable
from .function import RealFunction, function_of, gaps_of, without
from .growth import Growth, stays_away, vanishes
from .intervals import Interval
from .search import Enclosed, SignSearch, largest

STARTS = tuple(Fraction(2**power) for power in range(1, 9))
"""Where the tails may begin; the first that works is taken."""


def bounded(relation: Relation, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> bool:
    """Whether an inequality in one variable holds on the whole interval that the hypotheses leave."""
    excess = relation.excess
    if excess is None:
        return False
    if not inputs_of(excess):
        return _constant(excess, relation.strict)
    function = function_of(excess, assuming, check_time)
    if function is None:
        return False
    pieces = without(function.domain, gaps_of(function.x, assuming, check_time))
    try:
        return all(positive(replace(function, domain=each), relation.strict) for each in pieces)
    except (TooHardError, UndefinedError):
        return False


def _constant(e: Expr, strict: bool) -> bool:
    """Whether a number is positive (not negative)."""
    try:
        value = OneVariable(e, Scalar("x"))(Fraction(0), Fraction(0)).value
    except TooHardError:
        return False
    return value.above_zero(strict)


def positive(function: RealFunction, strict: bool) -> bool:
    """Whether the function is positive (nonnegative, if not strict) on its whole domain."""
    return all(_positive_or_stretched(piece, strict) for piece in function.pieces(minimum=True))


def _positive_or_stretched(function: RealFunction, strict: bool) -> bool:
    """Directly, or where an open end is out of reach, in halves with that end moved to infinity."""
    if _positive(function, strict):
        return True
    if not function.domain.open_ends:
        return False
    for half in function.halves():
        stretched = half.stretched() if half.domain.open_ends else None
        if not _positive(half, strict) and (stretched is None or not _positive(stretched, strict)):
            return False
    return True


def _positive(function: RealFunction, strict: bool) -> bool:
    low, high = function.domain.low, function.domain.high
    if high is None:
        high = _positive_from(function, strict)
    if low is None and high is not None:
        mirrored = _positive_from(function.mirrored(), strict)
        low = None if mirrored is None else -mirrored
    if low is None or high is None:
        return False
    search = SignSearch(function, strict)
    return low > high or search.holds(low, high, function.domain.open_ends)


def _positive_from(function: RealFunction, strict: bool) -> Fraction | None:
    """A point from which on the function is positive, up to infinity."""
    for start in STARTS:
        function.check_time()
        if function.domain.low is not None and start < function.domain.low:
            continue
        try:
            tail, terms = function.tail(start)
            if tail.sign(terms) > 0 or (not terms and not strict):
                return start
        except TooHardError:
            continue
    return None


def tends_to(limit: Lim, value: Expr, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> bool:
    """Whether body − value is defined far out and tends to 0: it is bounded by terms I · x^k e^{q(x)} that all fall."""
    function = function_of(limit.body - value, assuming, check_time)
    if function is None or function.x != limit.variable:
        return False
    domain = function.domain
    if (domain.high if limit.upward else domain.low) is not None:
        return False
    toward = function if limit.upward else function.mirrored()
    for start in STARTS:
        try:
            _, terms = toward.tail(start)
            if toward.defined(start):
                return vanishes(terms)
        except (TooHardError, UndefinedError):
            continue
    return False


def tends_elsewhere(
    limit: Lim, value: Expr, assuming: tuple[Relation, ...], check_time: Callable[[], None]
) -> str | None:
    """What the body comes to, where it certainly stays away from the value; None where that is not known."""
    function = function_of(limit.body - value, assuming, check_time)
    if function is None or function.x != limit.variable:
        return None
    domain = function.domain
    if (domain.high if limit.upward else domain.low) is not None:
        return None
    toward = function if limit.upward else function.mirrored()
    for start in STARTS:
        try:
            tail, terms = toward.tail(start)
            if toward.defined(start) and terms and stays_away(terms[0]) and tail.sign(terms):
                return "values that stay away from it"
        except (TooHardError, UndefinedError):
            continue
    return None


def maximum(function: RealFunction, accuracy: Fraction) -> Enclosed:
    """The largest value on the whole domain, and where: of ∣f∣, the larger of the largest f and the largest −f."""
    pieces = [_maximum(piece, accuracy) for piece in function.pieces(minimum=False)]
    best = max(pieces, key=lambda piece: float(piece.value.low))
    reaching = [piece for piece in pieces if not piece.value.high < best.value.low]
    high = best.value.high
    for piece in reaching:
        high = high.max(piece.value.high)
    return Enclosed(
        Interval(best.value.low, high), tuple(sorted(place for piece in reaching for place in piece.places))
    )


def _maximum(function: RealFunction, accuracy: Fraction) -> Enclosed:
    """The largest value on the whole domain; outside the compact part the tails stay below it."""
    low, high = function.domain.low, function.domain.high
    compiled = function.compiled()
    for start in STARTS[1:]:
        left, right = -start if low is None else low, start if high is None else high
        found = largest(compiled, left, right, accuracy, function.has_value, function.check_time)
        try:
            if (high is not None or _below(function, start, found.value.low)) and (
                low is not None or _below(function.mirrored(), start, found.value.low)
            ):
                return found
        except TooHardError:
            continue
    raise TooHardError("no compact interval was found outside which the function stays below its maximum")


def _below(function: RealFunction, start: Fraction, value: arb) -> bool:
    """Whether the function stays below the value on [start, ∞)."""
    tail, terms = function.tail(start)
    gap = [replace(term, factor=-term.factor) for term in terms]
    return tail.sign(tail.ordered([*gap, Growth(value, Fraction(0), (), Poly({}))])) > 0
