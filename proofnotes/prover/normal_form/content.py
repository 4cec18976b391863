"""What the terms of a polynomial have in common: one denominator, one monomial, one rational factor."""

from __future__ import annotations

from collections.abc import Callable
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
    common: dict[Atom, list[Exponent]] = {}
    for mono in poly.terms:
        for atom, _ in mono:
            common.setdefault(atom, [])
    for mono in poly.terms:
        powers = dict(mono)
        for atom, seen in common.items():
            seen.append(powers.get(atom, 0))
    shared = monomial((atom, min(seen)) for atom, seen in common.items() if _alike(atom, seen) and drawn(atom))
    inverse = [(atom, -each) for atom, each in shared]
    coefficient = rational_content([c for _, c in poly])
    if not keep_sign and poly.sorted()[0][1] < 0:
        coefficient = -coefficient
    primitive = Poly({monomial([*mono, *inverse]): c / coefficient for mono, c in poly})
    return (shared, coefficient), primitive


def _alike(atom: Atom, seen: list[Exponent]) -> bool:
    return atom.kind != "base" or min(seen) == max(seen)
