"""Inequalities by sign, errors that quote what was written, and what an answer tells beside its verdict."""

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    HypothesisError,
    Max,
    NotationError,
    Rational,
    Scalar,
    Tensor,
    Verdict,
    delta,
    exp,
    prove,
    tanh,
    total,
)  # fmt: skip

N, K, d = Dim("N"), Dim("K"), Dim("d")
n, m = N.indices("n m")
i, j, k, l = K.indices("i j k l")
a, b = d.indices("a b")
x, y, p, c = Scalar("x"), Scalar("y"), Scalar("p"), Scalar("c")
t = Scalar("t", positive=True)
z, w = Tensor("z", K), Tensor("w", K)
u = Tensor("u", N)
A = Tensor("A", N, K)
h = Tensor("h", 2 * d)
r = (2 * d).index("r")

BOUNDS = {
    "square": (x**2 >= 0, []),
    "sum of squares": (total((z[k] - c) ** 2, k) >= 0, []),
    "exponential": (exp(x) > 0, []),
    "sigmoid below one": (1 / (1 + exp(-x)) < 1, []),
    "sigmoid above zero": (1 / (1 + exp(-x)) > 0, []),
    "tanh below one": (tanh(x) < 1, []),
    "tanh above minus one": (tanh(x) > -1, []),
    "variance": (total((z[k] - total(z[l], l) / K) ** 2, k) / K >= 0, []),
    "dimension": (1 * K > 0, []),
    "from a hypothesis": (x + t > 0, [x > 0]),
    "absolute value": (Abs(x) >= 0, []),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_bounds_by_sign(name: str) -> None:
    relation, assuming = BOUNDS[name]
    assert prove(relation, assuming=assuming).verdict is Verdict.PROVED


def test_hypotheses_with_corners_are_spelled_out() -> None:
    assert prove(x**2 < 1, assuming=[Abs(x) < 1]).verdict is Verdict.PROVED
    assert prove(1 + x > 0, assuming=[Abs(x) < 1]).verdict is Verdict.PROVED
    assert prove(p < 2, assuming=[Max(p, x) <= 1]).verdict is Verdict.PROVED
    assert prove(total(z[k] + 1, k) > 0, assuming=[Abs(z[k]) < 1]).verdict is Verdict.PROVED
    assert prove(x > 0, assuming=[Abs(x) > 1]).verdict is Verdict.REFUTED
    assert prove(x**2 < Rational(99, 100), assuming=[Abs(x) < 1]).verdict is Verdict.REFUTED


FALSE_BOUNDS = {
    "strict square": x**2 > 0,
    "wrong side": exp(x) < 1,
    "not below a half": 1 / (1 + exp(-x)) < Rational(1, 2),
    "no sign": total(z[k], k) >= 0,
    "small dimension": 1 * K > 3,
}


@pytest.mark.parametrize("name", FALSE_BOUNDS)
def test_false_bounds_are_refuted(name: str) -> None:
    proof = prove(FALSE_BOUNDS[name])
    assert proof.verdict is Verdict.REFUTED, proof


def test_bad_input_is_named() -> None:
    with pytest.raises(NotationError, match=r"z\[n\]"):
        z[n]
    with pytest.raises(NotationError, match=r"A\[n\]"):
        A[n]
    with pytest.raises(NotationError, match=r"delta"):
        delta(n, k)
    with pytest.raises(NotationError, match=r"z\[2\]"):
        z[2]
    with pytest.raises(NotationError, match="k is free on one side and bound on the other"):
        prove(total(z[k], k), z[k])
    with pytest.raises(NotationError, match="expected a relation"):
        prove(x)
    with pytest.raises(HypothesisError, match="contradictory"):
        prove(x, 1, assuming=[x > 0, x < 0])
    with pytest.raises(HypothesisError, match="contradictory"):
        prove(x, 1, assuming=[Eq(x, 1), Eq(x, 2)])
    with pytest.raises(TypeError, match="0 < x < 1"):
        bool(0 < x)


def test_mixed_meanings_of_a_name_are_refused() -> None:
    with pytest.raises(NotationError, match="K"):
        prove(total(z[k], k), total(Tensor("z", Dim("K", 3))[Dim("K", 3).index("q")], Dim("K", 3).index("q")))


def test_a_large_product_ends_in_time() -> None:
    many = x
    for number in range(200):
        many = many * (x + y + number)
    proof = prove(many, 0, seconds=1.0)
    assert proof.verdict is not Verdict.PROVED
    assert proof.seconds < 8


def test_what_is_missing_is_named() -> None:
    proof = prove(total(z[k], k) * x, x)
    assert proof.verdict is Verdict.REFUTED
    assert [str(each) for each in proof.missing] == ["total(z[k], k) = 1"]
    assert str(proof.residual) == "x*(total(z[k], k) - 1)"
    assert [str(each) for each in prove(x / x, 1).missing] == ["x != 0"]
    unequal = (total(z[k], k), total(w[k], k))
    assert prove(*unequal, assuming=prove(*unequal).missing).verdict is Verdict.PROVED


def test_the_wrong_sign_of_a_contradiction_is_not_vacuous() -> None:
    """An equation that no point satisfies is never offered as the missing hypothesis."""
    assert prove(exp(x) * (1 + y**2), 0).missing == ()
