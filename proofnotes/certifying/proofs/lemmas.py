"""What a proof has shown on its way: lemmas that say what a tree is, or what sign it has.

A lemma is stated for all values of the indices and variables around its tree that the theorem does not bind, so that it
serves under every binder where the tree stands, at whatever index.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .places import Extent
from .rational import Rational
from .trees import Big, Fun, RealPow, Slope, Tree

OPAQUE = (Big, Slope, Fun, RealPow)
"""What arithmetic does not look into: once it is its own normal form, nothing inside it is rewritten."""

IDENTIFIER = re.compile(r"[A-Za-z_][\w']*")


def inline(sentences: str) -> str:
    """Sentences as tactics in a row, to stand inside another tactic."""
    return sentences.replace(". ", "; ")


def shape(text: str, names: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A text with the names as numbers, and the names in the order in which they appear."""
    order: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        name = found.group(0)
        if name not in names:
            return name
        if name not in order:
            order.append(name)
        return f"<{order.index(name)}>"

    return IDENTIFIER.sub(numbered, text), tuple(order)


def type_of(variable: str) -> str:
    """The type of the variable of a derivative, whose name ends in the number of its indices."""
    return "nat -> " * int(variable.rsplit("_", 1)[1]) + "R"


def range_of(name: str) -> str:
    """The name of the hypothesis that an index is in its range."""
    return f"lt'{name}"


def condition_of(name: str, number: int) -> str:
    """The name of a hypothesis that a variable is near a point."""
    return f"near'{number}'{name}"


@dataclass(frozen=True)
class Quantified:
    """What a lemma is stated for: how its statement begins, what its proof introduces, what a use is given."""

    statement: str
    introduced: str
    arguments: str

    @property
    def start(self) -> str:
        """The first sentence of the proof."""
        return f"intros {self.introduced}. " if self.introduced else ""

    def use(self, lemma: str) -> str:
        """The lemma at the names themselves."""
        return f"({lemma} {self.arguments})" if self.arguments else lemma


@dataclass(frozen=True)
class Asserted:
    """A lemma of the script: its name, and what it is quantified over."""

    name: str
    names: tuple[str, ...]


@dataclass
class Lemmas:
    """The lemmas of one script in the order in which they were shown; while `silent`, nothing is written down.

    conditions say which values of the variable of a derivative count: those near the point, and not all.
    """

    extents: dict[str, Extent]
    given: set[str]
    conditions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    equations: dict[Tree, Asserted] = field(default_factory=dict)
    normal: dict[Tree, Rational] = field(default_factory=dict)
    facts: set[tuple[str, Tree]] = field(default_factory=set)
    silent: bool = True
    count: int = 0

    def quantified(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names that a lemma about something with these names has to be quantified over."""
        return tuple(sorted(set(names) - self.given))

    def over(self, names: Iterable[str]) -> Quantified:
        """How a lemma over these names is stated, begun and used."""
        typed, ranges, hypotheses = [], "", []
        names = tuple(names)
        for name in names:
            extent = self.extents.get(name)
            typed.append(f"({name} : {'nat' if extent else type_of(name)})")
            if extent:
                ranges += f"({name} < {extent.text})%nat -> "
                hypotheses.append(range_of(name))
            for number, condition in enumerate(self.conditions.get(name, ())):
                ranges += f"({condition}) -> "
                hypotheses.append(condition_of(name, number))
        words = " ".join([*names, *hypotheses])
        return Quantified(f"forall {' '.join(typed)}, {ranges}" if names else "", words, words)

    def state(self, prefix: str, names: tuple[str, ...], statement: str, script: str) -> str:
        """A lemma, with its proof; its name."""
        self.count += 1
        name = f"{prefix}'{self.count}"
        if not self.silent:
            over = self.over(names)
            self.lines.append(f"assert ({name} : {over.statement}{statement}).\n  {{ {over.start}{script} }}")
        return name

    def equate(self, tree: Tree, result: str, script: str, prefix: str = "E") -> None:
        """The lemma that a tree is what the text says; from now on the tree is rewritten by it."""
        names = self.quantified(tree.names)
        self.equations[tree] = Asserted(self.state(prefix, names, f"{tree.text} = {result}", script), names)

    def rewriting(self, *trees: Tree) -> str:
        """The sentences that replace, in a goal, the outermost parts of the trees that have a lemma."""
        found = {part for tree in trees for part in self._outermost(tree)}
        out = ""
        for part in sorted(found, key=lambda part: (-len(part.text), part.text)):
            lemma = self.equations[part]
            out += f"try rewrite {self.over(lemma.names).use(lemma.name)}. "
        return out

    def _outermost(self, tree: Tree) -> list[Tree]:
        if tree in self.equations:
            return [tree]
        if isinstance(tree, OPAQUE) and tree in self.normal:
            return []
        return [part for child in tree.kids for part in self._outermost(child)]

    def forget(self) -> None:
        """Nothing is known of any tree; the lines stay."""
        self.normal.clear()
        self.equations.clear()
        self.facts.clear()
