"""From the catalogue and its proofs to the files in build/."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jinja2

from ..certifying import FOLDER, coq_marks
from ..expr.errors import NotationError
from ..statements.catalogue import Catalogue, UnknownId, load_catalogue
from ..verdicts.settle import Progress, steps
from . import templating
from .benchmarks import load_benchmarks
from .editions import check_editions, texts
from .evidence import Evidence, gather
from .figures import drawn, figure_files
from .html import html_notes
from .markdown import tidy
from .notes import Notes
from .phrases import load_phrases
from .templating import NOTES, environment, located
from .tex import to_latex
from .words import load_words
from .writing import write_together

HTML = "html"
"""The folder of the templates that only the HTML edition has."""

BENCHMARKS = "bench.json"
"""Beside the notes: what `make bench` measured."""

LEDGER = "ledger.toml"
"""In the folder of a language: what each statement says, in words."""


def build_report(
    out: Path,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
    language: str | None = None,
) -> list[Path]:
    """Prove everything, measure what is measured, and write the notes: notes.zh.md, notes.zh.tex and so on.

    These are returned; the pictures that they show stand beside them, in the folder figures.

    language: one edition only.  The benchmarks are those of out/bench.json, the certificates those of out/certificates,
    if they are there.  progress(name,
    done, total) is called after each step, with the id of a statement or the name of an edition.
    """
    found = catalogue or load_catalogue()
    tell = progress or (lambda name, done, total: None)
    proving, total = _proving(found), steps_of(found, language)
    benchmarks = load_benchmarks(out / BENCHMARKS)
    marks = coq_marks(found, out / FOLDER)
    gathered = gather(found, lambda name, done, _: tell(name, done, total))
    evidence = replace(gathered, benchmarks=benchmarks, certificates=marks)
    return render(found, evidence, out, language, lambda name, done, _: tell(name, proving + done, total))


def steps_of(catalogue: Catalogue, language: str | None = None) -> int:
    """How often build_report calls progress."""
    return _proving(catalogue) + len(_editions(language))


def _proving(catalogue: Catalogue) -> int:
    return sum(map(steps, catalogue.statements))


def _editions(language: str | None) -> tuple[str, ...]:
    return (language,) if language else templating.languages()


def render(
    catalogue: Catalogue,
    evidence: Evidence,
    out: Path,
    language: str | None = None,
    progress: Progress = lambda name, done, total: None,
) -> list[Path]:
    """Write the notes.  A link without a proof is reported as not checked, a table that is missing as not measured.

    Every page is rendered before the first one is written; raises ReportError, and writes nothing, if the editions do
    not agree or if a template asks for what does not exist.
    """
    check_editions(environment())
    pages: dict[str, str] = {}
    for done, each in enumerate(_editions(language), start=1):
        pages |= edition_pages(catalogue, evidence, each)
        progress(f"notes.{each}", done, len(_editions(language)))
    write_together(out, {**figure_files(drawn(catalogue, evidence), _editions(language)), **pages})
    return [out / name for name in pages]


def edition_pages(catalogue: Catalogue, evidence: Evidence, language: str) -> dict[str, str]:
    """The files of one edition, by name.  HTML comes first: it converts every formula and names one that is wrong."""
    html = html_notes(environment(HTML), notes_of(catalogue, evidence, language), load_words(language), language)
    markdown = markdown_notes(catalogue, evidence, language)
    latex = environment().get_template("notes.tex").render(body=to_latex(markdown), language=language)
    return {f"notes.{language}.md": markdown, f"notes.{language}.tex": latex, f"notes.{language}.html": html}


def markdown_notes(catalogue: Catalogue, evidence: Evidence, language: str = "zh") -> str:
    """The notes as Markdown, from the folder templates/LANGUAGE.

    Raises ReportError, which names the file and the line, for a template that asks for what does not exist.
    """
    jinja = edition(catalogue, evidence, language)
    try:
        return tidy(jinja.get_template(f"{language}/{NOTES}").render())
    except (jinja2.TemplateError, NotationError, UnknownId) as error:
        raise located(error) from error


def edition(catalogue: Catalogue, evidence: Evidence, language: str) -> jinja2.Environment:
    """What the templates of one language see: the catalogue, the evidence, and the language's words."""
    jinja = environment()
    notes = notes_of(catalogue, evidence, language)
    jinja.globals.update(notes.functions(), words=load_words(language), language=language)
    return jinja


def notes_of(catalogue: Catalogue, evidence: Evidence, language: str) -> Notes:
    """The catalogue and the evidence for one page: what it has told, another page has not."""
    phrases = load_phrases(templating.TEMPLATES / language)
    return Notes(catalogue, evidence, language, phrases, texts(language, LEDGER))
