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
from ..normal_form.terms import Context, Fact, Poly
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
        known = [(to_tree(ctx, fact.poly), fact) for fact in ctx.facts[facts:]]
    except (TooHardError, UndefinedError):
        return False
    with flint.ctx.workprec(BITS):
        return any(_fails(tree, known, strict, point, shift) for point, shift in product(ctx.samples, SHIFTS))


def _fails(tree: Expr, known: list[tuple[Expr, Fact]], strict: bool, point: Point, shift: int) -> bool:
    frame = root_frame(point)
    try:
        places = _placed((tree, *(e for e, _ in known)), point, frame, shift)
        for e, fact in known:
            for at in product(*(range(1, frame.size(index.over) + 1) for index in fact.every)):
                held = {index_key(index): place for index, place in zip(fact.every, at, strict=True)}
                certain = sign(_value(e, frame, places | held))
                if certain is None or not sign_of(certain) & fact.mask:
                    return False
        certain = sign(_value(tree, frame, places))
    except (UndefinedError, NotationError, TooHardError, OutOfTimeError, ValueError, KeyError):
        return False
    return certain is not None and (certain < 0 or (strict and certain == 0))


def _placed(trees: tuple[Expr, ...], point: Point, frame: Frame, shift: int) -> dict[str, int]:
    """Where the free indices are: those of the point as it says, new ones each at one place in all of the trees."""
    places: dict[str, int] = {}
    for tree in trees:
        places |= positions(tree, point, frame)
    new = {index for tree in trees for index in free_indices(tree) if index.name not in point.indices}
    for turn, index in enumerate(sorted(new, key=_age)):
        places[index_key(index)] = 1 + (turn + shift) % frame.size(index.over)
    return places


def _value(e: Expr, frame: Frame, places: dict[str, int]) -> Number:
    value = compiled(e)(frame, places)
    if isinstance(value, flint.arb) and not value.is_finite():
        raise UndefinedError(f"{e} is not finite")
    return value  # type: ignore[return-value]


def _age(index: Index) -> tuple[int, str]:
    return len(index.name), index.name
