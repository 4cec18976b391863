"""Largest values and products over an index: what commutes with them, what they lie between, and their slopes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .language import Arr, Axis, Bind, Case, Del, Der, Ent, Extent, Idx, Rel, Same, Statement, Term, Var, num, op, total
from .rewriting import mistaken, rewritten
from .terms import slope

K, N = Axis("K"), Axis("N")
I, J, P = (Idx(name, K) for name in "ijk")
A = Idx("n", N)
C, B = Idx("c", K, fixed=True), Idx("b", K, fixed=True)
Z, W = Arr("z", (K,)), Arr("w", (K,))
M = Arr("A", (N, K))
X, T = Var("x"), Var("t", positive=True)
Body = Callable[[Idx], Term]
SIGNS = ("=", "=", "=", ">=", "<=", ">", "<", "!=")


def attack(rng: Random) -> Statement:
    """A known identity or bound, or a random one, under hypotheses that may have nothing to do with it."""
    given = tuple(_given(rng) for _ in range(rng.choice((0, 0, 1, 1, 2))))
    claim = rng.choice((_known, _known, _bounded, _sloped, _random))(rng)
    if rng.random() < 0.2:
        claim = Rel(rewritten(claim.left, rng, 0.1), claim.sign, rewritten(claim.right, rng, 0.1))
    if rng.random() < 0.3:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, given)


def largest(body: Term, index: Idx) -> Term:
    """max over an index."""
    return Bind("largest", body, index)


def least(body: Term, index: Idx) -> Term:
    """min over an index."""
    return op("neg", largest(op("neg", body), index))


def times(body: Term, index: Idx) -> Term:
    """Π over an index."""
    return Bind("product", body, index)


def logistic(e: Term) -> Term:
    """1/(1 + eᵘ)."""
    return op("div", 1, op("add", 1, op("exp", e)))


def _of(array: Arr) -> Body:
    return lambda place: Ent(array, (place,))


def _body(rng: Random) -> Body:
    f = _of(rng.choice((Z, Z, W)))
    return rng.choice((
        f, f, f, lambda k: op("pow", f(k), 2), lambda k: op("exp", f(k)), lambda k: op("abs", f(k)),
        lambda k: op("add", f(k), X), lambda k: op("mul", X, f(k)), lambda k: op("mul", f(k), _of(W)(k)),
        lambda k: op("neg", f(k)), lambda k: op("mul", T, f(k)), lambda k: op("sub", f(k), Ent(Z, (C,))),
        lambda k: op("max", f(k), 0), lambda k: op("tanh", f(k)), lambda k: op("mul", num(-2), f(k)),
        lambda k: total(op("mul", Ent(M, (A, k)), f(k)), A), lambda k: largest(Ent(M, (A, k)), A),
        lambda k: Case(f(k), Same(k, C), X), lambda k: op("div", f(k), op("add", 1, op("exp", f(k)))),
        lambda k: op("add", Del(k, C), f(k)),
    ))  # fmt: skip


def _given(rng: Random) -> Rel:
    f = rng.choice((_of(Z), _of(W), _body(rng)))
    gap = op("sub", f(C), f(P))
    return rng.choice((
        Rel(f(P), ">", num(0)), Rel(f(P), ">=", num(0)), Rel(f(P), "!=", num(0)), Rel(f(P), "<", num(0)),
        Rel(gap, ">=", num(0)), Rel(gap, ">=", num(0)), Rel(Case(num(1), Same(P, C), gap), ">", num(0)),
        Rel(Case(num(1), Same(P, C), gap), ">", num(0)), Rel(f(P), "<=", X), Rel(largest(f(P), P), "=", num(1)),
        Rel(times(f(P), P), "=", num(1)), Rel(X, ">", num(0)), Rel(Extent(K), "=", num(2)), Rel(f(P), ">=", f(I)),
        Rel(total(Case(num(1), Rel(f(J), "=", largest(f(P), P)), num(0)), J), "=", num(1)),
    ))  # fmt: skip


def _known(rng: Random) -> Rel:
    """What commutes, true for some factors and functions."""
    f, g = _body(rng), _body(rng)
    c = rng.choice((X, T, num(2), num(-1), Ent(Z, (C,)), op("exp", X)))
    pairs: tuple[tuple[Term, Term], ...] = (
        (largest(op("add", c, f(P)), P), op("add", c, largest(f(P), P))),
        (largest(op("mul", c, f(P)), P), op("mul", c, largest(f(P), P))),
        (largest(op("mul", c, f(P)), P), op("mul", c, least(f(P), P))),
        (largest(op("exp", f(P)), P), op("exp", largest(f(P), P))),
        (largest(op("pow", f(P), 2), P), op("pow", largest(f(P), P), 2)),
        (largest(logistic(f(P)), P), logistic(least(f(P), P))),
        (largest(op("max", f(P), g(P)), P), op("max", largest(f(P), P), largest(g(P), P))),
        (largest(op("abs", f(P)), P), op("max", largest(f(P), P), op("neg", least(f(P), P)))),
        (largest(largest(Ent(M, (A, P)), A), P), largest(largest(Ent(M, (A, P)), P), A)),
        (largest(f(P), P), f(C)), (times(f(P), P), f(C)), (largest(f(P), P), largest(f(J), J)),
        (times(op("mul", f(P), g(P)), P), op("mul", times(f(P), P), times(g(P), P))),
        (times(op("pow", f(P), 2), P), op("pow", times(f(P), P), 2)),
        (times(op("exp", f(P)), P), op("exp", total(f(P), P))),
        (times(op("neg", f(P)), P), times(f(P), P)), (times(op("mul", c, f(P)), P), op("mul", c, times(f(P), P))),
        (times(times(Ent(M, (A, P)), A), P), times(times(Ent(M, (A, P)), P), A)),
        (op("log", op("pow", times(f(P), P), 2)), total(op("log", op("pow", f(P), 2)), P)),
        (op("mul", times(Case(num(1), Same(P, C), f(P)), P), f(C)), times(f(P), P)),
        (op("add", op("log", total(op("exp", op("sub", f(P), largest(f(J), J))), P)), largest(f(P), P)),
         op("log", total(op("exp", f(P)), P))),
        (total(largest(op("mul", c, Ent(M, (A, P))), P), A), op("mul", c, total(largest(Ent(M, (A, P)), P), A))),
    )  # fmt: skip
    left, right = rng.choice(pairs)
    return Rel(left, rng.choice(("=", "=", "=", "=", ">=", "<=", "!=")), right)


def _bounded(rng: Random) -> Rel:
    f, g = _body(rng), _body(rng)
    top = largest(f(P), P)
    pairs: tuple[tuple[Term, Term], ...] = (
        (top, f(C)), (top, f(J)), (op("add", top, largest(g(P), P)), largest(op("add", f(P), g(P)), P)),
        (total(f(P), P), top), (op("mul", Extent(K), top), total(f(P), P)), (X, top), (top, least(f(P), P)),
        (op("log", total(op("exp", f(P)), P)), top), (op("sub", f(B), top), num(0)), (top, num(0)),
        (op("add", top, op("log", Extent(K))), op("log", total(op("exp", f(P)), P))),
        (times(f(P), P), num(0)), (times(op("add", 1, op("pow", f(P), 2)), P), num(1)), (top, op("add", f(C), f(B))),
        (num(1), op("exp", op("sub", f(J), top))), (op("max", f(C), f(B)), top),
    )  # fmt: skip
    left, right = rng.choice(pairs)
    return Rel(left, rng.choice((">=", ">=", ">=", ">", "<=", "=", "!=")), right)


def _sloped(rng: Random) -> Rel:
    """A derivative by the rules of a textbook, or with the place that a hypothesis may name."""
    f = _body(rng)
    by = rng.choice((X, Ent(Z, (J,)), Ent(Z, (C,)), Ent(W, (J,))))
    e = rng.choice((
        largest(f(P), P), times(f(P), P), op("pow", largest(f(P), P), 2), total(largest(Ent(M, (A, P)), P), A),
        op("add", op("log", total(op("exp", op("sub", f(P), largest(f(J), J))), P)), largest(f(P), P)),
    ))  # fmt: skip
    right = rng.choice((slope(e, by), slope(e, by), slope(f(C), by), Der(f(C), by), op("div", e, by), num(0)))
    return Rel(Der(e, by), "=", right)


def _random(rng: Random) -> Rel:
    f, g = _body(rng), _body(rng)

    def one(h: Body) -> Term:
        return rng.choice((largest, least, times))(h(P), P)

    left = rng.choice((one(f), op("mul", one(f), one(g)), op("add", one(f), one(g)), op("div", one(f), one(g))))
    return Rel(left, rng.choice(SIGNS), rng.choice((one(g), one(f), num(0), num(1), f(C))))
