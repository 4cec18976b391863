"""Kernels at the ends of the range: no nan, no inf, no warning that the exact value does not have."""

from typing import Any

import mpmath
import numpy as np
import pytest

import numeric
from proofnotes.lowering.tasks.gradients import UPSTREAM
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import is_elementwise, sample

mpmath.mp.dps = 50
LOST = 64
"""Subnormal factors have few digits: results may be off by that many of the smallest positive number."""

DEFINITIONS = CATALOGUE.definitions
UNLIMITED = [each for each in DEFINITIONS if not each.assuming]
ELEMENTWISE = [pytest.param(each, id=each.name) for each in UNLIMITED if is_elementwise(each)]
ROWS = [pytest.param(each, id=each.name) for each in UNLIMITED if not is_elementwise(each)]
FLOATS = [np.float32, np.float64]


def magnitudes(dtype: Any) -> np.ndarray[Any, Any]:
    info = np.finfo(dtype)
    top = float(info.max)
    small = [0, info.smallest_subnormal, info.tiny, 1e-8]
    marks = [*small, 0.5, 1, 20, 50, 88, 89, 104, 300, 710, 746, 1e4, 1e10, top**0.5, top / 64]
    return np.array([*marks, *(-mark for mark in marks)], dtype)


def as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("definition", ELEMENTWISE)
def test_elementwise_kernels_are_finite_everywhere(definition: Definition, dtype: Any) -> None:
    """Every function of numbers in the catalogue grows at most like its input."""
    grid = list(np.meshgrid(*[magnitudes(dtype)] * len(definition.inputs)))
    if len(grid) > 1:
        grid[1:] = [np.clip(each, 0, 1) for each in grid[1:]]
    assert np.isfinite(getattr(numeric, definition.name)(*grid)).all()
    for each in as_tuple(getattr(numeric, f"{definition.name}_vjp")(dtype(0.5), *grid)):
        assert np.isfinite(each).all()


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("definition", ROWS)
@pytest.mark.parametrize("size", [1, 2, 7])
def test_row_kernels_are_finite_for_large_data(definition: Definition, dtype: Any, size: int) -> None:
    """The first input is large, one entry after the other; the rest is ordinary."""
    first = definition.inputs[0].name
    for magnitude in magnitudes(dtype)[:-1]:
        at = sample(definition, size, dtype, 0)
        data = at.arrays[first].copy()
        for pattern in (np.full(data.shape, magnitude, dtype), np.sign(data) * magnitude, one_large(data, magnitude)):
            arrays = {**at.arrays, first: pattern.astype(dtype)}
            inputs = [arrays[each.name] for each in definition.arguments]
            if definition.name == "swiglu" and abs(magnitude) > 1e10:
                continue  # a product of two linear maps: the exact value overflows
            assert np.isfinite(getattr(numeric, definition.name)(*inputs)).all()
            for each in as_tuple(getattr(numeric, f"{definition.name}_vjp")(arrays[UPSTREAM], *inputs)):
                assert np.isfinite(each).all()


def one_large(data: Any, magnitude: float) -> Any:
    found = data.copy()
    found.flat[0] = magnitude
    return found


def close(found: Any, exact: Any, ulps: float) -> None:
    found = np.asarray(found)
    for value, wanted in zip(found.ravel(), np.ravel(np.asarray(exact, dtype=object)), strict=True):
        error = abs(mpmath.mpf(float(value)) - wanted)
        info = np.finfo(found.dtype)
        allowed = ulps * float(info.eps) * abs(wanted) + LOST * float(info.smallest_subnormal)
        assert error <= allowed, f"{value!r}, expected {wanted}"


def exactly(f: Any, x: Any) -> list[Any]:
    return [f(mpmath.mpf(float(each))) for each in np.ravel(x)]


SIGMOID = lambda x: 1 / (1 + mpmath.exp(-x))  # noqa: E731
TANH_FORM = lambda x: mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf("0.044715") * x**3)  # noqa: E731
STEEP = {
    "sigmoid": (SIGMOID, lambda x: SIGMOID(x) * SIGMOID(-x)),
    "tanh": (mpmath.tanh, lambda x: mpmath.sech(x) ** 2),
    "swish": (lambda x: x * SIGMOID(x), None),
    "gelu": (lambda x: x * mpmath.ncdf(x), None),
    "normal_cdf": (mpmath.ncdf, mpmath.npdf),
}


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", STEEP)
def test_full_relative_accuracy_in_the_tails(name: str, dtype: Any) -> None:
    """σ′ at 50, GELU at −37: a few units in the last place, where y(1 − y) and 1 + erf have lost everything."""
    low = (-37 if dtype is np.float64 else -12) if name in ("gelu", "normal_cdf") else -700
    x = np.concatenate([np.linspace(low, 50, 700), np.linspace(-3, 3, 101)]).astype(dtype)
    value, slope = STEEP[name]
    close(getattr(numeric, name)(x), exactly(value, x), 5)
    if slope:
        wanted = exactly(slope, x)
        close(getattr(numeric, f"{name}_derivative")(x), wanted, 6)
        for task in ("vjp", "jvp"):
            close(getattr(numeric, f"{name}_{task}")(dtype(1), x), wanted, 6)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("name", "low"), [("gelu", -12), ("gelu_tanh", -9), ("swish", -80)])
