"""What a hostile reader tried on the printer: places that are written alike, names that mean two things, limits."""

import pytest

from proofnotes import Abs, Dim, E, Expr, Normal, Scalar, Tensor, limit
from proofnotes.certifying.claims import Claims, Unsupported
from proofnotes.statements.chains import Kind, Link

x, positive = Scalar("x"), Scalar("x", positive=True)
K, T = Dim("K"), Dim("T")


def printed(left: Expr, right: Expr) -> str:
    return Claims().claim(Link("some.thing", "", 1, left, "=", right, "because", (), Kind.IDENTITY)).text


def test_computed_places_that_are_written_alike_are_two() -> None:
    """One s ranges over T, the other over K."""
    t, one, other = T.index("t"), T.index("s"), K.index("s")
    entry = Tensor("X", T, T)[t - one, t - other]
    assert "(X n n_index)" in printed(entry, entry)


@pytest.mark.parametrize(
    "left",
    [
        positive - positive + Abs(x),
        E(Normal("x", 0, 1) * positive, Normal("x", 0, 1)),
        Tensor("z", K)[K.index("i")] + Tensor("z", T)[T.index("j")],
    ],
    ids=["sign", "captured", "axes"],
)
def test_a_name_means_one_thing(left: Expr) -> None:
    with pytest.raises(Unsupported, match="at one place and"):
        printed(left, x)


def test_a_positive_variable_comes_near_no_point_below_0() -> None:
    q, a = Scalar("q", positive=True), Scalar("a")
    assert "0 < (-1)" in printed(limit(q, q, -1), a)
    assert "0 < a" in printed(limit(q, q, a), a)
    assert "0 <= a" in printed(limit(q, q, a, side="+"), a)
    assert "True" in printed(limit(q, q, 0), a)
