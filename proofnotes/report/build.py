"""From the catalogue and its proofs to the files in build/."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import jinja2

from ..catalogue import Catalogue, UnknownId, load_catalogue
from ..symbolic.errors import NotationError
from . import templating
from .evidence import Evidence, Progress, gather
from .markdown import tidy
from .notes import Notes
from .phrases import load_phrases
from .templating import NOTES, environment, located
from .tex import to_latex
from .words import load_words


def build_report(
    out: Path,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
    language: str = "zh",
) -> list[Path]:
    """Prove everything, measure what is measured, and write notes.zh.md and notes.zh.tex.

    progress(name, done, total) is called after each step, with the name of the link or the id of the statement.
    """
    found = catalogue or load_catalogue()
    return render(found, gather(found, progress or (lambda name, done, total: None)), out, language)


def render(catalogue: Catalogue, evidence: Evidence, out: Path, language: str = "zh") -> list[Path]:
    """Write the notes.  A link without a proof is reported as not checked, a table that is missing as not measured."""
    markdown = markdown_notes(catalogue, evidence, language)
    name = f"notes.{language}"
    latex = environment().get_template("notes.tex").render(body=to_latex(markdown))
    out.mkdir(parents=True, exist_ok=True)
    return [_write(out / f"{name}.md", markdown), _write(out / f"{name}.tex", latex)]


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
    phrases = load_phrases(templating.TEMPLATES / language)
    functions = Notes(catalogue, evidence, phrases).functions()
    jinja.globals.update(functions, words=load_words(language), language=language)
    return jinja


def _write(path: Path, text: str) -> Path:
    """Whole or not at all: an interrupted build leaves the previous file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
