"""Kinds of statements by which the prover was fooled a third time: what a hypothesis says by having a value, normal
forms that hold only where more is known, gaps that a quotient leaves, stand-ins of stand-ins, symmetries of many axes.

The confirmation at points is switched off, so that it cannot hide a wrong rule.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from time import thread_time

import pytest

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Expr,
    Max,
    Ne,
    NotationError,
    OutOfTimeError,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    cases,
    cos,
    diff,
    enclose_max,
    exp,
    increasing,
    let,
    limit,
    log,
    pi,
    product,
    prove,
    same,
    sin,
    total,
    xlogy,
)
from proofnotes.expr.nodes import wrap
from proofnotes.prover import prover
from proofnotes.prover.evaluation.evaluate import evaluate
from proofnotes.prover.proof import Point

K = Dim("K")
i, j, k = K.indices("i j k")
c, d = K.fixed("c d")
x, y = Scalar("x"), Scalar("y")
p = Scalar("p", positive=True)
z, w, A = Tensor("z", K), Tensor("w", K), Tensor("A", K, K)
one = let("one", 1, inputs=(x,))
unread = wrap(one.of(log(y)))


@pytest.fixture(autouse=True)
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No confirmation."""
    monkeypatch.setattr(prover, "confirm", lambda *given: None)


NOT_SAID = [
    (Ne(A[i, i], 0), Eq(total(cases((0, same(k, i)), 1 / A[k, i]), k), 0)),
    (Ne(z[c], 0), Eq(cases((0, same(c, d)), 1 / z[c]), 0)),
    (z[c] > 0, cases((1, same(c, d)), log(z[c])) >= 0),
    (z[i] > 0, Eq(product(z[k], k), 1)),
    (product(z[k], k) > 0, Eq(product(z[k], k) ** 2, 1)),
    (Ne(z[c], 0), Eq(diff(Max(z[c], 0), z[d]), 0)),
    (Ne(x, 0), Eq(diff(cases((Abs(x), p < 0), x), x), 1)),
    (Ne(z[i], 0), Eq(diff(product(z[k], k), z[j]), 1)),
    (y > 0, Eq(unread, 1)),
    (y > 0, Eq(xlogy(0, log(y)), 0)),
    (x > 0, Eq(x**K, 1)),
]
"""What a hypothesis does not say by having a value: another branch, a positive factor, a kink that nothing moves."""


@pytest.mark.parametrize(("statement", "hypothesis"), NOT_SAID, ids=str)
def test_a_hypothesis_says_no_more_than_that_it_has_a_value(statement: Relation, hypothesis: Relation) -> None:
    """Each of these is false somewhere where the hypothesis holds."""
    assert prove(statement, assuming=[hypothesis]).verdict is not Verdict.PROVED


BEYOND = [
    (x > 0, [Eq(x, product(z[k], k))]),
    (x > 0, [Eq(product(z[k], k), -1)]),
    (x > 0, [x >= product(z[k], k)]),
    (x > 0, [Eq(x, product(z[k] * w[k], k) / product(w[k], k)), w[i] > 0]),
    (x > 0, [Eq(x, y**K)]),
    (x > 0, [Eq(y**K, -1)]),
]


@pytest.mark.parametrize(("statement", "assuming"), BEYOND, ids=str)
def test_a_normal_form_that_needs_more_is_not_used(statement: Relation, assuming: list[Relation]) -> None:
    """x^y = e^{y log x} for positive x only; nor is there a contradiction in Π z = −1."""
    assert prove(statement, assuming=assuming).verdict is not Verdict.PROVED


@pytest.mark.parametrize("product_first", [True, False])
def test_it_is_used_where_another_hypothesis_gives_the_signs(product_first: bool) -> None:
    """In any order."""
    assuming = [Eq(x, product(z[k], k)), z[i] > 0]
    assert prove(x > 0, assuming=assuming[:: 1 if product_first else -1]).verdict is Verdict.PROVED


