"""Bounds on losses, entropies, norms and means, for every dimension; what is false beside them is never proved."""

from collections.abc import Callable

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Expr,
    Max,
    Ne,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    delta,
    exp,
    log,
    prove,
    sqrt,
    tanh,
    total,
)

K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
n, l = N.indices("n l")
a, b, c = K.fixed("a b c")
z, w, v, p, q = (Tensor(name, K) for name in "zwvpq")
y, f = Tensor("y", N), Tensor("f", N)
x, t, u, m = (Scalar(name) for name in "xtum")
s, r, eps, gamma = (Scalar(name, positive=True) for name in ("s", "r", "eps", "gamma"))


def over(body: Callable[..., Expr]) -> Expr:
    """Σ over K."""
    return total(body(k), k)


def softmax(logits: Tensor) -> Callable[..., Expr]:
    """Its entries."""
    return lambda place: exp(logits[place]) / total(exp(logits[j]), j)


def norm(body: Callable[..., Expr]) -> Expr:
    """Its Euclidean norm."""
    return sqrt(over(lambda k: body(k) ** 2))


def sigmoid(e: Expr) -> Expr:
    """1/(1 + e⁻ˣ)."""
    return 1 / (1 + exp(-e))


P, Q = [p[k] > 0, Eq(total(p[k], k), 1)], [q[k] > 0, Eq(total(q[k], k), 1)]
P0 = [p[k] >= 0, Eq(total(p[k], k), 1)]
IN = [t >= 0, t <= 1]
mean = over(lambda k: v[k]) / K
kl = over(lambda k: p[k] * log(p[k] / q[k]))
middle: Callable[..., Expr] = lambda k: (p[k] + q[k]) / 2  # noqa: E731
js = over(lambda k: p[k] * log(p[k] / middle(k))) / 2 + over(lambda k: q[k] * log(q[k] / middle(k))) / 2
inner, both = over(lambda k: v[k] * w[k]), [over(lambda k: v[k] ** 2) > 0, over(lambda k: w[k] ** 2) > 0]
error = over(lambda k: (softmax(z)(k) - delta(k, c)) ** 2)
variance = over(lambda k: p[k] * v[k] ** 2) - over(lambda k: p[k] * v[k]) ** 2
huber = cases((x**2 / 2, Abs(x) <= s), s * (Abs(x) - s / 2))

