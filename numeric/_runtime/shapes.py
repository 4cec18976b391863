"""Arguments of kernels: their types and shapes, checked against a signature such as (..., D), (D) -> (..., D).

D is the name of a dimension or its size, 2*d two blocks of size d, G*M G groups of M entries, and
... any leading axes, which broadcast.  Every
complaint names the kernel, the argument, what came and what was expected.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]


class Shape(NamedTuple):
    """The shape of one argument: leading axes or none, then named axes, each a number of blocks of a size."""

    lead: bool
    core: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        core = [name if blocks == 1 else f"{blocks}*{name}" for blocks, name in self.core]
        return f"({', '.join((['...'] if self.lead else []) + core)}{',' if len(core) == 1 and not self.lead else ''})"

    def sized(self, lead: tuple[int, ...], sizes: dict[str, int]) -> tuple[int, ...]:
        """The shape in numbers."""
        known = (_size(name, sizes) for _, name in self.core)
        return (lead if self.lead else ()) + tuple(
            blocks * size for (blocks, _), size in zip(self.core, known, strict=True)
        )


def _size(name: str, sizes: dict[str, int]) -> int:
    """The length of an axis; that of a product may be known by its factors alone."""
    return sizes[name] if name in sizes else prod(int(e) if e.isdigit() else sizes[e] for e in name.split("*"))


def parse(signature: str) -> tuple[list[Shape], list[Shape]]:
    """The shapes of the arguments and of the results."""
    arguments, results = signature.split(" -> ")
    return _shapes(arguments), _shapes(results)


def _shapes(text: str) -> list[Shape]:
    found = []
    for part in text[1:-1].split("), ("):
        axes = [axis for axis in part.split(", ") if axis]
        found.append(Shape("..." in axes, tuple(_axis(axis) for axis in axes if axis != "...")))
    return found


def _axis(text: str) -> tuple[int, str]:
    """The number of blocks, and the name of one: 2*d; a product of names is a name."""
    blocks, star, name = text.partition("*")
    return (int(blocks), name) if star and blocks.isdigit() else (1, text)


HALF = np.dtype(np.float16)
BFLOAT = "bfloat16"
"""A type that other packages bring (ml_dtypes)."""


def is_short(dtype: np.dtype[Any]) -> bool:
    """Whether it is one of those that are computed in float32: float16 and bfloat16."""
    return dtype == HALF or dtype.name == BFLOAT


def is_real(dtype: np.dtype[Any]) -> bool:
    """Whether kernels take it."""
    return (dtype.kind in "biuf" and dtype.itemsize <= 8) or dtype.name == BFLOAT


def in_native_order(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The same in the byte order of the machine.  A type of another package has one order only."""
    found: np.dtype[Any] = dtype.newbyteorder("=") if dtype.kind == "f" else dtype
    return found


