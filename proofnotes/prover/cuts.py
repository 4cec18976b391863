"""Expressions cut at one place of a dimension: what is there, what is next to it, and all that is on its other side.

Induction looks at one place k of a dimension T, at the place beside it, and at the `bulk`: the n places before k, or
after it where induction goes down.  A `Level` says what an expression means there, as an expression without T in which

- an entry m[k] is a quantity of its own, m_h~, and so are m_p~ beside it and m_q~ beside that; the entries in the bulk
  are a tensor m_b~ over a dimension n;
- a sum over T, or over all s ≤ k, is the sum over the bulk and one term more;
- an index is the number that it stands for, in terms of n.

The same value is sometimes said by two names: m_p~ is also the last entry of m_b~.  That only forgets something, so
what is proved for all values of these names holds for those that they have.  What cannot be said so is an `UncutError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..expr.indices import Computed, Index, Place, Position, Size, fresh
from ..expr.names import names_in
from ..expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Counter,
    Delta,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Neg,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    bound_indices,
    free_indices,
    map_children,
    whole_terms,
    wrap,
)


class UncutError(ValueError):
    """The expression does not come apart at a place."""


class Station(Enum):
    """Where an index is: at the place itself, or beside it.  One in the bulk is an index over the bulk."""

    HERE = "h"
    BESIDE = "p"


Where = Mapping[Index, Station | Index]
ZERO, ONE = wrap(0), wrap(1)
PLAIN = (Add, Apply, Div, Group, Mul, Neg, Pow)
ORDER = ("<=", ">=")


@dataclass(frozen=True)
class Level:
    """over is cut.  bulk: the dimension of the other places, None for none; here: the number of the place, None where
    the bulk is all there is; beside: the number of the place beside it; before: what is added to an index in the bulk
    for its number; size: what the dimension is as a number, None for itself; down: what is beside has a larger number.
    whole: every sum over the dimension ends here; else those that are said to.
    """

    over: Size
    bulk: Dim | None
    here: Expr | None
    beside: Expr | None
    before: Expr = ZERO
    size: Expr | None = None
    down: bool = False
    whole: bool = False
    known: dict[tuple[Expr, tuple[tuple[Index, Station | Index], ...]], Expr] = field(
        default_factory=dict, compare=False, repr=False
    )

    def relation(self, relation: Relation, where: Where) -> Relation:
        """A relation as it is here."""
        return Relation(self.expression(relation.left, where), relation.sign, self.expression(relation.right, where))

    def expression(self, e: Expr, where: Where) -> Expr:
        """An expression as it is here, with its indices there."""
        if not speaks_of(e, self.over):
            return e
        key = e, tuple(sorted(where.items(), key=str))
        if key not in self.known:
            self.known[key] = self._expression(e, where)
        return self.known[key]

    def _expression(self, e: Expr, where: Where) -> Expr:
        match e:
            case Dim():
                return self._dimension(e)
            case Counter(place):
                return self.number(place, where)
            case Entry():
                return self._entry(e, where)
            case Delta(left, right):
                same = self._same(left, right, where)
                return e if same is None else Cases(((ONE, same),), ZERO)
            case Sum(body, index) | Prod(body, index):
                return self._sum(e, body, index, where)
            case Cases(branches, otherwise, last):
                parts = tuple((self.expression(value, where), self._condition(when, where)) for value, when in branches)
                return Cases(parts, self.expression(otherwise, where), last)
        if isinstance(e, PLAIN):
            return map_children(e, lambda child: self.expression(child, where))
        raise UncutError(f"{e} does not come apart")

    def _dimension(self, e: Dim) -> Expr:
        if e.over != self.over:
            raise UncutError(f"{e} is not {self.over}")
        return e if self.size is None else self.size

    def number(self, place: Place, where: Where) -> Expr:
        """The number of a place, counted from 1."""
        if isinstance(place, Computed):
            return self.expression(place.number, where)
        if isinstance(place, Position):
            return wrap(place.value)
        if isinstance(place, Index):
            if place.over != self.over:
                return Counter(place)
            return self._number(self._spot(place, where))
        raise UncutError(f"{place} is in a block")

    def _spot(self, index: Index, where: Where) -> Station | Index:
        if index not in where:
            raise UncutError(f"{index} is any place of {self.over}")
        return where[index]

    def _number(self, spot: Station | Index) -> Expr:
        if isinstance(spot, Index):
            return Counter(spot) if self.before == ZERO else Add((self.before, Counter(spot)))
        found = self.here if spot is Station.HERE else self.beside
        if found is None:
            raise UncutError("there is no such place")
        return found

    def _same(self, left: Place, right: Place, where: Where) -> Relation | None:
        if left.over != self.over and not any(isinstance(each, Computed) for each in (left, right)):
            return None
        return Relation(self.number(left, where), "=", self.number(right, where))

    def _condition(self, when: When, where: Where) -> When:
        if isinstance(when, Both):
            parts: list[Relation | SameIndex] = []
            for each in when.parts:
                part = self._condition(each, where)
                assert not isinstance(part, Both)
                parts.append(part)
            return Both(tuple(parts))
        if isinstance(when, SameIndex):
            return self._same(when.left, when.right, where) or when
        return self.relation(when, where)

    def _sum(self, e: Sum | Prod, body: Expr, index: Index, where: Where) -> Expr:
        if index.over != self.over:
            return type(e)(self.expression(body, {each: at for each, at in where.items() if each != index}), index)
        if not self.whole and not self._ends_here(body, index, where):
            raise UncutError(f"{e} does not end at a place that is known")
        parts: list[Expr] = []
        if self.bulk is not None:
            inner = fresh(Index(index.name, self.bulk.over))
            parts.append(type(e)(self._term(body, index, {**where, index: inner}), inner))
        if self.here is not None:
            parts.append(self._term(body, index, {**where, index: Station.HERE}))
        if len(parts) == 1:
            return parts[0]
        return Add(tuple(parts)) if isinstance(e, Sum) else Mul(tuple(parts))

    def _ends_here(self, body: Expr, index: Index, where: Where) -> bool:
        """Whether every place that counts is known to be in the bulk, or here."""
        if not isinstance(body, Cases) or body.last != "where" or len(body.branches) != 1:
            return False
        when = body.branches[0][1]
        return any(
            self._bounds(part, index, where) is not None for part in (when.parts if isinstance(when, Both) else (when,))
        )

    def _bounds(self, when: Relation | SameIndex, index: Index, where: Where) -> tuple[Index, int] | None:
        """s ≤ u + c, which makes no s count that lies beyond u (c ≤ 0): u and c.  Downwards: s ≥ u + c with c ≥ 0."""
        if not isinstance(when, Relation) or when.sign not in ("<=", "<", ">=", ">", "="):
            return None
        below = when.sign in ("<=", "<")
        for own, other, less in ((when.left, when.right, below), (when.right, when.left, not below)):
            if own != Counter(index) or (when.sign != "=" and less == self.down):
                continue
            found = _offset(other)
            if found is None or found[0].over != self.over or found[0] not in where:
                continue
            step = found[1] if when.sign in ("<=", ">=", "=") else found[1] - (-1 if self.down else 1)
            if (step >= 0) if self.down else (step <= 0):
                return found[0], step
        return None

    def _term(self, body: Expr, index: Index, where: Where) -> Expr:
        """The term of a sum there; the condition s ≤ k itself, which is true in the bulk and here, is left out."""
        if isinstance(body, Cases) and body.last == "where" and len(body.branches) == 1:
            value, when = body.branches[0]
            bound = self._bounds(when, index, where) if isinstance(when, Relation) and when.sign in ORDER else None
            if bound is not None and bound[1] == 0:
                at = where[bound[0]]
                if at is Station.HERE or (at is Station.BESIDE and self.here is None):
                    return self.expression(value, where)
        return self.expression(body, where)

    def _entry(self, e: Entry, where: Where) -> Expr:
        kinds, over, places = "", [], []
        for place, axis in zip(e.places, e.tensor.over, strict=True):
            if axis != self.over:
                if self.over in axis.factors:
                    raise UncutError(f"an axis of {e} is over {axis}")
                over.append(axis)
                places.append(self._elsewhere(place, where))
                continue
            found = self._at(place, where)
            if found is None:
                return ZERO
            if isinstance(found, str):
                kinds += found
            else:
                kinds += "b"
                over.append(found.over)
                places.append(found)
        name = f"{e.tensor.name}_{kinds}~"
        return Entry(Tensor(name, *over), tuple(places)) if over else Scalar(name)

    def _elsewhere(self, place: Place, where: Where) -> Place:
        """A place on another axis, whose number may be computed with an index of this one."""
        return Computed(self.expression(place.number, where), place.over) if isinstance(place, Computed) else place

    def _at(self, place: Place, where: Where) -> str | Index | Position | None:
        """What entries are called there: h, p, q, or those of a place in the bulk; None for what is outside."""
        if isinstance(place, Index):
            spot = self._spot(place, where)
            return spot if isinstance(spot, Index) else spot.value
        if isinstance(place, Position) and place.value == 1 and not self.down:
            if self.bulk is None:
                return "h"
            return Position(1, self.bulk.over)
        offset = _offset(place.number) if isinstance(place, Computed) else None
        if offset is None or offset[0].over != self.over or offset[1] != (1 if self.down else -1):
            raise UncutError(f"{place} is a place that is not known")
        spot = self._spot(offset[0], where)
        if spot is Station.HERE:
            return None if self.bulk is None else "p"
        if spot is Station.BESIDE:
            return "q"
        raise UncutError(f"{place} is beside any place of the bulk")


def _offset(number: Expr) -> tuple[Index, int] | None:
    """u and c of the number u + c."""
    terms = whole_terms(number)
    if terms is None:
        return None
    rest = {term: c for term, c in terms.items() if term and c}
    if len(rest) != 1:
        return None
    ((term, c),) = rest.items()
    first = term[0]
    if c != 1 or len(term) != 1 or not isinstance(first, Counter) or not isinstance(first.place, Index):
        return None
    return first.place, terms.get((), 0)


def speaks_of(e: Expr, over: Size) -> bool:
    """Whether the dimension occurs in it."""
    cached: dict[Size, bool] = e.__dict__.setdefault("_speaks", {})
    if over not in cached:
        named = any(name == over.name for name, _ in names_in(e))
        cached[over] = named or any(over in index.over.factors for index in free_indices(e) | bound_indices(e))
    return cached[over]
