"""LayerNorm: each sample normalized over its own features.

    μ_n = (1/D) Σ_d x_nd,  σ²_n = (1/D) Σ_d (x_nd − μ_n)²,  x̂_nd = (x_nd − μ_n)/√(σ²_n + ε),  y_nd = γ_d x̂_nd + β_d

Source: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer Normalization", 2016, arXiv:1607.06450, equations (3), (4).
"""

from proofnotes import (
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Kind,
    Notation,
    Opinion,
    Rational,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    let,
    let_scalar,
    sqrt,
    total,
)

N, D = Dim("N"), Dim("D")
n, m = N.indices("n m")
d, e = D.indices("d e")
x, g = Tensor("x", N, D), Tensor("g", N, D)
γ, β = Tensor("gamma", D), Tensor("beta", D)
dx = Tensor("dx", N, D, latex=r"\dot{x}")
dγ, dβ = Tensor("dgamma", D, latex=r"\dot{\gamma}"), Tensor("dbeta", D, latex=r"\dot{\beta}")
a, c = Tensor("a", N), Tensor("c", N)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

μ = let("mu", 1 / D * total(x[n, d], d), n, latex=r"\mu")
σ2 = let("sigma2", 1 / D * total((x[n, d] - μ[n]) ** 2, d), n, latex=r"\sigma^2")
x̂ = let("xhat", (x[n, d] - μ[n]) / sqrt(σ2[n] + ε), n, d)
x̂0 = let("xhat0", (x[n, d] - μ[n]) / sqrt(σ2[n]), n, d, latex=r"\hat{x}^{\epsilon=0}", inputs=(x,))

per_sample = Notation(hidden=("n",), renamed={"d": "j"}, labels={"mu": "LN", "sigma2": "LN"})

layer_norm = Definition(
    "layer_norm",
    γ[d] * x̂[n, d] + β[d],
    inputs=(x, γ, β),
    indices=(n, d),
    parameters=((ε, 1e-5),),
    symbol=r"\text{LayerNorm}",
    where=(μ, σ2, x̂),
    source="arXiv:1607.06450, equations (3), (4)",
    names=("LayerNorm", "y"),
    headings=("Layer Normalization", "Layer Norm", "LN", "层归一化", "层规范化"),
    shows=[
        Display(4, Equation("mu"), Equation("sigma2"), notation=per_sample),
        Display(5, Equation("xhat"), notation=per_sample),
    ],
)
y = let("y", layer_norm.of(x, γ, β)[n, d], n, d)
h = let("h", γ[d] * g[n, d], n, d)

mean = Theorem(
    "layer_norm.mean",
    total(x̂[n, d], d),
    "the denominator does not depend on d",
    total(x[n, d] - μ[n], d) / sqrt(σ2[n] + ε),
    "Σ_d x_nd = D μ_n",
    0,
)

variance = Theorem(
    "layer_norm.variance",
    1 / D * total(x̂[n, d] ** 2, d),
    "the denominator does not depend on d",
    1 / D * total((x[n, d] - μ[n]) ** 2, d) / (σ2[n] + ε),
    "definition of σ²",
    σ2[n] / (σ2[n] + ε),
)

s = sqrt(σ2[n] + ε)

jacobian = Theorem(
    "layer_norm.jacobian",
    chain(
        diff(x̂[n, d], x[m, e]),
        "quotient rule",
        diff(x[n, d] - μ[n], x[m, e]) / s - (x[n, d] - μ[n]) / (2 * (σ2[n] + ε) * s) * diff(σ2[n], x[m, e]),
        "∂μ_n/∂x_me = δ_nm/D and ∂σ²_n/∂x_me = 2 δ_nm (x_ne − μ_n)/D",
        delta(n, m) * (delta(d, e) - 1 / D) / s
        - (x[n, d] - μ[n]) / (2 * (σ2[n] + ε) * s) * (2 * delta(n, m) * (x[n, e] - μ[n]) / D),
        "x̂ = (x − μ)/√(σ² + ε)",
        delta(n, m) * (delta(d, e) - 1 / D - x̂[n, d] * x̂[n, e] / D) / sqrt(σ2[n] + ε),
    ),
    chain(diff(μ[n], x[m, e]), "∂x_nd/∂x_me = δ_nm δ_de", delta(n, m) / D, label="mu"),
    chain(
        diff(σ2[n], x[m, e]),
        "chain rule",
        2 / D * total((x[n, d] - μ[n]) * delta(n, m) * (delta(d, e) - 1 / D), d),
        "contract δ_de; Σ_d (x_nd − μ_n) = 0",
        2 * delta(n, m) * (x[n, e] - μ[n]) / D,
        label="sigma2",
    ),
)

L = let_scalar("L", total(g[n, d] * y[n, d], n, d), latex=r"\mathcal{L}")
dσ2 = let(
    "dsigma2",
    -Rational(1, 2) * total(h[n, d] * (x[n, d] - μ[n]), d) * (σ2[n] + ε) ** Rational(-3, 2),
    n,
    latex=r"\text{d}\sigma^2",
)
dμ = let(
    "dmu",
    -(total(h[n, d], d) / sqrt(σ2[n] + ε)) - dσ2[n] * (2 / D * total(x[n, d] - μ[n], d)),
    n,
    latex=r"\text{d}\mu",
)

