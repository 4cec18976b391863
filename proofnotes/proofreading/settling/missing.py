"""The one hypothesis under which a claim would hold, where it is one that people make."""

from __future__ import annotations

from ...expr.nodes import Entry, Group, Mul, Named, Neg, Number, Pow, Relation, Sum, walk
from ...prover.proof import Proof


def proper_factor(proof: Proof) -> bool:
    """Whether the one equation that is missing is a hypothesis that people make, and not the claim in other words.

    It is one factor of several of what is left over, and says Σ y = 1 or Σ w² = 1: nothing that fixes an input to a
    number.
    """
    left_over = proof.residual
    while isinstance(left_over, (Neg, Group)):
        left_over = left_over.arg
    if not isinstance(left_over, Mul) or len(proof.missing) != 1:
        return False
    factors = [factor for factor in left_over.factors if not isinstance(factor, Number)]
    return len(factors) > 1 and _usual(proof.missing[0])


def _usual(equation: Relation) -> bool:
    """Whether it is a normalization: Σ y = 1, Σ w² = 1."""
    total, right = equation.left, equation.right
    while isinstance(total, Group) or (isinstance(total, Sum) and isinstance(total.body, (Sum, Group))):
        total = total.arg if isinstance(total, Group) else total.body
    if not isinstance(total, Sum) or not isinstance(right, Number):
        return False
    parts = tuple(walk(total.body))
    entries = {part for part in parts if isinstance(part, (Entry, Named))}
    return len(entries) == 1 and all(isinstance(part, _OF_A_POWER) for part in parts) and right.value == 1


_OF_A_POWER = (Entry, Named, Pow, Number, Group)
"""The nodes of y and w²."""
