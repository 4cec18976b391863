"""Functions mean what they are: the identities, bounds and limits of each, and definitions printed by their names."""

from __future__ import annotations

import pytest

from proofnotes import (
    Abs,
    Dim,
    Max,
    Min,
    Ne,
    NotationError,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    clip,
    cos,
    cosh,
    diff,
    exp,
    expm1,
    limit,
    log,
    log1p,
    pi,
    prove,
    sign,
    sin,
    sinh,
    softplus,
    sqrt,
    tanh,
    total,
    xlogy,
)
from proofnotes.expr.nodes import wrap
from proofnotes.printing.latex import latex

x, y = Scalar("x"), Scalar("y")
K = Dim("K")
i, j = K.indices("i j")
z = Tensor("z", K)

HOLDS = {
    "sinh": (diff(sinh(x), x), cosh(x), []),
    "cosh": (diff(cosh(x), x), sinh(x), []),
    "cosh² − sinh²": (cosh(x) ** 2 - sinh(x) ** 2, wrap(1), []),
    "tanh": (tanh(x), sinh(x) / cosh(x), []),
    "Min + Max": (Min(x, y) + Max(x, y), x + y, []),
    "Min of three": (Min(x, y, x + y), -Max(-x, -y, -x - y), []),
    "log1p of expm1": (log1p(expm1(x)), x, []),
    "expm1 of log1p": (expm1(log1p(x)), x, [x > -1]),
    "softplus": (diff(softplus(x), x), 1 / (1 + exp(-x)), []),
    "sign": (sign(x) * Abs(x), x, []),
    "sign is flat": (diff(sign(x), x), wrap(0), [Ne(x, 0)]),
    "xlogy": (xlogy(x, y), x * log(y), [y > 0]),
    "xlogy at 0": (xlogy(0, x), wrap(0), []),
    "xlogy′": (diff(xlogy(x, y), y), x / y, [Ne(x, 0), y > 0]),
    "clip inside": (clip(x, 0, 1), x, [x >= 0, x <= 1]),
    "sin²": (sin(x) ** 2 + cos(x) ** 2, wrap(1), []),
    "sin of a sum": (sin(x + y), sin(x) * cos(y) + cos(x) * sin(y), []),
    "cos of thrice": (cos(3 * x), 4 * cos(x) ** 3 - 3 * cos(x), []),
    "a product of angles": (2 * sin(x) * cos(y), sin(x + y) + sin(x - y), []),
    "a quarter turn": (sin(x + pi / 2), cos(x), []),
    "whole turns": (cos(x - 6 * pi), cos(x), []),
    "a twelfth of a turn": (cos(7 * pi / 6), -sqrt(3) / 2, []),
    "an eighth of a turn": (sin(-5 * pi / 4), 1 / sqrt(2), []),
    "sin′": (diff(sin(x), x, x), -sin(x), []),
    "tan′": (diff(sin(x) / cos(x), x), 1 + (sin(x) / cos(x)) ** 2, [Ne(cos(x), 0)]),
    "the tangent of half the angle": (sin(x) ** 2 / (1 + cos(x)), 1 - cos(x), [cos(x) > -1]),
    "rotations": (total(cos(z[i] - y), i), total(cos(z[i]) * cos(y) + sin(z[i]) * sin(y), i), []),
    "half the angle": (sin(x / 2) ** 2, (1 - cos(x)) / 2, []),
    "half the angle in sums": (total(sin(z[i] / 2) ** 2, i), total(1 - cos(z[i]), i) / 2, []),
    "a third and a half": (2 * cos(x / 2) ** 2 * cos(x / 3), (1 + cos(x)) * cos(x / 3), []),
    "below": (1 / (sin(x) * cos(x)), sin(x) / cos(x) + cos(x) / sin(x), [Ne(sin(x), 0), Ne(cos(x), 0)]),
    "a hundred times": (sin(100 * x) ** 2 + cos(100 * x) ** 2, wrap(1), []),
    "inside sums": (diff(total(softplus(z[i]), i), z[j]), 1 / (1 + exp(-z[j])), []),
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_definition_means_its_expansion(name: str) -> None:
    left, right, assuming = HOLDS[name]
    assert prove(left, right, assuming=assuming).verdict is Verdict.PROVED


BOUNDS: list[tuple[Relation, list[Relation]]] = [
    (clip(x, 0, 1) >= 0, []),
    (clip(x, 0, 1) <= 1, []),
    (Min(x, y) <= Max(x, y), []),
    (Abs(sin(x)) <= 1, []),
    (1 - sin(x) * cos(y) >= 0, []),
    (total(2 + cos(z[i]), i) > 0, []),
    (sin(x) <= x, [x >= 0]),
    (cos(x) >= 1 - x**2 / 2, []),
    (x**2 > 3 * sin(x) - 3, []),
]


@pytest.mark.parametrize(("claim", "assuming"), BOUNDS, ids=[str(claim) for claim, _ in BOUNDS])
def test_bounds(claim: Relation, assuming: list[Relation]) -> None:
    assert prove(claim, assuming=assuming).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "claim", [sin(x) < Rational(99, 100), 2 * sin(x) * cos(x) > cos(x), cos(x) >= 1 - x**2 / 3], ids=str
)
def test_false_bounds_are_refuted(claim: Relation) -> None:
    assert prove(claim).verdict is Verdict.REFUTED


def test_limits() -> None:
    assert prove(limit(sin(x) / x, x), 0).verdict is Verdict.PROVED
    assert prove(limit(sin(x), x), 0).verdict is Verdict.UNKNOWN


def test_a_derivative_across_a_kink_asks_for_its_condition() -> None:
    proof = prove(diff(sign(x), x), 0)
    assert (proof.verdict, [str(each) for each in proof.missing]) == (Verdict.UNKNOWN, ["x != 0"])


PRINTED = {
    "log1p(x)": (log1p(x), r"\operatorname{log1p}(x)"),
    "sinh(2*x)**2": (sinh(2 * x) ** 2, r"\sinh(2 x)^2"),
    "min(x, y, 3)": (Min(x, y, 3), r"\min(x, y, 3)"),
    "clip(x, 0, 1)": (clip(x, 0, 1), r"\operatorname{clip}(x, 0, 1)"),
    "diff(softplus(x), x)": (diff(softplus(x), x), r"\frac{d}{d x} \operatorname{softplus}(x)"),
}


@pytest.mark.parametrize("written", PRINTED)
def test_a_definition_is_printed_by_its_name(written: str) -> None:
    e, formula = PRINTED[written]
    assert (str(e), latex(e)) == (written, formula)


def test_arguments_are_counted() -> None:
    for wrong in (Min, Max):
        with pytest.raises(NotationError, match="expected at least one argument"):
            wrong()
    with pytest.raises(NotationError, match="missing a required argument: 'low'"):
        clip(x)  # type: ignore[call-arg]
