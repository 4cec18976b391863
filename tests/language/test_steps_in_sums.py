"""Kinks and case distinctions on what a sum binds: Σ_k max(x_k, 0), Σ_k ∣x_k∣, Σ_k (a_k where x_k > 0, else b_k)."""

from __future__ import annotations

import pytest

from proofnotes import Abs, Dim, Eq, Max, Min, Ne, Scalar, Tensor, Verdict, cases, delta, diff, exp, log, prove, total
from proofnotes.expr.nodes import Expr, Relation
from proofnotes.second_engine import Agreement, check

D = Dim("D")
k, j, e = D.indices("k j e")
x, y, g, c, s = (Tensor(name, D) for name in "xygcs")
a = Scalar("a")

EQUAL = {
    "the positive part": (total(Max(x[k], 0), k), total((x[k] + Abs(x[k])) / 2, k)),
    "parts add up": (total(Max(0, x[k]), k) - total(Max(0, -x[k]), k), total(x[k], k)),
    "the order of arguments": (total(Max(x[k], y[k]), k), total(Max(y[k], x[k]), k)),
    "of three": (total(Max(x[k], y[k], g[k]), k), total(Max(g[k], Max(y[k], x[k])), k)),
    "against one that stays": (total(Max(x[k], x[e]), k), total(Max(x[e], x[k]), k)),
    "both bound": (
        total(Max(x[k], x[j]) - Min(x[k], x[j]), k, j),
        total(Abs(x[j] - x[k]), j, k),
    ),
    "one of both is zero": (total(Max(x[k], 0) * Min(x[k], 0), k), 0),
    "a square": (total(Abs(x[k]) ** 2, k), total(x[k] ** 2, k)),
    "a product": (total(Abs(x[k]) * Abs(y[k]), k), total(Abs(x[k] * y[k]), k)),
    "inside a function": (
        total(Max(x[k], 0) + log(1 + exp(-Abs(x[k]))), k),
        total(log(1 + exp(x[k])), k),
    ),
    "conditions that exclude each other": (total(cases((1, x[k] > 1), 0) * cases((1, x[k] < 0), 0), k), 0),
    "one that implies the other": (
        total(cases((1, x[k] > 1), 0) * cases((1, x[k] > 0), 0), k),
        total(cases((1, x[k] > 1), 0), k),
    ),
    "contracted": (total(delta(k, e) * Abs(x[k]), k), Abs(x[e])),
    "a fraction where it has a value": (
        total(cases((0, Eq(x[k], 0)), x[k] / x[k]), k),
        total(cases((0, Eq(x[k], 0)), 1), k),
    ),
    "what is not defined where it is not used": (
        total(cases((log(x[k]), x[k] > 1), 0), k),
        total(cases((0, x[k] <= 1), log(x[k])), k),
    ),
    "where a fraction is not used": (
        total(c[k] * cases((1, Eq(1 + x[k], 0)), cases((s[k], Eq(s[k], 0)), 0) / (1 + x[k])), k),
        total(cases((c[k], Eq(x[k], -1)), 0), k),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EQUAL)
def test_equal_for_every_dimension(name: str) -> None:
    proof = prove(*EQUAL[name])
    assert proof.verdict is Verdict.PROVED, proof
    assert check(proof.statement).agreement is Agreement.EXACT


SLOPES = {
    "L1": (total(Abs(x[k]), k), x[e] / Abs(x[e])),
    "ReLU with what comes from above": (total(g[k] * Max(x[k], 0), k), cases((g[e], x[e] > 0), 0)),
    "PReLU": (total(g[k] * cases((x[k], x[k] > 0), a * x[k]), k), cases((g[e], x[e] > 0), a * g[e])),
}


@pytest.mark.parametrize("name", SLOPES)
def test_slopes_away_from_the_kinks(name: str) -> None:
    function, slope = SLOPES[name]
    proof = prove(diff(function, x[e]), slope, assuming=[Ne(x[k], 0)])
    assert proof.verdict is Verdict.PROVED, proof


def test_the_kink_that_matters_is_asked_for() -> None:
    proof = prove(diff(total(Abs(x[k]), k), x[e]), x[e] / Abs(x[e]))
    assert (proof.verdict, proof.missing) == (Verdict.UNKNOWN, (Ne(x[e], 0),))
    assert prove(diff(total(Abs(x[k]), k), x[e]), x[e] / Abs(x[e]), assuming=[Ne(x[e], 0)]).verdict is Verdict.PROVED


FALSE: dict[str, tuple[Expr, Expr | int]] = {
    "a fraction that is zero at zero": (total(cases((0, Eq(x[k], 0)), x[k] / x[k]), k), D),
    "only where the guard holds": (
        total(cases((c[k], Eq(x[k], 0)), cases((s[k], Eq(s[k], 0)), 0) / x[k]), k),
        0,
    ),
    "contracted": (
        total(delta(k, e) * cases((c[k], Eq(1 + x[k], 0)), cases((s[k], Eq(s[k], 0)), 0) / (1 + x[k])), k),
        0,
    ),
    "a seam counted for neither side": (total(cases((1, x[k] > 0), 0) + cases((1, x[k] < 0), 0), k), D),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name: str) -> None:
    proof = prove(*FALSE[name])
    assert proof.verdict is Verdict.REFUTED, proof


UNDEFINED: dict[str, tuple[Expr, Relation]] = {
    "a logarithm": (total(cases((log(x[k]), x[k] > -1), 0), k), x[k] > 0),
    "a fraction": (total(cases((1, x[k] > 1), 1 / x[k]), k), Ne(x[k], 0)),
}


@pytest.mark.parametrize("name", UNDEFINED)
def test_a_branch_is_defined_wherever_it_is_taken(name: str) -> None:
    expression, missing = UNDEFINED[name]
    proof = prove(expression, expression)
    assert (proof.verdict, proof.missing) == (Verdict.UNKNOWN, (missing,)), proof
    assert prove(expression, expression, assuming=[missing]).verdict is Verdict.PROVED


def test_signs_under_brackets() -> None:
    assert prove(total(Max(x[k], 0), k) >= 0).verdict is Verdict.PROVED
    assert prove(total(x[k] * cases((1, x[k] > 0), 0), k) >= 0).verdict is Verdict.PROVED
    assert prove(total(Max(x[k], 0), k) > 0).verdict is Verdict.REFUTED
