"""Definitions that the repository does not have: what the lowering makes of a stranger's file."""

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Max,
    Min,
    Scalar,
    Tensor,
    cases,
    clip,
    cos,
    cosh,
    erf,
    exp,
    expm1,
    log,
    product,
    sin,
    sinh,
    sqrt,
    tanh,
    total,
)  # fmt: skip

x, p, t = Scalar("x"), Scalar("p"), Scalar("t", positive=True)
K, D, N = Dim("K"), Dim("D"), Dim("N")
i, j = K.indices("i j")
d, n = D.index("d"), N.index("n")
X = Tensor("x", N, D)
z, A, w = Tensor("z", K), Tensor("A", K, D), Tensor("w", D)

softplus = log(1 + exp(x))
mish = Definition("mish", x * tanh(softplus), inputs=(x,))
hump = Definition("hump", x**3 * (1 - tanh(x) ** 2), inputs=(x,))
step = Definition("step", cases((1, x > 0), 0), inputs=(x,))
error_function = Definition("error_function", erf(x), inputs=(x,))
hard_tanh = Definition("hard_tanh", -Max(-1, -Max(-1, x)), inputs=(x,))
highest = Definition("highest", Max(x, 1, x / 2, -x), inputs=(x,))
bent = Definition("bent", Abs(p) * Max(x, 0) - Max(p, 1) * exp(p) * x, inputs=(x,), parameters=((p, -0.5),))
logsumexp = Definition("logsumexp", log(total(exp(z[j]), j)), inputs=(z,))
scores = exp(z[i] / t) / total(exp(z[j] / t), j)
tempered = Definition("tempered", scores, inputs=(z,), indices=(i,), parameters=((t, 2.0),))
geometric = Definition("geometric", sqrt(product(z[j] ** 2, j)), inputs=(z,))
linear = Definition("linear", total(A[i, d] * w[d], d), inputs=(A, w), indices=(i,))
spread = Definition("spread", total((z[i] - z[j]) ** 4, i, j) / K**2, inputs=(z,))
edges = Definition("edges", z[i] - z[1], inputs=(z,), indices=(i,))
distances = Definition("distances", total((z[i] - z[j]) ** 2, j), inputs=(z,), indices=(i,))
moment = Definition("moment", 1 / N * total(X[n, d] ** 3, n), inputs=(X,), indices=(d,))
elu = Definition("elu", cases((x, x > 0), expm1(x)), inputs=(x,))
catenary = Definition("catenary", cosh(x), inputs=(x,))
bounded = Definition("bounded", clip(x, -1, 2) + Min(x, 3) * sinh(x), inputs=(x,))
wave = Definition("wave", sin(x) * cos(2 * x) + x * sin(x / 3), inputs=(x,))

EXAMPLES = (
    mish, hump, step, error_function, hard_tanh, highest, bent, logsumexp, tempered, geometric, linear, spread, edges,
    distances, moment, elu, catenary, bounded, wave,
)  # fmt: skip
