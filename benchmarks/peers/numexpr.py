"""numexpr: functions of numbers, compiled from a string and run in blocks on several threads."""

from collections.abc import Callable
from typing import Any

import numexpr
import numpy as np

from benchmarks.calls import KernelCall
from benchmarks.peers import BOTH, FORWARD, FRESH, Race

LOSS = "-(y*log({p}) + (1 - y)*log(1 - {p}))"
VALUES: dict[str, tuple[str, str]] = {
    "sigmoid": ("1/(1 + exp(-x))", "g*exp(-x)/(1 + exp(-x))**2"),
    "tanh": ("tanh(x)", "g*(1 - tanh(x)**2)"),
    "relu": ("where(x > 0, x, 0*x)", "where(x > 0, g, 0*g)"),
    "leaky_relu": ("where(x > 0, x, slope*x)", "where(x > 0, g, slope*g)"),
    "swish": ("x/(1 + exp(-x))", "g*(1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))"),
    "gelu_tanh": ("half*x*(1 + tanh(root*(x + cubic*x**3)))", ""),
    "binary_cross_entropy": (LOSS.format(p="y_hat"), ""),
    "binary_cross_entropy_with_logits": (LOSS.format(p="(1/(1 + exp(-z)))"), ""),
}
"""The value and the derivative, as its users write them; it has no erf."""

CONSTANTS = {"slope": 0.01, "half": 0.5, "root": (2 / np.pi) ** 0.5, "cubic": 0.044715}
NAMES = {
    "binary_cross_entropy": ("y_hat", "y"),
    "binary_cross_entropy_with_logits": ("z", "y"),
}


class NumexprPeer:
    """numexpr."""

    name = "numexpr"

    def __init__(self, threads: int) -> None:
        self.use(threads)
        self.version = numexpr.__version__

    def use(self, threads: int) -> None:
        """So many threads from now on."""
        numexpr.set_num_threads(threads)

    def runs(self, function: str, call: KernelCall, direction: str, mode: str) -> Race:
        """Forward, and the derivative where there is one."""
        value, slope = VALUES.get(function, ("", ""))
        wanted = [value] if direction == FORWARD else [value, slope] if direction == BOTH else [slope]
        if not all(wanted):
            return {}
        dtype = call.g.dtype.type
        known = dict(zip(NAMES.get(function, ("x",)), call.arrays, strict=True))
        known |= {"g": call.g} | {name: dtype(number) for name, number in CONSTANTS.items()}
        made = [None if mode == FRESH else np.empty_like(call.g) for _ in wanted]
        return {self.name: lambda: [_run(text, known, out) for text, out in zip(wanted, made, strict=True)]}

    def value(self, function: str) -> Callable[..., Any] | None:
        """None: its accuracy is that of the formula in the string."""
        return None

    def gradients(self, function: str) -> None:
        """None, for the same reason."""


def _run(text: str, variables: dict[str, Any], out: Any) -> Any:
    return numexpr.evaluate(text, variables, {}, out=out)


PEER = NumexprPeer
