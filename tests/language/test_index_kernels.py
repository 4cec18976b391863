"""Kernels with positions, masks and computed places: each is checked against the definition when it is made."""

import numpy as np
import pytest

from proofnotes import (
    Definition,
    Dim,
    LoweringError,
    NotationError,
    Scalar,
    Tensor,
    cases,
    exp,
    lambdify,
    let,
    log,
    sin,
    total,
)
from proofnotes.lowering.kernels import forward_kernel
from proofnotes.lowering.program.traverse import walk

T, N, J, P, D, H, W, A, B = (Dim(name) for name in ("T", "N", "J", "P", "D", "H", "W", "A", "B"))
t, s, r = T.indices("t s r")
j, p, i, row, col, a, b = (dim.index(name) for dim, name in zip((J, P, D, H, W, A, B), "jpihvab", strict=True))
x, u, w, bias, scores, features = (
    Tensor("x", T), Tensor("u", N), Tensor("w", J), Tensor("b", P), Tensor("M", T, T), Tensor("h", T, D)
)  # fmt: skip
image, kernel = Tensor("X", H, W), Tensor("F", A, B)
β = Scalar("beta", positive=True)

X, KERNEL = np.arange(1.0, 6), np.array([1.0, -2, 0.5])
SCORES = np.random.default_rng(0).normal(size=(5, 5))
POSITIONS = np.arange(1, 6)[:, None]
POWERS = 0.9 ** np.maximum(POSITIONS - np.arange(1, 6), 0) * np.tri(5)
MASKED = np.tril(np.exp(SCORES))

KERNELS = {
    "cumulated sum": (
        Definition("cumsum", total(x[s], s, where=s <= t), inputs=(x,), indices=(t,)),
        (X,),
        np.cumsum(X),
    ),
    "shift": (Definition("shift", x[t - 1], inputs=(x,), indices=(t,)), (X,), np.r_[0, X[:-1]]),
    "causal convolution": (
        Definition("causal_conv", total(w[j] * x[t - j + 1], j), inputs=(w, x), indices=(t,)),
        (KERNEL, X),
        np.convolve(X, KERNEL)[:5],
    ),
    "convolution": (
        Definition("conv", total(w[j] * u[p + j - 1], j) + bias[p], inputs=(w, u, bias), indices=(p,)),
        (KERNEL, X, np.zeros(3)),
        np.convolve(X, KERNEL[::-1], "valid"),
    ),
    "convolution with a stride": (
        Definition("strided", total(w[j] * u[2 * p + j - 2], j) + bias[p], inputs=(w, u, bias), indices=(p,)),
        (KERNEL, X, np.zeros(2)),
        np.array([KERNEL @ X[:3], KERNEL @ X[2:5]]),
    ),
    "convolution in two dimensions": (
        Definition(
            "conv2",
            total(kernel[a, b] * image[row + a - 1, col + b - 1], a, b),
            inputs=(kernel, image),
            indices=(row, col),
        ),
        (np.ones((2, 2)), np.arange(6.0).reshape(2, 3)),
        np.array([[8.0, 12, 7], [7, 9, 5]]),
    ),
    "causal mask": (
        Definition(
            "causal",
            cases((exp(scores[t, s]), s <= t), 0) / total(exp(scores[t, r]), r, where=r <= t),
            inputs=(scores,),
            indices=(t, s),
        ),
        (SCORES,),
        MASKED / MASKED.sum(1, keepdims=True),
    ),
    "sum of what is not masked": (
        Definition("lse", log(total(exp(scores[t, s]), s, where=s <= t)), inputs=(scores,), indices=(t,)),
        (SCORES,),
        np.log(MASKED.sum(1)),
    ),
    "linear biases": (
        Definition("alibi", scores[t, s] - β * (t - s), inputs=(scores, β), indices=(t, s)),
        (SCORES, 0.5),
        SCORES - 0.5 * (POSITIONS - POSITIONS.T),
    ),
    "positions": (
        Definition("positions", features[t, i] * sin(t / 10000 ** (2 * i / D)), inputs=(features,), indices=(t, i)),
        (np.ones((5, 4)),),
        np.sin(POSITIONS / 10000 ** (2 * np.arange(1, 5) / 4)),
    ),
    "moving average": (
        Definition("ema", (1 - β) * total(β ** (t - s) * x[s], s, where=s <= t), inputs=(x, β), indices=(t,)),
        (X, 0.9),
        (1 - 0.9) * POWERS @ X,
    ),
    "below the diagonal": (
        Definition("below", scores[t, t - 1], inputs=(scores,), indices=(t,)),
        (SCORES,),
        np.r_[0, np.diagonal(SCORES, -1)],
    ),
    "a quantity at a computed place": (
        Definition("so_far", let("c", total(x[s], s, where=s <= t), t)[t - 1] + x[t], inputs=(x,), indices=(t,)),
        (X,),
        np.cumsum(X),
    ),
    "the last less the first": (Definition("ends", x[T] - x[1], inputs=(x,)), (X,), np.array(4.0)),
}


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_and_its_gradients_are_made(name: str) -> None:
    definition, arrays, expected = KERNELS[name]
    function = lambdify(definition)
    assert np.allclose(function(*arrays), expected)
    assert callable(function.vjp)
    assert callable(function.jvp)


def test_the_gradient_of_a_cumulated_sum_is_cumulated_from_behind() -> None:
    function = lambdify(KERNELS["cumulated sum"][0])
    assert np.allclose(function.vjp(X, X), np.cumsum(X[::-1])[::-1])


def test_what_is_masked_may_be_large() -> None:
    function = lambdify(KERNELS["causal mask"][0])
    assert np.array_equal(function(np.array([[0.0, 900], [0, 0]])), [[1, 0], [0.5, 0.5]])


def test_an_entry_is_read_where_it_is_and_no_matrix_is_made_for_it() -> None:
    (value,) = forward_kernel(KERNELS["causal convolution"][0]).values.outputs
    assert [each.op for each in walk(value)].count("read") == 1


def test_an_axis_that_no_argument_has_is_of_unknown_length() -> None:
    with pytest.raises((LoweringError, NotationError), match="over P"):
        lambdify(Definition("conv", total(w[j] * u[p + j - 1], j), inputs=(w, u), indices=(p,)))
