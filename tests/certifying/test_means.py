"""The search for proofs about means, and about derivatives that exist near a point."""

import pytest

from proofnotes import (
    Bernoulli,
    Dim,
    E,
    Ne,
    Normal,
    Random,
    Relation,
    Scalar,
    Tensor,
    Theorem,
    Uniform,
    Var,
    cases,
    diff,
    log,
    total,
)
from proofnotes.certifying.claims import Claims
from proofnotes.certifying.proofs import Stuck, proof_of
from proofnotes.expr.nodes import Expr
from proofnotes.statements.chains import Link

K = Dim("K")
i, k = K.indices("i k")
x, p, q, m, s = (Scalar(name) for name in "xpqms")
w, v = Normal("w", m, s), Bernoulli("v", p, over=K)
a = Tensor("a", K)


def script(left: Expr | Relation, *right: Expr | str | int, **given: object) -> str:
    link: Link = Theorem("some.thing", left, *right, **given).links[0]  # type: ignore[arg-type]
    claims = Claims()
    return "\n".join(proof_of(link, claims, claims.claim(link)).lines)


def test_a_polynomial_by_its_moments() -> None:
    assert isinstance(w, Scalar)
    found = script(E(2 * w**2 + w, w), "because", 2 * (m**2 + s**2) + m)
    assert "mean_normal_polynomial m s (fun w" in found
    assert ") 0 1 2 0 0)" in found
    assert "has_mean_normal_polynomial" in found


def test_a_quadratic_function_of_an_array() -> None:
    assert isinstance(v, Tensor)
    found = script(
        Var(total(a[k] * v[k], k), v), "because", p * (1 - p) * total(a[k] ** 2, k), assuming=[p >= 0, p <= 1]
    )
    assert "mean1_quadratic (fun p0 => mean_bernoulli p) K" in found
    assert "apply moments_bernoulli" in found


def test_finitely_many_values_are_a_sum() -> None:
    one, f = Bernoulli("v", p), Random("f")
    assert "mean" not in script(E(one, one), "because", p, assuming=[p >= 0, p <= 1])
    assert "mean" not in script(E(2 * f, f), "because", 2 * E(f, f))  # type: ignore[operator]


@pytest.mark.parametrize("law", [Uniform("u", 0, p), Normal("u", variance=1)])
def test_what_is_no_polynomial_is_not_found(law: Scalar) -> None:
    with pytest.raises(Stuck, match="no mean of a polynomial"):
        script(E(law**5, law), "because", 0)
    with pytest.raises(Stuck):
        script(E(1 / (1 + law**2), law), "because", 0)


def test_a_derivative_near_a_point() -> None:
    found = script(diff(log(p), p, p), "because", -1 / p**2, assuming=[p > 0])
    assert "near0 (fun w2_p_0 => (0 < w2_p_0)) p" in found
    assert "forall (w2_p_0 : R), (0 < w2_p_0) -> ex0" in found
    assert "pd0_ext_near" in found


def test_a_kink_near_a_point_is_decided_at_the_point() -> None:
    square = cases((x**2, x > 0), 0)
    found = script(diff(square, x, x), "because", cases((2, x > 0), 0), assuming=[Ne(x, 0)])
    assert "destruct (Rtotal_order x 0)" in found
    assert "near0 (fun w2_x_0 => (w2_x_0 <> 0) /\\ (w2_x_0 < 0)) x" in found
