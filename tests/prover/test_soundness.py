"""Kinds of statements by which the prover was fooled once, each closed where it begins: labels of sums, sizes that a
hypothesis gives, places over another dimension, hypotheses that were dropped, names that coincide, budgets.

The confirmation at points is switched off, so that it cannot hide a wrong rule.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from time import monotonic, thread_time

import pytest

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Eq,
    Expr,
    HypothesisError,
    Max,
    Ne,
    NotationError,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Verdict,
    at,
    cases,
    delta,
    diff,
    enclose_max,
    enclose_min,
    exp,
    increasing,
    let,
    log,
    prove,
    same,
    tanh,
    total,
)
from proofnotes.expr.indices import Index, Label, Shifted
from proofnotes.expr.nodes import Delta, Entry, Lambda, Named, Quantity, SameIndex, Sum
from proofnotes.prover import prover
from proofnotes.prover.normal_form.terms import KINDS, Atom, bindings, places_of
from tests.reading import ROOT

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k, l = K.indices("i j k l")
n, a, h = N.index("n"), d.index("a"), (2 * d).index("h")
x, y = Scalar("x"), Scalar("y")
z, w, S, X = Tensor("z", K), Tensor("w", K), Tensor("S", K, K), Tensor("X", 2 * d)
far = Max(x - 1000, 0)
trace = total(S[k, k], k)
e = let("e", exp(z[i]), i, inputs=(z,))
one = let("one", 1, inputs=(x,))


@pytest.fixture
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "confirm", lambda *arguments: None)


NOT_PROVED: dict[str, tuple[Relation, list[Relation]]] = {
    "rows of length 1, the diagonal": (total(S[k, k] ** 2, k) >= 1, [total(S[i, k] ** 2, k) >= 1]),
    "positive rows, the trace": (trace > 0, [total(S[i, k], k) > 0]),
    "the logarithm of the trace": (Eq(log(trace), log(trace)), [total(S[i, k], k) > 0]),
    "one over the trace": (Eq(1 / trace, 1 / trace), [Ne(total(S[i, k], k), 0)]),
    "stochastic rows, the trace": (Eq(far * trace, far), [Eq(total(S[i, k], k), 1)]),
    "sums of rows and the trace": (far * total(exp(total(S[k, l], l)), k) >= far * exp(trace), []),
    "weights on the diagonal": (total(S[k, k] * exp(z[k]), k) > 0, [S[i, i] > total(S[i, k], k), trace > 0]),
    "columns, the trace": (trace > 0, [total(S[k, i], k) > 0]),
    "a rule of pairs on the diagonal": (Eq(far * trace, 0), [Eq(total(S[i, k] * z[k], k), 0)]),
    "two blocks of a given size": (Eq(far * total(delta(h, d + a), h), far * delta(a, 1)), [Eq(d, 3)]),
    "a gap": (increasing(-1 / x, x), [Ne(x, 0)]),
    "a jump": (increasing(cases((x, x < 0), x - 5), x), [Ne(x, 0)]),
    "two half-lines": (increasing(-1 / x, x), [x**2 >= 1]),
    "an exponent that comes to 2": (Eq(x ** (y - y + 2), x**2), []),
    "an exponent that a hypothesis makes 2": (x**y >= 0, [Eq(y, 2)]),
    "the name of what it is": (Eq(diff(e.of(lambda k: z[k])[i], e[j]), 0), []),
    "an argument without a value": (Eq(one.of(log(x)), 1), []),
    "a whole power that is written as a product": (x > 0, [Eq(x ** -(Rational(1) * 2), 1)]),
    "antisymmetric, taken for symmetric": (Eq(far * S[i, j], far * S[j, i]), [Eq(S[i, j], -S[j, i])]),
}


@pytest.mark.usefixtures("unconfirmed")
@pytest.mark.parametrize("name", NOT_PROVED)
def test_is_not_proved(name: str) -> None:
    statement, assuming = NOT_PROVED[name]
    assert prove(statement, assuming=assuming).verdict is not Verdict.PROVED


PROVED: dict[str, tuple[Relation, list[Relation]]] = {
    "positive entries, the trace": (trace > 0, [S[i, j] > 0]),
    "positive entries, a sum of sums": (total(S[k, l], k, l) > 0, [S[i, j] > 0]),
    "positive rows, the sum of all": (total(S[k, l], k, l) > 0, [total(S[i, k], k) > 0]),
    "stochastic rows, the sum of all": (Eq(total(S[k, l], k, l), K), [Eq(total(S[i, k], k), 1)]),
    "blocks of a given size": (Eq(total(X[h], h), total(X[a], a) + total(X[d + a], a)), [Eq(d, 3)]),
    "the size from the other side": (Eq(total(X[h], h), total(X[a], a) + total(X[d + a], a)), [Eq(3, d)]),
    "a half-line": (increasing(-1 / x, x), [x > 0]),
    "an exponent without variables": (Eq(x ** (Rational(1) + 1), x**2), []),
    "a given product": (Eq(x**2 * y**2, 1), [Eq(x * y, 1)]),
    "a given quotient": (Eq(x, y), [Eq(x / y, 1)]),
    "what has a value": (Eq(y / y, 1), [x / y > 0]),
    "symmetric": (
        Eq(diff(total(z[i] * S[i, j] * z[j], i, j), z[k]), 2 * total(S[k, j] * z[j], j)),
        [Eq(S[i, j], S[j, i])],
    ),
    "symmetric inside sums": (
        Eq(total(exp(S[i, j]) * z[i] * w[j], i, j), total(exp(S[i, j]) * w[i] * z[j], i, j)),
        [Eq(S[i, j], S[j, i])],
    ),
    "antisymmetric": (Eq(total(z[i] * S[i, j] * z[j], i, j), 0), [Eq(S[i, j], -S[j, i])]),
    "antisymmetric, the diagonal": (Eq(S[i, i], 0), [Eq(S[i, j], -S[j, i])]),
    "an input under its own name": (Eq(e.of(lambda k: z[k])[i], e[i]), []),
}


@pytest.mark.parametrize("name", PROVED)
def test_is_proved(name: str) -> None:
    statement, assuming = PROVED[name]
    proof = prove(statement, assuming=assuming)
    assert proof.verdict is Verdict.PROVED, proof


def test_a_label_is_no_index_and_nothing_is_bound_to_it() -> None:
    """By construction: what holds for every index is tried at places, and a label is none."""
    label = Label(1, 0, K.over)
    inside = Atom("entry", (S, (label, label)))
    assert places_of(inside) == set()
    assert places_of(Atom("entry", (S, (label, i)))) == {i}
    assert list(bindings((j,), places_of(inside))) == []
    assert not isinstance(label, Index)
    with pytest.raises((NotationError, AttributeError)):
        prove(Entry(z, (label,)), 0)  # type: ignore[arg-type]


def test_every_kind_of_atom_is_a_whole_row() -> None:
    solved_for = {name for name, kind in KINDS.items() if kind.solved_for is not None}
    assert solved_for == {"entry", "scalar", "sum", "dim", "det", "mean"}
    ranks = [kind.solved_for for kind in KINDS.values() if kind.solved_for is not None]
    assert len(ranks) == len(set(ranks)), "what an equation is solved for first is not decided"


REFUSED: dict[str, Callable[[], object]] = {
    "another dimension, by at": lambda: at(delta(i, j), i, n),
    "no place, by at": lambda: at(z[i], i, "foo"),  # type: ignore[arg-type]
    "a position that may lie outside, by at": lambda: at(z[i], i, 2),
    "another dimension, in an entry": lambda: Entry(z, (n,)),
    "another dimension, in a delta": lambda: Delta(i, n),
    "another dimension, in a case": lambda: SameIndex(i, n),
    "another dimension, as a condition": lambda: same(i, n),
    "another dimension, in a block": lambda: Shifted(n, 0, (2 * d).over),
    "a block that is not there": lambda: Shifted(a, 2, (2 * d).over),
    "another dimension, at a name": lambda: Named(e, (n,)),
    "a name without its places": lambda: Named(e),
    "a body with an index of its own": lambda: Quantity("q", z[i]),
    "a definition with an index of its own": lambda: Definition("s", z[i], inputs=(z,)),
    "a definition with a fixed index": lambda: Definition("nll", -log(z[K.fixed("c")[0]]), inputs=(z,)),
    "one index twice": lambda: let("f", S[i, i], i, i),
    "one parameter twice": lambda: Lambda((i, i), S[i, i]),
    "a size that is no number": lambda: Dim("K", 2.5),  # type: ignore[arg-type]
    "no blocks": lambda: Dim("K", blocks=0),
    "a fixed index and another": lambda: prove(total(z[K.fixed("c")[0]], K.index("c")), K * z[K.fixed("c")[0]]),
    "two scalars": lambda: prove(Scalar("p", positive=True), Scalar("p")),
    "two sizes": lambda: prove(total(Tensor("v", Dim("M"))[Dim("M").index("m")], Dim("M").index("m")), Dim("M", 3)),
    "a relation for a list": lambda: prove(x, x, assuming=x > 0),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_where_it_is_written(name: str) -> None:
    with pytest.raises(NotationError):
        REFUSED[name]()


def test_sums_keep_their_own_places() -> None:
    """A body is checked however the node is made."""
    with pytest.raises(NotationError):
        Sum(Entry(z, (n,)), n)


NO_BOUND: list[list[Relation]] = [
    [Abs(x) >= 1],
    [x >= -5, x <= 5, x**2 <= 1],
    [x >= -3, x <= 3, exp(x) <= 1],
    [Ne(x, 0)],
    [x >= 0, y >= 0],
]


@pytest.mark.parametrize("assuming", NO_BOUND, ids=str)
@pytest.mark.parametrize("enclose", [enclose_max, enclose_min])
def test_an_enclosure_uses_every_hypothesis_or_says_so(
    enclose: Callable[..., object], assuming: list[Relation]
) -> None:
    with pytest.raises(NotationError, match="expected bounds on x"):
        enclose(-(x**2), x, assuming=assuming)


def test_an_empty_interval_has_no_maximum() -> None:
    with pytest.raises(HypothesisError, match="no x satisfies"):
        enclose_max(x, x, assuming=[x > 1, x < 0])


BOUNDS: dict[str, tuple[list[Relation], Fraction]] = {
    "two bounds": ([x >= -5, Abs(x) <= 2], Fraction(2)),
    "a factor": ([2 * Abs(x) <= 1], Fraction(1, 2)),
    "a negative factor": ([-Abs(x) / 3 >= -1], Fraction(3)),
    "a point": ([Eq(x, 1)], Fraction(1)),
    "an end that is excluded": ([x > 0, x < 1], Fraction(1)),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_an_enclosure_between_bounds(name: str) -> None:
    assuming, largest = BOUNDS[name]
    low, high = enclose_max(x, x, assuming=assuming).value.ends
    assert low <= largest <= high
    assert high - low < Fraction(1, 10**6)


CONTRADICTIONS = {
    "signs": [x > 1, x < 0],
    "an equation and a sign": [Eq(x, 1), x < 0],
    "an equation and its opposite": [Eq(x, 1), Ne(x, 1)],
    "two equations": [Eq(x, 1), Eq(x, 2)],
    "two sizes": [Eq(K, 3), Eq(K, 4)],
    "no size": [Eq(K, Rational(5, 2))],
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_an_error_where_it_is_shown(name: str) -> None:
    with pytest.raises(HypothesisError):
        prove(x * K, K * x, assuming=CONTRADICTIONS[name])


NO_CONTRADICTION: dict[str, list[Relation]] = {
    "large dimensions": [K > 3, N > 3],
    "a large dimension": [K >= 9],
    "a dimension that is given": [Eq(K, 16)],
    "an order of eight": [Scalar(f"v{place}") > Scalar(f"v{place + 1}") for place in range(7)],
    "a sharp interval": [log(x) > 10],
    "an irrational number": [Eq(x**2, 2)],
    "a logarithm": [Eq(exp(x), 2)],
    "an inverse": [Eq(tanh(x), Rational(1, 2))],
    "a sum of exponentials": [Eq(total(exp(z[k]), k), 1), K >= 2],
    "a product": [Eq(x * y, 1)],
    "what no point satisfies, but nobody shows": [Eq(exp(x) + exp(-x), 1)],
}


@pytest.mark.parametrize("name", NO_CONTRADICTION)
def test_what_is_not_shown_to_contradict_is_no_error(name: str) -> None:
    assuming = NO_CONTRADICTION[name]
    proof = prove((x + y) ** 2 * K * N, (x**2 + 2 * x * y + y**2) * N * K, assuming=assuming)
    assert proof.verdict is Verdict.PROVED
    nobody = "what no point satisfies, but nobody shows"
    assert ("no point that satisfies the hypotheses was found" in proof.detail) == (name == nobody)


def test_a_hypothesis_that_is_not_used_is_named() -> None:
    proof = prove(x**2 >= 1, assuming=[Abs(x - y) >= 1])
    assert proof.verdict is not Verdict.PROVED
    if proof.verdict is Verdict.UNKNOWN:
        assert "abs(x - y) >= 1 was not used" in proof.detail


def chain(step: Callable[[Expr], Expr], times: int, start: Expr = x) -> Expr:
    for _ in range(times):
        start = step(start)
    return start


def spread(e: Expr) -> Expr:
    return exp(e) + tanh(e)


def softmax_over(size: int) -> Relation:
    D = Dim("D", size)
    b, c = D.indices("b c")
    v = Tensor("v", D)
    return Eq(total(exp(v[b]) / total(exp(v[c]), c), b), 1)


def all_of(size: int) -> Relation:
    D = Dim("D", size)
    b, v = D.index("b"), Tensor("v", D)
    return Eq(total(v[b], b), total(v[b], b) + 0 * x)


def absolute(number: int) -> list[Relation]:
    v = [Scalar(f"v{place}") for place in range(number)]
    return [sum((Abs(other) for other in v[1:]), start=Abs(v[0])) <= 1]


def polynomial(terms: int, degree: int, variables: int, seed: int) -> Expr:
    """Pseudo-random coefficients and exponents, the same every time."""
    v = [Scalar(f"v{place}") for place in range(variables)]
    result: Expr = Rational(1)
    state = seed
    for _ in range(terms):
        term: Expr = Rational(1 + state % 9)
        for variable in v:
            state = (1103515245 * state + 12345) % 2**31
            term = term * variable ** (state % (degree + 1))
        result = result + term
    return result


def over(terms: int, degree: int, variables: int) -> Relation:
    p, q = polynomial(terms, degree, variables, 1), polynomial(terms, degree, variables, 2)
    return Eq(1 / (p * q), 1 / p)


def many_axes(number: int) -> Relation:
    dims = [Dim(f"D{place}") for place in range(number)]
    T = Tensor("T", *dims)
    entry = T[tuple(dim.index(f"i{place}") for place, dim in enumerate(dims))]
    return Eq(entry**2, entry)


LARGE: dict[str, Callable[[], tuple[Relation, list[Relation]]]] = {
    "shared 18 times": lambda: (chain(spread, 18) >= 1, []),
    "shared 24 times": lambda: (chain(spread, 24) >= 1, []),
    "shared 60 times": lambda: (chain(spread, 60) >= 1, []),
    "equal, shared 40 times": lambda: (Eq(chain(spread, 40), chain(spread, 40) + x), []),
    "a hypothesis, shared 24 times": lambda: (x >= 1, [chain(spread, 24) >= 1]),
    "a derivative, shared 24 times": lambda: (Eq(diff(chain(spread, 24), x), 1), []),
    "entries, shared 24 times": lambda: (total(chain(spread, 24, z[i]), i) >= 1, []),
    "Newton's steps": lambda: (chain(lambda e: e / 2 + 1 / e, 18) >= 1, []),
    "a dimension of 256": lambda: (softmax_over(256), []),
    "a dimension of 1024": lambda: (softmax_over(1024), []),
    "a dimension of a milliard": lambda: (all_of(10**9), []),
    "a dimension that is given": lambda: (Eq(total(z[k], k), total(z[k], k) + x), [Eq(K, 10**9)]),
    "22 absolute values": lambda: (x >= 1, absolute(22)),
    "factors of degree 140": lambda: (over(43, 140, 2), []),
    "factors in 10 variables": lambda: (over(43, 35, 10), []),
    "a power": lambda: (Eq(sum((Scalar(f"v{place}") for place in range(8)), start=Rational(1)) ** 16, 1), []),
    "16 axes": lambda: (many_axes(16), []),
    "40 axes": lambda: (many_axes(40), []),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", LARGE)
def test_the_answer_comes_within_the_budget(name: str) -> None:
    """The budget and one second, times what a busy machine may need; these took from ten seconds to for ever."""
    statement, assuming = LARGE[name]()
    started = thread_time()
    prove(statement, assuming=assuming, seconds=1)
    assert thread_time() - started < 2 * SLOWNESS


SLOWNESS = float(os.environ.get("PROOFNOTES_SLOWNESS", "4"))
"""How much slower than an idle machine this one may be; `make budget` sets it to 1."""


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_an_interrupt_is_honoured_at_once() -> None:
    program = """
import signal
from proofnotes import *
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background of a shell it is ignored
x = Scalar("x")
e = x
for _ in range(30):
    e = exp(e) + tanh(e)
print("ready", flush=True)
prove(e >= 1, seconds=60)
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        started = monotonic()
        try:
            _, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert b"KeyboardInterrupt" in errors
    assert monotonic() - started < SLOWNESS
