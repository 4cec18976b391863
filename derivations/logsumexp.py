"""Log-sum-exp: a smooth maximum.   lse(z) = log Σ_j e^{z_j},   z ∈ ℝᴷ

With infinite entries the kernel takes the limit: lse is −∞ where all are −∞, and ∞ where one is ∞.

Source: S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, section 3.1.5.
"""

from derivations.softmax import softmax
from proofnotes import Definition, Dim, Kind, Scalar, Tensor, Theorem, chain, delta, diff, exp, let, log, total

K = Dim("K")
i, j, k = K.indices("i j k")
(a,) = K.fixed("a")
z, v = Tensor("z", K), Tensor("v", K)
g, c = Scalar("g"), Scalar("c")

logsumexp = Definition(
    "logsumexp",
    log(total(exp(z[j]), j)),
    inputs=(z,),
    symbol=r"\text{lse}",
    source="Boyd and Vandenberghe 2004, section 3.1.5",
    names=("logsumexp", "lse"),
)
lse = logsumexp(z)
y = let("y", softmax.of(z)[i], i)

vjp = Theorem(
    "logsumexp.vjp",
    g * diff(lse, z[i]),
    "chain rule",
    g * (diff(total(exp(z[j]), j), z[i]) / total(exp(z[j]), j)),
    "∂e^{z_j}/∂z_i = δ_ij e^{z_i}",
    g * y[i],
)

shift = Theorem("logsumexp.shift", logsumexp(lambda k: z[k] + c), "e^{z + c} = e^z e^c", lse + c)

as_softmax = Theorem("logsumexp.softmax", exp(z[i] - lse), "e^{−lse(z)} = 1/Σ_j e^{z_j}", y[i])

room = total(1 - exp(z[j] - z[a]), j)

bounds = Theorem(
    "logsumexp.bounds",
    chain(exp(lse - z[a]) >= 1, "e^{z_a} is one term of Σ_j e^{z_j}", label="below"),
    chain(K - exp(lse - z[a]), "e^{lse(z)} = Σ_j e^{z_j}, and K = Σ_j 1", room, label="room", kind=Kind.IDENTITY),
    chain(room >= 0, "none of the K terms is above e^{z_a}", label="above", assuming=[z[i] <= z[a]]),
    kind=Kind.BOUND,
    note="z_a ≤ lse(z) for every a; if z_a is the largest, also lse(z) ≤ z_a + log K.",
)

variance = total(y[i] * (v[i] - total(y[k] * v[k], k)) ** 2, i)

convex = Theorem(
    "logsumexp.convex",
    chain(
        diff(lse, z[i], z[j]),
        "∂lse/∂z_i = y_i",
        diff(y[i], z[j]),
        "insert the Jacobian",
        y[i] * (delta(i, j) - y[j]),
        label="hessian",
        kind=Kind.IDENTITY,
    ),
    chain(
        total(v[i] * diff(lse, z[i], z[j]) * v[j], i, j),
        "a variance: Σ_i y_i = 1",
        variance,
        label="squares",
        kind=Kind.IDENTITY,
    ),
    chain(variance >= 0, "y_i > 0", label="bound"),
    kind=Kind.BOUND,
)
