"""A kernel as a Python function, without a file."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..statements.statement import Definition, Theorem
from .kernels import (
    derivative_kernel,
    forward_kernel,
    is_function_of_a_number,
    jacobian_kernel,
    jvp_kernel,
    vjp_kernel,
)
from .numpy.module import numpy_source
from .tasks.jacobians import has_jacobian
from .tasks.kernel import Kernel

MAKERS: Mapping[str, Callable[[Definition, tuple[Theorem, ...]], Kernel]] = {
    "": lambda definition, theorems: forward_kernel(definition),
    "vjp": vjp_kernel,
    "jvp": jvp_kernel,
    "derivative": derivative_kernel,
    "jacobian": jacobian_kernel,
}
"""What makes the kernel of each task."""

APPLIES: Mapping[str, Callable[[Definition], bool]] = {
    "derivative": is_function_of_a_number,
    "jacobian": has_jacobian,
}
"""To which definitions a task applies; the others apply to all."""


@dataclass(frozen=True)
class PythonFunction:
    """A function and the text that it was made of."""

    call: Callable[..., Any]
    source: str


def tasks_of(definition: Definition) -> tuple[str, ...]:
    """What there is for the definition besides its value."""
    return tuple(task for task in MAKERS if task and (task not in APPLIES or APPLIES[task](definition)))


def python_function(kernel: Kernel, marks: Mapping[str, str] | None = None) -> PythonFunction:
    """The kernel as a NumPy function; one with a mark is replaced by its compiled counterpart.

    Debuggers, tracebacks and `inspect.getsource` find the text under a name that is its hash.
    """
    source = numpy_source([kernel], marks)
    name = f"<{kernel.name} {sha256(source.encode()).hexdigest()[:16]}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(source, name, "exec"), namespace)
    return PythonFunction(namespace[kernel.name], source)


def lower(
    definition: Definition, theorems: tuple[Theorem, ...] = (), *, vjp: bool = False, jvp: bool = False
) -> Callable[..., Any]:
    """The definition as a NumPy function that nothing has checked: lower(softmax)([1.0, 2.0]).

    With vjp=True its gradient, which takes the upstream gradient first; with jvp=True its tangent, which takes those of
    the inputs first.  theorems are those that may be used for it.
    """
    kernel = MAKERS["vjp" if vjp else "jvp" if jvp else ""](definition, theorems)
    return python_function(kernel).call
