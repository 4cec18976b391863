"""Kronecker's delta: δ² = δ, and δ_ab f(a) = δ_ab f(b)."""

from __future__ import annotations

from fractions import Fraction

from ...expr.errors import UndefinedError
from ...expr.indices import Index, Position, Shifted, ShiftedLabel, Spot, moved_spot
from ...expr.nodes import Delta
from .algebra import moved, multiply, times_rest
from .masks import NONNEGATIVE
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
    mono_free,
    monomial,
    power_of,
    register,
)

BLOCKS = (Shifted, ShiftedLabel)


def delta_of(left: Spot, right: Spot) -> Poly:
    """δ between two places over one dimension; known where both are known."""
    assert left.over == right.over, f"δ between {left} over {left.over} and {right} over {right.over}"
    if left == right:
        return ONE
    if isinstance(left, BLOCKS) and isinstance(right, BLOCKS):
        entry = delta_of(left.inner, right.inner)
        if isinstance(left.block, int) or isinstance(right.block, int):
            return entry if left.block == right.block else ZERO
        return _both(delta_of(left.block, right.block), entry)
    if isinstance(left, Position) and isinstance(right, Position):
        return ONE if left.value == right.value else ZERO
    return power_of(Atom("delta", tuple(sorted((left, right), key=_rank))))


def _both(first: Poly, second: Poly) -> Poly:
    """The product of deltas, each 0, 1, or a product of atoms; δ² = δ."""
    if not first or not second:
        return ZERO
    (one, _), (other, _) = first.single or (ONE_MONO, 1), second.single or (ONE_MONO, 1)
    return Poly({monomial((atom, 1) for atom, _ in dict.fromkeys((*one, *other))): Fraction(1)})


def _rank(place: Spot) -> tuple[bool, str]:
    """The place that stays comes first: what is no index, then by name."""
    return isinstance(place, Index), str(place)


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    if exponent < 0:
        return None
    if exponent != 1:
        return times_rest(ctx, mono, atom, power_of(atom))
    kept, gone = atom.data
    rest = tuple(pair for pair in mono if pair[0] is not atom)
    if not isinstance(gone, Index) or gone not in mono_free(rest):
        return None
    try:
        there = moved(ctx, Poly({rest: Fraction(1)}), {gone: kept})
    except UndefinedError:
        return None  # as it is written it may still cancel: (1 − δ_ij)/(x_i − x_j)
    return multiply(ctx, there, power_of(atom))


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    left, right = atom.data
    return delta_of(moved_spot(left, moves), moved_spot(right, moves))


register(AtomKind("delta", "i", _moved, always(NONNEGATIVE), lambda ctx, atom: Delta(*atom.data), _settled))
