"""Definitions over split axes: of two factors and of three, in the middle, and with an index over the whole axis."""

from typing import Any

from examples.group_norm import group_norm
from proofnotes import Definition, Dim, Tensor, delta, exp, let, total

N, S, G, M, H = (Dim(each) for each in "NSGMH")
C, D = G * M, G * H * M
n, s, c, d, q = N.index("n"), S.index("s"), C.index("c"), C.index("d"), D.index("q")
g, h, m, k = G.index("g"), H.index("h"), M.index("m"), M.index("k")
x, z = Tensor("x", N, C), Tensor("z", N, D, S)
gamma, by_group, by_entry = Tensor("gamma", C), Tensor("u", G), Tensor("w", M)


def own(f: Any) -> Any:
    """What stands at the entry of the split axis with the index c."""
    return total(delta(c, C.at(g, m)) * f, g, m)


scaled = Definition("scaled", own(by_group[g] * x[n, C.at(g, m)]), inputs=(x, by_group), indices=(n, c))
scaled_alike = Definition("scaled_alike", own(by_entry[m] * x[n, C.at(g, m)]), inputs=(x, by_entry), indices=(n, c))
spread = Definition("spread", own(by_group[g]) + 0 * gamma[c], inputs=(by_group, gamma), indices=(c,))
tiled = Definition("tiled", own(by_entry[m]), inputs=(by_entry, by_group), indices=(c,))
mean = let("mean", total(z[n, D.at(g, h, m), s], h) / H, n, g, m, s)
weighted = Definition(
    "weighted",
    total(delta(q, D.at(g, h, m)) * (z[n, D.at(g, h, m), s] * mean[n, g, m, s]), g, h, m),
    inputs=(z,),
    indices=(n, q, s),
    sizes=((G, 2), (H, 3)),
)
softmax = let("p", exp(x[n, c]) / total(exp(x[n, d]), d), n, c)
mixed = Definition(
    "mixed",
    own(softmax[n, C.at(g, m)] * total(x[n, C.at(g, k)], k)),
    inputs=(x,),
    indices=(n, c),
    sizes=((G, 2),),
)

DEFINITIONS = (group_norm, scaled, scaled_alike, spread, tiled, weighted, mixed)
