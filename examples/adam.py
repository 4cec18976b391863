"""Adam: a step of the length η, in the direction of averages whose bias is known.

    m_t = β₁ m_{t−1} + (1 − β₁) g_t,   v_t = β₂ v_{t−1} + (1 − β₂) g_t²,   θ_t = θ_{t−1} − η m̂_t/(√v̂_t + ε)

With m_0 = 0 the average is m_t = (1 − β) Σ_s β^{t−s} g_s, whose weights add up to 1 − β^t; that is what m̂ divides by.

Source: D. Kingma, J. Ba, "Adam", 2014, arXiv:1412.6980, algorithm 1, section 3.
"""

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Kind,
    Scalar,
    Tensor,
    Theorem,
    chain,
    let,
    sqrt,
    total,
)

P, T = Dim("P"), Dim("T")
p = P.index("p")
t, s = T.indices("t s")
θ, m, v, grad = Tensor("theta", P, latex=r"\theta"), Tensor("m", P), Tensor("v", P), Tensor("g", P)
η, ε = Scalar("eta", positive=True, latex=r"\eta"), Scalar("eps", positive=True, latex=r"\epsilon")
β1, β2 = Scalar("beta1", positive=True, latex=r"\beta_1"), Scalar("beta2", positive=True, latex=r"\beta_2")
β, step, γ, a = Scalar("beta", positive=True, latex=r"\beta"), Scalar("k", positive=True), Scalar("gamma"), Scalar("a")
decay = [β1 < 1, β2 < 1]

m1 = let("m1", β1 * m[p] + (1 - β1) * grad[p], p, latex="m'")
v1 = let("v1", β2 * v[p] + (1 - β2) * grad[p] ** 2, p, latex="v'")

adam = Definition(
    "adam",
    θ[p] - η * (m1[p] / (1 - β1**step)) / (sqrt(v1[p] / (1 - β2**step)) + ε),
    inputs=(θ, m, v, grad, step),
    indices=(p,),
    parameters=((η, 0.001), (β1, 0.9), (β2, 0.999), (ε, 1e-8)),
    where=(m1, v1),
    assuming=[*decay, step >= 1, v[p] >= 0],
    source="arXiv:1412.6980, algorithm 1",
)

first = Theorem(
    "adam.first",
    adam.of(θ, lambda p: 0, lambda p: 0, grad, 1)[p],
    "m̂ = g and v̂ = g²: the sign of the gradient",
    θ[p] - η * grad[p] / (Abs(grad[p]) + ε),
    assuming=decay,
)
trust = Theorem(
    "adam.trust",
    chain(Abs(adam.of(θ, lambda p: 0, lambda p: 0, grad, 1)[p] - θ[p]) < η, "|g|/(|g| + ε) < 1"),
    assuming=decay,
    kind=Kind.BOUND,
)
c = Scalar("c", positive=True)
scale = Theorem(
    "adam.scale",
    (c * γ) / sqrt(c**2 * a),
    "a scale of the gradient cancels, but for ε",
    γ / sqrt(a),
    assuming=[a > 0],
)

G = Tensor("G", T)
average = let("average", (1 - β) * total(β ** (t - s) * G[s], s, where=s <= t), t, latex="m")
recurrence = Theorem(
    "adam.unrolled",
    average[t],
    "the newest gradient, and β times what was before, 0 at first",
    β * average[t - 1] + (1 - β) * G[t],
)
weights = Theorem(
    "adam.weights",
    (1 - β) * total(β ** (t - s), s, where=s <= t),
    "a geometric series",
    1 - β**t,
    assuming=[β < 1],
)
