"""Derivatives at seams: where both sides of a kink agree, no x ≠ 0 is asked for; where they do not, it is."""

from __future__ import annotations

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Max,
    Ne,
    Scalar,
    Tensor,
    Verdict,
    cases,
    clip,
    delta,
    diff,
    exp,
    let,
    log,
    prove,
    total,
)
from proofnotes.expr.nodes import Expr, Relation
from proofnotes.second_engine import Agreement, check

D = Dim("D")
k, j, e = D.indices("k j e")
z, g = Tensor("z", D), Tensor("g", D)
x, y, r = Scalar("x"), Scalar("y"), Scalar("r")
δ, a = Scalar("delta", positive=True), Scalar("a", positive=True)


def huber(u: Expr) -> Expr:
    return cases((u**2 / 2, Abs(u) <= δ), δ * (Abs(u) - δ / 2))


in_three = cases((-δ * r - δ**2 / 2, r < -δ), (δ * r - δ**2 / 2, r > δ), r**2 / 2)
elu = let("elu", cases((x, x > 0), exp(x) - 1), inputs=(x,))

SMOOTH: dict[str, tuple[Expr, Expr]] = {
    "ELU": (diff(elu.of(x), x), cases((1, x > 0), exp(x))),
    "x|x|": (diff(x * Abs(x), x), 2 * Abs(x)),
    "squared ReLU": (diff(Max(x, 0) ** 2, x), 2 * Max(x, 0)),
    "softsign": (diff(x / (1 + Abs(x)), x), 1 / (1 + Abs(x)) ** 2),
    "|x|³": (diff(Abs(x) ** 3, x), 3 * x * Abs(x)),
    "|x|³ twice": (diff(Abs(x) ** 3, x, x), 6 * Abs(x)),
    "Huber": (diff(huber(r), r), clip(r, -δ, δ)),
    "Huber in three pieces": (diff(in_three, r), cases((-δ, r < -δ), (δ, r > δ), r)),
    "two kinks at one place": (diff(Abs(x) * Max(x, 0), x), 2 * Max(x, 0)),
    "a kink inside another's": (diff(Max(Abs(x) - 1, 0) ** 2, x), 2 * Max(Abs(x) - 1, 0) * x / Max(Abs(x), 1)),
    "where a polynomial vanishes": (diff(Max(x - y, 0) ** 2, x), 2 * Max(x - y, 0)),
    "a seam that is not crossed straight": (diff(cases((x**2, x**3 > 0), -(x**2)), x), 2 * Abs(x)),
    "of another variable as well": (diff(Abs(x) ** 3 * y, x, y), 3 * x * Abs(x)),
    "Huber in a sum": (diff(total(g[k] * huber(z[k]), k), z[e]), g[e] * clip(z[e], -δ, δ)),
    "squared ReLU in a sum": (diff(total(Max(z[k], 0) ** 2, k), z[e]), 2 * Max(z[e], 0)),
    "the Hessian of a sum": (diff(total(Max(z[k], 0) ** 3, k), z[e], z[j]), 6 * delta(e, j) * Max(z[e], 0)),
    "a name in a sum": (diff(total(elu.of(z[k]), k), z[e]), cases((1, z[e] > 0), exp(z[e]))),
}  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
def test_both_sides_agree(name: str) -> None:
    proof = prove(*SMOOTH[name])
    assert proof.verdict is Verdict.PROVED, proof
    assert check(proof.statement).agreement is Agreement.EXACT


ROUGH: dict[str, tuple[Expr, Expr | int, list[Relation]]] = {
    "slopes differ": (diff(Max(x, 0), x), cases((1, x > 0), 0), []),
    "values differ": (diff(cases((1, x > 0), 0), x), 0, []),
    "the value at the seam differs": (diff(cases((5, Eq(x, 0)), x), x), 1, []),
    "the slope written at the seam differs": (diff(cases((0, Eq(x, 0)), x), x), cases((0, Eq(x, 0)), 1), []),
    "a jump in what is added": (diff(cases((1 + x**2, x > 0), x**2), x), 2 * x, []),
    "the seam of an even power": (diff(cases((x**2, x**2 > 0), 5), x), 2 * x, []),
    "ELU with another slope": (diff(cases((x, x > 0), a * (exp(x) - 1)), x), cases((1, x > 0), a * exp(x)), []),
    "second slopes differ": (diff(Max(x, 0) ** 2, x, x), cases((2, x > 0), 0), []),
    "the other side has no value": (diff(cases((x - 1, x > 1), log(x - 1)), x), 1, [x >= 1]),
    "there is no first derivative beside": (diff(Abs(x) * y, x, y), cases((1, x > 0), -1), [Eq(y, 0)]),
    "the product rule, where one factor has no slope": (diff(x * Abs(x), x), Abs(x) + x * diff(Abs(x), x), []),
    "a tie of three": (diff(Max(x, 2 * x, 3 * x), x), cases((3, x > 0), 1), []),
}  # fmt: skip


UNSEEN = ("the other side has no value",)
"""The second engine draws no such point."""


@pytest.mark.parametrize("name", ROUGH)
def test_both_sides_do_not_agree(name: str) -> None:
    left, right, assuming = ROUGH[name]
    proof = prove(left, right, assuming=assuming)
    assert proof.verdict is not Verdict.PROVED, proof
    assert name in UNSEEN or check(proof.statement, assuming).agreement is Agreement.DISAGREES


def test_what_is_missing_where_slopes_differ() -> None:
    proof = prove(diff(Max(x, 0), x), cases((1, x > 0), 0))
    assert (proof.verdict, proof.missing) == (Verdict.UNKNOWN, (Ne(x, 0),))
    assert str(proof).endswith(
        "not shown: x != 0; where x = 0 the slopes on both sides differ: 1 for x > 0, 0 for x < 0"
    )


def test_only_the_kinks_that_are_left_are_missing() -> None:
    statement = (diff(huber(r), r, r), cases((1, Abs(r) < δ), 0))
    proof = prove(*statement)
    assert (proof.verdict, set(proof.missing)) == (Verdict.UNKNOWN, {Ne(r - δ, 0), Ne(r + δ, 0)})
    assert prove(*statement, assuming=[Ne(r, δ), Ne(r, -δ)]).verdict is Verdict.PROVED
