"""Softmax: a distribution from scores.   y_i = e^{z_i} / Σ_j e^{z_j},   z, y ∈ ℝᴷ

Source: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990,
in Neurocomputing, NATO ASI F 68, 227–236.
"""

from derivations.sigmoid import sigmoid
from proofnotes import (
    Definition,
    Diagonal,
    Dim,
    Display,
    Equation,
    Jacobian,
    Notation,
    Range,
    Scalar,
    Tensor,
    Theorem,
    Whole,
    cases,
    chain,
    delta,
    diff,
    exp,
    let,
    log,
    same,
    total,
)

K = Dim("K")
i, j, k = K.indices("i j k")
z, g, v = Tensor("z", K), Tensor("g", K), Tensor("v", K)
c = Scalar("c")

softmax = Definition(
    "softmax",
    exp(z[i]) / total(exp(z[j]), j),
    inputs=(z,),
    indices=(i,),
    source="Bridle 1990",
    shows=[Display(13, Equation(at=(0, 1, "y")), Range("i"), notation=Notation(entrywise=("softmax",)))],
)
y = let("y", softmax.of(z)[i], i)

distribution = Theorem("softmax.distribution", total(y[i], i), "the numerators add up to the denominator", 1)

jacobian_cases = Theorem(
    "softmax.jacobian_cases",
    diff(y[i], z[j]),
    "quotient rule; the numerator depends on z_j only where i = j",
    cases((y[i] * (1 - y[i]), same(i, j)), -y[i] * y[j]),
    shows=[Display(14)],
)

jacobian = Theorem(
    "softmax.jacobian",
    Jacobian(Whole(y), Whole(z)),
    "both cases at once: δ_ij is the entry of the identity",
    Diagonal(Whole(y)) - Whole(y) @ Whole(y).T,
    shows=[Display(15)],
)

vjp = Theorem(
    "softmax.vjp",
    total(g[i] * diff(y[i], z[j]), i),
    "insert the Jacobian",
    total(g[i] * (y[i] * (delta(i, j) - y[j])), i),
    "contract δ",
    y[j] * (g[j] - total(g[i] * y[i], i)),
)

jvp = Theorem(
    "softmax.jvp",
    total(diff(y[i], z[j]) * v[j], j),
    "insert the Jacobian",
    total(y[i] * (delta(i, j) - y[j]) * v[j], j),
    "contract δ",
    y[i] * (v[i] - total(y[j] * v[j], j)),
)

row_sums = Theorem(
    "softmax.row_sums",
    total(diff(y[i], z[j]), j),
    "insert the Jacobian; Σ_j y_j = 1",
    0,
)

symmetric = Theorem("softmax.symmetric", diff(y[i], z[j]), "y_i y_j = y_j y_i", diff(y[j], z[i]))

second = Theorem(
    "softmax.second",
    diff(y[i], z[j], z[k]),
    "differentiate y_i (δ_ij − y_j) once more",
    y[i] * ((delta(i, k) - y[k]) * (delta(i, j) - y[j]) - y[j] * (delta(j, k) - y[k])),
)

shift = Theorem(
    "softmax.shift",
    softmax.of(lambda a: z[a] + c)[i],
    "e^{z + c} = e^z e^c, and e^c cancels",
    softmax.of(z)[i],
)

logsumexp = Theorem(
    "softmax.logsumexp",
    chain(log(total(exp(z[j]), j)), "e^z = e^c e^{z − c}", c + log(total(exp(z[j] - c), j)), label="shift"),
    chain(diff(log(total(exp(z[j]), j)), z[i]), "chain rule", y[i], label="gradient"),
)

ratio = Theorem("softmax.ratio", y[i] / y[j], "the denominators cancel; e^a/e^b = e^{a − b}", exp(z[i] - z[j]))

two = Dim("K", 2)
a = two.index("j")
w = Tensor("z", two)

binary = Theorem(
    "softmax.binary",
    exp(w[1]) / total(exp(w[a]), a),
    "K = 2: divide above and below by e^{z_1}",
    sigmoid(w[1] - w[2]),
)
