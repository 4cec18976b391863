"""The Jacobian of a function that takes a vector to a vector over the same dimension.

Its entries are the last expression of the theorem `name.jacobian` or `name.jacobian_cases`, or derived from the
definition.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...expr.arrays import Array
from ...expr.indices import Index, fresh
from ...expr.nodes import Diff, Entry, Expr, Named, Tensor
from ...expr.rewrite import rename
from ...statements.chains import Chain
from ...statements.statement import Definition, Theorem
from ..program.contraction import contracted
from ..stable.logarithms import stable_derivative
from .gradients import Target, stated


def has_jacobian(definition: Definition) -> bool:
    """Whether it takes one vector to a vector over the same dimension."""
    if len(definition.inputs) != 1 or len(definition.indices) != 1:
        return False
    (z,), (i,) = definition.inputs, definition.indices
    return isinstance(z, Tensor) and z.over == (i.over,) and i.over.blocks == 1


def entries(definition: Definition, theorems: Iterable[Theorem] = ()) -> Target:
    """∂f_i/∂z_j."""
    by_id = {each.id: each for each in theorems}
    (i,), j = definition.indices, fresh(Index("j", definition.indices[0].over))
    for what in ("jacobian", "jacobian_cases"):
        theorem = stated(definition, what, by_id)
        for each in theorem.chains if theorem else ():
            found = _last(each, definition, j)
            if found is not None and theorem is not None:
                return Target(definition.name, found, (i, j), theorem.id)
    (z,) = definition.inputs
    assert isinstance(z, Tensor)
    return Target(definition.name, contracted(stable_derivative(definition, Entry(z, (j,)))), (i, j), definition.id)


def _last(chain: Chain, definition: Definition, j: Index) -> Expr | None:
    """The last expression of a chain that starts from ∂f_i/∂z_j, in terms of the definition's index and this j."""
    first, last = chain.terms[0], chain.terms[-1]
    if isinstance(last, Array) or not isinstance(first, Diff) or not isinstance(first.body, Named):
        return None
    if not isinstance(first.wrt, Entry) or first.wrt.tensor not in definition.inputs:
        return None
    (row,), (column,) = first.body.places, first.wrt.places
    if not isinstance(row, Index) or not isinstance(column, Index) or not _is_value(first.body, definition):
        return None
    return rename(last, {row: definition.indices[0], column: j})


def _is_value(e: Named, definition: Definition) -> bool:
    """Whether it is the function itself, or a name for it."""
    if e.quantity is definition.quantity:
        return not e.arguments
    return isinstance(e.quantity.body, Named) and _is_value(e.quantity.body, definition)
