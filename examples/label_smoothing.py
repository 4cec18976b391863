"""Cross-entropy of a batch with smoothed labels and a z-loss.

    q_i = (1 − ε) y_i + ε/K,   L = (1/N) Σ_n [−Σ_i q_ni log p_ni + λ (log Σ_i e^{z_ni})²],   p = softmax(z)

Sources: C. Szegedy et al., "Rethinking the Inception Architecture", 2015, arXiv:1512.00567, section 7;
A. Chowdhery et al., "PaLM", 2022, arXiv:2204.02311, section 5.
"""

from derivations.logsumexp import logsumexp
from derivations.softmax import softmax
from proofnotes import Definition, Dim, Eq, Scalar, Tensor, Theorem, chain, diff, let, let_scalar, log, total

N, K = Dim("N"), Dim("K")
n, o = N.indices("n o")
i, j, k, c = K.indices("i j k c")
z, y = Tensor("z", N, K), Tensor("y", N, K)
g = Scalar("g")
ε, λ = Scalar("eps", latex=r"\epsilon"), Scalar("lambda", latex=r"\lambda")
labels = [Eq(total(y[n, k], k), 1)]

p = let("p", softmax.of(z[n, :])[i], n, i)
q = let("q", (1 - ε) * y[n, i] + ε / K, n, i)
lse = let("lse", logsumexp(z[n, :]), n, latex=r"\text{lse}")

smoothed_cross_entropy = Definition(
    "smoothed_cross_entropy",
    total(-total(q[n, i] * log(p[n, i]), i) + λ * lse[n] ** 2, n) / N,
    inputs=(z, y),
    parameters=((ε, 0.1), (λ, 1e-4)),
    where=(p, q, lse),
    targets=(y,),
    symbol=r"\mathcal{L}",
    source="arXiv:1512.00567, section 7; arXiv:2204.02311, section 5",
)
L = let_scalar("L", smoothed_cross_entropy(z, y), latex=r"\mathcal{L}")

distribution = Theorem(
    "smoothed_cross_entropy.distribution", total(q[n, i], i), "(1 − ε) 1 + K ε/K", 1, assuming=labels
)
vjp = Theorem(
    "smoothed_cross_entropy.vjp",
    chain(
        g * diff(L, z[n, i]),
        "for any y",
        g / N * (p[n, i] * total(q[n, k], k) - q[n, i] + 2 * λ * lse[n] * p[n, i]),
        label="z",
    ),
    chain(g * diff(L, y[n, i]), "linear in y", -g / N * (1 - ε) * log(p[n, i]), label="y"),
)
gradient = Theorem(
    "smoothed_cross_entropy.gradient",
    diff(L, z[n, i]),
    "labels that are distributions",
    ((1 + 2 * λ * lse[n]) * p[n, i] - q[n, i]) / N,
    assuming=labels,
)
mixture = Theorem(
    "smoothed_cross_entropy.mixture",
    -total(q[n, i] * log(p[n, i]), i),
    "log p_i = z_i − lse",
    lse[n] - total(((1 - ε) * y[n, i] + ε / K) * z[n, i], i),
    assuming=labels,
)
drift = Theorem(
    "smoothed_cross_entropy.drift",
    chain(
        total(diff(L, z[n, i]), i),
        "cross-entropy alone does not feel a shift of the logits; the z-loss does",
        2 * λ * lse[n] / N,
    ),
    assuming=labels,
)
