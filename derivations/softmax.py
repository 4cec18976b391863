"""Softmax: a distribution from scores.   y_i = e^{z_i} / Σ_j e^{z_j},   z, y ∈ ℝᴷ

An entry −∞ is a class that is not allowed, with y_i = 0.  Where all entries are −∞, or one is ∞, there is no limit, and
the kernel gives nan in the whole row.

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
    Kind,
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
dz = Tensor("dz", K, latex=r"\dot{z}")
a, b = K.fixed("a b")
c = Scalar("c")

softmax = Definition(
    "softmax",
    exp(z[i]) / total(exp(z[j]), j),
    inputs=(z,),
    indices=(i,),
    source="Bridle 1990",
    names=("softmax",),
    shows=[Display(13, Equation(at=(0, 1, "y")), Range("i"), notation=Notation(entrywise=("softmax",)))],
)
y = let("y", softmax.of(z)[i], i)

distribution = Theorem(
    "softmax.distribution",
    chain(total(y[i], i), "the numerators add up to the denominator", 1, label="sum", kind=Kind.IDENTITY),
    chain(y[i] > 0, "e^z > 0", label="positive"),
    chain(y[i] <= 1, "e^{z_i} is one term of Σ_j e^{z_j}", label="above"),
    kind=Kind.BOUND,
)

jacobian_cases = Theorem(
    "softmax.jacobian_cases",
    diff(y[i], z[j]),
    "quotient rule",
    diff(exp(z[i]), z[j]) / total(exp(z[k]), k)
    - exp(z[i]) * diff(total(exp(z[k]), k), z[j]) / total(exp(z[k]), k) ** 2,
    "∂e^{z_i}/∂z_j = δ_ij e^{z_i}",
    delta(i, j) * exp(z[i]) / total(exp(z[k]), k) - exp(z[i]) * exp(z[j]) / total(exp(z[k]), k) ** 2,
    "definition of softmax",
    delta(i, j) * y[i] - y[i] * y[j],
    "branch by branch",
    cases((y[i] * (1 - y[i]), same(i, j)), -y[i] * y[j]),
    shows=[Display(14, Equation(at=(0, 4)))],
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
    total(diff(y[i], z[j]) * dz[j], j),
    "insert the Jacobian",
    total(y[i] * (delta(i, j) - y[j]) * dz[j], j),
    "contract δ",
    y[i] * (dz[i] - total(y[j] * dz[j], j)),
)

row_sums = Theorem(
    "softmax.row_sums",
    total(diff(y[i], z[j]), j),
    "insert the Jacobian",
    total(y[i] * (delta(i, j) - y[j]), j),
    "contract δ",
    y[i] * (1 - total(y[j], j)),
    "Σ_j y_j = 1",
    0,
)

symmetric = Theorem("softmax.symmetric", diff(y[i], z[j]), "y_i y_j = y_j y_i", diff(y[j], z[i]))

form = total(v[i] * diff(y[i], z[j]) * v[j], i, j)

semidefinite = Theorem(
    "softmax.semidefinite",
    chain(
        form,
        "insert the Jacobian",
        total(v[i] * y[i] * (delta(i, j) - y[j]) * v[j], i, j),
        "contract δ",
        total(y[i] * v[i] ** 2, i) - total(y[i] * v[i], i) ** 2,
        "a variance: Σ_i y_i = 1",
        total(y[i] * (v[i] - total(y[k] * v[k], k)) ** 2, i),
        label="squares",
        kind=Kind.IDENTITY,
    ),
    chain(total(y[i] * (v[i] - total(y[k] * v[k], k)) ** 2, i) >= 0, "y_i > 0", label="bound"),
    kind=Kind.BOUND,
)

second = Theorem(
    "softmax.second",
    diff(y[i], z[j], z[k]),
    "insert the Jacobian",
    diff(y[i] * (delta(i, j) - y[j]), z[k]),
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
    chain(
        diff(log(total(exp(z[j]), j)), z[i]),
        "chain rule",
        diff(total(exp(z[j]), j), z[i]) / total(exp(z[j]), j),
        "∂e^{z_j}/∂z_i = δ_ij e^{z_i}",
        y[i],
        label="gradient",
    ),
)

ratio = Theorem(
    "softmax.ratio",
    chain(
        y[i] / y[j], "the denominators cancel; e^a/e^b = e^{a − b}", exp(z[i] - z[j]), label="ratio", kind=Kind.IDENTITY
    ),
    chain(y[a] > y[b], "e^z rises", label="order", assuming=[z[a] > z[b]]),
    chain(y[i] / y[j] >= 1 + (z[i] - z[j]), "e^u ≥ 1 + u", label="amplified"),
    kind=Kind.BOUND,
)

t, η = Scalar("t", positive=True), Scalar("eta", positive=True)
sharp = softmax.of(lambda k: t * z[k])
lead = z[a] - z[b]

sharpening = Theorem(
    "softmax.sharpening",
    chain(sharp[i] <= exp(-(t * (z[a] - z[i]))), "y_a ≤ 1 in y_i/y_a = e^{−t(z_a − z_i)}", label="each"),
    chain(
        1 - sharp[a] <= total((1 - delta(i, a)) * exp(-(t * (z[a] - z[i]))), i),
        "1 − y_a is the sum of the others",
        label="rest",
    ),
    chain(exp(-(t * lead)) <= 1 / (1 + t * lead), "e^u ≥ 1 + u", label="tangent", assuming=[lead > 0]),
    chain(1 / (1 + t * lead) < η, "for every η > 0", label="small", assuming=[lead > 0, t * lead * η > 1]),
    kind=Kind.LIMIT,
    note="t → ∞ with a unique argmax a: each of the terms falls below every η > 0, so softmax(tz) → e_a.",
)

two = Dim("K", 2)
l = two.index("j")
w = Tensor("z", two)

binary = Theorem(
    "softmax.binary",
    exp(w[1]) / total(exp(w[l]), l),
    "K = 2: divide above and below by e^{z_1}",
    sigmoid(w[1] - w[2]),
)
