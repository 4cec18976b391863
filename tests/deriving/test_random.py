"""Derivatives of random expressions, held against differences of values that nothing of ours has computed."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from random import Random

import mpmath
import pytest

from proofnotes import Expr, Scalar, derive, exp, log, simplify, sqrt, tanh
from proofnotes.expr.nodes import Add, Apply, Div, Mul, Neg, Number, Pow

x, a = Scalar("x"), Scalar("a")
POINTS = [(0.3, 1.7), (-1.1, 0.4), (2.2, -0.6)]
COUNT = 40
FUNCTIONS: dict[str, Callable[..., object]] = {
    "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "tanh": mpmath.tanh,
}  # fmt: skip


def value(e: Expr, given: dict[str, object]) -> object:
    """What an expression comes to, by mpmath."""
    match e:
        case Number(number, _):
            return mpmath.mpf(number.numerator) / number.denominator
        case Scalar(name):
            return given[name]
        case Add(terms):
            return sum(value(term, given) for term in terms)
        case Mul(factors, _):
            return reduce(operator.mul, (value(factor, given) for factor in factors))
        case Neg(arg):
            return -value(arg, given)
        case Div(num, den):
            return value(num, given) / value(den, given)
        case Pow(base, exponent):
            return value(base, given) ** value(exponent, given)
        case Apply(fn, (arg,)):
            return FUNCTIONS[fn](value(arg, given))
    raise TypeError(str(e))


def random_expression(rng: Random, depth: int) -> Expr:
    """Defined everywhere: logarithms and roots are of numbers above 1."""
    if depth == 0:
        return rng.choice((x, x, a, x + 1, 2 * x))
    u, v = random_expression(rng, depth - 1), random_expression(rng, depth - 1)
    made = (
        u + v,
        u * v,
        u - v,
        u**2,
        tanh(u),
        exp(-(u**2)),
        log(1 + u**2),
        sqrt(1 + u**2),
        v / (1 + u**2),
        1 / (1 + exp(u)),
    )
    return rng.choice(made)


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_derivative_is_the_slope(seed: int) -> None:
    e = random_expression(Random(seed), 2)
    found = derive(e, x)
    assert found.found
    assert found.conditions == ()
    with mpmath.workdps(40):
        for at_x, at_a in POINTS:
            slope = mpmath.diff(lambda number, at_a=at_a: value(e, {"x": number, "a": mpmath.mpf(at_a)}), at_x)
            ours = value(found.expr, {"x": mpmath.mpf(at_x), "a": mpmath.mpf(at_a)})
            assert mpmath.almosteq(slope, ours, 1e-12, 1e-12), (e, found.expr)


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_simple_form_has_the_same_values(seed: int) -> None:
    e = random_expression(Random(1000 + seed), 3)
    found = simplify(e)
    with mpmath.workdps(40):
        for at_x, at_a in POINTS:
            given = {"x": mpmath.mpf(at_x), "a": mpmath.mpf(at_a)}
            assert mpmath.almosteq(value(e, given), value(found.expr, given), 1e-12, 1e-12), (e, found.expr)
