"""check: a statement looked at again at small dimensions, by code that shares nothing with the normal form.

Every dimension is 1, 2 and 3; the free indices take every pattern of equal and different positions; derivatives are
SymPy's, by one scalar at a time; both sides are compared exactly, as rational functions, and where that does not
settle it by balls at several points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from time import monotonic, perf_counter

import sympy

from ..statements import Link
from ..symbolic.indices import Index
from ..symbolic.relations import Relation
from ..symbolic.rewrite import free_indices
from ..symbolic.tree import Dim, Entry, Number, Scalar
from .agreement import Agreement, Check, Disagreement
from .algebra import Algebra
from .balls import Balls
from .meaning import HOLDS, Guard, Meaning
from .points import STYLES, Known, samples
from .reading import (
    CannotTellError,
    UncheckedError,
    UndefinedHereError,
    fixed_positions,
    has_kinks,
    inputs,
    sizes_in,
    symbol_of,
)
from .scalars import Scalars

SMALL = (2, 3, 1)
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
            for sizes in self._sizes():
                self._at_sizes(sizes)
        except Disagreement as found:
            return Agreement.DISAGREES, str(found)
        except UncheckedError as found:
            reason = str(found)
        if not self.seen:
            return Agreement.UNCHECKED, reason or "no point satisfies the hypotheses"
        return (Agreement.BALLS if Agreement.BALLS in self.seen else Agreement.EXACT), reason

    def _sides(self) -> list[sympy.Expr]:
        return [side for each in (self.statement, *self.assuming) for side in (each.left, each.right)]

    def _sizes(self) -> Iterator[dict[str, int]]:
        """All dimensions up to 3; with more than two of them, all equal and all different."""
        known = sizes_in(self._sides())
        for each in self.assuming:
            if isinstance(each.left, Dim) and isinstance(each.right, Number) and each.sign == "=":
                known[each.left.name] = int(each.right.value / each.left.blocks)
        loose = [name for name, size in known.items() if size is None]
        fixed = {name: size for name, size in known.items() if size is not None}
        for choice in _choices(len(loose)):
            yield {**fixed, **dict(zip(loose, choice, strict=True))}

    def _at_sizes(self, sizes: Mapping[str, int]) -> None:
        known = self._hypotheses(sizes)
        symbols, positive = self._symbols(sizes)
        points = list(samples(symbols, positive, known, self._rounds()))
        for at in self._patterns(sizes) if points else ():
            if monotonic() > self.deadline:
                raise UncheckedError(f"out of time at {_written(sizes)}")
            try:
                self._at(sizes, at, points)
            except UndefinedHereError as found:
                raise Disagreement(f"{_written(sizes)}, {_positions(at)}: no value, {found}") from None
            self.places += 1

    def _rounds(self) -> int:
        if self.statement.sign != "=":
            return INEQUALITY_ROUNDS
        return KINKED_ROUNDS if self._kinked() else ROUNDS

    def _kinked(self) -> bool:
        return has_kinks(self.statement.left) or has_kinks(self.statement.right)

    def _hypotheses(self, sizes: Mapping[str, int]) -> list[Known]:
        """Every hypothesis for every value of its free indices."""
        expansion, found = Scalars(sizes), []
        for each in self.assuming:
            if has_kinks(each.left) or has_kinks(each.right):
                raise UncheckedError(f"the hypothesis {each} has a kink")
            indices = sorted(free_indices(each.left) | free_indices(each.right), key=str)
            for values in product(*(range(1, expansion.size(index.over) + 1) for index in indices)):
                at = dict(zip(indices, values, strict=True))
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

    def _patterns(self, sizes: Mapping[str, int]) -> Iterator[dict[Index, int]]:
        """Positions of the free indices: where all are alike, only which of them are equal matters."""
        named = fixed_positions(self._sides())
        indices = sorted(free_indices(self.statement.left) | free_indices(self.statement.right), key=str)
        seen: set[tuple[int, ...]] = set()
        for values in product(*(range(1, sizes[index.over.name] * index.over.blocks + 1) for index in indices)):
            pattern = _pattern(indices, values, sizes, named)
            if pattern not in seen:
                seen.add(pattern)
                yield dict(zip(indices, values, strict=True))

    def _at(self, sizes: Mapping[str, int], at: dict[Index, int], points: Sequence[Balls]) -> None:
        """The statement at these dimensions and positions, at every point."""
        expand = _Expand(self.statement, sizes, at)
        common = None if self._kinked() else expand(None)
        decided: list[Algebra] = []
        for point in points:
            try:
                difference, guards = common or expand(point)
                _check_guards(guards, point)
                self.seen.add(self._compare(difference, point, decided))
            except CannotTellError:
                continue
            except (UndefinedHereError, Disagreement) as found:
                raise Disagreement(f"{_written(sizes)}, {_positions(at)}, {point}: {found}") from None

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


def _choices(count: int) -> Iterator[tuple[int, ...]]:
    if count <= 2:
        yield from product(SMALL, repeat=count)
        return
    yield from ((size,) * count for size in SMALL)
    yield from (tuple(SMALL[(axis + turn) % len(SMALL)] for axis in range(count)) for turn in range(len(SMALL)))


def _pattern(
    indices: Sequence[Index], values: Sequence[int], sizes: Mapping[str, int], named: set[str]
) -> tuple[int, ...]:
    """The block of each position, and the number of its value among those that occur before it."""
    seen: dict[str, list[int]] = {}
    found: list[int] = []
    for index, value in zip(indices, values, strict=True):
        name = index.over.name
        block, inner = divmod(value - 1, sizes[name])
        order = seen.setdefault(name, list(range(sizes[name])) if name in named else [])
        if inner not in order:
            order.append(inner)
        found += [block, order.index(inner)]
    return tuple(found)


def _written(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def _positions(at: Mapping[Index, int]) -> str:
    return ", ".join(f"{index} = {value}" for index, value in at.items())
