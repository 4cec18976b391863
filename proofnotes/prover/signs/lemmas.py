"""Inequalities that signs term by term do not see, one row each.

A row recognizes an instance of its lemma in a polynomial and gives its sign.  What each row relies on is a statement
that the tests prove from the other rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...expr.elementary import ANYTHING
from ...expr.functions import TABLE
from ...expr.indices import Index, fresh
from ..normal_form.algebra import moved, moved_mono, multiply
from ..normal_form.functions import exp_of
from ..normal_form.masks import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, ZERO, negated, plus
from ..normal_form.signs import mono_sign, poly_sign, termwise
from ..normal_form.sums import open_sum
from ..normal_form.terms import ONE, ONE_MONO, Context, Lemma, Mono, Poly, bindings, monomial, places_of, total_of


def _not_the_same_index(ctx: Context, poly: Poly) -> int:
    """c (1 − δ_ij) for c > 0."""
    if len(poly.terms) != 2 or ONE_MONO not in poly.terms:
        return ANY
    ((mono, c),) = [(mono, c) for mono, c in poly if mono]
    is_delta = len(mono) == 1 and mono[0][0].kind == "delta" and mono[0][1] == 1
    return NONNEGATIVE if is_delta and 0 < -c <= poly.terms[ONE_MONO] else ANY


def _one_term_of_a_sum(ctx: Context, poly: Poly) -> int:
    """c (Σ_k f(k) − f(i)) plus nothing negative, for f ≥ 0 and c > 0."""
    for mono, c in poly:
        sums = [atom for atom, exponent in mono if atom.kind == "sum" and exponent == 1]
        if c < 0 or len(sums) != 1 or len(sums[0].data[0]) != 1:
            continue
        rest: Mono = tuple(pair for pair in mono if pair[0] is not sums[0])
        body, inner = open_sum(ctx, sums[0])
        if (poly_sign(ctx, body) | mono_sign(ctx, rest)) & ~NONNEGATIVE:
            continue
        for binding in bindings(inner, places_of(poly)):
            term = moved(ctx, body, binding)
            left = poly - multiply(ctx, Poly({rest: c}), Poly({((sums[0], 1),): Fraction(1)}) - term)
            if len(left.terms) < len(poly.terms) and termwise(ctx, left) & ~NONNEGATIVE == 0:
                return NONNEGATIVE
    return ANY


def _one_term_of_sums_in_one(ctx: Context, poly: Poly) -> int:
    """The same for f that is a sum itself, as |z| is with its brackets: Σ f + Σ g is brought under one Σ."""
    sums = [mono for mono in poly.terms if len(mono) == 1 and mono[0][0].kind == "sum" and mono[0][1] == 1]
    over = {mono[0][0].data[0][0].over for mono in sums if len(mono[0][0].data[0]) == 1}
    if len(sums) < 2 or len(over) != 1 or any(len(mono[0][0].data[0]) > 1 for mono in sums):
        return ANY
    index = fresh(Index("k", over.pop()))
    inside = total_of(
        moved_mono(ctx, mono[0][0].data[1], {mono[0][0].data[0][0]: index}).scaled(poly.terms[mono]) for mono in sums
    )
    if poly_sign(ctx, inside) & ~NONNEGATIVE:
        return ANY
    rest = Poly({mono: c for mono, c in poly if mono not in sums})
    for binding in bindings((index,), places_of(rest)):
        if poly_sign(ctx, rest + moved(ctx, inside, binding)) & ~NONNEGATIVE == 0:
            return NONNEGATIVE
    return ANY


def _order_of_exponentials(ctx: Context, poly: Poly) -> int:
    """c (e^a − e^b) m has the sign of a − b, for m > 0 and c > 0."""
    if len(poly.terms) != 2:
        return ANY
    (first, c), (second, d) = poly
    if c != -d or mono_sign(ctx, first) != POSITIVE:
        return ANY
    ratio = dict(first)
    for atom, exponent in second:
        ratio[atom] = ratio.get(atom, 0) - exponent
    powers = {atom: exponent for atom, exponent in ratio.items() if exponent != 0}
    if any(atom.kind != "exp" for atom in powers):
        return ANY
    gap = _logarithm(tuple(powers.items()))
    return poly_sign(ctx, gap) if c > 0 else negated(poly_sign(ctx, gap))


def _tangent_of_exp(ctx: Context, poly: Poly) -> int:
    """c m (e^u − 1 − u) plus nothing negative, for c > 0 and m ≥ 0: e^u is a quotient of exponentials that occur."""
    exponentials = [_exponential_part(mono) for mono in poly.terms]
    for mono, c in poly:
        own = _exponential_part(mono)
        factor = tuple(pair for pair in mono if pair not in own)
        if c < 0 or mono_sign(ctx, factor) & ~NONNEGATIVE:
            continue
        for below in dict.fromkeys([(), *exponentials]):
            u = _logarithm(monomial([*own, *((atom, -exponent) for atom, exponent in below)]))
            tangent = multiply(ctx, Poly({monomial([*factor, *below]): c}), ONE + u)
            left = poly - Poly({mono: c}) + tangent
            if u and termwise(ctx, left) & ~NONNEGATIVE == 0:
                return NONNEGATIVE
    return ANY


def _exponential_part(mono: Mono) -> Mono:
    return tuple(pair for pair in mono if pair[0].kind == "exp")


def _logarithm(mono: Mono) -> Poly:
    """The exponent of a product of exponentials."""
    return Poly({atom.data: Fraction(exponent) for atom, exponent in mono})


def _tangent_of_log(ctx: Context, poly: Poly) -> int:
    """c (t − 1 − log t) plus nothing negative, for c > 0: log t is the polynomial's own logarithms, t = e^{log t}."""
    logs = {mono: c for mono, c in poly if len(mono) == 1 and mono[0][0].kind == "log" and mono[0][1] == 1}
    for scale in sorted({abs(c) for _, c in poly} if logs else ()):
        log_t = Poly({mono: -c / scale for mono, c in logs.items()})
        left = poly - (exp_of(ctx, log_t) - ONE - log_t).scaled(scale)
        if termwise(ctx, left) & ~NONNEGATIVE == 0:
            return NONNEGATIVE
    return ANY


