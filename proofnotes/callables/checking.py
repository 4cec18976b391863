"""No function is handed out before it has been run against an evaluation of its definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..lowering.tasks.kernel import Kernel


def refuse_wrong(kernel: Kernel, function: Callable[..., Any]) -> None:
    """LoweringError, with the case, where the function and its definition differ."""
