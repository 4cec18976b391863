"""Entries that are chosen: those that class labels choose, and the diagonal of a Jacobian."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def check_labels(kernel: str, name: str, labels: Array, classes: str, number: int) -> None:
    """Labels are numbers from 0 up to the number of classes."""
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{kernel}: {name} has dtype {labels.dtype}; expected integers, the labels of classes")
    if not labels.size or (labels.min() >= 0 and labels.max() < number):
        return
    place = tuple(map(int, np.argwhere((labels < 0) | (labels >= number))[0]))
    where = f" at {place}" if labels.ndim else ""
    expected = f"class labels from 0 to {number - 1}, for {classes} = {number}"
    raise ValueError(f"{kernel}: {name} is {labels[place]}{where}; expected {expected}")


def at_label(x: Array, labels: Array) -> Array:
    """One entry of each row."""
    found: Array = np.take_along_axis(x, labels[:, None], -1)[:, 0]
    return found


def read(x: Array, numbers: Array, axis: int) -> Array:
    """The entries at the places with these numbers, counted from 1; the axes of the numbers come last.  0 outside."""
    size = x.shape[axis]
    places = np.asarray(numbers).astype(int) - 1
    inside = (places >= 0) & (places < size)
    found: Array = np.take(np.moveaxis(x, axis, -1), np.where(inside, places, 0), axis=-1)
    return np.where(inside, found, x.dtype.type(0))


def set_at_label(out: Array, labels: Array, values: Array) -> None:
    """One entry of each row becomes the value for the row."""
    np.put_along_axis(out, labels[:, None], np.broadcast_to(values, labels.shape)[:, None], -1)


def set_diagonal(out: Array, values: Array) -> None:
    """The diagonals of the last two axes."""
    np.einsum("...ii->...i", out)[...] = values
