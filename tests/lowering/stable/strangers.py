"""Definitions as people write them, in no form that computers like: what the rewrites make of them is tested here.

Each is written as its paper has it.  None has a theorem: gradients are derived.
"""

from dataclasses import dataclass
from typing import Any

from derivations.logsumexp import logsumexp
from derivations.sigmoid import sigmoid as σ
from derivations.softmax import softmax
from proofnotes import (
    Abs,
    Definition,
    Dim,
    Max,
    Min,
    Rational,
    Scalar,
    Tensor,
    cases,
    cosh,
    erf,
    exp,
    let,
    log,
    sinh,
    sqrt,
    tanh,
    total,
)

x, y, z, p, q, s = map(Scalar, "xyzpqs")
w = Scalar("w", positive=True)
α, γ = Scalar("alpha"), Scalar("gamma")
β, δ, τ = Scalar("beta", positive=True), Scalar("delta", positive=True), Scalar("tau", positive=True)
K = Dim("K")
i, j, k = K.indices("i j k")
u, v, a, b, t = (Tensor(name, K) for name in "uvabt")
in_unit = [p > 0, p < 1, q > 0, q < 1]
positive = [a[i] > 0, b[i] > 0]
y_u = let("y_u", softmax.of(u)[i], i)
teacher = let("teacher", softmax.of(lambda k: v[k] / τ)[i], i)
student = let("student", softmax.of(lambda k: u[k] / τ)[i], i)


@dataclass(frozen=True)
class Stranger:
    """absolute: the size of what cancels in it near 0; labels: the inputs that are 0 or 1; steep: how many times an
    input stands in exponents."""

    definition: Definition
    absolute: float = 0.0
    labels: tuple[str, ...] = ()
    steep: float = 2.5


def stranger(name: str, body: Any, inputs: tuple[Any, ...], **more: Any) -> Stranger:
    own = {each: more.pop(each) for each in ("absolute", "labels", "steep") if each in more}
    return Stranger(Definition(name, body, inputs=inputs, **more), **own)


