"""The notes as LaTeX, from the same Markdown: the prose is written once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from .markdown import anchor

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "✓": r"\proved{}", "✗": r"\refuted{}",
}  # fmt: skip
HEADINGS = {"h1": r"\notestitle", "h2": r"\section", "h3": r"\subsection", "h4": r"\subsubsection"}
BREAKABLE, ALLOWED = re.compile(r"(\.|\\_)(?=\w)"), r"\1\\allowbreak{}"
SPACE_AT_PUNCTUATION = re.compile(r" +(?=[，。；：、）！？])")

BARE = {
    "paragraph_open": "",
    "paragraph_close": "\n\n",
    "heading_close": "}\n\n",
    "strong_open": r"\textbf{",
    "strong_close": "}",
    "link_close": "}",
    "softbreak": "\n",
    "bullet_list_open": "\\begin{itemize}\\tight\n",
    "bullet_list_close": "\\end{itemize}\n\n",
    "ordered_list_open": "\\begin{enumerate}\\tight\n",
    "ordered_list_close": "\\end{enumerate}\n\n",
    "list_item_open": r"\item ",
    "list_item_close": "",
}
"""What stands for a token that has no content of its own: every one that the templates lead to, and no other."""


def to_latex(markdown: str) -> str:
    """The body of a LaTeX document.  Raises ValueError for Markdown that the notes do not use."""
    parser = MarkdownIt("commonmark").use(dollarmath_plugin, allow_labels=False)
    return "".join(_blocks(parser.parse(markdown)))


def escape(text: str) -> str:
    """Plain text in LaTeX."""
    return "".join(SPECIAL.get(each, each) for each in text)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        match token.type:
            case "inline":
                yield SPACE_AT_PUNCTUATION.sub("", "".join(map(_inline, token.children or [])))
            case "math_block":
                yield f"\\formula{{{' '.join(token.content.split())}}}\n\n"
            case "heading_open":
                target = anchor(tokens[place + 1].content.replace("`", ""))
                yield rf"\hypertarget{{{target}}}{{}}{HEADINGS[token.tag]}{{"
            case _:
                yield _fixed(token)


def _inline(token: Token) -> str:
    match token.type:
        case "text":
            return escape(token.content)
        case "math_inline":
            return f"${token.content}$"
        case "code_inline":
            return rf"\texttt{{{BREAKABLE.sub(ALLOWED, escape(token.content))}}}"
        case "link_open":
            return rf"\hyperlink{{{str(token.attrGet('href')).removeprefix('#')}}}{{"
    return _fixed(token)


def _fixed(token: Token) -> str:
    if token.type not in BARE:
        raise ValueError(f"line {(token.map or [0])[0] + 1}: no LaTeX for {token.type} ({token.content!r})")
    return BARE[token.type]
