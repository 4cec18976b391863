"""Class labels in place of a one-hot vector: y_k = δ_kc is given as the number c.

What a function is then is said by the theorem `name.labels`.  Its first chain starts from the function at y_k = δ_kc
and ends with what to compute; chains that start from derivatives of it end with gradients.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...expr.arrays import Array
from ...expr.calculus import derivative
from ...expr.indices import Index
from ...expr.nodes import Delta, Diff, Entry, Expr, Input, Lambda, Named, Tensor, walk
from ...expr.rewrite import rename
from ...statements.chains import Chain
from ...statements.statement import Definition, Theorem
from ..program.contraction import contracted
from .gradients import Target, differentiated, generic, stated, upstream


@dataclass(frozen=True)
class Labelled:
    """The input that is given as labels, the index that stands for the label, the value and its gradients."""

    given: Tensor
    label: Index
    value: Target
    gradients: tuple[Target, ...]


def labelled(definition: Definition, theorems: Iterable[Theorem] = ()) -> Labelled | None:
    """What the theorem `name.labels` says, if there is one."""
    theorem = stated(definition, "labels", {each.id: each for each in theorems})
    for each in theorem.chains if theorem else ():
        first, last = each.terms[0], each.terms[-1]
        found = _one_hot(first, definition) if isinstance(first, Named) else None
        if theorem is not None and found is not None and not isinstance(last, Array):
            given, label = found
            value = Target(definition.name, last, definition.indices, theorem.id)
            others = [by for by in definition.arguments if by != given]
            return Labelled(given, label, value, tuple(_gradient(definition, theorem, value, by) for by in others))
    return None


def _one_hot(e: Named, definition: Definition) -> tuple[Tensor, Index] | None:
    """The input in whose place δ_kc stands, and c, if everything else is as in the definition."""
    if e.quantity is not definition.quantity or e.places:
        return None
    for by, argument in zip(definition.inputs, e.arguments, strict=True):
        match argument:
            case Lambda((k,), Delta(left, right)) if k in (left, right) and isinstance(by, Tensor):
                label = right if left == k else left
                return (by, label) if isinstance(label, Index) else None
    return None


def _gradient(definition: Definition, theorem: Theorem, value: Target, by: Input) -> Target:
    """The upstream gradient times the derivative."""
    for each in theorem.chains:
        found = _last(each, by)
        if found is not None:
            return Target(by.name, *found, theorem.id)
    wrt, indices = generic(by)
    return Target(by.name, contracted(upstream(definition) * derivative(value.expression, wrt)), indices, theorem.id)


def _last(chain: Chain, by: Input) -> tuple[Expr, tuple[Index, ...]] | None:
    first, last = chain.terms[0], chain.terms[-1]
    if isinstance(first, Array) or isinstance(last, Array) or differentiated(first, by) is None:
        return None
    places = next(node.wrt.places for node in walk(first) if isinstance(node, Diff) and isinstance(node.wrt, Entry))
    _, indices = generic(by)
    return rename(last, dict(zip(places, indices, strict=True))), indices  # type: ignore[arg-type]
