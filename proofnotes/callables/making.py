"""A function from a definition: lowered, compiled if asked for, and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..checks import Calls
from ..lowering.callables import MAKERS, python_function, tasks_of
from ..lowering.tasks.kernel import Kernel
from ..statements.statement import Definition
from .checking import refuse_wrong

if TYPE_CHECKING:
    from .compiling import CompiledSource


@dataclass(frozen=True)
class MadeFunction:
    """source: the text that runs; tasks: what else there is for the definition; calls: what it was checked by."""

    call: Callable[..., Any]
    source: str
    tasks: tuple[str, ...]
    calls: Calls | None


def make(definition: Definition, task: str, modules: str, check: bool, calls: Calls | None) -> MadeFunction:
    """The function for a task, "" being the value.   LoweringError if there is none, or if it is found to be wrong."""
    kernel = MAKERS[task](definition, ())
    native = _compiled(kernel) if modules == "native" else None
    made = python_function(kernel, {kernel.name: native.mark} if native else None)
    calls = refuse_wrong(kernel, made.call, calls) if check else None
    tasks = () if task else tasks_of(definition)
    return MadeFunction(made.call, native.source if native else made.source, tasks, calls)


def _compiled(kernel: Kernel) -> CompiledSource:
    from .compiling import compiled  # what compiles is loaded where something is compiled

    return compiled(kernel)
