"""How large the errors of the kernels may be: the promise that the table of accuracy and the tests hold them to."""

import numpy as np

from benchmarks.accuracy.sweep import LIMITS, RELATIVE, ULP, VALUE, Sweep

STEEP = 2.5
"""Units in the last place: the sigmoid, what is made of it, and their derivatives away from roots."""
GELU = 6.0
CERTAIN = 4.0
"""Losses and their gradients at targets that are nearly certain."""
CENTRED = 1e-6
"""Of the largest value: norms of 10⁶ + noise in float32."""

STEEP_ONES = ("sigmoid", "tanh", "swish", "softplus", "softmax")
LOSSES = (
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "cross_entropy_with_logits",
)
SURE = ("y = 0", "y = 1", "nearly certain")
NORMS = ("layer_norm", "batch_norm")


def bound(sweep: Sweep) -> float | None:
    """For one sweep; None where nothing is promised."""
    if sweep.measure == LIMITS:
        return None if sweep.case else 0.0
    if sweep.measure == RELATIVE:
        is_promised = sweep.function in NORMS and sweep.of == VALUE and sweep.dtype == np.float32
        return CENTRED if is_promised else None
    assert sweep.measure == ULP
    if sweep.function in STEEP_ONES:
        return None if sweep.of != VALUE and sweep.case in SURE else STEEP
    if sweep.function == "gelu" and sweep.of == VALUE:
        return GELU
    if sweep.function in LOSSES and sweep.case in SURE:
        return STEEP if _is_softplus(sweep) else CERTAIN
    return None


def _is_softplus(sweep: Sweep) -> bool:
    """log(1 + e^z), and its derivative σ, are the loss of the target 0."""
    return sweep.function == "binary_cross_entropy_with_logits" and sweep.case == "y = 0" and sweep.of != "y"
