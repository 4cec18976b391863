"""Points at which hypotheses hold: equations are solved exactly, inequalities choose the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import sympy

from .balls import Balls
from .drawing import PURE, Spot, fills
from .meaning import HOLDS
from .reading import CannotTellError, UndefinedHereError
from .solving import Known, Solution, solutions

FAR = Fraction(10**9)
TRIES = 12
"""How often a sample of each style is drawn before it is given up."""


@dataclass(frozen=True)
class Allowed:
    """What the hypotheses allow for one number; closed are the ends that belong to it."""

    low: Fraction = -FAR
    high: Fraction = FAR
    closed: frozenset[Fraction] = frozenset()

    def moved(self, value: Fraction, rng: Random) -> Fraction:
        """The value, or one inside."""
        if self.low < value < self.high or value in self.closed:
            return value
        if self.high - self.low < FAR:
            return self.low + (self.high - self.low) * Fraction(rng.randint(1, 99), 100)
        return self.low + 1 + abs(value) if self.low > -FAR else self.high - 1 - abs(value)


@dataclass(frozen=True)
class Demands:
    """What a point has to satisfy: equations to solve, inequalities, and tests of what only a point can read."""

    equations: tuple[Known, ...]
    inequalities: tuple[Known, ...]
    tests: tuple[Callable[[Balls], bool], ...] = ()

    def met(self, point: Balls) -> bool:
        """Whether they certainly hold there, and what the equations determine has a value."""
        try:
            determined = all(point.value(symbol, 64).is_finite() for symbol in point.solved)
            return (
                determined
                and all(HOLDS[each.sign](point.sign(each.left - each.right)) for each in self.inequalities)
                and all(test(point) for test in self.tests)
            )
        except (CannotTellError, UndefinedHereError):
            return False


class Points:
    """The points for one choice of dimensions, the same ones every time, drawn when they are asked for.

    Every style has its round.  Where a whole circle of them finds no point, there are no more.
    """

    def __init__(self, spots: Sequence[Spot], demands: Demands, numbers: Sequence[Fraction], rounds: int) -> None:
        positive = tuple(Known(spot.symbol, ">", sympy.S.Zero) for spot in spots if spot.positive)
        self._spots, self._numbers, self._rounds = spots, numbers, rounds
        self._demands = Demands(demands.equations, (*positive, *demands.inequalities), demands.tests)
        self._names = list(dict.fromkeys((spot.name, bool(spot.places)) for spot in spots))
        self._rng = Random(0)
        self._known: list[Balls] = []
        self._more = self._samples()

    def __iter__(self) -> Iterator[Balls]:
        yield from self._known
        for point in self._more:
            self._known.append(point)
            yield point

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def _samples(self) -> Iterator[Balls]:
        if not all(map(_possible, self._demands.inequalities)):
            return
        solved, bounds = solutions(self._demands.equations), _bounds(self._demands.inequalities)
        for turn in range(self._rounds):
            if turn == PURE and not self._known:
                return
            for solution in solved:
                drawn = (self._drawn(turn, bounds, solution) for _ in range(TRIES))
                point = next(filter(self._demands.met, drawn), None)
                if point is not None:
                    yield point

    def _drawn(self, turn: int, bounds: Mapping[sympy.Symbol, Allowed], solution: Solution) -> Balls:
        filled = fills(self._names, self._numbers, turn, self._rng)
        found = {}
        for spot in self._spots:
            value = filled[spot.name, bool(spot.places)](spot)
            found[spot.symbol] = bounds[spot.symbol].moved(value, self._rng) if spot.symbol in bounds else value
        return Balls(found, solution)


def _possible(relation: Known) -> bool:
    difference = relation.left - relation.right
    return not difference.is_Rational or HOLDS[relation.sign](int(sympy.sign(difference)))


def _bounds(relations: Sequence[Known]) -> dict[sympy.Symbol, Allowed]:
    """Intervals for single symbols that are compared with numbers."""
    found: dict[sympy.Symbol, Allowed] = {}
    for each in relations:
        difference = sympy.expand(each.left - each.right)
        if len(difference.free_symbols) != 1 or each.sign == "!=":
            continue
        (symbol,) = difference.free_symbols
        slope = sympy.diff(difference, symbol)
        if slope.is_Rational and slope != 0:
            end = difference.subs(symbol, 0) / -slope
            if not end.is_Rational:
                continue
            at, old = Fraction(int(end.p), int(end.q)), found.get(symbol, Allowed())
            closed = old.closed | {at} if "=" in each.sign else old.closed
            upward = (each.sign[0] == ">") == (slope > 0)
            low, high = (max(old.low, at), old.high) if upward else (old.low, min(old.high, at))
            found[symbol] = Allowed(low, high, closed & {low, high})
    return found
