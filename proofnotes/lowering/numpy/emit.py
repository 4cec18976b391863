"""Arrays to statements: what is as large as the data is computed in place by ufuncs, the rest as expressions.

A kernel is run on blocks of rows.  Where it needs a sum over all rows it yields the sum over its own, and is sent the
sum over all; what it goes on with is computed anew, because the memory of blocks is shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count

from ...expr.errors import LoweringError
from ...statements.split_axes import is_split
from ..program.axes import LEAD, Axes, Axis
from ..program.nodes import Value
from ..program.program import Program
from ..program.traverse import walk
from ..schedule.stages import SHARED, is_blockwise, levels_of, over_rows, uses_of
from ..tasks.kernel import Kernel
from ..tasks.names import RESERVED, identifier, numbered
from .printer import VIEWS, is_python_number, source
from .registers import Statement, allocate, hole, holes
from .ufuncs import RESULT, calls, can_be_computed, is_computed

TRIVIAL = ("input", "number", "constant", "size", "compare", "neg", "expand", "transpose", "diagonal")
"""Never worth a name: they cost nothing, or next to nothing."""

SHORT = {"exp": "t", "largest": "m", "scale": "s", "balance": "s", "scaled": "x", "contract": "h", "add": "u"}
"""What people call a value that the derivation does not name."""

FIRST = ("size",)
"""What has a name before anything is computed."""

OVERWRITTEN = {"with_diagonal": "rt.set_diagonal", "with_label": "rt.set_at_label"}

OVER_ROWS = {op: f"rt.{op}" for op in SHARED if op != "size"} | {"size": "rt.rows"}
"""What a block sends of its own rows, so that all blocks get the statistic of all rows."""

NO_COUNTS: Mapping[str, str] = {}
SCRATCH = "tuvw"
WIDTH = 104


def body_of(kernel: Kernel) -> list[str]:
    """The statements of a kernel."""
    return Writer(kernel.program, kernel.spelled, kernel.results, kernel.leaves, kernel.counts).lines()


class Writer:
    """Writes one function body, whose results go to the arrays called `results`.

    spelled: what arguments are called in Python, by their names; counts: the same of dimensions that are given.
    """

    def __init__(
        self,
        program: Program,
        spelled: Mapping[str, str],
        results: tuple[str, ...],
        inputs: tuple[Value, ...],
        counts: Mapping[str, str] = NO_COUNTS,
    ) -> None:
        self.program, self.spelled, self.results, self.counts = program, spelled, results, counts
        self.taken = {*spelled.values(), *results, *counts.values(), *RESERVED}
        self.blockwise = is_blockwise(program)
        self.inputs = inputs
        given = [each for each in walk(*program.outputs) if each.op == "input"]
        self.names: dict[Value, str] = {each: spelled[each.data] for each in given}
        self.uses = uses_of(program.outputs)
        self.numbers = count()
        self.statements: list[Statement] = []
        leaves = [each for each in walk(*program.outputs) if each.op == "input" and LEAD in each.axes]
        self.data = max(leaves, key=lambda each: len(each.axes), default=None)
        self.shapes: frozenset[Axes] = self._shapes()
        self.called: dict[int, str] = {}
        self.views: dict[str, frozenset[int]] = {}
        self.made: list[str] = []

    def lines(self) -> list[str]:
        """The body."""
        self.made = [f"{', '.join(self.results)} = out"] if len(self.results) > 1 else []
        self.made.extend(self._sizes())
        levels = levels_of(self.program.outputs) if self.blockwise else dict.fromkeys(self.program.outputs, 0)
        for level in range(max(levels.values(), default=0) + 1):
            self._stage(level, levels)
        return self.made

    def _shapes(self) -> frozenset[Axes]:
        """The shapes of what is computed in memory of its own: that of the data, or of every large array."""
        if self.blockwise:
            return frozenset([self.data.axes] if self.data else [])
        every = list(walk(*self.program.outputs))
        if not any(each.op == "contract" for each in every):
            return frozenset()
        known = {axis.over.base for each in self._leaves() for axis in each.axes}
        large = (each.axes for each in every if len(each.axes) > 1 and can_be_computed(each))
        return frozenset(axes for axes in large if all(axis.over.base in known for axis in axes))

    def _leaves(self) -> list[Value]:
        """The arguments that tell how many entries axes have."""
        return [each for each in walk(*self.program.outputs, *self.inputs) if each.op == "input" and each.axes]

    def _data(self) -> str:
        assert self.data is not None
        return self.spelled[self.data.data]

    def _sizes(self) -> Iterator[str]:
        leaves = self._leaves()
        for value in walk(*self.program.outputs):
            if value.op in FIRST and len(value.data) == 1 and value.data[0].over.name in self.counts:
                self.names[value] = self._length(value.data[0], leaves)
            elif value.op in FIRST and not (self.blockwise and over_rows(value)):
                self.names[value] = self._free(_size_name(value.data))
                yield f"{self.names[value]} = {' * '.join(self._length(axis, leaves) for axis in value.data)}"

    def _stage(self, level: int, levels: dict[Value, int]) -> None:
        """The results that are due, and the sums over all rows that the next stage needs."""
        pinned: dict[int, str] = {}
        for value, result in zip(self.program.outputs, self.results, strict=True):
            if levels[value] == level and not self._is_sent(value):
                self._result(value, result, pinned)
        due = [each for each, at in levels.items() if at == level + 1 and over_rows(each)] if self.blockwise else []
        if due:
            self._exchange(due)
        pairs = zip(self.program.outputs, self.results, strict=True)
        self._flush(pinned, {result: output.axes for output, result in pairs if self._is_free(output, levels, level)})

    def _is_sent(self, value: Value) -> bool:
        """Whether it is a sum over all rows and nothing else, which is put in its place when it arrives."""
        return self.blockwise and over_rows(value)

    def _is_free(self, output: Value, levels: dict[Value, int], level: int) -> bool:
        return levels[output] > level and is_computed(output, self.shapes)

    def _result(self, value: Value, result: str, pinned: dict[int, str]) -> None:
        if value.op in OVERWRITTEN:
            self._overwritten(value, result, pinned)
        elif not is_computed(value, self.shapes):
            self._line(f"{result}[...] = {self._text(value)}")
        elif value in self.names:
            number = next(iter(holes(self.names[value])))
            if number in pinned:
                self._line(f"{result}[...] = {self.names[value]}")
            else:
                pinned[number] = result
        else:
            pinned[self._compute(value)] = result

    def _overwritten(self, value: Value, result: str, pinned: dict[int, str]) -> None:
        """An array, some entries of which are something else."""
        array, *others = value.args
        text = ", ".join(self._text(each) for each in reversed(others))
        self._result(array, result, pinned)
        self._line(f"{OVERWRITTEN[value.op]}({self.names.get(array, result)}, {text})")

    def _exchange(self, due: list[Value]) -> None:
        """yield what the own rows have; assign what all rows have."""
        sent = ", ".join(f"{OVER_ROWS[each.op]}({self._sent(each)})" for each in due)
        got, lines = [], []
        for each in due:
            places = [r for o, r in zip(self.program.outputs, self.results, strict=True) if o == each]
            if self.uses[each] > len(places) or not places:
                self.names[each] = self._free(self._wanted(each))
                got.append(self.names[each])
                lines += [f"{place}[...] = {self.names[each]}" for place in places]
            else:
                got.append(f"{places[0]}[...]")
                lines += [f"{place}[...] = {places[0]}" for place in places[1:]]
        self._line(f"{', '.join(got)} = yield {sent}")
        for line in lines:
            self._line(line)

    def _sent(self, value: Value) -> str:
        return self._text(value.args[0]) if value.args else self._data()

    def _line(self, text: str) -> None:
        self.statements.append(Statement(text, viewed=self._viewed(text)))

    def _viewed(self, *texts: str) -> frozenset[int]:
        """The values that are seen through the names in these texts."""
        names = (name for text in texts for name in re.findall(r"\w+", text))
        return frozenset(number for name in names for number in self.views.get(name, ()))

    def _flush(self, pinned: dict[int, str], free: dict[str, object]) -> None:
        """Decide on memory, and write the statements of this stage."""
        names = chain(SCRATCH, (f"{SCRATCH[-1]}{number}" for number in count(2)))
        fresh = (name for name in names if name not in self.taken)
        memory, scratch = (found := allocate(self.statements, pinned, free, fresh)).memory, found.scratch
        for shape in dict.fromkeys(scratch.values()):
            alike = [name for name, own in scratch.items() if own == shape]
            like = self._like(shape)
            many = f", count={len(alike)}" if "=" in like else f", {len(alike)}"
            self.made.append(f"{', '.join(alike)} = rt.scratch({like}{many if len(alike) > 1 else ''})")
        named = {**memory, **self.called}
        self.made += [each.written(named, memory) for each in self.statements]
        self.statements, self.called = [], {}
        self.names = {value: name for value, name in self.names.items() if not holes(name) and not self.views.get(name)}

    def _like(self, shape: object) -> str:
        """What scratch arrays are like: the data, or the data in another shape."""
        leaves = self._leaves()
        if self.data is not None and self.data.axes == shape:
            return self._data()
        if found := next((each for each in leaves if each.axes == shape and each.data in self.spelled), None):
            return self.spelled[found.data]
        assert isinstance(shape, tuple)
        lengths = ", ".join(self._length(axis, leaves) for axis in shape)
        return f"{self.spelled[leaves[0].data]}, shape=({lengths})"

    def _compute(self, value: Value) -> int:
        """The statements for an array as large as the data; its number."""
        number = next(self.numbers)
        found: list[Statement] = []
        for function, arguments in calls(value, self._text):
            operands = tuple(hole(number) if a == RESULT else a for a in arguments)
            viewed = self._viewed(*operands)
            found.append(Statement("", function, operands, number, shape=value.axes, viewed=viewed))
            self.statements.append(found[-1])
        name = self._alias(value)
        if name:
            last = self.statements.pop()
            self.statements.append(replace(last, called=name))
            self.called[number] = name
        self.names[value] = hole(number)
        return number

    def _alias(self, value: Value) -> str:
        """Its name in the derivation.  What may be an argument as it came needs a name of its own."""
        hint = self.program.hints.get(value)
        if value in self.program.outputs and value.op != "scaled":
            return ""
        if value.op == "scaled" or (hint is not None and not hint.of_function):
            return self._free(self._wanted(value))
        return ""

    def _text(self, value: Value) -> str:
        """What a value is called, or its source; first what it needs is made."""
        if value not in self.names:
            if is_computed(value, self.shapes):
                self._compute(value)
            else:
                self._prepare(value)
        if value in self.names:
            return self.names[value]
        text = source(value, self.names)
        while len(text) > WIDTH and (parts := [each for each in value.args if self._splits(each)]):
            self._name(max(parts, key=lambda each: len(source(each, self.names))))
            text = source(value, self.names)
        return text

    def _splits(self, value: Value) -> bool:
        return value not in self.names and value.op not in TRIVIAL and not is_python_number(value)

    def _prepare(self, value: Value) -> None:
        """Make the arguments of an expression, and give it a name if it deserves one."""
        for arg in value.args:
            if arg not in self.names and not is_python_number(arg):
                self._text(arg)
        if self._deserves_name(value):
            self._name(value)

    def _name(self, value: Value) -> None:
        name, text = self._free(self._wanted(value)), source(value, self.names)
        self.names[value] = name
        if value.op in VIEWS:
            self.views[name] = frozenset(holes(text)) | self._viewed(text)
        self._line(f"{name} = {text}")

    def _deserves_name(self, value: Value) -> bool:
        if value.op in TRIVIAL or is_python_number(value):
            return False
        if value in self.program.outputs and self.uses[value] == 1:
            return False
        hint = self.program.hints.get(value)
        return self.uses[value] > 1 or (hint is not None and not hint.of_function)

    def _wanted(self, value: Value) -> str:
        hint = self.program.hints.get(value)
        return hint.name if hint else _size_name(value.data) if value.op == "size" else SHORT.get(value.op, "v")

    def _length(self, axis: Axis, leaves: list[Value]) -> str:
        """How many entries an axis has, told by an argument that has it."""
        if axis.over.total is not None:
            return str(axis.over.total)
        if is_split(axis.over):
            return " * ".join(self._length(Axis(each), leaves) for each in axis.over.factors)
        if axis.over.base.name in self.counts:
            blocks = [] if axis.over.blocks == 1 else [str(axis.over.blocks)]
            return " * ".join([self.counts[axis.over.name], *blocks])
        every = [(each, place) for each in leaves for place in range(len(each.axes))]
        whole = [(each, place) for each, place in every if is_split(each.axes[place].over)]
        every = [each for each in every if each not in whole]
        if not any(each.axes[place].over.base == axis.over.base for each, place in every):
            return self._length_of_factor(axis, whole, leaves)
        found = [(each, place) for each, place in every if each.axes[place].over.base == axis.over.base]
        leaf, place = min(found, key=lambda each: each[0].axes[each[1]].over != axis.over)
        shape, own = f"{self.spelled[leaf.data]}.shape", leaf.axes[place].over
        if axis == LEAD:
            return f"math.prod({shape}[:{1 - len(leaf.axes) or ''}])"
        length = f"{shape}[{place - len(leaf.axes)}]"
        if own == axis.over:
            return length
        return f"{length}{f' * {axis.over.blocks}' if axis.over.blocks != 1 else ''} // {own.blocks}"

    def _length_of_factor(self, axis: Axis, whole: list[tuple[Value, int]], leaves: list[Value]) -> str:
        """What is left of an axis that is split when the other factors are known."""
        for leaf, place in whole:
            over = leaf.axes[place].over
            if axis.over in over.factors:
                try:
                    rest = [each for each in leaves if each != leaf]
                    others = [self._length(Axis(each), rest) for each in over.factors if each != axis.over]
                except LoweringError:  # another argument has to tell
                    continue
                within = " * ".join(others)
                written = f"{self.spelled[leaf.data]}.shape[{place - len(leaf.axes)}]"
                return f"{written} // {within if within.isidentifier() or within.isdigit() else f'({within})'}"
        raise LoweringError(f"no argument tells how many entries {axis.over} has")

    def _free(self, wanted: str) -> str:
        name = next(each for each in numbered(identifier(wanted)) if each not in self.taken)
        self.taken.add(name)
        return name


def _size_name(axes: tuple[Axis, ...]) -> str:
    return "".join(re.sub(r"\W", "", identifier(axis.over.name).strip("_")) or "n" for axis in axes)
