"""The kernels of every backend against exact values: each promise of benchmarks/accuracy/bounds.py, on a small grid."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from benchmarks import backends
from benchmarks.accuracy import errors
from benchmarks.accuracy.bounds import NEAR_ROOTS, bound
from benchmarks.accuracy.sweep import ULP, Sweep, error
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE

KERNELS = backends.load_all()
DENSITY = errors.Density(numbers=60, vector=40, matrix=24)
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
        promised = bound(sweep, backends.SHOWN[backend])
        what = f"{sweep.of} {sweep.case} {sweep.measure}"
        if promised is not None and not found.error <= promised:
            wrong.append(f"{what}: {found.error:.4g} at {found.at}, promised {promised}")
        if sweep.measure == ULP and promised is not None and not found.near_root <= NEAR_ROOTS:
            wrong.append(f"{what}, near a root: {found.near_root:.4g} at {found.near_at}, promised {NEAR_ROOTS}")
    assert wrong == []


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
