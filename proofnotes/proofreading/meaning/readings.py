"""All the ways to read a link: both sides as trees, and everything that was used.

The sizes of a document are found before anything is read: every link is elaborated once, in order, and what it says of
sizes is kept if it fits.  A reading works on a fork of these sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from weakref import WeakKeyDictionary

from ...expr.errors import NotationError
from ...expr.indices import Index
from ...expr.nodes import Expr, Lim, free_indices
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexName, TexNode, TexNumeral, TexOperator, TexScripted, TexSum, children, walk
from . import factors, operators, without_value
from .definitions import applied, quantity
from .elaborate import NOTHING_BOUND, RULES, Elaboration, NamedQuantities, ReadingState
from .letters import operator_letter
from .model import ArrayValue, NoteDefinition, NoteLink, NoteStatement, Reading, Readings, Symbol
from .open_functions import check_orders
from .oracle import AllReadings, Oracle
from .scopes import Paper
from .sizes import AxisSizes
from .values import described

RULE_FILES = (factors, operators, without_value)
"""The files whose rules nobody else imports."""

LETTERS = "ijklmn"
"""What the hidden indices of an equation between arrays are called."""

assert RULES, "the rules are registered where they stand"


@dataclass(eq=False)
class PaperReader:
    """What is kept of a paper between its readings: the sizes that its statements show, and its named quantities."""

    paper: Paper
    sizes: AxisSizes = field(default_factory=AxisSizes)
    quantities: NamedQuantities = field(default_factory=NamedQuantities)

    def __post_init__(self) -> None:
        for statement in self.paper.statements:
            for link in statement.links:
                self._learn(statement, link)

    def _learn(self, statement: NoteStatement, link: NoteLink) -> None:
        state = self.state(Oracle())
        try:
            _sides(_elaboration(state, statement), statement, link)
        except Exception:  # what cannot be read shows no sizes; reading it will say why
            return
        self.sizes = state.sizes

    def state(self, oracle: Oracle, *, below: bool = False, inherit: bool = True, aside: bool = False) -> ReadingState:
        """What a reading begins with."""
        return ReadingState(self.paper, self.sizes.fork(), oracle, self.quantities, below, inherit, aside)


_READERS: WeakKeyDictionary[Paper, PaperReader] = WeakKeyDictionary()


def reader_of(paper: Paper) -> PaperReader:
    """The reader of a paper, always the same."""
    if paper not in _READERS:
        _READERS[paper] = PaperReader(paper)
    return _READERS[paper]


def readings(
    paper: Paper, statement: NoteStatement, link: NoteLink, *, below: bool = False, inherit: bool = True
) -> Readings:
    """The well-formed readings of a link, at most six, and why the others were refused.

    below also takes definitions further down; without inherit nothing comes from other sections but word functions.
    Where shapes clash, what another section declares is left aside, and then also what it defines.
    """
    reader = reader_of(paper)

    found = _all(statement, link, partial(reader.state, below=below, inherit=inherit))
    if found.readings or not any(code.startswith("T") for code, _, _ in found.refused):
        return found
    for inherits in dict.fromkeys((inherit, False)):
        second = _all(statement, link, partial(reader.state, below=below, inherit=inherits, aside=True))
        if second.readings:
            return second
    return found


def _all(statement: NoteStatement, link: NoteLink, state: Callable[[Oracle], ReadingState]) -> Readings:
    found: list[Reading] = []
    refused: list[tuple[str, str, Span]] = []
    paths = AllReadings()
    for oracle in paths:
        try:
            found.append(_reading(state(oracle), statement, link))
        except NotUnderstood as refusal:
            span = refusal.span if refusal.span != (0, 0) else link.span
            refused.append((refusal.code, refusal.message, span))
        except NotationError as error:
            refused.append(("N01", str(error), link.span))
        except RecursionError:
            refused.append(("N02", "nested too deeply", link.span))
    if paths.more:
        found = [_doubted(each, "there are more than six ways to read it") for each in found]
    return Readings(tuple(found), tuple(refused))


def _doubted(reading: Reading, reason: str) -> Reading:
    return Reading(**{**reading.__dict__, "doubts": (*reading.doubts, reason)})


def _elaboration(state: ReadingState, statement: NoteStatement) -> Elaboration:
    scope = state.paper.scope(statement.section)
    return Elaboration(state, scope, statement, outside=frozenset(_outside(statement.node)))


def _outside(node: TexNode) -> Iterator[str]:
    """Letters in scripts that do not stand under an operator."""
    if isinstance(node, TexOperator):
        return
    if isinstance(node, TexScripted):
        for script in (node.sub, node.sup):
            yield from (token.text for token in (script.tokens if script else ()) if token.kind == "letter")
    for child in children(node):
        yield from _outside(child)


def _sides(e: Elaboration, statement: NoteStatement, link: NoteLink) -> tuple[ArrayValue, ArrayValue]:
    """The values of both sides, of one shape; of what a definition defines both are its body."""
    if link.kind == "definition" and statement.defines is not None:
        value = definition_value(e, statement.defines, link.right.span)
        return value, value
    if link.kind == "alias":
        value = e.value(link.right, NOTHING_BOUND)
        return value, value
    left = e.value(link.left, NOTHING_BOUND)
    return _aligned(e, left, e.value(link.right, NOTHING_BOUND), link)


def definition_value(e: Elaboration, definition: NoteDefinition, span: Span) -> ArrayValue:
    """What is defined: a quantity, or a function of its own parameters."""
    if definition.kind == "function":
        return applied(e, definition, None, span)
    return quantity(e, definition, span)


def _aligned(e: Elaboration, left: ArrayValue, right: ArrayValue, link: NoteLink) -> tuple[ArrayValue, ArrayValue]:
    """Both sides with the same axes; a number that is written as one stands for an array of it."""
    if left.rank != right.rank:
        if right.rank == 0 and _is_numeral(link.right):
            return left, _everywhere(left, right)
        if left.rank == 0 and _is_numeral(link.left):
            return _everywhere(right, left), right
    if left.rank != right.rank or (left.rank == 1 and left.row != right.row):
        raise NotUnderstood("T09", f"on the left {described(left)}, on the right {described(right)}", link.span)
    for one, other in zip(left.axes, right.axes, strict=True):
        e.sizes.unify(one, other, "both sides", link.right.span)
    return left, right


def _is_numeral(node: TexNode) -> bool:
    if isinstance(node, TexSum) and len(node.terms) == 1:
        return _is_numeral(node.terms[0].value)
    return isinstance(node, TexNumeral) or (isinstance(node, TexName) and node.base.isdigit())


def _everywhere(shape: ArrayValue, value: ArrayValue) -> ArrayValue:
    return ArrayValue(shape.axes, lambda *_: value.entry(), shape.row)


def _reading(state: ReadingState, statement: NoteStatement, link: NoteLink) -> Reading:
    e = _elaboration(state, statement)
    left, right = _sides(e, statement, link)
    places = tuple(Index(letter, state.sizes.size(axis)) for letter, axis in zip(_free(e), left.axes, strict=False))
    one, other = left.entry(*places), right.entry(*places)
    if state.aside:
        e.note("sizes that another section declares are left aside")
        for symbol in _cut_off(e):
            e.doubt(f"the definition of {symbol.base} in another section is left aside")
    if _only_right(one, other, statement, link):
        e.doubt("an index stands on the right side only")
    if state.opened:
        check_orders(one, state.opened, link.left.span)
        check_orders(other, state.opened, link.right.span)
    assumed = tuple(make() for make in state.assumed.values())
    sign = link.sign
    if isinstance(other, Lim) and not isinstance(one, Lim) and sign in ("=", "≡"):
        one, other = other, one  # the engine takes a limit on the left
    return Reading(
        one,
        other,
        sign,
        tuple(state.uses.values()),
        tuple(state.rules),
        assumed,
        places,
        tuple(state.doubts),
    )


def _cut_off(e: Elaboration) -> Iterator[Symbol]:
    """The inputs that have a definition in another section, which was left aside with the sizes there."""
    if e.state.inherit:
        return
    for use in list(e.state.uses.values()):
        if use.definition is None and e.scope.lookup(use.symbol, e.at).definition is not None:
            yield use.symbol


def _free(e: Elaboration) -> Iterator[str]:
    """Letters for hidden indices that the statement does not use."""
    taken = {*e.free, *e.state.classes}
    yield from (letter for letter in LETTERS if letter not in taken)
    yield from (f"{letter}_1" for letter in LETTERS)


def _only_right(left: Expr, right: Expr, statement: NoteStatement, link: NoteLink) -> bool:
    """Whether the left side has no index at all and the right has one that nothing in the statement binds: what is
    meant may be one sample.
    """
    own = free_indices(right)
    if link.sign != "=" or free_indices(left) or not own:
        return False
    bound = {operator_letter(each) for each in walk(statement.node) if isinstance(each, TexOperator)}
    return not {index.name for index in own} <= bound
