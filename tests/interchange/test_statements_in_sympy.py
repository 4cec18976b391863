"""Whole statements in SymPy's notation: read together, with what SymPy assumes of its symbols."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from sympy.tensor.indexed import Idx, IndexedBase

from proofnotes import Definition, NotationError, Scalar, enclose_max, lambdify, prove

x, y = sp.symbols("x y", real=True)
n, m, p = sp.symbols("n m p", integer=True, positive=True)
k, l = sp.symbols("k l", integer=True)
a, b = IndexedBase("a"), IndexedBase("b", shape=(n,))
i = Idx("i", n)
A, B, C = sp.MatrixSymbol("A", n, m), sp.MatrixSymbol("B", m, p), sp.MatrixSymbol("C", n, n)
v = sp.MatrixSymbol("v", n, 1)
w = IndexedBase("w", positive=True)
whole, less = sp.Symbol("u", nonnegative=True), sp.Symbol("u", negative=True)
count = sp.Symbol("c", integer=True)
S = IndexedBase("S")

PROVED: dict[str, tuple[list[Any], list[Any]]] = {
    "from 0": ([sp.Derivative(sp.Sum(a[k] ** 2, (k, 0, n - 1)), a[i]), 2 * a[i]], []),
    "from 0 against a shift": ([sp.Sum(a[k], (k, 0, n - 1)), sp.Sum(a[l - 1], (l, 1, n))], []),
    "ten terms": ([sp.Sum(y, (k, 1, 10)), 10 * y], []),
    "first of ten": ([sp.Derivative(sp.Sum(a[k] * y, (k, 0, 9)), a[9]), y], []),
    "one index over two dimensions": (
        [sp.Sum(x, (k, 1, n)) * sp.Sum(y, (k, 0, m - 1)), n * m * x * y],
        [],
    ),
    "softmax": (
        [
            sp.Derivative(sp.log(sp.Sum(sp.exp(a[k]), (k, 0, n - 1))), a[i]),
            sp.exp(a[i]) / sp.Sum(sp.exp(a[k]), (k, 0, n - 1)),
        ],
        [],
    ),
    "positive entries": ([sp.Gt(sp.Sum(w[k], (k, 1, n)), 0, evaluate=False)], []),
    "nonnegative symbol": ([sp.Ge(whole**3, 0, evaluate=False)], []),
    "negative symbol": ([sp.Abs(less), -less], []),
    "a hypothesis that is a conjunction": ([sp.log(x * y), sp.log(x) + sp.log(y)], [(x > 0) & (y > 0)]),
    "a hypothesis that is true": ([x, x], [sp.true]),
    "an assumption as a predicate": ([sp.Abs(x), x], [sp.Q.nonnegative(x)]),
    "a dimension by hypothesis": ([sp.Sum(x, (k, 1, count)) / count, x], [count >= 1]),
    "product of matrices": ([sp.Eq((A * B).T, B.T * A.T, evaluate=False)], []),
    "trace turned": ([sp.Trace(A * sp.MatrixSymbol("D", m, n)), sp.Trace(sp.MatrixSymbol("D", m, n) * A)], []),
    "entry of a product": (
        [(A * B)[Idx("i", n), Idx("j", p)], sp.Sum(A[Idx("i", n), k] * B[k, Idx("j", p)], (k, 0, m - 1))],
        [],
    ),
    "gradient of a trace": ([sp.Derivative(sp.Trace(C * C.T), C), 2 * C], []),
    "as SymPy differentiates": ([sp.diff(sp.Trace(A.T * A), A), 2 * A], []),
    "quadratic form": ([sp.Derivative((v.T * C * v)[0, 0], v), (C + C.T) * v], []),
    "matrix of one entry": ([sp.Derivative(v.T * C * v, v), sp.diff(v.T * C * v, v)], []),
    "inverse": ([C.inv() * C, sp.Identity(n)], [sp.Ne(sp.Determinant(C), 0)]),
    "determinant": (
        [sp.Derivative(sp.log(sp.Determinant(C)), C), C.inv().T],
        [sp.Gt(sp.Determinant(C), 0)],
    ),
    "elementwise": (
        [sp.HadamardProduct(A, A) + 3 * sp.ZeroMatrix(n, m), sp.HadamardPower(A, 2)],
        [],
    ),
    "function of a matrix": ([A.applyfunc(sp.sinh), -(-A).applyfunc(sp.sinh)], []),
    "a matrix that is written out": (
        [sp.Eq(sp.Matrix([[x, y], [y, x]]) * sp.ones(2, 1), sp.Matrix([x + y, y + x]), evaluate=False)],
        [],
    ),
    "diagonal": ([sp.DiagMatrix(v) * v, sp.HadamardProduct(v, v)], []),
    "identity": ([sp.Identity(n) * v, v], []),
    "numbers added up": ([sp.Sum(k, (k, 1, n)), n * (n + 1) / 2], []),
    "numbers added up from 0": ([sp.Sum(k, (k, 0, n - 1)), n * (n - 1) / 2], []),
    "a triangle": ([sp.Sum(x, (l, 1, k), (k, 1, n)), n * (n + 1) / 2 * x], []),
    "a part and the rest": ([sp.Sum(b[k], (k, 2, n)) + b[1], sp.Sum(b[k], (k, 1, n))], []),
    "differences": (
        [sp.Sum(b[k + 1] - b[k], (k, 1, n - 1)), sp.Sum(b[k], (k, 2, n)) - sp.Sum(b[k], (k, 1, n - 1))],
        [],
    ),
    "steps on indices": (
        [sp.Sum(sp.Piecewise((b[k], k <= l), (0, True)), (k, 1, n), (l, 1, n)), sp.Sum(b[k], (k, 1, l), (l, 1, n))],
        [],
    ),
    "step as SymPy makes it": ([sp.diff(sp.Max(x, 0), x), sp.Piecewise((1, x > 0), (0, True))], [sp.Ne(x, 0)]),
}


@pytest.mark.parametrize("name", PROVED)
def test_is_proved(name: str) -> None:
    sides, assuming = PROVED[name]
    assert prove(*sides, assuming=assuming).verdict.name == "PROVED"


REFUTED: dict[str, list[Any]] = {
    "the step at 0": [sp.diff(sp.Max(x, 0), x), sp.Piecewise((1, x > 0), (0, True))],
    "the wrong entry": [sp.Derivative(sp.Sum(a[k] * y, (k, 0, 9)), a[9]), 0 * y],
    "the wrong order": [sp.Trace(C * C), sp.Trace(C * C.T)],
    "a root of what may be negative": [whole**2, sp.Symbol("u", nonnegative=True)],
}


@pytest.mark.parametrize("name", REFUTED)
def test_is_refuted(name: str) -> None:
    assert prove(*REFUTED[name]).verdict.name == "REFUTED"


def test_a_witness_has_what_sympy_assumes() -> None:
    proof = prove(whole**2 >= whole)
    assert proof.witness is not None
    assert proof.witness.point.scalars["u"] >= 0


REFUSED: dict[str, tuple[list[Any], list[Any], str]] = {
    "from 0 here and from 1 there": (
        [sp.Sum(a[k], (k, 0, n - 1)), sp.Sum(a[k], (k, 1, n))],
        [],
        "one first number for axis 1 of a, got 0 and 1",
    ),
    "a matrix counted from 1": ([sp.Sum(C[k, k], (k, 1, n)), sp.Trace(C)], [], "one first number"),
    "two lengths": ([sp.Sum(a[k], (k, 1, n)), sp.Sum(a[k], (k, 1, m))], [], "one dimension for axis 1 of a"),
    "a power that is no product": ([C ** sp.Rational(1, 2), C], [], "a power of a matrix"),
    "a matrix and a number": ([A, x], [], "two arrays of the same shape"),
    "matrices of two shapes": ([A, C], [], "two arrays of the same shape"),
    "what SymPy has decided": ([sp.Eq(x, x)], [], "prove.left, right."),
    "no hypothesis": ([x, y], [x + 1], "an equation or an inequality"),
    "a dimension that may be 0": ([sp.Sum(x, (k, 1, count)), count * x], [count >= 0], "positive=True"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(name: str) -> None:
    sides, assuming, quoted = REFUSED[name]
    with pytest.raises(NotationError, match=quoted):
        prove(*sides, assuming=assuming)


def test_function_of_what_is_counted_from_0() -> None:
    softmax = lambdify(sp.exp(a[i]) / sp.Sum(sp.exp(a[k]), (k, 0, n - 1)))
    z = np.array([0.5, -1.0, 2.0])
    assert np.allclose(softmax(z), np.exp(z) / np.exp(z).sum())


def test_function_of_matrices() -> None:
    found = lambdify(A.T * A)
    value = np.arange(6.0).reshape(2, 3)
    assert np.allclose(found(value), value.T @ value)


def test_function_knows_what_sympy_assumes() -> None:
    assert lambdify(sp.sqrt(whole)).definition.assuming == (Scalar("u") >= 0,)


def test_definition_of_sympys_parts() -> None:
    mean = Definition("mean_square", sp.Sum(a[k] ** 2, (k, 0, n - 1)) / n, inputs=[a])
    assert mean.kernel()(np.array([1.0, 2.0, 3.0])) == pytest.approx(14 / 3)
    scaled = Definition("scaled", sp.exp(x) * a[i], inputs=[x, a], indices=[i])
    assert [each.name for each in scaled.inputs] == ["x", "a"]
    assert str(scaled.body) == "a[i]*exp(x)"


def test_largest_value_of_sympys_function() -> None:
    found = enclose_max(sp.exp(-(x**2)), x)  # type: ignore[arg-type]
    assert found.value.low <= 1 <= found.value.high
