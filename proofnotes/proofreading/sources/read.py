"""A document read from a file: the format follows from the name, and no content makes it fail."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .assembly import SourceStretch, assembled
from .inputs import InputReader, Load, encoding_problems, source_of
from .markdown import scan_markdown
from .model import Document, DocumentFormat, Problem
from .notebook import NotebookError, markdown_cells
from .scan import Scan
from .sidecar import with_sidecar
from .text import Decoded, decoded, with_plain_line_ends

FORMATS = {
    ".md": DocumentFormat.MARKDOWN, ".markdown": DocumentFormat.MARKDOWN, ".mdown": DocumentFormat.MARKDOWN,
    ".mkd": DocumentFormat.MARKDOWN, ".qmd": DocumentFormat.MARKDOWN, ".rmd": DocumentFormat.MARKDOWN,
    ".mdx": DocumentFormat.MARKDOWN, ".txt": DocumentFormat.MARKDOWN,
    ".tex": DocumentFormat.LATEX, ".ltx": DocumentFormat.LATEX, ".latex": DocumentFormat.LATEX,
    ".ipynb": DocumentFormat.NOTEBOOK,
}  # fmt: skip
"""What a file is, by its ending; anything else is read as Markdown."""


def format_of(path: Path) -> DocumentFormat:
    """How a file is written, by its name."""
    return FORMATS.get(path.suffix.lower(), DocumentFormat.MARKDOWN)


def read(path: Path, text: str | bytes | None = None, load: Load = Path.read_bytes) -> Document:
    """The document in a file; text is what the file holds if it is not to be read from the disk.

    load gives what \\input and the sidecar file name, the content of a path.  Raises OSError where the file itself
    cannot be read, and nothing else: what is wrong inside is among the problems.
    """
    raw = load(path) if text is None else text
    found = Decoded(raw, "utf-8") if isinstance(raw, str) else decoded(raw)
    if found.binary:
        problem = Problem("D05", "not a text: it has bytes that are zero", 0, 1, 1)
        return assembled(path, format_of(path), [source_of(path, Decoded("", ""))], [Scan("", ())], [], [problem])
    return with_sidecar(_READERS[format_of(path)](path, found, load), load)


def inputs_of(path: Path) -> frozenset[Path]:
    """The files that a LaTeX document reads in their place; none of what is no document, or cannot be read."""
    if format_of(path) is not DocumentFormat.LATEX:
        return frozenset()
    try:
        document = read(path)
    except OSError:
        return frozenset()
    if "\\documentclass" not in document.sources[0].text:
        return frozenset()
    return frozenset(source.path.resolve() for source in document.sources[1:])


def _read_markdown(path: Path, found: Decoded, _load: Load) -> Document:
    source = source_of(path, found)
    scan = scan_markdown(with_plain_line_ends(found.text))
    stretches = [SourceStretch(0, 0, len(found.text))]
    problems = encoding_problems(source, 0, found)
    return assembled(path, DocumentFormat.MARKDOWN, [source], [scan], stretches, problems)


def _read_latex(path: Path, found: Decoded, load: Load) -> Document:
    reader = InputReader(path, load)
    reader.read(found)
    document = assembled(path, DocumentFormat.LATEX, reader.sources, reader.scans, reader.stretches, reader.problems)
    return replace(document, macros={**reader.macros, **document.macros})


def _read_notebook(path: Path, found: Decoded, _load: Load) -> Document:
    whole = source_of(path, found)
    try:
        cells = markdown_cells(found.text)
    except NotebookError as fault:
        problem = Problem("D05", fault.message, 0, *whole.place(fault.offset))
        return assembled(path, DocumentFormat.NOTEBOOK, [whole], [Scan("", ())], [], [problem])
    sources = [source_of(path, Decoded(cell.text, found.encoding), cell.number) for cell in cells]
    scans = [scan_markdown(with_plain_line_ends(cell.text)) for cell in cells]
    stretches = [SourceStretch(number, 0, len(cell.text)) for number, cell in enumerate(cells)]
    return assembled(path, DocumentFormat.NOTEBOOK, sources, scans, stretches, encoding_problems(whole, 0, found))


_READERS = {
    DocumentFormat.MARKDOWN: _read_markdown,
    DocumentFormat.LATEX: _read_latex,
    DocumentFormat.NOTEBOOK: _read_notebook,
}
"""Who reads which format."""
