"""PyTorch, as its users call it: an operator, and autograd for the gradients of all inputs.

Beside it stand its own operators of the backward pass, called without autograd, with what the forward pass saved: the
least that it can take.  They give no gradients of targets.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from benchmarks.calls import KernelCall
from benchmarks.peers import BACKWARD, FORWARD, FRESH, Race

aten = torch.ops.aten
ALL = [True, True, True]
EPS, RMS_EPS, SLOPE = 1e-5, 1e-6, 0.01


def _swiglu(x: Any, W: Any, b: Any) -> Any:
    one, other = F.linear(x, W, b).chunk(2, dim=-1)
    return one * F.silu(other)


VALUES: dict[str, Callable[..., Any]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "swish": F.silu,
    "gelu": F.gelu,
    "gelu_tanh": partial(F.gelu, approximate="tanh"),
    "normal_cdf": torch.special.ndtr,
    "softplus": F.softplus,
    "mish": F.mish,
    "softmax": partial(torch.softmax, dim=-1),
    "log_softmax": partial(torch.log_softmax, dim=-1),
    "logsumexp": partial(torch.logsumexp, dim=-1),
    "cross_entropy": lambda y_hat, y: -torch.sum(y * torch.log(y_hat), dim=-1),
    "cross_entropy_with_logits": lambda z, y: F.cross_entropy(z, y, reduction="none"),
    "cross_entropy_with_logits, labels": lambda z, y: F.cross_entropy(z, y, reduction="none"),
    "binary_cross_entropy": lambda y_hat, y: F.binary_cross_entropy(y_hat, y, reduction="none"),
    "binary_cross_entropy_with_logits": lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="none"),
    "layer_norm": lambda x, weight, bias: F.layer_norm(x, x.shape[-1:], weight, bias, EPS),
    "batch_norm": lambda x, weight, bias: F.batch_norm(x, None, None, weight, bias, training=True, eps=EPS),
    "batch_norm_inference": lambda x, weight, bias, mean, var: F.batch_norm(x, mean, var, weight, bias, eps=EPS),
    "rms_norm": lambda x, weight: F.rms_norm(x, x.shape[-1:], weight, RMS_EPS),
    "swiglu": _swiglu,
    "leaky_relu, alpha=1e-03": partial(F.leaky_relu, negative_slope=1e-3),
    "layer_norm, eps=1e-06": lambda x, weight, bias: F.layer_norm(x, x.shape[-1:], weight, bias, eps=1e-6),
    "rms_norm, eps=1e-07": lambda x, weight: F.rms_norm(x, x.shape[-1:], weight, eps=1e-7),
}
"""What each function is called there; also with class labels, and with a parameter as a keyword."""

FORWARD_ONLY = ("batch_norm_inference",)
"""PyTorch has no gradients of running statistics, so that there is nothing to compare."""

Saving = Callable[..., tuple[Any, tuple[Any, ...]]]
DIRECT: dict[str, tuple[Saving, Callable[..., Any]]] = {
    "sigmoid": (lambda x: _with(torch.sigmoid(x)), lambda g, y: aten.sigmoid_backward(g, y)),
    "tanh": (lambda x: _with(torch.tanh(x)), lambda g, y: aten.tanh_backward(g, y)),
    "relu": (lambda x: (F.relu(x), (x,)), lambda g, x: aten.threshold_backward(g, x, 0)),
    "leaky_relu": (lambda x: (F.leaky_relu(x), (x,)), lambda g, x: aten.leaky_relu_backward(g, x, SLOPE, False)),
    "swish": (lambda x: (F.silu(x), (x,)), lambda g, x: aten.silu_backward(g, x)),
    "gelu": (lambda x: (F.gelu(x), (x,)), lambda g, x: aten.gelu_backward(g, x)),
    "gelu_tanh": (
        lambda x: (F.gelu(x, approximate="tanh"), (x,)),
        lambda g, x: aten.gelu_backward(g, x, approximate="tanh"),
    ),
    "softmax": (
        lambda z: _with(torch.softmax(z, -1)),
        lambda g, y: aten._softmax_backward_data(g, y, -1, y.dtype),
    ),
    "log_softmax": (
        lambda z: _with(torch.log_softmax(z, -1)),
        lambda g, y: aten._log_softmax_backward_data(g, y, -1, y.dtype),
    ),
    "binary_cross_entropy": (
        lambda y_hat, y: (F.binary_cross_entropy(y_hat, y, reduction="none"), (y_hat, y)),
        lambda g, y_hat, y: aten.binary_cross_entropy_backward(g, y_hat, y, None, 0),
    ),
    "layer_norm": (
        lambda x, w, b: _saving(torch.native_layer_norm(x, x.shape[-1:], w, b, EPS), x, w, b),
        lambda g, x, w, b, *saved: aten.native_layer_norm_backward(g, x, x.shape[-1:], *saved, w, b, ALL),
    ),
    "batch_norm": (
        lambda x, w, b: _saving(torch.native_batch_norm(x, w, b, None, None, True, 0.1, EPS), x, w, b),
        lambda g, x, w, b, *saved: aten.native_batch_norm_backward(g, x, w, None, None, *saved, True, EPS, ALL),
    ),
}
"""The result with what is saved for the backward pass, and the operator of the backward pass."""

INTO: dict[str, Callable[..., Any]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": lambda x, out: torch.clamp_min(x, 0, out=out),
    "leaky_relu": lambda x, out: aten.leaky_relu.out(x, SLOPE, out=out),
    "swish": lambda x, out: aten.silu.out(x, out=out),
    "gelu": lambda x, out: aten.gelu.out(x, out=out),
    "gelu_tanh": lambda x, out: aten.gelu.out(x, approximate="tanh", out=out),
    "normal_cdf": torch.special.ndtr,
    "softmax": lambda z, out: torch.softmax(z, -1, out=out),
    "log_softmax": lambda z, out: torch.log_softmax(z, -1, out=out),
    "logsumexp": lambda z, out: torch.logsumexp(z, -1, out=out),
}
"""Those that can write to an array that is there already."""


def _with(y: Any) -> tuple[Any, tuple[Any, ...]]:
    return y, (y,)


def _saving(made: tuple[Any, ...], *inputs: Any) -> tuple[Any, tuple[Any, ...]]:
    return made[0], (*inputs, *made[1:])


class PytorchPeer:
    """PyTorch on the CPU."""

    name, direct = "PyTorch", "PyTorch, operators"

    def __init__(self, threads: int) -> None:
        self.use(threads)
        self.version = str(torch.__version__)

    def use(self, threads: int) -> None:
        """So many threads from now on."""
        torch.set_num_threads(threads)

    def runs(self, function: str, call: KernelCall, direction: str, mode: str) -> Race:
        """With autograd, and the operators alone."""
        if function not in VALUES:
            return {}
        g, xs = torch.from_numpy(call.g), [torch.from_numpy(each) for each in call.arrays]
        if mode != FRESH:
            return self._reused(function, xs) if direction == FORWARD else {}
        f = VALUES[function]
        if direction == FORWARD:
            return {self.name: lambda: f(*xs)}
        if function in FORWARD_ONLY:
            return {}
        found: Race = {} if direction == BACKWARD else {self.name: lambda: _autograd(f, g, xs)}
        return found | self._operators(function, g, xs, direction)

    def _reused(self, function: str, xs: list[Any]) -> Race:
        if function not in INTO:
            return {}
        f, out = INTO[function], VALUES[function](*xs)
        return {self.name: lambda: f(*xs, out=out)}

    def _operators(self, function: str, g: Any, xs: list[Any], direction: str) -> Race:
        if function not in DIRECT:
            return {}
        forward, backward = DIRECT[function]
        if direction == BACKWARD:
            saved = forward(*xs)[1]
            return {self.direct: lambda: backward(g, *saved)}

        def both() -> Any:
            y, saved = forward(*xs)
            return y, backward(g, *saved)

        return {self.direct: both}

    def value(self, function: str) -> Callable[..., Any] | None:
        """On NumPy arrays."""
        f = VALUES.get(function)
        return None if f is None else lambda *xs: f(*map(_tensor, xs)).numpy()

    def gradients(self, function: str) -> Callable[..., tuple[Any, ...]] | None:
        """By autograd, on NumPy arrays."""
        f = VALUES.get(function)
        if f is None or function in FORWARD_ONLY:
            return None
        return lambda g, *xs: tuple(each.numpy() for each in _autograd(f, _tensor(g), list(map(_tensor, xs)))[1])


def _tensor(x: Any) -> Any:
    return torch.from_numpy(np.array(x))


def _autograd(f: Callable[..., Any], g: Any, xs: list[Any]) -> Any:
    leaves = [x.detach().requires_grad_(x.is_floating_point()) for x in xs]
    y = f(*leaves)
    return y, torch.autograd.grad(y, [each for each in leaves if each.requires_grad], g)


PEER = PytorchPeer
