"""A function from a definition: lowered, compiled if asked for, and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..lowering.callables import MAKERS, python_function, tasks_of
from ..statements.statement import Definition
from .checking import refuse_wrong
from .compiling import compiled


@dataclass(frozen=True)
class Made:
    """source: the text that runs; tasks: what else there is for the definition."""

    call: Callable[..., Any]
    source: str
    tasks: tuple[str, ...]


def make(definition: Definition, task: str, modules: str, check: bool) -> Made:
    """The function for a task, "" being the value.   LoweringError if there is none, or if it is found to be wrong."""
    kernel = MAKERS[task](definition, ())
    native = compiled(kernel) if modules == "native" else None
    made = python_function(kernel, {kernel.name: native.mark} if native else None)
    if check:
        refuse_wrong(kernel, made.call)
    return Made(made.call, native.source if native else made.source, () if task else tasks_of(definition))
