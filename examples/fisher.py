"""Fisher information: the variance of the score, which is the expected curvature of the negative log-likelihood.

    I(θ) = E (∂ log p/∂θ)² = −E ∂² log p/∂θ²

For a softmax over K classes it is diag(p) − p pᵀ, the Jacobian of softmax, whatever the label is: so the Gauss–Newton
matrix, the Fisher information and the Hessian of cross-entropy are one matrix in the logits.

Sources: R. A. Fisher, 1925, Proc. Cambridge Phil. Soc. 22, 700–725; S. Amari, "Natural Gradient Works Efficiently in
Learning", 1998, Neural Computation 10, 251–276; J. Martens, 2014, arXiv:1412.1193, section 9.
"""

from derivations.logsumexp import logsumexp
from derivations.softmax import softmax
from proofnotes import (
    Bernoulli,
    Categorical,
    Dim,
    E,
    Normal,
    Scalar,
    Tensor,
    Theorem,
    chain,
    delta,
    diff,
    let,
    let_scalar,
    log,
    total,
)

μ, σ, p, b = Scalar("mu", latex=r"\mu"), Scalar("sigma", positive=True, latex=r"\sigma"), Scalar("p"), Scalar("b")
x, bit = Normal("x", μ, σ), Bernoulli("m", p)
open_interval = [p > 0, p < 1]
gaussian = -((x - μ) ** 2) / (2 * σ**2) - log(σ)
coin = bit * log(p) + (1 - bit) * log(1 - p)

score = Theorem(
    "fisher.score",
    chain(E(diff(gaussian, μ), x), "E x = μ", 0, label="mean"),
    chain(E(diff(gaussian, σ), x), "E (x − μ)² = σ²", 0, label="deviation"),
    chain(E(diff(coin, p), bit), "E m = p", 0, label="bit", assuming=open_interval),
)
information = Theorem(
    "fisher.information",
    chain(
        E(diff(gaussian, μ) ** 2, x), "variance of the score", 1 / σ**2,
        "and the curvature", -E(diff(gaussian, μ, μ), x), label="mean",
    ),
    chain(
        E(diff(gaussian, σ) ** 2, x), "fourth moment", 2 / σ**2,
        "and the curvature", -E(diff(gaussian, σ, σ), x), label="deviation",
    ),
    chain(
        E(diff(coin, p) ** 2, bit), "two values", 1 / (p * (1 - p)),
        "and the curvature", -E(diff(coin, p, p), bit), label="bit", assuming=open_interval,
    ),
)  # fmt: skip

K = Dim("K")
i, j, k = K.indices("i j k")
z = Tensor("z", K)
q = let("q", softmax.of(z)[i], i, latex="p")
loss = let("loss", logsumexp(z) - z[k], k, latex=r"\ell")
softmax_information = Theorem(
    "fisher.softmax",
    chain(
        E(diff(loss[k], z[i]) * diff(loss[k], z[j]), Categorical(q[k], k)),
        "∂ℓ_k/∂z_i = p_i − δ_ik, weighted by p_k",
        delta(i, j) * q[i] - q[i] * q[j],
        label="variance",
    ),
    chain(
        diff(loss[k], z[i], z[j]),
        "the curvature does not depend on the label",
        delta(i, j) * q[i] - q[i] * q[j],
        label="curvature",
    ),
)
reward = Tensor("r", K)
value = let_scalar("V", total(q[k] * reward[k], k))
reinforce = Theorem(
    "fisher.reinforce",
    chain(
        E(-(reward[k] - b) * diff(loss[k], z[i]), Categorical(q[k], k)),
        "the score has mean 0, so the baseline b costs nothing",
        diff(value, z[i]),
        "softmax.vjp",
        q[i] * (reward[i] - value),
    ),
)
