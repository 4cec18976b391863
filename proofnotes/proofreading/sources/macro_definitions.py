"""\\newcommand and its relatives, wherever they stand: what a name of the author's stands for."""

from __future__ import annotations

import re

from ..codes import Span
from .model import Macro

_DEFINING = re.compile(
    r"\\(?P<command>newcommand|renewcommand|providecommand|DeclareRobustCommand|DeclareMathOperator"
    r"|DeclarePairedDelimiter|def|gdef|let|newcommandx)(?![A-Za-z])\*?\s*"
)
_NAME = re.compile(r"\s*(?:\{\s*(\\(?:[A-Za-z@]+|.))\s*\}|(\\(?:[A-Za-z@]+|.)))\s*")
_MEANT = re.compile(r"=?\s*(\\(?:[A-Za-z@]+|.)|\S)")
_COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
_PARAMETER = re.compile(r"#\d")

LONGEST_DEFINITION = 5000
MOST_MALFORMED = 50
"""Of definitions that do not end; behind them a document defines nothing (each costs LONGEST_DEFINITION steps)."""


def group_end(
    text: str, start: int, opening: str = "{", closing: str = "}", longest: int = LONGEST_DEFINITION
) -> int | None:
    """The offset behind the group that begins at start, where an opening bracket stands; None if it does not end."""
    depth = 0
    position, limit = start, min(len(text), start + longest)
    while position < limit:
        character = text[position]
        if character == "\\":
            position += 1
        elif character == opening:
            depth += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return None


def definitions(text: str) -> tuple[dict[str, Macro], tuple[Span, ...]]:
    """The macros that a text defines, by name, and where each definition stands.  A later one replaces the earlier."""
    macros: dict[str, Macro] = {}
    spans: list[Span] = []
    position = malformed = 0
    while malformed < MOST_MALFORMED and (found := _DEFINING.search(text, position)):
        made = _definition(text, found)
        position = found.end()
        if made is None:
            malformed += 1
        else:
            name, macro, position = made
            macros[name] = macro
            spans.append((found.start(), position))
    return macros, tuple(spans)


def _definition(text: str, found: re.Match[str]) -> tuple[str, Macro, int] | None:
    command, starred = found["command"], "*" in found.group()
    name = _NAME.match(text, found.end())
    if name is None:
        return None
    called, position = name[1] or name[2], name.end()
    if command == "let":
        meant = _MEANT.match(text, position)
        return (called, Macro(0, meant[1]), meant.end()) if meant else None
    arguments = _parameters(text, position) if command in ("def", "gdef") else _arguments(text, position)
    if arguments is None:
        return None
    count, default, position = arguments
    bodies: list[str] = []
    for _ in range(2 if command == "DeclarePairedDelimiter" else 1):
        position = _skip_spaces(text, position)
        end = group_end(text, position) if text[position : position + 1] == "{" else None
        if end is None:
            return None
        bodies.append(text[position + 1 : end - 1])
        position = end
    if command == "DeclareMathOperator":
        return called, Macro(0, f"\\operatorname{'*' if starred else ''}{{{bodies[0]}}}"), position
    if command == "DeclarePairedDelimiter":
        return called, Macro(1, f"\\left{bodies[0]} #1 \\right{bodies[1]}"), position
    return called, Macro(count, bodies[0], default), position


def _parameters(text: str, position: int) -> tuple[int, str | None, int] | None:
    """#1#2, behind \\def."""
    start = position
    while _PARAMETER.match(text, position):
        position += 2
    return (position - start) // 2, None, position


def _arguments(text: str, position: int) -> tuple[int, str | None, int] | None:
    """[2][default]: the number of parameters, what the first is if it is not given, and the offset behind."""
    count = _COUNT.match(text, position)
    if count is None:
        return 0, None, position
    position = _skip_spaces(text, count.end())
    if text[position : position + 1] != "[":
        return int(count[1]), None, count.end()
    end = group_end(text, position, "[", "]")
    if end is None:
        return None
    return int(count[1]), text[position + 1 : end - 1], end


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
