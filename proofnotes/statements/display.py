"""How a definition or theorem is displayed in the notes: which of its expressions, and under which names.

A `Display` never holds mathematics of its own.  It selects from the object that carries it, and says how indices are
written there: the notes drop the feature index of a BatchNorm, and put its sample index in brackets above.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..expr.errors import NotationError
from ..printing.glyphs import PLAIN, Notation

RELATIONS = {"=": "=", "≈": r"\approx"}
JOINS = {"and": r", \quad ", "implies": r" \Rightarrow "}


@dataclass(frozen=True)
class Equation:
    """Expressions of the statement with signs between them.

    of: "" for the statement itself, else the label of one of its chains or the name of a quantity in it.  at: which
    expressions.  Of a theorem they are counted from 0; of a definition or a quantity 0 is its name, 1 what it is, and
    what follows are its other forms; of a definition, a word is a name for its value.  member: the quantity whose shape
    is added at the end, as in h = Wx + b ∈ ℝ²ᵈ.
    """

    of: str = ""
    at: tuple[int | str, ...] = (0, 1)
    sign: str = "="
    member: str = ""

    def __post_init__(self) -> None:
        if self.sign not in RELATIONS:
            raise NotationError(f"Equation({self.of!r}): expected one of {', '.join(RELATIONS)}, got {self.sign!r}")


@dataclass(frozen=True)
class Components:
    """𝐱 = (x_1, x_2, …, x_D) for a tensor of the statement."""

    of: str


@dataclass(frozen=True)
class Range:
    """i = 1, ..., K for an index of the statement."""

    index: str


@dataclass(frozen=True)
class Split:
    """[x_1, x_2] = split(h): quantities of the statement that are the blocks of another, in order."""

    of: tuple[str, ...]


@dataclass(frozen=True)
class Members:
    """x_1, x_2 ∈ ℝᵈ for quantities of the statement."""

    of: tuple[str, ...]


Part = Equation | Components | Range | Split | Members


@dataclass(frozen=True, init=False)
class Display:
    """Formula `number` of the notes.  breaks: the positions of the equation before which a new line starts."""

    number: int
    parts: tuple[Part, ...]
    join: str
    breaks: tuple[int, ...]
    notation: Notation = field(repr=False)

    def __init__(
        self,
        number: int,
        *parts: Part,
        join: str = "and",
        breaks: tuple[int, ...] = (),
        notation: Notation = PLAIN,
    ) -> None:
        if join not in JOINS:
            raise NotationError(f"Display({number}): expected one of {', '.join(JOINS)}, got {join!r}")
        if breaks and len(parts) > 1:
            raise NotationError(f"Display({number}): line breaks are for a single equation")
        for name, value in {
            "number": number, "parts": parts or (Equation(),), "join": join, "breaks": breaks, "notation": notation,
        }.items():  # fmt: skip
            object.__setattr__(self, name, value)
