"""Sums that are the same for every entry, evaluated once: the denominator of a softmax of a thousand scores."""

from dataclasses import replace
from functools import lru_cache

from proofnotes.expr.nodes import (
    Diff,
    Expr,
    Lambda,
    Named,
    Quantity,
    Sum,
    children,
    free_indices,
    map_argument,
    map_children,
)
from proofnotes.expr.notation import let_scalar


@lru_cache(maxsize=256)
def shared(e: Expr) -> Expr:
    """The same expression, in which sums that no index is free in have a name: a point remembers what names are worth.

    An expression with a derivative stays as it is, because it may be one by a name.
    """
    return e if _differentiates(e) else _named(e)


def _named(e: Expr) -> Expr:
    if isinstance(e, Named):
        return Named(_quantity(e.quantity), e.places, tuple(map_argument(each, _named) for each in e.arguments))
    made = map_children(e, _named)
    return let_scalar("shared", made) if isinstance(e, Sum) and not free_indices(e) else made


@lru_cache(maxsize=256)
def _quantity(quantity: Quantity) -> Quantity:
    return replace(quantity, body=_named(quantity.body))


def _differentiates(e: Expr | Lambda) -> bool:
    if isinstance(e, Lambda):
        return _differentiates(e.body)
    if isinstance(e, Diff) or (isinstance(e, Named) and _differentiates(e.quantity.body)):
        return True
    return any(map(_differentiates, (*children(e), *(e.arguments if isinstance(e, Named) else ()))))
