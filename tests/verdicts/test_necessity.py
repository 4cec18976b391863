"""Each theorem without each of its hypotheses: what is needed, what is not, and what is open."""

import re
from functools import cache

import pytest

from proofnotes import Abs, Eq, Kind, Max, Ne, Relation, Scalar, Theorem, Verdict, cases, chain, diff, exp, sqrt
from proofnotes.prover.witnesses.refute import check_undefined, check_witness
from proofnotes.report import Evidence
from proofnotes.shell.terminal import summary
from proofnotes.statements.statement import Statement
from proofnotes.verdicts.model import Need
from proofnotes.verdicts.settle import hypotheses, settle, without
from tests.catalogue import CATALOGUE
from tests.reading import ROOT

x, y = Scalar("x"), Scalar("y")

tried = cache(without)


def pairs() -> list:
    found = [(each, hypothesis) for each in CATALOGUE.statements for hypothesis in hypotheses(each)]
    return [pytest.param(each, hypothesis, id=f"{each.id}-{hypothesis}") for each, hypothesis in found]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("statement", "hypothesis"), pairs())
def test_no_hypothesis_is_known_not_to_be_needed(statement: Statement, hypothesis: Relation) -> None:
    """A hypothesis of one chain only may divide the work, as x ≥ 0 does for an even function."""
    found = tried(statement, hypothesis)
    assert found.need is not Need.NOT_NEEDED or hypothesis not in statement.assuming
    link, proof = found.outcome.link, found.outcome.proof
    assert hypothesis not in link.assuming
    if proof.witness is not None:
        assert check_witness(link.left, link.sign, link.right, link.assuming, proof.witness)
    if found.undefined is not None:
        assert check_undefined(link.left, link.right, link.assuming, found.undefined.point)


def test_the_cross_entropy_chain_names_what_is_missing() -> None:
    logits = CATALOGUE.by_id("cross_entropy.logits")
    (hypothesis,) = logits.assuming
    found = tried(logits, hypothesis).outcome
    assert found.link.place == 4
    assert found.proof.verdict is Verdict.REFUTED
    assert [str(each) for each in found.proof.missing] == ["total(y[k], k) = 1"]


def test_findings_have_evidence() -> None:
    shown = [each for each in CATALOGUE.theorems if each.finding]
    assert len(shown) >= 6
    for theorem in shown:
        false = [link for link in theorem.links if link.expected == "REFUTED"]
        needed = [each for each in hypotheses(theorem) if tried(theorem, each).need is not Need.NOT_NEEDED]
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
    assert (first.outcome.name, first.outcome.verdict, first.need) == ("a.b[root.1]", "REFUTED", Need.NEEDED)
    assert (second.outcome.name, list(map(str, second.outcome.proof.missing))) == ("a.b[product.1]", ["y = 1"])


def test_a_superfluous_hypothesis_is_not_needed() -> None:
    theorem = Theorem("a.b", x + x, "twice", 2 * x, assuming=[x > 0])
    assert without(theorem, x > 0).need is Need.NOT_NEEDED


def test_what_has_no_value_needs_its_hypothesis() -> None:
    theorem = Theorem("a.b", x / x, "cancel", 1, assuming=[x > 0])
    found = without(theorem, x > 0)
    assert (found.need, found.outcome.verdict) == (Need.NEEDED, "UNKNOWN")
    assert found.undefined is not None
    assert (found.undefined.point.scalars, found.undefined.why) == ({"x": 0}, "x/x: division by 0")
    assert list(map(str, found.outcome.proof.missing)) == ["x != 0"]


def test_a_kink_between_two_slopes_needs_its_hypothesis() -> None:
    theorem = Theorem("a.b", diff(x * Abs(x), x), "product rule", Abs(x) + x * diff(Abs(x), x), assuming=[Ne(x, 0)])
    found = without(theorem, *theorem.assuming)
    assert found.need is Need.NEEDED
    assert found.undefined is not None
    assert found.undefined.why == "diff(abs(x), x): there is no derivative at the kink: the slopes on both sides differ"


def test_a_seam_where_both_sides_agree_needs_none() -> None:
    theorem = Theorem("a.b", diff(x * Abs(x), x), "both sides", 2 * Abs(x), assuming=[Ne(x, 0)])
    assert without(theorem, *theorem.assuming).need is Need.NOT_NEEDED


def test_a_kink_leaves_it_open() -> None:
    """Which of two functions that touch at 0 is larger beside it hangs on second slopes, which are not looked at."""
    touching = Max(exp(x) - 1, x)
    theorem = Theorem("a.b", diff(touching, x), "by cases", cases((exp(x), exp(x) - 1 > x), 1), assuming=[Ne(x, 0)])
    found = without(theorem, *theorem.assuming)
    assert (found.need, found.undefined) == (Need.UNDECIDED, None)


def test_what_does_not_hold_is_not_tried() -> None:
    wrong = Theorem("a.b", x, "never", x + 1, "y = 1", x * y + 1, assuming=[Eq(y, 1)])
    assert settle(wrong).without == ()


def test_the_readme_says_how_many_are_needed(evidence: Evidence) -> None:
    """As `proofnotes prove --necessity` ends."""
    page = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    (said,) = re.findall(r"of (\d+) hypotheses (\d+) are needed.*? and (\d+) are open", page)
    line, _ = summary(list(evidence.outcomes.values()), 0.0)
    assert re.findall(r"\d+", line) == [said[0], said[1], "0", said[2]]
