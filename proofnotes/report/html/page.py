"""The page: the rendered Markdown, its contents, style, script and font in one file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from ...expr.errors import NotationError
from ...statements.catalogue import UnknownId
from .. import templating
from ..editions import texts
from ..markdown import tidy
from ..notes import Notes
from ..templating import NOTES, located
from ..words import Words
from .font import embedded
from .page_vocabulary import PAGE_WORDS, PageVocabulary
from .prose import Heading

SPACE_AT_PUNCTUATION = re.compile(r" +(?=[，。；：、）！？])|(?<=[，。；：、（！？]) +")
CHAPTER, SECTION = 2, 3
SCRIPT_WORDS = ("copy", "copied", "fold", "formula", "nothing", "results", "unfold")
"""What the script says."""


@dataclass(frozen=True)
class Chapter:
    """A line of the table of contents, and those below it."""

    heading: Heading
    below: tuple[Heading, ...]


@dataclass(frozen=True)
class Edition:
    """The same page in some language."""

    name: str
    lang: str
    file: str


def html_notes(jinja: jinja2.Environment, notes: Notes, words: Words, language: str) -> str:
    """The notes as one HTML file.  jinja finds the templates of templates/html before those beside them.

    Raises ReportError, which names the file and the line, for a template that asks for what does not exist and for a
    formula that the converter refuses.
    """
    vocabulary = PageVocabulary(jinja, notes, words, language)
    jinja.globals.update(vocabulary.functions(), words=words, language=language)
    try:
        return _page(jinja, vocabulary, language)
    except (jinja2.TemplateError, NotationError, UnknownId) as error:
        raise located(error) from error


def _page(jinja: jinja2.Environment, vocabulary: PageVocabulary, language: str) -> str:
    prose = vocabulary.renderer.render(tidy(jinja.get_template(f"{language}/{NOTES}").render()))
    body = Markup(SPACE_AT_PUNCTUATION.sub("", vocabulary.fragments.released(prose.body)))
    return jinja.get_template("page.html").render(
        title=prose.headings[0],
        chapters=_chapters(prose.headings),
        body=body,
        editions=[_edition(each) for each in templating.languages()],
        font=Markup(embedded(vocabulary.mathematics.characters())),
        style=_asset("style.css"),
        script=_asset("script.js"),
        said={key: vocabulary.page.texts[key] for key in SCRIPT_WORDS},
    )


def _chapters(headings: Iterable[Heading]) -> list[Chapter]:
    found: list[Chapter] = []
    for each in headings:
        if each.level == CHAPTER:
            found.append(Chapter(each, ()))
        elif each.level == SECTION and found:
            found[-1] = Chapter(found[-1].heading, (*found[-1].below, each))
    return found


def _edition(language: str) -> Edition:
    said = texts(language, PAGE_WORDS)
    return Edition(said["edition"], said["lang"], f"notes.{language}.html")


def _asset(name: str) -> Markup:
    """A file of templates/assets, which stands in the page as it is."""
    return Markup((templating.TEMPLATES / "assets" / name).read_text(encoding="utf-8"))
