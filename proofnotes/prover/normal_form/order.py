"""Whole numbers: an index as the number 1 … K, and conditions on such numbers as factors that are 1 or 0.

[w > 0] and [w = d] are kinds of atoms, for w a polynomial of indices and dimensions with whole coefficients, without a
constant and with nothing to divide out.  Over whole numbers every condition on w is a combination of these:
[w > 2] = [w > 0] − [w = 1] − [w = 2].  What the ranges decide, 1 ≤ i ≤ K, is decided at once; i = j between indices of
one dimension is Kronecker's δ.

Invariant: of w and −w the one is taken that begins with a plus, unless the variable of a sum is in it: there the sum
decides (`sums.py`), so that renaming its variable changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor, gcd, lcm

from ...expr.errors import TooHardError
from ...expr.indices import Index, Position, Shifted, ShiftedLabel, Spot, moved_spot
from ...expr.nodes import Cases, Counter, Expr, Relation, wrap
from .algebra import moved, multiply, settle, times_rest
from .brackets import everywhere
from .deltas import delta_of
from .masks import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE
from .masks import ZERO as NOUGHT
from .readable import to_tree
from .signs import define_whole_sign
from .sums import dimension
from .symbols import always
from .terms import (
    ONE,
    ONE_MONO,
    ZERO,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Moves,
    Poly,
    number,
    power_of,
    register,
)

MOST_BETWEEN = 12
"""So far apart [w > c] and [w > 0] are told apart by the values between; further apart they are two atoms."""

WHOLE = ("counter", "dim")


def counter(ctx: Context, place: Spot) -> Poly:
    """The number of a place, counted from 1."""
    if isinstance(place, Position):
        return number(place.value)
    if isinstance(place, (Shifted, ShiftedLabel)):
        whole = number(place.block) if isinstance(place.block, int) else counter(ctx, place.block) - ONE
        return multiply(ctx, whole, dimension(ctx, Index("k", place.over.base))) + counter(ctx, place.inner)
    return power_of(Atom("counter", place))


def is_whole(poly: Poly) -> bool:
    """Whether it is a polynomial of indices and dimensions with whole coefficients."""
    return all(
        c.denominator == 1 and all(atom.kind in WHOLE and isinstance(n, int) and n > 0 for atom, n in mono)
        for mono, c in poly
    )


def counters(poly: Poly) -> list[Atom]:
    """The indices that are counted in it."""
    return sorted({atom for mono in poly.terms for atom, _ in mono if atom.kind == "counter"}, key=lambda a: a.key)


def above(ctx: Context, poly: Poly) -> Poly:
    """[poly > 0], for whole numbers."""
    poly = _whole(poly)
    known = _decided_above(ctx, poly)
    if known is not None:
        return ONE if known else ZERO
    w, constant, common = _primitive(poly)
    return _above(ctx, w, floor(Fraction(-constant, common)))


def _above(ctx: Context, w: Poly, bound: int) -> Poly:
    """[w > bound], by [w > 0] and the values between."""
    if not w.loose and w.sorted()[0][1] < 0:
        return ONE - _above(ctx, w.scaled(Fraction(-1)), -bound - 1)
    low, high = lowest(ctx, w), highest(ctx, w)
    if low is not None and bound - low < MOST_BETWEEN:
        return ONE - _values(ctx, w, range(low, bound + 1))
    if high is not None and high - bound <= MOST_BETWEEN:
        return _values(ctx, w, range(bound + 1, high + 1))
    if abs(bound) > MOST_BETWEEN:
        return power_of(Atom("above", (w, bound)))
    whole = power_of(Atom("above", (w, 0)))
    return whole - _values(ctx, w, range(1, bound + 1)) + _values(ctx, w, range(bound + 1, 1))


def _values(ctx: Context, w: Poly, values: range) -> Poly:
    found = ZERO
    for value in values:
        found = found + equal(ctx, w - number(value))
    return found


def equal(ctx: Context, poly: Poly) -> Poly:
    """[poly = 0], for whole numbers."""
    poly = _whole(poly)
    if poly.constant is not None:
        return ONE if poly.constant == 0 else ZERO
    mask = _by_ranges(ctx, poly)
    if not mask & NOUGHT:
        return ZERO
    if mask == NOUGHT:
        return ONE
    w, constant, common = _primitive(poly)
    if constant % common:
        return ZERO
    value = -constant // common
    if w.sorted()[0][1] < 0:
        w, value = w.scaled(Fraction(-1)), -value
    delta = _as_delta(ctx, w, value)
    return power_of(Atom("equal", (w, value))) if delta is None else delta


def _as_delta(ctx: Context, w: Poly, value: int) -> Poly | None:
    """i = j as Kronecker's δ, and i = 1."""
    alone = [mono[0][0] for mono in w.terms if len(mono) == 1 and mono[0][1] == 1]
    places = [atom.data for atom in alone if atom.kind == "counter"]
    if len(places) != len(w.terms) or any(abs(c) != 1 for c in w.terms.values()):
        return None
    if len(places) == 1 and value == 1 and places[0].over.blocks == 1:
        return delta_of(places[0], Position(1, places[0].over))
    if len(places) == 2 and value == 0 and sum(w.terms.values()) == 0 and places[0].over == places[1].over:
        return delta_of(*places)
    return None


