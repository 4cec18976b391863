"""What the generated kernels stand on, under one name."""

from ._kernel import kernel
from ._places import at_label, set_at_label, set_diagonal
from ._scratch import scratch
from ._special import erf, gaussian, normal_cdf
from ._sums import (
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
from ._ufuncs import maximum, minimum, minus_abs, vanishing, where

__all__ = [
    "at_label", "erf", "first", "gaussian", "kernel", "maximum", "mean", "mean_leading", "minimum", "minus_abs",
    "normal_cdf", "over_square", "power_of_two", "rows", "scale", "scaled", "scratch", "set_at_label", "set_diagonal",
    "sum_leading", "sum_of_others", "sum_of_rest", "sum_of_runners_up", "total", "vanishing", "where",
]  # fmt: skip
