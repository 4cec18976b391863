"""Cross-entropy: the negative log-likelihood of a distribution over K classes.

    H(y, ŷ) = −Σ_i y_i log ŷ_i,   ŷ_i > 0;   with logits: ŷ = softmax(z),   y, ŷ, z ∈ ℝᴷ

At the edges the kernels take 0 log 0 = 0, the limit for a weight that is 0: a class of weight 0 costs nothing where its
probability is 0, or its logit −∞.

Source: C. M. Bishop, "Pattern Recognition and Machine Learning", 2006, equations (4.107) to (4.110).
"""

from derivations.softmax import softmax
from proofnotes import (
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Kind,
    Ne,
    Notation,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    exp,
    let,
    let_scalar,
    log,
    paren,
    product,
    sqrt,
    total,
)

K = Dim("K")
i, j, k, c = K.indices("i j k c")
(a,) = K.fixed("a")
y, z, q, v = Tensor("y", K), Tensor("z", K), Tensor("y_hat", K), Tensor("v", K)
g = Scalar("g")
logsumexp = log(total(exp(z[j]), j))
categorical = let_scalar("P", product(q[i] ** y[i], i), latex="P")
distribution = [Eq(total(y[k], k), 1)]

cross_entropy = Definition(
    "cross_entropy",
    -total(y[i] * log(q[i]), i),
    inputs=(y, q),
    symbol="H",
    assuming=[q[i] > 0],
    source="Bishop 2006, (4.108)",
    targets=(y,),
    probabilities=(y, q),
    names=("CE", "CrossEntropy", "H", "L", "l", r"\ell"),
    headings=("cross entropy", "CE", "交叉熵"),
    beside=(categorical.quantity,),
    shows=[
        Display(25),
        Display(27, notation=Notation(glyphs={"cross_entropy": r"\mathcal{L}_{\text{CE}}"})),
    ],
)
H = cross_entropy(y, q)

likelihood = Theorem(
    "cross_entropy.likelihood",
    chain(log(categorical), "log of a product of powers", total(y[i] * log(q[i]), i), label="log"),
    chain(H, "its negative", -log(categorical), label="loss"),
    assuming=[q[i] > 0],
    shows=[Display(26, Equation("P"), notation=Notation(arguments={"P": ("y", "y_hat")}, conditional=("P",)))],
)

vjp = Theorem(
    "cross_entropy.vjp",
    chain(g * diff(H, y[i]), "linear in y", -g * log(q[i]), label="y"),
    chain(g * diff(H, q[i]), "(log ŷ_i)′ = 1/ŷ_i", -g * (y[i] / q[i]), label="y_hat"),
    assuming=[q[i] > 0],
)

tangents = total(y[i] * (q[i] / y[i] - 1 - log(q[i] / y[i])), i)
half_tangents = 2 * total(y[i] * (sqrt(q[i] / y[i]) - 1 - log(sqrt(q[i] / y[i]))), i)
hellinger = total((sqrt(y[i]) - sqrt(q[i])) ** 2, i)
both_distributions = [*distribution, Eq(total(q[k], k), 1)]

gibbs = Theorem(
    "cross_entropy.gibbs",
    chain(
        H - cross_entropy(y, y),
        "log of a quotient",
        -total(y[i] * log(q[i] / y[i]), i),
        "Σ_i ŷ_i − Σ_i y_i = 1 − 1",
        tangents,
        label="difference",
        assuming=both_distributions,
        kind=Kind.IDENTITY,
    ),
    chain(tangents >= 0, "log t ≤ t − 1", label="bound"),
    chain(
        H - cross_entropy(y, y) - hellinger,
        "log ŷ_i/y_i = 2 log √(ŷ_i/y_i)",
        half_tangents,
        label="sharper",
        assuming=both_distributions,
        kind=Kind.IDENTITY,
    ),
    chain(half_tangents >= 0, "log t ≤ t − 1 with t = √(ŷ_i/y_i)", label="sharper_bound"),
    chain(hellinger >= (sqrt(y[a]) - sqrt(q[a])) ** 2, "one term of the sum", label="one_term"),
    chain(
        (sqrt(y[a]) - sqrt(q[a])) ** 2,
        "a − b = (a² − b²)/(a + b)",
        (y[a] - q[a]) ** 2 / (sqrt(y[a]) + sqrt(q[a])) ** 2,
        label="square",
        kind=Kind.IDENTITY,
    ),
    chain(
        (y[a] - q[a]) ** 2 / (sqrt(y[a]) + sqrt(q[a])) ** 2 > 0,
        "y_a ≠ ŷ_a",
        label="equality",
        assuming=[Ne(y[a], q[a])],
    ),
    assuming=[y[i] > 0, q[i] > 0],
    kind=Kind.BOUND,
    note="H(y, ŷ) − H(y, y) ≥ Σ_i (√y_i − √ŷ_i)²: zero only at ŷ = y.",
)

one_hot = Theorem(
    "cross_entropy.one_hot",
    cross_entropy(lambda i: delta(i, c), q),
    "δ_ic leaves i = c",
    -log(q[c]),
    assuming=[q[i] > 0],
)