def test_gradients_away_from_their_root(name: str, low: float, dtype: Any) -> None:
    x = np.concatenate([np.linspace(low, -2, 300), np.linspace(-0.3, 12, 300)]).astype(dtype)
    f = {
        "gelu": lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x),
        "gelu_tanh": lambda x: mpmath.diff(lambda t: t * SIGMOID(2 * TANH_FORM(t)), x),
        "swish": lambda x: SIGMOID(x) * (1 + x * SIGMOID(-x)),
    }[name]
    close(getattr(numeric, f"{name}_vjp")(dtype(1), x), exactly(f, x), 600 if name == "gelu_tanh" else 12)


@pytest.mark.parametrize("dtype", FLOATS)
def test_softmax_of_large_scores(dtype: Any) -> None:
    z = np.array([[1e4, 0, -1e4], [-1e4, -1e4, -1e4], [1e4, 1e4, 1e4 - 1]], dtype)
    e = 1 / (2 + mpmath.exp(-1))
    close(numeric.softmax(z), [1, 0, 0, *[mpmath.mpf(1) / 3] * 3, e, e, 1 - 2 * e], 3)


@pytest.mark.parametrize("dtype", FLOATS)
def test_binary_cross_entropy_with_logits(dtype: Any) -> None:
    z = np.array([-1e3, -50, -1e-3, 0, 1e-3, 50, 1e3], dtype)
    for y in (0.0, 1.0, 0.25):
        exact = exactly(lambda t, y=y: y * mpmath.log1p(mpmath.exp(-t)) + (1 - y) * mpmath.log1p(mpmath.exp(t)), z)
        close(numeric.binary_cross_entropy_with_logits(z, y), exact, 4)
        dz, _ = numeric.binary_cross_entropy_with_logits_vjp(1.0, z, y)
        close(dz, exactly(lambda t, y=y: (1 - y) * SIGMOID(t) - y * SIGMOID(-t), z), 5)


@pytest.mark.parametrize("dtype", FLOATS)
def test_cross_entropy_of_a_nearly_certain_class(dtype: Any) -> None:
    """−log ŷ_c and ŷ_c − 1 where ŷ_c rounds to 1."""
    z = np.array([60, 0, -3], dtype)
    y = np.array([1, 0, 0], dtype)
    rest = mpmath.exp(-60) + mpmath.exp(-63)
    close(numeric.cross_entropy_with_logits(z, y), [mpmath.log1p(rest)], 4)
    dz, dy = numeric.cross_entropy_with_logits_vjp(dtype(1), z, y)
    close(dz[0], [-rest / (1 + rest)], 4)
    close(dy, [mpmath.log1p(rest), 60 + mpmath.log1p(rest), 63 + mpmath.log1p(rest)], 4)


@pytest.mark.parametrize("name", ["layer_norm", "batch_norm"])
def test_norm_of_a_large_mean(name: str) -> None:
    """x = 10⁶ + noise in float32: compared with the same numbers in float64."""
    rng = np.random.default_rng(0)
    x = (1e6 + rng.normal(size=(512, 384))).astype(np.float32)
    γ, β, g = rng.normal(size=384), rng.normal(size=384), rng.normal(size=(512, 384))
    axis = -1 if name == "layer_norm" else 0
    single = [each.astype(np.float32) for each in (g, x, γ, β)]
    double = [each.astype(np.float64) for each in single]
    found, wanted = (getattr(numeric, name)(*each[1:]) for each in (single, double))
    assert np.max(np.abs(found - wanted)) < 1e-6 * np.max(np.abs(wanted))
    x_hat = (double[1] - double[1].mean(axis, keepdims=True)) / np.sqrt(double[1].var(axis, keepdims=True) + 1e-5)
    np.testing.assert_allclose(wanted, double[2] * x_hat + double[3], atol=1e-9)
    for one, other in zip(*(getattr(numeric, f"{name}_vjp")(*each) for each in (single, double)), strict=True):
        assert np.max(np.abs(one - other)) < 3e-6 * np.max(np.abs(other))