@dataclass(frozen=True)
class Ends:
    """Numbers from low to high; open: that end is not one of them."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __add__(self, other: Ends) -> Ends:
        opened = self.low_open or other.low_open, self.high_open or other.high_open
        return Ends(self.low + other.low, self.high + other.high, *opened)

    @property
    def signs(self) -> int:
        """The signs of the numbers."""
        nothing = (
            self.low > 0 or self.high < 0 or (self.low == 0 and self.low_open) or (self.high == 0 and self.high_open)
        )
        return (NEGATIVE if self.low < 0 else 0) | (POSITIVE if self.high > 0 else 0) | (0 if nothing else ZERO)


def _values_lie_between(ctx: Context, poly: Poly) -> int:
    """Numbers times powers of functions with bounded values, by the ends of those; what else is in it by its sign."""
    known = {mono: found for mono, c in poly if mono and (found := _ends(mono, c)) is not None}
    if not known:
        return ANY
    constant = poly.terms.get(ONE_MONO, Fraction(0))
    ends = sum(known.values(), Ends(constant, constant))
    others = Poly({mono: c for mono, c in poly if mono and mono not in known})
    return plus(ends.signs, termwise(ctx, others))


def _ends(mono: Mono, c: Fraction) -> Ends | None:
    """What c Π f(u)^n lies between.  An end that is 0 may be reached by one factor alone."""
    low = high = c
    reached = True
    for atom, exponent in mono:
        values = TABLE[atom.kind].values if atom.kind in TABLE else ANYTHING
        if values.low is None or values.high is None or not isinstance(exponent, int) or exponent < 0:
            return None
        ends = [Fraction(values.low) ** exponent, Fraction(values.high) ** exponent]
        if exponent % 2 == 0 and values.low < 0 < values.high:
            ends.append(Fraction(0))
        products = [end * each for end in (low, high) for each in ends]
        low, high, reached = min(products), max(products), reached and values.reached
    return Ends(low, high, not reached and low != 0, not reached and high != 0)


LEMMAS = (
    Lemma("1 − δ_ij ≥ 0", _not_the_same_index),
    Lemma("f ≥ 0 ⇒ Σ_k f(k) ≥ f(i)", _one_term_of_a_sum),
    Lemma("f + g ≥ 0 ⇒ Σ_k f(k) + Σ_k g(k) ≥ f(i) + g(i)", _one_term_of_sums_in_one),
    Lemma("a > b ⇒ e^a > e^b", _order_of_exponentials),
    Lemma("e^u ≥ 1 + u", _tangent_of_exp),
    Lemma("log t ≤ t − 1", _tangent_of_log),
    Lemma("−1 < erf u < 1, and all bounds of that kind", _values_lie_between),
)
