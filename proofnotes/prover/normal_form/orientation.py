"""Which of [i < j] and [j < i] stands in a sum: 1 = [i < j] + [i = j] + [j < i], so one of them can be done without.

Outside sums the names of the indices decide.  The variables of a sum have none: a variable is below what the sum does
not bind, and below what stands in a denominator that it does not stand in itself: t in Σ_{s≤t} f_ts/Σ_{r≤t} f_tr.
Else it is the one that makes the atom of the sum come first among all ways to number its variables, so that one sum has
one normal form.  (A condition that is turned round leaves a term for s = t, which may be divided by the denominator and
leave that sum again: it has to stand as it does in the denominator.)
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

from ...expr.indices import Index, Label
from .algebra import moved, moved_mono, multiply
from .order import equal
from .sums import MOST_INDICES, define_oriented, sum_mono, sum_out
from .terms import Atom, Context, Mono, Poly, monomial

MOST_CONDITIONS = 3
"""Of more conditions in one sum not every choice is tried."""


BOTH = {(False,), (True,)}


@define_oriented
def oriented(ctx: Context, mono: Mono, bound: tuple[Index, ...]) -> Poly | None:
    """Σ_bound mono with a condition turned round; None where all stand as they should."""
    conditions = [atom for atom, exponent in mono if atom.kind == "above" and exponent == 1]
    settled = [(atom, _upside_down(mono, atom, bound)) for atom in conditions]
    for atom, turned in settled:
        if turned:
            return _around(ctx, mono, atom, bound)
    conditions = [atom for atom, turned in settled if turned is None]
    if not 0 < len(conditions) <= MOST_CONDITIONS or len(bound) > MOST_INDICES:
        return None
    rest = tuple(pair for pair in mono if pair[0] not in conditions)
    ways: list[tuple[str, tuple[bool, ...], Fraction]] = []
    height = 1 + max(atom.height for atom, _ in mono)
    for order in permutations(bound):
        ctx.check_time()
        labels = tuple(Label(height, place, index.over) for place, index in enumerate(order))
        moves = dict(zip(order, labels, strict=True))
        body = moved_mono(ctx.bare, rest, moves).single
        if body is None:
            continue
        there = [(moved(ctx.bare, atom.data[0], moves), atom.data[1]) for atom in conditions]
        for turns in product((False, True), repeat=len(conditions)):
            atoms = [_atom(w, value, turn) for (w, value), turn in zip(there, turns, strict=True)]
            whole = monomial([*body[0], *((atom, 1) for atom in atoms)])
            ways.append((Atom("sum", (labels, whole)).key, turns, body[1]))
    key, best, _ = min(ways, default=("", (), Fraction(1)))
    first = {(turns, c) for other, turns, c in ways if other == key}
    either_way = {turns for turns, _ in first} == BOTH and len({c for _, c in first}) == 1
    if len(conditions) == 1 and conditions[0].data[1] == 0 and either_way:
        return _half(ctx, rest, conditions[0], bound)
    for atom, turn in zip(conditions, best, strict=False):
        if turn:
            return _around(ctx, mono, atom, bound)
    return None


def _upside_down(mono: Mono, atom: Atom, bound: tuple[Index, ...]) -> bool | None:
    """Whether [i < j] has to be [j < i]; None where neither is above the other."""
    w, value = atom.data
    terms = {found[0][0].data: c for found, c in w if len(found) == 1 and found[0][0].kind == "counter"}
    if value != 0 or len(terms) != 2 or len(w.terms) != 2 or sum(terms.values()) != 0:
        return None
    below = [
        other for other, exponent in mono if other.kind == "base" and not (isinstance(exponent, int) and exponent > 0)
    ]
    divided = {each for each in terms if any(each in other.free for other in below)}
    free = {each for each in terms if each not in bound}
    for above in (divided, free):
        if len(above) == 1:
            return bool(terms[above.pop()] < 0)
    return None


def _half(ctx: Context, rest: Mono, atom: Atom, bound: tuple[Index, ...]) -> Poly:
    """Σ_{s<t} f = Σ_{t<s} f, where only the names of s and t differ: half of what is left of Σ f without s = t."""
    body = Poly({rest: Fraction(1)})
    return sum_out(ctx, body - multiply(ctx, body, equal(ctx, atom.data[0])), bound).scaled(Fraction(1, 2))


def _atom(w: Poly, value: int, turn: bool) -> Atom:
    """The condition w > value, or the one that may stand for it: −w > 0, or −w > −value − 1."""
    if not turn:
        return Atom("above", (w, value))
    return Atom("above", (w.scaled(Fraction(-1)), 0 if value == 0 else -value - 1))


def _around(ctx: Context, mono: Mono, atom: Atom, bound: tuple[Index, ...]) -> Poly:
    """[w > 0] = 1 − [w = 0] − [−w > 0], and [w > c] = 1 − [−w > −c − 1]."""
    w, value = atom.data
    without = tuple(pair for pair in mono if pair[0] is not atom)
    body = Poly({without: Fraction(1)})
    if value == 0:
        body = body - multiply(ctx, body, equal(ctx, w))
    opposite = monomial([*without, (_atom(w, value, True), 1)])
    return sum_out(ctx, body, bound) - sum_mono(ctx, opposite, bound)
