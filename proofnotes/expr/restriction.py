"""Hypotheses about places: s <= t, i != j, t > 1.

A free index in a hypothesis means every value of it, and of such a relation that would be false or say nothing.  So it
speaks of the indices of the statement: it holds for those s and t for which s <= t does.  They are fixed then, one
value each, and what holds for every value holds for them.  Where i = j is assumed, one of them stands for both.
"""

from __future__ import annotations

from collections.abc import Sequence

from .errors import NotationError
from .indices import Index, Place, Shifted
from .nodes import Counter, Relation, free_indices, is_whole
from .rewrite import rename


def restricted(statement: Relation, assuming: Sequence[Relation]) -> tuple[Relation, tuple[Relation, ...]]:
    """The statement and the hypotheses with those indices fixed that a hypothesis is about as numbers."""
    hypotheses = tuple(assuming)
    about = [each for each in hypotheses if is_whole(each.left) and is_whole(each.right)]
    loose = {index for each in about for index in _indices(each) if not index.fixed}
    if not loose or type(statement) is not Relation:
        return statement, hypotheses
    for each in hypotheses:
        shared = sorted(map(str, _indices(each) & loose))
        if each not in about and shared:
            others = ", ".join(str(other) for other in about if _indices(other) & loose)
            raise NotationError(
                f"{each}: it is assumed for every {', '.join(shared)}, but {others} is about one value of it; "
                f"take another letter for one of them"
            )
    fixed: dict[Index, Place] = {index: Index(index.name, index.over, fixed=True) for index in loose}
    statement, hypotheses = (
        _renamed(statement, fixed),
        tuple(_renamed(e, fixed) if e in about else e for e in hypotheses),
    )
    for each in hypotheses:
        if (same := _same(each)) is not None:
            statement = _renamed(statement, same)
            hypotheses = tuple(_renamed(other, same) for other in hypotheses if other is not each)
            return restricted(statement, hypotheses)
    return statement, hypotheses


def _same(relation: Relation) -> dict[Index, Place] | None:
    """Of i = j the index that goes, and what stands for it."""
    left, right = relation.left, relation.right
    if relation.sign != "=" or not isinstance(left, Counter) or not isinstance(right, Counter) or left == right:
        return None
    for gone, kept in ((left.place, right.place), (right.place, left.place)):
        if isinstance(gone, Index) and gone.over == kept.over and not isinstance(kept, Shifted):
            return {gone: kept}
    return None


def _indices(relation: Relation) -> frozenset[Index]:
    return free_indices(relation.left) | free_indices(relation.right)


def _renamed(relation: Relation, mapping: dict[Index, Place]) -> Relation:
    return Relation(rename(relation.left, mapping), relation.sign, rename(relation.right, mapping))
