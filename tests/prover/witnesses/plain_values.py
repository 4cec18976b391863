"""Values of trees at concrete points with mpmath and loops: nothing is shared with the evaluator of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import mpmath

from proofnotes.expr.nodes import (
    Add,
    Apply,
    Delta,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Scalar,
    Sum,
    free_indices,
)  # fmt: skip
from proofnotes.prover.proof import Point

FUNCTIONS = {"exp": mpmath.exp, "log": mpmath.log, "tanh": mpmath.tanh, "erf": mpmath.erf, "sqrt": mpmath.sqrt,
             "abs": abs, "max": max}  # fmt: skip

TOLERANCE = mpmath.mpf(10) ** -40
"""By how much the sides of an equation may differ at a root; everything is computed to 60 digits."""


def value(e: Expr, point: Point, at: Mapping[str, int]) -> Any:
    """The value, where the indices are at these positions."""
    inside = [value(part, point, at) for part in parts(e)]
    match e:
        case Number(number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Dim():
            return mpmath.mpf(size(e.over, point))
        case Scalar():
            return plain(point.scalars[e.name])
        case Entry(tensor, places):
            return plain(point.tensors[tensor.name][tuple(at[place.name] for place in places)])
        case Delta(left, right):
            return mpmath.mpf(at[left.name] == at[right.name])
        case Add():
            return mpmath.fsum(inside)
        case Mul():
            return mpmath.fprod(inside)
        case Neg():
            return -inside[0]
        case Div():
            return inside[0] / inside[1]
        case Pow(_, Number(exponent)):
            return inside[0] ** (exponent.numerator if exponent.denominator == 1 else plain(exponent))
        case Apply(name):
            return FUNCTIONS[name](*inside)
        case Group():
            return inside[0]
        case Sum(body, index):
            positions = range(1, size(index.over, point) + 1)
            return mpmath.fsum(value(body, point, {**at, index.name: n}) for n in positions)
    raise AssertionError(e)


def parts(e: Expr) -> tuple[Expr, ...]:
    """What a value is made of, where it is not a sum."""
    match e:
        case Add(terms):
            return terms
        case Mul(factors):
            return factors
        case Neg(arg) | Group(arg, _):
            return (arg,)
        case Div(num, den):
            return num, den
        case Pow(base, _):
            return (base,)
        case Apply(_, args):
            return args
    return ()


def plain(x: Any) -> Any:
    """A fraction as a decimal number."""
    return mpmath.mpf(x.numerator) / x.denominator


def size(over: Any, point: Point) -> int:
    """How many values an index has."""
    return point.sizes[over.name] * (over.blocks if isinstance(over.blocks, int) else size(over.blocks, point))


def everywhere(relation: Relation, point: Point) -> Iterator[dict[str, int]]:
    """All positions of the free indices."""
    free = sorted(free_indices(relation.left) | free_indices(relation.right), key=str)
    for positions in product(*(range(1, size(index.over, point) + 1) for index in free)):
        yield dict(zip((index.name for index in free), positions, strict=True))


def satisfied(relation: Relation, point: Point) -> bool:
    """Whether the relation holds at the point, an equation nearly."""
    with mpmath.workdps(60):
        for at in everywhere(relation, point):
            gap = value(relation.left, point, at) - value(relation.right, point, at)
            slack = TOLERANCE * (1 + abs(value(relation.left, point, at)))
            right = {
                "=": abs(gap) <= slack, "!=": abs(gap) > 0, "<": gap < 0, "<=": gap <= slack, ">": gap > 0,
                ">=": gap >= -slack,
            }  # fmt: skip
            if not right[relation.sign]:
                return False
    return True