TRUE: dict[str, tuple[Relation, list[Relation]]] = {
    "cosine ≤ 1": (inner / (norm(lambda k: v[k]) * norm(lambda k: w[k])) <= 1, both),
    "cosine ≥ −1": (inner / (norm(lambda k: v[k]) * norm(lambda k: w[k])) >= -1, both),
    "R² ≤ 1": (
        1 - total((y[n] - f[n]) ** 2, n) / total((y[n] - total(y[l], l) / N) ** 2, n) <= 1,
        [total((y[n] - total(y[l], l) / N) ** 2, n) > 0],
    ),
    "MAE ≤ RMSE": (total(Abs(y[n] - f[n]), n) / N <= sqrt(total((y[n] - f[n]) ** 2, n) / N), []),
    "softmax is ½-Lipschitz": (variance <= over(lambda k: v[k] ** 2) / 2, P0),
    "focal ≤ CE": (
        -((1 - softmax(z)(c)) ** gamma) * log(softmax(z)(c)) <= -log(softmax(z)(c)),
        [K > 1],
    ),
    "label smoothing": (-over(lambda k: p[k] * log(softmax(z)(k))) >= -over(lambda k: p[k] * log(p[k])), P),
    "softplus ≥ relu": (log(1 + exp(x)) >= Max(x, 0), []),
    "logistic ≥ 0-1": (log(1 + exp(-x)) / log(2) >= cases((1, x <= 0), 0), []),
    "BCE": (log(1 + exp(x)) - t * x >= 0, IN),
    "BCE ≥ entropy": (
        -t * log(x) - (1 - t) * log(1 - x) >= -t * log(t) - (1 - t) * log(1 - t),
        [t > 0, t < 1, x > 0, x < 1],
    ),
    "Jensen–Shannon below": (js >= 0, P + Q),
    "Jensen–Shannon above": (js <= log(2), P + Q),
    "perplexity": (exp(-over(lambda k: p[k] * log(p[k]))) >= 1, P),
    "Pinsker": (kl >= over(lambda k: Abs(p[k] - q[k])) ** 2 / 2, P + Q),
    "χ² ≥ KL": (over(lambda k: (p[k] - q[k]) ** 2 / q[k]) >= kl, P + Q),
    "Bhattacharyya": (over(lambda k: sqrt(p[k] * q[k])) <= 1, P + Q),
    "RMS norm": (norm(lambda k: v[k] / sqrt(total(v[j] ** 2, j) / K + eps)) <= sqrt(K), []),
    "layer norm": (
        Abs((v[a] - mean) / sqrt(over(lambda k: (v[k] - mean) ** 2) / K + eps)) <= sqrt(K - 1),
        [],
    ),
    "1-norm": (over(lambda k: Abs(v[k])) <= sqrt(K) * norm(lambda k: v[k]), []),
    "2-norm": (norm(lambda k: v[k]) <= over(lambda k: Abs(v[k])), []),
    "triangle": (norm(lambda k: v[k] + w[k]) <= norm(lambda k: v[k]) + norm(lambda k: w[k]), []),
    "Hölder": (Abs(inner) <= m * over(lambda k: Abs(w[k])), [Abs(v[k]) <= m]),
    "two terms": (over(lambda k: v[k] ** 2) >= v[a] ** 2 + v[b] ** 2, [Ne(delta(a, b), 1)]),
    "gradient of CE": (sqrt(error) <= sqrt(2), []),
    "moving average": (t * x + (1 - t) * u <= m, [*IN, x <= m, u <= m]),
    "ELBO": (over(lambda k: q[k] * log(w[k] / q[k])) <= log(over(lambda k: w[k])), [*Q, w[k] > 0]),
    "AM–GM": (exp(over(lambda k: log(v[k])) / K) <= mean, [v[k] > 0]),
    "GM–HM": (K / over(lambda k: 1 / v[k]) <= exp(over(lambda k: log(v[k])) / K), [v[k] > 0]),
    "Young": (s**t * r ** (1 - t) <= t * s + (1 - t) * r, IN),
    "Bernoulli": ((1 + s) ** gamma >= 1 + gamma * s, [gamma >= 1]),
    "log-sum": (
        over(lambda k: v[k] * log(v[k] / w[k]))
        >= over(lambda k: v[k]) * log(over(lambda k: v[k]) / over(lambda k: w[k])),
        [v[k] > 0, w[k] > 0],
    ),
    "Jensen for softplus": (
        over(lambda k: p[k] * log(1 + exp(v[k]))) >= log(1 + exp(over(lambda k: p[k] * v[k]))),
        P0,
    ),
    "Jensen for cubes": (over(lambda k: v[k] ** 3) / K >= mean**3, [v[k] >= 0]),
    "log is concave": (log(t * s + (1 - t) * r) >= t * log(s) + (1 - t) * log(r), IN),
    "tanh is 1-Lipschitz": (Abs(tanh(x) - tanh(u)) <= Abs(x - u), []),
    "σ is ¼-Lipschitz": (sigmoid(x) - sigmoid(u) <= (x - u) / 4, [x >= u]),
    "Gaussian KL": (log(r / s) + (s**2 + (x - u) ** 2) / (2 * r**2) - Rational(1, 2) >= 0, []),
    "Huber": (huber <= x**2 / 2, []),
    "log cosh": (log((exp(x) + exp(-x)) / 2) <= x**2 / 2, []),
    "sub-Gaussian sign": ((exp(x) + exp(-x)) / 2 <= exp(x**2 / 2), []),
    "Popoviciu": (over(lambda k: (v[k] - mean) ** 2) / K <= s**2 / 4, [v[k] >= 0, v[k] <= s]),
    "the mean is nearest": (over(lambda k: (v[k] - mean) ** 2) <= over(lambda k: (v[k] - m) ** 2), []),
    "correlation": (
        over(lambda k: (v[k] - mean) * (w[k] - total(w[j], j) / K)) ** 2
        <= over(lambda k: (v[k] - mean) ** 2) * over(lambda k: (w[k] - total(w[j], j) / K) ** 2),
        [],
    ),
}

