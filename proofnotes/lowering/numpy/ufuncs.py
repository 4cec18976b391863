"""Array-level values as calls of NumPy ufuncs that write into given memory: one operation, one or a few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.axes import Axis
from ..program.nodes import Value, operation
from ..program.rules import ALL
from .printer import NUMPY, RUNTIME, is_indicator, is_python_number

Text = Callable[[Value], str]
Call = tuple[str, tuple[str, ...]]
"""A function and its arguments; the memory of the result, where a statement goes on with it, is written RESULT."""

RESULT = "\0"
WHOLE = ("rest", "scaled")
"""Operations on a whole axis that write into given memory, too; others are views, or small."""

WITH_AXIS = ("rest",)

COMPARED = {name: f"np.{sign.numpy}" for name, sign in SIGNS.items()}


def is_computed(value: Value, main: tuple[Axis, ...]) -> bool:
    """Whether it is an array as large as the data, made by a ufunc."""
    writes = value.op in WHOLE or (operation(value.op).axes is ALL and value.op != "compare")
    return value.axes == main and writes and is_full(value)


def is_full(value: Value) -> bool:
    """Whether it varies along all its axes, rather than having some of length one."""
    if value.op in v.REDUCTIONS or value.op in ("runners_up", "expand"):
        return False
    return bool(value.axes) and (not value.args or any(is_full(arg) for arg in value.args if arg.axes == value.axes))


def calls(value: Value, text: Text) -> Iterator[Call]:
    """The statements that make the value.   text: what an operand is called."""
    match value.op:
        case "add":
            yield from _sum(value.args, text)
        case "mul":
            yield from _product(value, text)
        case "neg" if value.args[0].op == "mul" and value.args[0].args[0].op == "number":
            number, *others = value.args[0].args
            yield from _product(v.mul(v.number(-1), number, *others), text)
        case "neg" if value.args[0].op == "abs":
            yield "rt.minus_abs", (text(value.args[0].args[0]),)
        case "neg":
            yield "np.negative", (text(value.args[0]),)
        case "div":
            yield "np.divide", (text(value.args[0]), text(value.args[1]))
        case "pow" if value.args[1] == v.number(2):
            yield "np.square", (text(value.args[0]),)
        case "pow":
            yield "np.power", (text(value.args[0]), text(value.args[1]))
        case "maximum" | "minimum" if len(value.args) == 2 and any(map(is_python_number, value.args)):
            array, number = sorted(value.args, key=is_python_number)
            yield f"rt.{value.op}", (text(array), text(number))
        case "where" if is_indicator(value):
            yield COMPARED[value.args[0].data], tuple(map(text, value.args[0].args))
        case op if op in NUMPY and op != "where":
            yield f"np.{op}", tuple(map(text, value.args))
        case op:
            axis = (f"axis={value.axes.index(value.data) - len(value.axes)}",) if op in WITH_AXIS else ()
            yield f"rt.{RUNTIME.get(op, op)}", (*map(text, value.args), *axis)


def _sum(terms: tuple[Value, ...], text: Text) -> Iterator[Call]:
    """Left to right; a negative term is subtracted."""
    first, *others = terms
    if first.op == "neg" and others[0].op != "neg":
        first, others = others[0], [first, *others[1:]]
    total = text(first)
    for term in others:
        minus = term.op == "neg"
        yield ("np.subtract" if minus else "np.add"), (total, text(term.args[0] if minus else term))
        total = RESULT


def _product(value: Value, text: Text) -> Iterator[Call]:
    """Left to right.  A coefficient 1/n is a division, which is rounded once; −x y is x times −y where that is free."""
    sign, value = (-1, value.args[0]) if value.op == "neg" else (1, value)
    numbers = [factor for factor in value.args if is_python_number(factor)]
    first, *others = [factor for factor in value.args if factor not in numbers]
    product = text(first)
    if numbers or sign < 0:
        yield _times_number(product, numbers, sign, text)
        product = RESULT
    for factor in others:
        yield "np.multiply", (product, text(factor))
        product = RESULT


def _times_number(array: str, numbers: list[Value], sign: int, text: Text) -> Call:
    number = numbers[0].data if len(numbers) == 1 and numbers[0].op == "number" else None
    if number is not None and abs(number.numerator) == 1 and number.denominator & (number.denominator - 1):
        return "np.divide", (array, str(sign * number.numerator * number.denominator))
    return "np.multiply", (array, text(v.mul(v.number(sign), *numbers)))
