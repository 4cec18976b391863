"""What a hypothesis says, and what it only seems to say.

The check of a proof at a few points is switched off here, so that it cannot hide a wrong rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from proofnotes import (
    Abs,
    Dim,
    Enclosed,
    Eq,
    Expr,
    HypothesisError,
    Max,
    Min,
    Ne,
    NotationError,
    OutOfTimeError,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    cos,
    delta,
    diff,
    enclose_max,
    increasing,
    let,
    log,
    product,
    prove,
    same,
    sqrt,
    total,
)
from proofnotes.prover import prover
from proofnotes.prover.witnesses.refute import check_witness

K = Dim("K")
i, j, k = K.indices("i j k")
c, d = K.fixed("c d")
x, y, t = Scalar("x"), Scalar("y"), Scalar("t", positive=True)
z = Tensor("z", K)


@pytest.fixture(autouse=True)
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "confirm", lambda *_: None)


Claim = tuple[Relation, list[Relation]]

one = let("one", 1, inputs=(y,))

DOES_NOT_FOLLOW: dict[str, Claim] = {
    "factors may be negative": (z[i] > 0, [Eq(product(z[k], k), 1)]),
    "and their product, too": (product(z[k], k) > 0, [product(z[k], k) < 0]),
    "or zero, where one differentiates it": (Ne(z[i], 0), [Eq(diff(product(z[k], k), z[j]), 0)]),
    "a branch for one position is not taken at others": (
        Ne(z[i], 0), [Eq(total(cases((1 / z[k], same(k, c)), 0), k), 1)],
    ),
    "nor at all": (Ne(x, 0), [cases((1 / x, same(c, d)), 0) >= 0]),
    "nor where there is one position only": (Ne(x, 0), [cases((0, same(i, j)), 1 / x) >= 0]),
    "an argument that is not used need not have a value": (x > 0, [Eq(one.of(log(x)), 1)]),
    "a kink may be smoothed out": (Ne(x, 0), [diff(Abs(x) ** 2, x) >= 0]),
    "so may one of a maximum": (Ne(x, 0), [Eq(diff(Max(x, 0) ** 2, x), 0)]),
    "the branch at a point is not its slope": (Eq(y, 0), [Eq(x, 0), Eq(diff(cases((0, Eq(x, 0)), x), x), y)]),
    "what is not defined leaves a gap": (increasing(-1 / x, x), [1 / x - 1 / x + x > -1]),
    "cancelled or not": (increasing(-1 / x, x), [x * x / x > -1]),
}  # fmt: skip


@pytest.mark.parametrize("name", DOES_NOT_FOLLOW)
def test_what_does_not_follow_is_not_proved(name: str) -> None:
    claim, assuming = DOES_NOT_FOLLOW[name]
    assert prove(claim, assuming=assuming).verdict is not Verdict.PROVED


FOLLOWS: dict[str, Claim] = {
    "a product of positive factors is used": (product(z[k], k) > x, [z[i] > 0, product(z[k], k) > 1 + x]),
    "in any order": (product(z[k], k) > x, [product(z[k], k) > 1 + x, z[i] > 0]),
    "a denominator is not zero": (Ne(x, 0), [1 / x >= 0]),
    "nor inside a derivative": (x > 0, [Eq(diff(log(x), x), 1)]),
    "nor in the branch that is taken": (Ne(x, 0), [cases((1 / x, t > 0), 0) >= 0]),
    "nor where an argument is used": (x > 0, [Eq(let("own", 2 * y, inputs=(y,)).of(log(x)), 1)]),
    "a slope off the kink is used": (Eq(y, 1), [x > 0, Eq(diff(Abs(x), x), y)]),
    "an interval is one": (increasing(-1 / x, x), [x > 0, y / (1 + y**2) > -1]),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_follows_is_proved(name: str) -> None:
    claim, assuming = FOLLOWS[name]
    assert prove(claim, assuming=assuming).verdict is Verdict.PROVED


def test_hypotheses_without_their_normal_form_do_not_contradict() -> None:
    """product(z) < 0 was refused: e^Σ log z is positive."""
    try:
        proof = prove(Eq(x, x), assuming=[product(z[k], k) < 0])
    except HypothesisError:
        pytest.fail("z = (−1, 1) satisfies the hypothesis")
    assert proof.verdict is Verdict.PROVED
    assert not proof.detail


AT_INDICES: dict[str, list[Relation]] = {
    "equal": [Eq(delta(c, d), 1)],
    "different": [Eq(delta(c, d), 0)],
    "different, as an inequality": [delta(c, d) < 1],
    "equal, by cases": [Eq(cases((1, same(c, d)), 0), 1)],
}


@pytest.mark.parametrize("name", AT_INDICES)
def test_a_witness_satisfies_what_is_said_of_indices_alone(name: str) -> None:
    """It was looked at with both indices at 1, whatever the point says."""
    assuming = AT_INDICES[name]
    claim = Eq(z[c], z[c] + 1)
    proof = prove(claim, assuming=assuming)
    assert proof.verdict is Verdict.REFUTED
    assert proof.witness is not None
    assert (proof.witness.point.indices["c"] == proof.witness.point.indices["d"]) == name.startswith("equal")
    assert check_witness(claim.left, claim.sign, claim.right, assuming, proof.witness)


def test_a_derivative_is_no_bound_of_a_number() -> None:
    """It was a KeyError: 'x'."""
    for relation in (diff(Abs(x), x) >= y, y <= diff(x**2, x)):
        assert prove(y <= 5, assuming=[relation]).verdict is not Verdict.PROVED


def test_a_derivative_is_substituted_into_again_and_again() -> None:
    """The second time its variable was called x~~, and refused."""
    slope = let("slope", diff(x**3, x), inputs=(x,))
    at_square = let("at_square", slope.of(x**2), inputs=(x,))
    beyond = let("beyond", at_square.of(y + 1), inputs=(y,))
    assert prove(at_square.of(y), 3 * y**4).verdict is Verdict.PROVED
    assert prove(beyond.of(2 * x), 3 * (2 * x + 1) ** 4).verdict is Verdict.PROVED
    assert prove(diff(beyond.of(x), x), 12 * (x + 1) ** 3).verdict is Verdict.PROVED


@pytest.mark.parametrize("variable", [x, Scalar("s"), Scalar("x_1")])
def test_an_open_end_of_a_derivative_is_moved_to_infinity(variable: Scalar) -> None:
    refuted = prove(increasing(-variable, variable), assuming=[variable > -10])
    assert refuted.verdict is Verdict.REFUTED
    assert prove(increasing(log(variable), variable), assuming=[variable > 0, variable < 1]).verdict is Verdict.PROVED


def highest(f: Expr, assuming: Sequence[Relation]) -> Enclosed:
    return enclose_max(f, x, assuming=assuming, accuracy=Fraction(1, 1000), seconds=1)


def test_what_has_no_value_is_no_maximum() -> None:
    """At x = −4 the cosine of a root was between −1 and 1, and 0 times it 0."""
    with pytest.raises(OutOfTimeError):
        highest(-x + 0 * cos(sqrt(x)), [x >= -4, x <= 1])
    assert highest(Min(log(x), 0), [x > 0, x < 3]).value.ends == (0, 0)


@pytest.mark.parametrize("bound", [sqrt(x) ** 2 <= 4, x * x / x > -1, log(x) - log(x) + x < 1])
def test_a_bound_has_a_value_everywhere(bound: Relation) -> None:
    """√x² ≤ 4 says x ≥ 0 as well, which was not seen."""
    with pytest.raises(NotationError, match="expected bounds on x"):
        enclose_max(-x, x, assuming=[bound, x >= -5, x <= 5])
