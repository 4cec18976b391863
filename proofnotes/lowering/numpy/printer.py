"""Array-level values as SymPy expressions, and SymPy's NumPy printer taught what they mean.

The expressions are unevaluated: SymPy would distribute −(a + b) and reorder x − c − m.  Numbers that are known before
the call are computed with `math`, because a NumPy scalar would turn float32 arrays into float64.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy
from sympy.printing.numpy import NumPyPrinter

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.axes import LEAD, Axis, union
from ..program.nodes import Value
from ..program.traverse import BUILD

Names = Mapping[Value, str]
NUMPY = ("exp", "log", "sqrt", "tanh", "abs", "log1p", "maximum", "minimum", "where")
PYTHON = {"abs": "abs", "maximum": "max", "minimum": "min"}
RUNTIME = {
    "erf": "erf",
    "gaussian": "gaussian",
    "normal_cdf": "normal_cdf",
    "at_label": "at_label",
    "over_square": "over_square",
    "rest": "sum_of_rest",
    "rest_at": "sum_of_others",
    "runners_up": "sum_of_runners_up",
    "scale": "power_of_two",
    "scaled": "scaled",
    "vanishing": "vanishing",
}
REDUCED = {"total": "np.sum", "mean": "np.mean", "largest": "np.max", "product": "np.prod"}
LEADING_SUMS = {"total": "sum_leading", "mean": "mean_leading"}
LEADING = "lead"


class Code(sympy.Symbol):  # type: ignore[misc]  # SymPy is untyped
    """Source text as an atom."""


class Call(sympy.Function):  # type: ignore[misc]  # SymPy is untyped
    """name(arguments, keywords): the first argument is the name, as `Code`."""


class KernelPrinter(NumPyPrinter):  # type: ignore[misc]  # SymPy is untyped
    """SymPy's NumPy printer, which keeps the order of terms and knows arrays with axes."""

    def __init__(self) -> None:
        super().__init__({"order": "none", "fully_qualified_modules": True})

    def _print_Call(self, expr: Any) -> str:  # noqa: N802 - SymPy's hook
        name, *args = (self._print(arg) for arg in expr.args)
        return f"{name}({', '.join(args)})"

    def _print_Code(self, expr: Any) -> str:  # noqa: N802 - SymPy's hook
        return str(expr.name)

    def source(self, value: Value, names: Names) -> str:
        """The value in terms of those that have names."""
        return str(self.doprint(_inner(value, names)))


def is_python_number(value: Value) -> bool:
    """Whether it is known as a Python number: made of numbers, sizes and parameters."""
    if value.op == "input":
        return not value.axes
    return value.op in ("number", "constant", "size") or (
        value.op in (*BUILD, *PYTHON, "sqrt", "exp", "log", "tanh") and all(map(is_python_number, value.args))
    )


def is_indicator(value: Value) -> bool:
    """Whether it is 1 where a condition holds, else 0: the condition itself, as a number."""
    return value.op == "where" and value.args[1:] == (v.ONE, v.ZERO)


def expression(value: Value, names: Names) -> Any:
    """The SymPy expression, or its name."""
    return sympy.Symbol(names[value]) if value in names else _inner(value, names)


def _inner(value: Value, names: Names) -> Any:
    args = [expression(arg, names) for arg in value.args]
    if value.op in ("maximum", "minimum"):
        args = [expression(arg.args[0] if is_indicator(arg) else arg, names) for arg in value.args]
    match value.op:
        case "number":
            return _number(value.data)
        case "constant":
            return Code(f"math.{value.data}")
        case "input":
            return sympy.Symbol(value.data)
        case "add":
            return sympy.Add(*args, evaluate=False)
        case "mul":
            return _product(value, args)
        case "neg" if value.args[0].op == "indicator":  # NumPy has no −True
            return Code(f"-1*{_atom(args[0])}")
        case "neg":
            return sympy.Mul(sympy.Integer(-1), args[0], evaluate=False)
        case "div":
            return _quotient(args[0], args[1])
        case "pow":
            return sympy.Pow(args[0], args[1], evaluate=False)
        case "compare":
            text = [KernelPrinter().parenthesize(arg, 35) for arg in args]
            return Code(f"{text[0]} {SIGNS[value.data].python} {text[1]}")
        case _:
            return _call(value, args)


def _number(value: Fraction) -> Any:
    if value.denominator == 1:
        return sympy.Integer(value.numerator)
    return Code(repr(float(value)))


def _product(value: Value, args: list[Any]) -> Any:
    """A coefficient 1/n is a division, which is rounded once."""
    first = value.args[0]
    if first.op == "number" and first.data.numerator == 1 and not _exact(first.data):
        rest = args[1] if len(args) == 2 else sympy.Mul(*args[1:], evaluate=False)
        return _quotient(rest, sympy.Integer(first.data.denominator))
    return sympy.Mul(*args, evaluate=False)


