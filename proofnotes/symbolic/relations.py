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

    @property
    def excess(self) -> Expr | None:
        """What an inequality says is positive (or not negative): its larger side less its smaller; None for = and ≠."""
        if self.sign in ("=", "!="):
            return None
        return self.left - self.right if self.sign[0] == ">" else self.right - self.left

    @property
    def strict(self) -> bool:
        """Whether the sides must differ."""
        return "=" not in self.sign

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
