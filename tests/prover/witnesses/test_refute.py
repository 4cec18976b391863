"""Witnesses: a false statement is refuted by a point that holds up when evaluated again; a true one is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from proofnotes import Dim, Eq, Kind, Max, Scalar, Tensor, cases, delta, diff, erf, exp, let, log, sqrt, tanh, total
from proofnotes.expr.errors import OutOfTimeError, SoundnessError
from proofnotes.expr.nodes import Relation, wrap
from proofnotes.prover.proof import Point, Witness
from proofnotes.prover.witnesses import refute
from proofnotes.prover.witnesses.refute import check_witness, confirm, find_witness
from proofnotes.statements.chains import Link
from tests.catalogue import CATALOGUE

K, N, D = Dim("K"), Dim("N"), Dim("D")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
d, e = D.indices("d e")
t, y, z = Tensor("t", K), Tensor("y", K), Tensor("z", K)
w, gamma = Tensor("w", N, D), Tensor("gamma", D)
x, a, b, eps = Scalar("x"), Scalar("a"), Scalar("b"), Scalar("eps", positive=True)
SUM = total(t[k], k)
MU = let("mu", total(w[n, d], n) / N, d)
VAR = let("var", total((w[n, d] - MU[d]) ** 2, n) / N, d)
SIGMA = 1 / (1 + exp(-x))
GELU = x * (1 + erf(x / sqrt(wrap(2)))) / 2
DISTRIBUTION = [Eq(SUM, 1), t[i] > 0]

FALSE = {
    "the identity that sizes 2 to 5 prove": (Eq((K - 2) * (K - 3) * (K - 4) * (K - 5) * SUM, 0), []),
    "sizes 1 to 4": (Eq((K - 1) * (K - 2) * (K - 3) * (K - 4) * SUM, 0), []),
    "sizes 1 to 7": (Eq((K - 1) * (K - 2) * (K - 3) * (K - 4) * (K - 5) * (K - 6) * (K - 7) * SUM, 0), []),
    "sizes of one of two dimensions": (Eq((D - 1) * (D - 2) * (D - 3) * (D - 4) * total(w[n, d], n, d), 0), []),
    "sizes of both dimensions": (Eq((N - 1) * (D - 1) * (D - 2) * (D - 3) * total(w[n, d], n, d), 0), []),
    "dimensions exchanged": (Eq(MU[d], total(w[n, d], n) / D), []),
    "only where i = j": (Eq(diff(t[i] ** 2, t[j]), 2 * t[i]), []),
    "only where i ≠ j": (Eq(diff(t[i] ** 2, t[j]), 0), []),
    "only where i ≠ j = k": (Eq((1 - delta(i, j)) * delta(j, k) * t[i], 0), []),
    "a missing hypothesis": (Eq(SUM * x, x), []),
    "a hypothesis that does not help": (Eq(total(t[k] ** 2, k), 1), DISTRIBUTION),
    "off by a little": (Eq(log(exp(x)), x * (1 + wrap(Fraction(1, 10**20)))), []),
    "sign of a root": (Eq(sqrt(x**2), x), []),
    "strict at equality": (x**2 > 0, []),
    "strict with hypotheses": (SUM > 1, DISTRIBUTION),
    "bound": (total(t[k] ** 2, k) < 1, DISTRIBUTION),
    "bound of a large argument": (tanh(x) < 0.999, []),
    "bound near its maximum": (SIGMA * (1 - SIGMA) <= 0.2499, []),
    "bound near a minimum": (GELU >= -0.1699, []),
    "bound near a minimum, a positive scalar": ((eps - 1) ** 2 + 1 >= 1.0001, []),
    "nonequality": (Relation(x**2, "!=", wrap(0)), []),
    "irrational hypothesis": (Eq(gamma[d] ** 2, VAR[d]), [Eq(gamma[d], sqrt(VAR[d] + eps))]),
    "a slope on the wrong side": (Eq(diff(Max(0, x), x), cases((1, x < 0), 0)), []),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_have_a_witness(name: str) -> None:
    statement, assuming = FALSE[name]
    witness = find_witness(statement.left, statement.sign, statement.right, assuming)
    assert witness is not None
    assert check_witness(statement.left, statement.sign, statement.right, assuming, witness)
    again = find_witness(statement.left, statement.sign, statement.right, assuming)
    assert again == witness, "the search is deterministic"


TRUE = {
    "identity": (Eq(total(t[k] + 1, k), SUM + K), []),
    "irrational": (Eq(log(exp(x)), x), []),
    "distribution": (Eq(SUM * x, x), DISTRIBUTION),
    "bound": (total(t[k] ** 2, k) <= 1, DISTRIBUTION),
    "strict bound": (SIGMA < 1, []),
    "minimum": (GELU >= -0.17, []),
    "positive scalar": (eps > 0, []),
    "positive scalar, nearly 0": (eps + 0.01 >= 0.01, []),
    "irrational hypothesis": (Eq(gamma[d] ** 2, VAR[d] + eps), [Eq(sqrt(VAR[d] + eps), gamma[d])]),
    "one sample": (Eq(VAR[d], 0), [Eq(N, 1)]),
    "defined only by a hypothesis": (Eq(log(x**2), 2 * log(x)), [x > 0]),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_are_confirmed(name: str) -> None:
    statement, assuming = TRUE[name]
    assert find_witness(statement.left, statement.sign, statement.right, assuming) is None
    assert confirm(statement.left, statement.sign, statement.right, assuming) is not None


@pytest.mark.parametrize("name", ["dimensions exchanged", "only where i = j", "a missing hypothesis", "sign of a root"])
def test_a_false_proof_raises(name: str) -> None:
    statement, assuming = FALSE[name]
    with pytest.raises(SoundnessError):
        confirm(statement.left, statement.sign, statement.right, assuming)


UNDEFINED_SOMEWHERE = {
    "division by zero": (Eq(x / x, 1), []),
    "logarithm": (Eq(exp(log(x)), x), []),
    "root": (Eq(sqrt(x) ** 2, x), []),
    "one sample": (Eq(SUM / (K - 1) - SUM / (K - 1), 0), []),
}


@pytest.mark.parametrize("name", UNDEFINED_SOMEWHERE)
def test_what_has_no_value_somewhere_is_not_proved(name: str) -> None:
    statement, assuming = UNDEFINED_SOMEWHERE[name]
    with pytest.raises(SoundnessError):
        confirm(statement.left, statement.sign, statement.right, assuming)
    assert find_witness(statement.left, statement.sign, statement.right, assuming) is None


def test_nothing_to_confirm_where_nothing_is_defined() -> None:
    assert confirm(log(exp(x**2 + 1) * exp(-(x**2) - 1) - 1), "=", x, []) is None
    assert confirm(x, "=", x, [x > 0, x < 0]) is None


def test_what_was_confirmed_counts_although_the_time_ran_out(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Point({}, {"x": Fraction(2)}, {})

    def points(*_: object) -> Iterator[Point]:
        yield there
        raise OutOfTimeError("the time is used up")

    monkeypatch.setattr(refute, "points", points)
    assert confirm(x, "=", x, []) == there


GOOD = Witness(Point({"K": 1}, {}, {"t": {(1,): Fraction(1)}}), "1", "1")


def test_a_forged_witness_is_refused() -> None:
    statement, assuming = FALSE["bound"]
    sides = (statement.left, statement.sign, statement.right)
    assert check_witness(*sides, assuming, GOOD)
    not_a_distribution = replace(GOOD, point=replace(GOOD.point, tensors={"t": {(1,): Fraction(2)}}))
    assert not check_witness(*sides, assuming, not_a_distribution)
    no_violation = Point({"K": 2}, {}, {"t": {(1,): Fraction(1, 2), (2,): Fraction(1, 2)}})
    assert not check_witness(*sides, assuming, replace(GOOD, point=no_violation))
    assert not check_witness(eps, ">", wrap(0), [], Witness(Point({}, {"eps": Fraction(-1)}, {}), "-1", "0"))
    assert not check_witness(log(x), "=", wrap(0), [], Witness(Point({}, {"x": Fraction(-1)}, {}), "?", "0"))


def test_values_are_readable() -> None:
    exact = find_witness(SUM, "=", SUM + Fraction(1, 3), [])
    assert exact is not None
    assert Fraction(exact.right) - Fraction(exact.left) == Fraction(1, 3)
    ball = find_witness(exp(x), "=", exp(x) + 1, [a > b])
    assert ball is not None
    assert "+/-" in ball.left


POINTWISE = [each for each in CATALOGUE.links if each.expected == "PROVED" and each.kind is not Kind.LIMIT]


@pytest.mark.one_in(6)
@pytest.mark.parametrize("link", [pytest.param(link, id=link.name) for link in POINTWISE])
def test_every_link_of_the_catalogue_is_confirmed(link: Link) -> None:
    """A limit has no single point that confirms it, a counterexample has its witness (tests/prover/test_proofs.py)."""
    assert confirm(link.left, link.sign, link.right, link.assuming) is not None
