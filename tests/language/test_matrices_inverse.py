"""Inverse, determinant and trace: their algebra, their derivatives, and what they ask for."""

import pytest

from proofnotes import (
    Dim,
    Eq,
    Hessian,
    Inverse,
    Jacobian,
    Ne,
    NotationError,
    Scalar,
    Tensor,
    Verdict,
    Whole,
    delta,
    det,
    diff,
    let,
    log,
    logdet,
    prove,
    total,
    trace,
)
from proofnotes.second_engine import Agreement, check

K, N, two = Dim("K"), Dim("N"), Dim("M", 2)
i, j, k, l = K.indices("i j k l")
n, m = N.indices("n m")
A, B, C, S = (Tensor(name, K, K) for name in "ABCS")
P, H, R = Tensor("P", K, K), Tensor("H", N, K), Tensor("R", N, N)
U, V, X = Tensor("U", K, N), Tensor("V", N, K), Tensor("X", N, K)
D, E = Tensor("D", N, N), Tensor("E", two, two)
x, mu, u, v, w, t = Tensor("x", K), Tensor("mu", K), Tensor("u", K), Tensor("v", K), Tensor("w", K), Tensor("t", N)
c, λ = Scalar("c", positive=True), Scalar("lambda", positive=True)

A_INVERTIBLE, B_INVERTIBLE = Ne(det(A), 0), Ne(det(B), 0)
A_ORTHOGONAL = Eq(total(A[i, k] * A[j, k], k), delta(i, j))
A_SYMMETRIC, S_SYMMETRIC = Eq(A[i, j], A[j, i]), Eq(S[i, j], S[j, i])

gram = Whole(X).T @ Whole(X)
ridge = let("ridge", total(X[n, i] * X[n, j], n) + λ * delta(i, j), i, j)
rank_one = let("rank_one", A[i, j] + u[i] * v[j], i, j)
left, right = (
    let("left", delta(i, j) + total(U[i, n] * V[n, j], n), i, j),
    let("right", delta(n, m) + total(V[n, i] * U[i, m], i), n, m),
)
multiple = let("multiple", c * A[i, j], i, j)
woodbury, core = Whole(A) + Whole(U) @ Whole(D) @ Whole(V), Inverse(D) + Whole(V) @ Inverse(A) @ Whole(U)
innovation = Whole(H) @ Whole(P) @ Whole(H).T + Whole(R)
gain = Whole(P) @ Whole(H).T @ Inverse(innovation)


def gradient(of, k=k):
    """Of Σ_n (Σ_l X_nl w_l − t_n)² at w = of."""
    return 2 * total(X[n, k] * (total(X[n, l] * of(l), l) - t[n]), n)


def solution(matrix):
    """i ↦ (M⁻¹ Xᵀ t)_i."""
    return lambda i: total(Inverse(matrix)[i, j] * X[n, j] * t[n], j, n)


def solved(i):
    """(S⁻¹ (x − μ))_i."""
    return total(Inverse(S)[i, j] * (x[j] - mu[j]), j)


squares = total((total(X[n, k] * w[k], k) - t[n]) ** 2, n)
normal = logdet(S) / 2 + total((x[i] - mu[i]) * Inverse(S)[i, j] * (x[j] - mu[j]), i, j) / 2

