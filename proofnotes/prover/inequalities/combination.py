"""What is known to be nonnegative, and the goal as a combination of such things with nonnegative coefficients.

The combination is found by the simplex method over the rationals, with Bland's rule, so that it ends; a combination
that is found is checked by adding it up, and nothing else is concluded from it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from ..normal_form.masks import NONNEGATIVE, POSITIVE
from ..normal_form.terms import Mono, Poly, total_of

MOST_ROWS, MOST_COLUMNS, MOST_PIVOTS = 60, 240, 200
"""Larger systems are not solved."""

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Instance:
    """A polynomial that is nonnegative (positive where strict), and the inequality that says so; "" for its signs."""

    poly: Poly
    strict: bool
    name: str


def combination(
    goal: Poly, known: Sequence[Instance], check_time: Callable[[], None]
) -> tuple[int, tuple[str, ...]] | None:
    """The signs that goal = Σ λᵢ knownᵢ with λ ≥ 0 leaves, and the names of what it takes; None where none is found."""
    columns = _useful(goal, known)
    monos = sorted({mono for each in columns for mono in each.poly.terms} | set(goal.terms), key=repr)
    if not columns or len(monos) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        return None
    terms, strict = [each.poly.terms for each in columns], [each.strict for each in columns]
    found = nonnegative_weights(goal.terms, terms, strict, monos, check_time)
    if found is None:
        return None
    used = [(columns[place], weight) for place, weight in found.items() if weight > 0]
    if total_of(each.poly.scaled(weight) for each, weight in used) != goal:
        return None
    names = tuple(dict.fromkeys(each.name for each, _ in used if each.name))
    return POSITIVE if any(each.strict for each, _ in used) else NONNEGATIVE, names


def _useful(goal: Poly, known: Sequence[Instance]) -> list[Instance]:
    """Without those that have a term which nothing else could cancel."""
    columns = list({each.poly: each for each in sorted(known, key=lambda each: each.strict) if each.poly}.values())
    while True:
        signs: dict[Mono, set[bool]] = {mono: {c < 0} for mono, c in goal}  # of the goal moved to the other side
        for each in columns:
            for mono, c in each.poly:
                signs.setdefault(mono, set()).add(c > 0)
        kept = [each for each in columns if all(len(signs[mono]) == 2 for mono in each.poly.terms)]
        if len(kept) == len(columns):
            return columns
        columns = kept


def nonnegative_weights(
    goal: Mapping[T, Fraction],
    columns: Sequence[Mapping[T, Fraction]],
    strict: Sequence[bool],
    terms: Sequence[T],
    check_time: Callable[[], None] = lambda: None,
) -> dict[int, Fraction] | None:
    """λ ≥ 0 with Σ λ column = goal term by term, with a column that is strict in it where that is possible."""
    rows: list[dict[int, Fraction]] = []
    right: list[Fraction] = []
    artificial = len(columns)
    for number, term in enumerate(terms):
        value = goal.get(term, Fraction(0))
        side = -1 if value < 0 else 1
        row = {place: each[term] * side for place, each in enumerate(columns) if term in each}
        row[artificial + number] = Fraction(1)
        rows.append(row)
        right.append(value * side)
    basis = [artificial + number for number in range(len(terms))]
    cost: dict[int, Fraction] = {}
    for row in rows:
        for place, value in row.items():
            if place < artificial:
                cost[place] = cost.get(place, Fraction(0)) - value
    if not _minimized(rows, right, basis, cost, artificial, check_time):
        return None
    if any(place >= artificial and right[number] != 0 for number, place in enumerate(basis)):
        return None
    gain = {place: Fraction(-1) for place, each in enumerate(strict) if each}
    for number, place in enumerate(basis):
        if place in gain:
            for other, value in rows[number].items():
                gain[other] = gain.get(other, Fraction(0)) + (value if other != place else Fraction(0))
            gain[place] = Fraction(0)
    if not any(place < artificial and strict[place] and right[n] > 0 for n, place in enumerate(basis)):
        _minimized(rows, right, basis, gain, artificial, check_time, once=True)
    return {place: right[number] for number, place in enumerate(basis) if place < artificial}


def _minimized(
    rows: list[dict[int, Fraction]],
    right: list[Fraction],
    basis: list[int],
    cost: dict[int, Fraction],
    real: int,
    check_time: Callable[[], None],
    *,
    once: bool = False,
) -> bool:
    """Pivots until no cost is negative, or with once until something has been gained; whether that came to an end."""
    for _ in range(MOST_PIVOTS):
        check_time()
        entering = min((place for place, value in cost.items() if value < 0 and place < real), default=None)
        if entering is None:
            return True
        leaving = None
        for number, row in enumerate(rows):
            value = row.get(entering, Fraction(0))
            stuck = once and basis[number] >= real and value != 0  # what is artificial stays at 0
            if value > 0 or stuck:
                ratio = Fraction(0) if stuck else right[number] / value
                if leaving is None or (ratio, basis[number]) < leaving[:2]:
                    leaving = (ratio, basis[number], number)
        if leaving is None:
            return False
        gained = leaving[0] > 0
        _pivot(rows, right, cost, leaving[2], entering)
        basis[leaving[2]] = entering
        if once and gained:
            return True
    return False


def _pivot(
    rows: list[dict[int, Fraction]], right: list[Fraction], cost: dict[int, Fraction], at: int, entering: int
) -> None:
    inverse = 1 / rows[at][entering]
    rows[at] = pivot = {place: value * inverse for place, value in rows[at].items() if value}
    right[at] *= inverse
    for number, row in enumerate(rows):
        factor = row.get(entering, Fraction(0))
        if number != at and factor:
            _subtracted(row, pivot, factor)
            right[number] -= factor * right[at]
    factor = cost.get(entering, Fraction(0))
    if factor:
        _subtracted(cost, pivot, factor)


def _subtracted(row: dict[int, Fraction], pivot: dict[int, Fraction], factor: Fraction) -> None:
    for place, value in pivot.items():
        left = row.get(place, Fraction(0)) - factor * value
        if left:
            row[place] = left
        else:
            row.pop(place, None)
