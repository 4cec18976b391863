"""The language and the printer of statements know the same nodes, functions, signs and laws."""

import inspect

import pytest

from proofnotes import Scalar, cos, erf, exp, log, sin, sqrt, tanh
from proofnotes.certifying.claims import means
from proofnotes.certifying.claims.claim import Claims
from proofnotes.certifying.claims.domains import CLOSED, CONDITIONS, CONTINUOUS
from proofnotes.certifying.claims.means import FINITE, LAWS
from proofnotes.certifying.claims.refusal import Unsupported
from proofnotes.certifying.claims.relations import DECISIONS, PROPOSITIONS, WHOLE_DECISIONS
from proofnotes.certifying.claims.terms import CONSTANTS, FUNCTIONS, REFUSED, TERMS
from proofnotes.expr import chance, nodes
from proofnotes.expr.functions import TABLE
from proofnotes.expr.nodes import Expr
from proofnotes.expr.signs import SIGNS


def test_every_node_is_printed_or_refused_with_a_sentence() -> None:
    every = {each for _, each in inspect.getmembers(nodes, inspect.isclass) if issubclass(each, Expr)} - {Expr}
    assert every == set(TERMS) | set(REFUSED)
    assert not set(TERMS) & set(REFUSED)
    assert means.mean is TERMS[nodes.Expectation]


def test_every_node_says_what_it_asks_for() -> None:
    """What is not in the table asks for what its children ask for, and is known to."""
    by_children = {nodes.Number, nodes.Constant, nodes.Dim, nodes.Scalar, nodes.Add, nodes.Mul, nodes.Neg, nodes.Group}
    assert set(TERMS) == set(CONDITIONS) | by_children
    assert set(TERMS) - set(CONTINUOUS) == {nodes.Named, nodes.Diff, nodes.Expectation}


def test_every_function_sign_and_law_has_a_row() -> None:
    assert set(FUNCTIONS) == set(TABLE)
    for table in (DECISIONS, PROPOSITIONS, WHOLE_DECISIONS, CLOSED):
        assert set(table) == set(SIGNS)
    assert {*LAWS, FINITE} == set(chance.LAWS)
    assert set(CONSTANTS) == {"pi"}


def test_functions_ask_for_what_the_language_says() -> None:
    words = {"everywhere": "", "positive": "0 <", "nonnegative": "0 <="}
    for name, row in FUNCTIONS.items():
        assert (row.defined, row.nearby) == (words[TABLE[name].defined], words[TABLE[name].smooth]), name


@pytest.mark.parametrize(
    ("function", "written"),
    [(exp, "exp"), (log, "ln"), (sqrt, "sqrt"), (tanh, "tanh"), (erf, "erf"), (sin, "sin"), (cos, "cos")],
)
def test_functions_have_their_names_in_coq(function: object, written: str) -> None:
    assert callable(function)
    assert Claims().term(function(Scalar("x"))) == f"({written} x)"


def test_what_is_refused_is_quoted() -> None:
    k = nodes.Dim("K")
    a = nodes.Tensor("A", k, k)
    from proofnotes import det

    with pytest.raises(Unsupported, match=r"det\(A\)'?: the vocabulary has no determinant"):
        Claims().term(det(a))
