"""Direct preference optimization: a reward that is the policy itself, against a reference.

    h = β ((ℓ_w − ℓʳ_w) − (ℓ_l − ℓʳ_l)),   L = −log σ(h),   ℓ the log-probability of an answer, w preferred to l

Source: R. Rafailov et al., "Direct Preference Optimization", 2023, arXiv:2305.18290, equation (7), section 4.
"""

from derivations.sigmoid import sigmoid
from proofnotes import Definition, Dim, Kind, Scalar, Tensor, Theorem, chain, diff, exp, let, let_scalar, log, total

N = Dim("N")
n, m = N.indices("n m")
w, l = Tensor("w", N, latex=r"\ell^w"), Tensor("l", N, latex=r"\ell^l")
rw, rl = Tensor("rw", N, latex=r"\ell^{w,\text{ref}}"), Tensor("rl", N, latex=r"\ell^{l,\text{ref}}")
g, β = Scalar("g"), Scalar("beta", positive=True, latex=r"\beta")

h = let("h", β * ((w[n] - rw[n]) - (l[n] - rl[n])), n)

dpo = Definition(
    "dpo",
    -total(log(sigmoid(h[n])), n) / N,
    inputs=(w, l, rw, rl),
    parameters=((β, 0.1),),
    where=(h,),
    symbol=r"\mathcal{L}_{\text{DPO}}",
    source="arXiv:2305.18290, equation (7)",
)
L = let_scalar("L", dpo(w, l, rw, rl), latex=r"\mathcal{L}")
wrong = let("r", sigmoid(-h[n]), n)

vjp = Theorem(
    "dpo.vjp",
    chain(g * diff(L, w[n]), "(log σ)′ = σ(−h)", -g * β / N * wrong[n], label="w"),
    chain(g * diff(L, l[n]), "with the other sign", g * β / N * wrong[n], label="l"),
    chain(g * diff(L, rw[n]), "the reference is subtracted", g * β / N * wrong[n], label="rw"),
    chain(g * diff(L, rl[n]), "and added", -g * β / N * wrong[n], label="rl"),
)
preference = Theorem(
    "dpo.preference",
    chain(
        sigmoid(h[n]),
        "Bradley–Terry, with rewards β (ℓ − ℓʳ)",
        exp(β * (w[n] - rw[n])) / (exp(β * (w[n] - rw[n])) + exp(β * (l[n] - rl[n]))),
    ),
)
bound = Theorem(
    "dpo.bound",
    chain(L > 0, "σ < 1", label="loss"),
    chain(diff(L, w[n]) < 0, "the preferred answer is made more likely", label="w"),
    chain(diff(L, l[n]) > 0, "and the other one less", label="l"),
    kind=Kind.BOUND,
)
start = Theorem(
    "dpo.start",
    dpo(rw, rl, rw, rl),
    "at the reference h = 0",
    log(2),
)
