"""What the terms of a polynomial have in common: one denominator, one monomial, one rational factor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from .algebra import multiply
from .factoring import rational_content
from .terms import Atom, Context, Exponent, Mono, Poly, monomial, power_of


def common_denominator(ctx: Context, poly: Poly) -> tuple[Mono, Poly]:
    """poly = m · numerator, m the negative powers of compound bases that its terms need."""
    if len(poly.terms) <= 1:
        return (), poly
    lowest: dict[Atom, Exponent] = {}
    for mono in poly.terms:
        for atom, exponent in mono:
            if atom.kind == "base" and exponent < 0:
                lowest[atom] = min(lowest.get(atom, 0), exponent)
    for atom, exponent in lowest.items():
        poly = multiply(ctx, poly, power_of(atom, -exponent))
    return monomial(lowest.items()), poly


def split_content(
    poly: Poly, drawn: Callable[[Atom], bool] = lambda _: True, *, keep_sign: bool = False
) -> tuple[tuple[Mono, Fraction], Poly]:
    """poly = c · m · primitive: m the common monomial (of the atoms that may be drawn out), c rational.

    primitive has coprime integer coefficients; its leading one is positive unless the sign has to stay.  Compound bases
    are drawn out only from a numerator over a common denominator, where they stand in every term alike.
    """
    shared = monomial((atom, low) for atom, low, high in _spans(poly) if _alike(atom, low, high) and drawn(atom))
    inverse = [(atom, -each) for atom, each in shared]
    coefficient = rational_content([c for _, c in poly])
    if not keep_sign and poly.sorted()[0][1] < 0:
        coefficient = -coefficient
    primitive = Poly({monomial([*mono, *inverse]): c / coefficient for mono, c in poly})
    return (shared, coefficient), primitive


def _spans(poly: Poly) -> Iterator[tuple[Atom, Exponent, Exponent]]:
    """Each atom with its least and its greatest exponent: 0 in a term where it does not stand."""
    seen: dict[Atom, tuple[Exponent, Exponent, int]] = {}
    for mono in poly.terms:
        for atom, exponent in mono:
            low, high, times = seen.get(atom, (exponent, exponent, 0))
            seen[atom] = (min(low, exponent), max(high, exponent), times + 1)
    for atom, (low, high, times) in seen.items():
        everywhere = times == len(poly.terms)
        yield atom, low if everywhere else min(low, 0), high if everywhere else max(high, 0)


def _alike(atom: Atom, low: Exponent, high: Exponent) -> bool:
    return atom.kind != "base" or low == high
