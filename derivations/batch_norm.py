"""BatchNorm: each feature normalized over the samples of a batch.

    μ_d = (1/N) Σ_n x_nd,  σ²_d = (1/N) Σ_n (x_nd − μ_d)²,  x̂_nd = (x_nd − μ_d)/√(σ²_d + ε),  y_nd = γ_d x̂_nd + β_d

Source: S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
Shift", 2015, arXiv:1502.03167, Algorithm 1; the gradients in section 3; inference in Algorithm 2.
"""

from proofnotes import (
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Notation,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    let,
    sqrt,
    total,
)

N, D = Dim("N"), Dim("D")
n, m = N.indices("n m")
d, e = D.indices("d e")
x, g = Tensor("x", N, D), Tensor("g", N, D)
γ, β = Tensor("gamma", D), Tensor("beta", D)
a, c = Tensor("a", D), Tensor("c", D)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

μ = let("mu", 1 / N * total(x[n, d], n), d, latex=r"\mu")
σ2 = let("sigma2", 1 / N * total((x[n, d] - μ[d]) ** 2, n), d, latex=r"\sigma^2")
x̂ = let("xhat", (x[n, d] - μ[d]) / sqrt(σ2[d] + ε), n, d, inputs=(x,))
x̂0 = let("xhat0", (x[n, d] - μ[d]) / sqrt(σ2[d]), n, d, latex=r"\hat{x}^{\epsilon=0}", inputs=(x,))

per_feature = Notation(hidden=("d",), renamed={"n": "i"}, labels={"mu": "BN", "sigma2": "BN"})
per_sample = Notation(hidden=("d",), renamed={"n": "i"}, raised=("n",))

batch_norm = Definition(
    "batch_norm",
    γ[d] * x̂[n, d] + β[d],
    inputs=(x, γ, β),
    indices=(n, d),
    parameters=((ε, 1e-5),),
    symbol=r"\text{BatchNorm}",
    where=(μ, σ2, x̂),
    source="arXiv:1502.03167, Algorithm 1",
    shows=[
        Display(1, Equation("mu"), Equation("sigma2"), notation=per_feature),
        Display(2, Equation("xhat"), notation=per_feature),
        Display(3, Equation(at=("y", 1)), notation=per_sample),
    ],
)
y = let("y", batch_norm.of(x, γ, β)[n, d], n, d)

mean = Theorem("batch_norm.mean", total(x̂[n, d], n), "Σ_n (x_nd − μ_d) = 0", 0)

variance = Theorem(
    "batch_norm.variance",
    1 / N * total(x̂[n, d] ** 2, n),
    "the denominator does not depend on n",
    σ2[d] / (σ2[d] + ε),
)

jacobian = Theorem(
    "batch_norm.jacobian",
    diff(x̂[n, d], x[m, e]),
    "quotient rule; ∂μ_d/∂x_me = δ_de/N and ∂σ²_d/∂x_me = 2 δ_de (x_md − μ_d)/N",
    delta(d, e) * (delta(n, m) - 1 / N - x̂[n, d] * x̂[m, d] / N) / sqrt(σ2[d] + ε),
)

vjp = Theorem(
    "batch_norm.vjp",
    chain(
        total(g[n, d] * diff(y[n, d], x[m, e]), n, d),
        "insert the Jacobian; δ_de leaves d = e",
        γ[e] / sqrt(σ2[e] + ε) * total(g[n, e] * (delta(n, m) - 1 / N - x̂[n, e] * x̂[m, e] / N), n),
        "contract δ_nm and collect the two means",
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

identity = Theorem(
    "batch_norm.identity",
    y[n, d],
    "γ_d cancels the denominator, β_d restores the mean",
    x[n, d],
    assuming=[Eq(γ[d], sqrt(σ2[d] + ε)), Eq(β[d], μ[d])],
)

single = Theorem(
    "batch_norm.single",
    chain(x̂[n, d], "one sample is its own mean: x_nd = μ_d", 0, label="normalized"),
    chain(y[n, d], "x̂_nd = 0", β[d], label="output"),
    chain(diff(y[n, d], x[m, e]), "y_nd = β_d does not depend on x", 0, label="gradient"),
    assuming=[Eq(N, 1)],
)

constant = Theorem(
    "batch_norm.epsilon",
    x̂.of(lambda n, d: c[d])[n, d],
    "x_nd = c_d for all n: x_nd − μ_d = 0 over √ε > 0",
    0,
)

invariance = Theorem(
    "batch_norm.invariance",
    x̂0.of(lambda n, d: a[d] * x[n, d] + c[d])[n, d],
    "μ_d ↦ a_d μ_d + c_d and σ²_d ↦ a_d² σ²_d; a_d > 0 cancels",
    x̂0[n, d],
    assuming=[a[d] > 0, σ2[d] > 0],
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
    ),
    assuming=[σ2[d] > 0],
)

running_mean, running_var = Tensor("running_mean", D, latex="m"), Tensor("running_var", D, latex="v")
ρ = Scalar("rho")
next_mean = let("next_mean", (1 - ρ) * running_mean[d] + ρ * μ[d], d, latex=r"m^{\text{new}}")
next_var = let("next_var", (1 - ρ) * running_var[d] + ρ * (N / (N - 1) * σ2[d]), d, latex=r"v^{\text{new}}")

inference = Definition(
    "batch_norm_inference",
    γ[d] * (x[n, d] - running_mean[d]) / sqrt(running_var[d] + ε) + β[d],
    inputs=(x, γ, β, running_mean, running_var),
    indices=(n, d),
    id="batch_norm.inference",
    parameters=((ε, 1e-5),),
    symbol=r"\text{BatchNorm}_{\text{inference}}",
    where=(next_mean, next_var),
    assuming=[running_var[d] >= 0],
    note="The running statistics are updated in training (N ≥ 2) and held fixed here.",
    source="arXiv:1502.03167, Algorithm 2",
)
y_inference = let("y", inference.of(x, γ, β, running_mean, running_var)[n, d], n, d)

inference_vjp = Theorem(
    "batch_norm.inference_vjp",
    chain(
        total(g[n, d] * diff(y_inference[n, d], x[m, e]), n, d),
        "affine in x with slope γ_d/√(v_d + ε)",
        γ[e] / sqrt(running_var[e] + ε) * g[m, e],
        label="x",
    ),
    chain(
        total(g[n, d] * diff(y_inference[n, d], γ[e]), n, d),
        "∂y_nd/∂γ_e = δ_de (x_nd − m_d)/√(v_d + ε)",
        total(g[n, e] * (x[n, e] - running_mean[e]), n) / sqrt(running_var[e] + ε),
        label="gamma",
    ),
    chain(
        total(g[n, d] * diff(y_inference[n, d], β[e]), n, d),
        "∂y_nd/∂β_e = δ_de",
        total(g[n, e], n),
        label="beta",
    ),
    chain(
        total(g[n, d] * diff(y_inference[n, d], running_mean[e]), n, d),
        "∂y_nd/∂m_e = −δ_de γ_d/√(v_d + ε)",
        -(γ[e] / sqrt(running_var[e] + ε)) * total(g[n, e], n),
        label="running_mean",
    ),
    chain(
        total(g[n, d] * diff(y_inference[n, d], running_var[e]), n, d),
        "d/dv (v + ε)^{−1/2} = −(v + ε)^{−1/2}/(2(v + ε))",
        -(γ[e] / (2 * (running_var[e] + ε) * sqrt(running_var[e] + ε)))
        * total(g[n, e] * (x[n, e] - running_mean[e]), n),
        label="running_var",
    ),
    assuming=[running_var[d] >= 0],
)
