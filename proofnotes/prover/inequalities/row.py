"""What a row of the table of inequalities is, and how a row asks about something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..normal_form.brackets import everywhere
from ..normal_form.masks import NEGATIVE, negated
from ..normal_form.terms import STEPS, Atom, Context, Late, Poly

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
    return not _has_steps(goal) or everywhere(ctx, goal)


def _has_steps(data: object) -> bool:
    if isinstance(data, Atom):
        return data.kind in STEPS or _has_steps(data.data)
    if isinstance(data, Poly):
        return any(_has_steps(mono) for mono in data.terms)
    return isinstance(data, tuple) and any(map(_has_steps, data))