ŷ = let("yhat", softmax.of(z)[i], i)

cross_entropy_with_logits = Definition(
    "cross_entropy_with_logits",
    -total(y[i] * log(paren(ŷ[i])), i),
    inputs=(z, y),
    symbol=r"\mathcal{L}",
    where=(ŷ,),
    source="Bishop 2006, (4.108)",
    targets=(y,),
    probabilities=(y,),
)
L = let_scalar("L", cross_entropy_with_logits(z, y), latex=r"\mathcal{L}")

logits = Theorem(
    "cross_entropy.logits",
    cross_entropy_with_logits(z, y),
    "definition",
    -total(y[i] * log(paren(ŷ[i])), i),
    "insert softmax",
    -total(y[i] * log(exp(z[i]) / total(exp(z[j]), j)), i),
    "log of a quotient",
    -total(y[i] * (z[i] - logsumexp), i),
    "Σ_i y_i = 1",
    -total(y[i] * z[i], i) + logsumexp,
    assuming=distribution,
    note="The last link needs Σ y_i = 1, which the notes do not state.",
    finding="The notes do not say that Σ_i y_i = 1; without it the last equality is false.",
    shows=[Display(28, Equation(at=(0, 1, 2, 3, 4)), breaks=(3,))],
)

gradient = Theorem(
    "cross_entropy.gradient",
    diff(L, z[i]),
    "cross_entropy.logits, with Σ_k y_k = 1",
    diff(-total(y[k] * z[k], k) + logsumexp, z[i]),
    "∂z_k/∂z_i = δ_ki; chain rule in log Σ_j e^{z_j}",
    -y[i] + exp(z[i]) / total(exp(z[j]), j),
    "definition of softmax",
    ŷ[i] - y[i],
    assuming=distribution,
    note="Without Σ_k y_k = 1 it is ŷ_i Σ_k y_k − y_i.",
    shows=[Display(29, Equation(at=(0, 1, 2, 3)), breaks=(2,))],
)

through_jacobian = Theorem(
    "cross_entropy.through_jacobian",
    diff(L, z[i]),
    "chain rule",
    total(diff(L, ŷ[j]) * diff(ŷ[j], z[i]), j),
    "∂L/∂ŷ_j = −y_j/ŷ_j; the softmax Jacobian",
    total(-(y[j] / ŷ[j]) * (ŷ[j] * (delta(j, i) - ŷ[i])), j),
    "ŷ_j cancels; contract δ",
    -y[i] + ŷ[i] * total(y[j], j),
    "Σ_j y_j = 1",
    ŷ[i] - y[i],
    assuming=distribution,
)

variance = total(ŷ[i] * (v[i] - total(ŷ[k] * v[k], k)) ** 2, i)

hessian = Theorem(
    "cross_entropy.hessian",
    chain(
        diff(L, z[i], z[j]),
        "differentiate ŷ_i − y_i",
        diff(ŷ[i], z[j]),
        "softmax.jacobian: diag(ŷ) − ŷŷᵀ",
        delta(i, j) * ŷ[i] - ŷ[i] * ŷ[j],
        label="matrix",
        assuming=distribution,
        kind=Kind.IDENTITY,
    ),
    chain(
        total(v[i] * diff(L, z[i], z[j]) * v[j], i, j),
        "diag(ŷ) − ŷŷᵀ; contract δ",
        total(ŷ[i] * v[i] ** 2, i) - total(ŷ[i] * v[i], i) ** 2,
        "a variance: Σ_i ŷ_i = 1",
        variance,
        label="squares",
        assuming=distribution,
        kind=Kind.IDENTITY,
    ),
    chain(variance >= 0, "ŷ_i > 0", label="convex"),
    kind=Kind.BOUND,
)

labelled = cross_entropy_with_logits(z, lambda k: delta(k, c))

labels = Theorem(
    "cross_entropy_with_logits.labels",
    chain(labelled, "δ_kc leaves k = c", -log(paren(ŷ[c])), "log of a quotient", logsumexp - z[c], label="value"),
    chain(
        g * diff(labelled, z[i]),
        "∂z_c/∂z_i = δ_ic; chain rule in log Σ_j e^{z_j}",
        g * (ŷ[i] - delta(i, c)),
        label="z",
    ),
)

logits_vjp = Theorem(
    "cross_entropy_with_logits.vjp",
    chain(
        g * diff(L, z[i]),
        "through the Jacobian, for any y",
        g * (ŷ[i] * total(y[k], k) - y[i]),
        "the terms k = i cancel; Σ_k ŷ_k = 1",
        g * (ŷ[i] * total((1 - delta(i, k)) * y[k], k) - y[i] * total((1 - delta(i, k)) * ŷ[k], k)),
        label="z",
    ),
    chain(
        g * diff(L, y[i]),
        "linear in y",
        -g * log(ŷ[i]),
        "log softmax(z)_i = z_i − log Σ_j e^{z_j}",
        g * (logsumexp - z[i]),
        label="y",
    ),
)
