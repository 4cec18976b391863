"""What the second engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..expr.nodes import Relation


class Agreement(Enum):
    """EXACT: identical as rational functions.  LIMIT: the same, once SymPy has found the limits in it.

    BALLS: not contradicted at any point, to hundreds of bits; all that can be said of an inequality.
    """

    EXACT = "agrees exactly"
    LIMIT = "agrees (SymPy's limit)"
    BALLS = "agrees (balls)"
    DISAGREES = "disagrees"
    UNCHECKED = "not checked"


class Disagreement(ArithmeticError):  # noqa: N818 - an answer, not an error
    """The statement is false, or one side has no value, where the message says."""


@dataclass(frozen=True)
class Check:
    """The answer for one statement.  places counts the dimensions and positions that were looked at."""

    statement: Relation
    agreement: Agreement
    places: int
    detail: str
    seconds: float

    @property
    def agrees(self) -> bool:
        """Whether the statement was looked at and nothing was found against it."""
        return self.agreement not in (Agreement.DISAGREES, Agreement.UNCHECKED)
