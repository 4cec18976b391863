"""Every hypothesis is needed: without it some link is not proved, and the prover says what is missing."""

from functools import cache

import pytest

from proofnotes import Eq, Kind, Relation, Scalar, Theorem, Verdict, chain, sqrt
from proofnotes.prover.witnesses.refute import check_witness
from proofnotes.statements.statement import Statement
from proofnotes.verdicts.necessity import Without, attempt, hypotheses, without
from tests.catalogue import CATALOGUE

x, y = Scalar("x"), Scalar("y")

tried = cache(without)


def pairs() -> list:
    found = [(each, hypothesis) for each in CATALOGUE.statements for hypothesis in hypotheses(each)]
    return [pytest.param(each, hypothesis, id=f"{each.id}-{hypothesis}") for each, hypothesis in found]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("statement", "hypothesis"), pairs())
def test_hypothesis_is_needed(statement: Statement, hypothesis: Relation) -> None:
    """A hypothesis of one chain only may divide the work, as x ≥ 0 does for an even function."""
    found = tried(statement, hypothesis)
    assert found.needed or hypothesis not in statement.assuming
    if found.proof.witness is not None:
        rest = [each for each in found.link.assuming if each != hypothesis]
        assert check_witness(found.link.left, found.link.sign, found.link.right, rest, found.proof.witness)


def test_the_cross_entropy_chain_names_what_is_missing() -> None:
    logits = CATALOGUE.by_id("cross_entropy.logits")
    (hypothesis,) = logits.assuming
    found = tried(logits, hypothesis)
    assert found.link.place == 4
    assert found.proof.verdict is Verdict.REFUTED
    assert [str(each) for each in found.proof.missing] == ["total(y[k], k) = 1"]


def test_findings_have_evidence() -> None:
    shown = [each for each in CATALOGUE.theorems if each.finding]
    assert len(shown) >= 6
    for theorem in shown:
        false = [link for link in theorem.links if link.expected == "REFUTED"]
        needed = [each for each in hypotheses(theorem) if tried(theorem, each).needed]
        assert false or needed or Kind.BOUND in theorem.kinds, theorem.id


TWO = Theorem(
    "a.b",
    chain(sqrt(x**2), "x is not negative", x, label="root"),
    chain(x * y, "y = 1", x, label="product", assuming=[Eq(y, 1)]),
    chain(x, "it is not", y, label="no", kind=Kind.COUNTEREXAMPLE, assuming=[x > 1]),
    assuming=[x >= 0],
)


def test_hypotheses_are_those_of_what_is_to_be_proved() -> None:
    assert list(map(str, hypotheses(TWO))) == ["x >= 0", "y = 1"]


def test_without_gives_the_link_that_fails() -> None:
    first, second = (without(TWO, each) for each in hypotheses(TWO))
    assert (first.link.name, first.proof.verdict) == ("a.b[root.1]", Verdict.REFUTED)
    assert (second.link.name, list(map(str, second.proof.missing))) == ("a.b[product.1]", ["y = 1"])


def test_a_superfluous_hypothesis_is_not_needed() -> None:
    theorem = Theorem("a.b", x + x, "twice", 2 * x, assuming=[x > 0])
    assert not without(theorem, x > 0).needed


def test_definedness_counts() -> None:
    theorem = Theorem("a.b", x / x, "cancel", 1, assuming=[x > 0])
    found: Without = without(theorem, x > 0)
    assert found.needed
    assert list(map(str, found.proof.missing)) == ["x != 0"]


def test_what_the_prover_rejects_is_unknown() -> None:
    rejected = attempt(Relation(x, "=", x), (x > 0, x < 0))
    assert rejected.verdict is Verdict.UNKNOWN
    assert "contradictory" in rejected.detail
