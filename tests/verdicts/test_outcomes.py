"""Outcomes: which verdict a statement gets, what is shown of it, and how it travels."""

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

from proofnotes import Link, Ne, Proof, Scalar, Theorem, Verdict
from proofnotes.printing.sentences import tidy
from proofnotes.prover.proof import Condition, Point, Witness
from proofnotes.shell.terminal import broken_lines
from proofnotes.statements.chains import Kind
from proofnotes.verdicts.model import ERROR, LinkOutcome, Outcome
from proofnotes.verdicts.record import record
from proofnotes.verdicts.settle import settle, settle_link, steps

x, y = Scalar("x"), Scalar("y")


def link(place: int, verdict: str, method: str = "normal form") -> LinkOutcome:
    of = Link("a.b", "", place, x, "=", y, "because", ())
    return LinkOutcome(of, verdict, Proof(of.relation, (), Verdict.UNKNOWN, method, seconds=0.25))


@pytest.mark.parametrize(("texts", "expected"), [
    (("y[i~3] + z[j~4]", "x[i~3]"), ["y[i] + z[j]", "x[i]"]),
    (("total(x[k~1], k~1) + total(x[k~2], k~2)",), ["total(x[k], k) + total(x[k1], k1)"]),
    (("x[i] + y[i~7]",), ["x[i] + y[i1]"]),
    (("x + 1",), ["x + 1"]),
])  # fmt: skip
def test_tidy(texts: tuple[str, ...], expected: list[str]) -> None:
    assert tidy(*texts) == expected


@pytest.mark.parametrize(("verdicts", "expected"), [
    ([], "DEFINED"), (["PROVED", "PROVED"], "PROVED"), (["PROVED", "UNKNOWN"], "UNKNOWN"),
    (["UNKNOWN", "REFUTED"], "REFUTED"), (["REFUTED", "ERROR"], "ERROR"), (["PROVED", "UNCHECKED"], "UNCHECKED"),
])  # fmt: skip
def test_verdict_is_the_worst(verdicts: list[str], expected: str) -> None:
    links = tuple(link(place, verdict) for place, verdict in enumerate(verdicts, start=1))
    outcome = Outcome("a.b", (Kind.DEFINITION,), links)
    assert outcome.verdict == expected
    assert len(outcome.broken) == sum(verdict != "PROVED" for verdict in verdicts)


def test_methods_once_and_seconds_summed() -> None:
    links = (link(1, "PROVED"), link(2, "PROVED", "signs"), link(3, "PROVED"))
    outcome = Outcome("a.b", (Kind.IDENTITY,), links)
    assert outcome.method == "normal form; signs"
    assert outcome.seconds == 0.75


def test_a_broken_link_shows_all_that_is_known() -> None:
    point = Point({"K": 2}, {}, {"t": {(1,): Fraction(0), (2,): Fraction(1, 2)}}, {"i": 1})
    broken = link(2, "REFUTED")
    proof = replace(
        broken.proof,
        witness=Witness(point, "0", "1"),
        residual=y * (x - 1),
        conditions=(Condition(Ne(x, 0), False), Condition(y > 0, True)),
        detail="more",
    )
    assert list(broken_lines(replace(broken, proof=proof))) == [
        "    a.b[2]  REFUTED  (because)",
        "        x = y",
        "        differs at K = 2, i = 1, t[1] = 0, t[2] = 1/2: 0 against 1",
        "        left over: y*(x - 1)",
        "        not shown: x != 0",
        "        more",
    ]


def test_outcomes_travel_between_processes(catalogue) -> None:
    outcome = settle(catalogue.by_id("cross_entropy.logits"))
    assert outcome.without
    assert record(pickle.loads(pickle.dumps(outcome))) == record(outcome)


def test_what_the_prover_rejects_is_an_error() -> None:
    void = Theorem("a.b", x, "anything follows", x + 1, assuming=[x > 0, x < 0])
    rejected = settle_link(void.links[0])
    assert (rejected.verdict, rejected.settled) == (ERROR, False)
    assert rejected.proof.detail.startswith("HypothesisError: contradictory")


def test_every_step_is_told(catalogue) -> None:
    for statement in (catalogue.by_id("cross_entropy.logits"), Theorem("a.b", x, "no", y, assuming=[x > 0])):
        told: list[None] = []
        settle(statement, measure=True, told=lambda told=told: told.append(None))
        assert len(told) == steps(statement)
