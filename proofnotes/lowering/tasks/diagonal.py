"""Values with two indices over one dimension: the entries i, j of a Jacobian.

Off the diagonal and on it they are built apart, and the diagonal is put in its place, so that δ_ij is never made, and
1 − y_i is no difference of arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...expr.calculus import ONE, ZERO
from ...expr.indices import Index
from ...expr.nodes import Cases, Delta, Expr, SameIndex, free_indices, map_children
from ...expr.rewrite import rename
from ..program.build import Builder, Env
from ..program.contraction import contracted
from ..program.entries import placed
from ..program.nodes import Value


def off_diagonal(e: Expr, i: Index, j: Index) -> Expr:
    """The expression for i ≠ j."""
    return contracted(_resolved(e, {i, j}, same=False))


def on_diagonal(e: Expr, i: Index, j: Index) -> Expr:
    """The expression for i = j, in terms of i."""
    return contracted(rename(_resolved(e, {i, j}, same=True), {j: i}))


def _resolved(e: Expr, pair: set[Index], same: bool) -> Expr:
    match e:
        case Delta(left, right) if {left, right} == pair:
            return ONE if same else ZERO
        case Cases():
            return _branches(e, pair, same)
        case _:
            return map_children(e, lambda child: _resolved(child, pair, same))


def _branches(e: Cases, pair: set[Index], same: bool) -> Expr:
    """The branches that are left when it is known whether i = j."""
    kept, otherwise = [], e.otherwise
    for value, condition in e.branches:
        if not (isinstance(condition, SameIndex) and {condition.left, condition.right} == pair):
            kept.append((_resolved(value, pair, same), condition))
        elif same:
            otherwise = value
            break
    found = _resolved(otherwise, pair, same)
    return Cases(tuple(kept), found, e.last) if kept else found


@dataclass
class PairBuilder(Builder):
    """Builds what mentions only one of two indices along the first axis, so that it is made once, and places it."""

    pair: tuple[Index, ...] = ()

    def build(self, e: Expr, env: Env) -> Value:
        """The value of an expression whose free indices stand for these axes."""
        used = [index for index in self.pair if index in free_indices(e)]
        if len(used) == 2 or not set(self.pair) <= env.keys():
            return super().build(e, env)
        around = {index: axis for index, axis in env.items() if index not in self.pair}
        if not used:
            return super().build(e, around)
        first, axis = env[self.pair[0]], env[used[0]]
        value = super().build(e, {**around, used[0]: first})
        return placed(value, (first,), (axis,))
