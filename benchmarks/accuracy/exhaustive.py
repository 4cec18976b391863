"""Every finite float32 through every function of one number: the largest error of each, with each instruction set.

Run: python -m benchmarks.accuracy.exhaustive
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.accuracy.references import ARGUMENTS, REFERENCES, Reference

Array = np.ndarray[Any, Any]
BLOCK = 1 << 15
"""Numbers at a time: one task of a kernel, and what fits the cache."""
INFINITE_BITS = 0x7F800000
SIGN = 0x80000000
SMALLEST, DIGITS = 2.0**-149, 2.0**-23
EXPONENT = np.int64(0x7FF0000000000000)
CANCELS = 2
"""Near a root: within the distance of the root from 0, where the terms are so many times as large as their sum."""


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


def per_unit(values: Array) -> Array:
    """1/u for the unit in the last place u that float32 has where these values are."""
    size = (values.view(np.int64) & EXPONENT).view(np.float64)
    return 1 / np.maximum(size * DIGITS, SMALLEST)


def blocks(first: int = 0, last: int = INFINITE_BITS) -> Iterator[Array]:
    """The float32 numbers whose bits are first, …, last − 1, and their opposites."""
    for start in range(first, last, BLOCK):
        bits = np.arange(start, min(start + BLOCK, last), dtype=np.uint32)
        yield bits.view(np.float32)
        yield (bits | np.uint32(SIGN)).view(np.float32)


def sweep(
    function: str, kernels: Sequence[Callable[..., Any]], first: int = 0, last: int = INFINITE_BITS
) -> list[Worst]:
    """The worst errors of several kernels of the same function."""
    reference, found = REFERENCES[function], [Worst() for _ in kernels]
    out = np.empty(BLOCK, np.float32)
    more = ARGUMENTS.get(function, ())
    with np.errstate(all="ignore"):
        for x in blocks(first, last):
            wide = x.astype(np.float64)
            wanted = reference.value(wide)
            scale, is_near = _near(reference, wide, wanted)
            unit = per_unit(wanted if scale is None else scale)
            others = [np.full_like(x, value) for value in more]
            for kernel, worst in zip(kernels, found, strict=True):
                off = kernel(x, *others, out=out[: x.size]) - wanted
                off *= unit
                worst.note(x, np.abs(off, out=off), is_near)
    return found


def _near(reference: Reference, x: Array, wanted: Array) -> tuple[Array | None, Array | None]:
    """What units are taken of, and where that is the terms that cancel."""
    if reference.terms is None or not (x[0] * reference.root > 0 and abs(x[0]) < 2 * abs(reference.root)):
        return None, None
    terms = reference.terms(x)
    is_near = (np.abs(x) <= 2 * abs(reference.root)) & (terms > CANCELS * np.abs(wanted))
    return np.where(is_near, terms, wanted), is_near
