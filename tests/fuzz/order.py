"""Indices as numbers: computed places that may lie outside, order, sums over some of the positions, powers by a
position, and hypotheses about places; true ones, their neighbours, and random ones."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .language import (
    All,
    Arr,
    At,
    Axis,
    Bind,
    Calc,
    Case,
    Count,
    Del,
    Der,
    Ent,
    Extent,
    Idx,
    Let,
    Named,
    Place,
    Rel,
    Same,
    Statement,
    Term,
    Var,
    num,
    op,
    total,
)
from .rewriting import mistaken, rewritten

T, N = Axis("T"), Axis("N")
I, J, S, R = (Idx(name, T) for name in "ijsr")
P = Idx("p", N)
C, D = (Idx(name, T, fixed=True, implied=True) for name in "cd")
X, Y, W, A = Arr("x", (T,)), Arr("y", (T,)), Arr("w", (N,)), Arr("A", (T, T))
B, Q = Var("b"), Var("q", positive=True)
SIGNS = ("<", "<=", ">", ">=", "=", "!=")
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def attack(rng: Random) -> Statement:
    """A known identity or a random one, rewritten or spoilt."""
    if rng.random() < 0.2:
        claim, given = _about_places(rng)
    else:
        claim, given = (
            rng.choice((_split, _swapped, _shifted, _slope, _counted, _power, _named, _alike, _random))(rng),
            (),
        )
    if rng.random() < 0.3:
        claim = Rel(rewritten(claim.left, rng, 0.1), claim.sign, rewritten(claim.right, rng, 0.1))
    if rng.random() < 0.35:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, given)


def number(rng: Random, *indices: Idx) -> Term:
    """A whole number of one or two indices."""
    first, second = rng.choice(indices), rng.choice(indices)
    small = num(rng.choice((-2, -1, -1, 0, 1, 1, 2)))
    one, other = Count(first), Count(second)
    return rng.choice((
        op("add", one, small), op("add", one, small), op("sub", one, other), op("add", op("sub", one, other), num(1)),
        op("add", one, other), op("sub", op("add", one, other), num(1)), op("sub", op("mul", 2, one), num(1)),
        op("add", op("sub", Extent(T), one), num(1)), op("sub", Extent(T), num(rng.choice((0, 1)))), one,
        op("sub", op("mul", 2, one), other), op("sub", Extent(N), one),
    ))  # fmt: skip


def place(rng: Random, *indices: Idx) -> Place:
    """An index, or a computed place."""
    plain = [each for each in indices if each.over == T]
    return rng.choice(plain) if plain and rng.random() < 0.5 else Calc(number(rng, *indices))


def condition(rng: Random, *indices: Idx) -> Rel | Same | All:
    """On the order of some indices."""
    first, second = rng.choice(indices), rng.choice(indices)
    one = Rel(Count(first), rng.choice(SIGNS), rng.choice((Count(second), number(rng, *indices), num(1), num(2))))
    if rng.random() < 0.15:
        return Same(first, Calc(number(rng, *indices)))
    return All((one, Rel(Count(second), rng.choice(SIGNS), number(rng, *indices)))) if rng.random() < 0.2 else one


def factor(rng: Random, *indices: Idx) -> Term:
    """Something of these indices."""
    here = place(rng, *indices)
    far, there = Calc(number(rng, *indices)), place(rng, *indices)
    entry = rng.choice((Ent(X, (here,)), Ent(Y, (here,)), Ent(A, (there, here)), Ent(W, (far,))))
    same = entry if isinstance(here, Calc) else Del(here, there)
    return rng.choice((
        entry, entry, entry, op("pow", entry, 2), op("exp", entry), op("mul", entry, Ent(X, (place(rng, *indices),))),
        number(rng, *indices), op("mul", number(rng, *indices), entry), op("pow", Q, number(rng, *indices)),
        op("mul", op("pow", rng.choice((B, Q)), number(rng, *indices)), entry), same,
        Case(entry, condition(rng, *indices), rng.choice((num(0), factor_of(rng, *indices)))),
        op("div", entry, Count(rng.choice(indices))),
    ))  # fmt: skip


def factor_of(rng: Random, *indices: Idx) -> Term:
    """A plain entry."""
    return Ent(rng.choice((X, Y)), (place(rng, *indices),))


def _split(rng: Random) -> Rel:
    """Those for which a condition holds, and the others."""
    f = factor(rng, S, I)
    when = Rel(Count(S), rng.choice(SIGNS), number(rng, I, I, S))
    other = Rel(when.left, OPPOSITE[when.sign], when.right)
    both = op("add", Bind("total", f, S, when), Bind("total", f, S, other))
    return Rel(both, "=", total(f, S))


def _swapped(rng: Random) -> Rel:
    """Σ_s Σ_r, in the other order."""
    f, when = factor(rng, S, R, S, R, I), condition(rng, S, R)
    inner = lambda one, two: Bind("total", Bind("total", f, one, when), two)  # noqa: E731 - shorter than a function
    return Rel(inner(S, R), "=", inner(R, S))


def _shifted(rng: Random) -> Rel:
    """Σ_s x_{s+a} y_s = Σ_s x_s y_{s−a}, a sum of differences, and a step of a cumulated sum."""
    a = num(rng.choice((-2, -1, 1, 2)))
    up, down = Calc(op("add", Count(S), a)), Calc(op("sub", Count(S), a))
    before = Calc(op("sub", Count(S), num(1)))
    upto = lambda end, sign: Bind("total", factor_again, S, Rel(Count(S), sign, end))  # noqa: E731
    factor_again = factor(rng, S)
    return rng.choice((
        Rel(total(op("mul", Ent(X, (up,)), Ent(Y, (S,))), S), "=", total(op("mul", Ent(X, (S,)), Ent(Y, (down,))), S)),
        Rel(total(op("sub", Ent(X, (S,)), Ent(X, (before,))), S), "=", Ent(X, (Calc(Extent(T)),))),
        Rel(upto(Count(I), "<="), "=", op("add", upto(Count(I), "<"), At(factor_again, S, I))),
        Rel(upto(Count(I), "<"), "=", upto(op("sub", Count(I), num(1)), "<=")),
        Rel(total(Ent(X, (Calc(op("add", op("sub", Extent(T), Count(S)), num(1))),)), S), "=", total(Ent(X, (S,)), S)),
    ))  # fmt: skip


def _slope(rng: Random) -> Rel:
    """∂/∂x_j of a sum with computed places, by the delta that they leave."""
    here, weight = number(rng, I, S), rng.choice((Ent(Y, (S,)), Ent(A, (I, S)), num(1), Count(S)))
    when = condition(rng, I, S)
    f = op("mul", weight, Ent(X, (Calc(here),)))
    slope = op("mul", weight, Del(Calc(here), J))
    return Rel(Der(Bind("total", f, S, when), Ent(X, (J,))), "=", Bind("total", slope, S, when))


def _counted(rng: Random) -> Rel:
    """How many, and what they add up to."""
    t, n, i, s = Extent(T), Extent(N), Count(I), Count(S)
    pairs = op("div", op("mul", t, op("sub", t, 1)), 2)
    squares, left = Bind("total", op("pow", s, 2), S, condition(rng, S, I)), op("add", op("sub", t, Count(P)), 1)
    return rng.choice((
        Rel(total(s, S), "=", op("div", op("mul", t, op("add", t, 1)), 2)),
        Rel(Bind("total", num(1), S, Rel(s, "<=", i)), "=", i),
        Rel(Bind("total", num(1), S, Rel(s, "<", i)), "=", op("sub", i, 1)),
        Rel(Bind("total", s, S, Rel(s, "<=", i)), "=", op("div", op("mul", i, op("add", i, 1)), 2)),
        Rel(squares, rng.choice(("=", ">=")), rng.choice((number(rng, I), num(0)))),
        Rel(Bind("total", num(1), S, Rel(Count(P), "<=", s)), "=", rng.choice((left, op("max", left, 0)))),
        Rel(total(Bind("total", num(1), S, Rel(s, "<", Count(R))), R), "=", pairs),
        Rel(number(rng, I, S), rng.choice(SIGNS), rng.choice((number(rng, I, S), t, n, num(0), num(1)))),
    ))  # fmt: skip


def _power(rng: Random) -> Rel:
    """A geometric series, powers that meet."""
    b, i, s, t = rng.choice((B, Q, Q)), Count(I), Count(S), Extent(T)
    less = op("sub", 1, b)

    def upto(f: Term) -> Term:
        return Bind("total", f, S, Rel(s, "<=", i))

    return rng.choice((
        Rel(op("mul", less, total(op("pow", b, op("sub", s, 1)), S)), "=", op("sub", 1, op("pow", b, t))),
        Rel(op("mul", less, upto(op("pow", b, s))), "=", op("sub", b, op("pow", b, op("add", i, 1)))),
        Rel(op("mul", less, upto(op("pow", b, op("sub", i, s)))), "=", op("sub", 1, op("pow", b, i))),
        Rel(op("mul", op("pow", b, i), op("pow", b, s)), "=", op("pow", b, op("add", i, s))),
        Rel(op("pow", b, number(rng, I, S)), rng.choice((">", ">=", "=")), rng.choice((num(0), b, op("pow", b, i)))),
        Rel(op("pow", op("neg", b), op("mul", 2, i)), "=", op("pow", b, op("mul", 2, i))),
    ))  # fmt: skip


def _named(rng: Random) -> Rel:
    """A name at a computed place is 0 outside, and its body there otherwise."""
    f = factor(rng, S)
    here = number(rng, I)
    inside = All((Rel(here, ">=", num(1)), Rel(here, "<=", Extent(T))))
    there, then = total(op("mul", Del(S, Calc(here)), f), S), At(f, S, Calc(here))
    return rng.choice((
        Rel(Named(Let("f", f, (S,)), (Calc(here),)), "=", there),
        Rel(then, "=", there), Rel(then, "=", Case(then, inside, num(0))),
        Rel(op("pow", then, 2), "=", At(op("pow", f, 2), S, Calc(here))),
    ))  # fmt: skip


def _alike(rng: Random) -> Rel:
    """Half of a symmetric sum."""
    f = rng.choice((
        op("mul", Ent(X, (S,)), Ent(X, (R,))), op("mul", Ent(X, (S,)), Ent(Y, (R,))),
        op("pow", op("sub", Ent(X, (S,)), Ent(X, (R,))), 2), op("mul", Count(S), Ent(X, (R,))),
        op("mul", Ent(A, (S, R)), Ent(A, (R, S))), Ent(A, (S, R)),
    ))  # fmt: skip
    whole = total(f, S, R)
    half = total(Bind("total", f, S, Rel(Count(S), rng.choice(("<", "<", "<=", ">")), Count(R))), R)
    diagonal = total(At(f, S, R), R)
    return Rel(half, rng.choice(("=", "=", "<=")), op("div", op("sub", whole, diagonal), 2))


def _random(rng: Random) -> Rel:
    """Anything against itself, written otherwise."""
    f = factor(rng, S, I)
    e = Bind(rng.choice(("total", "total", "total", "product")), f, S, rng.choice((None, condition(rng, S, I))))
    if rng.random() < 0.4:
        e = op("mul", e, factor(rng, I))
    return Rel(
        e, rng.choice(("=", "=", "=", ">=", ">")), rng.choice((rewritten(e, rng, 0.3), rewritten(e, rng, 0.3), num(0)))
    )


KINDS = (_split, _swapped, _shifted, _slope, _counted, _power, _named, _alike, _random)
ABOUT: tuple[Callable[[Random], tuple[Rel, ...]], ...] = (
    lambda rng: (Rel(Count(C), "<", Count(D)),),
    lambda rng: (Rel(Count(C), "<=", Count(D)),),
    lambda rng: (Rel(Count(C), "!=", Count(D)),),
    lambda rng: (Rel(Count(C), ">", num(1)),),
    lambda rng: (Rel(Count(C), "=", Extent(T)),),
    lambda rng: (Rel(Count(C), rng.choice(SIGNS), number(rng, D, C)), Rel(Count(D), rng.choice(SIGNS), num(2))),
    lambda rng: (Rel(Count(C), "=", Count(D)),),
)


def _about_places(rng: Random) -> tuple[Rel, tuple[Rel, ...]]:
    """Where a hypothesis says something of the places."""
    f, g = factor(rng, C, D), factor(rng, S, C)
    claim = rng.choice((
        Rel(number(rng, C, D), rng.choice(SIGNS), rng.choice((number(rng, C, D), num(0), num(1), Extent(T)))),
        Rel(f, rng.choice(("=", ">=")), rng.choice((num(0), rewritten(f, rng, 0.3)))),
        Rel(Case(f, condition(rng, C, D), num(0)), "=", rng.choice((f, num(0)))),
        Rel(Der(Bind("total", g, S, condition(rng, S, C)), Ent(X, (D,))), "=", num(0)),
        Rel(Bind("total", g, S, condition(rng, S, C, D)), "=", Bind("total", g, S, condition(rng, S, C, D))),
        Rel(Del(C, D), "=", rng.choice((num(0), num(1)))),
        Rel(op("div", number(rng, C, D), number(rng, C, D)), "=", num(1)),
    ))  # fmt: skip
    return claim, rng.choice(ABOUT)(rng)
