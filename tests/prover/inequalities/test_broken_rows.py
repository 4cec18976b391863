"""A row of inequalities is broken on purpose: the engine then proves a falsehood, and the second engine notices."""

from __future__ import annotations

from time import monotonic

import pytest

from proofnotes import Abs, Dim, Eq, Relation, Scalar, Tensor, Verdict, exp, log, prove, sqrt, total
from proofnotes.prover.bounds.whole_line import bounded
from proofnotes.prover.decision import decide
from proofnotes.second_engine import Agreement, check
from tests.prover.breaking import Break, forget, put_in

K = Dim("K")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
z, v, p = Tensor("z", K), Tensor("v", K), Tensor("p", K)
x, y, t = Scalar("x"), Scalar("y"), Scalar("t")
m = Scalar("m", positive=True)
shares = (p[k] > 0, Eq(total(p[k], k), 1))
SECONDS = 8.0
ROOM = "prover.inequalities"

BROKEN: dict[str, tuple[Break, Relation, tuple[Relation, ...]]] = {
    "a term is more than the sum": (
        Break(f"{ROOM}.instances:one_term_of_a_sum", "whole - terms[place], more", "terms[place] - whole, more"),
        log(total(exp(z[k]), k)) <= z[c],
        (),
    ),
    "strictly, also where there is one term": (
        Break(
            f"{ROOM}.instances:one_term_of_a_sum",
            "more = mask == POSITIVE and poly_sign(ctx, dimension(ctx, index) - ONE) == POSITIVE",
            "more = mask == POSITIVE",
        ),
        exp(z[c]) / total(exp(z[k]), k) < 1,
        (),
    ),
    "weights of any sign": (
        Break(f"{ROOM}.sums:nonnegative_factors", "and not mono_sign(ctx, (pair,)) & ~NONNEGATIVE", ""),
        total(p[k] * v[k] ** 2, k) >= total(p[k] * v[k], k) ** 2,
        (Eq(total(p[k], k), 1),),
    ),
    "what is spread is not divided": (
        Break(f"{ROOM}.sums:_filled", "Fraction(-1)", "Fraction(1)"),
        total(v[k], k) <= m,
        (v[k] <= m,),
    ),
    "e^u ≥ 2 + u, summed": (
        Break(f"{ROOM}.instances:jensen", "lifted - whole - mean, False", "lifted - whole - whole - mean, False"),
        total(p[k] * log(p[k] / z[k]), k) >= 1,
        (*shares, z[k] > 0, Eq(total(z[k], k), 1)),
    ),
    "a concave function is convex": (
        Break(f"{ROOM}.slopes:_jensen", "ask(inner, bend, False) & NEGATIVE", "ask(inner, bend, False) & 0"),
        total(p[k] * sqrt(v[k]), k) >= sqrt(total(p[k] * v[k], k)),
        (*shares, v[k] > 0),
    ),
    "one end is enough": (
        Break(
            f"{ROOM}.linear:_at_the_ends",
            "if lower & ~NONNEGATIVE == 0 and upper & ~NONNEGATIVE == 0:",
            "if lower & ~NONNEGATIVE == 0:",
        ),
        log(1 + exp(x)) - t * x >= 0,
        (t >= 0,),
    ),
    "a discriminant of 5 a c": (
        Break(f"{ROOM}.linear:discriminant", ".scaled(Fraction(4))", ".scaled(Fraction(5))"),
        10 * x**2 + 10 * y**2 >= 21 * x * y,
        (),
    ),
    "squares of negative sides": (
        Break(f"{ROOM}.monotone:_without_a_root", "if not ask(ctx, leading, False) & NEGATIVE:", "if True:"),
        x >= sqrt(x**2 + 1),
        (),
    ),
    "a slope of any sign": (
        Break(
            f"{ROOM}.slopes:_grows_from", "ask(inner, slope.scaled(Fraction(sign)), False) & NEGATIVE", "slope is None"
        ),
        1 / (1 + exp(-x)) - 1 / (1 + exp(-y)) <= (x - y) / 5,
        (x >= y,),
    ),
    "multiples by what may be negative": (
        Break(f"{ROOM}.combined:_multiples", "if mask & NEGATIVE:", "if mask == NEGATIVE:"),
        x * exp(y) + m >= x * (1 + y),
        (),
    ),
    "only the last case counts": (
        Break(f"{ROOM}.engine:_by_cases", "mask |= ask(", "mask = ask("),
        total(Abs(v[k]), k) <= -total(v[k], k),
        (),
    ),
    "Cauchy–Schwarz with one term too few": (
        Break(f"{ROOM}.instances:_without_one_term", "multiply(ctx, n - ONE,", "multiply(ctx, n - ONE - ONE,"),
        (total(v[k], k) - v[c]) ** 2 <= (K - 2) * (total(v[k] ** 2, k) - v[c] ** 2),
        (),
    ),
    "Pinsker without the half": (
        Break(f"{ROOM}.instances:jensen", "Fraction(3, 2)", "Fraction(3)"),
        total(p[k] * log(p[k] / z[k]), k) >= total(Abs(p[k] - z[k]), k) ** 2,
        (*shares, z[k] > 0, Eq(total(z[k], k), 1)),
    ),
    "e^u ≥ 2 + u": (
        Break(f"{ROOM}.instances:_tangent", "t - ONE - log_t", "t - ONE - ONE - log_t"),
        m - 2 >= log(m),
        (),
    ),
}


def proves(relation: Relation, assuming: tuple[Relation, ...]) -> bool:
    """Whether the rows, as they are now, accept the statement."""
    try:
        cases = decide(relation, assuming, monotonic() + SECONDS, ())
    except Exception:  # a broken rule may break anything
        return False
    return all(case.settled for case in cases)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_proves_a_falsehood_that_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, relation, assuming = BROKEN[name]
    assert prove(relation, assuming=assuming, seconds=3).verdict is not Verdict.PROVED
    assert check(relation, assuming).agreement is Agreement.DISAGREES
    try:
        put_in(rule, monkeypatch)
        assert proves(relation, assuming)
    finally:
        monkeypatch.undo()
        forget()


def test_a_contact_of_odd_order_has_two_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    relation, assuming = x**3 >= 0, (x >= -1, x <= 1)
    assert not bounded(relation, assuming, lambda: None)
    rule = Break(
        "prover.bounds.search:SignSearch._touches_deeply",
        "(value if end == left or order % 2 == 0 else -value).positive",
        "value.positive",
    )
    try:
        put_in(rule, monkeypatch)
        assert bounded(relation, assuming, lambda: None)
    finally:
        monkeypatch.undo()
        forget()
