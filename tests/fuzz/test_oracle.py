"""The evaluator of the attacks knows what is true: values by hand, and points against what once was PROVED."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
import sympy

from . import arithmetic as ar
from .attack import Written
from .language import (
    Arr,
    Axis,
    Bind,
    Case,
    Del,
    Der,
    Ent,
    Extent,
    Idx,
    Lam,
    Let,
    Named,
    Rel,
    Same,
    Shift,
    Statement,
    Term,
    Var,
    num,
    op,
    total,
)
from .oracle import Point, at, environment, truth, value
from .points import situations
from .runner import FAMILIES
from .sympy_values import Meaning
from .sympy_values import value as value_of_sympy
from .truth import Truth

K, D = Axis("K"), Axis("d")
I, J, P = (Idx(name, K) for name in "ijk")
A, H = Idx("a", D), Idx("h", Axis("d", None, 2))
X, Z, S = Var("x"), Arr("z", (K,)), Arr("S", (K, K))
STACK = Arr("X", (Axis("d", None, 2),))
POINT = Point(
    {"K": 2, "d": 2},
    {"x": Fraction(0)},
    {
        "z": {(1,): Fraction(3), (2,): Fraction(-5)},
        "S": {(1, 1): Fraction(1), (1, 2): Fraction(2), (2, 1): Fraction(3), (2, 2): Fraction(4)},
        "X": {(n,): Fraction(10 * n) for n in (1, 2, 3, 4)},
    },
)
SQUARED = Let("f", op("mul", Ent(Z, (I,)), total(Ent(Z, (J,)), J)), (I,), (Z,))
"""f(z)_i = z_i Σ_j z_j"""

VALUES: dict[str, tuple[Term, int]] = {
    "the trace": (total(Ent(S, (P, P)), P), 5),
    "a product of row sums": (Bind("product", total(Ent(S, (I, J)), J), I), 21),
    "the inner sum of one index twice": (total(total(Ent(Z, (I,)), I), I), -4),
    "the second block": (total(Ent(STACK, (Shift(1, A),)), A), 70),
    "a delta in the stack": (total(op("mul", Del(H, Shift(1, A)), Extent(D)), H, A), 4),
    "a case on indices": (total(Case(Ent(Z, (I,)), Same(I, J), num(0)), I, J), -2),
    "a lambda that shadows": (total(Named(SQUARED, (I,), (Lam((J,), Ent(S, (J, I))),)), I), 1 * 4 + 4 * 6),
    "the slope of a square": (Der(op("pow", op("add", X, 3), 2), X), 6),
    "the second derivative": (Der(Der(op("exp", op("mul", 2, X)), X), X), 4),
    "the slope of a kink that is none": (Der(op("mul", X, op("abs", X)), X), 0),
    "the slope by an entry": (total(Der(total(op("mul", Ent(Z, (I,)), Ent(Z, (P,))), I, P), Ent(Z, (J,))), J), -8),
    "the slope by a name": (Der(op("pow", Named(Let("g", op("add", X, 2))), 3), Named(Let("g", op("add", X, 2)))), 12),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    e, expected = VALUES[name]
    assert value(e, environment(POINT)) == expected


@pytest.mark.parametrize(
    "e", [op("div", 1, X), op("log", X), op("sqrt", op("sub", X, 1)), Der(op("abs", X), X)], ids=repr
)
def test_what_has_no_value(e: Term) -> None:
    with pytest.raises(ar.Undefined):
        value(e, environment(POINT))


ROW, TRACE = total(Ent(S, (I, P)), P), total(Ent(S, (P, P)), P)
FAR = op("max", op("sub", X, 1000), 0)
SQUARES = total(op("pow", Ent(S, (I, P)), 2), P), total(op("pow", Ent(S, (P, P)), 2), P)
POSITIVE = op("exp", total(Ent(S, (P, J)), J))

FALSE: dict[str, Statement] = {
    "squares of a diagonal": Statement(Rel(SQUARES[1], ">=", num(1)), (Rel(SQUARES[0], ">=", num(1)),)),
    "the trace is positive": Statement(Rel(TRACE, ">", num(0)), (Rel(ROW, ">", num(0)),)),
    "its logarithm": Statement(Rel(op("log", TRACE), "=", op("log", TRACE)), (Rel(ROW, ">", num(0)),)),
    "its reciprocal": Statement(Rel(op("div", 1, TRACE), "=", op("div", 1, TRACE)), (Rel(ROW, "!=", num(0)),)),
    "the trace is 1, far away": Statement(Rel(op("mul", FAR, TRACE), "=", FAR), (Rel(ROW, "=", num(1)),)),
    "a term of a sum": Statement(
        Rel(op("mul", FAR, total(POSITIVE, P)), ">=", op("mul", FAR, op("exp", TRACE))),
    ),
    "a weighted diagonal": Statement(
        Rel(total(op("mul", Ent(S, (P, P)), op("exp", Ent(Z, (P,)))), P), ">", num(0)),
        (Rel(Ent(S, (I, I)), ">", ROW), Rel(TRACE, ">", num(0))),
    ),
    "two blocks of three": Statement(
        Rel(op("mul", FAR, total(Del(H, Shift(1, A)), H)), "=", op("mul", FAR, Del(A, 1))),
        (Rel(Extent(D), "=", num(3)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_violation_is_found(name: str) -> None:
    assert Written(FALSE[name]).violation(Random(0), 100) is not None


HUGE, TINY = op("exp", num(10**7)), op("exp", num(-(10**7)))
ROUNDED = {
    "a tiny exponent": Rel(op("log", op("exp", TINY)), "=", TINY),
    "what a huge number swallows": Rel(op("sub", op("add", HUGE, 1), HUGE), "=", num(1)),
    "a saturated function": Rel(op("sub", 1, op("tanh", num(10**6))), ">", num(0)),
}


@pytest.mark.parametrize("name", ROUNDED)
def test_rounding_is_not_a_violation(name: str) -> None:
    assert truth(ROUNDED[name], environment(POINT)) in (Truth.TRUE, Truth.UNCLEAR)


def test_hypotheses_hold_at_the_points() -> None:
    found = list(situations(FALSE["the trace is 1, far away"], Random(0), 10))
    assert len(found) == 10
    assert all(value(ROW, at(situation, I, 1)) == 1 for situation in found)


def test_the_last_limit_of_a_sum_is_the_outermost() -> None:
    k, n, size = (sympy.Symbol(name, integer=True, positive=True) for name in ("k", "n", "K"))
    triangle = sympy.Sum(k * n, (n, 1, k), (k, 1, size))
    assert value_of_sympy(triangle, Meaning({size: Fraction(3)}, {})) == triangle.subs(size, 3).doit()


@pytest.mark.parametrize("family", FAMILIES)
def test_an_attack_is_the_same_every_time(family: str) -> None:
    first, second = (FAMILIES[family](Random("1")).source() for _ in range(2))
    assert first.lines == second.lines
    if family != "sympy":  # two Dummies are never the same
        assert first == second
