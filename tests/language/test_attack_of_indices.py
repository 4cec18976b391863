"""Statements about indices as numbers that were once taken for true."""

import pytest

from proofnotes import And, Dim, Eq, Expr, Inverse, Ne, Tensor, Verdict, cases, delta, det, prove
from proofnotes.expr.nodes import When

T = Dim("T")
s, t = T.indices("s t")


def _one(when: When) -> Expr:
    return cases((1, when), 0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (_one(Eq(t * t, t)), 1),
        (_one(Ne(t * t, t)), 0),
        (_one(And(s < t, Ne(t * t, t))), 0),
        (_one(Eq(t * t, s)), delta(s, t)),
    ],
    ids=str,
)
def test_the_square_of_a_number_is_not_taken_for_it(left: Expr, right: object) -> None:
    assert prove(left, right).verdict is Verdict.REFUTED


def test_two_values_of_one_number_exclude_each_other() -> None:
    assert prove(_one(Eq(2 * t, 3 * s + 1)) * _one(Eq(2 * t, 3 * s + 2)), 0).verdict is Verdict.PROVED


def test_a_large_determinant_is_not_worked_out_and_no_error() -> None:
    K = Dim("K")
    i, j = K.indices("i j")
    A = Tensor("A", K, K)
    assert prove(det(A), 1, assuming=[K > 8], seconds=1).verdict is Verdict.UNKNOWN
    assert prove(Inverse(A)[i, j], Inverse(A)[j, i], assuming=[K > 8], seconds=1).verdict is Verdict.UNKNOWN
