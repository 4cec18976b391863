"""About how large a tree is: what steers the search, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from mpmath import mp

from .rational import Stuck
from .trees import Fun, IntPow, Inv, Larger, Minus, Num, Opp, Over, Pi, Plus, RealPow, Times, Tree, Var

FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "exp": mp.exp, "ln": mp.log, "sqrt": mp.sqrt, "tanh": mp.tanh, "erf": mp.erf, "Rabs": abs, "sin": mp.sin,
    "cos": mp.cos,
}  # fmt: skip


def approximate(tree: Tree, values: Mapping[str, float]) -> float:
    """The value of a tree where scalars have these values."""
    at = partial(_value, values=values)
    found = at(tree)
    return float(found) if abs(found) < 1e300 else (1e300 if found > 0 else -1e300)


def _value(tree: Tree, values: Mapping[str, float]) -> Any:
    at = partial(_value, values=values)
    match tree:
        case Num(value):
            return mp.mpf(value.numerator) / value.denominator
        case Pi():
            return +mp.pi
        case Var(name) if name in values:
            return mp.mpf(values[name])
        case Plus(left, right):
            return at(left) + at(right)
        case Minus(left, right):
            return at(left) - at(right)
        case Times(left, right):
            return at(left) * at(right)
        case Over(left, right):
            return at(left) / at(right)
        case Opp(arg):
            return -at(arg)
        case Inv(arg):
            return 1 / at(arg)
        case IntPow(base, exponent):
            return at(base) ** exponent
        case RealPow(base, exponent):
            return at(base) ** at(exponent)
        case Larger(left, right):
            return max(at(left), at(right))
        case Fun(name, arg) if name in FUNCTIONS:
            return FUNCTIONS[name](at(arg))
    raise Stuck(f"no approximate value of {tree.text}")
