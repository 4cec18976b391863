"""Where there is no derivative the evaluator says so, and right beside it gives the one there is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from proofnotes import Abs, Eq, Max, Rational, Scalar, UndefinedError, cases, diff, exp, sqrt
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


SEAMS = {
    "elu": (cases((x, x > 0), exp(x) - 1), 1, 1),
    "square of the positive part": (Max(0, x) ** 2, 0, None),
    "x times its size": (x * Abs(x), 0, None),
    "cube": (Abs(x) ** 3, 0, 0),
    "softsign": (x / (1 + Abs(x)), 1, None),
    "two kinks": (Abs(x) * Max(x, 0), 0, None),
    "a kink that is not there": (Max(x, x), 1, 0),
    "a touch": (Max(x**2, x**3), 0, None),
    "the size of a square": (Abs(x**2), 0, None),
    "not crossed straight": (cases((x**2, x**3 > 0), -(x**2)), None, None),
    "a jump": (cases((1 + x**2, x > 0), x**2), None, None),
    "a point by itself": (cases((5, Eq(x, 0)), x), None, None),
}


@pytest.mark.parametrize("name", SEAMS)
def test_slopes_at_a_kink_where_both_sides_agree(name: str) -> None:
    """None: there is none, or it is not certain what it is."""
    e, *slopes = SEAMS[name]
    for times, slope in enumerate(slopes, 1):
        derivative = diff(e, *[x] * times)
        if slope is None:
            with pytest.raises(UndefinedError):
                evaluate(derivative, point(x=0))
        elif name != "elu" or times == 1:
            assert evaluate(derivative, point(x=0)) == slope


def test_an_inner_derivative_has_to_exist_beside_the_point() -> None:
    nowhere_else = diff(Abs(x) * (y - 3), x)
    assert evaluate(nowhere_else, point(x=0)) == 0
    with pytest.raises(UndefinedError):
        evaluate(diff(nowhere_else, y), point(x=0))


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