TRUE = {
    "A A⁻¹ = I": (total(A[i, k] * Inverse(A)[k, j], k), delta(i, j), [A_INVERTIBLE]),
    "A⁻¹ A x = x": (total(Inverse(A)[i, k] * A[k, j] * x[j], k, j), x[i], [A_INVERTIBLE]),
    "(AB)⁻¹ = B⁻¹A⁻¹": (Inverse(Whole(A) @ Whole(B)), Inverse(B) @ Inverse(A), [A_INVERTIBLE, B_INVERTIBLE]),
    "(A⁻¹)⁻¹ = A": (Inverse(Inverse(A)), Whole(A), [A_INVERTIBLE]),
    "(Aᵀ)⁻¹ = (A⁻¹)ᵀ": (Inverse(Whole(A).T), Inverse(A).T, [A_INVERTIBLE]),
    "a symmetric matrix has a symmetric inverse": (Inverse(A)[i, j], Inverse(A)[j, i], [A_INVERTIBLE, A_SYMMETRIC]),
    "an orthogonal matrix has its transpose": (Inverse(A)[i, j], A[j, i], [A_ORTHOGONAL]),
    "det AB = det A det B": (det(Whole(A) @ Whole(B)), det(A) * det(B), []),
    "det Aᵀ = det A": (det(Whole(A).T), det(A), []),
    "det A⁻¹ = 1/det A": (det(Inverse(A)), 1 / det(A), [A_INVERTIBLE]),
    "det cA = cᴷ det A": (det(multiple), c**K * det(A), []),
    "an orthogonal matrix has determinant ±1": (det(A) ** 2, 1, [A_ORTHOGONAL]),
    "log det AB": (logdet(Whole(A) @ Whole(B)), logdet(A) + logdet(B), [det(A) > 0, det(B) > 0]),
    "two rows": (det(E), E[1, 1] * E[2, 2] - E[1, 2] * E[2, 1], []),
    "two rows, inverted": (Inverse(E)[1, 2], -E[1, 2] / det(E), [Ne(det(E), 0)]),
    "the trace is cyclic": (
        trace(Whole(A) @ Whole(B) @ Whole(C)),
        trace(Whole(C) @ Whole(A) @ Whole(B)),
        [],
    ),
    "∂ log det A": (diff(logdet(A), A[i, j]), Inverse(A)[j, i], [det(A) > 0]),
    "Jacobi": (diff(det(A), A[i, j]), det(A) * Inverse(A)[j, i], [A_INVERTIBLE]),
    "∂A⁻¹": (diff(Inverse(A)[k, l], A[i, j]), -Inverse(A)[k, i] * Inverse(A)[j, l], [A_INVERTIBLE]),
    "∂ tr AB": (diff(trace(Whole(A) @ Whole(B)), A[i, j]), B[j, i], []),
    "∂ tr AᵀBA": (
        diff(trace(Whole(A).T @ Whole(B) @ Whole(A)), A[i, j]),
        total((B[i, k] + B[k, i]) * A[k, j], k),
        [],
    ),
    "normal equations": (gradient(solution(gram)), 0 * λ, [Ne(det(gram), 0)]),
    "ridge regression": (
        gradient(solution(ridge)) + 2 * λ * solution(ridge)(k),
        0 * λ,
        [Ne(det(ridge), 0)],
    ),
    "Sherman–Morrison": (
        Inverse(rank_one)[i, j],
        Inverse(A)[i, j]
        - total(Inverse(A)[i, k] * u[k], k)
        * total(v[l] * Inverse(A)[l, j], l)
        / (1 + total(v[k] * Inverse(A)[k, l] * u[l], k, l)),
        [A_INVERTIBLE, Ne(det(rank_one), 0), Ne(1 + total(v[k] * Inverse(A)[k, l] * u[l], k, l), 0)],
    ),
    "Woodbury": (
        Inverse(woodbury),
        Inverse(A) - Inverse(A) @ Whole(U) @ Inverse(core) @ Whole(V) @ Inverse(A),
        [A_INVERTIBLE, Ne(det(D), 0), Ne(det(woodbury), 0), Ne(det(core), 0)],
    ),
    "pushed through": (
        total(Inverse(left)[i, j] * U[j, n], j),
        total(U[i, m] * Inverse(right)[m, n], m),
        [Ne(det(left), 0), Ne(det(right), 0)],
    ),
    "the Kalman filter": (
        Whole(P) - gain @ Whole(H) @ Whole(P),
        Whole(P) - gain @ innovation @ gain.T,
        [Ne(det(innovation), 0), Eq(P[i, j], P[j, i]), Eq(R[n, m], R[m, n])],
    ),
    "the score of a Gaussian mean": (diff(normal, mu[k]), -solved(k), [det(S) > 0, S_SYMMETRIC]),
    "the score of a covariance": (
        diff(normal, S[k, l]),
        (Inverse(S)[l, k] - total((x[i] - mu[i]) * Inverse(S)[i, k], i) * solved(l)) / 2,
        [det(S) > 0],
    ),
    "the Hessian of least squares": (Hessian(squares, Whole(w))[k, l], 2 * total(X[n, k] * X[n, l], n), []),
    "a Hessian is symmetric": (Hessian(squares, Whole(w)), Hessian(squares, Whole(w)).T, []),
}

