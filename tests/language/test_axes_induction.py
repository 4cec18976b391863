"""Recurrences, and what is proved of them by induction: over an index, upwards and downwards, and over a dimension."""

from __future__ import annotations

import pytest

from proofnotes import (
    Abs,
    And,
    Dim,
    Eq,
    NotationError,
    Proof,
    Scalar,
    Tensor,
    Verdict,
    cases,
    delta,
    product,
    prove,
    sqrt,
    total,
)

T, D = Dim("T"), Dim("D")
t, s, r = T.indices("t s r")
d = D.index("d")
m, v, g, x, h, a, G, R = (Tensor(name, T) for name in "mvgxhaGR")
M, X = Tensor("M", T, D), Tensor("X", T, D)
β = Scalar("beta", positive=True)
γ, λ = Scalar("gamma", positive=True), Scalar("lambda", positive=True)
c, q, first = Scalar("c"), Scalar("q"), Scalar("h0")

average = Eq(m[t], β * m[t - 1] + (1 - β) * g[t])
unrolled = (1 - β) * total(β ** (t - s) * g[s], s, where=s <= t)


def is_proved(found: Proof) -> bool:
    """Whether it is; a sum that telescopes needs no induction."""
    return found.verdict is Verdict.PROVED


def test_momentum_unrolled() -> None:
    assert is_proved(prove(m[t], unrolled, assuming=[average]))
    assert prove(m[t], unrolled / (1 - β), assuming=[average]).verdict is Verdict.REFUTED
    assert prove(m[t], unrolled + β**t, assuming=[average]).verdict is Verdict.REFUTED


def test_a_proof_says_that_it_is_by_induction() -> None:
    found = prove(m[t], unrolled, assuming=[average], by="induction on t")
    assert is_proved(found)
    assert found.method.startswith("induction on t: ")


def test_any_letter_and_any_further_axis() -> None:
    other = Eq(M[r, d], β * M[r - 1, d] + X[r, d])
    assert is_proved(prove(M[t, d], total(β ** (t - s) * X[s, d], s, where=s <= t), assuming=[other]))


def test_the_bias_of_adam() -> None:
    constant = [average, Eq(g[t], c)]
    assert is_proved(prove(m[t], (1 - β**t) * c, assuming=constant))
    corrected = prove(m[t] / (1 - β**t), c, assuming=[*constant, Eq(m[t], (1 - β**t) * c), β < 1])
    assert corrected.verdict is not Verdict.REFUTED
    second = Eq(v[t], γ * v[t - 1] + (1 - γ) * g[t] ** 2)
    assert is_proved(prove(v[t], (1 - γ**t) * c**2, assuming=[second, Eq(g[t], c)]))


def test_a_bound_is_kept() -> None:
    assert is_proved(prove(Abs(m[t]) <= c, assuming=[average, Abs(g[t]) <= c, β < 1]))
    assert prove(Abs(m[t]) <= c, assuming=[average, Abs(g[t]) <= c]).verdict is not Verdict.PROVED


def test_a_first_value_by_cases() -> None:
    start = Eq(h[t], cases((first, Eq(t, 1)), β * h[t - 1]))
    assert is_proved(prove(h[t], β ** (t - 1) * first, assuming=[start]))
    assert prove(h[t], β**t * first, assuming=[start]).verdict is Verdict.REFUTED


def test_diffusion() -> None:
    kept = Tensor("alpha", T)
    whole = Eq(a[t], cases((kept[t], Eq(t, 1)), kept[t] * a[t - 1]))
    assert is_proved(prove(a[t], product(kept[s], s, where=s <= t), assuming=[whole]))
    noise = Eq(v[t], cases((1 - kept[t], Eq(t, 1)), kept[t] * v[t - 1] + 1 - kept[t]))
    assert is_proved(prove(v[t], 1 - a[t], assuming=[whole, noise]))
    mean = Eq(m[t], cases((sqrt(kept[t]) * c, Eq(t, 1)), sqrt(kept[t]) * m[t - 1]))
    assert is_proved(prove(m[t], sqrt(a[t]) * c, assuming=[whole, mean, kept[t] > 0, a[t] > 0]))


def test_a_linear_recurrent_network() -> None:
    w, u = Scalar("w", positive=True), Scalar("u")
    step = Eq(h[t], w * h[t - 1] + u * x[t])
    assert is_proved(prove(h[t], total(w ** (t - s) * u * x[s], s, where=s <= t), assuming=[step]))


