"""Functions that NumPy lacks: e^{−x²/2}, the normal distribution function and erf, to a few units in the last place;
and products with what decays.

Everything is computed in the type of the argument, piece by piece so that the intermediate results stay in the cache.
The polynomials are fitted by scripts/fit_special.py.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from .coefficients import ERF, TAIL, TOP, K
from .scratch import Borrowed, scratch
from .ufuncs import minimum

Array = np.ndarray[Any, Any]
PIECE = 1 << 16
BITS = {"f": np.dtype(np.int32), "d": np.dtype(np.int64)}
LOW_HALF = {"f": -1 << 12, "d": -1 << 27}
"""Masks that leave half of the significant bits: squares of what is left are exact."""


def _by_pieces(f: Callable[[Array, Array], None]) -> Callable[..., Any]:
    """f(x, out) for any shape; out, which may be x itself, is made if it is not given.  A number gives a number."""

    def call(x: Any, out: Array | None = None) -> Any:
        if isinstance(x, (int, float)):
            return float(call(np.asarray([x], np.float64))[0])
        x = np.asarray(x)
        made = np.empty(x.shape, x.dtype) if out is None or not out.flags.c_contiguous else out
        flat, into = x.reshape(-1), made.reshape(-1)
        for start in range(0, flat.size, PIECE):
            with Borrowed():
                f(flat[start : start + PIECE], into[start : start + PIECE])
        if out is None or out is made:
            return made
        np.copyto(out, made)
        return out

    call.__name__, call.__doc__ = f.__name__, f.__doc__
    return call


def _magnitude(x: Array, top: float, out: Array) -> Array:
    np.abs(x, out=out)
    return minimum(out, top, out=out)


def _gaussian(a: Array, out: Array, shift: float = 0.0) -> Array:
    """e^{shift − a²/2} for 0 ≤ a ≤ TOP.   a² = m² + (a − m)(a + m); m² is exact, the sum is rounded, and put right.

    A shift has to be between a quarter of a² and a²: then nothing is rounded when it is added.
    """
    low, sum_ = scratch(a, 2)
    bits = BITS[a.dtype.char]
    m = low.view(bits)
    np.bitwise_and(a.view(bits), LOW_HALF[a.dtype.char], out=m)
    np.subtract(a, low, out=sum_)
    np.add(a, low, out=out)
    out *= sum_
    np.square(low, out=low)
    np.add(low, out, out=sum_)
    low -= sum_
    low += out
    sum_ *= -0.5
    sum_ += shift
    np.exp(sum_, out=out)
    low *= 0.5
    low *= out
    out -= low
    return out


def _polynomial(coefficients: tuple[float, ...], t: Array, out: Array) -> Array:
    """Horner's rule."""
    np.multiply(t, coefficients[0], out=out)
    for coefficient in coefficients[1:-1]:
        out += coefficient
        out *= t
    out += coefficients[-1]
    return out


def _upper_tail(a: Array, out: Array, shift: float = 0.0) -> Array:
    """e^shift (1 − Φ(a)) for 0 ≤ a ≤ TOP, with full relative accuracy.

    1 − Φ(a) = e^{−a²/2} P(t)/(1 + a),   t = c + d/(a + K).
    """
    kind = a.dtype.char
    last = K / (TOP[kind] + K)
    with Borrowed():
        t = scratch(a)
        np.add(a, K, out=t)
        np.divide(-2 * K / (1 - last), t, out=t)
        t += (1 + last) / (1 - last)
        _polynomial(TAIL[kind], t, out)
        np.add(a, 1, out=t)
        out /= t
        out *= _gaussian(a, t, shift)
    return out


@_by_pieces
def gaussian(x: Array, out: Array) -> None:
    """e^{−x²/2}."""
    _gaussian(_magnitude(x, TOP[x.dtype.char], scratch(x)), out)


@_by_pieces
def normal_cdf(x: Array, out: Array) -> None:
    """Φ(x) = (1 + erf(x/√2))/2, with full relative accuracy for x → −∞."""
    a, tail = scratch(x, 2)
    _upper_tail(_magnitude(x, TOP[x.dtype.char], a), tail)
    np.greater(x, 0, out=a)
    np.subtract(a, tail, out=out)
    np.abs(out, out=out)


