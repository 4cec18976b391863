"""How many operations an expression takes, counted on its tree, as polynomials in the dimensions.

Every distinct subexpression is computed once for each value of the indices that it depends on: what does not depend on
a summation index is not computed again for each term, and a value that two places need is computed once.  Numbers known
beforehand, 1/D, cost nothing, and neither does a sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import add, mul

from .calculus import inputs_of, unfold
from .indices import Index, Size
from .nodes import (
    BINDERS,
    Add,
    Apply,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Largest,
    Mul,
    Named,
    Number,
    Pow,
    Prod,
    Quantity,
    Sum,
    children,
    free_indices,
    map_children,
    walk,
    wrap,
)
from .rewrite import rename

Monomial = tuple[Size, ...]
"""A product of dimensions."""


@dataclass(frozen=True)
class Count:
    """A number of operations: a polynomial in the dimensions."""

    terms: Mapping[Monomial, int]

    @property
    def expression(self) -> Expr:
        """Such as 2 N D + N."""
        written = [_product(coefficient, Counter(monomial)) for monomial, coefficient in self.terms.items()]
        return reduce(add, written) if written else wrap(0)

    def at(self, **sizes: int) -> int:
        """The number for these dimensions: count.at(N=32, D=768)."""
        return sum(each * prod(sizes[size.name] for size in monomial) for monomial, each in self.terms.items())


def _product(coefficient: int, powers: Mapping[Size, int]) -> Expr:
    factors: list[Expr] = [Dim(size.name) ** power if power > 1 else Dim(size.name) for size, power in powers.items()]
    if not factors:
        return wrap(coefficient)
    whole = reduce(mul, factors)
    return {1: whole, -1: -whole}.get(coefficient, coefficient * whole)


@dataclass(frozen=True)
class Operations:
    """Counts by kind.  A sum over an index is one reduction besides its additions; functions are exp, log, ..."""

    reductions: Count
    additions: Count
    products: Count
    quotients: Count
    roots: Count
    functions: Count

    def at(self, **sizes: int) -> int:
        """How many in all, apart from the reductions, whose additions are counted."""
        counts = (self.additions, self.products, self.quotients, self.roots, self.functions)
        return sum(each.at(**sizes) for each in counts)


def operations(*roots: Expr, given: Iterable[Quantity] = ()) -> Operations:
    """What it takes to compute the expressions for every value of their indices.

    given are quantities that are there already, and so are derivatives that are written but not carried out.
    """
    counts: dict[str, Counter[Monomial]] = {name: Counter() for name in Operations.__dataclass_fields__}
    for e in _distinct(roots, frozenset(map(id, given))):
        over = [index.over for index in free_indices(e)]
        for name, factor, number in _own(e):
            every = (*over, *factor)
            monomial = sorted((size for each in every for size in each.factors), key=str)
            counts[name][tuple(monomial)] += number * prod(each.copies for each in every)
    tidy = {name: Count({key: each for key, each in count.items() if each}) for name, count in counts.items()}
    return Operations(**tidy)


def _distinct(roots: Iterable[Expr], given: frozenset[int]) -> list[Expr]:
    found: dict[Expr, None] = {}
    waiting = list(roots)
    while waiting:
        e = waiting.pop()
        key = _canonical(e)
        if key in found or not inputs_of(e) or isinstance(e, Diff):
            continue
        if isinstance(e, Named):
            waiting += [] if id(e.quantity) in given else [unfold(e)]
            continue
        found[key] = None
        waiting += children(e)
    return list(found)


def _own(e: Expr) -> Iterator[tuple[str, Monomial, int]]:
    """The operations of the outermost node: their kind, how many for each value of the indices, times what number."""
    match e:
        case Add(terms):
            yield "additions", (), len(terms) - 1
        case Mul(factors):
            yield "products", (), sum(map(_is_factor, factors)) - 1
        case Div():
            yield "quotients", (), 1
        case Pow(_, Number(value)) if value.denominator == 1 and value > 1:
            yield "products", (), int(value) - 1
        case Apply("sqrt"):
            yield "roots", (), 1
        case Sum(_, index) | Prod(_, index) | Largest(_, index):
            kind = KINDS_OF_BINDERS[type(e)]
            yield from (("reductions", (), 1), (kind, (index.over,), 1), (kind, (), -1))
        case Apply() | Pow():
            yield "functions", (), 1


KINDS_OF_BINDERS = {Sum: "additions", Prod: "products", Largest: "functions"}
"""What going over the range of an index takes; the larger of two is a function of two."""


def _is_factor(e: Expr) -> bool:
    """Everything but a sign."""
    return e not in (wrap(1), wrap(-1))


def _canonical(e: Expr) -> Expr:
    """The same for expressions that differ by the names of their indices only: a table of values serves both."""
    order = dict.fromkeys(index for node in walk(e) for index in _in_order(node) if index in free_indices(e))
    renamed = rename(e, {index: Index(f"free{place}", index.over) for place, index in enumerate(order)})
    return _bound(renamed, 0)


def _in_order(e: Expr) -> list[Index]:
    places = e.places if isinstance(e, (Entry, Named)) else ()
    found = [each for each in places if isinstance(each, Index)]
    return found + sorted(free_indices(e) - set(found), key=str) if not children(e) else found


def _bound(e: Expr, depth: int) -> Expr:
    if isinstance(e, BINDERS):
        index = Index(f"bound{depth}", e.index.over)
        return type(e)(_bound(rename(e.body, {e.index: index}), depth + 1), index)
    return map_children(e, lambda child: _bound(child, depth))
