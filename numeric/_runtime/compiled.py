"""Compiled kernels: as bodies behind the careful checks, and as functions that are called straight."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .arguments import Arguments
from .backend import CompiledKernel, native_kernel

Array = np.ndarray[Any, Any]
LETTERS = frozenset("frlcp")
"""The classes of arguments and results that a straight call knows."""

MOST = 32
"""So many arguments and results."""


def body_of(compiled: CompiledKernel) -> Callable[..., Any]:
    """The compiled kernel in the form of a generated one: blocks of rows, parameters, and out."""
    ufunc = compiled.ufunc

    def body(*arrays: Array, out: Any, **parameters: float) -> None:
        ufunc(*arrays, *parameters.values(), out=out)

    return body


def straight(compiled: CompiledKernel, kernel: Arguments, results: int, by_label: Any) -> Callable[..., Any]:
    """A function that calls the loops where the arguments fit; `kernel` does the rest, and tells what is wrong.

    by_label: the same for the kernel that steps in where an argument holds class labels, or None.
    """
    if not LETTERS.issuperset(compiled.classes) or len(compiled.classes) > MOST:
        return lambda *args, **keywords: kernel(args, keywords)  # type: ignore[operator]
    name, prediction = next(iter(kernel.targets.of.items()), ("", ""))
    is_checked = name in kernel.targets.probabilities and name not in kernel.labels
    made: Callable[..., Any] = native_kernel(
        calls=compiled.calls,
        careful=kernel,
        names=kernel.arrays + kernel.parameters,
        defaults=tuple(kernel.defaults[each] for each in kernel.numbers),
        positive=tuple(each in kernel.positive for each in kernel.numbers),
        results=results,
        has_axis="axis" in kernel.parameters,
        alike=kernel.is_vjp or kernel.ways > 0,
        least_rows=kernel.least_rows,
        target=kernel.arrays.index(name) if is_checked else -1,
        prediction=kernel.arrays.index(prediction) if is_checked else -1,
        probability=prediction in kernel.targets.probabilities,
        by_label=by_label,
    )
    return made
