"""From a document to a paper: formulas parsed, evidence gathered, roles found, definitions in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexChain,
    TexConditional,
    TexDerivative,
    TexEmpty,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexProduct,
    TexScripted,
    TexWords,
    walk,
)
from ..grammar.statements import statements
from ..lexicon.cues import Cue
from ..lexicon.functions import LikelyFunction, likely_functions
from ..lexicon.words import Quote, says
from ..sources.directives import Annotation, annotations_of
from ..sources.model import Document, Formula, Section
from .annotated import annotate, holding_in, unused_in
from .declarations import axes_of_list, axes_of_membership
from .evidence import LetterEvidence, gather, raised_group, scripts_in, stands_before_brackets
from .going_on import goes_on, going_on, last_side
from .heads import NEVER_VALUES
from .hypotheses import hypotheses_of
from .joining import joined
from .model import (
    AxisExtent,
    Hypothesis,
    Joined,
    NoteDefinition,
    NoteStatement,
    Origin,
    Parameter,
    StatementRole,
    Symbol,
)
from .names import (
    Base,
    base_of,
    is_number,
    is_transpose,
    letter_of,
    name_of,
    scripted_names,
    stripped,
)
from .roles import RoleAnswer, RoleView, is_conditional, is_solved, role_of, sides
from .scopes import Paper, SectionScope, SymbolDeclaration, persists
from .scripts import LIKELY_INDICES, Parts, ScriptReader
from .shown import ShownIndices, shown_indices
from .symbols import is_capital

Hears = Callable[[Cue, Formula], Quote | None]

VECTOR_LETTERS = frozenset({"theta", "alpha", "beta", "mu", "phi", "gamma", "lambda", "omega", "xi", "nu", "eta"})
"""Greek letters that are vectors beside a transpose."""


def understand(document: Document, *, words: bool = True) -> Paper:
    """Statements, roles, definitions and scopes of a document.  Without words nothing is read from prose."""
    annotated = annotations_of(document)
    written, refused = _parsed(document, annotated.off(document))
    hears: Hears = says if words else _deaf
    scopes = _scopes(document, tuple(written), hears, words, annotated.annotations)
    unused = tuple(each for each in annotated.annotations if unused_in(each, scopes.values()))
    return Paper(document, tuple(written), refused, scopes, unused)


def _deaf(cue: Cue, formula: Formula) -> Quote | None:
    return None


def _parsed(document: Document, off: frozenset[int]) -> tuple[list[NoteStatement], Mapping[int, NotUnderstood]]:
    found: list[NoteStatement] = []
    refused: dict[int, NotUnderstood] = {}
    for formula in document.formulas:
        if formula.number in off:
            continue
        try:
            written = statements(formula.body, document.macros)
        except NotUnderstood as reason:
            refused[formula.number] = reason
            continue
        for statement, role in zip(written, joined(written), strict=True):
            found.append(NoteStatement(len(found), formula, statement.node, joined=role))
    return found, refused


def _scopes(
    document: Document,
    written: tuple[NoteStatement, ...],
    hears: Hears,
    words: bool,
    annotations: tuple[Annotation, ...],
) -> dict[int, SectionScope]:
    groups: dict[int, list[NoteStatement]] = {section.number: [] for section in document.sections}
    for statement in written:
        groups[statement.section.number].append(statement)
    scripts = scripts_in(statement.node for statement in written)
    evidence = {number: gather((each.node for each in group), scripts) for number, group in groups.items()}
    likely = likely_functions(document.sections) if words else {}
    elsewhere = frozenset(letter for each in evidence.values() for letter in each.bound)
    scopes: dict[int, SectionScope] = {}
    numbers: dict[int, frozenset[str]] = {}
    for section in document.sections:
        group = groups[section.number]
        earlier = tuple(reversed(scopes.values()))
        own = _numbers(group, hears)
        numbers[section.number] = own
        near = own.union(*(numbers[scope.section.number] for scope in earlier if persists(scope.section, section)))
        holding = holding_in(annotations, section)
        build = _Building(
            section, evidence[section.number], tuple(group), hears, words, earlier, elsewhere, near, likely
        )
        scopes[section.number] = build.scope(holding)
    return scopes


def _numbers(statements: list[NoteStatement], hears: Hears) -> frozenset[str]:
    """Bases that are plain numbers: β ∈ [0, 1), η > 0, α = 0.1, «the learning rate η»."""
    found = set()
    for statement in statements:
        node = statement.node
        chain = node if isinstance(node, TexChain) else None
        others = [part for part in chain.parts if not is_number(part)] if chain else [node]
        name = name_of(others[0]) if others else None
        if name is None or name.font or name.accents:
            continue
        if chain is None:
            said = hears(Cue.PARAMETER, statement.formula) and hears(Cue.SCALAR, statement.formula)
            if said and isinstance(node, TexName):
                found.add(name.base)
        elif chain.signs[0] == "∈":
            space = chain.parts[1]
            if axes_of_membership(space) == () or isinstance(space, TexList) and len(space.items) == 2:
                found.add(name.base)
        elif not statement.formula.display and len(others) == 1:
            found.add(name.base)
    return frozenset(found)


@dataclass
class _Building:
    """One scope while it is built."""

    section: Section
    evidence: LetterEvidence
    statements: tuple[NoteStatement, ...]
    hears: Hears
    words: bool
    earlier: tuple[SectionScope, ...]
    elsewhere: frozenset[str]
    numbers: frozenset[str]
    likely: Mapping[str, LikelyFunction]
    _seen: set[Symbol] = field(default_factory=set)

    def scope(self, annotations: tuple[Annotation, ...]) -> SectionScope:
        letters = {
            kind: frozenset(name for each in annotations if each.kind.value == kind for name in each.subjects)
            for kind in ("index", "label")
        }
        index = letters["index"] | self._counted()
        reader = ScriptReader(self.evidence, self.elsewhere, index, letters["label"], self.numbers)
        scope = self._declared_scope(reader, annotations)
        declared = self._declared_axes(scope)
        shown = shown_indices(self.evidence, declared, scope.is_index, _shown_before(scope))
        if declared or shown != ShownIndices():
            axes = {base: len(extents) for base, extents in declared.items()}
            index = reader.index | shown.letters
            reader = replace(reader, index=index, entries=shown.entries, axes=axes)
            scope = self._declared_scope(reader, annotations)
        self._occurrences(scope)
        self._uses(scope)
        for statement in self.statements:
            self._role(scope, statement)
        scope.functions |= frozenset(self._open_functions(scope))
        scope.hypotheses = (*scope.hypotheses, *self._hypotheses(scope))
        return scope

    def _declared_scope(self, reader: ScriptReader, annotations: tuple[Annotation, ...]) -> SectionScope:
        """The scope with what words, declarations and annotations say, if scripts are read so."""
        scope = SectionScope(self.section, self.evidence, reader, self.hears, self.words, self.earlier, self.statements)
        scope.spoken, scope.likely = self._spoken(), self.likely
        scope.families = self._families(scope)
        scope.classes = frozenset(self.evidence.classes.union(*(each.classes for each in scope.inherits)))
        self._declare(scope)
        annotate(scope, annotations)
        return scope

    def _declared_axes(self, scope: SectionScope) -> Mapping[Base, tuple[AxisExtent, ...]]:
        """The axes of bases without labels that are declared here or before."""
        axes: dict[Base, tuple[AxisExtent, ...]] = {}
        for each in (*reversed(scope.inherits), scope):
            for symbol, declaration in each.declarations.items():
                if not symbol.label and not symbol.family and declaration.axes:
                    axes[symbol.base, symbol.accents] = declaration.axes
        return axes

    def _counted(self) -> frozenset[str]:
        """Letters that the words count with: the m-th element, 第 m 个元素."""
        said = (each for each in self.statements if self.hears(Cue.COUNTED, each.formula))
        return frozenset(
            letter
            for each in said
            if (letter := letter_of(each.node)) and letter in LIKELY_INDICES and letter not in self.evidence.times
        )

    # ------------------------------------------------------------------ words
    def _spoken(self) -> Mapping[Cue, frozenset[str]]:
        spoken: dict[Cue, set[str]] = {Cue.FUNCTION: set(), Cue.PARAMETER: set(), Cue.ACTIVATION: set()}
        for statement in self.statements:
            node = statement.node
            if isinstance(node, TexProduct) and stands_before_brackets(node.factors, 0):
                node = node.factors[0].value
            name = name_of(node)
            if name is None:
                continue
            for cue, bases in spoken.items():
                if self.hears(cue, statement.formula):
                    bases.add(name.base)
        return {cue: frozenset(bases) for cue, bases in spoken.items()}

    # ------------------------------------------------------------------ symbols
    def _families(self, scope: SectionScope) -> frozenset[Symbol]:
        own = {
            Symbol(base, accents, font)
            for statement in self.statements
            for each in walk(statement.node)
            if isinstance(each, TexScripted) and (name := name_of(each)) is not None
            for base, accents, font in [(*base_of(name), name.font)]
            if any(map(scope.is_index, self._raised(each)))
        }
        return frozenset(own.union(*(each.families for each in scope.inherits)))

    def _raised(self, node: TexScripted) -> Iterator[str]:
        if (letter := letter_of(raised_group(node.sup))) is not None:
            yield letter

    def _occurrences(self, scope: SectionScope) -> None:
        for statement in self.statements:
            for symbol in scope.symbols_in(statement.node):
                scope.occurs.setdefault(symbol, statement.number)

    # ------------------------------------------------------------------ declarations
    def _declare(self, scope: SectionScope) -> None:
        for statement in self.statements:
            node = statement.node
            if not isinstance(node, TexChain):
                continue
            if node.signs[-1] == "∈":
                self._member(scope, statement, node)
            if node.signs[0] in ("=", ":=") and (axes := axes_of_list(node.parts[1])) is not None:
                self._listed(scope, statement, node.parts[0], axes)

    def _member(self, scope: SectionScope, statement: NoteStatement, chain: TexChain) -> None:
        parts = _understood(scope, chain.parts[0])
        if parts is None or parts.name is None or parts.power is not None or parts.transposed:
            return
        axes = axes_of_membership(chain.parts[-1])
        if parts.indices:
            if parts.letters is None:
                return
            hints = tuple(scope.range_of(letter) or AxisExtent(hint=letter) for letter in parts.letters)
            axes = hints + axes if axes is not None else None
        self._declared(scope, scope.symbol(parts), axes, statement)

    def _listed(
        self, scope: SectionScope, statement: NoteStatement, left: TexNode, axes: tuple[AxisExtent, ...]
    ) -> None:
        parts = _understood(scope, left)
        if parts is None or parts.name is None or parts.power is not None or parts.letters is None:
            return
        if parts.indices:
            hints = tuple(scope.range_of(letter) or AxisExtent(hint=letter) for letter in parts.letters)
            self._declared(scope, scope.symbol(parts), hints + axes, statement)
            return
        symbol = scope.symbol(parts)
        if symbol.font == "" and base_of(parts.name) in scope.evidence.bold:
            symbol = Symbol(symbol.base, symbol.accents, "bold", symbol.label)
        self._declared(scope, symbol, axes, statement)

    def _declared(
        self,
        scope: SectionScope,
        symbol: Symbol,
        axes: tuple[AxisExtent, ...] | None,
        statement: NoteStatement,
    ) -> None:
        before = scope.declarations.get(symbol)
        if before is not None and before.axes is not None and axes is None:
            return
        body = " ".join(statement.formula.body.split())
        scope.declarations[symbol] = SymbolDeclaration(axes, body, statement.formula.line)

    # ------------------------------------------------------------------ ranks
    def _uses(self, scope: SectionScope) -> None:
        """How many axes each symbol has by its uses, and which symbols are values."""
        for statement in self.statements:
            if isinstance(statement.node, TexName):
                continue
            differentiated = {
                id(each.body) for each in walk(statement.node) if isinstance(each, TexDerivative) and each.body
            }
            for node in _outside_applications(statement.node):
                parts = _understood(scope, node)
                if parts is None or parts.name is None or parts.name.font == "operator":
                    continue
                if parts.name.base in NEVER_VALUES:
                    continue
                self._use(scope, parts, parts.name)
                symbol = scope.symbol(parts)
                if id(node) not in differentiated and parts.indices:
                    scope.first_value.setdefault(symbol, statement.number)
        for statement in self.statements:
            for beside in _beside_transposes(statement.node):
                self._vector(scope, beside)
        for statement in self.statements:
            self._applied(scope, statement.node)

    def _use(self, scope: SectionScope, parts: Parts, name: TexName) -> None:
        symbol = scope.symbol(parts)
        if parts.indices:
            count = len(parts.indices) + (1 if symbol.font == "bold" and symbol.family else 0)
            scope.ranks[symbol] = max(scope.ranks.get(symbol, 0), count)
            scope.valued.add(symbol)
        elif symbol.font == "bold":
            scope.ranks[symbol] = max(scope.ranks.get(symbol, 0), 2 if is_capital(name.base) else 1)
        if base_of(name) in (self.evidence.bold_bare if name.font == "bold" else self.evidence.bare):
            scope.valued.add(symbol)

    def _vector(self, scope: SectionScope, node: TexNode) -> None:
        parts = _understood(scope, node)
        if parts is None or parts.name is None or parts.name.font:
            return
        if scope.declared_here(scope.symbol(parts)) is not None:
            return
        symbol = scope.symbol(parts)
        if symbol.family and not symbol.font:
            scope.ranks[symbol] = 2  # x_i of wᵀx_i: a vector for each i
            return
        if len(parts.name.base) == 1 or parts.name.base in VECTOR_LETTERS or is_capital(parts.name.base):
            axes = 2 if is_capital(parts.name.base) else 1
            scope.ranks[scope.symbol(parts)] = len(parts.indices) + axes

    def _applied(self, scope: SectionScope, node: TexNode) -> None:
        """A name that an equation applies on its left is a function, whatever else it looks like."""
        if isinstance(node, TexChain) and (head := scope.head(node.parts[0])) is not None and head.kind == "function":
            scope.valued.discard(head.symbol)

    def _open_functions(self, scope: SectionScope) -> Iterator[Symbol]:
        """What is applied and differentiated, and nowhere in sight defined or declared."""
        for base, accents in self.evidence.differentiated:
            symbol = Symbol(base, accents)
            known = scope.lookup_last(symbol)
            if known.definition is None and known.origin is Origin.INPUT and scope.declared(symbol) is None:
                yield symbol

    # ------------------------------------------------------------------ roles
    def _role(self, scope: SectionScope, statement: NoteStatement) -> None:
        parts, signs = sides(statement.node)
        carried = self._carried(statement)
        if carried is not None:
            parts, signs = going_on(statement.node, carried)
        before = self._before(statement)
        view = RoleView(
            statement=statement,
            parts=parts,
            signs=signs,
            hears=self.hears,
            head=scope.left_side,
            defined=lambda head: scope.definition_here(head, statement.number),
            known=lambda symbol: _known_before(scope, symbol, statement.number),
            fresh=lambda symbol: self._is_fresh(scope, symbol, statement),
            mentions=scope.mentions,
            previous=before.node if before is not None else None,
            continues=carried is not None,
            is_index=scope.is_index,
            conditional=scope.conditional_head,
            inverts=lambda head, node: self._inverts(scope, head.symbol, node),
            after_definitions=self._after_definitions(statement),
            readable=lambda node: self._is_readable(scope, node, statement),
            sizes=frozenset(scope.evidence.sizes),
        )
        answer = role_of(view)
        statement.role, statement.links, statement.refused = answer.role, answer.links, answer.refused
        statement.restates, statement.again = answer.restates, answer.again
        statement.conditional = answer.doubtful or (
            is_conditional(view) or self._concluded(statement) or self._is_of_another(scope, statement)
        )
        statement.solved = is_solved(view)
        if answer.role is StatementRole.DISTRIBUTION:
            answer = RoleAnswer(answer.role, definitions=tuple(_distribution(scope, statement)))
        elif answer.role is StatementRole.SPLIT:
            answer = RoleAnswer(answer.role, definitions=tuple(_split(scope, statement)))
        for definition in answer.definitions:
            statement.defines = statement.defines or definition
            scope.define(definition)

    def _is_fresh(self, scope: SectionScope, symbol: Symbol, statement: NoteStatement) -> bool:
        """Whether a symbol stands nowhere above, but for the formula just before."""
        if symbol in scope.declarations:
            return False
        first = scope.occurs.get(symbol, statement.number)
        formula = self.statements[first - self.statements[0].number].formula
        return formula.number >= statement.formula.number - 1

    def _carried(self, statement: NoteStatement) -> TexNode | None:
        """The last part of the display before, if a display goes on with it: it begins with =, or that one ended so."""
        place = statement.number - self.statements[0].number
        if not place or not statement.formula.display or self.statements[place - 1].formula is statement.formula:
            return None
        before = next((each for each in reversed(self.statements[:place]) if each.formula.display), None)
        if before is None or before.role not in GOING_ON or not _follows(before.formula, statement.formula):
            return None
        return last_side(before.node) if goes_on(before.node, statement.node) else None

    def _inverts(
        self, scope: SectionScope, symbol: Symbol, node: TexNode, seen: frozenset[Symbol] = frozenset()
    ) -> bool:
        """Whether a tree names what this section defines, in the end, by the symbol."""
        for each in scope.symbols_in(node):
            if each == symbol or each in seen:
                continue
            body = scope.body_of(each)
            if body is not None and (scope.mentions(body, symbol) or self._inverts(scope, symbol, body, seen | {each})):
                return True
        return False

    def _after_definitions(self, statement: NoteStatement) -> bool:
        """Whether there are formulas before it in its sentence, all of them definitions."""
        formula, place = statement.formula, statement.number - self.statements[0].number
        count = formula.lead.count("$") // 2 + formula.lead.count("\\(")
        earlier = [each for each in self.statements[:place] if each.formula.number >= formula.number - count]
        near = [each for each in earlier if each.formula is not formula]
        return bool(near) and all(each.role is StatementRole.DEFINITION for each in near)

    def _is_readable(self, scope: SectionScope, node: TexNode, statement: NoteStatement) -> bool:
        """Whether the scripts of a tree are understood, and each name before brackets is a function or a factor."""
        try:
            for each in scripted_names(node):
                scope.parts(each)
            for product in walk(node):
                for place, factor in enumerate(product.factors if isinstance(product, TexProduct) else ()):
                    if isinstance(product, TexProduct) and stands_before_brackets(product.factors, place):
                        brackets = stripped(product.factors[place + 1].value)
                        if name_of(factor.value) is not None:
                            scope.is_function(scope.parts(factor.value), brackets, statement)
        except NotUnderstood:
            return False
        return True

    def _before(self, statement: NoteStatement) -> NoteStatement | None:
        """The statement before it in its formula that says anything."""
        place = statement.number - self.statements[0].number
        earlier = reversed(self.statements[:place])
        for each in earlier:
            if each.formula is not statement.formula:
                return None
            if not _is_sign(each.node):
                return each
        return None

    def _is_of_another(self, scope: SectionScope, statement: NoteStatement) -> bool:
        """df/dx = a just after f_a(x) = a x: of which f it speaks is not said."""
        before = self._before(statement)
        made = before.defines.symbol if before is not None and before.defines is not None else None
        if made is None or not made.label or statement.defines is not None:
            return False
        return scope.mentions(statement.node, replace(made, label=""))

    def _concluded(self, statement: NoteStatement) -> bool:
        """Whether it is concluded from what may be a hypothesis: x² = 4 ⇒ …; from a definition it simply follows."""
        before = self._before(statement)
        if statement.joined is not Joined.CONCLUSION or before is None:
            return False
        if before.role is not StatementRole.DEFINITION:
            before.conditional = True
        return before.conditional

    # ------------------------------------------------------------------ hypotheses
    def _hypotheses(self, scope: SectionScope) -> Iterator[Hypothesis]:
        def symbol(node: TexNode) -> Symbol | None:
            parts = _understood(scope, node)
            return scope.symbol(parts) if parts is not None and parts.bare else None

        def family(node: TexNode) -> Symbol | None:
            parts = _understood(scope, node)
            if parts is None or parts.name is None or parts.power is not None or parts.transposed:
                return None
            return scope.symbol(parts) if len(parts.letters or ()) > 1 else None

        for statement in self.statements:
            yield from _probabilities(scope, statement)
            yield from hypotheses_of(statement, symbol, self.hears, scope.is_index, family)
        ended = set(scope.declarations) | {definition.symbol for definition in scope.definitions}
        for earlier in scope.inherits:
            for each in earlier.hypotheses:
                if (
                    each.section is earlier.section
                    and each.kind not in ("apart", "same")
                    and _holds_on(each, ended, self.section)
                ):
                    yield each
            ended |= set(earlier.declarations) | {definition.symbol for definition in earlier.definitions}


def _shown_before(scope: SectionScope) -> frozenset[tuple[Base, tuple[str, ...]]]:
    """Bases with letters below them that are indices in a section whose definitions hold here, as a sum there shows."""
    return frozenset(
        (base, group)
        for each in scope.inherits
        if each.evidence.spread
        for base, groups in each.evidence.subscripts.items()
        for group in groups
        if all(map(each.is_index, group))
    )


def _holds_on(hypothesis: Hypothesis, ended: set[Symbol], section: Section) -> bool:
    """Whether nothing between, and nothing here, says anew what the symbol is."""
    if hypothesis.symbol is None:
        return hypothesis.section.encloses(section)
    return hypothesis.symbol not in ended


GOING_ON = (StatementRole.DEFINITION, StatementRole.CLAIM, StatementRole.MENTION)
"""What a display can go on with."""

FEW_WORDS = 250
"""How many characters may stand between two displays of which the second goes on with the first."""


def _follows(before: Formula, after: Formula) -> bool:
    """Whether little stands between two displays."""
    return before.source == after.source and 0 <= after.start - before.end <= FEW_WORDS


def _is_sign(node: TexNode) -> bool:
    """A bare arrow, words, a mark: nothing that stands for itself."""
    if isinstance(node, TexChain):
        return all(isinstance(part, TexEmpty) for part in node.parts)
    return isinstance(node, TexWords | TexMark)


PROBABILITIES = frozenset({"P", "p", "Q", "q", "Pr"})
"""Names before a bar that stand for probabilities."""


def _probabilities(scope: SectionScope, statement: NoteStatement) -> Iterator[Hypothesis]:
    """A probability whose logarithm is taken is positive."""
    for product in walk(statement.node):
        if not isinstance(product, TexProduct):
            continue
        for place, factor in enumerate(product.factors):
            held = (
                stripped(product.factors[place + 1].value) if stands_before_brackets(product.factors, place) else None
            )
            parts = _understood(scope, factor.value) if isinstance(held, TexConditional) else None
            if parts is None or parts.name is None or parts.name.base not in PROBABILITIES:
                continue
            if isinstance(held, TexConditional) and (keyed := _keyed(scope, parts, held)) is not None:
                quote = "a probability, where its logarithm is taken"
                line = statement.formula.line
                yield Hypothesis("positive", keyed, None, statement.section, line, quote, statement)


def _keyed(scope: SectionScope, parts: Parts, brackets: TexConditional) -> Symbol | None:
    try:
        found = scope.conditional(parts, brackets)
    except NotUnderstood:
        return None
    return found[0] if found is not None else None


def _known_before(scope: SectionScope, symbol: Symbol, number: int) -> bool:
    """Whether a symbol is declared, or stands above a statement."""
    return symbol in scope.declarations or scope.occurs.get(symbol, number) < number


def _understood(scope: SectionScope, node: TexNode) -> Parts | None:
    try:
        return scope.parts(node)
    except NotUnderstood:
        return None


def _outside_applications(node: TexNode) -> Iterator[TexName | TexScripted]:
    """Names with scripts that no brackets follow."""
    applied = {
        id(each)
        for product in walk(node)
        if isinstance(product, TexProduct)
        for place, factor in enumerate(product.factors)
        if stands_before_brackets(product.factors, place)
        for each in walk(factor.value)
    }
    yield from (each for each in scripted_names(node) if id(each) not in applied)


def _beside_transposes(node: TexNode) -> Iterator[TexNode]:
    """w and x of wᵀx, Wᵀ."""
    for each in walk(node):
        if isinstance(each, TexScripted) and is_transpose(each.sup):
            yield each
        if isinstance(each, TexProduct):
            for left, right in zip(each.factors, each.factors[1:], strict=False):
                if right.joint == "" and isinstance(left.value, TexScripted) and is_transpose(left.value.sup):
                    yield right.value


def _distribution(scope: SectionScope, statement: NoteStatement) -> Iterator[NoteDefinition]:
    """y ∼ Bernoulli(p) gives P(y | p)."""
    chain = statement.node
    if not isinstance(chain, TexChain) or not isinstance(chain.parts[1], TexProduct):
        return
    factors = chain.parts[1].factors
    name = name_of(factors[0].value)
    if name is None or name.base not in ("Bernoulli", "Bern", "Ber") or len(factors) != 2:
        return
    inner = getattr(factors[1].value, "inner", None)
    both = [_understood(scope, part) for part in (chain.parts[0], inner) if isinstance(part, TexNode)]
    if len(both) != 2 or not all(parts is not None and parts.bare for parts in both):
        return
    parameters = tuple(Parameter(scope.symbol(parts)) for parts in both if parts is not None)
    if scope.lookup(Symbol("P"), statement).definition is None:
        yield NoteDefinition(Symbol("P"), "function", None, scope.section, statement, parameters, how="Bernoulli")


SPLITTERS = frozenset({"split", "chunk"})


def _split(scope: SectionScope, statement: NoteStatement) -> Iterator[NoteDefinition]:
    """[x_1, x_2] = split(h): the parts of h."""
    link = statement.links[0]
    if not isinstance(link.left, TexList) or not isinstance(link.right, TexProduct) or len(link.right.factors) != 2:
        return
    name = name_of(link.right.factors[0].value)
    inner = getattr(stripped(link.right.factors[1].value), "inner", None)
    if name is None or name.base not in SPLITTERS or not isinstance(inner, TexNode):
        return
    for place, item in enumerate(link.left.items):
        parts = _understood(scope, item)
        if parts is not None and parts.bare:
            part = (place, len(link.left.items))
            how = f"split, line {statement.formula.line}"
            yield NoteDefinition(scope.symbol(parts), "quantity", inner, scope.section, statement, part=part, how=how)
