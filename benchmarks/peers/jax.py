"""JAX: every function compiled as one program, forward and backward together where both are asked for.

Where JAX has no function of its own, the formula is written with the parts that it has.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import numpy as np
from jax import numpy as jnp
from jax.scipy.special import logsumexp, xlog1py, xlogy
from jax.scipy.stats import norm

from benchmarks.calls import KernelCall
from benchmarks.peers import BACKWARD, FORWARD, FRESH, Race


def _layer_norm(x: Any, gamma: Any, beta: Any, axis: int = -1) -> Any:
    mean, var = x.mean(axis, keepdims=True), x.var(axis, keepdims=True)
    return gamma * (x - mean) * jax.lax.rsqrt(var + 1e-5) + beta


def _swiglu(x: Any, W: Any, b: Any) -> Any:
    one, other = jnp.split(x @ W.T + b, 2, axis=-1)
    return one * jax.nn.silu(other)


VALUES: dict[str, Callable[..., Any]] = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "leaky_relu": jax.nn.leaky_relu,
    "swish": jax.nn.silu,
    "gelu": partial(jax.nn.gelu, approximate=False),
    "gelu_tanh": partial(jax.nn.gelu, approximate=True),
    "normal_cdf": norm.cdf,
    "softplus": jax.nn.softplus,
    "mish": jax.nn.mish,
    "softmax": jax.nn.softmax,
    "log_softmax": jax.nn.log_softmax,
    "logsumexp": partial(logsumexp, axis=-1),
    "cross_entropy": lambda y_hat, y: -jnp.sum(y * jnp.log(y_hat), axis=-1),
    "cross_entropy_with_logits": lambda z, y: -jnp.sum(y * jax.nn.log_softmax(z), axis=-1),
    "binary_cross_entropy": lambda y_hat, y: -(xlogy(y, y_hat) + xlog1py(1 - y, -y_hat)),
    "binary_cross_entropy_with_logits": lambda z, y: -(y * jax.nn.log_sigmoid(z) + (1 - y) * jax.nn.log_sigmoid(-z)),
    "layer_norm": _layer_norm,
    "batch_norm": partial(_layer_norm, axis=0),
    "rms_norm": lambda x, gamma: gamma * x * jax.lax.rsqrt(jnp.mean(x * x, axis=-1, keepdims=True) + 1e-6),
    "swiglu": _swiglu,
}
"""What each function is called there."""


class JaxPeer:
    """JAX on the CPU, with float64."""

    name = "JAX"

    def __init__(self, threads: int) -> None:
        # XLA takes every processor that the process may use, as `threads` does.
        jax.config.update("jax_enable_x64", True)
        self.version = jax.__version__

    def use(self, threads: int) -> None:
        """XLA cannot be told once it runs."""

    def runs(self, function: str, call: KernelCall, direction: str, mode: str) -> Race:
        """Compiled; JAX always makes new arrays."""
        if function not in VALUES or mode != FRESH:
            return {}
        f, g, xs = VALUES[function], jnp.asarray(call.g), [jnp.asarray(each) for each in call.arrays]
        if direction == FORWARD:
            compiled = jax.jit(f)
            return {self.name: lambda: compiled(*xs).block_until_ready()}
        both = jax.jit(partial(_gradients if direction == BACKWARD else _both, f))
        return {self.name: lambda: jax.block_until_ready(both(g, *xs))}

    def value(self, function: str) -> Callable[..., Any] | None:
        """On NumPy arrays."""
        f = VALUES.get(function)
        return None if f is None else lambda *xs: np.asarray(jax.jit(f)(*xs))

    def gradients(self, function: str) -> Callable[..., tuple[Any, ...]] | None:
        """On NumPy arrays."""
        f = VALUES.get(function)
        if f is None:
            return None
        return lambda g, *xs: tuple(np.asarray(each) for each in jax.jit(partial(_gradients, f))(g, *xs))


def _both(f: Callable[..., Any], g: Any, *xs: Any) -> Any:
    y, pull = jax.vjp(f, *xs)
    return y, pull(g)


def _gradients(f: Callable[..., Any], g: Any, *xs: Any) -> Any:
    return jax.vjp(f, *xs)[1](g)


PEER = JaxPeer
