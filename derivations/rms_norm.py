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
    Notation,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    let,
    sqrt,
    total,
)

N, D = Dim("N"), Dim("D")
n, m = N.indices("n m")
d, e = D.indices("d e")
x, g = Tensor("x", N, D), Tensor("g", N, D)
γ = Tensor("gamma", D)
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
    diff(x̂[n, d], x[m, e]),
    "quotient rule; ∂RMS_n/∂x_me = δ_nm x̂_ne/D",
    delta(n, m) * (delta(d, e) - x̂[n, d] * x̂[n, e] / D) / rms[n],
)

vjp = Theorem(
    "rms_norm.vjp",
    chain(
        total(g[n, d] * diff(y[n, d], x[m, e]), n, d),
        "insert the Jacobian; h_nd = γ_d g_nd",
        total(h[m, d] * (delta(d, e) - x̂[m, d] * x̂[m, e] / D), d) / rms[m],
        "contract δ_de",
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
