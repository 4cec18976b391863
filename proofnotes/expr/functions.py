"""The elementary functions: one row each, with everything that the calculus needs to know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .nodes import Apply, Constant, Div, Expr, Mul, Neg, Pow, wrap

ONE, TWO = wrap(1), wrap(2)


def _exp(x: Expr) -> Expr:
    return Apply("exp", (x,))


@dataclass(frozen=True)
class Elementary:
    """A smooth function of one variable: its derivative, and where it is defined and differentiable."""

    name: str
    derivative: Callable[[Expr], Expr]
    defined: str = "everywhere"  # or "positive", "nonnegative": what the argument has to be
    smooth: str = "everywhere"  # the same, for the derivative


ROWS = (
    Elementary("exp", _exp),
    Elementary("log", lambda x: Div(ONE, x), "positive", "positive"),
    Elementary("sqrt", lambda x: Div(ONE, Mul((TWO, Apply("sqrt", (x,))))), "nonnegative", "positive"),
    Elementary("tanh", lambda x: ONE - Pow(Apply("tanh", (x,)), TWO)),
    Elementary("erf", lambda x: Div(TWO, Apply("sqrt", (Constant("pi"),))) * _exp(Neg(Pow(x, TWO)))),
)

TABLE: dict[str, Elementary] = {row.name: row for row in ROWS}

KINKED = ("abs", "max")
"""Functions with a kink: the prover splits cases, and a derivative needs the argument off the kink."""

ZERO = wrap(0)
