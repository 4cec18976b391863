"""Convolution over time, causal, with its gradients: y_t = Σ_j Σ_c w_jc x_{t−j+1, c}, nothing before the start.

The gradient with respect to the input is a correlation, which reads what comes later; that with respect to the kernel
correlates input and upstream gradient.

Source: A. van den Oord et al., "WaveNet", 2016, arXiv:1609.03499, section 2.1; V. Dumoulin, F. Visin,
"A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285.
"""

from proofnotes import Definition, Dim, Tensor, Theorem, at, chain, diff, let, let_scalar, total

T, J, C, O = Dim("T"), Dim("J"), Dim("C"), Dim("O")
t, s = T.indices("t s")
j, i = J.indices("j i")
c, e = C.indices("c e")
o, r = O.indices("o r")
x, w, b, g = Tensor("x", T, C), Tensor("w", O, J, C), Tensor("b", O), Tensor("g", T, O)

causal_convolution = Definition(
    "causal_convolution",
    total(w[o, j, c] * x[t - j + 1, c], j, c) + b[o],
    inputs=(x, w, b),
    indices=(t, o),
    source="arXiv:1609.03499, section 2.1",
)
y = let("y", causal_convolution.of(x, w, b)[t, o], t, o)
L = let_scalar("L", total(g[t, o] * y[t, o], t, o), latex=r"\mathcal{L}")

vjp = Theorem(
    "causal_convolution.vjp",
    chain(diff(L, x[s, c]), "t − j + 1 = s", total(w[o, j, c] * g[s + j - 1, o], j, o), label="x"),
    chain(diff(L, w[o, j, c]), "linear", total(g[t, o] * x[t - j + 1, c], t), label="w"),
    chain(diff(L, b[o]), "linear", total(g[t, o], t), label="b"),
)
jacobian = Theorem(
    "causal_convolution.jacobian",
    chain(
        diff(y[t, o], x[s, c]),
        "the weight at distance t − s, and 0 for what is later",
        at(w[o, j, c], j, t - s + 1),
        label="x",
    ),
)