def same_number(ctx: Context, left: Poly, right: Poly) -> Poly:
    """[left = right]."""
    return equal(ctx, left - right)


def without_fractions(poly: Poly) -> Poly:
    """A multiple with whole coefficients: where 2T = s t is known, T is s t/2."""
    return poly.scaled(Fraction(lcm(*(c.denominator for c in poly.terms.values()))))


def _whole(poly: Poly) -> Poly:
    """The same, of indices and dimensions only: where T = −c is known, the rules for whole numbers do not hold of c."""
    found = without_fractions(poly)
    if not is_whole(found):
        raise TooHardError("a hypothesis says what a whole number is by numbers that are not known to be whole")
    return found


def _primitive(poly: Poly) -> tuple[Poly, int, int]:
    """w, c and g > 0 with poly = g w + c."""
    constant = int(poly.terms.get(ONE_MONO, 0))
    rest = {mono: c for mono, c in poly if mono != ONE_MONO}
    common = gcd(*(int(c) for c in rest.values()))
    return Poly({mono: c / common for mono, c in rest.items()}), constant, common


def _decided_above(ctx: Context, poly: Poly) -> bool | None:
    if poly.constant is not None:
        return poly.constant > 0
    if _at_least(ctx, poly, 1):
        return True
    return False if _at_least(ctx, poly.scaled(Fraction(-1)), 0) else None


def _at_least(ctx: Context, poly: Poly, bound: int) -> bool:
    """Whether it is at least so much: by the ranges, or by what a hypothesis adds to them."""
    low = lowest(ctx, poly)
    if low is not None and low >= bound:
        return True
    return any(
        low is not None and low >= bound
        for known in _known_nonnegative(ctx)
        for low in (lowest(ctx, poly - known), lowest(ctx, poly - known.scaled(Fraction(2))))
    )


def _known_nonnegative(ctx: Context) -> Iterator[Poly]:
    """Whole numbers that hypotheses say are not negative."""
    plain = []
    for fact in ctx.facts:
        if fact.every or not is_whole(fact.poly) or not counters(fact.poly):
            continue
        if fact.mask & ~NONNEGATIVE == 0:
            plain.append(fact.poly - number(0 if fact.mask & NOUGHT else 1))
        if fact.mask & ~NONPOSITIVE == 0:
            plain.append(fact.poly.scaled(Fraction(-1)) - number(0 if fact.mask & NOUGHT else 1))
    yield from plain
    for place, one in enumerate(plain):
        yield from (one + other for other in plain[:place])


def lowest(ctx: Context, poly: Poly) -> int | None:
    """A bound from below that the ranges of indices and dimensions give, reached where all are 1; None for none."""
    for _ in range(len(counters(poly))):
        found = _at_an_end(ctx, poly)
        if found is None:
            return None
        poly = found
    shifted = _in_surplus(ctx, poly)
    if any(c < 0 for mono, c in shifted if mono != ONE_MONO):
        return None
    return int(shifted.terms.get(ONE_MONO, 0))


