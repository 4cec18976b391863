"""Identifiers of C."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...expr.spelling import GREEK

KEYWORDS = """
    auto break case char const continue default do double else enum extern float for goto if inline int long register
    restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof
    linux unix
"""
"""Words of the language, and what compilers take for numbers."""

TAKEN = (
    "T V M I C LANES a i n u row rows count first last step scratch sums columns careful scaled from fine k together "
    "i_ end_ scratch_ sums_ columns_"
)
"""What the loops around the statements are written in."""

MACRO = re.compile(r"v_.*|[A-Z][A-Z0-9_]+|_.*")
"""What functions on vectors, macros and the compiler itself are called."""


def ascii_name(name: str) -> str:
    """The name in letters that every compiler takes: γ as gamma, x̂ by the numbers of its characters."""
    return "".join(letter if re.match(r"[A-Za-z0-9_]", letter) else _spelled(letter) for letter in name)


def _spelled(letter: str) -> str:
    return GREEK.get(letter, f"u{ord(letter):x}" if letter.isalpha() else "_")


@dataclass
class Identifiers:
    """Identifiers, each given out once."""

    taken: set[str] = field(default_factory=lambda: {*KEYWORDS.split(), *TAKEN.split()})

    def fresh(self, wanted: str) -> str:
        """The name, or with a number behind it where it is taken."""
        plain = ascii_name(wanted)
        name, count = plain, 1
        while name in self.taken or MACRO.fullmatch(name) and len(name) == len(plain):
            count += 1
            name = f"{plain}{count}"
        self.taken.add(name)
        return name
