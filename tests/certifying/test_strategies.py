"""From a link to a script: what strategies find, and that they say where they find nothing.  Coq is not asked."""

from __future__ import annotations

import contextlib

import pytest

from proofnotes import (
    Dim,
    Scalar,
    Tensor,
    erf,
    exp,
    limit,
    log,
    sqrt,
    tanh,
    total,
)
from proofnotes.certifying.claims import Claims
from proofnotes.certifying.proofs import Script, Stuck, proof_of
from proofnotes.expr.nodes import Expr, Relation, wrap
from proofnotes.statements.chains import Kind, Link

K = Dim("K")
(i,) = K.indices("i")
(a,) = K.fixed("a")
x, t, c = Scalar("x"), Scalar("t", positive=True), Scalar("c")
z, w = Tensor("z", K), Tensor("w", K)


def equal(left: Expr, right: Expr | int) -> Relation:
    return Relation(left, "=", wrap(right))


def script(relation: Relation, *assuming: Relation, kind: Kind = Kind.BOUND) -> Script:
    """The script for a relation under hypotheses."""
    link = Link("a.statement", "", 1, relation.left, relation.sign, relation.right, "a reason", assuming, kind)
    claims = Claims()
    return proof_of(link, claims, claims.claim(link))


INEQUALITIES = (
    (x**2 + 1 > 0, ()),
    (exp(x) >= 1 + x, ()),
    (exp(x) + exp(-x) >= 2, ()),
    (log(t) <= t - 1, ()),
    (log(1 + exp(x)) > x, ()),
    (log(1 + exp(x)) >= 0, ()),
    (exp(x) <= exp(c), (x <= c,)),
    (t * exp(x - c) <= t, (x <= c,)),
    (abs(x + c) <= abs(x) + abs(c), ()),
    (total(exp(z[i]), i) >= exp(z[a]), ()),
    (total(w[i] * z[i] ** 2, i) >= 0, (w[i] > 0,)),
)


@pytest.mark.parametrize(("relation", "assuming"), INEQUALITIES, ids=[str(each) for each, _ in INEQUALITIES])
def test_inequality_has_a_script_of_algebra(relation: Relation, assuming: tuple[Relation, ...]) -> None:
    found = script(relation, *assuming)
    assert found.imports == "Tactics"
    assert found.lines[0] == "unfold a_statement_1."


FALSE = (
    (x**2 - 1 > 0, ()),
    (exp(x) >= 2 + x, ()),
    (log(t) <= t - 2, ()),
    (log(1 + exp(x)) < x, ()),
    (exp(x) < exp(c), (x <= c,)),
    (total(exp(z[i]), i) <= exp(z[a]), ()),
    (total(w[i] * z[i] ** 2, i) > 0, (w[i] > 0,)),
)


@pytest.mark.parametrize(("relation", "assuming"), FALSE, ids=[str(each) for each, _ in FALSE])
def test_false_inequality_has_no_script_of_algebra(relation: Relation, assuming: tuple[Relation, ...]) -> None:
    with contextlib.suppress(Stuck):  # the search by intervals leaves it to Coq
        assert script(relation, *assuming).imports != "Tactics"


ONE_VARIABLE = (
    (x / 2 * (1 + erf(x / sqrt(2))) >= -0.2, "Gauss"),
    (abs(x * exp(-(x**2))) <= 0.5, "OneVariable"),
    (x * exp(-x) <= 0.5, "OneVariable"),
    (tanh(x) < 1.5, "OneVariable"),
    (erf(0.5) > 0.52, "Gauss"),
)


@pytest.mark.parametrize(("relation", "theory"), ONE_VARIABLE, ids=[str(each) for each, _ in ONE_VARIABLE])
def test_bound_with_decimals_is_of_intervals(relation: Relation, theory: str) -> None:
    assert script(relation).imports == theory


LIMITS = (
    (equal(limit(x / exp(x), x), 0), True),
    (equal(limit(log(1 + exp(x)) - x, x), 0), True),
    (equal(limit((2 * x + 1) / x, x), 2), True),
    (equal(limit(exp(x) / (1 + exp(x)), x), 1), True),
    (equal(limit(exp(x) / (1 + exp(x)), x, "-oo"), 0), True),
    (equal(limit((2 * x + 1) / x, x), 1), False),
    (equal(limit(exp(x) / (1 + exp(x)), x, "-oo"), 1), False),
)


@pytest.mark.parametrize(("relation", "holds"), LIMITS, ids=[str(each) for each, _ in LIMITS])
def test_limit_has_a_script_where_it_holds(relation: Relation, holds: bool) -> None:
    if holds:
        assert any("is_lim" in line for line in script(relation, kind=Kind.LIMIT).lines)
    else:
        with pytest.raises(Stuck):
            script(relation, kind=Kind.LIMIT)


def test_counterexample_has_numbers_for_everything() -> None:
    found = script(equal(total(z[i], i), z[a]), kind=Kind.COUNTEREXAMPLE)
    assert any(line.startswith("exists ") and "fun i'0" in line for line in found.lines)


def test_equation_that_does_not_hold_says_what_is_left() -> None:
    with pytest.raises(Stuck, match="is left of the difference"):
        script(equal((x + 1) ** 2, x**2 + x + 1), kind=Kind.IDENTITY)


def test_the_same_script_every_time() -> None:
    assert script(INEQUALITIES[9][0]).lines == script(INEQUALITIES[9][0]).lines
