"""The conventions at the edges are kinds: a user's own loss has them too, and a user's own kinks let nan through."""

from typing import Any

import numpy as np
import pytest

from proofnotes import Abs, Definition, Dim, Max, Scalar, Tensor, cases, log, sign, total
from proofnotes.lowering import lower
from proofnotes.lowering.kernels import derivative_kernel, forward_kernel, vjp_kernel
from proofnotes.lowering.program.traverse import walk

INF, NAN = np.inf, np.nan
x, y, p, q, δ = Scalar("x"), Scalar("y"), Scalar("p"), Scalar("q"), Scalar("delta", positive=True)
K = Dim("K")
i, k = K.indices("i k")
a, b = Tensor("a", K), Tensor("b", K)

entropy = Definition("entropy", -total(a[i] * log(a[i]), i), inputs=(a,), assuming=[a[i] > 0])
kl = Definition("kl", total(a[i] * log(a[i] / b[i]), i), inputs=(a, b), assuming=[a[i] > 0, b[i] > 0])
kl_of_logs = Definition(
    "kl_of_logs", total(a[i] * (log(a[i]) - log(b[i])), i), inputs=(a, b), assuming=[a[i] > 0, b[i] > 0]
)
own_bce = Definition("own_bce", -(y * log(p) + (1 - y) * log(1 - p)), inputs=(y, p), assuming=[p > 0, p < 1])
bernoulli = Definition(
    "bernoulli",
    p * log(p / q) + (1 - p) * log((1 - p) / (1 - q)),
    inputs=(p, q),
    assuming=[p > 0, p < 1, q > 0, q < 1],
)
huber = Definition("huber", cases((x**2 / 2, Abs(x) <= δ), δ * (Abs(x) - δ / 2)), inputs=(x,), parameters=((δ, 1.0),))
hinge = Definition("hinge", Max(0, 1 - y * x), inputs=(x, y))
signed = Definition("signed", sign(x), inputs=(x,))
count_above = Definition("count_above", total(cases((1, a[k] > 0), 0), k), inputs=(a,))
hard_sigmoid = Definition("hard_sigmoid", cases((0, x < -3), (1, x > 3), x / 6 + 1 / 2), inputs=(x,))
KINKED = [pytest.param(each, id=each.name) for each in (huber, hard_sigmoid)]


def test_entropy_and_divergence_of_what_is_certain() -> None:
    certain = np.array([0.0, 1.0, 0.0])
    assert lower(entropy)(certain) == 0
    for each in (kl, kl_of_logs):
        assert lower(each)(certain, np.array([0.0, 1.0, 0.0])) == 0
        assert lower(each)(certain, np.array([0.0, 0.5, 0.5])) == np.log(2)
        assert lower(each)(np.array([0.5, 0.5, 0.0]), certain) == INF
        np.testing.assert_array_equal(lower(each, vjp=True)(1.0, certain, certain)[1], [0, -1, 0])
        assert np.isnan(lower(each)(certain, np.array([NAN, 1.0, 0.0])))
    assert lower(bernoulli)(0.0, 0.0) == lower(bernoulli)(1.0, 1.0) == 0
    assert lower(bernoulli)(0.0, 0.5) == np.log(2)


def test_a_users_own_cross_entropy() -> None:
    assert lower(own_bce)(1.0, 1.0) == lower(own_bce)(0.0, 0.0) == 0
    assert lower(own_bce)(1.0, 0.0) == INF
    assert lower(own_bce, vjp=True)(1.0, 1.0, 1.0)[1] == -1
    assert lower(own_bce, vjp=True)(1.0, 0.0, 0.0)[1] == 1
    assert np.isnan(lower(own_bce)(0.0, NAN))
    assert np.isnan(lower(own_bce)(1.0, NAN))


@pytest.mark.parametrize("definition", KINKED)
def test_a_users_kinks_let_nan_through(definition: Definition) -> None:
    at = np.array([NAN, 0.25, NAN, -7.0])
    for found in (lower(definition)(at), lower(definition, vjp=True)(1.0, at), lower(definition, jvp=True)(1.0, at)):
        np.testing.assert_array_equal(np.isnan(found), np.isnan(at))


def test_nan_in_what_is_summed_or_multiplied() -> None:
    assert np.isnan(lower(signed)(NAN))
    assert np.isnan(lower(count_above)(np.array([1.0, NAN])))
    dx, dy = lower(hinge, vjp=True)(1.0, NAN, 1.0)
    assert np.isnan(dx)
    assert np.isnan(dy)


def made(kernel: Any) -> list[str]:
    return [each.op for each in walk(*kernel.program.outputs)]


def test_nothing_is_guarded_that_needs_it_not() -> None:
    """A maximum carries nan itself; so does a branch that is taken there and uses the number."""
    leaky = Definition("leaky", cases((x, x > 0), x / 100), inputs=(x,))
    assert "carried" not in made(forward_kernel(leaky))
    assert made(derivative_kernel(leaky)).count("carried") == 1
    assert "carried" not in made(forward_kernel(hinge))
    product = Definition("product", y * x, inputs=(x, y))
    assert "annihilated" not in made(vjp_kernel(product))
