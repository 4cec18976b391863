r"""Macros and characters beyond ASCII written out, with the place in the author's text that each character came from.

A macro is replaced as TeX replaces it: innermost last, arguments with or without braces.  What comes out of a macro's
body points to the whole call, what comes out of an argument to the argument itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..codes import NotUnderstood, Span
from ..sources.macro_definitions import definitions as definitions_in
from ..sources.model import Macro
from .characters import CHARACTERS, COMBINING
from .commands import USUAL_MACROS

MOST_CHARACTERS = 100_000
"""Of one formula, macros written out."""

_DEEPEST = 40
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.S)
_ARGUMENT_PLACE = re.compile(r"#([1-9])")
_EXOTIC = re.compile("[" + re.escape("".join([*CHARACTERS, *COMBINING])) + "]")
_USUAL = {name: Macro(parameters, body) for name, (parameters, body) in USUAL_MACROS.items()}


@dataclass(frozen=True)
class Expanded:
    """Text without macros; places are the spans of its characters in the body, None where the text is the body."""

    text: str
    places: tuple[Span, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the body as it was written."""
        if self.places is None:
            return start, end
        if start >= len(self.places):
            last = self.places[-1][1] if self.places else 0
            return last, last
        covered = self.places[start : max(end, start + 1)]
        if len(covered) == 1 and end == start:
            return covered[0][0], covered[0][0]
        return min(place[0] for place in covered), max(place[1] for place in covered)


_Piece = list[tuple[str, Span]]


def expand(body: str, macros: Mapping[str, Macro] = {}) -> Expanded:
    """The body with macros and exotic characters written out.  Raises NotUnderstood (P18, P19)."""
    if len(body) > MOST_CHARACTERS:
        raise NotUnderstood("P19", f"a formula of {len(body)} characters; the most is {MOST_CHARACTERS}")
    own, definitions = definitions_in(body) if "\\" in body else ({}, ())
    macros = {**macros, **own}
    if (
        not definitions
        and not _EXOTIC.search(body)
        and not any(name in macros or name in _USUAL for name in _COMMAND.findall(body))
    ):
        return Expanded(body)
    expansion = _Expansion({**_USUAL, **macros})
    piece = [(character, (k, k + 1)) for k, character in enumerate(body)]
    for start, end in reversed(definitions):
        del piece[start:end]
    out = expansion.written_out(piece, 0)
    return Expanded("".join(character for character, _ in out), tuple(place for _, place in out))


class _Expansion:
    """One formula while its macros are written out."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self.budget = MOST_CHARACTERS

    def written_out(self, piece: _Piece, depth: int) -> _Piece:
        text = "".join(character for character, _ in piece)
        out: _Piece = []
        at = 0
        while at < len(piece):
            if text[at] != "\\":
                self._character(out, piece[at])
                at += 1
                continue
            found = _COMMAND.match(text, at)
            name = found.group() if found else "\\"
            end = found.end() if found else at + 1
            macro = self.macros.get(name)
            if macro is None:
                out += piece[at:end]
                at = end
                continue
            span = _hull(piece[at:end])
            if depth >= _DEEPEST:
                raise NotUnderstood("P18", f"the macro {name} does not come to an end", span)
            after, filled = self._filled(macro, name, piece, text, at, end)
            self.budget -= len(filled)
            if self.budget < 0:
                raise NotUnderstood("P19", f"the macro {name} writes out more than {MOST_CHARACTERS} characters", span)
            self._join(out, self.written_out(filled, depth + 1), text[after : after + 1])
            at = after
        return out

    def _character(self, out: _Piece, item: tuple[str, Span]) -> None:
        character, place = item
        if character in COMBINING:
            self._accent(out, COMBINING[character], place)
            return
        written = CHARACTERS.get(character)
        if written is None:
            out.append(item)
            return
        if written.startswith("\\") and written[-1].isalpha():
            written += " "
        out += [(each, place) for each in written]

    def _accent(self, out: _Piece, command: str, place: Span) -> None:
        """An accent that follows its letter: x̂ as \\hat{x}."""
        letter: _Piece = []
        while out and (not letter or out[-1][1] == letter[0][1]):
            letter.insert(0, out.pop())
        out += [(each, place) for each in command + "{"] + letter + [("}", place)]

    def _join(self, out: _Piece, piece: _Piece, following: str) -> None:
        """A letter behind a command stays apart from it."""
        out += piece
        tail = "".join(character for character, _ in piece[-30:])
        if following.isalpha() and re.search(r"\\[A-Za-z]+$", tail):
            out.append((" ", piece[-1][1]))

    def _filled(self, macro: Macro, name: str, piece: _Piece, text: str, at: int, end: int) -> tuple[int, _Piece]:
        """Where the call ends, and the macro's body with the arguments in it."""
        arguments: list[_Piece] = []
        after = end
        if macro.default is not None:
            bracket = re.compile(r"\s*\[([^\]]*)\]").match(text, after)
            if bracket:
                arguments.append(piece[bracket.start(1) : bracket.end(1)])
                after = bracket.end()
            else:
                arguments.append([(character, _hull(piece[at:end])) for character in macro.default])
        while len(arguments) < macro.parameters:
            argument, after = _argument(piece, text, after, name)
            arguments.append(argument)
        call = _hull(piece[at:after])
        filled: _Piece = []
        last = 0
        for place in _ARGUMENT_PLACE.finditer(macro.body):
            filled += [(character, call) for character in macro.body[last : place.start()]]
            number = int(place.group(1)) - 1
            if number < len(arguments):
                self._join(filled, arguments[number], macro.body[place.end() : place.end() + 1])
            last = place.end()
        filled += [(character, call) for character in macro.body[last:]]
        return after, filled


def _argument(piece: _Piece, text: str, at: int, name: str) -> tuple[_Piece, int]:
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text):
        where = piece[-1][1] if piece else (0, 0)
        raise NotUnderstood("P04", f"{name} lacks an argument", where)
    if text[at] != "{":
        found = _COMMAND.match(text, at) if text[at] == "\\" else None
        end = found.end() if found else at + 1
        return piece[at:end], end
    close = closing_brace(text, at)
    if close is None:
        raise NotUnderstood("P02", "a { without its }", piece[at][1])
    return piece[at + 1 : close], close + 1


def closing_brace(text: str, at: int) -> int | None:
    """Where the brace that opens at `at` is closed."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None


def _hull(piece: _Piece) -> Span:
    return min(place[0] for _, place in piece), max(place[1] for _, place in piece)
