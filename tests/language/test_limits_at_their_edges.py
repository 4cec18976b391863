"""Limits that a hostile reader tried: what the variable cannot come near, and what falls to 0 from an unknown side."""

import pytest

from proofnotes import Expr, NotationError, Scalar, Verdict, exp, limit, log, prove, sqrt

x, y, h = Scalar("x"), Scalar("y"), Scalar("h")
e = Scalar("e", positive=True)


def test_a_factor_that_does_not_fall_to_0_has_no_side() -> None:
    """Near h = 0 the sign of x + h is that of x, not that of its slope."""
    claim = limit(exp(-1 / (sqrt(h) * (x + h))), h, 0, side="+")
    assert prove(claim, 0).verdict is not Verdict.PROVED
    assert prove(claim, 0, assuming=[x > 0]).verdict is Verdict.PROVED
    assert prove(claim, 0, assuming=[x < 0]).verdict is Verdict.REFUTED


def test_a_positive_variable_goes_only_where_positive_numbers_go() -> None:
    with pytest.raises(NotationError, match="e is positive"):
        limit(1 / e, e, "-oo")
    with pytest.raises(NotationError, match="e is positive"):
        limit(e, e, 0, side="-")
    assert prove(limit(e**2, e, -1), 1).verdict is Verdict.UNKNOWN
    assert prove(limit(e**2, e, x), x**2).verdict is Verdict.UNKNOWN
    assert prove(limit(e**2, e, x), x**2, assuming=[x > 0]).verdict is Verdict.PROVED
    assert prove(limit(sqrt(e), e, 0), 0).verdict is Verdict.PROVED


def test_the_point_has_to_have_a_value() -> None:
    assert prove(limit(x**2, x, log(y)), log(y) ** 2).verdict is Verdict.UNKNOWN
    assert prove(limit(x**2, x, log(y)), log(y) ** 2, assuming=[y > 0]).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("body", "point", "side"),
    [
        (sqrt(x) * 0, -1, ""),
        (0 * log(-x), 1, ""),
        (log(x) * 0, 0, "-"),
        (0 * log(exp(x) - exp(2 * x)), "+oo", ""),
        (0 * sqrt(-1 - x) / (exp(x) + exp(2 * x)), "+oo", ""),
        (0 * sqrt(x - 5) / x**2, 1, ""),
    ],
)
def test_a_factor_of_0_does_not_make_a_value_of_nothing(body: Expr, point: int | str, side: str) -> None:
    """The other factors have no value near the point."""
    approached = {"side": side} if side else {}
    assert prove(limit(body, x, point, **approached), 0).verdict is Verdict.UNKNOWN


def test_a_factor_of_0_beside_what_has_a_value() -> None:
    assert prove(limit(0 * sqrt(x), x, 2), 0).verdict is Verdict.PROVED
    assert prove(limit(0 * log(exp(x) + exp(2 * x)), x, "+oo"), 0).verdict is Verdict.PROVED
