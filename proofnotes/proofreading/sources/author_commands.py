"""Commands of an author's own that begin or hold a formula: `\\be … \\ee`, `\\formula{x = 1}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..codes import Span
from .macro_definitions import group_end
from .model import Macro

_BEGIN = re.compile(r"\s*\\begin\{(?P<name>\w+\*?)\}\s*")
_END = re.compile(r"\s*\\end\{(?P<name>\w+\*?)\}\s*")

_STYLE = r"(?:\\(?:displaystyle|textstyle|small|,|!|;|:|label\{\#\d\})\s*|\s)*"
_HOLDING = re.compile(
    rf"\$\${_STYLE}\#(?P<double>\d)\s*\$\$"
    rf"|\\\[{_STYLE}\#(?P<bracket>\d)\s*\\\]"
    rf"|\\begin\{{(?:equation|displaymath|gather|align)\*?\}}{_STYLE}\#(?P<environment>\d)"
    rf"|\${_STYLE}\#(?P<single>\d)\s*\$"
    rf"|\\\({_STYLE}\#(?P<parenthesis>\d)\s*\\\)"
)
"""What makes a parameter a formula, as it stands: with anything more around it a command is used within formulas."""

_DISPLAYED = re.compile(r"\\displaystyle|\\begin\{center\}")


@dataclass(frozen=True)
class HoldingCommand:
    """A command one of whose arguments is a formula."""

    parameters: int
    position: int
    display: bool


@dataclass(frozen=True)
class AuthorCommands:
    """opening: the environment that a command begins; closing: the commands that end one; holding: by name."""

    opening: Mapping[str, str]
    closing: Mapping[str, tuple[str, ...]]
    holding: Mapping[str, HoldingCommand]


def author_commands(macros: Mapping[str, Macro]) -> AuthorCommands:
    """Those among the macros of a document."""
    opening: dict[str, str] = {}
    closing: dict[str, tuple[str, ...]] = {}
    holding: dict[str, HoldingCommand] = {}
    for name, macro in macros.items():
        if not name[1:].isalpha():
            continue
        if begins := _BEGIN.fullmatch(macro.body):
            opening[name] = begins["name"]
        elif ends := _END.fullmatch(macro.body):
            closing[ends["name"]] = (*closing.get(ends["name"], ()), name)
        elif macro.parameters and macro.default is None and (found := _HOLDING.search(macro.body)):
            kind, position = next((kind, digit) for kind, digit in found.groupdict().items() if digit)
            display = kind in ("double", "bracket", "environment") or bool(_DISPLAYED.search(macro.body))
            if 0 < int(position) <= macro.parameters:
                holding[name] = HoldingCommand(macro.parameters, int(position), display)
    return AuthorCommands(opening, closing, holding)


def held_formula(text: str, offset: int, command: HoldingCommand, longest: int) -> tuple[Span, int] | None:
    """Where the argument that is a formula stands behind a command, and the offset behind all of its arguments."""
    held: Span | None = None
    for number in range(1, command.parameters + 1):
        while offset < len(text) and text[offset].isspace():
            offset += 1
        end = group_end(text, offset, longest=longest) if text[offset : offset + 1] == "{" else None
        if end is None:
            return None
        if number == command.position:
            held = (offset + 1, end - 1)
        offset = end
    return (held, offset) if held else None
