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
