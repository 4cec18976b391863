"""Other ways to write the same, and slips of the pen.

`rewritten` keeps the value wherever it is defined; `mistaken` changes one thing, most often an index, the way a tired
author does.  What becomes of a statement is for the oracle to say, so that nothing here has to be right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random

from .language import (
    At,
    Bind,
    Calc,
    Case,
    Count,
    Del,
    Der,
    Ent,
    Extent,
    Idx,
    Lam,
    Let,
    Named,
    Num,
    Op,
    Part,
    Place,
    Rel,
    Same,
    Shift,
    Term,
    num,
    op,
    total,
)
from .walk import free, nodes, rebuilt

NAMES = ["i", "j", "k", "l", "m", "p", "q"]


def apart(index: Idx, *taken: frozenset[Idx]) -> Idx:
    """An index over the same axis that is none of those."""
    used = {each.name for group in taken for each in group}
    return replace(
        index, name=next(name for name in [*NAMES, *(f"u{n}" for n in range(99))] if name not in used), fixed=False
    )


def put(e: Part, index: Idx, place: Place, *, naive: bool = False) -> Part:
    """The place for every free occurrence of the index; a naive author lets sums capture it."""
    if e == index and isinstance(e, Idx):
        return place
    if isinstance(e, Count) and e.index == index:
        return place.number if isinstance(place, Calc) else num(place) if isinstance(place, int) else Count(place)
    if isinstance(e, Shift):
        return replace(e, inner=place) if e.inner == index and isinstance(place, Idx) else e
    if isinstance(e, At):
        body = e.body if e.index == index else put(e.body, index, place, naive=naive)
        return replace(e, body=body, place=put(e.place, index, place))
    if isinstance(e, Bind):
        return _put_below(e, index, place, naive)
    if isinstance(e, Lam):
        return e if index in e.indices else replace(e, body=put(e.body, index, place, naive=naive))
    return rebuilt(e, lambda each: put(each, index, place, naive=naive))


def _put_below(e: Bind, index: Idx, place: Place, naive: bool) -> Part:
    if e.index == index or index not in free(e):
        return e
    if not naive and e.index in free(place):
        other = apart(e.index, free(e.body), free(place), frozenset({index}))
        where = None if e.where is None else put(e.where, e.index, other)
        e = replace(e, body=put(e.body, e.index, other), index=other, where=where)
    where = None if e.where is None else put(e.where, index, place, naive=naive)
    return replace(e, body=put(e.body, index, place, naive=naive), where=where)


Rule = Callable[[Term, Random], list[Term]]


def rewritten(e: Term, rng: Random, often: float = 0.25, rules: tuple[Rule, ...] | None = None) -> Term:
    """The same value, written otherwise at some nodes."""
    changed = rebuilt(e, lambda each: rewritten(each, rng, often, rules) if isinstance(each, Term) else each)
    if isinstance(e, Der):
        changed = replace(changed, wrt=e.wrt)
    if rng.random() > often:
        return changed
    ways = [way for rule in rules or RULES for way in rule(changed, rng)]
    return rng.choice(ways) if ways else changed


def _commuted(e: Term, rng: Random) -> list[Term]:
    match e:
        case Op("add" | "mul" | "max" as name, args):
            return [Op(name, tuple(rng.sample(args, len(args))))]
        case Op("sub", (a, b)):
            return [op("add", a, op("neg", b)), op("neg", op("sub", b, a))]
        case Op("div", (a, b)):
            return [op("mul", a, op("pow", b, -1)), op("mul", a, op("div", 1, b))]
        case Op("pow", (a, Num(Fraction(numerator=2, denominator=1)))):
            return [op("mul", a, a), op("pow", op("abs", a), 2)]
        case Op("neg", (a,)):
            return [op("mul", -1, a), op("sub", 0, a)]
    return []


def _distributed(e: Term, rng: Random) -> list[Term]:
    match e:
        case Op("mul", (a, Op("add" | "sub" as name, (b, c)))):
            return [Op(name, (op("mul", a, b), op("mul", a, c)))]
        case Op("mul", (Op("add" | "sub" as name, (b, c)), a)):
            return [Op(name, (op("mul", b, a), op("mul", c, a)))]
        case Op("add", (Op("mul", (a, b)), Op("mul", (c, d)))) if a == c:
            return [op("mul", a, op("add", b, d))]
    return [op("sub", op("add", e, e), e), op("div", op("mul", 2, e), 2)]


def _functions(e: Term, rng: Random) -> list[Term]:
    match e:
        case Op("exp", (Op("add", (a, b)),)):
            return [op("mul", op("exp", a), op("exp", b))]
        case Op("exp", (a,)):
            return [op("pow", op("exp", op("div", a, 2)), 2), op("div", 1, op("exp", op("neg", a)))]
        case Op("tanh", (a,)):
            return [op("sub", 1, op("div", 2, op("add", 1, op("exp", op("mul", 2, a)))))]
        case Op("abs", (a,)):
            return [op("max", a, op("neg", a)), op("sqrt", op("pow", a, 2)), Case(a, Rel(a, ">", num(0)), op("neg", a))]
        case Op("max", (a, b)):
            return [
                op("div", op("add", a, b, op("abs", op("sub", a, b))), 2),
                op("add", a, op("max", op("sub", b, a), 0)),
                Case(a, Rel(a, ">=", b), b),
            ]
        case Op("log", (a,)):
            return [op("div", op("log", op("pow", a, 2)), 2), op("mul", -1, op("log", op("div", 1, a)))]
    return [op("log", op("exp", e)), op("paren", e)]


def _sums(e: Term, rng: Random) -> list[Term]:
    if not isinstance(e, Bind):
        return []
    body, index = e.body, e.index
    if e.where is not None:
        return [Bind(e.op, Case(body, e.where, num(0 if e.op == "total" else 1)), index)]
    other = apart(index, free(body))
    found: list[Term] = [replace(e, body=put(body, index, other), index=other)]
    if e.op == "product":
        return found
    match body:
        case Op("add" | "sub" as name, args):
            found.append(Op(name, tuple(total(each, index) for each in args)))
        case Op("mul", (a, b)) if index not in free(a):
            found.append(op("mul", a, total(b, index)))
        case Op("mul", (a, b)) if index not in free(b):
            found.append(op("mul", b, total(a, index)))
        case Bind("total", inner, second) if second != index:
            found.append(total(inner, second, index))
    if index not in free(body):
        found.append(op("mul", Extent(index.over), body))
    found.append(op("sub", total(op("add", body, 1), index), Extent(index.over)))
    return found


def _picked(e: Term, rng: Random) -> list[Term]:
    """Through a sum that picks one term, or a name."""
    places = sorted((each for each in free(e) if not each.fixed), key=repr)
    if not places or any(isinstance(each, Der | Named | Lam) for each in nodes(e)):
        return []
    index = rng.choice(places)
    other = apart(index, free(e), frozenset(each for each in nodes(e) if isinstance(each, Idx)))
    there = put(e, index, other)
    return [
        total(op("mul", Del(index, other), there), other),
        total(Case(there, Same(index, other), num(0)), other),
        At(there, other, index),
        Named(
            Let("f", there, (other, *(each for each in places if each != index))),
            (index, *(each for each in places if each != index)),
        ),
    ]


ALGEBRA: tuple[Rule, ...] = (_commuted, _distributed, _functions, _sums)
"""Those that need no vocabulary but sums and functions."""

RULES = (*ALGEBRA, _picked)


def mistaken(e: Part, rng: Random) -> Part:
    """The same with one slip somewhere, if there is a place for one."""
    spots = [each for each in nodes(e) if slips(each, e, rng)]
    if not spots:
        return e
    chosen = rng.choice(spots)
    return _swapped(e, chosen, rng.choice(slips(chosen, e, rng)))


def _swapped(e: Part, old: Part, new: Part) -> Part:
    return new if e is old else rebuilt(e, lambda each: _swapped(each, old, new))


def slips(e: Part, whole: Part, rng: Random) -> list[Part]:
    """Slips at one node."""
    match e:
        case Ent(array, places):
            return _slipped_places(e, array.axes, places, whole)
        case Del(left, right) if isinstance(left, Idx) and isinstance(right, Idx):
            return [Del(left, left), num(1)]
        case Bind(name, body, index):
            others = [each for each in _indices(whole) if each.over == index.over and each != index]
            return [replace(e, index=each) for each in others] + [
                body,
                Bind("product" if name == "total" else "total", body, index),
            ]
        case Op("add" | "mul" as name, args) if len(args) > 1:
            return [Op(name, args[1:]), Op("sub", args[:2])]
        case Op("exp" | "tanh" | "abs" | "log" | "sqrt", (a,)):
            return [a, replace(e, args=(op("mul", 2, a),))]
        case Num(value):
            return [num(value + 1), num(-value)]
        case Case(first, condition, second):
            return [Case(second, condition, first), first]
        case Rel(left, sign, right) if sign in STRICTER:
            return [Rel(left, STRICTER[sign], right)]
    return []


STRICTER = {"<=": "<", ">=": ">", "<": ">", ">": "<", "!=": "="}


def _indices(whole: Part) -> list[Idx]:
    return list(dict.fromkeys(each for each in nodes(whole) if isinstance(each, Idx)))


def _slipped_places(e: Ent, axes: tuple[object, ...], places: tuple[Place, ...], whole: Part) -> list[Part]:
    found: list[Part] = []
    for at, place in enumerate(places):
        if isinstance(place, Shift):
            found.append(replace(e, places=(*places[:at], place.inner, *places[at + 1 :])))
        elif isinstance(place, Idx):
            if axes[at] != place.over:
                found.append(replace(e, places=(*places[:at], Shift(1, place), *places[at + 1 :])))
            for other in _indices(whole):
                if other.over == place.over and other != place:
                    found.append(replace(e, places=(*places[:at], other, *places[at + 1 :])))
    if len(places) == 2 and axes[0] == axes[1]:
        found.append(replace(e, places=places[::-1]))
    return found
