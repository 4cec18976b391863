"""GELU, tanh form: the usual approximation of GELU.   0.5 x [1 + tanh(√(2/π) (x + 0.044715 x³))],   x ∈ ℝ

Source: D. Hendrycks, K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016, arXiv:1606.08415, section 2.
"""

from derivations.gelu import gelu
from derivations.sigmoid import sigmoid
from proofnotes import (
    Abs,
    Definition,
    Display,
    Equation,
    Kind,
    Notation,
    Scalar,
    Theorem,
    chain,
    diff,
    let,
    let_scalar,
    paren,
    pi,
    sqrt,
    tanh,
)

x, g = Scalar("x"), Scalar("g")
σ = sigmoid
u = let_scalar("u", sqrt(2 / pi) * (x + 0.044715 * x**3))

gelu_tanh = Definition(
    "gelu_tanh",
    0.5 * x * paren(1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)), "[]"),
    inputs=(x,),
    symbol=r"\text{GELU}_{\tanh}",
    where=(u.quantity,),
    equals=("(1 + tanh u)/2 = σ(2u)", x * σ(2 * u)),
    source="arXiv:1606.08415, section 2",
    names=("GELU",),
    shows=[Display(33, Equation(sign="≈"), notation=Notation(glyphs={"gelu_tanh": r"\text{GELU}"}))],
)

derivative = Theorem(
    "gelu_tanh.derivative",
    diff(gelu_tanh(x), x),
    "product rule; tanh′ = 1 − tanh²",
    0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u) ** 2) * diff(u, x),
    "u′ = √(2/π)(1 + 0.134145 x²)",
    0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u) ** 2) * (sqrt(2 / pi) * (1 + 0.134145 * x**2)),
)

p = let_scalar("p", σ(2 * u) * σ(-2 * u))

vjp = Theorem(
    "gelu_tanh.vjp",
    g * diff(gelu_tanh(x), x),
    "insert the derivative",
    g * (0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u) ** 2) * (sqrt(2 / pi) * (1 + 0.134145 * x**2))),
    "(1 + tanh u)/2 = σ(2u); 1 − tanh² u = 4p, p = σ(2u)σ(−2u), which vanishes before x³ overflows",
    g * (σ(2 * u) + 2 * sqrt(2 / pi) * (x * p + 0.134145 * (x * (x * (x * p))))),
)

gap = let("gap", gelu(x) - gelu_tanh(x), latex="E", inputs=(x,))
slope_gap = let("slope_gap", diff(gelu(x), x) - diff(gelu_tanh(x), x), latex="E'", inputs=(x,))

t = Scalar("t", positive=True)

error = Theorem(
    "gelu_tanh.error",
    chain(gap.of(-x), "GELU(−x) = GELU(x) − x for both forms", gap.of(x), label="even", kind=Kind.IDENTITY),
    chain(gap.of(0), "0 · Φ(0) = 0", 0, label="origin", kind=Kind.IDENTITY),
    chain(Abs(gap.of(t)) <= 0.0004733, "t = ∣x∣; branch and bound", label="value"),
    chain(Abs(gap.of(2.7)) >= 0.0004732, "evaluate", label="value_reached"),
    chain(slope_gap.of(-x), "the slope of an even function is odd", -slope_gap.of(x), label="odd", kind=Kind.IDENTITY),
    chain(Abs(slope_gap.of(t)) <= 0.0008685, "t = ∣x∣; branch and bound", label="slope"),
    chain(Abs(slope_gap.of(2.015)) >= 0.0008684, "evaluate", label="slope_reached"),
    kind=Kind.BOUND,
    note="The largest error lies between 4.732e-4 and 4.733e-4; that of the slope between 8.684e-4 and 8.685e-4.",
    finding="The tanh form is off by at most 4.733e-4, near ∣x∣ = 2.70, and its slope by at most 8.685e-4.",
)
