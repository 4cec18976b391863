"""Outcomes as plain data."""

import pickle
from dataclasses import replace

import pytest

from proofnotes.printing.sentences import tidy
from proofnotes.shell.terminal import broken_lines
from proofnotes.verdicts.outcomes import LinkOutcome, Outcome, settle


def link(place: int, verdict: str, method: str = "normal form") -> LinkOutcome:
    return LinkOutcome(f"a.b[{place}]", "", place, "x", "=", "y", "because", (), verdict, method, 0.25)


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
    (["UNKNOWN", "REFUTED"], "REFUTED"), (["REFUTED", "ERROR"], "ERROR"),
])  # fmt: skip
def test_verdict_is_the_worst(verdicts: list[str], expected: str) -> None:
    outcome = Outcome("a.b", ("T",), tuple(link(place, verdict) for place, verdict in enumerate(verdicts, start=1)))
    assert outcome.verdict == expected
    assert len(outcome.broken) == sum(verdict != "PROVED" for verdict in verdicts)


def test_methods_once_and_seconds_summed() -> None:
    outcome = Outcome("a.b", ("T",), (link(1, "PROVED"), link(2, "PROVED", "signs"), link(3, "PROVED")))
    assert outcome.method == "normal form; signs"
    assert outcome.seconds == 0.75


def test_a_broken_link_shows_all_that_is_known() -> None:
    broken = replace(
        link(2, "REFUTED"),
        witness={"sizes": {"K": 2}, "indices": {"i": 1}, "scalars": {}, "tensors": {"t": {"1": "0", "2": "1/2"}},
                 "equations": {}, "left": "0", "right": "1"},
        residual="y*(s - 1)",
        conditions=({"relation": "x != 0", "discharged": False}, {"relation": "y > 0", "discharged": True}),
        detail="more",
    )  # fmt: skip
    assert list(broken_lines(broken)) == [
        "    a.b[2]  REFUTED  (because)",
        "        x = y",
        "        differs at K = 2, i = 1, t[1] = 0, t[2] = 1/2: 0 against 1",
        "        left over: y*(s - 1)",
        "        not shown: x != 0",
        "        more",
    ]


def test_outcomes_travel_between_processes(catalogue) -> None:
    outcome = settle(catalogue.by_id("softmax.vjp"))
    assert pickle.loads(pickle.dumps(outcome)) == outcome
