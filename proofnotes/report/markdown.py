"""Markdown that means the same on GitHub and everywhere else.

Formulas are the difficult part: a renderer that looks for emphasis first sees it in \\hat{x}_i, whose underscore
follows a bracket; and a backslash before a punctuation mark is taken as an escape.  Formulas written here have neither.
"""

from __future__ import annotations

import re

from ..expr.errors import NotationError

LOOSE_UNDERSCORE = re.compile(r"(?<=[^\w\s\\])_(?=\S)")
PUNCTUATED = {
    r"\,": r"\thinspace ", r"\:": r"\medspace ", r"\;": r"\thickspace ", r"\!": r"\negthinspace ",
    r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\|": r"\Vert ",
}  # fmt: skip
"""Commands that Markdown would take for an escape, and the same commands spelt with letters."""

COMMAND = re.compile(r"\\.")
MARKUP = re.compile(r"[$`%\n]|<(?=\S)")
ESCAPED = re.compile(r"([\\`*_{}\[\]<>#|$~&])")
OPENS_A_BLOCK = re.compile(r"^(\d*)([-+=.)])(?=\s|\2|$)")
BEFORE_FORMULA = re.compile(r"(?<=\S)  +(?=\$)")
BLANK_LINES = re.compile(r"\n{3,}")


def in_table(markdown: str) -> str:
    """Markdown in a cell of a table: a bar of a formula would end the cell."""
    return re.sub(r"(?<!\\)\|", r"\\vert ", markdown)


def inline(latex: str) -> str:
    """A formula inside a sentence."""
    return f"${_safe(latex)}$"


def block(latex: str) -> str:
    """A formula on lines of its own."""
    lines = (
        _safe(latex).replace(r"\begin{aligned} ", "\\begin{aligned}\n").replace(r" \end{aligned}", "\n\\end{aligned}")
    )
    return "\n\n$$\n" + lines.replace(r" \\ ", " \\\\\n") + "\n$$\n\n"


def _safe(latex: str) -> str:
    """Raises NotationError for what would end the formula or be taken for markup: it comes from somebody's name."""
    if (found := MARKUP.search(latex)) is not None:
        raise NotationError(f"{found.group()!r} cannot stand in a formula; a name has it in {latex}")
    if not _balanced(latex):
        raise NotationError(f"braces without partners; a name has them in {latex}")
    spelt = COMMAND.sub(lambda found: PUNCTUATED.get(found.group(), found.group()), latex)
    return LOOSE_UNDERSCORE.sub("_ ", spelt)


def _balanced(latex: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", latex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def escape(text: str) -> str:
    """Plain text as Markdown that shows just that text, on one line."""
    return OPENS_A_BLOCK.sub(r"\1\\\2", ESCAPED.sub(r"\\\1", " ".join(text.split())))


def code(text: str) -> str:
    """Plain text as code."""
    shown = " ".join(text.split())
    longest = max(map(len, re.findall("`+", shown)), default=0)
    return f"`{shown}`" if longest == 0 else f"{'`' * (longest + 1)} {shown} {'`' * (longest + 1)}"


def image(file: str, alt: str, title: str) -> str:
    """A picture with its caption on the next line; alt and title are plain text."""
    return f"![{escape(alt)}]({file})\\\n{escape(title)}"


def anchor(heading: str) -> str:
    """What GitHub calls a heading in links to it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def tidy(text: str) -> str:
    """At most one blank line in a row, one space before a formula, and one newline at the end."""
    stripped = "\n".join(BEFORE_FORMULA.sub(" ", line.rstrip()) for line in text.splitlines())
    return BLANK_LINES.sub("\n\n", stripped).strip() + "\n"