LIMITS = {
    "sigmoid": (0, 1, 0, 0), "tanh": (-1, 1, 0, 0), "normal_cdf": (0, 1, 0, 0), "relu": (0, np.inf, 0, 1),
    "swish": (0, np.inf, 0, 1), "gelu": (0, np.inf, 0, 1), "gelu_tanh": (0, np.inf, 0, 1),
    "leaky_relu": (-np.inf, np.inf, 0.01, 1),
}  # fmt: skip
"""What a function and its derivative tend to for x → −∞ and x → ∞, by hand.  A function that is not listed is held to
what its definition says, by tests/benchmarks/accuracy."""


@pytest.mark.parametrize("dtype", [np.float16, *FLOATS])
@pytest.mark.parametrize("definition", [each for each in ELEMENTWISE if each.id in LIMITS])
def test_infinity(definition: Definition, dtype: Any) -> None:
    """Where other implementations multiply 0 by infinity: swish(−∞) = 0; what is no number stays none."""
    x = np.array([-np.inf, np.inf, np.nan], dtype)
    low, high, slope_low, slope_high = LIMITS[definition.name]
    np.testing.assert_array_equal(getattr(numeric, definition.name)(x), np.array([low, high, np.nan], dtype))
    slopes = np.array([slope_low, slope_high], dtype)
    np.testing.assert_array_equal(getattr(numeric, f"{definition.name}_derivative")(x)[:2], slopes)
    for task in ("vjp", "jvp"):
        np.testing.assert_array_equal(getattr(numeric, f"{definition.name}_{task}")(dtype(1), x)[:2], slopes)


@pytest.mark.parametrize("dtype", FLOATS)
def test_masked_scores(dtype: Any) -> None:
    """A score of −∞ has the probability 0."""
    z = np.array([-np.inf, 1, 1], dtype)
    np.testing.assert_array_equal(numeric.softmax(z), np.array([0, 0.5, 0.5], dtype))
    np.testing.assert_allclose(numeric.log_softmax(z), [-np.inf, -np.log(2), -np.log(2)], rtol=4 * np.finfo(dtype).eps)
    np.testing.assert_allclose(numeric.logsumexp(z), 1 + np.log(2), rtol=4 * np.finfo(dtype).eps)
    np.testing.assert_array_equal(numeric.softmax_vjp(np.array([1, 2, 2], dtype), z), 0)
    np.testing.assert_allclose(numeric.cross_entropy_with_logits(z, 1), np.log(2), rtol=4 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", FLOATS)
def test_logsumexp_is_between_the_largest_and_log_k_more(dtype: Any) -> None:
    z = np.array([[700.0, 710, 720], [1e4, 0, -1e4], [-1e4, -1e4, -1e4], [1e-8, 0, 0]], dtype)
    exact = [mpmath.log(mpmath.fsum(mpmath.exp(mpmath.mpf(float(e))) for e in row)) for row in z]
    close(numeric.logsumexp(z), exact, 3)
    exact = [mpmath.mpf(float(e)) - total for row, total in zip(z, exact, strict=True) for e in row]
    close(numeric.log_softmax(z), exact, 3)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", ["layer_norm", "rms_norm"])
def test_norms_do_not_depend_on_the_scale(name: str, dtype: Any) -> None:
    """Rows from 1 to the largest number there is, side by side in one array, give the same row."""
    row = np.array([1, -0.5, 0.25, 0.875], dtype)
    powers = np.ldexp(dtype(1), np.arange(20, np.finfo(dtype).maxexp, 25))
    parameters = [np.ones(4, dtype)] * (2 if name == "layer_norm" else 1)
    found = getattr(numeric, name)(np.outer(powers, row), *parameters, eps=1e-30)
    np.testing.assert_allclose(found, np.broadcast_to(found[0], found.shape), rtol=8 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", FLOATS)
def test_constant_rows(dtype: Any) -> None:
    for constant in (0, 1, 1e6 + 0.1, 1e30):
        x = np.full((3, 5), constant, dtype)
        for norm in (numeric.layer_norm, numeric.batch_norm):
            np.testing.assert_allclose(norm(x, np.ones(5, dtype), np.zeros(5, dtype)), 0, atol=np.finfo(dtype).eps)
        np.testing.assert_array_equal(numeric.softmax(x), dtype(0.2))
