"""The largest value over a whole dimension, in normal form.

What is free of the index moves out of the largest of a sum, a positive factor out of that of a product; an increasing
function commutes with it, a decreasing one makes it the least, −max(−f).  Where hypotheses say of a place that no value
is larger than the one there, that is the largest.  What is left is an atom whose variables are labels, as in a sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

from ...expr.functions import TABLE
from ...expr.indices import Index, Place
from ...expr.nodes import Largest
from .algebra import moved, multiply, power, settle
from .applied import argument
from .bound import Indices, body_of, bound_atom, bound_tree, opened
from .brackets import READERS
from .content import split_content
from .deltas import delta_of
from .functions import exp_of, function_of, kinked, log_of
from .masks import NEGATIVE, NONNEGATIVE, POSITIVE
from .signs import fact, mono_sign, poly_sign, steps_of
from .sums import by_values
from .terms import (
    ONE,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Moves,
    Poly,
    atoms_within,
    bindings,
    places_of,
    power_of,
    register,
    total_of,
)


def largest_of(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    """The largest value over the indices, each over its whole range.

    With brackets in it, terms that are undefined apart may cancel: then it is left whole.
    """
    indices = tuple(index for index in indices if poly.mentions((index,)))
    if not indices:
        return poly
    for index in indices:
        places = by_values(ctx, index)
        if places is not None:
            others = tuple(each for each in indices if each != index)
            return kinked(
                ctx,
                "max",
                tuple(largest_of(ctx, moved(ctx, poly, {index: place}), (*others, *more)) for place, more in places),
            )
    if steps_of(poly) and any(exponent < 0 for mono in poly.terms for _, exponent in mono):
        return _alone(ctx, poly, indices)
    apart = Poly({mono: c for mono, c in poly if not _mentions(mono, indices)})
    return apart + _without_constant(ctx, poly - apart, indices)


def least_of(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    """The least value over the indices."""
    return largest_of(ctx, poly.scaled(Fraction(-1)), indices).scaled(Fraction(-1))


def _mentions(mono: Mono, indices: Indices) -> bool:
    return any(atom.mentions(indices) for atom, _ in mono)


def _without_constant(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    """Every term mentions the indices: factors of one sign move out, and functions that are monotone."""
    (shared, coefficient), primitive = split_content(
        poly,
        lambda atom: not atom.mentions(indices) and mono_sign(ctx, ((atom, 1),)) in (NEGATIVE, POSITIVE),
        keep_sign=True,
    )
    outside = Poly({shared: coefficient})
    if outside != ONE:
        positive = poly_sign(ctx, outside) == POSITIVE
        return multiply(ctx, outside, (largest_of if positive else least_of)(ctx, primitive, indices))
    if poly.single is not None:
        mono, sign = poly.single
        inner = _monotone(ctx, mono, indices, largest_of if sign > 0 else least_of)
        if inner is not None:
            return inner.scaled(sign)
    known = _known(ctx, poly, indices)
    return known if known is not None else _alone(ctx, poly, indices)


def _alone(ctx: Context, poly: Poly, indices: Indices) -> Poly:
    return settle(ctx, ((bound_atom(ctx, "largest", poly, indices), 1),), Fraction(1))


Extreme = Callable[[Context, Poly, Indices], Poly]


def _monotone(ctx: Context, mono: Mono, indices: Indices, extreme: Extreme) -> Poly | None:
    """max e^f = e^{max f}, max fⁿ = (max f)ⁿ for f ≥ 0, max 1/f = 1/min f for f > 0, and so on for what increases."""
    if all(atom.kind == "exp" for atom, _ in mono):
        arguments = total_of(argument(atom).scaled(Fraction(each)) for atom, each in mono)
        return exp_of(ctx, extreme(ctx, arguments, indices))
    if len(mono) != 1:
        return None
    atom, exponent = mono[0]
    if exponent != 1:
        return _monotone_power(ctx, atom, exponent, indices, extreme)
    if atom.kind == "log":
        return log_of(ctx, extreme(ctx, argument(atom), indices))
    if atom.kind in TABLE and TABLE[atom.kind].increasing:
        return function_of(atom.kind)(ctx, extreme(ctx, argument(atom), indices))
    return None


def _monotone_power(ctx: Context, atom: Atom, exponent: Exponent, indices: Indices, extreme: Extreme) -> Poly | None:
    sign = mono_sign(ctx, ((atom, 1),))
    if sign != POSITIVE and (sign & ~NONNEGATIVE or exponent < 0):
        return None
    base = argument(atom) if atom.kind == "base" else power_of(atom)
    opposite = least_of if extreme is largest_of else largest_of
    return power(ctx, (extreme if exponent > 0 else opposite)(ctx, base, indices), Fraction(exponent))


def _known(ctx: Context, poly: Poly, indices: Indices) -> Poly | None:
    """The value at a place, where the facts say that no value is larger."""
    for place in _candidates(ctx, poly, indices):
        there = moved(ctx, poly, place)
        if _is_least(ctx, there - poly, place):
            return there
    return None


def _is_least(ctx: Context, poly: Poly, place: dict[Index, Place]) -> bool:
    """Whether poly, which is 0 at the place, is nowhere negative: as it is, or because it is positive elsewhere."""
    if poly_sign(ctx, poly) & ~NONNEGATIVE == 0:
        return True
    here = ONE
    for index, where in place.items():
        here = multiply(ctx, here, delta_of(index, where))
    return poly_sign(ctx, poly + here) == POSITIVE


def _candidates(ctx: Context, poly: Poly, indices: Indices) -> list[dict[Index, Place]]:
    """The places that the facts speak about, and those in the polynomial."""
    places: set[Place] = places_of(poly) - set(indices)
    for known in ctx.facts:
        places |= places_of(known.poly) - set(known.every)
    return list(bindings(indices, sorted(places, key=str)))


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    body, inner = opened(ctx, atom)
    return largest_of(ctx, moved(ctx, body, moves), inner)


def _sign(ctx: Context, atom: Atom) -> int:
    """It is one of the values."""
    return poly_sign(ctx, body_of(ctx, atom))


def closed(poly: Poly) -> Atom | None:
    """A largest value in the polynomial, also inside its atoms, that depends on no variable of a sum around it."""
    found = (atom for atom in atoms_within(poly) if atom.kind == "largest" and not atom.loose)
    return min(found, key=lambda atom: atom.key, default=None)


def reached(ctx: Context, atom: Atom) -> Context:
    """The context in which the largest value is the one at a place, somewhere: there is one.  Points know none."""
    there, at = opened(ctx.bare, atom)
    body, every = opened(ctx.bare, atom)
    facts = [*ctx.facts, fact(ctx, there - body, NONNEGATIVE, every)]
    for place in _candidates(ctx, there, at):
        facts.append(fact(ctx, there - moved(ctx, there, place), NONNEGATIVE))
    return replace(ctx, facts=facts, samples=(), normal_forms={}, signs={})


def _only_zero(ctx: Context, kind: str, poly: Poly) -> Poly | None:
    """[poly = 0] as δ_kj, where it vanishes at k = j and is known to vanish nowhere else."""
    if kind != "zero" or not ctx.facts:
        return None
    for index in sorted(poly.free, key=str):
        for place in _candidates(ctx, poly, (index,)):
            if moved(ctx, poly, place):
                continue
            same = delta_of(index, place[index])
            if _nowhere_else(ctx, poly, same):
                return same
    return None


def _nowhere_else(ctx: Context, poly: Poly, same: Poly) -> bool:
    """Whether poly, which is 0 where δ is 1, has one sign elsewhere."""
    return poly_sign(ctx, poly - same) == NEGATIVE or poly_sign(ctx, poly + same) == POSITIVE


READERS.append(_only_zero)
register(AtomKind("largest", "b~~", _moved, _sign, partial(bound_tree, binder=Largest), compound=True, binds=True))
