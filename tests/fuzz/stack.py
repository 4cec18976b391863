"""Stacked blocks, dimensions of a given size, fixed indices and positions by number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
    Shift,
    Statement,
    Term,
    Var,
    num,
    op,
    total,
)
from .rewriting import mistaken, rewritten

X = Var("x")
FAR = op("max", op("sub", X, 1000), 0)
Function = Callable[[Place], Term]


@dataclass(frozen=True)
class Blocks:
    """A dimension of one size, two or three copies of it, and tensors over them."""

    base: Axis
    copies: int
    hypotheses: tuple[Rel, ...]

    @property
    def stacked(self) -> Axis:
        return Axis(self.base.name, self.base.size, self.copies)

    @property
    def h(self) -> Idx:
        return Idx("h", self.stacked)

    @property
    def g(self) -> Idx:
        return Idx("g", self.stacked)

    @property
    def a(self) -> Idx:
        return Idx("a", self.base)

    @property
    def b(self) -> Idx:
        return Idx("b", self.base)

    @property
    def x(self) -> Arr:
        return Arr("X", (self.stacked,))

    @property
    def u(self) -> Arr:
        return Arr("u", (self.base,))

    @property
    def m(self) -> Arr:
        return Arr("M", (self.stacked, self.base))

    def block(self, number: int, index: Idx) -> Place:
        """The place of the index in that block."""
        return index if number == 0 else Shift(number, index)

    def place(self, rng: Random) -> Place:
        """Somewhere in the stack."""
        found: list[Place] = [
            self.g,
            self.a,
            self.b,
            Idx("c", self.stacked, fixed=True),
            Idx("e", self.base, fixed=True),
            1,
        ]
        found += [Shift(rng.randrange(1, self.copies), each) for each in (self.a, self.b)]
        if self.base.size:
            found.append(rng.randint(1, self.base.size * self.copies))
        return rng.choice(found)


def attack(rng: Random) -> Statement:
    """An identity or inequality between a stack and its blocks, sometimes spoilt."""
    blocks = _blocks(rng)
    more = _hypothesis(blocks, rng) if rng.random() < 0.4 else ()
    claim = rng.choice(IDENTITIES)(blocks, rng)
    if rng.random() < 0.4:
        claim = Rel(rewritten(claim.left, rng, 0.15), claim.sign, rewritten(claim.right, rng, 0.15))
    if rng.random() < 0.4:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    if rng.random() < 0.3 and claim.sign in ("=", ">=", "<="):
        claim = Rel(op("mul", FAR, claim.left), claim.sign, op("mul", FAR, claim.right))
    return Statement(claim, (*blocks.hypotheses, *more))


def _blocks(rng: Random) -> Blocks:
    size = rng.choice((None, None, None, 1, 2, 3))
    base = Axis("d", size)
    given = (Rel(Extent(base), "=", num(rng.randint(1, 3))),) if size is None and rng.random() < 0.5 else ()
    return Blocks(base, rng.choice((2, 2, 2, 3)), given)


def _hypothesis(blocks: Blocks, rng: Random) -> tuple[Rel, ...]:
    p = rng.choice((blocks.h, blocks.a, Shift(1, blocks.a), Idx("c", blocks.stacked, fixed=True)))
    e = rng.choice((Ent(blocks.x, (p,)), Ent(blocks.x, (p,)), total(Ent(blocks.m, (p, blocks.b)), blocks.b)))
    other = rng.choice((num(0), num(1), Ent(blocks.x, (blocks.a,)) if p != blocks.h else num(2)))
    return (Rel(e, rng.choice(("=", ">", ">=", "!=")), other),)


def _function(blocks: Blocks, rng: Random) -> Function:
    """Something of each place in the stack."""
    fixed, kind = blocks.place(rng), rng.randrange(9)

    def of(p: Place) -> Term:
        x = Ent(blocks.x, (p,))
        row = total(Ent(blocks.m, (p, Idx("q", blocks.base))), Idx("q", blocks.base))
        return (
            x, op("exp", x), op("pow", x, 2), op("mul", x, X), row, op("mul", _delta(blocks, p, fixed), x), num(1),
            op("mul", row, x), op("abs", x),
        )[kind]  # fmt: skip

    return of


def _delta(blocks: Blocks, p: Place, q: Place) -> Term:
    """A delta in the stack; of two places in the first block it would be one in the block."""
    return Del(p, q) if not (isinstance(p, int) and isinstance(q, int)) else num(int(p == q))


def _split(blocks: Blocks, rng: Random) -> Rel:
    f = _function(blocks, rng)
    parts = [total(f(blocks.block(n, blocks.a)), blocks.a) for n in range(blocks.copies)]
    return Rel(total(f(blocks.h), blocks.h), "=", op("add", *parts))


def _contracted(blocks: Blocks, rng: Random) -> Rel:
    f, p = _function(blocks, rng), blocks.place(rng)
    picks = [op("mul", Del(blocks.h, p), f(blocks.h))]
    if isinstance(p, Idx) and p.over == blocks.stacked:
        picks.append(Case(f(blocks.h), Same(blocks.h, p), num(0)))
    return Rel(total(rng.choice(picks), blocks.h), "=", f(p))


def _deltas(blocks: Blocks, rng: Random) -> Rel:
    n, m = rng.randrange(blocks.copies), rng.randrange(blocks.copies)
    left = Del(blocks.block(n, blocks.a), blocks.block(m, blocks.b))
    right, u = Del(blocks.a, blocks.b) if n == m else num(0), Ent(blocks.u, (blocks.a,))
    p = blocks.place(rng)
    return rng.choice((
        Rel(left, "=", right), Rel(total(Del(blocks.h, p), blocks.h), "=", num(1)),
        Rel(total(Del(blocks.h, blocks.h), blocks.h), "=", op("mul", blocks.copies, Extent(blocks.base))),
        Rel(total(op("mul", left, Ent(blocks.u, (blocks.b,))), blocks.b), "=", op("mul", int(n == m), u)),
    ))  # fmt: skip


def _written_out(blocks: Blocks, rng: Random) -> Rel:
    size = blocks.base.size or next((int(rel.right.value) for rel in blocks.hypotheses), None)  # type: ignore[union-attr]
    if size is None:
        return _split(blocks, rng)
    if blocks.base.size is None or rng.random() < 0.3:
        return Rel(total(num(1), blocks.h), "=", num(size * blocks.copies))
    f = _function(blocks, rng)
    return Rel(total(f(blocks.a), blocks.a), "=", op("add", *(f(n) for n in range(1, size + 1))) if size > 1 else f(1))


def _slopes(blocks: Blocks, rng: Random) -> Rel:
    p, q = blocks.place(rng), blocks.place(rng)
    x, by = Ent(blocks.x, (blocks.h,)), Ent(blocks.x, (p,))
    other = Ent(blocks.x, (q,))
    all_x = total(x, blocks.h)
    both = op("mul", all_x, total(op("exp", x), blocks.h))
    return rng.choice((
        Rel(Der(total(op("pow", x, 2), blocks.h), by), "=", op("mul", 2, by)),
        Rel(Der(total(op("exp", x), blocks.h), by), "=", op("exp", by)),
        Rel(Der(other, by), "=", _delta(blocks, q, p)),
        Rel(Der(op("mul", other, all_x), by), "=", op("add", op("mul", _delta(blocks, q, p), all_x), other)),
        Rel(Der(both, by), "=", op("add", total(op("exp", x), blocks.h), op("mul", all_x, op("exp", by)))),
    ))  # fmt: skip


def _moved(blocks: Blocks, rng: Random) -> Rel:
    f, p = (
        _function(blocks, rng),
        rng.choice((blocks.g, Idx("c", blocks.stacked, fixed=True), blocks.a, Shift(1, blocks.a))),
    )
    return Rel(
        At(op("add", f(blocks.h), Ent(blocks.x, (blocks.h,))), blocks.h, p), "=", op("add", f(p), Ent(blocks.x, (p,)))
    )


def _bounds(blocks: Blocks, rng: Random) -> Rel:
    f = _function(blocks, rng)
    kind = rng.choice(("exp", "pow", "abs"))

    def big(p: Place) -> Term:
        return op("pow", f(p), 2) if kind == "pow" else op(kind, f(p))

    half = total(big(blocks.block(rng.randrange(blocks.copies), blocks.a)), blocks.a)
    smaller = rng.choice((big(blocks.place(rng)), half, num(0)))
    return Rel(total(big(blocks.h), blocks.h), rng.choice((">=", ">=", ">")), smaller)


def _signs(blocks: Blocks, rng: Random) -> Rel:
    """What a hypothesis about one block may be taken to say of the others."""
    f, p = _function(blocks, rng), blocks.place(rng)
    e = rng.choice((f(p), total(f(blocks.h), blocks.h), total(f(Shift(1, blocks.a)), blocks.a), Ent(blocks.x, (p,))))
    return Rel(e, rng.choice((">", ">=", "=", "!=")), rng.choice((num(0), num(1))))


IDENTITIES = (_split, _split, _contracted, _contracted, _deltas, _written_out, _slopes, _moved, _bounds, _signs)
