"""Equations at a concrete point, solved for some of its numbers in exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import product
from random import Random

from flint import fmpq

from ...expr.errors import UndefinedError
from ...expr.nodes import Relation, free_indices
from ...expr.signs import SIGNS
from ..evaluation.clock import check_time
from ..evaluation.evaluate import exact, frame_of, numbers_of, root_frame
from ..evaluation.frames import Frame, Positions, index_key, mentions
from ..evaluation.jets import Jet, Value, head, sign
from ..evaluation.semantics import HOLDS, compiled
from ..evaluation.series import square_root
from ..evaluation.vocabulary import in_order
from ..proof import Point, Root

Variable = tuple[str, Positions]
"""One number of a point: the key of a scalar or tensor, and the places."""

At = Mapping[str, int]
Instance = tuple[Relation, At]
"""A relation, and the position of each of its free indices."""

LARGEST_SYSTEM = 40
"""Equations that are solved together, at most."""


def flipped(relation: Relation) -> Relation:
    """The same statement from right to left."""
    return Relation(relation.right, SIGNS[relation.sign].mirrored, relation.left)


def variables(relation: Relation) -> frozenset[str]:
    """The keys of the scalars and tensors that a relation mentions."""
    return mentions(relation.left) | mentions(relation.right)


def instances(relation: Relation, frame: Frame, positions: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Every value of the free indices: a hypothesis holds for all of them, and of a fixed index for its value."""
    free = sorted(free_indices(relation.left) | free_indices(relation.right), key=in_order)
    ranges = ([positions.get(index.name, 1)] if index.fixed else range(1, frame.size(index.over) + 1) for index in free)
    return (dict(zip(map(index_key, free), places, strict=True)) for places in product(*ranges))


def holds(relation: Relation, point: Point) -> bool:
    """Whether it certainly holds at the point, for every value of its free indices."""
    return hold((relation,), point)


def hold(relations: Sequence[Relation], point: Point) -> bool:
    """Whether all of them certainly hold at the point.  Equations that define its root hold there."""
    frame = root_frame(point)
    solved = point.root.equations if point.root else ()
    return all(
        (relation, at) in solved or hold_at(relation, frame, at)
        for relation in relations
        for at in instances(relation, frame, point.indices)
    )


def hold_at(relation: Relation, frame: Frame, at: At) -> bool:
    """Whether it certainly holds for this value of its free indices."""
    excess = difference(relation, frame, at)
    certain = None if excess is None else sign(head(excess))
    return certain is not None and HOLDS[relation.sign](certain)


def difference(relation: Relation, frame: Frame, at: At) -> Value | None:
    """left − right; None where it is not known to be defined."""
    check_time()
    try:
        return compiled(relation.left)(frame, at) + -compiled(relation.right)(frame, at)
    except UndefinedError:
        return None


class Reads(dict[Positions, Value]):
    """The entries of one tensor, or a scalar at the place (), that notes which of them are read."""

    def __init__(self, key: str, entries: Mapping[Positions, Value], read: dict[Variable, None]) -> None:
        super().__init__(entries)
        self.key, self.read = key, read

    def __getitem__(self, places: Positions) -> Value:
        self.read[self.key, places] = None
        return super().__getitem__(places)


