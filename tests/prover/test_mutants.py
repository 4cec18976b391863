"""The prover's own soundness: no theorem with a mistake in it is proved, and nearly all of them are refuted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from proofnotes import HypothesisError, NotationError, Verdict, prove
from proofnotes.expr.nodes import Lim, Relation
from proofnotes.prover.proof import Witness
from proofnotes.prover.witnesses.refute import check_witness, find_witness
from tests.catalogue import CATALOGUE

from .approaching import keeps_away
from .mutants import mutants

LINKS = {link.name: link for link in CATALOGUE.links}
MOST_OPEN = 3
"""Of the mistakes in one link so many at most may be UNKNOWN: nearly all are refuted."""


@pytest.mark.one_in(12)
@pytest.mark.parametrize("name", LINKS)
def test_a_mistake_is_never_proved(name: str) -> None:
    link = LINKS[name]
    left_open = []
    for kind, right in mutants(link.right):
        mutant = Relation(link.left, link.sign, right)
        try:
            proof = prove(mutant, assuming=link.assuming)
        except NotationError:
            continue  # the mistake is not even well formed: an index free on one side and bound on the other
        if proof.verdict is Verdict.PROVED:
            # Some mistakes are none, such as z_j for z_i beside δ_ij: the evaluator, which shares no code with the
            # prover, has to agree.
            witness = find_witness(mutant.left, mutant.sign, mutant.right, link.assuming, tries=200)
            assert witness is None, f"{kind}: proved {mutant}, but {witness}"
        elif proof.verdict is Verdict.UNKNOWN:
            left_open.append(str(mutant))
        else:
            assert proof.witness is not None
            assert _refutes(proof.witness, mutant, link.assuming), kind
    assert len(left_open) <= MOST_OPEN, left_open


def _refutes(witness: Witness, statement: Relation, assuming: Sequence[Relation]) -> bool:
    """Evaluated anew: at the point of the witness, or from there ever nearer to where a limit looks."""
    if isinstance(statement.left, Lim):
        return keeps_away(statement.left, statement.right, assuming, witness)
    return check_witness(statement.left, statement.sign, statement.right, assuming, witness)


HYPOTHESES = [(name, number) for name, link in LINKS.items() for number in range(len(link.assuming))]


@pytest.mark.one_in(6)
@pytest.mark.parametrize(("name", "number"), HYPOTHESES)
def test_no_hypothesis_can_be_dropped(name: str, number: int) -> None:
    """A hypothesis that only some of the links under it need is dropped for all of these."""
    link = LINKS[name]
    dropped = link.assuming[number]
    siblings = [other for other in LINKS.values() if other.id == link.id and dropped in other.assuming]
    verdicts = []
    for other in siblings:
        kept = [each for each in other.assuming if each != dropped]
        try:
            verdicts.append(prove(Relation(other.left, other.sign, other.right), assuming=kept).verdict)
        except HypothesisError:
            verdicts.append(Verdict.UNKNOWN)
    assert any(verdict is not Verdict.PROVED for verdict in verdicts), f"{dropped} is superfluous"
