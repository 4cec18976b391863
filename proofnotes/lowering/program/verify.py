"""Whether a program keeps to the specification.

It is asked of every kernel before any text is written, and in the tests after every pass over a program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten

from ...expr.errors import LoweringError
from .axes import Axes, is_end, told
from .nodes import Value, operation
from .spec import OPERATIONS, EntryKind
from .traverse import walk


class ProgramError(LoweringError):
    """A program that is none; the message quotes the value that does not keep to the specification."""


def check(value: Value, *, aligned: bool = False) -> None:
    """Raise ProgramError where a value does not keep to its row, its operands being right."""
    row = operation(value.op)
    if row.aligned_only and not aligned:
        raise _error(value, "stands in a program whose values are not laid out as arrays")
    for operand, kind in zip(value.args, row.kinds(len(value.args)), strict=True):
        found = OPERATIONS[operand.op].result
        if not found.serves_as(kind):
            raise _error(value, f"needs {kind.value}, and {operand.op} gives {found.value}")
    operands = tuple(each.axes for each in value.args)
    if not row.axes.holds(value.axes, operands, value.data, aligned=aligned):
        over = f" of operands over {', '.join(map(told, operands))}" if operands else ""
        raise _error(value, f"has the axes {told(value.axes)}{over}; expected {row.axes.told}")


def verify(outputs: Iterable[Value], *, aligned: bool = False) -> None:
    """Raise ProgramError where a value of the program does not keep to the specification."""
    every = tuple(walk(*outputs))
    for each in every:
        check(each, aligned=aligned)
    labels = {label.data for each in every for label in _labels(each)}
    for each in every:
        if mixed := [arg for arg in each.args if arg.data in labels and arg.op == "input" and arg not in _labels(each)]:
            raise _error(each, f"takes {mixed[0].data} for a number, which holds class labels elsewhere")


def verify_arrays(outputs: Sequence[Value], layouts: Iterable[Axes]) -> None:
    """The same of a program that is laid out as arrays, which have to broadcast to what the kernel returns."""
    verify(outputs, aligned=True)
    for each, layout in zip(outputs, layouts, strict=True):
        if not is_end(each.axes, layout):
            raise _error(each, f"has the axes {told(each.axes)}, and is to be a result over {told(layout)}")


def _labels(value: Value) -> list[Value]:
    """The operands that are taken for class labels."""
    kinds = operation(value.op).kinds(len(value.args))
    return [operand for operand, kind in zip(value.args, kinds, strict=True) if kind is EntryKind.LABEL]


def _error(value: Value, what: str) -> ProgramError:
    return ProgramError(f"{value.op} {what}: {shorten(str(value), 200, placeholder=' …')}")
