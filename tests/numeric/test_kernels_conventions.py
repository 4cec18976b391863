"""What the kernels make of the edges: 0 log 0, rows of infinities, nan in comparisons, rows beside such rows."""

from typing import Any

import numpy as np
import pytest

import numeric

INF, NAN = np.inf, np.nan
FLOATS = [np.float32, np.float64]


def eps(dtype: Any) -> float:
    return float(np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", FLOATS)
def test_a_certain_prediction_that_is_right_costs_nothing(dtype: Any) -> None:
    """0 log 0 = 0, and the derivative of y log ŷ is 0 where y is 0 throughout."""
    y, q = np.array([1, 0, 1, 0], dtype), np.array([1, 0, 0, 1], dtype)
    np.testing.assert_array_equal(numeric.binary_cross_entropy(q, y), np.array([0, 0, INF, INF], dtype))
    slope, _ = numeric.binary_cross_entropy_vjp(dtype(1), q, y)
    np.testing.assert_array_equal(slope, np.array([-1, 1, -INF, INF], dtype))
    way = numeric.binary_cross_entropy_jvp(dtype(1), dtype(0), q, y)
    np.testing.assert_array_equal(way, slope)


@pytest.mark.parametrize("dtype", FLOATS)
def test_a_saturated_sigmoid(dtype: Any) -> None:
    q = numeric.sigmoid(dtype(40 if dtype is np.float64 else 20))
    assert q == 1
    assert numeric.binary_cross_entropy(q, dtype(1)) == 0
    assert numeric.binary_cross_entropy_vjp(dtype(1), q, dtype(1))[0] == -1


@pytest.mark.parametrize("dtype", FLOATS)
def test_an_infinite_logit_that_is_right_costs_nothing(dtype: Any) -> None:
    z, y = np.array([INF, -INF, INF, -INF], dtype), np.array([1, 0, 0, 1], dtype)
    np.testing.assert_array_equal(numeric.binary_cross_entropy_with_logits(z, y), np.array([0, 0, INF, INF], dtype))


@pytest.mark.parametrize("dtype", FLOATS)
def test_a_class_of_weight_0_costs_nothing(dtype: Any) -> None:
    y, q = np.array([0, 0.25, 0.75], dtype), np.array([0, 0.25, 0.75], dtype)
    wanted = -0.25 * np.log(0.25) - 0.75 * np.log(0.75)
    np.testing.assert_allclose(numeric.cross_entropy(q, y), wanted, rtol=4 * eps(dtype))
    np.testing.assert_array_equal(numeric.cross_entropy_vjp(dtype(1), q, y)[0], np.array([0, -1, -1], dtype))
    way = numeric.cross_entropy_jvp(np.array([1, 0, 0], dtype), np.zeros(3, dtype), q, y)
    np.testing.assert_array_equal(way, 0)


@pytest.mark.parametrize("dtype", FLOATS)
def test_a_masked_class_of_weight_0(dtype: Any) -> None:
    z, y = np.array([0, -INF, 1], dtype), np.array([0, 0, 1], dtype)
    wanted, p = np.log1p(np.exp(-1.0)), 1 / (1 + np.e)
    np.testing.assert_allclose(numeric.cross_entropy_with_logits(z, y), wanted, rtol=4 * eps(dtype))
    dz, dy = numeric.cross_entropy_with_logits_vjp(dtype(1), z, y)
    np.testing.assert_allclose(dz, [p, 0, -p], rtol=8 * eps(dtype))
    assert dy[1] == INF
    along = [np.array([1, 0, 0], dtype), np.zeros(3, dtype)]
    np.testing.assert_allclose(numeric.cross_entropy_with_logits_jvp(*along, z, y), p, rtol=8 * eps(dtype))


@pytest.mark.parametrize("dtype", FLOATS)
def test_an_upstream_gradient_of_0_is_passed_on_as_0(dtype: Any) -> None:
    """A masked sample does not make nan of a batch, whatever its logits are."""
    _, dy = numeric.binary_cross_entropy_vjp(dtype(0), np.array([0, 1, 0.5], dtype), dtype(1))
    np.testing.assert_array_equal(dy, 0)
    y = np.array([0, 0, 1], dtype)
    np.testing.assert_array_equal(numeric.cross_entropy_vjp(dtype(0), 1 - y, y)[1], 0)


@pytest.mark.parametrize("dtype", FLOATS)
def test_nan_costs_nan(dtype: Any) -> None:
    """A weight of 0 does not hide that a probability is no number."""
    y = np.array([0, 1], dtype)
    assert np.isnan(numeric.binary_cross_entropy(np.array([NAN, NAN], dtype), y)).all()
    assert np.isnan(numeric.cross_entropy(np.array([NAN, 0.5], dtype), y))
    assert np.isnan(numeric.cross_entropy_vjp(dtype(1), np.array([NAN, 0.5], dtype), y)[0][0])
    assert np.isnan(numeric.cross_entropy_with_logits(np.array([NAN, 0], dtype), y))


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(
    ("z", "wanted"),
    [
        ([-INF], -INF), ([-INF] * 2, -INF), ([-INF] * 9, -INF), ([INF, 0], INF), ([INF] * 2, INF), ([INF] * 9, INF),
        ([INF, -INF], INF), ([INF, 800], INF), ([NAN, 0], NAN), ([NAN, INF], NAN), ([NAN, -INF], NAN),
    ],
)  # fmt: skip
def test_logsumexp_of_infinities(z: list[float], wanted: float, dtype: Any) -> None:
    np.testing.assert_array_equal(numeric.logsumexp(np.array(z, dtype)), dtype(wanted))
    rows = np.array([z, [0] * len(z)], dtype)
    np.testing.assert_allclose(numeric.logsumexp(rows), [wanted, np.log(len(z))], rtol=4 * eps(dtype), atol=eps(dtype))


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_a_row_of_nothing_but_minus_infinity_has_no_distribution(name: str, dtype: Any) -> None:
    """It is nan, in every place, and so is a row with +∞; the rows beside it are what they are alone."""
    for bad in ([-INF, -INF, -INF], [INF, 0, 1], [INF, INF, 0]):
        rows = np.array([[0, 1, 2], bad, [2, -INF, 0]], dtype)
        found = getattr(numeric, name)(rows)
        np.testing.assert_array_equal(found[[0, 2]], getattr(numeric, name)(rows[[0, 2]]))
        assert np.isnan(found[1][0])
        if name == "softmax":
            assert np.isnan(found[1]).all()


KINKED = ("relu", "leaky_relu")


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", KINKED)
def test_derivatives_at_nan_are_nan(name: str, dtype: Any) -> None:
    x = np.array([NAN, -1, 0, 2, NAN], dtype)
    at_nan = np.isnan(x)
    for found in (
        getattr(numeric, f"{name}_derivative")(x),
        getattr(numeric, f"{name}_vjp")(dtype(1), x),
        getattr(numeric, f"{name}_jvp")(dtype(1), x),
    ):
        np.testing.assert_array_equal(np.isnan(found), at_nan)
        np.testing.assert_array_equal(found[~at_nan], getattr(numeric, f"{name}_derivative")(x[~at_nan]))


PARAMETERS = {"layer_norm": 2, "rms_norm": 1}
SPOILT = {"nan": NAN, "infinity": INF, "huge": 0.0}


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("name", PARAMETERS)
def test_one_row_changes_no_other(name: str, spoilt: str, dtype: Any) -> None:
    """Every row is what it is alone, to the last bit: among them one that overflows, and one that is no number."""
    rng = np.random.default_rng(3)
    top = float(np.finfo(dtype).max)
    x = rng.normal(size=(5, 8)).astype(dtype)
    x[1] *= dtype(top / 64)
    x[2, 3] = SPOILT[spoilt] or top
    parameters = [rng.normal(size=8).astype(dtype) for _ in range(PARAMETERS[name])]
    g = rng.normal(size=x.shape).astype(dtype)
    found = getattr(numeric, name)(x, *parameters)
    slope = getattr(numeric, f"{name}_vjp")(g, x, *parameters)[0]
    for row in (0, 1, 3, 4):
        np.testing.assert_array_equal(found[row], getattr(numeric, name)(x[row], *parameters))
        np.testing.assert_array_equal(slope[row], getattr(numeric, f"{name}_vjp")(g[row], x[row], *parameters)[0])
        assert np.isfinite(found[row]).all()


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("spoilt", SPOILT)
def test_one_feature_changes_no_other(spoilt: str, dtype: Any) -> None:
    """The same of batch norm, whose statistics are of columns."""
    rng = np.random.default_rng(4)
    top = float(np.finfo(dtype).max)
    x = rng.normal(size=(7, 5)).astype(dtype)
    x[:, 1] *= dtype(top / 64)
    x[3, 2] = SPOILT[spoilt] or top
    γ, β = rng.normal(size=(2, 5)).astype(dtype)
    found = numeric.batch_norm(x, γ, β)
    for column in (0, 1, 3, 4):
        alone = numeric.batch_norm(x[:, [column]], γ[[column]], β[[column]])
        np.testing.assert_allclose(found[:, [column]], alone, rtol=8 * eps(dtype))
        assert np.isfinite(found[:, column]).all()
