"""Exact means: a law is replaced by one on a few points that has the same moments, as far as the body looks at them.

Gauss's quadrature: n points give every polynomial of degree below 2n its exact mean, and how high a power of a variable
a body is can be read off its tree.  No formula for a moment is used.  What is no polynomial has an exact mean here only
where the law has finitely many values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import factorial
from typing import Any

import flint
from flint import arb, fmpq, fmpq_poly

from ...expr.nodes import (
    Add,
    Apply,
    Diff,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Lambda,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Quantity,
    Scalar,
    Sum,
    children,
    wrap,
)
from .frames import Positions, input_key, mentions
from .jets import ONE, ZERO, DomainError, Value, head, sign
from .series import FUNCTIONS

MOST_POINTS = 4096
"""The points of the law of a whole array; with more its mean is not worked out."""

MOST_POWER = 12
"""The power of a variable up to which means are worked out."""

Weighted = tuple[Value, Value]
"""A point of a law, and its weight."""


@lru_cache(maxsize=1 << 12)
def degree(e: Expr, key: str) -> int:
    """A bound for the power of each entry of the variable of this key.  DomainError for what is no polynomial in it."""
    if key not in mentions(e):
        return 0
    match e:
        case Scalar() | Entry():
            return 1
        case Add() | Neg() | Group() | Sum():
            return max(degree(child, key) for child in children(e))
        case Mul(factors, _):
            return sum(degree(factor, key) for factor in factors)
        case Div(num, den) if key not in mentions(den):
            return degree(num, key)
        case Pow(base, Number(value, _)) if value.denominator == 1 and 0 <= value <= MOST_POWER:
            return int(value) * degree(base, key)
        case Named(quantity, _, arguments):
            return _degree_of_named(quantity, arguments, key)
        case Diff(body, _):
            return degree(body, key)
        case Expectation(body, _, _, parameters) if not any(
            key in mentions(each.body if isinstance(each, Lambda) else each) for each in parameters
        ):
            return degree(body, key)
    raise DomainError(f"{e} is no polynomial in {key.removesuffix('[]')}: its mean is not worked out")


def _degree_of_named(quantity: Quantity, arguments: tuple[Expr | Lambda, ...], key: str) -> int:
    """That of the body, and of each argument as often as the body has it as a factor."""
    given = {input_key(each): argument for each, argument in zip(quantity.inputs, arguments, strict=False)}
    found = 0 if key in given else degree(quantity.body, key)
    for name, argument in given.items():
        inside = argument.body if isinstance(argument, Lambda) else argument
        if key in mentions(inside):
            found += degree(quantity.body, name) * degree(inside, key)
    return found


def in_terms(e: Expr, key: str) -> list[tuple[Expr, Expr | None]]:
    """The tree as a sum of f e^u, with u where it is of the first power in the variable: f is told apart from u."""
    match e:
        case Apply("exp", (arg,)) if key in mentions(arg) and _linear(arg, key):
            return [(wrap(1), arg)]
        case Add(terms):
            return [found for term in terms for found in in_terms(term, key)]
        case Neg(arg):
            return [(Neg(factor), power) for factor, power in in_terms(arg, key)]
        case Group(arg, _):
            return in_terms(arg, key)
        case Mul(factors, _):
            found: list[tuple[Expr, Expr | None]] = [(wrap(1), None)]
            for each in factors:
                parts = in_terms(each, key)
                found = [(Mul((f, g)), _sum(u, v)) for f, u in found for g, v in parts]
            return found
        case Div(num, den) if key not in mentions(den):
            return [(Div(factor, den), power) for factor, power in in_terms(num, key)]
        case Named(quantity, _, ()) if key in mentions(e):
            return in_terms(quantity.body, key) if not quantity.indices else [(e, None)]
    return [(e, None)]


def _linear(e: Expr, key: str) -> bool:
    try:
        return degree(e, key) == 1  # factors count together, so of different entries, too
    except DomainError:
        return False


def _sum(left: Expr | None, right: Expr | None) -> Expr | None:
    return right if left is None else left if right is None else Add((left, right))


@lru_cache(maxsize=256)
def _normal(count: int, bits: int) -> tuple[Weighted, ...]:
    """The zeros of Hermite's polynomial He_n, with weights n!/(n He_{n−1})²."""
    before, here, x = fmpq_poly([0]), fmpq_poly([1]), fmpq_poly([0, 1])
    for n in range(count):
        before, here = here, x * here - n * before
    found: Any = here.complex_roots()  # pairs of a root and its multiplicity, which FLINT's types do not say
    nodes = [root.real for root, _ in found]
    return tuple((node, factorial(count) / (count * _at(before, node)) ** 2) for node in nodes)


