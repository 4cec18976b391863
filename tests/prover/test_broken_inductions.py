"""Induction is broken on purpose, one rule at a time: it then proves a falsehood, or no longer something true."""

from __future__ import annotations

import pytest

from proofnotes import Dim, Eq, Scalar, Tensor, cases, total
from proofnotes.expr.nodes import Relation
from proofnotes.prover.induction import inductions
from proofnotes.prover.prover import _settled
from proofnotes.second_engine import Agreement, check

from .breaking import Break, put_in
from .test_broken_rules import SECONDS, Statement, monotonic

T = Dim("T")
t, s = T.indices("t s")
m, g, x = Tensor("m", T), Tensor("g", T), Tensor("x", T)
β = Scalar("beta", positive=True)

ONCE = Eq(m[t], cases((1, Eq(t, 1)), m[t - 1]))
ADDED = Eq(m[t], m[t - 1] + g[t])
BACK = Eq(m[t], β * m[t + 1] + g[t])

FALSEHOODS: dict[str, tuple[Relation, tuple[Relation, ...], str]] = {
    "1 is every square": (Eq(m[t], t**2), (ONCE,), "t"),
    "one more than is there": (Eq(m[t], total(g[s], s, where=s <= t + 1)), (ADDED,), "t"),
    "all are like the first": (Eq(x[t], x[1]), (), "t"),
    "one by one, because together": (Eq(total(x[s] * s, s), T * (T + 1) / 2), (Eq(total(x[s], s), T),), "T"),
    "the numbers without the last": (Eq(total(s, s), T * (T - 1) / 2 + 1), (), "T"),
}

TRUTHS: dict[str, tuple[Relation, tuple[Relation, ...], str]] = {
    "counted": (Eq(m[t], t), (Eq(m[t], m[t - 1] + 1),), "t"),
    "unrolled": (Eq(m[t], total(g[s], s, where=s <= t)), (ADDED,), "t"),
    "unrolled from the end": (Eq(m[t], total(β ** (s - t) * g[s], s, where=s >= t)), (BACK,), "t"),
    "kept": (m[t] >= 0, (ADDED, g[t] >= 0), "t"),
    "in the bulk": (total(x[s], s) >= 0, (x[t] >= 0,), "T"),
    "one of all": (total(x[s], s, where=s <= t) >= x[t], (x[t] >= 0,), "t"),
    "the numbers from here": (Eq(total(s, s, where=s >= t), T * (T + 1) / 2 - t * (t - 1) / 2), (), "t"),
    "the numbers": (Eq(total(s, s), T * (T + 1) / 2), (), "T"),
}

RULES: dict[str, Break] = {
    "what is to be shown is assumed": Break(
        "prover.induction:_over_index",
        "beside.relation(statement, {index: Station.BESIDE})",
        "here.relation(statement, {index: Station.HERE})",
    ),
    "the place beside has the same number": Break(
        "prover.cuts:Level._number", "self.here if spot is Station.HERE else self.beside", "self.here or self.beside"
    ),
    "every sum ends here": Break("prover.cuts:Level._bounds", "(step >= 0) if self.down else (step <= 0)", "True"),
    "here is beside": Break("prover.cuts:Level._entry", "kinds += found", 'kinds += "h"'),
    "what is said of all places is said of fewer": Break(
        "prover.induction:_over_dimension", 'raise UncutError(f"{relation} is about all of {over}")', "pass"
    ),
    "the start is the second place": Break(
        "prover.induction:_over_index", "base = Level(over, None, wrap(1)", "base = Level(over, None, wrap(2)"
    ),
    "outside there is something": Break(
        "prover.cuts:Level._at", 'return None if self.bulk is None else "p"', 'return "p"'
    ),
    "places behind are counted from 1": Break(
        "prover.cuts:Level._number", "if self.before == ZERO", "if True"
    ),
    "the bulk is all": Break("prover.cuts:Level._sum", "if self.here is not None:", "if self.bulk is None:"),
    "hypotheses do not hold here": Break("prover.induction:_at", "where = {own[0]: spot}", "raise UncutError"),
}


def proves(statement: tuple[Relation, tuple[Relation, ...], str]) -> bool:
    """Whether some induction does, as it is now; what it cannot carry through it does not."""
    claim, assuming, on = statement
    deadline = monotonic() + SECONDS
    try:
        return any(
            _settled(*way.base, deadline) and any(_settled(*step, deadline) for step in way.steps)
            for way in inductions(claim, assuming, f"induction on {on}")
        )
    except Exception:  # a broken rule may break anything
        return False


@pytest.mark.parametrize("name", FALSEHOODS)
def test_no_falsehood_is_proved_and_the_second_engine_disagrees(name: str) -> None:
    statement: Statement = FALSEHOODS[name][:2]
    assert not proves(FALSEHOODS[name])
    assert check(*statement).agreement is Agreement.DISAGREES


@pytest.mark.parametrize("name", TRUTHS)
def test_every_truth_is_proved_and_the_second_engine_agrees(name: str) -> None:
    assert proves(TRUTHS[name])
    assert check(*TRUTHS[name][:2]).agrees


@pytest.mark.parametrize("rule", [pytest.param(rule, id=name) for name, rule in RULES.items()])
def test_a_broken_rule_is_noticed(rule: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(rule, monkeypatch)
    wrong = [name for name, statement in FALSEHOODS.items() if proves(statement)]
    lost = [name for name, statement in TRUTHS.items() if not proves(statement)]
    assert wrong or lost
