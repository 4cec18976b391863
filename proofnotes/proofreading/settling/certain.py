"""Who may refute: what is false in a reading is false in the document only if its meanings are certain.

A meaning that is only likely (inherited from a sibling section, defined further down, an open function, one of two
fonts) proves, and refutes only if another claim of the same section was proved with it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from ...expr.calculus import inputs_of
from ..grammar.nodes import TexChain, TexDerivative, TexName, TexNode, TexNumeral, TexScripted, bare, walk
from ..meaning.model import NoteDefinition, NoteStatement, Origin, Reading, StatementRole, Symbol, Use
from ..meaning.scopes import Paper
from .notation import symbol_text
from .sentences import same_sentence

BEFORE = 500
"""What is supposed so many characters before a formula, or behind it in its sentence, may be meant in it."""

Confirmed = Container[tuple[int, Symbol | str, int]]
"""Sections, symbols and the definitions (by line) with which other claims were proved there; and doubts, by line 0."""

ANY_FUNCTION = "may be any function"

ASIDE = "left aside"
"""Doubts that say this are lifted where another claim was proved in spite of them."""


def doubts(
    reading: Reading, confirmed: Confirmed, section: int, agreeing: Container[NoteDefinition], whatever: bool = False
) -> Iterator[str]:
    """Why what is false in this reading need not be false in the document.

    whatever: it is false by as much whatever the open functions are, so that they raise no doubt.
    """
    for doubt in reading.doubts:
        lifted = ASIDE in doubt and (section, doubt, 0) in confirmed
        if not lifted and not (whatever and ANY_FUNCTION in doubt):
            yield doubt
    for use in reading.uses:
        if whatever and use.origin is Origin.OPEN:
            continue
        if not _sure(use, agreeing) and (section, use.symbol, use.line) not in confirmed:
            yield _doubt(use)
    fonts: dict[tuple[str, tuple[str, ...], str], set[str]] = {}
    for use in reading.uses:
        fonts.setdefault((use.symbol.base, use.symbol.accents, use.symbol.label), set()).add(use.symbol.font)
    yield from (f"{base} stands in two fonts" for (base, _, _), found in fonts.items() if len(found) > 1)


def supposed(paper: Paper, statement: NoteStatement, reading: Reading) -> Iterator[str]:
    """What the text supposes of free symbols near the statement: along y = x², for n = 2.  It need not hold without."""
    free = {use.symbol for use in reading.uses if use.origin in (Origin.INPUT, Origin.DECLARED, Origin.ANNOTATED)}
    scope = paper.scope(statement.section)
    for other in scope.statements:
        distance = statement.formula.start - other.formula.start
        near = other.formula.source == statement.formula.source and 0 <= distance < BEFORE
        near = near or same_sentence(paper, statement.formula, other.formula)
        supposes = other.role in (StatementRole.CONDITION, StatementRole.VALUE) and other is not statement
        if not near or not supposes or not isinstance(other.node, TexChain):
            continue
        said = any(each.statement is other for each in scope.hypotheses)
        if "=" not in other.node.signs and (other.formula is not statement.formula or said):
            continue
        names = [part for part in other.node.parts if letter_of(part)]
        found = next((each for each in free for name in names if scope.mentions(name, each)), None)
        if found is not None:
            yield f"line {other.formula.line} supposes something of {symbol_text(found)}"


def left_aside(paper: Paper, statement: NoteStatement, reading: Reading, confirmed: Confirmed) -> Iterator[str]:
    """Free symbols that another part of the document defines: perhaps they are meant so here as well."""
    scope = paper.scope(statement.section)
    for use in reading.uses:
        free = use.origin is Origin.INPUT and (statement.section.number, use.symbol, use.line) not in confirmed
        if free and (line := scope.defined_apart(use.symbol)):
            yield f"false if {symbol_text(use.symbol)} is that of line {line}"


def _sure(use: Use, agreeing: Container[NoteDefinition]) -> bool:
    """Whether the meaning is certain; that of a function is, wherever above it was defined, if its name is a word or
    its definition is the catalogue's."""
    if use.origin.certain:
        return True
    definition = use.definition
    if use.origin is not Origin.SIBLING or definition is None or definition.kind != "function":
        return False
    return use.symbol.font == "roman" or definition in agreeing


def _doubt(use: Use) -> str:
    """Under which meaning it is false."""
    name = symbol_text(use.symbol)
    if use.origin is Origin.OPEN:
        return f"false if {name} is any function"
    if use.origin is Origin.WORDS:
        return f"false if {name} is {use.declared}"
    return f"false if {name} is that of line {use.line}"


def one_sided(paper: Paper, statement: NoteStatement, reading: Reading) -> tuple[Symbol, ...]:
    """Symbols of the statement on which only one side depends, and which the text introduces nowhere."""
    scope = paper.scope(statement.section)
    alone = {each.name for each in inputs_of(reading.left) ^ inputs_of(reading.right)}
    parameters = {each.symbol for use in reading.uses if use.definition for each in use.definition.parameters}
    parameters |= {each.symbol for other in scope.statements if other.defines for each in other.defines.parameters}
    said = {each.symbol for each in scope.hypotheses}
    return tuple(
        use.symbol
        for use in reading.uses
        if use.origin is Origin.INPUT
        and use.symbol.identifier in alone
        and use.symbol not in parameters
        and use.symbol not in said
        and scope.declared(use.symbol) is None
        and scope.mentions(statement.node, use.symbol)
        and not _differentiated_by(statement.node, use.symbol)
    )


def _differentiated_by(node: TexNode, symbol: Symbol) -> bool:
    """Whether the statement has a derivative by the symbol."""
    derivatives = (part for part in walk(node) if isinstance(part, TexDerivative))
    return any(letter_of(by) == symbol.base for each in derivatives for by in each.by)


def is_atom(node: TexNode) -> bool:
    """A name with scripts or without, or a number."""
    return bool(letter_of(node)) or isinstance(bare(node), TexNumeral)


def letter_of(node: TexNode) -> str:
    """The base of a name, without scripts; "" of what is none."""
    node = bare(node)
    while isinstance(node, TexScripted):
        node = node.base
    return node.base if isinstance(node, TexName) else ""
