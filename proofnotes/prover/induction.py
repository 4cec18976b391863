"""Proofs by induction: over an index, upwards or downwards, and over a dimension.

A statement about every t of 1 … T holds if it holds at t = 1, and at every later t if it holds at the one before; or at
t = T, and at every earlier t if it holds at the one behind.  A statement about a dimension holds if it holds for T = 1,
and for n + 1 if it holds for n.  Each of the two is a statement without T (`cuts.py`) that is decided like any other,
for every n: in the second, the statement at the place beside is one more hypothesis.

What is assumed.  Of a hypothesis about every place u of T hold the cases u = t, the one beside, and all of the bulk.
The statement over a dimension is assumed for n of the n + 1 places, so the hypotheses have to hold for them as well:
they may speak of T place by place only.  A hypothesis that cannot be said at a place is left out, which can only make
the answer weaker; one that is about the index alone, t > 1, is part of the statement, and ends the attempt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from ..expr.calculus import unfold_all
from ..expr.errors import NotationError
from ..expr.indices import Computed, Index, Size, fresh
from ..expr.names import names_in
from ..expr.nodes import (
    Add,
    Counter,
    Diff,
    Dim,
    Entry,
    Lim,
    Pow,
    Prod,
    Relation,
    Sum,
    free_indices,
    walk,
    whole_terms,
    wrap,
)
from .cuts import Level, Station, UncutError, Where, speaks_of

Step = tuple[Relation, tuple[Relation, ...]]
"""A statement and its hypotheses."""

BY = "induction on "


@dataclass(frozen=True)
class Induction:
    """What the induction is on, the statement at its start, and the step from one place to the next.

    The step is the same in each of `steps`, with what is known of the place beside or without it.
    """

    on: str
    base: Step
    steps: tuple[Step, ...]

    @property
    def method(self) -> str:
        """How the proof says it."""
        return f"{BY}{self.on}"


def inductions(statement: Relation, assuming: tuple[Relation, ...], by: str | None) -> Iterator[Induction]:
    """The ways to prove it by induction: on what is asked for, or on what the statement and its hypotheses suggest."""
    if isinstance(statement.left, Lim) or not all(map(_plain, (statement, *assuming))):
        return
    statement, assuming = _unfolded(statement), tuple(map(_unfolded, assuming))
    for make in _candidates(statement, assuming, by):
        with suppress(UncutError):
            yield make()


def asked_for(statement: Relation, by: str) -> str:
    """What by= names.  NotationError for what is no index that is free in the statement, and no dimension of it."""
    if not isinstance(by, str) or not by.startswith(BY) or not by[len(BY) :].strip():
        raise NotationError(f"prove(..., by={by!r}): expected by='induction on t', with a free index or a dimension")
    name = by[len(BY) :].strip()
    known = {index.name for index in _free(statement)} | {each.name for each in _sizes(statement)}
    if name not in known:
        names = ", ".join(sorted(known)) or "none"
        raise NotationError(f"prove(..., by={by!r}): {name} is no free index and no dimension of it; there are {names}")
    return name


def _plain(relation: Relation) -> bool:
    """Whether it can be cut: a derivative would ask for the function around the place."""
    sides = map(unfold_all, (relation.left, relation.right))
    return not any(isinstance(node, (Diff, Lim)) for side in sides for node in walk(side))


def _unfolded(relation: Relation) -> Relation:
    return Relation(unfold_all(relation.left), relation.sign, unfold_all(relation.right))


def _free(relation: Relation) -> frozenset[Index]:
    return free_indices(relation.left) | free_indices(relation.right)


def _sizes(relation: Relation) -> list[Size]:
    """The dimensions that it is about."""
    named = (meaning for side in (relation.left, relation.right) for _, meaning in names_in(side))
    return sorted({each for each in named if isinstance(each, Size)}, key=str)


def _candidates(
    statement: Relation, assuming: tuple[Relation, ...], by: str | None
) -> Iterator[Callable[[], Induction]]:
    name = by and asked_for(statement, by)
    for index in sorted(_free(statement), key=str):
        if not _can_be_cut(index.over) or index.fixed or (name is not None and index.name != name):
            continue
        ways = _directions(statement, assuming, index.over) if name is None else (False, True)
        for down in ways:
            yield lambda index=index, down=down: _over_index(statement, assuming, index, down)  # type: ignore[misc]
    for over in _sizes(statement):
        if _can_be_cut(over) and (name == over.name if name is not None else _suggested(statement, over)):
            yield lambda over=over: _over_dimension(statement, assuming, over)  # type: ignore[misc]


def _can_be_cut(over: Size) -> bool:
    return over.blocks == 1 and over.size is None


def _directions(statement: Relation, assuming: tuple[Relation, ...], over: Size) -> list[bool]:
    """Upwards where something is said of the place before, or an index is counted; downwards of the place behind."""
    steps = {
        (whole_terms(place.number) or {}).get((), 0)
        for relation in (statement, *assuming)
        for side in (relation.left, relation.right)
        for node in walk(side)
        if isinstance(node, Entry)
        for place in node.places
        if isinstance(place, Computed) and place.over == over
    }
    counted = any(isinstance(node, Counter) for side in (statement.left, statement.right) for node in walk(side))
    up = -1 in steps or (counted and 1 not in steps)
    return [down for down, wanted in ((False, up), (True, 1 in steps)) if wanted]


def _suggested(statement: Relation, over: Size) -> bool:
    """Whether a power or an index depends on the dimension, and something is summed over it."""
    nodes = [node for side in (statement.left, statement.right) for node in walk(side)]
    summed = any(isinstance(node, (Sum, Prod)) and node.index.over == over for node in nodes)
    powers = any(isinstance(node, Pow) and speaks_of(node.exponent, over) for node in nodes)
    counted = any(isinstance(node, Counter) and over in node.place.over.factors for node in nodes)
    return powers or (summed and counted)


def _dimension(name: str, relations: tuple[Relation, ...]) -> Dim:
    """A dimension of a name that nothing has."""
    taken = {each for relation in relations for side in (relation.left, relation.right) for each, _ in names_in(side)}
    return Dim(next(each for number in count() if (each := f"{name}{number}") not in taken))


def _over_index(statement: Relation, assuming: tuple[Relation, ...], index: Index, down: bool) -> Induction:
    """Strong induction in which what is assumed of all places before is used at the nearest of them."""
    over, everything = index.over, (statement, *assuming)
    if any(other != index and other.over == over for other in _free(statement)):
        raise UncutError("another place of the dimension is free in it")
    _refuse_conditions(assuming, over)
    bulk, place = _dimension("n", everything), _dimension("p", everything)
    if down:
        base = Level(over, None, place, None, size=place, down=True)
        size = Add((place, bulk))
        here = Level(over, bulk, place, Add((place, wrap(1))), before=place, size=size, down=True)
        beside = Level(over, bulk, None, Add((place, wrap(1))), before=place, size=size, down=True)
    else:
        base = Level(over, None, wrap(1), None)
        here = Level(over, bulk, Add((bulk, wrap(1))), bulk)
        beside = Level(over, bulk, None, bulk)
    before = beside.relation(statement, {index: Station.BESIDE})
    first = (base.relation(statement, {index: Station.HERE}), tuple(_at(base, Station.HERE, assuming)))
    claim = here.relation(statement, {index: Station.HERE})
    known = (*_at(here, Station.HERE, assuming), *_at(beside, None, assuming))
    more = (*known, *_at(beside, Station.BESIDE, assuming))
    steps = tuple(dict.fromkeys((claim, _with(before, each)) for each in (known, more)))
    return Induction(str(index).partition("~")[0], first, steps)


def _with(before: Relation, known: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """What is assumed and what is known: an equation first, to be put in; an inequality after what it may need."""
    return tuple(dict.fromkeys((before, *known) if before.sign == "=" else (*known, before)))


def _over_dimension(statement: Relation, assuming: tuple[Relation, ...], over: Size) -> Induction:
    """From n places to n + 1: all that is said of T is said of the places, one by one, or by sums over them."""
    everything = (statement, *assuming)
    if any(index.over == over for index in _free(statement)):
        raise UncutError("a place of the dimension is free in it")
    _refuse_conditions(assuming, over)
    for relation in assuming:
        for node in (node for side in (relation.left, relation.right) for node in walk(side)):
            if (isinstance(node, Dim) and over in node.over.factors) or (
                isinstance(node, (Sum, Prod)) and over in node.index.over.factors
            ):
                raise UncutError(f"{relation} is about all of {over}")
    bulk = _dimension("n", everything)
    one, more = wrap(1), Add((bulk, wrap(1)))
    base = Level(over, None, one, None, size=one, whole=True)
    here = Level(over, bulk, more, None, size=more, whole=True)
    before = Level(over, bulk, None, None, size=bulk, whole=True)
    first = (base.relation(statement, {}), tuple(_at(base, Station.HERE, assuming)))
    known = (*_at(here, Station.HERE, assuming), *_at(before, None, assuming))
    return Induction(over.name, first, ((here.relation(statement, {}), _with(before.relation(statement, {}), known)),))


def _refuse_conditions(assuming: tuple[Relation, ...], over: Size) -> None:
    """A hypothesis about indices alone speaks of the indices of the statement, and belongs to it."""
    for relation in assuming:
        nodes = [node for side in (relation.left, relation.right) for node in walk(side)]
        placed = {place for node in nodes if isinstance(node, Entry) for place in node.places}
        for index in _free(relation):
            if over in index.over.factors and index not in placed:
                raise UncutError(f"{relation} may be about the index alone")


def _at(level: Level, spot: Station | None, assuming: tuple[Relation, ...]) -> Iterator[Relation]:
    """The hypotheses at one place, or at every place of the bulk, as far as they can be said there."""
    for relation in assuming:
        own = [index for index in _free(relation) if index.over == level.over]
        about = any(speaks_of(side, level.over) for side in (relation.left, relation.right))
        if not about:
            yield relation
        elif len(own) <= 1 and not any(index.fixed for index in own):
            where: Where = {}
            if own and spot is not None:
                where = {own[0]: spot}
            elif own and level.bulk is not None:
                where = {own[0]: fresh(Index("s", level.bulk.over))}
            with suppress(UncutError):
                yield level.relation(relation, where)
