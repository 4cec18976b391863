"""Expectations: linear, by moments, over named laws and over laws of which only hypotheses are known."""

import pytest

from proofnotes import (
    Abs,
    Bernoulli,
    Categorical,
    Cov,
    Dim,
    E,
    Eq,
    Max,
    Normal,
    NotationError,
    Random,
    Scalar,
    Tensor,
    Uniform,
    Var,
    Verdict,
    delta,
    diff,
    exp,
    let,
    log,
    prove,
    sqrt,
    total,
)
from proofnotes.printing.latex import latex
from proofnotes.second_engine import Agreement, check

K, N, D = Dim("K"), Dim("N"), Dim("D")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
d, e = D.indices("d e")
mu, σ, t, p, y, b0 = (Scalar(name) for name in ("mu", "sigma", "t", "p", "y", "b"))
v, q, α = Scalar("v", positive=True), Scalar("q"), Scalar("alpha", positive=True)
X, w, f, P = Tensor("X", D), Tensor("w", D), Tensor("f", K), Tensor("p", K)

x, ε = Normal("x", mu, σ), Normal("epsilon")
above = Normal("h", x, t)
bit, u, r, s = Bernoulli("m", p), Uniform("u", 0, t), Random("r"), Random("s")
mask = Bernoulli("mask", q, over=D)
W, weights = Normal("W", variance=v, over=(N, D)), Random("w_0", over=D)
query, key, noise = Normal("query", over=D), Normal("key", over=D), Normal("xi", mu, σ, over=N)

PROBABILITY, OPEN, KEPT = [p >= 0, p <= 1], [p > 0, p < 1], [q > 0, q <= 1]
POSITIVE, SUM_1 = [σ > 0], [Eq(total(P[k], k), 1)]
UNCORRELATED = [Eq(E(weights[d] * weights[e], weights), v * delta(d, e))]

density = -((x - mu) ** 2) / (2 * σ**2) - log(σ)
likelihood = bit * log(p) + (1 - bit) * log(1 - p)
layer, dropped = total(W[n, d] * X[d], d), total(w[d] * mask[d] * X[d] / q, d)
score = total(query[d] * key[d], d)
mean = total(noise[n], n) / N
reward = x**2 + t * x
diffused = sqrt(α) * y + sqrt(1 - α) * ε

TRUE = {
    "the mean of a Gaussian": (E(x, x), mu, []),
    "its variance": (Var(x, x), σ**2, []),
    "its fourth moment": (E(x**4, x), mu**4 + 6 * mu**2 * σ**2 + 3 * σ**4, []),
    "its moments, generated": (E(exp(t * x), x), exp(t * mu + t**2 * σ**2 / 2), []),
    "a log-normal variance": (Var(exp(x), x), (exp(σ**2) - 1) * exp(2 * mu + σ**2), []),
    "Stein": (E(x * exp(t * x), x), (mu + t * σ**2) * exp(t * mu + t**2 * σ**2 / 2), []),
    "the mean of a bit": (E(bit, bit), p, PROBABILITY),
    "its variance, p(1 − p)": (Var(bit, bit), p * (1 - p), PROBABILITY),
    "any function of a bit": (E(exp(t * bit), bit), 1 - p + p * exp(t), PROBABILITY),
    "a uniform variance": (Var(u, u), t**2 / 12, []),
    "a uniform moment": (E(u**6, u), t**6 / 7, []),
    "inverted dropout keeps the mean": (E(dropped, mask), total(w[d] * X[d], d), KEPT),
    "and has this variance": (Var(dropped, mask), (1 - q) / q * total(w[d] ** 2 * X[d] ** 2, d), KEPT),
    "He: the variance of a layer": (Var(layer, W), v * total(X[d] ** 2, d), []),
    "units are uncorrelated": (
        Cov(layer, total(W[m, d] * X[d], d), W),
        delta(n, m) * v * total(X[d] ** 2, d),
        [],
    ),
    "attention: q · k has variance d": (Var(score, query, key), D, []),
    "and after the √d 1": (Var(score / sqrt(D), query, key), 1, []),
    "the variance of a mean": (Var(mean, noise), σ**2 / N, []),
    "the sample variance": (E(total((noise[n] - mean) ** 2, n), noise), (N - 1) * σ**2, []),
    "bias and variance": (E((r - t) ** 2, r), (E(r, r) - t) ** 2 + Var(r, r), []),
    "with independent noise": (
        E((r - (y + ε)) ** 2, r, ε),
        (E(r, r) - y) ** 2 + Var(r, r) + 1,
        [],
    ),
    "E is linear": (E(2 * r + t, r), 2 * E(r, r) + t, []),
    "independent factors": (E(r * s, r, s), E(r, r) * E(s, s), []),
    "moments as hypotheses": (Var(r, r), v, [Eq(E(r, r), mu), Eq(E(r**2, r), v + mu**2)]),
    "uncorrelated weights": (E(total(weights[d] * X[d], d) ** 2, weights), v * total(X[d] ** 2, d), UNCORRELATED),
    "the score has mean 0": (E(diff(density, mu), x), 0, POSITIVE),
    "Fisher, of the mean": (E(diff(density, mu) ** 2, x), 1 / σ**2, POSITIVE),
    "Fisher, of the deviation": (E(diff(density, σ) ** 2, x), 2 / σ**2, POSITIVE),
    "Fisher, by the curvature": (-E(diff(density, mu, mu), x), 1 / σ**2, POSITIVE),
    "the score of a bit": (E(diff(likelihood, p), bit), 0, OPEN),
    "Fisher, of a bit": (E(diff(likelihood, p) ** 2, bit), 1 / (p * (1 - p)), OPEN),
    "REINFORCE": (E(reward * diff(density, mu), x), diff(E(reward, x), mu), POSITIVE),
    "a baseline costs nothing": (E((reward - b0) * diff(density, mu), x), E(reward * diff(density, mu), x), POSITIVE),
    "reparameterised": (diff(E(reward, x), σ), E(diff(reward, x) * (x - mu) / σ, x), POSITIVE),
    "a gradient by p": (diff(E(exp(t * bit), bit), p), exp(t) - 1, PROBABILITY),
    "diffusion: the mean": (E(diffused, ε), sqrt(α) * y, [α < 1]),
    "diffusion: the variance": (Var(diffused, ε), 1 - α, [α < 1]),
    "total expectation": (E(above, above, x), mu, []),
    "total variance": (Var(above, above, x), t**2 + σ**2, []),
    "a categorical variance": (
        Var(f[k], Categorical(P[k], k)),
        total(P[k] * f[k] ** 2, k) - total(P[k] * f[k], k) ** 2,
        SUM_1,
    ),
}

