"""What a section of a document knows: statements, definitions, declarations; whence a symbol has its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexConditional,
    TexDerivative,
    TexGroup,
    TexList,
    TexName,
    TexNode,
    TexProduct,
    TexScripted,
    walk,
)
from ..lexicon.cues import Cue
from ..lexicon.functions import LikelyFunction, known_function
from ..lexicon.words import Quote
from ..sources.directives import Annotation
from ..sources.model import Document, Formula, Section
from .evidence import LetterEvidence
from .heads import DefinedHead, HeadReader
from .letters import variables_of
from .model import AxisExtent, Hypothesis, NoteDefinition, NoteStatement, Origin, Symbol, Use
from .names import Base, base_of, letter_of, scripted_names
from .scripts import ALWAYS_INDICES, Parts, ScriptReader
from .symbols import symbol_of

OFTEN_FACTORS = frozenset({"alpha", "beta", "gamma", "lambda", "eta", "epsilon", "mu", "nu", "tau", "rho", "kappa"})
"""Letters that are numbers before brackets, unless something says that they are functions."""

OFTEN_FUNCTIONS = frozenset("fghPpEFHGLlJuqRDINOrVQT") | {
    "phi",
    "Phi",
    "psi",
    "Psi",
    "sigma",
    "ell",
    "rho",
}
"""Letters that are functions as often as values: before brackets they need evidence."""


EXPECTATION = re.compile(r"期望|均值|随机|\bexpect|\brandom\b|\\mathbb\{?E", re.I)
"""Where the words say so, E(x) is an expectation, and no equation defines it."""


@dataclass(frozen=True)
class SymbolDeclaration:
    """What a section declares of a symbol: its axes (None: not said), words and line."""

    axes: tuple[AxisExtent, ...] | None
    words: str
    line: int
    annotated: bool = False


@dataclass(frozen=True)
class _Poison:
    """A redefinition that was not understood."""

    number: int
    line: int


@dataclass(eq=False)
class SectionScope:
    """Everything that a section knows.  Built by `understand`; afterwards it only grows, by `adopt` and `poison`.

    Both take hold from a statement on, so that nothing that was read before changes.  earlier are the scopes of all
    sections before this one, nearest first.
    """

    section: Section
    evidence: LetterEvidence
    reader: ScriptReader
    hears: Callable[[Cue, Formula], Quote | None] = field(repr=False)
    words: bool = True
    earlier: tuple[SectionScope, ...] = field(default=(), repr=False)
    statements: tuple[NoteStatement, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    """What annotations and words say, own and inherited where still in force."""
    declarations: dict[Symbol, SymbolDeclaration] = field(default_factory=dict)
    notations: dict[Symbol, str] = field(default_factory=dict)
    """Names that an annotation gives a function of the catalogue, by its id."""
    families: frozenset[Symbol] = frozenset()
    """Symbols (without family) that occur with a raised sample index, here or before: x of x^{(i)}."""
    classes: frozenset[str] = frozenset()
    """Subscripts that name a class: `y_i` of p_{y_i}."""
    ranks: dict[Symbol, int] = field(default_factory=dict)
    valued: set[Symbol] = field(default_factory=set)
    """Symbols that are used as values: with an index, or bare and not before brackets."""
    functions: frozenset[Symbol] = frozenset()
    """Open functions: those that an annotation names, and those that the section applies and differentiates."""
    occurs: dict[Symbol, int] = field(default_factory=dict)
    """The number of the first statement in which a symbol stands."""
    first_value: dict[Symbol, int] = field(default_factory=dict)
    """The number of the first statement in which an entry of a symbol is a value: no brackets follow."""
    spoken: Mapping[Cue, frozenset[str]] = field(default_factory=dict)
    """The bases of which words of this section say FUNCTION, PARAMETER, ACTIVATION."""
    likely: Mapping[str, LikelyFunction] = field(default_factory=dict, repr=False)
    """By letter, what words anywhere in the document make likely of a function without a definition."""
    _definitions: dict[tuple[Symbol, bool], list[NoteDefinition]] = field(default_factory=dict)
    withheld: set[NoteDefinition] = field(default_factory=set, repr=False)
    """Definitions that are left out while settling asks what holds without them."""
    _poisoned: dict[Symbol, list[_Poison]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inherits = tuple(scope for scope in self.earlier if persists(scope.section, self.section))
        bold: set[Base] = set()
        heads: set[Base] = set(self.evidence.heads)
        for scope in self.inherits:
            bold |= scope.evidence.bold
        for scope in self.earlier:
            heads |= scope.evidence.heads
        self._text = " ".join((*self.section.titles, self.section.prose))
        self._bold_earlier, self._heads = frozenset(bold), frozenset(heads)

    # ------------------------------------------------------------------ names
    @property
    def sets(self) -> frozenset[str]:
        """Capital letters over whose elements a sum runs: B of i ∈ B."""
        return self.evidence.sets

    def parts(self, node: TexNode, bound: Container[str] = ()) -> Parts:
        """A name with scripts taken apart; raises NotUnderstood S..  bound: letters of indices.

        Primes are those of a function; of anything else they belong to the name: its label ends with them.
        """
        parts = self.reader.parts(node, bound)
        if parts.primes and parts.name is not None and not self._is_primed_function(parts.name):
            return replace(parts, label=parts.label + "'" * parts.primes, primes=0)
        return parts

    def _is_primed_function(self, name: TexName) -> bool:
        base = base_of(name)
        return base in self._heads or base in self.evidence.differentiated or self.called_function(name.base)

    def symbol(self, parts: Parts) -> Symbol:
        """Which symbol it is: bold and italic twins, families."""
        return symbol_of(parts, self.evidence.bold, self.evidence.bare, self._bold_earlier, self.evidence.samples)

    def symbols_in(self, node: TexNode) -> Iterator[Symbol]:
        """Every symbol of a tree whose scripts are understood."""
        for each in scripted_names(node):
            try:
                yield self.symbol(self.parts(each))
            except NotUnderstood:
                continue

    def mentions(self, node: TexNode, symbol: Symbol) -> bool:
        """Whether the symbol occurs in a tree."""
        return any(symbol == each for each in self.symbols_in(node))

    def head(self, node: TexNode) -> NoteDefinition | None:
        """How a left side would define something: a definition without a body; None if it cannot."""
        head = self.left_side(node)
        return head.definition(None, self.section, None) if head is not None else None

    def conditional_head(self, node: TexNode, body: TexNode) -> DefinedHead | None:
        """P(Y | X) = ∏ P(y^{(i)} | x^{(i)}): no function, since its body has others of its kind, but a quantity."""
        if not isinstance(node, TexProduct) or len(node.factors) != 2:
            return None
        brackets = node.factors[1].value
        if not isinstance(brackets, TexConditional):
            return None
        parts = self.parts(node.factors[0].value)
        found = self.conditional(parts, brackets)
        if found is None or found[1] or not self.mentions(body, self.symbol(parts)):
            return None
        return DefinedHead(found[0])

    def left_side(self, node: TexNode) -> DefinedHead | None:
        """What a left side would define."""
        operators = frozenset({"E"}) if EXPECTATION.search(self._text) else frozenset()
        return HeadReader(
            self.parts, self.symbol, frozenset(self.evidence.sizes), operators, self.evidence.exponential
        ).head(node)

    # ------------------------------------------------------------------ look-up
    def lookup(
        self,
        symbol: Symbol,
        at: NoteStatement,
        *,
        squared: bool = False,
        arguments: int | None = None,
        inside: NoteDefinition | None = None,
        below: bool = False,
        inherit: bool = True,
    ) -> Use:
        """From where a symbol has its meaning at a statement.

        squared asks for σ² that is defined as a whole; arguments for the function of so many, where H(p) and H(p, q)
        are both defined.  inside: the symbol stands in the body of that definition (of
        this section): what was in force there wins over what came later.  below also takes definitions further down in
        the section; without inherit nothing comes from other sections but word functions.  Raises NotUnderstood M07
        where a redefinition was not understood.
        """
        number = at.number if at.section is self.section else self._last
        own = self._own(symbol, squared, number, inside, arguments)
        if own is not None and arguments is None and self._is_value_beside(own):
            own = None
        self._refuse_poison(symbol, number, own)
        if own is not None:
            return Use(symbol, Origin.ANNOTATED if own.how == "annotation" else Origin.HERE, own, own.line)
        later = self._definitions.get((symbol, squared)) if below and not self._varies(symbol) else None
        if later:
            return Use(symbol, Origin.BELOW, later[0], later[0].line)
        if symbol in self.notations:
            return Use(symbol, Origin.CATALOGUE, declared=self.notations[symbol])
        if (declared := self.declarations.get(symbol)) is not None:
            origin = Origin.ANNOTATED if declared.annotated else Origin.DECLARED
            return Use(symbol, origin, line=declared.line, declared=declared.words)
        found = None if self._is_parameter(symbol) else self._inherited(symbol, squared, inherit, arguments)
        if found is not None and found.definition is not None:
            likely = self._definitions.get((symbol, squared)) and found.origin.certain
            return replace(found, origin=Origin.SIBLING) if likely else found
        known = known_function(symbol, self.section if self.words else None) if not squared else None
        return Use(symbol, Origin.CATALOGUE, declared=known.id) if known else found or Use(symbol, Origin.INPUT)

    def defined_apart(self, symbol: Symbol) -> int:
        """The line of a quantity of this name in an earlier part of the document, whatever holds here; 0 if none is."""
        for scope in self.earlier:
            for squared in (False, True):
                for each in scope._definitions.get((symbol, squared), ()):
                    if each.kind == "quantity" and each.line:
                        return each.line
        return 0

    def defines(self, symbol: Symbol) -> bool:
        """Whether the section defines it somewhere, perhaps further down."""
        return bool(self._definitions.get((symbol, False)) or self._definitions.get((symbol, True)))

    def _is_parameter(self, symbol: Symbol) -> bool:
        """Whether it is a parameter of a function that is defined here: what it was elsewhere is of no account then."""
        definitions = (each for found in self._definitions.values() for each in found)
        return any(symbol == parameter.symbol for each in definitions for parameter in each.parameters)

    def _varies(self, symbol: Symbol) -> bool:
        """Whether it is the argument of a function or the variable of a derivative.

        What stands further down is then a value of it, such as where the derivative is zero: with that put in its place
        a wrong derivative would hold.  Not so ŷ of dL/dŷ · dŷ/dz, which is differentiated itself.
        """
        return (self._is_parameter(symbol) or symbol in self._differentiated_by) and symbol not in self._differentiated

    @cached_property
    def _differentiated_by(self) -> frozenset[Symbol]:
        """The symbols by which the section differentiates."""
        return frozenset(
            symbol
            for statement in self.statements
            for node in walk(statement.node)
            for variable in variables_of(node)
            for symbol in self.symbols_in(variable)
        )

    @cached_property
    def _differentiated(self) -> frozenset[Symbol]:
        """The symbols of which the section has a derivative, dŷ/dz."""
        return frozenset(
            symbol
            for statement in self.statements
            for node in walk(statement.node)
            if isinstance(node, TexDerivative) and isinstance(node.body, (TexName, TexScripted))
            for symbol in self.symbols_in(node.body)
        )

    def lookup_last(self, symbol: Symbol) -> Use:
        """The meaning at the end of the section."""
        own = self._own(symbol, False, self._last)
        if own is not None:
            return Use(symbol, Origin.HERE, own, own.line)
        return self._inherited(symbol, False, True) or Use(symbol, Origin.INPUT)

    @property
    def _last(self) -> int:
        return self.statements[-1].number if self.statements else -1

    def _is_value_beside(self, definition: NoteDefinition) -> bool:
        """Whether a name was a value of its own before it became a function: f_j above «the function f_j(z) = …»."""
        if definition.kind != "function" or definition.how:
            return False
        return self.first_value.get(definition.symbol, number_of(definition)) < number_of(definition)

    def body_of(self, symbol: Symbol) -> TexNode | None:
        """The body of the latest definition of a quantity in this section so far."""
        definitions = self._definitions.get((symbol, False), [])
        return definitions[-1].body if definitions and definitions[-1].kind == "quantity" else None

    def _own(
        self,
        symbol: Symbol,
        squared: bool,
        number: int,
        inside: NoteDefinition | None = None,
        arguments: int | None = None,
    ) -> NoteDefinition | None:
        """The latest definition of this section up to a statement; in a body the latest one up to that body's."""
        definitions = [each for each in self._definitions.get((symbol, squared), ()) if each not in self.withheld]
        if arguments is not None:
            definitions = [each for each in definitions if takes(each, arguments)]
        if inside is not None and inside.section is self.section:
            before = [each for each in definitions if number_of(each) <= number_of(inside)]
            if before:
                return before[-1]
        before = [each for each in definitions if number_of(each) <= number]
        return before[-1] if before else None

    def _refuse_poison(self, symbol: Symbol, number: int, own: NoteDefinition | None) -> None:
        since = number_of(own) if own is not None else -1
        for poison in self._poisoned.get(symbol, ()):
            if since <= poison.number < number:
                line = poison.line
                message = f"{symbol.identifier} is defined anew on line {line} in a way that was not understood"
                raise NotUnderstood("M07", message)

    def _inherited(self, symbol: Symbol, squared: bool, inherit: bool, arguments: int | None = None) -> Use | None:
        """A definition of an earlier section that still holds, or the declaration that ended it.

        Functions come from anywhere above.  Without inherit only those of enclosing sections, and word functions.
        """
        key = symbol, squared
        for scope in self.earlier:
            if key not in scope._definitions and symbol not in scope.declarations:
                continue  # nearly always, in a document of many sections
            near = persists(scope.section, self.section)
            definition = scope._own(symbol, squared, scope._last, arguments=arguments)
            encloses = scope.section.encloses(self.section)
            if definition is not None:
                if definition.kind == "function":
                    if arguments is not None and len(symbol.base) == 1 and not takes(definition, arguments):
                        return None
                    if not (inherit or encloses or len(symbol.base) > 1):
                        return None
                elif not near or not (inherit or encloses):
                    return None
                scope._refuse_poison(symbol, scope._last + 1, definition)
                origin = Origin.ENCLOSING if encloses else Origin.SIBLING
                if definition.how == "annotation" and encloses:
                    origin = Origin.ANNOTATED
                return Use(symbol, origin, definition, definition.line)
            if near and (declared := scope.declarations.get(symbol)) is not None:
                return Use(symbol, Origin.INPUT, line=declared.line, declared=declared.words)
        return None

    def definition_here(self, head: DefinedHead, number: int) -> NoteDefinition | None:
        """The definition of this section that is in force before a statement; a function of as many arguments."""
        arguments = len(head.parameters) if head.kind == "function" else None
        found = self._own(head.symbol, head.squared, number - 1, arguments=arguments)
        return found if found is None or arguments is None or takes(found, arguments) else None

    # ------------------------------------------------------------------ axes, sizes, indices
    def declared(self, symbol: Symbol) -> tuple[AxisExtent, ...] | None:
        """The axes of the declaration in force, own or inherited; letters are those of `size`."""
        for scope in (self, *self.inherits):
            if (found := scope.declared_here(symbol)) is not None:
                return found
        return None

    def declared_here(self, symbol: Symbol) -> tuple[AxisExtent, ...] | None:
        """The axes of a declaration in this section."""
        found = self.declarations.get(symbol)
        return found.axes if found is not None else None

    def rank(self, symbol: Symbol) -> int | None:
        """How many axes the uses in the section show: indices written anywhere, bold, next to a transpose."""
        return self.ranks.get(symbol)

    def is_index(self, letter: str, bound: Container[str] = ()) -> bool:
        """Whether a letter in a script is an index."""
        return self.reader.is_index(letter, bound)

    def is_value(self, letter: str) -> bool:
        """Whether the section uses the bare letter as a value (and it is no bound index and no size)."""
        return letter in self.evidence.values

    def stands_unsquared(self, symbol: Symbol) -> bool:
        """Whether the section uses the letter itself, and not only its square."""
        return (symbol.base, symbol.accents) in self.evidence.unsquared

    def size(self, letter: str) -> AxisExtent | None:
        """The size that a letter is: those of ℝ^{N×D} and upper limits."""
        return self.evidence.sizes.get(letter)

    def range_of(self, letter: str) -> AxisExtent | None:
        """What i = 1, …, K says of i."""
        return self.evidence.ranges.get(letter)

    def known(self, letter: str, strong: bool = False) -> bool:
        """Whether a letter is used by itself: defined, declared, a parameter, a size; or (not strong) a factor."""
        if letter in self.evidence.sizes or not strong and letter in self.evidence.alone:
            return True
        if any(symbol.base == letter for symbol in self.declarations):
            return True
        return any(
            letter in (symbol.base, *(parameter.symbol.base for each in definitions for parameter in each.parameters))
            for (symbol, _), definitions in self._definitions.items()
        )

    # ------------------------------------------------------------------ functions
    def is_function(self, parts: Parts, argument: TexNode, at: NoteStatement, values: Container[Symbol] = ()) -> bool:
        """Whether `name (argument)` is an application; raises NotUnderstood F01 if it may be either.

        values are symbols that stand for values while it is read (parameters).
        """
        name = parts.name
        if name is None:
            return False
        if name.font in ("roman", "operator") and len(name.base) > 1 or name.font == "blackboard":
            return True
        symbol = self.symbol(parts)
        if symbol in values:
            return False
        use = self.lookup(symbol, at)
        if use.definition is not None:
            return use.definition.kind == "function"
        if use.origin is Origin.CATALOGUE or symbol in self.functions or parts.primes:
            return True
        if isinstance(argument, TexList | TexConditional):
            return True
        if self.declared(symbol) is not None or symbol in self.valued:
            return False
        if self.called_function(name.base) or self.likely_function(symbol) is not None:
            return True
        return self._doubtful(parts, name, symbol, argument)

    def likely_function(self, symbol: Symbol) -> LikelyFunction | None:
        """What a letter before brackets likely means: σ in notes on logistic regression."""
        plain = symbol == Symbol(symbol.base) and symbol not in self.valued and self.declared(symbol) is None
        return self.likely.get(symbol.base) if plain and not self.called_function(symbol.base) else None

    def _doubtful(self, parts: Parts, name: TexName, symbol: Symbol, argument: TexNode) -> bool:
        """A name that nothing says anything of, before brackets."""
        if name.font == "" and isinstance(argument, TexGroup) and letter_of(argument.inner) in ALWAYS_INDICES:
            return False  # P(j): an entry
        labelled = parts.power is not None or bool(parts.label)
        product = self.called_parameter(name.base) or labelled and name.font != "bold" or name.base in OFTEN_FACTORS
        if name.base in OFTEN_FUNCTIONS or not product:
            message = f"{symbol.identifier}(…): a function that is not defined, or a product?"
            raise NotUnderstood("F01", message, parts.node.span)
        return False

    def called_function(self, base: str) -> bool:
        """Whether the words beside a formula that is only this letter call it a function."""
        return self._spoken(Cue.FUNCTION, base)

    def called_parameter(self, base: str) -> bool:
        """Whether the words call it a number: a parameter, a coefficient, a rate."""
        return self._spoken(Cue.PARAMETER, base)

    def entrywise(self, base: str) -> bool:
        """Whether the words call it an activation, or say that it acts entry by entry."""
        return self._spoken(Cue.ACTIVATION, base)

    def _spoken(self, cue: Cue, base: str) -> bool:
        return any(base in scope.spoken.get(cue, ()) for scope in (self, *self.inherits))

    def positive(self, symbol: Symbol) -> bool:
        """Whether it is a small positive constant by the words (ε)."""
        return any(each.kind == "positive" and each.symbol == symbol for each in self.hypotheses)

    def conditional(self, parts: Parts, brackets: TexConditional) -> tuple[Symbol, tuple[TexNode, ...]] | None:
        """P(y^{(i)} | x^{(i)}) as a quantity of its own, keyed by what it is of, and its indices; None if it is not so.

        The name of each argument tells such quantities apart, and where the indices are the same.
        """
        if parts.name is None or len(parts.name.base) > 1 or parts.indices or parts.primes or parts.power is not None:
            return None
        indices: list[TexNode] = []
        sides = []
        for items in (brackets.items, brackets.given):
            words = [self._argument_key(item, indices) for item in items]
            if not all(words):
                return None
            sides.append(",".join(word for word in words if word))
        name = self.symbol(parts)
        return replace(name, label="_".join(filter(None, (name.label, "|".join(sides))))), tuple(indices)

    def _argument_key(self, node: TexNode, indices: list[TexNode]) -> str | None:
        if not isinstance(node, TexName | TexScripted):
            return None
        parts = self.parts(node)
        if parts.name is None or parts.power is not None or parts.transposed or parts.letters is None:
            return None
        for place in parts.indices:
            if place not in indices:
                indices.append(place)
        symbol = replace(self.symbol(parts), family=False)
        return symbol.identifier + "".join(str(indices.index(place) + 1) for place in parts.indices)

    # ------------------------------------------------------------------ growth
    def define(self, definition: NoteDefinition) -> None:
        """A definition of this section, in the order of the document."""
        definitions = self._definitions.setdefault((definition.symbol, definition.squared), [])
        definitions.append(definition)
        definitions.sort(key=number_of)

    def adopt(self, definition: NoteDefinition) -> None:
        """A definition that settling found (a substitution, a redefinition): in force from its statement on."""
        self.define(definition)

    def poison(self, symbol: Symbol, statement: NoteStatement) -> None:
        """A redefinition that was not understood: below it the symbol has no meaning (M07)."""
        self._poisoned.setdefault(symbol, []).append(_Poison(statement.number, statement.formula.line))

    @property
    def definitions(self) -> tuple[NoteDefinition, ...]:
        """All of this section."""
        return tuple(sorted((d for each in self._definitions.values() for d in each), key=number_of))


