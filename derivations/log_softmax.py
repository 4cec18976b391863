"""Log-softmax: the logarithms of the probabilities that softmax gives.   y_i = log softmax(z)_i,   z, y ∈ ℝᴷ

Source: I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, equation (6.30).
"""

from derivations.logsumexp import logsumexp
from derivations.softmax import softmax
from proofnotes import Definition, Dim, Kind, Scalar, Tensor, Theorem, chain, delta, diff, exp, let, log, total

K = Dim("K")
i, j, k = K.indices("i j k")
z, g = Tensor("z", K), Tensor("g", K)
dz = Tensor("dz", K, latex=r"\dot{z}")
c = Scalar("c")

log_softmax = Definition(
    "log_softmax",
    log(softmax.of(z)[i]),
    inputs=(z,),
    indices=(i,),
    symbol=r"\text{log\,softmax}",
    equals=("log of a quotient", z[i] - logsumexp(z)),
    source="Goodfellow, Bengio and Courville 2016, equation (6.30)",
    names=("log_softmax",),
)
y = let("y", log_softmax.of(z)[i], i)
p = let("p", softmax.of(z)[i], i)

jacobian = Theorem(
    "log_softmax.jacobian",
    diff(y[i], z[j]),
    "log of a quotient",
    diff(z[i] - logsumexp(z), z[j]),
    "∂lse/∂z_j = p_j",
    delta(i, j) - p[j],
)

vjp = Theorem(
    "log_softmax.vjp",
    total(g[i] * diff(y[i], z[j]), i),
    "insert the Jacobian",
    total(g[i] * (delta(i, j) - p[j]), i),
    "contract δ",
    g[j] - p[j] * total(g[i], i),
)

jvp = Theorem(
    "log_softmax.jvp",
    total(diff(y[i], z[j]) * dz[j], j),
    "insert the Jacobian",
    total((delta(i, j) - p[j]) * dz[j], j),
    "contract δ",
    dz[i] - total(p[j] * dz[j], j),
)

distribution = Theorem(
    "log_softmax.distribution",
    chain(total(exp(y[i]), i), "e^{log p} = p, and Σ_i p_i = 1", 1, label="sum", kind=Kind.IDENTITY),
    chain(exp(y[i]) > 0, "e^y > 0", label="positive"),
    chain(exp(y[i]) <= 1, "e^{z_i} is one term of Σ_j e^{z_j}", label="above"),
    kind=Kind.BOUND,
)

shift = Theorem(
    "log_softmax.shift",
    log_softmax.of(lambda k: z[k] + c)[i],
    "z_i and lse(z) grow by the same c",
    y[i],
)
