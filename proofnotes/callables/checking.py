"""No function is handed out before it has been run against an evaluation of its definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..checks import Calls, check_kernel
from ..lowering.program.errors import LoweringError
from ..lowering.tasks.kernel import Kernel


def refuse_wrong(kernel: Kernel, function: Callable[..., Any], calls: Calls | None) -> Calls:
    """LoweringError, with the case, where the function and its definition differ; else the calls that were made.

    calls: those of another kernel of the same definition, if there is one.
    """
    calls = calls or Calls.of(kernel)
    found = check_kernel(kernel, function, calls)
    if found:
        raise LoweringError(f"{found[0]}; check=False makes it all the same")
    return calls
