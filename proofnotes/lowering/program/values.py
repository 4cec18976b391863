"""Constructors of array-level values.

They simplify a little, and keep the order and the association that the author wrote: (x − c) − m and x − (c + m) are
different in floating point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from ...expr.signs import SIGNS
from .axes import Axis
from .nodes import Value, made

REDUCTIONS = ("total", "mean", "largest", "product", "scale", "balance", "first")
"""Operations that remove the axes in their data."""


def number(value: Fraction | int) -> Value:
    """An exact rational."""
    return made("number", data=Fraction(value))


def constant(name: str) -> Value:
    """π or e."""
    return made("constant", data=name)


ONE, ZERO = number(1), number(0)


LOWEST = made("lowest")
"""−∞."""

OF_ONE = {"log": ZERO, "sqrt": ONE}
OPPOSITE = {"maximum": "minimum", "minimum": "maximum"}


def neg(x: Value) -> Value:
    """−x, with −(−x) = x, −(−a + b) = a − b, −max(−a, 0) = min(a, 0), −max(−a, −b) = min(a, b)."""
    if x.op == "neg":
        return x.args[0]
    if (x.op == "maximum" and x.args[-1] == ZERO and len(x.args) == 2) or (x.op in OPPOSITE and _loses_signs(x)):
        return made(OPPOSITE[x.op], *map(neg, x.args))
    if x.op == "add" and x.args[0].op == "neg":
        return add(*map(neg, x.args))
    return number(-x.data) if x.op == "number" else made("neg", x)


def _loses_signs(x: Value) -> bool:
    """Whether its negative is simpler."""
    return x.op in ("neg", "number") or (x.op in OPPOSITE and all(map(_loses_signs, x.args)))


def add(*terms: Value) -> Value:
    """A sum, associated as written."""
    kept = tuple(term for term in terms if term != ZERO)
    if len(kept) < 2:
        return kept[0] if kept else ZERO
    return made("add", *kept)


def mul(*factors: Value) -> Value:
    """A product, its sign and its rational coefficient in front; (1/K) Σ is a mean."""
    coefficient, rest = _coefficient(factors)
    if coefficient == 0:
        return ZERO
    if coefficient < 0:
        return neg(mul(number(-coefficient), *rest))
    rest = _squares(_cancelled(_means(rest)))
    kept = rest if coefficient == 1 and rest else (number(coefficient), *rest)
    return kept[0] if len(kept) == 1 else made("mul", *kept)


def _coefficient(factors: Iterable[Value]) -> tuple[Fraction, tuple[Value, ...]]:
    coefficient = Fraction(1)
    rest: list[Value] = []
    for factor in factors:
        if factor.op == "neg":
            coefficient, factor = -coefficient, factor.args[0]
        if factor.op == "number":
            coefficient *= factor.data
        elif factor.op == "mul" and factor.args[0].op == "number":
            coefficient *= factor.args[0].data
            rest.extend(factor.args[1:])
        else:
            rest.append(factor)
    return coefficient, tuple(rest)


def _means(factors: tuple[Value, ...]) -> tuple[Value, ...]:
    for one in factors:
        for other in factors:
            if one.op == "div" and one.args[0] == ONE and other.op == "total" and one.args[1] == size(*other.data):
                kept = tuple(each for each in factors if each is not one)
                return tuple(mean(other) if each is other else each for each in kept)
    return factors


def _cancelled(factors: tuple[Value, ...]) -> tuple[Value, ...]:
    """x (1/x) is 1 wherever it is defined."""
    for each in factors:
        if each.op == "div" and each.args[1] in factors:
            others = list(factors)
            others.remove(each.args[1])
            others[others.index(each)] = each.args[0]
            return _cancelled(tuple(other for other in others if other != ONE))
    return factors


def _squares(factors: tuple[Value, ...]) -> tuple[Value, ...]:
    """x x as x²."""
    counts = Counter(factors)
    return tuple(power(each, number(count)) if count > 1 else each for each, count in counts.items())


def mean(summed: Value) -> Value:
    """The mean over the axes that a total removes."""
    return made("mean", *summed.args, data=summed.data)


def div(num: Value, den: Value) -> Value:
    """A quotient, its sign in front, without a coefficient that both sides have."""
    if num == ZERO or den == ONE:
        return num
    if den.op == "number":
        return mul(number(1 / den.data), num)
    if num == den:
        return ONE
    if num.op == "mul" and den in num.args:
        return _without(num, den)
    if num.op == "mul" and den.op == "mul" and num.args[0].op == "number" and num.args[0] == den.args[0]:
        return div(_without(num, num.args[0]), _without(den, den.args[0]))
    if num.op == "neg" or den.op == "neg":
        flipped = div(num.args[0] if num.op == "neg" else num, den.args[0] if den.op == "neg" else den)
        return flipped if num.op == den.op else neg(flipped)
    if num.op == "total" and den == size(*num.data):
        return mean(num)
    return made("div", num, den)


def _without(x: Value, factor: Value) -> Value:
    """A product without one of its factors."""
    place = x.args.index(factor)
    return mul(*x.args[:place], *x.args[place + 1 :])


def power(base: Value, exponent: Value) -> Value:
    """base ** exponent; an even power forgets the sign of its base."""
    if exponent == ONE:
        return base
    if exponent.op == "number" and exponent.data % 2 == 0 and base.op == "neg":
        base = base.args[0]
    if exponent.op == "number" and exponent.data < 0:
        return div(ONE, power(base, number(-exponent.data)))
    return made("pow", base, exponent)


def size(*axes: Axis) -> Value:
    """How many entries the axes have: a Python number."""
    return made("size", data=axes)


def reduction(op: str, x: Value, axes: tuple[Axis, ...]) -> Value:
    """One of REDUCTIONS over those of the axes that x varies over."""
    return made(op, x, data=axes)


def total(x: Value, axis: Axis) -> Value:
    """Σ over an axis.  What does not vary over it moves out; Σ over two axes is one reduction."""
    if x.op == "neg":
        return neg(total(x.args[0], axis))
    if axis not in x.axes:
        return mul(size(axis), x)
    if x.op == "div" and axis not in x.args[1].axes:
        return div(total(x.args[0], axis), x.args[1])
    if x.op == "mul":
        outside = [factor for factor in x.args if axis not in factor.axes]
        inside = [factor for factor in x.args if axis in factor.axes]
        if outside:
            return mul(*outside, total(mul(*inside), axis))
    return reduction("total", x, (axis,))


def runners_up(x: Value, by: Value, axis: Axis) -> Value:
    """Σ x over an axis without the place where `by` is largest."""
    return made("runners_up", x, by, data=(axis,))


def apply(op: str, *args: Value) -> Value:
    """An elementwise function.  ∣−x∣ = ∣x∣, ∣2x∣ = 2∣x∣, log 1 = 0, √1 = 1."""
    (first, *_) = args
    if op in OF_ONE and first == ONE:
        return OF_ONE[op]
    if op == "abs" and first.op == "neg":
        return apply("abs", first.args[0])
    if op == "abs" and first.op == "mul" and first.args[0].op == "number":
        return mul(first.args[0], apply("abs", mul(*first.args[1:])))
    if op == "where" and args[1] == args[2]:
        return args[1]
    return made(op, *args)


def compare(left: Value, sign: str, right: Value) -> Value:
    """A condition; −2x > 0 is x < 0."""
    if right == ZERO and left.op == "neg":
        return compare(left.args[0], SIGNS[sign].mirrored, right)
    if right == ZERO and left.op == "mul" and left.args[0].op == "number":
        return compare(mul(*left.args[1:]), sign, right)
    return made("compare", left, right, data=sign)
