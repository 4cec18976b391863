"""Knowledge distillation: the student's softmax at a temperature, matched to the teacher's.

    L(z, v) = T² KL(p ‖ q),   p = softmax(v/T),   q = softmax(z/T)

Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015, arXiv:1503.02531,
section 2.
"""

from derivations.softmax import softmax
from proofnotes import Definition, Dim, Eq, Kind, Scalar, Tensor, Theorem, chain, diff, let, let_scalar, log, total

K = Dim("K")
i, j, k = K.indices("i j k")
z, v, r, s = Tensor("z", K), Tensor("v", K), Tensor("r", K), Tensor("s", K)
g, T = Scalar("g"), Scalar("T", positive=True)
p = let("p", softmax.of(lambda k: v[k] / T)[i], i)
q = let("q", softmax.of(lambda k: z[k] / T)[i], i)

distillation = Definition(
    "distillation",
    T**2 * total(p[i] * (log(p[i]) - log(q[i])), i),
    inputs=(z, v),
    parameters=((T, 2.0),),
    where=(p, q),
    symbol=r"\mathcal{L}_{\text{KD}}",
    source="arXiv:1503.02531, section 2",
)
L = let_scalar("L", distillation(z, v), latex=r"\mathcal{L}")
KL = let_scalar("KL", total(p[k] * log(p[k] / q[k]), k), latex=r"\text{KL}")

gradient = Theorem("distillation.gradient", diff(L, z[i]), "cross-entropy at z/T", T * (q[i] - p[i]))
vjp = Theorem(
    "distillation.vjp",
    chain(g * diff(L, z[i]), "cross-entropy at z/T", g * T * (q[i] - p[i]), label="z"),
    chain(
        g * diff(L, v[i]),
        "KL in its first argument",
        g * T * p[i] * (log(p[i] / q[i]) - KL),
        label="v",
    ),
)
distributions = [r[i] > 0, s[i] > 0, Eq(total(r[k], k), 1), Eq(total(s[k], k), 1)]
nonnegative = Theorem(
    "distillation.nonnegative",
    chain(total(r[i] * log(r[i] / s[i]), i) >= 0, "log t ≤ t − 1"),
    assuming=distributions,
    kind=Kind.BOUND,
)
same = Theorem(
    "distillation.same",
    chain(distillation(v, v), "log(p/p) = 0", 0, label="value"),
    chain(total(diff(L, z[i]), i), "Σq − Σp = 0", 0, label="gradient"),
)
