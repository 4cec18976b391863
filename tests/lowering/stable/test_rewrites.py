"""The stable rewrites: each row is a theorem, and each row is used."""

import pytest

from proofnotes import Definition, Dim, Link, Proof, Tensor, Verdict, exp, prove, total
from proofnotes.lowering import REWRITES, Rewrite, forward_kernel, kernels, vjp_kernel
from proofnotes.lowering.numpy.emit import body_of
from proofnotes.lowering.stable.logarithms import LOGARITHMS
from proofnotes.lowering.stable.scaling import scaling_link
from proofnotes.statements.catalogue import Catalogue
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.lowering.stable.strangers import EVERY
from tests.lowering.stable.test_two_axes import OVER_ALL

DEFINITIONS = (*CATALOGUE.definitions, *EXAMPLES, *(each.definition for each in EVERY), *OVER_ALL)
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
