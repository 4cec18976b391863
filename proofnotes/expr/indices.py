"""Dimensions and the indices that range over them.

A `Dim` is any positive integer.  An index ranges over exactly one `Dim`, always over the whole of it, so that no range
condition ever arises.  `2 * d` is the dimension of two stacked blocks of size d: its entries are reached as h[i] (first
block) and h[d + i] (second block) with i over d.

An index is also the number 1 … K that it stands for: i + 1, 2*i - j and i <= j are arithmetic on these numbers.
Between brackets such a number is a place that is computed, x[t - 1], and what is read outside the axis is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from .errors import NotationError
from .faces import maker_of
from .misuse import NoNumber
from .spelling import plain as plain
from .spelling import shortened

_FRESH = count(1)


@dataclass(frozen=True)
class Size:
    """What an index ranges over.  size is None for "any positive integer"; blocks > 1 stacks equal copies of a base."""

    name: str
    size: int | None = None
    blocks: int = 1

    def __post_init__(self) -> None:
        for name, value in (("size", self.size), ("blocks", self.blocks)):
            if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
                got = shortened(value)
                raise NotationError(f"Dim {self.name!r}: expected {name} to be a positive integer, got {got}")

    def __str__(self) -> str:
        return self.name if self.blocks == 1 else f"{self.blocks}*{self.name}"

    @property
    def base(self) -> Size:
        """The size of one block."""
        return Size(self.name, self.size)

    @property
    def total(self) -> int | None:
        """The number of values, where it is known."""
        return None if self.size is None else self.size * self.blocks


ARITHMETIC = ", or is a number in + - * / ** and comparisons"


class Numeral(NoNumber):
    """What stands for a number: 1 … K.  Arithmetic and comparisons make expressions and relations of these numbers."""

    def _number(self) -> Any:
        """The number as an expression, of which this file knows nothing."""
        return maker_of("counter")(self)

    def __add__(self, other: object) -> Any:
        return self._number() + other

    def __radd__(self, other: object) -> Any:
        return other + self._number()

    def __sub__(self, other: object) -> Any:
        return self._number() - other

    def __rsub__(self, other: object) -> Any:
        return other - self._number()

    def __mul__(self, other: object) -> Any:
        return self._number() * other

    def __rmul__(self, other: object) -> Any:
        return other * self._number()

    def __truediv__(self, other: object) -> Any:
        return self._number() / other

    def __rtruediv__(self, other: object) -> Any:
        return other / self._number()

    def __pow__(self, other: object) -> Any:
        return self._number() ** other

    def __rpow__(self, other: object) -> Any:
        return other ** self._number()

    def __neg__(self) -> Any:
        return -self._number()

    def __pos__(self) -> Any:
        return self._number()

    def __abs__(self) -> Any:
        return abs(self._number())

    def __lt__(self, other: object) -> Any:
        return self._number() < other

    def __le__(self, other: object) -> Any:
        return self._number() <= other

    def __gt__(self, other: object) -> Any:
        return self._number() > other

    def __ge__(self, other: object) -> Any:
        return self._number() >= other


@dataclass(frozen=True)
class Index(Numeral):
    """A name that ranges over a whole dimension.

    A hypothesis about a free index holds for every value of it, unless the index is fixed: then it is one value, any
    but always the same.
    """

    name: str
    over: Size
    fixed: bool = False

    def __str__(self) -> str:
        return self.name

    def instead(self) -> str:
        """An index stands in brackets, or is the number that it counts."""
        letter = self.name.partition("~")[0]
        return f"{letter} is an index over {self.over}: it stands in brackets, z[{letter}]{ARITHMETIC}"


@dataclass(frozen=True)
class Position(Numeral):
    """A fixed value of an index, counted from 1."""

    value: int
    over: Size

    def __str__(self) -> str:
        return str(self.value)

    def instead(self) -> str:
        """As of an index."""
        return f"{self} is a place in {self.over}: it stands in brackets, z[{self}]{ARITHMETIC}"


@dataclass(frozen=True)
class Label:
    """The variable of a sum in the normal form, by the height of the sum and the place among its variables.

    It is no index: no author can write it, and no rule, fact or lemma that holds for every index can be used at it.
    """

    height: int
    place: int
    over: Size

    def __str__(self) -> str:
        return f"@{self.height}.{self.place}"


@dataclass(frozen=True)
class ShiftedLabel:
    """Entry number `inner` of a block, as `Shifted`, inside a sum of the normal form."""

    inner: Label
    block: int
    over: Size

    def __str__(self) -> str:
        return f"{self.block}*{self.over.name} + {self.inner}"


Variable = Index | Label


@dataclass(frozen=True)
class Shifted(Numeral):
    """Entry `inner` of block number `block` (from 0) of a stacked dimension."""

    inner: Index | Position
    block: int
    over: Size

    def __post_init__(self) -> None:
        if self.inner.over != self.over.base or not 0 <= self.block < self.over.blocks:
            raise NotationError(f"{self}: {self.inner} ranges over {self.inner.over}, expected a block of {self.over}")

    def __str__(self) -> str:
        prefix = {0: "", 1: f"{self.over.name} + "}.get(self.block, f"{self.block}*{self.over.name} + ")
        return prefix + str(self.inner)

    def instead(self) -> str:
        """As of an index."""
        return f"{self} is a place in {self.over}: it stands in brackets, z[{self}]{ARITHMETIC}"


@dataclass(frozen=True)
class Computed(Numeral):
    """The place whose number is an expression of indices and dimensions: t − s, 2p + j − 1.

    It may lie outside 1 … over.  There is nothing there: an entry or a named quantity read outside is 0, and δ and
    i = j compare the numbers.
    """

    number: Any  # an expression of whole numbers (nodes.py); nothing here looks into it
    over: Size

    def _number(self) -> Any:
        return self.number

    def __str__(self) -> str:
        return str(self.number)

    def instead(self) -> str:
        """As of an index."""
        return f"{self} is a place in {self.over}: it stands in brackets, z[{self}]{ARITHMETIC}"


Place = Index | Position | Shifted | Computed
"""Anything that may stand between the brackets of an entry."""

PLACES = (Index, Position, Shifted, Computed)


def place_in(name: str, places: tuple[object, ...], axis: int, over: Size) -> Place:
    """The place on one axis of `name`, checked against what the axis ranges over."""
    place = places[axis]
    written = f"{name}[{', '.join(str(each) if isinstance(each, PLACES) else shortened(each) for each in places)}]"
    if isinstance(place, int) and not isinstance(place, bool):
        if not 1 <= place <= (over.total or 1):
            span = f"1..{over.total or over}"
            raise NotationError(f"{written}: axis {axis + 1} runs over {span}, {place} may lie outside")
        block, inner = divmod(place - 1, over.size or 1)
        return Shifted(Position(inner + 1, over.base), block, over) if over.blocks > 1 else Position(place, over)
    if not isinstance(place, PLACES):
        computed: Computed | None = maker_of("computed place")(place, over)
        if computed is None:
            raise NotationError(f"{written}: expected an index over {over} on axis {axis + 1}, got {shortened(place)}")
        return computed
    if place.over == over:
        return place
    if over.blocks > 1:
        if isinstance(place, Shifted) and place.inner.over == over.base and place.block < over.blocks:
            return Shifted(place.inner, place.block, over)
        if isinstance(place, (Index, Position)) and place.over == over.base:
            return Shifted(place, 0, over)
    raise NotationError(f"{written}: index {place} ranges over {place.over}, but axis {axis + 1} of {name} over {over}")


def fresh(index: Index) -> Index:
    """An index over the same dimension with a name that nobody has used."""
    return Index(f"{index.name.split('~')[0]}~{next(_FRESH)}", index.over)


Spot = Place | Label | ShiftedLabel
"""A place in the normal form, where the variable may be that of a sum.  No computed one gets there."""


def variable(place: Spot) -> Index | None:
    """The index variable inside a place that is not computed, if there is one."""
    inner = place.inner if isinstance(place, Shifted) else place
    return inner if isinstance(inner, Index) else None


def label(place: Spot) -> Label | None:
    """The variable of a sum inside a place of the normal form, if there is one."""
    inner = place.inner if isinstance(place, ShiftedLabel) else place
    return inner if isinstance(inner, Label) else None


def moved_spot(place: Spot, mapping: Mapping[Any, Place | Label]) -> Spot:
    """The place with its variable replaced, in the normal form."""
    if isinstance(place, (Index, Label)):
        return mapping.get(place, place)
    if isinstance(place, (Shifted, ShiftedLabel)) and place.inner in mapping:
        target = mapping[place.inner]
        if isinstance(target, Label):
            return ShiftedLabel(target, place.block, place.over)
        if not isinstance(target, (Index, Position)):
            raise NotationError(f"cannot shift {target} again: blocks of blocks are not supported")
        return Shifted(target, place.block, place.over)
    return place


def positions(over: Size, size: int | None = None) -> Iterator[Position | Shifted]:
    """Every value of an index over a dimension of known size, which may be known from elsewhere.

    In a stacked dimension each value is one of a block.
    """
    size = over.size if over.size is not None else size
    if size is None:
        raise NotationError(f"the size of {over} is not known")
    inside = [Position(value, over.base) for value in range(1, size + 1)]
    if over.blocks == 1:
        return iter(inside)
    return (Shifted(inner, block, over) for block in range(over.blocks) for inner in inside)
