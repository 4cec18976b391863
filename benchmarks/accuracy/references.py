"""Functions of one number in float64, by formulas that lose nothing: what float32 results are compared with.

They share nothing with the kernels but Φ, which NumPy lacks: it comes from the float64 kernel, whose own errors another
sweep shows.  For every number of float32 the formulas are right to 10⁻⁶ of its units in the last place.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from numeric import normal_cdf

Array = np.ndarray[Any, Any]

ROOT_2_PER_PI = float(np.sqrt(2 / np.pi))
CUBIC = 0.044715
LEAK = 0.01


class Reference(NamedTuple):
    """terms: the sum of the sizes of the terms that cancel near the root, beside which errors are measured there."""

    value: Callable[[Array], Array]
    terms: Callable[[Array], Array] | None = None
    root: float = 0.0


def _times(growing: Array, decay: Array) -> Array:
    """0 where the second factor is."""
    return np.where(decay == 0, 0, growing * decay)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _sigmoid_slope(x: Array) -> Array:
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def _gaussian(x: Array) -> Array:
    return np.exp(x * x * -0.5) / np.sqrt(2 * np.pi)


def _argument(x: Array) -> Array:
    """2√(2/π) (x + 0.044715 x³)."""
    return 2 * ROOT_2_PER_PI * x * (1 + CUBIC * (x * x))


def _argument_slope(x: Array) -> Array:
    return 2 * ROOT_2_PER_PI * (1 + 3 * CUBIC * (x * x))


def _softplus(x: Array) -> Array:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


REFERENCES = {
    "sigmoid": Reference(_sigmoid),
    "sigmoid_derivative": Reference(_sigmoid_slope),
    "tanh": Reference(np.tanh),
    "tanh_derivative": Reference(lambda x: 4 * _sigmoid_slope(2 * x)),
    "swish": Reference(lambda x: _times(x, _sigmoid(x))),
    "swish_derivative": Reference(
        lambda x: _times(1 + _times(x, _sigmoid(-x)), _sigmoid(x)),
        lambda x: _times(1 + _times(np.abs(x), _sigmoid(-x)), _sigmoid(x)),
        -1.2784645,
    ),
    "normal_cdf": Reference(normal_cdf),
    "normal_cdf_derivative": Reference(_gaussian),
    "gelu": Reference(lambda x: _times(x, normal_cdf(x))),
    "gelu_derivative": Reference(
        lambda x: normal_cdf(x) + _times(x, _gaussian(x)),
        lambda x: normal_cdf(x) + _times(np.abs(x), _gaussian(x)),
        -0.75179153,
    ),
    "gelu_tanh": Reference(lambda x: _times(x, _sigmoid(_argument(x)))),
    "gelu_tanh_derivative": Reference(
        lambda x: _sigmoid(_argument(x)) + _times(x * _argument_slope(x), _sigmoid_slope(_argument(x))),
        lambda x: _sigmoid(_argument(x)) + _times(np.abs(x) * _argument_slope(x), _sigmoid_slope(_argument(x))),
        -0.75246142,
    ),
    "leaky_relu": Reference(lambda x: np.where(x > 0, x, LEAK * x)),
    "binary_cross_entropy_with_logits": Reference(_softplus),
}
"""By the name of the kernel; the loss is that of the target 0, log(1 + eᶻ)."""

ARGUMENTS: dict[str, tuple[float, ...]] = {"binary_cross_entropy_with_logits": (0.0,)}
"""What follows the number in a call."""
