"""ReLU: the rectified linear unit.   ReLU(x) = max(0, x),   x ∈ ℝ

Source: V. Nair, G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010, ICML, 807–814.
"""

from proofnotes import Definition, Display, Max, Ne, Scalar, Theorem, cases, diff

x, g = Scalar("x"), Scalar("g")

relu = Definition(
    "relu",
    Max(0, x),
    inputs=(x,),
    symbol=r"\text{ReLU}",
    source="Nair and Hinton 2010",
    shows=[Display(30)],
)

derivative = Theorem(
    "relu.derivative",
    diff(relu(x), x),
    "max(0, x) = x for x > 0 and 0 for x < 0",
    cases((1, x > 0), 0),
    assuming=[Ne(x, 0)],
    note="At 0 the one-sided slopes are 0 and 1; the kernel takes 0 there.",
)

vjp = Theorem(
    "relu.vjp",
    g * diff(relu(x), x),
    "insert the derivative",
    cases((g, x > 0), 0),
    assuming=[Ne(x, 0)],
)

dead = Theorem("relu.dead", diff(relu(x), x), "max(0, x) = 0 for x < 0", 0, assuming=[x < 0])
