"""Array-level values as calls of NumPy ufuncs that write into given memory: one operation, one or a few statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.array_functions import FUNCTIONS
from ..program.axes import Axes
from ..program.nodes import Value
from ..schedule.decay import choice, decays, is_beside_1, quotient_of
from .printer import VIEWS, is_indicator, is_matrix_product, is_python_number

Text = Callable[[Value], str]
Call = tuple[str, tuple[str, ...]]
"""A function and its arguments; the memory of the result, where a statement goes on with it, is written RESULT."""

RESULT = "\0"
COMPARED = {name: f"np.{sign.numpy}" for name, sign in SIGNS.items()}


def is_computed(value: Value, shapes: Collection[Axes]) -> bool:
    """Whether it is an array of one of these shapes, made by a ufunc."""
    return value.axes in shapes and can_be_computed(value)


def can_be_computed(value: Value) -> bool:
    """Whether a ufunc makes it, and it has all its entries."""
    if value.op == "contract":
        return is_matrix_product(value)
    return value.op in CALLED and is_full(value)


def is_full(value: Value) -> bool:
    """Whether it varies along all its axes, rather than having some of length one."""
    if value.op in VIEWS:
        return value.op not in ("expand", "first") and is_full(value.args[0])
    if value.op in v.REDUCTIONS or value.op == "runners_up":
        return False
    if value.op == "contract":
        return True
    return bool(value.axes) and (not value.args or any(is_full(arg) for arg in value.args if arg.axes == value.axes))


def calls(value: Value, text: Text) -> Iterator[Call]:
    """The statements that make the value.   text: what an operand is called."""
    yield from CALLED[value.op](value, text)


def _one(function: str) -> Callable[[Value, Text], Iterator[Call]]:
    """One call with the operands as they are."""
    return lambda value, text: iter([(function, tuple(map(text, value.args)))])


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
    """Left to right.  A coefficient 1/n is a division, which is rounded once; −x y is x times −y where that is free.

    What takes memory to make comes before a product of arrays that are there, which would be kept meanwhile.
    """
    sign, value = (-1, value.args[0]) if value.op == "neg" else (1, value)
    numbers = [factor for factor in value.args if is_python_number(factor)]
    first, *others = [factor for factor in value.args if factor not in numbers]
    if not any(can_be_computed(factor) for factor in (first, *others[:1])):
        for factor in filter(can_be_computed, others[1:]):
            text(factor)
    product = text(first)
    if numbers or sign < 0:
        yield _times_number(product, numbers, sign, text)
        product = RESULT
    for factor in others:
        yield "np.multiply", (product, text(factor))
        product = RESULT


def _negative(value: Value, text: Text) -> Iterator[Call]:
    (inner,) = value.args
    if inner.op == "mul" and inner.args[0].op == "number":
        number, *others = inner.args
        yield from _product(v.mul(v.number(-1), number, *others), text)
    elif inner.op == "abs":
        yield "rt.minus_abs", (text(inner.args[0]),)
    else:
        yield "np.negative", (text(inner),)


def _power(value: Value, text: Text) -> Iterator[Call]:
    base, exponent = value.args
    if exponent == v.number(2):
        yield "np.square", (text(base),)
    else:
        yield "np.power", (text(base), text(exponent))


def _extremum(value: Value, text: Text) -> Iterator[Call]:
    """With a number: NumPy has no vector code for it."""
    if any(map(is_python_number, value.args)):
        array, number = sorted(value.args, key=is_python_number)
        yield f"rt.{value.op}", (text(array), text(number))
    else:
        yield FUNCTIONS[value.op].numpy, tuple(map(text, value.args))


def _choice(value: Value, text: Text) -> Iterator[Call]:
    if is_indicator(value):
        yield COMPARED[value.args[0].data], tuple(map(text, value.args[0].args))
    else:
        yield "rt.where", tuple(map(text, value.args))


def _vanishing(value: Value, text: Text) -> Iterator[Call]:
    """With what the factor that decays is made of: where it is subnormal it has lost digits."""
    decay, growing = value.args
    num, den = quotient_of(decay)
    one_or = choice(num) if num.op == "maximum" else None
    source = num if one_or is None else one_or[1]
    known = decays(source) if source.op == "exp" else source.op in ("normal_cdf", "gaussian")
    is_alike = all(each.axes == value.axes or not each.axes for each in (growing, den, *source.args))
    written: list[str] = []
    if known and is_alike and (one_or is None or is_beside_1(den, source)):
        written = [f"of={FUNCTIONS[source.op].numpy}", f"at={text(source.args[0])}"]
        written += [f"over={text(den)}"] if one_or is None and den != v.ONE else []
    yield "rt.vanishing", (text(decay), text(growing), *written)


def _rest(value: Value, text: Text) -> Iterator[Call]:
    yield "rt.sum_of_rest", (text(value.args[0]), f"axis={value.axes.index(value.data) - len(value.axes)}")


def _times_number(array: str, numbers: list[Value], sign: int, text: Text) -> Call:
    number = numbers[0].data if len(numbers) == 1 and numbers[0].op == "number" else None
    if number is not None and abs(number.numerator) == 1 and number.denominator & (number.denominator - 1):
        return "np.divide", (array, str(sign * number.numerator * number.denominator))
    return "np.multiply", (array, text(v.mul(v.number(sign), *numbers)))


CALLED: dict[str, Callable[[Value, Text], Iterator[Call]]] = {
    "add": lambda value, text: _sum(value.args, text),
    "mul": _product,
    "neg": _negative,
    "div": _one("np.divide"),
    "pow": _power,
    **{name: _one(row.numpy) for name, row in FUNCTIONS.items()},
    **dict.fromkeys(("maximum", "minimum"), _extremum),
    "where": _choice,
    **{op: _one(f"rt.{op}") for op in ("annihilated", "carried")},
    "vanishing": _vanishing,
    "over_square": _one("rt.over_square"),
    "scaled": _one("rt.scaled"),
    "rest": _rest,
    "contract": _one("np.matmul"),
}
"""What each operation is where its value is as large as the data; all others are views, small, or conditions."""
