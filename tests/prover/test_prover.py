"""The prover on statements chosen to fool it: PROVED only what is true for every dimension, everywhere it is
claimed.
"""

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Max,
    Ne,
    Rational,
    Scalar,
    Tensor,
    Verdict,
    cases,
    delta,
    diff,
    erf,
    exp,
    log,
    pi,
    product,
    prove,
    same,
    sqrt,
    tanh,
    total,
)  # fmt: skip

N, K, d = Dim("N"), Dim("K"), Dim("d")
n, m = N.indices("n m")
i, j, k, l = K.indices("i j k l")
a, b = d.indices("a b")
x, y, p, c = Scalar("x"), Scalar("y"), Scalar("p"), Scalar("c")
t = Scalar("t", positive=True)
z, w = Tensor("z", K), Tensor("w", K)
u = Tensor("u", N)
A = Tensor("A", N, K)
h = Tensor("h", 2 * d)
r = (2 * d).index("r")

TRUE = {
    "renamed index": (total(z[k], k), total(z[l], l)),
    "linearity": (total(2 * z[k] + w[k], k), 2 * total(z[k], k) + total(w[l], l)),
    "constant sum": (total(c, k), K * c),
    "product of sums": (total(z[k] * w[l], k, l), total(z[k], k) * total(w[k], k)),
    "order of summation": (total(A[n, k] * u[n] * z[k], n, k), total(A[n, k] * u[n] * z[k], k, n)),
    "delta contraction": (total(delta(k, j) * z[k], k), z[j]),
    "delta trace": (total(delta(i, j), i, j), 1 * K),
    "delta moves": (delta(i, j) * z[i] * exp(z[j]), delta(i, j) * z[j] * exp(z[i])),
    "delta inside a sum": (total(delta(i, k) * total(A[n, k] * A[n, l], n), k), total(A[n, i] * A[n, l], n)),
    "captured derivative": (diff(total(z[k] ** 2, k), z[k]), 2 * z[k]),
    "captured derivative of a product": (diff(total(z[k], k) * z[k], z[j]), z[k] + total(z[l], l) * delta(k, j)),
    "second derivative": (diff(total(z[k] ** 3, k), z[i], z[j]), 6 * z[i] * delta(i, j)),
    "variance two ways": (total((z[k] - total(z[l], l) / K) ** 2, k) / K,
                          total(z[k] ** 2, k) / K - (total(z[k], k) / K) ** 2),
    "exp of a sum": (exp(total(z[k], k)), product(exp(z[k]), k)),
    "exp splits": (exp(x + y - 3), exp(x) * exp(y) / exp(3)),
    "tanh by exp": (tanh(x), 1 - 2 / (exp(2 * x) + 1)),
    "tanh doubles": (tanh(2 * x), 2 * tanh(x) / (1 + tanh(x) ** 2)),
    "erf is odd": (erf(x - y), -erf(y - x)),
    "erf derivative": (diff(erf(x**2), x), 4 * x * exp(-(x**4)) / sqrt(pi)),
    "root of a square": (sqrt(x**2), Abs(x)),
    "abs of a product": (Abs(x * y), Abs(x) * Abs(y)),
    "max as abs": (Max(x, y), (x + y + Abs(x - y)) / 2),
    "max of three": (Max(x, y, c), Max(c, x, y)),
    "abs inside a sum": (total(Abs(z[k]) * 2, k), 2 * total(Abs(z[l]), l)),
    "radicals": (sqrt(Rational(8)) * sqrt(Rational(1, 2)), 2),
    "exponent of a positive number": ((t**x) ** 2, t ** (2 * x)),
    "derivative of a power": (diff(t**x, t), x * t ** (x - 1)),
    "telescoped fraction": (1 / (1 + exp(x)) + 1 / (1 + exp(-x)), 1),
    "fraction inside a sum": (total(exp(z[k]) / (1 + exp(z[k])), k), K - total(1 / (1 + exp(z[l])), l)),
    "blocks": (total(h[r], r), total(h[a], a) + total(h[d + a], a)),
    "block delta": (total(delta(r, d + a) * h[r], r), h[d + a]),
    "block derivative": (diff(total(h[d + a] * h[a], a), h[b]), h[d + b]),
    "cases on an index": (total(cases((z[k], same(k, j)), 0), k), z[j]),
    "nested sums": (total(z[k] * total(A[n, k] * total(A[n, l] * w[l], l), n), k),
                    total(total(A[n, k] * z[k], k) * total(A[n, k] * w[k], k), n)),
    "norm of a gradient": (total(diff(total(z[k] ** 2, k) / 2, z[i]) ** 2, i), total(z[i] ** 2, i)),
}  # fmt: skip

