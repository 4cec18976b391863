"""How large the errors of the kernels may be: the promise that the tables of accuracy and the tests hold them to.

The numbers are what docs/accuracy.md shows to hold for every float32, for float64 where it was tried, and for rows of
every length up to 4096, rounded up.
"""

from typing import NamedTuple

import numpy as np

from benchmarks.accuracy.record import KERNELS, ROWS, VECTORS, Records
from benchmarks.accuracy.sweep import LIMITS, RELATIVE, ULP, VALUE, Sweep

NUMPY = "NumPy"


class Promise(NamedTuple):
    """Units in the last place: for compiled kernels, and for those of NumPy in float32 and in float64."""

    compiled: float
    numpy: tuple[float, float]

    def of(self, dtype: str, column: str) -> float:
        """For one column of the tables."""
        return self.numpy[dtype == "float64"] if column == NUMPY else self.compiled


NEAR_ROOTS = 8.0
"""Where a derivative vanishes, in units of the terms that cancel."""
CENTRED = 1e-6
"""Of the largest value: norms of 10⁶ + noise in float32."""

PROMISES = {
    ("sigmoid", VALUE): Promise(2.5, (4.0, 2.5)),
    ("sigmoid", "x"): Promise(2.5, (4.0, 2.5)),
    ("tanh", VALUE): Promise(2.5, (2.5, 2.5)),
    ("tanh", "x"): Promise(2.5, (4.5, 4.0)),
    ("swish", VALUE): Promise(3.0, (5.0, 4.0)),
    ("swish", "x"): Promise(5.0, (7.5, 5.0)),
    ("normal_cdf", VALUE): Promise(4.0, (6.5, 4.5)),
    ("normal_cdf", "x"): Promise(2.5, (4.0, 3.0)),
    ("gelu", VALUE): Promise(5.0, (7.0, 5.5)),
    ("gelu", "x"): Promise(6.0, (8.5, 5.5)),
    ("leaky_relu", VALUE): Promise(1.0, (1.0, 1.0)),
    ("softmax", VALUE): Promise(2.5, (70.0, 550.0)),
    ("softmax", "z"): Promise(5.5, (70.0, 550.0)),
    ("log_softmax", VALUE): Promise(1.5, (2.0, 2.0)),
    ("logsumexp", VALUE): Promise(2.0, (2.5, 2.0)),
    ("cross_entropy_with_logits", VALUE): Promise(2.5, (5.5, 5.0)),
    ("binary_cross_entropy_with_logits", VALUE): Promise(2.0, (4.0, 2.5)),
    ("layer_norm", VALUE): Promise(4.0, (8.0, 8.0)),
    ("rms_norm", VALUE): Promise(3.0, (5.0, 5.0)),
}
"""By function, and what of it: the value, or the gradient by an input.  In what units, the tables say."""

VECTOR_FUNCTIONS = {
    "exp": (1.1, 1.0),
    "exp_nonpositive": (1.0, 1.0),
    "expm1": (1.3, 1.25),
    "log": (1.1, 1.0),
    "log1p": (1.1, 1.0),
    "log1p_to_1": (1.05, 1.0),
    "sinh": (2.3, 2.3),
    "cosh": (1.5, 1.5),
    "tanh": (2.1, 2.1),
    "sin": (1.0, 1.0),
    "cos": (1.0, 1.0),
    "erf": (1.6, 1.5),
    "normal_cdf": (4.0, 3.6),
    "gaussian": (1.25, 1.25),
}
"""For float32 and float64, whatever the instruction set."""

CERTAIN = {
    "binary_cross_entropy": Promise(4.0, (4.0, 4.0)),
    "binary_cross_entropy_with_logits": Promise(4.0, (4.0, 4.0)),
    "cross_entropy": Promise(4.0, (4.0, 4.0)),
    "cross_entropy_with_logits": Promise(4.0, (44.0, 304.0)),
}
"""Losses and their gradients at targets that are nearly certain."""

IN_UNITS_OF_THE_VALUE = ("sigmoid", "tanh", "swish", "normal_cdf", "gelu", "softmax")
SURE = ("y = 0", "y = 1", "nearly certain")
NORMS = ("layer_norm", "batch_norm")
OF_KERNELS = {"derivative": "x", "vjp": "z"}
"""What the kernels in the tables, by the ends of their names, are gradients by."""


def bound(sweep: Sweep, column: str = "") -> float | None:
    """For one sweep of the benchmark, of compiled kernels or of those of NumPy; None where nothing is promised."""
    if sweep.measure == LIMITS:
        return None if sweep.case else 0.0
    if sweep.measure == RELATIVE:
        is_promised = sweep.function in NORMS and sweep.of == VALUE and sweep.dtype == np.float32
        return CENTRED if is_promised else None
    assert sweep.measure == ULP
    found = None
    if sweep.function in CERTAIN and sweep.case in SURE:
        found = PROMISES["sigmoid", VALUE] if _is_softplus(sweep) else CERTAIN[sweep.function]
    elif sweep.function in IN_UNITS_OF_THE_VALUE and (sweep.of == VALUE or sweep.case not in SURE):
        found = PROMISES.get((sweep.function, sweep.of))
    return found.of(np.dtype(sweep.dtype).name, column) if found else None


def _is_softplus(sweep: Sweep) -> bool:
    """log(1 + e^z), and its derivative σ, are the loss of the target 0."""
    return sweep.function == "binary_cross_entropy_with_logits" and sweep.case == "y = 0" and sweep.of != "y"


def promise(kernel: str) -> Promise | None:
    """For a kernel by its name: swish, swish_derivative, softmax_vjp."""
    function, _, end = kernel.rpartition("_")
    found = PROMISES.get((function, OF_KERNELS[end])) if end in OF_KERNELS else None
    return found or PROMISES.get((kernel, VALUE))


def promised_in_tables(records: Records) -> dict[tuple[str, str, str, str], float | None]:
    """By part, function, type and column of the tables; None where nothing is promised."""
    found: dict[tuple[str, str, str, str], float | None] = {}
    for each in records.records:
        for column in each.columns:
            place = (each.part, each.function, each.dtype, column)
            if each.part == VECTORS:
                found[place] = None if column == NUMPY else VECTOR_FUNCTIONS[each.function][each.dtype == "float64"]
            elif each.part in (KERNELS, ROWS):
                known = promise(each.function)
                found[place] = known.of(each.dtype, column) if known else None
    return found
