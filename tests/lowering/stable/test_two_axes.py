"""Exponentials summed over two axes: a softmax over all entries of a table, its logarithm, its mean."""

from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Tensor, exp, log, total
from proofnotes.lowering import lower
from tests.lowering.stable import oracle

N, K = Dim("N"), Dim("K")
n, m = N.indices("n m")
k, j = K.indices("k j")
z, w = Tensor("z", N, K), Tensor("w", N, K)
all_of = total(exp(z[m, j]), m, j)

OVER_ALL = (
    Definition("shares", exp(z[n, k]) / all_of, inputs=(z,), indices=(n, k)),
    Definition("free_energy", log(all_of), inputs=(z,)),
    Definition("expected", total(w[n, k] * exp(z[n, k]), n, k) / total(exp(z[n, k]), n, k), inputs=(z, w)),
)
TABLES = (
    [[20.788574219, -803.7109375, -93.707885742], [821.6796875, 806.25, 1.009338379]],
    [[-820.5, -804.0, -809.25], [-905.5, -820.25, -804.5]],
    [[0.5, -1.25, 0.0], [1.75, 0.25, -0.5]],
)
SLOPES = [[0.75, -1.5, 0.25], [1.25, -0.5, 2.0]]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("definition", [pytest.param(each, id=each.name) for each in OVER_ALL])
def test_logits_are_as_large_as_they_like(definition: Definition, table: Any) -> None:
    at = {"z": np.array(table), "w": np.array(SLOPES)[:, ::-1]}
    given = {each.name: at[each.name] for each in definition.inputs}
    g = np.array(SLOPES) if definition.indices else np.asarray(0.75)
    value = lower(definition)(*given.values())
    assert np.allclose(value, oracle.value(definition, given, 1000).astype(float), rtol=1e-12, atol=1e-15)
    made = lower(definition, vjp=True)(g, *given.values())
    slopes = made if isinstance(made, tuple) else (made,)
    for name, got in zip(given, slopes, strict=True):
        exact = oracle.gradient(definition, name, g, given, 1000).astype(float)
        assert np.allclose(got, exact, rtol=1e-12, atol=1e-12), name
    ways = {name: np.array(SLOPES) for name in given}
    got = lower(definition, jvp=True)(*ways.values(), *given.values())
    paired = sum(np.sum(slope * ways[name]) for name, slope in zip(given, slopes, strict=True))
    assert np.allclose(np.sum(g * got), paired, rtol=1e-12, atol=1e-12)


def test_shares_of_what_is_the_same_along_the_axis() -> None:
    """eˣ/Σ_j eˣ is 1/K, however large x is."""
    x, y = Tensor("x", N), Tensor("y", K)
    body = exp(x[n]) / total(exp(x[n]), k) * y[j]
    shares = Definition("shares", body, inputs=(x, y), indices=(n, j))
    at = np.array([800.0, -800.0, 1.0]), np.array([1.0, 2.0])
    assert np.array_equal(lower(shares)(*at), np.outer(np.ones(3), at[1]) / 2)
    dx, dy = lower(shares, vjp=True)(np.ones((3, 2)), *at)
    assert np.array_equal(dx, np.zeros(3))
    assert np.array_equal(dy, np.full(2, 1.5))
