"""Products over a whole dimension, in normal form.

Π (a b) = Π a Π b, Π aⁿ = (Π a)ⁿ, and Π f = e^{Σ log f} where f is known to be positive.  Π_k (f + δ_kj g) is the
product of the others times one factor, where f(j) is not 0.  What is left is an atom whose variables are labels, as in
a sum; x^K, the product of K equal factors, is one of them, and (−1)^K its own reciprocal.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from ...expr.indices import Index
from ...expr.nodes import Prod
from .algebra import moved, multiply, power, times_rest
from .bound import Indices, body_of, bound_atom, bound_tree, opened
from .content import common_denominator, split_content
from .factoring import factored
from .functions import exp_of, log_of
from .masks import ANY, NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE
from .signs import mono_sign, poly_sign, steps_of
from .sums import by_values, sum_out
from .terms import (
    ONE,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Moves,
    Poly,
    number,
    power_of,
    register,
)

MINUS_ONE = number(-1)


def product_out(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    """Π over the indices, each over its whole range."""
    if not indices or not poly or poly == ONE:
        return poly
    for index in indices:
        others = tuple(each for each in indices if each != index)
        places = by_values(ctx, index)
        if places is not None:
            result = ONE
            for place, further in places:
                ctx.check_time()
                result = multiply(ctx, result, product_out(ctx, moved(ctx, poly, {index: place}), (*others, *further)))
            return result
        apart = _one_apart(ctx, poly, index, others)
        if apart is not None:
            return apart
    return _by_factors(ctx, poly, indices)


def _one_apart(ctx: Context, poly: Poly, index: Index, others: Indices) -> Poly | None:
    """Π_k (f(k) + δ_kj g) = (f(j) + g) Π f / f(j), where f(j) is not 0."""
    deltas = {atom for mono in poly.terms for atom, _ in mono if atom.kind == "delta"}
    for atom in sorted(deltas, key=lambda each: each.key):
        place = next((b for a, b in (atom.data, atom.data[::-1]) if a == index and b not in others), None)
        if place is None:
            continue
        rest = Poly({mono: c for mono, c in poly if atom not in dict(mono)})
        there = moved(ctx, rest, {index: place})
        if poly_sign(ctx, there) & ~NONZERO:
            continue
        here = moved(ctx, poly, {index: place})
        factor = multiply(ctx, here, power(ctx, there, Fraction(-1)))
        return multiply(ctx, product_out(ctx, rest, (index, *others)), product_out(ctx, factor, others))
    return None


def _by_factors(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    if steps_of(poly):
        return _factor(ctx, poly, indices)  # where a bracket is 0, what would be cleared may be 0
    below, numerator = common_denominator(ctx, poly)
    (shared, coefficient), primitive = split_content(numerator)
    result = _factor(ctx, number(abs(coefficient)), indices)
    if coefficient < 0:
        result = multiply(ctx, result, _factor(ctx, MINUS_ONE, indices))
    for atom, exponent in (*below, *shared):
        whole = isinstance(exponent, int) or mono_sign(ctx, ((atom, 1),)) & ~NONNEGATIVE == 0
        factor = _factor(ctx, power_of(atom, 1 if whole else exponent), indices)
        result = multiply(ctx, result, power(ctx, factor, Fraction(exponent)) if whole else factor)
    for each, multiplicity in factored(primitive):
        result = multiply(ctx, result, power(ctx, _factor(ctx, each, indices), Fraction(multiplicity)))
    return result


def _factor(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    """Π of one factor, by its sign where that is known: e^{Σ log f} for f > 0, and of −f besides where f < 0."""
    if poly == ONE:
        return ONE
    sign = poly_sign(ctx, poly)
    if sign == POSITIVE:
        return exp_of(ctx, sum_out(ctx, log_of(ctx, poly), indices))
    if sign == NEGATIVE and poly != MINUS_ONE:
        return multiply(ctx, _factor(ctx, MINUS_ONE, indices), _factor(ctx, poly.scaled(Fraction(-1)), indices))
    return power_of(bound_atom(ctx, "product", poly, indices))


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    body, inner = opened(ctx, atom)
    return product_out(ctx, moved(ctx, body, moves), inner)


def _sign(ctx: Context, atom: Atom) -> int:
    """Of a product of numbers of one sign, each of which may be 0 or not."""
    own = poly_sign(ctx, body_of(ctx, atom))
    return own if own & NEGATIVE == 0 else ANY if own & ~NONZERO else NONZERO


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """(−1)^K squared is 1."""
    if atom.data[1] != MINUS_ONE or exponent == 1 or not isinstance(exponent, int):
        return None
    return times_rest(ctx, mono, atom, power_of(atom) if exponent % 2 else ONE)


def _logarithm(ctx: Context, atom: Atom, exponent: Exponent) -> Poly | None:
    """log Π fⁿ = Σ log fⁿ for even n and f other than 0."""
    body, inner = opened(ctx, atom)
    if not isinstance(exponent, int) or exponent % 2 or poly_sign(ctx, body) & ~NONZERO:
        return None
    return sum_out(ctx, log_of(ctx, power(ctx, body, Fraction(exponent))), inner)


register(
    AtomKind(
        "product",
        "b~",
        _moved,
        _sign,
        partial(bound_tree, binder=Prod),
        _settled,
        compound=True,
        binds=True,
        logarithm=_logarithm,
    )
)