FALSE = {
    "(AB)⁻¹ = A⁻¹B⁻¹": (Inverse(Whole(A) @ Whole(B)), Inverse(A) @ Inverse(B), [A_INVERTIBLE, B_INVERTIBLE]),
    "∂A⁻¹ with the indices exchanged": (
        diff(Inverse(A)[k, l], A[i, j]),
        -Inverse(A)[k, j] * Inverse(A)[i, l],
        [A_INVERTIBLE],
    ),
    "∂ log det A without the transpose": (diff(logdet(A), A[i, j]), Inverse(A)[i, j], [det(A) > 0]),
    "det cA = c det A": (det(multiple), c * det(A), []),
    "det(A + B) = det A + det B": (det(Whole(A) + Whole(B)), det(A) + det(B), []),
    "an orthogonal matrix has determinant 1": (det(A), 1, [A_ORTHOGONAL]),
    "the trace commutes": (
        trace(Whole(A) @ Whole(B) @ Whole(C)),
        trace(Whole(A) @ Whole(C) @ Whole(B)),
        [],
    ),
    "the score of a mean where S is not symmetric": (diff(normal, mu[k]), -solved(k), [det(S) > 0]),
}
HEAVY = {
    "an orthogonal matrix has its transpose",
    "(A⁻¹)⁻¹ = A",
    "normal equations",
    "ridge regression",
    "Sherman–Morrison",
    "Woodbury",
    "pushed through",
    "the Kalman filter",
}


@pytest.mark.parametrize("name", TRUE)
def test_it_is_proved(name):
    one, other, given = TRUE[name]
    assert prove(one, other, assuming=given).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", [name for name in TRUE if name not in HEAVY])
def test_the_second_engine_agrees(name):
    one, other, given = TRUE[name]
    assert check(prove(one, other, assuming=given).statement, given).agreement is not Agreement.DISAGREES


@pytest.mark.parametrize("name", FALSE)
def test_it_is_refuted(name):
    one, other, given = FALSE[name]
    proof = prove(one, other, assuming=given)
    assert proof.verdict is Verdict.REFUTED
    assert check(proof.statement, given).agreement in (Agreement.DISAGREES, Agreement.UNCHECKED)


def test_an_inverse_asks_for_a_determinant_that_is_not_zero():
    proof = prove(total(A[i, k] * Inverse(A)[k, j], k), delta(i, j))
    assert proof.verdict is Verdict.UNKNOWN
    assert [str(each) for each in proof.missing] == ["det(A) != 0"]


def test_only_square_matrices_have_an_inverse_and_a_determinant():
    for function in (Inverse, det, trace):
        with pytest.raises(NotationError, match="expected a square matrix, got a matrix over \\(N, K\\)"):
            function(X)


def test_matrices_are_differentiated_as_arrays():
    forms = total(x[i] * A[i, j] * x[j], i, j)
    assert prove(Jacobian(Whole(A) @ Whole(x), Whole(x)), Whole(A)).verdict is Verdict.PROVED
    assert prove(Hessian(forms, Whole(x)), Whole(A) + Whole(A).T).verdict is Verdict.PROVED


def test_they_print_as_a_mathematician_writes_them():
    from proofnotes.printing.latex import latex

    assert latex(det(A)) == r"\det A"
    assert latex(logdet(A)) == r"\log (\det A)"
    assert latex(Inverse(Whole(A) @ Whole(B))) == r"(\mathbf{A} \mathbf{B})^{-1}"
    assert latex(Inverse(A)[i, j]) == r"(A^{-1})_{ij}"
    assert str(Inverse(A)[i, j]) == "Inverse(A)[i, j]"
    assert str(log(det(A))) == "log(det(A))"
