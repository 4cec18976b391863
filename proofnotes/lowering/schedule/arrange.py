"""From mathematics to arrays: products that must vanish, powers, matrix products, and axes of length one."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ..program import values as v
from ..program.array_functions import FUNCTIONS
from ..program.axes import LEAD, Axis, union, without
from ..program.entries import expanded, picked
from ..program.errors import LoweringError
from ..program.nodes import Value, laid_out, made, operation
from ..program.program import Program
from ..program.rules import ALL, LENGTH_ONE
from ..stable.conventions import carrying, weighted_logarithm

ARRAYS = ("input", "block", "item", "contract")
"""Operations whose values nothing is known of."""


def arranged(program: Program) -> Program:
    """Everything that happens between the rewrites and the writing of code, except alignment."""
    for step in (picked, _annihilated, weighted_logarithm, _inside_where, _small_powers, _contracted):
        program = program.map(step)
    return carrying(program)


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


def _contracted(value: Value) -> Value:
    """Σ of a product no factor of which has all axes as a matrix product."""
    if value.op != "total" or value.args[0].op != "mul" or len(value.data) > 1:
        return value
    factors, (axis,) = value.args[0].args, value.data
    if any(set(factor.axes) == set(value.args[0].axes) for factor in factors):
        return value
    matrix = max(factors, key=lambda each: (LEAD not in each.axes, len(each.axes)))
    others = v.mul(*(each for each in factors if each is not matrix))
    if len(matrix.axes) != 2 or len(others.axes) != 2 or len({*matrix.axes, *others.axes}) != 3:
        return value
    return made("contract", others, matrix, data=(axis,))


@dataclass
class Aligner:
    """Gives every value the axes of the array that holds it; a reduction keeps its axis where the result is broadcast.

    An array of axes A broadcasts to axes L by itself if A is the end of L.  Otherwise the reductions in it keep their
    axes, and what has none gets axes of length one.
    """

    done: dict[tuple[Value, tuple[Axis, ...]], Value] = field(default_factory=dict)

    def __call__(self, value: Value, layout: tuple[Axis, ...]) -> Value:
        if not value.axes or layout[-len(value.axes) :] == value.axes:
            layout = value.axes
        key = value, layout
        if key not in self.done:
            self.done[key] = self._align(value, layout)
        return self.done[key]

    def _align(self, value: Value, layout: tuple[Axis, ...]) -> Value:
        if value.op in v.REDUCTIONS or value.op == "runners_up":
            return self._reduction(value, layout)
        if value.op in ("with_diagonal", "with_label"):
            first, second, *labels = value.args
            around = without(layout, value.data[1:] if value.op == "with_diagonal" else (value.data,))
            args = (self(first, layout), self(second, around), *(self(arg, arg.axes) for arg in labels))
            return laid_out(value, args, layout)
        if operation(value.op).axes is not ALL:
            args = tuple(self(arg, arg.axes) for arg in value.args)
            return _expanded(_transposed(laid_out(value, args, value.axes), layout), layout)
        args = tuple(self(arg, layout) for arg in value.args)
        return laid_out(value, args, max((arg.axes for arg in args), key=len))

    def _reduction(self, value: Value, layout: tuple[Axis, ...]) -> Value:
        whole = union(arg.axes for arg in value.args)
        args = tuple(self(arg, whole) for arg in value.args)
        if layout == whole or operation(value.op).axes is LENGTH_ONE:
            return laid_out(value, args, whole)
        return _expanded(laid_out(value, args, without(whole, value.data)), layout)


def _transposed(value: Value, layout: tuple[Axis, ...]) -> Value:
    """A matrix product is made the right way round."""
    if value.op == "contract" and value.axes == layout[::-1]:
        return made("contract", *value.args[::-1], data=value.data)
    return value


def _expanded(value: Value, layout: tuple[Axis, ...]) -> Value:
    """Axes of length one where the layout has more, the last two exchanged where it has them the other way round."""
    wanted = tuple(axis for axis in layout if axis in value.axes)
    if wanted != value.axes and (*wanted[:-2], wanted[-1], wanted[-2]) == value.axes:
        value = made("swap", value)
    if wanted != value.axes:
        raise LoweringError(f"cannot lower an array with the axes {value.axes} to {layout}")
    return value if value.axes == layout else expanded(value, layout)


def aligned(program: Program, layouts: tuple[tuple[Axis, ...], ...]) -> Program:
    """The program with arrays for values."""
    align = Aligner()
    outputs = tuple(align(value, layout) for value, layout in zip(program.outputs, layouts, strict=True))
    names = {made: program.hints[old] for (old, _), made in align.done.items() if old in program.hints}
    return Program(outputs, names, program.used)
