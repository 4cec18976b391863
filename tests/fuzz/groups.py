"""Axes that are split into groups: what is said of the axis is said of the entries of its groups."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .language import (
    Arr,
    At,
    Axis,
    Case,
    Del,
    Der,
    Ent,
    Extent,
    Idx,
    Place,
    Rel,
    Same,
    Statement,
    Term,
    Within,
    num,
    op,
    total,
)
from .rewriting import mistaken, rewritten

G, M, H = Axis("G"), Axis("M"), Axis("H")
SPLITS = (
    (Axis("M", None, G), G),
    (Axis("M", None, G), G),
    (Axis("M", None, M), M),
    (Axis("M", 2, G), G),
    (Axis("M", None, Axis("G", 3)), Axis("G", 3)),
    (Axis("M", None, Axis("G", None, H)), Axis("G", None, H)),
)
"""Axes and what their groups are counted by: different ones, the same, of a given size, and groups of groups."""

Function = Callable[[Place], Term]


class Groups:
    """An axis of groups, indices over it and over its parts, and tensors."""

    def __init__(self, over: Axis, groups: Axis) -> None:
        self.over, self.groups = over, groups
        self.c, self.d = Idx("c", over), Idx("d", over)
        self.m, self.k = Idx("m", over.base), Idx("k", over.base)
        self.g, self.q = Idx("g", groups), Idx("q", groups)
        self.x, self.u = Arr("X", (over,)), Arr("u", (over.base,))
        self.matrix, self.means = Arr("A", (over, over.base)), Arr("v", (groups,))

    def at(self, group: Place, inner: Idx | int) -> Place:
        """A place, group by group."""
        if isinstance(self.groups.blocks, Axis):
            outer = Idx({"g": "h", "q": "r"}[group.name] if isinstance(group, Idx) else "h", self.groups.blocks)
            group = Within(self.groups, outer, Idx(group.name, self.groups.base) if isinstance(group, Idx) else group)
        return Within(self.over, group, inner)

    def every(self, e: Term, *names: str) -> Term:
        """The sum over all entries of the groups."""
        outer = [Idx("h", self.groups.blocks)] if isinstance(self.groups.blocks, Axis) else []
        return total(e, *outer, Idx("g", self.groups.base), self.m)

    def place(self, rng: Random) -> Place:
        """Somewhere on the axis."""
        return rng.choice(
            (
                self.c,
                self.d,
                self.at(self.g, self.m),
                self.at(self.g, self.k),
                self.at(self.q, self.m),
                self.at(1, 1),
                self.at(self.g, 1),
            )
        )


def attack(rng: Random) -> Statement:
    """An identity or inequality between an axis and its groups, sometimes spoilt."""
    groups = Groups(*rng.choice(SPLITS))
    claim = rng.choice(IDENTITIES)(groups, rng)
    if rng.random() < 0.4:
        claim = Rel(rewritten(claim.left, rng, 0.15), claim.sign, rewritten(claim.right, rng, 0.15))
    if rng.random() < 0.4:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, _hypotheses(groups, rng) if rng.random() < 0.4 else ())


def _hypotheses(groups: Groups, rng: Random) -> tuple[Rel, ...]:
    if rng.random() < 0.3:
        return (
            Rel(
                Extent(rng.choice((groups.over, groups.over.base, groups.groups))),
                "=",
                num(rng.choice((1, 2, 3, 4, 6))),
            ),
        )
    place = groups.place(rng)
    other = rng.choice((num(0), num(1), Ent(groups.u, (groups.m,)), Ent(groups.x, (groups.place(rng),))))
    return (Rel(Ent(groups.x, (place,)), rng.choice(("=", ">", ">=", "!=")), other),)


def _function(groups: Groups, rng: Random) -> Function:
    fixed, kind = groups.place(rng), rng.randrange(8)

    def of(place: Place) -> Term:
        x = Ent(groups.x, (place,))
        row = total(Ent(groups.matrix, (place, Idx("p", groups.over.base))), Idx("p", groups.over.base))
        return (
            x, op("exp", x), op("pow", x, 2), row, op("mul", Del(place, fixed) if place != fixed else num(1), x),
            num(1), op("mul", row, x), op("abs", x),
        )[kind]  # fmt: skip

    return of


def _opened(groups: Groups, rng: Random) -> Rel:
    f = _function(groups, rng)
    return Rel(total(f(groups.c), groups.c), "=", groups.every(f(groups.at(groups.g, groups.m))))


def _contracted(groups: Groups, rng: Random) -> Rel:
    f, place = _function(groups, rng), groups.place(rng)
    if place == groups.c:
        place = groups.d
    pick = rng.choice((op("mul", Del(groups.c, place), f(groups.c)), Case(f(groups.c), Same(groups.c, place), num(0))))
    return Rel(total(pick, groups.c), "=", f(place))


def _deltas(groups: Groups, rng: Random) -> Rel:
    p, q = groups.at(groups.g, groups.m), groups.at(groups.q, groups.k)
    both = op("mul", Del(groups.g, groups.q), Del(groups.m, groups.k))
    if isinstance(groups.groups.blocks, Axis):
        g, q_ = (Idx(name, groups.groups.base) for name in "gq")
        h, r = (Idx(name, groups.groups.blocks) for name in "hr")
        both = op("mul", Del(h, r), Del(g, q_), Del(groups.m, groups.k))
    return rng.choice((
        Rel(Del(p, q), "=", both),
        Rel(Der(Ent(groups.x, (p,)), Ent(groups.x, (q,))), "=", both),
        Rel(Der(Ent(groups.x, (p,)), Ent(groups.x, (q,))), "=", Del(groups.m, groups.k)),
        Rel(total(Del(groups.c, groups.place(rng)), groups.c), "=", num(1)),
    ))  # fmt: skip


def _sizes(groups: Groups, rng: Random) -> Rel:
    product = op("mul", Extent(groups.groups), Extent(groups.over.base))
    return Rel(
        rng.choice((total(num(1), groups.c), Extent(groups.over))),
        "=",
        rng.choice((product, product, Extent(groups.over.base))),
    )


def _slopes(groups: Groups, rng: Random) -> Rel:
    by = Ent(groups.x, (groups.place(rng),))
    square = total(op("pow", Ent(groups.x, (groups.c,)), 2), groups.c)
    square = rng.choice((square, groups.every(op("pow", Ent(groups.x, (groups.at(groups.g, groups.m),)), 2))))
    return Rel(Der(square, by), "=", op("mul", 2, by)) if by.places[0] != groups.c else Rel(square, ">=", num(0))


def _bounds(groups: Groups, rng: Random) -> Rel:
    f = _function(groups, rng)
    whole = total(op("pow", f(groups.c), 2), groups.c)
    inner = total(op("pow", f(groups.at(1, groups.m)), 2), groups.m)
    if isinstance(groups.groups.blocks, Axis):
        inner = op("pow", f(groups.d), 2)
    return Rel(whole, rng.choice((">=", ">=", ">")), rng.choice((inner, op("pow", f(groups.place(rng)), 2), num(0))))


def _moved(groups: Groups, rng: Random) -> Rel:
    f, place = _function(groups, rng), groups.place(rng)
    return Rel(
        At(op("add", f(groups.c), Ent(groups.x, (groups.c,))), groups.c, place),
        "=",
        op("add", f(place), Ent(groups.x, (place,))),
    )


IDENTITIES = (_opened, _opened, _contracted, _contracted, _deltas, _sizes, _slopes, _bounds, _moved)
