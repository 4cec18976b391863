"""How a definition or theorem is displayed in the notes: which of its expressions, and under which names.

A `Display` never holds mathematics of its own.  It selects from the object that carries it, and says how indices are
written there: the notes drop the feature index of a BatchNorm, and put its sample index in brackets above.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Display:
    """Formula `number` of the notes."""

    number: int
