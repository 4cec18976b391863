"""How wide text is on a terminal, and text of others made safe to print there."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TAB = 4
WIDE = frozenset({"W", "F"})
INVISIBLE = frozenset({"Mn", "Me", "Cf"})
CUT = "…"
LITTLE = 4
"""Columns that are not worth a cut."""


@lru_cache(4096)
def width_of(character: str) -> int:
    """Columns of one character: 2 for Chinese and its punctuation, 0 for what stands on the one before."""
    if unicodedata.category(character) in INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1


def display_width(text: str) -> int:
    return sum(map(width_of, text))


def safe(text: str) -> str:
    """Tabs as spaces, and neither control characters nor marks of direction: no text of others moves the cursor."""
    return "".join(map(_safe_character, text.expandtabs(TAB) if "\t" in text else text))


def _safe_character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cc":
        return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\N{REPLACEMENT CHARACTER}"
    return "" if kind in ("Cf", "Cs", "Co", "Zl", "Zp") else character


def one_line(text: str) -> str:
    """Text of several lines on one, safe to print."""
    return safe(" ".join(text.split()))


def window(line: str, first: int, last: int, most: int) -> tuple[str, int, int]:
    """What is shown of a line, and where the caret begins and ends under it, in columns.

    first and last are characters of the line.  A line that is wider than most is cut, so that the marked part stays
    in view, with a dot at each cut.
    """
    before, marked, after = (safe(part) for part in _parts(line, first, last))
    start, wide = display_width(before), display_width(marked)
    if start + wide + display_width(after) <= most:
        return before + marked + after, start, start + max(wide, 1)
    room = max(most - 2, 8)
    kept = start if start <= LITTLE and room > 2 * LITTLE else 0
    inside = _head(marked, room - kept)
    if inside == marked:
        context = room - wide
        behind = _head(after, max(context - min(start, context * 2 // 3), 0))
        ahead = _tail(before, context - display_width(behind))
    else:
        ahead, behind = before if kept else "", ""
    shown_before = ahead if ahead == before else CUT + ahead
    cut = "" if inside + behind == marked + after else CUT
    start = display_width(shown_before)
    return shown_before + inside + behind + cut, start, start + max(display_width(inside), 1)


def _parts(line: str, first: int, last: int) -> tuple[str, str, str]:
    """The line before, in and after the marked part; tabs are spaces up to the next stop of the whole line."""
    if "\t" not in line:
        return line[:first], line[first:last], line[last:]
    ahead, marked = line[:first].expandtabs(TAB), line[:last].expandtabs(TAB)
    return ahead, marked[len(ahead) :], line.expandtabs(TAB)[len(marked) :]


def _head(text: str, most: int) -> str:
    """As much from the beginning as fits."""
    columns = 0
    for place, character in enumerate(text):
        columns += width_of(character)
        if columns > most:
            return text[:place]
    return text


def _tail(text: str, most: int) -> str:
    return _head(text[::-1], most)[::-1]