def highest(ctx: Context, poly: Poly) -> int | None:
    """A bound from above."""
    low = lowest(ctx, poly.scaled(Fraction(-1)))
    return None if low is None else -low


def _at_an_end(ctx: Context, poly: Poly) -> Poly | None:
    """The polynomial at that end of the range of some index where it is least."""
    for atom in counters(poly):
        slope, rest = linear_in(poly, atom)
        if slope is None or counters(slope):
            continue
        signed = _in_surplus(ctx, slope)
        if all(c >= 0 for c in signed.terms.values()):
            return slope + rest
        if all(c <= 0 for c in signed.terms.values()):
            return multiply(ctx, slope, dimension(ctx, Index("k", atom.data.over))) + rest
    return None


def linear_in(poly: Poly, atom: Atom) -> tuple[Poly | None, Poly]:
    """a and b with poly = a · atom + b; None for a where it is not linear in the atom."""
    slope: dict[Mono, Fraction] = {}
    rest: dict[Mono, Fraction] = {}
    for mono, c in poly:
        exponent = dict(mono).get(atom, 0)
        if exponent == 0:
            rest[mono] = c
        elif exponent == 1:
            slope[tuple(pair for pair in mono if pair[0] is not atom)] = c
        else:
            return None, poly
    return Poly(slope), Poly(rest)


def _in_surplus(ctx: Context, poly: Poly) -> Poly:
    """In terms of N − 1, which is never negative, for every dimension N."""
    result = ZERO
    for mono, c in poly:
        product = number(c)
        for atom, exponent in mono:
            base = power_of(Atom("surplus", atom.data)) + ONE if atom.kind == "dim" else power_of(atom)
            for _ in range(int(exponent)):
                product = multiply(ctx, product, base)
        result = result + product
    return result


@define_whole_sign
def whole_sign(ctx: Context, poly: Poly) -> int:
    """The signs that the ranges of its indices leave for a polynomial of whole numbers."""
    return _by_ranges(ctx, poly) if is_whole(poly) and counters(poly) else ANY


def _by_ranges(ctx: Context, poly: Poly) -> int:
    """The same, also where no index is in it, only dimensions."""
    negated = poly.scaled(Fraction(-1))
    mask = ANY
    if _at_least(ctx, poly, 0):
        mask &= POSITIVE if _at_least(ctx, poly, 1) else NONNEGATIVE
    if _at_least(ctx, negated, 0):
        mask &= NEGATIVE if _at_least(ctx, negated, 1) else NONPOSITIVE
    for fact in ctx.facts:
        if fact.mask == NONZERO and not fact.every and fact.poly in (poly, negated):
            mask &= NONZERO
    return mask


CONDITIONS: dict[str, Callable[[Context, Poly], Poly]] = {
    "=": equal,
    "!=": lambda ctx, u: ONE - equal(ctx, u),
    ">": above,
    ">=": lambda ctx, u: above(ctx, u + ONE),
    "<": lambda ctx, u: above(ctx, u.scaled(Fraction(-1))),
    "<=": lambda ctx, u: ONE - above(ctx, u),
}
"""1 where left − right = u makes the relation true, else 0."""


def rebuilt(ctx: Context, atom: Atom, poly: Poly) -> Poly:
    """The same condition about another polynomial in the place of w."""
    value = atom.data[1]
    return above(ctx, poly - number(value)) if atom.kind == "above" else equal(ctx, poly - number(value))


