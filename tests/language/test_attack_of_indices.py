"""Statements about indices as numbers that were once taken for true."""

import pytest

from proofnotes import (
    And,
    Dim,
    Eq,
    Expr,
    Inverse,
    Ne,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    delta,
    det,
    prove,
)
from proofnotes.expr.nodes import Both, When

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


x, c = Scalar("x"), Scalar("c")
K, N = Dim("K"), Dim("N")


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ((-2) ** T > 0, Eq(2 * T, s + t)),
        (x**N > 0, And(Eq(2 * N, 3 * K), Ne(x, 0))),
        (_one(K > 1) <= 0, Eq(2 * K, N + 1)),
        (_one(K > 1) <= 0, Eq(K, -c)),
        (_one(K < 2) >= 1, Eq(2 * K, c)),
    ],
    ids=str,
)
def test_a_hypothesis_may_write_a_whole_number_by_fractions_and_by_others(statement: Relation, given: When) -> None:
    """(−2)^{(s + t)/2} is no e^{(s + t)/2 · log(−2)}, and where K = −c, c is neither whole nor positive."""
    parts = given.parts if isinstance(given, Both) else (given,)
    assert prove(statement, assuming=parts).verdict is Verdict.REFUTED  # type: ignore[arg-type]


def test_such_a_hypothesis_is_used_where_it_helps() -> None:
    assert prove(_one(K > 1), _one(N > 1), assuming=[Eq(2 * K, N + 1)]).verdict is Verdict.PROVED
    assert prove(x ** (2 * T), x ** (s * t), assuming=[Eq(s * t, 2 * T)]).verdict is Verdict.PROVED
