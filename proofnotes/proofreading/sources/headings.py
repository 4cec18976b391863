"""Headings of Markdown and of LaTeX."""

from __future__ import annotations

import re

from .scan import HeadingMark

_ATX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*?))?[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[ \t>]*(?P<marks>=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")

_BOLD_ITEM = re.compile(
    r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<mark>\*\*|__)(?P<title>[^*\n]+?)(?P=mark)(?P<behind>.*)$"
)
"""An item that begins in bold."""

_NOTHING_BEHIND = re.compile(r"\s*(?:[(（][^()（）]*[)）])?\s*[:：.。]?\s*$")

LATEX_LEVELS = {
    "part": 1, "chapter": 1, "section": 2, "frametitle": 3, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6,
}  # fmt: skip
"""How deep a command's heading stands."""


def atx_heading(line: str, offset: int) -> HeadingMark | None:
    """`## Title`, also as an item of a list."""
    if "#" not in line or not (found := _ATX.match(line)):
        return None
    return HeadingMark(offset, len(found["marks"]), (found["title"] or "").strip())


def underlined_heading(above: str, line: str, offset: int) -> HeadingMark | None:
    """A line of text over `====` or `----`."""
    found = _UNDERLINE.match(line)
    if found is None or not above.strip() or _ITEM.match(above) or above.lstrip()[:1] in ("|", "#", ">", "<", "$"):
        return None
    return HeadingMark(offset, 1 if found["marks"][0] == "=" else 2, above.strip())


def bold_item(line: str, offset: int) -> HeadingMark | None:
    """`- **BatchNorm**`, `1. **ReLU** (rectified linear unit)`, `* **Power rule.** …`: an item that is a heading.

    `- **Input**: x` is none: what is bold there is the first word of a sentence.
    """
    if ("**" not in line and "__" not in line) or not (found := _BOLD_ITEM.match(line)):
        return None
    title = found["title"].strip()
    if not (_NOTHING_BEHIND.match(found["behind"]) or title[-1:] in (".", "。")):
        return None
    return HeadingMark(offset, 0, title.rstrip(".。:： "), stands_in=True)
