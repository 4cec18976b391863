"""Monotone functions applied to both sides: e^u, log and squares take away logarithms, exponentials and roots."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from ..normal_form.algebra import multiply
from ..normal_form.functions import exp_of, log_of
from ..normal_form.masks import ANY, NEGATIVE, NONNEGATIVE, POSITIVE
from ..normal_form.signs import mono_sign
from ..normal_form.terms import Atom, Context, Mono, Poly, monomial, power_of
from .row import ask

MOST_POWER = 6
"""A logarithm that occurs more often than so is left as it is: a sum to that power has too many terms."""

HALF = Fraction(1, 2)


def exponentials_compared(ctx: Context, goal: Poly, strict: bool) -> int:
    """Σ nᵢ log aᵢ + u > 0 ⇔ Π aᵢ^{nᵢ} over those with nᵢ > 0 is more than e^{−u} Π aᵢ^{−nᵢ} over the others.

    One positive factor of all logarithms is divided by.
    """
    factors = {tuple(pair for pair in mono if pair[0].kind != "log") for mono in goal.terms if _logs(mono)}
    if len(factors) != 1:
        return ANY
    (factor,) = factors
    if factor and mono_sign(ctx, factor) != POSITIVE:
        return ANY
    divided = {monomial([*mono, *((atom, -exponent) for atom, exponent in factor)]): c for mono, c in goal}
    logs = {mono: c for mono, c in divided.items() if _logs(mono)}
    if not all(len(mono) == 1 and mono[0][1] == 1 for mono in logs):
        return ANY
    whole = lcm(*(c.denominator for c in logs.values()))
    if any(abs(c * whole) > MOST_POWER for c in logs.values()):
        return ANY
    above: dict[Mono, Fraction] = {mono: c * whole for mono, c in logs.items() if c > 0}
    below = {mono: -c * whole for mono, c in divided.items() if mono not in above}
    return ask(ctx, exp_of(ctx, Poly(above)) - exp_of(ctx, Poly(below)), strict)


def _logs(mono: Mono) -> Mono:
    """The logarithms in a product."""
    return tuple(pair for pair in mono if pair[0].kind == "log")


def logarithms_compared(ctx: Context, goal: Poly, strict: bool) -> int:
    """a − b > 0 ⇔ log a > log b, for two positive products in which there are exponentials or roots."""
    if len(goal.terms) != 2:
        return ANY
    (first, c), (second, d) = sorted(goal, key=lambda term: term[1], reverse=True)
    if c < 0 or d > 0 or mono_sign(ctx, first) != POSITIVE or mono_sign(ctx, second) != POSITIVE:
        return ANY
    pairs = (*first, *second)
    if not any(atom.kind == "exp" or not isinstance(exponent, int) for atom, exponent in pairs):
        return ANY
    return ask(ctx, log_of(ctx, Poly({first: c})) - log_of(ctx, Poly({second: -d})), strict)


def squares_compared(ctx: Context, goal: Poly, strict: bool) -> int:
    """q √t + r > 0 where q ≥ 0 and q² t > r², or where r ≥ 0 and r² > q² t."""
    roots = {atom for mono in goal.terms for atom, exponent in mono if exponent == HALF}
    for root in sorted(roots, key=lambda atom: atom.key):
        mask = _without_a_root(ctx, goal, root, strict)
        if not mask & NEGATIVE:
            return mask
    return ANY


def _without_a_root(ctx: Context, goal: Poly, root: Atom, strict: bool) -> int:
    with_root: dict[Mono, Fraction] = {}
    without: dict[Mono, Fraction] = {}
    for mono, c in goal:
        exponent = dict(mono).get(root, 0)
        if exponent == HALF:
            with_root[tuple(pair for pair in mono if pair[0] is not root)] = c
        elif exponent == int(exponent) and exponent >= 0:
            without[mono] = c
        else:
            return ANY
    q, r = Poly(with_root), Poly(without)
    t = root.data if root.kind == "base" else power_of(root)
    gap = multiply(ctx, multiply(ctx, q, q), t) - multiply(ctx, r, r)
    for leading, side in ((q, gap), (r, gap.scaled(Fraction(-1)))):
        if not ask(ctx, leading, False) & NEGATIVE:
            mask = ask(ctx, side, strict)
            if not mask & NEGATIVE:
                return POSITIVE if mask == POSITIVE else NONNEGATIVE
    return ANY
