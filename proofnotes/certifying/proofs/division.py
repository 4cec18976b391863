"""Denominators under a sum: numerators divided by them, so that a term of the sum has one form.

x/(1 + x) is 1 - 1/(1 + x), and 1/(x (1 + x)) is 1/x - 1/(1 + x): what a sum over an index comes to is compared term by
term, and a term with a denominator that depends on the index would otherwise have many.
"""

from __future__ import annotations

from fractions import Fraction

from .rational import EMPTY, ONE, Base, Mono, Opaque, Rational, num
from .ring import Ring, mono_of

MOST_STEPS = 200
"""Divisions of one polynomial; each goes down in the order of monomials, so few are needed for what a person writes."""

Step = tuple[Mono, Rational]
"""A monomial, and what it is: with the denominator as an atom, which cancels one of its powers."""


def divided(ring: Ring, p: Rational, index: str) -> Rational:
    """The same rational function with numerators divided by the denominators that depend on the index."""
    for _ in range(MOST_STEPS):
        found = next(((mono, step) for mono, _ in p.ordered() if (step := _division(mono, index)) is not None), None)
        if found is None:
            return p
        mono, (part, quotient) = found
        c = p.terms[mono]
        p = p - Rational({mono: c}) + _times(ring, _without(mono, part), quotient).scaled(c)
    return p


def _division(mono: Mono, index: str) -> Step | None:
    """The part of a monomial that one of its denominators divides, or 1 where that denominator parts a fraction."""
    powers = dict(mono)
    for base, n in mono:
        if not isinstance(base, Base) or n > 0 or index not in base.free:
            continue
        lead = max(base.poly.terms, key=lambda each: _order(base.poly, each))
        if all(m > 0 and powers.get(atom, 0) >= m for atom, m in lead):
            c = base.poly.terms[lead]
            return lead, _quotient(base, Rational({lead: c}) - base.poly, c)
        constant = base.poly.terms.get(EMPTY)
        others = [dict(each) for each in base.poly.terms if each]
        if constant is not None and any(m < 0 and all(each.get(x, 0) > 0 for each in others) for x, m in mono):
            return EMPTY, _quotient(base, num(constant) - base.poly, constant)
    return None


def _order(p: Rational, mono: Mono) -> tuple[int, ...]:
    """By degree, then by the powers of the atoms in their order."""
    powers = dict(mono)
    return sum(powers.values()), *(powers.get(atom, 0) for atom in p.atoms)


def _quotient(base: Base, remainder: Rational, c: Fraction) -> Rational:
    """(base + remainder) / c, with the base kept as an atom."""
    return (Rational({((base, 1),): Fraction(1)}) + remainder).scaled(1 / c)


def _without(mono: Mono, part: Mono) -> dict[Opaque, int]:
    powers: dict[Opaque, int] = dict(mono)
    for atom, n in part:
        powers[atom] = powers[atom] - n
    return powers


def _times(ring: Ring, powers: dict[Opaque, int], p: Rational) -> Rational:
    """The monomial with these powers times a polynomial; denominators cancel before anything is multiplied out."""
    out = num(0)
    for term, c in p.terms.items():
        new = dict(powers)
        for atom, n in term:
            new[atom] = new.get(atom, 0) + n
        out = out + ring.mul(Rational({mono_of(new): c}), ONE)
    return out
