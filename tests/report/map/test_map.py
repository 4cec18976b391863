"""The map: every statement once, what became of it, and an arrow for every use."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest

from proofnotes import Measurement, Opinion
from proofnotes.report.dependencies import dependencies
from proofnotes.report.map import map_alt, map_groups, map_svg, map_svg_file, map_title
from proofnotes.report.map.groups import DEFINED, MARKS, MEASURED, OPINION, MapEntry, MapGroup
from proofnotes.report.map.layout import Layout, Rectangle, laid_out, text_width
from proofnotes.report.map.picture import COLOURS
from proofnotes.report.views import CONTRADICTED, DISPROVED, StatementView, statement_view
from proofnotes.report.words import load_words
from proofnotes.statements.catalogue import Catalogue
from proofnotes.verdicts.model import ERROR, PROVED, REFUTED, UNCHECKED, UNKNOWN
from proofnotes.verdicts.settle import unchecked
from tests.catalogue import CATALOGUE
from tests.reading import ROOT
from tests.report.test_dependencies import catalogue_of, cube, slope, whole_graph
from tests.verdicts.made import made

WORDS = {language: load_words(language) for language in ("zh", "en")}
SVG = "{http://www.w3.org/2000/svg}"


def views(catalogue: Catalogue, mark: str = PROVED) -> dict[str, StatementView]:
    """As if everything were settled."""
    found = {each.id: statement_view(each, made(each)) for each in catalogue.statements}
    return {id: replace(view, mark=mark if view.mark else "") for id, view in found.items()}


@cache
def whole_map() -> tuple[MapGroup, ...]:
    """Of the repository."""
    return map_groups(CATALOGUE, whole_graph(), views(CATALOGUE))


@cache
def whole_layout() -> Layout:
    return laid_out(whole_map())


def test_the_lists_have_everything_once_with_a_mark() -> None:
    entries = [each for group in whole_map() for each in group.entries]
    assert sorted(each.id for each in entries) == sorted(each.id for each in CATALOGUE.statements)
    assert len({group.name for group in whole_map()}) == len(whole_map())
    assert {each.id: each.uses for each in entries} == dict(whole_graph().reduced)
    assert {each.mark for each in entries} <= set(MARKS.values())
    assert len(set(MARKS.values())) == len(MARKS)


def test_a_verdict_is_that_of_the_view() -> None:
    statements = (cube, slope, Opinion("cube.beauty", "Yes."), Measurement("cube.time", "Seconds.", list))
    catalogue = catalogue_of(*statements, name="cube")
    graph = dependencies(catalogue)

    def entries(found: Mapping[str, StatementView]) -> list[MapEntry]:
        (group,) = map_groups(catalogue, graph, found)
        return list(group.entries)

    for verdict in (PROVED, DISPROVED, UNKNOWN, REFUTED, UNCHECKED, ERROR, CONTRADICTED):
        shown = entries(views(catalogue, verdict))
        assert [each.verdict for each in shown] == [DEFINED, verdict, OPINION, MEASURED]
        assert [each.name for each in shown] == ["cube", "derivative", "beauty", "time"]
    unasked = {each.id: statement_view(each, unchecked(each)) for each in statements}
    assert entries(unasked)[1].verdict == UNCHECKED
    assert set(COLOURS) == set(MARKS)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    apart = (
        one.x + one.width <= other.x or other.x + other.width <= one.x
        or one.y + one.height <= other.y or other.y + other.height <= one.y
    )  # fmt: skip
    return not apart


def test_no_box_covers_another_and_every_label_fits() -> None:
    for one, other in combinations(whole_layout().entries.values(), 2):
        assert not overlap(one, other)
    for one, other in combinations(whole_layout().groups.values(), 2):
        assert not overlap(one, other)
    for group in whole_map():
        frame = whole_layout().groups[group.name]
        assert text_width(group.name) < frame.width
        for entry in group.entries:
            box = whole_layout().entries[entry.id]
            assert text_width(entry.label) < box.width
            assert frame.x < box.x
            assert box.x + box.width < frame.x + frame.width


def test_there_is_an_arrow_for_every_use() -> None:
    assert set(whole_layout().edges) == {(used, id) for id, all in whole_graph().reduced.items() for used in all}
    assert all(len(curve) % 3 == 2 for curve in whole_layout().edges.values())


def parsed(language: str = "en", **options) -> ElementTree.Element:
    return ElementTree.fromstring(map_svg(whole_map(), WORDS[language], language, **options))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_box_is_a_link_with_its_id_and_verdict(language: str) -> None:
    links = list(parsed(language).iter(f"{SVG}a"))
    assert sorted(each.get("href") for each in links) == sorted(f"#{each.id}" for each in CATALOGUE.statements)
    for link in links:
        title = link.findtext(f"{SVG}title", "")
        assert title.startswith(link.get("data-id", "?"))
        assert len(title) > len(link.get("data-id", "")) + 2


def test_links_lead_where_the_page_says() -> None:
    (first, *_) = parsed(href="page.html?id={}".format).iter(f"{SVG}a")
    assert first.get("href") == f"page.html?id={first.get('data-id')}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_map_is_told_and_its_ids_are_its_own(language: str) -> None:
    root = parsed(language)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each.startswith("map-") for each in ids)
    assert root.findtext(f"{SVG}title") == map_title(whole_map(), language)
    assert root.findtext(f"{SVG}desc") == map_alt(whole_map(), language)
    assert str(len(CATALOGUE.statements)) in map_alt(whole_map(), language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_says_what_occurs(language: str) -> None:
    text = " ".join(parsed(language).itertext())
    for key in ("outcome.definition", "outcome.opinion", "outcome.measured"):
        assert WORDS[language](key) in text
    assert WORDS[language].verdict("PROVED").lstrip("✓ ") in text
    assert WORDS[language].verdict("UNKNOWN") not in text


def test_a_file_has_no_links_and_its_own_colours() -> None:
    text = map_svg_file(whole_map(), WORDS["en"], "en")
    assert "prefers-color-scheme:dark" in text
    assert "<a " not in text
    assert "<a " in map_svg(whole_map(), WORDS["en"], "en")
    assert "<style" not in map_svg(whole_map(), WORDS["en"], "en")


def test_a_name_cannot_inject_markup() -> None:
    group = MapGroup("<b>", (MapEntry("x.y", "</text><script>", False, "PROVED", ()),))
    text = map_svg([group], WORDS["en"], "en", href=lambda id: 'javascript:"><script>')
    assert "<script" not in text
    assert "<b>" not in text


PROGRAM = """
import hashlib
from proofnotes.statements.catalogue import load_catalogue
from proofnotes.report.dependencies import dependencies
from proofnotes.report.map import map_groups, map_svg
from proofnotes.report.pictures import pictures
from proofnotes.report.views import statement_view
from proofnotes.report.words import load_words
from proofnotes.verdicts.settle import unchecked
catalogue = load_catalogue()
views = {each.id: statement_view(each, unchecked(each)) for each in catalogue.statements}
groups = map_groups(catalogue, dependencies(catalogue), views)
texts = [map_svg(groups, load_words("en"), "en"), *(each.svg("en") for each in pictures(catalogue))]
print(*(hashlib.sha256(each.encode()).hexdigest() for each in texts))
"""


@pytest.mark.thorough
def test_map_and_pictures_are_the_same_in_every_process() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert run("1") == run("2")
