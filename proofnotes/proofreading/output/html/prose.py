"""The text of notes as HTML, with a mark where each formula stands.

Nothing of the notes' own markup is kept as markup: HTML is dropped, attributes but harmless links are, pictures become
their description.  The marks are two characters that the text itself is freed of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from ...sources.model import DocumentFormat, Formula, Source

_OPENING, _CLOSING = "\ue000", "\ue001"
MARK = re.compile(f"{_OPENING}(\\d+){_CLOSING}")
"""Where a formula stands, by its number."""

_KEPT = {"a": ("href",), "ol": ("start",)}
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_FRONT = re.compile(
    r"(?:---[ \t]*\n(?=[\w.'\"-]+[ \t]*:)(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*(?:\n|$)"
)


def with_marks(source: Source, formulas: Iterable[Formula]) -> str:
    """The text of a source with a mark in the place of each formula."""
    pieces: list[str] = []
    reached = 0
    for formula in formulas:
        start, end = formula.outer
        pieces += _freed(source.text[reached:start]), f"{_OPENING}{formula.number}{_CLOSING}"
        reached = end
    pieces.append(_freed(source.text[reached:]))
    return "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")


def _freed(text: str) -> str:
    return text.replace(_OPENING, "").replace(_CLOSING, "")


def prose_of(kind: DocumentFormat, source: Source, formulas: Iterable[Formula]) -> Markup:
    """The text of a source as HTML, with marks."""
    text = with_marks(source, formulas)
    return _latex(text) if kind is DocumentFormat.LATEX else _markdown(text)


def _markdown(text: str) -> Markup:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(_FRONT.sub("", text, count=1) if text.startswith(("---", "+++")) else text)
    _cleaned(tokens)
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _cleaned(tokens: Sequence[Token]) -> None:
    """Take from tokens whatever could act or load something."""
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            token.type, token.content = "text", ""
        elif token.type == "image":
            token.type, token.content, token.children = "text", f"[{token.content}]", None
        elif token.type == "fence":
            token.info = ""
        kept = _KEPT.get(token.tag, ())
        token.attrs = {name: value for name, value in token.attrs.items() if name in kept and _is_harmless(name, value)}
        _cleaned(token.children or ())


def _is_harmless(name: str, value: str | float) -> bool:
    return name != "href" or (isinstance(value, str) and bool(_LINK.match(value)))


_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_REMARK = re.compile(r"^[ \t]*%.*\n|(?<!\\)(?P<even>(?:\\\\)*)%.*", re.MULTILINE)
_LATEX_RULES = (
    (re.compile(r"\\(?:label|cite\w*|index|vspace|hspace)\*?\{[^{}]*\}"), ""),
    (re.compile(r"\\(?:begin|end)\{\w+\*?\}(?:\[[^\]\n]*\])?"), ""),
    (re.compile(r"\\(?:part|chapter)\*?(?:\[[^\]\n]*\])?\{([^{}]*)\}"), r"</p><h1>\1</h1><p>"),
    (re.compile(r"\\section\*?(?:\[[^\]\n]*\])?\{([^{}]*)\}"), r"</p><h2>\1</h2><p>"),
    (re.compile(r"\\(?:sub)+section\*?(?:\[[^\]\n]*\])?\{([^{}]*)\}"), r"</p><h3>\1</h3><p>"),
    (re.compile(r"\\(?:sub)?paragraph\*?\{([^{}]*)\}"), r"</p><p><b>\1</b> "),
    (re.compile(r"\\(?:emph|textit)\{([^{}]*)\}"), r"<em>\1</em>"),
    (re.compile(r"\\textbf\{([^{}]*)\}"), r"<b>\1</b>"),
    (re.compile(r"\\(?:texttt|code)\{([^{}]*)\}"), r"<code>\1</code>"),
    (re.compile(r"\\item\b\s*"), "</p><p>• "),
    (re.compile(r"\\([%&$#_{}])"), r"\1"),
    (re.compile(r"``|''"), "&#34;"),
    (re.compile(r"~"), " "),
    (re.compile(r"\n[ \t]*\n\s*"), "</p><p>"),
)
"""What is read of LaTeX; the rest is shown as it was written.  The text is escaped before."""


def _latex(text: str) -> Markup:
    found = _DOCUMENT.search(text)
    body = str(escape(_REMARK.sub(r"\g<even>", found[1] if found else text))).replace("&#39;", "'")
    for pattern, replacement in _LATEX_RULES:
        body = pattern.sub(replacement, body)
    return Markup(f"<p>{body}</p>".replace("<p></p>", ""))
