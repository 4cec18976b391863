"""Focal loss: cross-entropy with less weight on what is already known.   FL(z) = −(1 − p)^γ log p,   p = σ(z)

Source: T.-Y. Lin et al., "Focal Loss for Dense Object Detection", 2017, arXiv:1708.02002, equation (4), appendix B.
"""

from derivations.sigmoid import sigmoid
from proofnotes import Definition, Eq, Kind, Scalar, Theorem, chain, diff, let_scalar, log

z, p, g = Scalar("z"), Scalar("p"), Scalar("g")
γ = Scalar("gamma", latex=r"\gamma")
within = [p > 0, p < 1]

focal_loss = Definition(
    "focal_loss",
    -((1 - p) ** γ) * log(p),
    inputs=(p,),
    parameters=((γ, 2.0),),
    symbol=r"\text{FL}",
    assuming=within,
    source="arXiv:1708.02002, equation (4)",
)
focal_loss_with_logits = Definition(
    "focal_loss_with_logits",
    -((1 - sigmoid(z)) ** γ) * log(sigmoid(z)),
    inputs=(z,),
    parameters=((γ, 2.0),),
    symbol=r"\text{FL}_{z}",
    source="arXiv:1708.02002, appendix B",
)
q = let_scalar("q", sigmoid(z))

derivative = Theorem(
    "focal_loss.derivative",
    diff(focal_loss(p), p),
    "product rule",
    γ * (1 - p) ** (γ - 1) * log(p) - (1 - p) ** γ / p,
    assuming=within,
)
vjp = Theorem(
    "focal_loss_with_logits.vjp",
    g * diff(focal_loss_with_logits(z), z),
    "σ′ = σ (1 − σ)",
    g * (1 - q) ** γ * (γ * q * log(q) + q - 1),
)
reduces = Theorem("focal_loss.reduces", focal_loss(p), "a power of 0 is 1", -log(p), assuming=[*within, Eq(γ, 0)])
bound = Theorem(
    "focal_loss.bound",
    chain(focal_loss(p) >= 0, "log p < 0", label="below"),
    chain(focal_loss(p) <= -log(p), "(1 − p)^γ ≤ 1", label="above", assuming=[γ >= 0]),
    assuming=within,
    kind=Kind.BOUND,
)
