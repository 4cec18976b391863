"""Derivatives in the form a person would write, each with its proof."""

import pytest

from derivations.sigmoid import sigmoid
from derivations.softmax import softmax
from proofnotes import (
    Derivation,
    Dim,
    Eq,
    Expr,
    Max,
    NotationError,
    Scalar,
    Tensor,
    Verdict,
    derive,
    exp,
    gradient,
    hessian,
    jacobian,
    let,
    log,
    prove,
    simplify,
    softplus,
    sqrt,
    tanh,
    total,
    vjp,
)

K = Dim("K")
i, j, k = K.indices("i j k")
x = Scalar("x")
z, t, g = Tensor("z", K), Tensor("t", K), Tensor("g", K)
y = let("y", softmax.of(z)[i], i)
loss = -total(t[k] * log(y[k]), k)

FOUND = [
    (lambda: derive(y[i], z[j]), "y[i]*(delta(i, j) - y[j])"),
    (lambda: jacobian(y, z), "y[i]*(delta(i, j) - y[j])"),
    (lambda: vjp(y, z, g), "y[j]*(g[j] - total(g[k]*y[k], k))"),
    (lambda: gradient(loss, z[j], assuming=[Eq(total(t[k], k), 1)]), "y[j] - t[j]"),
    (lambda: gradient(loss, z), "y[j]*total(t[k], k) - t[j]"),
    (lambda: hessian(log(total(exp(z[k]), k)), z[i], names=[y]), "y[i]*(delta(i, k) - y[k])"),
    (lambda: derive(sigmoid(x), x), "sigmoid(x)*(1 - sigmoid(x))"),
    (lambda: derive(softplus(x), x, names=[sigmoid(x)]), "sigmoid(x)"),
    (lambda: derive(tanh(x), x), "1 - tanh(x)**2"),
    (lambda: derive(sqrt(1 + x**2), x), "x/sqrt(x**2 + 1)"),
    (lambda: derive(x**3 * exp(2 * x), x), "x**2*exp(2*x)*(2*x + 3)"),
    (lambda: derive(Max(x, 0), x), "cases((1, x > 0), 0)"),
    (lambda: simplify((x**2 - 1) / (x - 1)), "x + 1"),
]


@pytest.mark.parametrize(("make", "expected"), FOUND)
def test_the_form_is_the_one_in_textbooks(make, expected: str) -> None:
    found: Derivation = make()
    assert found.found
    assert str(found.expr) == expected


@pytest.mark.parametrize(("make", "expected"), FOUND)
def test_every_step_is_proved(make, expected: str) -> None:
    found: Derivation = make()
    before: Expr = found.asked
    for step in found.steps:
        assert prove(before, step.expr, assuming=found.proof.assuming).verdict is Verdict.PROVED, step
        before = step.expr
    assert before == found.expr


def test_a_kink_is_a_condition() -> None:
    found = derive(Max(x, 0), x)
    assert [str(each) for each in found.conditions] == ["x != 0"]
    assert "where x != 0" in str(found)


def test_a_domain_is_never_changed_in_silence() -> None:
    assert [str(each) for each in simplify((x**2 - 1) / (x - 1)).conditions] == ["x - 1 != 0"]


def test_what_is_not_proved_is_not_shown_as_a_fact() -> None:
    found = simplify(log(x))
    assert found.expr == log(x)
    assert [str(each) for each in found.conditions] in ([], ["x > 0"])


@pytest.mark.parametrize("wrong", [2, i, z, "x"])
def test_what_cannot_be_varied_is_refused_in_a_sentence(wrong: object) -> None:
    with pytest.raises(NotationError, match="cannot differentiate by"):
        derive(x**2, wrong)  # type: ignore[arg-type]


def test_it_prints_its_steps() -> None:
    assert str(jacobian(y, z)).splitlines()[-1] == "  PROVED by normal form"
    assert jacobian(y, z)._repr_latex_().startswith(r"$\displaystyle \begin{aligned}")
