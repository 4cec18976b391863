"""GELU, tanh form: the usual approximation of GELU.   0.5 x [1 + tanh(√(2/π) (x + 0.044715 x³))],   x ∈ ℝ

Source: D. Hendrycks, K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016, arXiv:1606.08415, section 2.
"""

from derivations.sigmoid import sigmoid
from proofnotes import Definition, Display, Equation, Notation, Scalar, Theorem, diff, let_scalar, paren, pi, sqrt, tanh

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
    shows=[Display(33, Equation(sign="≈"), notation=Notation(glyphs={"gelu_tanh": r"\text{GELU}"}))],
)

derivative = Theorem(
    "gelu_tanh.derivative",
    diff(gelu_tanh(x), x),
    "product rule; tanh′ = 1 − tanh², u′ = √(2/π)(1 + 0.134145 x²)",
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
