"""What is offered in place of a statement that is not proved: proved itself, and near what was written."""

import pytest

from derivations.sigmoid import sigmoid
from derivations.softmax import softmax
from proofnotes import (
    Dim,
    Eq,
    Proof,
    Scalar,
    Tensor,
    Verdict,
    delta,
    diff,
    exp,
    let,
    log,
    prove,
    sqrt,
    tanh,
    total,
)

K = Dim("K")
i, j, k = K.indices("i j k")
x, y = Scalar("x"), Scalar("y")
z, t, W = Tensor("z", K), Tensor("t", K), Tensor("W", K, K)
p = let("p", softmax.of(z)[i], i)
loss = -total(t[k] * log(p[k]), k)

SLIPS = [
    (lambda: prove(diff(p[i], z[j]), p[i] * (delta(i, j) + p[j])), "p[i]*(delta(i, j) - p[j])"),
    (lambda: prove(diff(p[i], z[j]), p[i] * (1 - p[j])), "p[i]*(delta(i, j) - p[j])"),
    (lambda: prove(diff(p[i], z[j]), p[j] * (delta(i, j) - p[j])), "p[i]*(delta(i, j) - p[j])"),
    (lambda: prove(diff(sigmoid(x), x), sigmoid(x) * (1 + sigmoid(x))), "sigmoid(x)*(1 - sigmoid(x))"),
    (lambda: prove(diff(tanh(x), x), 1 - tanh(x)), "1 - tanh(x)**2"),
    (lambda: prove(diff(total(z[k] ** 2, k) / K, z[j]), 2 * z[j]), "2*z[j]/K"),
    (lambda: prove(diff(total(W[i, k] * z[k], k), z[j]), W[j, i]), "W[i, j]"),
    (lambda: prove(diff(x**3, x), 3 * x), "3*x**2"),
    (lambda: prove(exp(x) * exp(x), exp(x**2)), "exp(2*x)"),
]


@pytest.mark.parametrize(("make", "expected"), SLIPS)
def test_a_slip_of_the_pen_is_put_right(make, expected: str) -> None:
    proof: Proof = make()
    assert proof.verdict is Verdict.REFUTED
    assert proof.repaired is not None
    assert proof.repaired.statement.left == proof.statement.left
    assert str(proof.repaired.statement.right) == expected
    assert f"what holds is {proof.statement.left} = {expected}" in str(proof)


@pytest.mark.parametrize(("make", "expected"), SLIPS)
def test_what_is_offered_is_proved(make, expected: str) -> None:
    repaired = make().repaired
    statement = repaired.statement
    again = prove(statement, assuming=repaired.assuming)
    assert repaired.proof.verdict is again.verdict is Verdict.PROVED


def test_a_missing_hypothesis_is_assumed() -> None:
    repaired = prove(diff(loss, z[j]), p[j] - t[j]).repaired
    assert repaired is not None
    assert list(map(str, repaired.assuming)) == ["total(t[k], k) = 1"]
    assert repaired.changed == "it is assumed that total(t[k], k) = 1"


def test_where_the_sides_are_not_defined_it_says_where_they_are() -> None:
    repaired = prove((x**2 - 1) / (x - 1), x + 1).repaired
    assert repaired is not None
    assert list(map(str, repaired.assuming)) == ["x - 1 != 0"]


def test_a_strict_inequality_may_hold_weakly() -> None:
    repaired = prove(x**2 + y**2 > 2 * x * y).repaired
    assert repaired is not None
    assert str(repaired.statement) == "x**2 + y**2 >= 2*x*y"


NOTHING = [
    lambda: prove(1 + 0 * x, 1),
    lambda: prove(sqrt(x**2), x),
    lambda: prove(x**2 >= x),
    lambda: prove(x, 1, assuming=[Eq(x, sqrt(y))]),
]


@pytest.mark.parametrize("make", NOTHING)
def test_what_would_say_nothing_is_not_offered(make) -> None:
    repaired = make().repaired
    assert repaired is None or repaired.statement.left != repaired.statement.right
