"""GroupNorm: the C channels of a sample in G groups of M, each group normalized by itself.

    C = G M,   μ_ng, σ²_ng over the M channels of a group,   y_nc = γ_c (x_nc − μ_ng)/√(σ²_ng + ε) + β_c

With one group it is LayerNorm.  How many groups there are no array tells, so that a kernel is told, G=32.

Source: Y. Wu, K. He, "Group Normalization", 2018, arXiv:1803.08494, equation (7).
"""

from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, delta, diff, let, let_scalar, sqrt, total

N, G, M = Dim("N"), Dim("G"), Dim("M")
C = G * M
n, o = N.indices("n o")
g, h = G.indices("g h")
c = C.index("c")
m, k, l = M.indices("m k l")
x, dy, γ, β = Tensor("x", N, C), Tensor("dy", N, C, latex=r"\text{d}y"), Tensor("gamma", C), Tensor("beta", C)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

μ = let("mu", total(x[n, C.at(g, m)], m) / M, n, g, latex=r"\mu")
σ2 = let("sigma2", total((x[n, C.at(g, m)] - μ[n, g]) ** 2, m) / M, n, g, latex=r"\sigma^2")
s = let("s", sqrt(σ2[n, g] + ε), n, g)
x̂ = let("xhat", (x[n, C.at(g, m)] - μ[n, g]) / s[n, g], n, g, m, latex=r"\hat{x}")
y = let("y", γ[C.at(g, m)] * x̂[n, g, m] + β[C.at(g, m)], n, g, m)

group_norm = Definition(
    "group_norm",
    γ[c] * total(delta(c, C.at(g, m)) * x̂[n, g, m], g, m) + β[c],
    inputs=(x, γ, β),
    indices=(n, c),
    parameters=((ε, 1e-5),),
    sizes=((G, 32),),
    where=(μ, σ2, x̂),
    source="arXiv:1803.08494, equation (7)",
)
entry = Theorem(
    "group_norm.entry",
    chain(group_norm.of(x, γ, β)[n, C.at(g, m)], "one group and one entry of it are meant", y[n, g, m]),
)
normal = Theorem(
    "group_norm.normal",
    chain(total(x̂[n, g, m], m), "Σ (x − μ) = 0", 0, label="mean"),
    chain(total(x̂[n, g, m] ** 2, m) / M, "Σ (x − μ)² = M σ²", σ2[n, g] / (σ2[n, g] + ε), label="variance"),
)
L = let_scalar("L", total(dy[n, C.at(g, m)] * y[n, g, m], n, g, m), latex=r"\mathcal{L}")
dx̂ = let("dxhat", dy[n, C.at(g, m)] * γ[C.at(g, m)], n, g, m, latex=r"\text{d}\hat{x}")

vjp = Theorem(
    "group_norm.vjp",
    chain(
        diff(L, x[n, C.at(g, m)]),
        "layer_norm.vjp in the group",
        (dx̂[n, g, m] - total(dx̂[n, g, k], k) / M - x̂[n, g, m] * (total(dx̂[n, g, k] * x̂[n, g, k], k) / M)) / s[n, g],
        label="x",
    ),
    chain(diff(L, γ[C.at(g, m)]), "linear", total(dy[n, C.at(g, m)] * x̂[n, g, m], n), label="gamma"),
    chain(diff(L, β[C.at(g, m)]), "linear", total(dy[n, C.at(g, m)], n), label="beta"),
)
