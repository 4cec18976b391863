"""Random hypotheses that some point satisfies: they are made from the values at a hidden one."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import mpmath

from proofnotes import Dim, Expr, Relation, Scalar, Tensor, exp, log, sqrt, tanh, total
from proofnotes.expr.nodes import wrap
from proofnotes.prover.proof import Point

from .plain_values import value

K = Dim("K")
i, j, k = K.indices("i j k")
x, y = Scalar("x"), Scalar("y")
z, w, S = Tensor("z", K), Tensor("w", K), Tensor("S", K, K)


def hidden(rng: Random) -> Point:
    """Any numbers, of dimension 1 to 4."""
    size = rng.randint(1, 4)
    places = range(1, size + 1)

    def number() -> Fraction:
        return Fraction(rng.choice((1, -1)) * rng.randint(0, 40), rng.choice((1, 2, 4, 10)))

    return Point(
        {"K": size},
        {"x": number(), "y": number()},
        {
            "z": {(n,): number() for n in places},
            "w": {(n,): number() for n in places},
            "S": {(n, m): number() for n in places for m in places},
        },
    )


def measure(rng: Random) -> Expr:
    """An expression without free indices."""
    options = (
        x, y, x + y, x * y, x - 2 * y, x**2, x**2 + y**2, exp(x / 10), log(1 + x**2), tanh(x - y), sqrt(y**2 + 1),
        total(z[k], k), total(z[k] * w[k], k), total(z[k] ** 2, k), total(exp(z[k] / 20), k), total(S[k, k], k),
        total(S[k, j] * z[j], k, j), total(w[k], k) - x, x * total(z[k], k), total(exp(w[k] / 20) * z[k], k),
    )  # fmt: skip
    return rng.choice(options)


def hypotheses(rng: Random, point: Point) -> list[Relation]:
    """One to four relations that hold there, about different expressions."""
    made: dict[Expr, Relation] = {}
    for _ in range(rng.randint(1, 4)):
        e = measure(rng)
        with mpmath.workdps(60):
            here = value(e, point, {})
        made[e] = relation(e, here, rng)
    return [*made.values(), *([K >= point.sizes["K"]] if rng.randrange(3) == 0 else [])]


def relation(e: Expr, here: mpmath.mpf, rng: Random) -> Relation:
    """An inequality that is sharp or not; an equation where the value is a short decimal."""
    rounded = Fraction(round(here * 1000), 1000)
    slack = Fraction(rng.choice((1, 2, 5)), rng.choice((1, 10, 100)))
    exact = abs(here - mpmath.mpf(rounded.numerator) / rounded.denominator) < mpmath.mpf(10) ** -50
    sign = rng.choice(("<", "<=", ">", ">=", "=" if exact else ">", "!="))
    shift = {"<": slack, "<=": slack, ">": -slack, ">=": -slack, "=": Fraction(0), "!=": slack}[sign]
    return Relation(e, sign, wrap(rounded + shift))
