"""Order of indices: sums over those below, causal masks, hypotheses about indices."""

import pytest

from proofnotes import (
    And,
    Dim,
    HypothesisError,
    Ne,
    NotationError,
    Tensor,
    Verdict,
    cases,
    delta,
    diff,
    exp,
    let,
    prove,
    total,
)

T = Dim("T")
t, s, r, m = T.indices("t s r m")
x, y, g, P = Tensor("x", T), Tensor("y", T), Tensor("g", T), Tensor("P", T, T)

UP_TO = total(x[s], s, where=s <= t)
WEIGHT = cases((exp(P[t, s]), s <= t), 0) / total(exp(P[t, r]), r, where=r <= t)
HELD = {
    "a sum over those up to t grows by one term": (UP_TO, total(x[s], s, where=s < t) + x[t]),
    "… which is that up to t − 1": (UP_TO, total(x[s], s, where=s <= t - 1) + x[t]),
    "its slope is a mask": (diff(UP_TO, x[m]), cases((1, m <= t), 0)),
    "the gradient of a cumulated sum is cumulated from behind": (
        diff(total(g[t] * UP_TO, t), x[m]),
        total(g[t], t, where=t >= m),
    ),
    "Σ_t Σ_{s≤t} = Σ_s Σ_{t≥s}": (
        total(total(x[s], s, where=s <= t) * y[t], t),
        total(total(y[t], t, where=t >= s) * x[s], s),
    ),
    "below, equal or above": (cases((1, s < t), 0) + cases((1, t < s), 0) + delta(s, t), 1),
    "pairs": (
        total(total(x[s] * x[t], s, where=s < t), t),
        (total(x[t], t) ** 2 - total(x[t] ** 2, t)) / 2,
    ),
    "a window": (total(x[s], s, where=And(s <= t, s > t - 3)), x[t] + x[t - 1] + x[t - 2]),
    "causal attention sums to one": (total(WEIGHT, s), 1),
}
WRONG = {
    "a cumulated sum is not cumulated from behind without its own": (
        diff(total(g[t] * UP_TO, t), x[m]),
        total(g[t], t, where=t > m),
    ),
    "≤ either way counts twice": (cases((1, s <= t), 0) + cases((1, t <= s), 0), 1),
    "pairs twice": (total(total(x[s] * x[t], s, where=s <= t), t), (total(x[t], t) ** 2 - total(x[t] ** 2, t)) / 2),
    "half of what is not symmetric": (
        total(total(x[s] * y[t], s, where=s < t), t),
        (total(x[t], t) * total(y[t], t) - total(x[t] * y[t], t)) / 2,
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_proved(name: str) -> None:
    assert prove(*HELD[name]).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refuted(name: str) -> None:
    assert prove(*WRONG[name]).verdict is Verdict.REFUTED


def test_nothing_that_comes_later_is_seen() -> None:
    seen = diff(total(WEIGHT * y[s], s), P[t, m])
    assert prove(seen, 0, assuming=[m > t]).verdict is Verdict.PROVED
    assert prove(seen, 0, assuming=[m >= t]).verdict is not Verdict.PROVED


def test_a_hypothesis_about_indices_is_about_those_of_the_statement() -> None:
    assert prove(delta(s, t), 0, assuming=[Ne(s, t)]).verdict is Verdict.PROVED
    assert prove(s < r, assuming=[s < t, t <= r]).verdict is Verdict.PROVED
    assert prove(s < r, assuming=[s < t, r <= t]).verdict is Verdict.REFUTED


def test_a_hypothesis_for_every_index_and_one_about_one_of_them_do_not_mix() -> None:
    with pytest.raises(NotationError, match="assumed for every t"):
        prove(x[t - 1], x[t], assuming=[x[t] > 0, t > 1])


def test_hypotheses_about_indices_may_contradict_each_other() -> None:
    with pytest.raises(HypothesisError):
        prove(x[s], x[t], assuming=[s < t, t < s])


def test_only_where_the_condition_holds_the_term_is_defined() -> None:
    assert prove(total(1 / (t - s), s, where=s < t), total(1 / (t - s), s, where=s <= t - 1)).verdict is Verdict.PROVED
    assert prove(total(1 / (t - s), s, where=s <= t), total(1 / (t - s), s, where=s <= t)).verdict is Verdict.UNKNOWN


def test_weights_that_are_masked_may_be_summed_in_either_order() -> None:
    d = Dim("d")
    a = d.index("a")
    v, upstream = Tensor("v", T, d), Tensor("u", T, d)
    weights = let("weights", WEIGHT, t, s)
    left = total(weights[t, s] * total(upstream[t, a] * v[s, a], a), s)
    right = total(upstream[t, a] * total(weights[t, s] * v[s, a], s), a)
    assert prove(left, right).verdict is Verdict.PROVED
