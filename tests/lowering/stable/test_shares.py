"""Derivatives of shares of sums of exponentials, where an input stands in a score more than once."""

import numpy as np
import pytest

from proofnotes import Definition, Dim, Expr, Index, Scalar, Tensor, delta, exp, lambdify, log, total
from proofnotes.lowering import lower
from proofnotes.lowering.stable.shares import with_shares

N, D = Dim("N"), Dim("D")
n, m, k, j = N.indices("n m k j")
d, e = D.indices("d e")
X, W, a, h, x = Tensor("x", N, D), Tensor("W", D, D), Tensor("a", N), Tensor("h", N, N), Scalar("s")


def score(one: Index, other: Index) -> Expr:
    return total(X[one, d] * X[other, d], d)


def projected(one: Index, other: Index) -> Expr:
    return total(X[one, d] * total(W[d, e] * X[other, e], e), d)


def own(at: Index) -> Expr:
    return a[at] ** 2 + a[at] * total(a[m], m)


def on_diagonal(at: Index) -> Expr:
    return total(h[j, at] * h[at, at] * x, j)


attention = total(exp(score(n, m)) / total(exp(score(n, k)), k) * X[m, e], m)
DEFINITIONS = (
    Definition("self_attention", attention, inputs=(X,), indices=(n, e)),
    Definition("weights", exp(score(n, m)) / total(exp(score(n, k)), k), inputs=(X,), indices=(n, m)),
    Definition("projected", exp(projected(n, m)) / total(exp(projected(n, k)), k), inputs=(X, W), indices=(n, m)),
    Definition("own", exp(own(n)) / total(exp(own(k)), k), inputs=(a,), indices=(n,)),
    Definition("diagonal", exp(on_diagonal(n)) / total(exp(on_diagonal(k)), k), inputs=(h, x), indices=(n,)),
    Definition("logsumexp_of_own", log(total(exp(own(k)), k)), inputs=(a,)),
    Definition("mean", total(a[n] * exp(own(n)), n) / total(exp(own(k)), k), inputs=(a,)),
)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.name)
def test_values_and_slopes_are_right(definition: Definition) -> None:
    """Making them compares them with ball arithmetic, also at large numbers."""
    made = lambdify(definition)
    assert callable(made.vjp)
    assert callable(made.jvp)


@pytest.mark.parametrize("scale", [1.0, 30.0, 1e3, 1e6])
def test_one_score_is_far_above_the_others(scale: float) -> None:
    """The logarithm of the sum is the largest score, a₁² + a₁ Σ a."""
    at = np.array([9.0, 1.0, -4.0]) * scale
    largest = DEFINITIONS[-2]
    slopes = at[0] * np.ones(3) + [2 * at[0] + at.sum(), 0.0, 0.0]
    np.testing.assert_allclose(lower(largest)(at), at[0] ** 2 + at[0] * at.sum(), rtol=1e-12)
    np.testing.assert_allclose(lower(largest, vjp=True)(2.0, at), 2 * slopes, rtol=1e-12)
    np.testing.assert_allclose(lower(largest, jvp=True)(np.array([1.0, 2.0, 3.0]), at), slopes @ [1, 2, 3], rtol=1e-12)


def test_where_the_divisor_goes() -> None:
    y, z, whole = a[n], delta(n, j), total(exp(a[k]), k)
    share = exp(y) / whole
    assert with_shares(total(exp(y) * z, n) / whole) == total(share * z, n)
    assert with_shares((exp(y) * 3 - z * exp(y)) / whole) == share * 3 - z * share
    assert with_shares(share * (1 / whole) * exp(a[m]) * z) == share * (exp(a[m]) / whole) * z
    for alone in (z / whole, (exp(y) + z) / whole, exp(2 * y) * z / whole, exp(y) * z / total(a[k], k), share * z):
        assert with_shares(alone) == alone


def test_what_has_no_delta_is_divided_once() -> None:
    mean = total(a[k] * exp(a[k]), k) / total(exp(a[k]), k)
    assert with_shares(mean * delta(n, j)) == mean * delta(n, j)


def test_no_index_is_bound() -> None:
    """The divisor is over the row k, which the sum in front of it counts, too."""
    scores, z = Tensor("t", N, N), delta(n, j)
    whole = total(exp(scores[k, j]), j)
    other = total(exp(scores[k, m]) * exp(a[k]) * z, k) / whole
    assert with_shares(other) == other
    found = with_shares(total(exp(scores[k, m]) * delta(m, n), m) / whole)
    assert found == total(exp(scores[k, m]) / whole * delta(m, n), m)
