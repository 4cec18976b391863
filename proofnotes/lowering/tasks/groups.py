"""Split axes in kernels: a definition over C = G·M is computed as one over G and M, groups and entries apart.

`inside` writes x[n, C.at(g, m)] as x[n, g, m], an index over C as one over each factor, and δ of two places as one δ
for each factor; what it computes is the same.  Arguments and results have the axis in one piece: `with_whole_axes` puts
behind arguments the operations that take it apart, `put_together` behind results those that make it one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, reduce

from ...expr.arrays import Array
from ...expr.calculus import mul, unfold
from ...expr.errors import LoweringError
from ...expr.indices import Index, Place, Shifted, Size, fresh
from ...expr.nodes import (
    Delta,
    Entry,
    Expr,
    Input,
    Largest,
    Named,
    Prod,
    Quantity,
    Relation,
    Sum,
    Tensor,
    bound_indices,
    map_children,
    map_sides,
    walk,
)
from ...expr.rewrite import rename
from ...statements.chains import Chain
from ...statements.split_axes import Over, factors, is_split, split_sizes
from ...statements.statement import Definition, Theorem
from ..program.axes import Axes, Axis
from ..program.contraction import contracted
from ..program.entries import argument, joined, taken_apart
from ..program.nodes import Value


@lru_cache(maxsize=1 << 8)
def inside(definition: Definition) -> Definition:
    """The definition with an axis for each factor of a split one; itself where there is none."""
    if not split_sizes(definition):
        return definition
    return _Parts().definition(definition)


def theorems_inside(definition: Definition, theorems: Iterable[Theorem]) -> tuple[Theorem, ...]:
    """What is known of the definition, in the same terms; without what says nothing of groups and their entries."""
    known = tuple(theorems)
    if not split_sizes(definition):
        return known
    parts, found = _Parts(), list[Theorem]()
    for each in known:
        if each.family == definition.family:
            with suppress(LoweringError):  # then nothing is known, and gradients are derived
                found.append(parts.theorem(each))
    return tuple(found)


@dataclass
class _Parts:
    """Writes what stands over split dimensions over their factors."""

    quantities: dict[int, tuple[Quantity, Quantity]] = field(default_factory=dict)

    def definition(self, d: Definition) -> Definition:
        indices, named = self._indices(d.indices)
        return Definition(
            d.name,
            self(rename(d.body, dict(named))),
            inputs=tuple(map(_input, d.inputs)),
            indices=indices,
            parameters=d.parameters,
            id=d.id,
            assuming=tuple(map(self._relation, d.assuming)),
            targets=tuple(map(_input, d.targets)),
            probabilities=tuple(map(_input, d.probabilities)),
        )

    def theorem(self, theorem: Theorem) -> Theorem:
        return Theorem(
            theorem.id,
            *map(self._chain, theorem.chains),
            assuming=tuple(map(self._relation, theorem.assuming)),
            kind=theorem.kind,
        )

    def _chain(self, each: Chain) -> Chain:
        terms = tuple(term if isinstance(term, Array) else self(term) for term in each.terms)
        return Chain(terms, each.reasons, each.signs, each.label, tuple(map(self._relation, each.assuming)), each.kind)

    def _relation(self, relation: Relation) -> Relation:
        found = map_sides(relation, self)
        assert isinstance(found, Relation)
        return found

    def __call__(self, e: Expr) -> Expr:
        match e:
            case Entry(tensor, places):
                return Entry(_input(tensor), _places(places))  # type: ignore[arg-type]
            case Delta(left, right) if is_split(left.over):
                pairs = zip(_place(left), _place(right), strict=True)
                return mul(*(contracted(Delta(*pair)) for pair in pairs))
            case Sum() | Prod() | Largest():
                return self._bound(e)
            case Named():
                return self._named(e)
            case _:
                return map_children(e, self)

    def _bound(self, e: Sum | Prod | Largest) -> Expr:
        """Over all entries of all groups; a sum over what a delta names is carried out."""
        indices, named = self._indices((e.index,))
        found = self(rename(e.body, dict(named)))
        for index in reversed(indices):
            found = type(e)(found, index)
        chosen = isinstance(e, Sum) and any(isinstance(node, Delta) for node in walk(e.body))
        return contracted(found) if chosen else found

    def _named(self, e: Named) -> Expr:
        if e.arguments and any(map(_mentions_split, (e, unfold(e)))):
            return self(unfold(e))
        own = self._quantity(e.quantity)
        if own is e.quantity and not e.arguments:
            return e
        arguments = tuple(self(each) if isinstance(each, Expr) else each for each in e.arguments)
        return Named(own, _places(e.places), arguments)

    def _quantity(self, quantity: Quantity) -> Quantity:
        """The name of the same, over the factors; the same object where nothing is split."""
        if id(quantity) not in self.quantities:
            indices, named = self._indices(quantity.indices)
            body = self(rename(quantity.body, dict(named)))
            inputs = tuple(map(_input, quantity.inputs))
            same = (body, indices, inputs) == (quantity.body, quantity.indices, quantity.inputs)
            made = (
                quantity
                if same
                else Quantity(quantity.name, body, indices, inputs, quantity.latex, quantity.applied, quantity.passing)
            )
            self.quantities[id(quantity)] = quantity, made
        return self.quantities[id(quantity)][1]

    @staticmethod
    def _indices(indices: tuple[Index, ...]) -> tuple[tuple[Index, ...], dict[Index, Place]]:
        """An index for each factor, and the places in split dimensions that they stand for."""
        found, named = list[Index](), dict[Index, Place]()
        for index in indices:
            if not is_split(index.over):
                found.append(index)
                continue
            own = tuple(fresh(Index(over.name.lower(), over)) for over in factors(index.over))
            found += own
            named[index] = _together(own, index.over)
        return tuple(found), named


def _together(places: tuple[Index, ...], over: Size) -> Place:
    if not isinstance(over.blocks, Size):
        return places[0]
    return Shifted(places[-1], _together(places[:-1], over.blocks), over)


def _mentions_split(e: Expr) -> bool:
    """Whether something in it stands over a split dimension."""
    for node in walk(e):
        over = [*(node.tensor.over if isinstance(node, Entry) else ()), *(p.over for p in getattr(node, "places", ()))]
        if isinstance(node, Delta):
            over.append(node.left.over)
        if any(map(is_split, over)):
            return True
    return any(is_split(index.over) for index in bound_indices(e))


def _input(each: Input) -> Input:
    if not isinstance(each, Tensor) or not any(map(is_split, each.over)):
        return each
    return Tensor(each.name, *(over for size in each.over for over in factors(size)), latex=each.latex)


def _places(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(part for place in places for part in _place(place))


def _place(place: Place) -> tuple[Place, ...]:
    """The places of the groups, and of the entry."""
    if not is_split(place.over):
        return (place,)
    factors(place.over)
    if isinstance(place, Shifted) and not isinstance(place.block, int):
        return (*_place(place.block), place.inner)
    raise LoweringError(
        f"the place {place} on an axis over {place.over} has no group that is known; write it as ({place.over}).at(…)"
    )


def _steps(over: Size, own: Axes, copy: int) -> Iterator[tuple[Axis, Axes]]:
    """How one axis is taken apart into one for each factor: in two, and what is in front again."""
    if isinstance(over.blocks, Size):
        before = Axis(over.blocks, copy) if is_split(over.blocks) else own[0]
        yield Axis(over, copy), (before, own[-1])
        yield from _steps(over.blocks, own[:-1], copy)


def _apart(axes: Axes, over: Over) -> tuple[Axes, list[tuple[Axis, Axes]]]:
    """The axes with the split ones in one piece, and how these are taken apart.   axes: behind one for each factor."""
    whole, left, steps = list[Axis](), list(axes), list[tuple[Axis, Axes]]()
    if len(left) > sum(len(factors(size)) for size in over):  # leading axes without an index
        whole.append(left.pop(0))
    for size in over:
        own = tuple(left.pop(0) for _ in factors(size))
        copy = next(k for k in range(len(over)) if Axis(size, k) not in whole)
        whole.append(Axis(size, copy) if is_split(size) else own[0])
        steps += _steps(size, own, copy)
    return tuple(whole), steps


def with_whole_axes(value: Value, whole: Mapping[str, Over]) -> Value:
    """An argument that is over split axes as its caller gives it, and taken apart.   whole: what they are over."""
    if value.op != "input" or not any(map(is_split, whole.get(value.data, ()))):
        return value
    axes, steps = _apart(value.axes, whole[value.data])
    return reduce(lambda x, step: taken_apart(x, *step), steps, argument(value.data, axes))


def put_together(value: Value, axes: Axes, over: Over) -> tuple[Value, Axes]:
    """A result and its axes, the split ones in one piece.   axes: as they are, one for each factor."""
    whole, steps = _apart(axes, over)
    return reduce(lambda x, step: joined(x, step[1], step[0]), reversed(steps), value), whole
