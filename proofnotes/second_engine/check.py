"""check: a statement looked at again at small dimensions, by code that shares nothing with the normal form.

Every dimension is 1, 2 and 3; the free indices take every pattern of equal and different positions; derivatives are
SymPy's, by one scalar at a time; both sides are compared exactly, as rational functions, and where that does not
settle it by balls at several points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from time import monotonic, perf_counter

import sympy

from ..expr.indices import Index
from ..expr.nodes import Entry, Relation, Scalar
from ..statements.chains import Link
from .agreement import Agreement, Check, Disagreement
from .algebra import Algebra
from .balls import Balls
from .dimensions import dimensions, indices_of, positions
from .meaning import HOLDS, Guard, Meaning
from .points import STYLES, Known, samples
from .reading import (
    CannotTellError,
    UncheckedError,
    UndefinedHereError,
    fixed_positions,
    has_kinks,
    has_limits,
    inputs,
    symbol_of,
)
from .scalars import Scalars

TOP = Meaning()
ROUNDS, KINKED_ROUNDS, INEQUALITY_ROUNDS = len(STYLES), 2 * len(STYLES), 5 * len(STYLES)


def check(statement: Relation | Link, assuming: Sequence[Relation] = (), *, seconds: float = 10.0) -> Check:
    """Whether the statement holds at small dimensions, under the hypotheses.

    EXACT and BALLS say how the two sides agree, DISAGREES where they do not, UNCHECKED why nothing was found out.
    What `seconds` leave no time for is skipped; `places` counts what was looked at.
    """
    started = perf_counter()
    hypotheses = tuple(assuming)
    if isinstance(statement, Link):
        hypotheses, statement = statement.assuming, Relation(statement.left, statement.sign, statement.right)
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

    def outcome(self) -> tuple[Agreement, str]:
        """The worst of what is seen at any dimensions and positions."""
        reason = ""
        try:
            for sizes in dimensions(self._sides(), self.assuming):
                self._at_sizes(sizes)
        except Disagreement as found:
            return Agreement.DISAGREES, str(found)
        except UncheckedError as found:
            reason = str(found)
        if not self.seen:
            return Agreement.UNCHECKED, reason or "no point satisfies the hypotheses"
        if Agreement.BALLS in self.seen:
            return Agreement.BALLS, reason
        return (Agreement.LIMIT if any(map(has_limits, self._sides())) else Agreement.EXACT), reason

    def _sides(self) -> list[sympy.Expr]:
        return [side for each in (self.statement, *self.assuming) for side in (each.left, each.right)]

    def _at_sizes(self, sizes: Mapping[str, int]) -> None:
        """Every pattern of positions; the hypotheses know the fixed indices among them."""
        found: dict[tuple[tuple[Index, int], ...], list[Balls]] = {}
        fixed_in = [index for each in self.assuming for index in indices_of(each) if index.fixed]
        indices = list(dict.fromkeys([*indices_of(self.statement), *fixed_in]))
        for at in positions(indices, sizes, fixed_positions(self._sides())):
            if monotonic() > self.deadline:
                raise UncheckedError(f"out of time at {_written(sizes, at)}")
            fixed = tuple((index, value) for index, value in at.items() if index.fixed)
            if fixed not in found:
                symbols, positive = self._symbols(sizes)
                known = self._hypotheses(sizes, dict(fixed))
                found[fixed] = list(samples(symbols, positive, known, self._rounds()))
            if found[fixed]:
                self._at(sizes, at, found[fixed])
                self.places += 1

    def _rounds(self) -> int:
        if self.statement.sign != "=":
            return INEQUALITY_ROUNDS
        return KINKED_ROUNDS if self._kinked() else ROUNDS

    def _kinked(self) -> bool:
        return has_kinks(self.statement.left) or has_kinks(self.statement.right)

    def _hypotheses(self, sizes: Mapping[str, int], fixed: Mapping[Index, int]) -> list[Known]:
        """Every hypothesis for every value of its free indices that are not fixed."""
        expansion, found = Scalars(sizes), []
        for each in self.assuming:
            if has_kinks(each.left) or has_kinks(each.right):
                raise UncheckedError(f"the hypothesis {each} has a kink")
            loose = [index for index in indices_of(each) if not index.fixed]
            for values in product(*(range(1, expansion.size(index.over) + 1) for index in loose)):
                at = {**fixed, **dict(zip(loose, values, strict=True))}
                left, right = (expansion.read(side, at, TOP) for side in (each.left, each.right))
                found.append(Known(left, each.sign, right))
        return found

    def _symbols(self, sizes: Mapping[str, int]) -> tuple[list[sympy.Symbol], frozenset[sympy.Symbol]]:
        """Everything that a point has a number for, and which numbers are positive."""
        found: dict[sympy.Symbol, bool] = {}
        for each in (each for side in self._sides() for each in inputs(side)):
            if isinstance(each, Scalar):
                found[symbol_of(each, ())] = each.positive
            elif isinstance(each, Entry):
                ranges = (range(1, sizes[over.name] * over.blocks + 1) for over in each.tensor.over)
                found.update((symbol_of(each.tensor, places), False) for places in product(*ranges))
        return sorted(found, key=str), frozenset(symbol for symbol, positive in found.items() if positive)

    def _at(self, sizes: Mapping[str, int], at: dict[Index, int], points: Sequence[Balls]) -> None:
        """The statement at these dimensions and positions, at every point."""
        expand = _Expand(self.statement, sizes, at)
        common = None
        decided: list[Algebra] = []
        for point in points:
            try:
                if common is None or self._kinked():
                    common = expand(point if self._kinked() else None)
                difference, guards = common
                _check_guards(guards, point)
                self.seen.add(self._compare(difference, point, decided))
            except CannotTellError:
                continue
            except (UndefinedHereError, Disagreement) as found:
                raise Disagreement(f"{_written(sizes, at)} {point}: {found}") from None

    def _compare(self, difference: sympy.Expr, point: Balls, decided: list[Algebra]) -> Agreement:
        if self.statement.sign == "=":
            if any(each.holds_at(difference, point) for each in decided):
                return Agreement.EXACT
            algebra = Algebra(point)
            if algebra.vanishes(difference):
                decided.append(algebra)
                return Agreement.EXACT
        return _by_balls(self.statement.sign, difference, point)


@dataclass(frozen=True)
class _Expand:
    """left − right and its guards, as SymPy expressions."""

    statement: Relation
    sizes: Mapping[str, int]
    at: Mapping[Index, int]

    def __call__(self, point: Balls | None) -> tuple[sympy.Expr, tuple[Guard, ...]]:
        scalars = Scalars(self.sizes, point.sign if point else None)
        left, right = (scalars.read(side, self.at, TOP) for side in (self.statement.left, self.statement.right))
        return left - right, tuple(scalars.guards)


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
