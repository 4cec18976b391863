"""A function of a polynomial as an atom: its kind follows from its row, parity and the signs of its values included."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ...expr.elementary import Elementary
from ...expr.nodes import Apply, Expr
from .algebra import moved, settled_atom
from .masks import ANY, NONNEGATIVE, POSITIVE
from .readable import to_tree
from .signs import poly_sign
from .terms import ZERO, Atom, AtomKind, Context, Moves, Poly

Function = Callable[[Context, Poly], Poly]


def rebuilt(build: Function) -> Callable[[Context, Atom, Moves], Poly]:
    """An atom that holds one polynomial, built again from the moved one."""
    return lambda ctx, atom, moves: build(ctx, moved(ctx, argument(atom), moves))


def argument(atom: Atom) -> Poly:
    """What the function is applied to."""
    return atom.data if isinstance(atom.data, Poly) else Poly({atom.data: Fraction(1)})


def called(ctx: Context, atom: Atom) -> Expr:
    """The atom as the function of a tree."""
    return Apply(atom.kind, (to_tree(ctx, argument(atom)),))


def by_parity(row: Elementary, ctx: Context, poly: Poly) -> Poly:
    """One atom; f(−u) = ±f(u) makes the leading coefficient of its argument positive."""
    if not poly and row.parity == "odd":
        return ZERO
    if row.parity and poly and poly.sorted()[0][1] < 0:
        mirrored = settled_atom(ctx, row.name, poly.scaled(Fraction(-1)))
        return mirrored.scaled(Fraction(-1)) if row.parity == "odd" else mirrored
    return settled_atom(ctx, row.name, poly)


def atom_of(row: Elementary) -> Function:
    """The function as one atom of its argument."""
    return lambda ctx, poly: by_parity(row, ctx, poly)


def sign_of_values(row: Elementary) -> int:
    """The signs that all values have."""
    if row.values.low is None or row.values.low < 0:
        return ANY
    return NONNEGATIVE if row.values.low == 0 and row.values.reached else POSITIVE


def kind_of(row: Elementary, build: Function) -> AtomKind:
    """The kind of its atoms."""

    def sign(ctx: Context, atom: Atom) -> int:
        return poly_sign(ctx, argument(atom)) if row.keeps_sign else sign_of_values(row)

    return AtomKind(row.name, "f", rebuilt(build), sign, called, compound=row.keeps_sign)
