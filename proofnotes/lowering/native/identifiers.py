"""Identifiers of C."""

from __future__ import annotations

from dataclasses import dataclass, field

KEYWORDS = """
    auto break case char const continue default do double else enum extern float for goto if inline int long register
    return short signed sizeof static struct switch typedef union unsigned void while
"""
TAKEN = (
    "T V M I C LANES a i n u row rows count first last step scratch sums columns careful scaled from fine k together"
)
"""What the loops around the statements are written in."""


@dataclass
class Identifiers:
    """Identifiers, each given out once."""

    taken: set[str] = field(default_factory=lambda: {*KEYWORDS.split(), *TAKEN.split()})

    def fresh(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}{count}"
        self.taken.add(name)
        return name
