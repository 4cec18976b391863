"""Equations at a concrete point, solved for one of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from flint import fmpq

from ...expr.errors import UndefinedError
from ...expr.nodes import Relation, free_indices
from ...expr.signs import SIGNS
from ..evaluation.evaluate import root_frame
from ..evaluation.frames import Frame, Positions, index_key, mentions
from ..evaluation.jets import Value, head, sign
from ..evaluation.semantics import HOLDS, compiled
from ..evaluation.series import square_root
from ..evaluation.vocabulary import in_order
from ..proof import Point

Number = tuple[str, Positions]
"""One number of a point: the key of a scalar or tensor, and the places."""


def flipped(relation: Relation) -> Relation:
    """The same statement from right to left."""
    return Relation(relation.right, SIGNS[relation.sign].mirrored, relation.left)


def variables(relation: Relation) -> frozenset[str]:
    """The keys of the scalars and tensors that a relation mentions."""
    return mentions(relation.left) | mentions(relation.right)


def instances(relation: Relation, frame: Frame, point: Point) -> Iterator[dict[str, int]]:
    """Every value of the free indices: a hypothesis holds for all of them, and of a fixed index for its value."""
    free = sorted(free_indices(relation.left) | free_indices(relation.right), key=in_order)
    ranges = (
        [point.indices.get(index.name, 1)] if index.fixed else range(1, frame.size(index.over) + 1) for index in free
    )
    return (dict(zip(map(index_key, free), each, strict=True)) for each in product(*ranges))


def holds(relation: Relation, point: Point) -> bool:
    """Whether it certainly holds at the point, for every value of its free indices."""
    frame = root_frame(point)
    return all(_holds(relation, frame, at) for at in instances(relation, frame, point))


def _holds(relation: Relation, frame: Frame, at: Mapping[str, int]) -> bool:
    difference = _difference(relation, frame, at)
    found = None if difference is None else sign(head(difference))
    return found is not None and HOLDS[relation.sign](found)


def _difference(relation: Relation, frame: Frame, at: Mapping[str, int]) -> Value | None:
    try:
        return compiled(relation.left)(frame, at) + -compiled(relation.right)(frame, at)
    except UndefinedError:
        return None


class Solver:
    """Changes the numbers of a point, one for each equation, until the equations hold.

    depends says what the given variables depend on; they are never changed themselves, nor is a number twice.
    """

    def __init__(self, point: Point, depends: Mapping[str, frozenset[str]], rng: Random) -> None:
        self.scalars = dict(point.scalars)
        self.tensors = {name: dict(entries) for name, entries in point.tensors.items()}
        self.point = Point(point.sizes, self.scalars, self.tensors, point.indices, point.equations)
        self.depends, self.rng = depends, rng
        self.used: set[Number] = set()

    def solve(self, equations: Sequence[Relation]) -> bool:
        """All of them, for every value of their free indices."""
        for equation in equations:
            others = [each for each in equations if each is not equation]
            for at in instances(equation, root_frame(self.point), self.point):
                if self._residual(equation, at) != 0 and not self._change_one(equation, at, others):
                    return False
        return True

    def _residual(self, equation: Relation, at: Mapping[str, int]) -> fmpq | None:
        """left − right, where it is exact."""
        found = _difference(equation, root_frame(self.point), at)
        return found if isinstance(found, fmpq) else None

    def _change_one(self, equation: Relation, at: Mapping[str, int], others: Sequence[Relation]) -> bool:
        for number in self._numbers(equation, others):
            before = self._get(number)
            for root in self._roots(equation, at, number):
                self._set(number, root)
                if self._residual(equation, at) == 0:
                    self.used.add(number)
                    return True
            self._set(number, before)
        return False

    def _numbers(self, equation: Relation, others: Sequence[Relation]) -> list[Number]:
        """What may be changed, in any order, but first what no other equation mentions."""
        found = [number for key in sorted(self._reach(equation)) for number in self._of(key) if number not in self.used]
        self.rng.shuffle(found)
        return sorted(found, key=lambda number: sum(number[0] in self._reach(other) for other in others))

    def _reach(self, equation: Relation) -> frozenset[str]:
        found = variables(equation)
        return found.union(*(self.depends[key] for key in found if key in self.depends)) - self.depends.keys()

    def _of(self, key: str) -> list[Number]:
        return [(key, ())] if key in self.scalars else [(key, place) for place in self.tensors[key[:-2]]]

    def _get(self, number: Number) -> Fraction:
        key, place = number
        return self.tensors[key[:-2]][place] if place else self.scalars[key]

    def _set(self, number: Number, value: Fraction) -> None:
        key, place = number
        if place:
            self.tensors[key[:-2]][place] = value
        else:
            self.scalars[key] = value

    def _roots(self, equation: Relation, at: Mapping[str, int], number: Number) -> list[Fraction]:
        """The rational roots of the polynomial of degree ≤ 2 through the residuals at 0, 1 and −1."""
        found = []
        for value in (0, 1, -1):
            self._set(number, Fraction(value))
            found.append(self._residual(equation, at))
        c, plus, minus = found
        if c is None or plus is None or minus is None:
            return []
        roots = quadratic_roots((plus + minus) / 2 - c, (plus - minus) / 2, c)
        self.rng.shuffle(roots)
        return roots


def quadratic_roots(a: fmpq, b: fmpq, c: fmpq) -> list[Fraction]:
    """The rational v with a v² + b v + c = 0; none where every v would do."""
    if a == 0:
        return [] if b == 0 else [_fraction(-c / b)]
    root = square_root(b * b - 4 * a * c)
    return [] if root is None else [_fraction((-b + root) / (2 * a)), _fraction((-b - root) / (2 * a))]


def _fraction(x: fmpq) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def materialised(point: Point) -> Point | None:
    """The point with the equations replaced by their values where these are rational; None where one has no value."""
    scalars, tensors, kept = dict(point.scalars), dict(point.tensors), []
    frame = root_frame(point)
    for equation in point.equations:
        (key,) = mentions(equation.left)
        places = list(tensors[key[:-2]]) if key.endswith("[]") else [()]
        try:
            found = {place: frame.read(key, place) for place in places}
        except UndefinedError:
            return None
        exact = {place: _fraction(each) for place, each in found.items() if isinstance(each, fmpq)}
        if len(exact) < len(found):
            kept.append(equation)
        elif key.endswith("[]"):
            tensors[key[:-2]] = exact
        else:
            scalars[key] = exact[()]
    return Point(point.sizes, scalars, tensors, point.indices, tuple(kept))
