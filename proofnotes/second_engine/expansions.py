"""left − right as a SymPy expression, expanded again only where a kink is passed on another side."""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from ..expr.indices import Index
from ..expr.nodes import Relation
from .balls import Balls
from .meaning import Guard, Meaning
from .scalars import Scalars

TOP = Meaning()

Expanded = tuple[sympy.Expr, tuple[Guard, ...]]


class Expansions:
    """One statement at given dimensions and positions.

    Where there are kinks an expansion holds wherever the same questions have the same answers.
    """

    def __init__(self, statement: Relation, sizes: Mapping[str, int], at: Mapping[Index, int], kinked: bool) -> None:
        self._statement, self._sizes, self._at, self._kinked = statement, sizes, at, kinked
        self._known: list[tuple[dict[sympy.Expr, int], Expanded]] = []

    def near(self, point: Balls) -> Expanded:
        """left − right and its guards, as they are at the point."""
        for answers, expanded in self._known:
            if all(point.sign(asked) == sign for asked, sign in answers.items()):
                return expanded
        answers = {}

        def sign(asked: sympy.Expr) -> int:
            answers[asked] = point.sign(asked)
            return answers[asked]

        scalars = Scalars(self._sizes, sign if self._kinked else None)
        sides = (self._statement.left, self._statement.right)
        left, right = (scalars.read(side, self._at, TOP) for side in sides)
        self._known.append((answers, (left - right, tuple(scalars.guards))))
        return self._known[-1][1]