@_by_pieces
def erf(x: Array, out: Array) -> None:
    """(2/√π) ∫₀ˣ e^{−t²} dt."""
    a, near, far = scratch(x, 3)
    _magnitude(x, 1, a)
    np.square(a, out=a)
    a *= 2
    a -= 1
    _polynomial(ERF[x.dtype.char], a, near)
    near *= x
    np.abs(x, out=a)
    a *= 2**0.5
    minimum(a, TOP[x.dtype.char], out=a)
    _upper_tail(a, far)
    far *= -2
    far += 1
    np.copysign(far, x, out=far)
    is_near = np.abs(x) < 1
    np.copyto(out, far)
    np.copyto(out, near, where=is_near)


class Fade(NamedTuple):
    """What is below `small` may be subnormal, or become so.  e^shift times as much is not; `factor` is e^{−shift}."""

    small: float
    shift: float
    factor: float


FADES = {"f": Fade(2.0**-100, 64.0, math.exp(-64.0)), "d": Fade(2.0**-960, 512.0, math.exp(-512.0))}


FARTHEST = 4.0
"""Beyond so many shifts e^{shift − ∣x∣}, and all that is smaller, is 0."""

BEYOND = 1.25
"""Beyond so many times TOP e^{−a²/2} is 0 whatever it is multiplied by."""


def _exp_raised(x: Array, shift: float) -> Array:
    raised: Array = np.exp(x + shift)
    return raised


def _gaussian_raised(x: Array, shift: float) -> Array:
    return _up_to(BEYOND * TOP[x.dtype.char], _gaussian, x, shift)


def _normal_cdf_raised(x: Array, shift: float) -> Array:
    return _up_to(TOP[x.dtype.char], _upper_tail, x, shift)


def _up_to(top: float, f: Callable[[Array, Array, float], Array], x: Array, shift: float) -> Array:
    """f(∣x∣), 0 for larger ones."""
    with Borrowed():
        a = _magnitude(x, top, scratch(x))
        made = f(a, np.empty_like(x), shift)
        made[a == x.dtype.type(top)] = 0
        return made


RAISED: dict[Callable[..., Any], Callable[[Array, float], Array]] = {
    np.exp: _exp_raised,
    gaussian: _gaussian_raised,
    normal_cdf: _normal_cdf_raised,
}
"""e^shift f(x), where f(x) is below `small`."""


def vanishing(
    decay: Array,
    growing: Any,
    out: Array | None = None,
    of: Callable[..., Any] | None = None,
    at: Any = None,
    over: Any = 1.0,
) -> Any:
    """decay · growing, which is 0 where decay has underflowed, however large the other factor is.

    of, at, over: decay is of(at)/over, at least where it is small.  A subnormal one has lost digits, which the other
    factor would show: there the product is made of these, and rounded last.
    """
    if of is not None:
        return _sharply_vanishing(decay, growing, out, of, at, over)
    lost = np.equal(decay, 0)
    made = np.multiply(decay, growing, out=out)
    if out is None:
        return np.where(lost, 0, made)
    if lost.any():
        np.copyto(out, 0, where=lost)
    return out


def _sharply_vanishing(
    decay: Array, growing: Any, out: Array | None, of: Callable[..., Any], at: Array, over: Any
) -> Any:
    small, shift, factor = FADES[decay.dtype.char]
    few = np.less(decay, small)
    if not few.any():
        return np.multiply(decay, growing, out=out)
    few &= np.less(np.abs(at), FARTHEST * shift)  # beyond, it is 0 whatever it is multiplied by
    whole = np.broadcast_shapes(few.shape, np.shape(growing)) if out is None else out.shape
    few = np.broadcast_to(few, whole)  # the other factor may vary where this one does not
    x, growing_few, over_few = (np.broadcast_to(each, few.shape)[few] for each in (at, growing, over))
    made = vanishing(decay, growing, out=out)  # whose memory may be that of an operand
    if x.size:
        plain = of(x)
        is_far = plain < small  # or else it is `over` that is large
        raised = np.where(is_far, RAISED[of](x, shift), plain)
        product = raised * growing_few / over_few
        product = np.where(is_far, product * np.asarray(factor, x.dtype), product)
        product[raised == 0] = 0
        made[few] = product
    return made
