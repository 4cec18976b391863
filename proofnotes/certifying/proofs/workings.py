"""The workings of one attempt at a proof: normal forms of trees, and the lemmas that show them.

A rule says what the normal form of a kind of node is, and states the lemma that says so, unless the text of the node is
the text of its normal form.  Rules are registered by the files that hold them; whoever wants normal forms imports
`engine.py`, which imports them all.  An attempt goes twice over the trees: first in silence, to learn which roots and
exponentials there are, then for the script.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from .known import AtomRule, Knowledge
from .lemmas import Lemmas, shape
from .places import Block, Extent, Free, Next, Place
from .rational import Leaf, Opaque, Rational, Stuck, of, tree_of
from .ring import Ring
from .trees import At, Big, Tree, canonical, reindexed, subterms

T = TypeVar("T", bound=Tree)
A = TypeVar("A", bound=Opaque)

Rule = Callable[["Workings", T], Rational]
Simplifier = Callable[["Workings", A], Rational]

RULES: dict[type[Tree], Rule[Any]] = {}
"""The normal form of a kind of node."""

SIMPLIFIERS: dict[type[Opaque], Simplifier[Any]] = {}
"""What an atom is whose indices have been renamed."""


def normal_form_of(kind: type[T]) -> Callable[[Rule[T]], Rule[T]]:
    """Registers the rule for a kind of node."""

    def registered(rule: Rule[T]) -> Rule[T]:
        RULES[kind] = rule
        return rule

    return registered


def simple_form_of(kind: type[A]) -> Callable[[Simplifier[A]], Simplifier[A]]:
    """Registers the simplifier for a kind of atom."""

    def registered(rule: Simplifier[A]) -> Simplifier[A]:
        SIMPLIFIERS[kind] = rule
        return rule

    return registered


@dataclass(frozen=True)
class NamedRoot:
    """√(k core) outside, of what `arg` says, as a name in the script: a function of the indices `params`."""

    name: str
    params: tuple[str, ...]
    core: Rational
    outside: Rational
    factor: Fraction
    arg: Tree

    def there(self, places: tuple[Place, ...]) -> dict[str, Place]:
        """The parameters at these places."""
        return dict(zip(self.params, places, strict=True))

    def arg_at(self, places: tuple[Place, ...]) -> Tree:
        """What stands under the root at these places."""
        return canonical(reindexed(self.arg, self.there(places)))


@dataclass
class Workings:
    """Sizes of indices, names that the theorem binds, what is known, and what has been shown so far.

    followed are the indices that are not the last of their axis: the place behind them is one, too.
    """

    extents: dict[str, Extent]
    bound: set[str]
    known: Knowledge = field(default_factory=Knowledge)
    ring: Ring = field(default_factory=Ring)
    exponents: dict[str, list[Fraction]] = field(default_factory=dict)
    units: dict[str, Fraction] = field(default_factory=dict)
    angles: dict[str, int] = field(default_factory=dict)
    roots: dict[str, NamedRoot] = field(default_factory=dict)
    roots_known: bool = False
    radicals: set[int] = field(default_factory=set)
    absolute_values_stay: bool = False
    orders: dict[tuple[str, int], Any] = field(default_factory=dict)
    closed: dict[tuple[str, int], Rational | None] = field(default_factory=dict)
    followed: frozenset[str] = frozenset()
    marks: int = 0

    def __post_init__(self) -> None:
        self.lemmas = Lemmas(self.extents, self.bound)

    # ---- normal forms ----

    def normal_form(self, tree: Tree) -> Rational:
        """The tree as a rational function of atoms, with the lemma that says so."""
        found = self.lemmas.normal.get(tree)
        if found is None:
            rule = RULES.get(type(tree))
            if rule is None:
                raise Stuck(f"no normal form of {tree.text}")
            found = self.lemmas.normal[tree] = rule(self, tree)
        return found

    def simple(self, atom: Opaque) -> Rational:
        """An atom as what it is once its indices are known."""
        rule = SIMPLIFIERS.get(type(atom))
        return of(atom) if rule is None else rule(self, atom)

    def renamed(self, p: Rational, mapping: Mapping[str, Place]) -> Rational:
        """Indices replaced by places, and what becomes of it simplified."""
        return self.ring.renamed(p, mapping, self.simple)

    def record(self, tree: Tree, result: Rational, script: str) -> Rational:
        """The lemma tree = result, unless the texts are the same."""
        if not self.silent and tree != canonical(tree_of(result)):
            self.lemmas.equate(tree, result.text, script)
        return result

    def rewriting(self, *trees: Tree) -> str:
        """Sentences that replace the trees by their normal forms in a goal."""
        return self.lemmas.rewriting(*trees)

    @property
    def silent(self) -> bool:
        """Whether this is the first go, which writes nothing down."""
        return self.lemmas.silent

    # ---- names ----

    def register(self, *trees: Tree) -> None:
        """The sizes of the indices that sums in the trees bind."""
        for tree in trees:
            for part in subterms(tree):
                if isinstance(part, Big):
                    self.extents[part.binder] = part.extent

    def built(self, tree: Tree) -> Tree:
        """A tree that a rule has made: canonical and registered."""
        tree = canonical(tree)
        self.register(tree)
        return tree

    def fresh(self, extent: Extent, height: int = 0) -> str:
        """The name of an index of a sum so high that nothing else has; it stands in no text."""
        self.marks += 1
        name = f"m{height}'{self.marks}"
        self.extents[name] = extent
        return name

    def pattern(self, tree: Tree) -> str:
        """The text of a tree with the indices that are free in it as numbers."""
        return shape(tree.text, tree.names & self.extents.keys())[0]

    def extent_of(self, place: Place) -> Extent | None:
        """The size of what an index goes over."""
        if isinstance(place, Next):
            return self.extent_of(place.before)
        return self.extents.get(place.name) if isinstance(place, Free) else None


def match_places(
    pattern: tuple[Place, ...], places: tuple[Place, ...], indices: Collection[str]
) -> dict[str, Place] | None:
    """The indices for which a pattern is these places; other names in it stand for themselves."""
    found: dict[str, Place] = {}
    if len(pattern) != len(places):
        return None
    for one, other in zip(pattern, places, strict=True):
        if isinstance(one, Free) and one.name in indices:
            if found.setdefault(one.name, other) != other:
                return None
        elif isinstance(one, Block) and isinstance(other, Block) and one.block == other.block:
            inner = match_places((one.inner,), (other.inner,), indices)
            if inner is None or any(found.setdefault(name, place) != place for name, place in inner.items()):
                return None
        elif one != other:
            return None
    return found


def instance_of(rule: AtomRule, atom: Opaque) -> dict[str, Place] | None:
    """The indices of a rule for which its atom is this one."""
    if isinstance(atom, Leaf) and isinstance(rule.atom, Leaf):
        one, other = rule.atom.tree, atom.tree
        if isinstance(one, At) and isinstance(other, At):
            return match_places(one.places, other.places, rule.indices) if one.name == other.name else None
        return {} if one == other else None
    if type(atom) is not type(rule.atom) or len(atom.free) != len(rule.indices):
        return None
    wanted, order = shape(rule.atom.key, set(rule.indices))
    given, names = shape(atom.key, atom.free)
    if wanted != given or len(order) != len(names):
        return None
    return {index: Free(name) for index, name in zip(order, names, strict=True)}
