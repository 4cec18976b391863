"""Split axes: G·M entries as G groups of M entries."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def split(x: Array, groups: int, entries: int, axis: int) -> Array:
    """The axis as two: the groups, and the entries of a group."""
    place = x.ndim + axis
    return x.reshape(*x.shape[:place], groups, entries, *x.shape[place + 1 :])


def joined(x: Array, groups: int, entries: int) -> Array:
    """The last two axes as one; where one of them has length one, all its entries are alike."""
    whole = np.broadcast_to(x, (*x.shape[:-2], groups, entries))
    return whole.reshape(*x.shape[:-2], groups * entries)
