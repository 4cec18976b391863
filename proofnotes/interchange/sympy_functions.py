"""SymPy's functions: those with a row, and those that are short for an expression of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.codegen import cfunctions

from ..expr.elementary import Defined, Elementary
from ..expr.functions import ROWS, cos, cosh, erf, exp, expm1, log, log1p, sin, sinh, sqrt
from ..expr.nodes import Cases, Expr, Pow, Relation, wrap


def _kind(row: Elementary | Defined[Any]) -> type | None:
    """The class of SymPy's nodes for a function; √ is a power there."""
    found = getattr(sympy, row.sympy) if row.sympy else None
    return found if isinstance(found, type) else None


def _sinc(x: Expr) -> Expr:
    return Cases(((wrap(1), Relation(x, "=", wrap(0))),), sin(x) / x, "complement")


FUNCTIONS: dict[type, Callable[..., Expr]] = {
    **{kind: row for row in ROWS if (kind := _kind(row)) is not None},
    type(sympy.E): lambda: exp(1),
    sympy.tan: lambda x: sin(x) / cos(x),
    sympy.cot: lambda x: cos(x) / sin(x),
    sympy.sec: lambda x: 1 / cos(x),
    sympy.csc: lambda x: 1 / sin(x),
    sympy.coth: lambda x: cosh(x) / sinh(x),
    sympy.sech: lambda x: 1 / cosh(x),
    sympy.csch: lambda x: 1 / sinh(x),
    sympy.asinh: lambda x: log(x + sqrt(x**2 + 1)),
    sympy.acosh: lambda x: log(x + sqrt(x**2 - 1)),
    sympy.atanh: lambda x: log((1 + x) / (1 - x)) / 2,
    sympy.sinc: _sinc,
    sympy.erfc: lambda x: 1 - erf(x),
    sympy.erf2: lambda x, y: erf(y) - erf(x),
    cfunctions.exp2: lambda x: Pow(wrap(2), x),
    cfunctions.expm1: expm1,
    cfunctions.log1p: log1p,
    cfunctions.log2: lambda x: log(x) / log(2),
    cfunctions.log10: lambda x: log(x) / log(10),
    cfunctions.Sqrt: sqrt,
    cfunctions.hypot: lambda x, y: sqrt(x**2 + y**2),
    cfunctions.fma: lambda x, y, z: x * y + z,
}
"""By the class of SymPy's node: what makes the same of trees."""

KNOWN = (
    f"known are {', '.join(sorted({kind.__name__ for kind in FUNCTIONS if kind is not type(sympy.E)}))}, powers, "
    "Piecewise, Sum, Product and Derivative"
)
"""What helps where something else is met."""
