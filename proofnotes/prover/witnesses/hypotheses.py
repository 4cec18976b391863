"""Hypotheses at a concrete point: the equations are solved for some of its numbers, everything else is checked.

An equation with a scalar or a tensor alone on one side gives its values.  Any other equation is solved for a number in
which it is a polynomial of degree 1 or 2, found by evaluating it.  What was solved is then checked like the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from flint import fmpq

from ...expr.errors import NotationError, UndefinedError
from ...expr.indices import Index
from ...expr.nodes import Entry, Expr, Relation, Scalar, free_indices
from ...expr.signs import SIGNS
from ..evaluation.evaluate import values
from ..evaluation.frames import input_key, mentions
from ..evaluation.vocabulary import Vocabulary
from ..proof import Point, Root
from .solving import Solver, Trial, flipped, fraction, hold, variables


@dataclass(frozen=True)
class ValueRange:
    """low < v < high, with ≤ on a side that is closed."""

    low: Fraction | None = None
    high: Fraction | None = None
    closed_low: bool = True
    closed_high: bool = True

    def __contains__(self, v: Fraction) -> bool:
        above = self.low is None or v > self.low or (self.closed_low and v == self.low)
        return above and (self.high is None or v < self.high or (self.closed_high and v == self.high))

    def narrowed(self, bound_sign: str, bound: Fraction) -> ValueRange:
        """With one more bound."""
        if 1 in SIGNS[bound_sign].true_at and (self.low is None or bound >= self.low):
            return replace(self, low=bound, closed_low=0 in SIGNS[bound_sign].true_at)
        if -1 in SIGNS[bound_sign].true_at and (self.high is None or bound <= self.high):
            return replace(self, high=bound, closed_high=0 in SIGNS[bound_sign].true_at)
        return self

    def move(self, v: Fraction, rng: Random) -> Fraction:
        """v where it is inside, else a number inside."""
        if v in self:
            return v
        edges = [edge for edge, closed in ((self.low, self.closed_low), (self.high, self.closed_high)) if closed]
        edge = rng.choice(edges) if edges and not rng.randrange(4) else None
        if edge is not None and edge in self:
            return edge
        if self.low is not None and self.high is not None:
            return self.low + (self.high - self.low) * Fraction(rng.randint(1, 9), 10)
        bound = self.low if self.low is not None else self.high
        assert bound is not None
        distance = abs(v - bound) or Fraction(1)
        return bound + distance if self.low is not None else bound - distance


def positivity(words: Vocabulary) -> tuple[Relation, ...]:
    """What the positive scalars say of themselves."""
    return tuple(Scalar(name, True) > 0 for name, positive in words.scalars.items() if positive)


@dataclass(frozen=True)
class Hypotheses:
    """given: target = expression; checked: all other hypotheses about variables or about the value of an index, and the
    equations among them that have variables; about_sizes: those about dimensions alone; ranges: what is said of a
    single variable."""

    given: tuple[Relation, ...]
    checked: tuple[Relation, ...]
    equations: tuple[Relation, ...]
    about_sizes: tuple[Relation, ...]
    ranges: Mapping[str, ValueRange]

    @staticmethod
    def of(assuming: Sequence[Relation], words: Vocabulary) -> Hypotheses:
        """Sorted by how they can be used.  That a positive scalar is positive is one of them."""
        given: list[Relation] = []
        depends: dict[str, frozenset[str]] = {}
        checked = list(positivity(words))
        for relation in assuming:
            target = next((way for way in (relation, flipped(relation)) if _gives(way, depends)), None)
            if target is None:
                checked.append(relation)
            else:
                given.append(target)
                depends[_key(target.left)] = _reach(target.right, depends)
        with_variables = [relation for relation in checked if variables(relation)]
        about_sizes = [relation for relation in checked if not variables(relation) and not _about_an_index(relation)]
        return Hypotheses(
            tuple(given),
            tuple(relation for relation in checked if relation not in about_sizes),
            tuple(relation for relation in with_variables if relation.sign == "="),
            tuple(about_sizes),
            _ranges(with_variables),
        )

    def clamp(self, key: str, value: Fraction, rng: Random) -> Fraction:
        """The number, moved between the bounds that the hypotheses put on this variable alone."""
        return self.ranges[key].move(value, rng) if key in self.ranges else value

    @property
    def empty(self) -> bool:
        """Whether any point will do."""
        return not self.given and not self.checked

    def settle(self, point: Point, rng: Random, *, solve: bool = True) -> Point | None:
        """The point if all hypotheses certainly hold there, after solving the equations where that is wanted."""
        if self.empty:
            return point
        trial = Trial(point, self.given)
        if solve and not Solver(trial, rng).solve(trial.instances(self.equations)):
            return None
        return self.accepted(trial)

    def accepted(self, trial: Trial, root: Root | None = None) -> Point | None:
        """The point that a trial has come to, if all hypotheses certainly hold there."""
        point = trial.point(root)
        return point if point is not None and hold(self.checked, point) else None


def _about_an_index(relation: Relation) -> bool:
    """Whether it depends on where a fixed index is, as δ_cd = 1 does."""
    return any(index.fixed for index in free_indices(relation.left) | free_indices(relation.right))


def _key(target: Expr) -> str:
    assert isinstance(target, (Scalar, Entry))
    return input_key(target.tensor if isinstance(target, Entry) else target)


def _gives(relation: Relation, depends: Mapping[str, frozenset[str]]) -> bool:
    """Whether it reads scalar = expression, or entry = expression for every index, and can be used so."""
    target = relation.left
    if relation.sign != "=" or not _is_variable(target):
        return False
    key = _key(target)
    used = frozenset(depends).union(*depends.values(), _reach(relation.right, depends))
    return key not in used and free_indices(relation.right) <= free_indices(target)


def _is_variable(e: Expr) -> bool:
    """A scalar, or a tensor with a different index on each axis."""
    if isinstance(e, Entry):
        free = all(isinstance(place, Index) and not place.fixed for place in e.places)
        return free and len(set(e.places)) == len(e.places)
    return isinstance(e, Scalar)


def _reach(e: Expr, depends: Mapping[str, frozenset[str]]) -> frozenset[str]:
    inside = mentions(e)
    return inside.union(*(depends[key] for key in inside if key in depends))


def _ranges(relations: Sequence[Relation]) -> dict[str, ValueRange]:
    ranges: dict[str, ValueRange] = {}
    for relation in relations:
        for way in (relation, flipped(relation)):
            bound = _rational(way.right) if way.sign not in ("=", "!=") and _is_variable(way.left) else None
            if bound is not None:
                key = _key(way.left)
                ranges[key] = ranges.get(key, ValueRange()).narrowed(way.sign, bound)
    return ranges


def _rational(e: Expr) -> Fraction | None:
    """The value of an expression without variables and dimensions, where it is rational."""
    if mentions(e):
        return None
    try:
        (value,) = values((e,), Point({}, {}, {}))
    except (NotationError, UndefinedError):
        return None
    return fraction(value) if isinstance(value, fmpq) else None
