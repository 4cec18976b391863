"""The largest value over an index: what commutes with it, what it lies between, and where it has a slope."""

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Expr,
    Max,
    Min,
    NotationError,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    delta,
    diff,
    exp,
    is_argmax,
    log,
    prove,
    same,
    sqrt,
    tanh,
    total,
)

K, N, T = Dim("K"), Dim("N"), Dim("T", 3)
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
t = T.index("t")
(c,) = K.fixed("c")
x, a = Scalar("x"), Scalar("a", positive=True)
z, w, v, W = Tensor("z", K), Tensor("w", K), Tensor("v", T), Tensor("W", N, K)
top = Max(z[k], k)
lse = log(total(exp(z[k]), k))
shifted = log(total(exp(z[k] - top), k)) + top
p = exp(z[i]) / total(exp(z[k]), k)
only = [is_argmax(z[k], k, c, unique=True)]
once = Eq(total(cases((1, Eq(z[k], top)), 0), k), 1)
nearest = [is_argmax(w[k] * x, k, c, unique=True)]

EQUAL: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "a shift": (Max(x + z[k], k), x + top, []),
    "a positive factor": (Max(a * z[k], k), a * top, []),
    "a negative factor": (Max(-2 * z[k], k), -2 * Min(z[k], k), []),
    "an exponential": (Max(exp(z[k]), k), exp(top), []),
    "a sigmoid": (Max(1 / (1 + exp(-z[k])), k), 1 / (1 + exp(-top)), []),
    "a hyperbolic tangent": (Max(tanh(z[k]), k), tanh(top), []),
    "a root": (Max(sqrt(w[k]), k), sqrt(Max(w[k], k)), [w[k] >= 0]),
    "a square of what is not negative": (Max(w[k] ** 2, k), Max(w[k], k) ** 2, [w[k] >= 0]),
    "a logarithm": (Max(log(w[k]), k), log(Max(w[k], k)), [w[k] > 0]),
    "one over": (Max(1 / w[k], k), 1 / Min(w[k], k), [w[k] > 0]),
    "two indices in any order": (Max(W[n, k], n, k), Max(Max(W[n, k], n), k), []),
    "the larger of two": (Max(Max(z[k], w[k]), k), Max(top, Max(w[k], k)), []),
    "absolute values": (Max(Abs(z[k]), k), Max(top, -Min(z[k], k)), []),
    "a known size": (Max(v[t], t), Max(v[1], v[2], v[3]), []),
    "inside a sum": (total(Max(2 * W[n, k], k), n), 2 * total(Max(W[n, k], k), n), []),
    "its place is known": (Max(2 * z[k] + 1, k), 2 * z[c] + 1, [z[c] >= z[k]]),
    "logsumexp shifted": (shifted, lse, []),
    "the gradient of a shifted logsumexp": (diff(shifted, z[i]), p, []),
    "the Hessian of a shifted logsumexp": (
        diff(diff(shifted, z[i]), z[j]), p * delta(i, j) - p * exp(z[j]) / total(exp(z[k]), k), [],
    ),
    "the Jacobian of a shifted softmax": (
        diff(exp(z[i] - top) / total(exp(z[k] - top), k), z[j]),
        p * (delta(i, j) - exp(z[j]) / total(exp(z[k]), k)),
        [],
    ),
    "its slope where its place is known": (diff(top, z[j]), delta(j, c), only),
    "its slope where it is reached once": (diff(top, z[j]), cases((1, Eq(z[j], top)), 0), [once]),
    "its second derivative": (diff(diff(Max(z[k] ** 2, k), z[j]), z[j]), 2 * delta(j, c), [
        cases((1, same(k, c)), z[c] ** 2 - z[k] ** 2) > 0,
    ]),
    "a margin over classes": (diff(Max(w[k] * x, k), x), w[c], nearest),
    "max pooling": (diff(total(Max(W[n, k], k), n), W[m, j]), cases((1, Eq(W[m, j], Max(W[m, k], k))), 0), [
        Eq(total(cases((1, Eq(W[n, k], Max(W[n, i], i))), 0), k), 1),
    ]),
}  # fmt: skip

