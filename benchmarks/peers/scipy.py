"""SciPy: its special functions, and what is put together from them.  It has no gradients."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import scipy
from scipy import special

from benchmarks.calls import KernelCall
from benchmarks.peers import FORWARD, FRESH, REUSED, Race

VALUES: dict[str, Callable[..., Any]] = {
    "sigmoid": special.expit,
    "swish": lambda x: x * special.expit(x),
    "gelu": lambda x: x * special.ndtr(x),
    "normal_cdf": special.ndtr,
    "softplus": lambda x: -special.log_expit(-x),
    "softmax": partial(special.softmax, axis=-1),
    "log_softmax": partial(special.log_softmax, axis=-1),
    "logsumexp": partial(special.logsumexp, axis=-1),
    "cross_entropy": lambda y_hat, y: -np.sum(special.xlogy(y, y_hat), axis=-1),
    "cross_entropy_with_logits": lambda z, y: -np.sum(y * special.log_softmax(z, axis=-1), axis=-1),
    "binary_cross_entropy": lambda y_hat, y: -(special.xlogy(y, y_hat) + special.xlog1py(1 - y, -y_hat)),
    "binary_cross_entropy_with_logits": lambda z, y: -(y * special.log_expit(z) + (1 - y) * special.log_expit(-z)),
}
"""What each function is called there."""

UFUNCS = {"sigmoid": special.expit, "normal_cdf": special.ndtr}
"""Those that take out=."""


class ScipyPeer:
    """SciPy, which uses one thread."""

    name = "SciPy"

    def __init__(self, threads: int) -> None:
        self.version = scipy.__version__

    def use(self, threads: int) -> None:
        """It has one."""

    def runs(self, function: str, call: KernelCall, direction: str, mode: str) -> Race:
        """Forward only."""
        table = UFUNCS if mode == REUSED else VALUES
        if function not in table or direction != FORWARD:
            return {}
        f, xs = table[function], call.arrays
        if mode == FRESH:
            return {self.name: lambda: f(*xs)}
        out = f(*xs)
        return {self.name: lambda: f(*xs, out=out)}

    def value(self, function: str) -> Callable[..., Any] | None:
        """On NumPy arrays."""
        return VALUES.get(function)

    def gradients(self, function: str) -> None:
        """None."""


PEER = ScipyPeer
