"""Sums put together before their sign is asked for: Σ f − Σ g ≥ 0 where f(k) ≥ g(k) for every k.

A goal is *lifted* to one sum over one or two new indices, its other terms spread over them by weights w with Σ w known
and positive: r = Σ_k r w(k)/W.  Over two indices the body may be symmetrized, which is Lagrange's identity:
N Σ x² − (Σ x)² = ½ Σ_ij (x_i − x_j)².
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, permutations
from itertools import product as cartesian

from ...expr.indices import Index, Place, Size, fresh
from ..normal_form.algebra import moved, multiply, power
from ..normal_form.masks import ANY, NONNEGATIVE, POSITIVE
from ..normal_form.signs import mono_sign
from ..normal_form.sums import dimension, open_sum, sum_out
from ..normal_form.terms import ONE, Atom, Context, Mono, Poly, bindings, monomial, places_of, power_of, total_of
from .row import ask

MOST_WAYS, MOST_LIFTED, MOST_TERMS = 4, 24, 24


@dataclass(frozen=True)
class Weight:
    """w(index), nonnegative, with its sum over the index, which is positive."""

    body: Poly
    index: Index
    whole: Poly


def ranges_of(goal: Poly) -> list[Size]:
    """The dimensions that single sums of the goal run over."""
    found = {
        label.over
        for mono in goal.terms
        for atom, exponent in mono
        if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0
        for label in atom.data[0]
    }
    return sorted(found, key=str)


def termwise_in_a_sum(ctx: Context, goal: Poly, strict: bool) -> int:
    """Σ_k f(k) for f ≥ 0, after everything has been put into one sum."""
    return _lifted_sign(ctx, goal, 1, strict)


def symmetrized(ctx: Context, goal: Poly, strict: bool) -> int:
    """Σ_ij f(i, j) for f(i, j) + f(j, i) ≥ 0."""
    return _lifted_sign(ctx, goal, 2, strict)


def _lifted_sign(ctx: Context, goal: Poly, count: int, strict: bool) -> int:
    if len(goal.terms) > MOST_TERMS:
        return ANY
    for over in ranges_of(goal):
        indices = tuple(fresh(Index("k", over)) for _ in range(count))
        tried: set[Poly] = set()
        for weight in (None, *weights(ctx, goal, over)):
            for body in islice(_lifts(ctx, goal, indices, weight), MOST_LIFTED):
                if count == 2:
                    first, second = indices
                    body = body + moved(ctx, body, {first: second, second: first})
                if body in tried:
                    continue
                tried.add(body)
                mask = ask(ctx, body, strict)
                if mask & ~NONNEGATIVE == 0:
                    return POSITIVE if mask == POSITIVE else NONNEGATIVE
    return ANY


def weights(ctx: Context, goal: Poly, over: Size) -> list[Weight]:
    """1, and the nonnegative factors in the bodies of sums whose own sum is a positive product."""
    index = fresh(Index("k", over))
    found = {ONE: Weight(ONE, index, dimension(ctx, index))}
    for mono in goal.terms:
        for atom, exponent in mono:
            if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0:
                for body in _bodies(ctx, atom, (index,)):
                    for factor in nonnegative_factors(ctx, body, index):
                        if factor not in found and (weight := _weight(ctx, factor, index)) is not None:
                            found[factor] = weight
    return list(found.values())


def nonnegative_factors(ctx: Context, body: Poly, index: Index) -> list[Poly]:
    """The products of all, and of single ones, of the nonnegative factors that depend on the index."""
    if body.single is None:
        return []
    pairs = [pair for pair in body.single[0] if index in pair[0].free and not mono_sign(ctx, (pair,)) & ~NONNEGATIVE]
    choices = [tuple(pairs), *((pair,) for pair in pairs)]
    return [Poly({monomial(choice): Fraction(1)}) for choice in dict.fromkeys(choices) if choice]


def _weight(ctx: Context, body: Poly, index: Index) -> Weight | None:
    whole = sum_out(ctx, body, (index,))
    if whole.single is None or mono_sign(ctx, whole.single[0]) != POSITIVE or whole.single[1] < 0:
        return None
    return Weight(body, index, whole)


def _lifts(ctx: Context, goal: Poly, indices: tuple[Index, ...], weight: Weight | None) -> Iterator[Poly]:
    """The bodies of sums over the indices that are equal to the goal."""
    choices: list[list[Poly]] = []
    for mono, c in goal:
        ways = list(islice(_ways(ctx, mono, indices, weight), MOST_WAYS))
        if not ways:
            return
        choices.append([way.scaled(c) for way in ways])
    for choice in cartesian(*choices):
        yield total_of(choice)


def _ways(ctx: Context, mono: Mono, indices: tuple[Index, ...], weight: Weight | None) -> Iterator[Poly]:
    """The monomial as a sum over the indices: as many sums in it as can be opened, the weight at what is left."""
    sums = [
        atom
        for atom, exponent in mono
        if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0
        if any(label.over == indices[0].over for label in atom.data[0])
        for _ in range(min(exponent, len(indices)))
    ]
    seen: set[Poly] = set()
    for chosen in dict.fromkeys(combinations(sums, min(len(sums), len(indices)))):
        rest = Poly({monomial([*mono, *((atom, -1) for atom in chosen)]): Fraction(1)})
        for opened, left in _opened(ctx, chosen, indices):
            filled = _filled(ctx, multiply(ctx, rest, opened), left, weight)
            if filled is not None and filled not in seen:
                seen.add(filled)
                yield filled


def _opened(
    ctx: Context, chosen: tuple[Atom, ...], indices: tuple[Index, ...]
) -> Iterator[tuple[Poly, tuple[Index, ...]]]:
    """The product of the sums opened at the first of the indices, each at one or more, and the indices left over."""
    if not chosen:
        yield ONE, indices
        return
    first, others = chosen[0], chosen[1:]
    for taken in range(1, len(indices) - len(others) + 1):
        for body in _bodies(ctx, first, indices[:taken]):
            for product, left in _opened(ctx, others, indices[taken:]):
                yield multiply(ctx, body, product), left


def _bodies(ctx: Context, atom: Atom, indices: tuple[Index, ...]) -> Iterator[Poly]:
    """The body of a sum at the indices, in the place of as many of its own; it is summed over the others."""
    body, inner = open_sum(ctx, atom)
    for chosen in permutations(inner, len(indices)):
        if all(own.over == index.over for own, index in zip(chosen, indices, strict=True)):
            moves: dict[Index, Place] = dict(zip(chosen, indices, strict=True))
            others = tuple(index for index in inner if index not in chosen)
            yield sum_out(ctx, moved(ctx, body, moves), others)


def _filled(ctx: Context, body: Poly, left: tuple[Index, ...], weight: Weight | None) -> Poly | None:
    """body · Π w(k)/W over the indices that are left."""
    if left and weight is None:
        return None
    for index in left:
        assert weight is not None
        share = multiply(ctx, moved(ctx, weight.body, {weight.index: index}), power(ctx, weight.whole, Fraction(-1)))
        body = multiply(ctx, body, share)
    return body


def known_sums(ctx: Context, goal: Poly) -> Iterator[tuple[Poly, Index, Poly]]:
    """Bodies f(k) with their index and Σ f: of the sums in the goal, and of the sums that hypotheses give."""
    for atom in sorted({atom for mono in goal.terms for atom, _ in mono if atom.kind == "sum"}, key=lambda a: a.key):
        body, inner = open_sum(ctx, atom)
        if len(inner) == 1:
            yield body, inner[0], power_of(atom)
    for rule in ctx.rules:
        if rule.atom.kind == "sum" and rule.power == 1 and len(rule.atom.data[0]) == 1:
            for binding in bindings(rule.every, places_of(goal)):
                body, inner = open_sum(ctx, rule.atom)
                yield moved(ctx, body, dict(binding)), inner[0], moved(ctx, rule.value, dict(binding))
