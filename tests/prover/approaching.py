"""An oracle of refuted limits: the values of the body, nearer and nearer, keep away from what was claimed.

It evaluates at points and shares no rule with the prover.  What tends to the claimed value comes nearer to it by far on
the way that it looks at; what tends elsewhere, or nowhere, does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import flint
from flint import arb, fmpq

from proofnotes import Expr, Relation
from proofnotes.expr.calculus import inputs_of
from proofnotes.expr.nodes import Lim, Scalar
from proofnotes.prover.evaluation.evaluate import values
from proofnotes.prover.proof import Point, Witness
from proofnotes.prover.witnesses.solving import hold

BITS = 2048
FIRST, LAST = 8, 32
"""The variable is 2ⁿ, or that far from its point in turn, for n from the one to the other."""

ANY = Fraction(3, 2)
"""What a parameter is that the witness does not speak of: it holds for every one."""


def keeps_away(limit: Lim, value: Expr, assuming: Sequence[Relation], witness: Witness) -> bool:
    """Whether the limit is not the value at the point of the witness, from a side from which it is looked at."""
    sides = (limit.body, value) if limit.point is None else (limit.body, value, limit.point)
    mentioned = frozenset().union(*map(inputs_of, sides))
    left_open = {each.name: ANY for each in mentioned - {limit.variable} if isinstance(each, Scalar)}
    point = replace(witness.point, scalars={**left_open, **witness.point.scalars})
    assert limit.variable.name not in point.scalars, "a witness against a limit has no value of its variable"
    about_others = [each for each in assuming if limit.variable not in inputs_of(each.left) | inputs_of(each.right)]
    with flint.ctx.workprec(BITS):
        assert hold(about_others, point), f"{point} does not satisfy the hypotheses"
        return any(_stays(limit, value, point, side) for side in _sides(limit))


def _sides(limit: Lim) -> Iterator[int]:
    """The signs of the variable far out, or of its distance from the point."""
    if limit.point is None:
        yield 1 if limit.upward else -1
    else:
        yield from (limit.side,) if limit.side else (1, -1)


def _stays(limit: Lim, value: Expr, point: Point, side: int) -> bool:
    """Whether the body does not come nearer to the value by far."""
    return bool(_gap(limit, value, point, side, LAST) > _gap(limit, value, point, side, FIRST) / 2)


def _gap(limit: Lim, value: Expr, point: Point, side: int, n: int) -> arb:
    """How far the body is from the value."""
    if limit.point is None:
        place = side * Fraction(2**n)
    else:
        place = _fraction(values((limit.point,), point)[0]) + side * Fraction(1, 2**n)
    there = replace(point, scalars={**point.scalars, limit.variable.name: place})
    first, second = values((limit.body, value), there)
    return abs(arb(first - second))


def _fraction(x: fmpq | arb) -> Fraction:
    assert isinstance(x, fmpq), f"a limit at {x}: expected a point that is a fraction"
    return Fraction(int(x.p), int(x.q))
