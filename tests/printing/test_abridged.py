"""What nobody could read whole is abridged, in time that its different nodes take."""

from time import thread_time

import pytest

from proofnotes import Dim, Max, NotationError, Rational, Scalar, Tensor, cases, exp, let, prove, tanh, total
from proofnotes.expr.nodes import Add, Expr, Mul
from proofnotes.printing.abridged import DEEPEST, MOST, abridged
from proofnotes.printing.latex import latex
from tests.printing.latex_tokens import problems

K = Dim("K")
i, j = K.indices("i j")
x, z = Scalar("x"), Tensor("z", K)
f = let("f", exp(z[i]), i, inputs=(z,))


def shared(times: int) -> Expr:
    e: Expr = x
    for _ in range(times):
        e = exp(e) + tanh(e)
    return e


def deep(times: int) -> Expr:
    e: Expr = x
    for _ in range(times):
        e = exp(e)
    return e


def branching(times: int) -> Expr:
    e: Expr = x
    for _ in range(times):
        e = cases((e, e > 0), e * z[i])
    return e


def named(times: int) -> Expr:
    e: Expr = z[i]
    for _ in range(times):
        e = e * e + total(f.of(lambda k: z[k] + 1)[i], i)
    return e


HUGE = {
    "shared": lambda: shared(40),
    "deep": lambda: deep(5000),
    "branching": lambda: branching(40),
    "named": lambda: named(40),
    "terms": lambda: Add((x,) * 9999),
    "factors": lambda: Mul((x,) * 9999),
    "arguments": lambda: Max(*[x] * 9999),
    "branches": lambda: cases(*[(x, x > place) for place in range(3000)], x),
}


@pytest.mark.parametrize("kind", HUGE)
def test_it_is_abridged_at_once(kind: str) -> None:
    e = HUGE[kind]()
    started = thread_time()
    written, formula, notebook = str(e), latex(e), e._repr_latex_()
    assert thread_time() - started < 5
    assert "…" in written
    assert r"\ldots" in formula
    assert formula in notebook
    assert len(written) < 20 * MOST
    assert [each for each in problems(formula) if "command" not in each] == []


def test_long_rows_keep_their_last_term() -> None:
    assert str(Add((*[x] * 9999, Scalar("y")))).endswith("x + … + y")


def test_messages_are_short() -> None:
    with pytest.raises(NotationError) as found:
        prove(shared(40))
    assert len(str(found.value)) < 20 * MOST


def test_what_can_be_read_is_left_alone() -> None:
    for e in (shared(7), deep(DEEPEST - 1), branching(3), Add((x,) * (MOST - 1))):
        assert abridged(e) is e
        assert "…" not in str(e)


def test_nesting_is_printed_in_linear_time() -> None:
    e: Expr = x
    for _ in range(14):
        e = 1 + 2 * (x * e + z[i])
    started = thread_time()
    assert latex(e).count("z_i") == 14
    assert thread_time() - started < 2


def test_long_integers_lose_their_middle() -> None:
    assert str(x + 10**6000) == "x + 1000000000…0000000000"
    assert latex(x + Rational(1, 3**9000)) == r"x + \frac{1}{1233935551 \ldots 8096980001}"
    assert str(x - 12345678901234567890) == "x - 12345678901234567890"
