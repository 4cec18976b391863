"""Products over a whole dimension, in normal form.

Π (a b) = Π a Π b, Π aⁿ = (Π a)ⁿ, and Π f = e^{Σ log f} where f is known to be positive.  Π_k (f + δ_kj g) is the
product of the others times one factor, where f(j) is not 0.  What is left is an atom whose variables are labels, as in
a sum; x^K, the product of K equal factors, is one of them, and (−1)^K its own reciprocal.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from ...expr.indices import Index, fresh
from ...expr.nodes import Prod
from .algebra import moved, multiply, power, settle, times_rest
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
    monomial,
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
    if any(atom.kind == "delta" and atom.mentions(indices) for mono in poly.terms for atom, _ in mono):
        return _factor(ctx, poly, indices)  # one factor is another one
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
    """(−1)^K squared is 1, and f(j) Π_{k≠j} f(k) = Π f."""
    if atom.data[1] != MINUS_ONE:
        return _filled(ctx, mono, atom, exponent)
    if exponent == 1 or not isinstance(exponent, int):
        return None
    return times_rest(ctx, mono, atom, power_of(atom) if exponent % 2 else ONE)


def _filled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """f(j) Π_{k≠j} f(k) as Π f, where f(j) is an atom that stands beside the product of the others."""
    labels, body = atom.data
    if len(labels) > 1 or not isinstance(exponent, int) or exponent < 1:
        return None
    for each in {each for term in body.terms for each, _ in term if each.kind == "delta"}:
        place = next((b for a, b in (each.data, each.data[::-1]) if a == labels[0]), None)
        if place is None or moved(ctx, body, {labels[0]: place}) != ONE:
            continue
        rest = Poly({term: c for term, c in body if each not in dict(term)})
        missing = moved(ctx, rest, {labels[0]: place}).single
        if missing is None or missing[1] != 1 or len(missing[0]) != 1:
            continue
        ((factor, needed),) = missing[0]
        if dict(mono).get(factor, 0) >= needed > 0:
            apart = fresh(Index("k", labels[0].over))
            whole = product_out(ctx, moved(ctx, rest, {labels[0]: apart}), (apart,))
            left = monomial([*mono, (atom, -1), (factor, -needed)])
            return multiply(ctx, settle(ctx, left, Fraction(1)), whole)
    return None


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
