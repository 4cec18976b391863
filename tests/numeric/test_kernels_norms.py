"""BatchNorm of (N, D) and (N, C, …), its inference form and its running statistics, against NumPy in float64."""

from typing import Any

import numpy as np
import pytest

import numeric

EPS = 1e-5
LAYOUTS = [
    pytest.param((7, 3), 1, id="N-D"),
    pytest.param((4, 3, 5), 1, id="N-C-L"),
    pytest.param((4, 3, 5, 6), 1, id="N-C-H-W"),
    pytest.param((4, 5, 6, 3), -1, id="N-H-W-C"),
    pytest.param((3, 8), 0, id="D-N"),
]


def given(shape: tuple[int, ...], seed: int = 0) -> tuple[Any, ...]:
    rng = np.random.default_rng(seed)
    return rng.normal(1, 2, shape), rng.normal(size=3), rng.normal(size=3)


def spread(values: Any, shape: tuple[int, ...], axis: int) -> Any:
    """One number for each channel, to broadcast against the data."""
    wanted = [1] * len(shape)
    wanted[axis] = -1
    return np.reshape(values, wanted)


def others(shape: tuple[int, ...], axis: int) -> tuple[int, ...]:
    return tuple(each for each in range(len(shape)) if each != axis % len(shape))


def textbook(x: Any, gamma: Any, beta: Any, axis: int) -> Any:
    rest = others(x.shape, axis)
    mean, var = (spread(f(x, axis=rest), x.shape, axis) for f in (np.mean, np.var))
    return spread(gamma, x.shape, axis) * (x - mean) / np.sqrt(var + EPS) + spread(beta, x.shape, axis)


@pytest.mark.parametrize(("shape", "axis"), LAYOUTS)
def test_channels_along_any_axis(shape: tuple[int, ...], axis: int) -> None:
    x, gamma, beta = given(shape)
    found = numeric.batch_norm(x, gamma, beta, axis=axis)
    np.testing.assert_allclose(found, textbook(x, gamma, beta, axis), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(("shape", "axis"), LAYOUTS)
def test_gradients_and_tangents(shape: tuple[int, ...], axis: int) -> None:
    """Against central differences of the textbook formula."""
    inputs, ways, g = given(shape), given(shape, 1), given(shape, 2)[0]
    step = 1e-6
    up, down = (textbook(*(a + s * t for a, t in zip(inputs, ways, strict=True)), axis) for s in (step, -step))
    slope = (up - down) / (2 * step)
    np.testing.assert_allclose(numeric.batch_norm_jvp(*ways, *inputs, axis=axis), slope, rtol=1e-6, atol=1e-7)
    found = numeric.batch_norm_vjp(g, *inputs, axis=axis)
    assert [each.shape for each in found] == [each.shape for each in inputs]
    assert sum(np.sum(d * t) for d, t in zip(found, ways, strict=True)) == pytest.approx(np.sum(g * slope), rel=1e-6)


@pytest.mark.parametrize(("shape", "axis"), LAYOUTS)
def test_inference(shape: tuple[int, ...], axis: int) -> None:
    x, gamma, beta = given(shape)
    mean, var = given(shape, 1)[1], given(shape, 2)[1] ** 2
    found = numeric.batch_norm_inference(x, gamma, beta, mean, var, axis=axis)
    scale = spread(gamma / np.sqrt(var + EPS), shape, axis)
    wanted = (x - spread(mean, shape, axis)) * scale + spread(beta, shape, axis)
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-13)
    gradients = numeric.batch_norm_inference_vjp(np.ones(shape), x, gamma, beta, mean, var, axis=axis)
    np.testing.assert_allclose(gradients[0], np.broadcast_to(scale, shape), rtol=1e-12)
    np.testing.assert_allclose(gradients[2], np.full(3, x.size / 3), rtol=1e-12)


@pytest.mark.parametrize("momentum", [0.0, 0.1, 1.0])
@pytest.mark.parametrize(("shape", "axis"), LAYOUTS)
def test_running_statistics(shape: tuple[int, ...], axis: int, momentum: float) -> None:
    """The mean, and the variance with N − 1; what was there before is left as it was."""
    x, mean, var = given(shape)
    before = mean.copy(), var.copy()
    rest = others(shape, axis)
    found = numeric.batch_norm_running_mean(mean, x, momentum=momentum, axis=axis)
    np.testing.assert_allclose(found, (1 - momentum) * mean + momentum * x.mean(rest), rtol=1e-12, atol=1e-14)
    found = numeric.batch_norm_running_var(var, x, momentum=momentum, axis=axis)
    np.testing.assert_allclose(found, (1 - momentum) * var + momentum * x.var(rest, ddof=1), rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal([mean, var], before)
    assert numeric.batch_norm_running_mean(mean, x, momentum=momentum, axis=axis, out=mean) is mean


def test_running_statistics_become_those_of_the_data() -> None:
    """After many batches inference normalizes as training does, but for N − 1."""
    rng = np.random.default_rng(0)
    mean, var = np.zeros(3, np.float32), np.ones(3, np.float32)
    for _ in range(200):
        x = rng.normal([0, 10, 1e3], [1, 3, 0.1], (64, 3)).astype(np.float32)
        mean, var = numeric.batch_norm_running_mean(mean, x), numeric.batch_norm_running_var(var, x)
    assert mean.dtype == var.dtype == np.float32
    np.testing.assert_allclose(mean, [0, 10, 1e3], rtol=0.02, atol=0.1)
    np.testing.assert_allclose(var, [1, 9, 0.01], rtol=0.25)


def test_many_channels_in_blocks() -> None:
    """More rows than a block holds: every block counts."""
    x = np.random.default_rng(0).normal(5, 2, (3000, 40)).astype(np.float32)
    wanted = 0.9 + 0.1 * x.astype(float).var(0, ddof=1)
    np.testing.assert_allclose(numeric.batch_norm_running_var(np.ones(40, np.float32), x), wanted, rtol=1e-6)


@pytest.mark.parametrize("axis", [2, -3])
def test_an_axis_that_the_data_do_not_have(axis: int) -> None:
    told = rf"^batch_norm: axis {axis} is out of range for x, which has shape \(4, 3\)"
    with pytest.raises(ValueError, match=told):
        numeric.batch_norm(np.ones((4, 3)), np.ones(3), np.ones(3), axis=axis)
