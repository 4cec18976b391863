"""What the generated kernels stand on, under one name."""

from .chosen_entries import at_label, read, set_at_label, set_diagonal
from .contractions import contract, stack
from .groups import joined, split
from .kernel import kernel
from .scratch import scratch
from .special import erf, gaussian, normal_cdf, vanishing
from .sums import (
    balancing,
    first,
    mean,
    mean_leading,
    over_square,
    power_of_two,
    rows,
    scale,
    scaled,
    sum_leading,
    sum_of_others,
    sum_of_rest,
    sum_of_runners_up,
    total,
)
from .ufuncs import annihilated, carried, logaddexp, maximum, minimum, minus_abs, unless_nan, where

__all__ = [
    "annihilated", "at_label", "balancing", "carried", "contract", "erf", "first", "gaussian", "joined", "kernel",
    "logaddexp", "maximum", "mean", "mean_leading", "minimum", "minus_abs", "normal_cdf", "over_square",
    "power_of_two", "read", "rows", "scale", "scaled", "scratch", "set_at_label", "set_diagonal", "split", "stack",
    "sum_leading", "sum_of_others", "sum_of_rest", "sum_of_runners_up", "total", "unless_nan", "vanishing", "where",
]  # fmt: skip
