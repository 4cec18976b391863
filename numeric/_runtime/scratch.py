"""Scratch arrays: memory that a thread keeps and lends out, last in, first out."""

from _thread import _local
from math import prod
from types import TracebackType
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

SMALL, LARGE = 4096, 1 << 20
"""In bytes: below SMALL a new array is cheaper; above LARGE nothing is kept."""


class _Stack(_local):
    """The buffers of this thread, and how many of them are lent out."""

    def __init__(self) -> None:
        self.buffers: list[Array] = []
        self.lent = 0

    def take(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        """An array with anything in it."""
        size = prod(shape) * dtype.itemsize
        if size < SMALL or size > LARGE:
            return np.empty(shape, dtype)
        place = self.lent
        self.lent = place + 1
        if place >= len(self.buffers):
            self.buffers.append(np.empty(size, np.uint8))
        elif self.buffers[place].size < size:
            self.buffers[place] = np.empty(size, np.uint8)
        return self.buffers[place][:size].view(dtype).reshape(shape)


_stack = _Stack()
take = _stack.take


def scratch(like: Array, count: int = 1, shape: tuple[int, ...] | None = None) -> Any:
    """An array of this type and shape, or several, with anything in them.  They go back when the kernel returns."""
    wanted = like.shape if shape is None else shape
    if count == 1:
        return _stack.take(wanted, like.dtype)
    return tuple([_stack.take(wanted, like.dtype) for _ in range(count)])


class Borrowed:
    """with Borrowed(): what is taken inside goes back at the end.  A kernel called from a signal handler nests."""

    __slots__ = ("lent",)

    def __enter__(self) -> None:
        self.lent = _stack.lent

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _stack.lent = self.lent
