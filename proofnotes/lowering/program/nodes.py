"""Array-level values: what a kernel computes, before it is written in any language.

A `Value` is an operation on values, compared by structure, so that a common subexpression is one value.  `axes` are the
axes it varies over; where an axis of length one goes is decided later.  A value that the specification has no row for
cannot be made, nor one with the wrong number of operands or data of the wrong sort.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...expr.errors import LoweringError
from .axes import Axes, told
from .spec import OPERATIONS, Operation


@dataclass(frozen=True, eq=False)
class Value:
    """op(args), with data that is not a value: a name, a number, the axes that a reduction removes."""

    op: str
    args: tuple[Value, ...] = ()
    data: Any = None
    axes: Axes = ()

    def __post_init__(self) -> None:
        row = operation(self.op)
        if not row.takes(len(self.args)):
            raise LoweringError(f"{self.op} takes {row.arity_told}, got {len(self.args)}")
        if not row.data.holds(self.data):
            raise LoweringError(f"the data of {self.op} is {row.data.told}, got {self.data!r}")
        object.__setattr__(self, "_hash", hash((self.op, self.args, self.data, self.axes)))

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined,no-any-return]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Value) or hash(self) != hash(other):
            return False
        return (self.op, self.data, self.axes, self.args) == (other.op, other.data, other.axes, other.args)

    def __str__(self) -> str:
        data = "" if self.data is None else f"[{data_told(self.data)}]"
        return f"{self.op}{data}({', '.join(map(str, self.args))})" if self.args else f"{self.op}{data}"

    @property
    def is_constant(self) -> bool:
        """Whether it is a number that is known without any input."""
        return self.op in ("number", "constant") or (bool(self.args) and all(arg.is_constant for arg in self.args))


@dataclass(frozen=True)
class Hint:
    """What a value is called in the derivation; of_function if it is only the value of a function."""

    name: str
    of_function: bool = False


def operation(op: str) -> Operation:
    """The row of the specification."""
    if op not in OPERATIONS:
        raise LoweringError(f"array programs have no operation {op!r}: a row for it belongs in program/spec.py")
    return OPERATIONS[op]


def made(op: str, *operands: Value, data: Any = None) -> Value:
    """The operation on these operands, with the axes that its row gives it."""
    row = operation(op)
    if row.axes.made is None or not row.takes(len(operands)) or not row.data.holds(data):
        return Value(op, operands, data)  # which says what is wrong, or has axes of its own
    axes = row.axes.made(tuple(each.axes for each in operands), data)
    if axes is None:
        shapes = ", ".join(told(each.axes) for each in operands)
        raise LoweringError(f"the axes of {op}[{data_told(data)}] are {row.axes.told}, got operands over {shapes}")
    return Value(op, operands, data, axes)


def laid_out(value: Value, operands: tuple[Value, ...], axes: Axes) -> Value:
    """The same operation as an array of these axes, whose operands are arrays."""
    return Value(value.op, operands, value.data, axes)


def data_told(data: Any) -> str:
    """What is not a value, in a message."""
    return ", ".join(map(str, data)) if isinstance(data, tuple) else str(data)
