"""Both back ends where digits are easily lost: long rows, many rows, subnormal results, the worst of the sweeps."""

from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest

from benchmarks import backends
from benchmarks.accuracy import exhaustive, references, rows
from benchmarks.accuracy.bounds import promise
from benchmarks.accuracy.vector_functions import IN_FLOAT64

KERNELS = backends.load_all()
BACKENDS = [pytest.param(backends.SHOWN[name], module, id=name) for name, module in KERNELS.items()]
FLOATS = [np.float32, np.float64]
LENGTHS = (1, 2, 63, 64, 100, 500, 1000, 1844, 2620, 3493, 4096)


@pytest.mark.parametrize("function", rows.FUNCTIONS)
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("column", "module"), BACKENDS)
def test_rows_are_as_exact_as_promised(column: str, module: ModuleType, dtype: Any, function: str) -> None:
    """softmax was off by 8 units at 300 entries in float32, and by 23 in float64."""
    promised = promise(function)
    (found,) = rows.sweep(function, [getattr(module, function)], dtype, LENGTHS)
    assert promised is not None
    assert found.error <= promised.of(np.dtype(dtype).name, column), found


WORST = {
    "swish": (-3.25757, -1.87520, -101.77369, -88.0, -103.9, 1e-3),
    "swish_derivative": (-3.72178, -8.26, -104.0058, -87.5, -1.2784, 2.0),
    "gelu": (-0.78, -13.0, -14.1, 0.0019),
    "gelu_derivative": (-13.2, -1.595, -14.2, -120.0),
    "tanh_derivative": (44.025, 43.5, 51.9, 3.8),
    "sigmoid": (-3.4391, -87.4, -103.0),
}


@pytest.mark.parametrize("function", WORST)
@pytest.mark.parametrize(("column", "module"), BACKENDS)
def test_neighbours_of_the_worst_numbers(column: str, module: ModuleType, function: str) -> None:
    promised = promise(function)
    assert promised is not None
    for at in WORST[function]:
        first = int(np.float32(abs(at)).view(np.uint32)) - 1000
        (found,) = exhaustive.sweep(
            references.KERNELS[function], IN_FLOAT64, [getattr(module, function)], first, first + 2000
        )
        assert found.error <= promised.of("float32", column), found


EXACT = {
    "swish": lambda x: x / (1 + mpmath.exp(-x)),
    "swish_derivative": lambda x: (1 + x / (1 + mpmath.exp(x))) / (1 + mpmath.exp(-x)),
    "gelu": lambda x: x * mpmath.ncdf(x),
    "gelu_derivative": lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x),
}
SUBNORMAL = {
    "swish": (-88, -106),
    "swish_derivative": (-88, -106),
    "gelu": (-13, -14.3),
    "gelu_derivative": (-13, -14.4),
}
DOUBLE = {
    "swish": (-709, -752),
    "swish_derivative": (-709, -752),
    "gelu": (-37.4, -38.9),
    "gelu_derivative": (-37.4, -39),
}


@pytest.mark.parametrize("function", EXACT)
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("column", "module"), BACKENDS)
def test_subnormal_results_keep_their_digits(column: str, module: ModuleType, dtype: Any, function: str) -> None:
    """A σ or Φ that was rounded to a few bits was multiplied by x: 11 % off, and 0 where there is something."""
    low, high = (SUBNORMAL if dtype == np.float32 else DOUBLE)[function]
    x = np.linspace(low, high, 100).astype(dtype)
    found = getattr(module, function)(x)
    smallest = float(np.finfo(dtype).smallest_subnormal)
    with mpmath.workdps(40):
        for at, value in zip(x, found, strict=True):
            wanted = EXACT[function](mpmath.mpf(float(at)))
            allowed = 4 * smallest + 8 * float(np.finfo(dtype).eps) * abs(float(wanted))
            assert abs(float(mpmath.mpf(float(value)) - wanted)) <= allowed, (float(at), float(value))


@pytest.mark.parametrize("shape", [(64, 8), (20_000, 3), (4096, 64)])
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("column", "module"), BACKENDS)
def test_sums_over_rows_do_not_lose_digits(column: str, module: ModuleType, dtype: Any, shape: tuple[int, int]) -> None:
    """Beside the sum of the sizes: 20 000 rows of three were off by 7 units in the last place."""
    rng = np.random.default_rng(0)
    x = (np.where(np.arange(shape[0])[:, None] % 2, -0.3567, 1.1) + rng.normal(size=shape) * 0.01).astype(dtype)
    g = (0.7 * (1 + 0.3 * rng.normal(size=shape))).astype(dtype)
    wide = g.astype(np.longdouble)
    unit = np.finfo(dtype).eps * np.abs(wide).sum(axis=0)
    for norm in (module.layer_norm_vjp, module.batch_norm_vjp):
        bias = norm(g, x, np.ones(shape[1], dtype), np.ones(shape[1], dtype))[2]
        assert np.max(np.abs(bias - wide.sum(axis=0)) / unit) <= (3 if column == backends.SHOWN["numpy"] else 2.5)


@pytest.mark.parametrize(("column", "module"), BACKENDS)
def test_what_is_infinite_or_no_number_stays_so(column: str, module: ModuleType) -> None:
    """Sums keep what rounding takes from them; of an infinite sum that is no number."""
    for dtype in FLOATS:
        x = np.array([[1.0, np.inf, 2.0] * 30, [1.0, np.nan, 2.0] * 30, [1.0, -np.inf, 2.0] * 30], dtype)
        with np.errstate(all="ignore"):
            assert module.swish(x[0])[1] == np.inf
            assert module.swish(x[2])[1] == 0
            assert np.isnan(module.swish(x[1])[1])
            bias = module.layer_norm_vjp(x, np.ones_like(x), *np.ones((2, 90), dtype))[2]
        np.testing.assert_array_equal(bias[:3], [3, np.nan, 6])
        large = np.full((1, 90), np.finfo(dtype).max / 4, dtype)
        bias = module.layer_norm_vjp(np.repeat(large, 90, axis=0), np.ones((90, 90), dtype), *np.ones((2, 90), dtype))[
            2
        ]
        assert (bias == np.inf).all()
