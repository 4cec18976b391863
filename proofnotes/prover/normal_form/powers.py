"""Powers of polynomials: content drawn out, denominators factored, roots kept as compound bases."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz

from ...expr.errors import UndefinedError
from .algebra import multiply, rational_power, settle
from .content import common_denominator, rational_content, split_content
from .context import Context
from .masks import NEGATIVE, POSITIVE
from .signs import mono_sign
from .terms import ONE, ONE_MONO, ZERO, Atom, Mono, Poly, monomial, power_of

MOST_DEGREE, MOST_TERMS = 300, 2_000
"""Larger polynomials are not factored: FLINT cannot be interrupted, and aborts where an exponent overflows."""

MOST_BITS_FACTORED, TRIAL_LIMIT = 100, 10_000
"""Longer integers are divided by small primes only; a rest that is not prime is as good: it is a number > 1."""


def power(ctx: Context, poly: Poly, exponent: Fraction) -> Poly:
    """poly ** exponent.  A rational exponent that is not an integer needs poly ≥ 0: the caller has shown it."""
    if exponent == 0:
        return ONE
    if not poly:
        if exponent < 0:
            raise UndefinedError("division by something that is identically zero")
        return ZERO
    if exponent == 1:
        return poly
    if poly.single is not None:
        return _power_of_term(ctx, *poly.single, exponent)
    if exponent.denominator == 1 and exponent > 0:
        return _by_squaring(ctx, poly, int(exponent))
    below, numerator = _over_common(ctx, poly, exponent)
    if below:
        outside = _power_of_term(ctx, below, Fraction(1), exponent)
        return multiply(ctx, outside, power(ctx, numerator, exponent))
    content, primitive = _content_for(ctx, poly, exponent)
    outside = _power_of_term(ctx, *content, exponent)
    return multiply(ctx, outside, _power_of_primitive(ctx, primitive, exponent))


def _over_common(ctx: Context, poly: Poly, exponent: Fraction) -> tuple[Mono, Poly]:
    """A common denominator drawn out; from under a root only if it is positive."""
    below, numerator = common_denominator(ctx, poly)
    if exponent.denominator != 1 and mono_sign(ctx, below) != POSITIVE:
        return (), poly
    return below, numerator


def _content_for(ctx: Context, poly: Poly, exponent: Fraction) -> tuple[tuple[Mono, Fraction], Poly]:
    """For roots only positive factors are drawn out, and no sign."""
    if exponent.denominator == 1:
        return split_content(poly)
    return split_content(poly, lambda atom: mono_sign(ctx, ((atom, 1),)) == POSITIVE, keep_sign=True)


def _by_squaring(ctx: Context, poly: Poly, exponent: int) -> Poly:
    result, square = ONE, poly
    while exponent:
        if exponent & 1:
            result = multiply(ctx, result, square)
        exponent >>= 1
        if exponent:
            square = multiply(ctx, square, square)
    return result


def _power_of_term(ctx: Context, mono: Mono, coefficient: Fraction, exponent: Fraction) -> Poly:
    """(c Π aᵢ^eᵢ)^e, split only as far as signs allow: (a²)^½ is not a."""
    if exponent.denominator == 1:
        raised = monomial((atom, each * exponent) for atom, each in mono)
        return settle(ctx, raised, rational_power(coefficient, int(exponent)))
    outside, inside, sign = [], [], 1
    for atom, each in mono:
        own, whole = mono_sign(ctx, ((atom, 1),)), each * exponent
        if own == POSITIVE:
            outside.append((atom, whole))
        elif own == NEGATIVE and each % 2 == 0 and whole == int(whole):
            outside.append((atom, whole))  # (a²)^½ = −a for a < 0
            sign *= (-1) ** int(whole)
        else:
            inside.append((atom, each))
    result = multiply(
        ctx, settle(ctx, monomial(outside), Fraction(sign)), number_power(ctx, abs(coefficient), exponent)
    )
    inner = Poly({tuple(inside): Fraction(1 if coefficient > 0 else -1)})
    return result if inner == ONE else multiply(ctx, result, power_of(Atom("base", inner), exponent))


def number_power(ctx: Context, value: Fraction, exponent: Fraction) -> Poly:
    """A positive rational to a rational power, by prime factors."""
    powers = [(Atom("prime", p), n * exponent) for p, n in number_factors(value)]
    return settle(ctx, monomial(powers), Fraction(1))


def number_factors(value: Fraction) -> list[tuple[int, int]]:
    """The primes of a positive rational with their exponents."""
    above = [(p, n) for p, n in _factors(value.numerator)]
    return above + [(p, -n) for p, n in _factors(value.denominator)]


@lru_cache(maxsize=4096)
def _factors(value: int) -> tuple[tuple[int, int], ...]:
    number = fmpz(value)
    found = number.factor() if value.bit_length() <= MOST_BITS_FACTORED else number.factor(trial_limit=TRIAL_LIMIT)
    return tuple((int(p), int(n)) for p, n in found)


def _power_of_primitive(ctx: Context, primitive: Poly, exponent: Fraction) -> Poly:
    if primitive.single is not None:
        return _power_of_term(ctx, *primitive.single, exponent)
    if exponent.denominator != 1:
        return settle(ctx, ((Atom("base", primitive), exponent),), Fraction(1))
    result = ONE
    for factor, multiplicity in factored(primitive):
        if factor.single is not None:
            piece = _power_of_term(ctx, *factor.single, exponent * multiplicity)
        else:
            piece = settle(ctx, ((Atom("base", factor), int(exponent * multiplicity)),), Fraction(1))
        result = multiply(ctx, result, piece)
    return result


@lru_cache(maxsize=4096)
def factored(poly: Poly) -> tuple[tuple[Poly, int], ...]:
    """The irreducible factors over ℚ, each primitive with a positive leading coefficient; constants as a factor.

    What is too large to factor in time, or is no polynomial, is its own only factor.
    """
    exponents = [exponent for mono in poly.terms for _, exponent in mono]
    if not all(isinstance(exponent, int) and 0 <= exponent <= MOST_DEGREE for exponent in exponents):
        return ((poly, 1),)
    if len(poly.terms) > MOST_TERMS:
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
