"""From the tree of a formula to an array of expressions: what a reading carries along, and one rule for a kind of node.

A rule is a function of an `Elaboration`, a node and the `Bindings`; the files beside this one register theirs with
`reads`.  A rule may merge sizes and must not build expressions: entries are asked for once the sizes are merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...expr.indices import Index, Place
from ...expr.nodes import Expr, Input, Quantity, Relation
from ...expr.rewrite import canonical
from ..codes import NotUnderstood
from ..grammar.nodes import TexNode
from .model import ArrayValue, NoteDefinition, NoteStatement, Origin, Symbol, Use
from .oracle import Oracle
from .scopes import Paper, SectionScope
from .sizes import AxisSizes
from .values import described


@dataclass(frozen=True, eq=False)
class RunningIndex:
    """An index while it is read.

    first is the smallest value it takes, short how far the largest is below the size.  before is what it counts less
    than its place: 1 of an index that runs from 0.
    """

    letter: str
    axis: int
    bound: bool = False
    first: int = 1
    short: int = 0
    before: int = 0


@dataclass(frozen=True)
class Bindings:
    """What letters and symbols stand for inside a sum or in the body of a function."""

    indices: Mapping[str, RunningIndex] = field(default_factory=dict)
    values: Mapping[Symbol, ArrayValue] = field(default_factory=dict)

    def with_indices(self, *added: RunningIndex) -> Bindings:
        """The same with further indices; a letter that was a parameter is one no longer."""
        new = {each.letter: each for each in added}
        values = {symbol: value for symbol, value in self.values.items() if symbol.base not in new}
        return Bindings({**self.indices, **new}, values)

    def with_values(self, added: Mapping[Symbol, ArrayValue]) -> Bindings:
        """The same with further parameters."""
        indices = {letter: index for letter, index in self.indices.items() if Symbol(letter) not in added}
        return Bindings(indices, {**self.values, **added})


NOTHING_BOUND = Bindings()

OURS = 10**9
"""Where the numbers of bound indices begin: the engine's own fresh ones never get there, and a reading's are the same
whatever was read before it.
"""


class NamedQuantities:
    """The quantities of a paper: the same one for the same definition and body, so that they are one name."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Quantity] = {}

    def named(self, key: object, name: str, body: Expr, indices: tuple[Index, ...]) -> Quantity:
        """name[indices] := body."""
        key = (key, name, canonical(body), indices)
        if key not in self._made:
            self._made[key] = Quantity(name, body, indices)
        return self._made[key]

    def applied(
        self, key: object, name: str, body: Expr, indices: tuple[Index, ...], inputs: tuple[Input, ...]
    ) -> Quantity:
        """name(inputs)[indices] := body."""
        key = (key, name, body, indices, inputs)
        if key not in self._made:
            self._made[key] = Quantity(name, body, indices, inputs, applied=not indices)
        return self._made[key]


@dataclass(eq=False)
class ReadingState:
    """What all parts of one reading share.

    below: definitions further down count, too; without inherit none of another section does; aside: sizes that another
    section declares are left aside.
    """

    paper: Paper
    sizes: AxisSizes
    oracle: Oracle
    quantities: NamedQuantities
    below: bool = False
    inherit: bool = True
    aside: bool = False
    uses: dict[tuple[Symbol, object], Use] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)
    doubts: dict[str, None] = field(default_factory=dict)
    assumed: dict[str, Callable[[], Relation]] = field(default_factory=dict)
    classes: dict[str, RunningIndex] = field(default_factory=dict)
    busy: set[int] = field(default_factory=set)
    found: dict[tuple[object, ...], Use] = field(default_factory=dict)
    definitions: dict[tuple[int, bool], ArrayValue] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    """What letters run over where no limits and no entries say it: the same for one letter."""
    lines: dict[Symbol, int] = field(default_factory=dict)
    """Which axis a single index is on, of inputs with two axes of which either may be meant."""
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    jets: dict[tuple[object, ...], int] = field(default_factory=dict)
    opened: dict[Quantity, int] = field(default_factory=dict)
    """What stands for an open function, and how many derivatives of it that is already."""
    _indices: dict[RunningIndex, Index] = field(default_factory=dict)
    _count: int = 0

    def fresh(self, letter: str, axis: int) -> Index:
        """An index that nobody else has."""
        self._count += 1
        return Index(f"{letter}~{OURS + self._count}", self.sizes.size(axis))

    def index(self, running: RunningIndex) -> Index:
        """The index itself, once sizes are merged."""
        if running not in self._indices:
            size = self.sizes.size(running.axis)
            own = self.fresh(running.letter, running.axis) if running.bound else Index(running.letter, size)
            self._indices[running] = own
        return self._indices[running]


