"""Fewer hypotheses: what follows from some of them follows from all.

A hypothesis can do harm: made into a rule it may rewrite a statement into a form that nothing recognizes, as a fact it
costs time, as a size it opens every sum.  So a statement that is not settled under all of them is tried under some, in
this order, which depends on nothing but the hypotheses and the names in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..expr.calculus import inputs_of
from ..expr.nodes import Dim, Relation, Scalar, Tensor, free_indices, walk

Hypotheses = tuple[Relation, ...]

MOST_LEFT_OUT = 8
"""With more hypotheses they are not left out one by one."""


def choices(statement: Relation, assuming: Hypotheses) -> Iterator[Hypotheses]:
    """Some of the hypotheses: none, those about what the statement mentions, equations, the others, all but one."""
    seen = {assuming}
    for choice in _in_order(statement, assuming):
        if choice not in seen:
            seen.add(choice)
            yield choice


def _in_order(statement: Relation, assuming: Hypotheses) -> Iterator[Hypotheses]:
    mentioned = _mentioned(statement)
    yield ()
    yield tuple(each for each in assuming if _mentioned(each) <= mentioned)
    yield tuple(each for each in assuming if _mentioned(each) & mentioned)
    yield tuple(each for each in assuming if each.sign == "=")
    yield tuple(each for each in assuming if each.sign != "=")
    yield tuple(each for each in assuming if not free_indices(each.left) | free_indices(each.right))
    if len(assuming) <= MOST_LEFT_OUT:
        for place in range(len(assuming) - 1, -1, -1):
            yield assuming[:place] + assuming[place + 1 :]
        yield from ((each,) for each in assuming)


def _mentioned(relation: Relation) -> frozenset[Scalar | Tensor | str]:
    """The scalars, tensors and dimensions of both sides."""
    found: set[Scalar | Tensor | str] = set()
    for side in (relation.left, relation.right):
        found |= inputs_of(side)
        found |= {node.name for node in walk(side) if isinstance(node, Dim)}
    return frozenset(found)
