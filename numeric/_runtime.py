"""What the generated kernels stand on: checked arguments, and sums that keep their accuracy.

Inside a kernel every argument is a native float32 or float64 array of one type, with its leading axes broadcast and the
axis in question last; parameters are Python floats, which leave the type alone.  Kernels never write to an argument.
"""

import math
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np

from ._shapes import Array, Shape, as_array, common_dtype, core_sizes, leading, move_axis, parse, sum_to
from ._special import erf, gaussian, normal_cdf

__all__ = [
    "erf", "gaussian", "kernel", "mean_leading", "normal_cdf", "over_square", "power_of_two", "scaled", "sum_leading",
    "sum_of_rest", "sum_of_runners_up", "vanishing",
]  # fmt: skip

UPSTREAM = "g"
BLOCK_ROWS = 64


def kernel(signature: str, *, positive: Sequence[str] = ()) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Checks the arguments of a kernel against its signature, and gives the results NumPy's shapes and types.

    A kernel with a parameter `axis` works along it.  A kernel whose first argument is g, the upstream gradient, returns
    one gradient for each other argument, in the shape of that argument.
    """
    shapes, results = parse(signature)

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        return _Kernel(body, shapes, results, tuple(positive)).wrapper()

    return decorate


class _Kernel:
    def __init__(
        self, body: Callable[..., Any], shapes: list[Shape], results: list[Shape], positive: tuple[str, ...]
    ) -> None:
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        self.body, self.shapes, self.results, self.positive = body, shapes, results, positive
        self.name, self.arrays, self.parameters = body.__name__, names[: len(shapes)], names[len(shapes) :]
        self.defaults = dict(zip(self.parameters, body.__defaults__ or (), strict=True))
        self.is_vjp = names[0] == UPSTREAM

    def wrapper(self) -> Callable[..., Any]:
        """The function that users call."""

        @wraps(self.body)
        def call(*args: Any, **keywords: Any) -> Any:
            return self(*args, **keywords)

        return call

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        values = self._bound(args, keywords)
        given = [values[name] for name in self.arrays]
        arrays = [as_array(self.name, name, value) for name, value in zip(self.arrays, given, strict=True)]
        out = common_dtype(given, arrays)
        inside = np.dtype(np.float32) if out == np.float16 else out
        arrays = [array.astype(inside, copy=False) for array in arrays]
        tiny = float(np.finfo(inside).tiny)
        parameters = {name: self._parameter(name, values[name], tiny) for name in self.parameters if name != "axis"}
        axis = values.get("axis", -1)
        if axis != -1:
            arrays = [
                move_axis(self.name, name, array, axis) if shape.core else array
                for name, array, shape in zip(self.arrays, arrays, self.shapes, strict=True)
            ]
        lead, sizes = self._fit(arrays)
        ready = [_broadcast(a, s.sized(lead, sizes)) for a, s in zip(arrays, self.shapes, strict=True)]
        with np.errstate(all="ignore"):
            made = self.body(*ready, **parameters)
        found = made if isinstance(made, tuple) else (made,)
        wanted = [a.shape for a in arrays[1:]] if self.is_vjp else [s.sized(lead, sizes) for s in self.results]
        done = tuple(
            _finished(each, shape, wants, lead, sizes, out, arrays, axis)
            for each, shape, wants in zip(found, self.results, wanted, strict=True)
        )
        return done if len(done) > 1 else done[0]

    def _bound(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        names = self.arrays + self.parameters
        if len(args) > len(names):
            raise TypeError(
                f"{self.name}: expected at most {len(names)} arguments ({', '.join(names)}), got {len(args)}"
            )
        values = dict(zip(names, args, strict=False))
        for name, value in keywords.items():
            if name not in names or name in values:
                what = "is given twice" if name in values else f"is no argument; expected {', '.join(names)}"
                raise TypeError(f"{self.name}: {name} {what}")
            values[name] = value
        missing = [name for name in self.arrays if name not in values]
        if missing:
            raise TypeError(f"{self.name}: {', '.join(missing)} missing; expected {', '.join(names)}")
        return {**self.defaults, **values}

    def _parameter(self, name: str, value: Any, tiny: float) -> float:
        """The parameter as a Python number; one that has to be positive stays so in the type of the arrays."""
        if isinstance(value, (str, bytes, bool, complex)) or np.ndim(value) or not np.isscalar(value):
            raise TypeError(f"{self.name}: {name} is {value!r:.60}; expected a real number")
        number = float(value)  # type: ignore[arg-type]
        if not np.isfinite(number) or (name in self.positive and number <= 0):
            expected = "positive" if name in self.positive else "finite"
            raise ValueError(f"{self.name}: {name} is {value!r}; expected a {expected} number")
        return max(number, tiny) if name in self.positive else number

    def _fit(self, arrays: list[Array]) -> tuple[tuple[int, ...], dict[str, int]]:
        """Leading axes and sizes, decided by the inputs; the upstream gradient has to fit the result."""
        first = 1 if self.is_vjp else 0
        order = [*range(first, len(arrays)), *range(first)]
        names, ordered, shapes = ([each[i] for i in order] for each in (self.arrays, arrays, self.shapes))
        sizes = core_sizes(self.name, names, ordered, shapes)
        lead = leading(
            self.name, names[: len(names) - first], ordered[: len(names) - first], shapes[: len(names) - first]
        )
        if self.is_vjp and leading(self.name, names, ordered, shapes) != lead:
            expected = self.shapes[0].sized(lead, sizes)
            raise ValueError(
                f"{self.name}: g has shape {arrays[0].shape}; expected {expected}, the shape of the result"
            )
        return lead, sizes


def _broadcast(array: Array, shape: tuple[int, ...]) -> Array:
    return array if array.shape == shape else np.broadcast_to(array, shape)


def _finished(
    result: Any,
    shape: Shape,
    wanted: tuple[int, ...],
    lead: tuple[int, ...],
    sizes: dict[str, int],
    dtype: np.dtype[Any],
    inputs: list[Array],
    axis: int,
) -> Any:
    """The result in the shape and type wanted, in memory of its own, with the axis back in its place."""
    array = sum_to(_broadcast(np.asarray(result), shape.sized(lead, sizes)), wanted).astype(dtype, copy=False)
    if not array.flags.writeable or any(np.may_share_memory(array, each) for each in inputs):
        array = array.copy()
    return np.moveaxis(array, -1, axis)[()] if axis != -1 and shape.core else array[()]


def power_of_two(x: Array, axis: Any) -> Any:
    """A power of two for each row, near its largest entry where squares would overflow, else 1."""
    limit = 2.0 ** (np.finfo(x.dtype).maxexp // 2 - 24)
    if not max(x.max(), -x.min()) > limit:
        return 1.0
    largest = np.max(np.abs(x), axis=axis, keepdims=True)
    _, exponent = np.frexp(largest)
    huge = (largest > limit) & np.isfinite(largest)
    return np.where(huge, np.ldexp(np.ones_like(largest), exponent - 1), np.ones_like(largest))


def scaled(x: Array, scale: Any) -> Array:
    """x/scale."""
    return x if isinstance(scale, float) else x / scale


def over_square(parameter: float, scale: Any) -> Any:
    """parameter/scale².  What underflows is lost beside squares of x/scale, but it stays positive: no 0/0."""
    if isinstance(scale, float):
        return parameter
    return np.maximum(parameter / scale / scale, np.finfo(scale.dtype).tiny)


def sum_leading(x: Array, keep: int = 1) -> Array:
    """Σ over all axes but the last `keep`, in blocks of rows: the rounding error does not grow with their number."""
    rows = x.reshape(-1, *x.shape[x.ndim - keep :])
    while len(rows) > BLOCK_ROWS:
        whole = len(rows) // BLOCK_ROWS * BLOCK_ROWS
        sums = rows[:whole].reshape(-1, BLOCK_ROWS, *rows.shape[1:]).sum(axis=1)
        rows = np.concatenate([sums, rows[whole:]]) if whole < len(rows) else sums
    total: Array = rows.sum(axis=0)
    return total


def mean_leading(x: Array, keep: int = 1) -> Array:
    """The mean over all axes but the last `keep`."""
    return sum_leading(x, keep) / math.prod(x.shape[: x.ndim - keep])


def vanishing(decay: Array, growing: Array) -> Any:
    """decay · growing, which is 0 where decay has underflowed, however large the other factor is."""
    return np.where(decay == 0, 0, decay * growing)


def sum_of_rest(x: Array, axis: int = -1) -> Array:
    """Σ_{k ≠ i} x_k for every i.  At the largest entry the others are summed: there Σ x − x_i would cancel."""
    place = np.expand_dims(np.argmax(np.abs(x), axis=axis), axis)
    others = _without(x, place, axis)
    top = np.take_along_axis(x, place, axis)
    rest = others + top - x
    np.put_along_axis(rest, place, others, axis)
    return rest


def sum_of_runners_up(x: Array, by: Array, axis: int = -1, keepdims: bool = False) -> Any:
    """Σ_k x_k without the place where `by` is largest."""
    found = _without(x, np.expand_dims(np.argmax(by, axis=axis), axis), axis)
    return found if keepdims else np.squeeze(found, axis)


def _without(x: Array, place: Array, axis: int) -> Array:
    others = x.copy()
    np.put_along_axis(others, place, 0, axis)
    return others.sum(axis=axis, keepdims=True)
