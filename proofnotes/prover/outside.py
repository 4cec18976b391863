"""What hypotheses say of entries that are not there.

A hypothesis holds for every value of its indices, so a[t] = a[t + 1] for t = 1 … T says of the last entry that it is
a[T + 1], which is 0.  Somebody who had the others in mind reads it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..expr.indices import Computed, Index
from ..expr.nodes import Entry, Expr, Named, Relation, counter_of, walk
from .normal_form.masks import NONNEGATIVE
from .normal_form.normal import normal
from .normal_form.signs import poly_sign
from .normal_form.sums import dimension
from .normal_form.terms import ONE, Context, Poly


def read_outside(ctx: Context, assuming: Sequence[Relation]) -> str:
    """A clause that names the entries of the hypotheses that may lie outside, where they count as 0; else empty."""
    clauses = [
        f"{entry} counts as 0 where {place} is outside 1..{place.over}"
        for relation in assuming
        for entry, place in _computed(relation)
        if not _inside(ctx, place)
    ]
    return "; ".join(dict.fromkeys(clauses))


def _computed(relation: Relation) -> Iterator[tuple[Expr, Computed]]:
    for side in (relation.left, relation.right):
        for e in walk(side):
            if isinstance(e, (Entry, Named)):
                yield from ((e, place) for place in e.places if isinstance(place, Computed))


def _inside(ctx: Context, place: Computed) -> bool:
    number = normal(ctx, counter_of(place))
    return all(_not_negative(ctx, poly) for poly in (number - ONE, dimension(ctx, Index("k", place.over)) - number))


def _not_negative(ctx: Context, poly: Poly) -> bool:
    return poly_sign(ctx, poly) & ~NONNEGATIVE == 0
