"""InfoNCE: N pairs, in which each query has to find its own key among all keys.

    s_nm = Σ_d q_nd k_md/τ,   L = −(1/N) Σ_n log(e^{s_nn}/Σ_m e^{s_nm})

Source: A. van den Oord, Y. Li, O. Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018,
arXiv:1807.03748, equation (4).
"""

from proofnotes import Definition, Dim, Kind, Scalar, Tensor, Theorem, chain, diff, exp, let, let_scalar, log, total

N, D = Dim("N"), Dim("D")
n, m, o, w = N.indices("n m o w")
d, e = D.indices("d e")
q, k = Tensor("q", N, D), Tensor("k", N, D)
g, τ = Scalar("g"), Scalar("tau", positive=True, latex=r"\tau")

s = let("s", total(q[n, d] * k[m, d], d) / τ, n, m)
p = let("p", exp(s[n, m]) / total(exp(s[n, o]), o), n, m)

info_nce = Definition(
    "info_nce",
    -total(log(p[n, n]), n) / N,
    inputs=(q, k),
    parameters=((τ, 0.07),),
    where=(s, p),
    symbol=r"\mathcal{L}_{\text{NCE}}",
    source="arXiv:1807.03748, equation (4)",
)
L = let_scalar("L", info_nce(q, k), latex=r"\mathcal{L}")

vjp = Theorem(
    "info_nce.vjp",
    chain(
        g * diff(L, q[n, d]),
        "cross-entropy with the label n",
        g / (N * τ) * (total(p[n, m] * k[m, d], m) - k[n, d]),
        label="q",
    ),
    chain(
        g * diff(L, k[m, d]),
        "every query has the key among its candidates",
        g / (N * τ) * (total(p[n, m] * q[n, d], n) - q[m, d]),
        label="k",
    ),
)
bound = Theorem(
    "info_nce.bound",
    chain(L >= 0, "p ≤ 1"),
    kind=Kind.BOUND,
)
rows = Theorem("info_nce.rows", total(p[n, m], m), "the numerators add up to the denominator", 1)
a = Tensor("a", N)
shift = Theorem(
    "info_nce.shift",
    exp(s[n, m] + a[n]) / total(exp(s[n, o] + a[n]), o),
    "what all keys of a query share cancels",
    p[n, m],
)
