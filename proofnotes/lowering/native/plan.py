"""What kind of loops a kernel takes, and when each value is known.

Three kinds.  `elementwise`: one loop.  `rows`: each row on its own, in as many passes as its statistics ask for; sums over
all rows only at the end.  `columns`: statistics over the rows, a strip of columns at a time.  What fits none of them is left
to the NumPy kernels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .. import values as v
from ..stabilize import Program
from ..traverse import walk
from ..values import LEAD, Axis, Value
from .costs import is_heavy

ELEMENTWISE, ROWS, COLUMNS = "elementwise", "rows", "columns"
SPECIAL = ("runners_up", "rest")
"""Statistics that need the place of the largest entry."""

AT_ONCE = ("first", "scale")
"""Statistics for which no loop is made: one entry, and the scale, which is 1 unless something overflows."""

UNSUPPORTED = ("contract", "stack", "block", "item", "indicator")


class Unsupported(Exception):
    """No loops for this kernel; the message says why."""


@dataclass(frozen=True)
class Plan:
    """kind, and the axis along which vectors are loaded; `across` is the other one, whose entries are numbers there."""

    program: Program
    kind: str
    along: Axis
    across: Axis | None

    @property
    def outputs(self) -> tuple[Value, ...]:
        return self.program.outputs

    def is_vector(self, value: Value) -> bool:
        """Whether it varies along the vectors."""
        return self.along in value.axes

    def is_full(self, value: Value) -> bool:
        """Whether it is as large as the data."""
        return self.is_vector(value) and (self.across is None or self.across in value.axes)

    @cached_property
    def depth(self) -> dict[Value, int]:
        """After how many passes each value is known."""
        found: dict[Value, int] = {}
        for each in walk(*self.outputs):
            found[each] = max((found[arg] for arg in each.args), default=0) + self.takes_a_pass(each)
        return found

    def takes_a_pass(self, value: Value) -> bool:
        """Whether it is a statistic for which all data have to be seen first."""
        return is_statistic(value) and axis_of(value) == self.reduced and value.op not in AT_ONCE

    @property
    def reduced(self) -> Axis | None:
        """The axis over which statistics are taken."""
        return {ROWS: self.along, COLUMNS: self.across}.get(self.kind)

    @cached_property
    def totals(self) -> tuple[Value, ...]:
        """Sums over all rows of a kernel that works row by row."""
        return tuple(each for each in walk(*self.outputs) if is_statistic(each) and axis_of(each) != self.reduced)

    @cached_property
    def after_totals(self) -> frozenset[Value]:
        """What is known only when all rows have been added up."""
        found: set[Value] = set()
        for each in walk(*self.outputs):
            if each in self.totals or found.intersection(each.args):
                found.add(each)
        return frozenset(found)

    @cached_property
    def passes(self) -> int:
        """How many passes there are before the one that writes the results."""
        return max((d for each, d in self.depth.items()), default=0)

    def statistics(self, number: int) -> list[Value]:
        """What becomes known with pass `number`, which counts from 1."""
        return [each for each, at in self.depth.items() if at == number and self.takes_a_pass(each)]

    @cached_property
    def scale(self) -> Value | None:
        """The power of two by which the data are divided where squares would overflow."""
        return next((each for each in self.depth if each.op == "scale"), None)

    def leaves(self) -> list[Value]:
        return [each for each in walk(*self.outputs) if each.op == "input"]


def is_statistic(value: Value) -> bool:
    return value.op in v.REDUCTIONS or value.op in SPECIAL


def axis_of(value: Value) -> Axis:
    """The axis of a statistic."""
    axes: tuple[Axis, ...] = value.data if isinstance(value.data, tuple) else (value.data,)
    if len(axes) != 1:
        raise Unsupported(f"{value.op} over {len(axes)} axes at once")
    return axes[0]


def plan(program: Program) -> Plan:
    """The loops of a program.  Raises Unsupported if it has to be left to NumPy."""
    found = list(walk(*program.outputs))
    unknown = sorted({each.op for each in found if each.op in UNSUPPORTED})
    if unknown:
        raise Unsupported(f"no loops for {', '.join(unknown)}")
    axes = dict.fromkeys(axis for each in found for axis in each.axes)
    core = [axis for axis in axes if axis != LEAD]
    if len(core) > 1 or any(axis.copy or axis.over.blocks > 1 for axis in core):
        raise Unsupported(f"the axes {', '.join(str(axis.over) for axis in core)}")
    over = {axis_of(each) for each in found if is_statistic(each)}
    if not core:
        if over:
            raise Unsupported("a statistic over leading axes")
        return Plan(program, ELEMENTWISE, LEAD, None)
    by_rows = Plan(program, ROWS, core[0], LEAD)
    if LEAD not in over or _sums_come_last(by_rows):
        return by_rows
    if core[0] in over:
        raise Unsupported("statistics over rows that statistics over columns need")
    return Plan(program, COLUMNS, core[0], LEAD)


def _sums_come_last(found: Plan) -> bool:
    """Whether nothing as large as the data, and nothing of a row, waits for sums over all rows."""
    if any(each.op not in ("total", "mean") for each in found.totals):
        return False
    return all(found.along in each.axes and LEAD not in each.axes for each in found.after_totals)


def stored(found: Plan) -> dict[Value, int]:
    """Values as large as the data that are kept, each with the pass that makes it.

    They are dear to make anew and needed again in a later pass, or the sum without one place is taken of them.
    """
    first: dict[Value, int] = {}
    kept: dict[Value, int] = {}
    for each, at in found.depth.items():
        if each.op in SPECIAL:
            kept |= {arg: at for arg in each.args if arg.op != "input"}
            kept |= {each: at} if each.op == "rest" else {}
    for number in range(1, found.passes + 2):
        for each in needed(found, number):
            if first.setdefault(each, number) < number and is_heavy(each, found.is_full):
                kept.setdefault(each, first[each])
    return kept


def needed(found: Plan, number: int) -> Iterator[Value]:
    """The values along vectors that pass `number` computes; the pass after the last statistics writes the results."""
    if number <= found.passes:
        roots = [arg for each in found.statistics(number) for arg in each.args]
    else:
        roots = [each for each in found.outputs if each not in found.after_totals]
        roots += [each.args[0] for each in found.totals]
    for each in walk_until(found, roots):
        yield each


def walk_until(found: Plan, roots: list[Value]) -> Iterator[Value]:
    """Everything along vectors below the roots, down to statistics."""
    seen: set[Value] = set()
    stack = [each for each in roots if found.is_vector(each)]
    while stack:
        each = stack.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        if not is_statistic(each):
            stack.extend(arg for arg in each.args if found.is_vector(arg))
