"""Bias and variance: the expected squared error of a prediction, taken apart.

    E (f − y)² = (E f − f₀)² + Var f + σ²,   y = f₀ + ε

f is random because its training set is, ε is the noise of the label: independent, with mean 0 and variance σ².

Source: S. Geman, E. Bienenstock, R. Doursat, "Neural Networks and the Bias/Variance Dilemma", 1992,
Neural Computation 4, 1–58, section 2.
"""

from proofnotes import Dim, E, Normal, Random, Scalar, Theorem, Var, chain, let_scalar, total

N = Dim("N")
n = N.index("n")
truth, σ, λ = Scalar("f_0"), Scalar("sigma", latex=r"\sigma"), Scalar("lambda", latex=r"\lambda")
f, ε = Random("f"), Normal("epsilon", 0, σ)

squared_error = Theorem(
    "bias_variance.split",
    E((f - (truth + ε)) ** 2, f, ε),
    "the mixed terms vanish",
    (E(f, f) - truth) ** 2 + Var(f, f) + σ**2,
)
shrinkage = Theorem(
    "bias_variance.shrinkage",
    E((λ * f - truth) ** 2, f),
    "λ f has λ E f and λ² Var f: some bias for less variance",
    (λ * E(f, f) - truth) ** 2 + λ**2 * Var(f, f),
)
x = Normal("x", truth, σ, over=N)
mean = let_scalar("mean", total(x[n], n) / N, latex=r"\bar{x}")
averages = Theorem(
    "bias_variance.average",
    chain(E(mean, x), "linear", truth, label="mean"),
    chain(Var(mean, x), "independent", σ**2 / N, label="variance"),
    chain(
        E(total((x[n] - mean) ** 2, n), x),
        "one degree of freedom goes to the mean",
        (N - 1) * σ**2,
        label="sample_variance",
    ),
)
