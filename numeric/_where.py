"""Choices between arrays, by bits: NumPy's own where makes a new array, and its branches are mispredicted."""

from typing import Any

import numpy as np

from ._scratch import Borrowed, take

Array = np.ndarray[Any, Any]
BITS = {np.dtype(np.float32): np.dtype(np.int32), np.dtype(np.float64): np.dtype(np.int64)}


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
    found = np.asarray(value, dtype)
    return found.view(BITS[dtype]) if found.strides[-1:] != () else found.reshape(1).view(BITS[dtype])


def vanishing(decay: Array, growing: Array, out: Array | None = None) -> Any:
    """decay · growing, which is 0 where decay has underflowed, however large the other factor is."""
    lost = decay == 0
    made = np.multiply(decay, growing, out=out)
    return np.where(lost, 0, made) if out is None else _cleared(made, lost)


def _cleared(array: Array, lost: Any) -> Array:
    if np.any(lost):
        np.copyto(array, 0, where=lost)
    return array
