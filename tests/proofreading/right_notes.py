"""Short notes that are right, each a trap for a hasty reader, and short notes whose last formula is wrong."""

from __future__ import annotations

import re
from pathlib import Path

HEADING = re.compile(r"^# (.+)\n", re.MULTILINE)


def _notes(name: str) -> dict[str, str]:
    """By heading; notes have headings of their own from the second level on."""
    _, *pieces = HEADING.split((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return dict(zip(pieces[::2], (each.strip() + "\n" for each in pieces[1::2]), strict=True))


RIGHT = _notes("right_notes.md")
"""Nothing in them may be reported as an error."""

CHAPTERS = _notes("right_chapters.md")
"""Longer ones, of which the same is true."""

WRONG = _notes("wrong_notes.md")
"""The last formula must not be accepted."""
