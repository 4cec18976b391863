"""SymPy expressions as trees: the same value, and a clear refusal of what is not real analysis over dimensions."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from sympy.codegen.cfunctions import Sqrt, exp2, expm1, fma, hypot, log1p, log2, log10
from sympy.tensor.indexed import Idx, IndexedBase

from proofnotes import NotationError, Scalar
from proofnotes.expr.nodes import Dim, wrap
from proofnotes.interchange.from_sympy import BUILDERS, RELATIONS, from_sympy, relation_from_sympy
from proofnotes.interchange.sympy_functions import FUNCTIONS
from proofnotes.prover.evaluation.evaluate import evaluate_mp
from proofnotes.prover.proof import Point

x, y = sp.symbols("x y", real=True)
q = sp.Symbol("q", positive=True)
K, N = sp.symbols("K N", integer=True, positive=True)
k, n = sp.symbols("k n", integer=True)
i, j = Idx("i", (1, K)), Idx("j", (1, K))
z, v, w = IndexedBase("z"), IndexedBase("v"), IndexedBase("w", shape=(N, K))
D = sp.Dummy("k", integer=True)
TOTAL = sp.Sum(sp.exp(z[k]), (k, 1, K))

POINT = Point(
    {"K": 3, "N": 2},
    {"x": Fraction(7, 5), "y": Fraction(-2, 3), "q": Fraction(5, 2)},
    {
        "z": {(a,): Fraction(a * a, 3) for a in (1, 2, 3)},
        "w": {(a, b): Fraction(a, b) for a in (1, 2) for b in (1, 2, 3)},
    },
    {"i": 1, "j": 2},
)

SCALAR = [
    x - y / 2,
    -((x + y) ** -2),
    3 * x**3 * y / (x * x + 1),
    sp.Rational(-3, 4) * x + 5,
    0.1 * x + sp.Float("0.25"),
    sp.Float("0.12345678901234567890123", 23) * x,
    sp.sqrt(q) / x,
    1 / sp.sqrt(q),
    q ** sp.Rational(5, 3),
    q**x,
    sp.exp(-x) / (1 + sp.exp(-x)),
    sp.E + sp.pi * x,
    sp.log(q) * sp.tanh(x),
    sp.sinh(x) + sp.cosh(y),
    sp.erf(x) + sp.erfc(y),
    sp.sign(x) - sp.sign(y),
    sp.sin(x) * sp.cos(y),
    sp.Abs(y) + sp.Max(x, y, 1) + sp.Min(x, y, 1),
    sp.Piecewise((x, x > 2), (y, y < 0), (1, True)),
    sp.sign(y) + sp.diff(sp.Abs(x), x) + sp.sign(0 * x),
    sp.Heaviside(y) + sp.diff(sp.Max(0, x), x),
    sp.Heaviside(x - sp.Rational(7, 5), evaluate=False) + sp.sign(x - sp.Rational(7, 5), evaluate=False),
    sp.tan(x) + sp.cot(x) + sp.sec(y) + sp.csc(y),
    sp.coth(x) + sp.sech(y) + sp.csch(x),
    sp.asinh(y) + sp.acosh(x) + sp.atanh(y),
    sp.sinc(x) + sp.sinc(0 * x, evaluate=False) + sp.erf2(y, x),
    exp2(x) + expm1(y) + log1p(x) + log2(q) + log10(q) + Sqrt(q) + hypot(x, y) + fma(x, y, q),
    sp.log(q, 2) + sp.real_root(y, 3) + sp.cbrt(q),
    sp.Piecewise((1, (x > 0) & (y > 0)), (2, (x > 1) | (y > 1)), (3, True)),
    sp.Piecewise((1, ~((x > 0) & (y < 0))), (2, sp.Xor(x > 1, y > 1)), (3, True)),
    sp.Piecewise((1, sp.ITE(x > 0, y > 0, y < 0)), (2, x <= 2), (3, x > 2)),
    sp.Piecewise((y, x >= 0), (q, x < 0)),
    sp.Piecewise((1, sp.Contains(x, sp.Interval(0, 1))), (2, sp.Contains(x, sp.Interval(1, 2))), (3, True)),
]


def by_sympy(e: sp.Expr) -> sp.Expr:
    """SymPy's own value at the point, with sums written out."""
    values = {x: sp.Rational(7, 5), y: sp.Rational(-2, 3), q: sp.Rational(5, 2)}
    return sp.expand_func(e.subs(values)).evalf(40)


@pytest.mark.parametrize("e", SCALAR, ids=str)
def test_scalar_expressions_keep_their_value(e: sp.Expr) -> None:
    assert abs(sp.Float(str(evaluate_mp(from_sympy(e), POINT, 40)), 30) - by_sympy(e)) < 1e-14


