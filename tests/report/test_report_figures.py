"""The pictures in Markdown and LaTeX: each where its statement stands, with its words, from files beside the notes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from proofnotes.report import Evidence, ReportError, markdown_notes, render
from proofnotes.report.dependencies import dependencies
from proofnotes.report.figures import drawn, for_latex
from proofnotes.report.pictures.picture import Drawing, Picture
from proofnotes.report.templating import languages
from proofnotes.report.tex import to_latex
from proofnotes.statements.catalogue import Catalogue
from tests.report.markdown_lint import faults
from tests.report.test_report import contents, copied, small

IMAGE = re.compile(r"^!\[.*\]\((\S+)\)\\\n\S.*\n\n", re.MULTILINE)
CHAPTERS = re.compile(r"\{% include \"(zh|en)/.*\n")
INCLUDED = re.compile(r"\\drawing\{\\includegraphics\{(.*?)\}\}\{(?=.)")


@pytest.fixture
def generic(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates without chapters of their own, so that every derivation file gets the generic one."""
    return copied(monkeypatch, tmp_path_factory.mktemp("pages"), lambda page: CHAPTERS.sub("", page))


@pytest.mark.parametrize("language", languages())
def test_each_stands_with_its_statement(catalogue: Catalogue, language: str) -> None:
    sections = re.split(r"^#### ", markdown_notes(catalogue, Evidence(), language), flags=re.MULTILINE)
    shown = [(section.split("\n")[0], file) for section in sections for file in IMAGE.findall(section)]
    expected = [(each.statement, f"figures/{each.name}.{language}.svg") for each in drawn(catalogue, Evidence())]
    assert sorted(shown) == sorted(expected)
    assert len(shown) > 10


@pytest.mark.parametrize("language", languages())
def test_latex_has_the_same_in_the_same_order(catalogue: Catalogue, language: str) -> None:
    page = markdown_notes(catalogue, Evidence(), language)
    assert INCLUDED.findall(to_latex(page)) == [for_latex(each) for each in IMAGE.findall(page)]


@pytest.mark.parametrize("language", languages())
def test_words_are_those_of_the_picture(catalogue: Catalogue, language: str) -> None:
    tokens = MarkdownIt("commonmark").parse(markdown_notes(catalogue, Evidence(), language))
    found = [each.children for each in tokens if each.type == "inline" and each.children[0].type == "image"]
    said = {(image.content, "".join(each.content for each in rest)) for image, *rest in found}
    assert {(re.sub(r"\\(.)", r"\1", alt), title) for alt, title in said} == {
        (each.alt(language), each.title(language)) for each in drawn(catalogue, Evidence())
    }


def test_what_is_shown_is_written_and_nothing_else(generic: Path, tmp_path: Path) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in render(small, Evidence(), tmp_path)}
    shown = {file for page in pages.values() for file in (*IMAGE.findall(page), *INCLUDED.findall(page))}
    assert shown == {str(path.relative_to(tmp_path)) for path in (tmp_path / "figures").iterdir()}
    assert {Path(each).suffix for each in shown} == {".svg", ".pdf"}
    assert (tmp_path / "figures/square-definition.pdf").read_bytes().startswith(b"%PDF")


def test_one_edition_writes_its_own(generic: Path, tmp_path: Path) -> None:
    render(small, Evidence(), tmp_path, "zh")
    found = {path.name for path in (tmp_path / "figures").iterdir()}
    assert found == {"square-definition.pdf", "square-definition.zh.svg"}


def test_each_is_drawn_once(generic: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (picture,), times = drawn(small, Evidence()), []

    def counted() -> Drawing:
        times.append(1)
        return picture.draw()

    counting = replace(picture, draw=counted)
    monkeypatch.setattr("proofnotes.report.figures._drawn", lambda *_: (counting,))
    render(small, Evidence(), tmp_path)
    assert len(times) == 1


def broken() -> Drawing:
    raise ValueError("no finite value")


def test_one_that_cannot_be_drawn_stops_the_build(
    generic: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    render(small, Evidence(), tmp_path)
    before = contents(tmp_path)
    picture = Picture("square.definition", "function", broken)
    monkeypatch.setattr("proofnotes.report.figures._drawn", lambda *_: (picture,))
    with pytest.raises(ReportError, match="square.definition: its picture cannot be drawn: no finite value"):
        render(small, Evidence(), tmp_path)
    assert contents(tmp_path) == before


def test_words_of_a_picture_are_text(generic: Path) -> None:
    hostile = "<b> ](x) `y` $z$ [a](b) *c* _d_ | #"
    for path in generic.glob("*/pictures.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r'^(title|alt) = ".*"', rf'\1 = "{hostile}"', text, flags=re.MULTILINE), encoding="utf-8"
        )
    page = markdown_notes(small, Evidence(), "en")
    assert faults(page) == []
    tokens = MarkdownIt("commonmark").parse(page)
    (inner,) = [each.children for each in tokens if each.type == "inline" and each.children[0].type == "image"]
    assert [each.type for each in inner] == ["image", "hardbreak", "text"]
    assert inner[2].content == hostile
    assert to_latex(page).count(r"\drawing{") == 1


@pytest.mark.parametrize("language", languages())
def test_the_map_is_listed(catalogue: Catalogue, language: str) -> None:
    page = markdown_notes(catalogue, Evidence(), language)
    lines = re.findall(r"^  - (\[`.*)$", page, re.MULTILINE)
    reduced = dependencies(catalogue).reduced
    listed = [tuple(re.findall(r"\[`(.*?)`\]", line)) for line in lines]
    assert sorted(listed) == sorted((each.id, *reduced[each.id]) for each in catalogue.statements)
