"""Where there is no derivative the evaluator says so, and right beside it gives the one there is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from proofnotes import Abs, Max, Rational, Scalar, UndefinedError, cases, diff, exp, sqrt
from proofnotes.prover.evaluation.evaluate import evaluate
from proofnotes.prover.evaluation.series import whole_power
from proofnotes.prover.proof import Point

x, y = Scalar("x"), Scalar("y")


def point(x: int | str) -> Point:
    """x as given, y = 3."""
    return Point({}, {"x": Fraction(x), "y": Fraction(3)}, {})


NO_DERIVATIVE = {
    "absolute value": Abs(x),
    "maximum": Max(0, x),
    "maximum of functions": Max(x**2, x**3),
    "leaky relu": cases((x, x > 0), x / 100),
    "root of a square": sqrt(x**2),
    "root": sqrt(x),
    "rational power": x ** Rational(1, 3),
    "inside": exp(Abs(x) + 1),
}


@pytest.mark.parametrize("name", NO_DERIVATIVE)
def test_no_derivative_at_a_kink(name: str) -> None:
    e = NO_DERIVATIVE[name]
    assert evaluate(e + 0, point(x=0)) >= 0
    with pytest.raises(UndefinedError):
        evaluate(diff(e, x), point(x=0))
    assert evaluate(diff(e, y), point(x=0)) == 0
    assert evaluate(diff(e, x), point(x="1/3")).is_finite()


def test_beside_a_kink() -> None:
    assert evaluate(diff(Max(0, x), x), point(x=-1)) == 0
    assert evaluate(diff(Max(0, -1, x, -1), x), point(x=2)) == 1
    assert evaluate(diff(Max(x, x, 5), x), point(x=2)) == 0
    assert evaluate(diff(Abs(x), x), point(x=-1)) == -1


def test_powers_of_a_ball_around_zero_have_a_value() -> None:
    """FLINT's own are not finite where the middle of the ball is exactly 0."""
    around = arb(0, arb(1))
    for exponent in (1, 2, 3):
        power = whole_power(around, exponent)
        assert power.is_finite()
        assert power.contains(-1)
        assert power.contains(1)