INDEXED = [
    (sp.exp(z[i]) / TOTAL, "exp(z[i])/total(exp(z[k]), k)"),
    (TOTAL / K, "total(exp(z[k]), k)/K"),
    (sp.Derivative(sp.log(TOTAL), z[j]), "diff(log(total(exp(z[k]), k)), z[j])"),
    (sp.Derivative(sp.tanh(x), x, x), "diff(diff(tanh(x), x), x)"),
    (sp.Derivative(sp.Sum(z[k] ** 2, (k, 1, K)), z[i], evaluate=False), "diff(total(z[k]**2, k), z[i])"),
    (sp.KroneckerDelta(i, j) * z[i], "z[i]*delta(i, j)"),
    (sp.Sum(w[n, k], (k, 1, K), (n, 1, N)), "total(total(w[n, k], k), n)"),
    (sp.Product(z[k], (k, 1, K)), "product(z[k], k)"),
    (sp.Piecewise((z[i], sp.Eq(i, j)), (0, True)), "cases((z[i], i = j), 0)"),
    (w[1, i] + sp.Sum(z[k], (k, 1, K)), "w[1, i] + total(z[k], k)"),
    (sp.Limit(sp.tanh(x), x, sp.oo), "limit(tanh(x), x, '+oo')"),
    (sp.Sum(z[k], (k, 0, K - 1)), "total(z[k], k)"),
    (sp.Sum(z[k + 1], (k, 0, K - 1)) / z[1], "total(z[k], k)/z[1]"),
    (sp.Sum(z[k], (k, 0, K - 1)) / z[0], "total(z[k], k)/z[1]"),
    (sp.Sum(z[k], (k, 1, 10)) - z[5], "-z[5] + total(z[k], k)"),
    (sp.Sum(z[k], (k, 0, 9)) - z[5], "-z[6] + total(z[k], k)"),
    (z[Idx("i", K)], "z[i]"),
    (sp.Sum(z[Idx("i", K)], Idx("i", K)), "total(z[i], i)"),
    (sp.Sum(z[k], (k, 1, K)) + sp.Sum(v[k], (k, 1, N)), "total(v[k], k) + total(z[k], k)"),
    (sp.Sum(z[k], (k, 1, K)) + sp.Sum(v[k], (k, 0, N - 1)), "total(v[k], k) + total(z[k], k)"),
    (sp.KroneckerDelta(i, j, (1, K)), "delta(i, j)"),
    (sp.Piecewise((z[i], sp.Ne(i, j)), (0, True)), "cases((0, i = j), z[i])"),
    (sp.Sum(z[D], (D, 1, K)), "total(z[k], k)"),
    (sp.Sum(k * z[k], (k, 1, K)), "total(k*z[k], k)"),
    (sp.Sum(k * z[k], (k, 0, K - 1)), "total((k - 1)*z[k], k)"),
    (i * z[i], "i*z[i]"),
    (sp.Sum(z[k], (k, 1, K - 1)), "total(z[k], k, where=k <= -1 + K)"),
    (sp.Product(z[k], (k, 2, K)), "product(z[k], k, where=k >= 2)"),
    (sp.Sum(z[n], (n, 1, k), (k, 1, K)), "total(total(z[n], n, where=n <= k), k)"),
    (sp.Sum(w[1, k] * w[1, k + 1], (k, 1, K - 1)), "total(w[1, k]*w[1, 1 + k], k, where=k <= -1 + K)"),
    (sp.Sum(w[1, n - k + 1], (k, 1, n), (n, 1, K)), "total(total(w[1, 1 + n - k], k, where=k <= n), n)"),
    (w[N, K] + w[1, i], "w[1, i] + w[N, K]"),
    (sp.Sum(z[k], (k, 0, K - 1)) - z[K - 1], "-z[K] + total(z[k], k)"),
    (sp.KroneckerDelta(i, Idx("m", K)), "cases((1, i = m - 1), 0)"),
    (sp.Piecewise((x, i < j), (y, True)), "cases((x, i < j), y)"),
]


@pytest.mark.parametrize(("e", "written"), INDEXED, ids=[written for _, written in INDEXED])
def test_indexed_expressions(e: sp.Expr, written: str) -> None:
    assert str(from_sympy(e)) == written


def test_every_row_is_used() -> None:
    seen = {type(node) for e in [*SCALAR, *(e for e, _ in INDEXED)] for node in sp.preorder_traversal(e)}
    assert [kind for kind in BUILDERS if not any(issubclass(each, kind) for each in seen)] == []
    assert FUNCTIONS.keys() - seen == set()


def test_assumptions() -> None:
    assert from_sympy(q) == Scalar("q", positive=True)
    assert from_sympy(sp.Symbol("x")) == from_sympy(x) == Scalar("x")
    assert from_sympy(K) == Dim("K")


def test_a_free_index_takes_its_dimension_from_a_sum_over_the_same_axis() -> None:
    e = sp.exp(z[n]) / TOTAL
    assert str(from_sympy(e)) == "exp(z[n])/total(exp(z[k]), k)"


