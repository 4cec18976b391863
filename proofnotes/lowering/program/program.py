"""The values that a kernel returns, together with what they were called and by which theorems they were rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .nodes import Hint, Value
from .traverse import transform


@dataclass(frozen=True)
class Program:
    """outputs: the values that a kernel returns; used: the stable rewrites on the way to them."""

    outputs: tuple[Value, ...]
    hints: dict[Value, Hint]
    used: frozenset[str] = frozenset()

    def map(self, step: Callable[[Value], Value], done: dict[Value, Value] | None = None) -> Program:
        """The program with a function applied to every value, bottom-up; what is in done stays as it is there."""
        done = {} if done is None else done
        outputs = tuple(transform(each, step, done) for each in self.outputs)
        hints = {transform(old, step, done): name for old, name in self.hints.items()}
        return Program(outputs, hints, self.used)
