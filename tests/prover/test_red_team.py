"""Statements that are false, or undefined somewhere under their hypotheses, and that a prover may fall for: none of
them is PROVED.

The check of a proof at a few points is switched off here, so that it cannot hide a wrong rule.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Expr,
    Max,
    Ne,
    NotationError,
    Relation,
    Scalar,
    Tensor,
    Theorem,
    Verdict,
    Whole,
    cases,
    delta,
    diff,
    erf,
    exp,
    let,
    let_scalar,
    limit,
    log,
    prove,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.nodes import wrap
from proofnotes.prover import prover

K = Dim("K")
i, j, k, l = K.indices("i j k l")
b, c = K.fixed("b c")
x, y = Scalar("x"), Scalar("y")
t = Scalar("t", positive=True)
z, w = Tensor("z", K), Tensor("w", K)
A = Tensor("A", K, K)


f = let("f", Abs(x), inputs=(x,))
slope = let("slope", diff(Abs(x), x), inputs=(x,))
nothing = let("nothing", diff(log(x) - log(x), x), inputs=(x,))
share = let("share", total(z[k], k) * z[i], i, inputs=(z,))


@pytest.fixture(autouse=True)
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "confirm", lambda *_: None)


Statement = tuple[Relation | tuple[Expr | int, Expr | int], list[Relation]]

FALSE: dict[str, Statement] = {
    "numbers that are not zero may add up to zero": (Ne(total(z[k], k), 0), [Ne(z[k], 0)]),
    "a denominator of such numbers": ((total(z[k], k) / total(z[k], k), 1), [Ne(z[k], 0)]),
    "a sum is not above its terms because it is positive": (total(z[k], k) >= z[i], [total(z[k], k) > 0]),
    "no derivative at a kink, after substitution": ((slope.of(y), cases((1, y > 0), -1)), []),
    "no derivative of what is not defined, after substitution": ((nothing.of(y), 0), [Ne(y, 0)]),
    "no derivative at a kink, by a name": ((diff(f.of(f.of(x)), f.of(x)), cases((1, Abs(x) > 0), -1)), []),
    "a closed end is not an open one": (1 - x > 0, [x > 0, x <= 1]),
    "the limit of what is nowhere defined": ((limit(log(-x) - log(-x), x), 0), []),
    "the limit of a root that squaring removes": ((limit(sqrt(-x) ** 2 / x, x), -1), []),
    "the limit of such a root, downwards": ((limit(sqrt(x) ** 2 / x, x, "-oo"), 1), []),
    "names with equal arguments are one": (
        (diff(share.of(lambda k: 2 * z[k])[i], share.of(lambda l: 2 * z[l])[j]), 0), [],
    ),
}  # fmt: skip


def answer(statement: Statement) -> Verdict:
    claim, assuming = statement
    return prove(*claim if isinstance(claim, tuple) else (claim,), assuming=assuming).verdict


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_somewhere_is_not_proved(name: str) -> None:
    assert answer(FALSE[name]) is not Verdict.PROVED


TRUE: dict[str, Statement] = {
    "the derivative at a kinkless place": ((slope.of(y), cases((1, y > 0), -1)), [Ne(y, 0)]),
    "the chain rule is not applied to an argument": ((let("g", diff(x**2, x), inputs=(x,)).of(y**3), 2 * y**3), []),
    "nor where the arguments mention the variable": (
        (let("g", diff(x**2 * y, x), inputs=(x, y)).of(x * y, x), 2 * x**2 * y), [],
    ),
    "an argument with an index that is summed over": (
        (
            total(let("g", diff(total(z[k] ** 2, k), z[j]), j, inputs=(z,)).of(lambda k: A[k, i])[j], i),
            2 * total(A[j, i], i),
        ),
        [],
    ),
    "only what depends on the variable has to be smooth": (
        (let("g", diff(x * Abs(y), x), inputs=(x,)).of(exp(x)), Abs(y)), [],
    ),
    "a limit of a root": ((limit(sqrt(x - 10) / x, x), 0), []),
    "a limit of logarithms": ((limit(log(x**2 - x) - log(x) - log(x - 1), x), 0), []),
    "a limit with kinks": ((limit(diff(Max(x, 0), x), x, "-oo"), 0), []),
    "an open end": (1 - x > 0, [x > 0, x < 1]),
    "by a name with arguments": (
        (diff(share.of(lambda k: 2 * z[k])[i] ** 2, share.of(lambda l: 2 * z[l])[j]),
         8 * delta(i, j) * total(z[k], k) * z[i]), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_nearby_is_proved(name: str) -> None:
    assert answer(TRUE[name]) is Verdict.PROVED


MISPLACED = {
    "its variable outside": (limit(x + 1 / x, x), x),
    "on the right": (0, limit(1 / x, x)),
    "inside": (limit(1 / x, x) + 1, 1),
}


@pytest.mark.parametrize("name", MISPLACED)
def test_a_limit_stands_alone_on_the_left(name: str) -> None:
    with pytest.raises(NotationError, match="limit"):
        prove(*MISPLACED[name])
    with pytest.raises(NotationError, match="limit"):
        prove(x, x, assuming=[Eq(limit(1 / y, y), 0)])


@pytest.mark.parametrize("hypothesis", [Abs(x) < 1, Max(x, y) < 1, Eq(cases((1, y > 0), x), 1)])
def test_a_kink_in_a_hypothesis_is_no_crash(hypothesis: Relation) -> None:
    assert prove(x < 0, assuming=[hypothesis]).verdict is not Verdict.PROVED
    assert prove(x**2 >= 0, assuming=[x > 0, hypothesis]).verdict in Verdict


def nested(step: Callable[[Expr], Expr], times: int) -> Expr:
    """x, with the step taken so many times."""
    e: Expr = x
    for _ in range(times):
        e = step(e)
    return e


def test_names_that_the_library_makes_up_are_refused() -> None:
    """Σ_k A[k, @1.0] was the trace: the first bound index of a sum is called @1.0."""
    for name in ("k~1", "@1.0", "#0.0"):
        with pytest.raises(NotationError, match="a name has none of"):
            K.index(name)
        with pytest.raises(NotationError, match="a name has none of"):
            prove(Scalar(name), x)


def test_a_name_does_not_hide_an_index() -> None:
    """Σ_i s with s := z_i was K s."""
    with pytest.raises(NotationError, match="the index i is free"):
        let_scalar("s", z[i])
    with pytest.raises(NotationError, match="the index c is free"):
        let("s", A[i, c], i)


TOO_MUCH: dict[str, tuple[Expr, Expr]] = {
    "fractions that double in length": (nested(lambda e: 1 / (1 + e**2), 40), x),
    "names that double in size": (nested(lambda e: let_scalar("q", e * e), 40), x),
    "derivatives that double in size": (diff(exp(tanh(x) * x), *[x] * 12), x),
    "a tower of functions": (nested(tanh, 3000), x),
    "a power of a number": (wrap(2) ** (10**9), x),
    "a root of a number": (sqrt(wrap((10**60 + 7) * (10**61 + 63))), x),
    "a power of a sum": ((1 + x) ** (10**6), x),
    "a power of a variable": (x ** (10**6) + 1, x ** (10**6)),
    "sums in sums": (total(exp(A[i, j] * A[k, l] * z[i]), i, j, k, l), x),
    "a tail that is a sum": (erf(x * erf(x)), x),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_ends_in_time(name: str) -> None:
    left, right = TOO_MUCH[name]
    for relation in (Eq(left, right), left <= right):
        proof = prove(relation, seconds=0.3)
        assert proof.verdict is not Verdict.PROVED
        assert proof.seconds < 5


def test_a_row_is_not_a_column() -> None:
    column, matrix = Whole(z), Whole(A)
    assert (column @ (column.T @ matrix)).over == (K.over, K.over)
    assert (column.T @ column).over == ()
    for wrong in (
        lambda: Theorem("a.b", column.T, "their entries are the same", column).links,
        lambda: column + column.T,
        lambda: (column @ column).over,
        lambda: (column @ matrix).over,
        lambda: (matrix @ column.T).over,
    ):
        with pytest.raises(NotationError, match="a row|a column|the same shape"):
            wrong()
