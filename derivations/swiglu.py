"""SwiGLU: one half of a linear map gated by the Swish of the other half.

    h = W x + b ∈ ℝ²ᵈ,   [x₁, x₂] = split(h),   SwiGLU(x) = x₁ ⊙ Swish(x₂),   x ∈ ℝᵐ, x₁, x₂ ∈ ℝᵈ

Source: N. Shazeer, "GLU Variants Improve Transformer", 2020, arXiv:2002.05202, equation (5).
"""

from derivations.sigmoid import sigmoid
from derivations.swish import slope, swish
from proofnotes import (
    Definition,
    Dim,
    Display,
    Eq,
    Equation,
    Members,
    Notation,
    Opinion,
    Split,
    Tensor,
    Theorem,
    Whole,
    chain,
    delta,
    diff,
    dot,
    let,
    paren,
    total,
)

d, m = Dim("d"), Dim("m")
i, j = d.indices("i j")
r, t = (2 * d).indices("r t")
c, e = m.indices("c e")
x, g = Tensor("x", m), Tensor("g", d)
dx = Tensor("dx", m, latex=r"\dot{x}")
W, b = Tensor("W", 2 * d, m), Tensor("b", 2 * d)
dW, db = Tensor("dW", 2 * d, m, latex=r"\dot{W}"), Tensor("db", 2 * d, latex=r"\dot{b}")
U, V = Tensor("U", m, d), Tensor("V", m, d)

h = let("h", total(W[r, c] * x[c], c) + b[r], r)
x1 = let("x1", h[i], i)
x2 = let("x2", h[d + i], i)

swiglu = Definition(
    "swiglu",
    dot(x1[i], swish(x2[i])),
    inputs=(x, W, b),
    indices=(i,),
    symbol=r"\text{SwiGLU}",
    where=(h, x1, x2),
    equals=("Swish(x) = x · σ(x)", dot(x1[i], paren(dot(x2[i], sigmoid(x2[i]))))),
    source="arXiv:2002.05202, equation (5)",
    names=("SwiGLU",),
    shows=[
        Display(37, Split(("x1", "x2")), Members(("x1", "x2"))),
        Display(38, Equation(at=(0, 1, 2)), notation=Notation(hidden=("i",), arguments={"swiglu": ("x",)})),
    ],
)
y = let("y", swiglu.of(x, W, b)[i], i)

projection = Theorem(
    "swiglu.projection",
    Whole(h, bold=False),
    "entry by entry",
    Whole(W, bold=False) @ Whole(x, bold=False) + Whole(b, bold=False),
    shows=[Display(36, Equation(member="h"))],
)

gates = Theorem(
    "swiglu.gates",
    chain(diff(y[i], x1[j]), "linear in x₁", delta(i, j) * swish(x2[i]), label="x1"),
    chain(diff(y[i], x2[j]), "chain rule through Swish", delta(i, j) * (x1[i] * slope.of(x2[i])), label="x2"),
)

dx1 = let("dx1", g[i] * swish(x2[i]), i, latex=r"\text{d}x_1")
dx2 = let("dx2", g[i] * x1[i] * slope.of(x2[i]), i, latex=r"\text{d}x_2")
dh = let("dh", total(delta(r, i) * dx1[i], i) + total(delta(r, d + i) * dx2[i], i), r, latex=r"\text{d}h")

vjp = Theorem(
    "swiglu.vjp",
    chain(
        total(g[i] * diff(y[i], x[e]), i),
        "chain rule through both halves",
        total(dx1[i] * diff(x1[i], x[e]), i) + total(dx2[i] * diff(x2[i], x[e]), i),
        "∂h_r/∂x_e = W_re",
        total(dx1[i] * W[i, e], i) + total(dx2[i] * W[d + i, e], i),
        "dh stacks dx₁ on dx₂",
        total(W[r, e] * dh[r], r),
        label="x",
    ),
    chain(
        total(g[i] * diff(y[i], W[t, e]), i),
        "chain rule through both halves",
        total(dx1[i] * diff(x1[i], W[t, e]), i) + total(dx2[i] * diff(x2[i], W[t, e]), i),
        "∂h_r/∂W_te = δ_rt x_e",
        dh[t] * x[e],
        label="W",
    ),
    chain(
        total(g[i] * diff(y[i], b[t]), i),
        "chain rule through both halves",
        total(dx1[i] * diff(x1[i], b[t]), i) + total(dx2[i] * diff(x2[i], b[t]), i),
        "∂h_r/∂b_t = δ_rt",
        dh[t],
        label="b",
    ),
)

ḣ = let("dh", total(W[r, c] * dx[c], c) + total(dW[r, c] * x[c], c) + db[r], r, latex=r"\dot{h}")

jvp = Theorem(
    "swiglu.jvp",
    total(diff(y[i], x[e]) * dx[e], e)
    + total(diff(y[i], W[t, e]) * dW[t, e], t, e)
    + total(diff(y[i], b[t]) * db[t], t),
    "chain rule through both halves",
    swish(x2[i]) * ḣ[i] + x1[i] * slope.of(x2[i]) * ḣ[d + i],
)

shazeer = Theorem(
    "swiglu.shazeer",
    y[i],
    "b = 0; U and V are the two halves of Wᵀ",
    swish(total(x[c] * V[c, i], c)) * total(x[c] * U[c, i], c),
    assuming=[Eq(U[c, i], W[i, c]), Eq(V[c, i], W[d + i, c]), Eq(b[r], 0)],
)

quality = Opinion(
    "swiglu.quality",
    says="SwiGLU trains better than ReLU or GELU layers, and its gradients are more stable.",
    source="arXiv:2002.05202, section 4",
)
