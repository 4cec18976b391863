"""Statements that are false in few places: a witness is found where numbers are wide, matrices special, margins thin.

Most of them were once proved by a wrong rule; with that rule, the confirmation has to find them, too.
"""

from __future__ import annotations

from time import thread_time

import pytest

from proofnotes import Dim, Eq, Max, Ne, Rational, Relation, Scalar, Tensor, delta, exp, log, total
from proofnotes.expr.errors import SoundnessError
from proofnotes.prover.witnesses.refute import check_witness, confirm, find_witness

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k, l = K.indices("i j k l")
a, h = d.index("a"), (2 * d).index("h")
x, y = Scalar("x"), Scalar("y")
z, T = Tensor("z", K), Tensor("T", K)
A, Q, S = Tensor("A", K, K), Tensor("Q", K, K), Tensor("S", K, K)
far = Max(x - 1000, 0)
TRACE = total(S[k, k], k)
ROWS = Eq(total(S[i, k], k), 1)
ORTHOGONAL = Eq(total(Q[i, k] * Q[j, k], k), delta(i, j))
DISTRIBUTION = [Eq(total(T[k], k), 1), T[k] > 0]

Claim = tuple[Relation, list[Relation]]

WIDE: dict[str, Claim] = {
    "squares of a diagonal": (total(S[k, k] ** 2, k) >= 1, [total(S[i, k] ** 2, k) >= 1]),
    "a positive trace": (TRACE > 0, [total(S[i, k], k) > 0]),
    "a trace that is 1": (Eq(TRACE, 1), [ROWS]),
    "a trace, far out": (Eq(far * TRACE, far), [ROWS]),
    "a convex function of rows": (
        far * total(exp(total(S[k, l], l)), k) >= far * exp(TRACE), [],
    ),
    "a weighted trace": (total(S[k, k] * exp(z[k]), k) > 0, [S[i, i] > total(S[i, k], k), TRACE > 0]),
    "blocks, far out": (Eq(far * total(delta(h, d + a), h), far * delta(a, 1)), [Eq(d, 3)]),
    "anything, far out": (Eq(far * x, far), []),
    "never far out": (far <= 0, []),
    "up to 9999": (x <= 9999, []),
    "a positive definite matrix": (total(A[i, j] * z[i] * z[j], i, j) >= 0, [Eq(A[i, j], A[j, i]), A[i, i] > 0]),
    "an orthogonal matrix of positive trace": (total(Q[k, k], k) >= 0, [ORTHOGONAL]),
    "an orthogonal matrix is symmetric": (Eq(Q[i, j], Q[j, i]), [ORTHOGONAL]),
    "a doubly stochastic matrix has a trace": (TRACE > 0, [ROWS, Eq(total(S[k, i], k), 1), S[i, j] >= 0]),
    "a dimension": (Eq((K - 1) * (K - 9), 0), [K >= 9]),
}  # fmt: skip

NARROW: dict[str, Claim] = {
    "only at equality": (x > y, [x >= y]),
    "only at 0": (x**2 > 0, []),
    "only at an end": (x > 1, [x >= 1]),
    "only at a tie": (Max(x, y) > -Max(-x, -y), []),
    "a little off a root": (x < Rational(1414213562, 10**9), [Eq(x**2, 2)]),
    "exponentials that add up to 1": (total(z[k], k) > 0, [Eq(total(exp(z[k]), k), 1), K >= 2]),
    "an entropy near 0": (total(T[k] * log(T[k]), k) <= -Rational(1, 100), [*DISTRIBUTION, K >= 2]),
    "a share near 1": (T[i] <= Rational(99, 100), [*DISTRIBUTION, K >= 2]),
    "a thin shell": (x < Rational(14143, 10000), [x >= 0, x**2 <= 2 + Rational(1, 1000)]),
    "near a minimum": (x**4 - 2 * x**2 + y**2 >= -Rational(999, 1000), []),
    "tiny": (x + Rational(1, 10**5) < 0, [x < 0]),
    "a large sum of small numbers": (total(z[k], k) <= 7, [z[k] <= 1]),
    "one value": (Ne(x, 3), [x > 2]),
}


@pytest.mark.parametrize("name", [*WIDE, *NARROW])
def test_a_witness_is_found(name: str) -> None:
    statement, assuming = {**WIDE, **NARROW}[name]
    started = thread_time()
    witness = find_witness(statement.left, statement.sign, statement.right, assuming, seconds=10)
    assert witness is not None
    assert check_witness(statement.left, statement.sign, statement.right, assuming, witness)
    assert thread_time() - started < 5


@pytest.mark.parametrize("name", WIDE)
def test_no_confirmation(name: str) -> None:
    statement, assuming = WIDE[name]
    with pytest.raises(SoundnessError):
        confirm(statement.left, statement.sign, statement.right, assuming, seconds=10)


def test_the_search_for_a_witness_ends_in_time() -> None:
    """Each point of this takes long; a true statement has no witness."""
    started = thread_time()
    statement = total(Q[i, k] ** 2, k) <= 1
    assert find_witness(statement.left, statement.sign, statement.right, [ORTHOGONAL], seconds=0.5) is None
    assert thread_time() - started < 1


def test_a_confirmation_takes_a_slice_of_time() -> None:
    started = thread_time()
    assert confirm(total(exp(z[k] + z[l]), k, l), ">", 0 * x, [], seconds=0.0) is not None
    assert thread_time() - started < 0.5
