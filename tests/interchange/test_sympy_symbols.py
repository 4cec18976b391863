"""One name, one meaning, in all of SymPy's that is read as one statement."""

from __future__ import annotations

import subprocess
import sys
from time import thread_time

import pytest
import sympy as sp
from sympy.tensor.indexed import Idx, IndexedBase

from proofnotes import NotationError, Scalar
from proofnotes.expr.nodes import wrap
from proofnotes.interchange import read_together
from tests.reading import ROOT

K, N, k, l = sp.symbols("K N k l", integer=True, positive=True)
n = sp.Symbol("n", integer=True)
x, y = sp.symbols("x y", real=True)
i = Idx("i", (1, K))
z = IndexedBase("z")
ALL = sp.Sum(z[k], (k, 1, K))

REFUSED = {
    "a limit that is an index of a sum on another side": (["Sum(x, (l, 1, k))", "ALL"], "cannot be a limit"),
    "of an entry": (["Sum(x, (l, 1, k))", "z[k]"], "known shape"),
    "the length of an axis": (["IndexedBase('w', shape=(k,))[1]", "ALL"], "cannot be a limit"),
    "the end of an index": (["z[Idx('j', (1, k))]", "ALL"], "cannot be a limit"),
    "an index as a number": (["ALL", "k*x"], "k is a number, too"),
    "compared as a number": (["Piecewise((x, Eq(k, l)), (0, True))", "ALL"], "k is a number, too"),
    "a dummy": (["Dummy('x')"], "tells a Dummy from others"),
    "a wild": (["Wild('x') + 1"], "tells a Wild from others"),
    "a free dummy index": (["z[Dummy('k', integer=True)]"], "tells a Dummy from others"),
    "two symbols on two sides": (["Symbol('x')", "x"], "different assumptions"),
    "two symbols in one": (["Symbol('x') - x"], "different assumptions"),
    "two symbols, one in a hypothesis": (["x", "x", "Symbol('x', positive=True) > 1"], "different assumptions"),
    "a base and a symbol": (["z[n]", "Symbol('z')"], "IndexedBase and one of type Symbol"),
    "a base and an index": (["z[n]", "IndexedBase('n')[1]"], "IndexedBase and one of type Symbol"),
    "two shapes": (["IndexedBase('z', shape=(K,))[n]", "IndexedBase('z', shape=(N,))[n]"], "different shapes"),
    "two ranges": (["z[Idx('i', (1, K))]", "z[Idx('i', (1, N))]"], "different ranges"),
    "an Idx and a Symbol": (["z[i]", "Symbol('i')"], "Idx and one of type Symbol"),
    "a mark of ours": (["Symbol('a~b')"], "a name has none of"),
    "a mark of ours in a base": (["IndexedBase('#z', shape=(K,))[1]"], "a name has none of"),
}  # fmt: skip


def built(source: str) -> object:
    return eval(source, {**vars(sp), "Idx": Idx, "IndexedBase": IndexedBase}, globals())


@pytest.mark.parametrize("name", REFUSED)
def test_one_name_with_two_meanings_is_refused(name: str) -> None:
    sources, quoted = REFUSED[name]
    values = [built(source) for source in sources]
    with pytest.raises(NotationError, match=quoted):
        read_together(values, ())
    if len(values) == 1:
        with pytest.raises(NotationError, match=quoted):
            wrap(values[0])


@pytest.mark.parametrize(
    "sources",
    [
        ["ALL", "K*x"],
        ["Sum(x, (l, 1, k), (k, 1, K))", "Product(Product(2, (l, 1, k)), (k, 1, K))"],
        ["ALL", "z[k]", "z[k] > 0"],
        ["Sum(Piecewise((z[n], Eq(n, k)), (0, True)), (n, 1, K)) + z[k]"],
        ["Piecewise((x, Eq(x, y)), (0, True))", "x - y"],
        ["Sum(x, (i, 1, K)) + K"],
        ["KroneckerDelta(i, Idx('j', (1, K)))", "z[i]"],
    ],
    ids=str,
)
def test_one_meaning_is_read(sources: list[str]) -> None:
    read_together([*map(built, sources)], ())


def test_of_what_is_ours_nothing_is_asked_and_nothing_is_loaded() -> None:
    program = (
        "import sys; from proofnotes.interchange import read_together; from proofnotes.expr.nodes import Eq, Scalar;"
        "x = Scalar('x'); read_together((x, 1, 0.5, None), (Eq(x, 1),)); print('sympy' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
    read_together((Scalar("x"),), (Scalar("x") > 1,))


def test_what_is_shared_is_read_once() -> None:
    e = x
    for _ in range(13):
        e = sp.exp(e) + sp.Max(e, y)
    started = thread_time()
    read_together((e, e), ())
    wrap(e)
    assert thread_time() - started < 2
