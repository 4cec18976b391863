"""Counterexamples, and the check of what was proved: both decided by rigorous values at concrete points."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import islice
from random import Random
from time import monotonic

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
from .hypotheses import positivity
from .search import moved, points
from .solving import flipped, holds

BITS, MOST_BITS = 128, 1024
CONFIRMED_AT = 4
"""A proved statement is confirmed at so many points: different dimensions and indices, equal ones, all zeros."""

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
    tries: int = 60,
    seconds: float = 2.0,
) -> Witness | None:
    """A point at which the hypotheses hold, both sides are defined and `left sign right` certainly does not hold."""
    end = monotonic() + seconds
    closest: list[tuple[float, int, Point]] = []
    with flint.ctx.workprec(BITS):
        for turn, point in enumerate(points((left, right), assuming, tries=tries)):
            found = _values(left, right, point)
            if found is not None and _violated(sign, *found):
                return Witness(point, *map(readable, found))
            if found is not None and sign in MARGIN:
                closest = sorted([*closest, (_margin(sign, *found), turn, point)])[:NEIGHBOURHOODS]
            if monotonic() > end:
                return None
        return _nearby(left, sign, right, assuming, [point for _, _, point in closest], end)


def _nearby(
    left: Expr, relation: str, right: Expr, assuming: Sequence[Relation], starts: Sequence[Point], end: float
) -> Witness | None:
    """A witness against an inequality near the points at which it holds by the least: go where the margin shrinks."""
    rng, hypotheses = Random(0), _all_hypotheses(left, right, assuming)
    for best in starts:
        margin, step = _margin(relation, *values((left, right), best)), Fraction(1)
        for _ in range(STEPS):
            point = moved(best, step, rng)
            found = _values(left, right, point) if _allowed(hypotheses, point) else None
            if found is not None and _violated(relation, *found):
                return Witness(point, *map(readable, found))
            if found is not None and _margin(relation, *found) < margin:
                best, margin = point, _margin(relation, *found)
            else:
                step = max(step * SHRINK, SMALLEST)
            if monotonic() > end:
                return None
    return None


def _margin(relation: str, left: Number, right: Number) -> float:
    """By how much an inequality holds."""
    return MARGIN[relation] * float(arb(right - left).mid())


def _all_hypotheses(left: Expr, right: Expr, assuming: Sequence[Relation]) -> tuple[Relation, ...]:
    return (*positivity(vocabulary((left, right), assuming)), *assuming)


def _allowed(assuming: Sequence[Relation], point: Point) -> bool:
    return all(_built_in(relation, point) or holds(relation, point) for relation in assuming)


def check_witness(left: Expr, sign: str, right: Expr, assuming: Sequence[Relation], witness: Witness) -> bool:
    """Whether the witness refutes `left sign right`: everything evaluated anew, at a higher precision."""
    with flint.ctx.workprec(4 * BITS):
        allowed = _allowed(_all_hypotheses(left, right, assuming), witness.point)
        found = _values(left, right, witness.point) if allowed else None
        return found is not None and _violated(sign, *found)


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


def confirm(left: Expr, sign: str, right: Expr, assuming: Sequence[Relation]) -> Point | None:
    """A point at which the hypotheses hold, both sides are defined and `left sign right` is not violated.

    None if no such point was found.  SoundnessError if it is violated or has no value at a point on the way: what
    is proved is defined wherever the hypotheses hold.
    """
    with flint.ctx.workprec(BITS):
        defined = (point for point in points((left, right), assuming) if _agrees(left, sign, right, point))
        return next(iter(list(islice(defined, CONFIRMED_AT))), None)


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
