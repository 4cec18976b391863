"""Powers of polynomials: content drawn out, denominators factored, roots kept as compound bases."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import floor

from flint import fmpz

from ...expr.errors import UndefinedError
from ...expr.nodes import Number
from .algebra import define_power, moved, multiply, power, rational_power, settle, times_rest
from .brackets import stepwise
from .content import common_denominator, split_content
from .factoring import factored
from .masks import NEGATIVE, NONNEGATIVE, POSITIVE
from .readable import to_tree
from .signs import mono_sign, poly_sign, steps_of
from .symbols import always
from .terms import (
    ONE,
    ONE_MONO,
    ZERO,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Moves,
    Poly,
    Rule,
    monomial,
    power_of,
    register,
)

MOST_BITS_FACTORED, TRIAL_LIMIT = 100, 10_000
"""Longer integers are divided by small primes only; a rest that is not prime is as good: it is a number > 1."""


@define_power
def _any_power(ctx: Context, poly: Poly, exponent: Fraction) -> Poly:
    """poly ** exponent.  A rational exponent that is not an integer needs poly ≥ 0: the caller has shown it."""
    if exponent == 0:
        return ONE
    if not poly:
        if exponent < 0:
            raise UndefinedError("division by something that is identically zero")
        return ZERO
    if exponent == 1:
        return poly
    if poly.single is not None and not steps_of(poly):
        return _power_of_term(ctx, *poly.single, exponent)
    if exponent.denominator == 1 and exponent > 0:
        return _by_squaring(ctx, poly, int(exponent))
    if steps_of(poly):
        return stepwise(ctx, poly, lambda part: power(ctx, part, exponent))
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
    if coefficient > 0 and all(mono_sign(ctx, ((atom, 1),)) & ~NONNEGATIVE == 0 for atom, _ in mono):
        roots = settle(ctx, monomial((atom, each * exponent) for atom, each in mono), Fraction(1))
        return multiply(ctx, roots, number_power(ctx, coefficient, exponent))
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


def _settle_prime(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """2^{5/2} = 4 · 2^{1/2}: what is left of a prime is between 0 and 1."""
    if 0 < exponent < 1:
        return None
    whole = floor(exponent)
    number = rational_power(Fraction(atom.data), whole)
    return times_rest(ctx, mono, atom, power_of(atom, exponent - whole).scaled(number))


def _settle_base(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """Compound bases: expanded in the numerator, and the numerator reduced modulo the base where it divides."""
    base: Poly = atom.data
    if exponent >= 1:
        whole = floor(exponent)
        rest = power_of(atom, exponent - whole) if exponent != whole else ONE
        value = rest
        for _ in range(whole):
            value = multiply(ctx, value, base)
        return times_rest(ctx, mono, atom, value)
    if exponent >= 0 or not _reducible(ctx, base):
        return None
    found = _divisor(base, dict(mono))
    if found is None:
        return None
    divisor, coefficient = found
    cofactor = monomial([*mono, *((each, -needed) for each, needed in divisor)])
    remainder = Poly({each: -c / coefficient for each, c in base if each != divisor})
    raised = multiply(ctx, Poly({cofactor: 1 / coefficient}), power_of(atom))
    return raised + multiply(ctx, Poly({cofactor: Fraction(1)}), remainder)


def _divisor(base: Poly, powers: dict[Atom, Exponent]) -> tuple[Mono, Fraction] | None:
    """The term t of the base that a monomial is divided by, m/P = (m/t)(1 − (P − t)/P): partial fractions.

    The leading term where it divides m, the constant term where m has a negative power of what leads: e⁻ˣ/(1 + eˣ)
    becomes e⁻ˣ − 1/(1 + eˣ).
    """
    lead, leading = base.sorted()[0]
    if all(powers.get(each, 0) >= needed for each, needed in lead):
        return lead, leading
    if ONE_MONO in base.terms and any(powers.get(each, 0) < 0 and _in_all_others(each, base) for each, _ in lead):
        return ONE_MONO, base.terms[ONE_MONO]
    return None


def _in_all_others(atom: Atom, base: Poly) -> bool:
    """Each division by the constant term then raises the negative power of the atom, and so ends."""
    return all(any(each is atom for each, _ in mono) for mono in base.terms if mono)


def _reducible(ctx: Context, base: Poly) -> bool:
    """Reduction terminates where the order is well founded: no negative powers in the base, and whatever a power in it
    may be rewritten to comes later in the order.  A root leads what stands under it; a hypothesis may lead upward.
    """
    if any(exponent <= 0 for mono in base.terms for _, exponent in mono):
        return False
    upward = [rule.atom for rule in ctx.rules if rule.power > 1 and _leads_upward(rule)]
    return not upward or not any(_alike(atom, each) for mono in base.terms for atom, _ in mono for each in upward)


def _leads_upward(rule: Rule) -> bool:
    """Whether the value of a power of an atom mentions what may come before the atom."""
    return any(
        atom is not rule.atom and (atom.key < rule.atom.key or _alike(atom, rule.atom))
        for mono in rule.value.terms
        for atom, _ in mono
    )


def _alike(atom: Atom, other: Atom) -> bool:
    """Whether they may be one atom at different places."""
    by_name = atom.kind == "entry" and other.kind == "entry" and atom.data[0] == other.data[0]
    return atom is other or by_name or (atom.kind == other.kind and atom.kind not in ("entry", "scalar"))


def _moved_base(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    base = moved(ctx, atom.data, moves)
    if not base:
        raise UndefinedError("a denominator is identically zero")
    return base


def _unmoved_prime(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    return power_of(atom)


register(
    AtomKind(
        "base",
        "A",
        _moved_base,
        lambda ctx, atom: poly_sign(ctx, atom.data),
        lambda ctx, atom: to_tree(ctx, atom.data),
        _settle_base,
        compound=True,
        deepest_first=True,
    )
)
register(
    AtomKind(
        "prime",
        "l",
        _unmoved_prime,
        always(POSITIVE),
        lambda ctx, atom: Number(Fraction(atom.data)),
        _settle_prime,
    )
)
