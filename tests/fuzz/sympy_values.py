"""What a SymPy expression means, by substitution: its own tree, its own symbols, sums written out, no translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import Any

import mpmath
import sympy
from sympy.tensor.indexed import Idx, Indexed

from . import arithmetic as ar
from .arithmetic import TOUCHED, Dual, Unclear, Undefined, Value
from .truth import related

Read = Callable[[tuple[int, ...]], Value]


@dataclass(frozen=True)
class Meaning:
    """Values of symbols, indices among them, and of the entries of bases, by SymPy's own objects."""

    symbols: Mapping[Any, Value]
    bases: Mapping[Any, Read]
    level: int = 0


def value(e: Any, m: Meaning) -> Value:
    """The value; Undefined or Unclear where there is none."""
    for kind, rule in RULES.items():
        if isinstance(e, kind):
            return rule(e, m)
    raise TypeError(e)


def _fold(fold: Callable[[Value, Value], Value]) -> Callable[[Any, Meaning], Value]:
    return lambda e, m: reduce(fold, (value(each, m) for each in e.args))


def _unary(function: Callable[[Value], Value]) -> Callable[[Any, Meaning], Value]:
    return lambda e, m: function(value(e.args[0], m))


def _symbol(e: Any, m: Meaning) -> Value:
    return m.symbols[e]


def _indexed(e: Any, m: Meaning) -> Value:
    return m.bases[e.base](tuple(_whole(each, m) for each in e.indices))


def _whole(e: Any, m: Meaning) -> int:
    found = value(e, m)
    assert isinstance(found, Fraction)
    return int(found)


def _power(e: Any, m: Meaning) -> Value:
    if e.exp == sympy.S.Half:
        return ar.sqrt(value(e.base, m))
    if e.exp.is_Rational:
        return ar.power(value(e.base, m), Fraction(int(e.exp.p), int(e.exp.q)))
    if e.base == sympy.E:
        return ar.exp(value(e.exp, m))
    exponent = value(e.exp, m)
    if (
        isinstance(exponent, Fraction)
        and exponent.denominator == 1
        and all(each.is_integer for each in e.exp.free_symbols)
    ):
        return ar.power(value(e.base, m), exponent)
    raise Unclear("a variable exponent")


def _binder(fold: Callable[[Value, Value], Value], start: Value) -> Callable[[Any, Meaning], Value]:
    """SymPy's last limit is the outermost, so that earlier ones may depend on it."""

    def rule(e: Any, m: Meaning) -> Value:
        *inner, (index, low, high) = e.limits
        body = e.func(e.function, *inner) if inner else e.function
        found = start
        for n in range(_whole(low, m), _whole(high, m) + 1):
            found = fold(found, value(body, replace(m, symbols={**m.symbols, index: Fraction(n)})))
        return found

    return rule


def _piecewise(e: Any, m: Meaning) -> Value:
    for each, condition in e.args:
        if holds(condition, m):
            return value(each, m)
    raise Undefined("no branch")


SIGNS = {sympy.Eq: "=", sympy.Ne: "!=", sympy.Lt: "<", sympy.Le: "<=", sympy.Gt: ">", sympy.Ge: ">="}


def holds(e: Any, m: Meaning) -> bool:
    """A condition."""
    if e in (sympy.true, sympy.false):
        return bool(e)
    if isinstance(e, (sympy.And, sympy.Or)):
        return (all if isinstance(e, sympy.And) else any)(holds(each, m) for each in e.args)
    if isinstance(e, sympy.Xor):
        return sum(holds(each, m) for each in e.args) % 2 == 1
    if isinstance(e, sympy.Not):
        return not holds(e.args[0], m)
    return related(ar.sign(ar.sub(value(e.lhs, m), value(e.rhs, m))), SIGNS[type(e)])


def _step(e: Any, m: Meaning) -> Value:
    side = ar.sign(value(e.args[0], m))
    return value(e.args[1], m) if side == 0 else Fraction(side > 0)


