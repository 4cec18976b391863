"""Goals that are false at a point are not looked into: values at a few points that satisfy the hypotheses.

This proves nothing and refutes nothing; it only saves the time that a false goal would take.
"""

from __future__ import annotations

from itertools import product

import flint

from ...expr.errors import NotationError, OutOfTimeError, TooHardError, UndefinedError
from ...expr.indices import Index
from ...expr.nodes import Expr, free_indices
from ..evaluation.evaluate import positions, root_frame
from ..evaluation.frames import Frame, index_key
from ..evaluation.jets import Number, sign
from ..evaluation.semantics import compiled
from ..normal_form.masks import sign_of
from ..normal_form.readable import to_tree
from ..normal_form.terms import Context, Poly
from ..proof import Point

BITS = 64
SHIFTS = (0, 1)
"""How the new indices of a goal are put at places: one after the other from the first place, or from the second."""


def fails(ctx: Context, goal: Poly, strict: bool) -> bool:
    """Whether the goal is negative, or not positive where strict, at a point where all that is known holds."""
    facts, rules = ctx.given
    if not ctx.samples or len(ctx.rules) != rules:
        return False
    try:
        tree = to_tree(ctx, goal)
        known = [(to_tree(ctx, fact.poly), fact.mask) for fact in ctx.facts[facts:]]
    except (TooHardError, UndefinedError):
        return False
    with flint.ctx.workprec(BITS):
        return any(_fails(tree, known, strict, point, shift) for point, shift in product(ctx.samples, SHIFTS))


def _fails(tree: Expr, known: list[tuple[Expr, int]], strict: bool, point: Point, shift: int) -> bool:
    frame = root_frame(point)
    try:
        for e, mask in known:
            certain = sign(_value(e, point, frame, shift))
            if certain is None or not sign_of(certain) & mask:
                return False
        certain = sign(_value(tree, point, frame, shift))
    except (UndefinedError, NotationError, TooHardError, OutOfTimeError, ValueError, KeyError):
        return False
    return certain is not None and (certain < 0 or (strict and certain == 0))


def _value(e: Expr, point: Point, frame: Frame, shift: int) -> Number:
    places = positions(e, point, frame)
    new = [index for index in free_indices(e) if index.name not in point.indices]
    for turn, index in enumerate(sorted(new, key=_age)):
        places[index_key(index)] = 1 + (turn + shift) % frame.size(index.over)
    value = compiled(e)(frame, places)
    if isinstance(value, flint.arb) and not value.is_finite():
        raise UndefinedError(f"{e} is not finite")
    return value  # type: ignore[return-value]


def _age(index: Index) -> tuple[int, str]:
    return len(index.name), index.name