@lru_cache(maxsize=256)
def _uniform(count: int, bits: int) -> tuple[Weighted, ...]:
    """The zeros of Legendre's polynomial, between 0 and 1."""
    pairs = (arb.legendre_p_root(count, place, weight=True) for place in range(count))
    return tuple(((1 + node) / 2, weight / 2) for node, weight in pairs)


def _at(poly: fmpq_poly, x: fmpq | arb) -> fmpq | arb:
    value: fmpq | arb = ZERO
    for c in reversed(poly.coeffs()):
        value = value * x + c
    return value


def _quadrature(
    rule: Callable[[int, int], tuple[Weighted, ...]], image: Callable[[Value, Value, Value], Value]
) -> Callable[[list[Value], Callable[[], int]], list[Weighted]]:
    def found(parameters: list[Value], power: Callable[[], int]) -> list[Weighted]:
        first, second = parameters
        nodes = rule(power() // 2 + 1, flint.ctx.prec)
        return [(image(node, first, second), weight) for node, weight in nodes]

    return found


def _two_values(parameters: list[Value], power: Callable[[], int]) -> list[Weighted]:
    (p,) = parameters
    for side in (head(p), 1 - head(p)):
        if sign(side) not in (0, 1):
            raise DomainError("a probability is between 0 and 1", sign(side) == -1)
    return [(ZERO, ONE + -p), (ONE, p)]


POINTS: dict[str, Callable[[list[Value], Callable[[], int]], list[Weighted]]] = {
    "normal": _quadrature(_normal, lambda u, mean, deviation: mean + deviation * u),
    "uniform": _quadrature(_uniform, lambda u, low, high: low + (high + -low) * u),
    "bernoulli": _two_values,
}
"""By law: points with weights for these parameters; how high a power matters is asked for only where it does."""


def in_every_way(choices: list[list[Weighted]]) -> Iterator[tuple[tuple[Weighted, ...], Value]]:
    """A point for each entry of an array, in every way, with the weight of all of them."""
    total = 1
    for each in choices:
        total *= len(each)
        if total > MOST_POINTS:
            raise DomainError(f"the law has more than {MOST_POINTS} points: its mean is not worked out")
    for chosen in product(*choices):
        weight: Value = ONE
        for _, each_weight in chosen:
            weight = weight * each_weight
        yield chosen, weight


Law = Mapping[Positions, list[Value]]
"""Mean and deviation of each entry of an array."""


def tilted(power: Callable[[Mapping[Positions, Value]], Value], law: Law) -> tuple[Value, Law]:
    """What e^u makes of Gaussian entries: a factor, and Gaussian entries with other means, for u linear in them.

    In u = α + Σ β ξ with standard entries ξ the square is completed: e^u times the density is e^{α + Σ β²/2} times that
    of ξ − β.
    """
    means = {place: mean for place, (mean, _) in law.items()}
    constant = power(means)
    exponent, shifted = constant, {}
    for place, (mean, deviation) in law.items():
        slope = power({**means, place: mean + deviation}) + -constant
        exponent = exponent + slope * slope * fmpq(1, 2)
        shifted[place] = [mean + deviation * slope, deviation]
    return FUNCTIONS["exp"]([exponent]), shifted