FALSE = {
    "polynomial in the dimension": ((1 * K - 2) * (1 * K - 3) * (1 * K - 4) * (1 * K - 5) * total(z[k], k), 0),
    "square of a sum": (total(z[k], k) ** 2, total(z[k] ** 2, k)),
    "exp of a sum": (exp(total(z[k], k)), total(exp(z[k]), k)),
    "diagonal of a product": (total(z[k] * w[k], k), total(z[k], k) * total(w[k], k)),
    "wrong symmetry": (total(A[n, k] * u[n], n) * z[k], total(A[n, k] * u[n] * z[k], n) + z[k]),
    "different tensors": (total(z[k], k), total(w[k], k)),
    "root of a square": (sqrt(x**2), x),
    "root of a square, other sign": (sqrt(x**2), -x),
    "even roots": ((x**4) ** Rational(1, 4), x),
    "delta is not one": (delta(i, j), 1),
    "off by one": (total(delta(i, j), j), 1 * K),
    "lost term": (diff(total(z[k], k) * z[k], z[j]), z[k] + total(z[l], l)),
    "one case missing": (Max(x, 0), x),
    "max is not commutative with minus": (Max(-x, -y), -Max(x, y)),
    "branches swapped": (cases((x, x > 0), 0), cases((x, x < 0), 0)),
    "tanh of a sum": (tanh(x + y), tanh(x) + tanh(y)),
    "blocks swapped": (diff(total(h[d + a] * h[a], a), h[b]), h[b]),
    "fraction split badly": (exp(x) / (1 + exp(y)), exp(x) - 1 / (1 + exp(y))),
    "abs of a sum": (Abs(total(z[k], k)), total(Abs(z[k]), k)),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_are_proved(name: str) -> None:
    proof = prove(*TRUE[name])
    assert proof.verdict is Verdict.PROVED, proof


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name: str) -> None:
    proof = prove(*FALSE[name])
    assert proof.verdict is Verdict.REFUTED, proof
    assert proof.witness is not None


UNDEFINED = {
    "cancelled denominator": (x / x, 1),
    "logarithm of a square": (log(x**2), 2 * log(x)),
    "logarithm of a product": (log(x * y), log(x) + log(y)),
    "product of roots": (sqrt(x) * sqrt(y), sqrt(x * y)),
    "power of a negative": (x**y * x**c, x ** (y + c)),
    "derivative at a kink": (diff(Abs(x), x) * x, Abs(x)),
    "derivative of a logarithm": (diff(log(x), x), 1 / x),
    "derivative of a root at its edge": (diff(0 * sqrt(x), x), 0),
    "a zero that hides a division": (0 * (1 / x), 0),
    "division by nothing": (1 / (x - x), 1 / (x - x)),
    "kink inside a sum": (diff(total(Max(z[k], 0), k), z[j]), cases((1, z[j] > 0), 0)),
    "kink of the bound index": (diff(total(Abs(z[k]) - z[k], k), z[j]), z[j] / Abs(z[j]) - 1),
}


@pytest.mark.parametrize("name", UNDEFINED)
def test_what_is_not_defined_everywhere_is_not_proved(name: str) -> None:
    assert prove(*UNDEFINED[name]).verdict is not Verdict.PROVED


WITH = {
    "cancelled denominator": (x / x, 1, [Ne(x, 0)]),
    "logarithm of a square": (log(x**2), 2 * log(x), [x > 0]),
    "logarithm of a product": (log(x * y), log(x) + log(y), [x > 0, y > 0]),
    "product of roots": (sqrt(x) * sqrt(y), sqrt(x * y), [x > 0, y > 0]),
    "root of a negative square": (sqrt(x**2), -x, [x < 0]),
    "derivative at a kink": (diff(Abs(x), x) * x, Abs(x), [Ne(x, 0)]),
    "sum of one": (total(z[k] * c, k), c, [Eq(total(z[k], k), 1)]),
    "sum of one, squared": (total(z[k], k) ** 2 - total(z[l], l), 0, [Eq(total(z[i], i), 1)]),
    "an equation for every index": (total(z[k] * w[k], k), total(w[k] ** 2, k), [Eq(z[i], w[i])]),
    "rows that sum to one": (total(A[n, k] * u[n], n, k), total(u[n], n), [Eq(total(A[m, k], k), 1)]),
    "idempotent": (y**5, y, [Eq(y**2, y)]),
    "size one": (total(z[k], k) - z[1], 0, [Eq(K, 1)]),
    "size two": (total(z[k], k), z[1] + total(z[k], k) - z[1], [Eq(K, 2)]),
    "bounded": (Abs(p - 1), 1 - p, [p > 0, p < 1]),
    "positive entries": (log(product(z[k], k)), total(log(z[k]), k), [z[k] > 0]),
}


@pytest.mark.parametrize("name", WITH)
def test_hypotheses_are_used_and_needed(name: str) -> None:
    left, right, assuming = WITH[name]
    assert prove(left, right, assuming=assuming).verdict is Verdict.PROVED
    if name != "size two":
        assert prove(left, right).verdict is not Verdict.PROVED
