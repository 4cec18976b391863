"""Products of arrays of any number of axes, as products of matrices."""

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
