"""From a tree to its normal form: a reduced polynomial over atoms.

Definedness is not checked here; `domain.py` does that.  Kinks are resolved by sign; where a sign is not known the
statement is split, and a kink in what a sum binds enters as a bracket (`brackets.py`).
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.calculus import beta, derivative, standardized, unfold
from ...expr.errors import TooHardError
from ...expr.functions import KINKED
from ...expr.indices import Computed, Index, Place, Size, fresh
from ...expr.nodes import (
    Add,
    Apply,
    Binder,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Determinant,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
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
    wrap,
)
from ...expr.rewrite import read_at, rename
from . import counting as counting  # says what sums over an index are that only counts
from . import orientation as orientation  # says which of i < j and j < i stands in a sum
from . import selections as selections  # says what sums of one term are
from .algebra import instance, moved_mono, multiply, power, settle, settled_atom
from .brackets import bracketed, open_steps
from .deltas import delta_of
from .expectations import expectation_of, sampled
from .extremes import largest_of
from .functions import exp_of, function_of, kinked, log_of
from .masks import TRUE_MASKS, ZERO
from .matrices import Square, det_of, inverse_of
from .order import CONDITIONS, above, counter, equal, linear_in, without_fractions
from .order import is_whole as is_whole_number
from .products import product_out
from .raising import raised_to
from .signs import poly_sign, steps_of
from .sums import dimension, sum_out
from .symbols import entry_of
from .terms import KINDS, ONE, RULED, STEPS, Atom, Context, Mono, Poly, number, power_of, total_of
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
            return total_of(settle(ctx, mono, c) for mono, c in same_place(ctx, left, right))
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
            return multiply(ctx, normal(ctx, num, bound), _reciprocal(ctx, den, bound))
        case Pow(base, exponent):
            return _power(ctx, normal(ctx, base, bound), normal(ctx, exponent, bound), is_whole(exponent))
        case Apply(fn, args):
            polys = tuple(normal(ctx, arg, bound) for arg in args)
            return _kinked(ctx, fn, polys, bound) if fn in KINKED else function_of(fn)(ctx, polys[0])
        case Sum() | Prod() | Largest():
            return _binder(ctx, e, bound)
        case Expectation():
            return _expectation(ctx, e, bound)
        case Inverted(matrix, (row, column)):
            return inverse_of(ctx, _square(ctx, matrix, bound), row, column)
        case Determinant(matrix):
            return det_of(ctx, _square(ctx, matrix, bound))
        case Cases():
            return _cases(ctx, e, bound)
        case Diff(body, wrt):
            return normal(ctx, derivative(body, wrt), bound)
        case Named():
            return normal(ctx, unfold(e), bound)
        case Group(arg, _):
            return normal(ctx, arg, bound)
    raise TooHardError(f"no normal form for {e}")


def _reciprocal(ctx: Context, den: Expr, bound: frozenset[Index]) -> Poly:
    """1/den, factor by factor: multiplied out, (√u + ε)² would no longer be known as a square."""
    match den:
        case Mul(factors, _):
            result = ONE
            for factor in factors:
                result = multiply(ctx, result, _reciprocal(ctx, factor, bound))
            return result
        case Pow(base, Number(value, _)) if value.denominator == 1 and value > 0:
            return power(ctx, normal(ctx, base, bound), -value)
        case Group(arg, _):
            return _reciprocal(ctx, arg, bound)
    return power(ctx, normal(ctx, den, bound), Fraction(-1))


def _power(ctx: Context, base: Poly, exponent: Poly, whole: bool) -> Poly:
    """A rational power, one by a number of indices and dimensions, or e^{exponent · log base}.

    whole: so it is written; under a hypothesis such as 2T = s t its normal form may have fractions.
    """
    constant = exponent.constant
    if constant is not None:
        return power(ctx, base, constant)
    if whole or is_whole_number(exponent):
        return raised_to(ctx, base, exponent)
    return exp_of(ctx, multiply(ctx, exponent, log_of(ctx, base)))


def _binder(ctx: Context, e: Binder, bound: frozenset[Index]) -> Poly:
    """Σ, Π and max over a whole dimension; max_k max(a_k, b_k) is the larger of max_k a_k and max_k b_k."""
    if isinstance(e, Largest) and ctx.by_squares and (inside := inside_of_abs(e.body)) is not None:
        return power(ctx, normal(ctx, Largest(Pow(inside, wrap(2)), e.index), bound), Fraction(1, 2))
    if isinstance(e, Largest) and len(parts := _parts_of_kink(e.body)) > 1:
        return normal(ctx, Apply("max", tuple(Largest(part, e.index) for part in parts)), bound)
    apart = fresh(e.index)
    body = normal(ctx, rename(e.body, {e.index: apart}), bound | {apart})
    if isinstance(e, Largest):
        return _split_on_kinks(largest_of(ctx, body, (apart,)), bound)
    return (sum_out if isinstance(e, Sum) else product_out)(ctx, body, (apart,))


def _expectation(ctx: Context, e: Expectation, bound: frozenset[Index]) -> Poly:
    """The mean; of a number that is 0 or 1 of both values, whatever the body is."""
    if e.law == "bernoulli" and isinstance(e.variable, Scalar):
        return normal(ctx, standardized(e), bound)
    body, outcome = sampled(e)
    return expectation_of(
        ctx, e, outcome, normal(ctx, body, bound | {outcome}), lambda parameter: normal(ctx, parameter, bound)
    )


def inside_of_abs(e: Expr) -> Expr | None:
    """u of ∣u∣."""
    match e:
        case Group(arg, _):
            return inside_of_abs(arg)
        case Apply("abs", (arg,)):
            return arg
    return None


def _parts_of_kink(e: Expr) -> tuple[Expr, ...]:
    """What the expression is the largest of."""
    match e:
        case Group(arg, _):
            return _parts_of_kink(arg)
        case Apply("max", args):
            return tuple(part for arg in args for part in _parts_of_kink(arg))
        case Apply("abs", (arg,)):
            return (arg, Neg(arg))
    return (e,)


def _square(ctx: Context, matrix: Lambda, bound: frozenset[Index]) -> Square:
    """The normal form of the entries, with indices that nobody has used for row and column."""
    row, column = map(fresh, matrix.indices)
    return Square(row, column, normal(ctx, beta(matrix, (row, column)), bound | {row, column}))


def _kinked(ctx: Context, fn: str, polys: tuple[Poly, ...], bound: frozenset[Index]) -> Poly:
    return _split_on_kinks(kinked(ctx, fn, polys), bound)


def _split_on_kinks(result: Poly, bound: frozenset[Index]) -> Poly:
    """The value, unless a bracket in it can be split on."""
    for deciding in open_steps(result):
        if deciding.free.isdisjoint(bound):
            raise NeedSplit(deciding)
    return result


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
    """The first branch whose condition holds.  Between indices, and about something bound, it enters algebraically."""
    value, condition, rest = e.first
    holding = between_indices(ctx, condition)
    if holding is None:
        assert isinstance(condition, Relation)
        known = holds(ctx, condition, bound)
        if known is not None:
            return normal(ctx, value if known else rest, bound)
        holding = bracketed(ctx, condition.sign, gap(ctx, (condition.left, condition.right), bound))
    yes = normal(ctx, value, bound) if holding else NOTHING
    no = normal(ctx, rest, bound) if holding != ONE else NOTHING
    return multiply(ctx, holding, yes) + multiply(ctx, ONE - holding, no)


def between_indices(ctx: Context, condition: Relation | SameIndex) -> Poly | None:
    """1 where a condition between indices holds, else 0; None for one about other numbers.

    A hypothesis such as T = −c may have brought other numbers in.
    """
    if isinstance(condition, SameIndex):
        return same_place(ctx, condition.left, condition.right)
    if not is_whole(condition.left) or not is_whole(condition.right):
        return None
    difference = without_fractions(normal(ctx, condition.left) - normal(ctx, condition.right))
    return CONDITIONS[condition.sign](ctx, difference) if is_whole_number(difference) else None


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


def gap(ctx: Context, sides: tuple[Expr, Expr], bound: frozenset[Index]) -> Poly:
    """left − right of a condition."""
    return normal(ctx, sides[0], bound) - normal(ctx, sides[1], bound)


def holds(ctx: Context, condition: Relation, bound: frozenset[Index]) -> bool | None:
    """Whether a branch condition is true.

    Where its sign is not known: None if it is about something bound, else it asks for a split.
    """
    difference = gap(ctx, (condition.left, condition.right), bound)
    mask, wanted = poly_sign(ctx, difference), TRUE_MASKS[condition.sign]
    if mask & ~wanted == 0:
        return True
    if mask & wanted == 0:
        return False
    for deciding in (*open_steps(difference), difference):
        if deciding.free.isdisjoint(bound):
            raise NeedSplit(deciding)
    return None


def is_zero(ctx: Context, poly: Poly) -> bool:
    """Whether a polynomial in normal form is identically zero: denominators are cleared and everything is expanded.

    With brackets in it, signs are looked at before that, and not after: a denominator may be zero where it is not used.
    """
    poly = _possible(ctx, poly)
    stepped = bool(steps_of(poly))
    if stepped and poly_sign(ctx, poly) == ZERO:
        return True
    if poly and _zero_inside(ctx, poly):
        return True
    for _ in range(4):
        if not poly:
            return True
        lowest: dict[Atom, Fraction] = {}
        for mono in poly.terms:
            for atom, exponent in mono:
                if atom.kind in RULED and KINDS[atom.kind].cleared and exponent < 0:
                    lowest[atom] = min(lowest.get(atom, Fraction(0)), Fraction(exponent))
        if not lowest:
            return not stepped and poly_sign(ctx, poly) == ZERO
        for atom, exponent in lowest.items():
            poly = multiply(ctx, poly, power_of(atom, -exponent))
    return not poly


def _zero_inside(ctx: Context, poly: Poly) -> bool:
    """Whether sums with brackets, brought under one Σ, are zero in every case of their brackets."""
    bodies: dict[tuple[Mono, tuple[Size, ...]], Poly] = {}
    opened: dict[tuple[Size, ...], tuple[Index, ...]] = {}
    inside = {atom for mono in poly.terms for atom, _ in mono if atom.kind == "sum"}
    if not any(each.kind in STEPS for atom in inside for each, _ in atom.data[1]):
        return False
    for mono, c in poly:
        sums = [atom for atom, exponent in mono if atom.kind == "sum" and exponent == 1]
        if len(sums) != 1:
            return False
        labels, body = sums[0].data
        over = tuple(label.over for label in labels)
        indices = opened.setdefault(over, tuple(fresh(Index("k", each)) for each in over))
        rest = tuple(pair for pair in mono if pair[0] is not sums[0])
        term = moved_mono(ctx, body, dict(zip(labels, indices, strict=True))).scaled(c)
        bodies[rest, over] = bodies.get((rest, over), Poly({})) + term
    return all(poly_sign(ctx, body) == ZERO for body in bodies.values())


def _possible(ctx: Context, poly: Poly) -> Poly:
    """Without the terms that ask for i = j where facts about i and j exclude it: z_i > 0 and z_j < 0."""
    deltas = {atom for mono in poly.terms for atom, exponent in mono if atom.kind == "delta" and exponent == 1}
    gone = {atom for atom in deltas if any(_excluded(ctx, *pair) for pair in (atom.data, atom.data[::-1]))}
    return Poly({mono: c for mono, c in poly if gone.isdisjoint(atom for atom, _ in mono)}) if gone else poly


def _excluded(ctx: Context, kept: Place, gone: Place) -> bool:
    if not isinstance(gone, Index):
        return False
    about = (fact for fact in ctx.facts if not fact.every and fact.poly.mentions((gone,)))
    return any(not poly_sign(ctx, instance(ctx, fact.poly, {gone: kept})) & fact.mask for fact in about)
