"""False statements that were once PROVED, and here said to agree: the second engine sees that they are false.

It is asked about the statement itself, so it would notice if the rule were broken again.  What the notation refuses by
now is built with the refusal taken away.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofnotes import (
    Dim,
    Eq,
    Max,
    Ne,
    Rational,
    Relation,
    Scalar,
    Tensor,
    delta,
    diff,
    exp,
    let,
    limit,
    log,
    tanh,
    total,
)
from proofnotes.expr import nodes
from proofnotes.expr.indices import Shifted
from proofnotes.expr.nodes import Cases, Delta, Entry, Lambda, Named, SameIndex, wrap
from proofnotes.second_engine import Agreement, check
from proofnotes.statements.chains import Link

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k, l = K.indices("i j k l")
n = N.index("n")
a = d.index("a")
h = (2 * d).index("h")
x, y = Scalar("x"), Scalar("y")
z, u = Tensor("z", K), Tensor("u", N)
S, X = Tensor("S", K, K), Tensor("X", 2 * d)
far = Max(x - 1000, 0)
trace = total(S[k, k], k)
rows = total(S[i, k], k)
moved = let("moved", exp(z[i]), i, inputs=(z,))
one = let("one", 1, inputs=(x,))
first = let("first", z[1], inputs=(z,))

Statement = tuple[Relation, list[Relation]]

LABELS: dict[str, Statement] = {
    "squares on the diagonal": (total(S[k, k] ** 2, k) >= 1, [total(S[i, k] ** 2, k) >= 1]),
    "a trace is no row": (trace > 0, [rows > 0]),
    "the logarithm of a trace": (Eq(log(trace), log(trace)), [rows > 0]),
    "one over a trace": (Eq(1 / trace, 1 / trace), [Ne(rows, 0)]),
    "rows that sum to 1, far away": (Eq(far * trace, far), [Eq(rows, 1)]),
    "rows that sum to 1": (Eq(trace, 1), [Eq(rows, 1)]),
    "the largest exponent, far away": (
        far * total(exp(total(S[k, l], l)), k) >= far * exp(trace), []
    ),
    "the largest exponent": (total(exp(total(S[k, l], l)), k) >= exp(trace), []),
    "a weighted trace": (total(S[k, k] * exp(z[k]), k) > 0, [S[i, i] > rows, trace > 0]),
    "what a contradiction would prove": (Eq(x, x + 1), [Eq(rows, 1), Eq(trace, 0)]),
    "two blocks of a size that is given": (
        Eq(far * total(delta(h, d + a), h), far * delta(a, 1)), [Eq(d, 3)]
    ),
}  # fmt: skip

MEANINGS: dict[str, Statement] = {
    "an exponent in which something varies": (Eq(x ** (y - y + 2), x**2), []),
    "a power of what is determined": (x**y >= 0, [Eq(y, 2)]),
    "a variable that is the tensor itself": (Eq(diff(moved.of(lambda k: z[k])[i], moved[j]), 0), []),
    "an argument that is not used": (Eq(one.of(log(x)), 1), []),
    "an entry of an argument that is not used": (Eq(first.of(lambda k: log(z[k]) + 1), log(z[1]) + 1), [z[1] > 0]),
    "far from all that is drawn": (x * Max(x - 10**8, 0) <= 0, []),
    "a number that is written": (Ne(x, Rational(12345, 67)), []),
    "where two are equal": (Ne(x, y), []),
    "of different sizes": (Eq(1 * K, N), []),
    "of one entry": (total(z[k] ** 2, k) > z[i] ** 2, [Ne(z[k], 0)]),
    "a tie of a maximum": (Ne(Max(x, y), y), [x <= y]),
    "only where there is more than three": (K > 5, [K > 4]),
    "a hypothesis with a kink": (x > 0, [Max(x, -x) >= 1]),
    "an exponential that is given": (x > 0, [Eq(exp(x), Rational(1, 2))]),
    "exponentials that sum to 1": (total(z[k], k) > -1, [Eq(total(exp(z[k]), k), 1)]),
    "a limit of what is nowhere defined": (Eq(limit(log(-x) - log(-x), x), 0), []),
}


@pytest.mark.parametrize("name", LABELS | MEANINGS)
def test_what_is_false_is_seen(name: str) -> None:
    statement, assuming = (LABELS | MEANINGS)[name]
    link = Link("red.team", "", 1, statement.left, statement.sign, statement.right, "", tuple(assuming))
    assert check(link).agreement is Agreement.DISAGREES
    assert check(statement, assuming).agreement is Agreement.DISAGREES


def misplaced() -> dict[str, Relation]:
    """Places over another dimension, as they were once built."""
    mixed = SameIndex(i, n)
    return {
        "at": Eq(total(Delta(n, j), n), 1),
        "a block of another dimension": Eq(total(Delta(h, Shifted(n, 1, h.over)), h), 1),
        "SymPy's piecewise": Eq(total(Cases(((wrap(1), mixed),), wrap(0)), n), 1),
        "an entry outside": Eq(total(Entry(z, (n,)), n), total(Entry(z, (n,)), n)),
        "an entry of a block outside": Eq(total(Entry(X, (Shifted(n, 1, h.over),)), n), 0),
        "a name outside": Eq(total(Named(moved, (n,)), n), total(exp(z[k]), k)),
        "an argument over another dimension": Eq(
            total(Named(moved, (k,), (Lambda((n,), u[n]),)), k), total(exp(u[n]), n)
        ),
    }


@pytest.mark.parametrize(
    "name",
    [
        "at", "a block of another dimension", "SymPy's piecewise", "an entry outside", "an entry of a block outside",
        "a name outside", "an argument over another dimension",
    ],
)  # fmt: skip
def test_places_over_another_dimension_are_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Delta, Entry, Named, SameIndex, Shifted):
        monkeypatch.setattr(kind, "__post_init__", lambda self: None)
    assert check(misplaced()[name]).agreement is Agreement.DISAGREES


def test_a_name_with_a_free_index_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes.Quantity, "__post_init__", lambda self: None)
    stray = let("stray", z[i], inputs=(z,))
    assert check(Eq(total(stray.of(z), i), K * stray.of(z))).agreement is Agreement.UNCHECKED


TRUE: dict[str, Statement] = {
    "a number as an exponent": (Eq(x ** (wrap(2) * 1), x**2), []),
    "a product that is given": (Eq(y, 1 / x), [Eq(x * y, 1)]),
    "a kink in a hypothesis": (x**2 >= 1, [Max(x, -x) >= 1]),
    "a hypothesis that has a value": (x > 0, [log(x) - log(x) >= 0]),
    "larger dimensions": (K >= 5, [K > 4]),
    "a size that is given": (Eq(total(X[h], h), total(X[a], a) + total(X[d + a], a)), [Eq(d, 3)]),
    "an argument that is not rough where it is used": (Eq(diff(one.of(Max(x, 0)), x), 0), []),
    "an exponential that is given": (Eq(x, -log(2)), [Eq(exp(x), Rational(1, 2))]),
    "no more than exponentials that sum to 1": (z[i] <= 0, [Eq(total(exp(z[k]), k), 1)]),
    "a hyperbolic tangent that is given": (Eq(exp(2 * x), 3), [Eq(tanh(x), Rational(1, 2))]),
    "a limit of what is defined far out": (Eq(limit(log(x) - log(x), x), 0), []),
    "what is determined has a value": (Eq(x * y, 1), [Eq(y, 1 / x)]),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_agrees(name: str) -> None:
    found = check(*TRUE[name])
    assert found.agrees, found.detail


def nested(step: Callable[[nodes.Expr], nodes.Expr], times: int) -> nodes.Expr:
    e: nodes.Expr = x
    for _ in range(times):
        e = step(e)
    return e


grown = let("grown", exp(x) + x, inputs=(x,))
wide = Dim("D", 10**9)
c = wide.index("c")
TOO_LARGE = {
    "shared": Eq(nested(lambda e: exp(e) + 1 / e, 30), 1),
    "fractions": nested(lambda e: e / 2 + 1 / e, 30) >= 1,
    "names": Eq(nested(lambda e: grown.of(e), 30), 1),
    "nested": Eq(nested(exp, 40), 1),
    "a size": Eq(total(Tensor("w", wide)[c], c), 0),
    "an exponent": Eq(x ** (10**9), x),
    "a constant": Eq(wrap(2) ** (10**9), x),
    "a power": Eq((1 + x + y) ** 999 * x, x * (1 + x + y) ** 999 + 0 * y),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_large_is_said_at_once(name: str) -> None:
    found = check(TOO_LARGE[name])
    assert found.seconds < 2
    if found.agreement is not Agreement.EXACT:
        assert found.agreement is Agreement.UNCHECKED
        assert "too large" in found.detail
