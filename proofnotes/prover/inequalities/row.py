"""What a row of the table of inequalities is, and how a row asks about something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..normal_form.brackets import everywhere
from ..normal_form.masks import NEGATIVE, ZERO, negated
from ..normal_form.signs import mono_sign
from ..normal_form.sums import open_sum
from ..normal_form.terms import STEPS, Atom, Context, Exponent, Late, Poly, atoms_within

Shows = Callable[[Context, Poly, bool], int]
"""The signs that are left for a polynomial that is asked whether it is nonnegative, or positive where strict: ANY where
the row has nothing to say."""

_ask = Late("ask")
"""engine.py says how."""


def ask(ctx: Context, poly: Poly, strict: bool) -> int:
    """The signs that a polynomial may have, with the rows asked whether it is nonnegative, or positive where strict."""
    mask: int = _ask(ctx, poly, strict)
    return mask


define_ask = _ask.define


def ask_both(ctx: Context, poly: Poly, strict: bool) -> int:
    """The same, with the rows asked whether it is nonnegative and then whether it is nonpositive."""
    mask = ask(ctx, poly, strict)
    return mask if not mask & NEGATIVE else mask & negated(ask(ctx, poly.scaled(Fraction(-1)), strict))


@dataclass(frozen=True)
class Row:
    """name is what a proof cites, "" where the row cites others itself; cost is how far down its questions go.

    wild: it may be asked about what is not tame.
    """

    name: str
    shows: Shows
    cost: int = 1
    wild: bool = False


def is_tame(ctx: Context, goal: Poly) -> bool:
    """Whether what stands beside a bracket is defined also where that is 0: then a goal has the value of its terms."""
    return not has_steps(goal) or _defined(ctx, goal)


def _defined(ctx: Context, poly: Poly) -> bool:
    """Whether it has a value everywhere, sums taken at any place."""
    for mono in poly.terms:
        if not everywhere(ctx, tuple(pair for pair in mono if pair[0].kind != "sum")):
            return False
        for atom, exponent in mono:
            if atom.kind == "sum" and not (_defined(ctx, _body(ctx, atom)) and _raised(ctx, atom, exponent)):
                return False
    return True


def _raised(ctx: Context, atom: Atom, exponent: Exponent) -> bool:
    """Whether the power of an atom has a value wherever the atom has."""
    if isinstance(exponent, int) and exponent > 0:
        return True
    mask = mono_sign(ctx, ((atom, 1),))
    return not mask & (NEGATIVE if exponent > 0 else NEGATIVE | ZERO)


def _body(ctx: Context, atom: Atom) -> Poly:
    if atom not in ctx.openings:
        ctx.openings[atom] = open_sum(ctx, atom)
    return ctx.openings[atom][0]


def has_steps(data: object) -> bool:
    """Whether a bracket stands in it, however deep."""
    return any(atom.kind in STEPS for atom in atoms_within(data))
