"""∣ ∣ and max taken apart: an expression as the smallest or the largest of simpler ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from ..expr.nodes import Add, Apply, Div, Expr, Group, Mul, Neg, Number, Relation, wrap

MOST_PIECES = 64
"""∣a∣ + ∣b∣ + … is the largest of 2ⁿ sums; where these are too many it stays as it is."""


def extremes(e: Expr, minimum: bool) -> list[Expr]:
    """Expressions without an outer ∣ ∣ or max whose minimum (else maximum) is e at every point."""
    match e:
        case Group(arg, _):
            return extremes(arg, minimum)
        case Neg(arg):
            return [Neg(each) for each in extremes(arg, not minimum)]
        case Add(terms):
            pieces = [extremes(term, minimum) for term in terms]
            if prod(map(len, pieces)) > MOST_PIECES:
                return [e]
            return [Add(choice) for choice in product(*pieces)]
        case Mul((Number(value, _) as factor, arg)) | Mul((arg, Number(value, _) as factor)) if value != 0:
            return [Mul((factor, piece)) for piece in extremes(arg, minimum if value > 0 else not minimum)]
        case Div(num, Number(value, _) as den) if value != 0:
            return [Div(piece, den) for piece in extremes(num, minimum if value > 0 else not minimum)]
        case Apply("abs", (arg,)) if not minimum:
            return [arg, Neg(arg)]
        case Apply("max", args) if not minimum:
            return [each for arg in args for each in extremes(arg, minimum)]
    return [e]


def spelled_out(assuming: Sequence[Relation]) -> tuple[Relation, ...]:
    """Hypotheses with ∣u∣ < c written as u < c and −u < c, max(a, b) < c as a < c and b < c; positive factors stay."""
    return tuple(each for relation in assuming for each in _spelled(relation))


def _spelled(relation: Relation) -> Iterator[Relation]:
    excess = relation.excess
    pieces = [] if excess is None else extremes(excess, minimum=True)
    if len(pieces) <= 1:
        yield relation
    else:
        yield from (Relation(piece, ">" if relation.strict else ">=", wrap(0)) for piece in pieces)
