"""Products of arrays of any number of axes, as products of matrices; and arrays of blocks."""

from math import prod
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def contract(x: Array, y: Array, batch: int, summed: int) -> Array:
    """Σ x y over the last axes of x, which are those of y behind its first.

    x has the axes (batch, rows, summed), y has (batch, summed, columns), and the result (batch, rows, columns), each of
    them any number of axes.
    """
    first, inner = x.ndim - summed, batch + summed
    shape, rows, columns = x.shape[:batch], x.shape[batch:first], y.shape[inner:]
    terms = prod(y.shape[batch:inner])
    left = x.reshape(*shape, prod(rows), terms)
    right = y.reshape(*shape, terms, prod(columns))
    made: Array = (left @ right).reshape(*shape, *rows, *columns)
    return made


def stack(parts: list[Any], axis: int) -> Array:
    """The parts one after the other, broadcast to each other first; a number has the type of the arrays."""
    shapes = {np.shape(part) for part in parts}
    if len(shapes) > 1:
        kind = np.result_type(*(part.dtype for part in parts if isinstance(part, np.ndarray)))
        shape = np.broadcast_shapes(*shapes)
        parts = [np.broadcast_to(np.asarray(part, kind), shape) for part in parts]
    return np.concatenate(parts, axis=axis)