class Trial:
    """The numbers of a point while some of them are looked for.

    What `given` (scalar = expression, or entry = expression for every index) defines follows the other numbers.
    """

    def __init__(self, point: Point, given: Sequence[Relation]) -> None:
        self.sizes, self.indices, self.given = point.sizes, point.indices, tuple(given)
        self.numbers = numbers_of(point)
        self.dependent = frozenset(key for equation in given for key in mentions(equation.left))

    def frame(self, depth: int = 0) -> Frame:
        """What everything means with the numbers as they are now."""
        return frame_of(self.sizes, self.numbers, self.given, depth)

    def get(self, variable: Variable) -> Value:
        """The number as it is now."""
        return self.numbers[variable[0]][variable[1]]

    def set(self, variable: Variable, value: Value) -> None:
        """Another number in its place."""
        self.numbers[variable[0]][variable[1]] = value

    @contextmanager
    def restoring(self, variables: Iterable[Variable]) -> Iterator[None]:
        """Whatever happens to these numbers inside is undone."""
        before = [(variable, self.get(variable)) for variable in variables]
        try:
            yield
        finally:
            for variable, value in before:
                self.set(variable, value)

    def residual(self, instance: Instance) -> fmpq | None:
        """left − right, where it is exact."""
        value = difference(instance[0], self.frame(), instance[1])
        return value if isinstance(value, fmpq) else None

    def instances(self, relations: Sequence[Relation]) -> list[Instance]:
        """The relations for every value of their free indices."""
        frame = self.frame()
        return [(relation, at) for relation in relations for at in instances(relation, frame, self.indices)]

    def read_by(self, instance: Instance) -> list[Variable]:
        """The numbers that an instance is computed from, without those that follow others."""
        read: dict[Variable, None] = {}
        numbers = {key: Reads(key, entries, read) for key, entries in self.numbers.items()}
        value = difference(instance[0], frame_of(self.sizes, numbers, self.given), instance[1])
        if value is None:  # it ended before everything was read
            read = {(key, places): None for key in self._reach(instance[0]) for places in self.numbers[key]}
        return [variable for variable in read if variable[0] not in self.dependent]

    def _reach(self, relation: Relation) -> list[str]:
        """The keys of all that a relation may be computed from."""
        keys = variables(relation)
        if not keys.isdisjoint(self.dependent):
            keys = keys.union(*(mentions(equation.right) for equation in self.given))
        return sorted(keys)

    def point(self, root: Root | None = None) -> Point | None:
        """The point, with what is given replaced by its values where these are rational; None where it has none.

        A number that is no exact rational has to be one of the root.
        """
        numbers, kept, frame = dict(self.numbers), [], self.frame()
        for equation in self.given:
            (key,) = mentions(equation.left)
            try:
                values = {places: frame.read(key, places) for places in numbers[key]}
            except UndefinedError:
                return None
            if all(isinstance(value, fmpq) for value in values.values()):
                numbers[key] = values
            else:
                kept.append(equation)
        middles = dict(zip(root.numbers, root.middles, strict=True)) if root else {}
        fractions: dict[str, dict[Positions, Fraction]] = {}
        for key, entries in numbers.items():
            inexact = [places for places, x in entries.items() if not isinstance(x, fmpq)]
            if not all((key, places) in middles for places in inexact):
                return None
            fractions[key] = {places: fraction(x) for places, x in entries.items() if isinstance(x, fmpq)}
            fractions[key] |= {places: middles[key, places] for places in inexact}
        scalars = {key: entries[()] for key, entries in fractions.items() if not key.endswith("[]")}
        tensors = {key[:-2]: entries for key, entries in fractions.items() if key.endswith("[]")}
        return Point(self.sizes, scalars, tensors, self.indices, tuple(kept), root)


Order = Callable[[list[Fraction], Value], None]


class Solver:
    """Changes the numbers of a trial, one for each equation, until the equations hold.

    What is given is never changed, nor is a number twice.  order puts the roots of an equation in order: it is given
    them and the number that is there now.
    """

    def __init__(self, trial: Trial, rng: Random, order: Order | None = None) -> None:
        self.trial, self.rng = trial, rng
        self.order = order or (lambda roots, now: self.rng.shuffle(roots))
        self.used: set[Variable] = set()

    def solve(self, equations: Sequence[Instance]) -> bool:
        """All of them: together where they are linear, else one after the other."""
        return self._one_by_one(equations) or solve_linear(self.trial, equations, self.rng)

    def _one_by_one(self, equations: Sequence[Instance]) -> bool:
        before = {key: dict(entries) for key, entries in self.trial.numbers.items()}
        self.used = set()
        mentioned = [variables(relation) for relation, _ in equations]
        for equation in equations:
            if self.trial.residual(equation) != 0 and not self._change_one(equation, mentioned):
                break
        if all(self.trial.residual(equation) == 0 for equation in equations):
            return True
        self.trial.numbers.update(before)
        return False

    def _change_one(self, equation: Instance, mentioned: Sequence[frozenset[str]]) -> bool:
        for variable in self._candidates(equation, mentioned):
            before = self.trial.get(variable)
            for root in self._roots(equation, variable, before):
                self.trial.set(variable, exact(root))
                if self.trial.residual(equation) == 0:
                    self.used.add(variable)
                    return True
            self.trial.set(variable, before)
        return False

    def _candidates(self, equation: Instance, mentioned: Sequence[frozenset[str]]) -> list[Variable]:
        """What may be changed, in any order, but first what fewer equations mention."""
        free = [variable for variable in self.trial.read_by(equation) if variable not in self.used]
        self.rng.shuffle(free)
        return sorted(free, key=lambda variable: sum(variable[0] in keys for keys in mentioned))

    def _roots(self, equation: Instance, variable: Variable, now: Value) -> list[Fraction]:
        """The rational roots of the polynomial of degree ≤ 2 through the residuals at 0, 1 and −1."""
        residuals = []
        for value in (0, 1, -1):
            self.trial.set(variable, fmpq(value))
            residuals.append(self.trial.residual(equation))
        c, plus, minus = residuals
        if c is None or plus is None or minus is None:
            return []
        roots = quadratic_roots((plus + minus) / 2 - c, (plus - minus) / 2, c)
        self.order(roots, now)
        return roots


