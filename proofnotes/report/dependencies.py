"""Which statement rests on which: the graph behind the map.

A statement uses a definition whose function, or a quantity of which, occurs in it, in its hypotheses or in what it
names; an earlier theorem whose equation one of its steps applies; and whatever its words mention by id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

import numeric

from ..expr.nodes import Expr, Named, Quantity, walk
from ..statements.catalogue import Catalogue
from ..statements.chains import Kind
from ..statements.claims import Measurement, Opinion
from ..statements.statement import Definition, Statement, Theorem
from .formulas import entries
from .steps import Shape, applies, shape

Equation = tuple[frozenset[str], Shape, Shape]
"""Two expressions, and the hypotheses under which they are equal."""

ID = re.compile(r"\b[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\b")


@dataclass(frozen=True)
class Dependencies:
    """nodes in the order of the catalogue; uses holds for each what it rests on, in the same order.  No circles."""

    nodes: tuple[Statement, ...]
    uses: Mapping[str, tuple[str, ...]]

    @cached_property
    def reduced(self) -> Mapping[str, tuple[str, ...]]:
        """The same without what follows from the rest: what something used rests on anyway is left out."""
        below = {id: _closure(self.uses, id) for id in self.uses}
        return {
            id: tuple(each for each in used if not any(each in below[other] for other in used))
            for id, used in self.uses.items()
        }

    @cached_property
    def used_by(self) -> Mapping[str, tuple[str, ...]]:
        """The other way round."""
        return {each.id: tuple(id for id, used in self.uses.items() if each.id in used) for each in self.nodes}


def dependencies(catalogue: Catalogue) -> Dependencies:
    """The graph of a catalogue."""
    return _Finder(catalogue).graph()


class _Finder:
    """Finds the edges of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.order = {each.id: place for place, each in enumerate(catalogue.statements)}
        self.functions = {each.quantity: each.id for each in catalogue.definitions}
        self.parts = {part: each.id for each in reversed(catalogue.definitions) for part in each.where}
        self._known: dict[str, tuple[Equation, ...]] = {}
        self.direct = {each.id: self._mentions(each) for each in catalogue.statements}

    def graph(self) -> Dependencies:
        """Definitions and ids first, then the theorems that are applied, file by file from those that others use."""
        uses = {id: set(used) for id, used in self.direct.items()}
        for statement in self._bottom_up():
            for other in self._applied(statement, uses):
                if statement.id not in _closure(uses, other):
                    uses[statement.id].add(other)
        ordered = {id: tuple(sorted(used, key=self.order.__getitem__)) for id, used in uses.items()}
        return Dependencies(self.catalogue.statements, ordered)

    def _bottom_up(self) -> Iterator[Statement]:
        """The statements as they are written, the files after those whose functions they are about."""
        file = {each.id: place for place, module in enumerate(self.catalogue.modules) for each in module.statements}
        needed = {
            place: {file[id] for each in module.statements for id in self.direct[each.id] if file[id] != place}
            for place, module in enumerate(self.catalogue.modules)
        }
        for place in TopologicalSorter(needed).static_order():
            yield from self.catalogue.modules[place].statements

    def _mentions(self, statement: Statement) -> frozenset[str]:
        found = set(self._functions_in(statement)) | set(self._told(statement)) | set(self._subject(statement))
        return frozenset(found - {statement.id})

    def _functions_in(self, statement: Statement) -> Iterator[str]:
        seen: set[Quantity] = set()
        for e in _sides(statement):
            yield from self._in(e, seen)

    def _in(self, e: Expr, seen: set[Quantity]) -> Iterator[str]:
        for node in walk(e):
            if isinstance(node, Named) and node.quantity in self.functions:
                yield self.functions[node.quantity]
            elif isinstance(node, Named) and node.quantity not in seen:
                seen.add(node.quantity)
                yield from filter(None, [self.parts.get(node.quantity)])
                yield from self._in(node.quantity.body, seen)

    def _told(self, statement: Statement) -> Iterator[str]:
        for text in _texts(statement):
            yield from (id for id in ID.findall(text) if id in self.order)

    def _subject(self, statement: Statement) -> Iterator[str]:
        """An opinion's: the functions of its family; a measurement's: what the code that measures imports."""
        if isinstance(statement, Opinion):
            yield from (each.id for each in self.catalogue.definitions if each.family == statement.family)
        elif isinstance(statement, Measurement):
            kernels = {id(getattr(numeric, each.name, None)): each.id for each in self.catalogue.definitions}
            for value in getattr(statement.measure, "__globals__", {}).values():
                if isinstance(value, (Definition, Theorem)) and value.id in self.order:
                    yield value.id
                elif callable(value) and id(value) in kernels:
                    yield kernels[id(value)]

    def _applied(self, statement: Statement, uses: Mapping[str, Iterable[str]]) -> Iterator[str]:
        """The earlier theorems whose equations its steps apply; of two for the same step, one of which rests on the
        other, the other.
        """
        earlier = tuple(self._earlier(statement))
        for link in statement.links:
            before, after, given = self._shape(link.left), self._shape(link.right), set(map(str, link.assuming))
            found = {
                each.id
                for each in earlier
                for assumed, left, right in self._equations(each)
                if assumed <= given and (applies(before, after, left, right) or applies(before, after, right, left))
            }
            yield from (id for id in found if not found & _closure(uses, id))

    def _earlier(self, statement: Statement) -> Iterator[Theorem]:
        """The theorems before it in its file, and those of the files whose functions it is about."""
        own = self.catalogue.module_of(statement)
        reached = _closure(self.direct, statement.id) | {statement.id}
        for module in self.catalogue.modules:
            if module is own:
                candidates = module.statements[: module.statements.index(statement)]
            elif reached & {each.id for each in module.statements if isinstance(each, Definition)}:
                candidates = module.statements
            else:
                continue
            yield from (each for each in candidates if isinstance(each, Theorem) and self.direct[each.id] <= reached)

    def _equations(self, theorem: Theorem) -> tuple[Equation, ...]:
        """The first expression of each chain with each of the others, as far as they are equal."""
        if theorem.id not in self._known:
            self._known[theorem.id] = tuple(self._found_equations(theorem))
        return self._known[theorem.id]

    def _found_equations(self, theorem: Theorem) -> Iterator[Equation]:
        for chain in theorem.chains:
            links = chain.links(theorem.id, theorem.assuming, theorem.kind)
            if any(link.kind is Kind.COUNTEREXAMPLE or link.sign != "=" for link in links):
                continue
            assumed, first = frozenset(map(str, links[0].assuming)), self._shape(links[0].left)
            yield from ((assumed, first, self._shape(link.right)) for link in links)

    def _shape(self, e: Expr) -> Shape:
        return shape(e, lambda name: name.quantity in self.functions)


def _sides(statement: Statement) -> Iterator[Expr]:
    """Every expression that belongs to a statement."""
    if isinstance(statement, Definition):
        yield from (statement.body, *(each.body for each in statement.where))
    for relation in (*statement.assuming, *(each for chain in statement.chains for each in chain.assuming)):
        yield from (relation.left, relation.right)
    for chain in statement.chains:
        for term in chain.terms:
            yield from entries(term)


def _texts(statement: Statement) -> Iterator[str]:
    yield statement.note
    yield from (reason for chain in statement.chains for reason in chain.reasons)
    if isinstance(statement, (Opinion, Measurement)):
        yield statement.says
    if not isinstance(statement, Definition):
        yield statement.finding


def _closure(uses: Mapping[str, Iterable[str]], start: str) -> frozenset[str]:
    """Everything below, the start itself left out unless a circle leads back."""
    found: set[str] = set()
    waiting = list(uses[start])
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting += uses[id]
    return frozenset(found)
