"""Where the results of a kernel go: new arrays, or those that the caller gives as out=, as NumPy's ufuncs take them."""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from .blocks import Flat
from .shapes import Array, in_native_order, sum_to


class Destination:
    """One result.  full: its shape with all leading axes; wanted: the shape to return, the axis in question last."""

    __slots__ = ("full", "wanted", "core", "dtype", "axis", "out", "casting", "where", "grows")

    def __init__(
        self, full: tuple[int, ...], wanted: tuple[int, ...], core: int, dtype: np.dtype[Any], axis: int
    ) -> None:
        self.full, self.wanted, self.core, self.dtype, self.axis = full, wanted, core, dtype, axis
        self.out: Array | None = None
        self.casting: Any = "no"
        self.where: Any = True
        self.grows = False

    def as_of_ufunc(self, kernel: str, casting: Any, where: Any, is_gradient: bool) -> None:
        """With what ufuncs allow besides: results are cast and, but for gradients, broadcast; where chooses entries."""
        self.casting, self.grows = casting, not is_gradient
        if where is True:
            return
        chosen = np.asarray(where)
        if chosen.dtype != np.bool_:
            raise TypeError(f"{kernel}: where has dtype {chosen.dtype}; expected bool")
        try:
            shape = np.broadcast_shapes(chosen.shape, self.wanted)
        except ValueError:
            shape = None
        if shape is None or (is_gradient and shape != self.wanted):
            raise ValueError(
                f"{kernel}: where has shape {chosen.shape}; expected one that broadcasts with {self.wanted}"
            )
        self.where = chosen

    def give(self, kernel: str, name: str, out: Any) -> None:
        """Use the caller's array."""
        expected = np.moveaxis(np.broadcast_to(0, self.wanted), -1, self.axis).shape if self.moves else self.wanted
        if not isinstance(out, np.ndarray):
            raise TypeError(f"{kernel}: {name} is {out!r:.60}; expected an array")
        if not self._holds(out.dtype):
            raise TypeError(f"{kernel}: {name} has dtype {out.dtype}; expected {self.dtype}, the type of the result")
        if out.shape != expected and not (self.grows and _broadcasts(expected, out.shape)):
            raise ValueError(f"{kernel}: {name} has shape {out.shape}; expected {expected}, the shape of the result")
        if not out.flags.writeable:
            raise ValueError(f"{kernel}: {name} is read-only; expected an array to write to")
        self.out = out

    def _holds(self, dtype: np.dtype[Any]) -> bool:
        if self.casting == "no":
            return in_native_order(dtype) == self.dtype
        return bool(np.can_cast(self.dtype, dtype, self.casting))

    @property
    def is_exact(self) -> bool:
        """Whether the caller's array is as large as the result, of its type, and wanted whole."""
        return (
            self.out is not None
            and self.where is True
            and (self.out.ndim, self.out.size) == _measure(self.wanted)
            and in_native_order(self.out.dtype) == self.dtype
        )

    @property
    def moves(self) -> bool:
        """Whether an axis has to go back to its place."""
        return self.axis != -1 and self.core > 0

    def flat(self, rows: int | None, inside: np.dtype[Any], staged: bool) -> Flat:
        """The memory that the kernel writes to.  rows is None for a result that has no leading axes."""
        shape = self.full if rows is None else (rows, *self.full[len(self.full) - self.core :])
        direct = rows is not None and self.full == self.wanted
        if self.out is not None and self.is_exact and direct and (self.dtype == inside or not staged):
            out = np.moveaxis(self.out, self.axis, -1) if self.moves else self.out
            found = out.reshape(shape)
            if np.may_share_memory(found, out):
                return Flat(found, inside, True)
        kept = self.dtype if direct and not staged else inside
        return Flat(np.empty(shape, kept), inside, rows is not None)

    def finished(self, array: Array) -> Any:
        """What the kernel made, as the caller wants it."""
        if self.out is not None and self.is_exact and np.may_share_memory(array, self.out):
            return self.out
        array = array.reshape(self.full)
        if self.full != self.wanted:
            array = sum_to(array, self.wanted)
        if self.moves:
            array = np.moveaxis(array, -1, self.axis)
        if self.out is None and self.where is not True:
            self.out = np.full(np.broadcast_shapes(self.where.shape, array.shape), np.nan, self.dtype)
            return self._chosen(array)[()]
        if self.out is not None:
            return self._chosen(array)
        return array.astype(self.dtype, copy=False)[()]

    def _chosen(self, array: Array) -> Array:
        """The caller's array with the result in it."""
        assert self.out is not None
        if self.where is not True:
            try:
                chosen = np.broadcast_to(self.where, self.out.shape)
            except ValueError:
                told = f"where has shape {self.where.shape}; expected one that broadcasts to {self.out.shape}"
                raise ValueError(f"{told}, the shape of out") from None
            np.copyto(self.out, array, casting="unsafe", where=chosen)
        else:
            np.copyto(self.out, array, casting="unsafe")
        return self.out


def _measure(shape: tuple[int, ...]) -> tuple[int, int]:
    return len(shape), prod(shape)


def _broadcasts(shape: tuple[int, ...], to: tuple[int, ...]) -> bool:
    try:
        return np.broadcast_shapes(shape, to) == to
    except ValueError:
        return False


def outs(kernel: str, out: Any, names: Sequence[str]) -> list[tuple[str, Any]]:
    """What the caller gave for each result: one array, or a tuple with an array or None for each."""
    if not isinstance(out, tuple):
        if len(names) > 1:
            told = f"a tuple of {len(names)} arrays: {', '.join(names)}"
            raise TypeError(f"{kernel}: out is {out!r:.60}; expected {told}")
        return [("out", out)]
    if len(out) != len(names):
        raise ValueError(f"{kernel}: out has {len(out)} arrays; expected {len(names)}: {', '.join(names)}")
    return [(f"out[{number}]", each) for number, each in enumerate(out)]


def apart(flat: Flat, results: Sequence[Flat], exact: bool) -> Flat:
    """The argument, copied if a result goes to its memory: block by block if it is the very same array."""
    shared = [each.array for each in results if np.may_share_memory(flat.array, each.array)]
    if not shared:
        return flat
    if exact and flat.by_rows and all(_same(flat.array, each) for each in shared):
        return Flat(flat.array, flat.dtype, True, copied=True)
    return Flat(flat.array.astype(flat.dtype), flat.dtype, flat.by_rows)


def _same(one: Array, other: Array) -> bool:
    return (
        one.ctypes.data == other.ctypes.data
        and (one.shape, one.strides, one.dtype) == (other.shape, other.strides, other.dtype)
    )  # fmt: skip


def flattened(array: Array, lead: tuple[int, ...], core: tuple[int, ...]) -> Array:
    """The array as rows, broadcast to the leading axes; a copy only where its strides allow no view."""
    shape = (prod(lead), *core)
    if array.shape == (*lead, *core):
        return array if array.shape == shape else array.reshape(shape)
    if array.size == prod(core):
        return np.broadcast_to(array.reshape(core), shape)
    return np.broadcast_to(array, (*lead, *core)).reshape(shape)
