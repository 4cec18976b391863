"""Whole numbers: indices that count, conditions and deltas of such numbers, computed places, powers by them.

[0 < w] and [w = 0] are atoms, for w a polynomial of indices and dimensions with whole coefficients and nothing to
divide out; conditions come to sums of them, [2 < w] = [0 < w] - [w = 1] - [w = 2].  What the ranges of indices decide
is decided at once.  Of w and -w the one is taken that ends in a minus, where indices that a sum binds come last, the
innermost behind the others: so a sum may rename its index, and [s <= t] under a sum over s is [0 < t - s] + δ, whose
terms are not negative.  An entry at a computed place is a sum over all places, of which at most one counts.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce
from math import floor, gcd

from .deltas import delta_of
from .integers import Integer, Literal, Many, Nominal, Reckoned
from .places import Block, Extent, Free, Next, Nth, Place
from .rational import EMPTY, ONE, ZERO, Leaf, Mono, Rational, Stuck, WholeBracket, num, of, tree_of
from .signs import POSITIVE, need
from .trees import (
    ONE as ONE_TREE,
)
from .trees import (
    ZERO as ZERO_TREE,
)
from .trees import (
    Card,
    CompareWhole,
    CountedPow,
    Fun,
    IfElse,
    KronOf,
    Minus,
    Ordinal,
    Plus,
    ReadAt,
    SumOver,
    Times,
)
from .workings import Workings, normal_form_of, simple_form_of

FARTHEST = 12
"""So far apart [0 < w] and [c < w] are told apart by the values between; further apart they are two atoms."""

HEIGHT = re.compile(r"[a-z](\d+)")


# ---- whole numbers as polynomials ----


def ordinal(w: Workings, place: Place) -> Rational:
    """The number of a place, from 1."""
    match place:
        case Nth(value):
            return num(value + 1)
        case Next(inner):
            return ordinal(w, inner) + ONE
        case Block(base, block, inner):
            before = num(block) if isinstance(block, int) else ordinal(w, block) - ONE
            return w.ring.mul(before, cardinal(w, base)) + ordinal(w, inner)
    return of(Leaf(Ordinal(place)))


def cardinal(w: Workings, extent: Extent) -> Rational:
    """The number of values of an index, by its dimensions."""
    base = num(extent.base) if isinstance(extent.base, int) else of(Leaf(Card(Extent(extent.base))))
    blocks = cardinal(w, extent.blocks) if isinstance(extent.blocks, Extent) else num(extent.blocks)
    return w.ring.mul(blocks, base)


def polynomial(w: Workings, whole: Integer) -> Rational:
    """The whole number as a polynomial."""
    match whole:
        case Literal(value):
            return num(value)
        case Many(extent):
            return cardinal(w, extent)
        case Nominal(place):
            return ordinal(w, place)
        case Reckoned("^", (base, Literal(exponent))):
            return w.ring.power(polynomial(w, base), exponent)
        case Reckoned(sign, parts):
            first, *rest = (polynomial(w, part) for part in parts)
            if not rest:
                return -first
            row = {"+": Rational.__add__, "-": Rational.__sub__, "*": w.ring.mul}[sign]
            return reduce(row, rest, first)
    raise Stuck(f"the whole number {whole.text}")


def least(w: Workings, p: Rational) -> Fraction | None:
    """What a polynomial does not go below, since indices and dimensions are at least 1; None if nothing is seen."""
    low = ZERO
    for mono, c in p.terms.items():
        match mono:
            case ((Leaf(Ordinal(Free(name))), 1),) if name in w.extents:
                low = low + (ONE if c > 0 else cardinal(w, w.extents[name])).scaled(c)
            case ((Leaf(Card()), 1),) | ():
                low = low + Rational({mono: c})
            case _:
                return None
    sizes = [c for mono, c in low.terms.items() if mono]
    return None if any(c < 0 for c in sizes) else sum(sizes, low.terms.get(EMPTY, Fraction(0)))


def _rank(w: Workings, mono: Mono) -> tuple[object, ...]:
    """Which monomial is the last: that of the innermost bound index."""
    ranks = []
    for atom, _ in mono:
        for name in sorted(atom.free):
            height = HEIGHT.match(name)
            bound = name not in w.lemmas.given
            ranks.append((not bound, int(height.group(1)) if bound and height else 0, name))
    return (not ranks, min(ranks, default=()), [atom.rank for atom, _ in mono])


def parted(w: Workings, p: Rational) -> tuple[Rational, int, int]:
    """w, a constant c and what is common, with p = common (w + c / common): w has nothing to divide out."""
    constant = p.terms.get(EMPTY, Fraction(0))
    rest = Rational({mono: c for mono, c in p.terms.items() if mono})
    common = gcd(*(int(c) for c in rest.terms.values()))
    return rest.scaled(Fraction(1, common)), int(constant), common


def _backwards(w: Workings, p: Rational) -> bool:
    """Whether it ends in a plus."""
    last = min(p.terms, key=lambda mono: _rank(w, mono))
    return p.terms[last] > 0


# ---- brackets ----


def above(w: Workings, p: Rational) -> Rational:
    """[0 < p] for whole numbers."""
    known = _by_ranges(w, p)
    if known is not None:
        return known
    rest, constant, common = parted(w, p)
    return _beyond(w, rest, floor(Fraction(-constant, common)))


def _by_ranges(w: Workings, p: Rational) -> Rational | None:
    """[0 < p] where the ranges of the indices decide."""
    low, high = least(w, p), least(w, -p)
    if low is not None and low > 0:
        return ONE
    return ZERO if high is not None and high >= 0 else None


def _beyond(w: Workings, p: Rational, bound: int) -> Rational:
    """[bound < p], by [0 < p] and the values between."""
    if _backwards(w, p):
        return ONE - _beyond(w, -p, -bound - 1)
    if abs(bound) > FARTHEST:
        return of(WholeBracket("<", p - num(bound)))
    known = _by_ranges(w, p)
    out = of(WholeBracket("<", p)) if known is None else known
    for value in range(1, bound + 1):
        out = out - zero(w, p - num(value))
    for value in range(bound + 1, 1):
        out = out + zero(w, p - num(value))
    return out


def zero(w: Workings, p: Rational) -> Rational:
    """[p = 0] for whole numbers."""
    low, high = least(w, p), least(w, -p)
    if p.constant is not None:
        return ZERO if p.constant else ONE
    if (low is not None and low > 0) or (high is not None and high > 0):
        return ZERO
    rest, constant, common = parted(w, p)
    if constant % common:
        return ZERO
    p = rest + num(constant // common)
    if _backwards(w, p):
        p = -p
    same = _same_place(w, p)
    return of(WholeBracket("=", p)) if same is None else delta_of(w, *same)


def _same_place(w: Workings, p: Rational) -> tuple[Place, Place] | None:
    """Places that are the same if p = 0: i and j for i - j, the place behind i and j for i + 1 - j, i and 1 for i - 1.

    Only a place that is one for sure: behind an index if it is followed, the first one always.
    """
    shift = p.terms.get(EMPTY, Fraction(0))
    rest = [(mono, c) for mono, c in p.ordered() if mono]
    match rest:
        case [(((Leaf(Ordinal(Free() as place)), 1),), c)] if shift == -c and c in (-1, 1):
            return place, Nth(0)
    if shift not in (-1, 0, 1) or sorted(c for _, c in rest) != [-1, 1]:
        return None
    match rest:
        case [(((Leaf(Ordinal(Free() as one)), 1),), c), (((Leaf(Ordinal(Free() as other)), 1),), _)]:
            before, behind = (one, other) if c == shift else (other, one)
            if w.extent_of(one) != w.extent_of(other) or (shift and before.name not in w.followed):
                return None
            return (behind, Next(before)) if shift else (one, other)
    return None


@simple_form_of(WholeBracket)
def _simple_bracket(w: Workings, atom: WholeBracket) -> Rational:
    return (above if atom.sign == "<" else zero)(w, atom.excess)


# ---- nodes ----


@normal_form_of(Ordinal)
def _ordinal(w: Workings, tree: Ordinal) -> Rational:
    return w.record(tree, ordinal(w, tree.place), "real_numbers; ring.")


@normal_form_of(KronOf)
def _delta_of_numbers(w: Workings, tree: KronOf) -> Rational:
    out = zero(w, polynomial(w, tree.left) - polynomial(w, tree.right))
    return w.record(tree, out, "whole_cases; ring.")


def whole_choice(w: Workings, tree: IfElse, condition: CompareWhole) -> Rational:
    """[c] then + (1 - [c]) otherwise."""
    bare = IfElse(condition, ONE_TREE, ZERO_TREE)
    if tree == bare:
        return w.record(tree, bracket_of(w, condition), "whole_cases; ring.")
    bracket, then, otherwise = (w.normal_form(each) for each in (bare, tree.then, tree.otherwise))
    out = w.ring.mul(bracket, then) + w.ring.mul(ONE - bracket, otherwise)
    same = Plus(Times(bare, tree.then), Times(Minus(ONE_TREE, bare), tree.otherwise))
    script = f"transitivity {same.text}; [apply if_split|]. {w.rewriting(bare, tree.then, tree.otherwise)}equation."
    return w.record(tree, out, script)


def bracket_of(w: Workings, condition: CompareWhole) -> Rational:
    """1 where the condition holds, else 0."""
    left, right = polynomial(w, condition.left), polynomial(w, condition.right)
    match condition.sign:
        case "=":
            return zero(w, left - right)
        case "<":
            return above(w, right - left)
        case ">":
            return above(w, left - right)
        case "<=":
            return ONE - above(w, left - right)
        case ">=":
            return ONE - above(w, right - left)
    raise Stuck(f"the condition {condition.text}")


@normal_form_of(ReadAt)
def _read_at(w: Workings, tree: ReadAt) -> Rational:
    here = KronOf(Nominal(Free(tree.binder)), tree.number)
    same = w.built(SumOver(tree.binder, tree.extent, Times(here, tree.body)))
    out = w.normal_form(same)
    return w.record(tree, out, f"transitivity {same.text}; [apply read_at_sum|]. {w.rewriting(same)}by_field.")


@normal_form_of(CountedPow)
def _counted_power(w: Workings, tree: CountedPow) -> Rational:
    """Of a positive base: by exp and ln."""
    exponent = tree_of(polynomial(w, tree.exponent))
    need(w, POSITIVE, tree.base)
    same = w.built(Fun("exp", Times(exponent, Fun("ln", tree.base))))
    out = w.normal_form(same)
    lemma = "powerRZ_exp" if tree.signed else "pow_exp"
    shown = "apply f_equal, Rmult_eq_compat_r; real_numbers; ring"
    script = f"rewrite {lemma} by positive. transitivity {same.text}; [{shown}|]. {w.rewriting(same)}by_field."
    return w.record(tree, out, script)
