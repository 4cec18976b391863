"""The signs that a polynomial may have.

Everything here is interval reasoning on three values, so it is sound under any binding of indices; what is not known is
ANY.  Facts from hypotheses enter through `Context.facts`.
"""

from __future__ import annotations

from fractions import Fraction

from .content import common_denominator, split_content
from .context import Context
from .masks import (
    ANY,
    DECIDED,
    NEGATIVE,
    NONNEGATIVE,
    POSITIVE,
    ZERO,
    plus,
    raised,
    sign_of,
    summed,
    times,
)
from .terms import Atom, Mono, Poly

COMPOUND = ("base", "sum", "erf")
"""Atoms whose sign is the sign of what is inside."""


def atom_sign(ctx: Context, atom: Atom) -> int:
    """What the kind of an atom says about its sign, and what the hypotheses say."""
    if atom.kind in ("exp", "dim", "pi", "prime"):
        return POSITIVE
    if atom.kind in ("delta", "surplus"):
        return NONNEGATIVE
    if atom.kind == "base":
        return poly_sign(ctx, atom.data)
    if atom.kind == "sum":
        return summed(mono_sign(ctx, atom.data[1]))
    if atom.kind == "erf":
        return poly_sign(ctx, atom.data)
    if atom.kind == "scalar" and atom.data.positive:
        return POSITIVE
    return ANY


def mono_sign(ctx: Context, mono: Mono) -> int:
    """The sign of a product."""
    mask = POSITIVE
    for atom, exponent in mono:
        mask = times(mask, raised(_known_atom_sign(ctx, atom), exponent))
    return mask


def _known_atom_sign(ctx: Context, atom: Atom) -> int:
    """By its kind and by the facts, looked up once."""
    alone = Poly({((atom, 1),): Fraction(1)})
    known = ctx.signs.get(alone)
    if known is None:
        known = atom_sign(ctx, atom)
        if known not in DECIDED:
            from ..signs.facts import fact_sign

            known &= fact_sign(ctx, alone)
        if known in DECIDED or atom.kind not in COMPOUND:  # of a compound more may be shown later
            ctx.signs[alone] = known
    return known


def poly_sign(ctx: Context, poly: Poly) -> int:
    """The sign of a polynomial: of its content, and of what is left term by term and against the facts."""
    if len(poly.terms) <= 1:
        return termwise(ctx, poly)
    outside, primitive = primitive_part(ctx, poly)
    mask = times(outside, _primitive_sign(ctx, primitive))
    if mask not in DECIDED and poly != primitive:
        from ..signs.lemmas import lemma_sign

        mask &= lemma_sign(ctx, poly)
    return mask


def primitive_part(ctx: Context, poly: Poly) -> tuple[int, Poly]:
    """The sign of denominator and content, and the primitive polynomial that is left."""
    below, numerator = common_denominator(ctx, poly)
    if not numerator:
        return ZERO, numerator
    (shared, coefficient), primitive = split_content(numerator)
    return times(times(mono_sign(ctx, below), mono_sign(ctx, shared)), sign_of(coefficient)), primitive


def _primitive_sign(ctx: Context, primitive: Poly) -> int:
    if not primitive:
        return ZERO
    cached = ctx.signs.get(primitive)
    if cached is not None:
        return cached
    ctx.signs[primitive] = ANY  # a recursive question about the same polynomial learns nothing
    from ..signs.facts import fact_sign

    mask = termwise(ctx, primitive)
    for look in (fact_sign, _factor_sign, _dimension_sign, _lemma_sign):
        if mask not in DECIDED:
            mask &= look(ctx, primitive)
    ctx.signs[primitive] = mask
    return mask


def _factor_sign(ctx: Context, primitive: Poly) -> int:
    """The product of the signs of the factors: a square is never negative."""
    from .powers import factored

    factors = factored(primitive)
    if len(factors) == 1 and factors[0][1] == 1:
        return ANY
    mask = POSITIVE
    for factor, multiplicity in factors:
        mask = times(mask, raised(poly_sign(ctx, factor), multiplicity))
    return mask


def _dimension_sign(ctx: Context, primitive: Poly) -> int:
    """Term by term in N − 1, which is never negative."""
    mask, shifted = ANY, primitive
    for atom in {atom for mono in primitive.terms for atom, _ in mono if atom.kind == "dim"}:
        shifted = _replaced(
            ctx, shifted, atom, Poly({((Atom("surplus", atom.data), 1),): Fraction(1), (): Fraction(1)})
        )
    return termwise(ctx, shifted) if shifted is not primitive else mask


def _replaced(ctx: Context, poly: Poly, atom: Atom, value: Poly) -> Poly:
    """The polynomial with an atom replaced where it stands by itself to a natural power."""
    from .algebra import multiply, power_exact

    result = Poly({})
    for mono, c in poly:
        exponent = dict(mono).get(atom, 0)
        if not isinstance(exponent, int) or exponent < 0:
            result = result + Poly({mono: c})
        else:
            rest = Poly({tuple(pair for pair in mono if pair[0] is not atom): c})
            result = result + multiply(ctx, rest, power_exact(ctx, value, exponent))
    return result


def _lemma_sign(ctx: Context, primitive: Poly) -> int:
    from ..signs.lemmas import lemma_sign

    return lemma_sign(ctx, primitive)


def note_sign(ctx: Context, poly: Poly, mask: int) -> None:
    """Remember a sign that was shown from the expression as written."""
    if len(poly.terms) > 1:
        outside, primitive = primitive_part(ctx, poly)
        if outside in (NEGATIVE, POSITIVE):
            ctx.signs[primitive] = ctx.signs.get(primitive, ANY) & times(mask, outside)


def termwise(ctx: Context, poly: Poly) -> int:
    """The signs of the terms, added up."""
    mask = ZERO
    for mono, c in poly:
        mask = plus(mask, times(mono_sign(ctx, mono), sign_of(c)))
        if mask == ANY:
            break
    return mask


def undecided(ctx: Context, poly: Poly) -> Poly:
    """What a sign really hangs on: a factor whose sign is not known, before the polynomial as a whole."""
    shared, primitive = ((), poly) if not poly else split_content(common_denominator(ctx, poly)[1])
    for atom, _ in shared[0] if shared else ():
        if mono_sign(ctx, ((atom, 1),)) not in (NEGATIVE, ZERO, POSITIVE):
            return Poly({((atom, 1),): Fraction(1)})
    return primitive
