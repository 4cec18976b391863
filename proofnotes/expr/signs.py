"""The signs of relations: one row each, with everything that anybody asks of one.

The evaluator and the second engine have tables of their own: they check what is said with this one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """true_at are the signs of left − right (−1, 0, 1) at which the relation holds.

    mirrored is the sign of the same statement from right to left, negated that of the opposite statement; latex, sympy,
    python, numpy and c are what it is called there.
    """

    written: str
    true_at: frozenset[int]
    mirrored: str
    negated: str
    latex: str
    sympy: str
    python: str
    numpy: str
    c: str


ROWS = (
    Sign("=", frozenset({0}), "=", "!=", "=", "Eq", "==", "equal", "eq"),
    Sign("!=", frozenset({-1, 1}), "!=", "=", r"\ne", "Ne", "!=", "not_equal", "ne"),
    Sign("<", frozenset({-1}), ">", ">=", "<", "Lt", "<", "less", "lt"),
    Sign("<=", frozenset({-1, 0}), ">=", ">", r"\leq", "Le", "<=", "less_equal", "le"),
    Sign(">", frozenset({1}), "<", "<=", ">", "Gt", ">", "greater", "gt"),
    Sign(">=", frozenset({0, 1}), "<=", "<", r"\geq", "Ge", ">=", "greater_equal", "ge"),
)  # fmt: skip

SIGNS: dict[str, Sign] = {row.written: row for row in ROWS}
