"""Functions from papers, each as its author would write it here and in plain NumPy: what `lambdify` is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import pi as PI
from typing import Any

import numpy as np

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Max,
    Scalar,
    Tensor,
    cases,
    cos,
    exp,
    let,
    log,
    pi,
    sin,
    softplus,
    sqrt,
    tanh,
    total,
)

Array = np.ndarray


@dataclass(frozen=True)
class Paper:
    """A definition, the shapes that it is called with (by the sizes of dimensions), and its value in NumPy.

    draws says how an input is drawn where it is not normal; lead are leading axes of all inputs in `outer`.
    """

    definition: Definition
    shapes: tuple[tuple[str, ...], ...]
    wanted: Callable[..., Array]
    draws: dict[str, Callable[[np.random.Generator, tuple[int, ...]], Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.definition.name

    def inputs(self, sizes: dict[str, int], lead: tuple[int, ...] = (), seed: int = 0) -> list[Any]:
        """Arrays of these sizes.   lead goes in front of every one whose shape begins with "*"."""
        rng = np.random.default_rng(seed)
        found = []
        for each, shape in zip(self.definition.inputs, self.shapes, strict=True):
            full = tuple(size for name in shape for size in (lead if name == "*" else (sizes[name],)))
            found.append(self.draws.get(each.name, lambda rng, shape: rng.normal(size=shape))(rng, full))
        return found


def positive(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return rng.uniform(0.3, 2.0, shape)


def probability(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return rng.uniform(0.1, 0.9, shape)


def binary(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return (rng.uniform(size=shape) > 0.5) * 1.0


N, D, T, S, V, H, R, G = map(Dim, ["N", "D", "T", "S", "V", "H", "R", "G"])
n, m = N.indices("n m")
d, e = D.indices("d e")
t, s, v, h, r = T.index("t"), S.index("s"), V.index("v"), H.index("h"), R.index("r")
k = H.index("k")
x, y, z, mu, beta = Scalar("x"), Scalar("y"), Scalar("z"), Scalar("mu"), Scalar("beta", positive=True)


def np_softmax(a: Array, axis: int = -1) -> Array:
    e = np.exp(a - a.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def np_sigmoid(a: Array) -> Array:
    return 1 / (1 + np.exp(-np.asarray(a)))


def sigma(a: Any) -> Any:
    return 1 / (1 + exp(-a))


def _attention() -> Paper:
    q, k, values = Tensor("q", T, D), Tensor("k", S, D), Tensor("v", S, V)
    scores = let("scores", total(q[t, d] * k[s, d], d) / sqrt(D), t, s)
    weights = let("weights", exp(scores[t, s]) / total(exp(scores[t, S.index("u")]), S.index("u")), t, s)
    made = Definition(
        "attention", total(weights[t, s] * values[s, v], s), inputs=(q, k, values), indices=(t, v),
        source="Vaswani et al. 2017",
    )  # fmt: skip

    def wanted(q: Array, k: Array, v: Array) -> Array:
        return np_softmax(q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1])) @ v

    return Paper(made, (("*", "T", "D"), ("*", "S", "D"), ("*", "S", "V")), wanted)


def _gru() -> Paper:
    """Of the whole cell, the new state."""
    X, state = Tensor("x", D), Tensor("state", H)
    parts = {}
    for gate in ("r", "u", "c"):
        W, U, b = Tensor(f"W_{gate}", H, D), Tensor(f"U_{gate}", H, H), Tensor(f"b_{gate}", H)
        parts[gate] = (W, U, b)

    def affine(gate: str, inner: Callable[[Any], Any]) -> Any:
        W, U, b = parts[gate]
        return total(W[h, d] * X[d], d) + total(U[h, k] * inner(k), k) + b[h]

    reset = let("reset", sigma(affine("r", lambda k: state[k])), h)
    update = let("update", sigma(affine("u", lambda k: state[k])), h)
    candidate = let("candidate", tanh(affine("c", lambda k: reset[k] * state[k])), h)
    body = (1 - update[h]) * state[h] + update[h] * candidate[h]
    inputs = (X, state, *(each for gate in parts.values() for each in gate))
    made = Definition("gru", body, inputs=inputs, indices=(h,), source="Cho et al. 2014")

    def wanted(x: Array, state: Array, *p: Array) -> Array:
        def affine(W: Array, U: Array, b: Array, inner: Array) -> Array:
            return x @ W.T + inner @ U.T + b

        reset, update = np_sigmoid(affine(*p[0:3], state)), np_sigmoid(affine(*p[3:6], state))
        candidate = np.tanh(affine(*p[6:9], reset * state))
        return (1 - update) * state + update * candidate

    weights = (("H", "D"), ("H", "H"), ("H",))
    return Paper(made, (("*", "D"), ("*", "H"), *weights, *weights, *weights), wanted)


def _lora() -> Paper:
    X, W, A, B = Tensor("x", D), Tensor("W", H, D), Tensor("A", R, D), Tensor("B", H, R)
    alpha = Scalar("alpha")
    body = total(W[h, d] * X[d], d) + alpha / R * total(B[h, r] * total(A[r, d] * X[d], d), r)
    made = Definition(
        "lora", body, inputs=(X, W, A, B), indices=(h,), parameters=((alpha, 16.0),), source="Hu et al. 2021"
    )
    return Paper(
        made,
        (("*", "D"), ("H", "D"), ("R", "D"), ("H", "R")),
        lambda x, W, A, B: x @ W.T + 16.0 / A.shape[0] * (x @ A.T @ B.T),
    )


def _ridge() -> Paper:
    X, Y, w, lam = Tensor("X", N, D), Tensor("y", N), Tensor("w", D), Scalar("lam")
    body = total((total(X[n, d] * w[d], d) - Y[n]) ** 2, n) / N + lam * total(w[d] ** 2, d)
    made = Definition("ridge", body, inputs=(X, Y, w), parameters=((lam, 0.1),), source="Hoerl and Kennard 1970")
    return Paper(made, (("N", "D"), ("N",), ("D",)), lambda X, y, w: np.mean((X @ w - y) ** 2) + 0.1 * np.sum(w**2))


def _cosine() -> Paper:
    a, b = Tensor("a", D), Tensor("b", D)
    body = total(a[d] * b[d], d) / (sqrt(total(a[d] ** 2, d)) * sqrt(total(b[d] ** 2, d)))
    made = Definition("cosine", body, inputs=(a, b))

    def wanted(a: Array, b: Array) -> Array:
        return np.sum(a * b, -1) / np.sqrt(np.sum(a * a, -1) * np.sum(b * b, -1))

    return Paper(made, (("*", "D"), ("*", "D")), wanted)


def _focal() -> Paper:
    gamma, alpha = Scalar("gamma"), Scalar("alpha")
    p = sigma(z)
    body = -alpha * y * (1 - p) ** gamma * log(p) - (1 - alpha) * (1 - y) * p**gamma * log(1 - p)
    made = Definition("focal", body, inputs=(y, z), parameters=((gamma, 2.0), (alpha, 0.25)), source="Lin et al. 2017")

    def wanted(y: Array, z: Array) -> Array:
        p = np_sigmoid(z)
        return -0.25 * y * (1 - p) ** 2 * np.log(p) - 0.75 * (1 - y) * p**2 * np.log(1 - p)

    return Paper(made, (("*",), ("*",)), wanted, {"y": binary})


def _rope() -> Paper:
    """The first of the two halves that are rotated."""
    a, b, f, p = Tensor("a", D), Tensor("b", D), Tensor("f", D), Scalar("p")
    made = Definition("rope", a[d] * cos(p * f[d]) - b[d] * sin(p * f[d]), inputs=(a, b, f, p), indices=(d,))
    return Paper(
        made,
        (("*", "D"), ("*", "D"), ("*", "D"), ("*",)),
        lambda a, b, f, p: a * np.cos(np.asarray(p)[..., None] * f) - b * np.sin(np.asarray(p)[..., None] * f),
    )


def _group_norm() -> Paper:
    """Groups of channels as an axis of their own."""
    X, gamma, bias, eps = Tensor("x", G, D), Tensor("gamma", G, D), Tensor("bias", G, D), Scalar("eps", positive=True)
    g = G.index("g")
    mean = let("mean", total(X[g, d], d) / D, g)
    var = let("var", total((X[g, d] - mean[g]) ** 2, d) / D, g)
    body = gamma[g, e] * (X[g, e] - mean[g]) / sqrt(var[g] + eps) + bias[g, e]
    made = Definition(
        "group_norm", body, inputs=(X, gamma, bias), indices=(g, e), parameters=((eps, 1e-5),),
        source="Wu and He 2018",
    )  # fmt: skip

    def wanted(x: Array, gamma: Array, bias: Array) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        return gamma * centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) + bias

    return Paper(made, (("G", "D"), ("G", "D"), ("G", "D")), wanted)


def _prelu() -> Paper:
    X, slope = Tensor("x", D), Tensor("a", D)
    made = Definition(
        "prelu", cases((X[d], X[d] > 0), slope[d] * X[d]), inputs=(X, slope), indices=(d,), source="He et al. 2015"
    )
    return Paper(made, (("*", "D"), ("*", "D")), lambda x, a: np.where(x > 0, x, a * x))


def _huber() -> Paper:
    c = Scalar("c", positive=True)
    body = cases(((x - y) ** 2 / 2, Abs(x - y) <= c), c * (Abs(x - y) - c / 2))
    made = Definition("huber", body, inputs=(x, y), parameters=((c, 1.0),), source="Huber 1964")

    def wanted(x: Array, y: Array) -> Array:
        off = np.abs(np.subtract(x, y))
        return np.where(off <= 1, off**2 / 2, off - 0.5)

    return Paper(made, (("*",), ("*",)), wanted)


def _triplet() -> Paper:
    a, p, q, margin = Tensor("a", D), Tensor("p", D), Tensor("q", D), Scalar("margin")
    near, far = sqrt(total((a[d] - p[d]) ** 2, d)), sqrt(total((a[d] - q[d]) ** 2, d))
    made = Definition("triplet", Max(near - far + margin, 0), inputs=(a, p, q), parameters=((margin, 1.0),))

    def wanted(a: Array, p: Array, q: Array) -> Array:
        return np.maximum(np.linalg.norm(a - p, axis=-1) - np.linalg.norm(a - q, axis=-1) + 1, 0)

    return Paper(made, (("*", "D"),) * 3, wanted)


def _infonce() -> Paper:
    """Every row against all, with its own partner on the diagonal."""
    a, b, tau = Tensor("a", N, D), Tensor("b", N, D), Scalar("tau", positive=True)
    scores = let("scores", total(a[n, d] * b[m, d], d) / tau, n, m)
    body = -total(scores[n, n] - log(total(exp(scores[n, m]), m)), n) / N
    made = Definition("infonce", body, inputs=(a, b), parameters=((tau, 0.5),), source="van den Oord et al. 2018")

    def wanted(a: Array, b: Array) -> Array:
        scores = a @ b.T / 0.5
        return -np.mean(np.diag(scores) - np.log(np.sum(np.exp(scores), axis=1)))

    return Paper(made, (("N", "D"), ("N", "D")), wanted)


def _gaussian_nll() -> Paper:
    var = Scalar("var", positive=True)
    made = Definition("gaussian_nll", log(2 * pi * var) / 2 + (x - mu) ** 2 / (2 * var), inputs=(x, mu, var))
    return Paper(
        made,
        (("*",),) * 3,
        lambda x, mu, var: np.log(2 * PI * var) / 2 + np.subtract(x, mu) ** 2 / (2 * var),
        {"var": positive},
    )


def _gaussian_kl() -> Paper:
    m1, m2 = Tensor("m1", D), Tensor("m2", D)
    s1, s2 = Tensor("s1", D), Tensor("s2", D)
    term = log(s2[d] / s1[d]) + (s1[d] ** 2 + (m1[d] - m2[d]) ** 2) / (2 * s2[d] ** 2) - 1 / 2
    made = Definition("gaussian_kl", total(term, d), inputs=(m1, s1, m2, s2), assuming=[s1[d] > 0, s2[d] > 0])

    def wanted(m1: Array, s1: Array, m2: Array, s2: Array) -> Array:
        return np.sum(np.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5, axis=-1)

    return Paper(made, (("*", "D"),) * 4, wanted, {"s1": positive, "s2": positive})


def _elbo() -> Paper:
    """The term of a variational autoencoder that its encoder is held to, by log variances."""
    mean, logvar = Tensor("mean", D), Tensor("logvar", D)
    made = Definition(
        "elbo", -total(1 + logvar[d] - mean[d] ** 2 - exp(logvar[d]), d) / 2, inputs=(mean, logvar),
        source="Kingma and Welling 2014",
    )  # fmt: skip
    return Paper(made, (("*", "D"), ("*", "D")), lambda m, lv: -np.sum(1 + lv - m**2 - np.exp(lv), axis=-1) / 2)


def _selu() -> Paper:
    lam, alpha = 1.0507009873554805, 1.6732632423543772
    made = Definition("selu", lam * cases((x, x > 0), alpha * (exp(x) - 1)), inputs=(x,))
    return Paper(made, (("*",),), lambda x: lam * np.where(np.asarray(x) > 0, x, alpha * np.expm1(x)))


def _tempered() -> Paper:
    a, tau = Tensor("z", D), Scalar("tau", positive=True)
    made = Definition("tempered", exp(a[d] / tau) / total(exp(a[e] / tau), e), inputs=(a, tau), indices=(d,))
    return Paper(made, (("*", "D"), ("*",)), lambda z, t: np_softmax(z / np.asarray(t)[..., None]), {"tau": positive})


def _mahalanobis() -> Paper:
    a, A = Tensor("x", D), Tensor("A", D, D)
    made = Definition("mahalanobis", total(a[d] * A[d, e] * a[e], d, e), inputs=(a, A))
    return Paper(made, (("*", "D"), ("D", "D")), lambda x, A: np.einsum("...d,de,...e", x, A, x))


def _bilinear() -> Paper:
    a, b, W = Tensor("a", D), Tensor("b", S), Tensor("W", H, D, S)
    made = Definition("bilinear", total(a[d] * W[h, d, s] * b[s], d, s), inputs=(a, W, b), indices=(h,))
    return Paper(
        made, (("*", "D"), ("H", "D", "S"), ("*", "S")), lambda a, W, b: np.einsum("...d,hds,...s->...h", a, W, b)
    )


def _tucker() -> Paper:
    """A contraction of three matrices with a core of three axes."""
    core, A, B, C = Tensor("core", D, S, R), Tensor("A", T, D), Tensor("B", H, S), Tensor("C", V, R)
    body = total(core[d, s, r] * A[t, d] * B[h, s] * C[v, r], d, s, r)
    made = Definition("tucker", body, inputs=(core, A, B, C), indices=(t, h, v))
    return Paper(
        made,
        (("D", "S", "R"), ("T", "D"), ("H", "S"), ("V", "R")),
        lambda core, A, B, C: np.einsum("dsr,td,hs,vr->thv", core, A, B, C),
    )


def _log_cosh() -> Paper:
    made = Definition("softplus_beta", softplus(beta * x) / beta, inputs=(x, beta))
    return Paper(made, (("*",), ("*",)), lambda x, b: np.log1p(np.exp(b * x)) / b, {"beta": positive})


PAPERS = tuple(
    make()
    for make in (
        _attention, _gru, _lora, _ridge, _cosine, _focal, _rope, _group_norm, _prelu, _huber, _triplet, _infonce,
        _gaussian_nll, _gaussian_kl, _elbo, _selu, _tempered, _mahalanobis, _bilinear, _tucker, _log_cosh,
    )
)  # fmt: skip
