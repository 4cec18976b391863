"""A question to the prover in words, so that its answer can be kept: two questions with one text are one question.

The text follows the trees, and not how they are printed: a sum shows over what its index runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import count

from ...expr.indices import Index
from ...expr.nodes import Expr, Quantity, Relation

PLAIN = (str, int, float, bool, type(None), Fraction, Decimal)
_alone = count()


def key_of(relation: Relation, assuming: Sequence[Relation] = ()) -> str:
    """Everything on which the answer depends.  What cannot be written down is like no other question."""
    try:
        return _Words().of((relation, tuple(assuming)))
    except (TypeError, RecursionError):
        return f"a question by itself, number {next(_alone)}"


class _Words:
    """Writes trees.  A tree that has been met is a number; made-up indices, whose numbers differ from run to run, are
    counted as they come.
    """

    def __init__(self) -> None:
        self.met: dict[object, int] = {}
        self.made_up: dict[str, str] = {}

    def of(self, part: object) -> str:
        if isinstance(part, PLAIN):
            return f"{type(part).__name__} {part!r}"
        if isinstance(part, Enum):
            return str(part)
        if isinstance(part, tuple):
            return f"({', '.join(map(self.of, part))})"
        if isinstance(part, Index):
            return f"Index({self._index(part.name)}, {self.of(part.over)}, {part.fixed})"
        if not is_dataclass(part) or isinstance(part, type):
            raise TypeError(f"{type(part).__name__}: expected a part of a tree")
        if isinstance(part, Expr | Quantity):
            if part in self.met:
                return f"&{self.met[part]}"
            written = self._fields(part)
            self.met[part] = len(self.met)
            return written
        return self._fields(part)

    def _fields(self, part: object) -> str:
        values = (self.of(getattr(part, each.name)) for each in fields(part))  # type: ignore[arg-type]
        return f"{type(part).__name__}({', '.join(values)})"

    def _index(self, name: str) -> str:
        letter, made_up, _ = name.partition("~")
        if not made_up:
            return name
        return self.made_up.setdefault(name, f"{letter}~{len(self.made_up)}")
