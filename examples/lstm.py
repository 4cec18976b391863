"""One step of an LSTM behind its linear maps, for a state of D entries.

    c′ = σ(z^f) c + σ(z^i) tanh(z^u),   h′ = σ(z^o) tanh(c′)

Since |h′| < 1 nothing explodes in the output, and c′ passes gradients on with the factor f alone.

Source: S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", 1997, Neural Computation 9, 1735–1780.
"""

from derivations.sigmoid import sigmoid as σ
from proofnotes import Abs, Definition, Dim, Kind, Tensor, Theorem, chain, delta, diff, let, let_scalar, tanh, total

D = Dim("D")
d, e = D.indices("d e")
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
