"""Which hypotheses are needed: each theorem is tried again without each of its hypotheses.

What the prover says then is the evidence: a point at which the two sides differ, or what would have to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..expr.errors import HypothesisError, NotationError, UndefinedError
from ..expr.nodes import Relation
from ..prover.proof import Proof, Verdict
from ..prover.prover import prove
from ..statements.chains import Link
from ..statements.statement import Statement

SECONDS = 2.0


@dataclass(frozen=True)
class Without:
    """A hypothesis, and the link that shows best what becomes of the statement without it."""

    hypothesis: Relation
    link: Link
    proof: Proof

    @property
    def needed(self) -> bool:
        """Whether the link is not proved without the hypothesis."""
        return self.proof.verdict is not Verdict.PROVED


def attempt(relation: Relation, assuming: tuple[Relation, ...], seconds: float = 10.0) -> Proof:
    """A proof attempt that always answers: what the prover rejects is not proved, and the detail says why."""
    try:
        return prove(relation, assuming=assuming, seconds=seconds)
    except (NotationError, HypothesisError, UndefinedError) as error:
        return Proof(relation, assuming, Verdict.UNKNOWN, "", detail=str(error))


def hypotheses(statement: Statement) -> tuple[Relation, ...]:
    """Each hypothesis of a link that is to be proved; a counterexample only gains by having more of them."""
    links = (link for link in statement.links if link.expected == Verdict.PROVED.value)
    return tuple(dict.fromkeys(each for link in links for each in link.assuming))


def without(statement: Statement, hypothesis: Relation) -> Without:
    """The statement's links without one hypothesis: the first that is refuted, else the one that says most."""
    found = list(_attempts(statement, hypothesis))
    return min(found, key=lambda each: _rank(each.proof))


def _attempts(statement: Statement, hypothesis: Relation) -> Iterator[Without]:
    """Up to the first link that is refuted."""
    for link in statement.links:
        if hypothesis in link.assuming and link.expected == Verdict.PROVED.value:
            rest = tuple(each for each in link.assuming if each != hypothesis)
            proof = attempt(link.relation, rest, SECONDS)
            yield Without(hypothesis, link, proof)
            if proof.verdict is Verdict.REFUTED:
                return


def _rank(proof: Proof) -> int:
    if proof.verdict is not Verdict.UNKNOWN:
        return 0 if proof.verdict is Verdict.REFUTED else 3
    return 1 if proof.missing else 2
