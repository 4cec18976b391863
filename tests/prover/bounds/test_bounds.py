"""Bounds of one variable: true ones are proved on the whole line, tails included; false ones never."""

import pytest
from flint import arb

from derivations.gelu import gelu
from derivations.gelu_tanh import gelu_tanh
from derivations.sigmoid import sigmoid
from derivations.swish import swish
from proofnotes import (
    Abs,
    Max,
    NotationError,
    Rational,
    Relation,
    Scalar,
    Verdict,
    cases,
    diff,
    enclose_max,
    enclose_min,
    exp,
    increasing,
    log,
    prove,
    sqrt,
    tanh,
)  # fmt: skip

x, y, p = Scalar("x"), Scalar("y"), Scalar("p")
t = Scalar("t", positive=True)

TRUE = {
    "gelu from below": (gelu(x) >= -Rational(17, 100), []),
    "swish from below": (swish(x) >= -Rational(27847, 100000), []),
    "a sharp maximum": (diff(sigmoid(x), x) <= Rational(1, 4), []),
    "positive, and tends to zero": (diff(sigmoid(x), x) > 0, []),
    "exponential decay": (diff(sigmoid(x), x) <= exp(-Abs(x)), []),
    "tangent of the exponential": (exp(x) >= 1 + x, []),
    "tangent of the logarithm": (log(p) <= p - 1, [p > 0]),
    "strict away from the end": (tanh(p) < p, [p > 0]),
    "logarithm below the line": (log(1 + p) < p, [p > 0]),
    "entropy": (-(p * log(p) + (1 - p) * log(1 - p)) <= log(2), [p > 0, p < 1]),
    "square on an interval": (p * (1 - p) <= Rational(1, 4), [p > 0, p < 1]),
    "approximation error": (Abs(gelu(x) - gelu_tanh(x)) <= Rational(4733, 10**7), []),
    "two corners": (Abs(x - 1) + Abs(x + 1) >= 2 - Rational(1, 100), []),
    "smooth maximum": (log(1 + exp(x)) > Max(x, 0), []),
    "a derivative": (diff(gelu(x), x) < Rational(113, 100), []),
    "root below the line": (sqrt(t) <= (1 + t) / 2, []),
    "increasing": (increasing(tanh(x), x), []),
    "increasing on a half-line": (increasing(swish(p), p), [p > 0]),
}  # fmt: skip

FALSE: dict[str, tuple[Relation, list[Relation]]] = {
    "gelu from below": (gelu(x) >= -Rational(16, 100), []),
    "swish from below": (swish(x) >= -Rational(27846, 100000), []),
    "not strict": (diff(sigmoid(x), x) < Rational(1, 4), []),
    "touches at a double root": (x**2 - 2 * x + 1 > 0, []),
    "touches at an irrational root": ((x**2 - 2) ** 2 > 0, []),
    "fails far out": (x**2 < 10**9, []),
    "fails beyond every start": (log(1 + exp(x)) < 1000, []),
    "fails near the end": (1 / p < 10**6, [p > 0]),
    "jump": (cases((x + 1, x > 0), x) <= x, []),
    "corner": (Abs(x) > 0, []),
    "not everywhere increasing": (increasing(swish(x), x), []),
    "approximation error": (Abs(gelu(x) - gelu_tanh(x)) <= Rational(4732, 10**7), []),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_bounds_are_proved(name: str) -> None:
    relation, assuming = TRUE[name]
    proof = prove(relation, assuming=assuming)
    assert proof.verdict is Verdict.PROVED, proof
    assert proof.seconds < 5


@pytest.mark.parametrize("name", FALSE)
def test_false_bounds_are_not_proved(name: str) -> None:
    relation, assuming = FALSE[name]
    assert prove(relation, assuming=assuming).verdict is not Verdict.PROVED


def test_the_error_of_the_tanh_form_to_four_digits() -> None:
    found = enclose_max(Abs(gelu(x) - gelu_tanh(x)), x)
    assert arb("0.00047323") < found.value.low <= found.value.high < arb("0.00047325")
    assert all(2.69 < abs(float(low)) < 2.72 for low, _ in found.places)
    assert {low > 0 for low, _ in found.places} == {True, False}


def test_minimum_of_swish() -> None:
    found = enclose_min(swish(x), x)
    assert arb("-0.278465") < found.value.low <= found.value.high < arb("-0.278464")
    assert all(low < -1.27846 < high for low, high in found.places)


def test_maximum_on_an_interval() -> None:
    found = enclose_max(p * (1 - p), p, assuming=[p >= 0, p <= 1])
    assert found.value.low <= arb(1) / 4 <= found.value.high


def test_another_variable_is_refused() -> None:
    with pytest.raises(NotationError, match="expected a function of x alone"):
        enclose_max(x + y, x)
