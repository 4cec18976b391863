"""check: a statement looked at again at small dimensions, by code that shares nothing with the normal form.

Every dimension is 1, 2 and 3; the free indices take every position, up to those that may change places; derivatives
are SymPy's, by one scalar at a time; both sides are compared exactly, as rational functions, and where that does not
settle it by balls, at points of every pattern that the hypotheses allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic, perf_counter

import sympy

from ..expr.indices import Index
from ..expr.nodes import Relation
from ..expr.restriction import restricted
from ..statements.chains import Link
from .agreement import Agreement, Check, Disagreement
from .algebra import Algebra
from .balls import Balls
from .dimensions import dimensions, indices_of, positions
from .drawing import PURE
from .expansions import Expansions
from .hypotheses import ConcreteHypotheses
from .meaning import HOLDS, Guard
from .points import Points
from .reading import CannotTellError, UncheckedError, UndefinedHereError, has_kinks, has_limits, told_apart
from .weight import check_weight

ROUNDS, KINKED_ROUNDS, INEQUALITY_ROUNDS = PURE + 15, PURE + 45, PURE + 60


def check(statement: Relation | Link, assuming: Sequence[Relation] = (), *, seconds: float = 10.0) -> Check:
    """Whether the statement holds at small dimensions, under the hypotheses.

    EXACT and BALLS say how the two sides agree, DISAGREES where they do not, UNCHECKED why nothing was found out.
    What `seconds` leave no time for is skipped; `places` counts what was looked at.
    """
    started = perf_counter()
    hypotheses = tuple(assuming)
    if isinstance(statement, Link):
        hypotheses, statement = statement.assuming, Relation(statement.left, statement.sign, statement.right)
    statement, hypotheses = restricted(statement, hypotheses)
    run = _Run(statement, hypotheses, monotonic() + seconds)
    agreement, detail = run.outcome()
    return Check(statement, agreement, run.places, detail, perf_counter() - started)


@dataclass
class _Run:
    """One statement."""

    statement: Relation
    assuming: tuple[Relation, ...]
    deadline: float
    places: int = 0
    seen: set[Agreement] = field(default_factory=set)

    def __post_init__(self) -> None:
        sides = [side for each in (self.statement, *self.assuming) for side in (each.left, each.right)]
        self.sides, self.told_apart = sides, told_apart(sides)
        self.kinked = has_kinks(self.statement.left) or has_kinks(self.statement.right)
        self.given = ConcreteHypotheses(self.assuming, sides)

    def outcome(self) -> tuple[Agreement, str]:
        """The worst of what is seen at any dimensions and positions."""
        reason = ""
        try:
            for sizes in dimensions(self.sides, self.assuming, self.given.allows):
                for side in self.sides:
                    check_weight(side, sizes)
                self._at_sizes(sizes)
        except Disagreement as found:
            return Agreement.DISAGREES, str(found)
        except UncheckedError as found:
            reason = str(found)
        except RecursionError:
            reason = "too large: nested too deeply"
        if not self.seen:
            return Agreement.UNCHECKED, reason or "no point satisfies the hypotheses"
        if Agreement.BALLS in self.seen:
            return Agreement.BALLS, reason
        return (Agreement.LIMIT if any(map(has_limits, self.sides)) else Agreement.EXACT), reason

    def _at_sizes(self, sizes: Mapping[str, int]) -> None:
        """Every pattern of positions; the hypotheses know the fixed indices among them."""
        found: dict[tuple[tuple[Index, int], ...], Points] = {}
        indices = list(dict.fromkeys([*indices_of(self.statement), *self.given.fixed]))
        for at in positions(indices, sizes, self.told_apart):
            fixed = tuple((index, value) for index, value in at.items() if index.fixed)
            if fixed not in found:
                found[fixed] = self.given.points(sizes, dict(fixed), self._rounds())
            if found[fixed]:
                self._at(sizes, at, found[fixed])
                self.places += 1

    def _rounds(self) -> int:
        if self.statement.sign != "=":
            return INEQUALITY_ROUNDS
        return KINKED_ROUNDS if self.kinked else ROUNDS

    def _at(self, sizes: Mapping[str, int], at: dict[Index, int], points: Points) -> None:
        """The statement at these dimensions and positions, at every point."""
        expansions = Expansions(self.statement, sizes, at, self.kinked)
        decided: list[Algebra] = []
        for point in points:
            if monotonic() > self.deadline:
                raise UncheckedError(f"out of time at {_written(sizes, at)}")
            try:
                difference, guards = expansions.near(point)
                _check_guards(guards, point)
                self.seen.add(self._compare(difference, point, decided))
            except CannotTellError:
                continue
            except (UndefinedHereError, Disagreement) as found:
                raise Disagreement(f"{_written(sizes, at)} {point}: {found}") from None
            if not guards and not self.kinked and any(each.holds_everywhere() for each in decided):
                break

    def _compare(self, difference: sympy.Expr, point: Balls, decided: list[Algebra]) -> Agreement:
        if self.statement.sign == "=":
            if any(each.holds_at(difference, point) for each in decided):
                return Agreement.EXACT
            algebra = Algebra(point)
            if algebra.vanishes(difference):
                decided.append(algebra)
                return Agreement.EXACT
        return _by_balls(self.statement.sign, difference, point)


def _check_guards(guards: Sequence[Guard], point: Balls) -> None:
    for guard in guards:
        try:
            holds = HOLDS[guard.sign](point.sign(guard.arg))
        except CannotTellError:
            continue
        if not holds:
            raise Disagreement(f"no value: {guard.arg} {guard.sign} 0 would be needed")


def _by_balls(sign: str, difference: sympy.Expr, point: Balls) -> Agreement:
    try:
        found = point.sign(difference)
    except CannotTellError:
        return Agreement.BALLS
    if not HOLDS[sign](found):
        raise Disagreement(f"left − right is {point.value(difference, 64).str(10)}")
    return Agreement.EXACT if found == 0 else Agreement.BALLS


def _written(sizes: Mapping[str, int], at: Mapping[Index, int]) -> str:
    return "".join(f"{name} = {value}, " for name, value in (*sizes.items(), *at.items()))
