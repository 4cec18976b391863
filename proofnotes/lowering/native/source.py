"""The C of a kernel, and of all kernels of a derivation file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from ..kernels import Kernel
from .columns import Columns
from .elementwise import elementwise
from .plan import COLUMNS, ELEMENTWISE, ROWS, Plan, Unsupported, plan
from .rows import Rows

FUNCTION = "kernel_{}"
"""Kernels may be called like functions of C: tanh."""


@dataclass(frozen=True)
class Native:
    """A kernel in C: its source, and what its caller has to know.

    classes has a letter for each argument, parameter and result: f as large as the data, r one number a row, c one a column, p a
    number.  kept rows of scratch and totals rows of sums over all rows are needed.
    """

    name: str
    kind: str
    classes: str
    inputs: int
    kept: int
    totals: int
    source: str

    @property
    def mark(self) -> str:
        """Changes when the source does."""
        return sha256(self.source.encode()).hexdigest()[:12]


def native(kernel: Kernel) -> Native | None:
    """The kernel in C, or None if it is left to NumPy."""
    if kernel.values is None:
        return None
    try:
        return _native(kernel, plan(kernel.values))
    except Unsupported:
        return None


def mark(kernel: Kernel) -> str:
    """What tells a compiled kernel from one that was made of another definition; empty if there is none."""
    made = native(kernel)
    return made.mark if made else ""


def _native(kernel: Kernel, found: Plan) -> Native:
    parameters = tuple(each.name for each, _ in kernel.definition.parameters)
    inputs, results = (_classes(side, found) for side in kernel.signature.split(" -> "))
    arguments = (*kernel.arguments, *parameters)
    kept = totals = 0
    function = FUNCTION.format(kernel.name)
    if found.kind == ELEMENTWISE:
        lines = elementwise(function, found, arguments)
    elif found.kind == ROWS:
        rows = Rows(function, found, arguments, results)
        lines, kept, totals = rows.source(), len(rows.buffers), len(rows.totals)
    else:
        lines = Columns(function, found, arguments, results).source()
    classes = inputs + "p" * len(parameters) + results
    return Native(kernel.name, found.kind, classes, len(arguments), kept, totals, "\n".join(lines) + "\n")


def _classes(shapes: str, found: Plan) -> str:
    """A letter for each shape of one side of a signature: (..., D), (D) is fc."""
    letters = {(True, True): "f", (True, False): "f" if found.kind == ELEMENTWISE else "r", (False, True): "c"}
    parts = [each.split(", ") for each in shapes.strip("()").split("), (")]
    return "".join(letters["..." in part, any(each != "..." for each in part)] for part in parts)


__all__ = ["COLUMNS", "ELEMENTWISE", "ROWS", "Native", "native"]
