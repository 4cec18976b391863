"""RMSNorm: each sample divided by its root mean square.

    RMS(x)_n = √((1/D) Σ_d x_nd² + ε),  x̂_nd = x_nd/RMS(x)_n,  y_nd = γ_d x̂_nd

Source: B. Zhang, R. Sennrich, "Root Mean Square Layer Normalization", 2019, arXiv:1910.07467, equation (4).
"""

from derivations import layer_norm as ln
from proofnotes import (
    Components,
    Definition,
    Dim,
    Display,
    Equation,
    Kind,
    Notation,
    Opinion,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    let,
    let_scalar,
    sqrt,
    total,
)

N, D = Dim("N"), Dim("D")
n, m = N.indices("n m")
d, e = D.indices("d e")
x, g = Tensor("x", N, D), Tensor("g", N, D)
γ = Tensor("gamma", D)
dx, dγ = Tensor("dx", N, D, latex=r"\dot{x}"), Tensor("dgamma", D, latex=r"\dot{\gamma}")
a = Tensor("a", N)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

ms = let("ms", 1 / D * total(x[n, d] ** 2, d), n, latex=r"\text{ms}")
rms = let("rms", sqrt(1 / D * total(x[n, d] ** 2, d) + ε), n, latex=r"\text{RMS}")
x̂ = let("xhat", x[n, d] / rms[n], n, d)
x̂0 = let("xhat0", x[n, d] / sqrt(ms[n]), n, d, latex=r"\hat{x}^{\epsilon=0}", inputs=(x,))

one_sample = Notation(hidden=("n",), renamed={"d": "i"}, arguments={"rms": ("x",)}, bold=True)

rms_norm = Definition(
    "rms_norm",
    γ[d] * x̂[n, d],
    inputs=(x, γ),
    indices=(n, d),
    parameters=((ε, 1e-6),),
    symbol=r"\text{RMSNorm}",
    where=(rms, x̂),
    source="arXiv:1910.07467, equation (4)",
    names=("RMSNorm", "y"),
    headings=("Root Mean Square Normalization", "RMS Norm", "RMS", "均方根归一化"),
    shows=[
        Display(7, Components("x"), notation=one_sample),
        Display(8, Equation("rms"), notation=one_sample),
        Display(9, Equation("xhat"), notation=one_sample),
        Display(10, Equation(at=("y", 1)), notation=one_sample),
    ],
)
y = let("y", rms_norm.of(x, γ)[n, d], n, d)
h = let("h", γ[d] * g[n, d], n, d)

jacobian = Theorem(
    "rms_norm.jacobian",
    chain(
        diff(x̂[n, d], x[m, e]),
        "quotient rule",
        diff(x[n, d], x[m, e]) / rms[n] - x[n, d] / rms[n] ** 2 * diff(rms[n], x[m, e]),
        "∂RMS_n/∂x_me = δ_nm x̂_ne/D",
        delta(n, m) * delta(d, e) / rms[n] - x[n, d] / rms[n] ** 2 * (delta(n, m) * x̂[n, e] / D),
        "x̂ = x/RMS",
        delta(n, m) * (delta(d, e) - x̂[n, d] * x̂[n, e] / D) / rms[n],
    ),
    chain(
        diff(rms[n], x[m, e]),
        "chain rule",
        1 / (2 * rms[n]) * (1 / D * total(2 * x[n, d] * delta(n, m) * delta(d, e), d)),
        "contract δ_de",
        delta(n, m) * x̂[n, e] / D,
        label="rms",
    ),
)

L = let_scalar("L", total(g[n, d] * y[n, d], n, d), latex=r"\mathcal{L}")
drms = let("drms", -(total(h[n, d] * x[n, d], d) / rms[n] ** 2), n, latex=r"\text{dRMS}")