def test_a_gradient_that_is_multiplied_at_every_step() -> None:
    slope = Eq(a[t], cases((1, Eq(t, 1)), x[t] * a[t - 1]))
    assert is_proved(prove(a[t], product(x[s], s, where=And(s <= t, s > 1)), assuming=[slope]))


def test_the_discounted_return_from_the_end() -> None:
    backwards = Eq(G[t], R[t] + γ * G[t + 1])
    assert is_proved(prove(G[t], total(γ ** (s - t) * R[s], s, where=s >= t), assuming=[backwards]))
    assert prove(G[t], total(γ ** (s - t) * R[s], s, where=s > t), assuming=[backwards]).verdict is Verdict.REFUTED


def test_generalized_advantages() -> None:
    residual = Tensor("delta", T)
    backwards = Eq(a[t], residual[t] + γ * λ * a[t + 1])
    assert is_proved(prove(a[t], total((γ * λ) ** (s - t) * residual[s], s, where=s >= t), assuming=[backwards]))


def test_gradient_descent_on_a_quadratic() -> None:
    η, curvature, θ = Scalar("eta"), Scalar("kappa"), Tensor("theta", T)
    step = Eq(θ[t], cases((first, Eq(t, 1)), θ[t - 1] - η * curvature * (θ[t - 1] - c)))
    error = (1 - η * curvature) ** (t - 1) * (first - c)
    assert is_proved(prove(θ[t] - c, error, assuming=[step, η * curvature < 1], by="induction on t"))


def test_sums_and_products_over_a_dimension() -> None:
    assert is_proved(prove(total(s, s), T * (T + 1) / 2, by="induction on T"))
    assert is_proved(prove(total(β**s, s) * (1 - β), β - β ** (T + 1), by="induction on T"))
    assert is_proved(prove(product(a[s], s) > 0, assuming=[a[t] > 0], by="induction on T"))
    weierstrass = product(1 - a[s], s) >= 1 - total(a[s], s)
    assert is_proved(prove(weierstrass, assuming=[a[t] >= 0, a[t] <= 1], by="induction on T"))
    assert prove(total(s, s), T * (T + 2) / 3, by="induction on T").verdict is Verdict.REFUTED


def test_bernoulli() -> None:
    assert is_proved(prove((1 + q) ** T >= 1 + T * q, assuming=[q > -1]))
    assert prove((1 + q) ** T >= 1 + (T + 1) * q, assuming=[q > -1]).verdict is Verdict.REFUTED


def test_what_is_false_at_the_start_is_not_proved() -> None:
    """Each step would be right."""
    assert prove(m[t], c, assuming=[Eq(m[t], m[t - 1])], by="induction on t").verdict is Verdict.REFUTED
    assert prove(total(s, s), T * (T + 1) / 2 + 1, by="induction on T").verdict is Verdict.REFUTED
    assert prove(G[t], c, assuming=[Eq(G[t], G[t + 1])], by="induction on t").verdict is Verdict.REFUTED


def test_what_fails_at_one_step_is_not_proved() -> None:
    late = Eq(m[t], m[t - 1] + cases((1, Eq(t, 3)), 0))
    assert prove(m[t], 0, assuming=[late], by="induction on t").verdict is not Verdict.PROVED
    assert prove(m[t], m[t - 1], assuming=[late], by="induction on t").verdict is not Verdict.PROVED
    odd = Eq(m[t], m[t - 1] + delta(t - 1, 1))
    assert prove(m[t], 0, assuming=[odd], by="induction on t").verdict is not Verdict.PROVED


def test_a_hypothesis_about_all_places_is_not_one_about_fewer() -> None:
    """Σ x = 1 over n + 1 places does not say it of n of them."""
    assert prove(total(x[s], s) * T, T, assuming=[Eq(total(x[s], s), 1)]).verdict is Verdict.PROVED
    found = prove(total(x[s] * s, s) <= T, assuming=[Eq(total(x[s], s), 1)], by="induction on T")
    assert found.verdict is not Verdict.PROVED


def test_a_hypothesis_about_some_places_is_part_of_the_statement() -> None:
    assert prove(m[t], m[1], assuming=[Eq(m[s], m[s - 1]), t > 1], by="induction on t").verdict is not Verdict.PROVED


def test_it_is_asked_for_by_a_name() -> None:
    with pytest.raises(NotationError, match="expected by='induction on t'"):
        prove(m[t], 0, by="magic")
    with pytest.raises(NotationError, match="z is no free index and no dimension of it; there are T, t"):
        prove(m[t], 0, by="induction on z")
