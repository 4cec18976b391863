"""Products over an index: identities and derivatives for every size, whatever the signs of the factors."""

import pytest

from proofnotes import (
    Dim,
    Expr,
    Ne,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    diff,
    exp,
    log,
    product,
    prove,
    same,
    sqrt,
    total,
)

K, N, T = Dim("K"), Dim("N"), Dim("T", 3)
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
t = T.index("t")
w, u, v, W = Tensor("w", K), Tensor("u", K), Tensor("v", T), Tensor("W", N, K)
x = Scalar("x")

TRUE: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "Π (a b) = Π a Π b": (product(w[k] * u[k], k), product(w[k], k) * product(u[k], k), []),
    "Π c a = c^K Π a": (product(x * w[k], k), product(x, k) * product(w[k], k), []),
    "two signs cancel": (product(-w[k], k) * product(-u[k], k), product(w[k], k) * product(u[k], k), []),
    "Π a² = (Π a)²": (product(w[k] ** 2, k), product(w[k], k) ** 2, []),
    "Π a² = (Π a)² for a ≠ 0": (product(w[k] ** 2, k), product(w[k], k) ** 2, [Ne(w[i], 0)]),
    "Π e^a = e^{Σ a}": (product(exp(w[k]) * u[k], k), exp(total(w[k], k)) * product(u[k], k), []),
    "Π a/b": (product(w[k] / u[k], k), product(w[k], k) / product(u[k], k), [Ne(u[i], 0)]),
    "Π (1 − a²)": (product(1 - w[k] ** 2, k), product(1 - w[k], k) * product(1 + w[k], k), []),
    "√Π a": (sqrt(product(w[k], k)), product(sqrt(w[k]), k), [w[i] >= 0]),
    "log Π a": (log(product(w[k], k)), total(log(w[k]), k), [w[i] > 0]),
    "log Π a²": (log(product(w[k] ** 2, k)), total(log(w[k] ** 2), k), [Ne(w[i], 0)]),
    "the order of two products": (product(product(W[n, k], k), n), product(product(W[n, k], n), k), []),
    "the gradient divides where nothing is 0": (
        diff(product(w[i], i), w[j]), product(w[i], i) / w[j], [Ne(w[i], 0)],
    ),
    "the gradient for negative factors": (diff(product(w[i], i), w[j]), product(w[i], i) / w[j], [w[i] < 0]),
    "the gradient is the product of the others": (
        diff(product(w[i], i), w[j]), product(cases((1, same(i, j)), w[i]), i), [],
    ),
    "linear in each factor": (diff(diff(product(w[i], i), w[j]), w[j]), 0, []),
    "a known size is written out": (diff(product(v[t], t), v[1]), v[2] * v[3], []),
    "inside a sum": (
        diff(total(product(W[n, k], k), n), W[m, j]), product(W[m, k], k) / W[m, j], [Ne(W[n, k], 0)],
    ),
    "log-determinant of a flow": (diff(log(product(1 - w[k], k)), w[j]), -1 / (1 - w[j]), [w[k] < 1]),
}  # fmt: skip

FALSE: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "Π (a + b) = Π a + Π b": (product(w[k] + u[k], k), product(w[k], k) + product(u[k], k), []),
    "Π (−a) = −Π a": (product(-w[k], k), -product(w[k], k), []),
    "Π a² = Π a": (product(w[k] ** 2, k), product(w[k], k), []),
    "the gradient multiplies": (diff(product(w[i], i), w[j]), product(w[i], i) * w[j], [Ne(w[i], 0)]),
    "x^K = x": (product(x, k), x, []),
    "one factor stands for all": (product(product(W[n, k], k), n), product(W[m, k], k), []),
    "√Π a = Π a": (sqrt(product(w[k], k)), product(w[k], k), [w[i] >= 0]),
    "log Π a² = 2 Σ log a²": (log(product(w[k] ** 2, k)), 2 * total(log(w[k] ** 2), k), [Ne(w[i], 0)]),
    "the others keep their own factor": (
        product(cases((1, same(i, j)), w[i]), i), product(w[i], i), [Ne(w[i], 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_true_identity_of_products_is_proved(name: str) -> None:
    left, right, given = TRUE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.PROVED, str(proof)


@pytest.mark.parametrize("name", FALSE)
def test_a_false_identity_of_products_is_refuted(name: str) -> None:
    left, right, given = FALSE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.REFUTED, str(proof)


def test_where_a_factor_may_be_zero_the_division_names_it() -> None:
    proof = prove(diff(product(w[i], i), w[j]), product(w[i], i) / w[j])
    assert proof.verdict is Verdict.UNKNOWN
    assert proof.missing == (Ne(w[j], 0),)


def test_the_sign_of_a_product_is_known_from_its_factors() -> None:
    assert prove(product(w[k] ** 2, k) >= 0).verdict is Verdict.PROVED
    assert prove(Ne(product(w[k], k), 0), assuming=[Ne(w[i], 0)]).verdict is Verdict.PROVED
    assert prove(product(w[k], k) > 0, assuming=[Ne(w[i], 0)]).verdict is Verdict.REFUTED
