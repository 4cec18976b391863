"""Dimensions and the indices that range over them.

A `Dim` is any positive integer.  An index ranges over exactly one `Dim`, always over the whole of it, so that no range
condition ever arises.  `2 * d` is the dimension of two stacked blocks of size d: its entries are reached as h[i] (first
block) and h[d + i] (second block) with i over d.  `G * M` is an axis that is split into G groups of M entries: its
entries are reached as x[(G * M).at(g, m)], the m-th entry of the g-th group, which is entry number M*(g - 1) + m.

An index is also the number 1 … K that it stands for: i + 1, 2*i - j and i <= j are arithmetic on these numbers.
Between brackets such a number is a place that is computed, x[t - 1], and what is read outside the axis is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from .errors import NotationError, OutOfRangeError
from .faces import maker_of
from .misuse import NoNumber
from .spelling import plain as plain
from .spelling import shortened

_FRESH = count(1)

NO_SIZES: Mapping[str, int] = {}


@dataclass(frozen=True)
class Size:
    """What an index ranges over.  size is None for "any positive integer".

    blocks > 1 stacks equal copies of a base, 2*d; where blocks is a size itself, the axis is split: G*M has G groups of
    M entries each.
    """

    name: str
    size: int | None = None
    blocks: int | Size = 1

    def __post_init__(self) -> None:
        for name, value in (("size", self.size), ("blocks", self.blocks)):
            if isinstance(value, Size) and name == "blocks":
                continue
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
    def factors(self) -> tuple[Size, ...]:
        """The dimensions whose product it is, but for a number of blocks that is written as a number: G, M."""
        return (*(self.blocks.factors if isinstance(self.blocks, Size) else ()), self.base)

    @property
    def copies(self) -> int:
        """The number of blocks, as far as it is written as a number."""
        return self.blocks.copies if isinstance(self.blocks, Size) else self.blocks

    @property
    def total(self) -> int | None:
        """The number of values, where it is known."""
        blocks = self.blocks.total if isinstance(self.blocks, Size) else self.blocks
        return None if self.size is None or blocks is None else self.size * blocks

    def count(self, sizes: Mapping[str, int]) -> int:
        """The number of values, with these sizes of the dimensions."""
        blocks = self.blocks.count(sizes) if isinstance(self.blocks, Size) else self.blocks
        return sizes[self.name] * blocks


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
    """As `Shifted`, inside a sum of the normal form: the variable of a sum stands in the entry or in the block."""

    inner: Spot
    block: int | Spot
    over: Size

    def __str__(self) -> str:
        return _behind(self.block, self.over, self.inner)


Variable = Index | Label


@dataclass(frozen=True)
class Shifted(Numeral):
    """Entry `inner` of a block of a stacked dimension.

    The block is its number from 0, where there are so many; or a place in the dimension of the blocks, which counts
    from 1 as every place: M*(g - 1) + m, the m-th entry of the g-th group.
    """

    inner: Index | Position
    block: int | Place
    over: Size

    def __post_init__(self) -> None:
        blocks = self.over.blocks
        if self.inner.over != self.over.base:
            raise NotationError(f"{self}: {self.inner} ranges over {self.inner.over}, expected a block of {self.over}")
        if isinstance(blocks, Size):
            if isinstance(self.block, int) or self.block.over != blocks:
                raise NotationError(f"{self}: expected a place in {blocks} for the block of {self.over}")
        elif not isinstance(self.block, int) or not 0 <= self.block < blocks:
            raise NotationError(f"{self}: expected one of the {blocks} blocks of {self.over}")

    def __str__(self) -> str:
        return _behind(self.block, self.over, self.inner)

    def instead(self) -> str:
        """As of an index."""
        return f"{self} is a place in {self.over}: it stands in brackets, z[{self}]{ARITHMETIC}"


def _behind(block: int | Spot, over: Size, inner: object) -> str:
    """A place as the number that it is: so many whole blocks, and a place in the next."""
    before = block.value - 1 if isinstance(block, Position) else block
    if isinstance(before, int):
        return {0: "", 1: f"{over.name} + "}.get(before, f"{before}*{over.name} + ") + str(inner)
    return f"{over.name}*({before} - 1) + {inner}"


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
        return position(place, over)
    if not isinstance(place, PLACES):
        computed: Place | None = maker_of("computed place")(place, over)
        if computed is None:
            raise NotationError(f"{written}: expected an index over {over} on axis {axis + 1}, got {shortened(place)}")
        return computed
    if place.over == over:
        return place
    if isinstance(over.blocks, Size):
        raise OutOfRangeError(
            f"{written}: index {place} ranges over {place.over}, but axis {axis + 1} of {name} over {over}; "
            f"write a place in it as ({over}).at({', '.join('ghmnpq'[: len(over.factors)])})",
            place,
            over,
        )
    if over.blocks > 1:
        numbered = isinstance(place, Shifted) and isinstance(place.block, int) and place.block < over.blocks
        if isinstance(place, Shifted) and numbered and place.inner.over == over.base:
            return Shifted(place.inner, place.block, over)
        if isinstance(place, (Index, Position)) and place.over == over.base:
            return Shifted(place, 0, over)
    wrong = f"{written}: index {place} ranges over {place.over}, but axis {axis + 1} of {name} over {over}"
    raise OutOfRangeError(wrong, place, over)


def position(value: int, over: Size) -> Place:
    """The place with this number, counted from 1; in a dimension of unknown size that is the first."""
    if over.blocks == 1:
        return Position(value, over)
    block, inner = divmod(value - 1, over.size or 1)
    here = position(block + 1, over.blocks) if isinstance(over.blocks, Size) else block
    return Shifted(Position(inner + 1, over.base), here, over)


def place_at(over: Size, places: tuple[Place | int, ...]) -> Place:
    """The place in a stacked dimension with this block, or these blocks of blocks, and this entry of it."""
    levels = len(over.factors) + (over.copies > 1)
    written = ", ".join(str(each) if isinstance(each, PLACES) else shortened(each) for each in places)
    if len(places) != levels:
        raise NotationError(f"({over}).at({written}): expected {levels} places, one for each factor of {over}")
    last = places[-1]
    if isinstance(last, PLACES) and last.over != over.base:
        raise NotationError(f"({over}).at({written}): expected a place in {over.base}, got {last} over {last.over}")
    inner = place_in(f"({over}).at", places, len(places) - 1, over.base)
    if over.blocks == 1:
        return inner
    assert isinstance(inner, (Index, Position))
    if isinstance(over.blocks, Size):
        return Shifted(inner, place_at(over.blocks, places[:-1]), over)
    block = places[0]
    if not isinstance(block, int) or isinstance(block, bool) or not 1 <= block <= over.blocks:
        raise NotationError(f"({over}).at({shortened(block)}, {inner}): expected a block in 1..{over.blocks}")
    return Shifted(inner, block - 1, over)


def fresh(index: Index) -> Index:
    """An index over the same dimension with a name that nobody has used."""
    return Index(f"{index.name.split('~')[0]}~{next(_FRESH)}", index.over)


Spot = Place | Label | ShiftedLabel
"""A place in the normal form, where a variable may be that of a sum.  No computed one gets there."""


def variables(place: Spot) -> frozenset[Index]:
    """The index variables inside a place that is not computed."""
    if isinstance(place, Index):
        return frozenset({place})
    if isinstance(place, (Shifted, ShiftedLabel)):
        return frozenset().union(*map(variables, parts_of(place)))
    return frozenset()


def labels(place: Spot) -> frozenset[Label]:
    """The variables of sums inside a place of the normal form."""
    if isinstance(place, Label):
        return frozenset({place})
    return frozenset().union(*map(labels, parts_of(place))) if isinstance(place, ShiftedLabel) else frozenset()


def parts_of(place: Shifted | ShiftedLabel) -> tuple[Spot, ...]:
    """The places that a place in a stacked dimension is made of."""
    return (place.inner,) if isinstance(place.block, int) else (place.inner, place.block)


def moved_spot(place: Spot, mapping: Mapping[Any, Place | Label]) -> Spot:
    """The place with its variables replaced, in the normal form."""
    if isinstance(place, (Index, Label)):
        return mapping.get(place, place)
    if isinstance(place, (Shifted, ShiftedLabel)):
        inner = moved_spot(place.inner, mapping)
        block = place.block if isinstance(place.block, int) else moved_spot(place.block, mapping)
        return place if (inner, block) == (place.inner, place.block) else shifted(inner, block, place.over)
    return place


def shifted(inner: Spot, block: int | Spot, over: Size) -> Shifted | ShiftedLabel:
    """A place in a stacked dimension, with variables of sums in it or without."""
    parts = (inner, block)
    if any(isinstance(each, (Label, ShiftedLabel)) for each in parts):
        return ShiftedLabel(inner, block, over)
    if not isinstance(inner, (Index, Position)) or isinstance(block, (Label, ShiftedLabel)):
        raise NotationError(f"{inner} is no entry of a block of {over}")
    return Shifted(inner, block, over)


def positions(over: Size, sizes: Mapping[str, int] = NO_SIZES) -> Iterator[Position | Shifted]:
    """Every value of an index over a dimension of known size, which may be known from elsewhere.

    In a stacked dimension each value is one of a block.
    """
    size = over.size if over.size is not None else sizes.get(over.name)
    if size is None:
        raise NotationError(f"the size of {over} is not known")
    inside = [Position(value, over.base) for value in range(1, size + 1)]
    if over.blocks == 1:
        return iter(inside)
    blocks = positions(over.blocks, sizes) if isinstance(over.blocks, Size) else range(over.blocks)
    return (Shifted(inner, block, over) for block in blocks for inner in inside)
