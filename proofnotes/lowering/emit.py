"""Arrays to statements: what is used twice or has a name in the derivation becomes a local variable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from . import values as v
from .printer import LEADING, KernelPrinter, is_python_number
from .stabilize import Program
from .traverse import walk
from .values import LEAD, Axis, Value

TRIVIAL = ("input", "number", "constant", "size", "compare", "neg", "expand")
"""Never worth a name: they cost nothing, or next to nothing."""

SHORT = {"exp": "t", "largest": "m", "scale": "s", "scaled": "x", "contract": "h", "add": "u"}
"""What people call a value that the derivation does not name."""

SIGNS = {"add": "+", "div": "/", "mul": "*"}
IN_PLACE = {"+": "np.add", "-": "np.subtract", "/": "np.divide", "*": "np.multiply"}
UNARY = ("exp", "log", "sqrt", "log1p", "tanh", "abs")
WIDTH = 108


class Writer:
    """Writes one function body."""

    def __init__(self, program: Program, taken: Iterable[str], results: tuple[str, ...] = ()) -> None:
        self.program, self.taken, self.results = program, {*taken, *results, LEADING}, results
        self.printer = KernelPrinter()
        self.names: dict[Value, str] = {}
        self.uses = _uses(program.outputs)
        self.left = Counter(self.uses)
        self.made: list[str] = []

    def lines(self) -> list[str]:
        """The body, the return statement included."""
        self.made.extend(self._sizes())
        for value in walk(*self.program.outputs):
            if self._deserves_name(value):
                self._assign(value)
        for value, name in zip(self.program.outputs, self.results, strict=False):
            self.made.append(f"{name} = {self._text(value)}")
        results = ", ".join(self.results) or self._text(self.program.outputs[0])
        needs_lead = any(re.search(rf"[=*]{LEADING}\b", line) for line in self.made)
        lead = [f"{LEADING} = tuple(range({self._data()}.ndim - 1))"] if needs_lead else []
        return [*lead, *self.made, f"return {results}"]

    def _data(self) -> str:
        """An input with leading axes and one more."""
        leaves = [each for each in walk(*self.program.outputs) if each.op == "input" and LEAD in each.axes]
        return str(next(each.data for each in leaves if len(each.axes) == 2))

    def _sizes(self) -> Iterator[str]:
        leaves = [each for each in walk(*self.program.outputs) if each.op == "input" and each.axes]
        for value in walk(*self.program.outputs):
            if value.op == "size":
                self.names[value] = self._free(_size_name(value.data))
                yield f"{self.names[value]} = {' * '.join(_length(axis, leaves) for axis in value.data)}"

    def _deserves_name(self, value: Value) -> bool:
        if value.op in TRIVIAL or value in self.names or is_python_number(value):
            return False
        if value in self.program.outputs and self.uses[value] == 1:
            return self._in_place(value) is not None
        hint = self.program.hints.get(value)
        return self.uses[value] > 1 or (hint is not None and not hint.of_function) or _reusing(value)

    def _assign(self, value: Value) -> None:
        reused = self._in_place(value)
        if reused is not None:
            self._reuse(value, *reused)
        elif _reusing(value) and value.args[0] not in self.names:
            name = self._free(self._wanted(value))
            self.made.append(f"{name} = {self._text(value.args[0])}")
            self._finish(value, name, f"np.{value.op}({name}, out={name})")
        else:
            text = self._text(value)
            name = self._free(self._wanted(value))
            self._finish(value, name, f"{name} = {text}")

    def _reuse(self, value: Value, sign: str, old: str, other: str) -> None:
        """In place: under the old name, or under its own if the derivation gives it one."""
        hint = self.program.hints.get(value)
        if hint is None:
            return self._finish(value, old, f"{old} {sign}= {other}")
        name = self._free(hint.name)
        return self._finish(value, name, f"{name} = {IN_PLACE[sign]}({old}, {other}, out={old})")

    def _finish(self, value: Value, name: str, line: str) -> None:
        self.made.append(line)
        self.left.subtract(_inside(value, self.names))
        self.names[value] = name

    def _in_place(self, value: Value) -> tuple[str, str, str] | None:
        """(operator, array, operand) if the first operand is an array of ours that nobody else needs from here on."""
        if value.op not in SIGNS or len(value.args) != 2:
            return None
        first, other = value.args
        if first not in self.names or not _is_own(first) or first.axes != value.axes:
            return None
        if first in self.program.outputs or _inside(value, self.names)[first] != self.left[first]:
            return None
        if value.op == "add" and other.op == "neg":
            return "-", self.names[first], self._text(other.args[0])
        return SIGNS[value.op], self.names[first], self._text(other)

    def _text(self, value: Value) -> str:
        """The source of a value; where it is too long, its longest part gets a name."""
        text = self.names.get(value) or self.printer.source(value, self.names)
        while len(text) > WIDTH:
            parts = [
                each for each in _parts(value, self.names) if each.op not in TRIVIAL and not is_python_number(each)
            ]
            if not parts:
                return text
            self._assign(max(parts, key=lambda each: len(self.printer.source(each, self.names))))
            text = self.printer.source(value, self.names)
        return text

    def _wanted(self, value: Value) -> str:
        hint = self.program.hints.get(value)
        return hint.name if hint else SHORT.get(value.op, "v")

    def _free(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}{count}"
        self.taken.add(name)
        return name


def _uses(outputs: tuple[Value, ...]) -> Counter[Value]:
    """How often each value is used; what uses a negative uses the value itself."""
    found: Counter[Value] = Counter(outputs)
    for each in reversed(list(walk(*outputs))):
        found.update({arg: found[each] if each.op == "neg" else count for arg, count in Counter(each.args).items()})
    return found


def _inside(value: Value, names: dict[Value, str]) -> Counter[Value]:
    """How often the statement for a value mentions each named value."""
    found: Counter[Value] = Counter()
    for arg in value.args:
        found += Counter({arg: 1}) if arg in names else _inside(arg, names)
    return found


def _parts(value: Value, names: dict[Value, str]) -> Iterator[Value]:
    """The values that are written out inside the statement for a value."""
    for arg in value.args:
        if arg not in names:
            yield arg


def _reusing(value: Value) -> bool:
    """Whether it is a function of an array made for it alone, whose memory it can take."""
    return value.op in UNARY and _is_own(value) and _is_own(value.args[0]) and value.args[0].op not in UNARY


@cache
def _is_own(value: Value) -> bool:
    """Whether it is a fresh array of the full length of its axes (and not a number, a view or a row of length one)."""
    if value.op in ("add", "mul", "div", "pow", "neg", *UNARY):
        return LEAD in value.axes and len(value.axes) > 1 and any(map(_is_full, value.args))
    return value.op == "contract"


def _is_full(value: Value) -> bool:
    if value.op in v.REDUCTIONS or value.op in ("runners_up", "expand"):
        return False
    return bool(value.axes) and (not value.args or any(_is_full(arg) for arg in value.args if arg.axes == value.axes))


def _size_name(axes: tuple[Axis, ...]) -> str:
    return "".join(re.sub(r"\W", "", axis.over.name) or "n" for axis in axes)


def _length(axis: Axis, leaves: list[Value]) -> str:
    leaf = next(each for each in leaves if axis in each.axes)
    if axis == LEAD:
        return f"math.prod({leaf.data}.shape[:{1 - len(leaf.axes) or ''}])"
    return f"{leaf.data}.shape[{leaf.axes.index(axis) - len(leaf.axes)}]"
