"""A tree in one variable as a function from intervals to boxes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, reduce

from flint import arb

from ...expr.calculus import derivative, inputs_of, unfold
from ...expr.elementary import Elementary
from ...expr.errors import TooHardError
from ...expr.functions import row_of
from ...expr.nodes import (
    Add,
    Apply,
    Cases,
    Constant,
    Diff,
    Div,
    Expr,
    Group,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Relation,
    Scalar,
)
from ...expr.signs import SIGNS
from .boxes import SHARP, Box, constant, either, exp, inverse, larger, power, variable
from .intervals import NOTHING, WHOLE, Interval, exactly, hull, monotone

Compiled = Callable[[Box], Box]


class OneVariable:
    """f on intervals: f(low, high) encloses f, f′ and f″ there."""

    def __init__(self, e: Expr, x: Scalar) -> None:
        self.x = x
        self._known: dict[Expr, Compiled] = {}
        self._run = self._compile(e)

    def __call__(self, low: Fraction, high: Fraction) -> Box:
        return self._run(variable(low, high))

    def of(self, x: Box) -> Box:
        """The function of a variable that is known by its box."""
        return self._run(x)

    def _compile(self, e: Expr) -> Compiled:
        if e not in self._known:
            run = self._node(e)
            self._known[e] = _once(run) if self.x in inputs_of(e) else _fixed(run(variable(Fraction(0), Fraction(0))))
        return self._known[e]

    def _node(self, e: Expr) -> Compiled:
        match e:
            case Number(value, _):
                fixed = constant(exactly(value))
                return lambda x: fixed
            case Constant("pi"):
                return lambda x: constant(hull(arb.pi()))
            case Scalar() if e == self.x:
                return lambda x: x
            case Add(terms):
                parts = [self._compile(term) for term in terms]
                return lambda x: reduce(lambda a, b: a + b, (part(x) for part in parts))
            case Mul(factors, _):
                parts = [self._compile(factor) for factor in factors]
                return lambda x: reduce(lambda a, b: a * b, (part(x) for part in parts))
            case Neg(arg):
                inner = self._compile(arg)
                return lambda x: -inner(x)
            case Div(num, den):
                above, below = self._compile(num), self._compile(den)
                return lambda x: above(x) * inverse(below(x))
            case Pow(base, exponent):
                return self._power(base, exponent)
            case Apply():
                return self._applied(e)
            case Cases():
                return self._cases(e)
            case Group(arg, _):
                return self._compile(arg)
            case Named():
                return self._compile(unfold(e))
            case Diff(body, wrt):
                return self._compile(derivative(body, wrt))
        raise TooHardError(f"{e} is not a function of {self.x} alone")

    def _power(self, base: Expr, exponent: Expr) -> Compiled:
        inner = self._compile(base)
        if isinstance(exponent, Number):
            return lambda x: power(inner(x), exponent.value)
        other = self._compile(exponent)
        log = function_on_boxes("log")
        return lambda x: exp(other(x) * log(inner(x)))

    def _applied(self, e: Apply) -> Compiled:
        parts = [self._compile(arg) for arg in e.args]
        if e.fn == "max":
            return lambda x: reduce(larger, (part(x) for part in parts))
        function, (inner,) = function_on_boxes(e.fn), parts
        return lambda x: function(inner(x))

    def _cases(self, e: Cases) -> Compiled:
        result = self._compile(e.otherwise)
        for value, condition in reversed(e.branches):
            if not isinstance(condition, Relation):
                raise TooHardError(f"{e} depends on an index")
            gap = self._compile(condition.left - condition.right)
            result = _branch(gap, condition.sign, self._compile(value), result)
        return result


@cache
def function_on_boxes(name: str) -> Compiled:
    """An elementary function: as `SHARP` has it, else from its row, its derivatives being trees like any other."""
    if name in SHARP:
        return SHARP[name]
    row, u = row_of(name), Scalar("u~")
    if row.derivative is None:
        raise TooHardError(f"{name}: no enclosure of the function is known")
    slope = row.derivative(u)
    compiled = cache(lambda: (OneVariable(slope, u), OneVariable(derivative(slope, u), u)))

    def run(x: Box) -> Box:
        value = image(row, x.value)
        if x.first is NOTHING and x.second is NOTHING:
            return constant(value)
        at = constant(x.value)
        first, second = compiled()
        return x.through(value, first.of(at).value, second.of(at).value)

    return run


def image(row: Elementary, x: Interval) -> Interval:
    """All values on an interval: from its ends where the function is increasing, else by FLINT, within its bounds."""
    inside = {"everywhere": True, "positive": x.positive, "nonnegative": x.not_negative}
    on_balls: Callable[[arb], arb] = getattr(arb, row.ball)
    if not inside[row.defined]:
        return WHOLE
    if row.increasing:
        return monotone(on_balls, x)
    low, high = row.values.low, row.values.high
    bounds = WHOLE if low is None or high is None else Interval(arb(low), arb(high))
    return hull(on_balls(x.low.union(x.high))).meet(bounds) if x.finite else bounds


def _fixed(box: Box) -> Compiled:
    return lambda x: box


def _once(run: Compiled) -> Compiled:
    """Equal subtrees are evaluated once for each interval, and are then the same object: x · x is a square."""
    last: list[tuple[Box, Box]] = []

    def remembered(x: Box) -> Box:
        if not last or last[0][0] is not x:
            last[:] = [(x, run(x))]
        return last[0][1]

    return remembered


def _possible_signs(gap: Interval) -> set[int]:
    """Which of negative, zero, positive a number in the interval may be."""
    possible = {-1: not gap.not_negative, 0: gap.has_zero, 1: not gap.not_positive}
    return {sign for sign, may_be in possible.items() if may_be}


def _branch(gap: Compiled, sign: str, yes: Compiled, no: Compiled) -> Compiled:
    true_at = SIGNS[sign].true_at

    def run(x: Box) -> Box:
        possible = _possible_signs(gap(x).value)
        if possible <= true_at:
            return yes(x)
        return no(x) if possible.isdisjoint(true_at) else either(yes(x), no(x))

    return run
