"""From the catalogue and its proofs to the files in build/."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import jinja2

from ..catalogue import Catalogue, UnknownId, load_catalogue
from ..statements import Link
from ..symbolic.errors import HypothesisError, NotationError, UndefinedError
from ..symbolic.proof import Proof, Verdict
from ..symbolic.relations import Relation
from . import templating
from .markdown import tidy
from .notes import Notes
from .phrases import load_phrases
from .templating import environment, located
from .tex import to_latex

Progress = Callable[[str, int, int], None]


def build_report(
    out: Path,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
    language: str = "zh",
) -> list[Path]:
    """Prove everything and write notes.zh.md and notes.zh.tex.

    progress(name, done, total) is called after each link, with its name.
    """
    found = catalogue or load_catalogue()
    return render(found, _proofs(found, progress or (lambda name, done, total: None)), out, language)


def render(catalogue: Catalogue, proofs: Mapping[str, Proof], out: Path, language: str = "zh") -> list[Path]:
    """Write the notes from proofs by the names of their links.  A link without a proof is reported as not checked."""
    markdown = markdown_notes(catalogue, proofs, language)
    name = f"notes.{language}"
    latex = environment().get_template("notes.tex").render(body=to_latex(markdown))
    out.mkdir(parents=True, exist_ok=True)
    return [_write(out / f"{name}.md", markdown), _write(out / f"{name}.tex", latex)]


def markdown_notes(catalogue: Catalogue, proofs: Mapping[str, Proof], language: str = "zh") -> str:
    """The notes as Markdown, from the folder templates/LANGUAGE.

    Raises ReportError, which names the file and the line, for a template that asks for what does not exist.
    """
    jinja = environment()
    phrases = load_phrases(templating.TEMPLATES / language)
    jinja.globals.update(Notes(catalogue, proofs, phrases).functions())
    try:
        return tidy(jinja.get_template(f"{language}/notes.md").render())
    except (jinja2.TemplateError, NotationError, UnknownId) as error:
        raise located(error) from error


def _proofs(catalogue: Catalogue, progress: Progress) -> dict[str, Proof]:
    proofs = {}
    for done, link in enumerate(catalogue.links, start=1):
        proofs[link.name] = _proof(link)
        progress(link.name, done, len(catalogue.links))
    return proofs


def _proof(link: Link) -> Proof:
    """What the prover rejects is not proved, and the report says why."""
    from ..symbolic.prover import prove_link

    try:
        return prove_link(link)
    except (NotationError, HypothesisError, UndefinedError) as error:
        return Proof(Relation(link.left, link.sign, link.right), link.assuming, Verdict.UNKNOWN, "", detail=str(error))


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
