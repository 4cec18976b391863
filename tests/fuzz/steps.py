"""Kinks and choices on what a sum binds, guards of what is undefined elsewhere, and derivatives at seams."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from .language import Case, Del, Der, Ent, Idx, Op, Rel, Statement, Term, num, op, total
from .rewriting import mistaken, rewritten
from .scalars import SMOOTH, A, I, J, L, X, Y, Z
from .terms import slope, term

Made = tuple[Rel, tuple[Rel, ...]]
SIGNS = (">", "<", ">=", "<=", "=", "!=")


def attack(rng: Random) -> Statement:
    """One statement of a kind, rewritten, sometimes spoilt."""
    claim, assuming = rng.choice(KINDS)(rng)
    if rng.random() < 0.3:
        claim = Rel(rewritten(claim.left, rng, 0.15), claim.sign, rewritten(claim.right, rng, 0.15))
    if rng.random() < 0.2:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, assuming if rng.random() < 0.8 else assuming[1:])


def _gap(rng: Random, i: Idx) -> Term:
    """What a condition is about."""
    z, other = Ent(Z, (i,)), rng.choice((Ent(Z, (J,)), Ent(A, (i, J)), Ent(A, (J, i)), X, num(1), num(0), num(0)))
    return rng.choice((
        z, z, op("sub", z, other), op("sub", other, z), op("mul", z, other), op("pow", z, rng.choice((2, 3))),
        op("sub", op("abs", z), other), op("add", z, op("mul", 2, other)), op("neg", z),
    ))  # fmt: skip


def _choice(rng: Random, i: Idx, depth: int) -> Term:
    """Something with kinks that depends on the index."""
    if depth == 0:
        return rng.choice((Ent(Z, (i,)), Ent(Z, (i,)), Ent(A, (i, J)), Ent(Z, (J,)), X, num(1), num(0), num(2)))
    u, a, b = _gap(rng, i), _choice(rng, i, depth - 1), _choice(rng, i, depth - 1)
    return rng.choice((
        op("abs", u), op("max", a, b), op("max", u, 0), Case(a, Rel(u, rng.choice(SIGNS), num(0)), b),
        Case(a, Rel(u, rng.choice(SIGNS), num(rng.choice((0, 0, 1)))), b), op("mul", a, b), op("add", a, b),
        op("exp", op("neg", op("abs", u))), op("pow", a, 2), op("sub", a, b), op("div", a, op("add", 1, op("abs", b))),
    ))  # fmt: skip


def _otherwise(e: Term, rng: Random) -> Term:
    """Another way to write a kink, at the outermost node."""
    match e:
        case Case(a, Rel(u, sign, v), b):
            turned = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!=", "!=": "="}[sign]
            return rng.choice((
                Case(b, Rel(u, turned, v), a),
                op("add", b, op("mul", Case(num(1), Rel(u, sign, v), num(0)), op("sub", a, b))),
                op("add", Case(a, Rel(u, sign, v), num(0)), Case(num(0), Rel(u, sign, v), b)),
                Case(a, Rel(op("mul", 2, u), sign, op("mul", 2, v)), b),
            ))  # fmt: skip
        case Op("abs", (u,)):
            minus = op("neg", u)
            return rng.choice((op("max", u, minus), Case(u, Rel(u, ">", num(0)), minus), op("abs", minus)))
        case Op("max", (a, b)):
            half = op("div", op("add", op("add", a, b), op("abs", op("sub", a, b))), 2)
            over = op("add", b, op("max", op("sub", a, b), 0))
            return rng.choice((op("max", b, a), half, Case(a, Rel(a, ">=", b), b), over))
    return e


def _identity(rng: Random) -> Made:
    """A sum of choices, written otherwise."""
    i = rng.choice((I, I, L, J))
    e = _choice(rng, i, rng.choice((1, 2, 2)))
    f = rng.choice((num(1), Ent(Z, (i,)), Ent(A, (i, J)), Del(i, J)))
    left, right = total(op("mul", f, e), i), total(op("mul", f, _otherwise(e, rng)), i)
    if rng.random() < 0.25:
        left, right = total(left, J), total(right, J)
    return Rel(left, "=", right), ()


def _algebra(rng: Random) -> Made:
    """What brackets come to when they are multiplied, or added over all cases."""
    i = rng.choice((I, L))
    u, v, f = _gap(rng, i), _gap(rng, i), rng.choice((num(1), Ent(Z, (i,)), Ent(A, (i, J))))
    p, q = (Case(num(1), Rel(each, rng.choice(SIGNS), num(0)), num(0)) for each in (u, rng.choice((u, v))))
    one, other = rng.choice((
        (op("mul", p, q), p), (op("mul", p, q), op("mul", q, p)), (op("mul", p, p), p), (op("mul", p, q), num(0)),
        (op("add", p, q), num(1)), (op("mul", p, u), num(0)), (op("mul", p, u), op("max", u, 0)),
        (op("mul", p, op("abs", u)), op("mul", p, u)), (op("add", p, q), op("add", 1, op("mul", p, q))),
        (op("max", p, q), op("sub", op("add", p, q), op("mul", p, q))),
        (op("mul", p, q), op("sub", op("add", p, q), 1)),
    ))  # fmt: skip
    given = rng.choice(((), (), (Rel(Ent(Z, (I,)), ">", num(0)),), (Rel(Ent(Z, (I,)), "!=", num(0)),)))
    sign = rng.choice(("=", "=", ">=", "<="))
    return Rel(total(op("mul", f, one), i), sign, total(op("mul", f, other), i)), given


def _guard(rng: Random) -> Made:
    """What has no value where it is not looked at, and sometimes where it is."""
    i = rng.choice((I, L))
    u = rng.choice((Ent(Z, (i,)), op("add", 1, Ent(Z, (i,))), op("sub", Ent(Z, (i,)), Ent(A, (i, J)))))
    c, s = Ent(A, (J, i)), Ent(A, (i, i))
    inner = rng.choice((c, s, u, Case(s, Rel(s, "=", num(0)), num(0)), op("mul", u, s), op("pow", u, 2), Ent(Z, (i,))))
    partial = rng.choice((
        op("div", inner, u), op("div", inner, u), op("mul", inner, op("log", u)), op("div", inner, op("pow", u, 2)),
        op("div", inner, op("sqrt", u)), op("mul", u, op("div", inner, u)),
    ))  # fmt: skip
    sign = rng.choice(("=", "=", "<=", "<", ">"))
    e = Case(c, Rel(u, sign, num(0)), partial)
    if sign == ">":
        e = Case(partial, Rel(u, sign, num(0)), c)
    f = rng.choice((num(1), Del(i, J), u, s))
    inside = op("mul", f, e)
    right = rng.choice((
        total(inside, i), num(0), total(op("mul", f, c), i),
        total(op("mul", f, Case(c, Rel(u, sign, num(0)), num(0))), i),
        total(op("mul", f, Case(op("mul", f, c), Rel(u, sign, num(0)), inner)), i),
        op("sub", total(op("mul", 2, inside), i), total(op("mul", f, _otherwise(e, rng)), i)),
    ))  # fmt: skip
    given = rng.choice(((), (), (Rel(Ent(Z, (I,)), "!=", num(0)),)))
    return Rel(total(inside, i), rng.choice(("=", "=", "=", ">=")), right), given


def _piece(rng: Random, x: Term) -> Term:
    return rng.choice((
        x, num(0), op("pow", x, 2), op("neg", op("pow", x, 2)), op("pow", x, 3), op("sub", op("exp", x), 1),
        op("neg", x),
        op("mul", 2, x), num(1), op("mul", x, Y), op("log", op("add", 1, x)), op("mul", x, op("abs", x)), op("abs", x),
        op("div", x, op("add", 1, op("abs", x))), op("sqrt", op("add", 1, x)),
        op("sub", op("abs", x), num(Fraction(1, 2))),
    ))  # fmt: skip


def _pieces(rng: Random, x: Term) -> Term:
    """A function of two or three pieces that may or may not fit."""
    u = rng.choice(
        (x, x, x, op("neg", x), op("pow", x, 2), op("pow", x, 3), op("sub", x, 1), op("sub", op("abs", x), 1))
    )
    a, b = _piece(rng, x), _piece(rng, x)
    if rng.random() < 0.3:
        b = Case(b, Rel(rng.choice((x, op("add", x, 1), Y)), rng.choice(SIGNS), num(0)), _piece(rng, x))
    f = rng.choice((
        Case(a, Rel(u, rng.choice(SIGNS), num(0)), b), Case(a, Rel(u, rng.choice(SIGNS), num(0)), b), op("max", a, b),
        op("pow", op("max", a, 0), 2), op("mul", a, op("abs", u)), op("mul", op("max", u, 0), a),
        op("abs", op("mul", a, u)), op("pow", op("abs", u), 3), op("sub", op("abs", u), op("max", u, op("neg", u))),
    ))  # fmt: skip
    return rng.choice((f, f, op("add", f, a), op("mul", f, Y)))


SEAMS = (
    (),
    (),
    (Rel(X, "!=", num(0)),),
    (Rel(Y, "=", num(0)),),
    (Rel(X, "=", num(0)),),
    (Rel(X, ">=", num(0)),),
    (Rel(X, "=", Y),),
)


def _seam(rng: Random) -> Made:
    """The derivative of pieces, once or twice, as the pieces say."""
    f = _pieces(rng, X)
    given = rng.choice(SEAMS)
    if rng.random() < 0.3:
        by = rng.choice((X, Y))
        return Rel(Der(Der(f, X), by), "=", slope(slope(f, X), by)), given
    return Rel(Der(f, X), rng.choice(("=", "=", "=", ">=")), rng.choice((slope(f, X), slope(f, X), num(0)))), given


def _rule(rng: Random) -> Made:
    """The rules of differentiation, where both sides have derivatives that may not exist."""
    f, g = _pieces(rng, X), rng.choice((X, X, op("pow", X, 2), Y, _pieces(rng, X)))
    df, dg = Der(f, X), Der(g, X)
    left, right = rng.choice((
        (Der(op("mul", f, g), X), op("add", op("mul", f, dg), op("mul", g, df))),
        (Der(op("add", f, g), X), op("add", df, dg)), (Der(op("pow", f, 2), X), op("mul", 2, f, df)),
        (Der(op("sub", f, f), X), op("sub", df, df)), (Der(op("exp", f), X), op("mul", df, op("exp", f))),
        (df, df), (op("mul", df, X), op("mul", X, slope(f, X))),
    ))  # fmt: skip
    return Rel(left, "=", right), rng.choice(SEAMS)


def _seam_in_a_sum(rng: Random) -> Made:
    """The same of a sum of pieces by one entry."""
    z = Ent(Z, (I,))
    f, by = _pieces(rng, z), rng.choice((Ent(Z, (J,)), Ent(Z, (J,)), Ent(Z, (I,))))
    e = total(op("mul", rng.choice((num(1), Ent(A, (I, I)), Ent(A, (J, I)))), f), I)
    given = rng.choice(((), (), (Rel(Ent(Z, (I,)), "!=", num(0)),), (Rel(Y, "=", num(0)),)))
    if rng.random() < 0.2:
        again = rng.choice((Ent(Z, (L,)), Ent(Z, (J,)), Y))
        return Rel(Der(Der(e, by), again), "=", slope(slope(e, by), again)), given
    return Rel(Der(e, by), "=", slope(e, by)), given


def _inside(rng: Random) -> Made:
    """A smooth function of a sum of choices, and its derivative."""
    e = total(_choice(rng, I, 1), I)
    more = term(SMOOTH, 1, rng, (J,))
    f = rng.choice((op("exp", op("neg", e)), op("pow", e, 2), op("mul", e, more), op("abs", e), op("max", e, more)))
    by = rng.choice((Ent(Z, (J,)), X))
    return Rel(Der(f, by), "=", slope(f, by)), rng.choice(((), (Rel(Ent(Z, (I,)), ">", num(0)),)))


KINDS = (_identity, _identity, _algebra, _algebra, _guard, _guard, _seam, _seam, _rule, _rule, _seam_in_a_sum, _inside)
