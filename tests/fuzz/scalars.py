"""Kinks near and far, cases on numbers and indices inside sums, derivatives of sums by their entries."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from .language import (
    Arr,
    Axis,
    Case,
    Der,
    Ent,
    Extent,
    Idx,
    Let,
    Named,
    Num,
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
from .terms import Vocabulary, slope, term
from .walk import free

K = Axis("K")
I, J, L = (Idx(name, K) for name in "ijk")
X, Y, T = Var("x"), Var("y"), Var("t", positive=True)
Z, A = Arr("z", (K,)), Arr("A", (K, K))
WORDS = Vocabulary((X, Y, T), (Z, A), (I, J, L))
SMOOTH = replace(WORDS, smooth=True)


def attack(rng: Random) -> Statement:
    """One statement of a kind, rewritten, sometimes spoilt."""
    claim, assuming = rng.choice(KINDS)(rng)
    if rng.random() < 0.4:
        claim = Rel(rewritten(claim.left, rng, 0.15), claim.sign, rewritten(claim.right, rng, 0.15))
    if rng.random() < 0.25:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, assuming if rng.random() < 0.8 else assuming[1:])


Made = tuple[Rel, tuple[Rel, ...]]


def _place(rng: Random) -> Num:
    """Where a kink is."""
    return num(rng.choice((0, 0, 1, -2, Fraction(1, 3), 1000, -1000, 10**6)))


def _kinked(x: Term, rng: Random) -> tuple[Term, Term]:
    """A function with a kink, and what must not be 0."""
    c = _place(rng)
    gap = op("sub", x, c)
    f = rng.choice((
        op("max", gap, 0), op("abs", gap), Case(op("pow", x, 2), Rel(x, ">", c), x),
        Case(x, Rel(x, rng.choice((">=", "<", "!=")), c), num(0)),
        op("max", x, c), op("mul", x, op("abs", gap)), op("mul", gap, op("abs", gap)),
        op("max", gap, op("mul", 2, gap)),
        op("log", op("add", 1, op("max", gap, 0))), op("sqrt", op("pow", gap, 2)), op("exp", op("neg", op("abs", gap))),
        op("pow", op("max", gap, 0), 2), op("sub", op("abs", gap), op("abs", gap)),
    ))  # fmt: skip
    return f, gap


def _slope_at_kink(rng: Random) -> Made:
    """The derivative by the rules, where the kink is excluded, or not."""
    x = rng.choice((X, X, Ent(Z, (J,))))
    f, gap = _kinked(x, rng)
    more = rng.choice((num(1), op("exp", x), Y, x))
    e = op("mul", f, more)
    given = rng.choice(
        ((Rel(gap, "!=", num(0)),), (Rel(gap, "!=", num(0)),), (Rel(gap, ">", num(0)),), (Rel(x, ">", num(1001)),), ())
    )
    if rng.random() < 0.2:
        u = Let("u", f, (), (X,)) if x == X else None
        e = op("mul", Named(u, (), (op("mul", 2, X),)), more) if u else e
        return Rel(Der(e, x), "=", op("mul", rng.choice((1, 2)), Der(op("mul", f, more), x))), given
    return Rel(Der(e, x), "=", slope(e, x)), given


def _slope_of_sum(rng: Random) -> Made:
    """∂/∂z_j of a sum over indices that may have the same name."""
    by = rng.choice((Ent(Z, (J,)), Ent(Z, (I,)), Ent(A, (I, J)), Ent(A, (J, J))))
    inner = term(rng.choice((SMOOTH, SMOOTH, WORDS)), rng.choice((1, 2, 2)), rng, (rng.choice((I, J, L)),))
    e = total(inner, rng.choice((I, J, L)))
    if rng.random() < 0.4:
        e = rng.choice(
            (op("exp", e), op("mul", e, Ent(Z, (rng.choice((I, J)),))), total(op("mul", e, Ent(Z, (I,))), I))
        )
    left = total(op("mul", Der(e, by), Ent(Z, (J,))), J) if rng.random() < 0.3 else Der(e, by)
    right = total(op("mul", slope(e, by), Ent(Z, (J,))), J) if left != Der(e, by) else slope(e, by)
    given = rng.choice(
        ((), (Rel(Ent(Z, (I,)), "!=", num(0)),), (Rel(Ent(Z, (I,)), ">", num(0)),), (Rel(Ent(A, (I, J)), ">", num(0)),))
    )
    return Rel(left, "=", right), given


def _cases_on_indices(rng: Random) -> Made:
    """Sums of cases against what they pick."""
    e = term(WORDS, rng.choice((1, 2)), rng, (I, L))
    other = term(WORDS, 1, rng, (I, L))
    p, q = rng.choice(((I, L), (L, I), (I, J), (J, L)))
    left = total(Case(e, Same(p, q), other), I)
    d = op("add", total(other, I), total(op("mul", Case(num(1), Same(p, q), num(0)), op("sub", e, other)), I))
    return Rel(left, "=", d), ()


def _bound(rng: Random) -> Made:
    """Inequalities between kinked things that hold near 0 and may fail far away, and the other way round."""
    f, gap = _kinked(X, rng)
    c = _place(rng)
    a, b = rng.choice(((X, Y), (op("mul", X, Y), Y), (total(Ent(Z, (I,)), I), X), (Ent(Z, (J,)), X)))
    given = rng.choice(
        (
            (),
            (Rel(X, "<=", c),),
            (Rel(X, ">", c),),
            (Rel(op("abs", X), "<", num(rng.choice((1, 999, 1001)))),),
            (Rel(op("abs", X), "<=", op("abs", c)), Rel(X, ">", c)),
        )
    )
    factor = rng.choice((2, 1, -2))
    claim = rng.choice((
        Rel(op("abs", op("add", a, b)), "<=", op("add", op("abs", a), op("abs", b))),
        Rel(op("max", a, b), ">=", rng.choice((a, b, op("div", op("add", a, b), 2)))),
        Rel(op("abs", op("sub", op("abs", a), op("abs", b))), "<=", op("abs", op("sub", a, b))),
        Rel(f, rng.choice((">=", "<=", ">")), c), Rel(f, ">=", gap),
        Rel(op("mul", op("max", op("sub", X, c), 0), op("sub", c, X)), "<=", num(0)),
        Rel(total(op("abs", Ent(Z, (I,))), I), ">=", op("abs", total(Ent(Z, (I,)), I))),
        Rel(total(op("max", Ent(Z, (I,)), c), I), ">=", op("max", total(Ent(Z, (I,)), I), c)),
        Rel(op("add", op("pow", a, 2), op("pow", b, 2)), rng.choice((">=", ">")), op("mul", factor, a, b)),
        Rel(op("exp", op("abs", a)), ">=", op("add", 1, op("abs", a))), Rel(op("tanh", f), "<", num(1)),
        Rel(total(op("pow", Ent(Z, (I,)), 2), I), ">=", op("div", op("pow", total(Ent(Z, (I,)), I), 2), Extent(K))),
    ))  # fmt: skip
    return claim, given


def _identity(rng: Random) -> Made:
    """Another way to write something with kinks, with a factor that is 0 near the origin."""
    e = term(WORDS, rng.choice((2, 2, 3)), rng, tuple(rng.sample((I, J, L), 2)))
    far = rng.choice((num(1), op("max", op("sub", X, 1000), 0), Case(num(1), Rel(Y, ">", num(10**4)), num(0))))
    return Rel(op("mul", far, e), "=", op("mul", far, rewritten(e, rng, 0.3))), ()


def _undefined(rng: Random) -> Made:
    """Equal to itself where it is defined: hypotheses may or may not say so."""
    f, gap = _kinked(rng.choice((X, Ent(Z, (I,)))), rng)
    e = rng.choice(
        (
            op("div", 1, gap),
            op("log", gap),
            op("sqrt", f),
            op("log", op("abs", gap)),
            op("div", f, gap),
            op("sqrt", gap),
        )
    )
    e = total(e, I) if I in free(e) and rng.random() < 0.5 else e
    given = (Rel(gap, rng.choice((">", ">=", "!=", "<")), num(0)),)
    other = rng.choice(
        (
            e,
            op("mul", e, op("div", gap, gap)),
            op("add", e, op("sub", op("log", op("pow", gap, 2)), op("mul", 2, op("log", op("abs", gap))))),
        )
    )
    return Rel(e, "=", other), given


KINDS = (
    _slope_at_kink,
    _slope_at_kink,
    _slope_of_sum,
    _slope_of_sum,
    _cases_on_indices,
    _bound,
    _bound,
    _identity,
    _undefined,
)
