"""From a tree to its normal form: a reduced polynomial over atoms.

Definedness is not checked here; `domain.py` does that.  Kinks are resolved by sign; where a sign is not known the
statement is split, unless the kink stands inside a sum.
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.calculus import derivative, unfold
from ...expr.errors import TooHardError
from ...expr.functions import KINKED
from ...expr.indices import Computed, Index, Place, fresh
from ...expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    counter_of,
    is_whole,
)
from ...expr.rewrite import read_at, rename
from . import counting as counting  # says what sums over an index are that only counts
from . import orientation as orientation  # says which of i < j and j < i stands in a sum
from . import subsums as subsums  # says which sums inside larger ones are known
from .algebra import multiply, power, settled_atom
from .deltas import delta_of
from .functions import exp_of, function_of, kinked, log_of
from .masks import TRUE_MASKS, ZERO
from .order import CONDITIONS, above, counter, equal, linear_in
from .order import is_whole as is_whole_number
from .raising import raised_to
from .signs import poly_sign
from .sums import dimension, sum_out
from .symbols import entry_of
from .terms import ONE, RULED, Atom, Context, Poly, number, power_of, total_of
from .terms import ZERO as NOTHING


class NeedSplit(Exception):  # noqa: N818 - a request, not an error
    """The sign of a polynomial decides which branch is meant, and it is not known."""

    def __init__(self, poly: Poly) -> None:
        super().__init__(repr(poly))
        self.poly = poly


def normal(ctx: Context, e: Expr, bound: frozenset[Index] = frozenset()) -> Poly:
    """The normal form of an expression; bound are the indices of the sums around it."""
    cached = ctx.normal_forms.get(e)
    if cached is None:
        ctx.check_time()
        cached = ctx.normal_forms[e] = _normal(ctx, e, bound)
    return cached


def _normal(ctx: Context, e: Expr, bound: frozenset[Index]) -> Poly:
    match e:
        case Number(value, _):
            return number(value)
        case Constant(name):
            return power_of(Atom(name, name))
        case Dim():
            return dimension(ctx, Index("k", e.over))
        case Scalar():
            return settled_atom(ctx, "scalar", e)
        case Entry(tensor, places):
            if any(isinstance(place, Computed) for place in places):
                return normal(ctx, _read(tensor, places), bound)
            return entry_of(ctx, tensor, places)
        case Counter(place):
            return counter(ctx, place)
        case Delta(left, right):
            return same_place(ctx, left, right)
        case Add(terms):
            return total_of(normal(ctx, term, bound) for term in terms)
        case Neg(arg):
            return normal(ctx, arg, bound).scaled(Fraction(-1))
        case Mul(factors, _):
            result = ONE
            for factor in factors:
                result = multiply(ctx, result, normal(ctx, factor, bound))
            return result
        case Div(num, den):
            below = power(ctx, normal(ctx, den, bound), Fraction(-1))
            return multiply(ctx, normal(ctx, num, bound), below)
        case Pow(base, exponent):
            return _power(ctx, normal(ctx, base, bound), normal(ctx, exponent, bound))
        case Apply(fn, args):
            polys = tuple(normal(ctx, arg, bound) for arg in args)
            return _kinked(ctx, fn, polys, bound) if fn in KINKED else function_of(fn)(ctx, polys[0])
        case Sum() | Prod():
            return _binder(ctx, e, bound)
        case Cases():
            return _cases(ctx, e, bound)
        case Diff(body, wrt):
            return normal(ctx, derivative(body, wrt), bound)
        case Named():
            return normal(ctx, unfold(e), bound)
        case Group(arg, _):
            return normal(ctx, arg, bound)
    raise TooHardError(f"no normal form for {e}")


def _power(ctx: Context, base: Poly, exponent: Poly) -> Poly:
    """A rational power, one by a number of indices and dimensions, or e^{exponent · log base}."""
    constant = exponent.constant
    if constant is not None:
        return power(ctx, base, constant)
    if is_whole_number(exponent):
        return raised_to(ctx, base, exponent)
    return exp_of(ctx, multiply(ctx, exponent, log_of(ctx, base)))


def _binder(ctx: Context, e: Sum | Prod, bound: frozenset[Index]) -> Poly:
    """Σ, and Π f = e^{Σ log f} for positive f."""
    apart = fresh(e.index)
    body = normal(ctx, rename(e.body, {e.index: apart}), bound | {apart})
    if isinstance(e, Sum):
        return sum_out(ctx, body, (apart,))
    return exp_of(ctx, sum_out(ctx, log_of(ctx, body), (apart,)))


def _kinked(ctx: Context, fn: str, polys: tuple[Poly, ...], bound: frozenset[Index]) -> Poly:
    result = kinked(ctx, fn, polys)
    for mono in result.terms:
        for atom, _ in mono:
            if atom.kind == "kinked" and atom.free.isdisjoint(bound):
                raise NeedSplit(split_point(atom))
    return result


def split_point(atom: Atom) -> Poly:
    """The polynomial whose sign decides a Max or an Abs."""
    fn, polys = atom.data
    first: Poly = polys[0]
    return first if fn == "abs" else first - polys[1]


def _read(tensor: Tensor, places: tuple[Place, ...]) -> Expr:
    """An entry at computed places, 0 where one of them is outside."""
    axes = tuple(fresh(Index("k", over)) for over in tensor.over)
    return read_at(Entry(tensor, axes), axes, places)


def same_place(ctx: Context, left: Place, right: Place) -> Poly:
    """δ between two places, by their numbers where those are computed or known to differ."""
    if isinstance(left, Computed) or isinstance(right, Computed):
        return equal(ctx, normal(ctx, counter_of(left)) - normal(ctx, counter_of(right)))
    found = delta_of(left, right)
    return (
        found if not ctx.facts or found.constant is not None else equal(ctx, counter(ctx, left) - counter(ctx, right))
    )


def _cases(ctx: Context, e: Cases, bound: frozenset[Index]) -> Poly:
    """The first branch whose condition holds.  Between indices it enters algebraically: δ a + (1 − δ) b."""
    value, condition, rest = e.first
    if (holding := between_indices(ctx, condition)) is not None:
        yes = normal(ctx, value, bound) if holding else NOTHING
        no = normal(ctx, rest, bound) if holding != ONE else NOTHING
        return multiply(ctx, holding, yes) + multiply(ctx, ONE - holding, no)
    assert isinstance(condition, Relation)
    chosen = value if holds(ctx, condition, bound) else rest
    return normal(ctx, chosen, bound)


def between_indices(ctx: Context, condition: Relation | SameIndex) -> Poly | None:
    """1 where a condition between indices holds, else 0; None for one about other numbers."""
    if isinstance(condition, SameIndex):
        return same_place(ctx, condition.left, condition.right)
    if not is_whole(condition.left) or not is_whole(condition.right):
        return None
    difference = normal(ctx, condition.left) - normal(ctx, condition.right)
    return CONDITIONS[condition.sign](ctx, difference)


def satisfiable(ctx: Context, condition: When, index: Index) -> bool:
    """Whether a condition between indices holds for some value of this index, whatever the others are."""
    parts = condition.parts if isinstance(condition, Both) else (condition,)
    numbers: list[tuple[str, Poly]] = []
    for part in parts:
        sign, sides = part_of(part)
        if not all(map(is_whole, sides)):
            return False
        numbers.append((sign, normal(ctx, sides[0]) - normal(ctx, sides[1])))
    place = Atom("counter", index)
    ends = [ONE, dimension(ctx, index)]
    for _, u in numbers:
        slope, rest = linear_in(u, place)
        if slope is not None and slope.constant in (1, -1):
            value = rest.scaled(-slope.constant)
            ends += [value, value + ONE, value - ONE]
    for end in ends:
        inside = multiply(ctx, above(ctx, end), above(ctx, dimension(ctx, index) + ONE - end))
        if inside == ONE and all(_at_end(ctx, sign, u, place, end) for sign, u in numbers):
            return True
    return False


def part_of(condition: Relation | SameIndex) -> tuple[str, tuple[Expr, Expr]]:
    """The sign of a condition, and its sides as numbers."""
    if isinstance(condition, SameIndex):
        return "=", (counter_of(condition.left), counter_of(condition.right))
    return condition.sign, (condition.left, condition.right)


def _at_end(ctx: Context, sign: str, u: Poly, place: Atom, value: Poly) -> bool:
    """Whether the condition on u holds where the index has this value."""
    slope, rest = linear_in(u, place)
    return slope is not None and CONDITIONS[sign](ctx, multiply(ctx, slope, value) + rest) == ONE


def holds(ctx: Context, condition: Relation, bound: frozenset[Index]) -> bool:
    """Whether a branch condition is true; asks for a split where its sign is not known."""
    difference = normal(ctx, condition.left, bound) - normal(ctx, condition.right, bound)
    mask, wanted = poly_sign(ctx, difference), TRUE_MASKS[condition.sign]
    if mask & ~wanted == 0:
        return True
    if mask & wanted == 0:
        return False
    if not difference.free.isdisjoint(bound):
        raise TooHardError(f"the condition {condition} stands inside a sum")
    raise NeedSplit(difference)


def is_zero(ctx: Context, poly: Poly) -> bool:
    """Whether a polynomial in normal form is identically zero: denominators are cleared and everything is expanded."""
    for _ in range(4):
        if not poly:
            return True
        lowest: dict[Atom, Fraction] = {}
        for mono in poly.terms:
            for atom, exponent in mono:
                if atom.kind in RULED and exponent < 0:
                    lowest[atom] = min(lowest.get(atom, Fraction(0)), Fraction(exponent))
        if not lowest:
            return poly_sign(ctx, poly) == ZERO
        for atom, exponent in lowest.items():
            poly = multiply(ctx, poly, power_of(atom, -exponent))
    return not poly
