"""About how large a tree is: what steers the search, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flint import arb

from .rational import Stuck
from .trees import Fun, IntPow, Inv, Larger, Minus, Num, Opp, Over, Pi, Plus, RealPow, Times, Tree, Var

MOST = 1e300

FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "exp": arb.exp, "ln": arb.log, "sqrt": arb.sqrt, "tanh": arb.tanh, "erf": arb.erf, "Rabs": abs, "sin": arb.sin,
    "cos": arb.cos,
}  # fmt: skip


def approximate(tree: Tree, values: Mapping[str, float]) -> float:
    """The value of a tree where scalars have these values."""
    at = partial(_value, values=values)
    found = at(tree)
    return max(-MOST, min(MOST, float(found.mid())))


def _value(tree: Tree, values: Mapping[str, float]) -> Any:
    at = partial(_value, values=values)
    match tree:
        case Num(value):
            return arb(value.numerator) / value.denominator
        case Pi():
            return arb.pi()
        case Var(name) if name in values:
            return arb(values[name])
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
