"""What the indices of SymPy's expressions run over, as far as these say so.

An index of ours counts from 1 and runs over the whole of its dimension.  SymPy's runs from any number to any other one:
what runs from 0 to K − 1 runs over a dimension K, too, and x[k] is then entry number k + 1.  So each axis of a tensor
has a first number beside its dimension, and both are read off the sums, the ranges of `Idx` and the shapes, of all that
is read as one statement.

A sum over a part, Σ_{l=1}^{k} or Σ_{k=1}^{K−1}, runs over the dimension that holds it, under a condition.  It is never
reversed, and a place that is computed, x[k − 1], never lies outside its axis: SymPy gives such things a meaning of its
own, or none, so that they are refused unless the ranges show it (`between`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import mul
from typing import Any, NoReturn

import sympy
from sympy.tensor.indexed import Idx, Indexed, IndexedBase

from ..expr.errors import NotationError
from ..expr.indices import Index, Place, Shifted, Size, plain
from ..expr.nodes import Expr, Tensor

Axis = tuple[str, int]
Key = str | Axis
"""A free index, or an axis of a tensor."""


@dataclass(frozen=True)
class Span:
    """first, first + 1, …: as many numbers as the size says.  None for what is not known."""

    size: Size | None = None
    first: int | None = None


@dataclass(frozen=True)
class Bound:
    """The index of a sum: its name with us, and what it runs over with SymPy."""

    index: Index
    first: int
    low: Any
    high: Any
    where: tuple[tuple[str, Any], ...] = ()  # what its number has to be, if it does not run over all of the dimension


Scope = Mapping[Any, Bound]
"""The symbols of the sums around a place."""

NOWHERE: Scope = {}


def distinct(e: Any) -> Iterator[Any]:
    """Every different node once, the outermost first: what is shared has many paths to it."""
    seen = {e}
    waiting = [e]
    while waiting:
        node = waiting.pop()
        yield node
        for each in reversed(node.args):
            if each not in seen:
                seen.add(each)
                waiting.append(each)


def fixed_size(count: int) -> Size:
    """The dimension of a range whose ends are numbers."""
    return Size(f"n_{{{count}}}", count)


class Ranges(ABC):
    """What a reader knows before it reads.

    spans: what every free index and every axis runs over.  whole is what is being read, for messages.

    NotationError where the values say two things.
    """

    def __init__(self, values: Iterable[Any], sizes: Iterable[Any] = ()) -> None:
        self.spans: dict[Key, Span] = {}
        self.counted = frozenset(sizes)  # symbols that a hypothesis makes positive
        self._links: list[tuple[Key, Key, int, Any]] = []
        self._zeros: set[Key] = set()
        self._compared: list[tuple[str, str, Bound | None]] = []
        self._scopes: dict[tuple[Any, int], Scope] = {}
        given = list(values)
        self._dummies = _dummy_names(given)
        self._shaped: set[Key] = set()
        self._usual = _usual_first(given)
        self._ends: dict[str, tuple[Any, Any]] = {}
        self._dimensions = _dimensions(given)
        for look in (self._shapes, self._scan):
            for value in given:
                self.whole = value
                look(value)
        self._share()
        self._compare()
        self._settle()

    @abstractmethod
    def read(self, e: Any, scope: Scope) -> Expr:
        """An expression as a tree."""

    @abstractmethod
    def tensor(self, base: Any, axes: int) -> tuple[Tensor, tuple[int, ...]]:
        """The tensor that a base or a matrix is, and the first number on each axis."""

    def error(self, e: object, expected: str) -> NotationError:
        """What to raise."""
        where = "" if e == self.whole else f" in {self.whole}"
        return NotationError(f"{e}{where}: expected {expected}")

    def size(self, length: Any, where: object) -> Size:
        """How many numbers a range has, as a dimension."""
        length = sympy.expand(length)
        if isinstance(length, sympy.Integer) and length >= 1:
            return fixed_size(int(length))
        blocks, symbol = length.as_coeff_Mul()
        if isinstance(symbol, sympy.Symbol) and isinstance(blocks, sympy.Integer) and blocks >= 1:
            if symbol.is_integer and (symbol.is_positive or symbol in self.counted):
                return Size(plain(symbol.name), None, int(blocks))
            self._refuse_length(symbol, where)
        raise self.error(where, f"a range as long as a dimension, such as (k, 1, K) or (k, 0, K - 1), got {length}")

    def span(self, low: Any, high: Any, where: object) -> tuple[Size, int]:
        """The range low, …, high."""
        if not isinstance(low, sympy.Integer):
            raise self.error(where, f"a range that begins with a number, such as (k, 1, K) or (k, 0, K - 1), not {low}")
        return self.size(high - low + 1, where), int(low)

    def scope(self, e: Any, outer: Scope) -> Scope:
        """The scope inside a sum or product: its last index is the outermost."""
        key = (e, id(outer))
        if key not in self._scopes:
            found = dict(outer)
            for limit in reversed(e.limits):
                if len(limit) != 3:
                    raise self.error(e, f"limits ({limit[0]}, 1, K) or ({limit[0]}, 0, K - 1) with a dimension K")
                symbol, low, high = limit
                found[symbol] = self._bound(symbol, low, high, found, e)
            self._scopes[key] = found
        return self._scopes[key]

    def _bound(self, symbol: Any, low: Any, high: Any, outer: Scope, where: Any) -> Bound:
        """The index of a sum."""
        name = self._dummies.get(symbol) or plain(str(symbol))
        if low.has(symbol) or high.has(symbol):
            raise self.error(where, f"ends that do not depend on {symbol} itself")
        if isinstance(low, sympy.Integer) and not high.has(*outer) and self._is_length(high - low + 1):
            return Bound(Index(name, self.size(high - low + 1, where)), int(low), low, high)
        least, most = self.between(low, outer, where)[0], self.between(high, outer, where)[1]
        if not is_natural(self.between(high - low + 1, outer, where)[0]):
            expected = (
                f"a range as long as a dimension, such as (k, 1, K) or (k, 0, K - 1), or a part of one; {low} to {high}"
            )
            raise self.error(where, f"{expected} may be less than nothing, which SymPy takes for a sum of its own")
        for first in (self._usual, 1 - self._usual):
            length = sympy.expand(most - first + 1)
            carrier = length - length.as_coeff_Add()[0] if length.free_symbols else length
            if self._is_length(carrier) and is_natural(least - first) and is_natural(carrier - length):
                below = (">=", low) if sympy.expand(low - first) != 0 else None
                above = ("<=", high) if sympy.expand(high - first + 1 - carrier) != 0 else None
                conditions = tuple(each for each in (below, above) if each is not None)
                return Bound(Index(name, self.size(carrier, where)), first, low, high, conditions)
        raise self.error(where, f"a range inside 1 … K or 0 … K - 1 with a dimension K, got {low} to {high}")

    def _is_length(self, length: Any) -> bool:
        """Whether a range of this length is a dimension."""
        length = sympy.expand(length)
        if isinstance(length, sympy.Integer):
            return bool(length >= 1)
        blocks, symbol = length.as_coeff_Mul()
        return (
            isinstance(symbol, sympy.Symbol)
            and isinstance(blocks, sympy.Integer)
            and bool(blocks >= 1)
            and (bool(symbol.is_integer and (symbol.is_positive or symbol in self.counted)))
        )

    def between(self, e: Any, scope: Scope, where: Any) -> tuple[Any, Any]:
        """Numbers of dimensions alone between which a whole number lies, whatever the indices in it are."""
        ends = [sympy.expand(e), sympy.expand(e)]
        ranges = [(symbol, bound.low, bound.high) for symbol, bound in reversed(list(scope.items()))]
        ranges += [
            (each, *self._ends[str(each)]) for each in e.atoms(Idx) if each not in scope and str(each) in self._ends
        ]
        indices = {symbol for symbol, _, _ in ranges}
        for symbol, low, high in ranges:
            for which, order in ((0, (low, high)), (1, (high, low))):
                if ends[which].has(symbol):
                    slope = ends[which].coeff(symbol)
                    rest = sympy.expand(ends[which] - slope * symbol)
                    if rest.has(symbol) or slope.has(*indices) or not (slope.is_positive or slope.is_negative):
                        raise self.error(e, "a sum of indices and numbers")
                    ends[which] = sympy.expand(rest + slope * order[0 if slope.is_positive else 1])
        for end in ends:
            for symbol in end.free_symbols:
                if not (symbol.is_integer and (symbol.is_positive or symbol in self.counted)):
                    self._refuse_length(symbol, where)
        return ends[0], ends[1]

    def _refuse_length(self, symbol: Any, where: Any) -> NoReturn:
        name = str(symbol)
        raise self.error(where, f"a dimension, Symbol({name!r}, integer=True, positive=True), got {symbol}")

    def _shapes(self, value: Any) -> None:
        """First: what stands between brackets is read by what an axis is known to be."""
        for e in distinct(value):
            if isinstance(e, IndexedBase) and e.shape is not None:
                for axis, length in enumerate(e.shape):
                    self._put((str(e), axis), Span(self.size(length, e)), e)
                    self._shaped.add((str(e), axis))
            elif isinstance(e, sympy.MatrixSymbol):
                for axis, length in enumerate(e.shape):
                    self._put((e.name, axis), Span(self.size(length, e), 0), e)
            elif isinstance(e, Idx) and e.lower is not None:
                self._ends[str(e)] = (e.lower, e.upper)

    def _scan(self, value: Any) -> None:
        waiting: list[tuple[Any, Scope]] = [(value, NOWHERE)]
        seen: set[tuple[Any, int]] = set()
        while waiting:
            e, scope = waiting.pop()
            if (e, id(scope)) in seen:
                continue
            seen.add((e, id(scope)))
            if isinstance(e, (sympy.Sum, sympy.Product)):
                inside = self.scope(e, scope)
                waiting.append((e.function, inside))
                continue
            self._note(e, scope)
            waiting += [(each, scope) for each in reversed(e.args)]

    def _note(self, e: Any, scope: Scope) -> None:
        if isinstance(e, Idx):
            self._note_index(e, scope)
        elif isinstance(e, Indexed):
            for axis, place in enumerate(e.indices):
                self._note_place((str(e.base), axis), place, scope, e)
        elif is_element(e):
            for axis, place in enumerate(e.indices):
                self._note_place((e.parent.name, axis), place, scope, e)
        elif isinstance(e, (sympy.KroneckerDelta, sympy.Eq, sympy.Ne)):
            self._note_pair(e.args[0], e.args[1], scope, e)

    def _note_index(self, e: Any, scope: Scope) -> None:
        if e in scope:
            return
        if e.lower is not None:
            self._put(str(e), Span(*self.span(e.lower, e.upper, e)), e)

    def _note_place(self, key: Axis, place: Any, scope: Scope, where: Any) -> None:
        symbol, shift = _shifted(place)
        if symbol is None or (symbol not in scope and symbol in self._dimensions):
            if place == 0:
                self._zeros.add(key)
        elif symbol in scope:
            bound = scope[symbol]
            if bound.where and shift:
                return
            if not self._is_block(key, bound.index.over):
                self._put(key, Span(bound.index.over, bound.first + shift), where)
        else:
            self.spans.setdefault(str(symbol), Span())
            self._links.append((str(symbol), key, shift, where))

    def _is_block(self, key: Key, over: Size) -> bool:
        """Whether an axis is known to be several copies of the size."""
        known = self.spans.get(key, Span()).size
        return known is not None and known.copies > 1 and known.base == over

    def _note_pair(self, left: Any, right: Any, scope: Scope, where: Any) -> None:
        """Two indices that are compared run over the same numbers."""
        for here, there in ((left, right), (right, left)):
            if _is_symbol(here) and _is_symbol(there) and here not in scope:
                self._compared.append((str(here), str(there), scope.get(there)))

    def _put(self, key: Key, span: Span, where: object) -> None:
        """What is known and what comes to it."""
        known = self.spans.get(key, Span())
        for name, old, new in (("dimension", known.size, span.size), ("first number", known.first, span.first)):
            if old is not None and new is not None and old != new:
                raise self.error(where, f"one {name} for {_called(key)}, got {old} and {new}")
        if key in self._shaped and span.first not in (None, 0, 1):
            raise self.error(where, f"places inside {_called(key)}, which has {known.size} of them from 0 or from 1")
        self.spans[key] = Span(known.size or span.size, known.first if span.first is None else span.first)

    def _share(self) -> None:
        """From indices to axes, and from axes to indices, until nothing new comes."""
        while True:
            before = dict(self.spans)
            for index, axis, shift, where in self._links:
                if index not in self.spans and axis not in self.spans:
                    continue
                here, there = self.spans.get(index, Span()), self.spans.get(axis, Span())
                if here.size is not None and self._is_block(axis, here.size):
                    continue
                self._put(axis, _moved(here, shift), where)
                self._put(index, _moved(there, -shift), where)
            if before == self.spans:
                return

    def _compare(self) -> None:
        """An index of which nothing else is known runs over what it is compared with."""
        for here, there, bound in self._compared:
            known = self.spans.get(there, Span()) if bound is None else Span(bound.index.over, bound.first)
            if known.size is not None and self.spans.get(here, Span()).size is None:
                self.spans[here] = known
        self._share()

    def _settle(self) -> None:
        """Where nothing says from which number an axis is counted, as the others are: from 1, if there are none."""
        usual = self._usual
        for key, span in list(self.spans.items()):
            if span.first is None and not any(key in link[:2] for link in self._links):
                self.spans[key] = replace(span, first=0 if key in self._zeros else usual)
        for key, span in list(self.spans.items()):
            if self.spans[key].first is None:
                self.spans[key] = replace(span, first=0 if self._zeros & self._tied(key) else usual)
                self._share()

    def _tied(self, key: Key) -> set[Key]:
        """The axes and indices that count as this one does."""
        found = {key}
        for _ in self._links:
            found |= {each for link in self._links if found & set(link[:2]) for each in link[:2]}
        return found

    def is_index(self, symbol: Any, scope: Scope) -> bool:
        """Whether the symbol is an index: of a sum around the place, or one that stands between brackets."""
        return symbol in scope or isinstance(symbol, Idx) or str(symbol) in self.spans

    def index(self, symbol: Any, scope: Scope) -> tuple[Index, int]:
        """An index with the first number that it runs over."""
        if symbol in scope:
            return scope[symbol].index, scope[symbol].first
        span = self.spans.get(str(symbol), Span())
        if not _is_symbol(symbol) or span.size is None or span.first is None:
            raise self.error(symbol, "an index with a known dimension, such as Idx('i', (1, K)) or Idx('i', K)")
        return Index(plain(str(symbol)), span.size), span.first

    def place(self, given: Any, scope: Scope, over: Size, first: int) -> Place | int | Expr:
        """What stands between the brackets of an entry, on an axis that counts from `first`."""
        symbol, shift = _shifted(given)
        if symbol is None and isinstance(given, sympy.Integer):
            if int(given) < first:
                raise self.error(given, f"a place that is not below {first}, where this axis begins")
            return int(given) - first + 1
        if over.copies > 1:
            return self._in_block(given, scope, over, first)
        if symbol is not None and (symbol in scope or symbol not in self._dimensions):
            index, start = self.index(symbol, scope)
            if (index.over, start + shift) == (over, first):
                return index
        return self._computed(given, scope, over, first)

    def _computed(self, given: Any, scope: Scope, over: Size, first: int) -> Expr:
        """A place that is a number of indices, and always inside."""
        least, most = self.between(given, scope, given)
        length = reduce(mul, (sympy.Symbol(each.name, integer=True, positive=True) for each in over.factors))
        length = over.copies * length if over.total is None else sympy.Integer(over.total)
        if not (is_natural(least - first) and is_natural(first + length - 1 - most)):
            inside = f"of {over} from {first} on"
            raise self.error(
                given, f"a place inside the axis, {inside}, wherever it stands; it lies between {least} and {most}"
            )
        return self.read(sympy.expand(given - first + 1), scope)

    def _in_block(self, given: Any, scope: Scope, over: Size, first: int) -> Place:
        """d + i, in one of several blocks of d entries."""
        base = next((each for each in given.free_symbols if str(each) == over.name), None)
        block = sympy.Integer(0) if base is None else given.coeff(base)
        symbol, shift = _shifted(given if base is None else sympy.expand(given - block * base))
        if not isinstance(block, sympy.Integer) or not 0 <= block < over.copies:
            raise self.error(given, f"a place in one of {over.blocks} blocks of {over.name}")
        if symbol is None:
            raise self.error(given, f"an index in a block of {over.name}")
        index, start = self.index(symbol, scope)
        if start + shift != first:
            raise self.error(given, f"an index that runs over a whole block of {over.name}")
        return index if index.over == over else Shifted(index, int(block), over)


def _is_symbol(e: Any) -> bool:
    return isinstance(e, (sympy.Symbol, Idx))


def is_element(e: Any) -> bool:
    """An entry of a matrix that has a name."""
    return isinstance(e, sympy.matrices.expressions.matexpr.MatrixElement) and isinstance(e.parent, sympy.MatrixSymbol)


def is_natural(e: Any) -> bool:
    """Whether a number of dimensions alone is shown to be at least 0, for all dimensions from 1 on."""
    e = sympy.expand(e)
    moved = sympy.expand(e.xreplace({symbol: symbol + 1 for symbol in e.free_symbols}))
    return all(each.as_coeff_Mul()[0] >= 0 for each in sympy.Add.make_args(moved))


def _dimensions(values: Iterable[Any]) -> set[Any]:
    """The symbols that say how long something is."""
    ends = []
    for e in (each for value in values for each in distinct(value)):
        if isinstance(e, (sympy.Sum, sympy.Product)):
            ends += [end for limit in e.limits for end in limit[1:]]
        elif isinstance(e, Idx) and e.lower is not None:
            ends.append(e.upper)
        elif isinstance(e, (IndexedBase, sympy.MatrixSymbol)):
            ends += e.shape or ()
    return {symbol for end in ends for symbol in end.atoms(sympy.Symbol) if symbol.is_integer and symbol.is_positive}


def _usual_first(values: Iterable[Any]) -> int:
    """From which number the indices count, if all that run over a whole dimension agree; else 1."""
    found = set()
    for e in (each for value in values for each in distinct(value)):
        if isinstance(e, (sympy.Sum, sympy.Product)):
            found |= {limit[1] for limit in e.limits if len(limit) == 3 and not (limit[2] - limit[1] + 1).is_Add}
        elif isinstance(e, Idx) and e.lower is not None:
            found.add(e.lower)
        elif isinstance(e, sympy.MatrixSymbol):
            found.add(sympy.Integer(0))
    return 0 if found == {sympy.Integer(0)} else 1


def _shifted(place: Any) -> tuple[Any, int]:
    """The symbol and the number that is added to it; None for a place of another form."""
    if _is_symbol(place):
        return place, 0
    if isinstance(place, sympy.Add) and len(place.args) == 2:
        number, symbol = place.as_coeff_Add()
        if isinstance(number, sympy.Integer) and _is_symbol(symbol):
            return symbol, int(number)
    return None, 0


def _moved(span: Span, shift: int) -> Span:
    return span if span.first is None else replace(span, first=span.first + shift)


def _dummy_names(values: Iterable[Any]) -> dict[Any, str]:
    """Names for the dummies, by which SymPy itself sums, that nothing else has."""
    found = {each for value in values for each in distinct(value) if isinstance(each, sympy.Symbol)}
    taken = {each.name for each in found if not isinstance(each, sympy.Dummy)}
    names: dict[Any, str] = {}
    for each in sorted((each for each in found if isinstance(each, sympy.Dummy)), key=lambda each: each.dummy_index):
        candidates = (each.name, *(f"{each.name}_{number}" for number in range(1, len(found) + 2)))
        names[each] = plain(next(name for name in candidates if name not in taken))
        taken.add(names[each])
    return names


def _called(key: Key) -> str:
    return key if isinstance(key, str) else f"axis {key[1] + 1} of {key[0]}"
