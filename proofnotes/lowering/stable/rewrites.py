"""The stable rewrites: one row each, and each row a theorem.

left = right holds for all real values of the holes (and for every value of the names that `choices` fixes, which is why
the lowering may fix them as it likes).  Rows apply in this order; what a row makes is seen only by the rows after it.
A primitive is a function of the runtime that is accurate where its meaning, written out, is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...expr.application import apply
from ...expr.functions import Abs, Max, erf, exp, log, sqrt, tanh
from ...expr.indices import Index
from ...expr.nodes import Dim, Expr, Quantity, Relation, Scalar, Tensor, walk, wrap
from ...expr.notation import cases, delta, paren, total
from ...statements.chains import Link


@dataclass(frozen=True)
class Rewrite:
    """left = right.  choices: a scalar hole to the statistic of a tensor hole that it is given, and to numbers with
    which the larger is taken; largest: the index of a tensor hole's largest entry; positive: the holes that have to be
    seen to be positive; repeated: whether it is applied again to what it makes; anywhere: the holes that may vary along
    the axes found or not; calm: the holes in which nothing is exponential."""

    name: str
    left: Expr
    right: Expr
    why: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    largest: Mapping[Index, str] = field(default_factory=dict)
    assuming: tuple[Relation, ...] = ()
    positive: tuple[str, ...] = ()
    repeated: bool = False
    anywhere: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()

    @property
    def link(self) -> Link:
        """The obligation."""
        scalars = {each.name: each for each in walk(self.left) if isinstance(each, Scalar)}
        seen = tuple(Relation(scalars[name], ">", wrap(0)) for name in self.positive)
        return Link(f"rewrite.{self.name}", "", 1, self.left, "=", self.right, self.why, (*self.assuming, *seen))


K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
table, weights = Tensor("t", N, K), Tensor("v", N, K)
a, b, w = Tensor("a", K), Tensor("b", K), Tensor("w", K)
x, y, z, c, weight = Scalar("x"), Scalar("y"), Scalar("z"), Scalar("c"), Scalar("w")

_log1p = Quantity("log1p", log(1 + x), inputs=(x,))
_normal_cdf = Quantity("normal_cdf", (1 + erf(x / sqrt(2))) / 2, inputs=(x,))
_gaussian = Quantity("gaussian", exp(-(x**2 / 2)), inputs=(x,))

_expm1 = Quantity("expm1", exp(x) - 1, inputs=(x,))
_sinh = Quantity("sinh", (exp(x) - exp(-x)) / 2, inputs=(x,))
_cosh = Quantity("cosh", (exp(x) + exp(-x)) / 2, inputs=(x,))

_hypot = Quantity("hypot", sqrt(x**2 + y**2), inputs=(x, y))
_logaddexp = Quantity("logaddexp", log(exp(x) + exp(y)), inputs=(x, y))
_unless_nan = Quantity("unless_nan", x, inputs=(x, y))

_PRIMITIVES = (_log1p, _normal_cdf, _gaussian, _expm1, _sinh, _cosh, _hypot, _logaddexp, _unless_nan)
PRIMITIVES = {id(each): each.name for each in _PRIMITIVES}
"""By identity: a derivation may have a quantity of the same name."""


def _of(primitive: Quantity, *arguments: Expr) -> Expr:
    made = apply(primitive, arguments)
    assert isinstance(made, Expr)
    return made


def _sum_of(of: Tensor, less: Expr | None = None) -> Expr:
    return total(exp(of[j] if less is None else of[j] - less), j)


def _weighted_sum_of(of: Tensor, less: Expr | None = None) -> Expr:
    return total(b[j] * exp(of[j] if less is None else of[j] - less), j)


sigmoid = 1 / (1 + exp(-x))
logsumexp = log(total(exp(a[j]), j))
others = total((1 - delta(j, k)) * exp(a[j] - a[k]), j)
weighted = total(w[j] * exp(a[j]), j)
log_cosh = cases(
    (_of(_log1p, 2 * _of(_sinh, x / 2) ** 2), Abs(x) < 1), Abs(x) + _of(_log1p, exp(-2 * Abs(x))) - log(wrap(2))
)
slope_of_sigmoid = exp(-Abs(x)) / (1 + exp(-Abs(x)) * (2 + exp(-Abs(x))))

REWRITES = (
    Rewrite(
        "weighted_mean_over_two_axes",
        total(weights[n, j] * exp(table[n, j]), n, j) / total(exp(table[n, j]), n, j),
        total(weights[n, j] * (exp(table[n, j]) / total(exp(table[m, k]), m, k)), n, j),
        "each share alone is stable",
    ),
    *(
        Rewrite(
            f"{name}_sum_of_sums",
            of(total(exp(table[n, j]), n, j)),
            of(total(exp(log(total(exp(table[n, j]), j))), n)),
            "then the sum over two axes is one of exponentials over one",
            anywhere=("x",),
        )
        for name, of in (("log_of", log), ("divided_by", x.__truediv__))
    ),
    Rewrite("tanh", (exp(x) - exp(-x)) / (exp(x) + exp(-x)), tanh(x), "eˣ overflows"),
    Rewrite(
        "times_tanh",
        (y * exp(x) - y * exp(-x)) / (exp(x) + exp(-x)),
        y * tanh(x),
        "the same as the chain rule leaves it",
    ),
    Rewrite(
        "coth",
        (exp(x) + exp(-x)) / (exp(x) - exp(-x)),
        1 / tanh(x),
        "eˣ overflows",
        assuming=(Relation(exp(x) - exp(-x), "!=", wrap(0)),),
    ),
    Rewrite(
        "odds_less_one",
        exp(x) / (exp(x) - 1),
        1 / (1 - exp(-x)),
        "∞/∞ where eˣ overflows",
        assuming=(Relation(exp(x) - 1, "!=", wrap(0)),),
    ),
    Rewrite("tanh_of_half", (exp(x) - 1) / (exp(x) + 1), tanh(x / 2), "eˣ overflows"),
    Rewrite("minus_tanh_of_half", (1 - exp(x)) / (1 + exp(x)), -tanh(x / 2), "eˣ overflows"),
    Rewrite("log_sech_squared", log(1 - tanh(x) ** 2), -2 * paren(log_cosh), "tanh² rounds to 1"),
    Rewrite("log_cosh", log((exp(x) + exp(-x)) / 2), log_cosh, "eˣ overflows, and near 0 the sum is nearly 2"),
    *(
        Rewrite(
            f"distributed_{times}over_{name}",
            (factor * exp(a[i]) + z) / below,
            factor * (exp(a[i]) / below) + z / below,
            "each share alone is stable",
            anywhere=("b", "z"),
            repeated=True,
            assuming=(Relation(below, "!=", wrap(0)),),
        )
        for times, factor in (("", wrap(1)), ("times_", b[i]))
        for name, below in (("sum", total(exp(a[j]), j)), ("weighted_sum", weighted))
    ),
    Rewrite(
        "share_of_alike",
        exp(x) / (z * exp(x)),
        1 / z + paren(x - x),
        "∞/∞ or 0/0 for a sum of terms that are all the same; x − x is no number where x is none",
        assuming=(Relation(z, "!=", wrap(0)),),
    ),
    Rewrite("one_plus_tanh", 1 + tanh(x), 2 * (1 / (1 + exp(-2 * x))), "1 + tanh x cancels for x < 0"),
    Rewrite("odds", exp(x) / (1 + exp(x)), sigmoid, "eˣ/(1 + eˣ) is ∞/∞ where eˣ overflows"),
    Rewrite(
        "odds_of_two", exp(x) / (exp(x) + exp(y)), 1 / (1 + exp(y - x)), "∞/∞ where both overflow, 0/0 where none is"
    ),
    Rewrite("odds_of_three", exp(x) / (1 + exp(x) + exp(y)), 1 / (1 + exp(-x) + exp(y - x)), "∞/∞"),
    Rewrite("odds_of_three_terms", exp(x) / (exp(x) + exp(y) + exp(z)), 1 / (1 + exp(y - x) + exp(z - x)), "∞/∞"),
    Rewrite("odds_among", exp(x) / (exp(x) + total(exp(a[j]), j)), 1 / (1 + total(exp(a[j] - x), j)), "∞/∞"),
    Rewrite("one_minus_sigmoid", 1 - sigmoid, 1 / (1 + exp(x)), "1 − σ cancels for x > 0"),
    Rewrite(
        "sech_squared",
        1 - tanh(x) ** 2,
        4 * exp(-2 * Abs(x)) / (1 + exp(-2 * Abs(x)) * (2 + exp(-2 * Abs(x)))),
        "1 − tanh² cancels",
    ),
    Rewrite("log_sigmoid", log(sigmoid), -log(1 + exp(-x)), "σ underflows before its logarithm does"),
    Rewrite("softplus", log(1 + exp(x)), Max(x, 0) + _of(_log1p, exp(-Abs(x))), "eˣ overflows"),
    Rewrite("log_of_inverse", log(1 / y), -log(y), "1/y overflows or underflows", positive=("y",)),
    Rewrite("sigmoid_minus_square", sigmoid - sigmoid**2, slope_of_sigmoid, "σ − σ² cancels for x > 0"),
    Rewrite(
        "sigmoid_slope",
        sigmoid * (1 / (1 + exp(x))),
        slope_of_sigmoid,
        "e^{−∣x∣} neither overflows nor cancels; the square of a rounded 1 + e^{−∣x∣} would double its error",
    ),
    Rewrite(
        "sigmoid",
        sigmoid,
        Max(exp(-Abs(x)), cases((1, x > 0), 0)) / (1 + exp(-Abs(x))),
        "e⁻ˣ overflows for x < 0; the numerator is 1 or e^{−∣x∣}, without a second exponential",
    ),
    Rewrite("normal_cdf", (1 + erf(x / sqrt(2))) / 2, _of(_normal_cdf, x), "1 + erf cancels for x < 0"),
    Rewrite("one_plus_erf", 1 + erf(x / sqrt(2)), 2 * _of(_normal_cdf, x), "1 + erf cancels for x < 0"),
    Rewrite("one_minus_erf", 1 - erf(x / sqrt(2)), 2 * _of(_normal_cdf, -x), "1 − erf cancels for x > 0"),
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
    Rewrite(
        "log_of_ratio_to_share",
        log(z / (exp(x) / y)),
        log(z) - log(exp(x) / y),
        "a share underflows before its logarithm does",
        assuming=(Relation(z, ">", wrap(0)),),
        positive=("y",),
    ),
    Rewrite("log_softmax", log(exp(a[i]) / total(exp(a[j]), j)), -(logsumexp - a[i]), "softmax underflows"),
    Rewrite(
        "share",
        exp(a[i]) / (1 + total(exp(a[j]), j)),
        exp(a[i] - c) / (exp(-c) + total(exp(a[j] - c), j)),
        "e^{a_j} overflows",
        choices={"c": ("largest", "a", "0")},
    ),
    Rewrite(
        "share_beside",
        exp(a[i]) / (exp(x) + total(exp(a[j]), j)),
        exp(a[i] - c) / (exp(x - c) + total(exp(a[j] - c), j)),
        "e^{a_j} overflows",
        choices={"c": ("largest", "a", "x")},
    ),
    *(
        Rewrite(
            f"{name}_{beside}",
            above(a) / (one + total(exp(a[j]), j)),
            above(a, c) / (shifted + total(exp(a[j] - c), j)),
            "e^{a_j} overflows",
            choices={"c": ("largest", "a", of)},
        )
        for name, above in (("share_of_all", _sum_of), ("weighted_share", _weighted_sum_of))
        for beside, one, shifted, of in (("beside_1", wrap(1), exp(-c), "0"), ("beside_one", exp(x), exp(x - c), "x"))
    ),
    Rewrite(
        "share_of_weighted",
        exp(a[i]) / weighted,
        exp(a[i] - c) / total(w[j] * exp(a[j] - c), j),
        "e^{a_j} overflows",
        choices={"c": ("largest", "a")},
        assuming=(Relation(weighted, "!=", wrap(0)),),
    ),
    Rewrite(
        "weighted_mean",
        total(b[j] * exp(a[j]), j) / total(exp(a[j]), j),
        total(b[j] * exp(a[j] - c), j) / total(exp(a[j] - c), j),
        "e^{a_j} overflows",
        choices={"c": ("largest", "a")},
    ),
    Rewrite(
        "weighted_mean_of_weighted",
        total(b[j] * exp(a[j]), j) / weighted,
        total(b[j] * exp(a[j] - c), j) / total(w[j] * exp(a[j] - c), j),
        "e^{a_j} overflows",
        choices={"c": ("largest", "a")},
        assuming=(Relation(weighted, "!=", wrap(0)),),
    ),
    Rewrite(
        "share_of_sum",
        exp(x) / (exp(z) + y),
        exp(x - _of(_logaddexp, z, log(y))),
        "∞/∞ where both overflow, 0/0 where none is left",
        positive=("y",),
    ),
    Rewrite(
        "share_of_weighted_sum",
        exp(x) / (weight * exp(z) + y),
        exp(x - _of(_logaddexp, z + log(weight), log(y))),
        "∞/∞ where both overflow, 0/0 where none is left",
        positive=("w", "y"),
        calm=("w",),
    ),
    Rewrite("log_of_share", log(exp(x) / y), -paren(log(y) - x), "eˣ overflows", positive=("y",)),
    Rewrite(
        "logaddexp",
        log(exp(x) + y),
        _of(_logaddexp, x, log(y)),
        "eˣ overflows",
        positive=("y",),
        repeated=True,
    ),
    Rewrite(
        "logaddexp_of_sum",
        log(total(exp(a[j]), j) + y),
        _of(_logaddexp, log(total(exp(a[j]), j)), log(y)),
        "e^{a_j} overflows",
        positive=("y",),
    ),
    Rewrite(
        "logaddexp_weighted",
        log(z * exp(x) + y),
        _of(_logaddexp, log(z) + x, log(y)),
        "eˣ overflows",
        positive=("y", "z"),
        repeated=True,
    ),
    Rewrite("log_of_exp_times", log(z * exp(x)), log(z) + x, "eˣ overflows", positive=("z",)),
    Rewrite("log_of_exp", log(exp(x)), x, "eˣ overflows"),
    Rewrite(
        "surprisal",
        logsumexp - a[i],
        -paren(a[i] - a[k]) + _of(_log1p, others),
        "both terms are exact where one class is nearly certain",
        largest={k: "a"},
    ),
    Rewrite(
        "surprisal_of_one",
        logsumexp - x,
        -paren(x - a[k]) + _of(_log1p, others),
        "the same where x is one of them, or is near the largest",
        largest={k: "a"},
    ),
    Rewrite(
        "logsumexp",
        logsumexp,
        _of(_unless_nan, a[k] + _of(_log1p, others), a[k]),
        "e^{a_j} overflows; where the largest is infinite, it is the sum",
        largest={k: "a"},
    ),
    Rewrite(
        "logsumexp_weighted",
        log(weighted),
        c + log(total(w[j] * exp(a[j] - c), j)),
        "e^{a_j} overflows, or nothing is left of it",
        choices={"c": ("largest", "a")},
        assuming=(Relation(weighted, ">", wrap(0)),),
    ),
    Rewrite(
        "softmax",
        exp(x) / total(exp(a[j]), j),
        exp(x - c) / total(exp(a[j] - c), j),
        "e^{a_j} overflows; with c = max a it does not where x is one of them, or no larger",
        choices={"c": ("largest", "a")},
        anywhere=("x",),
    ),
    Rewrite(
        "pseudo_huber",
        sqrt(1 + x**2) - 1,
        x * paren(x / (_of(_hypot, x, wrap(1)) + 1)),
        "the root is nearly 1 for small x, and x² overflows",
    ),
    Rewrite(
        "charbonnier",
        sqrt(x**2 + y**2) - y,
        x * paren(x / (_of(_hypot, x, y) + y)),
        "the root is nearly y for small x, and x² overflows",
        positive=("y",),
    ),
    Rewrite(
        "hypot",
        sqrt(x**2 + y),
        _of(_hypot, x, sqrt(y)),
        "x² overflows, or is lost",
        positive=("y",),
        repeated=True,
    ),
    Rewrite("root_of_square", sqrt(x**2), Abs(x), "x² overflows"),
    Rewrite(
        "log1p",
        log(1 + x),
        _of(_log1p, x),
        "1 + x loses x where it is small",
        assuming=(Relation(1 + x, ">", wrap(0)),),
    ),
    Rewrite("sinh", (exp(x) - exp(-x)) / 2, _of(_sinh, x), "the exponentials cancel near 0"),
    Rewrite("cosh", (exp(x) + exp(-x)) / 2, _of(_cosh, x), "one function for two exponentials"),
    Rewrite("scaled_expm1", z * exp(x) - z, z * _of(_expm1, x), "eˣ − 1 loses x where it is small"),
    Rewrite("one_minus_exp", 1 - exp(x), -_of(_expm1, x), "1 − eˣ loses x where it is small"),
    Rewrite("expm1", exp(x) - 1, _of(_expm1, x), "eˣ − 1 loses x where it is small"),
    Rewrite(
        "recentred",
        a[i] - 1 / K * total(a[j], j),
        paren(a[i] - c) - 1 / K * total(a[j] - c, j),
        "the mean of large numbers is rounded; what is left after c = a₁ is of the size of the deviations",
        choices={"c": ("first", "a")},
    ),
)
