"""Coq accepts no proof of what is false, neither ours nor by tactics; and it does accept those of what is true."""

from __future__ import annotations

from itertools import islice

import pytest

from proofnotes.statements.chains import Link
from tests.catalogue import CATALOGUE

from .asking import Way, ask, by_tactics, without_domain, written_proof
from .corpus import LINKS
from .false_statements import FALSE, TOTALITY, false_mutants

pytestmark = [pytest.mark.coq, pytest.mark.thorough]

WAYS = pytest.mark.parametrize("way", [written_proof, by_tactics])


def accepted(links: dict[str, Link], way: Way) -> list[str]:
    told = ask(links, way)
    assert all(each.outcome != "not read" for each in told.values()), told
    return [name for name, each in told.items() if each.outcome == "accepted"]


def few(links: dict[str, Link]) -> dict[str, Link]:
    """Every fourth of them: a search takes its time."""
    return dict(islice(links.items(), None, None, 4))


@WAYS
def test_nothing_by_totality(way: Way) -> None:
    assert accepted(TOTALITY if way is written_proof else few(TOTALITY), way) == []


@WAYS
def test_nothing_that_is_false(way: Way) -> None:
    assert accepted(FALSE if way is written_proof else few(FALSE), way) == []


@WAYS
def test_no_mutant(way: Way) -> None:
    """python -m tests.certifying.mutants --count 300 asks for more; --of totality --way tactics, too."""
    assert accepted(dict(false_mutants(CATALOGUE, 16 if way is written_proof else 5, 7)), way) == []


def test_the_tactics_are_strong() -> None:
    """Where nothing has to mean anything they prove what only Coq's total functions make true."""
    assert len(accepted(TOTALITY, without_domain)) >= 18


TRUE = {
    link.name: link for link in CATALOGUE.links if link.id in ("relu.derivative", "softmax.distribution", "tanh.odd")
}


def test_true_statements_are_accepted() -> None:
    """Or else nothing that is refused here would say anything."""
    simple = {
        name: LINKS[name] for name in ("quotient", "functions", "sum in a sum", "cases", "derivative of a function")
    }
    assert len(accepted(simple, by_tactics)) >= 4
    assert sorted(accepted(TRUE, written_proof)) == sorted(TRUE)
