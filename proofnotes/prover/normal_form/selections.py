"""Sums of one term at most: Σ_n [n = t − 1] x_n, which is x_{t−1}, and 0 where there is none.

What such sums say of one place is said by one of them: (Σ_n [n = a] x_n)(Σ_n [n = a] y_n) = Σ_n [n = a] x_n y_n.
"""

from __future__ import annotations

from functools import lru_cache

from ...expr.indices import Index, Label, fresh
from .algebra import moved_mono, multiply, settle
from .order import linear_in
from .sums import SETTLERS, sum_out
from .terms import ONE, Atom, Context, Exponent, Mono, Poly, number

Selector = tuple[tuple[Label, Poly], ...]


@lru_cache(maxsize=1 << 12)
def selector(atom: Atom) -> Selector | None:
    """For each label of a sum the number that it has to be; None where a label is not determined."""
    labels, mono = atom.data
    found = []
    for label in labels:
        value = next((value for each, n in mono if n == 1 and (value := _value(each, label)) is not None), None)
        if value is None or value.loose:
            return None
        found.append((label, value))
    return tuple(found)


def _value(atom: Atom, label: Label) -> Poly | None:
    if atom.kind != "equal" or label not in atom.loose:
        return None
    slope, rest = linear_in(atom.data[0], Atom("counter", label))
    if slope is None or slope.constant not in (1, -1):
        return None
    return (number(atom.data[1]) - rest).scaled(slope.constant)


def _merged(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """A power of such a sum, and a product of several that are about the same places, as one."""
    mine = selector(atom)
    if mine is None:
        return None
    places = {(label.over, value): fresh(Index("k", label.over)) for label, value in mine}
    if len(places) < len(mine):
        return None
    same = [(atom, exponent)]
    for other, power in mono:
        if other is not atom and other.kind == "sum" and isinstance(power, int) and power > 0:
            theirs = selector(other)
            if theirs is not None and {(label.over, value) for label, value in theirs} == places.keys():
                same.append((other, power))
    if len(same) == 1 and exponent == 1:
        return None
    body = ONE
    for each, power in same:
        known = selector(each)
        assert known is not None
        moves = {label: places[label.over, value] for label, value in known}
        once = moved_mono(ctx, each.data[1], moves)
        for _ in range(int(power)):
            body = multiply(ctx, body, once)
    gone = [each for each, _ in same]
    rest = settle(ctx, tuple(pair for pair in mono if pair[0] not in gone), ONE.terms[()])
    return multiply(ctx, rest, sum_out(ctx, body, tuple(places.values())))


SETTLERS.append(_merged)
