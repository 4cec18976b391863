"""Names that coincide, and names within names: lets in lets in sums, definitions of functions of indices, scopes that
shadow each other.

The other side of a statement has the names replaced by what they stand for, with care or as a hasty author would.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .language import (
    Arr,
    At,
    Axis,
    Bind,
    Der,
    Ent,
    Idx,
    Lam,
    Let,
    Named,
    Part,
    Rel,
    Statement,
    Term,
    Var,
    num,
    op,
    total,
)
from .rewriting import apart, mistaken, put, rewritten
from .terms import Vocabulary, slope, term
from .walk import free, nodes, rebuilt

K, N = Axis("K"), Axis("N")
X, Y, SCALAR_I = Var("x"), Var("y"), Var("i")
Z, W, A, B = Arr("z", (K,)), Arr("i", (K,)), Arr("A", (K, K)), Arr("k", (K, N))
KS = tuple(Idx(name, K) for name in "ijk")
NS = tuple(Idx(name, N) for name in "ki")
FIXED = Idx("c", K, fixed=True)
WORDS = Vocabulary((X, Y, SCALAR_I), (Z, W, A, B), (*KS, *NS))
SMOOTH = replace(WORDS, smooth=True)
LET_NAMES = ("f", "z", "i", "k", "f", "x")


def attack(rng: Random) -> Statement:
    """A term with names against the same without."""
    scope = tuple(rng.sample((*KS, *NS), 2))
    e = _with_names(rng.choice((1, 2, 2)), rng, scope, rng.choice((WORDS, SMOOTH)))
    if rng.random() < 0.25:
        e = _derived(e, rng)
    elif rng.random() < 0.1:
        e = total(op("mul", Ent(Z, (FIXED,)), e), rng.choice(KS))
    other = unfolded(e, naive=rng.random() < 0.3)
    if rng.random() < 0.4:
        other = rewritten(other, rng, 0.1)
    if rng.random() < 0.25:
        spoilt = mistaken(other, rng)
        other = spoilt if isinstance(spoilt, Term) else other
    sign = rng.choice(("=", "=", "=", "=", ">=", "<="))
    claim = Rel(e, sign, other) if sign == "=" else Rel(op("add", op("mul", e, e), 1), sign, op("mul", other, e))
    return Statement(claim, _hypotheses(rng))


def _hypotheses(rng: Random) -> tuple[Rel, ...]:
    k = rng.choice((*KS, FIXED))
    return rng.choice((
        (), (), (), (Rel(Ent(Z, (k,)), ">", num(0)),), (Rel(Ent(W, (k,)), "!=", num(0)),), (Rel(X, "=", num(2)),),
        (Rel(total(Ent(A, (KS[0], KS[1])), KS[1]), "=", num(1)),),
    ))  # fmt: skip


def _with_names(depth: int, rng: Random, scope: tuple[Idx, ...], words: Vocabulary) -> Term:
    """A term some of whose parts have names."""
    e = term(words, rng.choice((1, 1, 2)), rng, scope)
    for _ in range(depth):
        e = rng.choice((_let, _let, _function, _function, _nested, _sum))(e, rng, words)
    return e


def _sum(e: Term, rng: Random, words: Vocabulary) -> Term:
    return total(e, rng.choice((*KS, *NS)))


def _let(e: Term, rng: Random, words: Vocabulary) -> Term:
    """A name for the term, used at other indices: some coincide."""
    own = tuple(sorted((each for each in free(e) if not each.fixed), key=repr))
    if own and all(index.over == K for index in own) and rng.random() < 0.5:
        places = tuple(rng.choice((*KS, FIXED) if rng.random() < 0.3 else KS) for _ in own)
    else:
        places = tuple(rng.choice(KS if index.over == K else NS) for index in own)
    door = "scalar" if not own and rng.random() < 0.5 else "let"
    if any(each.fixed for each in free(e)):
        return e
    named = Named(Let(rng.choice(LET_NAMES), e, own, (), door), places)
    return rng.choice((named, op("mul", named, term(words, 1, rng, places)), op("add", named, e)))


def _function(e: Term, rng: Random, words: Vocabulary) -> Term:
    """A function of what it mentions, of other things: lambdas whose parameters shadow, and bound indices inside."""
    own = tuple(sorted(free(e), key=repr))
    if any(each.fixed for each in own):
        return e
    inputs = tuple(dict.fromkeys(each for each in nodes(e) if isinstance(each, (Arr, Var))))[:2]
    inputs = tuple({each.name: each for each in inputs}.values())
    if not inputs:
        return e
    arguments = tuple(_argument(each, rng, words) for each in inputs)
    places = tuple(rng.choice(KS if index.over == K else NS) for index in own)
    return Named(Let(rng.choice(LET_NAMES), e, own, inputs, rng.choice(("let", "definition"))), places, arguments)


def _argument(wanted: Arr | Var, rng: Random, words: Vocabulary) -> Term | Lam | Arr:
    if isinstance(wanted, Var):
        return rng.choice((op("add", wanted, 1), op("mul", 2, rng.choice(words.scalars)), term(words, 1, rng)))
    if rng.random() < 0.2:
        return rng.choice([each for each in words.arrays if each.axes == wanted.axes])
    parameters = tuple(dict.fromkeys(rng.choice(KS if axis == K else NS) for axis in wanted.axes))
    if len(parameters) != len(wanted.axes) or len({each.name for each in parameters}) != len(parameters):
        parameters = (KS[0], KS[1]) if wanted.axes == (K, K) else (KS[0], NS[0])
    body = rng.choice(
        (op("mul", 2, Ent(wanted, parameters)), term(words, 1, rng, parameters), op("exp", Ent(wanted, parameters)))
    )
    return Lam(parameters, body)


def _nested(e: Term, rng: Random, words: Vocabulary) -> Term:
    """A name in a name in a sum."""
    inner = _function(e, rng, words)
    index = rng.choice((*KS, *NS))
    return _let(total(op("mul", inner, term(words, 1, rng, (index,))), index), rng, words)


def _derived(e: Term, rng: Random) -> Term:
    by = rng.choice((X, Ent(Z, (rng.choice(KS),)), Ent(W, (rng.choice(KS),)), Ent(A, (KS[0], rng.choice(KS)))))
    return Der(e, by)


Replacement = dict[Arr | Var, Term | Lam | Arr]


def unfolded(e: Term, *, naive: bool = False) -> Term:
    """Every name replaced by its body, derivatives carried out."""
    match e:
        case Named():
            inner = unfolded(e.let.body, naive=naive)
            arguments = tuple(_unfolded_argument(each, naive) for each in e.arguments)
            fresh = [apart(index, *_all(inner, arguments), frozenset(free(e))) for index in e.let.indices]
            fresh = [replace(each, name=f"u{n}") for n, each in enumerate(fresh)]
            for index, other in zip(e.let.indices, fresh, strict=True):
                inner = put(inner, index, other)
            inner = substituted(inner, dict(zip(e.let.inputs, arguments, strict=False)), naive)
            for other, place in zip(fresh, e.places, strict=True):
                inner = put(inner, other, place, naive=naive)
            return inner
        case Der(body, (Var() | Ent()) as by):
            return slope(at_done(unfolded(body, naive=naive)), by)
    changed = rebuilt(e, lambda each: unfolded(each, naive=naive) if isinstance(each, Term) else each)
    assert isinstance(changed, Term)
    return changed


def _unfolded_argument(e: Term | Lam | Arr, naive: bool) -> Term | Lam | Arr:
    if isinstance(e, Lam):
        return replace(e, body=unfolded(e.body, naive=naive))
    return e if isinstance(e, Arr) else unfolded(e, naive=naive)


def _all(*groups: object) -> list[frozenset[Idx]]:
    flat = [each for group in groups for each in (group if isinstance(group, tuple) else (group,))]
    return [frozenset(each for each in nodes(part) if isinstance(each, Idx)) for part in flat]


def at_done(e: Term) -> Term:
    """Without `at`."""
    changed = rebuilt(e, lambda each: at_done(each) if isinstance(each, Term) else each)
    found = put(changed.body, changed.index, changed.place) if isinstance(changed, At) else changed
    assert isinstance(found, Term)
    return found


def substituted(e: Part, given: Replacement, naive: bool) -> Part:
    """The arguments for the inputs; a hasty author lets sums capture what is free in them."""
    if isinstance(e, Var):
        return given.get(e, e)
    if isinstance(e, Ent) and e.array in given:
        function = given[e.array]
        return Ent(function, e.places) if isinstance(function, Arr) else _applied(function, e.places)
    if isinstance(e, Bind):
        strange = frozenset().union(*(free(each) for each in given.values()))
        if e.index in strange and not naive:
            other = apart(e.index, *_all(e, tuple(given.values())))
            e = replace(e, body=put(e.body, e.index, other), index=other)
        return replace(e, body=substituted(e.body, given, naive))
    return rebuilt(e, lambda each: substituted(each, given, naive))


def _applied(function: Term | Lam | Arr, places: tuple[object, ...]) -> Part:
    assert isinstance(function, Lam)
    body: Part = function.body
    middle = [Idx(f"v{n}", index.over) for n, index in enumerate(function.indices)]
    for index, other in zip(function.indices, middle, strict=True):
        body = put(body, index, other)
    for other, place in zip(middle, places, strict=True):
        body = put(body, other, place)
    return body
