"""Points: they satisfy the hypotheses, cover the dimensions and indices, and are the same every time."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from time import thread_time

import pytest
from flint import fmpq

from proofnotes import Dim, Eq, Max, Ne, NotationError, Scalar, Tensor, delta, exp, let, sqrt, total
from proofnotes.expr.nodes import Relation
from proofnotes.prover.witnesses.search import find_point, points
from proofnotes.prover.witnesses.solving import holds, quadratic_roots

K, N, D = Dim("K"), Dim("N"), Dim("D")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
d = D.index("d")
t, y = Tensor("t", K), Tensor("y", K)
w, p, gamma = Tensor("w", N, D), Tensor("p", N, K), Tensor("gamma", D)
x, a, b, c, eps = Scalar("x"), Scalar("a"), Scalar("b"), Scalar("c"), Scalar("eps", positive=True)
MU = let("mu", total(w[n, d], n) / N, d)
VAR = let("var", total((w[n, d] - MU[d]) ** 2, n) / N, d)

SATISFIABLE: dict[str, list[Relation]] = {
    "distribution": [Eq(total(t[k], k), 1), t[i] > 0],
    "two distributions": [Eq(total(t[k], k), 1), t[i] > 0, Eq(total(y[k], k), 1), y[k] >= 0],
    "a distribution in each row": [Eq(total(p[n, k], k), 1), p[n, k] > 0],
    "open interval": [a > 0, a < 1],
    "narrow interval": [a > 0.001, a < 0.0011],
    "interval written from the right": [0.5 < a, 1 > a],
    "negative": [a < 0, b <= -1000],
    "order": [a < b, b < c],
    "label": [Eq(a * (1 - a), 0)],
    "label, squared": [Eq(a**2, a), b > 0, b < 1],
    "labels": [Eq(t[k] ** 2, t[k]), Eq(total(t[k], k), 1)],
    "rational root": [Eq(a**2, 4), a < 0],
    "one sample": [Eq(N, 1), Eq(MU[d] - w[n, d], 0)],
    "two classes": [Eq(K, 2), t[k] > 0],
    "at least two": [K >= 2, Ne(t[i], 0)],
    "variance": [VAR[d] > 0],
    "no variance": [Eq(VAR[d], 0)],
    "unit scale": [Eq(gamma[d], sqrt(VAR[d] + eps))],
    "unit scale from the right": [Eq(sqrt(VAR[d] + eps), gamma[d]), gamma[d] > 0],
    "one-hot": [Eq(t[k], delta(k, j)), Eq(K, 1)],
    "chain of equations": [Eq(b, 2 * a), Eq(a + b, 3), c > b],
    "in a circle": [Eq(a, b), Eq(b, a)],
    "two linear equations": [Eq(total(t[k], k), 1), Eq(total(t[k] * y[k], k), 0), t[k] > 0],
    "a maximum": [Eq(a, Max(b, c))],
    "not all zero": [Ne(total(t[k] ** 2, k), 0)],
    "irrational value": [Eq(a, exp(b)), b > 1],
}


@pytest.mark.parametrize("name", SATISFIABLE)
def test_satisfiable_hypotheses_have_a_point(name: str) -> None:
    assuming = SATISFIABLE[name]
    found = find_point([eps * x], assuming)
    assert found is not None
    assert found == find_point([eps * x], assuming)
    assert found.scalars["eps"] > 0
    assert all(holds(each, found) for each in assuming if not found.equations)
    assert len(found.equations) <= 1


@pytest.mark.parametrize("name", ["distribution", "a distribution in each row", "labels", "variance"])
def test_of_more_than_one_entry(name: str) -> None:
    found = list(points([x], SATISFIABLE[name]))
    assert {size for point in found for size in point.sizes.values()} >= {1, 2, 3}


IMPOSSIBLE = {
    "signs": [x > 0, x < 0],
    "a number and itself": [Eq(a, b), a < b],
    "positive scalar": [eps < 0],
    "dimension": [Eq(K, 0), t[k] > 0],
    "two sizes": [Eq(K, 1), Eq(K, 2)],
    "square": [Eq(a**2, -1)],
    "for every index": [Eq(delta(i, j), 1), K >= 2],
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_contradictory_hypotheses_have_none(name: str) -> None:
    start = thread_time()
    assert find_point([x], IMPOSSIBLE[name]) is None
    assert thread_time() - start < 1


def test_a_free_index_means_for_every_value() -> None:
    found = find_point([t[i]], [t[k] > 1, Eq(K, 3)])
    assert found is not None
    assert min(found.tensors["t"].values()) > 1


def test_dimensions_are_equal_and_different() -> None:
    found = list(islice(points([total(w[n, d], n, d) * total(t[k], k)], []), 60))
    sizes = {(each.sizes["N"], each.sizes["D"]) for each in found}
    assert sizes >= {(1, 1), (1, 2), (2, 1), (2, 3), (3, 2), (3, 3)}
    assert max(size for each in found for size in each.sizes.values()) >= 7
    assert {each.sizes["K"] for each in found} >= {1, 2, 3}


def test_indices_are_equal_and_different() -> None:
    found = [each.indices for each in points([t[i] * t[j] * t[k]], [])]
    patterns = {(q["i"] == q["j"], q["j"] == q["k"], q["i"] == q["k"]) for q in found}
    assert len(patterns) == 5
    assert all(1 <= q["i"] <= each.sizes["K"] for each, q in zip(points([t[i] * t[j] * t[k]], []), found, strict=True))


def test_values_are_varied() -> None:
    values = {each.scalars["x"] for each in points([x], [])}
    assert {Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2)} <= values
    assert min(values) < -50
    assert max(values) > 50


def test_fixed_sizes_are_kept() -> None:
    pair = Dim("P", size=2)
    v = Tensor("v", pair)
    assert {each.sizes["P"] for each in points([v[1] + v[2]], [])} == {2}
    with pytest.raises(NotationError, match="occurs with size 2 and with size 3"):
        find_point([v[1] * Dim("P", size=3)], [])


def test_one_name_for_two_tensors_is_refused() -> None:
    with pytest.raises(NotationError, match=r"over \(K\) and over \(N\)"):
        find_point([total(t[k], k) * total(Tensor("t", N)[n], n)], [])


ROOTS = [
    ((1, -3, 2), {1, 2}),
    ((4, 0, -1), {Fraction(1, 2), Fraction(-1, 2)}),
    ((0, 2, 3), {Fraction(-3, 2)}),
    ((1, 2, 1), {-1}),
    ((1, 0, -2), set()),
    ((1, 0, 1), set()),
    ((0, 0, 1), set()),
]


@pytest.mark.parametrize(("coefficients", "roots"), ROOTS)
def test_quadratic_roots(coefficients: tuple[int, int, int], roots: set[Fraction]) -> None:
    assert set(quadratic_roots(*map(fmpq, coefficients))) == roots
