"""The evaluator: exact where it can be, a ball elsewhere, an error where there is no value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, fmpq

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Max,
    NotationError,
    Rational,
    Scalar,
    Tensor,
    UndefinedError,
    at,
    cases,
    cos,
    delta,
    erf,
    exp,
    let,
    let_scalar,
    log,
    paren,
    pi,
    product,
    same,
    sin,
    sqrt,
    tanh,
    total,
)
from proofnotes.prover.evaluation.evaluate import evaluate, evaluate_mp, evaluate_tensor, values
from proofnotes.prover.proof import Point
from proofnotes.statements.statement import Definition
from tests.reading import name_of, reached, sources

K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
n = N.index("n")
x, y = Scalar("x"), Scalar("y")
z, w = Tensor("z", K), Tensor("w", N, K)
h = Tensor("h", 2 * K)


RULES = {f"proofnotes.expr.{name}" for name in ("arrays", "calculus", "counting", "functions", "names")}
MAY_READ = ("proofnotes.expr.", "proofnotes.prover.evaluation", "proofnotes.prover.witnesses")


def point(**given: Any) -> Point:
    """K = 3, N = 2, and so on; scalars by name."""
    scalars = {name: Fraction(value) for name, value in given.items()}
    matrix = {(a, b): Fraction(a, b) for a in (1, 2) for b in (1, 2, 3)}
    blocks = {(a,): Fraction(10 * a) for a in range(1, 7)}
    vector = {(1,): Fraction(2), (2,): Fraction(-1), (3,): Fraction(1, 2)}
    return Point({"K": 3, "N": 2}, scalars, {"z": vector, "w": matrix, "h": blocks}, {"i": 1, "j": 2, "k": 3, "n": 2})


EXACT = {
    "sum": (total(z[k], k), Fraction(3, 2)),
    "sum of a constant": (total(1 + 0 * z[k], k), 3),
    "two sums": (total(w[n, k], n, k), Fraction(11, 2)),
    "mean": (total(z[k], k) / K, Fraction(1, 2)),
    "product": (product(z[k], k), -1),
    "dimension": (K**2 - N, 7),
    "stacked dimension": (2 * K + 0 * x, 6),
    "free index": (z[i] * z[j], -2),
    "free and bound index of the same name": (z[k] + total(z[k], k), 2),
    "delta": (delta(i, j) + delta(i, i), 1),
    "delta contracts": (total(delta(k, j) * z[k], k), -1),
    "first block": (h[i], 10),
    "second block": (h[K + i], 40),
    "sum over a block": (total(h[K + k], k), 150),
    "exact root": (sqrt(x), Fraction(3, 2)),
    "exact power": (x ** Rational(-1, 2), Fraction(2, 3)),
    "negative power": (z[j] ** -3, -1),
    "power of a dimension": (z[j] ** K, -1),
    "zero to the zero": (y**0, 1),
    "exponential of zero": (exp(y) + log(1 + y) + tanh(y) + erf(y), 1),
    "absolute value": (Abs(z[j]), 1),
    "maximum": (Max(z[j], 1, z[i]), 2),
    "maximum with a tie": (Max(y, 0, -y), 0),
    "minus": (-(x - paren(y)), Fraction(-9, 4)),
    "cases": (cases((x, x > 2), (y, x > 1), -1 + 0 * x), Fraction(9, 4)),
    "otherwise": (cases((x, y > 0), -7), -7),
    "cases on indices": (cases((5, same(i, j)), 6), 6),
    "cases on an equation": (cases((5, Eq(y, 0)), 6), 5),
}


@pytest.mark.parametrize("name", EXACT)
def test_rational_values_are_exact(name: str) -> None:
    e, expected = EXACT[name]
    (found,) = values((e,), point(x="9/4", y=0))
    assert isinstance(found, fmpq)
    assert Fraction(int(found.p), int(found.q)) == expected


REAL = {
    "exp": (exp(x), mpmath.exp),
    "log": (log(x), mpmath.log),
    "sqrt": (sqrt(x), mpmath.sqrt),
    "tanh": (tanh(x), mpmath.tanh),
    "erf": (erf(x), mpmath.erf),
    "sin": (sin(x), mpmath.sin),
    "cos": (cos(x), mpmath.cos),
    "pi": (pi * x, lambda v: mpmath.pi * v),
    "root": (x ** Rational(1, 3), lambda v: v ** (mpmath.mpf(1) / 3)),
    "real power": (x**x, lambda v: v**v),
    "power of pi": (x**pi, lambda v: v**mpmath.pi),
    "logsumexp": (
        log(total(exp(z[k] * x), k)),
        lambda v: mpmath.log(sum(mpmath.exp(c * v) for c in (2, -1, mpmath.mpf(1) / 2))),
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_other_values_are_balls(name: str) -> None:
    e, expected = REAL[name]
    with mpmath.workdps(60):
        wanted = expected(mpmath.mpf(7) / 5)
    found = evaluate(e, point(x="7/5"), precision=190)
    assert found.overlaps(arb(mpmath.nstr(wanted, 55)) + arb(0, 1e-52))
    assert found.rel_accuracy_bits() > 150
    assert abs(evaluate_mp(e, point(x="7/5")) - wanted) < mpmath.mpf(10) ** -49 * abs(wanted)


UNDEFINED = {
    "division by zero": (1 / (x - x), "1/(x - x)"),
    "division by an inexact zero": (1 / (exp(x) * exp(-x) - 1), "1/(exp(x)*exp(-x) - 1)"),
    "log of zero": (1 + log(y), "log(y)"),
    "log of a negative number": (log(-x), "log(-x)"),
    "root of a negative number": (sqrt(y - 1), "sqrt(y - 1)"),
    "power of zero": (y**-1, "y**(-1)"),
    "real power of zero": (y**x, "y**x"),
    "real power of a negative number": ((y - 1) ** x, "(y - 1)**x"),
    "rational power of a negative number": ((y - 1) ** Rational(1, 3), "(y - 1)**(1/3)"),
    "a comparison that a ball cannot decide": (cases((1, exp(x) * exp(-x) > 1), 0), "cases("),
    "a factor of zero does not help": (0 * log(y), "log(y)"),
    "too large": (exp(exp(exp(x * 100))), "exp("),
}


@pytest.mark.parametrize("name", UNDEFINED)
def test_undefined(name: str) -> None:
    e, quoted = UNDEFINED[name]
    with pytest.raises(UndefinedError) as error:
        evaluate(e, point(x="9/4", y=0))
    assert str(error.value).startswith(quoted)


def test_only_the_branch_taken_is_evaluated() -> None:
    assert evaluate(cases((x, x > 0), log(x)), point(x=2)) == 2


MEAN = let("mean", total(w[n, k], k) / K, n)
CENTRED = let("centred", w[n, k] - MEAN[n], n, k)
SIGMOID = Definition("sigmoid", 1 / (1 + exp(-x)), inputs=(x,))
SOFTMAX = Definition("softmax", exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))


def test_names_inside_names() -> None:
    assert evaluate(total(CENTRED[n, k] ** 2, k), point()) > 0
    assert evaluate(total(CENTRED[n, k], k), point()) == 0
    assert evaluate(MEAN[n] * 18, point()).overlaps(arb(22))


def test_an_argument_means_what_it_means_outside() -> None:
    there = point(x=1, y=3)
    assert evaluate(SIGMOID(SIGMOID(x) * y) - 1 / (1 + exp(-(SIGMOID(x) * y))), there).contains(0)
    y_hat = let_scalar("y_hat", SIGMOID(x + y))
    assert evaluate(SIGMOID(y_hat + x) - SIGMOID(1 + SIGMOID(4 + 0 * x)), there).contains(0)


def test_functions_of_indices_as_arguments() -> None:
    shifted = SOFTMAX.of(lambda a: z[a] + z[i])[j]
    assert evaluate(shifted - SOFTMAX.of(z)[j], point()).contains(0)
    outer = total(SOFTMAX.of(lambda a: z[a] * z[k])[k], k)
    by_hand = total(exp(z[k] * z[k]) / total(exp(z[j] * z[k]), j), k)
    assert evaluate(outer - by_hand, point()).contains(0)
    assert evaluate(outer, point()) > 2


def test_an_index_replaced_by_a_position() -> None:
    assert evaluate(at(z[i] + z[k], i, k), point()) == 1


def test_what_the_point_leaves_out() -> None:
    with pytest.raises(NotationError, match="no value for x"):
        evaluate(x + 1, Point({}, {}, {}))
    with pytest.raises(NotationError, match="free index i"):
        evaluate(z[i], Point({"K": 1}, {}, {"z": {(1,): Fraction(1)}}))
    with pytest.raises(NotationError, match="K = None"):
        evaluate(K + 1, Point({}, {}, {}))
    with pytest.raises(NotationError, match="index i is 4, expected"):
        evaluate(z[i], Point({"K": 3}, {}, {"z": {}}, {"i": 4}))
    with pytest.raises(NotationError, match=r"no value for z\[1\]"):
        evaluate(z[i], Point({"K": 3}, {}, {"z": {}}, {"i": 1}))


def test_equations_give_irrational_values() -> None:
    there = Point({"K": 2}, {"x": Fraction(2)}, {"z": {}}, {"i": 2}, (Eq(y, sqrt(x)), Eq(z[k], y * exp(K * x))))
    assert evaluate(y * y, there).contains(2)
    assert evaluate(z[i] / y - exp(4 + 0 * x), there).contains(0)


def test_tensors_to_fifty_digits() -> None:
    found = evaluate_tensor(SOFTMAX.body, (i,), point())
    with mpmath.workdps(60):
        powers = [mpmath.exp(2), mpmath.exp(-1), mpmath.exp(mpmath.mpf(1) / 2)]
        wanted = [each / sum(powers) for each in powers]
    assert all(abs(a - b) < b * mpmath.mpf(10) ** -49 for a, b in zip(found, wanted, strict=True))
    rows = evaluate_tensor(w[n, k], (n, k), point())
    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][0] == 2


def test_digits_survive_cancellation() -> None:
    tail = evaluate_mp(1 - erf(x), point(x=30))
    with mpmath.workdps(60):
        assert abs(tail / mpmath.erfc(30) - 1) < mpmath.mpf(10) ** -49
    assert abs(evaluate_mp(exp(x) * exp(-x) - 1, point(x="1/3"))) < mpmath.mpf(10) ** -500
    with pytest.raises(UndefinedError):
        evaluate_mp(log(x - x), point(x=1))


def test_shares_no_rule_with_the_prover() -> None:
    """What checks the prover reads trees and hypotheses; nothing that it loads differentiates or rewrites."""
    loaded = {name_of(path) for path in reached(sources("proofnotes/prover/evaluation", "proofnotes/prover/witnesses"))}
    assert not loaded & RULES
    others = {name for name in loaded if name.startswith("proofnotes.") and not name.startswith(MAY_READ)}
    assert others == {"proofnotes.prover.proof"}
