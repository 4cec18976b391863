"""The notes as LaTeX, from the same Markdown: the prose is written once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from .figures import for_latex
from .markdown import anchor

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "✓": r"\proved{}", "✗": r"\refuted{}",
    "⊢": r"\certified{}",
}  # fmt: skip
HEADINGS = {"h1": r"\notestitle", "h2": r"\section", "h3": r"\subsection", "h4": r"\subsubsection"}
BREAKABLE, ALLOWED = re.compile(r"(\.|\\_)(?=\w)"), r"\1\\allowbreak{}"
BREAK = re.compile(r"[\s._\u3000-\u9fff\uff00-\uffef]")
"""Where a line may end: code too, at its dots and underscores."""

MARGIN = 3
"""Between columns, in characters."""

SPACE_AT_PUNCTUATION = re.compile(r" +(?=[，。；：、）！？])")

WIDE = 120
"""An inline formula with as many characters may be wider than the line; it is then made smaller."""

LONG, LINE = 25, 88
"""A table with more rows, or with cells too long for lines of so many characters, may go on over several pages, and its
wide columns wrap; another one is made smaller where it is too wide."""

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
    "thead_open": "",
    "thead_close": "\\headend\n",
    "tbody_open": "",
    "tbody_close": "",
    "tr_open": "",
    "tr_close": "\\\\\n",
    "th_close": "}",
    "td_close": "",
}
"""What stands for a token that has no content of its own: every one that the templates lead to, and no other."""


def to_latex(markdown: str) -> str:
    """The body of a LaTeX document.  Raises ValueError for Markdown that the notes do not use."""
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, allow_labels=False)
    return "".join(_blocks(parser.parse(markdown)))


def escape(text: str) -> str:
    """Plain text in LaTeX."""
    return "".join(SPECIAL.get(each, each) for each in text)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        match token.type:
            case "inline" if token.children and token.children[0].type == "image":
                yield _picture(*token.children)
            case "inline":
                yield SPACE_AT_PUNCTUATION.sub("", "".join(map(_inline, token.children or [])))
            case "math_block":
                yield f"\\formula{{{' '.join(token.content.split())}}}\n\n"
            case "heading_open":
                target = anchor(tokens[place + 1].content.replace("`", ""))
                yield rf"\hypertarget{{{target}}}{{}}{HEADINGS[token.tag]}{{"
            case "table_open":
                environment, columns = _table(tokens[place:])
                yield f"\\begin{{{environment}}}{{{columns}}}\n"
            case "table_close":
                start = max(at for at, each in enumerate(tokens[:place]) if each.type == "table_open")
                yield f"\\end{{{_table(tokens[start:])[0]}}}\n\n"
            case "th_open" | "td_open":
                between = "" if tokens[place - 1].type == "tr_open" else " & "
                yield between + (_head(token) if token.type == "th_open" else "")
            case _:
                yield _fixed(token)


def _picture(image: Token, *after: Token) -> str:
    """A picture stands in a paragraph of its own, and its caption on the next line."""
    caption = "".join(map(_inline, after[1:]))
    return rf"\drawing{{\includegraphics{{{for_latex(str(image.attrGet('src')))}}}}}{{{caption}}}"


def _head(cell: Token) -> str:
    return r"\head{" if "right" in str(cell.attrGet("style")) else r"\headleft{"


def _table(tokens: list[Token]) -> tuple[str, str]:
    """The environment, by the size of the table that the tokens begin with, and its columns."""
    end = next(at for at, each in enumerate(tokens) if each.type == "table_close")
    rows = sum(each.type == "tr_open" for each in tokens[:end])
    signs = ["r" if "right" in str(each.attrGet("style")) else "l" for each in tokens[:end] if each.type == "th_open"]
    cells = [each for each in tokens[:end] if each.type == "inline"]
    columns = [cells[place :: len(signs)] for place in range(len(signs))]
    if rows <= LONG and sum(max(map(_width, each)) for each in columns) <= 2 * LINE:
        return "shorttable", "".join(signs)
    return "pagestable", "".join(_columns(signs, columns))


def _columns(signs: list[str], columns: list[list[Token]]) -> Iterator[str]:
    """Narrow columns are as wide as their cells.  The others share the rest by the root of their widths, so that the
    wider wraps more often; but none is narrower than its longest word.
    """
    widths = [max(map(_width, each)) for each in columns]
    fixed = {place: width for place, width in enumerate(widths) if width <= LINE / len(widths)}
    wide = {place: width**0.5 for place, width in enumerate(widths) if place not in fixed}
    words = {place: max(map(_longest_word, columns[place])) for place in wide}
    while tight := [p for p in wide if wide[p] / sum(wide.values()) * (LINE - sum(fixed.values())) < words[p]]:
        fixed |= {place: words[place] for place in tight}
        wide = {place: root for place, root in wide.items() if place not in tight}
    for place, sign in enumerate(signs):
        share = fixed.get(place) or wide[place] / sum(wide.values()) * (LINE - sum(fixed.values()))
        yield f"W{{{share / LINE:.3f}}}" if place in words else sign


def _width(cell: Token) -> int:
    """In Latin characters; a Chinese one is as wide as two, and a formula about half as wide as its source."""
    return sum(_characters(each.content) // (2 if "math" in each.type else 1) for each in cell.children or [])


def _longest_word(cell: Token) -> int:
    pieces = BREAK.split("".join(each.content for each in cell.children or [] if "math" not in each.type))
    return max(map(_characters, pieces)) + MARGIN


def _characters(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _inline(token: Token) -> str:
    match token.type:
        case "text":
            return escape(token.content)
        case "math_inline":
            return f"${token.content}$" if len(token.content) < WIDE else rf"\wide{{${token.content}$}}"
        case "code_inline":
            return rf"\texttt{{{BREAKABLE.sub(ALLOWED, escape(token.content))}}}"
        case "link_open":
            target = unquote(str(token.attrGet("href")))
            return rf"\hyperlink{{{target[1:]}}}{{" if target.startswith("#") else rf"\href{{run:{target}}}{{"
    return _fixed(token)


def _fixed(token: Token) -> str:
    if token.type not in BARE:
        raise ValueError(f"line {(token.map or [0])[0] + 1}: no LaTeX for {token.type} ({token.content!r})")
    return BARE[token.type]
