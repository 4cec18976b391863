"""Whether what stands between two dollars is mathematics, or money, a variable of a shell, or prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_INLINE = 2000
"""Characters between two single dollars; more is prose between two stray ones."""

LONGEST_DISPLAY = 20_000

MOST_WITHIN_TEXT = 8
"""Dollars in the \\text{…} of one inline formula."""

_MARK = re.compile(r"\\[A-Za-z]|[\^_=<>]")
"""What prose does not have and formulas mostly do."""

_NAME_ALONE = re.compile(r"\s*(?:\\?[A-Za-z]+|[A-Za-z][0-9]?|[\u0370-\u03ff])\s*")
_WORDS = re.compile(r"(?:[A-Za-z]{2,}[\s,.:;]+){2}")


@dataclass(frozen=True)
class NoMathematics:
    """A kind of text between dollars that is no formula: body and the character behind the closing dollar decide."""

    kind: str
    applies: Callable[[str, str], bool]
    example: tuple[str, str]


def _spaced(body: str, _behind: str) -> bool:
    """`$5 for $x$`: one end has a space, and nothing in it looks like a formula."""
    one_sided = body[:1].isspace() != body[-1:].isspace()
    return one_sided and not _MARK.search(body) and not _NAME_ALONE.fullmatch(body)


def _amount(body: str, behind: str) -> bool:
    """`$5 and $10`, `$5/h = $x`: one behind it, words after it, or a space before what would close it."""
    if not re.match(r"\d", body.lstrip()):
        return False
    ends = body[-1:].isspace() and not body[:1].isspace()
    return behind.isdigit() or ((ends or bool(_WORDS.search(body))) and "\\" not in body)


def _shell(body: str, behind: str) -> bool:
    """`$HOME/bin:$PATH`, `${a} ${b}`: a variable before it and one behind it."""
    return bool(re.match(r"[A-Z_]{2,}\b|\{\w+\}", body)) and (behind.isalpha() or behind in "_{") and "\\" not in body


def _prose(body: str, _behind: str) -> bool:
    """Words and no sign of mathematics."""
    return bool(_WORDS.search(body)) and not _MARK.search(body)


NO_MATHEMATICS = (
    NoMathematics("spaced", _spaced, ("5 for ", "x")),
    NoMathematics("amount", _amount, ("5-", "1")),
    NoMathematics("shell", _shell, ("HOME/bin:", "P")),
    NoMathematics("prose", _prose, (" is the sign of it, and ", "")),
)


def is_mathematics(body: str, behind: str) -> bool:
    """Whether the text between two single dollars is a formula; behind is what follows the second, "" at the end."""
    if not body.strip() or len(body) > LONGEST_INLINE:
        return False
    return not any(row.applies(body, behind) for row in NO_MATHEMATICS)


def is_bracketed_mathematics(body: str) -> bool:
    """Whether `\\( … \\)` or `\\[ … \\]` in Markdown is a formula: it may be brackets that are escaped, `\\[1\\]`."""
    inner = body.strip()
    if not inner or len(inner) > LONGEST_DISPLAY:
        return False
    if inner.isdigit() or (inner.isalpha() and len(inner) > 2) or inner[0] in "!^@":
        return False
    return bool(_MARK.search(inner)) or not _WORDS.search(inner + " ")


NEAR = 60
"""Characters on either side of a dollar."""

_PRICE = re.compile(r"\d?\$\s?\d|\d\$|[A-Z]\$")
_VARIABLE = re.compile(r"\$(?:[A-Z_]{2,}|\{\w+\}|\w+\()")
_LETTER = re.compile(r"\$(?:[A-Za-z]|[\u0370-\u03ff])(?![A-Za-z])")


def opens_mathematics(text: str, offset: int) -> bool:
    """Whether a dollar that nothing closes was meant to open a formula, or to close one: else it is a price or a name.

    A letter by itself follows it, or something that only formulas have stands near.
    """
    if _PRICE.match(text, max(0, offset - 1)) or _PRICE.match(text, offset) or _VARIABLE.match(text, offset):
        return False
    return bool(_LETTER.match(text, offset)) or bool(_MARK.search(text[max(0, offset - NEAR) : offset + NEAR]))
