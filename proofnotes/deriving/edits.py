"""What somebody may have meant who wrote something else: every tree that one slip of the pen away."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count

from ..expr.indices import Index, Place
from ..expr.nodes import (
    Add,
    Apply,
    Delta,
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
    Scalar,
    Sum,
    children,
    free_indices,
    map_children,
    walk,
    wrap,
)

Edit = tuple[Expr, str]
"""A tree and what was changed, as a clause: "the sign of y[j] is changed"."""


LOOKED_INTO = (Add, Apply, Div, Group, Mul, Neg, Pow, Prod, Sum)
"""What is written in place; a derivative and what a name stands for are left as they are."""


def _with_child(e: Expr, place: int, changed: Expr) -> Expr:
    """The node with another child at this place."""
    numbers = count()
    return map_children(e, lambda child: changed if next(numbers) == place else child)


class Slips:
    """The slips that are possible in a statement: with its dimensions, its indices and the quantities it mentions."""

    def __init__(self, *roots: Expr) -> None:
        nodes = [node for root in roots for node in walk(root)]
        self.dims = list(dict.fromkeys(Dim(each.name, each.size) for each in _sizes(nodes) if each.blocks == 1))
        self.places = [node for node in nodes if isinstance(node, (Entry, Named)) and node.places]
        self.scalars = list(dict.fromkeys(node for node in nodes if isinstance(node, Scalar)))
        self.free = tuple(sorted(frozenset().union(*map(free_indices, roots)), key=str))

    def edits(self, e: Expr) -> Iterator[Edit]:
        """Every tree one slip away: those of the whole first, then those of its parts."""
        yield from self._whole(e)
        yield from self._inside(e, self.free, True)
        yield from self._factors(e)

    def _whole(self, e: Expr) -> Iterator[Edit]:
        """A sign or a number that is missing in front of everything."""
        yield (e.arg if isinstance(e, Neg) else Neg(e)), "the sign is changed"
        yield 2 * e, "a factor 2 is put in"
        yield e / 2, "a factor 1/2 is put in"
        for dim in self.dims:
            yield e / dim, f"a factor 1/{dim} is put in"
            yield dim * e, f"a factor {dim} is put in"
        yield e**2, "a square is put in"
        yield Apply("sqrt", (e,)), "a root is put in"

    def _factors(self, e: Expr) -> Iterator[Edit]:
        """A quantity that is missing as a factor."""
        for scalar in self.scalars:
            yield scalar * e, f"a factor {scalar} is put in"
        for place in dict.fromkeys(self.places):
            if free_indices(place) <= set(self.free):
                yield place * e, f"a factor {place} is put in"

    def _inside(self, e: Expr, bound: tuple[Index, ...], outermost: bool = False) -> Iterator[Edit]:
        yield from self._node(e, bound, outermost)
        if not isinstance(e, LOOKED_INTO):
            return
        inside = (*bound, e.index) if isinstance(e, (Sum, Prod)) else bound
        for place, child in enumerate(children(e)):
            for changed, what in self._inside(child, inside):
                yield _with_child(e, place, changed), what

    def _node(self, e: Expr, bound: tuple[Index, ...], outermost: bool) -> Iterator[Edit]:
        """The slips at one node itself."""
        match e:
            case Add(terms):
                for place, term in enumerate(terms):
                    inner = term.arg if isinstance(term, Neg) else term
                    flipped = inner if isinstance(term, Neg) else Neg(term)
                    yield Add((*terms[:place], flipped, *terms[place + 1 :])), f"the sign of {inner} is changed"
                    for changed, what in self._scaled(inner):
                        kept = Neg(changed) if isinstance(term, Neg) else changed
                        yield Add((*terms[:place], kept, *terms[place + 1 :])), what
                    rest = (*terms[:place], *terms[place + 1 :])
                    yield (rest[0] if len(rest) == 1 else Add(rest)), f"{inner} is left out"
            case Mul(factors, _):
                for place, factor in enumerate(factors):
                    rest = (*factors[:place], *factors[place + 1 :])
                    yield (rest[0] if len(rest) == 1 else Mul(rest)), f"the factor {factor} is left out"
            case Div(num, den):
                yield num, f"the denominator {den} is left out"
                yield Div(num, Pow(den, wrap(2))), f"{den} is squared"
                yield Div(num, Apply("sqrt", (den,))), f"the root of {den} is taken"
            case Neg(arg) if not outermost:
                yield arg, f"the sign of {arg} is changed"
            case Pow(base, Number(value)):
                for power in (value - 1, value + 1, -value):
                    yield Pow(base, wrap(power)), f"the exponent {value} is {power}"
                yield base, f"the exponent {value} is left out"
            case Number(value) if value != 0:
                yield from self._numbers(value, bound)
            case Apply("sqrt", (arg,)):
                yield arg, f"the root of {arg} is not taken"
            case Apply("exp" | "tanh" | "log" as fn, (arg,)):
                flipped = arg.arg if isinstance(arg, Neg) else Neg(arg)
                yield Apply(fn, (flipped,)), f"the sign of {arg} is changed"
            case Entry() | Named() if e.places:
                yield from self._placed(e, bound)
            case Delta(left, right):
                yield wrap(1), f"{e} is left out"
                for other in bound:
                    if other.over == left.over and other not in (left, right):
                        yield Delta(left, other), f"{right} in {e} is {other}"
                        yield Delta(other, right), f"{left} in {e} is {other}"
        if isinstance(e, (Entry, Named, Scalar)):
            yield e**2, f"{e} is squared"
            yield 1 - e, f"{e} is 1 - {e}"
            yield e - 1, f"{e} is {e} - 1"
            for one in bound:
                for other in bound:
                    if one.over == other.over and str(one) < str(other):
                        yield Delta(one, other) * e, f"the factor {Delta(one, other)} is put in"

    def _scaled(self, e: Expr) -> Iterator[Edit]:
        yield 2 * e, f"{e} is taken twice"
        yield e / 2, f"{e} is halved"
        for dim in self.dims:
            yield e / dim, f"{e} is divided by {dim}"
            yield dim * e, f"{e} is multiplied by {dim}"

    def _numbers(self, value: Fraction, bound: tuple[Index, ...]) -> Iterator[Edit]:
        for number in (-value, 1 / value, value + 1, value - 1):
            yield wrap(number), f"{value} is {number}"
        for dim in self.dims:
            yield dim, f"{value} is {dim}"
        if value == 1:
            for one in bound:
                for other in bound:
                    if one.over == other.over and str(one) < str(other):
                        yield Delta(one, other), f"1 is {Delta(one, other)}"

    def _placed(self, e: Entry | Named, bound: tuple[Index, ...]) -> Iterator[Edit]:
        """Other places, places exchanged, and other quantities at these places."""
        places = e.places
        for axis, place in enumerate(places):
            for other in bound:
                if other.over == place.over and other != place:
                    moved = _at(e, (*places[:axis], other, *places[axis + 1 :]))
                    yield moved, f"{e} is {moved}"
        for one in range(len(places)):
            for two in range(one):
                if places[one].over == places[two].over and places[one] != places[two]:
                    swapped = list(places)
                    swapped[one], swapped[two] = swapped[two], swapped[one]
                    moved = _at(e, tuple(swapped))
                    yield moved, f"{e} is transposed, {moved}"
        over = [place.over for place in places]
        for kind in dict.fromkeys(_at(other, other.places) for other in self.places):
            if [place.over for place in kind.places] == over:
                moved = _at(kind, places)
                if moved != e:
                    yield moved, f"{e} is {moved}"


def _at(e: Entry | Named, places: tuple[Place, ...]) -> Entry | Named:
    return Entry(e.tensor, places) if isinstance(e, Entry) else Named(e.quantity, places, e.arguments)


def _sizes(nodes: list[Expr]) -> Iterator[Dim]:
    for node in nodes:
        if isinstance(node, Dim):
            yield Dim(node.name, node.size)
        for place in getattr(node, "places", ()):
            yield Dim(place.over.name, place.over.size)
        if isinstance(node, (Sum, Prod)):
            yield Dim(node.index.over.name, node.index.over.size)
