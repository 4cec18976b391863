"""An expression as a function of one variable on an interval: its growth, its exact zeros, its mirror image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from ...expr.calculus import derivative, inputs_of, substitute, unfold_all
from ...expr.errors import HypothesisError, NotationError, TooHardError, UndefinedError
from ...expr.functions import KINKED
from ...expr.nodes import Apply, Cases, Expr, Neg, Relation, Scalar, walk, wrap
from ...expr.signs import SIGNS
from ..evaluation.evaluate import evaluate
from ..kinks import extremes, spelled_out
from ..normal_form.masks import POSITIVE, TRUE_MASKS, sign_of
from ..normal_form.normal import NeedSplit, is_zero, normal
from ..normal_form.readable import to_tree
from ..normal_form.signs import fact
from ..normal_form.terms import Atom, Context, Poly, atoms_within
from ..proof import Point
from ..signs.domain import Definedness
from .compiled import OneVariable
from .growth import Growth
from .tails import Tail

MOST_KINKS = 6
T = TypeVar("T")


@dataclass(frozen=True)
class RealInterval:
    """An interval of the real line; None is infinity.  open_ends are excluded ends."""

    low: Fraction | None
    high: Fraction | None
    open_ends: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class RealFunction:
    """e as a function of x on a domain."""

    e: Expr
    x: Scalar
    domain: RealInterval
    check_time: Callable[[], None]

    def compiled(self) -> OneVariable:
        """The function on intervals."""
        return OneVariable(self.e, self.x)

    def pieces(self, *, minimum: bool) -> list[RealFunction]:
        """Functions whose smallest (or largest) value is this one: c − ∣g∣ is the smaller of c − g and c + g."""
        return [RealFunction(e, self.x, self.domain, self.check_time) for e in extremes(self.e, minimum)]

    def mirrored(self) -> RealFunction:
        """x ↦ f(−x)."""
        low, high = self.domain.low, self.domain.high
        flipped = RealInterval(None if high is None else -high, None if low is None else -low)
        return RealFunction(substitute(self.e, {self.x: Neg(self.x)}), self.x, flipped, self.check_time)

    def tail(self, start: Fraction) -> tuple[Tail, list[Growth]]:
        """The growth of the function on [start, ∞)."""
        tail = Tail(self.x, start)
        return tail, self._beyond(tail, start, lambda ctx: tail.expand(normal(ctx, self.e)))

    def defined(self, start: Fraction) -> bool:
        """Whether the function is known to have a value everywhere beyond start."""
        tail = Tail(self.x, start)

        def look(ctx: Context) -> bool:
            domain = Definedness(ctx)
            domain.visit(self.e)
            open_ones = [each.relation for each in domain.conditions.values() if not each.discharged]
            signs = [(tail.sign(tail.expand(normal(ctx, each.left))), each.sign) for each in open_ones]
            return all(sign and sign_of(sign) & TRUE_MASKS[wanted] for sign, wanted in signs)

        return self._beyond(tail, start, look)

    def _beyond(self, tail: Tail, start: Fraction, look: Callable[[Context], T]) -> T:
        """What is seen where x > start is known, and the side of every kink with it."""
        ctx = Context(clock=self.check_time)
        ctx.facts.append(fact(ctx, Poly({((tail.atom, 1),): Fraction(1), (): -start}), POSITIVE))
        for _ in range(MOST_KINKS):
            try:
                return look(ctx)
            except NeedSplit as split:
                sign = tail.sign(tail.expand(split.poly))
                if sign == 0:
                    raise TooHardError("a kink whose side is not known far out") from split
                ctx.facts.append(fact(ctx, split.poly, sign_of(sign)))
                ctx.signs.clear()
        raise TooHardError(f"more than {MOST_KINKS} kinks")

    def has_value(self, at: Fraction) -> bool:
        """Whether the function is known to have a value at a point."""
        try:
            evaluate(self.e, Point({}, {self.x.name: at}, {}))
        except UndefinedError:
            return False
        return True

    @property
    def analytic(self) -> bool:
        """Whether no corner can hide in it."""
        return not any(
            isinstance(node, Cases) or (isinstance(node, Apply) and node.fn in KINKED)
            for node in walk(unfold_all(self.e))
        )

    def vanishes(self, at: Fraction, order: int) -> bool:
        """Whether a derivative is exactly zero at a point; of a function with corners only the value is asked."""
        if order and not self.analytic:
            return False
        e = self.e
        for _ in range(order):
            e = derivative(e, self.x)
        ctx = Context(clock=self.check_time)
        try:
            return is_zero(ctx, normal(ctx, substitute(e, {self.x: wrap(at)})))
        except (NeedSplit, UndefinedError):
            return False

    def slope(self) -> RealFunction | None:
        """f′, short enough to be taken again; None where it is not known to have one everywhere."""
        if not self.analytic:
            return None
        ctx = Context(clock=self.check_time)
        try:
            return replace(self, e=to_tree(ctx, normal(ctx, derivative(self.e, self.x))))
        except (NeedSplit, TooHardError, UndefinedError):
            return None

    def halves(self) -> list[RealFunction]:
        """The function on two halves of its domain, so that each has one of the ends to itself."""
        low, high = self.domain.low, self.domain.high
        if low is None or high is None:
            middle = high - 1 if high is not None else low + 1 if low is not None else Fraction(0)
        else:
            middle = (low + high) / 2
        ends = self.domain.open_ends
        return [
            replace(self, domain=RealInterval(low, middle, ends)),
            replace(self, domain=RealInterval(middle, high, ends)),
        ]

    def stretched(self) -> RealFunction | None:
        """On (a, b], the same values by x = a + (b − a) eˢ for s ≤ 0: an open end is moved to infinity."""
        low, high = self.domain.low, self.domain.high
        if low is None or high is None or not {low, high} & set(self.domain.open_ends):
            return None
        s = Scalar("r~" if self.x.name == "s" else "s~")  # x~ is what stands in for x in a derivative
        reach = wrap(high - low) * Apply("exp", (s,))
        inside = wrap(low) + reach if low in self.domain.open_ends else wrap(high) - reach
        return RealFunction(substitute(self.e, {self.x: inside}), s, RealInterval(None, Fraction(0)), self.check_time)


def function_of(e: Expr, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> RealFunction | None:
    """The expression as a function of its only variable, on the interval that the hypotheses allow."""
    inputs = inputs_of(e)
    if len(inputs) != 1:
        return None
    (x,) = inputs
    return RealFunction(e, x, domain_of(x, assuming, check_time), check_time) if isinstance(x, Scalar) else None


def domain_of(x: Scalar, assuming: tuple[Relation, ...], check_time: Callable[[], None] = lambda: None) -> RealInterval:
    """The interval that the hypotheses a x + b > 0 leave; others are not used, which proves more than was asked."""
    low: Fraction | None = Fraction(0) if x.positive else None
    high: Fraction | None = None
    strict = {Fraction(0)} if x.positive else set()
    for relation in (half for hypothesis in assuming for half in _halves(hypothesis)):
        bound = _bound(x, relation, check_time)
        if bound is None:
            continue
        value, below, excluded = bound
        if below and (low is None or value >= low):
            low = value
        elif not below and (high is None or value <= high):
            high = value
        if excluded:
            strict.add(value)
    return RealInterval(low, high, tuple(end for end in strict if end in (low, high)))


def interval_of(x: Scalar, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> RealInterval:
    """The interval that the hypotheses leave, each of them used up.

    NotationError for one that is no bound on x, HypothesisError where nothing is left.
    """
    for relation in assuming:
        halves = _halves(relation)
        if any(_bound(x, half, check_time) is None or not _always_defined(half, check_time) for half in halves):
            raise NotationError(f"{relation}: expected bounds on {x}, such as {x} >= 0, {x} < 3 or Abs({x}) <= 1")
    domain = domain_of(x, assuming, check_time)
    low, high = domain.low, domain.high
    if low is not None and high is not None and (low > high or (low == high and low in domain.open_ends)):
        raise HypothesisError(f"contradictory hypotheses: no {x} satisfies {', '.join(map(str, assuming))}")
    return domain


def leaves_an_interval(x: Scalar, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> bool:
    """Whether what the hypotheses leave for x, all else held fixed, is known to have no gap.

    Each is linear in x, and defined for every x: x/x = 1 leaves out 0.
    """
    return all(_is_convex(x, relation, check_time) for relation in spelled_out(assuming) if _mentions(x, relation))


def _mentions(x: Scalar, relation: Relation) -> bool:
    return x in inputs_of(relation.left) or x in inputs_of(relation.right)


def _is_convex(x: Scalar, relation: Relation, check_time: Callable[[], None]) -> bool:
    """a x + b > 0, where neither a nor b depends on x: as it is written, for x²/x > −1 leaves out 0."""
    ctx, atom = Context(clock=check_time), Atom("scalar", x)
    try:
        poly = normal(ctx, relation.left) - normal(ctx, relation.right)
    except (NeedSplit, TooHardError, UndefinedError):
        return False
    alone = all(not _inside(atom, other) for mono in poly.terms for other, _ in mono if other is not atom)
    linear = alone and all(dict(mono).get(atom, 0) in (0, 1) for mono in poly.terms)
    return relation.sign != "!=" and linear and _always_defined(relation, check_time, x)


def _always_defined(relation: Relation, check_time: Callable[[], None], x: Scalar | None = None) -> bool:
    """Whether both sides have a value at every point; or, given x, whether that does not hang on x."""
    domain = Definedness(Context(clock=check_time))
    try:
        domain.visit(relation.left)
        domain.visit(relation.right)
    except (NeedSplit, TooHardError, UndefinedError):
        return False
    open_ones = [each.relation for each in domain.conditions.values() if not each.discharged]
    return not any(x is None or _mentions(x, each) for each in open_ones)


def _inside(atom: Atom, outer: object) -> bool:
    """Whether the atom occurs in another, or in what one holds."""
    return any(part is atom for part in atoms_within(outer))


def _halves(relation: Relation) -> tuple[Relation, ...]:
    """The inequalities that it comes to: x = 1 is x ≥ 1 and x ≤ 1."""
    if relation.sign == "=":
        return Relation(relation.left, ">=", relation.right), Relation(relation.left, "<=", relation.right)
    return spelled_out((relation,))


def gaps_of(x: Scalar, assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> tuple[Fraction, ...]:
    """The points that hypotheses x ≠ c take out of the domain."""
    points = (_zero(x, relation, check_time) for relation in assuming if relation.sign == "!=")
    return tuple(sorted(point[0] for point in points if point is not None))


def without(domain: RealInterval, gaps: tuple[Fraction, ...]) -> list[RealInterval]:
    """The intervals between the gaps."""
    found = [domain]
    for gap in gaps:
        last = found[-1]
        if (last.low is None or gap > last.low) and (last.high is None or gap < last.high):
            found[-1] = RealInterval(last.low, gap, (*last.open_ends, gap))
            found.append(RealInterval(gap, last.high, (gap, *last.open_ends)))
    return found


def _bound(x: Scalar, relation: Relation, check_time: Callable[[], None]) -> tuple[Fraction, bool, bool] | None:
    """The end, whether it is a lower one, and whether it is excluded."""
    zero = _zero(x, relation, check_time) if relation.excess is not None else None
    if zero is None:
        return None
    at, slope = zero
    return at, (slope > 0) == (1 in SIGNS[relation.sign].true_at), relation.strict


def _zero(x: Scalar, relation: Relation, check_time: Callable[[], None]) -> tuple[Fraction, Fraction] | None:
    """Where left − right = a x + b vanishes, and a."""
    ctx, atom = Context(clock=check_time), ((Atom("scalar", x), 1),)
    try:
        poly = normal(ctx, relation.left) - normal(ctx, relation.right)
    except (NeedSplit, TooHardError, UndefinedError):
        return None  # a hypothesis that is not linear is not used
    if not set(poly.terms) <= {atom, ()} or atom not in poly.terms:
        return None
    slope = poly.terms[atom]
    return -poly.terms.get((), Fraction(0)) / slope, slope
