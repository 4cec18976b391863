"""The runtime's own functions: special functions against mpmath, sums against fractions, what importing loads."""

import subprocess
import sys
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import mpmath
import numpy as np
import pytest

from numeric import _runtime as rt
from tests.reading import ROOT

REFERENCE = {"erf": mpmath.erf, "normal_cdf": mpmath.ncdf, "gaussian": lambda x: mpmath.exp(-x * x / 2)}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", REFERENCE)
def test_special_functions(name: str, dtype: Any) -> None:
    """At most 3 units in the last place, from the centre to where the value is no normal number any more."""
    low = -37 if dtype == np.float64 else -12.8
    near = [1e-300, 1e-30, -1e-8]
    x = np.concatenate([np.linspace(low, -low, 1501), np.linspace(-1.5, 1.5, 501), near]).astype(dtype)
    with mpmath.workdps(40):
        for value, at in zip(getattr(rt, name)(x), x, strict=True):
            exact = REFERENCE[name](mpmath.mpf(float(at)))
            assert abs(mpmath.mpf(float(value)) - exact) <= 3 * float(np.finfo(dtype).eps) * abs(exact)


@pytest.mark.parametrize("name", REFERENCE)
def test_special_functions_at_the_ends(name: str) -> None:
    ends = np.array([-np.inf, -1e308, -1e4, 1e4, 1e308, np.inf])
    wanted = {"erf": [-1, -1, -1, 1, 1, 1], "normal_cdf": [0, 0, 0, 1, 1, 1], "gaussian": [0] * 6}[name]
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(getattr(rt, name)(ends), wanted)
        assert np.isnan(getattr(rt, name)(np.array([np.nan]))).all()
    assert getattr(rt, name)(np.zeros((0, 3))).shape == (0, 3)
    assert getattr(rt, name)(np.zeros((100, 300))).shape == (100, 300)


def test_coefficients_are_those_of_the_script() -> None:
    spec = spec_from_file_location("fit_special", ROOT / "scripts" / "fit_special.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "numeric" / "_runtime" / "coefficients.py").read_text(encoding="utf-8") == script.source()


def test_sum_of_the_rest() -> None:
    x = np.array([[1.0, 1e-20, 3e-20], [0.25, 0.5, 0.25]])
    wanted = [[float(sum(map(Fraction, np.delete(row, k)))) for k in range(3)] for row in x]
    np.testing.assert_allclose(rt.sum_of_rest(x), wanted, rtol=4e-16)
    np.testing.assert_array_equal(rt.sum_of_rest(np.ones((2, 1))), 0)


def test_sum_of_runners_up() -> None:
    x = np.array([[1.0, 1e-20, 3e-20], [0.25, 0.5, 0.25]])
    np.testing.assert_allclose(rt.sum_of_runners_up(x, x), [4e-20, 0.5])
    assert rt.sum_of_runners_up(x, x, keepdims=True).shape == (2, 1)


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 4097, 100_000])
def test_sums_over_many_rows_keep_their_accuracy(rows: int) -> None:
    x = np.random.default_rng(0).uniform(0, 1, (rows, 2)).astype(np.float32)
    np.testing.assert_allclose(rt.sum_leading(x), x.astype(np.float64).sum(axis=0), rtol=1e-6)
    np.testing.assert_allclose(rt.mean_leading(x[:, None]), x.astype(np.float64).mean(axis=0), rtol=1e-6)


def test_powers_of_two() -> None:
    x = np.array([[1.0, 2.0], [1e300, -3e307], [np.inf, 1.0], [np.nan, 1.0]])
    scale = rt.power_of_two(x[:2], axis=-1)
    assert scale[0] == 1
    assert 1 <= 3e307 / scale[1, 0] < 2
    assert rt.power_of_two(x[:1], axis=-1) == 1
    np.testing.assert_array_equal(rt.power_of_two(x[2:], axis=-1), 1)


def test_import_costs_what_numpy_costs() -> None:
    """Nothing but NumPy and the standard library: no SymPy, and no module that NumPy has not loaded."""
    program = "import sys, numpy; before = set(sys.modules); import numeric; print(*sorted(set(sys.modules) - before))"
    out = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name.split(".")[0] for name in out.split()} <= {"numeric"}


def test_what_vanishes_may_vary_less_than_what_grows() -> None:
    """A statistic of a row decays, and is multiplied with a row: subnormal, underflowed, and neither."""
    at, growing = np.array([[-103.0], [-800.0], [-1.0]], np.float32), np.array([[1e30, 3.0]], np.float32)
    made = rt.vanishing(np.exp(at), growing, np.empty((3, 2), np.float32), of=np.exp, at=at)
    exact = np.exp(at.astype(float)) * growing.astype(float) * [[1], [0], [1]]
    np.testing.assert_allclose(made, exact, rtol=1e-5, atol=1e-45)
    np.testing.assert_allclose(rt.vanishing(np.exp(at), growing, of=np.exp, at=at), exact, rtol=1e-5, atol=1e-45)


@pytest.mark.parametrize("where", range(3))
def test_what_vanishes_may_take_the_memory_of_an_operand(where: int) -> None:
    at = np.array([-103.0, -800.0, -1.0], np.float32)
    operands = [np.exp(at), np.array([1e30, 3.0, 2.0], np.float32), at.copy()]
    exact = np.exp(at.astype(float)) * operands[1].astype(float) * [1, 0, 1]
    decay, growing, exponent = operands
    made = rt.vanishing(decay, growing, operands[where], of=np.exp, at=exponent)
    np.testing.assert_allclose(made, exact, rtol=1e-5, atol=1e-45)