OF_NUMBERS = (
    stranger("log_sigmoid", log(σ(x)), (x,)),
    stranger("weighted_bce", -(w * y * log(σ(z)) + (1 - y) * log(1 - σ(z))), (z, y, w), labels=("y",)),
    stranger("focal", -((1 - σ(z)) ** γ) * log(σ(z)), (z,), parameters=((γ, 2.0),)),
    stranger("focal_with_a_root", -((1 - σ(z)) ** γ) * log(σ(z)), (z,), parameters=((γ, 0.5),)),
    stranger(
        "focal_of_both",
        -(α * y * (1 - σ(z)) ** γ * log(σ(z)) + (1 - α) * (1 - y) * σ(z) ** γ * log(1 - σ(z))),
        (z, y),
        parameters=((γ, 2.0), (α, 0.25)),
        labels=("y",),
        absolute=1,
        steep=4,
    ),
    stranger("log_cosh", log((exp(x) + exp(-x)) / 2), (x,)),
    stranger("log_of_cosh", log(cosh(x)), (x,)),
    stranger("elu", cases((x, x > 0), α * (exp(x) - 1)), (x,), parameters=((α, 1.0),)),
    stranger(
        "selu",
        Rational(105, 100) * cases((x, x > 0), Rational(167, 100) * exp(x) - Rational(167, 100)),
        (x,),
    ),
    stranger("celu", Max(x, 0) + Min(0, β * (exp(x / β) - 1)), (x,), parameters=((β, 2.0),)),
    stranger("softplus", 1 / β * log(1 + exp(β * x)), (x,), parameters=((β, 3.0),)),
    stranger("swish", x * σ(β * x), (x,), parameters=((β, 1.5),), absolute=1e-3),
    stranger("mish", x * tanh(log(1 + exp(x))), (x,), steep=5),
    stranger("logit_sigmoid", exp(x) / (1 + exp(x)), (x,)),
    stranger("tanh_of_exponentials", (exp(x) - exp(-x)) / (exp(x) + exp(-x)), (x,), steep=4),
    stranger("tanh_of_one_exponential", (exp(2 * x) - 1) / (exp(2 * x) + 1), (x,), steep=4, absolute=1),
    stranger("tanh_of_a_decaying_one", (1 - exp(-2 * x)) / (1 + exp(-2 * x)), (x,), steep=4, absolute=1),
    stranger("log_of_squashed", log(1 - tanh(x) ** 2), (x,)),
    stranger("logaddexp", log(exp(x) + exp(y)), (x, y)),
    stranger("log_of_three", log(exp(x) + exp(y) + exp(z)), (x, y, z)),
    stranger("log_of_one_and_two", log(1 + 3 * exp(x) + exp(y)), (x, y), absolute=10),
    stranger("prior_odds", log(1 + β * exp(x)), (x,), parameters=((β, 3.0),), absolute=10),
    stranger("log_rate", log(β * exp(x)), (x,), parameters=((β, 3.0),), absolute=1),
    stranger("share_of_three", exp(x) / (exp(x) + exp(y) + exp(z)), (x, y, z), absolute=1),
    stranger("share_beside_one", exp(x) / (1 + exp(x) + exp(y)), (x, y), absolute=1),
    stranger("entropy_of_logit", -(σ(z) * log(σ(z)) + (1 - σ(z)) * log(1 - σ(z))), (z,), absolute=1, steep=4),
    stranger("softsign", x / (1 + Abs(x)), (x,), absolute=1),
    stranger("hypot", sqrt(x**2 + y**2), (x, y)),
    stranger("length_of_three", sqrt(x**2 + y**2 + z**2), (x, y, z)),
    stranger("root_of_square", sqrt(x**2), (x,)),
    stranger("pseudo_huber", δ**2 * (sqrt(1 + (x / δ) ** 2) - 1), (x,), parameters=((δ, 1.0),)),
    stranger("charbonnier", sqrt(x**2 + δ**2) - δ, (x,), parameters=((δ, 0.5),)),
    stranger("gaussian_nll", Rational(1, 2) * (s + (x - y) ** 2 * exp(-s)), (s, x, y), absolute=1),
    stranger("poisson_nll", exp(s) - y * s, (s, y)),
    stranger("huber", cases((x**2 / 2, Abs(x) <= δ), δ * (Abs(x) - δ / 2)), (x,), parameters=((δ, 1.0),)),
    stranger("quantile", Max(τ * x, (τ - 1) * x), (x,), parameters=((τ, 0.9),)),
    stranger("hinge", Max(0, 1 - y * x), (x, y)),
    stranger("margin", log(1 + exp(-y * x)), (x, y)),
    stranger("geglu", x * (y * (1 + erf(y / sqrt(2))) / 2), (x, y), absolute=1e-3),
    stranger("upper_tail", (1 - erf(x / sqrt(2))) / 2, (x,), absolute=1e-3),
    stranger("survival", 1 - exp(x), (x,)),
    stranger("bernoulli_kl", p * log(p / q) + (1 - p) * log((1 - p) / (1 - q)), (p, q), assuming=in_unit, absolute=1),
)

