"""Kernels beside what their definitions are worth, in numbers that are certified.

`exact` evaluates a definition and its derivatives in ball arithmetic (with `slopes`), `calls` says what a call of a
kernel has to return, `drawing` chooses the numbers of calls, `check` compares.
"""

from .check import Calls, Difference, check_kernel

__all__ = ["Difference", "Calls", "check_kernel"]