vjp = Theorem(
    "rms_norm.vjp",
    chain(diff(L, x̂[n, d]), "y_nd = γ_d x̂_nd; h_nd = γ_d g_nd", h[n, d], label="xhat"),
    chain(
        diff(L, rms[n]),
        "chain rule",
        total(h[n, d] * diff(x̂[n, d], rms[n]), d),
        "d(1/RMS)/dRMS = −1/RMS²",
        drms[n],
        label="rms",
    ),
    chain(
        total(g[n, d] * diff(y[n, d], x[m, e]), n, d),
        "chain rule through x̂ and RMS; ∂RMS_n/∂x_me = δ_nm x̂_ne/D",
        diff(L, x̂[m, e]) * (1 / rms[m]) + diff(L, rms[m]) * (x̂[m, e] / D),
        "h and dRMS from above",
        h[m, e] / rms[m] + drms[m] * (x̂[m, e] / D),
        "x̂ = x/RMS",
        (h[m, e] - x̂[m, e] * (1 / D * total(h[m, d] * x̂[m, d], d))) / rms[m],
        label="x",
    ),
    chain(
        total(g[n, d] * diff(y[n, d], γ[e]), n, d),
        "∂y_nd/∂γ_e = δ_de x̂_nd",
        total(g[n, e] * x̂[n, e], n),
        label="gamma",
    ),
)

jvp = Theorem(
    "rms_norm.jvp",
    chain(
        total(diff(y[n, d], x[m, e]) * dx[m, e], m, e),
        "insert the Jacobian",
        total(γ[d] * (delta(n, m) * (delta(d, e) - x̂[n, d] * x̂[n, e] / D) / rms[n]) * dx[m, e], m, e),
        "contract δ",
        γ[d] / rms[n] * (dx[n, d] - x̂[n, d] * (1 / D * total(dx[n, e] * x̂[n, e], e))),
        label="x",
    ),
    chain(total(diff(y[n, d], γ[e]) * dγ[e], e), "∂y_nd/∂γ_e = δ_de x̂_nd", x̂[n, d] * dγ[d], label="gamma"),
)

mean_square = Theorem(
    "rms_norm.mean_square",
    1 / D * total(x̂[n, d] ** 2, d),
    "RMS_n² = ms_n + ε does not depend on d",
    ms[n] / (ms[n] + ε),
)

scale = Theorem(
    "rms_norm.scale",
    x̂0.of(lambda n, d: a[n] * x[n, d])[n, d],
    "ε = 0: RMS(a x) = a RMS(x) for a > 0",
    x̂0[n, d],
    assuming=[a[n] > 0, ms[n] > 0],
)

centred = Theorem(
    "rms_norm.centred",
    chain(rms[n] ** 2, "Σ_d x_nd² = Σ_d (x_nd − μ_n)² + D μ_n²", ln.σ2[n] + ln.μ[n] ** 2 + ε, label="square"),
    chain(
        rms_norm.of(lambda n, d: x[n, d] - ln.μ[n], γ)[n, d],
        "x − μ has mean 0 and the same σ²",
        ln.layer_norm.of(x, γ, lambda _: 0)[n, d],
        label="normalized",
    ),
)

shift = Theorem(
    "rms_norm.shift",
    chain(
        rms_norm.of(lambda n, d: x[n, d] + a[n], γ)[n, d],
        "a shift changes nothing",
        y[n, d],
        label="rms_norm",
        kind=Kind.COUNTEREXAMPLE,
    ),
    chain(
        ln.layer_norm.of(lambda n, d: x[n, d] + a[n], γ, ln.β)[n, d],
        "μ_n ↦ μ_n + a_n and σ²_n stays",
        ln.layer_norm.of(x, γ, ln.β)[n, d],
        label="layer_norm",
    ),
)

mean_shift = Theorem(
    "rms_norm.mean_shift",
    chain(total(ln.x̂[n, d], d), "Σ_d (x_nd − μ_n) = 0", 0, label="layer_norm", kind=Kind.IDENTITY),
    chain(1 / D * total(x̂[n, d], d), "x̂ = x/RMS", ln.μ[n] / rms[n], label="mean", kind=Kind.IDENTITY),
    chain(total(x̂[n, d], d), "RMSNorm avoids a shift of the mean", 0, label="rms_norm"),
    kind=Kind.COUNTEREXAMPLE,
    finding="RMSNorm does not avoid a shift of the mean: after it the mean is μ/RMS(x); after LayerNorm it is 0.",
)

quality = Opinion(
    "rms_norm.quality",
    says="RMSNorm gives results that equal LayerNorm's or are better.",
    source="arXiv:1910.07467, section 5",
)
