"""The prover's own soundness: no theorem with a mistake in it is proved, and nearly all of them are refuted."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from proofnotes import HypothesisError, Link, NotationError, Verdict, prove
from proofnotes.catalogue import load_catalogue
from proofnotes.symbolic.refute import check_witness, find_witness
from proofnotes.symbolic.relations import Relation

from .mutants import mutants

LINKS = {link.name: link for link in load_catalogue().links}
PER_LINK = int(os.environ.get("PROOFNOTES_MUTANTS", "6"))
"""How many mutants of each link are tried; `make fuzz` tries them all."""

TALLY: Counter[str] = Counter()


def _chosen(link: Link) -> list[tuple[str, Relation]]:
    """Mutants spread evenly over the right-hand side, so that every kind has its turn."""
    found = [(kind, Relation(link.left, link.sign, right)) for kind, right in mutants(link.right)]
    step = max(1, len(found) // PER_LINK)
    return found[::step][:PER_LINK] if len(found) > PER_LINK else found


@pytest.mark.parametrize("name", LINKS)
def test_a_mistake_is_never_proved(name: str) -> None:
    link = LINKS[name]
    for kind, mutant in _chosen(link):
        try:
            proof = prove(mutant, assuming=link.assuming)
        except NotationError:
            continue  # the mistake is not even well formed: an index free on one side and bound on the other
        if proof.verdict is Verdict.PROVED:
            # Some mistakes are none, such as ∂ᵢⱼ for ∂ⱼᵢ: the evaluator, which shares no code with the prover, must agree.
            witness = find_witness(mutant.left, mutant.sign, mutant.right, link.assuming, tries=200)
            assert witness is None, f"{kind}: proved {mutant}, but {witness}"
            continue
        TALLY[proof.verdict.value] += 1
        if proof.verdict is Verdict.REFUTED:
            assert proof.witness is not None
            assert check_witness(mutant.left, mutant.sign, mutant.right, link.assuming, proof.witness), kind


HYPOTHESES = [(name, number) for name, link in LINKS.items() for number in range(len(link.assuming))]


@pytest.mark.parametrize(("name", "number"), HYPOTHESES)
def test_no_hypothesis_can_be_dropped(name: str, number: int) -> None:
    """A hypothesis that only some links of a theorem need is dropped for the theorem as a whole."""
    link = LINKS[name]
    kept = link.assuming[:number] + link.assuming[number + 1 :]
    siblings = [other for other in LINKS.values() if other.id == link.id]
    verdicts = []
    for other in siblings:
        try:
            verdicts.append(prove(Relation(other.left, other.sign, other.right), assuming=kept).verdict)
        except HypothesisError:
            verdicts.append(Verdict.UNKNOWN)
    assert any(verdict is not Verdict.PROVED for verdict in verdicts), f"{link.assuming[number]} is superfluous"


def test_nearly_all_mistakes_are_refuted() -> None:
    """Runs last in this file and reads what the tests above counted."""
    if sum(TALLY.values()) < len(LINKS):
        pytest.skip("the mutants were not all run")
    print(TALLY)
    assert TALLY["REFUTED"] >= 0.95 * sum(TALLY.values()), TALLY
