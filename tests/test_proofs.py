"""Every link of every chain is proved, one item for each: pytest -k softmax.jacobian."""

from functools import cache

import pytest

from proofnotes.catalogue import load_catalogue
from proofnotes.outcomes import LinkOutcome, settle_link
from proofnotes.statements import Link, Statement
from proofnotes.terminal import broken_lines

CATALOGUE = load_catalogue()
CLAIMS = [each for each in CATALOGUE.statements if each.links]

settled = cache(settle_link)


def explain(outcome: LinkOutcome) -> str:
    return "\n".join(["", *broken_lines(outcome)])


@pytest.mark.parametrize("link", [pytest.param(link, id=link.name) for link in CATALOGUE.links])
def test_link(link: Link) -> None:
    outcome = settled(link)
    assert outcome.verdict == "PROVED", explain(outcome)
    assert outcome.method
    assert all(condition["discharged"] for condition in outcome.conditions), explain(outcome)


@pytest.mark.parametrize("statement", [pytest.param(each, id=each.id) for each in CLAIMS])
def test_statement(statement: Statement) -> None:
    outcomes = [settled(link) for link in statement.links]
    assert [each.name for each in outcomes if each.verdict != "PROVED"] == []
    assert sum(each.seconds for each in outcomes) < 1, "no theorem may take more than a second"


@pytest.mark.parametrize("statement", [pytest.param(each, id=each.id) for each in CATALOGUE.theorems])
def test_a_chain_holds_together(statement: Statement) -> None:
    for link in statement.links:
        assert link.reason, f"{link.name} gives no reason"
