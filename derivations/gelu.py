"""GELU: the input weighted by the probability that a standard normal variable lies below it.

    GELU(x) = x · Φ(x),   Φ(x) = (1 + erf(x/√2))/2,   x ∈ ℝ

Source: D. Hendrycks, K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016, arXiv:1606.08415, section 2.
"""

from proofnotes import Definition, Display, Kind, Scalar, Theorem, chain, diff, dot, erf, exp, let, pi, sqrt

x, g = Scalar("x"), Scalar("g")

Φ = normal_cdf = Definition(
    "normal_cdf",
    (1 + erf(x / sqrt(2))) / 2,
    inputs=(x,),
    symbol=r"\Phi",
    names=(r"\Phi",),
    headings=("standard normal", "Gaussian CDF", "标准正态", "标准高斯"),
    note="The distribution function of the standard normal distribution.",
    source="DLMF 7.2.1",
)
φ = let("normal_pdf", exp(-(x**2 / 2)) / sqrt(2 * pi), latex=r"\varphi", inputs=(x,))

gelu = Definition(
    "gelu",
    dot(x, Φ(x)),
    inputs=(x,),
    symbol=r"\text{GELU}",
    source="arXiv:1606.08415",
    names=("GELU",),
    shows=[Display(32)],
)

density = Theorem("normal_cdf.derivative", diff(Φ(x), x), "d erf(u)/du = 2e^{−u²}/√π with u = x/√2", φ.of(x))

normal_cdf_vjp = Theorem("normal_cdf.vjp", g * diff(Φ(x), x), "Φ′ = φ", g * φ.of(x))

normal_cdf_reflection = Theorem("normal_cdf.reflection", Φ(-x), "erf is odd", 1 - Φ(x))

derivative = Theorem(
    "gelu.derivative",
    diff(gelu(x), x),
    "product rule",
    Φ(x) + x * diff(Φ(x), x),
    "Φ′ = φ",
    Φ(x) + x * φ.of(x),
)

vjp = Theorem("gelu.vjp", g * diff(gelu(x), x), "insert the derivative", g * (Φ(x) + x * φ.of(x)))

reflection = Theorem(
    "gelu.reflection",
    gelu(x) - gelu(-x),
    "factor out x",
    x * (Φ(x) + Φ(-x)),
    "Φ(−x) = 1 − Φ(x)",
    x,
)

low, high = -0.7518, -0.7517

minimum = Theorem(
    "gelu.minimum",
    chain(diff(gelu(x), x) < 0, "falls to the left", label="left", assuming=[x < low]),
    chain(diff(gelu(x), x, x) > 0, "convex in between", label="between", assuming=[x >= low, x <= high]),
    chain(diff(gelu(x), x) > 0, "rises to the right", label="right", assuming=[x > high]),
    chain(gelu(x) >= -0.16998, "branch and bound", label="value"),
    chain(gelu(low) <= -0.16997, "evaluate", label="reached"),
    chain(gelu(x) >= -0.17, "branch and bound", label="bound"),
    kind=Kind.BOUND,
    note="The only minimum lies between −0.7518 and −0.7517; its value lies between −0.16998 and −0.16997.",
)
