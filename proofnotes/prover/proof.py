"""What a proof attempt returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property

from ..expr.faces import Shown, ShownAsFormula, maker_of
from ..expr.nodes import Entry, Expr, Relation, Scalar, wrap


class Verdict(Enum):
    """PROVED: a sound decision procedure says so, for every dimension.  REFUTED: there is a witness.  Else UNKNOWN."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, repr=False)
class Condition(Shown):
    """What a rule needed.  discharged says whether it follows from the hypotheses; PROVED needs all of them.

    why says, where that is known, what happens where it does not hold: the slopes on both sides of a kink.
    """

    relation: Relation
    discharged: bool
    why: str = field(default="", compare=False)


@dataclass(frozen=True)
class Root:
    """Numbers that no fraction is: the only solution of equations in a box, all edges of which are 2·radius long.

    A number is the key of a scalar or tensor (`x`, `t[]`) and the places of the entry; the equations, as many as there
    are numbers, stand each with the positions of its free indices.
    """

    numbers: tuple[tuple[str, tuple[int, ...]], ...]
    middles: tuple[Fraction, ...]
    radius: Fraction
    equations: tuple[tuple[Relation, Mapping[str, int]], ...]

    @property
    def written(self) -> Iterator[tuple[str, str]]:
        """Each number and, for a reader, about how large it is and what it is a root of."""
        relations = dict.fromkeys(str(relation) for relation, _ in self.equations)
        for (key, places), middle in zip(self.numbers, self.middles, strict=True):
            name = f"{key[:-1]}{', '.join(map(str, places))}]" if places else key
            yield name, f"{float(middle)!r} (root of {' and '.join(relations)})"


@dataclass(frozen=True, repr=False)
class Point(Shown):
    """A concrete dimension for every Dim, an exact number for every scalar and entry, a position for every free index.

    equations (scalar = expression, or entry = expression for every index) give what no exact rational can: γ_d =
    √(σ²_d + ε).  root tells what the numbers in it are; scalars and tensors hold the middles of their balls.
    """

    sizes: Mapping[str, int]
    scalars: Mapping[str, Fraction]
    tensors: Mapping[str, Mapping[tuple[int, ...], Fraction]]
    indices: Mapping[str, int] = field(default_factory=dict)
    equations: tuple[Relation, ...] = ()
    root: Root | None = None

    @property
    def shown(self) -> Point:
        """The point for a reader: without the numbers in whose place an equation or a root stands."""
        given = {_name(equation.left) for equation in self.equations}
        roots = set(self.root.numbers if self.root else ())
        return replace(
            self,
            scalars={name: x for name, x in self.scalars.items() if name not in given and (name, ()) not in roots},
            tensors={
                name: {places: x for places, x in entries.items() if (f"{name}[]", places) not in roots}
                for name, entries in self.tensors.items()
                if name not in given
            },
        )

    @property
    def described(self) -> dict[str, str]:
        """What is given by an expression, or as a root, instead of by a number: name or entry, and how."""
        equations = {str(equation.left): str(equation.right) for equation in self.equations}
        return {**equations, **dict(self.root.written if self.root else ())}


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
class Tried(Shown):
    """One way that a statement was tried in, and what came of it."""

    way: str
    outcome: str


@dataclass(frozen=True, repr=False)
class Proof(ShownAsFormula):
    """The outcome for left sign right under the hypotheses.

    residual is what is left of left − right, factored; missing are relations each of which, as a further hypothesis,
    would make an identity hold (all of them together where they are conditions for being defined).  tried are the ways
    in which it was tried before it was given up, in order; would_settle is what any of them would have had to show.
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
    tried: tuple[Tried, ...] = ()

    @property
    def would_settle(self) -> tuple[Relation, ...]:
        """What is left to show: of both sides being defined, or else of what is left of left − right."""
        unshown = tuple(condition.relation for condition in self.conditions if not condition.discharged)
        if self.verdict is not Verdict.UNKNOWN or unshown or self.residual is None:
            return unshown
        return (Relation(self.residual, self.statement.sign, wrap(0)),)

    @cached_property
    def repaired(self) -> Repaired | None:
        """Where this is not proved, a statement near it that is: searched for, for a few seconds, when asked for."""
        found: Repaired | None = None if self.verdict is Verdict.PROVED else maker_of("repaired")(self)
        return found


@dataclass(frozen=True, repr=False)
class Repaired(Shown):
    """What holds in place of a statement that is not proved; changed says in a clause what is different."""

    statement: Relation
    assuming: tuple[Relation, ...]
    changed: str
    proof: Proof
