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
from ..proof import Point
from .solving import Solver, flipped, holds, materialised, variables


@dataclass(frozen=True)
class Range:
    """low < v < high, with ≤ on a side that is closed."""

    low: Fraction | None = None
    high: Fraction | None = None
    closed_low: bool = True
    closed_high: bool = True

    def __contains__(self, v: Fraction) -> bool:
        above = self.low is None or v > self.low or (self.closed_low and v == self.low)
        return above and (self.high is None or v < self.high or (self.closed_high and v == self.high))

    def narrowed(self, bound_sign: str, bound: Fraction) -> Range:
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
    """given: target = expression; depends: what each target depends on; checked: all other hypotheses; ranges: what
    these say of a single variable."""

    given: tuple[Relation, ...]
    depends: Mapping[str, frozenset[str]]
    checked: tuple[Relation, ...]
    ranges: Mapping[str, Range]

    @staticmethod
    def of(assuming: Sequence[Relation], words: Vocabulary) -> Hypotheses:
        """Sorted by how they can be used.  That a positive scalar is positive is one of them."""
        given: list[Relation] = []
        depends: dict[str, frozenset[str]] = {}
        checked = list(positivity(words))
        for relation in assuming:
            target = next((each for each in (relation, flipped(relation)) if _gives(each, depends)), None)
            if target is None:
                checked.append(relation)
            else:
                given.append(target)
                depends[_key(target.left)] = _reach(target.right, depends)
        return Hypotheses(tuple(given), depends, tuple(checked), _ranges(checked))

    def allow(self, size: Mapping[str, int]) -> bool:
        """Whether the hypotheses about the dimensions alone hold."""
        point = Point(size, {}, {})
        return all(holds(each, point) for each in self.checked if not variables(each))

    def clamp(self, key: str, value: Fraction, rng: Random) -> Fraction:
        """The number, moved between the bounds that the hypotheses put on this variable alone."""
        return self.ranges[key].move(value, rng) if key in self.ranges else value

    def settle(self, point: Point, rng: Random) -> Point | None:
        """The point with the equations solved, if all hypotheses certainly hold there."""
        solver = Solver(replace(point, equations=self.given), self.depends, rng)
        if not solver.solve([each for each in self.checked if each.sign == "=" and variables(each)]):
            return None
        found = materialised(solver.point)
        return found if found and all(holds(each, found) for each in self.checked) else None


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
    found = mentions(e)
    return found.union(*(depends[key] for key in found if key in depends))


def _ranges(relations: Sequence[Relation]) -> dict[str, Range]:
    found: dict[str, Range] = {}
    for relation in relations:
        for each in (relation, flipped(relation)):
            bound = _rational(each.right) if each.sign not in ("=", "!=") and _is_variable(each.left) else None
            if bound is not None:
                key = _key(each.left)
                found[key] = found.get(key, Range()).narrowed(each.sign, bound)
    return found


def _rational(e: Expr) -> Fraction | None:
    """The value of an expression without variables and dimensions, where it is rational."""
    try:
        (value,) = values((e,), Point({}, {}, {}))
    except (NotationError, UndefinedError):
        return None
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else None
