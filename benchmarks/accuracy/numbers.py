"""Sweeps of functions of numbers: the whole line, the neighbourhood of every root, and ±inf and nan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from benchmarks.accuracy import grids
from benchmarks.accuracy.exact import Exact, Format, exact
from benchmarks.accuracy.sweep import LIMITS, ULP, VALUE, Array, Sweep, SweepCall, terms, unit_of
from benchmarks.calls import is_limited
from proofnotes.expr.nodes import Diff, Expr, Scalar
from proofnotes.lowering.tasks.gradients import UPSTREAM, gradients
from proofnotes.prover.bounds.function import domain_of
from proofnotes.prover.proof import Point
from proofnotes.statements.statement import Definition, Theorem

REACH = 1.0
"""Near a root r: ∣x − r∣ ≤ REACH ∣r∣."""
NAN = Exact(0, float("nan"), 0.0)


@dataclass(frozen=True)
class Line:
    """An expression as a function of one of the inputs, the others held."""

    definition: Definition
    e: Expr
    terms: Expr
    x: Scalar
    held: tuple[tuple[str, float], ...]
    dtype: Any

    def at(self, x: float, e: Expr | None = None) -> Exact | None:
        """The exact value of the expression, or of another one."""
        scalars = {name: Fraction(value) for name, value in (*self.held, (self.x.name, float(x)), (UPSTREAM, 1.0))}
        scalars |= {each.name: Fraction(default) for each, default in self.definition.parameters}
        return exact(self.e if e is None else e, Point({}, scalars, {}), Format.of(self.dtype))[0]

    def sign(self, x: float) -> int:
        """Of the value; 0 where there is none."""
        value = self.at(x)
        return 0 if value is None else int(_sign(value))


def sweeps(definition: Definition, theorems: Sequence[Theorem], dtype: Any, count: int) -> Iterator[Sweep]:
    """The value, and the derivative by every input, with the other inputs held at 0, at 1 and between."""
    x = next((each for each in definition.inputs if is_limited(each, definition)), definition.inputs[0])
    slopes = {each.of: each.expression for each in gradients(definition, theorems)}
    for held in _held(definition, x):
        case = ", ".join(f"{name} = {value:g}" for name, value in held)
        line = Line(definition, definition.body, terms(definition.body), x, held, dtype)
        yield from _swept(line, VALUE, case, 0, count)
        for position, by in enumerate(definition.arguments):
            slope = replace(line, e=Diff(definition.body, by), terms=terms(slopes[by.name]))
            yield from _swept(slope, by.name, case, position, count)


def _held(definition: Definition, x: Scalar) -> list[tuple[tuple[str, float], ...]]:
    others = [each.name for each in definition.inputs if each != x]
    return [tuple((name, value) for name in others) for value in grids.OTHERS] if others else [()]


def _swept(line: Line, of: str, case: str, position: int, count: int) -> Iterator[Sweep]:
    domain = domain_of(line.x, line.definition.assuming)
    known = {x: line.at(x) for x in map(float, grids.everywhere(line.dtype, domain, count))}
    _fill_ends(known)
    known = {x: value for x, value in sorted(known.items()) if value is not None}
    roots = _roots(line, known)
    more = [grids.around(root, line.dtype) for root in roots] + _steps(known, line.dtype)
    for x in map(float, np.concatenate([[], *more])):
        if x not in known and np.isfinite(x) and (value := line.at(x)) is not None:
            known[x] = value
    xs = sorted(known)
    wanted = tuple(known[x] for x in xs)
    scale = tuple(_scale(line, x, known[x], roots) for x in xs)
    yield Sweep(
        line.definition.name, of, case, line.dtype, (_sweep_call(line, xs),), (wanted,), ULP, (scale,), position
    )
    if domain.low is None and domain.high is None:
        ends = (-np.inf, np.inf, np.nan)
        limits = (_limit(known[xs[0]], known[xs[1]]), _limit(known[xs[-1]], known[xs[-2]]), NAN)
        kept = 3 if of == VALUE else 2  # a derivative that is the same on either side of a kink need not look at x
        call = _sweep_call(line, ends[:kept])
        yield Sweep(line.definition.name, of, case, line.dtype, (call,), (limits[:kept],), LIMITS, (), position)


def _sweep_call(line: Line, xs: Sequence[float]) -> SweepCall:
    data = {line.x.name: np.array(xs, line.dtype)}
    data |= {name: np.full(len(xs), value, line.dtype) for name, value in line.held}
    arrays: tuple[Array, ...] = tuple(data[each.name] for each in line.definition.arguments)
    return SweepCall(np.ones(len(xs), line.dtype), arrays, slice(None), [f"{line.x.name} = {x:.9g}" for x in xs])


def _fill_ends(exact: dict[float, Exact | None]) -> None:
    """Where balls overflow, far out, the function is what it was before, if it had stopped to change."""
    for order in (sorted(exact), sorted(exact, reverse=True)):
        inside = [x for x in order if exact[x] is not None]
        if len(inside) < 2 or float(exact[inside[0]]) != float(exact[inside[1]]):
            continue
        for x in order[: order.index(inside[0])]:
            exact[x] = exact[inside[0]]


def _limit(last: Exact, before: Exact) -> Exact:
    """At infinity: what the function no longer leaves, else infinity."""
    if float(last) == float(before):
        return Exact(last.unit, float(np.rint(last.whole + last.rest)), 0.0)
    return Exact(0, float(np.copysign(np.inf, float(last))), 0.0)


def _roots(line: Line, exact: dict[float, Exact]) -> list[float]:
    """Where the value vanishes or its sign changes, away from 0."""
    found = []
    xs = [x for x in exact if x]
    for low, high in zip(xs, xs[1:], strict=False):
        if _sign(exact[low]) * _sign(exact[high]) < 0 and low * high > 0:
            found.append(grids.bisected(line.sign, low, high, line.dtype))
    return found + [x for low, x, high in zip(xs, xs[1:], xs[2:], strict=False) if _crosses(exact, low, x, high)]


def _crosses(exact: dict[float, Exact], low: float, x: float, high: float) -> bool:
    return low * high > 0 and not _sign(exact[x]) and _sign(exact[low]) * _sign(exact[high]) < 0


def _sign(value: Exact) -> float:
    return float(np.sign(value.whole + value.rest))


def _steps(exact: dict[float, Exact], dtype: Any) -> list[Array]:
    """Where the value begins to vanish, or to stay the same."""
    xs = list(exact)
    found = []
    for one, two, three in zip(xs, xs[1:], xs[2:], strict=False):
        is_flat = [float(exact[a]) == float(exact[b]) for a, b in ((one, two), (two, three))]
        if is_flat[0] != is_flat[1]:
            found.append(grids.between(two, three if is_flat[0] else one, dtype))
    return found


def _scale(line: Line, x: float, value: Exact, roots: Sequence[float]) -> int | None:
    if not any(abs(x - root) <= REACH * abs(root) for root in roots):
        return None
    return unit_of(line.at(x, line.terms), value)
