"""What a tree is in Coq."""

import pytest

from proofnotes import (
    And,
    Bernoulli,
    Dim,
    E,
    Eq,
    Max,
    Ne,
    Normal,
    Random,
    Scalar,
    Tensor,
    Uniform,
    cases,
    delta,
    diff,
    let,
    let_scalar,
    product,
    sqrt,
    total,
)  # fmt: skip
from proofnotes.certifying.claims.claim import Claims
from proofnotes.certifying.claims.refusal import Unsupported
from proofnotes.expr.nodes import Expr

K, T, G, M = Dim("K"), Dim("T"), Dim("G"), Dim("M")
i, j, k = K.indices("i j k")
s, t = T.indices("s t")
g, m = G.index("g"), M.index("m")
x, y = Scalar("x"), Scalar("y")
z, A, q, u = Tensor("z", K), Tensor("A", K, K), Tensor("q", T), Tensor("u", G * M)
two = Dim("d")
left, right = Tensor("w", 2 * two), two.index("i")

ROWS: list[tuple[object, str]] = [
    (x - 1, "(x - 1)"),
    (x + -1, "(x + (-1))"),
    (-x * 0.5, "((- x) * (1/2))"),
    (x - y - (x + y), "(x - y - (x + y))"),
    (x**2, "(x ^ 2)"),
    (x**-2, "(/ x ^ 2)"),
    (x**0.5, "(Rpower x (1/2))"),
    (x**y, "(Rpower x y)"),
    (x**t, "(x ^ (S t))"),
    (x ** (2 * K), "(x ^ (2 * K)%nat)"),
    (x ** (t - s), "(powerRZ x ((number t) - (number s))%Z)"),
    (z[i] * K, "((z i) * (INR K))"),
    (A[i, j], "(A i j)"),
    (z[1], "(z 0%nat)"),
    (t * 2, "((INR (S t)) * 2)"),
    (left[two + right], "(w (d + i)%nat)"),
    (left[right], "(w i)"),
    (u[(G * M).at(g, m)], "(u (g * M + m)%nat)"),
    (q[t - 1], "(read_at ((number t) - 1)%Z T (fun n => (q n)))"),
    (q[t - s + 1], "(read_at ((number t) - (number s) + 1)%Z T (fun n => (q n)))"),
    (delta(i, j), "(delta i j)"),
    (delta(t + 1, s), "(delta_Z ((number t) + 1)%Z (number s)%Z)"),
    (total(z[k], k), "(sum (fun k => (z k)) K)"),
    (product(z[k], k), "(prod (fun k => (z k)) K)"),
    (Max(z[k], k), "(largest (fun k => (z k)) K)"),
    (Max(x, y, 0), "(Rmax (Rmax x y) 0)"),
    (abs(x), "(Rabs x)"),
    (cases((x, x > 0), (y, x <= -1), 0), "(if Rlt_dec 0 x then x else (if Rle_dec x (-1) then y else 0))"),
    (cases((x, Ne(x, 0)), y), "(if Req_EM_T x 0 then y else x)"),
    (cases((x, Eq(i, j)), y), "(if Z.eqb (number i)%Z (number j)%Z then x else y)"),
    (
        cases((x, And(s <= t, x > 0)), y),
        "(if Z.leb (number s)%Z (number t)%Z then (if Rlt_dec 0 x then x else y) else y)",
    ),
    (total(q[s], s, where=s < t), "(sum (fun s => (if Z.ltb (number s)%Z (number t)%Z then (q s) else 0)) T)"),
    (diff(x * y, x), "(pd0 (fun x => (x * y)) x)"),
    (diff(z[i], z[j]), "(pd1 (fun z => (z i)) z j)"),
    (diff(A[i, j], A[j, i]), "(pd2 (fun A => (A i j)) A j i)"),
    (E(x * y, Normal("x", y, 2)), "(mean_normal y 2 (fun x => (x * y)))"),
    (E(x, Uniform("x", 0, y)), "(mean_uniform 0 y (fun x => x))"),
    (E(x, Bernoulli("x", y)), "(((1 - y) * ((fun x : R => x) 0)) + (y * ((fun x : R => x) 1)))"),
]  # fmt: skip


@pytest.mark.parametrize(("e", "written"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_terms(e: object, written: str) -> None:
    assert isinstance(e, Expr)
    claims = Claims()
    with claims.names.scope():
        assert claims.term(e) == written


def test_means_over_arrays() -> None:
    claims, w = Claims(), Normal("w", 0, lambda k: z[k], over=K)
    assert isinstance(w, Tensor)
    with claims.names.scope():
        assert claims.term(E(w[i] ** 2, w)) == "(mean1 (fun k => mean_normal 0 (z k)) K (fun w => ((w i) ^ 2)))"
    f = Random("f")
    with claims.names.scope():
        written = claims.term(E(f, f))
    assert written.startswith("(sum (fun s => (((1 + ((P_f s) ^ 2)) / (sum (fun r => ")
    assert written.endswith(" * ((fun f : R => f) (V_f s)))) Omega_f)")


def test_quantities_are_definitions_of_what_they_depend_on() -> None:
    claims = Claims()
    mean = let_scalar("mu", total(z[k], k) / K)
    deviation = let_scalar("sigma", sqrt(total((z[k] - mean) ** 2, k) / K + Scalar("eps", positive=True)))
    hat = let("xhat", (z[i] - mean) / deviation, i)
    with claims.names.scope():
        assert claims.term(hat[j]) == "(f_xhat K eps z j)"
    assert claims.unfolds == ["f_mu", "f_sigma", "f_xhat"]
    assert claims.definitions[0] == (
        "(* mu := total(z[k], k)/K *)\n"
        "Definition f_mu (K : nat) (z : nat -> R) : R :=\n  ((sum (fun k => (z k)) K) / (INR K))."
    )


def test_arguments_are_functions() -> None:
    claims = Claims()
    p = let("p", z[i] / total(z[k], k), i, inputs=(z,))
    square = let("square", x**2, inputs=(x,))
    with claims.names.scope():
        assert claims.term(p.of(lambda c: A[c, i] + z[c])[j]) == "(f_p K (fun c => ((A c i) + (z c))) j)"
        assert claims.term(square.of(y + 1)) == "(f_square (y + 1))"
        assert claims.term(p[j + 1]) == "(read_at ((number j) + 1)%Z K (fun n => (f_p K z n)))"


def test_a_derivative_by_name_holds_everything_else() -> None:
    claims = Claims()
    a = let_scalar("a", x**2)
    b = let_scalar("b", a * x)
    with claims.names.scope():
        assert claims.term(diff(b, a)) == "(pd0 (fun a => (a * x)) (f_a x))"
        assert claims.term(diff(diff(b * a, a), a)) == "(pd0 (fun a => (pd0 (fun a => ((a * x) * a)) a)) (f_a x))"
        with pytest.raises(Unsupported, match="which changes with x"):
            claims.term(diff(diff(b, x), a))


def test_a_bound_variable_is_no_dependence() -> None:
    claims = Claims()
    f = let_scalar("f", diff(x**2 * y, x))
    with claims.names.scope() as scope:
        assert claims.term(f) == "(f_f x y)"
    assert set(scope.variables) == {"x", "y"}
