"""Square matrices with hypotheses about rows, columns and diagonals, and what a prover may take one for the other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .language import Arr, Axis, Bind, Ent, Idx, Rel, Statement, Term, Var, num, op, total
from .rewriting import mistaken, put, rewritten
from .walk import free, nodes

K = Axis("K")
I, J, P, Q = (Idx(name, K) for name in "ijkl")
S, W, Z = Arr("S", (K, K)), Arr("W", (K, K)), Arr("z", (K,))
X, T = Var("x"), Var("t", positive=True)
FAR = op("max", op("sub", X, 1000), 0)
SIGNS = ("=", ">", ">=", "!=", "<", "<=")


def attack(rng: Random) -> Statement:
    """One statement: hypotheses, an instance of one of them or a lemma in a context, rewritten, sometimes spoilt."""
    assuming = tuple(_hypothesis(rng) for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2))))
    claim = rng.choice((_instance, _instance, _instance, _weighted, _defined, _term_of_sum))(assuming, rng)
    if rng.random() < 0.3:
        claim = _behind_a_kink(claim)
    if rng.random() < 0.5:
        claim = Rel(rewritten(claim.left, rng, 0.15), claim.sign, rewritten(claim.right, rng, 0.15))
    if rng.random() < 0.2:
        spoilt = mistaken(claim, rng)
        assert isinstance(spoilt, Rel)
        claim = spoilt
    return Statement(claim, assuming)


def _entry(p: Idx, q: Idx, rng: Random) -> Term:
    array = rng.choice((S, S, S, W))
    return Ent(array, rng.choice(((p, q), (p, q), (q, p), (p, p))))


def _piece(p: Idx, q: Idx, rng: Random) -> Term:
    """Something of a matrix entry that stands in a sum over q."""
    e = _entry(p, q, rng)
    return rng.choice((
        e, e, e, op("pow", e, 2), op("exp", e), op("abs", e), op("mul", e, Ent(Z, (q,))),
        op("mul", e, _entry(q, p, rng)),
        op("max", e, 0), op("sub", e, Ent(Z, (p,))),
    ))  # fmt: skip


def measure(p: Idx, rng: Random) -> Term:
    """A number for each p: a row sum, a column sum, a diagonal entry, a sum in a sum."""
    q, r = rng.sample([each for each in (I, J, P, Q) if each != p], 2)
    return rng.choice((
        lambda: total(_piece(p, q, rng), q),
        lambda: total(_piece(p, q, rng), q),
        lambda: Ent(S, (p, p)),
        lambda: Ent(Z, (p,)),
        lambda: total(op("mul", _entry(p, q, rng), total(_piece(q, r, rng), r)), q),
        lambda: total(total(op("mul", _entry(p, q, rng), _entry(q, r, rng)), r), q),
    ))()  # fmt: skip


def _hypothesis(rng: Random) -> Rel:
    """About every row, mostly; about all of them together, or every pair."""
    if rng.random() < 0.4:
        plain = rng.choice(
            (
                Ent(S, (I, P)),
                Ent(S, (I, P)),
                Ent(S, (P, I)),
                op("pow", Ent(S, (I, P)), 2),
                op("mul", Ent(S, (I, P)), Ent(Z, (P,))),
            )
        )
        return Rel(total(plain, P), rng.choice(SIGNS[:4]), rng.choice((num(1), num(0), num(0))))
    side = (
        measure(I, rng)
        if rng.random() < 0.85
        else rng.choice((total(Ent(S, (P, P)), P), Ent(S, (I, J)), total(Ent(Z, (P,)), P)))
    )
    other = rng.choice((num(1), num(0), num(0), num(2), X, T, Ent(Z, (I,)), Ent(S, (I, I)), measure(I, rng)))
    return Rel(side, rng.choice(SIGNS[:4] if rng.random() < 0.8 else SIGNS), other)


def _anywhere(rel: Rel, rng: Random) -> tuple[Rel, Idx]:
    """The relation at another index, by an author who may let sums capture it."""
    bound = [each.index for each in nodes(rel) if isinstance(each, Bind)]
    target = rng.choice(bound if bound and rng.random() < 0.6 else (I, J, P, Q))
    naive = rng.random() < 0.6
    for index in sorted(free(rel), key=repr):
        found = put(rel, index, target, naive=naive)
        assert isinstance(found, Rel)
        rel = found
    return rel, target


def _some(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    return rng.choice(assuming) if assuming else Rel(op("exp", measure(I, rng)), ">", num(0))


def _instance(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """An instance of a hypothesis in a context that keeps the relation."""
    rel, target = _anywhere(_some(assuming, rng), rng)
    for _ in range(rng.choice((0, 1, 1, 2))):
        rel = _in_context(rel, target, rng)
    return rel


def _in_context(rel: Rel, target: Idx, rng: Random) -> Rel:
    more = rng.choice((Ent(Z, (target,)), X, measure(target, rng), num(3)))
    factor = rng.choice((T, op("exp", more), num(2)))
    both = rng.choice((
        lambda e: op("add", e, more), lambda e: op("mul", factor, e), lambda e: total(e, target),
        lambda e: total(op("mul", e, factor), target), lambda e: op("exp", e), lambda e: op("tanh", e),
        lambda e: op("div", e, factor), lambda e: op("sub", e, more),
    ))  # fmt: skip
    if rel.sign == "=" and rng.random() < 0.5:
        return Rel(op("mul", rel.left, more), "=", op("mul", rel.right, more))
    found = Rel(both(rel.left), rel.sign, both(rel.right))
    return replace(found, sign="=") if found.sign == "!=" and rng.random() < 0.1 else found


def _weighted(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """A sum with positive weights has the sign of its terms, an author hopes."""
    q = rng.choice((P, Q, I))
    e = rng.choice((Ent(S, (q, q)), measure(q, rng), measure(q, rng)))
    weight = rng.choice((op("exp", Ent(Z, (q,))), op("pow", Ent(Z, (q,)), 2), T, op("exp", _entry(q, I, rng))))
    return Rel(total(op("mul", e, weight), q), rng.choice((">", ">=", "<", "!=")), num(0))


def _defined(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """Equal to itself, that is to say defined."""
    rel, target = _anywhere(_some(assuming, rng), rng)
    gap = rel.left if rel.right == num(0) else op("sub", rel.left, rel.right)
    gap = op("neg", gap) if rel.sign[0] == "<" else gap
    e = {
        "!=": op("div", 1, gap),
        "=": op("div", 1, op("add", 1, gap)),
        ">=": op("sqrt", gap),
        "<=": op("sqrt", gap),
    }.get(rel.sign, rng.choice((op("log", gap), op("div", X, gap), op("sqrt", gap))))
    e = total(e, target) if target in free(e) and rng.random() < 0.5 else e
    return Rel(e, "=", e)


def _term_of_sum(assuming: tuple[Rel, ...], rng: Random) -> Rel:
    """A sum of what is positive is at least each term, a maximum of two at least each."""
    e = measure(I, rng)
    positive = rng.choice((op("exp", e), op("pow", e, 2), op("abs", e), op("max", e, 0), op("add", op("pow", e, 2), T)))
    term = put(positive, I, rng.choice((J, P, Q)), naive=rng.random() < 0.6)
    return Rel(total(positive, I), rng.choice((">=", ">=", ">", "!=")), term)


def _behind_a_kink(rel: Rel) -> Rel:
    """The same beyond x = 1000 only, where few look."""
    if rel.sign == "!=":
        return rel
    return Rel(op("mul", FAR, rel.left), {"<": "<=", ">": ">="}.get(rel.sign, rel.sign), op("mul", FAR, rel.right))
