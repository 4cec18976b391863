"""Swish (SiLU): the input gated by its own sigmoid.   Swish(x) = x · σ(x),   x ∈ ℝ

Source: P. Ramachandran, B. Zoph, Q. V. Le, "Searching for Activation Functions", 2017, arXiv:1710.05941, section 4;
as SiLU: S. Elfwing, E. Uchibe, K. Doya, 2017, arXiv:1702.03118.
"""

from derivations.sigmoid import sigmoid
from proofnotes import Definition, Display, Equation, Scalar, Theorem, chain, diff, dot, exp, let

x, g = Scalar("x"), Scalar("g")
σ = sigmoid

swish = Definition(
    "swish",
    dot(x, σ(x)),
    inputs=(x,),
    symbol=r"\text{Swish}",
    equals=("definition of σ", x / (1 + exp(-x))),
    source="arXiv:1710.05941",
    shows=[Display(35, Equation(at=(0, 1, 2)))],
)
s = swish(x)
slope = let("swish_slope", σ(x) * (1 + x * σ(-x)), latex=r"\text{Swish}'", inputs=(x,))

derivative = Theorem(
    "swish.derivative",
    diff(s, x),
    "product rule; σ′ = σ(1 − σ)",
    σ(x) + x * σ(x) * (1 - σ(x)),
    "x σ(x) = Swish(x)",
    s + σ(x) * (1 - s),
)

vjp = Theorem(
    "swish.vjp",
    g * diff(s, x),
    "insert the derivative",
    g * (σ(x) + x * σ(x) * (1 - σ(x))),
    "1 − σ(x) = σ(−x)",
    g * slope.of(x),
)

smooth = Theorem(
    "swish.smooth",
    chain(diff(s, x), "Swish′ = σ + xσ′", σ(x) * (1 + x * (1 - σ(x))), label="1"),
    chain(
        diff(s, x, x),
        "Swish″ = 2σ′ + xσ″, σ″ = σ(1 − σ)(1 − 2σ)",
        σ(x) * (1 - σ(x)) * (2 + x * (1 - 2 * σ(x))),
        label="2",
    ),
    chain(
        diff(s, x, x, x),
        "Swish‴ = 3σ″ + xσ‴, σ‴ = σ(1 − σ)(1 − 6σ + 6σ²)",
        σ(x) * (1 - σ(x)) * (3 * (1 - 2 * σ(x)) + x * (1 - 6 * σ(x) + 6 * σ(x) ** 2)),
        label="3",
    ),
    chain(
        diff(s, x, x, x, x),
        "Swish⁗ = 4σ‴ + xσ⁗, σ⁗ = σ(1 − σ)(1 − 2σ)(1 − 12σ + 12σ²)",
        σ(x)
        * (1 - σ(x))
        * (4 * (1 - 6 * σ(x) + 6 * σ(x) ** 2) + x * (1 - 2 * σ(x)) * (1 - 12 * σ(x) + 12 * σ(x) ** 2)),
        label="4",
    ),
)

reflection = Theorem(
    "swish.reflection",
    s - swish(-x),
    "factor out x",
    x * (σ(x) + σ(-x)),
    "σ(−x) = 1 − σ(x)",
    x,
)
