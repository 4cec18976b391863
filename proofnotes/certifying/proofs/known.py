"""What the hypotheses of a statement say, and the case in which a proof is.

Signs are kept by *patterns*: the text of what has a sign, with its indices as numbers, since a hypothesis with a free
index holds for every index.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .lemmas import shape
from .places import Place
from .rational import Opaque, Rational
from .trees import Tree


class Undecided(Exception):  # noqa: N818 - a request to split, not an error
    """The sign of a polynomial decides, and it is not known; where `strict`, being 0 is no case."""

    def __init__(self, poly: Rational, strict: bool) -> None:
        super().__init__(f"the sign of {poly.text}")
        self.poly, self.strict = poly, strict


@dataclass(frozen=True)
class EntryRule:
    """A hypothesis says what a scalar, or an entry of a tensor, is; `indices` are those of the lemma, in its order."""

    name: str
    places: tuple[Place, ...]
    value: Tree
    lemma: str
    indices: tuple[str, ...]


@dataclass(frozen=True)
class AtomRule:
    """A lemma says what an atom is, for every value of the indices, in its order."""

    indices: tuple[str, ...]
    atom: Opaque
    value: Rational
    lemma: str


def pattern_of(p: Rational) -> str:
    """The text of a polynomial with its indices as numbers."""
    return shape(p.text, p.free)[0]


@dataclass
class Knowledge:
    """What is known of tensors, of trees and of polynomials."""

    positive: set[str] = field(default_factory=set)
    nonneg: set[str] = field(default_factory=set)
    positive_tensors: set[str] = field(default_factory=set)
    nonneg_tensors: set[str] = field(default_factory=set)
    positive_polys: set[str] = field(default_factory=set)
    nonneg_polys: set[str] = field(default_factory=set)
    known_positive: list[Rational] = field(default_factory=list)
    signs: dict[str, str] = field(default_factory=dict)
    rules: list[EntryRule] = field(default_factory=list)
    replacements: list[AtomRule] = field(default_factory=list)