BOUNDS: dict[str, tuple[Relation, list[Relation]]] = {
    "no value is larger": (top >= z[j], []),
    "it is one of them": (top <= x, [z[k] <= x]),
    "it exceeds what one of them exceeds": (top > x, [z[c] > x]),
    "the least is not larger": (Min(z[k], k) <= top, []),
    "of a sum": (Max(z[k] + w[k], k) <= top + Max(w[k], k), []),
    "a sum of what is not negative": (Max(w[k], k) <= total(w[k], k), [w[k] >= 0]),
    "the mean": (total(z[k], k) / K <= top, []),
    "a weighted mean": (total(w[k] * z[k], k) <= top, [w[k] >= 0, Eq(total(w[k], k), 1)]),
    "a mean with positive weights": (total(w[k] * z[k], k) <= top, [w[k] > 0, Eq(total(w[k], k), 1)]),
    "below logsumexp": (top <= lse, []),
    "logsumexp is at most log K above": (lse <= top + log(K), []),
    "the largest square": (Max(Abs(z[k]), k) ** 2 <= total(z[k] ** 2, k), []),
    "a softmax of others": (total(exp(w[k]) / total(exp(w[i]), i) * z[k], k) <= top, []),
    "its absolute value": (top <= Max(Abs(z[k]), k), []),
    "its sign": (Max(w[k], k) > 0, [w[k] > 0]),
    "a shifted value": (exp(z[j] - top) <= 1, []),
    "the denominator of a shifted softmax": (total(exp(z[k] - top), k) >= 1, []),
}

FALSE: dict[str, tuple[Relation, list[Relation]]] = {
    "any value": (Eq(top, z[i]), []),
    "of a sum": (Eq(Max(z[k] + w[k], k), top + Max(w[k], k)), []),
    "a factor of any sign": (Eq(Max(x * z[k], k), x * top), []),
    "a square": (Eq(Max(z[k] ** 2, k), top**2), []),
    "it is positive": (top > 0, []),
    "strictly larger": (top > z[j], []),
    "a sum of any sign": (top <= total(z[k], k), []),
    "a slope elsewhere": (Eq(diff(top, z[j]), 1), only),
    "the least is its opposite": (Eq(top, -Min(z[k], k)), []),
    "one row for all": (Eq(Max(W[n, k], n, k), Max(W[m, k], k)), []),
    "of a sum over another index": (Eq(Max(total(W[n, k], n), k), total(Max(W[n, k], k), n)), []),
    "below it": (lse <= top, []),
}


@pytest.mark.parametrize("name", EQUAL)
def test_an_identity_of_largest_values_is_proved(name: str) -> None:
    left, right, given = EQUAL[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.PROVED, str(proof)


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_on_largest_values_is_proved(name: str) -> None:
    statement, given = BOUNDS[name]
    proof = prove(statement, assuming=given)
    assert proof.verdict is Verdict.PROVED, str(proof)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_of_largest_values_is_refuted(name: str) -> None:
    statement, given = FALSE[name]
    proof = prove(statement, assuming=given)
    assert proof.verdict is Verdict.REFUTED, str(proof)


@pytest.mark.parametrize(
    ("slope", "given"),
    [(delta(j, c), [z[c] >= z[k]]), (cases((1, Eq(z[j], top)), 0), [])],
    ids=["a tie is possible", "nothing is said"],
)
def test_where_it_may_be_reached_twice_it_has_no_slope(slope: Expr, given: list[Relation]) -> None:
    assert prove(diff(top, z[j]), slope, assuming=given).verdict is Verdict.UNKNOWN


def test_what_is_missing_for_a_slope_is_that_it_is_reached_once() -> None:
    proof = prove(diff(top, z[j]), cases((1, Eq(z[j], top)), 0))
    assert len(proof.missing) == 1
    assert prove(diff(top, z[j]), cases((1, Eq(z[j], top)), 0), assuming=proof.missing).verdict is Verdict.PROVED


def test_it_is_printed_as_it_is_written() -> None:
    assert str(top) == "max(z[k], k)"
    assert str(Min(z[k] + 1, k)) == "min(z[k] + 1, k)"
    assert "\\max_{k} z_k" in top._repr_latex_()
    assert "\\min_{k} z_k" in Min(z[k], k)._repr_latex_()


def test_an_index_that_the_values_do_not_have_is_refused() -> None:
    with pytest.raises(NotationError, match="k is no index of what is before it"):
        Max(x, k)


def test_of_two_indices_it_is_the_larger_number() -> None:
    assert prove(Max(i, j) >= i).verdict is Verdict.PROVED
