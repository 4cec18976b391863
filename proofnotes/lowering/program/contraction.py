"""Sums over Kronecker's delta carried out on trees, so that δ never becomes an array.

Σ_k δ_kj f(k) = f(j).  A product is multiplied out only where a delta asks for it.  Σ_k (1 − δ_ik) f(k), the sum of
the rest, is left alone: multiplied out it would cancel.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...expr.calculus import ONE, ZERO, add, mul, neg
from ...expr.indices import Computed, Index, Place, Position, Shifted, fresh
from ...expr.nodes import (
    Add,
    Both,
    Cases,
    Counter,
    Delta,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Neg,
    Relation,
    Sum,
    children,
    counter_of,
    free_indices,
    map_children,
    walk,
)
from ...expr.rewrite import put_in, rename


def contracted(e: Expr) -> Expr:
    """The expression with every sum over a delta carried out, and what is free of the index moved out of every sum."""
    match e:
        case Delta(left, right):
            return _delta(left, right)
        case Add(terms):
            return add(*map(contracted, terms))
        case Mul(factors, _):
            return mul(*map(contracted, factors))
        case Neg(arg):
            return neg(contracted(arg))
        case Div(num, den):
            above = contracted(num)
            return ZERO if above == ZERO else Div(above, contracted(den))
        case Sum(body, index):
            return _sum(contracted(body), index)
        case _:
            return map_children(e, contracted)


def _delta(left: Place, right: Place) -> Expr:
    """δ of the same place is 1, of different blocks or positions 0."""
    if isinstance(left, Shifted) and isinstance(right, Shifted):
        if isinstance(left.block, int) or isinstance(right.block, int):
            return _delta(left.inner, right.inner) if left.block == right.block else ZERO
        return mul(_delta(left.block, right.block), _delta(left.inner, right.inner))
    if left == right:
        return ONE
    both_fixed = isinstance(left, Position) and isinstance(right, Position)
    return ZERO if both_fixed else Delta(left, right)


def _sum(body: Expr, index: Index) -> Expr:
    match body:
        case Group(arg, _):
            return _sum(arg, index)
        case Neg(arg):
            return neg(_sum(arg, index))
        case Add(terms) if any(_mentions(term, index) for term in terms) or _clashes(body, index):
            return add(*(_sum(term, index) for term in terms))
    outside, inside = _apart(body, index)
    return mul(*outside, _product(inside, index)) if outside else _product(inside, index)


def _apart(body: Expr, index: Index) -> tuple[list[Expr], list[Expr]]:
    """The factors that are free of the index, and the others."""
    outside: list[Expr] = []
    inside: list[Expr] = []
    for factor in _factors(body):
        (inside if index in free_indices(factor) else outside).append(factor)
    return outside, inside


def _factors(e: Expr) -> list[Expr]:
    match e:
        case Group(arg, _):
            return _factors(arg)
        case Mul(factors, _):
            return [each for factor in factors for each in _factors(factor)]
        case Neg(arg):
            return [Neg(ONE), *_factors(arg)]
        case Div(num, den) if num != ONE and any(isinstance(node, Delta) for node in walk(num)):
            return _above(_factors(num), den)
        case _:
            return [e]


def _above(factors: list[Expr], den: Expr) -> list[Expr]:
    """The factors of a fraction: its deltas, and what is left of it."""
    deltas = [each for each in factors if isinstance(each, Delta)]
    others = [each for each in factors if not isinstance(each, Delta)]
    return [*deltas, Div(mul(*others), den)] if deltas else [*others, Div(ONE, den)]


def _product(factors: list[Expr], index: Index) -> Expr:
    for position, factor in enumerate(factors):
        others = factors[:position] + factors[position + 1 :]
        if isinstance(factor, Delta):
            left, right = factor.left, factor.right
            if index in (left, right) and not isinstance(left, Computed) and not isinstance(right, Computed):
                return contracted(rename(mul(*others), {index: right if left == index else left}))
            if (found := _at_number(factor, others, index)) is not None:
                return contracted(found)
        if isinstance(factor, Add) and _mentions(factor, index) and rest_of(factor, index) is None:
            return add(
                *(_sum(mul(*factors[:position], term, *factors[position + 1 :]), index) for term in factor.terms)
            )
        if isinstance(factor, Cases) and (place := _only_place(factor, index)) is not None:
            return contracted(rename(mul(*others, _at(factor, index, ONE)), {index: place}))
        if isinstance(factor, Sum) and _mentions(factor.body, index):
            other = fresh(factor.index)
            inner = rename(factor.body, {factor.index: other})
            exchanged = _sum(mul(*factors[:position], inner, *factors[position + 1 :]), index)
            if not any(isinstance(each, Sum) and each.index == index for each in walk(exchanged)):
                return _sum(exchanged, other)
    return Sum(_quotient(factors), index)


def _at_number(factor: Delta, others: list[Expr], index: Index) -> Expr | None:
    """Σ_k δ_{a, k + b} f(k) = f(a − b), where that is a place of k; None where k cannot be told from the numbers."""
    number = solved_for(counter_of(factor.left) - counter_of(factor.right), index)
    if number is None or index.over.blocks != 1:
        return None
    there = put_in(mul(*others), {index: Computed(number, index.over)})
    if any(isinstance(each, Entry) and index in each.places for each in others):
        return there  # an entry is 0 outside, and so is the product
    inside = Both((Relation(ONE, "<=", number), Relation(number, "<=", Dim(index.over.name, index.over.size))))
    return Cases(((there, inside),), ZERO)


def solved_for(e: Expr, index: Index) -> Expr | None:
    """The number of the index at which a sum of numbers is 0, if the index stands in it once, as it is."""
    with_it: list[int] = []
    rest: list[Expr] = []
    for sign, term in signed_terms(e, 1):
        if term == Counter(index):
            with_it.append(sign)
        elif index in free_indices(term):
            return None
        else:
            rest.append(term if sign > 0 else Neg(term))
    if len(with_it) != 1:
        return None
    return add(*(each if with_it[0] < 0 else neg(each) for each in rest))


def signed_terms(e: Expr, sign: int) -> Iterator[tuple[int, Expr]]:
    """The terms of a sum, each with its sign."""
    match e:
        case Add(terms):
            for term in terms:
                yield from signed_terms(term, sign)
        case Neg(arg):
            yield from signed_terms(arg, -sign)
        case Group(arg, _):
            yield from signed_terms(arg, sign)
        case _:
            yield sign, e


def _only_place(e: Cases, index: Index) -> Place | None:
    """Where it is not 0: the one place that its deltas name, all branches being 0 elsewhere."""
    pairs = ((node.left, node.right) for node in walk(e) if isinstance(node, Delta))
    places = {right if left == index else left for left, right in pairs if index in (left, right)}
    if len(places) != 1 or index in places:
        return None
    elsewhere = contracted(_at(e, index, ZERO))
    values = elsewhere.branches if isinstance(elsewhere, Cases) else ()
    is_zero = isinstance(elsewhere, Cases) and all(each == ZERO for each, _ in values) and elsewhere.otherwise == ZERO
    return places.pop() if is_zero else None


def _at(e: Expr, index: Index, value: Expr) -> Expr:
    """The expression with this for the deltas of an index."""
    if isinstance(e, Delta):
        return value if index in (e.left, e.right) else e
    return map_children(e, lambda child: _at(child, index, value))


def _quotient(factors: list[Expr]) -> Expr:
    """The product with its 1/v factors as one division each, as people write it."""
    above = mul(*(each for each in factors if not (isinstance(each, Div) and each.num == ONE)))
    for each in factors:
        if isinstance(each, Div) and each.num == ONE:
            above = Div(above, each.den)
    return above


def rest_of(e: Expr, index: Index) -> Place | None:
    """The place i if the factor is 1 − δ_ik for this index k."""
    match e:
        case Group(arg, _):
            return rest_of(arg, index)
        case Add((one, Neg(Delta(left, right)))) if one == ONE and index in (left, right):
            return right if left == index else left
        case _:
            return None


def _mentions(e: Expr, index: Index) -> bool:
    """Whether a delta over the index stands in it, other than in a sum of the rest."""
    match e:
        case Delta():
            return index in free_indices(e)
        case Add((one, Neg(Delta()))) if one == ONE:
            return False
        case _:
            return any(_mentions(child, index) for child in children(e))


def _clashes(e: Add, index: Index) -> bool:
    """Whether summing term by term avoids a second axis over the same dimension."""
    others = {other for other in free_indices(e) if other.over == index.over} - {index}
    return bool(others) and all(
        not others & free_indices(factor) or index not in free_indices(factor)
        for term in e.terms
        for factor in _factors(term)
    )
