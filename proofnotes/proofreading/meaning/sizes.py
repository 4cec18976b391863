"""How long axes are, as far as it is known: dimensions that are the same are merged while a statement is read.

An axis is a number, a key of `AxisSizes`.  A reading works on a fork, so that
one that is rejected leaves nothing behind.
"""

from __future__ import annotations

from dataclasses import replace

from ...expr.indices import Size
from ...expr.nodes import Dim, Expr, Mul, wrap
from ..codes import NotUnderstood, Span
from .model import AxisExtent

Axes = tuple[int, ...]


class AxisSizes:
    """A union of axes that have the same size, and what is known of each.

    inputs are the axes that a symbol without a definition has in a section.
    """

    def __init__(self) -> None:
        self._above: list[int] = []
        self._extents: list[AxisExtent] = []
        self._keys: dict[AxisExtent, int] = {}
        self._names: dict[int, str] = {}
        self.inputs: dict[object, Axes] = {}

    def fork(self) -> AxisSizes:
        """A copy that may be merged further without changing this one."""
        other = AxisSizes()
        other._above, other._extents = list(self._above), list(self._extents)
        other._keys, other.inputs = dict(self._keys), dict(self.inputs)
        return other

    def new(self, hint: str = "") -> int:
        """An axis of which nothing is known; hint is what it may be called."""
        self._above.append(len(self._above))
        self._extents.append(AxisExtent(hint=hint))
        return len(self._above) - 1

    def axis(self, extent: AxisExtent) -> int:
        """The axis of a letter or a number, always the same; of an extent with neither, a new one."""
        if not extent.letter and extent.number is None:
            return self.new(extent.hint)
        key = replace(extent, hint="")
        if key not in self._keys:
            self._keys[key] = self.new()
            self._extents[-1] = key
        return self._keys[key]

    def letter(self, letter: str) -> int:
        """The axis of a letter."""
        return self.axis(AxisExtent(letter))

    def root(self, axis: int) -> int:
        """The axis that stands for all that are merged with this one."""
        while self._above[axis] != axis:
            axis = self._above[axis]
        return axis

    def extent(self, axis: int) -> AxisExtent:
        """What is known of an axis."""
        return self._extents[self.root(axis)]

    def is_one(self, axis: int) -> bool:
        """Whether there is one entry."""
        return self.extent(axis).number == 1

    def open(self, axis: int) -> bool:
        """Whether nothing is known of its size."""
        extent = self.extent(axis)
        return not extent.letter and extent.number is None

    def unify(self, one: int, other: int, why: str, span: Span = (0, 0)) -> None:
        """Both axes have the same size.  Raises NotUnderstood T01, T02 where the document says that they have not."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        if self.open(one):
            one, other = other, one
        first, second = self._extents[one], self._extents[other]
        if not self.open(other):
            numbers = first.number is not None and second.number is not None
            raise NotUnderstood(
                "T02" if numbers else "T01",
                f"{why}: {_written(first)} here and {_written(second)} there are not the same size",
                span,
            )
        self._above[other] = one
        if self.open(one) and not first.hint:
            self._extents[one] = second

    def size(self, axis: int) -> Size:
        """What indices of the axis range over.  Called once everything is merged."""
        root = self.root(axis)
        extent = self._extents[root]
        if extent.number is not None:
            return Size(f"N_{extent.number}", extent.number)
        return Size(extent.letter or self._name(root, extent.hint), None, extent.times)

    def _name(self, root: int, hint: str) -> str:
        """A name for a size that has none, the same one for the rest of the reading."""
        if root not in self._names:
            taken = {*self._names.values(), *(extent.letter for extent in self._keys)}
            name = wanted = f"n_{hint}" if hint.isalnum() else "n"
            number = 1
            while name in taken:
                number += 1
                name = f"{wanted}{number}"
            self._names[root] = name
        return self._names[root]

    def count(self, axis: int) -> Expr:
        """The number of its entries, as an expression."""
        size = self.size(axis)
        if size.size is not None:
            return wrap(size.size)
        single = Dim(size.name)
        return single if size.blocks == 1 else Mul((wrap(size.copies), single))


def _written(extent: AxisExtent) -> str:
    if extent.number is not None:
        return str(extent.number)
    return extent.letter if extent.times == 1 else f"{extent.times}{extent.letter}"
