"""Sums over an index that only counts: Σ_{s ≤ t} s = t(t + 1)/2, Σ_t [s ≤ t] = T − s + 1, Σ_t r^t for r ≠ 1.

Such an index stands in numbers, in conditions on numbers and in exponents, and in no entry, so that the sum has a
closed form: the conditions say between which bounds the index runs, and the summand is a polynomial times a power.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb

from ...expr.errors import UndefinedError
from ...expr.indices import Index
from .algebra import multiply, power, settle
from .brackets import everywhere
from .functions import FUNCTIONS, exp_of
from .masks import ZERO as NOUGHT
from .order import NUMBERS, above, linear_in, with_number
from .raising import raised_to, surplus_of
from .signs import poly_sign
from .sums import SETTLERS, define_counted, dimension, sum_out
from .terms import ONE, ZERO, Atom, Context, Exponent, Mono, Poly, monomial, number, power_of, total_of

MOST_POWERS = 8
"""Σ s^n has a closed form for every n; higher ones are left as they are."""


@define_counted
def counted_out(ctx: Context, mono: Mono, indices: tuple[Index, ...]) -> Poly | None:
    """Σ over the indices, one of which only counts; None where there is none of that kind."""
    for index in indices:
        mine = tuple(pair for pair in mono if index in pair[0].free)
        if not mine:
            continue
        ctx.check_time()
        rest = Poly({tuple(pair for pair in mono if pair not in mine): Fraction(1)})
        found = _over(ctx, mine, index)
        if found is not None:
            return sum_out(ctx, multiply(ctx, rest, found), tuple(each for each in indices if each != index))
        moved_out = _known_elsewhere(ctx, mine, index, indices)
        if moved_out is not None:
            return sum_out(ctx, multiply(ctx, rest, moved_out), indices)
    return None


def _known_elsewhere(ctx: Context, mono: Mono, index: Index, bound: tuple[Index, ...]) -> Poly | None:
    """Beside [s = t − 1], where nothing sums over t, r^s is r^{t−1}, which the sum over s does not need."""
    place = Atom("counter", index)
    for atom, exponent in mono:
        value = _solved(atom, place) if atom.kind == "equal" and exponent == 1 else None
        if value is None or value.mentions(bound):
            continue
        for pair in mono:
            if pair[0].kind in NUMBERS or not everywhere(ctx, mono):
                continue
            there = _with_value(ctx, (pair,), place, value)
            if there is not None:
                return multiply(ctx, Poly({monomial(each for each in mono if each is not pair): Fraction(1)}), there)
    return None


@dataclass(frozen=True)
class Summand:
    """s^power times factor times b^{s − 1} for each base, given as the function a ↦ b^a."""

    power: int
    factor: Poly
    bases: tuple[Callable[[Poly], Poly], ...]


@dataclass(frozen=True)
class Stretch:
    """A summand, over the s ≤ each of uppers and > each of lowers."""

    summand: Summand
    uppers: list[Poly]
    lowers: list[Poly]


def _over(ctx: Context, mono: Mono, index: Index) -> Poly | None:
    """Σ over one index of factors that it is in; None where it does more than count."""
    place = Atom("counter", index)
    for atom, exponent in mono:
        if atom.kind == "equal" and exponent == 1 and (value := _solved(atom, place)) is not None:
            return _at_value(ctx, mono, atom, place, value)
    if any(atom.kind == "delta" for atom, _ in mono):
        return None
    found = _read(ctx, mono, place)
    if found is None:
        return None
    closed = _closed_form(ctx, found.summand)
    return None if closed is None else _between(ctx, closed, found.uppers, found.lowers, dimension(ctx, index))


def _read(ctx: Context, mono: Mono, place: Atom) -> Stretch | None:
    """What is summed and between which bounds, where the index only counts."""
    conditions = [atom for atom, exponent in mono if atom.kind == "above" and exponent == 1]
    summand = _summand(ctx, monomial(pair for pair in mono if pair[0] not in conditions), place)
    bounds = [bound for atom in conditions if (bound := _bound(atom, place)) is not None]
    if summand is None or len(bounds) < len(conditions):
        return None
    uppers = [value for is_upper, value in bounds if is_upper]
    return Stretch(summand, uppers, [value for is_upper, value in bounds if not is_upper])


def _solved(atom: Atom, place: Atom) -> Poly | None:
    """The value of the index that a condition w = d leaves."""
    slope, rest = linear_in(atom.data[0], place)
    if slope is None or slope.constant not in (1, -1):
        return None
    return (number(atom.data[1]) - rest).scaled(Fraction(slope.constant))


def _at_value(ctx: Context, mono: Mono, condition: Atom, place: Atom, value: Poly) -> Poly | None:
    """Σ_s [s = a] f(s) = [1 ≤ a ≤ K] f(a)."""
    size = dimension(ctx, place.data)
    result = multiply(ctx, above(ctx, value), above(ctx, size + ONE - value))
    there = _with_value(ctx, monomial(pair for pair in mono if pair[0] is not condition), place, value)
    return None if there is None else multiply(ctx, result, there)


def _with_value(ctx: Context, mono: Mono, place: Atom, value: Poly) -> Poly | None:
    """The factors with a number in the place of the index, where that only counts in them."""
    result = ONE
    for atom, exponent in mono:
        if not atom.mentions((place.data,)):
            there: Poly | None = power_of(atom)
        elif atom.kind in NUMBERS:
            there = with_number(ctx, atom, place, value)
        elif atom.kind == "exp":
            inner = _with_value(ctx, atom.data, place, value)
            there = None if inner is None else exp_of(ctx, inner)
        elif atom.kind == "raised" and not atom.data[0].mentions((place.data,)):
            inner = _put(ctx, surplus_of(ctx, atom.data[1]), place, value)
            there = None if inner is None else raised_to(ctx, atom.data[0], inner)
        elif atom.kind == "base" or atom.kind in FUNCTIONS:
            inner = _put(ctx, atom.data, place, value)
            there = inner if inner is None or atom.kind == "base" else FUNCTIONS[atom.kind](ctx, inner)
        else:
            return None
        if there is None:
            return None
        try:
            result = multiply(ctx, result, power(ctx, there, Fraction(exponent)))
        except UndefinedError:
            return None
        if not result:
            break
    return result


def _put(ctx: Context, poly: Poly, place: Atom, value: Poly) -> Poly | None:
    parts = [(_with_value(ctx, mono, place, value), c) for mono, c in poly]
    found = [part.scaled(c) for part, c in parts if part is not None]
    return total_of(found) if len(found) == len(parts) else None


def _bound(atom: Atom, place: Atom) -> tuple[bool, Poly] | None:
    """(True, u) for s ≤ u, (False, l) for s > l."""
    w, value = atom.data
    slope, rest = linear_in(w, place)
    if slope is None or slope.constant not in (1, -1):
        return None
    if slope.constant == 1:
        return False, number(value) - rest
    return True, rest - number(value + 1)


def _summand(ctx: Context, mono: Mono, place: Atom) -> Summand | None:
    degree, factor, bases = 0, ONE, []
    for atom, exponent in mono:
        if atom is place and isinstance(exponent, int) and 0 < exponent <= MOST_POWERS:
            degree = exponent
            continue
        found = _base(ctx, atom, exponent, place)
        if found is None:
            return None
        bases.append(found[1])
        factor = multiply(ctx, factor, found[0])
    return Summand(degree, factor, tuple(bases))


def _base(ctx: Context, atom: Atom, exponent: Exponent, place: Atom) -> tuple[Poly, Callable[[Poly], Poly]] | None:
    """c and b of a factor c b^{s − 1}."""
    if atom.kind == "exp":
        slope, rest = linear_in(Poly({atom.data: Fraction(exponent)}), place)
        if slope is None or slope.mentions((place.data,)) or rest:
            return None
        rate = slope
        return exp_of(ctx, rate), lambda a: exp_of(ctx, multiply(ctx, rate, a))
    if atom.kind == "raised" and isinstance(exponent, int):
        base, surplus = atom.data
        others = tuple(pair for pair in surplus if pair[0] is not place)
        if base.mentions((place.data,)) or dict(surplus).get(place) != 1:
            return None
        times = surplus_of(ctx, others).scaled(Fraction(exponent))
        return ONE, lambda a: raised_to(ctx, base, multiply(ctx, times, a))
    return None


def _raised(ctx: Context, summand: Summand, a: Poly) -> Poly:
    """b^a for the product of its bases."""
    result = ONE
    for base in summand.bases:
        result = multiply(ctx, result, base(a))
    return result


def _closed_form(ctx: Context, summand: Summand) -> Callable[[Poly], Poly] | None:
    """a ↦ Σ_{s=1}^a of the summand, for a ≥ 0; None where a power of 1 cannot be ruled out."""
    if not summand.bases:
        return lambda a: multiply(ctx, summand.factor, _powers_up_to(ctx, summand.power, a))
    less = _raised(ctx, summand, ONE) - ONE
    if not less or poly_sign(ctx, less) & NOUGHT:
        return None
    below = power(ctx, less, Fraction(-1))

    def up_to(a: Poly) -> Poly:
        """(r − 1) Σ s^n r^{s−1} = a^n r^a − [n = 0] + Σ_{j<n} C(n, j) (−1)^{n−j} Σ s^j r^{s−1}, by shifting s."""
        found: list[Poly] = []
        last = _raised(ctx, summand, a)
        for n in range(summand.power + 1):
            above_it = multiply(ctx, power(ctx, a, Fraction(n)) if n else ONE, last) - (ONE if n == 0 else ZERO)
            above_it = above_it + total_of(
                each.scaled(Fraction(comb(n, j) * (-1) ** (n - j))) for j, each in enumerate(found)
            )
            found.append(multiply(ctx, above_it, below))
        return multiply(ctx, summand.factor, found[-1])

    return up_to


@cache
def _faulhaber(n: int) -> tuple[Fraction, ...]:
    """The coefficients of Σ_{s=1}^a s^n as a polynomial in a, from that of a on."""
    found: dict[int, Fraction] = {}
    for m in range(n, -1, -1):  # the coefficient of a^m in F(a) − F(a − 1) = a^n
        known = sum((c * comb(k, m) * (-1) ** (k - m + 1) for k, c in found.items()), Fraction(0))
        found[m + 1] = (Fraction(m == n) - known) / (m + 1)
    return tuple(found[k] for k in sorted(found))


def _powers_up_to(ctx: Context, n: int, a: Poly) -> Poly:
    """Σ_{s=1}^a s^n."""
    result, raised = ZERO, ONE
    for c in _faulhaber(n):
        raised = multiply(ctx, raised, a)
        result = result + raised.scaled(c)
    return result


def _between(ctx: Context, closed: Callable[[Poly], Poly], uppers: list[Poly], lowers: list[Poly], size: Poly) -> Poly:
    """Σ over the s in 1 … K with s ≤ each of the one and s > each of the other."""
    if len(uppers) > 1:
        first, second, *others = uppers
        second_is_less = above(ctx, first - second)
        with_second = _between(ctx, closed, [second, *others], lowers, size)
        with_first = _between(ctx, closed, [first, *others], lowers, size)
        return multiply(ctx, second_is_less, with_second) + multiply(ctx, ONE - second_is_less, with_first)
    if len(lowers) > 1:
        first, second, *others = lowers
        first_is_more = above(ctx, first - second)
        with_first = _between(ctx, closed, uppers, [first, *others], size)
        with_second = _between(ctx, closed, uppers, [second, *others], size)
        return multiply(ctx, first_is_more, with_first) + multiply(ctx, ONE - first_is_more, with_second)
    upper = _up_to(ctx, closed, uppers[0], size) if uppers else closed(size)
    if not lowers:
        return upper
    inside = upper - _up_to(ctx, closed, lowers[0], size)
    return multiply(ctx, above(ctx, uppers[0] - lowers[0]), inside) if uppers else inside


def _up_to(ctx: Context, closed: Callable[[Poly], Poly], a: Poly, size: Poly) -> Poly:
    """Σ over the s in 1 … K with s ≤ a, for any whole number a: of no s it is 0, and of all it is that up to K."""
    not_negative = above(ctx, a + ONE)
    some = not_negative if not_negative == ONE else above(ctx, a)
    beyond = above(ctx, a - size)
    within = multiply(ctx, multiply(ctx, some, ONE - beyond), closed(a)) if some else ZERO
    return within + (multiply(ctx, beyond, closed(size)) if beyond else ZERO)


def _times_base(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """(r − 1) Σ_s r^{s−1} is what the ends leave, whatever r is: so r Σ r^{s−1} is that and the sum itself.

    Where r is no single term, it is its leading one that a product with the sum is rewritten by.
    """
    labels, body = atom.data
    if len(labels) != 1 or not all(each.kind in GEOMETRIC for each, _ in body):
        return None
    found = _read(ctx, body, Atom("counter", labels[0]))
    if found is None or found.summand.power or not found.summand.bases:
        return None
    below, less = _over_one(ctx, _raised(ctx, found.summand, ONE) - ONE)
    if not less:
        return None
    lead, leading = less.sorted()[0]
    powers = dict(mono)
    if not lead or any(each is atom or powers.get(each, 0) < n or n < 0 for each, n in lead):
        return None

    def ends(a: Poly) -> Poly:
        return multiply(ctx, found.summand.factor, _raised(ctx, found.summand, a) - ONE)

    whole = multiply(
        ctx, below, _between(ctx, ends, found.uppers, found.lowers, dimension(ctx, Index("k", labels[0].over)))
    )
    others = Poly({each: value for each, value in less if each != lead})
    value = (whole - multiply(ctx, others, power_of(atom))).scaled(1 / leading)
    rest = monomial([*mono, (atom, -1), *((each, -n) for each, n in lead)])
    return multiply(ctx, settle(ctx, rest, Fraction(1)), value)


def _over_one(ctx: Context, poly: Poly) -> tuple[Poly, Poly]:
    """m and m · poly, in which nothing is divided by any more."""
    lowest: dict[Atom, Exponent] = {}
    for mono in poly.terms:
        for atom, n in mono:
            lowest[atom] = min(lowest.get(atom, 0), n)
    below = Poly({monomial((atom, -n) for atom, n in lowest.items() if n < 0): Fraction(1)})
    return below, multiply(ctx, below, poly)


GEOMETRIC = ("exp", "raised", "above")
SETTLERS.append(_times_base)
