"""Every finite float32 through a function of one number: its largest error for each instruction set and NumPy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from benchmarks.accuracy.references import SAME, Line, Reference, Special

Array = np.ndarray[Any, Any]
BLOCK = 1 << 15
"""Numbers at a time: all that is made of them fits the cache."""
INFINITE_BITS = 0x7F800000
SIGN = 0x80000000
START = 0x39000000
"""The bits of 2⁻¹³: from here on errors are found beside which most others are not worth a look."""
NEAR_0, FAR = 2.0**-40, 128.0
CANCELS = 2
"""Near a root: not twice as far from 0, and the terms are more than so many times as large as their sum."""


@dataclass
class Worst:
    """The largest error of one function in one column, away from its root and near it, and where."""

    error: float = 0.0
    at: float = 0.0
    near: float = 0.0
    near_at: float = 0.0

    def note(self, x: Array, off: Array, is_near: Array | None) -> None:
        """The errors of a block."""
        if is_near is not None:
            self.near, self.near_at = _larger(x, np.where(is_near, off, 0), self.near, self.near_at)
            off = np.where(is_near, 0, off)
        self.error, self.at = _larger(x, off, self.error, self.at)


def _larger(x: Array, off: Array, known: float, at: float) -> tuple[float, float]:
    place = int(np.argmax(off))  # the first nan, if there is one
    found = float(off[place])
    return (known, at) if found <= known else (float("inf") if found != found else found, float(x[place]))


def units(values: Array, dtype: Any) -> Array:
    """The unit in the last place that the type has where these values are, in the type of the values."""
    info = np.finfo(dtype)
    _, exponent = np.frexp(values)
    return np.ldexp(np.ones_like(values), np.maximum(exponent, info.minexp + 1) - 1 - info.nmant)


def per_unit_of_float32(values: Array) -> Array:
    """1/units, quickly, for float64 values."""
    size = (values.view(np.int64) & np.int64(0x7FF0000000000000)).view(np.float64)
    return 1 / np.maximum(size * 2.0**-23, 2.0**-149)


def blocks(first: int = 0, last: int = INFINITE_BITS) -> Iterator[Array]:
    """The float32 numbers whose bits are first, …, last − 1, and their opposites."""
    for start in range(first, last, BLOCK):
        bits = np.arange(start, min(start + BLOCK, last), dtype=np.uint32)
        yield bits.view(np.float32)
        yield (bits | np.uint32(SIGN)).view(np.float32)


def sweep(
    reference: Reference,
    special: Special,
    kernels: Sequence[Callable[..., Any]],
    first: int = 0,
    last: int = INFINITE_BITS,
) -> list[Worst]:
    """The worst errors of several kernels of the same function."""
    found = [Worst() for _ in kernels]
    low, high = reference.limits
    start = min(max(first, START), last)
    with np.errstate(all="ignore"):
        for x in chain(blocks(start, last), blocks(first, start)):
            if x.min() >= low and x.max() <= high:
                line = _at_an_end(reference, x)
                if line is None or not _are_right(x, line, reference, kernels, found):
                    wide = x.astype(np.float64)
                    wanted = None if line is None else line[0] + line[1] * wide
                    compare(reference, special, x, wide, kernels, found, wanted)
    return found


def _at_an_end(reference: Reference, x: Array) -> Line | None:
    """a + b x, where the function is a straight line."""
    if reference.ends is None:
        return None
    smallest, largest = abs(x[0]), abs(x[-1])
    if largest < NEAR_0:
        return reference.ends[1]
    return reference.ends[2 if x[0] > 0 else 0] if smallest >= FAR else None


def _are_right(
    x: Array, line: Line, reference: Reference, kernels: Sequence[Callable[..., Any]], found: Sequence[Worst]
) -> bool:
    """Whether all are the rounded numbers of a line, and worse has been found before."""
    a, b = line
    rounded = x if line == SAME else (a + b * x.astype(np.float64)).astype(x.dtype) if b else np.full_like(x, a)
    others, out = [np.full_like(x, value) for value in reference.arguments], np.empty_like(x)
    return all(
        worst.error >= 0.5 and np.array_equal(kernel(x, *others, out=out), rounded)
        for kernel, worst in zip(kernels, found, strict=True)
    )


def compare(
    reference: Reference,
    special: Special,
    x: Array,
    wide: Array,
    kernels: Sequence[Callable[..., Any]],
    found: Sequence[Worst],
    wanted: Array | None = None,
) -> None:
    """The errors at numbers, which `wide` holds in a wider type.   wanted: the exact values, if they are known."""
    scale = is_near = None
    if wanted is None:
        wanted = reference.value(wide, special)
        scale, is_near = _near(reference, special, wide, wanted)
    per_unit = None
    others = [np.full_like(x, value) for value in reference.arguments]
    out, off = np.empty_like(x), np.empty_like(wide)
    for kernel, worst in zip(kernels, found, strict=True):
        made = kernel(x, *others, out=out)
        if per_unit is None:
            of = wanted if scale is None else scale
            per_unit = per_unit_of_float32(of) if x.dtype == np.float32 else 1 / units(of, x.dtype)
        np.copyto(off, made)
        np.subtract(off, wanted, out=off)
        np.multiply(off, per_unit, out=off)
        np.abs(off, out=off)
        largest = off.max()
        if not np.isfinite(largest):
            worst.note(x, _with_infinite_ones(made, wanted, off), is_near)
        elif largest > worst.error or is_near is not None:
            worst.note(x, off, is_near)


def _with_infinite_ones(made: Array, wanted: Array, off: Array) -> Array:
    """Infinity is right where the exact value is rounded to it."""
    return np.where((made == wanted.astype(made.dtype)) & ~np.isfinite(off), 0, off)


def _near(reference: Reference, special: Special, x: Array, wanted: Array) -> tuple[Array | None, Array | None]:
    """What units are taken of, and where that is the terms that cancel."""
    reach = 2 * abs(reference.root)
    if reference.terms is None or not np.any((x * reference.root > 0) & (np.abs(x) < reach)):
        return None, None
    terms = reference.terms(x, special)
    is_near = (x * reference.root > 0) & (np.abs(x) < reach) & (terms > CANCELS * np.abs(wanted))
    return np.where(is_near, terms, wanted), is_near