def _moved_counter(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    return counter(ctx, moved_spot(atom.data, moves))


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    return rebuilt(ctx, atom, moved(ctx, atom.data[0], moves))


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """A condition is 1 or 0; two about one number are one, or exclude each other; a known number is put in."""
    if exponent < 0:
        return None
    if exponent != 1:
        return times_rest(ctx, mono, atom, power_of(atom))
    for other, power in mono:
        if other is not atom and other.kind in ("above", "equal") and power == 1:
            both = _together(ctx, atom, other)
            if both is not None:
                rest = tuple(pair for pair in mono if pair[0] not in (atom, other))
                return multiply(ctx, settle(ctx, rest, Fraction(1)), both)
    return _put_in(ctx, mono, atom) if atom.kind == "equal" else None


def _together(ctx: Context, atom: Atom, other: Atom) -> Poly | None:
    """The product of two conditions about one number, where it is simpler."""
    (w, value), (v, bound) = atom.data, other.data
    if v == w:
        if atom.kind == other.kind == "above":
            return power_of(atom if value > bound else other)
        if atom.kind == other.kind == "equal":
            return power_of(atom) if value == bound else ZERO
        if atom.kind == "above":
            return power_of(other) if bound > value else ZERO
        return power_of(atom) if value > bound else ZERO
    if v != w.scaled(Fraction(-1)):
        return _by_the_equation(ctx, atom, other) if "equal" in (atom.kind, other.kind) else None
    if atom.kind == other.kind == "above":  # value < w < −bound
        between = -bound - value - 1
        return ZERO if between <= 0 else equal(ctx, w - number(value + 1)) if between == 1 else None
    if atom.kind == "equal":
        return power_of(atom) if -value > bound else ZERO
    return power_of(other) if -bound > value else ZERO


def _by_the_equation(ctx: Context, atom: Atom, other: Atom) -> Poly | None:
    """[w = d][v > b], where ±w + (v ∓ w) > b is decided for w = d."""
    if atom.kind != "equal":
        atom, other = other, atom
    (w, value), (v, bound) = atom.data, other.data
    for sign in (1, -1):
        rest = v - w.scaled(Fraction(sign)) + number(sign * value - bound)
        if len(rest.terms) > max(len(v.terms), len(w.terms)):
            continue
        if other.kind == "equal":
            if not whole_sign(ctx, rest) & NOUGHT:
                return ZERO
        elif (known := _decided_above(ctx, rest)) is not None:
            return power_of(atom) if known else ZERO
    return None


def _put_in(ctx: Context, mono: Mono, atom: Atom) -> Poly | None:
    """[i = j + 1] i is [i = j + 1] (j + 1): the last index that is counted is put in where numbers are compared."""
    w, value = atom.data
    if not counters(w) or not everywhere(ctx, mono):
        return None
    last = counters(w)[-1]
    slope, rest = linear_in(w, last)
    if slope is None or slope.constant not in (1, -1):
        return None
    known = (number(value) - rest).scaled(Fraction(slope.constant))
    for other, exponent in mono:
        if other is not atom and other.kind in NUMBERS and last in counters(numbers_in(other)) and exponent > 0:
            there = with_number(ctx, other, last, known)
            if there is not None:
                rest_of = tuple(pair for pair in mono if pair[0] is not other)
                result = settle(ctx, rest_of, Fraction(1))
                for _ in range(int(exponent)):
                    result = multiply(ctx, result, there)
                return result
    return None


NUMBERS = ("counter", "above", "equal")
"""The kinds of atoms that are made of whole numbers."""


def numbers_in(atom: Atom) -> Poly:
    """The numbers that an atom is about."""
    found: Poly = power_of(atom) if atom.kind == "counter" else atom.data[0]
    return found


def with_number(ctx: Context, atom: Atom, place: Atom, value: Poly) -> Poly | None:
    """The atom with a number in the place of an index that is counted in it."""
    if atom.kind == "counter":
        return value if atom is place else power_of(atom)
    slope, rest = linear_in(atom.data[0], place)
    return None if slope is None else rebuilt(ctx, atom, multiply(ctx, slope, value) + rest)


def _tree(ctx: Context, atom: Atom) -> Expr:
    """1 where the condition holds, else 0."""
    w, value = atom.data
    relation = Relation(to_tree(ctx, w), ">" if atom.kind == "above" else "=", wrap(value))
    return Cases(((wrap(1), relation),), wrap(0), "complement")


def _says(sign: int) -> Callable[[Atom], tuple[Poly, int]]:
    return lambda atom: (atom.data[0] - number(atom.data[1]), sign)


register(AtomKind("above", "i", _moved, always(NONNEGATIVE), _tree, _settled, says=_says(POSITIVE)))
register(AtomKind("equal", "i", _moved, always(NONNEGATIVE), _tree, _settled, says=_says(NOUGHT)))
register(AtomKind("counter", "j", _moved_counter, always(POSITIVE), lambda ctx, atom: Counter(atom.data)))
