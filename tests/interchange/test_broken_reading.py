"""No confirmation notices what is read wrong: it checks the tree.  So each rule of reading decides a statement here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sympy as sp
from sympy.tensor.indexed import IndexedBase

from proofnotes import NotationError, prove
from tests.prover.breaking import Break, put_in

x, u = sp.Symbol("x", real=True), sp.Symbol("u", nonnegative=True)
n = sp.Symbol("n", integer=True, positive=True)
k = sp.Symbol("k", integer=True)
l, m = sp.symbols("l m", integer=True, positive=True)
a, b = IndexedBase("a"), IndexedBase("b", shape=(n,))
p = IndexedBase("p", shape=(n,), positive=True)
C, D = sp.MatrixSymbol("C", n, n), sp.MatrixSymbol("D", n, n)


@dataclass(frozen=True)
class Row:
    """A rule broken, two sides, and what is right for them."""

    rule: Break
    sides: tuple[Any, ...]
    right: str


ROWS = {
    "a place may lie outside": Row(
        Break("interchange.sympy_indices:is_natural", "return all(", "return True or all("),
        (sp.Sum(b[k + 1] * b[k], (k, 2, n)), sp.Sum(b[k + 1] * b[k], (k, 2, n - 1))),
        "refused",
    ),
    "a range may be reversed": Row(
        Break("interchange.sympy_indices:Ranges._bound", "if not is_natural(", "if False and is_natural("),
        (sp.Sum(x, (k, 3, n)) * 0 + sp.Sum(x, (k, 3, n)), sp.Sum(sp.Piecewise((x, k >= 3), (0, True)), (k, 1, n))),
        "refused",
    ),
    "an index of a sum around is a dimension": Row(
        Break("interchange.sympy_indices:Ranges._bound", "not high.has(*outer) and ", ""),
        (sp.Sum(2, (l, 1, m), (m, 1, n)), n * (n + 1)),
        "PROVED",
    ),
    "a part is the whole": Row(
        Break("interchange.sympy_indices:Ranges._bound", "in (below, above) if", "in () if"),
        (sp.Sum(b[k], (k, 2, n)), sp.Sum(b[k], (k, 1, n))),
        "REFUTED",
    ),
    "every index counts from 1": Row(
        Break("interchange.from_sympy:_symbol", "Counter(index) - (1 - first)", "Counter(index)"),
        (sp.Sum(k, (k, 0, n - 1)), n * (n + 1) / 2),
        "REFUTED",
    ),
    "every place counts from 1": Row(
        Break("interchange.sympy_indices:Ranges.place", "return int(given) - first + 1", "return int(given)"),
        (sp.Derivative(sp.Sum(k * a[k], (k, 0, 9)), a[3]), sp.Integer(3)),
        "PROVED",
    ),
    "Heaviside(0) is 1": Row(
        Break("interchange.from_sympy:_step", "reader.read(e.args[1], scope)", "wrap(1)"),
        (sp.Heaviside(x) + sp.Heaviside(-x), sp.Integer(1)),
        "PROVED",
    ),
    "or is and": Row(
        Break("interchange.from_sympy:_branch", "yes, _branch(reader, sympy.Or", "no, _branch(reader, sympy.Or"),
        (sp.Piecewise((1, (x > 0) | (x < 0)), (0, True)), sp.Piecewise((0, sp.Eq(x, 0)), (1, True))),
        "PROVED",
    ),
    "an assumption is dropped": Row(
        Break("interchange.from_sympy:_symbol", "reader.assume(found, e)", "pass"),
        (sp.Ge(u**3, 0, evaluate=False),),
        "PROVED",
    ),
    "an assumption about entries is dropped": Row(
        Break("interchange.from_sympy:Reader._assume_entries", "if axes and", "if not axes and"),
        (sp.Gt(sp.Sum(p[k] ** 3, (k, 1, n)), 0, evaluate=False),),
        "PROVED",
    ),
    "a product of matrices is turned": Row(
        Break("interchange.sympy_matrices:_chain", "rest = matrices", "rest = sorted(matrices, key=str)"),
        (D * C, C * D),
        "REFUTED",
    ),
}  # fmt: skip


def answer(sides: tuple[Any, ...]) -> str:
    """The verdict, or that it is refused."""
    try:
        return prove(*sides).verdict.name
    except NotationError:
        return "refused"


@pytest.mark.parametrize("name", ROWS)
def test_broken_rule_changes_the_answer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[name]
    assert answer(row.sides) == row.right
    put_in(row.rule, monkeypatch)
    assert answer(row.sides) != row.right
