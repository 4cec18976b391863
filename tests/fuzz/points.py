"""Points at which hypotheses hold: nasty numbers first, then repaired until every hypothesis is true.

Nothing is known about single hypotheses.  A number that a violated one mentions is drawn anew, or solved for where the
relation is linear in it; the oracle then says whether all of them hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random

import mpmath

from . import arithmetic as ar
from .language import Arr, Axis, Bind, Der, Extent, Idx, Named, Num, Part, Rel, Shift, Statement, Var
from .oracle import Env, Point, environment, everywhere, holds, indices_of, value
from .walk import free, nodes, parts

Entries = dict[tuple[int, ...], Fraction]
Draw = Callable[[Random], Fraction]
REPAIRS = 40
MOST_STEPS = 4000
"""More nodes are not looked at for one point, if a smaller dimension will do."""


@dataclass(frozen=True)
class Words:
    """What a statement mentions."""

    axes: tuple[Axis, ...]
    scalars: tuple[Var, ...]
    arrays: tuple[Arr, ...]
    given: Mapping[str, int]
    most: int
    landmarks: tuple[Fraction, ...]


def words(statement: Statement) -> Words:
    """Everything that a point must give a value to."""
    found = [each for rel in (statement.claim, *statement.assuming) for each in nodes(rel)]
    arrays = tuple(dict.fromkeys(each for each in found if isinstance(each, Arr)))
    axes = [axis for each in arrays for axis in each.axes]
    axes += [each.over for each in found if isinstance(each, Idx)]
    axes += [each.inner.over for each in found if isinstance(each, Shift)]
    axes += [each.axis for each in found if isinstance(each, Extent)]
    scalars = tuple(dict.fromkeys(each for each in found if isinstance(each, Var)))
    landmarks = tuple(dict.fromkeys(each.value for each in found if isinstance(each, Num)))
    given = {
        rel.left.axis.name: int(rel.right.value)
        for rel in statement.assuming
        if isinstance(rel.left, Extent) and rel.sign == "=" and isinstance(rel.right, Num)
    }
    factors = tuple(dict.fromkeys(factor for axis in axes for factor in axis.factors))
    return Words(factors, scalars, arrays, given, largest_size(statement), landmarks)


DRAWS: tuple[Draw, ...] = (
    lambda rng: Fraction(rng.randint(-3, 3)),
    lambda rng: Fraction(rng.randint(-9, 9), rng.choice((1, 2, 3, 7))),
    lambda rng: Fraction(rng.randint(0, 1)),
    lambda rng: Fraction(rng.choice((-1, 1))),
    lambda rng: Fraction(0),
    lambda rng: Fraction(rng.randint(1, 9), 10),
    lambda rng: rng.choice((-1, 1)) * Fraction(rng.choice((12, 90, 700, 1001, 1999, 5000)) + rng.randint(0, 3)),
    lambda rng: Fraction(rng.choice((-1, 0, 1)), rng.choice((1, 10**3, 10**9))),
)  # fmt: skip
"""Small, fractions, bits, signs, zeros, positive shares, huge, tiny."""


def _mixed(rng: Random) -> Fraction:
    return rng.choice(DRAWS)(rng)


def near(landmarks: tuple[Fraction, ...]) -> Draw:
    """Numbers at and around those that the statement mentions: kinks and thresholds."""
    steps_away = (Fraction(0), Fraction(1), Fraction(1, 1000), Fraction(1, 10**9), Fraction(700))
    return lambda rng: rng.choice(landmarks) + rng.choice((-1, 1, 1)) * rng.choice(steps_away)


def _entries(array: Arr, sizes: Mapping[str, int], known: Words, rng: Random) -> Entries:
    """Entries of one style, or of a structured matrix."""
    lengths = [axis.length(sizes) for axis in array.axes]
    places = list(product(*(range(1, length + 1) for length in lengths)))
    if len(lengths) == 2 and lengths[0] == lengths[1] and rng.random() < 0.5:
        return _structured(lengths[0], rng)
    style = rng.choice((*DRAWS, _mixed, _mixed, *((near(known.landmarks),) if known.landmarks else ())))
    if rng.random() < 0.1:  # all alike
        drawn = style(rng)
        return dict.fromkeys(places, drawn)
    if rng.random() < 0.15:  # a single one
        chosen = rng.choice(places)
        return {place: Fraction(place == chosen) for place in places}
    return {place: style(rng) for place in places}


def _structured(n: int, rng: Random) -> Entries:
    """Permutation matrices with and without signs, two-valued, dominated and symmetric ones, and their relatives."""
    order = rng.sample(range(1, n + 1), n) if rng.random() < 0.6 else [*range(2, n + 1), 1]
    on, off = rng.choice(DRAWS)(rng), rng.choice(DRAWS)(rng)
    against = Fraction(rng.choice((-9, -4, 4, 9)))
    cell: Callable[[int, int], Fraction] = rng.choice((
        lambda p, q: Fraction(order[p - 1] == q), lambda p, q: Fraction(order[p - 1] == q),
        lambda p, q: Fraction(order[p - 1] == q) * rng.choice((-1, 1)),
        lambda p, q: on if p == q else off,
        lambda p, q: on if order[p - 1] == q else off,
        lambda p, q: Fraction(rng.choice((-1, 1))),
        lambda p, q: Fraction(1, n), lambda p, q: against if p == q else -2 * against,
        lambda p, q: Fraction(-n if p == q else rng.randint(1, 9)),
        lambda p, q: Fraction(3 * n if p == q else rng.randint(-2, 2)),
    ))  # fmt: skip
    found = {(p, q): cell(p, q) for p in range(1, n + 1) for q in range(1, n + 1)}
    if rng.random() < 0.2:
        found = {(p, q): found[min(p, q), max(p, q)] for p, q in found}
    return found


def steps(e: Part, n: int) -> int:
    """About how many nodes are looked at for one value with dimensions of this size."""
    inside = 1 + sum(steps(each, n) for each in parts(e))
    match e:
        case Bind(_, _, index):
            return inside * index.over.length({each.name: n for each in index.over.factors})
        case Named(let, _, arguments):
            return steps(let.body, n) * (1 + sum(steps(each, n) for each in arguments))
        case Der():
            return 2 * inside
        case Rel():
            return inside * n ** len(free(e))
    return inside


def largest_size(statement: Statement) -> int:
    """The dimensions that can be afforded."""
    affordable = (
        n for n in (5, 4, 3) if sum(steps(each, n) for each in (statement.claim, *statement.assuming)) < MOST_STEPS
    )
    return next(affordable, 2)


def propose(known: Words, rng: Random) -> Point:
    """Any point: hypotheses are not looked at."""
    most = min(known.most, rng.choice((1, 2, 2, 2, 3, 3, 3, 4, 5)))
    sizes = {axis.name: axis.size or rng.randint(1, most) for axis in known.axes}
    if rng.random() < 0.3:
        sizes = {axis.name: axis.size or most for axis in known.axes}
    sizes |= {name: size for name, size in known.given.items() if name in sizes}
    draw = rng.choice((*DRAWS, _mixed))
    around = near(known.landmarks) if known.landmarks else draw
    scalars = {each.name: (around if rng.random() < 0.4 else draw)(rng) for each in known.scalars}
    scalars |= {each.name: abs(scalars[each.name]) or Fraction(1) for each in known.scalars if each.positive}
    return Point(sizes, scalars, {each.name: _entries(each, sizes, known, rng) for each in known.arrays})


def repaired(point: Point, assuming: tuple[Rel, ...], fixed: Mapping[Idx, int], rng: Random) -> Point | None:
    """The point changed until every hypothesis holds; None if that fails."""
    for _ in range(REPAIRS):
        env = replace(environment(point), at=fixed)
        broken = next(
            ((rel, at) for rel in assuming for at in everywhere(indices_of(rel), env) if not holds(rel, at)),
            None,
        )
        if broken is None:
            return point
        changed = _changed(point, *broken, rng)
        if changed is None:
            return None
        point = changed
    return None


def _changed(point: Point, rel: Rel, at: Env, rng: Random) -> Point | None:
    """The point with one number changed for the sake of one relation at one position."""
    mentioned = [each for each in nodes(rel) if isinstance(each, (Arr, Var))]
    if not mentioned:
        return None  # about dimensions only
    chosen = rng.choice(mentioned)
    place = () if isinstance(chosen, Var) else rng.choice(list(point.arrays[chosen.name]))
    low = isinstance(chosen, Var) and chosen.positive
    solved = _solved(point, chosen, place, rel, at, rng) if rng.random() < 0.8 else None
    new = _mixed(rng) if solved is None else solved
    return with_number(point, chosen, place, abs(new) or Fraction(1) if low else new)


def with_number(point: Point, what: Arr | Var, place: tuple[int, ...], new: Fraction) -> Point:
    """The point with one number replaced."""
    if isinstance(what, Var):
        return replace(point, scalars={**point.scalars, what.name: new})
    return replace(point, arrays={**point.arrays, what.name: {**point.arrays[what.name], place: new}})


def _solved(point: Point, what: Arr | Var, place: tuple[int, ...], rel: Rel, at: Env, rng: Random) -> Fraction | None:
    """The number that makes left − right what the relation asks for, where the difference is linear in it."""
    wanted = _wanted(rel.sign, rng)

    def difference(new: int) -> Fraction | None:
        env = replace(environment(with_number(point, what, place, Fraction(new))), at=at.at)
        try:
            with mpmath.workprec(100):
                found = ar.sub(value(rel.left, env), value(rel.right, env))
        except (ar.Undefined, ar.Unclear):
            return None
        return found if isinstance(found, Fraction) else None

    first, second, third = difference(1), difference(2), difference(3)
    if first is None or second is None or third is None or third - second != second - first or first == second:
        return None
    return 1 + (wanted - first) / (second - first)


def _wanted(sign: str, rng: Random) -> Fraction:
    margin = rng.choice((Fraction(1, 100), Fraction(1), Fraction(7, 2), Fraction(1000)))
    return {"=": Fraction(0), "<": -margin, ">": margin}.get(
        sign, rng.choice((Fraction(0), margin)) * {"<=": -1, ">=": 1, "!=": rng.choice((-1, 1))}.get(sign, 1)
    )


def situations(statement: Statement, rng: Random, count: int) -> Iterator[Env]:
    """Environments at which all hypotheses hold, the fixed indices placed; the other free indices are still open."""
    known, found = words(statement), 0
    fixed = [index for index in indices_of(statement.claim, *statement.assuming) if index.fixed]
    for _ in range(4 * count):
        point = propose(known, rng)
        bare = environment(point)
        places = {index: rng.randint(1, bare.size(index.over)) for index in sorted(fixed, key=repr)}
        settled = repaired(point, statement.assuming, places, rng)
        if settled is not None:
            yield replace(environment(settled), at=places)
            found += 1
        if found == count:
            return
