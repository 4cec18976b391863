"""Plain SymPy expressions as trees."""

from __future__ import annotations

from .errors import NotationError
from .tree import Expr


def from_sympy(value: object) -> Expr:
    """The SymPy expression as a tree."""
    raise NotationError(f"expected an expression or a number, got {value!r}")
