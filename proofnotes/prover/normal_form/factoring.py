"""Factors of polynomials over ℚ, by FLINT, as far as they can be had in a time that is known beforehand."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from .terms import ONE_MONO, Atom, Poly, monomial

MOST_DEGREE, MOST_TERMS, MOST_WORK = 100, 400, 6_000
"""Larger polynomials are not factored: FLINT cannot be interrupted, and aborts where an exponent overflows.

The work is terms × degree × variables; what it allows takes at most a few tenths of a second."""


def rational_content(numbers: list[Fraction]) -> Fraction:
    """The positive rational that leaves coprime integers."""
    return Fraction(gcd(*(c.numerator for c in numbers)), lcm(*(c.denominator for c in numbers)))


@lru_cache(maxsize=1 << 11)
def factored(poly: Poly) -> tuple[tuple[Poly, int], ...]:
    """The irreducible factors over ℚ, each primitive with a positive leading coefficient; constants as a factor.

    What is too large to factor in time, or is no polynomial, is its own only factor.
    """
    if not _can_be_factored(poly):
        return ((poly, 1),)
    flint_poly, atoms = to_flint(poly)
    constant, factors = flint_poly.factor()
    found = []
    scale = Fraction(int(constant.p), int(constant.q))
    for factor, multiplicity in factors:
        back = from_flint(factor, atoms)
        coefficient = rational_content([c for _, c in back])
        if back.sorted()[0][1] < 0:
            coefficient = -coefficient
        scale *= coefficient ** int(multiplicity)
        found.append((back.scaled(1 / coefficient), int(multiplicity)))
    if scale != 1:
        found.append((Poly({ONE_MONO: scale}), 1))
    return tuple(found)


def _can_be_factored(poly: Poly) -> bool:
    exponents = [exponent for mono in poly.terms for _, exponent in mono]
    if not all(isinstance(exponent, int) and 0 <= exponent <= MOST_DEGREE for exponent in exponents):
        return False
    variables = {atom for mono in poly.terms for atom, _ in mono}
    degree = max(exponents, default=0)
    return len(poly.terms) <= MOST_TERMS and len(poly.terms) * degree * len(variables) <= MOST_WORK


def to_flint(poly: Poly) -> tuple[fmpq_mpoly, list[Atom]]:
    """A python-flint polynomial, and the atom behind each of its generators."""
    atoms = sorted({atom for mono in poly.terms for atom, _ in mono}, key=lambda atom: atom.key)
    places = {atom: place for place, atom in enumerate(atoms)}
    ctx = fmpq_mpoly_ctx.get(tuple(f"x{n}" for n in range(len(atoms))), Ordering.lex)
    terms = {}
    for mono, c in poly:
        vector = [0] * len(atoms)
        for atom, exponent in mono:
            vector[places[atom]] = int(exponent)
        terms[tuple(vector)] = fmpq(c.numerator, c.denominator)
    return ctx.from_dict(terms), atoms


def from_flint(poly: fmpq_mpoly, atoms: list[Atom]) -> Poly:
    """Back to a polynomial over atoms."""
    return Poly(
        {
            monomial(zip(atoms, map(int, exponents), strict=True)): Fraction(int(c.p), int(c.q))
            for exponents, c in poly.to_dict().items()
        }
    )
