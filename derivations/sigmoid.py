"""Sigmoid: a number as a probability.   σ(x) = 1/(1 + e⁻ˣ),   x ∈ ℝ

Source: D. R. Cox, "The regression analysis of binary sequences", 1958, J. R. Stat. Soc. B 20(2), 215–242.
"""

from proofnotes import Definition, Display, Equation, Scalar, Theorem, chain, diff, exp, log

x, p, g = Scalar("x"), Scalar("p"), Scalar("g")

sigmoid = Definition(
    "sigmoid",
    1 / (1 + exp(-x)),
    inputs=(x,),
    symbol=r"\sigma",
    source="Cox 1958",
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
