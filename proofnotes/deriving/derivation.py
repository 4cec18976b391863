"""What derive and simplify return: what was asked, what was found, the way there and the proof."""

from __future__ import annotations

from dataclasses import dataclass

from ..expr.faces import ShownAsFormula
from ..expr.nodes import Expr, Relation
from ..prover.proof import Proof, Verdict


@dataclass(frozen=True)
class Reasoned:
    """One step of a derivation: what is equal to the step before, and why."""

    expr: Expr
    reason: str


@dataclass(frozen=True, repr=False)
class Derivation(ShownAsFormula):
    """What was asked, what was found for it, and the proof that they are equal.

    steps lead there, each equal to the one before, the last one being expr.  conditions are what has to be assumed
    besides the hypotheses for both sides to be defined, such as x ≠ 0 at a kink.  Where proof.verdict is not PROVED,
    expr is what was asked, and nothing is claimed.
    """

    asked: Expr
    expr: Expr
    steps: tuple[Reasoned, ...]
    proof: Proof
    conditions: tuple[Relation, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is something to show: a form that is proved."""
        return self.proof.verdict is Verdict.PROVED
