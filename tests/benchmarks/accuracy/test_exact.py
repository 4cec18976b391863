"""What errors are measured against: exact values, units in the last place, roots; and that errors are seen."""

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from benchmarks.accuracy import bounds, errors, grids
from benchmarks.accuracy.exact import Exact, Format, exact, point, ulps
from benchmarks.accuracy.sharing import shared
from benchmarks.accuracy.sweep import LIMITS, VALUE, error, terms
from proofnotes import Scalar, exp
from proofnotes.lowering.tasks.gradients import forward, gradients
from proofnotes.prover.bounds.function import RealInterval
from proofnotes.prover.evaluation.evaluate import evaluate, evaluate_tensor
from proofnotes.prover.proof import Point
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.numeric.numeric_checks import sample

NAMED = {each.name: each for each in CATALOGUE.definitions}
ALL = [pytest.param(each, id=each.name) for each in (*CATALOGUE.definitions, *EXAMPLES)]
SMALL = errors.Density(numbers=40, vector=8, matrix=8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_exact_values_agree_with_mpmath(dtype: Any) -> None:
    swish, form = NAMED["swish"], Format.of(dtype)
    for x in np.array([-104, -87.5, -3, -1e-30, 0, 0.1, 20, 1e4], dtype):
        value = exact(swish.body, point(swish, {"x": x}), form)[0]
        with mpmath.workdps(60):
            at = mpmath.mpf(float(x))
            wanted = at / (1 + mpmath.exp(-at))
            nearest = float(wanted / mpmath.mpf(2) ** value.unit)
        assert value.whole + value.rest == pytest.approx(nearest, rel=1e-15, abs=1e-12)
        assert 0 <= value.rest < 1
        assert ulps(np.array([dtype(float(wanted))]), [value])[0] <= 0.5001


@pytest.mark.parametrize(
    "definition", [pytest.param(each, id=each.name) for each in (*CATALOGUE.definitions, *EXAMPLES)]
)
def test_sums_that_are_shared_change_nothing(definition: Definition) -> None:
    at = sample(definition, 3, np.float64, 0).point
    for target in (forward(definition), *gradients(definition, CATALOGUE.theorems)):
        plain = evaluate_tensor(target.expression, target.indices, at)
        again = evaluate_tensor(shared(target.expression), target.indices, at)
        np.testing.assert_array_equal(np.array(plain, object), np.array(again, object))


def test_units_in_the_last_place() -> None:
    form = Format.of(np.float32)
    one = Exact(form.unit(1), 2.0**23, 0.0)
    found = np.array([1, np.nextafter(np.float32(1), np.float32(2)), 0, np.nan, np.inf], np.float32)
    assert ulps(found, [one] * 5).tolist() == [0, 1, 2**23, np.inf, np.inf]
    large = Exact(0, np.inf, 0.0)
    assert ulps(np.array([np.inf, -np.inf, 1], np.float32), [large] * 3).tolist() == [0, np.inf, np.inf]


def test_a_derivative_that_loses_its_digits_is_seen() -> None:
    """σ′ as y (1 − y), and a value of nan at the end."""

    def value(x: Any) -> Any:
        return x * (1 / (1 + np.exp(-x)))

    def slope(g: Any, x: Any) -> Any:
        y = 1 / (1 + np.exp(-x))
        return (g * y * (1 - y),)

    sweeps = list(errors.sweeps([NAMED["sigmoid"]], CATALOGUE.theorems, [np.float64], SMALL))
    assert any(each.of == "x" and error(each, value, slope).error > 1e12 for each in sweeps)
    sweeps = list(errors.sweeps([NAMED["swish"]], CATALOGUE.theorems, [np.float64], SMALL))
    limits = next(each for each in sweeps if each.of == VALUE and each.measure == LIMITS)
    assert error(limits, value, None).at == "x = -inf ↦ nan"


def test_roots_are_found_and_set_apart() -> None:
    """swish′ vanishes at −1.2785: there errors are measured by the terms that cancel."""
    sweep = next(
        each
        for each in errors.sweeps([NAMED["swish"]], CATALOGUE.theorems, [np.float64], SMALL)
        if each.of == "x" and each.measure != LIMITS
    )
    near = [x for x, scale in zip(sweep.calls[0].arrays[0], sweep.scale[0], strict=True) if scale is not None]
    assert min(abs(x + 1.278464542761074) for x in near) < 1e-15
    assert all(-4 < x < 0 for x in near)


def test_terms_that_cancel_add_up() -> None:
    """∣2∣ (∣2∣ + ∣−3∣), and a function inside is one term."""
    x = Scalar("x")
    at = Point({}, {"x": Fraction(2)}, {})
    assert evaluate(terms(x * (x - 3)), at) == 10
    assert evaluate(terms(1 - exp(x - 2)), at) == 2


@pytest.mark.parametrize("definition", [pytest.param(each, id=each.name) for each in EXAMPLES])
def test_functions_of_a_stranger_can_be_swept(definition: Definition) -> None:
    """What the repository has never seen has exact values too."""
    swept = list(errors.sweeps([definition], (), [np.float32], SMALL))
    assert any(each.points for each in swept)
    assert all(bounds.bound(each) in (None, 0.0) for each in swept)


def test_grids_stay_inside_the_domain() -> None:
    x = grids.everywhere(np.float32, RealInterval(Fraction(0), Fraction(1)), 50)
    assert x.min() > 0
    assert x.max() < 1
    assert x.dtype == np.float32
    assert x.max() == np.nextafter(np.float32(1), np.float32(0))
