"""The pictures as files beside the notes: SVG for Markdown, one for each language, and PDF for LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..expr.errors import NotationError
from ..statements.catalogue import Catalogue
from ..statements.claims import Table
from .evidence import Evidence
from .pictures import Picture, pictures

FOLDER = "figures"


@dataclass(frozen=True)
class Figure:
    """A picture as a template sees it: a file, its caption, and what is to be seen."""

    file: str
    title: str
    alt: str


def drawn(catalogue: Catalogue, evidence: Evidence) -> tuple[Picture, ...]:
    """The pictures, which are the same objects for every edition: each is drawn once."""
    return _drawn(catalogue, frozenset(evidence.tables.items()))


@lru_cache(maxsize=1)
def _drawn(catalogue: Catalogue, tables: frozenset[tuple[str, Table]]) -> tuple[Picture, ...]:
    return pictures(catalogue, dict(tables))


def figures(pictures: Iterable[Picture], language: str) -> tuple[Figure, ...]:
    """For Markdown.  NotationError, which names the statement, for one that cannot be drawn."""
    return tuple(_figure(each, language) for each in pictures)


def _figure(picture: Picture, language: str) -> Figure:
    try:
        return Figure(_svg(picture, language), picture.title(language), picture.alt(language))
    except ValueError as error:
        raise NotationError(f"{picture.statement}: its picture cannot be drawn: {error}") from error


def figure_files(pictures: Iterable[Picture], languages: Sequence[str]) -> Mapping[str, str | bytes]:
    """What has to stand beside the notes in these languages, by name."""
    files: dict[str, str | bytes] = {}
    for each in pictures:
        files |= {_svg(each, language): each.svg_file(language) for language in languages}
        files[for_latex(_svg(each, ""))] = each.pdf()
    return files


def for_latex(file: str) -> str:
    """The PDF of the picture that Markdown shows; no words are written in it, so that all languages share one."""
    return f"{file.partition('.')[0]}.pdf"


def _svg(picture: Picture, language: str) -> str:
    return f"{FOLDER}/{picture.name}.{language}.svg"
