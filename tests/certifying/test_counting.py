"""Whole numbers in normal forms: brackets, computed places, closed sums, sums inside sums agree with their trees."""

import math
import random
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from proofnotes.certifying.proofs.engine import second_go
from proofnotes.certifying.proofs.integers import Literal, Many, Nominal, Reckoned
from proofnotes.certifying.proofs.places import Extent, Free
from proofnotes.certifying.proofs.trees import (
    ONE,
    ZERO,
    At,
    CompareWhole,
    CountedPow,
    Fun,
    IfElse,
    KronOf,
    Ordinal,
    ReadAt,
    SumOver,
    Times,
    Tree,
    Var,
    canonical,
)
from proofnotes.certifying.proofs.workings import Workings

from .valuing import FUNCTIONS, PAIRS, value_of

T = Extent("T")
I, S = Free("i"), Free("s")
WHOLE = {
    "number": lambda place: place + 1,
    "delta_Z": lambda a, b: float(a == b),
    "powerRZ": lambda base, n: base**n,
    "Z.ltb": lambda a, b: a < b,
    "Z.leb": lambda a, b: a <= b,
    "Z.eqb": lambda a, b: a == b,
    "Z.of_nat": lambda n: n,
}


def number(place: Free) -> Nominal:
    return Nominal(place)


def shifted(sign: str, *parts: Any) -> Reckoned:
    return Reckoned(sign, parts)


def below(sign: str) -> IfElse:
    return IfElse(CompareWhole(number(S), sign, number(I)), ONE, ZERO)


def over(body: Tree, index: str = "s") -> Tree:
    return SumOver(index, T, body)


X = At("x", (S,))
TREES: tuple[Tree, ...] = (
    over(Times(below("<="), X)),
    over(Times(below("<"), Times(X, X))),
    over(IfElse(CompareWhole(number(S), ">", shifted("+", number(I), Literal(1))), X, ONE)),
    over(Times(KronOf(number(S), number(I)), X)),
    over(Times(KronOf(shifted("*", Literal(2), number(S)), shifted("+", number(I), Literal(3))), X)),
    over(below("<")),
    over(Ordinal(S)),
    over(Times(below("<"), CountedPow(Var("beta"), shifted("-", number(I), number(S)), True))),
    over(Times(X, SumOver("r", T, Times(At("g", (Free("r"),)), At("w", (Free("r"), S)))))),
    over(Times(At("g", (S,)), SumOver("r", T, Times(At("x", (Free("r"),)), At("w", (S, Free("r"))))))),
)


def workings() -> Workings:
    w = Workings({"i": T}, {"i", "T", "x", "g", "w", "beta"})
    w.known.positive |= {"beta"}
    w.known.signs["(1 - beta)"] = "+"
    return w


def value(text: str, given: dict[str, Any]) -> float:
    for word in ("Z.ltb", "Z.leb", "Z.eqb", "Z.of_nat"):
        text = text.replace(word, word.replace(".", "_"))
    return float(value_of(text.replace("%Z", ""), given))


@pytest.fixture(autouse=True)
def _vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, row in WHOLE.items():
        table: dict[str, Any] = FUNCTIONS if name in ("number", "Z.of_nat") else PAIRS
        monkeypatch.setitem(table, name.replace(".", "_"), row)


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: str(tree.text)[:40])
def test_the_normal_form_is_the_same_number(tree: Tree) -> None:
    w = workings()
    tree = canonical(tree)
    w.register(tree)
    w.normal_form(tree)
    second_go(w)
    p = w.normal_form(tree)
    for seed, size in product(range(2), (1, 3, 4)):
        given = point(seed, size)
        for i in range(size):
            assert math.isclose(value(tree.text, {**given, "i": i}), value(p.text, {**given, "i": i}), rel_tol=1e-9)


def point(seed: int, size: int) -> dict[str, Any]:
    drawn = random.Random(seed)
    vector = [drawn.uniform(0.5, 2) for _ in range(size)]
    matrix = [[drawn.uniform(0.5, 2) for _ in range(size)] for _ in range(size)]
    return {
        "T": size, "beta": 0.7, "x": vector.__getitem__, "g": vector[::-1].__getitem__,
        "w": lambda m, n: matrix[m][n],
    }  # fmt: skip


def test_sums_inside_sums_come_in_one_order() -> None:
    w = workings()
    one, other = (w.normal_form(canonical(tree)) for tree in (
        over(Times(X, SumOver("r", T, Times(At("g", (Free("r"),)), At("w", (Free("r"), S)))))),
        over(Times(At("g", (S,)), SumOver("r", T, Times(At("w", (S, Free("r"))), At("x", (Free("r"),)))))),
    ))  # fmt: skip
    assert one == other


def test_what_the_ranges_decide_is_decided() -> None:
    w = workings()
    always = IfElse(CompareWhole(Literal(0), "<", number(I)), ONE, ZERO)
    never = IfElse(CompareWhole(Many(T), "<", number(I)), ONE, ZERO)
    assert w.normal_form(always).constant == 1
    assert w.normal_form(never).constant == 0


def test_a_computed_place_is_a_place_where_it_is_one() -> None:
    w = workings()
    here = ReadAt(shifted("-", shifted("+", number(I), Literal(1)), Literal(1)), "n", T, At("x", (Free("n"),)))
    assert w.normal_form(canonical(here)).text == "(x i)"


def test_a_power_by_a_number_is_an_exponential() -> None:
    w = workings()
    same = Fun("exp", Times(Ordinal(I), Fun("ln", Var("beta"))))
    assert w.normal_form(CountedPow(Var("beta"), number(I), False)) == w.normal_form(same)
    assert w.normal_form(same).terms.keys() != {()}
    assert Fraction(1) in w.normal_form(same).terms.values()
