"""Causal multi-head attention, with its gradients.

    A_{b,h,t} = softmax over s ≤ t of q_{b,h,t} · k_{b,h,s}/√d,   y_{b,h,t} = Σ_s A_{b,h,t,s} v_{b,h,s}

The rows of A are distributions over what is not in the future.  The backward pass needs of each row one number besides
what is stored, D = Σ_a g_a y_a, since Σ_s A_s dA_s = D.

Sources: A. Vaswani et al., "Attention Is All You Need", 2017, arXiv:1706.03762, equation (1);
T. Dao et al., "FlashAttention", 2022, arXiv:2205.14135, appendix B.
"""

from proofnotes import Definition, Dim, Tensor, Theorem, cases, chain, diff, exp, let, let_scalar, sqrt, total

B, H, T, d, e = Dim("B"), Dim("H"), Dim("T"), Dim("d"), Dim("e")
b, b2 = B.indices("b bprime")
h, h2 = H.indices("h hprime")
t, s, r, u = T.indices("t s r u")
c, c2 = d.indices("c cprime")
a, a2 = e.indices("a aprime")
q, k, v = Tensor("q", B, H, T, d), Tensor("k", B, H, T, d), Tensor("v", B, H, T, e)
g = Tensor("g", B, H, T, e)

score = let("z", total(q[b, h, t, c] * k[b, h, s, c], c) / sqrt(d), b, h, t, s)
weight = let(
    "A",
    cases((exp(score[b, h, t, s]), s <= t), 0) / total(exp(score[b, h, t, r]), r, where=r <= t),
    b, h, t, s,
)  # fmt: skip

causal_attention = Definition(
    "causal_attention",
    total(weight[b, h, t, s] * v[b, h, s, a], s),
    inputs=(q, k, v),
    indices=(b, h, t, a),
    where=(score, weight),
    symbol=r"\text{Attention}",
    source="arXiv:1706.03762, equation (1)",
)
y = let("y", causal_attention.of(q, k, v)[b, h, t, a], b, h, t, a)

rows = Theorem("causal_attention.rows", total(weight[b, h, t, s], s), "the numerators add up to the denominator", 1)
future = Theorem(
    "causal_attention.future",
    diff(y[b, h, t, a], v[b, h, s, a]),
    "linear in v",
    cases((weight[b, h, t, s], s <= t), 0),
)

L = let_scalar("L", total(g[b, h, t, a] * y[b, h, t, a], b, h, t, a), latex=r"\mathcal{L}")
dA = let("dA", total(g[b, h, t, a] * v[b, h, s, a], a), b, h, t, s, latex=r"\text{d}A")
D = let("D", total(g[b, h, t, a] * y[b, h, t, a], a), b, h, t)
dz = let("dz", weight[b, h, t, s] * (dA[b, h, t, s] - D[b, h, t]), b, h, t, s, latex=r"\text{d}z")

row_sum = Theorem(
    "causal_attention.row_sum",
    total(weight[b, h, t, s] * dA[b, h, t, s], s),
    "exchange the sums",
    total(g[b, h, t, a] * total(weight[b, h, t, s] * v[b, h, s, a], s), a),
    "the inner sum is y",
    D[b, h, t],
)

vjp = Theorem(
    "causal_attention.vjp",
    chain(
        diff(L, v[b, h, s, a]),
        "linear in v",
        total(weight[b, h, t, s] * g[b, h, t, a], t),
        label="v",
    ),
    chain(
        diff(L, q[b, h, t, c]),
        "softmax.vjp row by row",
        total(dz[b, h, t, s] * k[b, h, s, c], s) / sqrt(d),
        label="q",
    ),
    chain(
        diff(L, k[b, h, s, c]),
        "softmax.vjp row by row",
        total(dz[b, h, t, s] * q[b, h, t, c], t) / sqrt(d),
        label="k",
    ),
)
