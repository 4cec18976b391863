"""What a section of a document knows: statements, definitions, declarations; whence a symbol has its meaning."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from ..codes import NotUnderstood
from ..grammar.nodes import TexNode
from ..sources.model import Document, Section
from .model import AxisExtent, Hypothesis, NoteDefinition, NoteStatement, Origin, Symbol, Use
from .scripts import Parts


@dataclass(eq=False)
class SectionScope:
    """Everything that a section knows.  Built by `understand`; afterwards it only grows, by `adopt` and `poison`.

    Both take hold from a statement on, so that nothing that was read before changes.
    """

    section: Section
    statements: tuple[NoteStatement, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    """What annotations and words say, own and inherited where still in force."""
    classes: frozenset[str] = frozenset()
    """Subscripts that name a class: `y_i` of p_{y_i}."""
    sets: frozenset[str] = frozenset()
    """Capital letters over whose elements a sum runs: B of i ∈ B."""
    families: frozenset[Symbol] = frozenset()
    """Symbols (without family) that occur with a raised sample index, here or before: x of x^{(i)}."""
    earlier: tuple[SectionScope, ...] = field(default=(), repr=False)

    def parts(self, node: TexNode, bound: Container[str] = ()) -> Parts:
        """A name with scripts taken apart; raises NotUnderstood S..  bound: letters of indices."""
        raise NotImplementedError

    def symbol(self, parts: Parts) -> Symbol:
        """Which symbol it is: bold and italic twins, families."""
        raise NotImplementedError

    def lookup(
        self,
        symbol: Symbol,
        at: NoteStatement,
        *,
        squared: bool = False,
        inside: NoteDefinition | None = None,
        below: bool = False,
        inherit: bool = True,
    ) -> Use:
        """From where a symbol has its meaning at a statement.

        squared asks for σ² that is defined as a whole.  inside: the symbol stands in the body of that definition (of
        this section): what was in force there wins over what came later.  below also takes definitions further down in
        the section; without inherit nothing comes from other sections but word functions.  Raises NotUnderstood M07
        where a redefinition was not understood.
        """
        return Use(symbol, Origin.INPUT)

    def declared(self, symbol: Symbol) -> tuple[AxisExtent, ...] | None:
        """The axes of the declaration in force, own or inherited; letters are those of `size`."""
        raise NotImplementedError

    def declared_here(self, symbol: Symbol) -> tuple[AxisExtent, ...] | None:
        """The axes of a declaration in this section."""
        raise NotImplementedError

    def rank(self, symbol: Symbol) -> int | None:
        """How many axes the uses in the section show: indices written anywhere, bold, next to a transpose."""
        raise NotImplementedError

    def is_index(self, letter: str, bound: Container[str] = ()) -> bool:
        """Whether a letter in a script is an index."""
        raise NotImplementedError

    def is_value(self, letter: str) -> bool:
        """Whether the section uses the bare letter as a value (and it is no bound index and no size)."""
        raise NotImplementedError

    def size(self, letter: str) -> AxisExtent | None:
        """The size that a letter is: those of ℝ^{N×D} and upper limits."""
        raise NotImplementedError

    def range_of(self, letter: str) -> AxisExtent | None:
        """What i = 1, …, K says of i."""
        raise NotImplementedError

    def known(self, letter: str, strong: bool = False) -> bool:
        """Whether a letter is used by itself: defined, declared, a parameter, a size; or (not strong) a factor."""
        raise NotImplementedError

    def is_function(self, parts: Parts, argument: TexNode, at: NoteStatement, values: Container[Symbol] = ()) -> bool:
        """Whether `name (argument)` is an application; raises NotUnderstood F01 if it may be either.

        values are symbols that stand for values while it is read (parameters).
        """
        raise NotImplementedError

    def called_function(self, base: str) -> bool:
        """Whether the words beside a formula that is only this letter call it a function."""
        raise NotImplementedError

    def called_parameter(self, base: str) -> bool:
        """Whether the words call it a number: a parameter, a coefficient, a rate."""
        raise NotImplementedError

    def entrywise(self, base: str) -> bool:
        """Whether the words call it an activation, or say that it acts entry by entry."""
        raise NotImplementedError

    def positive(self, symbol: Symbol) -> bool:
        """Whether it is a small positive constant by the words (ε)."""
        raise NotImplementedError

    def mentions(self, node: TexNode, symbol: Symbol) -> bool:
        """Whether the symbol occurs in a tree."""
        raise NotImplementedError

    def head(self, node: TexNode) -> NoteDefinition | None:
        """How a left side would define something: a definition without a body; None if it cannot."""
        raise NotImplementedError

    def adopt(self, definition: NoteDefinition) -> None:
        """A definition that settling found (a substitution, a redefinition): in force from its statement on."""
        raise NotImplementedError

    def poison(self, symbol: Symbol, statement: NoteStatement) -> None:
        """A redefinition that was not understood: from there on the symbol has no meaning (M07)."""
        raise NotImplementedError


@dataclass(eq=False)
class Paper:
    """A document that was read: statements with their roles, scopes, and the formulas that are not parsed."""

    document: Document
    statements: tuple[NoteStatement, ...]
    refused: Mapping[int, NotUnderstood]
    """By the number of the formula."""
    scopes: Mapping[int, SectionScope] = field(repr=False)
    """By the number of the section."""

    def scope(self, section: Section) -> SectionScope:
        return self.scopes[section.number]


def understand(document: Document, *, words: bool = True) -> Paper:
    """Statements, roles, definitions and scopes of a document.  Without words nothing is read from prose."""
    raise NotImplementedError
