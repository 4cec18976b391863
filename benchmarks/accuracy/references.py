"""Functions of one number by formulas that lose nothing: what float32 results are compared with in float64, and float64
results in an extended type.

They share nothing with the kernels but Φ and erf in float64, which NumPy lacks: these come from the vector functions in
float64, whose own errors the sweep of float64 shows against FLINT.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from flint import arb, ctx

Array = np.ndarray[Any, Any]
Plain = Callable[[Array], Array]

CUBIC = 0.044715
LEAK = 0.01
DENSITY, LOG_2 = 0.3989422804014327, 0.6931471805599453
"""1/√(2π), and log 2."""
BITS = 96


class Special(NamedTuple):
    """What NumPy lacks."""

    normal_cdf: Plain
    erf: Plain


def _by_flint(f: Callable[[arb], arb]) -> Plain:
    """One number after the other, to 96 bits, as a sum of two whole numbers that are scaled together."""

    def call(x: Array) -> Array:
        found = np.zeros(x.shape, np.longdouble)
        with ctx.workprec(BITS):
            for place, each in enumerate(x.astype(np.float64)):
                mantissa, exponent = (int(part) for part in f(arb(float(each))).mid().man_exp())
                spare = max(mantissa.bit_length() - 53, 0)
                high = mantissa >> spare
                whole = np.longdouble(high) + np.ldexp(np.longdouble(mantissa - (high << spare)), -spare)
                found[place] = np.ldexp(whole, max(exponent + spare, -(1 << 15)))
        return found

    return call


BY_FLINT = Special(_by_flint(lambda x: (-x / arb(2).sqrt()).erfc() / 2), _by_flint(lambda x: x.erf()))


Line = tuple[float, float]
NOTHING, ONE, SAME = (0.0, 0.0), (1.0, 0.0), (0.0, 1.0)


class Reference(NamedTuple):
    """value; terms: the sum of the sizes of the terms that cancel near the root, beside which errors are measured.

    ends: a + b x below −128, near 0 and above 128, as (a, b), right to 10⁻⁵ of a unit of float32 for ∣x∣ < 2⁻⁴⁰.
    limits: where the function is looked at.   arguments: what follows the number in a call.
    """

    value: Callable[[Array, Special], Array]
    terms: Callable[[Array, Special], Array] | None = None
    root: float = 0.0
    ends: tuple[Line, Line, Line] | None = None
    limits: tuple[float, float] = (-np.inf, np.inf)
    arguments: tuple[float, ...] = ()


def _number(x: Array, value: str) -> Any:
    return x.dtype.type(value)


def _times(growing: Array, decay: Array) -> Array:
    """0 where the second factor is."""
    return np.where(decay == 0, 0, growing * decay)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _sigmoid_slope(x: Array) -> Array:
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def _gaussian(x: Array) -> Array:
    return np.exp(x * x * -0.5)


def _density(x: Array) -> Array:
    return _gaussian(x) / np.sqrt(2 * _number(x, "3.141592653589793238462643"))


def _argument(x: Array, cubic: float = CUBIC) -> Array:
    """2√(2/π) (x + 0.044715 x³); with three times the cubic term and without x, its derivative."""
    return _slope(x, cubic) * x


def _slope(x: Array, cubic: float = 3 * CUBIC) -> Array:
    return np.sqrt(8 / _number(x, "3.141592653589793238462643")) * (1 + x.dtype.type(cubic) * (x * x))


def _softplus(x: Array) -> Array:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


KERNELS = {
    "sigmoid": Reference(lambda x, _: _sigmoid(x), ends=(NOTHING, (0.5, 0.25), ONE)),
    "sigmoid_derivative": Reference(lambda x, _: _sigmoid_slope(x), ends=(NOTHING, (0.25, 0.0), NOTHING)),
    "tanh": Reference(lambda x, _: np.tanh(x), ends=((-1.0, 0.0), SAME, ONE)),
    "tanh_derivative": Reference(lambda x, _: 4 * _sigmoid_slope(2 * x), ends=(NOTHING, ONE, NOTHING)),
    "swish": Reference(lambda x, _: _times(x, _sigmoid(x)), ends=(NOTHING, (0.0, 0.5), SAME)),
    "swish_derivative": Reference(
        lambda x, _: _times(1 + _times(x, _sigmoid(-x)), _sigmoid(x)),
        lambda x, _: _times(1 + _times(np.abs(x), _sigmoid(-x)), _sigmoid(x)),
        -1.2784645,
        (NOTHING, (0.5, 0.5), ONE),
    ),
    "normal_cdf": Reference(lambda x, special: special.normal_cdf(x), ends=(NOTHING, (0.5, DENSITY), ONE)),
    "normal_cdf_derivative": Reference(lambda x, _: _density(x), ends=(NOTHING, (DENSITY, 0.0), NOTHING)),
    "gelu": Reference(lambda x, special: _times(x, special.normal_cdf(x)), ends=(NOTHING, (0.0, 0.5), SAME)),
    "gelu_derivative": Reference(
        lambda x, special: special.normal_cdf(x) + _times(x, _density(x)),
        lambda x, special: special.normal_cdf(x) + _times(np.abs(x), _density(x)),
        -0.75179153,
        (NOTHING, (0.5, 2 * DENSITY), ONE),
    ),
    "gelu_tanh": Reference(lambda x, _: _times(x, _sigmoid(_argument(x))), ends=(NOTHING, (0.0, 0.5), SAME)),
    "gelu_tanh_derivative": Reference(
        lambda x, _: _sigmoid(_argument(x)) + _times(x * _slope(x), _sigmoid_slope(_argument(x))),
        lambda x, _: _sigmoid(_argument(x)) + _times(np.abs(x) * _slope(x), _sigmoid_slope(_argument(x))),
        -0.75246142,
        (NOTHING, (0.5, 2 * DENSITY), ONE),
    ),
    "leaky_relu": Reference(lambda x, _: np.where(x > 0, x, LEAK * x)),
    "binary_cross_entropy_with_logits": Reference(
        lambda x, _: _softplus(x), ends=(NOTHING, (LOG_2, 0.5), SAME), arguments=(0.0,)
    ),
}
"""By the name of the kernel; the loss is that of the target 0, log(1 + eᶻ)."""

FUNCTIONS = {
    "exp": Reference(lambda x, _: np.exp(x)),
    "expm1": Reference(lambda x, _: np.expm1(x)),
    "log": Reference(lambda x, _: np.log(x), limits=(0.0, np.inf)),
    "log1p": Reference(lambda x, _: np.log1p(x), limits=(-1.0, np.inf)),
    "sinh": Reference(lambda x, _: np.sinh(x)),
    "cosh": Reference(lambda x, _: np.cosh(x)),
    "tanh": Reference(lambda x, _: np.tanh(x)),
    "sin": Reference(lambda x, _: np.sin(x)),
    "cos": Reference(lambda x, _: np.cos(x)),
    "erf": Reference(lambda x, special: special.erf(x)),
    "normal_cdf": Reference(lambda x, special: special.normal_cdf(x)),
    "gaussian": Reference(lambda x, _: _gaussian(x)),
}
"""The functions on vectors that kernels are written in."""
