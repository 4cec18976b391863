"""Terms of growth: I · x^k · e^{q(x)} for all x ≥ R, their products, quotients and order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from ...expr.errors import TooHardError
from ..normal_form.terms import Poly
from .intervals import ball

Rate = tuple[tuple[Fraction, arb], ...]
"""q(x) as (power, coefficient) pairs, the highest power first; no constant term."""


@dataclass(frozen=True)
class Growth:
    """One term: its value at x lies in factor · x^power · e^{rate(x)}.  key tells equal rates apart exactly."""

    factor: arb
    power: Fraction
    rate: Rate
    key: Poly


def between(low: arb, high: arb) -> arb:
    """The ball around everything from low to high."""
    return low.union(high)


def vanishes(terms: list[Growth]) -> bool:
    """Whether every term tends to 0 at infinity."""
    return all(_falls(term.rate, term.power) for term in terms)


def stays_away(term: Growth) -> bool:
    """Whether it certainly does not fall to 0, if its factor stays away from 0."""
    for _, c in term.rate:
        if not c.is_zero():
            return bool(c > 0)
    return term.power >= 0


def _falls(rate: Rate, power: Fraction) -> bool:
    for _, c in rate:
        if c < 0:
            return True
        if not c.is_zero():
            return False
    return power < 0


def faster(a: Growth, b: Growth) -> bool:
    """Whether a/b tends to infinity; equal growth has been merged."""
    ratio = quotient(a, b)
    for _, c in ratio.rate:
        if c > 0:
            return True
        if c < 0:
            return False
        if not c.is_zero():
            raise TooHardError("two rates of growth that are too close to compare")
    return ratio.power > 0


def product(a: Growth, b: Growth) -> Growth:
    """a b."""
    return Growth(a.factor * b.factor, a.power + b.power, _added(a.rate, b.rate, 1), a.key + b.key)


def quotient(a: Growth, b: Growth) -> Growth:
    """a/b without the intervals' signs: equal rates cancel exactly."""
    key = a.key - b.key
    rate = _added(a.rate, b.rate, -1) if key else ()
    return Growth(a.factor / b.factor, a.power - b.power, rate, key)


def _added(a: Rate, b: Rate, sign: int) -> Rate:
    merged = dict(a)
    for power, c in b:
        merged[power] = merged.get(power, arb(0)) + sign * c
    return tuple(sorted(((power, c) for power, c in merged.items() if not c.is_zero()), reverse=True))


def never_positive(coefficients: dict[Fraction, arb], start: arb) -> bool:
    """Σ c_p x^p ≤ 0 for all x ≥ start > 0: each positive term is outweighed by a higher negative one at the start."""
    highest = max(coefficients)
    lead = coefficients[highest]
    rest = arb(0)
    for power, c in coefficients.items():
        if power != highest and not c <= 0:
            rest += c.abs_upper() * start ** ball(power - highest)
    return bool(lead + rest <= 0)