FALSE: dict[str, tuple[Relation, list[Relation]]] = {
    "cosine < 1": (inner / (norm(lambda k: v[k]) * norm(lambda k: w[k])) < 1, both),
    "RMSE ≤ MAE": (sqrt(total((y[n] - f[n]) ** 2, n) / N) <= total(Abs(y[n] - f[n]), n) / N, []),
    "softmax is ⅖-Lipschitz": (variance <= over(lambda k: v[k] ** 2) * Rational(2, 5), P0),
    "BCE without an upper end": (log(1 + exp(x)) - t * x >= 0, [t >= 0]),
    "Jensen–Shannon is 0 for equals": (js > 0, P + Q),
    "Jensen–Shannon of no distributions": (js <= log(2), [p[k] > 0, q[k] > 0]),
    "Pinsker without the half": (kl >= over(lambda k: Abs(p[k] - q[k])) ** 2, P + Q),
    "KL ≥ χ²": (over(lambda k: (p[k] - q[k]) ** 2 / q[k]) <= kl, P + Q),
    "layer norm with K − 2": (
        (v[a] - mean) ** 2 / (over(lambda k: (v[k] - mean) ** 2) / K + eps) <= K - 2,
        [K > 1],
    ),
    "1-norm without √K": (over(lambda k: Abs(v[k])) <= norm(lambda k: v[k]), []),
    "two terms that are one": (over(lambda k: v[k] ** 2) >= v[a] ** 2 + v[b] ** 2, []),
    "GM ≥ AM": (exp(over(lambda k: log(v[k])) / K) >= mean, [v[k] > 0]),
    "Bernoulli below 1": ((1 + s) ** gamma >= 1 + gamma * s, [gamma <= 1]),
    "Jensen for a concave function": (
        over(lambda k: p[k] * sqrt(v[k])) >= sqrt(over(lambda k: p[k] * v[k])),
        [*P0, v[k] > 0],
    ),
    "Jensen for cubes of any sign": (over(lambda k: v[k] ** 3) / K >= mean**3, []),
    "σ is ⅕-Lipschitz": (sigmoid(x) - sigmoid(u) <= (x - u) / 5, [x >= u]),
    "log cosh, strictly": (log((exp(x) + exp(-x)) / 2) < x**2 / 2, []),
    "log cosh ≤ 2r²/5": (log((exp(x) + exp(-x)) / 2) <= x**2 * Rational(2, 5), []),
    "gradient of CE ≤ 1": (sqrt(error) <= 1, []),
}


@pytest.mark.parametrize("name", TRUE)
def test_it_is_proved_for_every_dimension(name: str) -> None:
    relation, assuming = TRUE[name]
    assert prove(relation, assuming=assuming).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_proved(name: str) -> None:
    relation, assuming = FALSE[name]
    assert prove(relation, assuming=assuming, seconds=3).verdict is not Verdict.PROVED


def test_what_is_not_settled_says_what_was_tried() -> None:
    open_one = prove(total(sqrt(1 + v[k] ** 4), k) >= total(Abs(v[k]) ** 3, k) / K, seconds=2)
    assert open_one.verdict is not Verdict.PROVED
    assert open_one.verdict is Verdict.REFUTED or "Jensen" in open_one.detail
