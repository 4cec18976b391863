"""Derivatives by infinitesimals: against finite differences at 60 digits and against hand-written ones."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from flint import arb, fmpq

from proofnotes import (
    Abs,
    Dim,
    Max,
    Rational,
    Scalar,
    Tensor,
    cases,
    cos,
    diff,
    erf,
    exp,
    let,
    let_scalar,
    log,
    product,
    sin,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.calculus import carry_out
from proofnotes.expr.nodes import Expr
from proofnotes.prover.evaluation.evaluate import evaluate, evaluate_mp, values
from proofnotes.prover.proof import Point
from proofnotes.statements.statement import Definition

K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
x, y = Scalar("x"), Scalar("y")
z, g = Tensor("z", K), Tensor("g", K)
u = Tensor("u", N, K)
h = Tensor("h", 2 * K)

VALUES = {(1,): Fraction(2), (2,): Fraction(-1), (3,): Fraction(1, 2)}
MATRIX = {(a, b): Fraction(a * a - 3 * b, b + 1) for a in (1, 2) for b in (1, 2, 3)}


def point(**given: int | str | Fraction) -> Point:
    """K = 3, N = 2, i = 1, j = k = 2, n = 1, m = 2."""
    scalars = {name: Fraction(value) for name, value in {"x": "2/3", "y": 3, **given}.items()}
    tensors = {"z": dict(VALUES), "g": dict(VALUES), "u": MATRIX, "h": {(a,): Fraction(a, 3) for a in range(1, 7)}}
    return Point({"K": 3, "N": 2}, scalars, tensors, {"i": 1, "j": 2, "k": 2, "n": 1, "m": 2})


def exactly(e: Expr, where: Point) -> Fraction:
    """The value of an expression that is rational there."""
    (found,) = values((e,), where)
    assert isinstance(found, fmpq)
    return Fraction(int(found.p), int(found.q))


SMOOTH: dict[str, Callable[[Expr], Expr]] = {
    "exp": exp,
    "log": log,
    "sqrt": sqrt,
    "tanh": tanh,
    "erf": erf,
    "sin": sin,
    "cos": cos,
    "abs": lambda v: Abs(v - 5),
    "max": lambda v: Max(v, v * v, 1 - v),
    "reciprocal": lambda v: 1 / v,
    "power": lambda v: v**7,
    "negative power": lambda v: v**-3,
    "rational power": lambda v: v ** Rational(5, 3),
    "variable exponent": lambda v: v**v,
    "exponential": lambda v: 3**v,
    "cases": lambda v: cases((v**3, v > 10), (tanh(v) * v, v > 0), v),
    "composition": lambda v: exp(-v * v) / (1 + sqrt(log(2 + v)) * erf(tanh(v))),
}


def test_every_function_is_tried() -> None:
    from proofnotes.prover.evaluation.series import FUNCTIONS

    assert set(FUNCTIONS) <= set(SMOOTH)


def difference(f: Callable[[mpmath.mpf], mpmath.mpf], at: Fraction, order: int) -> mpmath.mpf:
    """A central difference with a step of 10⁻³⁰, its error about 10⁻⁵⁵."""
    step = mpmath.mpf(10) ** -30
    where = mpmath.mpf(at.numerator) / at.denominator
    around = [f(where + (mpmath.mpf(order) / 2 - r) * step) for r in range(order + 1)]
    return sum((-1) ** r * mpmath.binomial(order, r) * value for r, value in enumerate(around)) / step**order


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("name", SMOOTH)
def test_against_finite_differences(name: str, order: int) -> None:
    e = SMOOTH[name](x)

    def f(v: mpmath.mpf) -> mpmath.mpf:
        shifted = Fraction(int(mpmath.nint(v * 10**40)), 10**40)
        return evaluate_mp(e, point(x=shifted), digits=180)

    with mpmath.workdps(180):
        wanted = difference(f, Fraction(2, 3), order)
        found = evaluate_mp(diff(e, *[x] * order), point(), digits=60)
        assert abs(found - wanted) <= mpmath.mpf(10) ** -20 * (1 + abs(wanted))


def test_the_bound_index_does_not_capture_the_variable() -> None:
    assert evaluate(diff(total(z[k] ** 2, k), z[k]), point()) == -2
    assert evaluate(diff(total(z[k] ** 2, k), z[i]), point()) == 4
    assert evaluate(total(diff(total(z[k] ** 2, k), z[k]), k), point()) == 3


def test_rational_derivatives_are_exact() -> None:
    total_cubed = Fraction(2, 3) + 8 - 1 + Fraction(1, 8)
    wanted = -1 / total_cubed**2 + 2 * (-1) * 3 / total_cubed**3
    assert exactly(diff(z[j] / (x + total(z[k] ** 3, k)), x, z[j]), point()) == wanted


SOFTMAX = Definition("softmax", exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))


def test_mixed_second_derivatives_of_softmax() -> None:
    def value(first: mpmath.mpf, second: mpmath.mpf) -> mpmath.mpf:
        scores = [2 + first, -1 + second, mpmath.mpf(1) / 2]
        return mpmath.exp(scores[0]) / sum(map(mpmath.exp, scores))

    with mpmath.workdps(100):
        s = mpmath.mpf(10) ** -20
        wanted = (value(s, s) - value(s, -s) - value(-s, s) + value(-s, -s)) / (4 * s * s)
        assert abs(evaluate_mp(diff(SOFTMAX.of(z)[i], z[i], z[j]), point()) - wanted) < mpmath.mpf(10) ** -35
        twice = (value(s, 0) - 2 * value(0, 0) + value(-s, 0)) / (s * s)
        assert abs(evaluate_mp(diff(SOFTMAX.of(z)[i], z[i], z[i]), point()) - twice) < mpmath.mpf(10) ** -35


MEAN = let("mean", total(u[n, k], k) / K, n)
SPREAD = let("spread", total((u[n, k] - MEAN[n]) ** 2, k) / K, n)
SCALED = let("scaled", (u[n, k] - MEAN[n]) / sqrt(SPREAD[n] + 1), n, k)


def test_nested_names_against_the_symbolic_engine() -> None:
    for e in (
        diff(SCALED[n, i], u[n, j]),
        diff(SCALED[n, i], u[m, j]),
        total(g[k] * diff(SCALED[n, k], u[n, j]), k),
        diff(SCALED[n, i], u[n, j], u[n, k]),
        diff(total(exp(SCALED[n, k]) * MEAN[m], n, k), u[m, i]),
    ):
        assert evaluate(e, point()).overlaps(evaluate(carry_out(e), point()))
    assert evaluate(diff(SCALED[n, i], u[m, j]), point()) == 0


def test_by_a_named_quantity() -> None:
    y_hat = let_scalar("y_hat", 1 / (1 + exp(-x)))
    loss = y * log(y_hat) + x * y_hat
    assert evaluate(diff(loss, y_hat) - (y / y_hat + x), point()).contains(0)
    assert evaluate(diff(loss, y_hat, y_hat) + y / y_hat**2, point()).contains(0)
    whole = diff(loss, y_hat) * diff(y_hat, x) + y_hat
    assert evaluate(diff(loss, x) - whole, point()).contains(0)
    assert evaluate(diff(diff(loss, y_hat), x) - (1 - y / y_hat**2 * diff(y_hat, x)), point()).contains(0)


def test_by_an_entry_of_a_named_quantity_inside_another() -> None:
    assert evaluate(diff(SPREAD[n], MEAN[n]), point()).contains(0)
    assert evaluate(diff(SPREAD[n], MEAN[m]), point()) == 0
    assert evaluate(diff(SCALED[n, i], SPREAD[n]) + SCALED[n, i] / (2 * (SPREAD[n] + 1)), point()).contains(0)
    assert evaluate(diff(total(SCALED[n, k] ** 2, k), SCALED[n, i]) - 2 * SCALED[n, i], point()).contains(0)


def test_by_a_quantity_with_the_same_arguments_only() -> None:
    square = Definition("square", x**2 + 1, inputs=(x,))
    e = square(y) * square(2 * y) + square(x)
    assert evaluate(diff(e, square(y)), point()) == 37
    assert evaluate(diff(e, square(2 * y)), point()) == 10
    assert evaluate(diff(e, square(x)), point()) == 1
    assert evaluate(diff(SOFTMAX.of(lambda a: 2 * z[a])[i] ** 2, SOFTMAX.of(lambda b: 2 * z[b])[i]), point()) > 1


def test_arguments_inside_arguments_are_compared_without_the_names_of_indices() -> None:
    def twice() -> Expr:
        return SOFTMAX.of(lambda a: SOFTMAX.of(lambda b: z[b] * z[a])[a])[i]

    assert evaluate(diff(twice() ** 2, twice()) - 2 * twice(), point()).contains(0)


def test_the_variable_inside_a_definition_is_its_own() -> None:
    """∂f(a(x))/∂x follows the argument; the x of the definition is another x."""
    square = Definition("square", x**2 + y * x, inputs=(x,))
    assert exactly(diff(square(3 * x), x), point()) == 21
    slope = Definition("slope", diff(x**3 * y, x), inputs=(x,))
    assert evaluate(slope(y), point()) == 81
    assert evaluate(diff(slope(x * x), x), point()).overlaps(evaluate(3 * 4 * x**3 * y, point()))


def test_a_name_that_mentions_the_input_is_another_name_inside() -> None:
    """Inside f(2x), the quantity q = x² is (2x)²; ∂/∂q of it outside does not reach in."""
    q = let_scalar("q", x**2)
    f = Definition("f", q * x, inputs=(x,))
    assert evaluate(f(2 * y), point()) == 216
    assert evaluate(diff(f(2 * x), q), point()) == 0
    assert evaluate(diff(q * x, q), point()).overlaps(evaluate(x, point()))


def test_stacked_dimensions() -> None:
    gate = total(h[k] * h[K + k] ** 2, k)
    assert exactly(diff(gate, h[i]), point()) == Fraction(16, 9)
    assert evaluate(diff(gate, h[K + i]), point()).overlaps(evaluate(2 * h[i] * h[K + i], point()))
    assert evaluate(diff(gate, h[i], h[K + i]) - 2 * h[K + i], point()) == 0
    assert evaluate(diff(gate, h[i], h[K + j]), point()) == 0


def test_products() -> None:
    assert exactly(diff(product(z[k], k), z[i]), point()) == Fraction(-1, 2)
    assert exactly(diff(product(z[k] - 2, k), z[i]), point()) == Fraction(9, 2)
    assert exactly(diff(product(z[k] - 2, k), z[i], z[i]), point()) == 0


def test_tails_keep_their_accuracy() -> None:
    with mpmath.workdps(60):
        assert abs(evaluate_mp(diff(tanh(x), x), point(x=40)) / mpmath.sech(40) ** 2 - 1) < mpmath.mpf(10) ** -48
        wanted = 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-400)
        assert abs(evaluate_mp(diff(erf(x), x), point(x=20)) / wanted - 1) < mpmath.mpf(10) ** -48


def test_derivatives_of_high_order() -> None:
    assert evaluate(diff(exp(2 * x), *[x] * 12), point(x=0)).overlaps(arb(4096))
    assert evaluate(diff(x**12, *[x] * 12), point()) == 479001600
