"""Definitions and expressions as functions, at once: `lambdify`.

Nothing of the lowering is loaded before the first function is made.
"""

from .function import KernelFunction, lambdify

__all__ = ["KernelFunction", "lambdify"]
