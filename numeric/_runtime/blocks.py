"""A kernel run on blocks of rows that fit the cache, by several threads.

The division into blocks depends on shapes alone, and what blocks exchange is added in their order, so that results do
not depend on the number of threads.
"""

from collections.abc import Callable, Generator
from math import prod
from typing import Any

import numpy as np

from .scratch import Borrowed, take
from .sums import Partial, combined
from .threads import run

Array = np.ndarray[Any, Any]
BLOCK = 1 << 16
"""Entries of the largest array in a block."""


class Flat:
    """An array with its leading axes made one, or an array without, of which every block sees all.

    Blocks that must not be used in place are copied on the way in, or out: those of another type, those that share
    memory with a result, those whose rows are not in one piece.
    """

    __slots__ = ("array", "dtype", "copied", "by_rows")

    def __init__(self, array: Array, dtype: np.dtype[Any], by_rows: bool, copied: bool = False) -> None:
        self.array, self.dtype, self.by_rows = array, dtype, by_rows
        self.copied = by_rows and (copied or array.dtype != dtype or not array.flags.aligned or _is_strided(array))

    def block(self, rows: slice) -> Array:
        """These rows."""
        return self.array[rows] if self.by_rows else self.array

    def loaded(self, rows: slice) -> Array:
        """These rows, of the type that kernels compute in."""
        block = self.block(rows)
        if not self.copied:
            return block
        copy = take(block.shape, self.dtype)
        np.copyto(copy, block)
        return copy

    def target(self, rows: slice) -> Array:
        """Where a kernel may write these rows."""
        block = self.block(rows)
        return take(block.shape, self.dtype) if self.copied else block

    def store(self, rows: slice, made: Array) -> None:
        """What the kernel wrote, in its place."""
        if self.copied:
            np.copyto(self.block(rows), made, casting="unsafe")  # both have been checked


def _is_strided(array: Array) -> bool:
    """Whether rows lie apart in memory, where sums are slow and lose accuracy."""
    return array.ndim > 1 and array.shape[-1] > 1 and array.strides[-1] != array.itemsize


Body = Callable[..., Any]
Results = tuple[Flat, ...]


def rows_in_block(arrays: list[Flat]) -> int:
    """As many as fit, at least one."""
    return max(1, BLOCK // max(prod(each.array.shape[1:]) for each in arrays if each.by_rows))


def run_whole(body: Body, inputs: list[Flat], results: Results, parameters: dict[str, float], rows: int) -> None:
    """The kernel in one piece: small data, and matrix products, which have threads of their own."""
    everything = slice(0, rows)
    with np.errstate(all="ignore"), Borrowed():
        made = [each.target(everything) for each in results]
        body(*[each.loaded(everything) for each in inputs], **parameters, out=_one_or_all(made))
        for each, target in zip(results, made, strict=True):
            each.store(everything, target)


def run_blocks(body: Body, inputs: list[Flat], results: Results, parameters: dict[str, float], rows: int) -> None:
    """The kernel on one block after the other, each by the next thread that is free."""
    step = rows_in_block([*inputs, *results])
    if step >= rows:
        return run_whole(body, inputs, results, parameters, rows)

    def task(number: int) -> None:
        block = slice(number * step, (number + 1) * step)
        with Borrowed():
            made = [each.target(block) for each in results]
            body(*[each.loaded(block) for each in inputs], **parameters, out=_one_or_all(made))
            for each, target in zip(results, made, strict=True):
                each.store(block, target)

    return run(task, -(-rows // step))


def run_stages(body: Body, inputs: list[Flat], results: Results, parameters: dict[str, float], rows: int) -> None:
    """A kernel that yields what its rows contribute to sums over all rows, and is sent the sums."""
    step = rows_in_block([*inputs, *results])
    running: list[Generator[Any, Any, None]] = []
    for start in range(0, rows, step):
        block = slice(start, start + step)
        out = _one_or_all([each.block(block) for each in results])
        running.append(body(*[each.block(block) for each in inputs], **parameters, out=out))
    parts: list[Any] = [None] * len(running)
    sums: Any = None

    def task(number: int) -> None:
        with Borrowed():
            parts[number] = next(running[number], None) if sums is None else _sent(running[number], sums)

    while True:
        run(task, len(running))
        if parts[0] is None:
            return
        with np.errstate(all="ignore"):
            sums = exchanged(parts, rows)


def _sent(running: Generator[Any, Any, None], sums: Any) -> Any:
    try:
        return running.send(sums)
    except StopIteration:
        return None


def exchanged(parts: list[Any], rows: int) -> Any:
    """What blocks are sent for what they yielded."""
    if isinstance(parts[0], Partial):
        return combined(parts, rows)
    return tuple(combined(list(each), rows) for each in zip(*parts, strict=True))


def _one_or_all(arrays: list[Array]) -> Any:
    return arrays[0] if len(arrays) == 1 else tuple(arrays)
