"""Kinds of atoms without rules of their own: entries, scalars, dimensions, named constants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ...expr.indices import Spot, moved_spot
from ...expr.nodes import Constant, Dim, Entry, Expr, Tensor, wrap
from .algebra import settled_atom
from .masks import ANY, NONNEGATIVE, POSITIVE
from .terms import ZERO, Atom, AtomKind, Context, Moves, Poly, Symmetry, power_of, register


def closure(symmetries: Iterable[Symmetry], check_time: Callable[[], None]) -> tuple[Symmetry, ...]:
    """All exchanges of axes that follow from the given ones, the identity left out unless it changes the sign.

    Of n axes there are up to n! of them.
    """
    given = list(symmetries)
    axes = tuple(range(len(given[0].order)))
    reached = {Symmetry(axes, 1)}
    waiting = list(reached)
    while waiting:
        check_time()
        known = waiting.pop()
        for step in given:
            combined = Symmetry(tuple(known.order[axis] for axis in step.order), known.sign * step.sign)
            if combined not in reached:
                reached.add(combined)
                waiting.append(combined)
    return tuple(sorted(reached - {Symmetry(axes, 1)}, key=lambda symmetry: (symmetry.order, symmetry.sign)))


def entry_of(ctx: Context, tensor: Tensor, places: tuple[Spot, ...]) -> Poly:
    """An entry; of those that the symmetries of the tensor make equal the first stands for all.

    It is chosen by the names of the places, whatever they are, so that it holds inside sums as well.
    """
    best, sign = places, 1
    if tensor.name in ctx.symmetries:
        ctx.check_time()
    for symmetry in ctx.symmetries.get(tensor.name, ()):
        exchanged = tuple([places[axis] for axis in symmetry.order])
        if exchanged == places and symmetry.sign < 0:
            return ZERO
        if tuple(map(str, exchanged)) < tuple(map(str, best)):
            best, sign = exchanged, symmetry.sign
    return settled_atom(ctx, "entry", (tensor, best)).scaled(Fraction(sign))


def _moved_entry(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    tensor, places = atom.data
    return entry_of(ctx, tensor, tuple([moved_spot(place, moves) for place in places]))


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


register(AtomKind("entry", "c", _moved_entry, always(ANY), lambda ctx, atom: Entry(*atom.data), solved_for=0))
register(AtomKind("scalar", "d", _itself, _scalar_sign, lambda ctx, atom: atom.data, solved_for=1))
register(AtomKind("dim", "j", _itself, always(POSITIVE), _dim, solved_for=3))
register(AtomKind("surplus", "j", _itself, always(NONNEGATIVE), lambda ctx, atom: _dim(ctx, atom) - wrap(1)))
register(AtomKind("pi", "k", _itself, always(POSITIVE), lambda ctx, atom: Constant(atom.data)))
