"""What hypotheses say of a matrix is used inside larger sums, in powers, roots and derivatives."""

import pytest

from proofnotes import Dim, Eq, Expr, Relation, Scalar, Tensor, Verdict, delta, diff, prove, sqrt, total

K, N = Dim("K"), Dim("N")
i, j, k, m = K.indices("i j k m")
n, r, s = N.indices("n r s")
x, y, b = Tensor("x", K), Tensor("y", K), Tensor("b", N)
A, B, P, S = (Tensor(name, K, K) for name in "ABPS")
Q = Tensor("Q", N, K)
λ = Scalar("lambda")

ORTHONORMAL = Eq(total(Q[n, i] * Q[n, j], n), delta(i, j))
PROJECTION = Eq(total(P[i, k] * P[k, j], k), P[i, j])
ROWS_SUM_TO_ONE = Eq(total(S[i, k], k), 1)
SYMMETRIC = Eq(A[i, j], A[j, i])
EIGENVECTOR = Eq(total(A[i, j] * x[j], j), λ * x[i])
INVERSES = Eq(total(A[i, k] * B[k, j], k), delta(i, j))
SQUARE = Eq(total(A[k, i] * A[k, j], k), delta(i, j))


def image(v: Tensor, row=n) -> Expr:
    """Row n of Q v."""
    return total(Q[row, i] * v[i], i)


TRUE: list[tuple[str, Expr, Expr, Relation]] = [
    ("Qx · Qy = x · y", total(image(x) * image(y), n), total(x[i] * y[i], i), ORTHONORMAL),
    ("the norm of Qx is that of x", sqrt(total(image(x) ** 2, n)), sqrt(total(x[i] ** 2, i)), ORTHONORMAL),
    ("and so is its gradient", diff(total(image(x) ** 2, n), x[k]), 2 * x[k], ORTHONORMAL),
    (
        "QQᵀ is a projection",
        total(Q[n, i] * Q[r, i] * Q[r, j] * Q[s, j], i, j, r),
        total(Q[n, i] * Q[s, i], i),
        ORTHONORMAL,
    ),
    (
        "a residual is orthogonal",
        total(Q[n, i] * (b[n] - total(Q[n, j] * Q[r, j] * b[r], j, r)), n),
        0 * x[i],
        ORTHONORMAL,
    ),
    ("P³ = P", total(P[i, k] * P[k, m] * P[m, j], k, m), P[i, j], PROJECTION),
    ("P(1 − P) = 0", total(P[i, k] * (x[k] - total(P[k, m] * x[m], m)), k), 0 * x[i], PROJECTION),
    ("row sums, weighted", total(S[i, k] * x[i], i, k), total(x[i], i), ROWS_SUM_TO_ONE),
    ("Rayleigh's quotient", total(x[i] * A[i, j] * x[j], i, j), λ * total(x[i] ** 2, i), EIGENVECTOR),
    (
        "the gradient of a quadratic form",
        diff(total(x[i] * A[i, j] * x[j], i, j), x[k]),
        2 * total(A[k, j] * x[j], j),
        SYMMETRIC,
    ),
    ("AB = I says BA = I", total(B[i, k] * A[k, j], k), delta(i, j), INVERSES),
    ("QᵀQ = I says QQᵀ = I of a square Q", total(A[i, k] * A[j, k], k), delta(i, j), SQUARE),
]

FALSE: list[tuple[str, Expr, Expr, Relation]] = [
    ("QQᵀ = I of a Q that is not square", total(Q[n, i] * Q[r, i], i), delta(n, r), ORTHONORMAL),
    ("AᵀB = I from AB = I", total(A[k, i] * B[k, j], k), delta(i, j), INVERSES),
    ("A² = I from AᵀA = I", total(A[i, k] * A[k, j], k), delta(i, j), SQUARE),
    ("column sums from row sums", total(S[i, k] * x[k], i, k), total(x[k], k), ROWS_SUM_TO_ONE),
    ("the trace from row sums", total(S[k, k], k), 1 + 0 * λ, ROWS_SUM_TO_ONE),
    ("a weighted trace from row sums", total(S[k, k] * x[k], k), total(x[k], k), ROWS_SUM_TO_ONE),
    ("the trace of Q from QᵀQ = I", total(A[k, k] * A[k, k], k), delta(i, i), SQUARE),
]


@pytest.mark.parametrize(("left", "right", "given"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_it_is_proved_with_the_hypothesis_and_not_without(left, right, given):
    assert prove(left, right, assuming=[given]).verdict is Verdict.PROVED
    assert prove(left, right).verdict is Verdict.REFUTED


@pytest.mark.parametrize(("left", "right", "given"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_what_does_not_follow_is_refuted(left, right, given):
    assert prove(left, right, assuming=[given]).verdict is Verdict.REFUTED


def test_rules_that_grow_when_they_are_put_in_do_not_run_on():
    growing = Eq(total(A[i, k] * B[k, j], k), total(A[i, k] * B[k, m] * A[m, j], k, m))
    proof = prove(total(A[i, k] * B[k, j] * x[j], k, j), 0 * x[i], assuming=[growing], seconds=2)
    assert proof.verdict is not Verdict.PROVED