def as_array(kernel: str, name: str, value: Any) -> Array:
    """The argument as an array of real numbers."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kernel}: {name}: expected an array of numbers, got {value!r:.60}: {error}") from None
    if not is_real(array.dtype):
        raise TypeError(
            f"{kernel}: {name} has dtype {array.dtype}; expected float16, float32, float64, integers or bool"
        )
    return array


def common_dtype(values: Sequence[Any], arrays: Sequence[Array]) -> np.dtype[Any]:
    """What NumPy would compute in, except that integers adapt to numbers with a point, as Python numbers do to arrays.

    Labels 0 and 1 and masks leave float32 what it is.  Where there are only integers they become float64.
    """
    first = arrays[0].dtype
    if first.char in "fd" and first.isnative and all(array.dtype == first for array in arrays):
        return first
    plain = (int, float)
    known = [v if type(v) in plain else a.dtype for v, a in zip(values, arrays, strict=True)]
    points = [each for each in known if isinstance(each, np.dtype) and (each.kind == "f" or each.name == BFLOAT)]
    dtype = np.result_type(*(points or known))
    return in_native_order(dtype) if dtype.kind == "f" or dtype.name == BFLOAT else np.dtype(np.float64)


def move_axis(kernel: str, name: str, array: Array, axis: Any) -> Array:
    """The array with this axis last."""
    if isinstance(axis, bool) or not isinstance(axis, (int, np.integer)):
        raise TypeError(f"{kernel}: axis is {axis!r}; expected an integer")
    if not -array.ndim <= axis < array.ndim:
        raise ValueError(f"{kernel}: axis {axis} is out of range for {name}, which has shape {array.shape}")
    return np.moveaxis(array, axis, -1)


def core_sizes(
    kernel: str,
    names: Sequence[str],
    arrays: Sequence[Array],
    shapes: Sequence[Shape],
    counts: Mapping[str, tuple[int, str]],
) -> dict[str, int]:
    """The size of every named dimension; the first argument that has it decides.   counts: those that are given."""
    sizes: dict[str, tuple[int, str]] = {**counts}
    for name, array, shape in zip(names, arrays, shapes, strict=True):
        if array.ndim < len(shape.core) or (array.ndim > len(shape.core) and not shape.lead):
            raise ValueError(f"{kernel}: {name} has shape {array.shape}; expected {shape}")
        for (blocks, dim), length in zip(shape.core, array.shape[array.ndim - len(shape.core) :], strict=True):
            if not length:
                raise ValueError(f"{kernel}: {name} has shape {array.shape}; expected {shape} with {dim} at least 1")
            if length % blocks:
                raise ValueError(
                    f"{kernel}: {name} has shape {array.shape}; expected {shape}: {length} is no multiple of {blocks}"
                )
            if dim.isdigit() and length != blocks * int(dim):
                raise ValueError(f"{kernel}: {name} has shape {array.shape}; expected {shape}")
            size, source = sizes.setdefault(dim, (length // blocks, name))
            if size * blocks != length:
                raise ValueError(
                    f"{kernel}: {name} has shape {array.shape}; expected {shape} with {dim} = {size}, as in {source}"
                )
    known = {dim: size for dim, (size, _) in sizes.items()}
    for dim, (size, source) in sizes.items():
        if "*" in dim:
            _check_groups(kernel, dim, size, source, known)
    return known


def _check_groups(kernel: str, product: str, length: int, source: str, known: Mapping[str, int]) -> None:
    """The axis is as long as groups of that many entries are."""
    parts = {each: int(each) if each.isdigit() else known.get(each) for each in product.split("*")}
    told = " and ".join(f"{name} = {size}" for name, size in parts.items() if size is not None and name != str(size))
    within = prod(size for size in parts.values() if size is not None)
    if length % within or (None not in parts.values() and length != within):
        raise ValueError(
            f"{kernel}: {source} has an axis {product} of length {length}, which is not split with {told or product}"
        )


def leading(kernel: str, names: Sequence[str], arrays: Sequence[Array], shapes: Sequence[Shape]) -> tuple[int, ...]:
    """The leading axes that the arguments broadcast to."""
    found = {n: a.shape[: a.ndim - len(s.core)] for n, a, s in zip(names, arrays, shapes, strict=True) if s.lead}
    if len(alike := set(found.values())) == 1:
        return alike.pop()
    try:
        return np.broadcast_shapes(*found.values())
    except ValueError:
        told = ", ".join(f"{name} has {lead}" for name, lead in found.items())
        raise ValueError(f"{kernel}: expected leading axes that broadcast; {told}") from None


def sum_to(array: Array, shape: tuple[int, ...]) -> Array:
    """The adjoint of broadcasting from this shape: a sum over the axes that were made longer."""
    extra = array.ndim - len(shape)
    if extra:
        array = array.sum(axis=tuple(range(extra)))
    longer = tuple(axis for axis, length in enumerate(shape) if length == 1 and array.shape[axis] != 1)
    return array.sum(axis=longer, keepdims=True) if longer else array
