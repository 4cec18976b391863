"""Inverted dropout: entries are kept with probability q, and divided by q, so that the mean stays.

    y_d = m_d x_d/q,   m_d = 1 with probability q, else 0

What stays random is what a linear layer behind it sees: a variance of (1 − q)/q Σ_d w_d² x_d², as if the weights were
shrunk towards 0 by that much.

Sources: N. Srivastava et al., "Dropout", 2014, JMLR 15, 1929–1958;
S. Wager, S. Wang, P. Liang, "Dropout Training as Adaptive Regularization", 2013, arXiv:1307.1493.
"""

from proofnotes import (
    Bernoulli,
    Definition,
    Dim,
    E,
    Eq,
    Scalar,
    Tensor,
    Theorem,
    Var,
    chain,
    diff,
    let,
    let_scalar,
    total,
)

D = Dim("D")
d, e = D.indices("d e")
x, m, w, g = Tensor("x", D), Tensor("m", D), Tensor("w", D), Tensor("g", D)
q, t = Scalar("q"), Scalar("t")
kept = [q > 0, q <= 1]

dropout = Definition(
    "dropout",
    m[d] * x[d] / q,
    inputs=(x, m),
    indices=(d,),
    parameters=((q, 0.5),),
    assuming=kept,
    source="Srivastava et al. 2014, section 4",
)
y = let("y", dropout.of(x, m)[d], d)
vjp = Theorem(
    "dropout.vjp",
    chain(total(g[d] * diff(y[d], x[e]), d), "elementwise", g[e] * m[e] / q, label="x"),
    chain(total(g[d] * diff(y[d], m[e]), d), "elementwise", g[e] * x[e] / q, label="m"),
    assuming=kept,
)

mask = Bernoulli("mask", q, over=D)
layer = let_scalar("z", total(w[d] * mask[d] * x[d] / q, d))
moments = Theorem(
    "dropout.moments",
    chain(E(layer, mask), "E m = q", total(w[d] * x[d], d), label="mean"),
    chain(Var(layer, mask), "Var m = q (1 − q)", (1 - q) / q * total(w[d] ** 2 * x[d] ** 2, d), label="variance"),
    assuming=kept,
)
ridge = Theorem(
    "dropout.ridge",
    E((layer - t) ** 2, mask),
    "the square of the mean, and the variance: a ridge penalty that knows the scale of each feature",
    (total(w[d] * x[d], d) - t) ** 2 + (1 - q) / q * total(x[d] ** 2 * w[d] ** 2, d),
    assuming=kept,
)
off = Theorem("dropout.off", dropout.of(x, lambda d: 1)[d], "q = 1: nothing is dropped", x[d], assuming=[Eq(q, 1)])
