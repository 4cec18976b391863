"""Kernels of largest values and products: values, and gradients at ties and at zeros."""

import numpy as np

from proofnotes import Definition, Dim, Max, Min, Tensor, exp, lambdify, log, product, total

K, N = Dim("K"), Dim("N")
j, k = K.indices("j k")
n = N.index("n")
z, W = Tensor("z", K), Tensor("W", N, K)


def test_the_largest_value_gives_its_gradient_to_where_it_is() -> None:
    top = lambdify(Definition("top", Max(z[k], k), inputs=(z,)))
    values = np.array([1.0, 5.0, 3.0])
    assert top(values) == 5.0
    assert top.vjp(2.0, values).tolist() == [0.0, 2.0, 0.0]
    assert top.vjp(2.0, np.array([5.0, 5.0, 3.0])).tolist() == [2.0, 2.0, 0.0]  # a tie: each gets it


def test_the_least_value() -> None:
    bottom = lambdify(Definition("bottom", Min(z[k], k), inputs=(z,)))
    assert bottom(np.array([[1.0, 5.0], [2.0, -3.0]])).tolist() == [1.0, -3.0]


def test_max_pooling() -> None:
    pool = lambdify(Definition("pool", total(Max(W[n, k], k), n), inputs=(W,)))
    values = np.array([[0.0, 4.0, 2.0], [3.0, 1.0, 5.0]])
    assert pool(values) == 9.0
    assert pool.vjp(1.0, values).tolist() == [[0, 1, 0], [0, 0, 1]]


def test_a_shifted_logsumexp_does_not_overflow() -> None:
    top = Max(z[j], j)
    lse = lambdify(Definition("lse", log(total(exp(z[k] - top), k)) + top, inputs=(z,)))
    values = np.array([1000.0, 999.0])
    assert np.isclose(lse(values), 1000 + np.log1p(np.exp(-1)))
    assert np.allclose(lse.vjp(1.0, values), np.exp(values - lse(values)))


def test_the_gradient_of_a_product_at_a_zero() -> None:
    whole = lambdify(Definition("whole", product(z[k], k), inputs=(z,)))
    assert whole.vjp(1.0, np.array([2.0, 0.0, 3.0])).tolist() == [0.0, 6.0, 0.0]
