"""No function is handed out before it has been run against an evaluation of its definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import Any

from ..checks import Calls, check_kernel
from ..checks.check import NOTHING_FOUND
from ..expr.errors import LoweringError
from ..expr.indices import Size
from ..expr.nodes import Tensor
from ..lowering.tasks.kernel import Kernel
from ..statements.statement import Definition

MOST_SLOPES = 1000
"""Derivatives of entries of the value by entries of the inputs; more would take seconds."""

SMALL = 1
"""What a dimension of any size may be taken for, if there are many."""


def refuse_wrong(kernel: Kernel, function: Callable[..., Any], calls: Calls | None) -> Calls:
    """LoweringError, with the case, where the function and its definition differ; else the calls that were made.

    calls: those of another kernel of the same definition, if there is one.
    """
    _refuse_large(kernel.definition)
    calls = calls or Calls.of(kernel)
    found = check_kernel(kernel, function, calls)
    if found:
        told = f"{kernel.name}: {NOTHING_FOUND}" if found[0].got == NOTHING_FOUND else str(found[0])
        raise LoweringError(f"{told}; check=False makes it all the same")
    return calls


def _refuse_large(definition: Definition) -> None:
    """LoweringError where dimensions of known size are so large that the check would take too long."""
    shapes = [each.over if isinstance(each, Tensor) else () for each in definition.inputs]
    slopes = _entries(index.over for index in definition.indices) * sum(map(_entries, shapes))
    if slopes > MOST_SLOPES:
        known = {str(over): over.total for shape in shapes for over in shape if over.size}
        told = ", ".join(f"{name} has {size} entries" for name, size in known.items())
        raise LoweringError(
            f"{definition.name} is too large to be checked: {told or 'it has too many axes'}; a Dim without a size is "
            "checked at small ones, check=False makes it unchecked"
        )


def _entries(shape: Iterable[Size]) -> int:
    return prod(over.total or SMALL ** len(over.factors) * over.copies for over in shape)
