"""Ufuncs by other means, where NumPy's own are slow: choices between arrays, maxima with a number, −∣x∣.

NumPy's where makes a new array, and its branches are mispredicted; its maximum has no vector code for a number.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from .blocks import BLOCK
from .scratch import Borrowed, take

Array = np.ndarray[Any, Any]
BITS = {np.dtype(np.float32): np.dtype(np.int32), np.dtype(np.float64): np.dtype(np.int64)}
SIGN = {dtype: np.array(np.iinfo(bits).min, bits) for dtype, bits in BITS.items()}


def where(condition: Any, one: Any, other: Any, out: Array) -> Array:
    """one where the condition holds, else other; either may be a number, a row, or out itself."""
    bits = BITS[out.dtype]
    with Borrowed():
        mask = take(out.shape, bits)
        np.copyto(mask, condition)
        np.negative(mask, out=mask)
        if isinstance(other, (int, float)) and other == 0:
            np.bitwise_and(_bits(one, out.dtype), mask, out=out.view(bits))
            return out
        second = _bits(other, out.dtype)
        np.bitwise_and(mask, np.bitwise_xor(_bits(one, out.dtype), second, out=take(out.shape, bits)), out=mask)
        np.bitwise_xor(mask, second, out=out.view(bits))
    return out


def _bits(value: Any, dtype: np.dtype[Any]) -> Array:
    return np.asarray(value, dtype).view(BITS[dtype])


def minus_abs(x: Array, out: Array) -> Array:
    """−∣x∣: the sign bit is set."""
    bits = BITS[x.dtype]
    np.bitwise_or(x.view(bits), SIGN[x.dtype], out=out.view(bits))
    return out


@lru_cache(maxsize=16)
def _constant(value: float, dtype: np.dtype[Any]) -> Array:
    return np.full(BLOCK, value, dtype)


def constant(value: float, like: Array) -> Any:
    """The number, as an array that is not larger than a block; else as it is."""
    if like.size > BLOCK or like.size < 1024:
        return value
    return _constant(float(value), like.dtype)[: like.size].reshape(like.shape)


def maximum(x: Array, number: float, out: Array) -> Array:
    """The larger of an array and a number."""
    return np.maximum(x, constant(number, x), out=out)


def minimum(x: Array, number: float, out: Array) -> Array:
    """The smaller of an array and a number."""
    return np.minimum(x, constant(number, x), out=out)


def unless_nan(x: Any, other: Any, out: Array | None = None) -> Any:
    """x, or the other where x is no number."""
    return _given(np.where(np.isnan(x), other, x), out)


def annihilated(x: Any, weight: Any, growing: Any, out: Array | None = None) -> Any:
    """x, but 0 where the weight is 0 and what it is the weight of is a number: 0 log 0 = 0.

    Elsewhere x is 0 there already: only 0 · ∞ and 0/0 are not, and are nan.
    """
    if not _has_nan(x):
        return _given(x, out)
    kept = np.not_equal(weight, 0) | np.isnan(growing)
    return np.where(kept, x, 0) if out is None else where(kept, x, 0, out)


def carried(x: Any, by: Any, out: Array | None = None) -> Any:
    """x, but nan where the other is: a comparison with nan is false, and would hide it."""
    return _given(np.where(np.isnan(by), by, x) if _has_nan(by) else x, out)


def _has_nan(x: Any) -> bool:
    return bool(np.isnan(np.min(x, initial=np.inf)))


def _given(found: Any, out: Array | None) -> Any:
    if out is None or out is found:
        return found
    np.copyto(out, found)
    return out


def logaddexp(x: float, y: float) -> float:
    """log(eˣ + eʸ) of numbers that are known before any array."""
    return float(np.logaddexp(x, y))
