"""Limits at points and at infinity, with parameters: what holds is proved, and what does not is refuted."""

from dataclasses import replace

import pytest

from proofnotes import (
    Abs,
    Dim,
    Expr,
    Max,
    NotationError,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    cos,
    delta,
    exp,
    limit,
    log,
    prove,
    same,
    sin,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.nodes import Lim, wrap
from proofnotes.prover.proof import Witness
from proofnotes.prover.witnesses.search import points
from tests.prover.approaching import keeps_away

x, a, b, p, g, n = (Scalar(name) for name in ("x", "a", "b", "p", "g", "n"))
T, beta, d, q = (Scalar(name, positive=True) for name in ("T", "beta", "delta", "q"))
K = Dim("K")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
z = Tensor("z", K)
only = [cases((1, same(k, c)), z[c] - z[k]) > 0]
softplus = log(1 + exp(beta * x)) / beta
softmax = exp(z[i] / T) / total(exp(z[k] / T), k)
huber = cases((x**2 / 2, Abs(x) <= d), d * (Abs(x) - d / 2))

TRUE: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "sin x/x": (limit(sin(x) / x, x, 0), 1, []),
    "(1 − cos x)/x²": (limit((1 - cos(x)) / x**2, x, 0), Rational(1, 2), []),
    "Box and Cox": (limit((q**p - 1) / p, p, 0), log(q), []),
    "a slope": (limit((exp(a * x) - 1) / x, x, 0), a, []),
    "a slope at a point": (limit((x**2 - a**2) / (x - a), x, a), 2 * a, []),
    "compound interest": (limit((1 + x / n) ** n, n), exp(x), []),
    "a sharp softplus, x > 0": (limit(softplus, beta), x, [x > 0]),
    "a sharp softplus, x < 0": (limit(softplus, beta), 0, [x < 0]),
    "a sharp sigmoid": (limit(1 / (1 + exp(-beta * x)), beta), 1, [x > 0]),
    "a sharp swish": (limit(x / (1 + exp(-beta * x)), beta), x, [x > 0]),
    "a cold softmax": (limit(softmax, T, 0), delta(i, c), only),
    "a hot softmax": (limit(softmax, T), 1 / K, []),
    "a cold logsumexp": (limit(T * log(total(exp(z[k] / T), k)), T, 0), z[c], only),
    "a hot mean of exponentials": (limit(log(total(exp(beta * z[k]), k) / K) / beta, beta, 0), total(z[k], k) / K, []),
    "focal loss without focus": (limit(-((1 - q) ** g) * log(q), g, 0), -log(q), [q < 1]),
    "Huber without a corner": (limit(huber, d), x**2 / 2, []),
    "a kink": (limit(Abs(x), x, 0), 0, []),
    "the edge of a root": (limit(sqrt(x), x, 0, side="+"), 0, []),
    "flat at an edge": (limit(exp(-1 / T), T, 0), 0, []),
    "a rational function": (limit((1 - a * x) / (1 + b * x), x), -a / b, [b > 0]),
    "from below": (limit(1 / (1 + exp(1 / x)), x, 0, side="-"), 1, []),
    "touching at 1": (limit((q * log(q) - q + 1) / (q - 1) ** 2, q, 1), Rational(1, 2), []),
    "a largest value": (limit(Max(z[k] + T, k), T, 0), Max(z[k], k), []),
}

FALSE: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "another number": (limit(sin(x) / x, x, 0), 2, []),
    "a pole": (limit(1 / x, x, 0, side="+"), 0, []),
    "a double pole": (limit(1 / x**2, x, 0), 5, []),
    "a power outgrown": (limit(exp(x) / x, x), 0, []),
    "a logarithm grows": (limit(log(x), x), 10, []),
    "tanh": (limit(tanh(x), x), 0, []),
    "a rate that is not there": (limit((x**2 + 1) / (2 * x**2), x), 1, []),
    "another slope": (limit((exp(a * x) - 1) / x, x, 0), a + 1, []),
    "Box and Cox": (limit((q**p - 1) / p, p, 0), q, []),
    "a cold softmax": (limit(softmax, T, 0), 1 / K, only),
    "the two sides differ": (limit(1 / (1 + exp(1 / x)), x, 0), 0, []),
}

OPEN: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "no limit": (limit(sin(x), x), 0, []),
    "a jump": (limit(x / Abs(x), x, 0), 1, []),
    "a root on one side": (limit(sqrt(x), x, 0), 0, []),
    "nowhere defined": (limit(log(-T) - log(-T), T, 0), 0, []),
    "a sign that is not known": (limit(softplus, beta), x, []),
    "nothing over nothing": (limit(exp(x) * (x - x) / (x - x), x, 0), 1, []),
    "a denominator in a denominator": (limit((a + x) / (x / (b - b)), x, 0, side="+"), 0, []),
    "a parameter that may be 0": (limit(a / (1 / b) + x, x), 1, []),
    "logarithms that cancel": (limit(log(x) / log(x), x, "-oo"), 1, []),
    "ties": (limit(softmax, T, 0), delta(i, c), [z[c] >= z[k]]),
    "a hypothesis about the variable": (limit(1 / x, x, 0), 5, [x > 1]),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_limit_is_proved(name: str) -> None:
    left, right, given = TRUE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.PROVED, str(proof)


@pytest.mark.parametrize("name", FALSE)
def test_a_false_limit_is_refuted(name: str) -> None:
    left, right, given = FALSE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.REFUTED, str(proof)
    assert proof.witness is not None
    assert isinstance(left, Lim)
    assert keeps_away(left, wrap(right), given, proof.witness)


@pytest.mark.parametrize("name", TRUE)
def test_the_oracle_of_refuted_limits_lets_true_ones_be(name: str) -> None:
    left, right, given = TRUE[name]
    assert isinstance(left, Lim)
    point = next(points((left.body, wrap(right)), given))
    scalars = {each: x for each, x in point.scalars.items() if each != left.variable.name}
    assert not keeps_away(left, wrap(right), given, Witness(replace(point, scalars=scalars), "", ""))


def test_a_witness_against_a_limit_says_what_both_sides_come_to() -> None:
    """The point has the parameters that they depend on, and nothing of the variable, which is nowhere."""
    witness = prove(limit((a**2 + 1) * x, x), b).witness
    assert witness is not None
    assert set(witness.point.scalars) == {"b"}
    assert (witness.left, witness.right) == ("∞", str(witness.point.scalars["b"]))
    witness = prove(limit(1 / x, x), 1, assuming=[x > 3]).witness
    assert witness is not None
    assert not witness.point.scalars


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_known_to_have_the_limit_is_left_open(name: str) -> None:
    left, right, given = OPEN[name]
    assert prove(left, right, assuming=given).verdict is Verdict.UNKNOWN


def test_limits_are_printed_as_they_are_written() -> None:
    assert str(limit(sin(x) / x, x, 0)) == "limit(sin(x)/x, x, 0)"
    assert str(limit(log(x), x, 0, side="+")) == "limit(log(x), x, 0, side='+')"
    assert r"\lim_{x \to a^{-}}" in limit(x, x, a, side="-")._repr_latex_()
    assert str(limit(T, T, 0)) == "limit(T, T, 0, side='+')"


def test_a_point_with_the_variable_in_it_is_refused() -> None:
    with pytest.raises(NotationError, match="expected a point without x in it"):
        limit(x, x, x + 1)
    with pytest.raises(NotationError, match="expected '\\+', '-' or '\\+-'"):
        limit(x, x, 0, side="above")
