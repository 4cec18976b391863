"""What rests on what: found in the statements, without circles."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from proofnotes import (
    Definition,
    Dim,
    Eq,
    Kind,
    Opinion,
    Scalar,
    Tensor,
    Theorem,
    diff,
    exp,
    let,
    log,
)
from proofnotes.printing.latex_names import names_in
from proofnotes.report.dependencies import Dependencies, dependencies
from proofnotes.report.formulas import expressions
from proofnotes.report.steps import applies, shape
from proofnotes.report.words import load_words
from proofnotes.statements.catalogue import Catalogue, Module
from proofnotes.statements.statement import Statement
from tests.catalogue import CATALOGUE

WORDS = {language: load_words(language) for language in ("zh", "en")}
SVG = "{http://www.w3.org/2000/svg}"
x, a, g = Scalar("x"), Scalar("a"), Scalar("g")
K = Dim("K")
i, k = K.indices("i k")
z = Tensor("z", K)

cube = Definition("cube", x**3, inputs=(x,))
slope = Theorem("cube.derivative", diff(cube(x), x), "power rule", 3 * x**2)
vjp = Theorem("cube.vjp", g * diff(cube(x), x), "insert the derivative", 3 * g * x**2)


@cache
def whole_graph() -> Dependencies:
    """Of the repository."""
    return dependencies(CATALOGUE)


def catalogue_of(*statements: Statement, name: str = "drafts") -> Catalogue:
    return Catalogue((Module(Path(f"{name}.py"), "Drafts.", statements),))


def uses(*statements: Statement) -> Mapping[str, tuple[str, ...]]:
    return dependencies(catalogue_of(*statements)).uses


def below(graph: Mapping[str, tuple[str, ...]], id: str) -> set[str]:
    found: set[str] = set()
    waiting = [*graph[id]]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += graph[each]
    return found


def test_every_statement_is_there_and_nothing_rests_on_itself() -> None:
    assert [each.id for each in whole_graph().nodes] == [each.id for each in CATALOGUE.statements]
    assert set(whole_graph().uses) == {each.id for each in CATALOGUE.statements}
    assert [id for id in whole_graph().uses if id in below(whole_graph().uses, id)] == []


def test_every_function_that_occurs_is_used_in_the_end() -> None:
    """Against another way to find them: through the bodies of all names, definitions too."""
    functions = {each.quantity: each.id for each in CATALOGUE.definitions}
    for statement in CATALOGUE.statements:
        sides = [side for each in statement.assuming for side in (each.left, each.right)]
        found = {node.quantity for e in (*expressions(statement), *sides) for node in names_in(e)}
        expected = {functions[each] for each in found if each in functions} - {statement.id}
        assert expected <= below(whole_graph().uses, statement.id), statement.id


def test_the_reduced_graph_says_the_same_with_fewest_arrows() -> None:
    for id, used in whole_graph().reduced.items():
        assert set(used) <= set(whole_graph().uses[id])
        assert below(whole_graph().reduced, id) == below(whole_graph().uses, id)
        assert not any(one in below(whole_graph().reduced, other) for one in used for other in used)


def test_a_function_is_used_through_the_names_that_stand_for_it() -> None:
    y = let("y", cube(z[i]), i)
    theorem = Theorem("cube.entries", y[k], "definition", cube(z[k]))
    assert uses(cube, theorem)["cube.entries"] == ("cube.definition",)


def test_a_quantity_of_a_definition_belongs_to_it() -> None:
    square = let("square", x * x, inputs=(x,))
    fourth = Definition("fourth", square.of(x) ** 2, inputs=(x,), where=(square,))
    theorem = Theorem("fourth.root", square.of(x), "definition", x**2)
    assert uses(fourth, theorem)["fourth.root"] == ("fourth.definition",)


def test_a_hypothesis_counts() -> None:
    theorem = Theorem("plain.claim", x, "the hypothesis", 1, assuming=[Eq(cube(x), 1), x > 0])
    assert uses(cube, theorem)["plain.claim"] == ("cube.definition",)


def test_a_step_that_carries_out_a_derivative_rests_on_the_theorem_about_it() -> None:
    assert "cube.derivative" in uses(cube, slope, vjp)["cube.vjp"]
    elsewhere = Theorem("cube.at", diff(cube(a), a) + 1, "power rule", 3 * a**2 + 1)
    assert "cube.derivative" in uses(cube, slope, elsewhere)["cube.at"]


def test_a_theorem_rests_on_earlier_ones_only() -> None:
    found = uses(cube, vjp, slope)
    assert "cube.derivative" not in found["cube.vjp"]


def test_of_two_for_a_step_the_one_that_the_other_rests_on() -> None:
    again = Theorem("cube.again", diff(cube(x), x), "power rule", 3 * x**2, "the same", x**2 + 2 * x**2)
    found = uses(cube, slope, again, vjp)
    assert "cube.derivative" in found["cube.again"]
    assert "cube.again" not in found["cube.vjp"]


def test_a_theorem_with_a_further_hypothesis_is_not_applied() -> None:
    narrow = Theorem("cube.derivative", diff(cube(x), x), "power rule", 3 * x**2, assuming=[x > 1])
    assert "cube.derivative" not in uses(cube, narrow, vjp)["cube.vjp"]
    same = Theorem("cube.vjp", *vjp.chains, assuming=[x > 1])
    assert "cube.derivative" in uses(cube, narrow, same)["cube.vjp"]


def test_what_is_false_is_not_applied() -> None:
    wrong = Theorem("cube.derivative", diff(cube(x), x), "power rule", 2 * x**2, kind=Kind.COUNTEREXAMPLE)
    assert "cube.derivative" not in uses(cube, wrong, vjp)["cube.vjp"]


def test_words_that_mention_an_id() -> None:
    told = Theorem("other.claim", x + x, "as in cube.derivative", 2 * x, note="See nothing.there, and cube.vjp.")
    assert uses(cube, slope, vjp, told)["other.claim"] == ("cube.derivative", "cube.vjp")


def test_an_opinion_is_about_the_function_of_its_family() -> None:
    assert uses(cube, Opinion("cube.beauty", "Cubes are beautiful."))["cube.beauty"] == ("cube.definition",)
    assert uses(Opinion("taste.beauty", "Nothing is."))["taste.beauty"] == ()


def test_a_measurement_is_of_what_its_file_imports() -> None:
    assert {"batch_norm.definition", "layer_norm.definition"} <= set(whole_graph().uses["norms.batch_sensitivity"])
    assert "cross_entropy.through_jacobian" in whole_graph().uses["cross_entropy.cost"]


@pytest.mark.parametrize(("before", "after", "left", "right", "expected"), [
    (exp(-x) * a, a / exp(x), exp(-x), 1 / exp(x), True),
    (log(a) + x + log(2), log(2 * a) + x, log(a) + log(2), log(2 * a), True),
    (log(a) + x, log(a) + x, log(a), x, False),
    (exp(a) + x, a + x, exp(x), x, True),
    (exp(a) + x, x + 1, exp(x), x**2, False),
    (a + x, x + a, a, x, False),
    (exp(z[i]) - x, z[i] - x, exp(z[k]), z[k], True),
    (exp(x) + exp(a), exp(x + a), exp(x) + exp(x), exp(x + x), False),
])  # fmt: skip
def test_a_step_applies_an_equation(before, after, left, right, expected: bool) -> None:
    shapes = [shape(each, lambda name: True) for each in (before, after, left, right)]
    assert applies(*shapes) is expected