FALSE = {
    "E x³ = (E x)³": (E(x**3, x), mu**3, []),
    "E |r| = |E r|": (E(Abs(r), r) ** 2, E(r, r) ** 2, []),
    "E r² = (E r)²": (E(r**2, r), E(r, r) ** 2, []),
    "a factor comes out once": (Var(2 * r, r), 2 * Var(r, r), []),
    "a bit has variance p": (Var(bit, bit), p, PROBABILITY),
    "weights of one row are alike": (E(W[n, d] * W[n, e], W), v, []),
    "e^{tx} without σ²": (E(exp(t * x), x), exp(t * mu), []),
    "the free r is the bound one": (E(r, r), 0, [Eq(r, 0)]),
    "the free x is the bound one": (E(x, x), 0, [Eq(x, 0)]),
}


@pytest.mark.parametrize("name", TRUE)
def test_it_is_proved_and_the_second_engine_agrees(name):
    left, right, given = TRUE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.PROVED
    assert check(proof.statement, given).agreement is not Agreement.DISAGREES


@pytest.mark.parametrize("name", FALSE)
def test_it_is_refuted(name):
    left, right, given = FALSE[name]
    assert prove(left, right, assuming=given).verdict is Verdict.REFUTED


UNKNOWN = {
    "a kink is not split on": (E(Abs(x), x) ** 2, E(x, x) ** 2),
    "not even where both sides are the same": (E(Max(x, 0), x), E(Max(x, 0), x)),
    "a mean that may be infinite": (E(exp(x**2), x), E(exp(x**2), x)),
    "though it is multiplied by 0": (0 * E(exp(x**2), x), 0),
    "or differentiated away": (diff(E(exp(x**2), x), y), 0),
    "a reciprocal": (E(1 / x, x), E(1 / x, x)),
    "a reciprocal, of any law": (E(1 / r, r), E(1 / r, r)),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_to_have_a_mean_is_not_decided(name):
    assert prove(*UNKNOWN[name]).verdict is Verdict.UNKNOWN


def test_a_probability_has_to_be_one():
    proof = prove(E(bit, bit), p)
    assert proof.verdict is Verdict.UNKNOWN
    assert [str(each) for each in proof.missing] == ["p >= 0", "1 - p >= 0"]


def test_what_has_one_sign_has_a_mean_of_that_sign():
    assert prove(E(r**2, r) >= 0).verdict is Verdict.PROVED
    assert prove(E(exp(r), r) > 0).verdict is Verdict.PROVED
    assert prove(E(r, r) > 0, assuming=[r > 0]).verdict is Verdict.REFUTED


def test_a_bound_variable_captures_nothing():
    shifted = let("shifted", E(x * y, x), inputs=(y,))
    assert prove(shifted.of(x), mu * x).verdict is Verdict.PROVED
    assert prove(E(E(x, x) * x, x), mu**2).verdict is Verdict.PROVED
    assert prove(diff(E(x * y, x), x), 0).verdict is Verdict.PROVED


def test_what_depends_on_a_quantity_is_averaged_before_it():
    with pytest.raises(NotationError, match="the law of h depends on x; write it before x"):
        E(above, x, above)
    with pytest.raises(NotationError, match="expected a random quantity"):
        E(mu, mu)


def test_they_print_with_their_law():
    assert latex(E(x**2, x)) == r"\mathbb{E}_{x \sim \mathcal{N}(\mu, \sigma^2)} [x^2]"
    assert latex(E(r, r)) == r"\mathbb{E}_{r} [r]"
    assert latex(E(bit, bit)) == r"\mathbb{E}_{m \sim \mathcal{B}(p)} [m]"
    assert latex(E(W[n, d], W)) == r"\mathbb{E}_{W \sim \mathcal{N}(0, v)} [W_{nd}]"
    assert str(E(x**2, x)) == "E(x**2, x)"
