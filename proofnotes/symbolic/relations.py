"""Statements about expressions: equations and inequalities."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import NotationError
from .tree import Expr, Operand, wrap

SIGNS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Relation:
    """left sign right.  A free index in it means: for every value of the index."""

    left: Expr
    sign: str
    right: Expr

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise NotationError(f"expected one of {', '.join(SIGNS)}, got {self.sign!r}")

    def __bool__(self) -> bool:
        raise TypeError(f"the truth of {self} is not known; write 0 < x < 1 as two relations, 0 < x and x < 1 apart")

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"


def Eq(left: Operand, right: Operand) -> Relation:  # noqa: N802 - the field's name
    """The equation left = right."""
    return Relation(wrap(left), "=", wrap(right))


def Ne(left: Operand, right: Operand) -> Relation:  # noqa: N802 - the field's name
    """left ≠ right."""
    return Relation(wrap(left), "!=", wrap(right))
