"""A hypothesis never turns PROVED into UNKNOWN; and UNKNOWN says what was tried, and what would settle it."""

from random import Random

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    HypothesisError,
    Max,
    Ne,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Tried,
    Verdict,
    delta,
    diff,
    exp,
    log,
    product,
    prove,
    sin,
    sqrt,
    tanh,
    total,
)

K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
z, t, w, A = Tensor("z", K), Tensor("t", K), Tensor("w", K), Tensor("A", K, K)
x, y, e = Scalar("x"), Scalar("y"), Scalar("eps", positive=True)
S = total(exp(z[k]), k)
mean = total(z[k], k) / K
var = total((z[k] - mean) ** 2, k) / K

TRUE = [
    Eq(diff(exp(z[i]) / S, z[j]), exp(z[i]) / S * (delta(i, j) - exp(z[j]) / S)),
    Eq(diff(log(1 + exp(x)), x), 1 / (1 + exp(-x))),
    Eq(diff(sqrt(x**2 + e), x), x / sqrt(x**2 + e)),
    x**2 + y**2 >= 2 * x * y,
    exp(x) >= 1 + x,
    Eq(
        diff((z[i] - mean) / sqrt(var + e), z[j]),
        (delta(i, j) - 1 / K) / sqrt(var + e) - (z[i] - mean) * (z[j] - mean) / (K * (var + e) ** Rational(3, 2)),
    ),
    log(S) >= z[c],
    Eq(diff(total(A[i, j] * z[i] * z[j], i, j), z[k]), total((A[k, j] + A[j, k]) * z[j], j)),
    Eq(diff(product(w[k], k), w[j]) * w[j], product(w[k], k)),
    Eq(Max(x, 0) - Max(-x, 0), x),
    exp(z[i]) / S <= 1,
]
FURTHER = [
    Eq(K, 3), Eq(N, K), K > 1, x > 0, Ne(x, 0), Eq(x, y), Eq(y, x**2), Eq(x**2, 1), Eq(y**2, 1 - x**2), z[i] > 0,
    Eq(z[c], 0), Eq(total(z[k], k), 1), Eq(total(z[k] ** 2, k), 1), Eq(t[i] ** 2, t[i]), Eq(A[i, j], A[j, i]),
    Eq(A[i, j], -A[j, i]), Eq(total(A[i, k], k), 1), Eq(e, 1), Abs(x) <= 1, Eq(x, sqrt(y)), Eq(S, 1), Eq(var, 1),
    Eq(mean, 0), Eq(w[i] ** 2, 1), Eq(product(w[k], k), 1), z[c] >= z[k], Eq(Max(z[k], k), 0), Eq(sin(x), 0),
    Eq(x * y, 1), Eq(z[i], x * w[i]), Eq(w[i], exp(z[i])), Max(x, y) <= 1, Eq(Abs(x), y), Eq(tanh(x), y),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_what_holds_is_proved_under_further_hypotheses(seed: int) -> None:
    rng = Random(seed)
    statement, further = rng.choice(TRUE), rng.sample(FURTHER, rng.choice((1, 2, 3)))
    try:
        proof = prove(statement, assuming=further)
    except HypothesisError:
        return  # they contradict one another
    assert proof.verdict is Verdict.PROVED, str(proof)
    assert proof.assuming == tuple(further)


def test_what_is_false_stays_false_under_fewer() -> None:
    assert prove(x > 1, assuming=[x > 0, Eq(y, x**2)]).verdict is Verdict.REFUTED


def test_what_was_tried_is_told() -> None:
    statement = sin(x) ** 7 * tanh(y) <= Rational(999, 1000) + Rational(1, 1000) * tanh(y) ** 2
    proof = prove(statement, assuming=[y > 0])
    assert proof.verdict is Verdict.UNKNOWN
    ways = [each.way for each in proof.tried]
    assert ways == [
        "normal form, signs and lemmas", "induction", "rows of inequalities", "fewer hypotheses",
        "points that satisfy the hypotheses",
    ]  # fmt: skip
    assert all(isinstance(each, Tried) and each.outcome for each in proof.tried)
    assert "tried normal form" in str(proof)
    assert str(proof.tried[-1]) == "points that satisfy the hypotheses: none violates it"


def test_what_would_settle_it_is_a_relation() -> None:
    proof = prove(sin(x) ** 7 * tanh(y) <= 1 - Rational(1, 10**30) * x**2)
    (settles,) = proof.would_settle
    assert isinstance(settles, Relation)
    assert settles.sign == "<="
    assert prove(x / x, 1).would_settle == (Ne(x, 0),)


def test_a_proof_tried_nothing_in_vain() -> None:
    proof = prove(x**2 >= 0)
    assert proof.tried == ()
    assert proof.would_settle == ()
