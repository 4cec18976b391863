"""A definition as a Python function, without a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..statements.statement import Definition, Theorem
from .kernels import forward_kernel, jvp_kernel, vjp_kernel
from .numpy.module import numpy_source


def lower(
    definition: Definition, theorems: tuple[Theorem, ...] = (), *, vjp: bool = False, jvp: bool = False
) -> Callable[..., Any]:
    """The definition as a NumPy function, as `sympy.lambdify` would make it: lower(softmax)([1.0, 2.0]).

    With vjp=True its gradient, which takes the upstream gradient first; with jvp=True its tangent, which takes those of
    the inputs first.  theorems are those that may be used for it.
    """
    make = vjp_kernel if vjp else jvp_kernel if jvp else None
    kernel = make(definition, theorems) if make else forward_kernel(definition)
    namespace: dict[str, Any] = {}
    exec(compile(numpy_source([kernel]), f"<kernel {kernel.name}>", "exec"), namespace)
    made: Callable[..., Any] = namespace[kernel.name]
    return made
