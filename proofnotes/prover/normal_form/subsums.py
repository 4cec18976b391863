"""A sum that is known, inside a larger sum: Σ_n Σ_i Σ_j Q_ni Q_nj x_i y_j = Σ_i x_i y_i where Σ_n Q_ni Q_nj = δ_ij.

A rule Σ_k m(k, i) = v(i) for every i may be used wherever the factors of a larger sum can be parted in m(k, i) and a
rest in which k does not occur: Σ_k m(k, i) r = v(i) r.  What the indices i of the rule stand for may itself be summed
over, further out, but must not be k.  Sums are opened when they come here: their variables are indices that nobody
else uses, and no labels.

Which factors these are is found by comparing shapes; that they are is checked by putting the indices into the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain, permutations
from math import floor
from typing import Any

from ...expr.indices import Index, Label, Place, Position, Shifted, ShiftedLabel, variables
from .algebra import moved, multiply, settle
from .sums import define_known_part, open_sum, sum_out
from .terms import Atom, Context, Exponent, Mono, Poly, Rule, monomial

Binding = dict[Index, Place]
Places = (Index, Position, Shifted, Label, ShiftedLabel)

MOST_TERMS = 3
"""The terms of a polynomial inside an atom, or factors of a monomial, that are compared in every order."""

DEEPEST = 24
"""How often a value may be put in for a part of what the last value has brought; rules of hypotheses end before."""

AXIOMS: list[Callable[[Context, Mono], Iterable[Rule]]] = []
"""What gives the rules that hold of atoms of some kind in a product: of an inverse matrix, beside its matrix."""


@define_known_part
def _known_part(ctx: Context, mono: Mono, indices: tuple[Index, ...]) -> Poly | None:
    """Σ_indices mono with a known sum in it replaced by its value; None where there is none."""
    if ctx.replaced >= DEEPEST:
        return None
    own = [rule for rule in ctx.rules if rule.atom.kind == "sum" and rule.power == 1 and _shrinks(rule)]
    for rule in chain(own, *(axiom(ctx, mono) for axiom in AXIOMS)):
        ctx.check_time()
        found = _matched(ctx, rule, mono, indices)
        if found is not None:
            value, rest, left = found
            ctx.replaced += 1
            try:
                return sum_out(ctx, multiply(ctx, settle(ctx, rest, Fraction(1)), value), left)
            finally:
                ctx.replaced -= 1
    return None


def _shrinks(rule: Rule) -> bool:
    """Whether every term of its value has fewer factors with places, or as many and fewer sums: so replacing ends."""
    before = extent(((rule.atom, 1),))
    return all(extent(mono) < before for mono in rule.value.terms)


def extent(mono: Mono) -> tuple[int, int]:
    """The number of factors that have places, and of sums around them."""
    factors = sums = 0
    for atom, exponent in mono:
        if atom.kind == "sum":
            inner, below = extent(atom.data[1])
            times = max(1, abs(floor(exponent)))
            factors, sums = factors + times * inner, sums + times * (below + len(atom.data[0]))
        elif atom.free or atom.loose:
            factors += max(1, abs(floor(exponent)))
    return factors, sums


def _matched(
    ctx: Context, rule: Rule, mono: Mono, indices: tuple[Index, ...]
) -> tuple[Poly, Mono, tuple[Index, ...]] | None:
    """The value of a part of the monomial, the other factors, and the indices that are still to be summed over."""
    if not _heads(rule.atom.data[1]) <= _heads(mono):
        return None
    body, inner = open_sum(ctx.bare, rule.atom)
    if body.single is None or len(inner) > len(indices):
        return None
    pattern, _ = body.single
    search = _Search(ctx, frozenset(inner), frozenset(rule.every), frozenset(indices))
    for binding in search.factors(_units(pattern), dict(mono), {}):
        ctx.check_time()
        found = _parted(ctx, body, mono, inner, rule, binding)
        if found is not None:
            value, rest = found
            gone = {binding[each] for each in inner}
            return value, rest, tuple(each for each in indices if each not in gone)
    return None


def _parted(
    ctx: Context, body: Poly, mono: Mono, inner: tuple[Index, ...], rule: Rule, binding: Binding
) -> tuple[Poly, Mono] | None:
    """The value and the other factors, if the rule with these indices in it is a part of the monomial."""
    if any(each not in binding for each in (*inner, *rule.every)):
        return None
    summed = {binding[each] for each in inner}
    if len(summed) < len(inner) or any(not variables(binding[each]).isdisjoint(summed) for each in rule.every):
        return None
    placed = moved(ctx.bare, body, binding).single
    if placed is None:
        return None
    part, coefficient = placed
    given = dict(mono)
    if not all(exponent == given.get(atom, 0) or 0 < exponent < given.get(atom, 0) for atom, exponent in part):
        return None  # nothing is divided by what may be 0
    rest = monomial([*mono, *((atom, -exponent) for atom, exponent in part)])
    if any(atom.mentions(summed) for atom, _ in rest):  # type: ignore[arg-type]
        return None
    outer = {each: place for each, place in binding.items() if each in rule.every}
    return moved(ctx, rule.value, outer).scaled(1 / coefficient), rest


def _heads(mono: Mono) -> frozenset[object]:
    """What each factor is, without its places."""
    return frozenset((atom.kind, atom.data[0] if atom.kind == "entry" else "") for atom, _ in mono)


def _units(mono: Mono) -> list[tuple[Atom, Exponent]]:
    """The factors one by one: a² is a and a."""
    return [
        unit
        for atom, exponent in mono
        for unit in ([(atom, 1)] * int(exponent) if exponent == int(exponent) > 0 else [(atom, exponent)])
    ]


class _Search:
    """Ways to read a rule into a product: what its summed indices and its other indices stand for."""

    def __init__(
        self, ctx: Context, inner: frozenset[Index], every: frozenset[Index], summed: frozenset[Index]
    ) -> None:
        self.ctx, self.inner, self.every, self.summed = ctx, inner, every, summed

    def factors(
        self, wanted: list[tuple[Atom, Exponent]], given: dict[Atom, Exponent], known: Binding
    ) -> Iterator[Binding]:
        """Every factor of the rule as a factor of the product, each used no more often than it is there."""
        if not wanted:
            yield known
            return
        (atom, exponent), *others = wanted
        for candidate, power in given.items():
            self.ctx.check_time()
            if candidate.kind != atom.kind or (power < 1 if exponent == 1 else power != exponent):
                continue
            for binding in self.same(atom, candidate, known):
                yield from self.factors(others, {**given, candidate: power - exponent}, binding)

    def same(self, pattern: Any, given: Any, known: Binding) -> Iterator[Binding]:
        """How the pattern becomes what is given."""
        if pattern is given or (type(pattern) is type(given) and pattern == given and not self._open(pattern)):
            yield known
        elif isinstance(pattern, Places):
            found = self._place(pattern, given, known)
            if found is not None:
                yield found
        elif type(pattern) is not type(given):
            return
        elif isinstance(pattern, Atom):
            yield from self._atoms(pattern, given, known)
        elif isinstance(pattern, Poly):
            yield from self._orders(pattern.sorted(), given.sorted(), known)
        elif isinstance(pattern, tuple) and len(pattern) == len(given):
            yield from self._in_order(pattern, given, known)

    def _open(self, data: Any) -> bool:
        """Whether a variable of the rule occurs in it."""
        if isinstance(data, (Atom, Poly)):
            return bool(data.free & (self.inner | self.every))
        if isinstance(data, Places):
            return not variables(data).isdisjoint(self.inner | self.every)
        return isinstance(data, tuple) and any(map(self._open, data))

    def _place(self, pattern: Any, given: Any, known: Binding) -> Binding | None:
        if isinstance(pattern, Shifted) and isinstance(given, Shifted):
            if pattern.over != given.over:
                return None
            if isinstance(pattern.block, int) or isinstance(given.block, int):
                return self._place(pattern.inner, given.inner, known) if pattern.block == given.block else None
            group = self._place(pattern.block, given.block, known)
            return None if group is None else self._place(pattern.inner, given.inner, group)
        if not isinstance(pattern, Index) or pattern not in self.inner | self.every:
            return known if pattern == given else None
        if isinstance(given, (Label, ShiftedLabel)) or given.over != pattern.over:
            return None
        if pattern in known:
            return known if known[pattern] == given else None
        if pattern in self.inner and (given not in self.summed or given in (known.get(each) for each in self.inner)):
            return None
        return {**known, pattern: given}

    def _atoms(self, pattern: Atom, given: Atom, known: Binding) -> Iterator[Binding]:
        if pattern.kind != given.kind:
            return
        if pattern.kind == "delta":
            yield from self._in_order(pattern.data, given.data, known)
            yield from self._in_order(pattern.data, given.data[::-1], known)
        elif pattern.kind == "entry" and pattern.data[0] == given.data[0]:
            tensor, places = given.data
            yield from self._in_order(pattern.data[1], places, known)
            for symmetry in self.ctx.symmetries.get(tensor.name, ()):
                exchanged = tuple(places[axis] for axis in symmetry.order)
                yield from self._in_order(pattern.data[1], exchanged, known)
        elif pattern.kind == "inverse" and pattern.data[:2] == given.data[:2]:
            yield from self._in_order(pattern.data[2:], given.data[2:], known)
            yield from self._in_order(pattern.data[2:], given.data[:1:-1], known)
        elif pattern.kind != "entry":
            yield from self.same(pattern.data, given.data, known)

    def _in_order(self, pattern: tuple[Any, ...], given: tuple[Any, ...], known: Binding) -> Iterator[Binding]:
        if not pattern:
            yield known
            return
        for binding in self.same(pattern[0], given[0], known):
            yield from self._in_order(pattern[1:], given[1:], binding)

    def _orders(self, pattern: list[Any], given: list[Any], known: Binding) -> Iterator[Binding]:
        """Terms of a polynomial, whose order depends on the names in them."""
        if len(pattern) == len(given) <= MOST_TERMS:
            for order in permutations(given):
                yield from self._in_order(tuple(pattern), order, known)
