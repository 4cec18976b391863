"""Where an expression has a value, which Coq does not ask."""

import pytest

from proofnotes import (
    Abs,
    Bernoulli,
    Dim,
    E,
    Eq,
    Max,
    Normal,
    Scalar,
    Tensor,
    cases,
    diff,
    let,
    let_scalar,
    log,
    sqrt,
    tanh,
    total,
)
from proofnotes.certifying.claims.domains import Domains
from proofnotes.certifying.claims.terms import CoqTerms
from proofnotes.expr.nodes import Expr

K, T = Dim("K"), Dim("T")
i, j, k = K.indices("i j k")
s, t = T.indices("s t")
x, y = Scalar("x"), Scalar("y")
z, q = Tensor("z", K), Tensor("q", T)


def conditions(e: Expr) -> list[str]:
    terms = CoqTerms()
    with terms.names.scope():
        return Domains(terms).conditions(e)


ROWS: list[tuple[Expr, list[str]]] = [
    (tanh(x) + x**2 + Max(x, y) * z[i], []),
    (x / 2, []),
    (x / y, ["y <> 0"]),
    (x / K, ["(INR K) <> 0"]),
    (x**-2, ["x <> 0"]),
    (x**y, ["0 < x"]),
    (x**0.5, ["0 < x"]),
    (x**t, []),
    (x ** (t - s), ["((((number t) - (number s)) < 0)%Z -> x <> 0)"]),
    (log(x), ["0 < x"]),
    (log(2 * x) + log(2), ["0 < (2 * x)"]),
    (sqrt(x), ["0 <= x"]),
    (sqrt(-1 + 0 * x) * 0, ["0 <= ((-1) + (0 * x))"]),
    (total(1 / z[k], k), ["(forall k, (k < K)%nat -> ((z k) <> 0))"]),
    (total(1 / q[s], s, where=s < t), ["(forall s, (s < T)%nat -> (((number s) < (number t))%Z -> ((q s) <> 0)))"]),
    (cases((log(x), x > 0), 1 / y), ["(0 < x -> (0 < x))", "(~ (0 < x) -> (y <> 0))"]),
    (cases((x, log(y) > 0), 0), ["0 < y"]),
    (q[t - 1], []),
    (diff(x**2, x), ["(ex0 (fun x => (x ^ 2)) x)"]),
    (diff(sqrt(x), x), ["0 < x", "(ex0 (fun x => (sqrt x)) x)"]),
    (diff(1 / x, x), ["x <> 0", "(ex0 (fun x => (1 / x)) x)"]),
    (diff(Abs(z[i]), z[j]), ["(ex1 (fun z => (Rabs (z i))) z j)"]),
]  # fmt: skip


@pytest.mark.parametrize(("e", "asked"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_conditions(e: Expr, asked: list[str]) -> None:
    assert conditions(e) == asked


def test_a_root_of_a_negative_number_has_no_value() -> None:
    """Coq's root of −1 is 0."""
    assert conditions(sqrt(-1)) == ["0 <= (-1)"]
    assert conditions(log(0)) == ["0 < 0"]
    assert conditions(x / (1 - 1)) == conditions(x / 0) == ["0 <> 0"]


def test_near_a_seam_both_branches_have_values() -> None:
    """At 0 the derivative is that of 0 in Coq, whose logarithm of negative numbers is 0; beside it there is none."""
    found = conditions(diff(cases((0, x >= 0), log(x)), x))
    assert found[0] == "(x <= 0 -> (0 < x))"
    assert conditions(diff(cases((log(x), x < 0), 0), x))[0] == "(x <= 0 -> (0 < x))"
    assert conditions(diff(cases((0, Eq(x, 0)), 1 / x), x))[0] == "x <> 0"


def test_what_jumps_is_asked_for_near_the_point() -> None:
    """x²/[x ≥ 0] is 0² = 0 at 0, and has no value below; Coq's has the slope 0 there."""
    found = conditions(diff(x**2 / cases((1, x >= 0), 0), x))
    step = "(if Rle_dec 0 x then 1 else 0)"
    assert found == [f"(near0 (fun x => ({step} <> 0)) x)", f"(ex0 (fun x => ((x ^ 2) / {step})) x)"]


def test_a_derivative_that_is_differentiated_exists_near_the_point() -> None:
    """∂∣x∣y/∂x at x = y = 0 is 0, and does not exist beside it."""
    inner = "(ex0 (fun x => ((Rabs x) * y)) x)"
    assert conditions(diff(diff(Abs(x) * y, x), y))[0] == f"(near0 (fun y => {inner}) y)"


def test_quantities_have_predicates() -> None:
    terms = CoqTerms()
    domains = Domains(terms)
    f, plain = let("f", 1 / z[i], i, inputs=(z,)), let_scalar("g", x**2)
    with terms.names.scope():
        assert domains.conditions(f[j]) == ["(dom_f z j)"]
        assert domains.conditions(f.of(lambda c: log(z[c]))[j]) == [
            "(forall c, (c < K)%nat -> (0 < (z c)))", "(dom_f (fun c => (ln (z c))) j)",
        ]  # fmt: skip
        assert domains.conditions(f[j + 1]) == [
            "(forall n, (n < K)%nat -> (((number n) = ((number j) + 1))%Z -> (dom_f z n)))"
        ]
        assert domains.conditions(plain) == []
        assert domains.conditions(diff(f[i], z[j]))[0] == "(odom_f z i)"
    assert terms.unfolds == ["f_f", "dom_f", "f_g", "odom_f"]


def test_a_mean_exists() -> None:
    assert conditions(E(x**2, Normal("x", y, 1))) == ["(has_mean_normal y 1 (fun x => (x ^ 2)))"]
    assert conditions(E(1 / x, Bernoulli("x", y))) == [
        "0 <= y", "y <= 1", "((fun x : R => (x <> 0)) 0)", "((fun x : R => (x <> 0)) 1)",
    ]  # fmt: skip
    array = Bernoulli("w", y, over=K)
    assert isinstance(array, Tensor)
    assert conditions(E(1 / array[i], array))[1] == (
        "(forall w : nat -> R, (forall k, (k < K)%nat -> ((w k) = 0 \\/ (w k) = 1)) -> ((w i) <> 0))"
    )
