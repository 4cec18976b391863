"""Ufuncs by other means, where NumPy's own are slow: choices between arrays, maxima with a number, −∣x∣.

NumPy's where makes a new array, and its branches are mispredicted; its maximum has no vector code for a number.
"""

import math
from functools import lru_cache
from typing import Any, NamedTuple

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


class Fade(NamedTuple):
    """e^x below `small` may be subnormal, or become so.  e^{x + shift} is not, and x + shift is exact for such x; `factor` is
    e^{−shift}."""

    small: float
    shift: float
    factor: float


FADES = {"f": Fade(2.0**-100, 64.0, math.exp(-64.0)), "d": Fade(2.0**-960, 512.0, math.exp(-512.0))}


def vanishing(
    decay: Array, growing: Any, out: Array | None = None, exponent: Array | None = None, over: Any = 1.0
) -> Any:
    """decay · growing, which is 0 where decay has underflowed, however large the other factor is.

    exponent, over: decay is e^exponent/over, at least where it is small.  A subnormal one has lost digits, which the
    other factor would show: there the product is made of them, and rounded last.
    """
    if exponent is not None:
        return _sharply_vanishing(decay, growing, exponent, over, out)
    lost = np.equal(decay, 0)
    made = np.multiply(decay, growing, out=out)
    if out is None:
        return np.where(lost, 0, made)
    if lost.any():
        np.copyto(out, 0, where=lost)
    return out


def _sharply_vanishing(decay: Array, growing: Any, exponent: Array, over: Any, out: Array | None) -> Any:
    small, shift, factor = FADES[decay.dtype.char]
    few = np.less(decay, small)
    if not few.any():
        return np.multiply(decay, growing, out=out)
    x = exponent[few]
    is_far = x < -shift / 2
    rest = np.exp(np.where(is_far, x + shift, x))
    product = rest * np.broadcast_to(growing, few.shape)[few] / np.broadcast_to(over, few.shape)[few]
    product = np.where(rest == 0, 0, np.where(is_far, product * np.asarray(factor, x.dtype), product))
    made = np.multiply(decay, growing, out=out)
    made[few] = product
    return made
