"""The kernels of every backend against exact values: each promise of benchmarks/accuracy/bounds.py, on a small grid."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from benchmarks import backends
from benchmarks.accuracy import errors
from benchmarks.accuracy.bounds import bound
from benchmarks.accuracy.sweep import ULP, Sweep, error
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE

KERNELS = backends.load_all()
DENSITY = errors.Density(numbers=60, vector=40, matrix=24)
NEAR_ROOTS = 8.0
"""Where a value vanishes: in units of the terms that cancel there."""

NUMPY_MISSES = {
    "sigmoid": (2.6, 0.0, "np.exp is itself off by up to 2.4 units in float32"),
    "tanh": (2.6, 0.0, "the same"),
    "softmax": (40.0, 300.0, "e^{z − max z} multiplies the rounding error of z − max z by its size"),
    "cross_entropy_with_logits": (40.0, 300.0, "the same"),
    "swish": (60.0, 400.0, "sigma(x) is subnormal, and has lost digits, before x makes it larger again"),
    "gelu": (2.0, 20.0, "the same for Phi(x)"),
}
"""By how much the NumPy kernels may be further off than promised in float32 and in float64, and why: these need another
exponential, which only the compiled kernels have.  The report shows the errors and the promise side by side."""

EACH = [pytest.param(each, id=each.name) for each in CATALOGUE.definitions]
FLOATS = [pytest.param(np.float32, id="float32"), pytest.param(np.float64, id="float64")]


@lru_cache(maxsize=2)
def sweeps(definition: Definition, dtype: Any) -> list[Sweep]:
    return list(errors.sweeps([definition], CATALOGUE.theorems, [dtype], DENSITY))


@pytest.mark.one_in(3)
@pytest.mark.parametrize("backend", KERNELS)
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("definition", EACH)
def test_errors_are_within_their_bounds(definition: Definition, dtype: Any, backend: str) -> None:
    wrong = []
    for sweep in sweeps(definition, dtype):
        found = error(sweep, *errors.ours(KERNELS[backend], sweep.function))
        promised = allowed(sweep, backend)
        what = f"{sweep.of} {sweep.case} {sweep.measure}"
        if promised is not None and not found.error <= promised:
            wrong.append(f"{what}: {found.error:.4g} at {found.at}, promised {promised}")
        if sweep.measure == ULP and promised is not None and not found.near_root <= NEAR_ROOTS:
            wrong.append(f"{what}, near a root: {found.near_root:.4g} at {found.near_at}, promised {NEAR_ROOTS}")
    assert wrong == []


def allowed(sweep: Sweep, backend: str) -> float | None:
    promised = bound(sweep)
    if promised is None or backend != "numpy" or sweep.measure != ULP or sweep.function not in NUMPY_MISSES:
        return promised
    single, double, _ = NUMPY_MISSES[sweep.function]
    return promised + (single if sweep.dtype == np.float32 else double)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("function", [name for name, row in NUMPY_MISSES.items() if row[1]])
def test_what_numpy_kernels_miss_is_still_missed(function: str) -> None:
    """A row that is no longer needed has to go."""
    definition = next(each for each in CATALOGUE.definitions if each.name == function)
    found = [
        (error(each, *errors.ours(KERNELS["numpy"], function)).error, bound(each))
        for dtype in (np.float32, np.float64)
        for each in sweeps(definition, dtype)
    ]
    assert any(promised is not None and off > promised for off, promised in found)


def test_the_promises_are_about_functions_that_exist() -> None:
    """Each row of the bounds is used, in both types where it is about both."""
    promised = {
        (each.function, each.of) for definition in CATALOGUE.definitions for each in _promised(definition, np.float32)
    }
    assert {
        ("sigmoid", "value"), ("sigmoid", "x"), ("tanh", "value"), ("tanh", "x"), ("swish", "value"), ("swish", "x"),
        ("softmax", "value"), ("softmax", "z"), ("gelu", "value"), ("layer_norm", "value"), ("batch_norm", "value"),
        ("binary_cross_entropy", "value"), ("binary_cross_entropy", "y_hat"), ("binary_cross_entropy_with_logits", "z"),
        ("cross_entropy", "value"), ("cross_entropy_with_logits", "value"), ("cross_entropy_with_logits", "z"),
    } <= promised  # fmt: skip


def _promised(definition: Definition, dtype: Any) -> list[Sweep]:
    return [each for each in sweeps(definition, dtype) if bound(each) is not None]