def _exact(value: Fraction) -> bool:
    return value.denominator & (value.denominator - 1) == 0


def _quotient(num: Any, den: Any) -> Any:
    if isinstance(den, sympy.Mul):
        den = Code(f"({KernelPrinter().doprint(den)})")
    return sympy.Mul(num, sympy.Pow(den, sympy.Integer(-1), evaluate=False), evaluate=False)


def _call(value: Value, args: list[Any]) -> Any:
    if value.op in NUMPY:
        return _made(PYTHON.get(value.op, f"math.{value.op}") if is_python_number(value) else f"np.{value.op}", *args)
    match value.op:
        case "total" | "mean" | "largest" | "product" | "scale" | "runners_up":
            return _reduction(value, args)
        case "first":
            return _indexed(args[0], _at(value.args[0].axes, value.data[0], ":1"))
        case "rest":
            return _made(f"rt.{RUNTIME[value.op]}", *args, Code(f"axis={_position(value.data, value.axes)}"))
        case "expand":
            return _indexed(args[0], ", ".join(_places(value)))
        case "indicator":
            return Code(f"(np.arange({_atom(args[0])}) == {value.data[1]})")
        case "placed":
            return args[0]
        case "swap":
            return _made("np.swapaxes", *args, Code("-2"), Code("-1"))
        case "item":
            return _indexed(args[0], _at(value.args[0].axes, value.data[0], str(value.data[1])))
        case "block":
            return _indexed(args[0], _block(value, args[0]))
        case "stack":
            parts = ", ".join(KernelPrinter().doprint(arg) for arg in args)
            return _made("np.concatenate", Code(f"[{parts}]"), Code(f"axis={_position(value.data[1], value.axes)}"))
        case "contract":
            return _matmul(value, args)
        case _:
            return _made(f"rt.{RUNTIME[value.op]}", *args)


def _made(name: str, *args: Any) -> Any:
    return Call(Code(name), *args)


def _reduction(value: Value, args: list[Any]) -> Any:
    removed = value.data
    layout = union(arg.axes for arg in value.args)
    keep = value.axes == layout
    if removed == (LEAD,) and not keep and value.op in LEADING_SUMS:
        kept = len(layout) - 1
        return _made(f"rt.{LEADING_SUMS[value.op]}", *args, *([Code(f"keep={kept}")] if kept != 1 else []))
    name = REDUCED.get(value.op) or f"rt.{RUNTIME[value.op]}"
    axis = Code(f"axis={_axis(removed, layout)}")
    return _made(name, *args, axis, *([Code("keepdims=True")] if keep and value.op != "scale" else []))


def _axis(removed: tuple[Axis, ...], layout: tuple[Axis, ...]) -> str:
    if removed == layout:
        return "None"
    places = [str(_position(axis, layout)) for axis in removed if axis != LEAD]
    if LEAD not in removed:
        return places[0] if len(places) == 1 else f"({', '.join(places)})"
    return f"(*{LEADING}, {', '.join(places)})" if places else LEADING


def _position(axis: Axis, layout: tuple[Axis, ...]) -> int:
    """Counted from the end, because there may be any number of leading axes."""
    return layout.index(axis) - len(layout)


def _places(value: Value) -> list[str]:
    own, layout = value.data, value.axes
    places = ["..." if axis == LEAD and axis in own else ":" if axis in own else "None" for axis in layout]
    while places[0] == "None":
        places.pop(0)
    return places


def _at(axes: tuple[Axis, ...], axis: Axis, place: str) -> str:
    return ", ".join(["...", place, *[":"] * (len(axes) - 1 - axes.index(axis))])


def _block(value: Value, array: Any) -> str:
    (big, block, _), axes = value.data, value.args[0].axes
    step = f"{KernelPrinter().doprint(array)}.shape[{_position(big, axes)}] // {big.over.blocks}"
    first = "" if block == 0 else step if block == 1 else f"{block} * ({step})"
    last = "" if block == big.over.blocks - 1 else step if block == 0 else f"{block + 1} * ({step})"
    return _at(axes, big, f"{first}:{last}")


def _atom(array: Any) -> str:
    """The text, in brackets unless it is a name or a call."""
    return str(KernelPrinter().parenthesize(array, 1000, strict=True))


def _indexed(array: Any, places: str) -> Any:
    return Code(f"{_atom(array)}[{places}]")


def _matmul(value: Value, args: list[Any]) -> Any:
    """Left and right share one axis; the result has the other axis of each."""
    (axis,), (left, right) = value.data, (each.axes for each in value.args)
    text = [_atom(arg) for arg in args]
    if axis == LEAD:
        text = [f"{each}.reshape(-1, {each}.shape[-1])" for each in text]
    first = text[0] if left[1] == axis else f"{text[0]}.T"
    second = text[1] if right[0] == axis else f"{text[1]}.T"
    return Code(f"{first} @ {second}")
