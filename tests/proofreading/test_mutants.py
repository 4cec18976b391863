"""The mistakes that the mutants make, one for each kind."""

import pytest

from tests.proofreading.mutants import SLIPS, changes

MADE = {
    "sign": (r"a + b", r"a - b"),
    "exponent": (r"x^2", r"x^3"),
    "index": (r"x_i y_j", r"x_j y_j"),
    "factor": (r"a = 2 b", r"a = 3 b"),
    "flip": (r"\frac{a}{b}", r"\frac{b}{a}"),
    "function": (r"\log x", r"\exp x"),
    "relation": (r"x \leq y", r"x \geq y"),
    "transpose": (r"w^\top x", r"w x"),
    "dropped term": (r"a (b + c) d", r"a (b) d"),
    "dropped factor": (r"a \cdot b^{2} + c", r"a + c"),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_kind_makes_its_mistake(kind: str) -> None:
    before, after = MADE[kind]
    made = {"".join(each.applied(before).split()) for each in changes(before) if each.kind == kind}
    assert "".join(after.split()) in made


def test_a_fraction_is_one_factor() -> None:
    made = {each.applied(r"a \cdot \frac{b}{c} + d") for each in changes(r"a \cdot \frac{b}{c} + d")}
    assert "a  + d" in made


def test_words_and_differentials_stay() -> None:
    assert not changes(r"\text{a + b}")
    assert "flip" not in {each.kind for each in changes(r"\frac{dy}{dx}")}


def test_nothing_is_the_same_as_before() -> None:
    body = r"\frac{1}{n} \sum_{i=1}^{n} (x_i - \mu)^2 + \lambda w^\top w"
    assert all(each.applied(body) != body for each in changes(body))
    assert {each.kind for each in changes(body)} >= {
        "sign",
        "exponent",
        "flip",
        "function",
        "transpose",
        "dropped term",
    }
