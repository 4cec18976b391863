"""The file NAME.proofnotes.toml beside a document: annotations for notes that are not to be touched.

annotations = ["let W: d, n"]            # of the whole document

["Softmax"]                              # of the section with this heading
annotations = ["define \\\\hat y = \\\\operatorname{softmax}(o)"]
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from .inputs import Load, source_of
from .model import Directive, Document, Problem, Section, Source
from .text import decoded

KEY = "annotations"


def sidecar_path(path: Path) -> Path:
    """Where the annotations of a document lie, if they lie beside it."""
    return path.with_name(f"{path.stem}.proofnotes.toml")


def with_sidecar(document: Document, load: Load) -> Document:
    """The document with the annotations beside it, before those in it."""
    path = sidecar_path(document.path)
    try:
        found = decoded(load(path))
    except (OSError, ValueError):
        return document
    source = source_of(path, found)
    number = len(document.sources)
    sources = (*document.sources, source)
    try:
        tables = tomllib.loads(found.text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem("D06", f"not TOML: {error}", number, 1, 1)
        return replace(document, sources=sources, problems=(*document.problems, problem))
    directives, problems = _directives(document, tables, source, number)
    return replace(
        document,
        sources=sources,
        directives=(*directives, *document.directives),
        problems=(*document.problems, *problems),
    )


def _directives(
    document: Document, tables: dict[str, object], source: Source, number: int
) -> tuple[list[Directive], list[Problem]]:
    directives: list[Directive] = []
    problems: list[Problem] = []
    for heading, table in tables.items():
        whole = heading == KEY
        texts = table if whole else table.get(KEY) if isinstance(table, dict) else None
        section = document.sections[0] if whole else _section(document, heading)
        line = _line(source, heading)
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            problems.append(Problem("D06", f"{heading} has no list of texts {KEY}", number, line, 1))
        elif section is None:
            problems.append(Problem("D06", f"the document has no heading {heading}", number, line, 1))
        else:
            after = next((f.number for f in document.formulas if f.section.number >= section.number), 0)
            after = 0 if whole else after
            directives += [Directive(text, number, _line(source, text, line), section, after, whole) for text in texts]
    return directives, problems


def _section(document: Document, title: str) -> Section | None:
    return next((section for section in document.sections if section.titles and section.titles[-1] == title), None)


def _line(source: Source, text: str, otherwise: int = 1) -> int:
    """The line on which a text stands, with its backslashes as they are or doubled."""
    for written in (text, text.replace("\\", "\\\\")):
        offset = source.text.find(written)
        if offset >= 0:
            return source.place(offset)[0]
    return otherwise
