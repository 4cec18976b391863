"""Definitions against the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from ..meaning.model import NoteDefinition
from ..meaning.scopes import Paper
from ..outcomes import NoteVerdict
from .proofs import Answer, Prover


@dataclass(frozen=True)
class Comparison:
    """Whether a definition is the catalogue's: agrees, differs (with a witness), or could not be compared."""

    verdict: NoteVerdict
    name: str
    message: str = ""
    answer: Answer | None = None


def compare(paper: Paper, definition: NoteDefinition, prover: Prover) -> Comparison | None:
    """What the catalogue says of a definition; None where nothing of it has that name."""
    return None
