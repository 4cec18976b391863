"""LoRA: a frozen matrix with a trained update of low rank.   y_n = W x_n + (α/R) B A x_n

Source: E. Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021, arXiv:2106.09685, equation (3).
"""

from proofnotes import Definition, Dim, Eq, Scalar, Tensor, Theorem, chain, diff, let, let_scalar, total

N, D, E, R = Dim("N"), Dim("D"), Dim("E"), Dim("R")
n = N.index("n")
d, c = D.indices("d c")
e, f = E.indices("e f")
r, k = R.indices("r k")
x, g = Tensor("x", N, D), Tensor("g", N, E)
W, A, B = Tensor("W", E, D), Tensor("A", R, D), Tensor("B", E, R)
α = Scalar("alpha", latex=r"\alpha")

a = let("a", total(A[r, d] * x[n, d], d), n, r)
lora = Definition(
    "lora",
    total(W[e, d] * x[n, d], d) + α / R * total(B[e, r] * a[n, r], r),
    inputs=(x, W, A, B),
    indices=(n, e),
    parameters=((α, 16.0),),
    where=(a,),
    source="arXiv:2106.09685, equation (3)",
)
y = let("y", lora.of(x, W, A, B)[n, e], n, e)
L = let_scalar("L", total(g[n, e] * y[n, e], n, e), latex=r"\mathcal{L}")
da = let("da", α / R * total(B[e, r] * g[n, e], e), n, r, latex=r"\text{d}a")

vjp = Theorem(
    "lora.vjp",
    chain(diff(L, B[e, r]), "linear", α / R * total(g[n, e] * a[n, r], n), label="B"),
    chain(diff(L, A[r, d]), "linear", total(da[n, r] * x[n, d], n), label="A"),
    chain(
        diff(L, x[n, d]),
        "both ways",
        total(W[e, d] * g[n, e], e) + total(A[r, d] * da[n, r], r),
        label="x",
    ),
)
merged = Theorem(
    "lora.merged",
    y[n, e],
    "one matrix for inference",
    total((W[e, d] + α / R * total(B[e, r] * A[r, d], r)) * x[n, d], d),
)
start = Theorem(
    "lora.start",
    chain(y[n, e], "B = 0: nothing is changed at first", total(W[e, d] * x[n, d], d), label="output"),
    chain(diff(L, A[r, d]), "nor does A feel a gradient", 0, label="A"),
    assuming=[Eq(B[e, r], 0)],
)
