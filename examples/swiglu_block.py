"""The feed-forward block of a transformer, with a residual: y = x + W₂ (Swish(W₁ x) ⊙ W₃ x), for each of N tokens.

Source: N. Shazeer, "GLU Variants Improve Transformer", 2020, arXiv:2002.05202, equation (6).
"""

from derivations.swish import slope, swish
from proofnotes import Definition, Dim, Tensor, Theorem, chain, diff, let, let_scalar, total

N, m, d = Dim("N"), Dim("m"), Dim("d")
n, o = N.indices("n o")
c, e, f = m.indices("c e f")
i, j = d.indices("i j")
x, g = Tensor("x", N, m), Tensor("g", N, m)
W1, W3, W2 = (
    Tensor("W1", d, m, latex="W_1"),
    Tensor("W3", d, m, latex="W_3"),
    Tensor("W2", m, d, latex="W_2"),
)

p = let("p", total(W1[i, c] * x[n, c], c), n, i)
r = let("r", total(W3[i, c] * x[n, c], c), n, i)
h = let("h", swish(p[n, i]) * r[n, i], n, i)

swiglu_block = Definition(
    "swiglu_block",
    x[n, e] + total(W2[e, i] * h[n, i], i),
    inputs=(x, W1, W3, W2),
    indices=(n, e),
    where=(p, r, h),
    source="arXiv:2002.05202, equation (6)",
)
y = let("y", swiglu_block.of(x, W1, W3, W2)[n, e], n, e)
L = let_scalar("L", total(g[n, e] * y[n, e], n, e), latex=r"\mathcal{L}")

dh = let("dh", total(W2[e, i] * g[n, e], e), n, i, latex=r"\text{d}h")
dp = let("dp", dh[n, i] * r[n, i] * slope.of(p[n, i]), n, i, latex=r"\text{d}p")
dr = let("dr", dh[n, i] * swish(p[n, i]), n, i, latex=r"\text{d}r")

vjp = Theorem(
    "swiglu_block.vjp",
    chain(
        diff(L, x[n, c]),
        "past the residual, and through both branches",
        g[n, c] + total(W1[i, c] * dp[n, i] + W3[i, c] * dr[n, i], i),
        label="x",
    ),
    chain(diff(L, W1[i, c]), "through the gate", total(dp[n, i] * x[n, c], n), label="W1"),
    chain(diff(L, W3[i, c]), "linear", total(dr[n, i] * x[n, c], n), label="W3"),
    chain(diff(L, W2[e, i]), "linear", total(g[n, e] * h[n, i], n), label="W2"),
)
