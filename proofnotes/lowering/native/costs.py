"""What is cheaper to keep than to compute again."""

from __future__ import annotations

from collections.abc import Callable

from ..program.array_functions import FUNCTIONS
from ..program.nodes import Value


def is_heavy(value: Value, is_full: Callable[[Value], bool]) -> bool:
    """Whether a call of a function stands in it, or a division of data by data."""
    if value.op == "pow":
        return value.args[1].op != "number" or value.args[1].data != 2
    if value.op == "div":
        return is_full(value) and is_full(value.args[1])
    return value.op in FUNCTIONS and FUNCTIONS[value.op].dear
