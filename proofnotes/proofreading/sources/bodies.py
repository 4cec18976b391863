"""The body of a formula as LaTeX: what only the format around it put there is blanked, and no offset moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..codes import Span
from .model import DocumentFormat

_QUOTED_LINE = re.compile(r"[ \t]*>")
_CONTINUATION = re.compile(r"\n[ \t]*(?:>[ \t]?)+")

_ENTITIES = {"&lt;": "<   ", "&gt;": ">   ", "&amp;": "&    ", "&nbsp;": "      ", "&#39;": "'    "}
_ENTITY = re.compile("|".join(_ENTITIES))
"""HTML that a browser decodes before the formula is typeset."""

_ESCAPED = re.compile(
    r"\\(?:text\w*|math(?:rm|tt|sf|it)|operatorname\*?|mbox)\s*\{[^{}]*\}|(?<!\\)\\(?P<kept>[_*])(?=[\s{\w\\(])"
)
"""An underscore or a star that is kept from Markdown, which takes the backslash away; a name of a program keeps it."""


def latex_body(text: str, span: Span) -> str:
    """As it stands."""
    return text[slice(*span)]


def markdown_body(text: str, span: Span) -> str:
    """Without the marks `>` of a quotation, entities of HTML and backslashes that only Markdown needs."""
    body = _without_quote_marks(text, span)
    body = _ENTITY.sub(lambda found: _ENTITIES[found.group()], body) if "&" in body else body
    if "\\_" in body or "\\*" in body:
        body = _ESCAPED.sub(lambda found: f" {found['kept']}" if found["kept"] else found.group(), body)
    if "\\\\}" in body and body.count("\\\\{") == body.count(
        "\\\\}"
    ):  # \\\\{0, 1\\\\}: no row ends before a brace closes
        body = body.replace("\\\\{", " \\{").replace("\\\\}", " \\}")
    return body


def _without_quote_marks(text: str, span: Span) -> str:
    """They are blanked if every line of the formula has one."""
    body = text[slice(*span)]
    if "\n" not in body:
        return body
    line = text.rfind("\n", 0, span[0]) + 1
    lines = body.split("\n")[1:]
    if not _QUOTED_LINE.match(text, line) or not all(_QUOTED_LINE.match(each) for each in lines if each.strip()):
        return body
    return _CONTINUATION.sub(lambda found: "\n" + " " * (len(found.group()) - 1), body)


BODIES: Mapping[DocumentFormat, Callable[[str, Span], str]] = {
    DocumentFormat.MARKDOWN: markdown_body,
    DocumentFormat.NOTEBOOK: markdown_body,
    DocumentFormat.LATEX: latex_body,
}
"""How a body is taken from a text."""
