"""What a proof attempt returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction

from ..expr.faces import Shown, ShownAsFormula
from ..expr.nodes import Entry, Expr, Relation, Scalar


class Verdict(Enum):
    """PROVED: a sound decision procedure says so, for every dimension.  REFUTED: there is a witness.  Else UNKNOWN."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, repr=False)
class Condition(Shown):
    """What a rule needed.  discharged says whether it follows from the hypotheses; PROVED needs all of them."""

    relation: Relation
    discharged: bool


@dataclass(frozen=True, repr=False)
class Point(Shown):
    """A concrete dimension for every Dim, an exact number for every scalar and entry, a position for every free index.

    equations (scalar = expression, or entry = expression for every index) give what no exact rational can: γ_d =
    √(σ²_d + ε).
    """

    sizes: Mapping[str, int]
    scalars: Mapping[str, Fraction]
    tensors: Mapping[str, Mapping[tuple[int, ...], Fraction]]
    indices: Mapping[str, int] = field(default_factory=dict)
    equations: tuple[Relation, ...] = ()

    @property
    def shown(self) -> Point:
        """The point for a reader: without the numbers in whose place an equation stands."""
        given = {_name(equation.left) for equation in self.equations}
        return replace(
            self,
            scalars={name: value for name, value in self.scalars.items() if name not in given},
            tensors={name: entries for name, entries in self.tensors.items() if name not in given},
        )


def _name(e: Expr) -> str:
    """Of the scalar, or of the tensor of the entry."""
    return e.tensor.name if isinstance(e, Entry) else e.name if isinstance(e, Scalar) else ""


@dataclass(frozen=True, repr=False)
class Witness(Shown):
    """A counterexample: a point that satisfies the hypotheses, and both values there (balls that are disjoint)."""

    point: Point
    left: str
    right: str


@dataclass(frozen=True, repr=False)
class Proof(ShownAsFormula):
    """The outcome for left sign right under the hypotheses.

    residual is what is left of left − right, factored; missing are relations each of which, as a further hypothesis,
    would make an identity hold (all of them together where they are conditions for being defined).
    """

    statement: Relation
    assuming: tuple[Relation, ...]
    verdict: Verdict
    method: str
    conditions: tuple[Condition, ...] = ()
    witness: Witness | None = None
    residual: Expr | None = None
    missing: tuple[Relation, ...] = ()
    detail: str = ""
    seconds: float = 0.0
