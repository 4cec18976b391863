"""What was read is known: a subtree is read once at the same positions with the same meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import sympy


@dataclass
class Noted:
    """What a derivative has to know of the expression below it: where a branch changes, and what is below a root."""

    kinks: dict[sympy.Expr, None] = field(default_factory=dict)
    radicands: dict[sympy.Expr, None] = field(default_factory=dict)

    def add(self, other: Noted) -> None:
        """Note that, too."""
        self.kinks.update(other.kinks)
        self.radicands.update(other.radicands)


class Memory:
    """Values that were read before, with what was noted on the way to them."""

    def __init__(self) -> None:
        self._noted = Noted()
        self._memory: dict[object, tuple[sympy.Expr, Noted]] = {}

    def _remembered(self, key: object, read: Callable[[], sympy.Expr]) -> sympy.Expr:
        """The value that is known, or that is read now; what was noted on the way is noted again."""
        if key not in self._memory:
            self._memory[key] = self._noting(read)
        value, noted = self._memory[key]
        self._noted.add(noted)
        return value

    def _noting(self, read: Callable[[], sympy.Expr]) -> tuple[sympy.Expr, Noted]:
        """What is read, and what is noted on the way to it."""
        outer, self._noted = self._noted, Noted()
        try:
            return read(), self._noted
        finally:
            self._noted = outer
