"""Hyperbolic tangent.   tanh(x) = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ),   x ∈ ℝ

Source: NIST Digital Library of Mathematical Functions, §4.28 (definition) and §4.34 (derivative); as an activation:
Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998, section 4.4.
"""

from derivations.sigmoid import sigmoid
from proofnotes import Definition, Display, Kind, Ne, Scalar, Theorem, chain, diff, exp, limit
from proofnotes import tanh as elementary_tanh

x, g = Scalar("x"), Scalar("g")
σ = sigmoid

tanh = Definition(
    "tanh",
    (exp(x) - exp(-x)) / (exp(x) + exp(-x)),
    inputs=(x,),
    symbol=r"\tanh",
    equals=("the elementary function of that name", elementary_tanh(x)),
    source="DLMF 4.28",
    names=("tanh",),
    shows=[Display(34)],
)

derivative = Theorem(
    "tanh.derivative",
    diff(tanh(x), x),
    "quotient rule; (eˣ − e⁻ˣ)′ = eˣ + e⁻ˣ",
    ((exp(x) + exp(-x)) ** 2 - (exp(x) - exp(-x)) ** 2) / (exp(x) + exp(-x)) ** 2,
    "divide termwise",
    1 - tanh(x) ** 2,
)

vjp = Theorem(
    "tanh.vjp",
    g * diff(tanh(x), x),
    "insert the derivative",
    g * (1 - tanh(x) ** 2),
    "1 − tanh² x = (1 − tanh x)(1 + tanh x) = 2σ(−2x) · 2σ(2x)",
    g * (4 * σ(2 * x) * σ(-2 * x)),
)

odd = Theorem("tanh.odd", tanh(-x), "exchange eˣ and e⁻ˣ", -tanh(x))

as_sigmoid = Theorem(
    "tanh.sigmoid",
    tanh(x),
    "multiply above and below by e⁻ˣ",
    (1 - exp(-2 * x)) / (1 + exp(-2 * x)),
    "1 − e^{−2x} = 2 − (1 + e^{−2x})",
    2 * σ(2 * x) - 1,
)

bounds = Theorem(
    "tanh.range",
    chain(tanh(x) > -1, "eˣ − e⁻ˣ > −(eˣ + e⁻ˣ)", label="below"),
    chain(tanh(x) < 1, "eˣ − e⁻ˣ < eˣ + e⁻ˣ", label="above"),
    kind=Kind.BOUND,
)

slope = Theorem(
    "tanh.slope",
    chain(diff(tanh(x), x) <= 1, "tanh′ = 1 − tanh²", label="bound"),
    chain(diff(tanh(x), x) < 1, "tanh x = 0 only at x = 0", label="strict", assuming=[Ne(x, 0)]),
    chain(1 - tanh(0) ** 2, "tanh 0 = 0", 1, label="zero", kind=Kind.IDENTITY),
    chain(
        diff(tanh(x), x), "tanh x = 2σ(2x) − 1", 4 * (σ(2 * x) * (1 - σ(2 * x))), label="sigmoid", kind=Kind.IDENTITY
    ),
    kind=Kind.BOUND,
    note="The largest slope is 1, that of σ is 1/4: in this sense tanh is the more stable of the two.",
)

vanishing = Theorem(
    "tanh.vanishing",
    chain(limit(diff(tanh(x), x), x), "tanh² x → 1", 0, label="right"),
    chain(limit(diff(tanh(x), x), x, "-oo"), "tanh² x → 1", 0, label="left"),
    kind=Kind.LIMIT,
)
