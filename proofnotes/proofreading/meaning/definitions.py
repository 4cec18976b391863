"""The value of what is defined: a quantity by its name, a function with its parameters bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...expr.indices import Index, Place, Position, Shifted
from ...expr.nodes import Expr, Mul, Named, Pow, Quantity, free_indices
from ...expr.rewrite import read_at, rename
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexChain, TexGroup, TexNode, walk
from .elaborate import NOTHING_BOUND, Bindings, Elaboration, RunningIndex
from .model import ArrayValue, AxisExtent, NoteDefinition, Symbol
from .sizes import Axes
from .values import described, number, place_on

NOWHERE: Span = (0, 0)


def span_of(definition: NoteDefinition) -> Span:
    """Where it stands in its own formula; nothing better is known of one that was built."""
    return definition.statement.node.span if definition.statement else NOWHERE


def quantity(e: Elaboration, definition: NoteDefinition, span: Span) -> ArrayValue:
    """A defined quantity, by its name."""
    key = (id(definition), False)
    if key not in e.state.definitions:
        _guarded(e, definition, span)
        try:
            e.state.definitions[key] = _named(e, definition)
        except NotUnderstood as refusal:
            raise _from_elsewhere(e, definition, refusal, span) from refusal
        finally:
            e.state.busy.discard(id(definition))
    return e.state.definitions[key]


def _from_elsewhere(e: Elaboration, definition: NoteDefinition, refusal: NotUnderstood, span: Span) -> NotUnderstood:
    """A refusal in the body of a definition, at the place where it is used: the body may stand in another formula."""
    here = definition.statement is None or definition.statement.formula is e.at.formula
    if here or refusal.span == NOWHERE:
        return refusal
    where = f"{refusal.message} (line {definition.line}, where {definition.symbol.base} is defined)"
    return NotUnderstood(refusal.code, where if "(line " not in refusal.message else refusal.message, span)


def _guarded(e: Elaboration, definition: NoteDefinition, span: Span) -> None:
    if id(definition) in e.state.busy:
        raise NotUnderstood("M03", f"{definition.symbol.identifier} is defined by itself", span)
    e.state.busy.add(id(definition))


def _named(e: Elaboration, definition: NoteDefinition) -> ArrayValue:
    inner = e.of_definition(definition)
    heads = [RunningIndex(letter, _head_axis(inner, letter)) for letter in definition.heads]
    inner.free.update({each.letter: each for each in heads})
    body = _body(inner, definition)
    axes = tuple(each.axis for each in heads) + body.axes
    _as_declared(inner, definition, axes)
    return ArrayValue(axes, _Entries(inner, definition, heads, body, axes), body.row, definition.symbol)


def _head_axis(inner: Elaboration, letter: str) -> int:
    extent = inner.scope.range_of(letter)
    return inner.sizes.new(letter) if extent is None else inner.sizes.axis(extent)


def _body(inner: Elaboration, definition: NoteDefinition) -> ArrayValue:
    if definition.build is not None:
        built: ArrayValue = definition.build(inner)
        return built
    if definition.body is None:
        raise NotUnderstood("M07", f"what {definition.symbol.identifier} stands for", span_of(definition))
    if definition.part is not None:
        return _block(inner, definition.body, *definition.part)
    env = Bindings(indices={letter: inner.free[letter] for letter in definition.heads})
    return _first_understood(inner, definition, definition.body, env)


def _first_understood(inner: Elaboration, definition: NoteDefinition, body: TexNode, env: Bindings) -> ArrayValue:
    """The body; where it is not understood, what the chain goes on with: p = σ(z) = 1/(1 + e^{-z})."""
    try:
        return inner.value(body, env)
    except NotUnderstood as refusal:
        links = definition.statement.links if definition.statement and not definition.alias else ()
        for link in links:
            if link.kind != "claim" or link.sign not in ("=", "≡") or refusal.code not in UNKNOWN_FUNCTION:
                continue
            try:
                found = inner.value(link.right, env)
            except NotUnderstood:
                continue
            inner.note(f"{definition.symbol.base}: what the chain goes on with")
            return found
        raise


UNKNOWN_FUNCTION = ("F01", "F06", "F08", "F10")
"""Refusals of a function of which nothing is known: what it is said to be equal to may be."""


def _block(inner: Elaboration, node: TexNode, block: int, count: int) -> ArrayValue:
    """One of the equal blocks that a vector is split into."""
    whole = inner.value(node, NOTHING_BOUND)
    extent = inner.sizes.extent(whole.axes[0]) if whole.rank == 1 else AxisExtent()
    if extent.times != count or not extent.letter:
        raise NotUnderstood("T16", f"a split of {described(whole)} into {count} parts", node.span)
    axis = inner.sizes.letter(extent.letter)

    def entry(place: Place) -> Expr:
        if not isinstance(place, (Index, Position)):
            raise NotUnderstood("S04", "arithmetic in a place of a block", node.span)
        return whole.entry(Shifted(place, block, inner.sizes.size(whole.axes[0])))

    return ArrayValue((axis,), entry)


def _as_declared(inner: Elaboration, definition: NoteDefinition, axes: Axes) -> None:
    declared = inner.scope.declared_here(definition.symbol)
    if declared is None or definition.heads:
        return
    if len(declared) != len(axes):
        name = definition.symbol.identifier
        message = f"{name} is declared with {len(declared)} axes and defined with {len(axes)}"
        raise NotUnderstood("T17", message, span_of(definition))
    for extent, axis in zip(declared, axes, strict=True):
        inner.sizes.unify(inner.sizes.axis(extent), axis, f"the declaration of {definition.symbol.identifier}")


class _Entries:
    """The entries of a defined quantity: by its name, or written out where it depends on a class that it does not
    carry.
    """

    def __init__(
        self,
        inner: Elaboration,
        definition: NoteDefinition,
        heads: list[RunningIndex],
        body: ArrayValue,
        axes: Axes,
    ) -> None:
        self.inner, self.definition, self.heads, self.body, self.axes = inner, definition, heads, body, axes
        self._made: tuple[tuple[Index, ...], Expr, Quantity | None] | None = None

    def __call__(self, *places: Place) -> Expr:
        own, body, quantity = self._quantity()
        there = tuple(
            place_on(place, self.inner.sizes.size(axis)) for place, axis in zip(places, self.axes, strict=True)
        )
        return read_at(body, own, there) if quantity is None else Named(quantity, there)

    def _quantity(self) -> tuple[tuple[Index, ...], Expr, Quantity | None]:
        if self._made is None:
            heads = [self.inner.index(each) for each in self.heads]
            taken = {each.name for each in heads}
            inside = [
                Index(name, self.inner.sizes.size(axis))
                for name, axis in zip(_names(taken, len(self.body.axes)), self.body.axes, strict=True)
            ]
            own = (*heads, *inside)
            found = self.body.entry(*inside)
            stray = free_indices(found) - set(own)
            classes = {self.inner.index(each) for each in self.inner.state.classes.values()}
            if stray - classes:
                name = self.definition.symbol.identifier
                written = ", ".join(sorted(map(str, stray - classes)))
                message = f"{name} is defined with the free index {written} that it does not carry"
                raise NotUnderstood("M05", message, span_of(self.definition))
            named = None
            if not stray:
                name = self.definition.symbol.identifier + ("²" if self.definition.squared else "")
                named = self.inner.state.quantities.named(self.definition, name, found, own)
            self._made = (own, found, named)
        return self._made


def _names(taken: set[str], count: int) -> list[str]:
    """Letters for axes that the author gives none."""
    return [name for name in "ijklmnpqrs" if name not in taken][:count]


Arguments = Mapping[Symbol, ArrayValue]


def applied(e: Elaboration, definition: NoteDefinition, arguments: Arguments | None, span: Span) -> ArrayValue:
    """The body of a function with its parameters bound; without arguments, of its parameters as they are.

    Sizes that are letters in the body are whatever the arguments have there; a letter that has nothing to do with
    them is the document's.
    """
    _guarded(e, definition, span)
    try:
        inner = e.of_definition(definition, generic=bool(arguments))
        found = _function(inner, definition, arguments or {})
        _settle_sizes(inner, arguments or {})
        return found
    except NotUnderstood as refusal:
        raise _from_elsewhere(e, definition, refusal, span) from refusal
    finally:
        e.state.busy.discard(id(definition))


def _function(inner: Elaboration, definition: NoteDefinition, arguments: Arguments) -> ArrayValue:
    if definition.build is not None:
        built: ArrayValue = definition.build(inner, arguments)
        return built
    env = NOTHING_BOUND.with_values(arguments)
    if definition.how == "Bernoulli" and definition.statement is not None:
        return _bernoulli(inner, definition.statement.node, env)
    if definition.body is None:
        raise NotUnderstood("M07", f"what {definition.symbol.identifier} stands for", span_of(definition))
    heads = [RunningIndex(each, inner.sizes.new(each)) for each in (*definition.component, *definition.heads)]
    inner.free.update({each.letter: each for each in heads})
    body = inner.value(definition.body, env.with_indices(*heads) if heads else env)
    if not heads:
        return replace(body, origin=None)

    def entry(*places: Place) -> Expr:
        renamed = {
            inner.index(each): place_on(place, inner.sizes.size(each.axis))
            for each, place in zip(heads, places, strict=False)
        }
        return rename(body.entry(*places[len(heads) :]), renamed)

    return ArrayValue((*(each.axis for each in heads), *body.axes), entry)


def _bernoulli(inner: Elaboration, node: TexNode, env: Bindings) -> ArrayValue:
    """y ∼ Bernoulli(p): the probability of y is p^y (1 − p)^{1 − y}."""
    held = [each for each in walk(node) if isinstance(each, TexGroup)]
    if not isinstance(node, TexChain) or not held:
        raise NotUnderstood("M07", "a distribution in another form than y ~ Bernoulli(p)", node.span)
    y, p = inner.number(node.parts[0], env), inner.number(held[-1].inner, env)

    def entry() -> Expr:
        value, odds = y.entry(), p.entry()
        return Mul((Pow(odds, value), Pow(1 - odds, 1 - value)))

    return number(entry)


def _settle_sizes(inner: Elaboration, arguments: Arguments) -> None:
    sizes, letters = inner.sizes, inner.generic or {}
    given = {sizes.root(axis) for value in arguments.values() for axis in value.axes}
    for letter, axis in letters.items():
        extent = inner.scope.size(letter)
        if extent is not None and sizes.open(axis) and sizes.root(axis) not in given:
            sizes.unify(axis, sizes.axis(extent), f"the size {letter}")
