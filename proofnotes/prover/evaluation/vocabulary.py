"""What a statement speaks about: its dimensions, scalars, tensors and free indices, with every name unfolded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from ...expr.errors import NotationError
from ...expr.indices import Index, Place, Size
from ...expr.nodes import (
    Both,
    Cases,
    Counter,
    Delta,
    Determinant,
    Dim,
    Entry,
    Expectation,
    Expr,
    Inverted,
    Lambda,
    Largest,
    Named,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    children,
    free_indices,
)
from .clock import check_time

Shape = tuple[Size, ...]


@dataclass
class Vocabulary:
    """By name: the size of each dimension (None where any will do), whether a scalar is positive, what each tensor is
    over, and what each free index ranges over."""

    sizes: dict[str, int | None] = field(default_factory=dict)
    scalars: dict[str, bool] = field(default_factory=dict)
    tensors: dict[str, Shape] = field(default_factory=dict)
    indices: dict[str, set[Size]] = field(default_factory=dict)

    def note_size(self, over: Size) -> None:
        """A dimension that occurs, and those whose product it is."""
        if isinstance(over.blocks, Size):
            self.note_size(over.blocks)
        known = self.sizes.get(over.name)
        if known is not None and over.size not in (None, known):
            raise NotationError(f"Dim {over.name!r} occurs with size {known} and with size {over.size}")
        self.sizes[over.name] = known or over.size

    def note_tensor(self, tensor: Tensor) -> None:
        """A tensor that occurs."""
        if self.tensors.setdefault(tensor.name, tensor.over) != tensor.over:
            written = [", ".join(map(str, over)) for over in (self.tensors[tensor.name], tensor.over)]
            raise NotationError(f"tensor {tensor.name!r} occurs over ({written[0]}) and over ({written[1]})")
        for over in tensor.over:
            self.note_size(over)

    def note_scalar(self, scalar: Scalar) -> None:
        """A scalar that occurs."""
        self.scalars[scalar.name] = self.scalars.get(scalar.name, False) or scalar.positive

    def note_index(self, index: Index) -> None:
        """A free index."""
        self.indices.setdefault(index.name, set()).add(index.over)


def in_order(index: Index) -> tuple[str, int]:
    """Sorts indices by name, fresh ones by their number, so that every run sees the same order."""
    name, _, number = index.name.partition("~")
    return name, int(number or 0)


def vocabulary(expressions: Iterable[Expr], assuming: Iterable[Relation]) -> Vocabulary:
    """What the expressions and the hypotheses speak about.  The free indices are those of the expressions."""
    found, seen = Vocabulary(), set[object]()
    for e in expressions:
        for index in sorted(free_indices(e), key=in_order):
            found.note_index(index)
        _note(e, frozenset(), found, seen)
    for relation in assuming:
        for side in (relation.left, relation.right):
            for index in sorted(free_indices(side), key=in_order):
                if index.fixed:
                    found.note_index(index)
            _note(side, frozenset(), found, seen)
    return found


def _note(e: Expr, hidden: frozenset[Scalar | Tensor], found: Vocabulary, seen: set[object]) -> None:
    if (e, hidden) in seen:
        return
    seen.add((e, hidden))
    check_time()
    for place in _places(e):
        found.note_size(place.over)
    match e:
        case Dim():
            found.note_size(e.over)
        case Scalar() if e not in hidden:
            found.note_scalar(e)
        case Entry(tensor) if tensor not in hidden:
            found.note_tensor(tensor)
        case Expectation(body, variable, _, parameters):
            _note(body, hidden | {variable}, found, seen)
            for over in variable.over if isinstance(variable, Tensor) else ():
                found.note_size(over)
            for parameter in parameters:
                _note(parameter.body if isinstance(parameter, Lambda) else parameter, hidden, found, seen)
            return
        case Named(quantity, _, arguments):
            inside = hidden.union(quantity.inputs) if arguments else hidden
            if (quantity, inside) not in seen:
                seen.add((quantity, inside))
                _note(quantity.body, inside, found, seen)
    for child in children(e):
        _note(child, hidden, found, seen)


def _places(e: Expr) -> tuple[Place, ...]:
    match e:
        case Sum(_, index) | Prod(_, index) | Largest(_, index):
            return (index,)
        case Delta(left, right):
            return (left, right)
        case Counter(place):
            return (place,)
        case Cases(branches):
            given = [part for _, when in branches for part in (when.parts if isinstance(when, Both) else (when,))]
            both = (each for each in given if isinstance(each, SameIndex))
            return tuple(place for condition in both for place in (condition.left, condition.right))
        case Named(_, places):
            return places
        case Inverted(matrix, places):
            return (*matrix.indices, *places)
        case Determinant(matrix):
            return matrix.indices
    return ()


def every_place(over: Shape, size: dict[str, int]) -> Iterator[tuple[int, ...]]:
    """All positions of a tensor over these dimensions."""
    return product(*(range(1, each.count(size) + 1) for each in over))
