"""What an array program means, told a second time: every value as an array with all its axes, by name.

It shares nothing with the printers or with alignment: a value of axes (a, b) is an array of exactly these axes in this
order, and an operand is brought to the axes of a result by name.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from proofnotes.lowering.program.axes import Axes, Axis
from proofnotes.lowering.program.nodes import Value

Array = np.ndarray[Any, Any]

ELEMENTWISE: dict[str, Callable[..., Any]] = {
    "neg": lambda x: -x,
    "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "sin": np.sin,
    "cos": np.cos,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "expm1": np.expm1,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "abs": np.abs,
    "log1p": np.log1p,
    "normal_cdf": np.vectorize(lambda x: math.erfc(-x / math.sqrt(2)) / 2, otypes=[float]),
    "gaussian": lambda x: np.exp(-x * x / 2),
    "maximum": np.maximum, "minimum": np.minimum,
    "hypot": np.hypot, "logaddexp": np.logaddexp, "unless_nan": lambda x, y: np.where(np.isnan(x), y, x),
    "vanishing": lambda x, y: np.where(x == 0, 0, x * y),
    "annihilated": lambda x, y, z: np.where((y == 0) & ~np.isnan(z), 0, x),
    "carried": lambda x, y: np.where(np.isnan(y), y, x),
    "where": np.where,
    "over_square": lambda x, s: x / s**2,
    "reciprocal_rest": lambda x, y: (1 - x * y) * y,
}  # fmt: skip
COMPARED: dict[str, Callable[..., Any]] = {
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "=": np.equal, "!=": np.not_equal,
}  # fmt: skip
REDUCED: dict[str, Callable[..., Any]] = {
    "total": np.sum, "mean": np.mean, "largest": np.max, "product": np.prod,
    "first": lambda x, axis: np.take(x, 0, axis[0]),
    **dict.fromkeys(("scale", "balance"), lambda x, axis: np.ones_like(np.max(x, axis))),
}  # fmt: skip


class Interpreter:
    """sizes: how long each axis is; given: the arguments, with exactly their axes."""

    def __init__(self, sizes: Mapping[Axis, int], given: Mapping[str, Any]) -> None:
        self.sizes, self.given = sizes, given
        self.known: dict[Value, Array] = {}

    def __call__(self, value: Value) -> Array:
        if value not in self.known:
            self.known[value] = np.asarray(self._evaluated(value))
        return self.known[value]

    def brought(self, value: Value, axes: Axes) -> Array:
        """The array of a value along these axes, in this order; along those that it lacks it is the same."""
        array, own = self(value), value.axes
        order = [own.index(axis) for axis in axes if axis in own]
        shape = tuple(self.sizes[axis] for axis in axes)
        found = array.transpose(order)[tuple(slice(None) if axis in own else None for axis in axes)]
        return np.broadcast_to(found, shape)

    def _evaluated(self, value: Value) -> Any:
        if value.op in ELEMENTWISE:
            return ELEMENTWISE[value.op](*(self.brought(arg, value.axes) for arg in value.args))
        if value.op in REDUCED:
            (x,) = value.args
            return REDUCED[value.op](self(x), axis=tuple(x.axes.index(axis) for axis in value.data))
        return getattr(self, f"_{value.op}")(value)

    def _number(self, value: Value) -> Any:
        return np.float64(value.data)

    def _constant(self, value: Value) -> Any:
        return {"pi": np.pi, "e": np.e}[value.data]

    def _lowest(self, value: Value) -> Any:
        return -np.inf

    def _size(self, value: Value) -> Any:
        return np.float64(np.prod([self.sizes[axis] for axis in value.data]))

    def _input(self, value: Value) -> Any:
        return self.given[value.data]

    def _add(self, value: Value) -> Any:
        made = self.brought(value.args[0], value.axes)
        for arg in value.args[1:]:
            made = made + self.brought(arg, value.axes)
        return made

    def _mul(self, value: Value) -> Any:
        made = self.brought(value.args[0], value.axes)
        for arg in value.args[1:]:
            made = made * self.brought(arg, value.axes)
        return made

    def _compare(self, value: Value) -> Any:
        return COMPARED[value.data](*(self.brought(arg, value.axes) for arg in value.args))

    def _scaled(self, value: Value) -> Any:
        return self(value.args[0]) / self.brought(value.args[1], value.axes)

    def _rest(self, value: Value) -> Any:
        x, place = self(value.args[0]), value.axes.index(value.data)
        every = np.arange(x.shape[place])
        return np.stack([np.delete(x, k, place).sum(place) for k in every], place)

    def _runners_up(self, value: Value) -> Any:
        axes = (*value.axes, *value.data)
        x, by = (self.brought(arg, axes) for arg in value.args)
        return np.where(np.arange(by.shape[-1]) == by.argmax(-1)[..., None], 0, x).sum(-1)

    def _contract(self, value: Value) -> Any:
        axes = (*value.axes, *value.data)
        left, right = (self.brought(arg, axes) for arg in value.args)
        return (left * right).sum(tuple(range(-len(value.data), 0)))

    def _identity(self, value: Value) -> Any:
        return np.eye(self.sizes[value.data[0]])

    def _diagonal(self, value: Value) -> Any:
        (x,), (kept, other) = value.args, value.data
        axes = (*value.axes[:-1], kept, other)
        return np.einsum("...ii->...i", self.brought(x, axes))

    def _indicator(self, value: Value) -> Any:
        axis, place = value.data
        return np.float64(np.arange(self.sizes[axis]) == place)

    def _counted(self, value: Value) -> Any:
        axis, first = value.data
        return np.float64([first + place for place in range(self.sizes[axis])])

    def _read(self, value: Value) -> Any:
        (x, number), axis = value.args, value.data
        array, place = self(x), x.axes.index(axis)
        around = np.pad(array, [(1, 1) if each == place else (0, 0) for each in range(array.ndim)])
        where = np.clip(self(number).astype(int), 0, array.shape[place] + 1)
        return np.moveaxis(np.take(np.moveaxis(around, place, -1), where, -1), [], [])

    def _item(self, value: Value) -> Any:
        (x,), (axis, place) = value.args, value.data
        return np.take(self(x), place, x.axes.index(axis))

    def _block(self, value: Value) -> Any:
        (x,), (big, number, _) = value.args, value.data
        return np.split(self(x), big.over.blocks, x.axes.index(big))[number]

    def _stack(self, value: Value) -> Any:
        small, big = value.data
        axes = tuple(small if axis == big else axis for axis in value.axes)
        return np.concatenate([self.brought(arg, axes) for arg in value.args], axes.index(small))

    def _split(self, value: Value) -> Any:
        return np.reshape(self(value.args[0]), [self.sizes[axis] for axis in value.axes])

    def _joined(self, value: Value) -> Any:
        array = self.brought(value.args[0], (*value.axes[:-1], *value.data[1:]))
        return np.concatenate(np.moveaxis(array, -2, 0), -1)

    def _placed(self, value: Value) -> Any:
        return self(value.args[0])

    def _with_diagonal(self, value: Value) -> Any:
        off, on = value.args
        made = np.array(self.brought(off, value.axes))
        np.einsum("...ii->...i", made)[...] = self.brought(on, value.axes[:-1])
        return made

    def _labelled(self, value: Value) -> tuple[Array, Array]:
        """The array with the axis of labels last, and where the label is."""
        x, label = value.args[0], value.args[-1]
        axes = (*(axis for axis in x.axes if axis != value.data), value.data)
        return self.brought(x, axes), np.arange(self.sizes[value.data]) == self.brought(label, axes[:-1])[..., None]

    def _at_label(self, value: Value) -> Any:
        x, is_there = self._labelled(value)
        return (x * is_there).sum(-1)

    def _rest_at(self, value: Value) -> Any:
        x, is_there = self._labelled(value)
        return (x * ~is_there).sum(-1)

    def _with_label(self, value: Value) -> Any:
        off, at, label = (self.brought(arg, value.axes) for arg in value.args)
        places = np.arange(self.sizes[value.data]).reshape([-1 if axis == value.data else 1 for axis in value.axes])
        return np.where(places == label, at, off)
