"""Expectations of polynomials: moments, variances, independence, and what binds which name."""

from __future__ import annotations

from random import Random

from .language import Arr, Axis, Chance, Del, Der, Ent, Idx, Mean, Out, Rel, Statement, Term, Var, num, op, total
from .rewriting import mistaken, rewritten

K = Axis("K")
I, J, P, Q = (Idx(name, K) for name in "ijkl")
X, Y, S = Var("x"), Var("y"), Var("sigma")
PROBABILITY = Var("p")
A = Arr("a", (K,))
ALONE = (
    Chance("g", "normal", (X, S)),
    Chance("g0", "normal", (num(0), num(1))),
    Chance("u", "uniform", (num(0), Y)),
    Chance("b", "bernoulli", (PROBABILITY,)),
    Chance("r", "random"),
    Chance("r", "random"),
)
ARRAYS = (
    Chance("w", "normal", (num(0), S), (K,)),
    Chance("m", "bernoulli", (PROBABILITY,), (K,)),
    Chance("q", "random", (), (K,)),
)
GIVEN = (Rel(PROBABILITY, ">=", num(0)), Rel(PROBABILITY, "<=", num(1)))


def attack(rng: Random) -> Statement:
    """An identity of moments, or two expectations that may be the same, perhaps spoilt."""
    given = list(GIVEN) if rng.random() < 0.85 else []
    if rng.random() < 0.25:
        given.append(_moment(rng))
    claim = _known(rng) if rng.random() < 0.6 else Rel(_averaged(rng), rng.choice(("=", "=", ">=")), _averaged(rng))
    if rng.random() < 0.35:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    if rng.random() < 0.3:
        claim = Rel(rewritten(claim.left, rng, 0.1), claim.sign, rewritten(claim.right, rng, 0.1))
    return Statement(claim, tuple(given))


def _moment(rng: Random) -> Rel:
    r, q = ALONE[-1], ARRAYS[-1]
    return rng.choice((
        Rel(Mean(Out(r), r), "=", X),
        Rel(Mean(op("pow", Out(r), 2), r), "=", op("add", op("pow", X, 2), op("pow", S, 2))),
        Rel(Mean(Out(q, (I,)), q), "=", num(0)),
        Rel(Mean(op("mul", Out(q, (I,)), Out(q, (J,))), q), "=", op("mul", op("pow", S, 2), Del(I, J))),
    ))  # fmt: skip


def _body(quantity: Term, rng: Random) -> Term:
    """A polynomial of a random number of low degree."""
    return rng.choice((
        quantity, op("pow", quantity, 2), op("pow", op("sub", quantity, X), 2), op("mul", quantity, Y),
        op("add", op("mul", 2, quantity), Y), op("mul", op("pow", quantity, 2), op("sub", quantity, X)),
        op("pow", op("add", quantity, Y), 2), op("pow", quantity, 3), op("max", quantity, 0), op("abs", quantity),
    ))  # fmt: skip


def _of_array(w: Chance, rng: Random) -> Term:
    """Something of the entries of an array."""
    layer = total(op("mul", Out(w, (P,)), Ent(A, (P,))), P)
    return rng.choice((
        layer, op("pow", layer, 2), op("mul", Out(w, (I,)), Out(w, (J,))), op("mul", layer, Out(w, (I,))),
        op("pow", Out(w, (I,)), 2), total(op("pow", Out(w, (P,)), 2), P), op("pow", op("sub", Out(w, (I,)), X), 2),
        total(op("mul", Out(w, (P,)), Out(w, (Q,))), P, Q),
    ))  # fmt: skip


def _averaged(rng: Random) -> Term:
    if rng.random() < 0.5:
        w = rng.choice(ARRAYS)
        return Mean(_of_array(w, rng), w)
    one, other = rng.choice(ALONE), rng.choice(ALONE)
    body = _body(Out(one), rng)
    if rng.random() < 0.4:
        body = op(rng.choice(("add", "mul")), body, rng.choice((Mean(_body(Out(other), rng), other), Out(one))))
    found: Term = Mean(body, one)
    return op("mul", found, Mean(Out(other), other)) if rng.random() < 0.3 else found


def _variance(body: Term, chance: Chance) -> Term:
    return Mean(op("pow", op("sub", body, Mean(body, chance)), 2), chance)


def _known(rng: Random) -> Rel:
    """What is true of all, or of some."""
    one, other, w = rng.choice(ALONE), rng.choice(ALONE), rng.choice(ARRAYS)
    x, y = Out(one), Out(other)
    g, b = ALONE[0], ALONE[3]
    body = _body(x, rng)
    return rng.choice((
        lambda: Rel(_variance(x, one), "=", op("sub", Mean(op("pow", x, 2), one), op("pow", Mean(x, one), 2))),
        lambda: Rel(Mean(op("add", op("mul", 3, body), Y), one), "=", op("add", op("mul", 3, Mean(body, one)), Y)),
        lambda: Rel(Mean(Mean(op("mul", x, y), one), other), "=", op("mul", Mean(x, one), Mean(y, other))),
        lambda: Rel(_variance(Out(g), g), "=", op("pow", S, 2)),
        lambda: Rel(_variance(Out(b), b), "=", op("mul", PROBABILITY, op("sub", 1, PROBABILITY))),
        lambda: Rel(Der(Mean(body, one), rng.choice((X, Y, S, PROBABILITY))), "=", Mean(body, one)),
        lambda: Rel(Der(Mean(op("pow", Out(g), 2), g), X), "=", Mean(op("mul", 2, Out(g)), g)),
        lambda: Rel(
            _variance(total(op("mul", Out(w, (P,)), Ent(A, (P,))), P), w),
            "=",
            op("mul", op("pow", S, 2), total(op("pow", Ent(A, (P,)), 2), P)),
        ),
        lambda: Rel(Mean(op("mul", Out(w, (I,)), Out(w, (J,))), w), "=", op("mul", op("pow", S, 2), Del(I, J))),
        lambda: Rel(_variance(body, one), ">=", num(0)),
        lambda: Rel(Mean(op("pow", body, 2), one), ">=", num(0)),
    ))()  # fmt: skip
