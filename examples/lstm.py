"""One step of an LSTM and of a GRU, for a state of D entries and an input of M, with the gradients.

    f, i, o = σ(W x + U h + b),  u = tanh(W x + U h + b),   c′ = f c + i u,   h′ = o tanh(c′)

Since |h′| < 1 nothing explodes in the output, and c′ passes gradients on with the factor f alone.

Sources: S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", 1997, Neural Computation 9, 1735–1780;
K. Cho et al., "Learning Phrase Representations", 2014, arXiv:1406.1078, equations (5) to (8).
"""

from derivations.sigmoid import sigmoid as σ
from proofnotes import Abs, Definition, Dim, Kind, Scalar, Tensor, Theorem, chain, delta, diff, let, let_scalar, tanh, total

D, M = Dim("D"), Dim("M")
d, e = D.indices("d e")
m = M.index("m")
zf, zi, zo, zu = (
    Tensor("z_f", D, latex="z^f"),
    Tensor("z_i", D, latex="z^i"),
    Tensor("z_o", D, latex="z^o"),
    Tensor("z_u", D, latex="z^u"),
)
c, g, q = Tensor("c", D), Tensor("g", D), Tensor("q", D)

lstm_cell = Definition(
    "lstm_cell",
    σ(zf[d]) * c[d] + σ(zi[d]) * tanh(zu[d]),
    inputs=(zf, zi, zu, c),
    indices=(d,),
    source="Hochreiter, Schmidhuber 1997",
)
new = let("c1", lstm_cell.of(zf, zi, zu, c)[d], d, latex="c'")
lstm_output = Definition(
    "lstm_output",
    σ(zo[d]) * tanh(new[d]),
    inputs=(zo, zf, zi, zu, c),
    indices=(d,),
    where=(new,),
    source="Hochreiter, Schmidhuber 1997",
)
h = let("h1", lstm_output.of(zo, zf, zi, zu, c)[d], d, latex="h'")

L = let_scalar("L", total(g[d] * h[d] + q[d] * new[d], d), latex=r"\mathcal{L}")
dc = let("dc", q[d] + g[d] * σ(zo[d]) * (1 - tanh(new[d]) ** 2), d, latex=r"\text{d}c'")
vjp = Theorem(
    "lstm_output.backward",
    chain(diff(L, zo[d]), "σ′ = σ (1 − σ)", g[d] * tanh(new[d]) * σ(zo[d]) * (1 - σ(zo[d])), label="o"),
    chain(diff(L, zf[d]), "through c′", dc[d] * c[d] * σ(zf[d]) * (1 - σ(zf[d])), label="f"),
    chain(diff(L, zi[d]), "through c′", dc[d] * tanh(zu[d]) * σ(zi[d]) * (1 - σ(zi[d])), label="i"),
    chain(diff(L, zu[d]), "through c′", dc[d] * σ(zi[d]) * (1 - tanh(zu[d]) ** 2), label="u"),
    chain(diff(L, c[d]), "the gate passes it on", dc[d] * σ(zf[d]), label="c"),
)
bound = Theorem(
    "lstm_output.bound",
    chain(Abs(h[d]) < 1, "σ < 1 and |tanh| < 1", label="output"),
    chain(Abs(new[d]) < Abs(c[d]) + 1, "σ < 1 and |tanh| < 1", label="cell"),
    kind=Kind.BOUND,
)
carousel = Theorem(
    "lstm_cell.carousel",
    diff(lstm_cell.of(zf, zi, zu, c)[d], c[e]),
    "elementwise",
    delta(d, e) * σ(zf[d]),
)

W, U, b, x, s = Tensor("W", D, M), Tensor("U", D, D), Tensor("b", D), Tensor("x", M), Tensor("h", D)
gate = let("z", total(W[d, m] * x[m], m) + total(U[d, e] * s[e], e) + b[d], d)
r, p = Scalar("r"), Scalar("p")
gru = Definition(
    "gru",
    σ(p) * r + (1 - σ(p)) * tanh(gate[d]),
    inputs=(r, p, W, U, b, x, s),
    indices=(d,),
    where=(gate,),
    source="arXiv:1406.1078, equation (7)",
)
y = let("y", gru.of(r, p, W, U, b, x, s)[d], d)
mixture = Theorem(
    "gru.mixture",
    chain(y[d] - tanh(gate[d]), "the new state lies between the old one and its candidate", σ(p) * (r - tanh(gate[d])), label="weights"),
    chain(total(g[d] * diff(y[d], p), d), "σ′ = σ (1 − σ)", σ(p) * (1 - σ(p)) * total(g[d] * (r - tanh(gate[d])), d), label="gate"),
    chain(
        total(g[d] * diff(y[d], W[e, m]), d),
        "tanh′ = 1 − tanh²",
        (1 - σ(p)) * g[e] * (1 - tanh(gate[e]) ** 2) * x[m],
        label="W",
    ),
)
