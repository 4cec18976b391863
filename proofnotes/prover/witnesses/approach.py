"""A point led to hypotheses: each number through a wide ladder of magnitudes, then all by Gauss and Newton's steps.

Everything here is approximate.  Where it ends, the numbers are rounded to short fractions, the equations are solved
again in exact arithmetic, or by a certified root, and all hypotheses are checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from random import Random

import flint
from flint import arb, fmpq

from ...expr.nodes import Number, Relation, walk
from ...expr.signs import SIGNS
from ..evaluation.clock import check_time
from ..evaluation.evaluate import exact, positions
from ..evaluation.jets import Value, head
from ..proof import Point, Root
from .hypotheses import Hypotheses
from .roots import solve_root
from .solving import LARGEST_SYSTEM, Instance, Solver, Trial, Variable, difference, fraction, hold_at

BITS = 96
MARGINS = (1e-10, 1e-5, 0.02, 1.0)
"""By how much strict inequalities are to hold: the first of these at least, the others if they can be had."""

STEPS, HALVINGS, MOVES = 30, 7, 8
"""Steps for one margin, how often a step that does not help is halved, and how often one number is moved instead."""

MOST_DEMANDS, MOST_NUMBERS = 150, 150
DIGITS = (1, 2, 4, 7, 12, 17)
"""The numbers are rounded to so many decimal digits, the first that will do."""

SMALL_ENOUGH, NEGLIGIBLE = 1e-11, 1e-6
"""A residual that counts as 0, and a slope that does."""


def led(start: Point, hypotheses: Hypotheses, rng: Random, aim: Relation | None = None) -> Point | None:
    """A point near the start, or further off, at which the hypotheses hold; None if none was found.

    There the aim holds, too, in which the free indices are where the point puts them.
    """
    trial = Trial(start, hypotheses.given)
    with flint.ctx.workprec(BITS):
        aims = [] if aim is None else [(aim, positions(aim.left - aim.right, start, trial.frame()))]
        demands = _demands(trial, [*trial.instances(hypotheses.checked), *aims])
        if demands is None:
            return None
        way = Approach(trial, demands, rng)
        if not way.defined():
            return None
        way.climb()
        reached = way.reach()
    return rationalised(trial, hypotheses, way, rng, aims) if reached else None


@dataclass(frozen=True)
class Demand:
    """A hypothesis for one value of its free indices, and the numbers that it is computed from."""

    instance: Instance
    reads: tuple[Variable, ...]

    @property
    def sign(self) -> str:
        """The sign of the relation."""
        return self.instance[0].sign

    def lack(self, value: float, margin: float) -> float:
        """What is to be added to left − right, given its value: 0 where that is as it should be."""
        if self.sign == "=":
            return -value if abs(value) > SMALL_ENOUGH else 0.0
        if self.sign == "!=":
            return 0.0 if abs(value) >= margin else margin - value
        above = sum(SIGNS[self.sign].true_at)
        return 0.0 if above * value >= margin else above * margin - value


def _demands(trial: Trial, instances: Sequence[Instance]) -> list[Demand] | None:
    """None where they are too many."""
    demands = []
    for instance in instances:
        check_time()
        demands.append(Demand(instance, tuple(trial.read_by(instance))))
        if len(demands) > MOST_DEMANDS:
            return None
    numbers = {variable for demand in demands for variable in demand.reads}
    return demands if len(numbers) <= MOST_NUMBERS else None


class Approach:
    """Changes the numbers of a trial until the demands are met, approximately."""

    def __init__(self, trial: Trial, demands: Sequence[Demand], rng: Random) -> None:
        self.trial, self.demands, self.rng = trial, demands, rng
        self.involved: dict[Variable, list[Demand]] = {}
        for demand in demands:
            for variable in demand.reads:
                self.involved.setdefault(variable, []).append(demand)

    def get(self, variable: Variable) -> float:
        """The number as it is now."""
        return _float(self.trial.get(variable))

    def value(self, demand: Demand) -> float | None:
        """left − right; None where it is undefined."""
        relation, at = demand.instance
        return _finite(difference(relation, self.trial.frame(), at))

    def values(self, demands: Sequence[Demand]) -> list[float] | None:
        """left − right of each; None where one is undefined."""
        frame, values = self.trial.frame(), []
        for demand in demands:
            relation, at = demand.instance
            value = _finite(difference(relation, frame, at))
            if value is None:
                return None
            values.append(value)
        return values

    def defined(self) -> bool:
        """Whether every demand has a value, after drawing some numbers again."""
        for demand in self.demands:
            if self.value(demand) is None and not self._made_defined(demand):
                return False
        return self.values(self.demands) is not None

    def _made_defined(self, demand: Demand) -> bool:
        for _ in range(MOVES):
            for variable in demand.reads:
                now = abs(self.get(variable)) + 0.25
                self.trial.set(variable, arb(self.rng.choice((now, now, 2 * now, now / 4, -now, 0.5))))
            if self.value(demand) is not None:
                return True
        return False

    def lacking(self, margin: float, demands: Sequence[Demand] | None = None) -> float:
        """How far the demands are from being met, in total; ∞ where one is undefined."""
        demands = self.demands if demands is None else demands
        values = self.values(demands)
        if values is None:
            return float("inf")
        return sum(abs(demand.lack(value, margin)) for demand, value in zip(demands, values, strict=True))

    def climb(self) -> None:
        """Look through the ladder for each number that has demands of its own, if these are not met."""
        for variable, demands in self.involved.items():
            own = [demand for demand in demands if demand.reads == (variable,)]
            if own and self.lacking(MARGINS[0], own) > 0:
                self._climb(variable, own)

    def _climb(self, variable: Variable, own: Sequence[Demand]) -> None:
        check_time()
        rungs = ladder(tuple(demand.instance[0] for demand in own))
        lacks = []
        for rung in rungs:
            self.trial.set(variable, arb(rung))
            lacks.append(self.lacking(MARGINS[0], own))
        met = [rung for rung, lack in zip(rungs, lacks, strict=True) if lack == 0]
        if not met:
            met = list(self._between(variable, own, rungs))
        closest = min(range(len(rungs)), key=lambda place: (lacks[place], abs(rungs[place])))
        self.trial.set(variable, arb(self.rng.choice(met) if met else rungs[closest]))

    def _between(self, variable: Variable, own: Sequence[Demand], rungs: Sequence[float]) -> Iterator[float]:
        """Where an equation changes its sign between two rungs and everything else holds."""
        equations = [demand for demand in own if demand.sign == "="]
        if len(equations) != 1:
            return
        values = [self._at(variable, rung, equations[0]) for rung in rungs]
        for low, high, first, last in zip(rungs, rungs[1:], values, values[1:], strict=False):
            if first is not None and last is not None and first * last < 0:
                self.trial.set(variable, arb(self._bisected(variable, equations[0], low, high, first)))
                others = [demand for demand in own if demand is not equations[0]]
                if self.lacking(0, others) == 0:
                    yield self.get(variable)

    def _at(self, variable: Variable, value: float, demand: Demand) -> float | None:
        self.trial.set(variable, arb(value))
        return self.value(demand)

    def _bisected(self, variable: Variable, equation: Demand, low: float, high: float, first: float) -> float:
        for _ in range(60):
            middle = (low + high) / 2
            value = self._at(variable, middle, equation)
            if value is None or not low < middle < high:
                break
            low, high = (middle, high) if value * first > 0 else (low, middle)
        return (low + high) / 2

    def reach(self) -> bool:
        """Whether all demands are met in the end: inequalities by the least margin, or by more if that can be had."""
        if not self._approach(MARGINS[0], MOVES):
            return False
        for margin in MARGINS[1:]:
            numbers = {variable: self.trial.get(variable) for variable in self.involved}
            if not self._approach(margin, 0):
                for variable, number in numbers.items():
                    self.trial.set(variable, number)
                break
        return True

    def _approach(self, margin: float, moves: int) -> bool:
        lacking = self.lacking(margin)
        for _ in range(STEPS):
            if lacking == 0:
                break
            better = self._step(margin, lacking)
            if better is None or better > 0.9 * lacking:
                if not moves:
                    break
                moves -= 1
                better = self._move(margin, lacking if better is None else better) or better
            lacking = lacking if better is None else better
        return lacking == 0

    def _step(self, margin: float, lacking: float) -> float | None:
        """One of Gauss and Newton's steps, halved until it helps; what is lacking then, None if it never helps."""
        rows, wants = [], []
        values = self.values(self.demands)
        if values is None:
            return None
        for demand, value in zip(self.demands, values, strict=True):
            want = demand.lack(value, margin)
            if want or demand.sign == "=":
                rows.append(self.slopes(demand, value))
                wants.append(want)
        steps = least_steps(rows, wants)
        start = {variable: self.get(variable) for variable in steps}
        size = 1.0
        for _ in range(HALVINGS):
            for variable, step in steps.items():
                self.trial.set(variable, arb(start[variable] + size * step))
            better = self.lacking(margin)
            if better < lacking:
                return better
            size /= 2.0 if size > 0.2 else 8.0
        for variable, value in start.items():
            self.trial.set(variable, arb(value))
        return None

    def slopes(self, demand: Demand, value: float) -> dict[Variable, float]:
        """By how much left − right changes with each number, about."""
        slopes: dict[Variable, float] = {}
        for variable in demand.reads:
            check_time()
            now = self.get(variable)
            for width in (1e-9 * max(1e-3, abs(now)), -1e-9 * max(1e-3, abs(now))):
                moved = self._at(variable, now + width, demand)
                if moved is not None and moved != value:
                    slopes[variable] = (moved - value) / width
                    break
            self.trial.set(variable, arb(now))
        return slopes

    def _move(self, margin: float, lacking: float) -> float | None:
        """Another value for one number that matters, if that helps."""
        values = self.values(self.demands) or [0.0] * len(self.demands)
        open_ones = [demand for demand, value in zip(self.demands, values, strict=True) if demand.lack(value, margin)]
        variables = sorted({variable for demand in open_ones for variable in demand.reads})
        if not variables:
            return None
        variable = self.rng.choice(variables)
        now, best, value_of_best = self.get(variable), lacking, None
        random = self.rng.choice((1, -1)) * 10.0 ** self.rng.randint(-4, 4)
        for value in (0.0, 1.0, -1.0, -now, 2 * now, now / 2, now + 1, now - 1, now + random, random):
            self.trial.set(variable, arb(value))
            if (now_lacking := self.lacking(margin)) < best:
                best, value_of_best = now_lacking, value
        self.trial.set(variable, arb(now if value_of_best is None else value_of_best))
        return None if value_of_best is None else best


