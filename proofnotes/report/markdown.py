"""Markdown that means the same on GitHub and everywhere else.

Formulas are the difficult part: a renderer that looks for emphasis first sees it in \\hat{x}_i, whose underscore
follows a bracket; and a backslash before a punctuation mark is taken as an escape.  Formulas written here have neither.
"""

from __future__ import annotations

import re

LOOSE_UNDERSCORE = re.compile(r"(?<=[^\w\s\\])_(?=\S)")
ESCAPED = re.compile(r"([\\`*_{}\[\]<>#|$~])")
BEFORE_FORMULA = re.compile(r"(?<=\S)  +(?=\$)")
BLANK_LINES = re.compile(r"\n{3,}")


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
    return LOOSE_UNDERSCORE.sub("_ ", latex)


def escape(text: str) -> str:
    """Plain text as Markdown that shows just that text."""
    return ESCAPED.sub(r"\\\1", text)


def anchor(heading: str) -> str:
    """What GitHub calls a heading in links to it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def tidy(text: str) -> str:
    """At most one blank line in a row, one space before a formula, and one newline at the end."""
    stripped = "\n".join(BEFORE_FORMULA.sub(" ", line.rstrip()) for line in text.splitlines())
    return BLANK_LINES.sub("\n\n", stripped).strip() + "\n"