def quadratic_roots(a: fmpq, b: fmpq, c: fmpq) -> list[Fraction]:
    """The rational v with a v² + b v + c = 0; none where every v would do."""
    if a == 0:
        return [] if b == 0 else [fraction(-c / b)]
    root = square_root(b * b - 4 * a * c)
    return [] if root is None else [fraction((-b + root) / (2 * a)), fraction((-b - root) / (2 * a))]


def fraction(x: fmpq) -> Fraction:
    """The same number for Python."""
    return Fraction(int(x.p), int(x.q))


def solve_linear(trial: Trial, equations: Sequence[Instance], rng: Random) -> bool:
    """Whether the equations hold after one exact step of Newton's, as they do where they are linear together."""
    if len(equations) > LARGEST_SYSTEM:
        return False
    rows: list[tuple[dict[Variable, fmpq], fmpq]] = []
    for equation in equations:
        row = _linear(trial, equation)
        if row is None:
            return False
        rows.append(row)
    steps = eliminated(rows, rng)
    if steps is None:
        return False
    before = {variable: trial.get(variable) for variable in steps}
    for variable, step in steps.items():
        trial.set(variable, before[variable] + step)
    if all(trial.residual(equation) == 0 for equation in equations):
        return True
    for variable, value in before.items():
        trial.set(variable, value)
    return False


def _linear(trial: Trial, equation: Instance) -> tuple[dict[Variable, fmpq], fmpq] | None:
    """By how much the residual changes when a number grows by 1, and how much it has to change."""
    residual = trial.residual(equation)
    if residual is None:
        return None
    slopes: dict[Variable, fmpq] = {}
    for variable in trial.read_by(equation):
        with trial.restoring((variable,)):
            trial.set(variable, trial.get(variable) + fmpq(1))
            moved = trial.residual(equation)
        if moved is None:
            return None
        if moved != residual:
            slopes[variable] = moved - residual
    return slopes, -residual


def eliminated(rows: Sequence[tuple[dict[Variable, fmpq], fmpq]], rng: Random) -> dict[Variable, fmpq] | None:
    """Steps of some of the variables that solve Σ slope · step = want for every row; None where nothing does."""
    pivots: list[tuple[Variable, dict[Variable, fmpq], fmpq]] = []
    for slopes, want in rows:
        for pivot, others, wanted in pivots:
            if pivot in slopes:
                check_time()
                factor = slopes[pivot]
                slopes = _without_zeros({v: slopes.get(v, 0) - factor * others.get(v, 0) for v in {**slopes, **others}})
                want = want - factor * wanted
        if slopes:
            pivot = rng.choice(list(slopes))
            factor = slopes[pivot]
            pivots.append((pivot, {v: slope / factor for v, slope in slopes.items()}, want / factor))
        elif want != 0:
            return None
    steps: dict[Variable, fmpq] = {}
    for pivot, slopes, want in reversed(pivots):
        steps[pivot] = want - sum((slope * steps[v] for v, slope in slopes.items() if v in steps), fmpq(0))
    return steps


def _without_zeros(slopes: dict[Variable, fmpq]) -> dict[Variable, fmpq]:
    return {variable: slope for variable, slope in slopes.items() if slope != 0}


def with_infinitesimal(value: Value) -> Jet:
    """The number with the first infinitesimal added to it."""
    return Jet({0: head(value), 1: fmpq(1)})