vjp = Theorem(
    "layer_norm.vjp",
    chain(diff(L, x̂[n, d]), "y_nd = γ_d x̂_nd + β_d; h_nd = γ_d g_nd", h[n, d], label="xhat"),
    chain(
        diff(L, σ2[n]),
        "chain rule",
        total(h[n, d] * diff(x̂[n, d], σ2[n]), d),
        "d(σ² + ε)^{−1/2}/dσ² = −(σ² + ε)^{−3/2}/2",
        dσ2[n],
        label="sigma2",
    ),
    chain(
        diff(L, μ[n]),
        "chain rule, through σ² too",
        -(total(h[n, d], d) / sqrt(σ2[n] + ε)) + dσ2[n] * diff(σ2[n], μ[n]),
        "∂σ²_n/∂μ_n = −2/D Σ_d (x_nd − μ_n)",
        dμ[n],
        "Σ_d (x_nd − μ_n) = 0",
        -(total(h[n, d], d) / sqrt(σ2[n] + ε)),
        label="mu",
    ),
    chain(
        total(g[n, d] * diff(y[n, d], x[m, e]), n, d),
        "chain rule through x̂, σ² and μ",
        diff(L, x̂[m, e]) * (1 / sqrt(σ2[m] + ε)) + diff(L, σ2[m]) * (2 / D * (x[m, e] - μ[m])) + 1 / D * diff(L, μ[m]),
        "h, dσ² and dμ from above",
        h[m, e] / sqrt(σ2[m] + ε) + dσ2[m] * (2 / D * (x[m, e] - μ[m])) + dμ[m] / D,
        "insert dσ² and dμ; x̂ = (x − μ)/√(σ² + ε)",
        (h[m, e] - 1 / D * total(h[m, d], d) - x̂[m, e] * (1 / D * total(h[m, d] * x̂[m, d], d))) / sqrt(σ2[m] + ε),
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
    "layer_norm.jvp",
    chain(
        total(diff(y[n, d], x[m, e]) * dx[m, e], m, e),
        "insert the Jacobian",
        total(γ[d] * (delta(n, m) * (delta(d, e) - 1 / D - x̂[n, d] * x̂[n, e] / D) / sqrt(σ2[n] + ε)) * dx[m, e], m, e),
        "contract δ",
        γ[d]
        / sqrt(σ2[n] + ε)
        * (dx[n, d] - 1 / D * total(dx[n, e], e) - x̂[n, d] * (1 / D * total(dx[n, e] * x̂[n, e], e))),
        label="x",
    ),
    chain(total(diff(y[n, d], γ[e]) * dγ[e], e), "∂y_nd/∂γ_e = δ_de x̂_nd", x̂[n, d] * dγ[d], label="gamma"),
    chain(total(diff(y[n, d], β[e]) * dβ[e], e), "∂y_nd/∂β_e = δ_de", dβ[d], label="beta"),
)

independent = Theorem(
    "layer_norm.independent",
    (1 - delta(n, m)) * diff(y[n, d], x[m, e]),
    "δ_nm is a factor of the Jacobian",
    0,
)

invariance = Theorem(
    "layer_norm.invariance",
    x̂0.of(lambda n, d: a[n] * x[n, d] + c[n])[n, d],
    "μ_n ↦ a_n μ_n + c_n and σ²_n ↦ a_n² σ²_n; a_n > 0 cancels",
    x̂0[n, d],
    assuming=[a[n] > 0, σ2[n] > 0],
)

gradient_sums = Theorem(
    "layer_norm.gradient_sums",
    chain(
        total(total(g[n, d] * diff(y[n, d], x[m, e]), n, d), e),
        "x ↦ x + c leaves x̂ unchanged: the rows of its Jacobian sum to 0",
        0,
        label="sum",
    ),
    chain(
        total(x[m, e] * total(g[n, d] * diff(γ[d] * x̂0[n, d] + β[d], x[m, e]), n, d), e),
        "ε = 0: x ↦ a x leaves x̂ unchanged (Euler: Σ_e x_ne ∂x̂_nd/∂x_ne = 0)",
        0,
        label="moment",
        assuming=[σ2[n] > 0],
    ),
)

t = Tensor("t", D, N)
μ_t = let("mu_t", 1 / D * total(t[d, n], d), n)
σ2_t = let("sigma2_t", 1 / D * total((t[d, n] - μ_t[n]) ** 2, d), n, latex=r"\sigma_t^2")

duality = Theorem(
    "layer_norm.duality",
    (t[d, n] - μ_t[n]) / sqrt(σ2_t[n] + ε),
    "batch_norm of t = Xᵀ averages over its first axis, which is d",
    x̂[n, d],
    assuming=[Eq(t[d, n], x[n, d])],
)

scale, shift = Scalar("scale", latex=r"\gamma"), Scalar("shift", latex=r"\beta")

affine = Theorem(
    "layer_norm.affine",
    chain(
        y[n, d],
        "γ_d = γ and β_d = β for every feature",
        scale * x̂[n, d] + shift,
        label="equal",
        assuming=[Eq(γ[d], scale), Eq(β[d], shift)],
        kind=Kind.IDENTITY,
    ),
    chain(y[n, d], "one γ and one β will do", scale * x̂[n, d] + shift, label="differ"),
    kind=Kind.COUNTEREXAMPLE,
    note="The notes write one γ and one β; what is trained is γ_d and β_d, one pair for each feature.",
    finding="LayerNorm is written with one γ and one β; what is trained is γ_d and β_d, and the two differ.",
    shows=[Display(6, Equation("equal"), notation=Notation(hidden=("n",), renamed={"d": "i"}))],
)

architecture = Opinion(
    "norms.architecture",
    says="BatchNorm suits convolutional networks; LayerNorm suits Transformers and recurrent networks; "
    "along a sequence, whose positions differ in meaning, BatchNorm is unreasonable.",
    source="arXiv:1607.06450, section 1",
)
