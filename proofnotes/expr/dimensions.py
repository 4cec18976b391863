"""Quantities over other dimensions: softmax is written over K, and serves over S.

What a quantity says holds for every size, so K may be read as any other dimension, everywhere at once: in its indices,
its inputs, and the names in its body.  The same quantity over the same dimensions is the same object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import NotationError
from .indices import PLACES, Computed, Index, Place, Position, Shifted, Size, fresh, position
from .nodes import (
    Both,
    Dim,
    Expr,
    Input,
    Lambda,
    Named,
    Quantity,
    Relation,
    SameIndex,
    Step,
    Tensor,
    free_indices,
    once_each,
    walk,
)

Dimensions = Mapping[Size, Size]
"""What each dimension, one block of it, is read as."""

_MADE: dict[tuple[Quantity, frozenset[tuple[Size, Size]]], Quantity] = {}


def over_dimensions(quantity: Quantity, dimensions: Dimensions) -> Quantity:
    """The quantity with other dimensions in the place of its own."""
    moves = {old: new for old, new in dimensions.items() if old != new}
    return _OtherDimensions(moves, ()).quantity(quantity) if moves else quantity


def read_size(over: Size, dimensions: Dimensions) -> Size:
    """What an index ranges over, with other dimensions."""
    base = dimensions.get(over.base, over.base)
    if over.blocks == 1:
        return base
    blocks = read_size(over.blocks, dimensions) if isinstance(over.blocks, Size) else over.blocks
    if base.blocks != 1:
        raise NotationError(f"{over}: {over.base} cannot be read as {base} in it; expected one dimension")
    return Size(base.name, base.size, blocks)


class _OtherDimensions:
    """One change of dimensions.  formal: the inputs of the quantities around, which change along with them."""

    def __init__(self, dimensions: Dimensions, formal: tuple[Input, ...]) -> None:
        self.dimensions, self.formal = dimensions, formal
        self.indices: dict[Index, Index] = {}
        self.taken: set[Index] = set()

    def quantity(self, quantity: Quantity) -> Quantity:
        """The quantity itself where nothing in it changes."""
        key = quantity, frozenset(self.dimensions.items())
        if key not in _MADE:
            inside = _OtherDimensions(self.dimensions, (*self.formal, *quantity.inputs))
            inside.taken = set(quantity.indices) | _indices_in(quantity.body)
            _MADE[key] = inside._made(quantity)
        return _MADE[key]

    def _made(self, quantity: Quantity) -> Quantity:
        body = self.expression(quantity.body)
        indices = tuple(map(self.index, quantity.indices))
        inputs = tuple(self.tensor(each) if isinstance(each, Tensor) else each for each in quantity.inputs)
        if (body, indices, inputs) == (quantity.body, quantity.indices, quantity.inputs):
            return quantity
        return Quantity(quantity.name, body, indices, inputs, quantity.latex, quantity.applied, quantity.passing)

    def expression(self, e: Expr) -> Expr:
        """A tree with every dimension in it changed."""
        return once_each(self._node)(e)

    def _node(self, again: Step, e: Expr) -> Expr:
        if isinstance(e, Dim):
            over = read_size(e.over, self.dimensions)
            return e if over == e.over else Dim(over.name, over.size, None, over.blocks)
        return type(e)(*[self._part(part, again) for part in e._key()])

    def _part(self, part: Any, again: Step) -> Any:
        if isinstance(part, Expr):
            return again(part)
        if isinstance(part, PLACES):
            return self.place(part)
        if isinstance(part, tuple):
            return tuple([self._part(each, again) for each in part])
        if isinstance(part, SameIndex):
            return SameIndex(self.place(part.left), self.place(part.right))
        if isinstance(part, Both):
            return Both(self._part(part.parts, again))
        if isinstance(part, Relation):
            return Relation(again(part.left), part.sign, again(part.right))
        if isinstance(part, Lambda):
            return Lambda(tuple(map(self.index, part.indices)), again(part.body))
        if isinstance(part, Tensor):
            return self.tensor(part)
        return self.quantity(part) if isinstance(part, Quantity) else part

    def index(self, index: Index) -> Index:
        """An index over the other dimension, of the same name if no other index there has it."""
        if index not in self.indices:
            found = Index(index.name, read_size(index.over, self.dimensions), index.fixed)
            self.indices[index] = fresh(found) if found != index and found in self.taken else found
        return self.indices[index]

    def place(self, place: Place) -> Place:
        """A place on the other dimension."""
        if isinstance(place, Index):
            return self.index(place)
        over = read_size(place.over, self.dimensions)
        if isinstance(place, Position):
            return position(place.value, over)
        if isinstance(place, Computed):
            return Computed(self.expression(place.number), over)
        inner, block = self.place(place.inner), place.block
        assert isinstance(inner, (Index, Position))  # one dimension in the place of one: read_size has seen to it
        return Shifted(inner, block if isinstance(block, int) else self.place(block), over)

    def tensor(self, tensor: Tensor) -> Tensor:
        """An input over the other dimensions; what is no input is given, and so are its dimensions."""
        over = tuple(read_size(each, self.dimensions) for each in tensor.over)
        if over == tensor.over:
            return tensor
        if tensor not in self.formal:
            changed = next(old for old, new in zip(tensor.over, over, strict=True) if old != new)
            raise NotationError(f"{tensor.name} is no input, so that {changed} cannot be read as another dimension")
        return Tensor(tensor.name, *over, latex=tensor.latex)


def _indices_in(e: Expr) -> set[Index]:
    """Every index, bound or free."""
    found: set[Index] = set()
    for node in walk(e):
        found |= free_indices(node)
        found |= {getattr(node, node._binder)} if node._binder else set()
        if isinstance(node, Named):
            found.update(index for each in node.arguments if isinstance(each, Lambda) for index in each.indices)
    return found
