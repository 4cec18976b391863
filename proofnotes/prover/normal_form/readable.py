"""Polynomials over atoms as trees again, for people: what is left over when two sides differ, factored."""

from __future__ import annotations

from fractions import Fraction

from ...expr.nodes import Add, Apply, Div, Expr, Mul, Neg, Pow, wrap
from .content import common_denominator, split_content
from .factoring import factored
from .terms import KINDS, Atom, Context, Exponent, Mono, Poly


def to_tree(ctx: Context, poly: Poly) -> Expr:
    """The polynomial as a sum of products."""
    ctx.check_time()
    terms = [_term(ctx, mono, c) for mono, c in poly.sorted()]
    return wrap(0) if not terms else terms[0] if len(terms) == 1 else Add(tuple(terms))


def factors_of(ctx: Context, poly: Poly) -> list[tuple[Poly, Exponent]]:
    """The factors of a polynomial over a common denominator, compound ones irreducible, the content first."""
    below, numerator = common_denominator(ctx, poly)
    if not numerator:
        return []
    (shared, coefficient), primitive = split_content(numerator)
    content = Poly({(*shared, *below): coefficient})
    return [(content, 1), *factored(primitive)]


def factored_tree(ctx: Context, poly: Poly) -> Expr:
    """The polynomial as a product."""
    written: list[Expr] = []
    for factor, exponent in factors_of(ctx, poly):
        if factor.constant != 1:
            tree = to_tree(ctx, factor)
            written.append(tree if exponent == 1 else Pow(tree, wrap(Fraction(exponent))))
    return wrap(0) if not poly else wrap(1) if not written else written[0] if len(written) == 1 else Mul(tuple(written))


def _term(ctx: Context, mono: Mono, c: Fraction) -> Expr:
    above = [_power(ctx, atom, exponent) for atom, exponent in mono if exponent > 0]
    below = [_power(ctx, atom, -exponent) for atom, exponent in mono if exponent < 0]
    if abs(c.numerator) != 1 or not above:
        above.insert(0, wrap(abs(c.numerator)))
    if c.denominator != 1:
        below.insert(0, wrap(c.denominator))
    whole = _product(above) if not below else Div(_product(above), _product(below))
    return Neg(whole) if c < 0 else whole


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _power(ctx: Context, atom: Atom, exponent: Exponent) -> Expr:
    kind = KINDS[atom.kind]
    if kind.raised_tree is not None:
        return kind.raised_tree(ctx, atom, exponent)
    base = kind.tree(ctx, atom)
    if exponent == 1:
        return base
    return Apply("sqrt", (base,)) if exponent == Fraction(1, 2) else Pow(base, wrap(Fraction(exponent)))
