"""The first engine is broken on purpose, one rule at a time, and each time something notices.

Either it then proves a falsehood, with which the second engine disagrees, or it no longer proves something true.
"""

from __future__ import annotations

from time import monotonic

import pytest

from proofnotes.prover.decision import decide
from proofnotes.second_engine import Agreement, check
from tests.catalogue import CATALOGUE

from .breaking import Break, forget, put_in
from .broken_rules import RULES
from .broken_statements import FALSEHOODS, TRUTHS, Statement

SECONDS = 6.0


def proves(statement: Statement) -> bool:
    """Whether the first engine, as it is now, accepts the statement; what it cannot carry through it does not."""
    try:
        leaves = decide(*statement, monotonic() + SECONDS)
    except Exception:  # a broken rule may break anything
        return False
    return all(leaf.settled for leaf in leaves)


@pytest.fixture(scope="module")
def truths() -> dict[str, Statement]:
    """What the engine as it is proves: the examples, and the identities of the catalogue that need no more than it."""
    links = {
        link.name: (link.relation, link.assuming)
        for link in CATALOGUE.links
        if link.sign == "=" and link.expected == "PROVED"
    }
    proved = {name: statement for name, statement in links.items() if proves(statement)}
    assert len(proved) > 0.9 * len(links)
    return TRUTHS | proved


@pytest.mark.parametrize("name", FALSEHOODS)
def test_no_falsehood_is_proved_and_the_second_engine_disagrees(name: str) -> None:
    assert not proves(FALSEHOODS[name])
    assert check(*FALSEHOODS[name]).agreement is Agreement.DISAGREES


@pytest.mark.parametrize("name", TRUTHS)
def test_every_truth_is_proved_and_the_second_engine_agrees(name: str) -> None:
    assert proves(TRUTHS[name])
    assert check(*TRUTHS[name]).agrees


@pytest.mark.parametrize("rule", [pytest.param(rule, id=name) for name, rule in RULES.items()])
def test_a_rule_stands_where_its_row_says(rule: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(rule, monkeypatch)


def noticed(rule: Break, truths: dict[str, Statement], monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    """The falsehoods that the broken engine proves; if there are none, a truth that it does not."""
    try:
        put_in(rule, monkeypatch)
        wrong = [name for name, statement in FALSEHOODS.items() if proves(statement)]
        lost = "" if wrong else next((name for name, each in truths.items() if not proves(each)), "")
        return wrong, lost
    finally:
        monkeypatch.undo()
        forget()


@pytest.mark.one_in(4)
@pytest.mark.parametrize("rule", [pytest.param(rule, id=name) for name, rule in RULES.items()])
def test_a_broken_rule_is_noticed(rule: Break, truths: dict[str, Statement], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, lost = noticed(rule, truths, monkeypatch)
    assert all(check(*FALSEHOODS[name]).agreement is Agreement.DISAGREES for name in wrong)
    assert wrong or lost, "nothing notices"


def test_an_unbroken_rule_is_not_noticed(truths: dict[str, Statement], monkeypatch: pytest.MonkeyPatch) -> None:
    """Putting a rule in again as it is changes nothing: what is noticed above is the mistake."""
    same = Break("prover.normal_form.sums:_contracted", "moved(", "moved(")
    assert noticed(same, truths, monkeypatch) == ([], "")
