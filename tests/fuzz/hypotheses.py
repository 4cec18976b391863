"""Hypotheses that cannot be solved, or that say less than they seem to, and what does not follow from them.

Products whose factors may be negative, derivatives across kinks that are smoothed out, branches that are never taken,
arguments that nobody uses, statements about fixed indices alone.
"""

from __future__ import annotations

from random import Random

from .language import (
    Arr,
    Axis,
    Bind,
    Case,
    Del,
    Der,
    Ent,
    Extent,
    Idx,
    Let,
    Named,
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
from .terms import Vocabulary, term
from .walk import nodes

K = Axis("K")
I, J, L = (Idx(name, K) for name in "ijk")
C, D = Idx("c", K, fixed=True), Idx("d", K, fixed=True)
X, Y = Var("x"), Var("y")
Z, A = Arr("z", (K,)), Arr("A", (K, K))
WORDS = Vocabulary((X, Y), (Z, A), (I, J, L))


def z(index: Idx) -> Ent:
    """One of the numbers that the hypotheses are about."""
    return Ent(Z, (index,))


PRODUCT = Bind("product", z(L), L)
UNUSED = Let("f", num(1), (), (Y,))
SMOOTHED = (op("pow", op("abs", X), 2), op("pow", op("max", X, 0), 2), op("mul", X, op("abs", X)))


def attack(rng: Random) -> Statement:
    """One to three hypotheses, and something that is said of what they mention."""
    assuming = tuple(rng.choice(KINDS)(rng) for _ in range(rng.choice((1, 1, 2, 3))))
    claim = rng.choice((_sign, _defined, _scaled, _scaled, _other))(assuming, rng)
    if rng.random() < 0.33:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, assuming)


def _product(rng: Random) -> Rel:
    """Of numbers of any sign, and its derivative."""
    sign, value = rng.choice(("=", "=", ">", "<", ">=", "!=")), num(rng.choice((-1, 0, 1, 2)))
    slope = Der(PRODUCT, z(J))
    squares = Bind("product", op("pow", z(L), 2), L)
    return Rel(rng.choice((PRODUCT, PRODUCT, squares, slope, op("mul", X, PRODUCT))), sign, value)


def _smoothed(rng: Random) -> Rel:
    """The derivative of what has a kink inside and none outside, or that of a kink."""
    body = rng.choice((*SMOOTHED, op("abs", X), op("max", X, Y), Case(num(0), Rel(X, "=", num(0)), X)))
    return Rel(Der(body, X), rng.choice(("=", ">=", "<=")), rng.choice((Y, num(0), num(1))))


def _branch(rng: Random) -> Rel:
    """A branch that is taken at some positions only, or on one side only."""
    partial = rng.choice((op("div", 1, z(L)), op("log", z(L)), op("div", 1, X), op("sqrt", X), op("log", X)))
    same = rng.choice((Same(L, C), Same(C, D), Same(L, I)))
    value = rng.choice((
        Case(partial, same, num(0)), Case(num(0), same, partial),
        Case(partial, Rel(Y, rng.choice((">", "=")), num(0)), num(0)),
    ))  # fmt: skip
    return Rel(total(value, L) if rng.random() < 0.7 else value, rng.choice((">=", "=", "<")), num(rng.choice((0, 1))))


def _unused(rng: Random) -> Rel:
    """An argument that the body has no use for."""
    return Rel(Named(UNUSED, (), (rng.choice((op("log", X), op("div", 1, X), op("sqrt", Y))),)), "=", num(1))


def _places(rng: Random) -> Rel:
    """Said of fixed indices alone, or of an entry at one."""
    return rng.choice((
        Rel(Del(C, D), "=", num(rng.choice((0, 1)))), Rel(Del(C, D), "!=", num(1)),
        Rel(Case(num(1), Same(C, D), num(0)), "=", num(rng.choice((0, 1)))),
        Rel(z(C), rng.choice((">", ">=", "=")), z(I)), Rel(z(C), "=", num(0)), Rel(Extent(K), "<", num(3)),
    ))  # fmt: skip


def _unsolved(rng: Random) -> Rel:
    """Products, quotients, squares, roots and kinks."""
    one, two = op("div", X, Y), op("mul", X, Y)
    return rng.choice((
        Rel(two, "=", num(rng.choice((0, 1)))), Rel(two, rng.choice(("<", ">")), num(0)), Rel(one, "=", num(2)),
        Rel(op("pow", X, 2), "=", rng.choice((op("pow", Y, 2), num(1), X))), Rel(op("div", 1, X), "<", num(1)),
        Rel(op("abs", X), "=", rng.choice((Y, X, num(2)))), Rel(op("max", X, Y), "=", rng.choice((X, num(1)))),
        Rel(op("sqrt", op("pow", X, 2)), "=", rng.choice((X, op("neg", X)))), Rel(op("sqrt", X), "=", Y),
        Rel(op("add", op("log", X), op("log", Y)), "=", num(0)), Rel(op("pow", z(I), 2), "=", num(1)),
        Rel(op("mul", z(I), z(J)), rng.choice(("=", ">=")), rng.choice((num(0), Del(I, J)))),
        Rel(total(z(L), L), "=", num(1)), Rel(total(op("pow", z(L), 2), L), "=", num(rng.choice((0, 1)))),
        Rel(op("mul", X, z(I)), "=", z(I)), Rel(op("div", z(I), z(J)), "=", num(1)),
    ))  # fmt: skip


def _plain(rng: Random) -> Rel:
    """A sign."""
    return Rel(rng.choice((X, Y, z(I), z(I))), rng.choice((">", ">=", "!=")), num(0))


KINDS = (_product, _product, _smoothed, _branch, _branch, _unused, _places, _unsolved, _unsolved, _plain)


def _mentioned(assuming: tuple[Rel, ...], rng: Random) -> Term:
    """What a hypothesis, or one of its parts, speaks about."""
    found = [each for rel in assuming for each in nodes(rel) if isinstance(each, (Var, Ent))]
    return rng.choice((X, z(I), PRODUCT, *found, *(rel.left for rel in assuming)))


def _sign(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """It has a sign."""
    return Rel(_mentioned(assuming, rng), rng.choice((">", ">=", "!=", "=")), num(rng.choice((0, 0, 0, 1))))


def _defined(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """It can be divided by."""
    e = _mentioned(assuming, rng)
    return Rel(op("div", e, e), "=", num(1))


def _scaled(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """The hypothesis with something added to both sides, or times it, and written otherwise."""
    rel, other = rng.choice(assuming), term(WORDS, rng.choice((0, 1)), rng, (I, J))
    how = rng.choice(("add", "mul", "sub"))
    left, right = op(how, rel.left, other), op(how, rel.right, other)
    return Rel(rewritten(left, rng, 0.2), rel.sign, right)


def _other(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """What holds anyway."""
    e = term(WORDS, 2, rng, (I, J))
    return Rel(e, "=", rewritten(e, rng, 0.3))
