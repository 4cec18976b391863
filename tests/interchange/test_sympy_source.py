"""The SymPy source of a formula: it runs, and says what the formula says."""

from collections.abc import Sequence
from typing import Any

import pytest

from proofnotes import Dim, Eq, Scalar, Tensor, diff, exp, let, log, product, prove, total
from proofnotes.expr.errors import HypothesisError, NotationError
from proofnotes.expr.nodes import Relation
from proofnotes.interchange.from_sympy import relation_from_sympy
from proofnotes.interchange.sympy_source import sympy_source
from proofnotes.statements.catalogue import Catalogue

K = Dim("K")
i, j = K.indices("i j")
z = Tensor("z", K)
x = Scalar("x")


def run(source: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    return namespace


def read_back(source: str) -> tuple[list[Relation], list[Relation]]:
    made = run(source)
    return [relation_from_sympy(each) for each in made["claims"]], [
        relation_from_sympy(each) for each in made.get("assuming", ())
    ]


def test_catalogue_reads_back_with_the_same_verdict(catalogue: Catalogue) -> None:
    """SymPy's reader knows no limits, no stacked and no fixed sizes; all else is read, and proved as it was."""
    wrong, read = [], 0
    for link in catalogue.links:
        try:
            claims, assuming = read_back(sympy_source([link.relation], link.assuming))
            verdict = prove(claims[0], assuming=assuming).verdict.value
        except (NotationError, HypothesisError):
            continue
        read += 1
        wrong += [link.name] if verdict != link.expected else []
    assert wrong == []
    assert read > 0.75 * len(catalogue.links)


def test_nested_sums_bind_different_symbols() -> None:
    square = total(z[i] * total(z[i] ** 2, i), i)
    source = sympy_source([Eq(square, total(z[i], i) * total(z[j] ** 2, j))])
    assert "(i_1, 1, K)" in source
    (claim,), _ = read_back(source)
    assert prove(claim).verdict.value == "PROVED"


def test_symbol_is_used_again_beside_its_sum() -> None:
    assert "i_1" not in sympy_source([Eq(total(z[i], i), total(z[i], i))])


def test_free_index_keeps_its_name() -> None:
    source = sympy_source([Eq(total(z[i], i), total(z[j], j)), Eq(z[i], z[i])])
    assert "i = Idx('i', (1, K))" in source
    assert "Sum(z[i_1], (i_1, 1, K))" in source


@pytest.mark.parametrize("name", ["lambda", "Sum", "exp", "x y", "σ", "x'", "x^{(1)}", "x^*"])
def test_name_is_no_code(name: str) -> None:
    made = run(sympy_source([Eq(exp(Scalar(name)), exp(Scalar(name)))]))
    assert len(made["claims"]) == 1


@pytest.mark.parametrize(
    ("sides", "written"),
    [
        ((x - (x + 1), -1), "x - (x + 1)"),
        ((-((x * x) ** 2), x), "-(x*x)**2"),
        ((x / (x * 2), x), "x/(x*2)"),
        ((log(product(z[i], i)), 0), "log(Product(z[i], (i, 1, K)))"),
        ((diff(x**2, x), 2 * x), "Derivative(x**2, x)"),
        ((x * -2, x), "x*(-2)"),
    ],
)
def test_brackets(sides: Sequence[Any], written: str) -> None:
    assert f"Eq({written}, " in sympy_source([Eq(*sides)])


def test_what_sympy_cannot_say_is_an_error() -> None:
    """SymPy differentiates by symbols, not by what a name stands for."""
    mean = let("mean", total(z[i], i) / K)[()]
    with pytest.raises(NotationError, match="SymPy has no expression"):
        sympy_source([Eq(diff(mean**2, mean), 2 * mean)])
