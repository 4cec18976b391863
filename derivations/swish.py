"""Swish (SiLU): the input gated by its own sigmoid.   Swish(x) = x · σ(x),   x ∈ ℝ

Source: P. Ramachandran, B. Zoph, Q. V. Le, "Searching for Activation Functions", 2017, arXiv:1710.05941, section 4;
as SiLU: S. Elfwing, E. Uchibe, K. Doya, 2017, arXiv:1702.03118.
"""

from derivations.relu import relu
from derivations.sigmoid import sigmoid
from proofnotes import (
    Abs,
    Definition,
    Display,
    Equation,
    Kind,
    Opinion,
    Scalar,
    Theorem,
    chain,
    diff,
    dot,
    exp,
    let,
    limit,
)

x, g = Scalar("x"), Scalar("g")
σ = sigmoid

swish = Definition(
    "swish",
    dot(x, σ(x)),
    inputs=(x,),
    symbol=r"\text{Swish}",
    equals=("definition of σ", x / (1 + exp(-x))),
    source="arXiv:1710.05941",
    names=("Swish", "SiLU"),
    shows=[Display(35, Equation(at=(0, 1, 2)))],
)
s = swish(x)
slope = let("swish_slope", σ(x) * (1 + x * σ(-x)), latex=r"\text{Swish}'", inputs=(x,))

derivative = Theorem(
    "swish.derivative",
    diff(s, x),
    "product rule",
    σ(x) + x * diff(σ(x), x),
    "σ′ = σ(1 − σ)",
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

low, high = -1.2785, -1.2784

non_monotone = Theorem(
    "swish.non_monotone",
    chain(diff(s, x) < 0, "falls to the left", label="left", assuming=[x < low]),
    chain(diff(s, x, x) > 0, "convex in between", label="between", assuming=[x >= low, x <= high]),
    chain(diff(s, x) > 0, "rises to the right", label="right", assuming=[x > high]),
    chain(s >= -0.27847, "branch and bound", label="value"),
    chain(swish(low) <= -0.27846, "evaluate", label="reached"),
    kind=Kind.BOUND,
    note="The only minimum lies between −1.2785 and −1.2784; its value lies between −0.27847 and −0.27846.",
)

β = Scalar("beta", positive=True)

relu_limit = Theorem(
    "swish.relu_limit",
    chain(
        relu(x) - x * σ(β * x),
        "x > 0: 1 − σ(βx) = σ(−βx); x < 0: σ(βx) = σ(−β∣x∣)",
        Abs(x) * σ(-(β * Abs(x))),
        label="difference",
        kind=Kind.IDENTITY,
    ),
    chain(
        Abs(x * σ(β * x) - relu(x)) <= 1 / β,
        "u σ(−βu) ≤ u e^{−βu} ≤ u/(1 + βu) with u = ∣x∣",
        label="bound",
        kind=Kind.BOUND,
    ),
    chain(limit(1 / β, β), "1/β does not depend on x", 0, label="limit"),
    kind=Kind.LIMIT,
)

quality = Opinion(
    "swish.quality",
    says="Swish works better than ReLU in deep networks.",
    source="arXiv:1710.05941, section 5",
)
