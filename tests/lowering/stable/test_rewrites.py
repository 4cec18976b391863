"""The stable rewrites: each row is a theorem, and each row is used."""

import numpy as np
import pytest

from proofnotes import Definition, Dim, Link, Proof, Scalar, Tensor, Verdict, exp, prove, total
from proofnotes.lowering import REWRITES, Rewrite, forward_kernel, kernels, lower, vjp_kernel
from proofnotes.lowering.numpy.emit import body_of
from proofnotes.lowering.stable.logarithms import LOGARITHMS
from proofnotes.lowering.stable.scaling import scaling_link
from proofnotes.statements.catalogue import Catalogue
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.lowering.stable.strangers import EVERY
from tests.lowering.stable.test_two_axes import OVER_ALL

N = Dim("N")
m, n = N.indices("m n")
table = Tensor("h", N, N)
ALIKE = (
    Definition("alike", exp(table[1, m]) / total(exp(table[1, m]), n), inputs=(table,), indices=(m,)),
    Definition(
        "mean_of_alike",
        total(table[n, m] * exp(table[1, m]), n) / total(exp(table[1, m]), n),
        inputs=(table,),
        indices=(m,),
    ),
)
"""Shares of sums whose terms are all the same."""

row = Tensor("a", N)
terms = exp(row[m]) + row[m] * exp(row[m]) + 1
TOGETHER = Definition("together", terms / total(exp(row[n]), n), inputs=(row,), indices=(m,))
"""Several terms over one sum of exponentials, as an author may write them."""

K = Dim("K")
i, j = K.indices("i j")
z, b, w = Tensor("z", K), Tensor("b", K), Scalar("w")
SMOOTHED = (
    Definition("smoothed", (exp(z[i]) + w) / total(exp(z[j]), j), inputs=(z, w), indices=(i,)),
    Definition("weighted", (b[i] * exp(z[i]) + w) / total(exp(z[j]), j), inputs=(z, w, b), indices=(i,)),
)
"""Shares with something added before they are divided."""

OWN = (*ALIKE, *SMOOTHED, *OVER_ALL, TOGETHER)
DEFINITIONS = (*CATALOGUE.definitions, *EXAMPLES, *(each.definition for each in EVERY), *OWN)
SCALED = [each for each in CATALOGUE.definitions if forward_kernel(each).scalings]


def proof_of(link: Link) -> Proof:
    return prove(link.relation, assuming=link.assuming)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in (*REWRITES, *LOGARITHMS)])
def test_row_is_a_theorem(row: Rewrite) -> None:
    proof = proof_of(row.link)
    assert proof.verdict is Verdict.PROVED, proof


def test_every_row_is_used() -> None:
    used: set[str] = set()
    for definition in DEFINITIONS:
        for kernel in (*kernels(definition, CATALOGUE.theorems), vjp_kernel(definition)):
            used |= kernel.program.used
    assert {row.name for row in REWRITES} - used == set()


def test_names_are_unique() -> None:
    assert len({row.name for row in REWRITES}) == len(REWRITES)


def test_norms_are_scaled() -> None:
    assert {each.name for each in SCALED} >= {"batch_norm", "layer_norm", "rms_norm"}


@pytest.mark.parametrize("definition", [pytest.param(each, id=each.name) for each in SCALED])
def test_scaling_is_a_theorem(definition: Definition, catalogue: Catalogue) -> None:
    for how in forward_kernel(definition).scalings:
        proof = proof_of(scaling_link(definition, how))
        assert proof.verdict is Verdict.PROVED, proof


def test_rows_apply_whatever_the_dimension_is_called() -> None:
    """What a row makes is over the axis that was found, not over the one that the row is written with."""
    made = []
    for name in ("K", "D"):
        i, j = Dim(name).indices("i j")
        z = Tensor("z", Dim(name))
        definition = Definition("rest", 1 - exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))
        made.append([body_of(each) for each in kernels(definition)])
    assert made[0] == made[1]
    assert "sum_of_rest" in "".join(made[0][0])


def test_what_is_added_to_a_term_is_divided_alone() -> None:
    given, weights = np.array([800.0, 799.0, -800.0]), np.array([2.0, 3.0, 4.0])
    shares = np.exp(given - 800) / np.sum(np.exp(given - 800))
    smoothed, weighted = SMOOTHED
    np.testing.assert_allclose(lower(smoothed)(given, 0.5), shares, rtol=1e-14)
    np.testing.assert_allclose(lower(weighted)(given, 0.5, weights), weights * shares, rtol=1e-14)


@pytest.mark.parametrize("of", [-1e4, -800.0, 0.5, 90.0, 800.0, 1e4])
def test_shares_of_terms_that_are_all_the_same(of: float) -> None:
    given = np.array([[of, 1.0, -of], [2.0, 3.0, 4.0], [5.0, 7.0, 6.0]])
    alike, mean = (lower(each)(given) for each in ALIKE)
    np.testing.assert_allclose(alike, [1 / 3] * 3, rtol=1e-15)
    np.testing.assert_allclose(mean, given.mean(axis=0), rtol=1e-15)
    slopes = lower(ALIKE[1], vjp=True)(np.array([3.0, 6.0, 9.0]), given)
    np.testing.assert_allclose(slopes, [[1.0, 2.0, 3.0]] * 3, atol=1e-12 * abs(of))
    given[0, 1] = np.nan
    np.testing.assert_array_equal(np.isnan(lower(ALIKE[0])(given)), [False, True, False])


def test_terms_over_one_sum_are_shares_each() -> None:
    at = np.array([800.0, 799.0, 1.0])
    shares = np.exp(at - 800) / np.exp(at - 800).sum()
    np.testing.assert_allclose(lower(TOGETHER)(at), (1 + at) * shares, rtol=1e-13)
