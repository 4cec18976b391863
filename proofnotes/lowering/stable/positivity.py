"""What is seen to be positive without any proof: the structure of a value, or of an expression, says so.

Sound and weak: what is not seen may still be positive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...expr.calculus import unfold
from ...expr.nodes import (
    Add,
    Apply,
    Constant,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Largest,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    Scalar,
    Sum,
    free_indices,
    wrap,
)
from ..program.array_functions import FUNCTIONS
from ..program.nodes import Value
from ..program.values import REDUCTIONS

ZERO, ONE = wrap(0), wrap(1)
KEEP = ("mul", "div", "sqrt", *REDUCTIONS)
"""What is positive where all operands are."""


def is_positive(value: Value, known: frozenset[str] = frozenset()) -> bool:
    """Whether a value is positive.   known: the inputs that are."""
    seen: Callable[[Value], bool] = lambda arg: is_positive(arg, known)  # noqa: E731 - shorter than a function
    match value.op:
        case "number":
            return bool(value.data > 0)
        case "constant" | "size":
            return True
        case "input":
            return value.data in known
        case "add":
            return any(map(seen, value.args)) and all(seen(arg) or _is_even_power(arg) for arg in value.args)
        case op if op in KEEP or op == "minimum":
            return all(map(seen, value.args))
        case "pow":
            return seen(value.args[0]) or _is_even_power(value)
        case "maximum":
            return any(map(seen, value.args))
        case "where":
            return all(map(seen, value.args[1:]))
        case op:
            return op in FUNCTIONS and FUNCTIONS[op].decays == "always"


def _is_even_power(value: Value) -> bool:
    """A square is not negative; where it is 0, a root of it or of a sum with it is defined all the same."""
    return value.op == "pow" and value.args[1].op == "number" and value.args[1].data % 2 == 0


@dataclass(frozen=True)
class Positivity:
    """Of expressions, under hypotheses: those that say e > 0, or e < 1, of an input."""

    assuming: Sequence[Relation] = ()

    def __call__(self, e: Expr) -> bool:
        match e:
            case Number(value, _):
                return value > 0
            case Constant() | Dim():
                return True
            case Scalar(_, positive):
                return positive or self._is_said(e)
            case Entry():
                return self._is_said(e)
            case Group(arg, _) | Sum(arg, _) | Prod(arg, _) | Largest(arg, _):
                return self(arg)
            case Named():
                return self(unfold(e))
            case Add((one, Neg(arg))) if one == ONE:
                return self._is_below_1(arg)
            case Add(parts) | Mul(parts, _):
                return all(map(self, parts))
            case Div(num, den):
                return self(num) and self(den)
            case Pow(base, _):
                return self(base)
            case Apply("exp", _):
                return True
            case Apply("sqrt", (arg,)):
                return self(arg)
            case Apply("max", args):
                return any(map(self, args))
            case _:
                return False

    def _is_below_1(self, e: Expr) -> bool:
        """1/(1 + u) and u/(1 + u) for a positive u, and what is said to be."""
        match e:
            case Group(arg, _):
                return self._is_below_1(arg)
            case Named():
                return self._is_below_1(unfold(e))
            case Div(num, Add(terms)) if num in terms:
                others = [term for term in terms if term is not terms[terms.index(num)]]
                return self(num) and bool(others) and all(map(self, others))
            case Scalar() | Entry():
                return any(each.sign == "<" and each.right == ONE and _same(each.left, e) for each in self.assuming)
            case _:
                return False

    def _is_said(self, e: Expr) -> bool:
        return any(each.sign == ">" and each.right == ZERO and _same(each.left, e) for each in self.assuming)


def _same(said: Expr, e: Expr) -> bool:
    """The same number, or an entry of the same tensor: a free index in a hypothesis stands for every place."""
    if isinstance(said, Entry) and isinstance(e, Entry):
        return said.tensor == e.tensor and len(free_indices(said)) == len(said.places)
    return said == e
