"""ReLU: the rectified linear unit.   ReLU(x) = max(0, x),   x ∈ ℝ

The kernel takes the slope 0 at 0; at nan the slope is nan.

Source: V. Nair, G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010, ICML, 807–814.
"""

from proofnotes import Definition, Dim, Display, Max, Ne, Opinion, Scalar, Tensor, Theorem, cases, chain, diff, total

x, g, h = Scalar("x"), Scalar("g"), Scalar("h")

relu = Definition(
    "relu",
    Max(0, x),
    inputs=(x,),
    symbol=r"\text{ReLU}",
    source="Nair and Hinton 2010",
    names=("ReLU",),
    shows=[Display(30)],
)

derivative = Theorem(
    "relu.derivative",
    chain(diff(relu(x), x), "max(0, x) = x for x > 0 and 0 for x < 0", cases((1, x > 0), 0), assuming=[Ne(x, 0)]),
    chain((relu(h) - relu(0)) / h, "h/h", 1, label="right", assuming=[h > 0]),
    chain((relu(h) - relu(0)) / h, "0/h", 0, label="left", assuming=[h < 0]),
    note="At 0 the one-sided slopes are 0 and 1; the kernel takes 0 there.",
    finding="ReLU has no derivative at 0: the slopes to the right and to the left are 1 and 0.",
)

vjp = Theorem(
    "relu.vjp",
    g * diff(relu(x), x),
    "insert the derivative",
    cases((g, x > 0), 0),
    assuming=[Ne(x, 0)],
)

N, m = Dim("N"), Dim("m")
n = N.index("n")
c, e = m.indices("c e")
X, w, upstream = Tensor("X", N, m), Tensor("w", m), Tensor("g", N)
b = Scalar("b")
unit = total(w[c] * X[n, c], c) + b

dead = Theorem(
    "relu.dead",
    chain(diff(relu(x), x), "max(0, x) = 0 for x < 0", 0, label="value", assuming=[x < 0]),
    chain(
        diff(total(upstream[n] * relu(unit), n), w[e]),
        "ReLU is 0 at every sample and near it",
        0,
        label="unit",
        assuming=[unit < 0],
    ),
)

quality = Opinion(
    "relu.quality",
    says="ReLU trains fast, and is the activation to begin with.",
    source="Krizhevsky, Sutskever and Hinton 2012, section 3.1",
)
