"""A document read from a file: the format follows from the name, and no content makes it fail."""

from __future__ import annotations

from pathlib import Path

from .assembly import SourceStretch, assembled
from .markdown import scan_markdown
from .model import Document, DocumentFormat, Problem, Source
from .text import Decoded, decoded, line_starts, newline_of, with_plain_line_ends

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


def read(path: Path, text: str | bytes | None = None) -> Document:
    """The document in a file; text is what the file holds if it is not to be read from the disk.

    Raises OSError where the file cannot be read, and nothing else: what is wrong inside is among the problems.
    """
    raw = path.read_bytes() if text is None else text
    found = Decoded(raw, "utf-8") if isinstance(raw, str) else decoded(raw)
    return _read_markdown(path, found)


def source_of(path: Path, found: Decoded, cell: int | None = None) -> Source:
    """A file as a source."""
    return Source(path, found.text, line_starts(found.text), cell, newline_of(found.text), found.encoding)


def encoding_problems(source: Source, number: int, found: Decoded) -> list[Problem]:
    """What the decoder could not read."""
    message = "a byte that is not UTF-8 (read as U+FFFD)"
    return [Problem("D01", message, number, *source.place(fault)) for fault in found.faults]


def _read_markdown(path: Path, found: Decoded) -> Document:
    source = source_of(path, found)
    scan = scan_markdown(with_plain_line_ends(found.text))
    stretches = [SourceStretch(0, 0, len(found.text))]
    problems = encoding_problems(source, 0, found)
    return assembled(path, DocumentFormat.MARKDOWN, [source], [scan], stretches, problems)
