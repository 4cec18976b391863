"""A definition by loops over its indices, one number at a time: what kernels are compared with.

It shares nothing with the lowering but the nodes of an expression; derivatives are differences.
"""

import math
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np

from proofnotes import Definition
from proofnotes.expr import nodes
from proofnotes.expr.arrays import Array as Written
from proofnotes.expr.calculus import carry_out, unfold
from proofnotes.expr.indices import Index, Position, Shifted, Size

Array = np.ndarray[Any, Any]
Sizes = Mapping[str, int]

CALLED = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "erf": math.erf, "abs": abs, "max": max,
    "sin": math.sin, "cos": math.cos, "sinh": math.sinh, "cosh": math.cosh, "expm1": math.expm1,
}  # fmt: skip
HOLDS = {
    "=": lambda x, y: x == y, "!=": lambda x, y: x != y, "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y, ">": lambda x, y: x > y, ">=": lambda x, y: x >= y,
}  # fmt: skip


class Loops:
    """sizes: how long each dimension is; given: numbers and arrays by name."""

    def __init__(self, sizes: Sizes, given: Mapping[str, Any]) -> None:
        self.sizes, self.given = sizes, given

    def length(self, over: Size) -> int:
        return self.sizes[over.name] * over.blocks

    def place(self, place: Any, at: Mapping[Index, int]) -> int:
        match place:
            case Index():
                return at[place]
            case Position(value):
                return value - 1
            case Shifted(inner, block, over):
                return block * self.sizes[over.name] + self.place(inner, at)
        raise TypeError(place)

    def __call__(self, e: nodes.Expr, at: Mapping[Index, int]) -> Any:
        match e:
            case nodes.Number(value, _):
                return float(value)
            case nodes.Constant(name):
                return {"pi": math.pi, "e": math.e}[name]
            case nodes.Dim():
                return self.length(e.over)
            case nodes.Scalar(name):
                return self.given[name]
            case nodes.Group(arg, _):
                return self(arg, at)
            case nodes.Entry():
                return self.given[e.tensor.name][tuple(self.place(place, at) for place in e.places)]
            case nodes.Named():
                return self(unfold(e), at)
            case nodes.Sum(body, index):
                return sum(self(body, {**at, index: k}) for k in range(self.length(index.over)))
            case nodes.Prod(body, index):
                return math.prod(self(body, {**at, index: k}) for k in range(self.length(index.over)))
            case nodes.Delta(left, right):
                return float(self.place(left, at) == self.place(right, at))
            case nodes.Diff():
                return self(carry_out(e), at)
            case nodes.Cases():
                for value, condition in e.branches:
                    if self.holds(condition, at):
                        return self(value, at)
                return self(e.otherwise, at)
            case nodes.Add(terms):
                return sum(self(each, at) for each in terms)
            case nodes.Mul(factors, _):
                return math.prod(self(each, at) for each in factors)
            case nodes.Neg(arg):
                return -self(arg, at)
            case nodes.Div(num, den):
                return self(num, at) / self(den, at)
            case nodes.Pow(base, exponent):
                return self(base, at) ** self(exponent, at)
            case nodes.Apply(fn, args):
                return CALLED[fn](*(self(each, at) for each in args))
        raise TypeError(f"{type(e).__name__}: {e}")

    def holds(self, condition: nodes.Relation | nodes.SameIndex, at: Mapping[Index, int]) -> bool:
        if isinstance(condition, nodes.SameIndex):
            return self.place(condition.left, at) == self.place(condition.right, at)
        return bool(HOLDS[condition.sign](self(condition.left, at), self(condition.right, at)))


def value(definition: Definition, sizes: Sizes, given: Mapping[str, Any]) -> Array:
    """The definition, entry by entry."""
    assert not isinstance(definition.body, Written)
    held = {each.name: default for each, default in definition.parameters}
    loops = Loops(sizes, {**held, **given})
    shape = [loops.length(index.over) for index in definition.indices]
    found = np.empty(shape)
    for place in product(*map(range, shape)):
        found[place] = loops(definition.body, dict(zip(definition.indices, place, strict=True)))
    return found


def tangent(definition: Definition, sizes: Sizes, given: Mapping[str, Any], ways: Mapping[str, Any]) -> Array:
    """The derivative along the ways, by a difference of fourth order."""
    h = 2.0**-11

    def at(step: float) -> Array:
        return value(definition, sizes, {name: each + step * h * ways[name] for name, each in given.items()})

    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)


def gradient(definition: Definition, sizes: Sizes, given: Mapping[str, Any], by: str, upstream: Array) -> Array:
    """Σ g ∂f/∂x for every entry of one argument."""
    found = np.empty(np.shape(given[by]))
    for place in np.ndindex(*np.shape(given[by])):
        ways = {name: np.zeros(np.shape(each)) for name, each in given.items()}
        ways[by][place] = 1
        found[place] = np.sum(upstream * tangent(definition, sizes, given, ways))
    return found


def shape_of(each: nodes.Scalar | nodes.Tensor, sizes: Sizes) -> tuple[int, ...]:
    """The shape of an argument."""
    over = each.over if isinstance(each, nodes.Tensor) else ()
    return tuple(sizes[size.name] * size.blocks for size in over)
