"""Two dimensions: places of the one where the other is meant are refused; what is well formed has to be right."""

from __future__ import annotations

from random import Random

from .language import (
    Arr,
    At,
    Axis,
    Case,
    Del,
    Ent,
    Extent,
    Idx,
    Lam,
    Let,
    Named,
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
from .terms import Vocabulary, term

K, N = Axis("K"), Axis("N")
I, J, M, Q = Idx("i", K), Idx("j", K), Idx("n", N), Idx("i", N)
H, D2 = Idx("h", Axis("K", None, 2)), Axis("K", None, 2)
Z, U, A, X2 = Arr("z", (K,)), Arr("u", (N,)), Arr("A", (K, N)), Arr("X", (D2,))
X = Var("x")
WORDS = Vocabulary((X,), (Z, U, A), (I, J, M, Q))


def attack(rng: Random) -> Statement:
    """Half of them ill formed at one place, half of them well formed."""
    return _ill(rng) if rng.random() < 0.5 else _well(rng)


def _wrong(rng: Random) -> Term:
    """A term with a place over the other dimension."""
    n = rng.choice((M, Q))
    e = Let("e", op("exp", Ent(Z, (I,))), (I,), (Z,))
    return rng.choice((
        At(Ent(Z, (I,)), I, n), At(Del(I, J), I, n), At(total(op("mul", Ent(Z, (J,)), Del(I, J)), J), I, n),
        At(Ent(A, (I, M)), I, n), At(Ent(U, (M,)), M, I), At(Ent(Z, (I,)), I, 2),
        At(Case(Ent(Z, (I,)), Same(I, J), num(0)), I, n), At(Ent(X2, (H,)), H, n), At(Named(e, (I,)), I, n),
        Case(num(1), Same(I, n), num(0)), Del(I, n), Ent(Z, (n,)), Ent(A, (n, I)), Named(e, (n,)),
        Named(e, (I,), (Lam((M,), Ent(U, (M,))),)), Named(e, (n,), (Lam((J,), Ent(Z, (J,))),)), Named(e, (I,), (U,)),
        Ent(Z, (2,)), Ent(Z, (0,)), Ent(X2, (Shift(2, I),)),
        At(Ent(X2, (Shift(1, I),)), I, H), At(Ent(X2, (Shift(1, I),)), I, n),
    ))  # fmt: skip


def _ill(rng: Random) -> Statement:
    e = _wrong(rng)
    index = rng.choice((I, J, M, Q, H))
    side = rng.choice((e, total(e, index), op("mul", e, Ent(Z, (I,))), op("sub", e, e)))
    other = rng.choice((num(1), num(0), side, Extent(K)))
    claim = Rel(side, rng.choice(("=", "=", ">=")), other)
    if rng.random() < 0.2:
        return Statement(Rel(X, "=", X), (Rel(side, rng.choice((">", "=", "!=")), num(1)),), refused=True)
    return Statement(claim, refused=True)


def _well(rng: Random) -> Statement:
    """True whatever K and N are, or a mistake."""
    e = term(WORDS, rng.choice((1, 2, 2, 3)), rng, tuple(rng.sample(WORDS.indices, 2)))
    n, k = rng.choice(((M, I), (Q, I), (I, M), (J, Q)))
    left = rng.choice((
        total(total(e, k), n), op("mul", total(e, k), total(num(1), n)), total(op("mul", Del(I, J), e), I), e,
        total(total(op("mul", Ent(A, (I, M)), e), I), M),
    ))  # fmt: skip
    right = rewritten(left, rng, 0.3)
    claim = (
        Rel(left, "=", right)
        if rng.random() < 0.8
        else Rel(op("add", op("pow", left, 2), num(1)), ">", op("neg", op("abs", right)))
    )
    if rng.random() < 0.35:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    given = rng.choice(
        ((), (), (), (Rel(Extent(K), "=", Extent(N)),), (Rel(Extent(K), ">", num(1)),), (Rel(Extent(N), "=", num(1)),))
    )
    return Statement(claim, given)
