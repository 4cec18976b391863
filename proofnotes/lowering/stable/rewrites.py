"""The stable rewrites: one row each, and each row a theorem.

left = right holds for all real values of the holes (and for every value of the names that `choices` fixes, which is why
the lowering may fix them as it likes).  Rows apply in this order; what a row makes is seen only by the rows after it.
A primitive is a function of the runtime that is accurate where its meaning, written out, is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...expr.functions import Abs, Max, erf, exp, log, sqrt, tanh
from ...expr.indices import Index
from ...expr.nodes import Dim, Expr, Quantity, Relation, Scalar, Tensor, apply, wrap
from ...expr.notation import cases, delta, paren, total
from ...statements.chains import Link


@dataclass(frozen=True)
class Rewrite:
    """left = right.  choices: a scalar hole to the statistic of a tensor hole that it is given; largest: the index of a
    tensor hole's largest entry."""

    name: str
    left: Expr
    right: Expr
    why: str
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    largest: Mapping[Index, str] = field(default_factory=dict)
    assuming: tuple[Relation, ...] = ()

    @property
    def link(self) -> Link:
        """The obligation."""
        return Link(f"rewrite.{self.name}", "", 1, self.left, "=", self.right, self.why, self.assuming)


K = Dim("K")
i, j, k = K.indices("i j k")
a = Tensor("a", K)
x, c = Scalar("x"), Scalar("c")

_log1p = Quantity("log1p", log(1 + x), inputs=(x,))
_normal_cdf = Quantity("normal_cdf", (1 + erf(x / sqrt(2))) / 2, inputs=(x,))
_gaussian = Quantity("gaussian", exp(-(x**2 / 2)), inputs=(x,))

_expm1 = Quantity("expm1", exp(x) - 1, inputs=(x,))
_sinh = Quantity("sinh", (exp(x) - exp(-x)) / 2, inputs=(x,))
_cosh = Quantity("cosh", (exp(x) + exp(-x)) / 2, inputs=(x,))

PRIMITIVES = {id(each): each.name for each in (_log1p, _normal_cdf, _gaussian, _expm1, _sinh, _cosh)}
"""By identity: a derivation may have a quantity of the same name."""


def _of(primitive: Quantity, argument: Expr) -> Expr:
    made = apply(primitive, (argument,))
    assert isinstance(made, Expr)
    return made


sigmoid = 1 / (1 + exp(-x))
logsumexp = log(total(exp(a[j]), j))
others = total((1 - delta(j, k)) * exp(a[j] - a[k]), j)

REWRITES = (
    Rewrite("tanh", (exp(x) - exp(-x)) / (exp(x) + exp(-x)), tanh(x), "eˣ overflows"),
    Rewrite("one_plus_tanh", 1 + tanh(x), 2 * (1 / (1 + exp(-2 * x))), "1 + tanh x cancels for x < 0"),
    Rewrite("odds", exp(x) / (1 + exp(x)), sigmoid, "eˣ/(1 + eˣ) is ∞/∞ where eˣ overflows"),
    Rewrite("one_minus_sigmoid", 1 - sigmoid, 1 / (1 + exp(x)), "1 − σ cancels for x > 0"),
    Rewrite(
        "sech_squared",
        1 - tanh(x) ** 2,
        4 * exp(-2 * Abs(x)) / (1 + exp(-2 * Abs(x)) * (2 + exp(-2 * Abs(x)))),
        "1 − tanh² cancels",
    ),
    Rewrite("log_sigmoid", log(sigmoid), -log(1 + exp(-x)), "σ underflows before its logarithm does"),
    Rewrite("softplus", log(1 + exp(x)), Max(x, 0) + _of(_log1p, exp(-Abs(x))), "eˣ overflows"),
    Rewrite(
        "sigmoid_slope",
        sigmoid * (1 / (1 + exp(x))),
        exp(-Abs(x)) / (1 + exp(-Abs(x)) * (2 + exp(-Abs(x)))),
        "e^{−∣x∣} neither overflows nor cancels; the square of a rounded 1 + e^{−∣x∣} would double its error",
    ),
    Rewrite(
        "sigmoid",
        sigmoid,
        Max(exp(-Abs(x)), cases((1, x > 0), 0)) / (1 + exp(-Abs(x))),
        "e⁻ˣ overflows for x < 0; the numerator is 1 or e^{−∣x∣}, without a second exponential",
    ),
    Rewrite("normal_cdf", (1 + erf(x / sqrt(2))) / 2, _of(_normal_cdf, x), "1 + erf cancels for x < 0"),
    Rewrite("gaussian", exp(-(x**2 / 2)), _of(_gaussian, x), "the rounding error of x² is multiplied by x²/2"),
    Rewrite(
        "one_minus_softmax",
        1 - exp(a[i]) / total(exp(a[j]), j),
        total((1 - delta(i, j)) * (exp(a[j]) / total(exp(a[k]), k)), j),
        "1 − y_i cancels where y_i is nearly 1; it is the sum of the rest",
    ),
    Rewrite(
        "softmax_minus_one",
        exp(a[i]) / total(exp(a[j]), j) - 1,
        -total((1 - delta(i, j)) * (exp(a[j]) / total(exp(a[k]), k)), j),
        "the same with the other sign",
    ),
    Rewrite("log_softmax", log(exp(a[i]) / total(exp(a[j]), j)), -(logsumexp - a[i]), "softmax underflows"),
    Rewrite(
        "surprisal",
        logsumexp - a[i],
        -paren(a[i] - a[k]) + _of(_log1p, others),
        "both terms are exact where one class is nearly certain",
        largest={k: "a"},
    ),
    Rewrite("logsumexp", logsumexp, a[k] + _of(_log1p, others), "e^{a_j} overflows", largest={k: "a"}),
    Rewrite(
        "softmax",
        exp(a[i]) / total(exp(a[j]), j),
        exp(a[i] - c) / total(exp(a[j] - c), j),
        "e^{a_j} overflows; with c = max a it does not",
        choices={"c": ("largest", "a")},
    ),
    Rewrite(
        "log1p",
        log(1 + x),
        _of(_log1p, x),
        "1 + x loses x where it is small",
        assuming=(Relation(1 + x, ">", wrap(0)),),
    ),
    Rewrite("sinh", (exp(x) - exp(-x)) / 2, _of(_sinh, x), "the exponentials cancel near 0"),
    Rewrite("cosh", (exp(x) + exp(-x)) / 2, _of(_cosh, x), "one function for two exponentials"),
    Rewrite("expm1", exp(x) - 1, _of(_expm1, x), "eˣ − 1 loses x where it is small"),
    Rewrite(
        "recentred",
        a[i] - 1 / K * total(a[j], j),
        paren(a[i] - c) - 1 / K * total(a[j] - c, j),
        "the mean of large numbers is rounded; what is left after c = a₁ is of the size of the deviations",
        choices={"c": ("first", "a")},
    ),
)
