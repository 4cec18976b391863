"""Leaky ReLU: a rectifier with a slope below zero.   x for x > 0,  αx for x ≤ 0,   α = 0.01

Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013,
ICML Workshop on Deep Learning for Audio, Speech and Language Processing, section 2.
"""

from proofnotes import Definition, Display, Kind, Max, Ne, Scalar, Theorem, cases, chain, diff

x, g, h = Scalar("x"), Scalar("g"), Scalar("h")
α = Scalar("alpha")

leaky_relu = Definition(
    "leaky_relu",
    cases((x, x > 0), α * x),
    inputs=(x,),
    parameters=((α, 0.01),),
    symbol=r"\text{LeakyReLU}",
    source="Maas, Hannun and Ng 2013",
    names=("LeakyReLU", "LReLU", "PReLU"),
    shows=[Display(31)],
)

derivative = Theorem(
    "leaky_relu.derivative",
    chain(diff(leaky_relu(x), x), "branch by branch", cases((1, x > 0), α), assuming=[Ne(x, 0)]),
    chain((leaky_relu(h) - leaky_relu(0)) / h, "h/h", 1, label="right", assuming=[h > 0]),
    chain((leaky_relu(h) - leaky_relu(0)) / h, "αh/h", α, label="left", assuming=[h < 0]),
    note="At 0 the one-sided slopes are α and 1; the kernel takes α there.",
)

vjp = Theorem(
    "leaky_relu.vjp",
    g * diff(leaky_relu(x), x),
    "insert the derivative",
    cases((g, x > 0), α * g),
    assuming=[Ne(x, 0)],
)

maximum = Theorem(
    "leaky_relu.maximum",
    leaky_relu(x),
    "x − αx = (1 − α)x has the sign of x",
    Max(x, α * x),
    assuming=[α <= 1],
)

alive = Theorem(
    "leaky_relu.alive",
    chain(diff(leaky_relu(x), x) >= α, "1 ≥ α", label="bound", assuming=[α <= 1]),
    chain(diff(leaky_relu(x), x) > 0, "1 > 0 and α > 0", label="positive", assuming=[α > 0]),
    assuming=[Ne(x, 0)],
    kind=Kind.BOUND,
)
