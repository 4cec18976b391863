"""Inequalities over sums, logarithms and exponentials: true ones, their neighbours, and random combinations of the
quantities of which they are made."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .language import Arr, Axis, Del, Ent, Extent, Idx, Rel, Statement, Term, Var, num, op, total
from .rewriting import mistaken, rewritten

K = Axis("K")
I, J, P = (Idx(name, K) for name in "ijk")
C, B = Idx("c", K, fixed=True), Idx("b", K, fixed=True)
Z, W, V, PS, QS = (Arr(name, (K,)) for name in "zwvpq")
X, Y = Var("x"), Var("y")
T, S = Var("t", positive=True), Var("s", positive=True)
SIGNS = (">=", ">=", ">=", ">=", ">", "<=", "<")
Body = Callable[[Idx], Term]


def of(array: Arr) -> Body:
    """Its entries."""
    return lambda place: Ent(array, (place,))


def plus(*terms: Term | int) -> Term:
    """A sum of some terms."""
    return op("add", *terms)


def times(*factors: Term | int) -> Term:
    """A product."""
    return op("mul", *factors)


def over(body: Body, index: Idx = P) -> Term:
    """Σ."""
    return total(body(index), index)


def share(array: Arr) -> Body:
    """An entry of its softmax."""
    return lambda place: op("div", op("exp", Ent(array, (place,))), total(op("exp", Ent(array, (J,))), J))


POSITIVE = (Rel(Ent(PS, (I,)), ">", num(0)), Rel(Ent(QS, (I,)), ">", num(0)))
NONNEGATIVE = (Rel(Ent(PS, (I,)), ">=", num(0)), Rel(Ent(QS, (I,)), ">=", num(0)))
ADD_UP = (Rel(over(of(PS)), "=", num(1)), Rel(over(of(QS)), "=", num(1)))
GIVEN: tuple[tuple[Rel, ...], ...] = (
    (), (), POSITIVE, (*POSITIVE, *ADD_UP), (*POSITIVE, *ADD_UP), (*POSITIVE, ADD_UP[0]), (*NONNEGATIVE, *ADD_UP),
    (Rel(Extent(K), ">", num(1)),), (*POSITIVE, *ADD_UP, Rel(Extent(K), ">", num(1))),
    (Rel(X, ">=", num(0)), Rel(X, "<=", num(1))), (Rel(Ent(V, (I,)), "<=", X), *POSITIVE, *ADD_UP),
    (Rel(Ent(V, (I,)), ">=", num(0)),), (Rel(X, ">=", num(0)), Rel(Y, ">=", X)), (Rel(T, "<=", num(1)),),
)  # fmt: skip


def attack(rng: Random) -> Statement:
    """A known inequality or a random one, rewritten or spoilt."""
    given = rng.choice(GIVEN)
    claim = _known(rng) if rng.random() < 0.6 else _combined(rng)
    if rng.random() < 0.25:
        claim = Rel(rewritten(claim.left, rng, 0.1), claim.sign, rewritten(claim.right, rng, 0.1))
    if rng.random() < 0.3:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, given)


def body(rng: Random) -> Body:
    """Something with an index."""
    array = rng.choice((Z, V, V, W))
    weight = rng.choice((PS, QS))
    return rng.choice((
        of(array), of(weight), lambda k: op("pow", of(array)(k), 2), lambda k: op("exp", of(array)(k)),
        lambda k: times(of(weight)(k), of(array)(k)), lambda k: op("abs", of(array)(k)),
        lambda k: times(of(weight)(k), op("pow", of(array)(k), 2)), lambda k: op("pow", of(weight)(k), 2),
        lambda k: times(of(weight)(k), op("log", of(weight)(k))), lambda k: op("log", of(weight)(k)),
        lambda k: times(of(PS)(k), op("log", op("div", of(PS)(k), of(QS)(k)))),
        lambda k: op("max", of(array)(k), 0), share(Z), lambda k: times(share(Z)(k), of(array)(k)),
        lambda k: times(of(array)(k), op("exp", of(Z)(k))), lambda k: plus(of(array)(k), X),
        lambda k: op("log", plus(op("exp", of(Z)(k)), op("exp", of(array)(k)))),
    ))  # fmt: skip


def quantity(rng: Random) -> Term:
    """A number made of sums."""
    e = over(body(rng))
    return rng.choice((
        e, e, e, op("pow", e, 2), times(Extent(K), e), op("div", e, Extent(K)), times(e, over(body(rng))),
        op("log", plus(op("exp", Ent(Z, (C,))), over(lambda k: op("exp", of(Z)(k))))), body(rng)(C), body(rng)(C),
        op("exp", e), op("log", over(lambda k: op("exp", of(rng.choice((Z, V)))(k)))), X, Y, T,
        op("log", Extent(K)), num(1), Extent(K), op("sqrt", over(lambda k: op("pow", of(V)(k), 2))),
        op("log", T), op("exp", X), times(T, op("log", T)), times(X, Y), op("pow", X, 2), Del(C, B),
        op("log", plus(1, T)), op("log", plus(1, op("exp", X))), op("sqrt", plus(T, S)), op("tanh", X),
    ))  # fmt: skip


def _combined(rng: Random) -> Rel:
    """A few quantities with small coefficients."""
    count = rng.choice((1, 2, 2, 2, 3, 3))
    left = plus(*(times(num(rng.choice((-2, -1, -1, 1, 1, 1, 2))), quantity(rng)) for _ in range(count)))
    return Rel(left, rng.choice(SIGNS), rng.choice((num(0), num(0), quantity(rng))))


def _known(rng: Random) -> Rel:
    """True under some of the hypotheses, with a sign that may be too strict, or the other one."""
    f, g = body(rng), body(rng)
    lse = op("log", over(lambda k: op("exp", of(Z)(k))))
    weight = rng.choice((PS, QS))
    mean = over(lambda k: times(of(weight)(k), of(V)(k)))
    e = rng.choice((X, op("sub", X, Y), over(f), f(C)))
    cases: tuple[tuple[Term, Term], ...] = (
        (times(over(lambda k: op("pow", f(k), 2)), over(lambda k: op("pow", g(k), 2))),
         op("pow", over(lambda k: times(f(k), g(k))), 2)),
        (times(Extent(K), over(lambda k: op("pow", f(k), 2))), op("pow", over(f), 2)),
        (over(lambda k: times(of(weight)(k), op("pow", of(V)(k), 2))), op("pow", mean, 2)),
        (lse, rng.choice((Ent(Z, (C,)), mean, over(lambda k: times(of(PS)(k), of(Z)(k)))))),
        (plus(op("log", Extent(K)), X), op("log", over(lambda k: op("exp", of(V)(k))))),
        (op("log", Extent(K)), op("neg", over(lambda k: times(of(weight)(k), op("log", of(weight)(k)))))),
        (over(lambda k: times(of(PS)(k), op("log", op("div", of(PS)(k), of(QS)(k))))), num(0)),
        (over(lambda k: op("exp", f(k))), times(Extent(K), op("exp", op("div", over(f), Extent(K))))),
        (over(lambda k: times(of(PS)(k), op("exp", of(V)(k)))), op("exp", mean)),
        (op("exp", e), plus(1, e)), (op("sub", T, 1), op("log", T)), (op("sub", op("div", T, S), 1),
         op("sub", op("log", T), op("log", S))),
        (over(lambda k: op("exp", f(k))), plus(op("exp", f(C)), times(op("sub", 1, Del(C, B)), op("exp", f(B))))),
        (over(lambda k: op("abs", f(k))), op("abs", over(f))), (op("pow", over(lambda k: op("abs", f(k))), 2),
         over(lambda k: op("pow", f(k), 2))),
        (op("sqrt", times(Extent(K), over(lambda k: op("pow", f(k), 2)))), over(lambda k: op("abs", f(k)))),
        (num(1), share(Z)(C)), (num(1), over(lambda k: op("pow", of(weight)(k), 2))),
        (op("pow", plus(X, Y), 2), times(4, X, Y)), (op("div", plus(T, S), 2), op("sqrt", times(T, S))),
        (op("log", plus(T, S)), op("log", T)), (op("sqrt", plus(T, 1)), op("sqrt", T)),
        (X, mean), (over(lambda k: times(share(Z)(k), of(V)(k))), X),
        (op("log", plus(1, op("exp", X))), times(X, Y)), (over(lambda k: op("max", f(k), 0)), over(f)),
    )  # fmt: skip
    more, less = rng.choice(cases)
    if rng.random() < 0.2:
        factor = rng.choice((T, num(2), op("exp", Y)))
        more, less = times(factor, more), times(factor, less)
    if rng.random() < 0.2:
        less = plus(less, rng.choice((num(1), T, op("neg", T), X)))
    return Rel(more, rng.choice(SIGNS), less)
