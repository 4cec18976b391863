"""How long an expression is to a reader: the symbols that stand on the page."""

from __future__ import annotations

from ..expr.nodes import (
    Add,
    Cases,
    Constant,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Scalar,
    children,
)

DIGITS = 3
"""A number with more digits counts as two symbols."""


def length(e: Expr) -> int:
    """The symbols of the expression: names, numbers, signs and pairs of brackets; a quantity with a name is one.

    Indices and the signs of multiplication are not counted: y_i (δ_ij − y_j) has 5, its brackets included.
    """
    counted: dict[Expr, int] = {}

    def count(e: Expr) -> int:
        if e not in counted:
            counted[e] = _own(e) + sum(count(child) for child in children(e))
        return counted[e]

    return count(e)


def _own(e: Expr) -> int:
    """What the outermost node adds to its children."""
    match e:
        case Number(value, _):
            digits = len(str(abs(value.numerator))) + len(str(value.denominator))
            return (1 if digits <= DIGITS + 1 else 2) + (value < 0)
        case Constant() | Dim() | Scalar() | Entry() | Delta() | Named():
            return 1
        case Group():
            return 0
        case Add(terms):  # the sign of a term that is subtracted is the one between the terms
            return len(terms) - 1 - sum(isinstance(term, Neg) for term in terms[1:])
        case Neg(arg):
            return 1 + isinstance(arg, Add)
        case Mul(factors, _):
            return sum(isinstance(factor, (Add, Neg)) for factor in factors)
        case Div(num, _):
            return 1 + isinstance(num, Add)
        case Pow(base, _):
            return 1 + (not isinstance(base, (Constant, Dim, Scalar, Entry, Named, Number)))
        case Cases(branches, _, _):
            return 2 * len(branches) + 1
        case Diff():
            return 2
    return 1


def leaves(e: Expr) -> int:
    """The letters and numbers, as often as they stand there."""
    inside = children(e)
    return sum(map(leaves, inside)) if inside else 1


def depth(e: Expr) -> int:
    """How many expressions stand in each other."""
    return (not isinstance(e, Neg)) + max(map(depth, children(e)), default=0)


def subtracted(e: Expr) -> int:
    """How many numbers are subtracted: x − 1 has one, 1 − x none."""
    return isinstance(e, Neg) and isinstance(e.arg, Number) or sum(map(subtracted, children(e)))


def measure(e: Expr) -> tuple[int, ...]:
    """By what forms are compared: the length, then the letters; a product comes before a sum, 1 − x before x − 1."""
    return length(e), leaves(e), isinstance(e, (Add, Neg)), subtracted(e), depth(e)
