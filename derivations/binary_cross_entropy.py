"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

    BCE(y, ŷ) = −[y log ŷ + (1 − y) log(1 − ŷ)],   0 < ŷ < 1;   with logits: ŷ = σ(z), z ∈ ℝ

At the edges the kernels take 0 log 0 = 0, the limit for a label that is 0: BCE(1, 1) = 0, with the derivative −1 by ŷ;
BCE(1, 0) = ∞.  A label 0 does not hide a prediction that is no number.

Source: C. M. Bishop, "Pattern Recognition and Machine Learning", 2006, equations (2.2), (4.90) and (4.91).
"""

from derivations.sigmoid import sigmoid
from proofnotes import (
    Abs,
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Kind,
    Max,
    Notation,
    Scalar,
    Tensor,
    Theorem,
    chain,
    diff,
    dot,
    exp,
    let_scalar,
    limit,
    log,
    paren,
    total,
)

y, z, g = Scalar("y"), Scalar("z"), Scalar("g")
q = Scalar("y_hat")
σ = sigmoid
probability = [q > 0, q < 1]
bernoulli = let_scalar("P", q**y * (1 - q) ** (1 - y), latex="P")

binary_cross_entropy = Definition(
    "binary_cross_entropy",
    -paren(y * log(q) + (1 - y) * log(1 - q), "[]"),
    inputs=(y, q),
    symbol=r"\text{BCE}",
    assuming=probability,
    source="Bishop 2006, (4.90)",
    targets=(y,),
    probabilities=(y, q),
    names=("BCE", "BinaryCrossEntropy", "L", "l", r"\ell"),
    headings=("binary cross entropy", "BCE", "二元交叉熵", "二分类交叉熵"),
    beside=(bernoulli.quantity,),
    shows=[
        Display(16),
        Display(18, notation=Notation(glyphs={"binary_cross_entropy": r"\mathcal{L}_{\text{BCE}}"})),
    ],
)
BCE = binary_cross_entropy
loss = let_scalar("loss", BCE(y, q), latex=r"\mathcal{L}")

likelihood = Theorem(
    "binary_cross_entropy.likelihood",
    chain(log(bernoulli), "log of a product of powers", y * log(q) + (1 - y) * log(1 - q), label="log"),
    chain(BCE(y, q), "its negative", -log(bernoulli), label="loss"),
    assuming=probability,
    note="Holds for every real y; it is a likelihood for y ∈ {0, 1}.",
    shows=[Display(17, Equation("log"), notation=Notation(arguments={"P": ("y", "y_hat")}, conditional=("P",)))],
)

derivative = Theorem(
    "binary_cross_entropy.derivative",
    diff(loss, q),
    "(log ŷ)′ = 1/ŷ, (log(1 − ŷ))′ = −1/(1 − ŷ)",
    -(y / q - (1 - y) / (1 - q)),
    assuming=probability,
    shows=[Display(21)],
)

vjp = Theorem(
    "binary_cross_entropy.vjp",
    chain(g * diff(BCE(y, q), y), "linear in y", g * (log(1 - q) - log(q)), label="y"),
    chain(
        g * diff(BCE(y, q), q),
        "insert the derivative",
        -g * (y / q - (1 - y) / (1 - q)),
        label="y_hat",
    ),
    assuming=probability,
)

tangents = y * (q / y - 1 - (log(q) - log(y))) + (1 - y) * ((1 - q) / (1 - y) - 1 - (log(1 - q) - log(1 - y)))

minimum = Theorem(
    "binary_cross_entropy.minimum",
    chain(
        BCE(y, q) - BCE(y, y),
        "ŷ − y + (1 − ŷ) − (1 − y) = 0",
        tangents,
        label="difference",
        assuming=[y > 0, y < 1],
        kind=Kind.IDENTITY,
    ),
    chain(tangents >= 0, "log t ≤ t − 1", label="bound", assuming=[y > 0, y < 1]),
    chain(diff(BCE(y, q), q), "common denominator", (q - y) / (q * (1 - q)), label="slope", kind=Kind.IDENTITY),
    chain(diff(BCE(y, q), q) < 0, "ŷ − y < 0", label="left", assuming=[q < y]),
    chain(diff(BCE(y, q), q) > 0, "ŷ − y > 0", label="right", assuming=[q > y]),
    assuming=probability,
    kind=Kind.BOUND,
)

ŷ = let_scalar("yhat", σ(z))

binary_cross_entropy_with_logits = Definition(
    "binary_cross_entropy_with_logits",
    -paren(y * log(ŷ) + (1 - y) * log(1 - ŷ), "[]"),
    inputs=(z, y),
    symbol=r"\mathcal{L}",
    where=(ŷ.quantity,),
    source="Bishop 2006, (4.90)",
    targets=(y,),
    probabilities=(y,),
    shows=[Display(19)],
)
L = let_scalar("L", binary_cross_entropy_with_logits(z, y), latex=r"\mathcal{L}")

chain_rule = Theorem(
    "binary_cross_entropy.chain",
    chain(ŷ, "the prediction", σ(z), "definition of σ", 1 / (1 + exp(-z)), label="prediction"),
    chain(diff(ŷ, z), "σ′ = σ(1 − σ)", ŷ * (1 - ŷ), label="slope"),
    chain(diff(L, ŷ), "derivative of BCE", -(y / ŷ - (1 - y) / (1 - ŷ)), label="loss"),
    chain(
        diff(L, z),
        "chain rule",
        dot(diff(L, ŷ), diff(ŷ, z)),
        "insert both derivatives",
        -dot(paren(y / ŷ - (1 - y) / (1 - ŷ)), ŷ * (1 - ŷ)),
        "ŷ(1 − ŷ) cancels: −[y(1 − ŷ) − (1 − y)ŷ]",
        ŷ - y,
        "ŷ = σ(z)",
        σ(z) - y,
        label="logit",
    ),
    shows=[
        Display(20, Equation("logit")),
        Display(22, Equation("prediction", at=(0, 1, 2)), Equation("slope"), join="implies"),
        Display(23, Equation("logit", at=(0, 1, 2, 3))),
        Display(24, Equation("logit", at=(0, 3, 4))),
    ],
)

logits_vjp = Theorem(
    "binary_cross_entropy_with_logits.vjp",
    chain(
        g * diff(L, z),
        "dL/dz = σ(z) − y",
        g * (σ(z) - y),
        "σ(z) = (1 − y)σ(z) + yσ(z), σ(z) − 1 = −σ(−z)",
        g * ((1 - y) * σ(z) - y * σ(-z)),
        label="z",
    ),
    chain(
        g * diff(L, y),
        "linear in y",
        g * (log(1 - ŷ) - log(ŷ)),
        "log(σ(z)/(1 − σ(z))) = z",
        -g * z,
        label="y",
    ),
)

stable = Theorem(
    "binary_cross_entropy.stable",
    -paren(y * log(σ(z)) + (1 - y) * log(1 - σ(z)), "[]"),
    "log σ(z) = z − log(1 + eᶻ), log(1 − σ(z)) = −log(1 + eᶻ)",
    log(1 + exp(z)) - z * y,
    "1 + eᶻ = e^{max(z,0)} (1 + e^{−∣z∣})",
    Max(z, 0) - z * y + log(1 + exp(-Abs(z))),
)

convex = Theorem(
    "binary_cross_entropy.convex",
    chain(
        diff(L, z, z), "dL/dz = ŷ − y", diff(ŷ - y, z), "σ′ = σ(1 − σ)", ŷ * (1 - ŷ), label="form", kind=Kind.IDENTITY
    ),
    chain(diff(L, z, z) > 0, "0 < ŷ < 1", label="bound"),
    kind=Kind.BOUND,
)

error = Theorem("binary_cross_entropy.error", Abs(diff(L, z)), "dL/dz = ŷ − y", Abs(ŷ - y))

against_squared = Theorem(
    "binary_cross_entropy.against_squared",
    chain(
        diff((ŷ - y) ** 2 / 2, z),
        "chain rule",
        (ŷ - y) * diff(ŷ, z),
        "σ′ = σ(1 − σ)",
        (ŷ - y) * ŷ * (1 - ŷ),
        label="slope",
    ),
    chain(limit((ŷ - 1) * ŷ * (1 - ŷ), z, "-oo"), "y = 1: ŷ → 0", 0, label="squared", kind=Kind.LIMIT),
    chain(limit(ŷ - 1, z, "-oo"), "y = 1: ŷ → 0", -1, label="entropy", kind=Kind.LIMIT),
    note="With y = 1 and z → −∞ the prediction is quite wrong: squared error has no gradient left, BCE has −1.",
)

two = Dim("K", 2)
k = two.index("k")
t, s = Tensor("y", two), Tensor("yhat", two)

special_case = Theorem(
    "binary_cross_entropy.special_case",
    -total(t[k] * log(s[k]), k),
    "y₂ = 1 − y₁, ŷ₂ = 1 − ŷ₁",
    BCE(t[1], s[1]),
    assuming=[Eq(t[2], 1 - t[1]), Eq(s[2], 1 - s[1]), s[1] > 0, s[1] < 1],
)
