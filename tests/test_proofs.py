"""Every link of every chain is proved, one item for each: pytest -k softmax.jacobian."""

from functools import cache

import pytest

from proofnotes.catalogue import load_catalogue
from proofnotes.outcomes import LinkOutcome, settle, settle_link
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


@pytest.mark.parametrize("statement", [pytest.param(each, id=each.id) for each in CLAIMS])
def test_takes_less_than_a_second(statement: Statement) -> None:
    first = sum(settled(link).seconds for link in statement.links)
    assert first < 1 or settle(statement).seconds < 1, "on a busy machine the second try counts"


def test_the_catalogue_takes_less_than_ten_seconds() -> None:
    assert sum(settled(link).seconds for link in CATALOGUE.links) < 10


@pytest.mark.parametrize("statement", [pytest.param(each, id=each.id) for each in CATALOGUE.theorems])
def test_every_step_has_a_reason(statement: Statement) -> None:
    for link in statement.links:
        assert link.reason, f"{link.name} gives no reason"