@dataclass(eq=False)
class Elaboration:
    """One formula, or the body of one definition, while it is read.

    inside is the definition whose body it is; free are its free indices; sizes that are letters there are generic
    where a function is applied.
    """

    state: ReadingState
    scope: SectionScope
    at: NoteStatement
    inside: NoteDefinition | None = None
    free: dict[str, RunningIndex] = field(default_factory=dict)
    generic: dict[str, int] | None = None
    outside: frozenset[str] = frozenset()
    """Letters that are indices somewhere in the statement where no Σ binds them."""

    @property
    def sizes(self) -> AxisSizes:
        return self.state.sizes

    def value(self, node: TexNode, env: Bindings) -> ArrayValue:
        """What a node stands for."""
        rule = RULES.get(type(node))
        if rule is None:
            raise NotUnderstood("E01", f"{type(node).__name__.removeprefix('Tex').lower()}: no value", node.span)
        return rule(self, node, env)

    def number(self, node: TexNode, env: Bindings) -> ArrayValue:
        """What a node stands for, which has to be a number."""
        found = self.value(node, env)
        if found.rank:
            raise NotUnderstood("T03", f"expected a number, this is {described(found)}", node.span)
        return found

    def choose(self, what: str, ways: int) -> int:
        """Ask the oracle."""
        return self.state.oracle.choose(what, ways)

    def is_elsewhere(self, letter: str) -> bool:
        """Whether the statement has a letter as an index outside of Σ."""
        return letter in self.outside

    def note(self, rule: str) -> None:
        """Tell the reader how something was read."""
        self.state.rules[rule] = None

    def doubt(self, reason: str) -> None:
        """Such a reading proves and never refutes."""
        self.state.doubts[reason] = None

    def assume(self, key: str, relation: Callable[[], Relation]) -> None:
        """A relation that the reading brings in, once for a key."""
        self.state.assumed.setdefault(key, relation)

    def use(self, found: Use) -> None:
        """Note that a symbol was used with this meaning."""
        self.state.uses[found.symbol, found.definition or found.origin] = found
        if found.origin is Origin.SIBLING and self.scope.defines(found.symbol):
            self.doubt(f"{found.symbol.base} is defined further down as well")

    def lookup(self, symbol: Symbol, *, squared: bool = False, arguments: int | None = None) -> Use:
        """The meaning of a symbol here."""
        key = (self.scope.section.number, symbol, self.at.number, id(self.inside), squared, arguments)
        if key not in self.state.found:
            self.state.found[key] = self._looked_up(symbol, squared, arguments)
        return self.state.found[key]

    def _looked_up(self, symbol: Symbol, squared: bool, arguments: int | None) -> Use:
        return self.scope.lookup(
            symbol,
            self.at,
            squared=squared,
            arguments=arguments,
            inside=self.inside,
            below=self.state.below,
            inherit=self.state.inherit,
        )

    def letter_axis(self, letter: str) -> int | None:
        """The axis whose size a letter is; None if the letter is no size."""
        if self.generic is not None and letter in self.generic:
            return self.generic[letter]
        extent = self.scope.size(letter)
        if extent is None:
            return None
        if self.generic is None or extent.number is not None:
            return self.sizes.axis(extent)
        return self.generic.setdefault(letter, self.sizes.new(letter))

    def free_index(self, letter: str) -> RunningIndex:
        """The free index of this letter, with the range that the text gives it."""
        if letter not in self.free:
            extent = self.scope.range_of(letter)
            axis = self.sizes.new(letter) if extent is None or self.generic is not None else self.sizes.axis(extent)
            self.free[letter] = RunningIndex(letter, axis)
        return self.free[letter]

    def class_index(self, letters: str) -> RunningIndex:
        """The index that y_i names: any one, the same throughout."""
        return self.state.classes.setdefault(letters, RunningIndex(letters, self.sizes.new("")))

    def index(self, running: RunningIndex) -> Index:
        """The index itself."""
        return self.state.index(running)

    def fresh(self, letter: str, axis: int) -> Index:
        """A bound index that nobody else has."""
        return self.state.fresh(letter, axis)

    def of_definition(self, definition: NoteDefinition, generic: bool = False) -> Elaboration:
        """The elaboration of the body of a definition, where it stands."""
        return replace(
            self,
            scope=self.state.paper.scope(definition.section),
            inside=definition,
            free={},
            generic={} if generic else None,
            outside=frozenset(),
        )


Rule = Callable[[Elaboration, Any, Bindings], ArrayValue]
RULES: dict[type[TexNode], Rule] = {}


def reads(*kinds: type[TexNode]) -> Callable[[Rule], Rule]:
    """The decorated function is the rule for these kinds of nodes."""

    def register(rule: Rule) -> Rule:
        for kind in kinds:
            RULES[kind] = rule
        return rule

    return register


PlaceOf = Callable[[], Place]
"""A place on an axis, once sizes are merged."""