def test_what_is_necessary_is_still_said() -> None:
    """A denominator that is always there is not 0, nor is a logarithm of anything but a positive number."""
    for statement, hypothesis in (
        (Ne(x, 0), Eq(y / x, 1)),
        (z[i] > 0, Eq(total(log(z[k]), k), 0)),
        (x > 0, xlogy(2, x) >= 0),
    ):
        assert prove(statement, assuming=[hypothesis]).verdict is Verdict.PROVED


@pytest.mark.parametrize("gap", [x / x >= 1, x**2 / x >= x, Eq(x / x, 1), y * (x / x) >= 0], ids=str)
def test_a_quotient_leaves_a_gap(gap: Relation) -> None:
    """−1/x increases on neither side of 0 into the other."""
    assert prove(increasing(-1 / x, x), assuming=[gap]).verdict is Verdict.UNKNOWN


def test_a_quotient_is_no_bound() -> None:
    """x²/x ≤ 1 leaves 0 out, where alone this function is 5."""
    with pytest.raises(NotationError, match="expected bounds on x"):
        enclose_max(cases((5, Eq(x, 0)), 0) + 0 * x, x, assuming=[x**2 / x <= 1, x >= -1])


def test_stand_ins_of_stand_ins() -> None:
    """A derivative inside a derivative inside a derivative, each of a function of something else."""

    def slope(name: str, of: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
        """x ↦ of(x²)′, as a quantity with a name."""
        quantity = let(name, diff(of(x**2), x), inputs=(x,))
        return lambda argument: wrap(quantity.of(argument))

    g = slope("g", wrap)
    h = slope("h", g)
    m = slope("m", h)
    assert prove(h(y**3), 4 * y**3).verdict is Verdict.PROVED
    assert prove(diff(m(h(y)), y), 32).verdict is Verdict.PROVED


def test_stand_ins_on_an_interval_that_is_stretched() -> None:
    """The prover makes a variable up where an end is excluded, and then differentiates."""
    assert prove(increasing(sin(x), x), assuming=[x > -2, x < 1]).verdict is Verdict.REFUTED
    assert prove(diff(x * exp(x), x) > 0, assuming=[x > -1, x < 1]).verdict is Verdict.PROVED


ENDED = 15
"""Seconds of the processor after which a budget of 1 is not kept at all: before, these took minutes, or for ever."""


def test_symmetries_of_many_axes_end_in_time() -> None:
    """Ten axes have 3 628 800 orders."""
    indices = K.indices("a b c d e f g h i j")
    T = Tensor("T", *[K] * len(indices))

    def entry(*order: int) -> Expr:
        return T[tuple(indices[place] for place in order)]

    axes = tuple(range(len(indices)))
    assuming = [Eq(entry(*axes), entry(1, 0, *axes[2:])), Eq(entry(*axes), entry(*axes[1:], 0))]
    started = thread_time()
    prove(entry(*axes), entry(*reversed(axes)), assuming=assuming, seconds=1)
    assert thread_time() - started < ENDED


HEAVY = sin(31 * x) * cos(29 * x) * sin(23 * pi * x) * cos(31 * x**2) * cos(30 * x**3)


def test_the_bounds_look_at_the_clock() -> None:
    """Of these angles the normal form is long, and it is asked for at every start of a tail."""
    started = thread_time()
    prove(limit(HEAVY / x, x), 0, seconds=1)
    assert thread_time() - started < ENDED
    started = thread_time()
    with pytest.raises(OutOfTimeError):
        enclose_max(HEAVY + x, x, seconds=1)
    assert thread_time() - started < ENDED
    started = thread_time()
    prove(x**2 + x > -1, assuming=[HEAVY <= x], seconds=1)
    assert thread_time() - started < ENDED


def test_a_small_ball_about_zero_has_a_square() -> None:
    """FLINT's power of it is not finite at some precisions; a witness could then not be checked again."""
    shares = total(exp(z[i]) / total(exp(z[k]), k), i)
    point = Point({"K": 2}, {}, {"z": {(1,): Fraction(3, 7), (2,): Fraction(-1, 5)}}, {})
    for precision in (128, 256, 512, 1024):
        assert evaluate((shares - 1) ** 2, point, precision).is_finite()
