"""Rotary position embedding: pairs of entries turned by an angle that grows with the position.

    y_t = (cos(t θ_i) x_i − sin(t θ_i) x_{d+i},  sin(t θ_i) x_i + cos(t θ_i) x_{d+i}),   i = 1 … d

Turning keeps lengths, and the product of a query at t with a key at s depends on t − s only.

Source: J. Su et al., "RoFormer", 2021, arXiv:2104.09864, equations (14) to (16).
"""

from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, cos, diff, let, let_scalar, sin, total

T, d = Dim("T"), Dim("d")
t, s = T.indices("t s")
i, j = d.indices("i j")
x, q, k, g = Tensor("x", T, 2 * d), Tensor("q", 2 * d), Tensor("k", 2 * d), Tensor("g", T, 2 * d)
θ = Tensor("theta", d, latex=r"\theta")
α, β = Scalar("alpha", latex=r"\alpha"), Scalar("beta", latex=r"\beta")

rope_first = Definition(
    "rope_first",
    cos(t * θ[i]) * x[t, i] - sin(t * θ[i]) * x[t, d + i],
    inputs=(x, θ),
    indices=(t, i),
    source="arXiv:2104.09864, equation (15)",
)
rope_second = Definition(
    "rope_second",
    sin(t * θ[i]) * x[t, i] + cos(t * θ[i]) * x[t, d + i],
    inputs=(x, θ),
    indices=(t, i),
    source="arXiv:2104.09864, equation (15)",
)
y1 = let("y1", rope_first.of(x, θ)[t, i], t, i)
y2 = let("y2", rope_second.of(x, θ)[t, i], t, i)

length = Theorem(
    "rope_first.length",
    total(y1[t, i] ** 2 + y2[t, i] ** 2, i),
    "cos² + sin² = 1",
    total(x[t, i] ** 2 + x[t, d + i] ** 2, i),
)

first = let("q1", cos(α * θ[i]) * q[i] - sin(α * θ[i]) * q[d + i], i, latex="q^{(1)}")
second = let("q2", sin(α * θ[i]) * q[i] + cos(α * θ[i]) * q[d + i], i, latex="q^{(2)}")
key1 = let("k1", cos(β * θ[i]) * k[i] - sin(β * θ[i]) * k[d + i], i, latex="k^{(1)}")
key2 = let("k2", sin(β * θ[i]) * k[i] + cos(β * θ[i]) * k[d + i], i, latex="k^{(2)}")

relative = Theorem(
    "rope_first.relative",
    total(first[i] * key1[i] + second[i] * key2[i], i),
    "addition theorems, at positions α and β",
    total(
        cos((α - β) * θ[i]) * (q[i] * k[i] + q[d + i] * k[d + i])
        + sin((α - β) * θ[i]) * (q[i] * k[d + i] - q[d + i] * k[i]),
        i,
    ),
)

L = let_scalar("L", total(g[t, i] * y1[t, i] + g[t, d + i] * y2[t, i], t, i), latex=r"\mathcal{L}")
vjp = Theorem(
    "rope_first.backward",
    chain(
        diff(L, x[s, j]),
        "the transpose turns back",
        cos(s * θ[j]) * g[s, j] + sin(s * θ[j]) * g[s, d + j],
        label="first",
    ),
    chain(
        diff(L, x[s, d + j]),
        "the transpose turns back",
        cos(s * θ[j]) * g[s, d + j] - sin(s * θ[j]) * g[s, j],
        label="second",
    ),
)
