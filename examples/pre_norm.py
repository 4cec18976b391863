"""A pre-norm residual branch: y = x + W x̂, x̂ = γ x/RMS(x), for each of N tokens.

The branch does not feel the scale of x, so its gradient has no component along x.

Source: B. Zhang, R. Sennrich, "Root Mean Square Layer Normalization", 2019, arXiv:1910.07467;
R. Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020, arXiv:2002.04745.
"""

from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, diff, let, let_scalar, sqrt, total

N, D, m = Dim("N"), Dim("D"), Dim("m")
n, o = N.indices("n o")
c, e, f = D.indices("c e f")
x, γ, W, g = Tensor("x", N, D), Tensor("gamma", D), Tensor("W", D, D), Tensor("g", N, D)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

rms = let("rms", sqrt(total(x[n, c] ** 2, c) / D + ε), n, latex=r"\text{RMS}")
x̂ = let("xhat", γ[c] * x[n, c] / rms[n], n, c, latex=r"\hat{x}")

pre_norm = Definition(
    "pre_norm",
    x[n, e] + total(W[e, c] * x̂[n, c], c),
    inputs=(x, γ, W),
    indices=(n, e),
    parameters=((ε, 1e-6),),
    where=(rms, x̂),
    source="arXiv:1910.07467, equation (4)",
)
y = let("y", pre_norm.of(x, γ, W)[n, e], n, e)
L = let_scalar("L", total(g[n, e] * y[n, e], n, e), latex=r"\mathcal{L}")
h = let("h", γ[c] * total(W[e, c] * g[n, e], e), n, c)

vjp = Theorem(
    "pre_norm.vjp",
    chain(
        diff(L, x[n, c]),
        "past the residual; rms_norm.vjp",
        g[n, c] + (h[n, c] - x[n, c] / rms[n] ** 2 * (total(h[n, f] * x[n, f], f) / D)) / rms[n],
        label="x",
    ),
    chain(diff(L, W[e, c]), "linear", total(g[n, e] * x̂[n, c], n), label="W"),
    chain(diff(L, γ[c]), "linear", total(total(W[e, c] * g[n, e], e) * x[n, c] / rms[n], n), label="gamma"),
)

a = Scalar("a", positive=True)
plain = let("plain", x[n, c] / sqrt(total(x[n, e] ** 2, e) / D), n, c, inputs=(x,), latex=r"\hat{x}^{\epsilon = 0}")
scale = Theorem(
    "pre_norm.scale",
    plain.of(lambda n, c: a * x[n, c])[n, c],
    "ε = 0: RMS(a x) = a RMS(x)",
    plain[n, c],
    assuming=[total(x[n, e] ** 2, e) > 0],
)
along = Theorem(
    "pre_norm.along",
    total(diff(plain[n, e], x[n, c]) * x[n, c], c),
    "ε = 0: by Euler, since the scale changes nothing",
    0,
    assuming=[total(x[n, e] ** 2, e) > 0],
)
