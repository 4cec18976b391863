"""A definition and its derivatives at given numbers, to as many digits as are asked for, by loops over the tree.

It shares no code with the lowering: sums are loops, a derivative is that of the tree as it was written, and what would
overflow or cancel is computed with enough digits that nothing is lost.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

from proofnotes.expr.calculus import derivative, unfold
from proofnotes.expr.indices import Index, Place, Position
from proofnotes.expr.nodes import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    Scalar,
    Sum,
    Tensor,
)
from proofnotes.statements.statement import Definition

Array = np.ndarray[Any, Any]
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
CALLED: dict[str, Callable[..., Any]] = {
    "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "tanh": mpmath.tanh, "erf": mpmath.erf,
    "sin": mpmath.sin, "cos": mpmath.cos, "abs": abs, "max": max,
}  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """What the inputs are: arrays by name; every dimension has the length that it has in them."""

    arrays: Mapping[str, Array]
    sizes: Mapping[str, int]

    def value(self, e: Expr, at: Mapping[Index, int]) -> Any:
        """The expression where its free indices have these values, counted from 0."""
        match e:
            case Number(value, _):
                return mpmath.mpf(value.numerator) / value.denominator
            case Constant(name):
                return +getattr(mpmath, name)
            case Dim(name):
                return mpmath.mpf(self.sizes[name])
            case Scalar(name):
                return mpmath.mpf(float(self.arrays[name]))
            case Entry(tensor, places):
                return mpmath.mpf(float(self.arrays[tensor.name][tuple(self._place(each, at) for each in places)]))
            case Delta(left, right):
                return mpmath.mpf(self._place(left, at) == self._place(right, at))
            case Group(arg, _):
                return self.value(arg, at)
            case Named():
                return self.value(unfold(e), at)
            case Add(terms):
                return mpmath.fsum(self.value(each, at) for each in terms)
            case Mul(factors, _):
                return self._product(factors, at)
            case Neg(arg):
                return -self.value(arg, at)
            case Div(num, den):
                above = self.value(num, at)
                return above / self.value(den, at) if above else above
            case Pow(base, exponent):
                return self.value(base, at) ** self.value(exponent, at)
            case Apply(name, args):
                return CALLED[name](*(self.value(each, at) for each in args))
            case Sum(body, index):
                return mpmath.fsum(self.value(body, {**at, index: k}) for k in range(self.sizes[index.over.name]))
            case Prod(body, index):
                return mpmath.fprod(self.value(body, {**at, index: k}) for k in range(self.sizes[index.over.name]))
            case Cases(branches, otherwise, _):
                return self.value(next((each for each, when in branches if self._holds(when, at)), otherwise), at)
        raise AssertionError(f"no meaning for {e}")

    def _product(self, factors: Sequence[Expr], at: Mapping[Index, int]) -> Any:
        """From left to right; what stands behind a zero is not looked at: a weight 0 makes 0 of its logarithm."""
        found = mpmath.mpf(1)
        for each in factors:
            found *= self.value(each, at)
            if not found:
                break
        return found

    def _holds(self, relation: Any, at: Mapping[Index, int]) -> bool:
        assert isinstance(relation, Relation)
        return COMPARED[relation.sign](self.value(relation.left, at), self.value(relation.right, at))

    def _place(self, place: Place, at: Mapping[Index, int]) -> int:
        if isinstance(place, Position):
            return place.value - 1
        assert isinstance(place, Index)
        return at[place]


def numbers(definition: Definition, arrays: Mapping[str, Any]) -> Numbers:
    """The arguments of a kernel, with the parameters as they are by default."""
    given = {name: np.asarray(each) for name, each in arrays.items()}
    given |= {each.name: np.asarray(default) for each, default in definition.parameters if each.name not in given}
    tensors = (each for each in definition.inputs if isinstance(each, Tensor))
    sizes = {over.name: n for each in tensors for over, n in zip(each.over, given[each.name].shape, strict=True)}
    return Numbers(given, sizes)


def value(definition: Definition, arrays: Mapping[str, Any], digits: int = 60) -> Array:
    """The value of the definition."""
    at = numbers(definition, arrays)
    with mpmath.workdps(digits):
        return _over(definition.indices, at, lambda where: at.value(definition.body, where))


def gradient(definition: Definition, name: str, upstream: Any, arrays: Mapping[str, Any], digits: int = 60) -> Array:
    """Σ g ∂f/∂x for the input of this name."""
    by = next(each for each in definition.inputs if each.name == name)
    at, g = numbers(definition, arrays), np.asarray(upstream)
    own = tuple(Index(f"{name}{axis}", over) for axis, over in enumerate(by.over)) if isinstance(by, Tensor) else ()
    slope = derivative(definition.body, Entry(by, own) if isinstance(by, Tensor) else by)

    def entry(where: Mapping[Index, int]) -> Any:
        found = mpmath.mpf(0)
        for rows in itertools.product(*(range(at.sizes[each.over.name]) for each in definition.indices)):
            inside = {**where, **dict(zip(definition.indices, rows, strict=True))}
            found += mpmath.mpf(float(g[rows])) * at.value(slope, inside)
        return found

    with mpmath.workdps(digits):
        return _over(own, at, entry)


def _over(indices: Sequence[Index], at: Numbers, entry: Callable[[Mapping[Index, int]], Any]) -> Array:
    shape = tuple(at.sizes[each.over.name] for each in indices)
    found = np.empty(shape, object)
    for place in np.ndindex(shape):
        found[place] = entry(dict(zip(indices, place, strict=True)))
    return found