OF_ROWS = (
    stranger("infonce", -log(exp(u[1] / τ) / total(exp(u[k] / τ), k)), (u,), parameters=((τ, 0.5),), absolute=1),
    stranger(
        "infonce_with_a_positive",
        -log(exp(s / τ) / (exp(s / τ) + total(exp(u[k] / τ), k))),
        (s, u),
        parameters=((τ, 0.5),),
        absolute=1,
    ),
    stranger("infonce_of_gaps", log(1 + total(exp((u[k] - s) / τ), k)), (s, u), parameters=((τ, 0.5),), absolute=1),
    stranger(
        "distillation",
        τ**2 * total(teacher[i] * (log(teacher[i]) - log(student[i])), i),
        (u, v),
        parameters=((τ, 2.0),),
        where=(teacher, student),
        absolute=4,
    ),
    stranger(
        "distillation_of_a_ratio",
        total(teacher[i] * log(teacher[i] / student[i]), i),
        (u, v),
        parameters=((τ, 2.0),),
        where=(teacher, student),
        absolute=4,
    ),
    stranger("entropy_of_softmax", -total(y_u[i] * log(y_u[i]), i), (u,), where=(y_u,), absolute=1),
    stranger(
        "label_smoothing",
        -total(((1 - α) * t[i] + α / K) * log(y_u[i]), i),
        (u, t),
        parameters=((α, 0.1),),
        where=(y_u,),
        labels=("t",),
        absolute=1,
    ),
    stranger("z_loss", logsumexp(u) ** 2, (u,), absolute=1),
    stranger("smooth_maximum", total(u[k] * exp(β * u[k]), k) / total(exp(β * u[k]), k), (u,), parameters=((β, 1.0),),
             absolute=10),
    stranger("second_moment", total(u[k] ** 2 * exp(u[k]), k) / total(exp(u[k]), k), (u,), absolute=1e4),
    stranger("mixture", log(total(b[k] * exp(u[k]), k)), (u, b), assuming=[b[k] > 0], absolute=1),
    stranger("share_of_mixture", total(u[k] ** 2 * exp(u[k]), k) / total(b[k] * exp(u[k]), k), (u, b), absolute=1e4,
             assuming=[b[k] > 0]),
    stranger("mean_of_mixture", total(u[k] * exp(u[k]), k) / total(b[k] * exp(u[k]), k), (u, b), absolute=1e3,
             assuming=[b[k] > 0]),
    stranger("expected", total(v[k] * exp(u[k]), k) / (1 + total(exp(u[k]), k)), (u, v), absolute=1),
    stranger("expected_beside", total(v[k] * exp(u[k]), k) / (exp(s) + total(exp(u[k]), k)), (s, u, v), absolute=1),
    stranger("focal_of_softmax", -((1 - y_u[1]) ** γ) * log(y_u[1]), (u,), parameters=((γ, 2.0),), where=(y_u,),
             absolute=1),
    stranger("kl", total(a[i] * log(a[i] / b[i]), i), (a, b), assuming=positive, absolute=1),
    stranger("kl_of_logarithms", total(a[i] * (log(a[i]) - log(b[i])), i), (a, b), assuming=positive, absolute=1),
    stranger("entropy", -total(a[i] * log(a[i]), i), (a,), assuming=positive),
    stranger("jensen_shannon", total(a[i] * log(2 * a[i] / (a[i] + b[i])), i), (a, b), assuming=positive, absolute=1),
)  # fmt: skip

norm_u, norm_v = sqrt(total(u[k] ** 2, k)), sqrt(total(v[k] ** 2, k))
long = [total(u[k] ** 2, k) > 0, total(v[k] ** 2, k) > 0]
OF_LENGTHS = (
    stranger("cosine", total(u[k] * v[k], k) / (norm_u * norm_v), (u, v), assuming=long),
    stranger("norm", norm_u, (u,), assuming=long),
    stranger("unit", u[i] / norm_u, (u,), indices=(i,), assuming=long),
    stranger("distance", sqrt(total((u[k] - v[k]) ** 2, k)), (u, v)),
)

planck = stranger("planck", x**3 / (exp(x) - 1), (x,), steep=4, assuming=[x > 0])
langevin = stranger("langevin", cosh(x) / sinh(x) - 1 / x, (x,), steep=4, absolute=1, assuming=[x > 0])
two_level_heat = stranger("two_level_heat", (x / (2 * cosh(x / 2))) ** 2, (x,), steep=4)
OF_HEAT = (planck, langevin, two_level_heat)
"""Not meant at 0."""

EVERY = (*OF_NUMBERS, *OF_ROWS, *OF_LENGTHS, *OF_HEAT)
