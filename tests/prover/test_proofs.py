"""Every link of every chain is settled, one item for each: pytest -k softmax.jacobian."""

from fractions import Fraction
from itertools import chain

import pytest

from proofnotes import Kind, Link
from proofnotes.prover.witnesses.refute import check_witness
from proofnotes.shell.terminal import broken_lines
from proofnotes.verdicts.model import LinkOutcome
from proofnotes.verdicts.settle import prove_link, settle_link
from tests.catalogue import CATALOGUE

MOST_SECONDS = 10
"""`proofnotes prove` prints the times that we promise; here only a slip by an order of magnitude is caught."""


def explain(outcome: LinkOutcome) -> str:
    return "\n".join(["", *broken_lines(outcome)])


@pytest.mark.parametrize("link", [pytest.param(link, id=link.name) for link in CATALOGUE.links])
def test_link(link: Link) -> None:
    outcome = settle_link(link)
    assert outcome.settled, explain(outcome)
    assert outcome.proof.method
    assert outcome.proof.seconds < MOST_SECONDS
    if outcome.verdict == "PROVED":
        assert all(condition.discharged for condition in outcome.proof.conditions), explain(outcome)


FALSE = [link for link in CATALOGUE.links if link.expected == "REFUTED"]


@pytest.mark.parametrize("link", [pytest.param(link, id=link.name) for link in FALSE])
def test_witness_is_evaluated_anew(link: Link) -> None:
    witness = prove_link(link).witness
    assert witness is not None
    assert check_witness(link.left, link.sign, link.right, link.assuming, witness)
    numbers = [*witness.point.scalars.values(), *chain.from_iterable(map(dict.values, witness.point.tensors.values()))]
    assert all(isinstance(each, Fraction) for each in numbers)


def test_kinds_of_links_are_those_of_their_statements() -> None:
    for statement in CATALOGUE.statements:
        own = {Kind.IDENTITY} if statement.kind is Kind.DEFINITION else set(statement.kinds)
        assert {link.kind for link in statement.links} <= own, statement.id


def test_every_step_has_a_reason() -> None:
    assert [link.name for statement in CATALOGUE.theorems for link in statement.links if not link.reason] == []
