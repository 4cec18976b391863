"""Random inequalities in one variable, with what they are checked against: exact evaluation at many points."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from proofnotes import (
    Abs,
    Expr,
    Max,
    Ne,
    Relation,
    Scalar,
    cases,
    cos,
    erf,
    exp,
    log,
    sin,
    sqrt,
    tanh,
)
from proofnotes.expr.nodes import wrap

X = Scalar("x")
Draw = st.DrawFn

NUMBERS = st.sampled_from([Fraction(n, d) for n in (-3, -2, -1, 1, 2, 3) for d in (1, 2)])


@st.composite
def functions(draw: Draw, depth: int = 3) -> Expr:
    """A function of x of at most this depth, not everywhere defined."""
    if depth == 0:
        return draw(st.sampled_from([X, X, X, wrap(draw(NUMBERS))]))
    one, two = functions(depth=depth - 1), functions(depth=depth - 1)
    kind = draw(st.sampled_from(sorted(COMPOSED)))
    return COMPOSED[kind](draw(one), draw(two), draw(NUMBERS))


COMPOSED = {
    "add": lambda f, g, c: f + g,
    "add a number": lambda f, g, c: f + wrap(c),
    "subtract": lambda f, g, c: f - g,
    "multiply": lambda f, g, c: f * g,
    "scale": lambda f, g, c: wrap(c) * f,
    "divide": lambda f, g, c: f / g,
    "square": lambda f, g, c: f**2,
    "reciprocal": lambda f, g, c: 1 / (1 + f**2),
    "fractional": lambda f, g, c: (f**2) ** wrap(abs(c) / 2),
    "negative power": lambda f, g, c: f ** wrap(-2),
    "exp": lambda f, g, c: exp(f),
    "bell": lambda f, g, c: exp(-(f**2)),
    "log": lambda f, g, c: log(f),
    "softplus": lambda f, g, c: log(1 + exp(f)),
    "sqrt": lambda f, g, c: sqrt(f),
    "hypotenuse": lambda f, g, c: sqrt(f**2 + 1),
    "tanh": lambda f, g, c: tanh(f),
    "erf": lambda f, g, c: erf(f),
    "sin": lambda f, g, c: sin(f),
    "cos": lambda f, g, c: cos(f),
    "abs": lambda f, g, c: Abs(f),
    "max": lambda f, g, c: Max(f, g),
    "cases": lambda f, g, c: cases((f, X > wrap(c)), g),
}


@st.composite
def hypotheses(draw: Draw) -> list[Relation]:
    """Bounds of x, open, closed and with a gap."""
    a, b = sorted(draw(st.lists(st.integers(-3, 3), min_size=2, max_size=2, unique=True)))
    below, above = draw(st.sampled_from([[], [X > a], [X >= a]])), draw(st.sampled_from([[], [X < b], [X <= b]]))
    gap = draw(st.sampled_from([[], [], [Ne(X, a)], [Ne(X, 0)]]))
    return [*below, *above, *gap]


@st.composite
def inequalities(draw: Draw) -> tuple[Relation, list[Relation]]:
    """A random function against a number, itself or another one, under random bounds."""
    f = draw(functions())
    other = draw(st.sampled_from([wrap(0), wrap(draw(NUMBERS)), draw(functions(depth=1))]))
    sign = draw(st.sampled_from(["<", "<=", ">", ">="]))
    return Relation(f, sign, other), draw(hypotheses())


POINTS = sorted(
    {Fraction(n, d) for d in (1, 2, 3, 7) for n in range(-40, 41)}
    | {Fraction(s * n) for n in (15, 20, 50, 100, 300, 1000, 10**4) for s in (1, -1)}
    | {c + s * Fraction(1, 10**e) for c in range(-3, 4) for e in (1, 2, 3, 5, 8) for s in (1, -1)}
)
"""Dense near the origin, closer and closer to every whole number, and far out."""
