"""BatchNorm, running statistics: how a batch moves the mean and the variance that inference uses.

    m_d ← (1 − ρ) m_d + ρ μ_d,   v_d ← (1 − ρ) v_d + ρ N/(N − 1) σ²_d,   N ≥ 2

Source: S. Ioffe, C. Szegedy, 2015, arXiv:1502.03167, Algorithm 2; the moving average of section 3.1.
"""

from derivations.batch_norm import (
    D,
    N,
    d,
    e,
    m,
    n,
    next_mean,
    next_var,
    running_mean,
    running_var,
    x,
    y_inference,
    β,
    γ,
    ε,
    μ,
    ρ,
    σ2,
)
from proofnotes import Tensor, Theorem, chain, diff, sqrt, total

g = Tensor("g", D)
dx = Tensor("dx", N, D, latex=r"\dot{x}")
dγ, dβ = Tensor("dgamma", D, latex=r"\dot{\gamma}"), Tensor("dbeta", D, latex=r"\dot{\beta}")
ṁ, v̇ = Tensor("drunning_mean", D, latex=r"\dot{m}"), Tensor("drunning_var", D, latex=r"\dot{v}")
unbiased = N / (N - 1) * σ2[d]

pairs = Theorem(
    "batch_norm.unbiased",
    unbiased,
    "Σ_n Σ_m (x_nd − x_md)² = 2N Σ_n (x_nd − μ_d)²",
    1 / (N * (N - 1)) * total((x[n, d] - x[m, d]) ** 2 / 2, n, m),
    assuming=[N > 1],
    note="The mean of (x_nd − x_md)²/2 over the N(N − 1) ordered pairs n ≠ m, and each of them has the variance for "
    "its expectation where samples are independent: the estimate is unbiased.",
)

decay = Theorem(
    "batch_norm.running_decay",
    chain(next_mean[d] - μ[d], "ρ μ_d − μ_d = −(1 − ρ) μ_d", (1 - ρ) * (running_mean[d] - μ[d]), label="mean"),
    chain(
        next_var[d] - unbiased,
        "the same for the variance",
        (1 - ρ) * (running_var[d] - unbiased),
        label="var",
        assuming=[N > 1],
    ),
    note="Where the same batch comes again and again, what is left of the start falls like (1 − ρ)ᵏ.",
)

mean_vjp = Theorem(
    "batch_norm.running_mean_vjp",
    chain(
        total(g[d] * diff(next_mean[d], running_mean[e]), d),
        "linear in m_d with slope 1 − ρ",
        (1 - ρ) * g[e],
        label="running_mean",
    ),
    chain(total(g[d] * diff(next_mean[d], x[m, e]), d), "∂μ_d/∂x_me = δ_de/N", ρ / N * g[e], label="x"),
)

var_vjp = Theorem(
    "batch_norm.running_var_vjp",
    chain(
        total(g[d] * diff(next_var[d], running_var[e]), d),
        "linear in v_d with slope 1 − ρ",
        (1 - ρ) * g[e],
        label="running_var",
    ),
    chain(
        total(g[d] * diff(next_var[d], x[m, e]), d),
        "∂σ²_d/∂x_me = 2 δ_de (x_md − μ_d)/N",
        2 * ρ / (N - 1) * g[e] * (x[m, e] - μ[e]),
        label="x",
    ),
    assuming=[N > 1],
)

var_jvp = Theorem(
    "batch_norm.running_var_jvp",
    total(diff(next_var[d], running_var[e]) * v̇[e], e) + total(diff(next_var[d], x[m, e]) * dx[m, e], m, e),
    "∂σ²_d/∂x_me = 2 δ_de (x_md − μ_d)/N",
    (1 - ρ) * v̇[d] + 2 * ρ / (N - 1) * total((x[m, d] - μ[d]) * dx[m, d], m),
    assuming=[N > 1],
)

s = sqrt(running_var[d] + ε)
normalized = (x[n, d] - running_mean[d]) / s

inference_jvp = Theorem(
    "batch_norm.inference_jvp",
    chain(
        total(diff(y_inference[n, d], x[m, e]) * dx[m, e], m, e),
        "affine in x with slope γ_d/√(v_d + ε)",
        γ[d] / s * dx[n, d],
        label="x",
    ),
    chain(
        total(diff(y_inference[n, d], γ[e]) * dγ[e], e),
        "∂y_nd/∂γ_e = δ_de (x_nd − m_d)/√(v_d + ε)",
        normalized * dγ[d],
        label="gamma",
    ),
    chain(total(diff(y_inference[n, d], β[e]) * dβ[e], e), "∂y_nd/∂β_e = δ_de", dβ[d], label="beta"),
    chain(
        total(diff(y_inference[n, d], running_mean[e]) * ṁ[e], e),
        "∂y_nd/∂m_e = −δ_de γ_d/√(v_d + ε)",
        -(γ[d] / s * ṁ[d]),
        label="running_mean",
    ),
    chain(
        total(diff(y_inference[n, d], running_var[e]) * v̇[e], e),
        "d/dv (v + ε)^{−1/2} = −(v + ε)^{−1/2}/(2(v + ε))",
        -(γ[d] / s * normalized * (v̇[d] / (2 * s))),
        label="running_var",
    ),
    assuming=[running_var[d] >= 0],
)
