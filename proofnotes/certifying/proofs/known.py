"""What the hypotheses of a statement say, and the case in which a proof is.

Signs are kept by *patterns*: the text of what has a sign, with its indices as numbers, since a hypothesis with a free
index holds for every index.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .lemmas import shape
from .places import Place
from .rational import Leaf, Opaque, Rational
from .trees import At, Tree, Var, subterms


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


def solved_for_leaf(p: Rational) -> tuple[Var | At, Rational] | None:
    """A scalar or an entry that p = 0 says what it is, and what it is: p is linear in it, with a number beside it."""
    for mono, c in reversed(p.ordered()):
        if len(mono) == 1 and mono[0][1] == 1 and isinstance(mono[0][0], Leaf):
            leaf = mono[0][0].tree
            rest = Rational({other: -value / c for other, value in p.terms.items() if other != mono})
            if isinstance(leaf, (Var, At)) and not any(_holds(atom, leaf) for atom in rest.atoms):
                return leaf, rest
    return None


def _holds(atom: Opaque, leaf: Var | At) -> bool:
    """Whether an atom holds the leaf, or an entry of the same tensor."""
    parts = subterms(atom.tree)
    return any(isinstance(each, (Var, At)) and each.name == leaf.name for each in parts)


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
