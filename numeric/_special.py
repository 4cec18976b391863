"""Functions that NumPy lacks: e^{−x²/2}, the normal distribution function and erf, to a few units in the last place.

Everything is computed in float64, block by block so that the intermediate results stay in the cache.  The polynomials
are fitted by scripts/fit_special.py.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from ._coefficients import ERF, TAIL, TOP, K

Array = np.ndarray[Any, Any]
BLOCK = 8192


def _blockwise(f: Callable[[Array], Array]) -> Callable[[Any], Any]:
    """f on float64 blocks; the result has the shape and the type of the argument."""

    def call(x: Any, out: Array | None = None) -> Any:
        x = np.asarray(x)
        flat = x.reshape(-1)
        made = np.empty(flat.shape, x.dtype)
        for start in range(0, flat.size, BLOCK):
            made[start : start + BLOCK] = f(flat[start : start + BLOCK].astype(np.float64, copy=False))
        if out is None:
            return made.reshape(x.shape)
        np.copyto(out, made.reshape(x.shape))
        return out

    call.__name__, call.__doc__ = f.__name__, f.__doc__
    return call


def _gaussian(x: Array) -> Array:
    """e^{−x²/2} for 0 ≤ x ≤ TOP.  m is x rounded to 7 binary places: m² is exact, and x² = m² + (x − m)(x + m)."""
    m = np.rint(x * 128) / 128
    return np.exp(-0.5 * m * m) * np.exp(-0.5 * (x - m) * (x + m))


def _polynomial(coefficients: tuple[float, ...], t: Array) -> Array:
    """Horner's rule, in place."""
    value = np.full_like(t, coefficients[0])
    for coefficient in coefficients[1:]:
        value *= t
        value += coefficient
    return value


def _upper_tail(a: Array) -> Array:
    """1 − Φ(a) for 0 ≤ a ≤ TOP, with full relative accuracy."""
    last = (TOP - K) / (TOP + K)
    u = (a - K) / (a + K)
    t = (u + 1) * (2 / (last + 1)) - 1
    return _gaussian(a) * (_polynomial(TAIL, t) / (1 + a))


@_blockwise
def gaussian(x: Array) -> Array:
    """e^{−x²/2}."""
    return _gaussian(np.minimum(np.abs(x), TOP))


@_blockwise
def normal_cdf(x: Array) -> Array:
    """Φ(x) = (1 + erf(x/√2))/2, with full relative accuracy for x → −∞."""
    tail = _upper_tail(np.minimum(np.abs(x), TOP))
    return np.abs((x > 0) - tail)


@_blockwise
def erf(x: Array) -> Array:
    """(2/√π) ∫₀ˣ e^{−t²} dt."""
    a = np.abs(x)
    small = np.minimum(a, 1)
    near = x * _polynomial(ERF, 2 * small * small - 1)
    far = 1 - 2 * _upper_tail(np.minimum(a * 2**0.5, TOP))
    return np.where(a < 1, near, np.copysign(far, x))
