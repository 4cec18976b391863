"""Kinds of atoms without rules of their own: entries, scalars, dimensions, named constants."""

from __future__ import annotations

from collections.abc import Callable

from ...expr.indices import moved_spot
from ...expr.nodes import Constant, Dim, Entry, Expr, wrap
from .algebra import settled_atom
from .masks import ANY, NONNEGATIVE, POSITIVE
from .terms import Atom, Context, Kind, Moves, Poly, power_of, register


def _moved_entry(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    tensor, places = atom.data
    return settled_atom(ctx, "entry", (tensor, tuple([moved_spot(place, moves) for place in places])))


def _itself(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    """Nothing in it can move."""
    return power_of(atom)


def _scalar_sign(ctx: Context, atom: Atom) -> int:
    return POSITIVE if atom.data.positive else ANY


def always(mask: int) -> Callable[[Context, Atom], int]:
    """The same sign whatever the atom holds."""
    return lambda ctx, atom: mask


def _dim(ctx: Context, atom: Atom) -> Expr:
    return Dim(atom.data.name, atom.data.size)


register(Kind("entry", "c", _moved_entry, always(ANY), lambda ctx, atom: Entry(*atom.data), solved_for=0))
register(Kind("scalar", "d", _itself, _scalar_sign, lambda ctx, atom: atom.data, solved_for=1))
register(Kind("dim", "j", _itself, always(POSITIVE), _dim, solved_for=3))
register(Kind("surplus", "j", _itself, always(NONNEGATIVE), lambda ctx, atom: _dim(ctx, atom) - wrap(1)))
register(Kind("pi", "k", _itself, always(POSITIVE), lambda ctx, atom: Constant(atom.data)))
