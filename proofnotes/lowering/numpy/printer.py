"""Array-level values as Python expressions: a row for each operation of the specification.

Numbers that are known before the call are computed with `math`, because a NumPy scalar would turn float32 arrays into
float64.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.array_functions import FUNCTIONS
from ..program.axes import LEAD, Axes, Axis, union
from ..program.brackets import Binds, Text, call, negative_of, product_of, quotient_of, sum_of
from ..program.nodes import Value
from ..program.rules import parts_of_contraction
from ..program.traverse import BUILD

Names = Mapping[Value, str]
Operand = Callable[[Value], Text]


VIEWS = ("expand", "transpose", "diagonal", "placed", "block", "item", "first", "split")
"""Operations that show an array that is there, as long as its memory holds nothing else."""


def source(value: Value, names: Names) -> str:
    """The value in terms of those that have names."""
    return expression(value, names).text


def expression(value: Value, names: Names) -> Text:
    """The text of a value in terms of those that have names, whether or not it has one itself."""
    return PRINTED[value.op](value, lambda arg: Text(names[arg]) if arg in names else expression(arg, names))


def is_python_number(value: Value) -> bool:
    """Whether it is known as a Python number: made of numbers, sizes and parameters."""
    if value.op == "input":
        return not value.axes
    if value.op in BUILD or value.op in FUNCTIONS:
        return all(map(is_python_number, value.args))
    return value.op in ("number", "constant", "size")


def is_indicator(value: Value) -> bool:
    """Whether it is 1 where a condition holds, else 0: the condition itself, as a number."""
    return value.op == "where" and value.args[1:] == (v.ONE, v.ZERO)


def _number(value: Value, operand: Operand) -> Text:
    number: Fraction = value.data
    text = str(number.numerator) if number.denominator == 1 else repr(float(number))
    return Text(text, Binds.SIGN if number < 0 else Binds.ATOM)


def _product(value: Value, operand: Operand) -> Text:
    """A coefficient 1/n is a division, which is rounded once."""
    first, *others = value.args
    if first.op == "number" and first.data.numerator == 1 and not _is_exact(first.data):
        rest = operand(others[0]) if len(others) == 1 else product_of([operand(each) for each in others])
        return quotient_of(rest, Text(str(first.data.denominator)))
    return product_of([operand(each) for each in value.args])


def _is_exact(value: Fraction) -> bool:
    return value.denominator & (value.denominator - 1) == 0


def _power(value: Value, operand: Operand) -> Text:
    base, exponent = map(operand, value.args)
    return Text(f"{base.within(Binds.ATOM)}**{exponent.within(Binds.ATOM)}", Binds.POWER)


def _comparison(value: Value, operand: Operand) -> Text:
    left, right = (operand(arg).within(Binds.SUM) for arg in value.args)
    return Text(f"{left} {SIGNS[value.data].python} {right}", Binds.COMPARISON)


def _function(value: Value, operand: Operand) -> Text:
    row = FUNCTIONS[value.op]
    return call(row.python if is_python_number(value) else row.numpy, *map(operand, value.args))


def _extremum(value: Value, operand: Operand) -> Text:
    """A condition serves as the number 1 or 0 as it is."""
    row = FUNCTIONS[value.op]
    bare = [arg.args[0] if is_indicator(arg) else arg for arg in value.args]
    return call(row.python if is_python_number(value) else row.numpy, *map(operand, bare))


def _reduction(numpy: str, leading: str = "") -> Callable[[Value, Operand], Text]:
    """leading: the function that reduces over all leading axes at once."""

    def printed(value: Value, operand: Operand) -> Text:
        removed, layout = value.data, union(arg.axes for arg in value.args)
        keep = value.axes == layout
        args = [operand(arg) for arg in value.args]
        if removed == (LEAD,) and not keep and leading:
            return call(leading, *args, *([f"keep={len(layout) - 1}"] if len(layout) != 2 else []))
        axis = _axis(removed, layout) if numpy.startswith("np.") else _positions(removed, layout)
        return call(numpy, *args, f"axis={axis}", *(["keepdims=True"] if keep else []))

    return printed


def _scale(value: Value, operand: Operand) -> Text:
    (array,) = value.args
    return call("rt.power_of_two", operand(array), f"axis={_axis(value.data, array.axes)}")


def _runtime(name: str) -> Callable[[Value, Operand], Text]:
    return lambda value, operand: call(f"rt.{name}", *map(operand, value.args))


def _rest(value: Value, operand: Operand) -> Text:
    return call("rt.sum_of_rest", operand(value.args[0]), f"axis={_position(value.data, value.axes)}")


def _axis(removed: Axes, layout: Axes) -> str:
    return "None" if removed == layout else _positions(removed, layout)


def _positions(removed: Axes, layout: Axes) -> str:
    places = [str(_position(axis, layout)) for axis in removed]
    return places[0] if len(places) == 1 else f"({', '.join(places)})"


def _position(axis: Axis, layout: Axes) -> int:
    """Counted from the end; a kernel sees all leading axes as one."""
    return layout.index(axis) - len(layout)


def _expand(value: Value, operand: Operand) -> Text:
    own, layout = value.data, value.axes
    places = ["..." if axis == LEAD and axis in own else ":" if axis in own else "None" for axis in layout]
    while places[0] == "None":
        places.pop(0)
    return _indexed(operand(value.args[0]), ", ".join(places))


def _first(value: Value, operand: Operand) -> Text:
    return _indexed(operand(value.args[0]), _at(value.args[0].axes, value.data[0], ":1"))


def _item(value: Value, operand: Operand) -> Text:
    return _indexed(operand(value.args[0]), _at(value.args[0].axes, value.data[0], str(value.data[1])))


def _block(value: Value, operand: Operand) -> Text:
    (big, block, _), axes, array = value.data, value.args[0].axes, operand(value.args[0])
    step = f"{array.atom}.shape[{_position(big, axes)}] // {big.over.blocks}"
    first = "" if block == 0 else step if block == 1 else f"{block} * ({step})"
    last = "" if block == big.over.blocks - 1 else step if block == 0 else f"{block + 1} * ({step})"
    return _indexed(array, _at(axes, big, f"{first}:{last}"))


def _at(axes: Axes, axis: Axis, place: str) -> str:
    return ", ".join(["...", place, *[":"] * (len(axes) - 1 - axes.index(axis))])


def _indexed(array: Text, places: str) -> Text:
    return Text(f"{array.atom}[{places}]")


def _stack(value: Value, operand: Operand) -> Text:
    parts = ", ".join(operand(arg).text for arg in value.args)
    return call("rt.stack", f"[{parts}]", f"axis={_position(value.data[1], value.axes)}")


def _split(value: Value, operand: Operand) -> Text:
    return call("rt.split", *map(operand, value.args), f"axis={_position(value.data[0], value.args[0].axes)}")


def _indicator(value: Value, operand: Operand) -> Text:
    """As numbers: NumPy has no −True, True + True is True, and functions of bytes are of half precision."""
    return Text(f"(np.arange({operand(value.args[0]).text}) == {value.data[1]}).astype(float)")


def _counted(value: Value, operand: Operand) -> Text:
    """As numbers, as an indicator is."""
    first, size = value.data[1], operand(value.args[0])
    return Text(f"np.arange({first}.0, {size.within(Binds.SUM)} + {first})")


def _read(value: Value, operand: Operand) -> Text:
    array, number = value.args
    return call("rt.read", operand(array), operand(number), f"axis={_position(value.data, array.axes)}")


def _identity(value: Value, operand: Operand) -> Text:
    """As numbers, as an indicator is."""
    return call("np.eye", operand(value.args[0]))


def _diagonal(value: Value, operand: Operand) -> Text:
    (array,) = value.args
    one, other = (_position(axis, array.axes) for axis in value.data)
    return call("np.diagonal", operand(array), f"axis1={one}", f"axis2={other}")


def is_matrix_product(value: Value) -> bool:
    """Whether a contraction has one axis each of rows, of columns and of what is summed."""
    _, rows, columns = parts_of_contraction(tuple(each.axes for each in value.args), value.data)
    return len(rows) == len(columns) == len(value.data) == 1


def _contraction(value: Value, operand: Operand) -> Text:
    """One axis each of rows, of columns and of what is summed is what @ is for, the axes of both being in front."""
    both, _, _ = parts_of_contraction(tuple(each.axes for each in value.args), value.data)
    one, other = map(operand, value.args)
    if is_matrix_product(value):
        return Text(f"{one.atom} @ {other.atom}", Binds.PRODUCT)
    return call("rt.contract", one, other, f"batch={len(both)}", f"summed={len(value.data)}")


def _transposed(value: Value, operand: Operand) -> Text:
    (array,) = value.args
    places = [array.axes.index(axis) for axis in value.axes]
    last = [*range(len(places) - 2), len(places) - 1, len(places) - 2]
    if len(places) == 2:
        return Text(f"{operand(array).atom}.T")
    if places == last:
        return call("np.swapaxes", operand(array), "-2", "-1")
    return call("np.transpose", operand(array), f"({', '.join(map(str, places))})")


PRINTED: dict[str, Callable[[Value, Operand], Text]] = {
    "number": _number,
    "constant": lambda value, operand: Text(f"math.{value.data}"),
    "lowest": lambda value, operand: Text("-math.inf", Binds.PRODUCT),
    "input": lambda value, operand: Text(value.data),
    "add": lambda value, operand: sum_of([operand(arg) for arg in value.args]),
    "mul": _product,
    "neg": lambda value, operand: negative_of(operand(value.args[0])),
    "div": lambda value, operand: quotient_of(*map(operand, value.args)),
    "pow": _power,
    **dict.fromkeys(FUNCTIONS, _function),
    **dict.fromkeys(("maximum", "minimum"), _extremum),
    **{op: _runtime(op) for op in ("vanishing", "annihilated", "carried")},
    "compare": _comparison,
    "where": lambda value, operand: call("np.where", *map(operand, value.args)),
    "total": _reduction("np.sum", "rt.sum_leading"),
    "mean": _reduction("np.mean", "rt.mean_leading"),
    "largest": _reduction("np.max"),
    "product": _reduction("np.prod"),
    "first": _first,
    "scale": _scale,
    "balance": _reduction("rt.balancing"),
    "scaled": _runtime("scaled"),
    "over_square": _runtime("over_square"),
    "rest": _rest,
    "runners_up": _reduction("rt.sum_of_runners_up"),
    "contract": _contraction,
    "identity": _identity,
    "diagonal": _diagonal,
    "indicator": _indicator,
    "counted": _counted,
    "read": _read,
    "item": _item,
    "block": _block,
    "stack": _stack,
    "split": _split,
    "joined": _runtime("joined"),
    "placed": lambda value, operand: operand(value.args[0]),
    "at_label": _runtime("at_label"),
    "rest_at": _runtime("sum_of_others"),
    "expand": _expand,
    "transpose": _transposed,
}
"""What each operation is as an expression."""
