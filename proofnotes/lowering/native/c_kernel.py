"""The C of a kernel, and of all kernels of a derivation file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from ..tasks.kernel import Kernel
from .elementwise import elementwise
from .plan import LoopPlan, UnsupportedError, plan
from .staged import Staged

FUNCTION = "kernel_{}"
"""Kernels may be called like functions of C: tanh."""


@dataclass(frozen=True)
class CKernel:
    """A kernel in C: its source, and what its caller has to know.

    classes has a letter for each argument, parameter and result: f as large as the data, r one number a row, l one
    class label a row, c one a column, p a number.  stages is None for kernels of numbers; kept rows of scratch are
    needed, and `columns` rows for what is known of columns.
    """

    name: str
    classes: str
    inputs: int
    source: str
    stages: int | None = None
    kept: int = 0
    columns: int = 0
    all_rows: bool = False

    @property
    def mark(self) -> str:
        """Changes when the source does."""
        return sha256(self.source.encode()).hexdigest()[:12]


def c_kernel(kernel: Kernel) -> CKernel | None:
    """The kernel in C, or None if it is left to NumPy."""
    try:
        return required_c_kernel(kernel)
    except UnsupportedError:
        return None


def required_c_kernel(kernel: Kernel) -> CKernel:
    """The kernel in C.   UnsupportedError says why there is none."""
    return _c_kernel(kernel, plan(kernel.values, partial(_classes, kernel.signature.partition(" -> ")[2])))


def _c_kernel(kernel: Kernel, loops: LoopPlan) -> CKernel:
    parameters = tuple(each.name for each, _ in kernel.definition.parameters)
    shapes = _classes(kernel.signature.partition(" -> ")[0], loops.is_elementwise)
    inputs = "".join(
        "l" if name in kernel.given else letter for name, letter in zip(kernel.arguments, shapes, strict=True)
    )
    arguments = (*kernel.arguments, *parameters)
    classes, function = inputs + "p" * len(parameters) + loops.classes, FUNCTION.format(kernel.name)
    if loops.is_elementwise:
        if kernel.signature.replace("(...)", "").strip(", ->"):
            raise UnsupportedError("an axis along which everything is the same")
        return CKernel(kernel.name, classes, len(arguments), _joined(elementwise(function, loops, arguments)))
    if "f" not in inputs:
        raise UnsupportedError("no argument is as large as the data")
    made = Staged(function, loops, arguments, kernel.given)
    source = _joined([*made.lines, *made.table()])
    return CKernel(
        kernel.name, classes, len(arguments), source,
        len(loops.stages), made.kept, len(made.slots), made.takes_all_rows,
    )  # fmt: skip


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _classes(shapes: str, elementwise: bool) -> str:
    """A letter for each shape of one side of a signature: (..., D), (D) is fc."""
    letters = {(True, True): "f", (True, False): "f" if elementwise else "r", (False, True): "c"}
    parts = [[axis for axis in each.split(", ") if axis] for each in shapes[1:-1].split("), (")]
    if any(not each or len([axis for axis in each if axis != "..."]) > 1 for each in parts):
        raise UnsupportedError(f"the shapes {shapes}")
    return "".join(letters["..." in part, any(each != "..." for each in part)] for part in parts)
