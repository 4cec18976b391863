"""BatchNorm: each feature normalized over the samples of a batch.

    μ_d = (1/N) Σ_n x_nd,  σ²_d = (1/N) Σ_n (x_nd − μ_d)²,  x̂_nd = (x_nd − μ_d)/√(σ²_d + ε),  y_nd = γ_d x̂_nd + β_d

Source: S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
Shift", 2015, arXiv:1502.03167, Algorithm 1; inference in Algorithm 2.  Its gradients are in batch_norm_backward,
what is proved of the running statistics in batch_norm_running.
"""

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Kind,
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
dx = Tensor("dx", N, D, latex=r"\dot{x}")
dγ, dβ = Tensor("dgamma", D, latex=r"\dot{\gamma}"), Tensor("dbeta", D, latex=r"\dot{\beta}")
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
    names=("BatchNorm", "y"),
    headings=("Batch Normalization", "Batch Norm", "BN", "批归一化", "批量归一化", "批规范化", "批量规范化"),
    shows=[
        Display(1, Equation("mu"), Equation("sigma2"), notation=per_feature),
        Display(2, Equation("xhat"), notation=per_feature),
        Display(3, Equation(at=("y", 1)), notation=per_sample),
    ],
)
y = let("y", batch_norm.of(x, γ, β)[n, d], n, d)

mean = Theorem(
    "batch_norm.mean",
    total(x̂[n, d], n),
    "the denominator does not depend on n",
    total(x[n, d] - μ[d], n) / sqrt(σ2[d] + ε),
    "Σ_n x_nd = N μ_d",
    0,
)

variance = Theorem(
    "batch_norm.variance",
    1 / N * total(x̂[n, d] ** 2, n),
    "the denominator does not depend on n",
    1 / N * total((x[n, d] - μ[d]) ** 2, n) / (σ2[d] + ε),
    "definition of σ²",
    σ2[d] / (σ2[d] + ε),
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
    finding="Small batches are said not to work; with one sample BatchNorm gives β, whatever the sample is.",
)

couples = Theorem(
    "batch_norm.couples",
    (1 - delta(n, m)) * diff(y[n, d], x[m, d]),
    "the samples of a batch do not depend on each other",
    0,
    kind=Kind.COUNTEREXAMPLE,
)

squares = let(
    "squares",
    total(((N - 1) * (x[m, d] - μ[d]) + (1 - N * delta(m, n)) * (x[n, d] - μ[d])) ** 2, m),
    n,
    d,
    latex="Q",
)
width = sqrt(N - 1) + Abs(x̂[n, d])
width0 = sqrt(N - 1) + Abs(x̂0[n, d])
room = (squares[n, d] / (N * (N - 1)) + (N - 1) * ε) / ((σ2[d] + ε) * width)
room0 = squares[n, d] / (N * (N - 1) * σ2[d] * width0)

constant = Theorem(
    "batch_norm.epsilon",
    chain(
        x̂.of(lambda n, d: c[d])[n, d],
        "x_nd = c_d for all n: x_nd − μ_d = 0 over √ε > 0",
        0,
        label="constant",
        kind=Kind.IDENTITY,
    ),
    chain(
        squares[n, d],
        "expand; Σ_m (x_md − μ_d) = 0",
        N * (N - 1) * ((N - 1) * σ2[d] - (x[n, d] - μ[d]) ** 2),
        label="squares",
        kind=Kind.IDENTITY,
    ),
    chain(
        sqrt(N - 1) - Abs(x̂[n, d]),
        "a − b = (a² − b²)/(a + b); insert Q",
        room,
        label="room",
        assuming=[N > 1],
        kind=Kind.IDENTITY,
    ),
    chain(room >= 0, "Q is a sum of squares", label="bound", assuming=[N > 1]),
    chain(
        sqrt(N - 1) - Abs(x̂0[n, d]),
        "the same with ε = 0",
        room0,
        label="room0",
        assuming=[N > 1, σ2[d] > 0],
        kind=Kind.IDENTITY,
    ),
    chain(room0 >= 0, "Q is a sum of squares", label="bound0", assuming=[N > 1, σ2[d] > 0]),
    kind=Kind.BOUND,
    note="∣x̂_nd∣ ≤ √(N − 1), whatever x is; for N = 1 x̂ = 0 (batch_norm.single).",
    source="P. A. Samuelson, 1968, J. Am. Stat. Assoc. 63, 1522–1525",
)

invariance = Theorem(
    "batch_norm.invariance",
    x̂0.of(lambda n, d: a[d] * x[n, d] + c[d])[n, d],
    "μ_d ↦ a_d μ_d + c_d and σ²_d ↦ a_d² σ²_d; a_d > 0 cancels",
    x̂0[n, d],
    assuming=[a[d] > 0, σ2[d] > 0],
)

running_mean, running_var = Tensor("running_mean", D, latex="m"), Tensor("running_var", D, latex="v")
ρ = Scalar("momentum", latex=r"\rho")
next_mean = let("next_mean", (1 - ρ) * running_mean[d] + ρ * μ[d], d, latex=r"m^{\text{new}}")
next_var = let("next_var", (1 - ρ) * running_var[d] + ρ * (N / (N - 1) * σ2[d]), d, latex=r"v^{\text{new}}")

update_mean = Definition(
    "batch_norm_running_mean",
    next_mean[d],
    inputs=(running_mean, x),
    indices=(d,),
    id="batch_norm.running_mean",
    parameters=((ρ, 0.1),),
    symbol=r"\text{BatchNorm}_{m}",
    where=(next_mean,),
    source="arXiv:1502.03167, Algorithm 2",
)

update_var = Definition(
    "batch_norm_running_var",
    next_var[d],
    inputs=(running_var, x),
    indices=(d,),
    id="batch_norm.running_var",
    parameters=((ρ, 0.1),),
    symbol=r"\text{BatchNorm}_{v}",
    where=(next_var,),
    assuming=[N > 1],
    source="arXiv:1502.03167, Algorithm 2",
)

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
