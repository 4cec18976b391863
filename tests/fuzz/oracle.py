"""What the language means at a concrete point: loops over the positions, and derivatives by infinitesimals.

It knows nothing of the library.  A statement at a point is true, false, undefined, or unclear; a verdict of false is
given only where more digits say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import permutations, product
from typing import Any

import mpmath

from . import arithmetic as ar
from .arithmetic import TOUCHED, Dual, Unclear, Undefined, Value
from .language import (
    All,
    Arr,
    At,
    Axis,
    Bind,
    Calc,
    Case,
    Count,
    Del,
    Der,
    Det,
    Ent,
    Extent,
    Idx,
    Inv,
    Lam,
    Let,
    Mean,
    Named,
    Num,
    Op,
    Out,
    Place,
    Rel,
    Same,
    Shift,
    Term,
    Var,
    Within,
)
from .truth import DIGITS, Truth, looked_at, related, settled
from .walk import free, nodes

Read = Callable[[tuple[int, ...]], Value]


@dataclass(frozen=True)
class Point:
    """Sizes, numbers and entries by name."""

    sizes: Mapping[str, int]
    scalars: Mapping[str, Fraction]
    arrays: Mapping[str, Mapping[tuple[int, ...], Fraction]]


@dataclass(frozen=True)
class Env:
    """What names mean: inputs by kind and name, positions of indices, and which quantities are shifted where."""

    sizes: Mapping[str, int]
    inputs: Mapping[tuple[str, str], Read]
    at: Mapping[Idx, int]
    shifts: tuple[tuple[Let, tuple[int, ...], Value], ...] = ()
    level: int = 0

    def size(self, axis: Axis) -> int:
        """How many values an index has."""
        return axis.length(self.sizes)

    def where(self, place: Place) -> int:
        """The position."""
        if isinstance(place, int):
            return place
        if isinstance(place, Within):
            return (self.where(place.group) - 1) * self.size(place.over.base) + self.where(place.inner)
        if isinstance(place, Calc):
            number = value(place.number, self)
            assert isinstance(number, Fraction), place
            assert number.denominator == 1, place
            return int(number)
        if isinstance(place, Shift):
            return place.block * self.size(place.inner.over) + self.at[place.inner]
        return self.at[place]


def key(e: Arr | Var) -> tuple[str, str]:
    """Scalars and tensors of one name are two things."""
    return type(e).__name__, e.name


def environment(point: Point) -> Env:
    """The environment of a point, without positions."""
    inputs: dict[tuple[str, str], Read] = {("Var", name): _always(number) for name, number in point.scalars.items()}
    inputs |= {("Arr", name): entries.__getitem__ for name, entries in point.arrays.items()}
    return Env(point.sizes, inputs, {})


def _always(number: Value) -> Read:
    return lambda _: number


def value(e: Term, env: Env) -> Value:
    """The value; Undefined or Unclear where there is none."""
    return RULES[type(e)](e, env)


def _bind(e: Bind, env: Env) -> Value:
    there = [at(env, e.index, n) for n in range(1, env.size(e.index.over) + 1)]
    values = [value(e.body, each) for each in there if e.where is None or _holds(e.where, each)]
    if e.op == "largest":
        return reduce(ar.largest, values)
    fold, empty = (ar.add, ar.ZERO) if e.op == "total" else (ar.mul, ar.ONE)
    return reduce(fold, values, empty)


def at(env: Env, index: Idx, position: int) -> Env:
    """The index there."""
    return Env(env.sizes, env.inputs, {**env.at, index: position}, env.shifts, env.level)


UNARY = {
    "neg": ar.neg, "exp": ar.exp, "log": ar.log, "sqrt": ar.sqrt, "tanh": ar.tanh, "erf": ar.erf, "abs": ar.absolute,
    "paren": lambda x: x,
}  # fmt: skip
FOLDED = {"add": ar.add, "sub": ar.sub, "mul": ar.mul, "max": ar.largest, "div": lambda a, b: ar.mul(a, ar.inv(b))}


def _operation(e: Op, env: Env) -> Value:
    if e.op == "pow":
        base, exponent = e.args
        if not isinstance(exponent, Num) and any(isinstance(each, (Var, Ent, Named)) for each in nodes(exponent)):
            raise Unclear("a variable exponent")
        power = value(exponent, env)
        if not isinstance(power, Fraction):
            raise Unclear("an exponent that is rounded")
        return ar.power(value(base, env), power)
    args = [value(each, env) for each in e.args]
    return UNARY[e.op](*args) if e.op in UNARY else reduce(FOLDED[e.op], args)


def _holds(e: Rel | Same | All, env: Env) -> bool:
    if isinstance(e, All):
        return all(_holds(each, env) for each in e.conditions)
    if isinstance(e, Same):
        return env.where(e.left) == env.where(e.right)
    return related(ar.sign(ar.sub(value(e.left, env), value(e.right, env))), e.sign)


def _derivative(e: Der, env: Env) -> Value:
    level = env.level + 1
    TOUCHED.discard(level)
    right = ar.parts(value(e.body, _shifted(e.wrt, env, 1)), level)
    if level not in TOUCHED:
        return right[1]
    here, left = value(e.body, env), ar.parts(value(e.body, _shifted(e.wrt, env, -1)), level)
    TOUCHED.discard(level)
    for difference in (ar.sub(here, right[0]), ar.sub(here, left[0]), ar.add(right[1], left[1])):
        if ar.head(difference) != 0:
            raise Undefined("the two sides of a kink differ")
        if not isinstance(difference, Fraction):
            raise Unclear("whether the two sides of a kink agree")
    return right[1]


def _shifted(wrt: Term, env: Env, direction: int) -> Env:
    """The environment in which the variable has moved by an infinitesimal."""
    level = env.level + 1
    step = Dual(level, ar.ZERO, Fraction(direction))
    if isinstance(wrt, Named):
        shift = (wrt.let, tuple(map(env.where, wrt.places)), step)
        return replace(env, shifts=(*env.shifts, shift), level=level)
    assert isinstance(wrt, (Var, Ent))
    there = tuple(map(env.where, wrt.places)) if isinstance(wrt, Ent) else ()
    name = key(wrt.array if isinstance(wrt, Ent) else wrt)
    plain = env.inputs[name]

    def read(places: tuple[int, ...]) -> Value:
        return ar.add(plain(places), step) if places == there else plain(places)

    return replace(env, inputs={**env.inputs, name: read}, level=level)


def _outside(places: tuple[Place, ...], axes: tuple[Axis, ...], env: Env) -> bool:
    """Whether a computed place lies outside its axis."""
    calculated = [(place, axis) for place, axis in zip(places, axes, strict=True) if isinstance(place, Calc)]
    return any(not 1 <= env.where(place) <= env.size(axis) for place, axis in calculated)


def _entry(e: Ent, env: Env) -> Value:
    if _outside(e.places, e.array.axes, env):
        return ar.ZERO
    return env.inputs[key(e.array)](tuple(map(env.where, e.places)))


def _elsewhere(e: At, env: Env) -> Value:
    if _outside((e.place,), (e.index.over,), env):
        return ar.ZERO
    return value(e.body, at(env, e.index, env.where(e.place)))


def _named(e: Named, env: Env) -> Value:
    if _outside(e.places, tuple(index.over for index in e.let.indices), env):
        return ar.ZERO
    there = tuple(map(env.where, e.places))
    inputs, shifts = dict(env.inputs), env.shifts
    for wanted, given in zip(e.let.inputs, e.arguments, strict=bool(e.arguments)):
        inputs[key(wanted)] = _argument(given, env)
    if e.arguments:
        shifts = tuple(each for each in shifts if mentions(each[0]).isdisjoint(map(key, e.let.inputs)))
    found = value(
        e.let.body, replace(env, at=dict(zip(e.let.indices, there, strict=True)), inputs=inputs, shifts=shifts)
    )
    for let, places, step in env.shifts if not e.arguments else ():
        if let == e.let and places == there:
            found = ar.add(found, step)
    return found


def _argument(given: Term | Lam | Arr, env: Env) -> Read:
    if isinstance(given, Arr):
        return env.inputs[key(given)]
    if isinstance(given, Lam):
        return lambda places: value(
            given.body, replace(env, at={**env.at, **dict(zip(given.indices, places, strict=True))})
        )
    return lambda _: value(given, env)


def _matrix(e: Let, env: Env) -> list[list[Value]]:
    row, column = e.indices
    places = range(1, env.size(row.over) + 1)
    return [[value(e.body, at(at(env, row, r), column, c)) for c in places] for r in places]


def _leibniz(rows: list[list[Value]]) -> Value:
    """Σ over permutations, each with the sign of its inversions."""
    found: Value = ar.ZERO
    for order in permutations(range(len(rows))):
        term: Value = Fraction((-1) ** sum(order[a] > order[b] for b in range(len(rows)) for a in range(b)))
        for row, column in enumerate(order):
            term = ar.mul(term, rows[row][column])
        found = ar.add(found, term)
    return found


def _inverse(e: Inv, env: Env) -> Value:
    rows, (row, column) = _matrix(e.matrix, env), [env.where(place) - 1 for place in e.places]
    minor = [[x for c, x in enumerate(line) if c != row] for r, line in enumerate(rows) if r != column]
    return ar.mul(ar.mul(Fraction((-1) ** (row + column)), _leibniz(minor)), ar.inv(_leibniz(rows)))


Weights = Mapping[Fraction | int, Fraction]
STANDARD: dict[str, tuple[tuple[int, Weights], ...]] = {
    "normal": (
        (3, {1: Fraction(1, 2), -1: Fraction(1, 2)}),
        (5, {0: Fraction(1, 2), 1: Fraction(1, 6), 2: Fraction(1, 12), -1: Fraction(1, 6), -2: Fraction(1, 12)}),
    ),
    "uniform": (
        (3, {0: Fraction(1, 6), Fraction(1, 2): Fraction(2, 3), 1: Fraction(1, 6)}),
        (5, {Fraction(n, 4): Fraction(w, 90) for n, w in enumerate((7, 32, 12, 32, 7))}),
    ),
}
"""Laws on a few points that have the moments of these up to the third or the fifth."""

MOST_OUTCOMES = 130
"""With more of them a mean is not worked out."""


def _power(e: Term, name: str) -> int:
    """A bound for the power in which a random quantity occurs."""
    match e:
        case Out(chance, _):
            return int(chance.name == name)
        case Op("mul", args):
            return sum(_power(each, name) for each in args)
        case Op("pow", (base, Num(exponent))):
            return _power(base, name) * max(1, int(exponent))
        case Op("add" | "sub" | "neg" | "paren", args):
            return max(_power(each, name) for each in args)
        case Op("div", (above, below)) if _power(below, name) == 0:
            return _power(above, name)
        case Op(_, args):
            return 99 if any(_power(each, name) for each in args) else 0
        case Bind("total", body, _) | Der(body, _):
            return _power(body, name)
        case Mean(body, chance):
            return 0 if chance.name == name else _power(body, name)
    return 99 if any(isinstance(each, Out) and each.chance.name == name for each in nodes(e)) else 0


def _mean(e: Mean, env: Env) -> Value:
    """The sum over everything that may come out."""
    places = list(product(*(range(1, env.size(axis) + 1) for axis in e.chance.axes)))
    name = ("Chance", e.chance.name)
    if e.chance.law == "random":
        odds, values = (env.inputs[key(each)] for each in e.chance.hidden)
        space = range(1, env.size(e.chance.space) + 1)
        weights = [ar.add(ar.ONE, ar.mul(odds((s,)), odds((s,)))) for s in space]
        outcomes = [(w, {place: values((s, *place)) for place in places}) for s, w in zip(space, weights, strict=True)]
        below = ar.inv(reduce(ar.add, weights))
    else:
        choices, below = _points(e, env), ar.ONE
        if len(choices) ** len(places) > MOST_OUTCOMES:
            raise Unclear("too many outcomes")
        outcomes = [
            (reduce(ar.mul, (w for _, w in chosen), ar.ONE), dict(zip(places, (x for x, _ in chosen), strict=True)))
            for chosen in product(choices, repeat=len(places))
        ]
    found: Value = ar.ZERO
    for weight, values in outcomes:
        inner = replace(env, inputs={**env.inputs, name: values.__getitem__})
        found = ar.add(found, ar.mul(ar.mul(weight, below), value(e.body, inner)))
    return found


def _points(e: Mean, env: Env) -> list[tuple[Value, Value]]:
    law, given = e.chance.law, [value(each, env) for each in e.chance.parameters]
    if law == "bernoulli":
        (p,) = given
        if ar.sign(p) < 0 or ar.sign(ar.sub(ar.ONE, p)) < 0:
            raise Undefined("no probability")
        return [(ar.ZERO, ar.sub(ar.ONE, p)), (ar.ONE, p)]
    first, second = given
    step = second if law == "normal" else ar.sub(second, first)
    power = _power(e.body, e.chance.name)
    points = next((points for highest, points in STANDARD[law] if power <= highest), None)
    if points is None:
        raise Unclear("a moment above the fifth, or none")
    return [(ar.add(first, ar.mul(step, Fraction(x))), w) for x, w in points.items()]


RULES: dict[type, Callable[[Any, Env], Value]] = {
    Num: lambda e, env: e.value,
    Extent: lambda e, env: Fraction(env.size(e.axis)),
    Var: lambda e, env: env.inputs[key(e)](()),
    Ent: _entry,
    Count: lambda e, env: Fraction(env.at[e.index]),
    Del: lambda e, env: Fraction(env.where(e.left) == env.where(e.right)),
    Op: _operation,
    Bind: _bind,
    Case: lambda e, env: value(e.value if _holds(e.condition, env) else e.otherwise, env),
    At: _elsewhere,
    Der: _derivative,
    Named: _named,
    Inv: _inverse,
    Det: lambda e, env: _leibniz(_matrix(e.matrix, env)),
    Out: lambda e, env: env.inputs["Chance", e.chance.name](tuple(map(env.where, e.places))),
    Mean: _mean,
}


@lru_cache(maxsize=1 << 10)
def mentions(let: Let) -> frozenset[tuple[str, str]]:
    """The inputs that the body of a quantity depends on."""
    return frozenset(key(each) for each in nodes(let.body) if isinstance(each, (Arr, Var)))


def truth(e: Rel, env: Env) -> Truth:
    """Of a relation at a point and positions, confirmed with more digits where it is not true."""
    return settled(lambda: ar.sub(value(e.left, env), value(e.right, env)), e.sign)


def holds(e: Rel, env: Env) -> bool:
    """Whether a relation is true at a point and positions, as far as a first look tells."""
    with mpmath.workprec(DIGITS[0]):
        return looked_at(lambda: ar.sub(value(e.left, env), value(e.right, env)), e.sign)[0] is Truth.TRUE


def everywhere(indices: frozenset[Idx], env: Env) -> Iterator[Env]:
    """The environment at every position of the indices that has none yet."""
    open_ones = sorted((each for each in indices if each not in env.at), key=repr)
    for positions in product(*(range(1, env.size(index.over) + 1) for index in open_ones)):
        yield replace(env, at={**env.at, **dict(zip(open_ones, positions, strict=True))})


def indices_of(*relations: Rel) -> frozenset[Idx]:
    """The free indices."""
    return frozenset().union(*map(free, relations))