def _delta(e: Any, m: Meaning) -> Value:
    return Fraction(_whole(e.args[0], m) == _whole(e.args[1], m))


def _derivative(e: Any, m: Meaning) -> Value:
    *before, (variable, times) = e.variable_count
    if times != 1 or before:
        counts = [*before, (variable, times - 1)] if times != 1 else before
        return _slope(sympy.Derivative(e.expr, *counts, evaluate=False), variable, m)
    return _slope(e.expr, variable, m)


def _slope(body: Any, variable: Any, m: Meaning) -> Value:
    level = m.level + 1
    TOUCHED.discard(level)
    right = ar.parts(value(body, _moved(variable, m, 1)), level)
    if level not in TOUCHED:
        return right[1]
    here, left = value(body, m), ar.parts(value(body, _moved(variable, m, -1)), level)
    TOUCHED.discard(level)
    if any(ar.head(gap) != 0 for gap in (ar.sub(here, right[0]), ar.sub(here, left[0]), ar.add(right[1], left[1]))):
        raise Undefined("the two sides of a kink differ")
    return right[1]


def _moved(variable: Any, m: Meaning, direction: int) -> Meaning:
    step = Dual(m.level + 1, ar.ZERO, Fraction(direction))
    if not isinstance(variable, Indexed):
        return Meaning({**m.symbols, variable: ar.add(m.symbols[variable], step)}, m.bases, m.level + 1)
    there, plain = tuple(_whole(each, m) for each in variable.indices), m.bases[variable.base]

    def read(places: tuple[int, ...]) -> Value:
        return ar.add(plain(places), step) if places == there else plain(places)

    return Meaning(m.symbols, {**m.bases, variable.base: read}, m.level + 1)


RULES: dict[Any, Callable[[Any, Meaning], Value]] = {
    sympy.Rational: lambda e, m: Fraction(int(e.p), int(e.q)),
    type(sympy.pi): lambda e, m: mpmath.mpf(mpmath.pi),
    type(sympy.E): lambda e, m: ar.exp(ar.ONE),
    Indexed: _indexed,
    sympy.Symbol: _symbol,
    Idx: lambda e, m: m.symbols[e.label],
    sympy.Add: _fold(ar.add),
    sympy.Mul: _fold(ar.mul),
    sympy.Pow: _power,
    sympy.exp: _unary(ar.exp),
    sympy.log: _unary(ar.log),
    sympy.tanh: _unary(ar.tanh),
    sympy.erf: _unary(ar.erf),
    sympy.sinh: _unary(lambda x: ar.mul(Fraction(1, 2), ar.sub(ar.exp(x), ar.exp(ar.neg(x))))),
    sympy.cosh: _unary(lambda x: ar.mul(Fraction(1, 2), ar.add(ar.exp(x), ar.exp(ar.neg(x))))),
    sympy.Abs: _unary(ar.absolute),
    sympy.sign: _unary(lambda x: Fraction(ar.sign(x))),
    sympy.Max: _fold(ar.largest),
    sympy.Min: _fold(lambda a, b: ar.neg(ar.largest(ar.neg(a), ar.neg(b)))),
    sympy.Piecewise: _piecewise,
    sympy.Heaviside: _step,
    sympy.KroneckerDelta: _delta,
    sympy.Sum: _binder(ar.add, ar.ZERO),
    sympy.Product: _binder(ar.mul, ar.ONE),
    sympy.Derivative: _derivative,
}


def every(indices: Mapping[Any, Any], m: Meaning) -> Iterator[Meaning]:
    """Every position of the free indices, given by what they range over."""
    ranges = (range(_whole(low, m), _whole(high, m) + 1) for low, high in indices.values())
    for places in product(*ranges):
        yield replace(
            m, symbols={**m.symbols, **{index: Fraction(n) for index, n in zip(indices, places, strict=True)}}
        )
