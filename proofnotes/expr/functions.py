"""The elementary functions: one row each, with everything that the calculus needs to know of it.

A function with a row here can be written, printed, differentiated and exchanged with SymPy.  What does not follow from
a row is asked for by `tests/expr/test_functions.py`, which names the tables that have no entry for a function.
"""

from __future__ import annotations

from typing import Any

from .elementary import Between, Defined, Elementary, OfMany, Style, defined
from .errors import NotationError
from .indices import Index
from .nodes import Eq, Expr, Neg, Operand, wrap
from .notation import cases, pi

POSITIVE, NONNEGATIVE, WITHIN_1 = Between(0, reached=False), Between(0), Between(-1, 1, reached=False)

exp: Elementary = Elementary(
    "exp", "eˣ.", lambda x: exp(x), "", POSITIVE, increasing=True, style=Style.EXPONENT, latex="e"
)
log: Elementary = Elementary(
    "log", "The natural logarithm, of a positive number.", lambda x: 1 / x,
    increasing=True, defined="positive", smooth="positive", style=Style.BARE,
)  # fmt: skip
sqrt: Elementary = Elementary(
    "sqrt", "√x, of a nonnegative number.", lambda x: 1 / (2 * sqrt(x)), "", NONNEGATIVE,
    increasing=True, defined="nonnegative", smooth="positive", style=Style.ROOT,
)  # fmt: skip
tanh: Elementary = Elementary(
    "tanh", "The hyperbolic tangent.", lambda x: 1 - tanh(x) ** 2, "odd", WITHIN_1, increasing=True
)
erf: Elementary = Elementary(
    "erf", "(2/√π) ∫₀ˣ e^{−t²} dt.", lambda x: 2 / sqrt(pi) * exp(-(x**2)), "odd", WITHIN_1,
    increasing=True, latex=r"\text{erf}", numpy="rt.erf",
)  # fmt: skip
sin: Elementary = Elementary("sin", "The sine.", lambda x: cos(x), "odd", Between(-1, 1))
cos: Elementary = Elementary("cos", "The cosine.", lambda x: -sin(x), "even", Between(-1, 1))

Abs: Elementary = Elementary("abs", "∣x∣.", None, "even", NONNEGATIVE, style=Style.BARS, sympy="Abs")
Max: OfMany = OfMany(
    "max",
    "The largest of its arguments; Max(z[k], k) is the largest over the whole range of an index.",
    sympy="Max",
    numpy="np.maximum",
)


def _least(*given: Operand | Index) -> Expr:
    """−max_k (−z_k)."""
    return Neg(Max(*(each if isinstance(each, Index) else Neg(wrap(each)) for each in given)))


@defined(r"\min", sympy="Min", name="min", over=_least)
def Min(*args: Operand | Index) -> Expr:  # noqa: N802 - SymPy's name
    """The smallest of its arguments; Min(z[k], k) is the smallest over the whole range of an index."""
    return -Max(*(-wrap(each) for each in args))


@defined()
def clip(x: Operand, low: Operand, high: Operand) -> Expr:
    """x, but not below low and not above high."""
    return Min(Max(x, low), high)


@defined(sympy="sign")
def sign(x: Operand) -> Expr:
    """1, −1 or 0: the sign of x."""
    return cases((1, wrap(x) > 0), (-1, wrap(x) < 0), 0)


@defined(r"\sinh", sympy="sinh")
def sinh(x: Operand) -> Expr:
    """The hyperbolic sine."""
    return (exp(x) - exp(-wrap(x))) / 2


@defined(r"\cosh", sympy="cosh")
def cosh(x: Operand) -> Expr:
    """The hyperbolic cosine."""
    return (exp(x) + exp(-wrap(x))) / 2


@defined()
def log1p(x: Operand) -> Expr:
    """log(1 + x), of a number above −1; kernels are accurate near 0."""
    return log(1 + wrap(x))


@defined()
def expm1(x: Operand) -> Expr:
    """eˣ − 1; kernels are accurate near 0."""
    return exp(x) - 1


@defined()
def softplus(x: Operand) -> Expr:
    """log(1 + eˣ); kernels do not overflow."""
    return log(1 + exp(x))


@defined()
def xlogy(x: Operand, y: Operand) -> Expr:
    """x log y, and 0 where x is 0, whatever y is."""
    return cases((0, Eq(x, 0)), wrap(x) * log(y))


ROWS: tuple[Elementary | Defined[Any], ...] = tuple(
    row for row in list(globals().values()) if isinstance(row, (Elementary, Defined))
)
TABLE = {row.name: row for row in ROWS if isinstance(row, Elementary)}
DEFINED = {row.name: row for row in ROWS if isinstance(row, Defined)}

KINKED = ("abs", "max")
"""Functions with a kink: the prover splits cases, and a derivative needs the argument off the kink."""


def row_of(name: str) -> Elementary:
    """The row of a function that stands in a tree."""
    if name not in TABLE:
        raise NotationError(f"{name}: expected one of the elementary functions, {', '.join(TABLE)}")
    return TABLE[name]