def _float(value: Value) -> float:
    return float(arb(head(value)).mid())


def _finite(value: Value | None) -> float | None:
    if value is None:
        return None
    number = arb(head(value))
    if not number.is_finite():
        return None
    approximate = float(number.mid())
    return approximate if isfinite(approximate) and abs(approximate) < 1e150 else None


def least_steps(rows: Sequence[Mapping[Variable, float]], wants: Sequence[float]) -> dict[Variable, float]:
    """The smallest steps with Σ slope · step = want for each row, as nearly as can be."""
    size = len(rows)
    gram = [[sum(slope * other[v] for v, slope in row.items() if v in other) for other in rows] for row in rows]
    for place in range(size):
        gram[place][place] += 1e-12 * gram[place][place] + 1e-200
    weights = _solved(gram, list(wants))
    steps: dict[Variable, float] = {}
    for row, weight in zip(rows, weights, strict=True):
        for variable, slope in row.items():
            step = steps.get(variable, 0.0) + weight * slope
            steps[variable] = max(-1e30, min(1e30, step))
    return steps


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; rows that say nothing new are passed over."""
    size = len(matrix)
    largest = [max(map(abs, row), default=0.0) for row in matrix]
    pivots: list[int | None] = []
    for place in range(size):
        check_time()
        row = matrix[place]
        if not abs(row[place]) > 1e-10 * largest[place]:
            pivots.append(None)
            continue
        pivots.append(place)
        for below in range(place + 1, size):
            factor = matrix[below][place] / row[place]
            if factor:
                matrix[below] = [a - factor * b for a, b in zip(matrix[below], row, strict=True)]
                right[below] -= factor * right[place]
    solution = [0.0] * size
    for place in reversed(range(size)):
        if pivots[place] is not None:
            rest = sum(matrix[place][other] * solution[other] for other in range(place + 1, size))
            solution[place] = (right[place] - rest) / matrix[place][place]
    return solution


@lru_cache(maxsize=64)
def ladder(relations: tuple[Relation, ...]) -> tuple[float, ...]:
    """Numbers of every magnitude, and numbers near those that the relations mention, in order."""
    rungs = {0.0, *(n / 2 for n in range(1, 21))}
    rungs |= {10.0**k for k in range(-12, 13)} | {2.0**k for k in range(-10, 17)} | {3 * 10.0**k for k in range(-4, 6)}
    rungs |= {-rung for rung in rungs}
    constants = {
        float(node.value)
        for relation in relations
        for side in (relation.left, relation.right)
        for node in walk(side)
        if isinstance(node, Number) and abs(node.value) < 10**15
    }
    for constant in [*constants, *(-constant for constant in constants)]:
        rungs |= {constant + sign * shift for shift in (0, 1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1) for sign in (1, -1)}
    return tuple(sorted(rungs))


def rationalised(
    trial: Trial, hypotheses: Hypotheses, way: Approach, rng: Random, aims: Sequence[Instance]
) -> Point | None:
    """The point near the numbers of the trial, with short fractions, or with roots where equations need them."""
    numbers = {variable: way.get(variable) for variable in way.involved}
    systems = connected([demand for demand in way.demands if demand.sign == "="])
    for digits in DIGITS:
        check_time()
        for variable, value in numbers.items():
            trial.set(variable, exact(rounded(value, digits)))
        root = _solved_again(trial, systems, numbers, way, rng)
        if root is not None:
            point = hypotheses.accepted(trial, root if root.numbers else None)
            if point is not None and all(hold_at(relation, trial.frame(), at) for relation, at in aims):
                return point
    return None


NO_ROOT = Root((), (), Fraction(0), ())


def _solved_again(
    trial: Trial, systems: Sequence[Sequence[Demand]], numbers: Mapping[Variable, float], way: Approach, rng: Random
) -> Root | None:
    """The equations, solved from rounded numbers: in exact arithmetic if possible, what is left by a root."""
    unknowns: list[Variable] = []
    equations: list[Instance] = []
    for system in systems:
        if len(system) > LARGEST_SYSTEM:
            return None
        instances = [demand.instance for demand in system]
        if not Solver(trial, rng, nearest).solve(instances):
            chosen = _chosen(trial, system, numbers, way)
            unknowns += [variable for variable, _ in chosen]
            equations += [instance for _, instance in chosen]
    return solve_root(trial, equations, unknowns) if unknowns else NO_ROOT


def nearest(roots: list[Fraction], now: Value) -> None:
    """Put those first that are near the number that is there now."""
    around = fraction(now) if isinstance(now, fmpq) else Fraction(_float(now))
    roots.sort(key=lambda root: abs(root - around))


def _chosen(
    trial: Trial, system: Sequence[Demand], numbers: Mapping[Variable, float], way: Approach
) -> list[tuple[Variable, Instance]]:
    """For which number each equation is to be solved: where it changes fast.  These numbers are unrounded again."""
    around = {variable for demand in system for variable in demand.reads}
    with flint.ctx.workprec(BITS), trial.restoring(around):
        for variable in around:
            trial.set(variable, arb(numbers[variable]))
        rows = [way.slopes(demand, way.value(demand) or 0.0) for demand in system]
    chosen: list[tuple[Variable, Instance]] = []
    for place, demand in enumerate(system):
        row = rows[place]
        pivot = max(row, key=lambda variable: (abs(row[variable]), variable), default=None)
        if pivot is not None and abs(row[pivot]) > NEGLIGIBLE:
            chosen.append((pivot, demand.instance))
            rows[place + 1 :] = [_without(pivot, row, below) for below in rows[place + 1 :]]
            trial.set(pivot, arb(numbers[pivot]))
    return chosen


def _without(pivot: Variable, row: Mapping[Variable, float], below: Mapping[Variable, float]) -> dict[Variable, float]:
    """A row less the multiple of another that takes the pivot out of it."""
    factor = below.get(pivot, 0.0) / row[pivot]
    return {v: below.get(v, 0.0) - factor * row.get(v, 0.0) for v in {**below, **row} if v != pivot}


def rounded(value: float, digits: int) -> Fraction:
    """The nearest number with so many significant decimal digits."""
    return Fraction(f"{value:.{digits - 1}e}")


def connected(equations: Sequence[Demand]) -> list[list[Demand]]:
    """The equations in groups that share no number."""
    groups: list[tuple[set[Variable], list[Demand]]] = []
    for demand in equations:
        reads, members = set(demand.reads), [demand]
        apart = []
        for others, group in groups:
            if reads.isdisjoint(others):
                apart.append((others, group))
            else:
                reads, members = reads | others, [*group, *members]
        groups = [*apart, (reads, members)]
    return [members for _, members in groups]
