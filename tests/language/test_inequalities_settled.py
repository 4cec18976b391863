"""Inequalities that papers use without a word are proved for every dimension, and their false siblings are not."""

from collections.abc import Callable

import pytest

from proofnotes import Dim, Eq, Expr, Max, Relation, Scalar, Tensor, Verdict, exp, log, prove, total

K = Dim("K")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
z, w, v, p, q = (Tensor(name, K) for name in "zwvpq")
x, t, m = Scalar("x"), Scalar("t"), Scalar("m")


def over(f: Callable[..., Expr]) -> Expr:
    """Σ over K."""
    return total(f(k), k)


def softmax(logits: Tensor) -> Callable[..., Expr]:
    """Its entries."""
    return lambda place: exp(logits[place]) / total(exp(logits[j]), j)


lse = log(over(lambda k: exp(z[k])))
P = [p[k] > 0, Eq(total(p[k], k), 1)]
Q = [q[k] > 0, Eq(total(q[k], k), 1)]
P0 = [p[k] >= 0, Eq(total(p[k], k), 1)]
entropy = -over(lambda k: p[k] * log(p[k]))
of_softmax = -over(lambda k: softmax(z)(k) * log(softmax(z)(k)))
kl = over(lambda k: p[k] * log(p[k] / q[k]))
variance = over(lambda k: p[k] * v[k] ** 2) - over(lambda k: p[k] * v[k]) ** 2

SETTLED: dict[str, tuple[Relation, list[Relation]]] = {
    "the log of a sum is at least that of a term": (lse >= z[c], []),
    "cross-entropy of a class": (-log(softmax(z)(c)) >= 0, []),
    "cross-entropy of probabilities": (-over(lambda k: p[k] * log(softmax(z)(k))) >= 0, P0),
    "lse of two": (log(exp(x) + exp(t)) >= Max(x, t), []),
    "a probability is less than 1": (softmax(z)(c) < 1, [K > 1]),
    "lse above": (lse <= m + log(K), [z[k] <= m]),
    "KL": (kl >= 0, P + Q),
    "KL of softmaxes": (over(lambda k: softmax(z)(k) * log(softmax(z)(k) / softmax(w)(k))) >= 0, []),
    "entropy below": (entropy >= 0, P),
    "entropy above": (entropy <= log(K), P),
    "entropy of softmax below": (of_softmax >= 0, []),
    "entropy of softmax above": (of_softmax <= log(K), []),
    "attention stays below the largest value": (over(lambda k: softmax(z)(k) * v[k]) <= m, [v[k] <= m]),
    "mean of squares": (over(lambda k: v[k] ** 2) / K - (over(lambda k: v[k]) / K) ** 2 >= 0, []),
    "Cauchy–Schwarz": (
        over(lambda k: v[k] * w[k]) ** 2 <= over(lambda k: v[k] ** 2) * over(lambda k: w[k] ** 2),
        [],
    ),
    "variance": (variance >= 0, P0),
    "softmax is 1-Lipschitz": (variance <= over(lambda k: v[k] ** 2), P0),
    "Gini": (1 - over(lambda k: p[k] ** 2) >= 0, P0),
    "Gini above": (1 - over(lambda k: p[k] ** 2) <= 1 - 1 / K, P0),
}

FALSE_SIBLINGS: dict[str, tuple[Relation, list[Relation]]] = {
    "strict at K = 1": (lse > z[c], []),
    "cross-entropy is 0 for one class": (-log(softmax(z)(c)) > 0, []),
    "a probability is 1 for one class": (softmax(z)(c) < 1, []),
    "KL is 0 for p = q": (kl > 0, P + Q),
    "KL without a sum": (kl >= 0, [p[k] > 0, q[k] > 0]),
    "entropy may reach log K": (entropy < log(K), P),
    "entropy without a sum": (entropy >= 0, [p[k] > 0]),
    "variance without a sum": (variance >= 0, [p[k] >= 0]),
    "a quarter is too little": (variance <= over(lambda k: v[k] ** 2) / 4, P0),
    "Cauchy–Schwarz is no strict inequality": (over(lambda k: v[k]) ** 2 < K * over(lambda k: v[k] ** 2), []),
    "reversed": (over(lambda k: v[k]) ** 2 >= K * over(lambda k: v[k] ** 2), []),
    "Gini of one class": (1 - over(lambda k: p[k] ** 2) > 0, P0),
}


@pytest.mark.parametrize("name", SETTLED)
def test_it_is_settled(name: str) -> None:
    relation, assuming = SETTLED[name]
    assert prove(relation, assuming=assuming).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", FALSE_SIBLINGS)
def test_a_false_sibling_is_refuted(name: str) -> None:
    relation, assuming = FALSE_SIBLINGS[name]
    assert prove(relation, assuming=assuming).verdict is Verdict.REFUTED


def test_a_proof_cites_the_inequalities_that_it_takes() -> None:
    assert "Jensen" in prove(kl >= 0, assuming=P + Q).method