@dataclass(eq=False)
class Paper:
    """A document that was read: statements with their roles, scopes, and the formulas that are not parsed."""

    document: Document
    statements: tuple[NoteStatement, ...]
    refused: Mapping[int, NotUnderstood]
    """By the number of the formula."""
    scopes: Mapping[int, SectionScope] = field(repr=False)
    """By the number of the section."""
    unused: tuple[Annotation, ...] = ()
    """Annotations about names that do not occur where they hold."""

    def scope(self, section: Section) -> SectionScope:
        return self.scopes[section.number]

    def adopt(self, definition: NoteDefinition) -> None:
        """In force from its statement on, in its section and those that inherit from it."""
        self.scope(definition.section).adopt(definition)

    def poison(self, symbol: Symbol, statement: NoteStatement) -> None:
        """A redefinition that was not understood."""
        self.scope(statement.section).poison(symbol, statement)

    def definition_of(self, statement: NoteStatement, node: TexNode) -> NoteDefinition | None:
        """The definition, in force before the statement, that a left side restates."""
        scope = self.scope(statement.section)
        head = scope.left_side(node)
        return scope.definition_here(head, statement.number) if head is not None else None


def takes(definition: NoteDefinition, arguments: int) -> bool:
    """Whether a definition is that of a function of so many arguments; a quantity takes any brackets."""
    return definition.kind != "function" or len(definition.parameters) == arguments


def number_of(definition: NoteDefinition) -> int:
    """Where a definition stands; an annotation stands before everything."""
    return definition.statement.number if definition.statement is not None else -1


def persists(earlier: Section, later: Section) -> bool:
    """Whether definitions of a section hold in a later one: one below it, or a sibling under the same top heading.

    Where no title stands above the sections, all of them are below the same one.
    """
    if not earlier.path or not later.path:
        return True
    untitled = earlier.path[0].level == later.path[0].level > 1
    return untitled or earlier.encloses(later) or earlier.path[0] == later.path[0]
