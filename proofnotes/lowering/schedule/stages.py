"""What blocks of rows can compute alone, and when they have to exchange sums."""

from __future__ import annotations

from collections import Counter

from ..program import values as v
from ..program.axes import LEAD
from ..program.nodes import Value
from ..program.program import Program
from ..program.traverse import walk

SHARED = ("total", "mean", "scale", "first", "size")
"""What blocks of rows can find out of all rows together."""


def is_blockwise(program: Program) -> bool:
    """Whether it can be run on blocks of rows.

    Matrix products have threads of their own, and over rows only some statistics can be shared.
    """
    for value in walk(*program.outputs):
        if value.op == "contract" or (value.op == "size" and LEAD in value.data and not over_rows(value)):
            return False
        if value.op in v.REDUCTIONS and LEAD in value.data and not (over_rows(value) and value.op in SHARED):
            return False
    return any(LEAD in each.axes for each in walk(*program.outputs) if each.op == "input")


def over_rows(value: Value) -> bool:
    """Whether it is a statistic over all rows, or their number."""
    return (value.op in v.REDUCTIONS and value.data == (LEAD,)) or (value.op == "size" and value.data == (LEAD,))


def levels_of(outputs: tuple[Value, ...]) -> dict[Value, int]:
    """After how many exchanges between blocks each value is known."""
    found: dict[Value, int] = {}
    for each in walk(*outputs):
        found[each] = max((found[arg] for arg in each.args), default=0) + over_rows(each)
    return found


def uses_of(outputs: tuple[Value, ...]) -> Counter[Value]:
    """How often each value is used; what uses a negative uses the value itself."""
    found: Counter[Value] = Counter(outputs)
    for each in reversed(list(walk(*outputs))):
        found.update({arg: found[each] if each.op == "neg" else count for arg, count in Counter(each.args).items()})
    return found
