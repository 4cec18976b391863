"""How a kernel is computed: in which stage, in which pass over a row, each value becomes known.

Vectors run along one axis.  A kernel of numbers is one loop.  Others work row by row: a row is swept once for each
statistic of it that waits for another.  Where a sum over all rows is needed, what depends on it belongs to the next
stage, which goes through the rows again.  What these loops cannot do is left to the NumPy kernels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from ..program import values as v
from ..program.axes import LEAD, Axis
from ..program.nodes import Value, made
from ..program.program import Program
from ..program.traverse import walk
from .costs import is_heavy
from .order import earliest, latest

SPECIAL = ("runners_up", "rest", "rest_at")
"""Sums without one place: that of the largest entry, every place in turn, that of a class label."""

AT_ONCE = ("first", "scale", "at_label")
"""Statistics that take no sweep of their own: one entry, and what is 1 unless something overflows."""

LABELLED = {"at_label": 1, "rest_at": 1, "with_label": 2}
"""Operations with a class label, and which operand it is."""

REFUSED = {
    **dict.fromkeys(("balance",), "loops look for sums that overflow, not for those that underflow"),
    **dict.fromkeys(("contract",), "matrix products are left to libraries"),
    **dict.fromkeys(("stack", "block", "split", "joined"), "loops run along one axis, not along blocks of it"),
    "lowest": "loops take the largest of numbers",
    **dict.fromkeys(("item", "indicator", "counted", "read"), "loops treat all places of an axis alike"),
    **dict.fromkeys(("placed", "with_diagonal", "identity", "diagonal"), "loops have one axis besides the rows"),
    **dict.fromkeys(("expand", "transpose"), "loops are made of the program before it is laid out as arrays"),
}
"""Operations that there is no C for, and why: a kernel with one of them is left to NumPy."""


class UnsupportedError(Exception):
    """No loops for this kernel; the message says why."""


@dataclass(frozen=True)
class LoopPlan:
    """along: the axis of vectors; across: the rows, for kernels that have an axis besides.

    classes has a letter for each output: f as large as the data, r one number a row, c one a column.
    """

    program: Program
    classes: str
    along: Axis
    across: Axis | None

    @property
    def outputs(self) -> tuple[Value, ...]:
        return self.program.outputs

    @property
    def is_elementwise(self) -> bool:
        """Whether it is a kernel of numbers."""
        return self.across is None

    def is_vector(self, value: Value) -> bool:
        """Whether it varies along the vectors."""
        return self.along in value.axes

    def is_full(self, value: Value) -> bool:
        """Whether it is as large as the data."""
        return self.is_vector(value) and (self.across is None or self.across in value.axes)

    def is_column(self, value: Value) -> bool:
        """Whether it has one entry for each column."""
        return self.is_vector(value) and not self.is_full(value)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        return tuple(walk(*self.outputs))

    def sweeps_rows(self, value: Value) -> bool:
        """Whether all entries of a row have to be seen first."""
        return is_statistic(value) and axis_of(value) == self.along and value.op not in AT_ONCE

    def sums_rows(self, value: Value) -> bool:
        """Whether all rows have to be seen first."""
        return is_statistic(value) and axis_of(value) == self.across and value.op not in AT_ONCE

    @cached_property
    def depth(self) -> dict[Value, int]:
        """After how many sweeps of its row each value is known, if all that needs all rows is."""
        found: dict[Value, int] = {}
        for each in self.values:
            before = max((found[arg] for arg in each.args), default=0)
            found[each] = 0 if self.across not in each.axes else before + self.sweeps_rows(each)
        return found

    @cached_property
    def stage(self) -> dict[Value, int]:
        """After how many stages each value is known."""
        made = [each for each, letter in zip(self.outputs, self.classes, strict=True) if letter != "c"]
        return latest(self.values, made, self._number_of_stages, self.sums_rows, self.is_full)

    @cached_property
    def _number_of_stages(self) -> int:
        known = earliest(self.values, self.sums_rows)
        made = [each for each, letter in zip(self.outputs, self.classes, strict=True) if letter != "c"]
        sums = [at for each, at in known.items() if self.sums_rows(each)]
        return max([known[each] + 1 for each in made] + sums, default=0)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """All that there are; the last makes results only."""
        return tuple(Stage(self, number) for number in range(self._number_of_stages))

    def leaves(self) -> list[Value]:
        return [each for each in self.values if each.op == "input"]


@dataclass(frozen=True)
class Stage:
    """One way through all rows: what it sums up, and what it writes."""

    plan: LoopPlan
    number: int

    @cached_property
    def sums(self) -> tuple[Value, ...]:
        """Known after this stage."""
        return tuple(
            each for each, at in self.plan.stage.items() if at == self.number + 1 and self.plan.sums_rows(each)
        )

    @cached_property
    def results(self) -> tuple[int, ...]:
        """The places of the outputs that it writes."""
        found = enumerate(zip(self.plan.outputs, self.plan.classes, strict=True))
        return tuple(k for k, (each, letter) in found if letter != "c" and self.plan.stage[each] == self.number)

    @cached_property
    def roots(self) -> tuple[Value, ...]:
        """What has to be computed for each row."""
        return (*(each.args[0] for each in self.sums), *(self.plan.outputs[k] for k in self.results))

    @cached_property
    def of_rows(self) -> tuple[Value, ...]:
        """Every value that depends on the row."""
        return tuple(walk_rows(self.plan, self.roots))

    @property
    def sweeps(self) -> int:
        """How many sweeps there are before the one that writes the results."""
        return max((self.plan.depth[each] for each in self.of_rows), default=0)

    def statistics(self, number: int) -> list[Value]:
        """What becomes known with sweep `number`, which counts from 1."""
        return [each for each in self.of_rows if self.plan.depth[each] == number and self.plan.sweeps_rows(each)]

    def needed(self, number: int) -> Iterator[Value]:
        """The values as large as the data that a sweep computes; the one after the last statistics makes results."""
        last = number > self.sweeps
        yield from walk_vectors(self.plan, self.roots if last else [a for s in self.statistics(number) for a in s.args])

    @cached_property
    def stored(self) -> dict[Value, int]:
        """Values as large as the data that are kept, each with the sweep that makes it.

        They are dear to make anew and needed again in a later sweep, or the sum without one place is taken of them.
        """
        kept: dict[Value, int] = {}
        for each in self.of_rows:
            if each.op in SPECIAL:
                kept |= {arg: self.plan.depth[each] for arg in each.args if arg.op != "input"}
                kept |= {each: self.plan.depth[each]} if each.op == "rest" else {}
        first: dict[Value, int] = {}
        for number in range(1, self.sweeps + 2):
            for each in self.needed(number):
                if first.setdefault(each, number) < number and is_heavy(each, self.plan.is_full):
                    kept.setdefault(each, first[each])
        return kept


def walk_rows(plan: LoopPlan, roots: Iterable[Value]) -> Iterator[Value]:
    """Everything that depends on the row, arguments first, down to what is known of all rows."""
    reached: set[Value] = set()
    stack = list(roots)
    while stack:
        each = stack.pop()
        if each not in reached and plan.across in each.axes:
            reached.add(each)
            stack.extend(each.args)
    yield from (each for each in plan.values if each in reached)


def walk_vectors(plan: LoopPlan, roots: Iterable[Value]) -> Iterator[Value]:
    """Everything as large as the data below the roots, down to statistics."""
    seen: set[Value] = set()
    stack = [each for each in roots if plan.is_full(each)]
    while stack:
        each = stack.pop()
        if each not in seen:
            seen.add(each)
            yield each
            stack.extend(arg for arg in each.args if plan.is_full(arg) and not is_statistic(each))


def is_statistic(value: Value) -> bool:
    return value.op in v.REDUCTIONS or value.op in SPECIAL or value.op == "at_label"


def axis_of(value: Value) -> Axis:
    """The axis of a statistic."""
    axes: tuple[Axis, ...] = value.data if isinstance(value.data, tuple) else (value.data,)
    if len(axes) != 1:
        raise UnsupportedError(f"{value.op} over {len(axes)} axes at once")
    return axes[0]


def plan(program: Program, classes: Callable[[bool], str]) -> LoopPlan:
    """The loops of a program; classes(whether it is a kernel of numbers) are those of its outputs.

    Raises UnsupportedError if it has to be left to NumPy.
    """
    program = program.map(_linear)
    program = program.map(partial(_mean_of_sum, frozenset(e for e in walk(*program.outputs) if e.op == "total")))
    found = list(walk(*program.outputs))
    refused = sorted({each.op for each in found if each.op in REFUSED})
    if refused:
        raise UnsupportedError("; ".join(f"{op}: {REFUSED[op]}" for op in refused))
    axes = dict.fromkeys(axis for each in found for axis in each.axes)
    core = [axis for axis in axes if axis != LEAD]
    _check_sizes(found, (LEAD, *core) if core else ())
    if len(core) > 1 or any(axis.copy or axis.over.blocks != 1 for axis in core):
        raise UnsupportedError(f"the axes {', '.join(str(axis.over) for axis in core)}")
    if core:
        return LoopPlan(program, classes(False), core[0], LEAD)
    if any(is_statistic(each) for each in found):
        raise UnsupportedError("a statistic over leading axes")
    return LoopPlan(program, classes(True), LEAD, None)


def _check_sizes(found: Iterable[Value], known: tuple[Axis, ...]) -> None:
    """The loops are told how many rows there are, and how long one is; other numbers of entries they do not know."""
    for axis in (axis for each in found if each.op == "size" for axis in each.data):
        if axis.over.total is None and axis not in known:
            raise UnsupportedError(f"how many entries {axis.over} has")


def _linear(value: Value) -> Value:
    """Σ x/d over all places but the label is Σ x divided by d, where d is the same at all places."""
    if value.op == "rest_at" and value.args[0].op == "div":
        num, den = value.args[0].args
        if value.data in num.axes and value.data not in den.axes:
            return v.div(made("rest_at", num, value.args[1], data=value.data), den)
    return value


def _mean_of_sum(totals: frozenset[Value], value: Value) -> Value:
    """A mean over the rows whose sum is taken anyway is that sum, divided as a mean would be."""
    if value.op == "mean" and value.data == (LEAD,):
        total = v.reduction("total", value.args[0], value.data)
        return made("div", total, v.size(LEAD)) if total in totals else value
    return value
