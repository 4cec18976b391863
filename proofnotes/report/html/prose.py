"""Markdown as HTML: formulas as MathML, headings with anchors, references that know what became of a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ..markdown import anchor
from .fragments import MARK, is_mark
from .mathml import Mathematics

MATH = {"math_inline", "math_block"}
BLOCK = Markup('<div class="formula">{}</div>\n')
TABLE, TABLE_END = '<div class="scroll"><table>\n', "</table></div>\n"


@dataclass(frozen=True)
class Heading:
    """A line of the table of contents."""

    level: int
    anchor: str
    title: Markup


@dataclass(frozen=True)
class Prose:
    """The body of a page and its headings, in order."""

    body: str
    headings: tuple[Heading, ...]


class Renderer:
    """Markdown to HTML.  reference(id, inner) is what a link to a statement looks like."""

    def __init__(self, mathematics: Mathematics, reference: Callable[[str, Markup], Markup]) -> None:
        self.mathematics = mathematics
        self.reference = reference
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.markdown.use(dollarmath_plugin, allow_labels=False)
        self.markdown.add_render_rule("math_inline", lambda _, tokens, place, *rest: self._formula(tokens[place]))
        self.markdown.add_render_rule(
            "math_block", lambda _, tokens, place, *rest: BLOCK.format(self._formula(tokens[place]))
        )
        self.markdown.add_render_rule("table_open", lambda *_: TABLE)
        self.markdown.add_render_rule("table_close", lambda *_: TABLE_END)

    def check(self, markdown: str) -> str:
        """The same text, once every formula in it has been converted.  NotationError for one that is refused."""
        for token in self.markdown.parse(markdown):
            for each in (token, *(token.children or [])):
                if each.type in MATH:
                    self._formula(each)
        return markdown

    def render(self, markdown: str) -> Prose:
        """The whole text."""
        tokens = self.markdown.parse(markdown)
        headings = tuple(_heading(tokens, at) for at, each in enumerate(tokens) if each.type == "heading_open")
        for token in tokens:
            if token.children:
                token.children = list(self._linked(token.children))
        return Prose(self.markdown.renderer.render(_unwrapped(tokens), self.markdown.options, {}), headings)

    def _formula(self, token: Token) -> Markup:
        show = self.mathematics.displayed if token.type == "math_block" else self.mathematics.inline
        return show(token.content)

    def _linked(self, children: Sequence[Token]) -> list[Token]:
        """Links inside the page, put together as one piece of HTML each."""
        found: list[Token] = []
        link: Token | None = None
        for token in children:
            if token.type == "link_open" and str(token.attrGet("href")).startswith("#"):
                link = token
            elif link is not None and token.type == "link_close":
                link = None
            elif link is not None:
                found.append(self._reference(str(link.attrGet("href")), token))
            else:
                found.append(token)
        return found

    def _reference(self, href: str, inner: Token) -> Token:
        shown = Markup("<code>{}</code>") if inner.type == "code_inline" else Markup("{}")
        content = str(self.reference(href.removeprefix("#"), shown.format(inner.content)))
        return Token("html_inline", "", 0, content=content)


def _heading(tokens: Sequence[Token], at: int) -> Heading:
    """Its anchor is the one that GitHub makes; marks are no part of it."""
    content = MARK.sub("", tokens[at + 1].content).replace("`", "")
    name = anchor(re.sub(r"\\(.)", r"\1", content))
    tokens[at].attrSet("id", name)
    text = "".join(each.content for each in tokens[at + 1].children or [])
    return Heading(int(tokens[at].tag[1]), name, escape(MARK.sub("", text)))


def _unwrapped(tokens: Sequence[Token]) -> list[Token]:
    """A paragraph that is one mark stands for a block, which no <p> may hold."""
    found = list(tokens)
    for at, each in enumerate(found):
        if each.type == "inline" and is_mark(each.content) and found[at - 1].type == "paragraph_open":
            found[at - 1].hidden = found[at + 1].hidden = True
    return found
