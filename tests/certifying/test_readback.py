"""Printed statements, read back: they have the values, the hypotheses and the domain that the page has."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofnotes.certifying.claims import Unsupported
from proofnotes.statements.catalogue import load_catalogue
from proofnotes.statements.chains import Link
from tests.catalogue import CATALOGUE

from .corpus import LINKS
from .numbers_of_coq import accurately
from .readback import (
    arbitrary,
    complaints,
    environment,
    hypotheses_hold,
    positive_where_said,
    possible,
    printed,
    satisfying,
)

EXAMPLES = load_catalogue(Path(__file__).parents[2] / "examples", ())


def of(links: tuple[Link, ...]) -> dict[str, Link]:
    return {link.name: link for link in links}


def checked(link: Link, sampled: int, ignoring: int) -> list[str]:
    """What is wrong; nothing of what has no statement in Coq, which `proofnotes certify` lists."""
    try:
        statement = printed(link)
    except Unsupported:
        return []
    return list(complaints(link, statement, sampled=sampled, ignoring=ignoring))


@pytest.mark.parametrize("name", LINKS)
def test_every_kind_of_expression(name: str) -> None:
    assert checked(LINKS[name], 4, 16) == []


CHAPTERS = {chapter.name: chapter for chapter in CATALOGUE.modules if any(each.links for each in chapter.statements)}
VOLUME = {chapter.name: chapter for chapter in EXAMPLES.modules if any(each.links for each in chapter.statements)}


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_catalogue(name: str) -> None:
    for statement in CHAPTERS[name].statements:
        for link in statement.links:
            assert checked(link, 2, 3) == [], link.name


@pytest.mark.parametrize("name", VOLUME)
def test_the_examples(name: str) -> None:
    for statement in VOLUME[name].statements:
        for link in statement.links:
            assert checked(link, 1, 2) == [], link.name


@pytest.mark.parametrize("name", [*CHAPTERS, *VOLUME])
def test_hypotheses_are_possible(name: str) -> None:
    """What says so holds where the hypotheses do, and nowhere else."""
    links = [link for statement in {**CHAPTERS, **VOLUME}[name].statements for link in statement.links]
    for link in {each.assuming: each for each in links if each.assuming}.values():
        statement = possible(link)
        assert statement is not None
        with accurately():
            for point in [*satisfying(link, 2), *arbitrary(link, 8)]:
                if not positive_where_said(link, point):
                    continue
                said = statement.theory.value(statement.conclusion, environment(statement, point))
                assert said is hypotheses_hold(link, point), f"{link.name} at {point}"


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*of(CATALOGUE.links), *of(EXAMPLES.links)])
def test_thoroughly(name: str) -> None:
    assert checked({**of(CATALOGUE.links), **of(EXAMPLES.links)}[name], 6, 16) == []