@pytest.mark.parametrize("sign", RELATIONS.values())
def test_relations(sign: str) -> None:
    kind = next(kind for kind, written in RELATIONS.items() if written == sign)
    found = relation_from_sympy(kind(x, y, evaluate=False))
    assert (str(found.left), found.sign, str(found.right)) == ("x", sign, "y")


def test_arithmetic_with_our_own_expressions() -> None:
    assert str(Scalar("a") * wrap(sp.exp(x))) == "a*exp(x)"


REFUSED = {
    "imaginary unit": (sp.I * x, "analysis of real numbers"),
    "complex symbol": (sp.Symbol("u", real=False), "u"),
    "infinity": (x + sp.oo * sp.Symbol("u"), "infinity is none"),
    "complex infinity": (sp.zoo * x, "infinity is none"),
    "not a number": (sp.nan, "no value"),
    "unknown function": (sp.Function("f")(x), "f(x)"),
    "gamma function": (sp.gamma(x) + 1, "gamma(x)"),
    "integral": (sp.Integral(x, x), "Integral(x, x)"),
    "nonnegative": (sp.Symbol("u", nonnegative=True), "assumption as a hypothesis"),
    "integer": (sp.Symbol("u", integer=True), "positive integer one for a dimension"),
    "no shape": (IndexedBase("v")[k], "known shape"),
    "sum to one more": (sp.Sum(z[k], (k, 0, K)), "a range inside 1 … K or 0 … K - 1"),
    "sum that may be reversed": (sp.Product(z[k], (k, 3, K)), "may be less than nothing"),
    "sum to a square": (sp.Sum(x, (n, 1, k**2), (k, 1, K)), "a sum of indices and numbers"),
    "sum to itself": (sp.Sum(x, (k, 1, k), (k, 1, K)), "do not depend on k itself"),
    "place that may lie outside": (sp.Sum(w[1, k] * w[1, k - 1], (k, 1, K)), "one first number for axis 2 of w"),
    "place behind the last": (sp.Sum(z[k], (k, 0, K - 1)) - z[K], "a place inside the axis"),
    "place in another dimension": (w[K, 1], "a place inside the axis"),
    "place before the first of all": (sp.Sum(w[1, 2 * k], (k, 1, K)), "a place inside the axis"),
    "delta in a range": (sp.KroneckerDelta(i, j, (0, K)), "as long as a dimension"),
    "delta in another range": (sp.KroneckerDelta(i, j, (0, K - 1)), "over all that its indices run over"),
    "from 0 and from 1": (sp.Sum(z[k], (k, 1, K)) + sp.Sum(z[n], (n, 0, K - 1)), "one first number for axis 1 of z"),
    "place before the first": (sp.Sum(z[k], (k, 1, K)) + z[0], "not below 1"),
    "maybe no dimension": (sp.Sum(z[k], (k, 1, sp.Symbol("m", integer=True))), "positive=True"),
    "prime dimension": (sp.Symbol("u", prime=True), "any positive integer"),
    "rational": (sp.Symbol("u", rational=True), "rational for SymPy"),
    "integer entries": (IndexedBase("u", shape=(K,), integer=True)[i], "integer"),
    "positive entries": (IndexedBase("u", shape=(K,), positive=True)[i], "as a hypothesis"),
    "said to be complex": (sp.Symbol("u", complex=True), "complex"),
    "complex derivative": (sp.diff(sp.Abs(sp.Symbol("u")), sp.Symbol("u")), "real=True"),
    "delta function": (sp.DiracDelta(x), "jump"),
    "value put in": (sp.Subs(sp.exp(x), x, 1), "doit"),
    "derivative by a dimension": (sp.Derivative(K * x, K), "by a real Symbol"),
    "shifted index": (sp.Sum(w[1, k + 1], (k, 1, K)), "places inside axis 2 of w"),
    "two dimensions": (sp.Sum(z[k], (k, 1, K)) + sp.Sum(z[n], (n, 1, N)), "one dimension for axis 1 of z"),
    "incomplete": (sp.Piecewise((x, x > 0)), "a last branch"),
    "symbolic order": (sp.Derivative(sp.exp(x), (x, K)), "a known order"),
    "matrix": (sp.eye(2), "expected an expression"),
    "string": ("x + 1", "'x + 1'"),
    "boolean": (True, "True"),
    "none": (None, "None"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused(name: str) -> None:
    value, quoted = REFUSED[name]
    with pytest.raises(NotationError) as error:
        wrap(value)
    assert quoted in str(error.value)


@pytest.mark.parametrize("value", [sp.true, x, "x > 0", (x > 0) & (y > 0)])
def test_other_statements_are_refused(value: object) -> None:
    with pytest.raises(NotationError):
        relation_from_sympy(value)
