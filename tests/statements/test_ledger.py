"""The project keeps step with the ledger: a checked-in list of every id that has to be settled, with its kinds."""

from pathlib import Path

import pytest

from proofnotes import Kind
from proofnotes.statements.catalogue import Catalogue

LEDGER = {
    id: set(kinds)
    for id, *kinds in map(
        str.split, Path(__file__).with_name("ledger_ids.txt").read_text(encoding="utf-8").splitlines()
    )
}


def test_the_ledger_is_whole() -> None:
    assert len(LEDGER) == 113
    assert set().union(*LEDGER.values()) == {kind.value for kind in Kind}


def test_no_id_of_the_ledger_is_missing(catalogue: Catalogue) -> None:
    assert sorted(set(LEDGER) - {each.id for each in catalogue.statements}) == []


@pytest.mark.parametrize("id", LEDGER)
def test_kinds_are_those_of_the_ledger(catalogue: Catalogue, id: str) -> None:
    assert {kind.value for kind in catalogue.by_id(id).kinds} >= LEDGER[id]


def test_what_the_ledger_does_not_have_has_a_kind(catalogue: Catalogue) -> None:
    for statement in catalogue.statements:
        assert statement.kinds
        assert all(isinstance(kind, Kind) for kind in statement.kinds), statement.id


def test_list_has_every_id_of_the_ledger(proofnotes) -> None:
    listed = {line.split()[0]: set(line.split()[1:]) for line in proofnotes("list").output.splitlines()}
    assert set(LEDGER) <= set(listed)
    assert all(listed[id] >= kinds for id, kinds in LEDGER.items())


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_list_by_kind(proofnotes, kind: str) -> None:
    listed = [line.split()[0] for line in proofnotes("list", "--kind", kind).output.splitlines()]
    assert {id for id, kinds in LEDGER.items() if kind in kinds} <= set(listed)
