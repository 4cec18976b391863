"""Limits with parameters, and at points: the value, found rule by rule, each with what it needs shown.

The variable is written a ± h, or ±1/h, with h falling to 0.  A limit is an expression in the parameters, or ±∞.  Where
an expression is differentiable at h = 0 it is the value there; elsewhere sums, products, quotients, powers and
functions go by the limits of their parts; 0/0 goes by Taylor's theorem, N⁽ᵐ⁾(0)/D⁽ᵐ⁾(0) for the first derivative of D
that is not 0; and of exponentials of different size the largest is drawn out.  What is asked on the way, signs and
differentiability, is asked of `decision.py` under the hypotheses, with h = 0 where it is about the point itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial, reduce

from ..expr.calculus import ONE, ZERO, add, carry_out, depends, mul, neg, substitute, unfold
from ..expr.errors import HypothesisError, TooHardError, UndefinedError
from ..expr.indices import Index, fresh
from ..expr.nodes import (
    Add,
    Apply,
    Cases,
    Diff,
    Div,
    Expr,
    Group,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Relation,
    SameIndex,
    Scalar,
    Step,
    Sum,
    free_indices,
    map_children,
    once_each,
    wrap,
)
from ..expr.rewrite import rename
from ..expr.signs import SIGNS
from .decision import decide
from .signs.assumptions import context

MOST_DERIVATIVES = 4
"""So often numerator and denominator are differentiated at most."""

MOST_DEPTH = 40


@dataclass(frozen=True)
class Infinite:
    """+∞ or −∞."""

    sign: int


Value = Expr | Infinite
UP, DOWN = Infinite(1), Infinite(-1)
AT_INFINITY: dict[str, dict[int, Value]] = {
    "exp": {1: UP, -1: ZERO},
    "log": {1: UP},
    "sqrt": {1: UP},
    "tanh": {1: ONE, -1: neg(ONE)},
    "erf": {1: ONE, -1: neg(ONE)},
    "abs": {1: UP, -1: UP},
}


class UnknownLimitError(Exception):
    """No rule gives the limit."""


def limit_values(limit: Lim, assuming: tuple[Relation, ...], deadline: float) -> list[Value]:
    """The limits from the sides that are asked for.  UnknownLimitError where one is not found."""
    if any(depends(side, limit.variable) for each in assuming for side in (each.left, each.right)):
        raise UnknownLimitError("a hypothesis about the variable of a limit")
    sides = (limit.side,) if limit.side else (1, -1)
    if limit.point is None:
        sides = (1 if limit.upward else -1,)
    h = Scalar("h~")
    finder = _LimitFinder(h, assuming, deadline)
    if limit.point is not None and not finder.leads_to(limit.variable, limit.point, limit.side):
        raise UnknownLimitError("a point that the variable is not known to come near")
    found = []
    for side in sides:
        step = h if side > 0 else neg(h)
        place = Div(ONE, step) if limit.point is None else add(limit.point, step)
        body = once_each(partial(_without_fractions_below, h))(substitute(limit.body, {limit.variable: place}))
        found.append(replace(finder, known={}).value(body, 0))
    return found


def _without_fractions_below(h: Scalar, again: Step, e: Expr) -> Expr:
    """a/(b/h) as a h/b: h is not 0 near the point."""
    e = map_children(e, again)
    if isinstance(e, Div) and isinstance(e.den, Div) and e.den.den in (h, neg(h)):
        above = _product(e.num, e.den.den)
        return above if e.den.num == ONE else Div(above, e.den.num)
    return e


@dataclass
class _LimitFinder:
    """Limits as h falls to 0."""

    h: Scalar
    assuming: tuple[Relation, ...]
    deadline: float
    known: dict[Expr, Value | None] = field(default_factory=dict)
    drawn: bool = False

    def leads_to(self, variable: Scalar, point: Expr, side: int) -> bool:
        """Whether the point has a value, which the variable comes near: a positive one comes near 0 from above only."""
        if not variable.positive:
            return self._shown(Relation(point, "=", point))
        return self._shown(Relation(point, ">=" if side > 0 else ">", ZERO))

    def value(self, e: Expr, depth: int) -> Value:
        """The limit of the expression.  UnknownLimitError where no rule gives it."""
        if depth > MOST_DEPTH:
            raise UnknownLimitError(f"{e}: too deep")
        if e not in self.known:
            self.known[e] = None  # asked in a circle, it is not known
            self.known[e] = self._value(e, depth + 1)
        found = self.known[e]
        if found is None:
            raise UnknownLimitError(str(e))
        return found

    def _value(self, e: Expr, depth: int) -> Value | None:
        context((), self.deadline).check_time()
        if not depends(e, self.h):
            return e if self._shown(Relation(e, "=", e)) else None
        if self._smooth(e):
            return self._at_zero(e)
        for rule in (self._by_parts, self._largest_drawn_out, self._by_taylor):
            try:
                found = rule(e, depth)
            except UnknownLimitError:
                continue
            if found is not None:
                return found
        return None

    def _by_parts(self, e: Expr, depth: int) -> Value | None:
        match e:
            case Group(arg, _):
                return self.value(arg, depth)
            case Named():
                return self.value(unfold(e), depth)
            case Neg(arg):
                return self._times(self.value(arg, depth), neg(ONE))
            case Add(terms):
                return self._sum([self.value(term, depth) for term in terms])
            case Mul(factors, _):
                whole: Value | None = ONE
                for factor in factors:
                    whole = None if whole is None else self._times(whole, self.value(factor, depth))
                return whole
            case Div(num, den):
                return self._quotient(num, den, depth)
            case Pow(base, exponent):
                return self._power(base, exponent, depth)
            case Apply("max", args):
                values = [self.value(arg, depth) for arg in args]
                if all(isinstance(each, Expr) for each in values):
                    return Apply("max", tuple(each for each in values if isinstance(each, Expr)))
            case Apply(fn, (arg,)):
                return self._function(fn, arg, depth)
            case Cases():
                return self._branch(e, depth)
            case Sum(body, index):
                apart = fresh(index)
                inside = self.value(rename(body, {index: apart}), depth)
                return inside if isinstance(inside, Infinite) else Sum(inside, apart)
            case Largest(body, index):
                apart = fresh(index)
                inside = self.value(rename(body, {index: apart}), depth)
                return inside if isinstance(inside, Infinite) else Largest(inside, apart)
        return None

    def _branch(self, e: Cases, depth: int) -> Value | None:
        """The branch that is taken near the point, where its condition is not at its edge there."""
        value, condition, rest = e.first
        if isinstance(condition, SameIndex):
            values = self.value(value, depth), self.value(rest, depth)
            one, other = values
            return Cases(((one, condition),), other) if isinstance(one, Expr) and isinstance(other, Expr) else None
        gap = self.value(add(condition.left, neg(condition.right)), depth)
        sign = gap.sign if isinstance(gap, Infinite) else self._sign(gap)
        return self.value(value if sign in SIGNS[condition.sign].true_at else rest, depth) if sign else None

    def _sum(self, values: list[Value]) -> Value | None:
        infinite = {each.sign for each in values if isinstance(each, Infinite)}
        if not infinite:
            return add(*(each for each in values if isinstance(each, Expr)))
        return Infinite(infinite.pop()) if len(infinite) == 1 else None

    def _times(self, one: Value, other: Value) -> Value | None:
        if isinstance(one, Expr) and isinstance(other, Expr):
            return mul(one, other)
        signs = [each.sign if isinstance(each, Infinite) else self._sign(each) for each in (one, other)]
        return Infinite(signs[0] * signs[1]) if all(signs) else None

    def _quotient(self, num: Expr, den: Expr, depth: int) -> Value | None:
        below = self.value(den, depth)
        above = self.value(num, depth)
        if isinstance(below, Infinite):
            return None if isinstance(above, Infinite) else ZERO
        if self._shown(Relation(below, "!=", ZERO)):
            return self._times(above, Div(ONE, below)) if isinstance(above, Infinite) else Div(above, below)
        side = self._side(den) if self._shown(Relation(below, "=", ZERO)) else 0
        sign = above.sign if isinstance(above, Infinite) else self._sign(above)
        return Infinite(sign * side) if sign and side else None

    def _power(self, base: Expr, exponent: Expr, depth: int) -> Value | None:
        if not isinstance(exponent, Number):
            logarithm = _product(exponent, Apply("log", (base,)))
            return self._function("exp", logarithm, depth) if self._positive_nearby(base, depth) else None
        inside = self.value(base, depth)
        if isinstance(inside, Infinite):
            whole = exponent.value.denominator == 1
            sign = 1 if inside.sign > 0 or (whole and exponent.value % 2 == 0) else -1 if whole else 0
            return None if not sign else Infinite(sign) if exponent.value > 0 else ZERO if exponent.value else None
        if exponent.value.denominator == 1 and exponent.value > 0:
            return Pow(inside, exponent)
        return Pow(inside, exponent) if self._shown(Relation(inside, ">", ZERO)) else None

    def _positive_nearby(self, base: Expr, depth: int) -> bool:
        found = self.value(base, depth)
        return found == UP or (isinstance(found, Expr) and self._shown(Relation(found, ">", ZERO)))

    def _function(self, fn: str, arg: Expr, depth: int) -> Value | None:
        try:
            inside = self.value(arg, depth)
        except UnknownLimitError:
            if fn != "exp":
                raise
            return self._exponential_at_one_place(arg, depth)
        if isinstance(inside, Infinite):
            return AT_INFINITY.get(fn, {}).get(inside.sign)
        if fn == "log" and self._shown(Relation(inside, "=", ZERO)):
            return DOWN if self._side(arg) > 0 else None
        if fn == "sqrt" and self._shown(Relation(inside, "=", ZERO)):
            return ZERO if self._side(arg) > 0 else None
        if fn in ("log", "sqrt") and not self._shown(Relation(inside, ">", ZERO)):
            return None
        return Apply(fn, (inside,))

    def _exponential_at_one_place(self, arg: Expr, depth: int) -> Value | None:
        """e^{c_k/h} with c_k < 0 but at one place, where c_k = 0: 0, and at that place its value there."""
        for index in sorted(free_indices(arg), key=str):
            for place in self._places(index):
                same = SameIndex(index, place)
                slope = self._try(_product(arg, self.h), depth)
                if not isinstance(slope, Expr):
                    continue
                elsewhere = Relation(Cases(((neg(ONE), same),), slope), "<", ZERO)
                here = self._try(rename(arg, {index: place}), depth)
                if isinstance(here, Expr) and self._shown(elsewhere):
                    return Cases(((Apply("exp", (here,)), same),), ZERO)
        return None

    def _as_fraction(self, e: Expr) -> Expr:
        """One fraction, if nothing is lost by that."""
        fractions = _Fractions(self.h)
        num, den = fractions.of(e)
        return e if fractions.lost else num if den == ONE else Div(num, den)

    def _places(self, index: Index) -> list[Index]:
        """The fixed places over the same dimension that the hypotheses speak about."""
        sides = (side for known in self.assuming for side in (known.left, known.right))
        found = {each for side in sides for each in free_indices(side) if each.fixed and each.over == index.over}
        return sorted(found - {index}, key=str)

    def _try(self, e: Expr, depth: int) -> Value | None:
        try:
            return self.value(e, depth)
        except UnknownLimitError:
            return None

    def _largest_drawn_out(self, e: Expr, depth: int) -> Value | None:
        """log Σ e^u = u₀ + log Σ e^{u − u₀}, and a quotient with both sides divided by e^{u₀}: u₀ one of the u."""
        match e:
            case Mul(factors, _) if any(_is_log_of_sum(each) for each in factors):
                place = next(at for at, each in enumerate(factors) if _is_log_of_sum(each))
                rest = _product(*factors[:place], *factors[place + 1 :])
                return self._logarithm(factors[place], rest, depth)
            case Div(num, den) if _is_log_of_sum(num):
                return self._logarithm(num, Div(ONE, den), depth)
            case Apply("log", _) if _is_log_of_sum(e):
                return self._logarithm(e, ONE, depth)
            case Div(num, den) if not self.drawn:
                for power in self._powers(den):
                    with self._once():
                        found = self._try(Div(_divided(num, power), _divided(den, power)), depth)
                    if found is not None:
                        return found
        return None

    @contextmanager
    def _once(self) -> Iterator[None]:
        """What has been drawn out of a quotient is not drawn out again."""
        self.drawn, before = True, self.drawn
        try:
            yield
        finally:
            self.drawn = before

    def _logarithm(self, e: Expr, factor: Expr, depth: int) -> Value | None:
        inside = _inside_of_log(e)
        assert inside is not None
        for power in [] if self.drawn else self._powers(inside):
            apart = [_product(factor, power), _product(factor, Apply("log", (_divided(inside, power),)))]
            with self._once():
                values = [self._try(self._as_fraction(each), depth) for each in apart]
            if all(each is not None for each in values):
                return self._sum([each for each in values if each is not None])
        return None

    def _powers(self, e: Expr) -> list[Expr]:
        """The exponents of what is added up, at the places that the hypotheses speak about."""
        found: list[Expr] = []
        match e:
            case Add(terms):
                for term in terms:
                    found += self._powers(term)
            case Apply("exp", (arg,)):
                found.append(arg)
            case Group(arg, _):
                return self._powers(arg)
            case Named():
                return self._powers(unfold(e))
            case Sum(Apply("exp", (arg,)), index):
                found += [rename(arg, {index: each}) for each in self._places(index)]
        return [each for each in found if depends(each, self.h)]

    def _by_taylor(self, e: Expr, depth: int) -> Value | None:
        """N/D with N = D = 0 at the point."""
        fractions = _Fractions(self.h)
        num, den = fractions.of(e)
        if not all(self._nonzero_nearby(each, depth) for each in fractions.lost):
            return None
        if den == ONE:
            return None if num == e else self.value(num, depth)
        for _ in range(MOST_DERIVATIVES + 1):
            if not self._smooth(num) or not self._smooth(den):
                return None
            above, below = self._at_zero(num), self._at_zero(den)
            if self._shown(Relation(below, "!=", ZERO)):
                return Div(above, below)
            if not self._shown(Relation(below, "=", ZERO)):
                return None
            if not self._shown(Relation(above, "=", ZERO)):
                sign, side = self._sign(above), self._side(den)
                return Infinite(sign * side) if sign and side else None
            num, den = Diff(num, self.h), Diff(den, self.h)
        return None

    def _nonzero_nearby(self, e: Expr, depth: int) -> bool:
        found = self._try(e, depth)
        if found is None or isinstance(found, Infinite):
            return found is not None
        falls = self._shown(Relation(found, "=", ZERO)) and bool(self._side(e))
        return falls or self._shown(Relation(found, "!=", ZERO))

    def _side(self, e: Expr) -> int:
        """The sign of what falls or rises to 0, near the point: that of its first derivative there that is not 0."""
        found = e
        for _ in range(MOST_DERIVATIVES):
            if not self._smooth(found):
                return self._side_of_parts(e)
            found = Diff(found, self.h)
            if not self._smooth(found, times=0):
                return 0
            sign = self._sign(self._at_zero(found))
            if sign:
                return sign
            if not self._shown(Relation(self._at_zero(found), "=", ZERO)):
                return 0
        return 0

    def _side_of_parts(self, e: Expr) -> int:
        match e:
            case Group(arg, _):
                return self._side(arg)
            case Mul(factors, _):
                sign = 1
                for factor in factors:
                    sign *= self._sign_nearby(factor)
                return sign
            case Apply("exp", _):
                return 1
            case Apply("sqrt", (arg,)):
                return max(0, self._sign_nearby(arg))
        return 0

    def _sign_nearby(self, e: Expr) -> int:
        """The sign near the point: that of the limit, and where this is known to be 0, from where it falls to 0."""
        limit = self._try(e, 0)
        if limit is None or isinstance(limit, Infinite):
            return limit.sign if limit is not None else 0
        return self._sign(limit) or (self._side(e) if self._shown(Relation(limit, "=", ZERO)) else 0)

    def _sign(self, e: Expr) -> int:
        """The sign of a number of the parameters; 0 where it is not known."""
        return 1 if self._shown(Relation(e, ">", ZERO)) else -1 if self._shown(Relation(e, "<", ZERO)) else 0

    def _smooth(self, e: Expr, times: int = 1) -> bool:
        """Whether it is differentiable at h = 0, and so defined nearby, and continuous there."""
        if times:
            e = Diff(e, self.h)
        return self._shown(Relation(e, "=", e), Relation(self.h, "=", ZERO))

    def _at_zero(self, e: Expr) -> Expr:
        return substitute(carry_out(e), {self.h: ZERO})

    def _shown(self, relation: Relation, *further: Relation) -> bool:
        """Whether it holds, both sides being defined."""
        try:
            cases = decide(relation, (*self.assuming, *further), self.deadline)
        except (TooHardError, UndefinedError, HypothesisError, RecursionError):
            return False
        return all(case.settled for case in cases)


def _product(*factors: Expr) -> Expr:
    """A product without its ones.  A factor that is 0 stays among the others: they have to be defined all the same."""
    kept = tuple([factor for factor in factors if factor != ONE])
    return ONE if not kept else kept[0] if len(kept) == 1 else Mul(kept)


def _is_log_of_sum(e: Expr) -> bool:
    return _inside_of_log(e) is not None


def _inside_of_log(e: Expr) -> Expr | None:
    """The sum that the expression is the logarithm of, by itself or by a name."""
    e = _bare(e)
    inside = _bare(e.args[0]) if isinstance(e, Apply) and e.fn == "log" else None
    return inside if isinstance(inside, (Add, Sum)) else None


def _bare(e: Expr) -> Expr:
    """Without brackets and names around it."""
    while isinstance(e, (Group, Named)):
        e = unfold(e) if isinstance(e, Named) else e.arg
    return e


def _divided(e: Expr, power: Expr) -> Expr:
    """e/e^power, term by term."""
    match e:
        case Add(terms):
            return add(*(_divided(term, power) for term in terms))
        case Neg(arg):
            return neg(_divided(arg, power))
        case Group(arg, _):
            return _divided(arg, power)
        case Named():
            return _divided(unfold(e), power)
        case Apply("exp", (arg,)):
            return Apply("exp", (_over_common(arg, power),))
        case Sum(body, index):
            apart = fresh(index)
            return Sum(_divided(rename(body, {index: apart}), power), apart)
        case Mul(factors, _):
            place = next((at for at, each in enumerate(factors) if isinstance(each, (Add, Apply, Sum, Named))), 0)
            return _product(*factors[:place], _divided(factors[place], power), *factors[place + 1 :])
    return _product(e, Apply("exp", (neg(power),)))


def _over_common(one: Expr, other: Expr) -> Expr:
    """a/d − b/d as (a − b)/d."""
    if one == other:
        return ZERO
    if isinstance(one, Div) and isinstance(other, Div) and one.den == other.den:
        return Div(add(one.num, neg(other.num)), one.den)
    return add(one, neg(other))


@dataclass
class _Fractions:
    """Expressions as one fraction each; lost are denominators that stand below no longer, but must not be 0."""

    h: Scalar
    lost: list[Expr] = field(default_factory=list)

    def of(self, e: Expr) -> tuple[Expr, Expr]:
        """Numerator and denominator; h over h cancels."""
        match e:
            case Div(num, den):
                (a, b), (c, d) = self.of(num), self.of(den)
                self._lose(d)
                return self._cancelled([*_factors(a), *_factors(d)], [*_factors(b), *_factors(c)])
            case Mul(factors, _):
                parts = [self.of(each) for each in factors]
                above = [factor for each, _ in parts for factor in _factors(each)]
                return self._cancelled(above, [factor for _, each in parts for factor in _factors(each)])
            case Neg(arg):
                num, den = self.of(arg)
                return neg(num), den
            case Group(arg, _):
                return self.of(arg)
            case Add(terms):
                return reduce(_added, map(self.of, terms))
            case Pow(base, Number(value, _)) if value.denominator == 1 and value != 0:
                num, den = self.of(base)
                power = wrap(Fraction(abs(value)))
                if value < 0:
                    self._lose(den)
                    num, den = den, num
                raised = [each if each == ONE or power == ONE else Pow(each, power) for each in (num, den)]
                return raised[0], raised[1]
        return e, ONE

    def _lose(self, den: Expr) -> None:
        self.lost += [each for each in _factors(den) if each not in (self.h, neg(self.h))]

    def _cancelled(self, above: list[Expr], below: list[Expr]) -> tuple[Expr, Expr]:
        while self.h in above and self.h in below:
            above.remove(self.h)
            below.remove(self.h)
        return _product(*above), _product(*below)


def _added(one: tuple[Expr, Expr], other: tuple[Expr, Expr]) -> tuple[Expr, Expr]:
    (a, b), (c, d) = one, other
    return (add(a, c), b) if b == d else (add(_product(a, d), _product(c, b)), _product(b, d))


def _factors(e: Expr) -> list[Expr]:
    """The factors, a sign apart."""
    if isinstance(e, Mul):
        return [x for each in e.factors for x in _factors(each)]
    if isinstance(e, Neg):
        return [neg(ONE), *_factors(e.arg)]
    return [] if e == ONE else [e]
