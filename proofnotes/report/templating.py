"""The templates' environment: what they may say, and where a mistake in one is."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
PARTIALS = "partials"
NOTES = "notes.md"


class ReportError(Exception):
    """A template that asks for something that does not exist; the message names the file and the line."""


def languages() -> tuple[str, ...]:
    """The folders of templates/ that hold an edition of the notes."""
    return tuple(sorted(path.parent.name for path in TEMPLATES.glob(f"*/{NOTES}")))


def environment(*first: str) -> jinja2.Environment:
    """Strict: a name that does not exist is an error, never an empty string.

    first: folders of templates/ in which a template is looked for before templates/ itself.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([*(TEMPLATES / each for each in first), TEMPLATES]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=jinja2.select_autoescape(("html",), default=False),
    )


def located(error: Exception) -> ReportError:
    """The error with the template and the line that it came from; partials are passed over for what called them."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return ReportError(f"{error.filename or error.name}:{error.lineno}: {error.message}")
    frames = [
        each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(TEMPLATES)
    ]
    own = [each for each in frames if PARTIALS not in Path(each.filename).parts] or frames
    where = f"{Path(own[-1].filename).relative_to(TEMPLATES.parent)}:{own[-1].lineno}: " if own else ""
    return ReportError(f"{where}{error}")
