"""The elementary functions as this engine knows them: a table of its own, on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from flint import arb


@dataclass(frozen=True)
class SympyFunction:
    """SymPy's function, its value on balls, the sign that its argument needs, and ±1 where f(−x) = ±f(x)."""

    sympy: Any
    ball: Callable[[arb], arb]
    needs: str = ""
    parity: int = 0


FUNCTIONS = {
    "exp": SympyFunction(sympy.exp, arb.exp),
    "log": SympyFunction(sympy.log, arb.log, ">"),
    "sqrt": SympyFunction(sympy.sqrt, arb.sqrt, ">="),
    "tanh": SympyFunction(sympy.tanh, arb.tanh, parity=-1),
    "erf": SympyFunction(sympy.erf, arb.erf, parity=-1),
    "sin": SympyFunction(sympy.sin, arb.sin, parity=-1),
    "cos": SympyFunction(sympy.cos, arb.cos, parity=1),
}
OF_SYMPY = {row.sympy: row for row in FUNCTIONS.values()}

KINKS = ("abs", "max")
"""What is resolved by the sign of a number."""
