"""One step of a GRU, with the gradient at the old state.

    u = σ(W^u x + U^u h),   r = σ(W^r x + U^r h),   c = tanh(W x + U (r ⊙ h)),   h′ = u h + (1 − u) c

Source: K. Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder", 2014, arXiv:1406.1078,
equations (5) to (8).
"""

from derivations.sigmoid import sigmoid as σ
from proofnotes import Definition, Dim, Tensor, Theorem, chain, diff, let, let_scalar, tanh, total

D, M = Dim("D"), Dim("M")
d, e, f = D.indices("d e f")
m = M.index("m")
x, h, g = Tensor("x", M), Tensor("h", D), Tensor("g", D)
W, Wu, Wr = Tensor("W", D, M), Tensor("W_u", D, M, latex="W^u"), Tensor("W_r", D, M, latex="W^r")
U, Uu, Ur = Tensor("U", D, D), Tensor("U_u", D, D, latex="U^u"), Tensor("U_r", D, D, latex="U^r")

u = let("u", σ(total(Wu[d, m] * x[m], m) + total(Uu[d, e] * h[e], e)), d)
r = let("r", σ(total(Wr[d, m] * x[m], m) + total(Ur[d, e] * h[e], e)), d)
c = let("c", tanh(total(W[d, m] * x[m], m) + total(U[d, e] * r[e] * h[e], e)), d)

gru = Definition(
    "gru",
    u[d] * h[d] + (1 - u[d]) * c[d],
    inputs=(x, h, W, U, Wu, Uu, Wr, Ur),
    indices=(d,),
    where=(u, r, c),
    symbol=r"\text{GRU}",
    source="arXiv:1406.1078, equations (5) to (8)",
)
y = let("y", gru.of(x, h, W, U, Wu, Uu, Wr, Ur)[d], d, latex="h'")
L = let_scalar("L", total(g[d] * y[d], d), latex=r"\mathcal{L}")

du = let("du", g[d] * (h[d] - c[d]) * u[d] * (1 - u[d]), d, latex=r"\text{d}u")
dc = let("dc", g[d] * (1 - u[d]) * (1 - c[d] ** 2), d, latex=r"\text{d}c")
back = let("v", total(U[d, e] * dc[d], d), e)
dr = let("dr", back[d] * h[d] * r[d] * (1 - r[d]), d, latex=r"\text{d}r")

vjp = Theorem(
    "gru.vjp",
    chain(
        diff(L, h[e]),
        "past the gate, through the candidate, and through both gates",
        g[e] * u[e] + back[e] * r[e] + total(Uu[d, e] * du[d], d) + total(Ur[d, e] * dr[d], d),
        label="h",
    ),
    chain(diff(L, U[d, e]), "tanh′ = 1 − tanh²", dc[d] * r[e] * h[e], label="U"),
    chain(diff(L, W[d, m]), "tanh′ = 1 − tanh²", dc[d] * x[m], label="W"),
    chain(diff(L, Uu[d, e]), "σ′ = σ (1 − σ)", du[d] * h[e], label="U_u"),
    chain(diff(L, Ur[d, e]), "σ′ = σ (1 − σ)", dr[d] * h[e], label="U_r"),
)
mixture = Theorem(
    "gru.mixture",
    y[d] - c[d],
    "the new state lies between its candidate and the old one",
    u[d] * (h[d] - c[d]),
)
