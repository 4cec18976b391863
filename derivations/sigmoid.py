"""Sigmoid: a number as a probability.   σ(x) = 1/(1 + e⁻ˣ),   x ∈ ℝ

Source: D. R. Cox, "The regression analysis of binary sequences", 1958, J. R. Stat. Soc. B 20(2), 215–242.
"""

from proofnotes import (
    Abs,
    Definition,
    Display,
    Equation,
    Kind,
    Ne,
    Rational,
    Scalar,
    Theorem,
    chain,
    diff,
    exp,
    limit,
    log,
)

x, p, g = Scalar("x"), Scalar("p"), Scalar("g")

sigmoid = Definition(
    "sigmoid",
    1 / (1 + exp(-x)),
    inputs=(x,),
    symbol=r"\sigma",
    source="Cox 1958",
    names=("sigmoid", "logistic", r"\sigma"),
    headings=("sigmoid", "logistic function", "逻辑函数", "逻辑斯蒂函数", "逻辑斯谛函数"),
    shows=[Display(11)],
)
σ = sigmoid

symmetry = Theorem("sigmoid.symmetry", σ(-x), "multiply above and below by e⁻ˣ", 1 - σ(x))

derivative = Theorem(
    "sigmoid.derivative",
    diff(σ(x), x),
    "quotient rule on 1/(1 + e⁻ˣ)",
    exp(-x) / (1 + exp(-x)) ** 2,
    "e⁻ˣ/(1 + e⁻ˣ) = 1 − σ",
    σ(x) * (1 - σ(x)),
    shows=[Display(12, Equation(at=(0, 2)))],
)

vjp = Theorem(
    "sigmoid.vjp",
    g * diff(σ(x), x),
    "σ′ = σ(1 − σ)",
    g * (σ(x) * (1 - σ(x))),
    "1 − σ(x) = σ(−x)",
    g * (σ(x) * σ(-x)),
)

probability = Theorem(
    "sigmoid.range",
    chain(σ(x) > 0, "1 + e⁻ˣ > 0", label="below"),
    chain(σ(x) < 1, "1 + e⁻ˣ > 1", label="above"),
    kind=Kind.BOUND,
)

monotone = Theorem("sigmoid.monotone", diff(σ(x), x) > 0, "e⁻ˣ/(1 + e⁻ˣ)² > 0", kind=Kind.BOUND)

slope = Theorem(
    "sigmoid.slope",
    chain(
        diff(σ(x), x),
        "σ′ = σ(1 − σ)",
        σ(x) * (1 - σ(x)),
        "complete the square",
        Rational(1, 4) - (σ(x) - Rational(1, 2)) ** 2,
        label="square",
        kind=Kind.IDENTITY,
    ),
    chain(diff(σ(x), x) <= Rational(1, 4), "a square is never negative", label="bound"),
    chain(diff(σ(x), x) < Rational(1, 4), "σ(x) = 1/2 only at x = 0", label="strict", assuming=[Ne(x, 0)]),
    kind=Kind.BOUND,
)

vanishing = Theorem(
    "sigmoid.vanishing",
    chain(limit(diff(σ(x), x), x), "1 − σ(x) → 0", 0, label="right"),
    chain(limit(diff(σ(x), x), x, "-oo"), "σ(x) → 0", 0, label="left"),
    chain(diff(σ(x), x) <= exp(-Abs(x)), "σ(x)σ(−x) = e^{−∣x∣}/(1 + e^{−∣x∣})²", label="bound", kind=Kind.BOUND),
    kind=Kind.LIMIT,
)

second = Theorem(
    "sigmoid.second",
    diff(σ(x), x, x),
    "differentiate σ − σ²",
    σ(x) * (1 - σ(x)) * (1 - 2 * σ(x)),
)

softplus = Theorem(
    "sigmoid.softplus",
    diff(log(1 + exp(x)), x),
    "chain rule",
    exp(x) / (1 + exp(x)),
    "divide above and below by eˣ",
    σ(x),
)

logit = Theorem(
    "sigmoid.logit",
    chain(σ(log(p / (1 - p))), "e^{−log(p/(1−p))} = (1−p)/p", p),
    assuming=[p > 0, p < 1],
)
