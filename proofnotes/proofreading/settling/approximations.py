"""a ≈ b: a number that rounds, or a largest error that is enclosed."""

from __future__ import annotations

from dataclasses import dataclass

from ..meaning.model import NoteLink, Reading
from ..outcomes import NoteVerdict


@dataclass(frozen=True)
class Approximation:
    """APPROXIMATE with the largest error, REFUTED, or UNKNOWN with the reason."""

    verdict: NoteVerdict
    message: str = ""
    bound: str = ""


def approximate(reading: Reading, link: NoteLink, seconds: float) -> Approximation:
    """Whether the right side approximates the left one."""
    return Approximation(NoteVerdict.UNKNOWN, "not bounded")
