"""From mathematics to arrays: matrix products, products that must vanish, powers, and axes of length one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ...expr.errors import LoweringError
from ..program import values as v
from ..program.array_functions import FUNCTIONS
from ..program.axes import LEAD, Axes, Axis, renamed, union, without
from ..program.entries import expanded, picked
from ..program.nodes import Value, laid_out, operation
from ..program.program import Program
from ..program.rules import ALL, LENGTH_ONE, parts_of_contraction
from ..program.traverse import walk
from ..stable.conventions import carrying, weighted_logarithm
from .contractions import contracted
from .sharing import shared

ARRAYS = ("input", "block", "item", "contract")
"""Operations whose values nothing is known of."""


def arranged(program: Program) -> Program:
    """Everything that happens between the rewrites and the writing of code, except alignment."""
    for step in (picked, contracted, _annihilated, weighted_logarithm, _inside_where, _small_powers):
        program = program.map(step)
    return carrying(shared(program))


def _annihilated(value: Value) -> Value:
    """A product of a factor that underflows and factors that overflow, or are infinite, is 0 where the first is."""
    if value.op != "mul":
        return value
    decaying = [arg for arg in value.args if _decays(arg)]
    sources = _sources(*decaying)
    growing = [arg for arg in value.args if arg not in decaying and _growth(arg, sources) >= 1]
    if not decaying or not growing:
        return value
    others = [arg for arg in value.args if arg not in decaying and arg not in growing]
    return v.mul(*others, v.apply("vanishing", v.mul(*decaying), v.mul(*growing)))


def _sources(*values: Value) -> frozenset[Value]:
    """The arrays that they are elementwise functions of."""
    found: set[Value] = set()
    for value in values:
        found |= {value} if value.op in ARRAYS and value.axes else _sources(*value.args)
    return frozenset(found)


def _decays(value: Value) -> bool:
    """Whether it goes to zero faster than any power grows, on one side at least."""
    if value.op in FUNCTIONS and FUNCTIONS[value.op].decays != "never":
        return FUNCTIONS[value.op].decays == "always" or _decays(value.args[0])
    match value.op:
        case "div" | "pow" | "vanishing":
            return _decays(value.args[0])
        case "mul" | "maximum":
            return any(map(_decays, value.args))
        case "where":
            return any(map(_decays, value.args[1:]))
        case "add":
            return all(_decays(arg) or _is_cut(arg) for arg in value.args)
        case _:
            return False


def _is_cut(value: Value) -> bool:
    """Whether it is 0 on one side."""
    return value.op == "maximum" and v.ZERO in value.args


def _growth(value: Value, sources: frozenset[Value]) -> Fraction:
    """The degree as a polynomial in these arrays; 0 for what is bounded."""
    match value.op:
        case op if op in ARRAYS:
            return Fraction(value in sources)
        case "add" | "neg" | "where" | "maximum" | "minimum" | "abs" | "vanishing":
            return max(_growth(arg, sources) for arg in value.args)
        case "mul":
            return sum((_growth(arg, sources) for arg in value.args), Fraction(0))
        case "div":
            return _growth(value.args[0], sources)
        case "pow" if value.args[1].op == "number":
            return _growth(value.args[0], sources) * Fraction(value.args[1].data)
        case _:
            return Fraction(0)


def _inside_where(value: Value) -> Value:
    """g · where(c, 1, α) as where(c, g, α g): no array of the numbers 1 and α, whose type would not be that of g."""
    if value.op != "mul":
        return value
    for factor in value.args:
        if factor.op == "where" and not any(branch.axes for branch in factor.args[1:]):
            others = [arg for arg in value.args if arg is not factor]
            condition, *branches = factor.args
            return v.apply("where", condition, *(v.mul(*others, branch) for branch in branches))
    return value


def _small_powers(value: Value) -> Value:
    """x³ as x·x²: NumPy's general power is slow."""
    if value.op != "pow" or value.args[1].op != "number" or value.args[1].data.denominator > 1:
        return value
    base, exponent = value.args[0], int(value.args[1].data)
    if exponent <= 2:
        return value
    half = _small_powers(v.power(base, v.number(exponent // 2)))
    square = v.power(half, v.number(2))
    return v.mul(base, square) if exponent % 2 else square


@dataclass
class Aligner:
    """Gives every value the axes of the array that holds it; a reduction keeps its axis where the result is broadcast.

    Arrays have their axes in one order throughout, so that what is needed twice is made once.  An array of axes A
    broadcasts to axes L by itself if A is the end of L.  Otherwise the reductions in it keep their axes, and what has
    none gets axes of length one.
    """

    order: Mapping[Axis, int]
    done: dict[tuple[Value, Axes], Value] = field(default_factory=dict)

    def __call__(self, value: Value, layout: Axes) -> Value:
        own = self.ordered(value.axes)
        if not own or layout[-len(own) :] == own:
            layout = own
        key = value, layout
        if key not in self.done:
            self.done[key] = self._align(value, layout)
        return self.done[key]

    def ordered(self, axes: Axes) -> Axes:
        """The axes in the order of all arrays."""
        return tuple(sorted(axes, key=self.order.__getitem__))

    def result(self, value: Value, layout: Axes) -> Value:
        """What a kernel returns, in an order of its own."""
        if operation(value.op).axes is ALL:
            return _expanded(self(value, self.ordered(layout)), layout)
        return self(value, layout)

    def _align(self, value: Value, layout: Axes) -> Value:
        if value.op in v.REDUCTIONS or value.op == "runners_up":
            return self._reduction(value, layout)
        if value.op in ("with_diagonal", "with_label"):
            first, second, *labels = value.args
            around = without(layout, value.data[1:] if value.op == "with_diagonal" else (value.data,))
            args = (self(first, layout), self(second, around), *(self(arg, arg.axes) for arg in labels))
            return laid_out(value, args, layout)
        if value.op == "contract":
            return _expanded(self._contraction(value, layout), layout)
        if value.op == "stack":
            return _expanded(self._stack(value), layout)
        if value.op == "joined":
            return _expanded(self._joined(value), layout)
        rule = operation(value.op).axes
        if rule is not ALL:
            args = tuple(self(arg, self.ordered(arg.axes)) for arg in value.args)
            own = rule.made(tuple(arg.axes for arg in args), value.data) if rule.made else value.axes
            return _expanded(laid_out(value, args, value.axes if own is None else own), layout)
        own = self.ordered(value.axes)
        is_shorter = own and layout != own and value.op != "compare"
        if is_shorter and self._is_of_arrays(value, own):  # it is made once, whatever it is broadcast to
            return _expanded(self(value, own), layout)
        args = tuple(self(arg, layout) for arg in value.args)
        return laid_out(value, args, max((arg.axes for arg in args), key=len))

    def _is_of_arrays(self, value: Value, axes: Axes) -> bool:
        """Whether it is an elementwise function of an array of these axes that is no statistic."""
        if operation(value.op).axes is ALL:
            return any(self._is_of_arrays(arg, axes) for arg in value.args)
        return value.op not in v.REDUCTIONS and value.op != "runners_up" and self.ordered(value.axes) == axes

    def _reduction(self, value: Value, layout: Axes) -> Value:
        whole = self.ordered(union(arg.axes for arg in value.args))
        args = tuple(self(arg, whole) for arg in value.args)
        if layout == whole or operation(value.op).axes is LENGTH_ONE:
            return laid_out(value, args, whole)
        return _expanded(laid_out(value, args, without(whole, value.data)), layout)

    def _stack(self, value: Value) -> Value:
        """The parts are broadcast to each other."""
        (small, big), own = value.data, self.ordered(value.axes)
        if not any(small in part.axes for part in value.args):
            raise LoweringError(f"no block of {big.over} has entries of its own; add something that varies along it")
        return laid_out(value, tuple(self(part, renamed(own, big, small)) for part in value.args), own)

    def _joined(self, value: Value) -> Value:
        """Groups and entries are the last axes."""
        (big, *small), (array, *lengths) = value.data, value.args
        around = self.ordered(without(value.axes, (big,)))
        found = _expanded(self(array, self.ordered(array.axes)), (*around, *small))
        return laid_out(value, (found, *lengths), (*around, big))

    def _contraction(self, value: Value, layout: Axes) -> Value:
        """The matrices behind the axes that both keep; what stands first in the result is the first factor."""
        wanted = tuple(axis for axis in layout if axis in value.axes)
        for pair in (value.args, value.args[::-1]):
            both, rows, columns = parts_of_contraction(tuple(self.ordered(arg.axes) for arg in pair), value.data)
            if (*both, *rows, *columns) == wanted:
                break
        left, right = (self(arg, self.ordered(arg.axes)) for arg in pair)
        args = (_expanded(left, (*both, *rows, *value.data)), _expanded(right, (*both, *value.data, *columns)))
        return laid_out(value, args, (*both, *rows, *columns))


def _expanded(value: Value, layout: Axes) -> Value:
    """The axes in the order of the layout, and axes of length one where it has more."""
    wanted = tuple(axis for axis in layout if axis in value.axes)
    if wanted != value.axes:
        before = value.args[0] if value.op == "transpose" else value
        value = before if before.axes == wanted else laid_out(Value("transpose", (before,)), (before,), wanted)
    return value if value.axes in (layout, ()) else expanded(value, layout)


def aligned(program: Program, layouts: tuple[Axes, ...]) -> Program:
    """The program with arrays for values."""
    align = Aligner(_order(program, layouts))
    outputs = tuple(align.result(value, layout) for value, layout in zip(program.outputs, layouts, strict=True))
    names = {made: program.hints[old] for (old, _), made in align.done.items() if old in program.hints}
    return Program(outputs, names, program.used)


def _order(program: Program, layouts: tuple[Axes, ...]) -> dict[Axis, int]:
    """The leading axes first, then those of the arguments, so that most of them are taken as they come."""
    every = list(walk(*program.outputs))
    given = [axis for each in every if each.op == "input" for axis in each.axes]
    others = [axis for axes in (*layouts, *(each.axes for each in every)) for axis in axes]
    others += [axis for each in every if each.op in v.REDUCTIONS for axis in each.data]
    return {axis: place for place, axis in enumerate(dict.fromkeys([LEAD, *given, *others]))}
