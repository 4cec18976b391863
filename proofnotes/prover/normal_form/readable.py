"""Polynomials over atoms as trees again, for people: what is left over when two sides differ, factored."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from ...expr.indices import Index, Place
from ...expr.nodes import (
    Add,
    Apply,
    Constant,
    Delta,
    Dim,
    Div,
    Entry,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    Sum,
    bound_indices,
    wrap,
)
from ...expr.rewrite import rename
from .content import common_denominator, split_content
from .context import Context
from .powers import factored
from .terms import Atom, Exponent, Mono, Poly

LETTERS = "klmnpqrsij"


def to_tree(poly: Poly) -> Expr:
    """The polynomial as a sum of products."""
    terms = [_term(mono, c) for mono, c in poly.sorted()]
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
            tree = to_tree(factor)
            written.append(tree if exponent == 1 else Pow(tree, wrap(Fraction(exponent))))
    return wrap(0) if not poly else wrap(1) if not written else written[0] if len(written) == 1 else Mul(tuple(written))


def _term(mono: Mono, c: Fraction) -> Expr:
    above = [_power(atom, exponent) for atom, exponent in mono if exponent > 0]
    below = [_power(atom, -exponent) for atom, exponent in mono if exponent < 0]
    if abs(c.numerator) != 1 or not above:
        above.insert(0, wrap(abs(c.numerator)))
    if c.denominator != 1:
        below.insert(0, wrap(c.denominator))
    whole = _product(above) if not below else Div(_product(above), _product(below))
    return Neg(whole) if c < 0 else whole


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _power(atom: Atom, exponent: Exponent) -> Expr:
    if atom.kind == "exp":
        return Apply("exp", (to_tree(Poly({atom.data: Fraction(exponent)})),))
    base = _atom(atom)
    if exponent == 1:
        return base
    return Apply("sqrt", (base,)) if exponent == Fraction(1, 2) else Pow(base, wrap(Fraction(exponent)))


def _atom(atom: Atom) -> Expr:
    match atom.kind:
        case "scalar":
            tree: Expr = atom.data
            return tree
        case "entry":
            return Entry(*atom.data)
        case "delta":
            return Delta(*atom.data)
        case "dim":
            return Dim(atom.data.name, atom.data.size)
        case "prime":
            return Number(Fraction(atom.data))
        case "pi":
            return Constant(atom.data)
        case "base":
            return to_tree(atom.data)
        case "sum":
            return _sum(atom)
        case "kinked":
            name, polys = atom.data
            return Apply(name, tuple(map(to_tree, polys)))
    return Apply(atom.kind, (to_tree(atom.data),))


def _sum(atom: Atom) -> Expr:
    """The sum with letters for its bound indices that nothing inside it uses."""
    labels, mono = atom.data
    body = to_tree(Poly({mono: Fraction(1)}))
    taken = {index.name for index in atom.free | bound_indices(body)}
    letters = (name for number in count() for letter in LETTERS if (name := letter + "'" * number) not in taken)
    mapping: dict[Index, Place] = {label: Index(next(letters), label.over) for label in labels}
    body = rename(body, mapping)
    for index in mapping.values():
        assert isinstance(index, Index)
        body = Sum(body, index)
    return body
