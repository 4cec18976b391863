"""Statistics over rows that keep their accuracy, and the exchange of them between blocks of rows."""

import math
from typing import Any, NamedTuple

import numpy as np

from .scratch import Borrowed, scratch

Array = np.ndarray[Any, Any]

GROUP = 64
"""Rows that are added up one after the other."""


class Partial(NamedTuple):
    """What a block of rows knows of a statistic over all rows."""

    statistic: str
    value: Any


def sum_leading(x: Array, keep: int = 1) -> Array:
    """Σ over all axes but the last `keep`, in groups of rows: the rounding error does not grow with their number."""
    rows = x.reshape(-1, *x.shape[x.ndim - keep :])
    while len(rows) > GROUP:
        whole = len(rows) // GROUP * GROUP
        sums = rows[:whole].reshape(-1, GROUP, *rows.shape[1:]).sum(axis=1)
        rows = np.concatenate([sums, rows[whole:]]) if whole < len(rows) else sums
    total: Array = rows.sum(axis=0)
    return total


def mean_leading(x: Array, keep: int = 1) -> Array:
    """The mean over all axes but the last `keep`."""
    return sum_leading(x, keep) / math.prod(x.shape[: x.ndim - keep])


def total(x: Array) -> Partial:
    """Σ over the rows of all blocks."""
    return Partial("total", sum_leading(x, x.ndim - 1))


def mean(x: Array) -> Partial:
    """The mean over the rows of all blocks."""
    return Partial("mean", sum_leading(x, x.ndim - 1))


def first(x: Array) -> Partial:
    """The first row of the first block."""
    return Partial("first", x[:1].copy())


def scale(x: Array) -> Partial:
    """A power of two for each column, near its largest entry where squares would overflow, else 1."""
    return Partial("scale", None if _is_moderate(x) else np.max(np.abs(x), axis=0, keepdims=True))


def rows(x: Array) -> Partial:
    """The number of rows of all blocks."""
    return Partial("rows", None)


def combined(parts: list[Partial], number: int) -> Any:
    """The statistic over all blocks, in their order."""
    statistic, own = parts[0]
    if statistic == "first":
        return own
    if statistic == "rows":
        return number
    values = [each.value for each in parts]
    if statistic == "scale":
        known = [each for each in values if each is not None]
        return _powers(np.max(known, axis=0)) if known else 1.0
    found = own if len(values) == 1 else sum_leading(np.stack(values), own.ndim)
    return found / number if statistic == "mean" else found


def power_of_two(x: Array, axis: Any) -> Any:
    """A power of two for each row, near its largest entry where squares would overflow, else 1."""
    return 1.0 if _is_moderate(x) else _powers(np.max(np.abs(x), axis=axis, keepdims=True))


def balancing(x: Array, axis: Any, keepdims: bool = False) -> Any:
    """A power of two for each row, near its largest entry where squares would overflow or be lost, else 1."""
    largest = np.max(np.abs(x), axis=axis, keepdims=keepdims)
    limit = _limit(x.dtype)
    is_fine = (largest >= 1 / limit) & (largest <= limit) | ~np.isfinite(largest) | (largest == 0)
    _, exponent = np.frexp(largest)
    return np.where(is_fine, 1, np.ldexp(np.ones_like(largest), exponent - 1)).astype(x.dtype, copy=False)


def _limit(dtype: np.dtype[Any]) -> float:
    return 2.0 ** (np.finfo(dtype).maxexp // 2 - 24)


def _is_moderate(x: Array) -> bool:
    """Whether no square can overflow.  One nan does not keep other rows from what they need."""
    top = max(x.max(), -x.min())
    if top != top:
        top = np.fmax.reduce(np.abs(x), axis=None)
    return not top > _limit(x.dtype)


def _powers(largest: Array) -> Array:
    _, exponent = np.frexp(largest)
    huge = (largest > _limit(largest.dtype)) & np.isfinite(largest)
    return np.where(huge, np.ldexp(np.ones_like(largest), exponent - 1), np.ones_like(largest))


def scaled(x: Array, scale: Any, out: Array | None = None) -> Array:
    """x/scale; x itself where there is nothing to scale."""
    return x if isinstance(scale, float) else np.divide(x, scale, out=out)


def over_square(parameter: float, scale: Any) -> Any:
    """parameter/scale².  What underflows is lost beside squares of x/scale, but it stays positive: no 0/0."""
    if isinstance(scale, float):
        return parameter
    return np.maximum(parameter / scale / scale, np.finfo(scale.dtype).tiny)


def sum_of_rest(x: Array, axis: int = -1, out: Array | None = None) -> Array:
    """Σ_{k ≠ i} x_k for every i.  At the largest entry the others are summed: there Σ x − x_i would cancel."""
    with Borrowed():
        place = np.expand_dims(np.argmax(np.abs(x, out=scratch(x)), axis=axis), axis)
        others = _without(x, place, axis)
        top = np.take_along_axis(x, place, axis)
    rest = np.subtract(others + top, x, out=out)
    np.put_along_axis(rest, place, others, axis)
    return rest


def sum_of_runners_up(x: Array, by: Array, axis: int = -1, keepdims: bool = False) -> Any:
    """Σ_k x_k without the place where `by` is largest."""
    with Borrowed():
        found = _without(x, np.expand_dims(np.argmax(by, axis=axis), axis), axis)
    return found if keepdims else np.squeeze(found, axis)


def sum_of_others(x: Array, labels: Array) -> Array:
    """The sum of each row without the entry at its label."""
    with Borrowed():
        found: Array = _without(x, labels[:, None], -1)[:, 0]
    return found


def _without(x: Array, place: Array, axis: int) -> Array:
    others = scratch(x)
    np.copyto(others, x)
    np.put_along_axis(others, place, 0, axis)
    return others.sum(axis=axis, keepdims=True)  # type: ignore[no-any-return]
