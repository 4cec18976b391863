"""BatchNorm, backward: the gradients, back through x̂, σ² and μ; and the tangents.

    dx_nd = γ_d (g_nd − mean_n g_nd − x̂_nd mean_n(g_nd x̂_nd))/√(σ²_d + ε),  dγ_d = Σ_n g_nd x̂_nd,  dβ_d = Σ_n g_nd

Source: S. Ioffe, C. Szegedy, 2015, arXiv:1502.03167, section 3.
"""

from derivations.batch_norm import N, d, dx, dβ, dγ, e, g, m, n, x, x̂, x̂0, y, β, γ, ε, μ, σ2
from proofnotes import Rational, Theorem, chain, delta, diff, let, let_scalar, sqrt, total

s = sqrt(σ2[d] + ε)
L = let_scalar("L", total(g[n, d] * y[n, d], n, d), latex=r"\mathcal{L}")
dx̂ = let("dxhat", γ[d] * g[n, d], n, d, latex=r"\text{d}\hat{x}")
dσ2 = let(
    "dsigma2",
    -Rational(1, 2) * total(dx̂[n, d] * (x[n, d] - μ[d]), n) * (σ2[d] + ε) ** Rational(-3, 2),
    d,
    latex=r"\text{d}\sigma^2",
)
dμ = let(
    "dmu",
    -(total(dx̂[n, d], n) / sqrt(σ2[d] + ε)) - dσ2[d] * (2 / N * total(x[n, d] - μ[d], n)),
    d,
    latex=r"\text{d}\mu",
)

jacobian = Theorem(
    "batch_norm.jacobian",
    chain(
        diff(x̂[n, d], x[m, e]),
        "quotient rule",
        diff(x[n, d] - μ[d], x[m, e]) / s - (x[n, d] - μ[d]) / (2 * (σ2[d] + ε) * s) * diff(σ2[d], x[m, e]),
        "∂μ_d/∂x_me = δ_de/N and ∂σ²_d/∂x_me = 2 δ_de (x_md − μ_d)/N",
        delta(d, e) * (delta(n, m) - 1 / N) / s
        - (x[n, d] - μ[d]) / (2 * (σ2[d] + ε) * s) * (2 * delta(d, e) * (x[m, d] - μ[d]) / N),
        "x̂ = (x − μ)/√(σ² + ε)",
        delta(d, e) * (delta(n, m) - 1 / N - x̂[n, d] * x̂[m, d] / N) / sqrt(σ2[d] + ε),
    ),
    chain(diff(μ[d], x[m, e]), "∂x_nd/∂x_me = δ_nm δ_de", delta(d, e) / N, label="mu"),
    chain(
        diff(σ2[d], x[m, e]),
        "chain rule",
        2 / N * total((x[n, d] - μ[d]) * delta(d, e) * (delta(n, m) - 1 / N), n),
        "contract δ_nm; Σ_n (x_nd − μ_d) = 0",
        2 * delta(d, e) * (x[m, d] - μ[d]) / N,
        label="sigma2",
    ),
)

vjp = Theorem(
    "batch_norm.vjp",
    chain(diff(L, x̂[n, d]), "y_nd = γ_d x̂_nd + β_d", dx̂[n, d], label="xhat"),
    chain(
        diff(L, σ2[d]),
        "chain rule",
        total(dx̂[n, d] * diff(x̂[n, d], σ2[d]), n),
        "d(σ² + ε)^{−1/2}/dσ² = −(σ² + ε)^{−3/2}/2",
        dσ2[d],
        label="sigma2",
    ),
    chain(
        diff(L, μ[d]),
        "chain rule, through σ² too",
        -(total(dx̂[n, d], n) / sqrt(σ2[d] + ε)) + dσ2[d] * diff(σ2[d], μ[d]),
        "∂σ²_d/∂μ_d = −2/N Σ_n (x_nd − μ_d)",
        dμ[d],
        "Σ_n (x_nd − μ_d) = 0",
        -(total(dx̂[n, d], n) / sqrt(σ2[d] + ε)),
        label="mu",
    ),
    chain(
        total(g[n, d] * diff(y[n, d], x[m, e]), n, d),
        "chain rule through x̂, σ² and μ",
        diff(L, x̂[m, e]) * (1 / sqrt(σ2[e] + ε)) + diff(L, σ2[e]) * (2 / N * (x[m, e] - μ[e])) + 1 / N * diff(L, μ[e]),
        "dx̂, dσ² and dμ from above",
        dx̂[m, e] / sqrt(σ2[e] + ε) + dσ2[e] * (2 / N * (x[m, e] - μ[e])) + dμ[e] / N,
        "insert dσ² and dμ; x̂ = (x − μ)/√(σ² + ε)",
        (dx̂[m, e] - 1 / N * total(dx̂[n, e], n) - x̂[m, e] * (1 / N * total(dx̂[n, e] * x̂[n, e], n))) / sqrt(σ2[e] + ε),
        "dx̂_nd = γ_d g_nd",
        γ[e]
        / sqrt(σ2[e] + ε)
        * (g[m, e] - 1 / N * total(g[n, e], n) - x̂[m, e] * (1 / N * total(g[n, e] * x̂[n, e], n))),
        label="x",
    ),
    chain(
        total(g[n, d] * diff(y[n, d], γ[e]), n, d),
        "∂y_nd/∂γ_e = δ_de x̂_nd",
        total(g[n, e] * x̂[n, e], n),
        label="gamma",
    ),
    chain(total(g[n, d] * diff(y[n, d], β[e]), n, d), "∂y_nd/∂β_e = δ_de", total(g[n, e], n), label="beta"),
)

jvp = Theorem(
    "batch_norm.jvp",
    chain(
        total(diff(y[n, d], x[m, e]) * dx[m, e], m, e),
        "insert the Jacobian",
        total(γ[d] * (delta(d, e) * (delta(n, m) - 1 / N - x̂[n, d] * x̂[m, d] / N) / sqrt(σ2[d] + ε)) * dx[m, e], m, e),
        "contract δ",
        γ[d]
        / sqrt(σ2[d] + ε)
        * (dx[n, d] - 1 / N * total(dx[m, d], m) - x̂[n, d] * (1 / N * total(dx[m, d] * x̂[m, d], m))),
        label="x",
    ),
    chain(total(diff(y[n, d], γ[e]) * dγ[e], e), "∂y_nd/∂γ_e = δ_de x̂_nd", x̂[n, d] * dγ[d], label="gamma"),
    chain(total(diff(y[n, d], β[e]) * dβ[e], e), "∂y_nd/∂β_e = δ_de", dβ[d], label="beta"),
)

gradient_sums = Theorem(
    "batch_norm.gradient_sums",
    chain(
        total(total(g[n, d] * diff(y[n, d], x[m, e]), n, d), m),
        "x ↦ x + c leaves x̂ unchanged: the columns of its Jacobian sum to 0",
        0,
        label="sum",
    ),
    chain(
        total(x[m, e] * total(g[n, d] * diff(γ[d] * x̂0[n, d] + β[d], x[m, e]), n, d), m),
        "ε = 0: x ↦ a x leaves x̂ unchanged (Euler: Σ_m x_me ∂x̂_ne/∂x_me = 0)",
        0,
        label="moment",
        assuming=[σ2[d] > 0],
    ),
)
