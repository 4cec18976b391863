"""Where the vector functions are tested, what is right there, and by how much a value is off."""

from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath
import numpy as np

DTYPES = {32: np.float32, 64: np.float64}

REFERENCE: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "exp_nonpositive": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "log1p_to_1": mpmath.log1p,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "erf": mpmath.erf,
    "normal_cdf": mpmath.ncdf,
    "gaussian": lambda x: mpmath.exp(-x * x / 2),
}


def spread(rng: np.random.Generator, low: float, high: float, count: int) -> np.ndarray:
    """Powers of two from 2^low to 2^high, times something between 1 and 2."""
    with np.errstate(over="ignore", under="ignore"):
        return np.ldexp(rng.uniform(1, 2, count), rng.uniform(low, high, count).astype(int))


@cache
def close_to_quarter_turns(precision: int) -> np.ndarray:
    """For each exponent e, the m·2ᵉ that are closest to multiples of π/2, m no longer than in the type: the last two
    such denominators of the continued fraction of 2ᵉ·2/π."""
    info = np.finfo(DTYPES[precision])
    found = []
    for exponent in range(-info.nmant, int(info.maxexp) - info.nmant):
        with mpmath.workprec(int(info.maxexp) + 200):
            over, under = int(mpmath.ldexp(2 / mpmath.pi, exponent + 1200)), 1 << 1200
        before, m = 1, 0
        while (following := over // under * m + before) < 2 ** (info.nmant + 1):
            before, m = m, following
            over, under = under, over % under
        found += [np.ldexp(float(each), exponent) for each in (before, m)]
    return np.array(found)


@cache
def points(name: str, precision: int) -> np.ndarray:
    """All over where the result is not trivial, dense near 0 and near thresholds, to the ends of the type."""
    rng = np.random.default_rng(0)
    info = np.finfo(DTYPES[precision])
    tiny, huge = int(np.log2(float(info.smallest_subnormal))), int(info.maxexp) - 2
    sign = rng.choice([-1, 1], 400)
    small = sign * spread(rng, tiny, 0, 400)
    if name == "log":
        parts = [
            rng.uniform(0.5, 2, 1500),
            1 + small,
            abs(small),
            spread(rng, tiny, huge, 400),
            rng.uniform(0, 10, 200),
        ]
    elif name == "log1p":
        below = -1 + spread(rng, -info.nmant, -1, 400)
        parts = [rng.uniform(-0.75, 2, 1500), small, below, spread(rng, 0, huge, 400), rng.uniform(0, 10, 200)]
    elif name == "log1p_to_1":
        parts = [rng.uniform(0, 1, 1500), abs(small) / 2, 1 - spread(rng, -info.nmant, -2, 200)]
    elif name in ("sin", "cos"):
        turns = np.array([np.pi / 2 * int(k) for k in [*range(-300, 300), *2.0 ** rng.uniform(0, 30, 400)]])
        limits = np.array([np.pi / 4, 2.0**17, 2.0**30])
        parts = [
            rng.uniform(-7, 7, 1500),
            small,
            turns,
            turns * (1 + rng.uniform(-1, 1, 1000) * 2.0 ** rng.uniform(-info.nmant, 0, 1000)),
            np.concatenate([limits * (1 + k * info.eps) for k in (-1, 0, 1, 2)]),
            rng.uniform(-1, 1, 1000) * 2.0 ** rng.uniform(0, 31, 1000),
            spread(rng, 15, huge, 1000),
            close_to_quarter_turns(precision),
        ]
    else:
        hyperbolic, is_32 = name in ("sinh", "cosh"), precision == 32
        is_exp = name.startswith("exp") or hyperbolic
        width = (104.5 if is_32 else 746) if is_exp else (15 if is_32 else 39)
        parts = [rng.uniform(-2, 2, 1000), small, rng.uniform(-width, width, 1000), rng.uniform(-9, 9, 500)]
        if hyperbolic:
            parts += [sign * (np.log(float(info.max)) + np.log(2)) + small]
    x = np.concatenate(parts).astype(DTYPES[precision])
    return -abs(x) if name == "exp_nonpositive" else x


def unit(exact: Any, precision: int) -> Any:
    """That of the last place of the type at this value."""
    info = np.finfo(DTYPES[precision])
    exponent = max(mpmath.frexp(exact)[1] - 1, int(info.minexp)) if exact else int(info.minexp)
    return mpmath.ldexp(1, exponent - int(info.nmant))


@cache
def exact_values(name: str, precision: int) -> list[Any]:
    with mpmath.workdps(40):
        return [REFERENCE[name](mpmath.mpf(float(x))) for x in points(name, precision)]


def largest_error(values: np.ndarray, wanted: list[Any], precision: int) -> tuple[Any, int]:
    """In units in the last place, and where."""
    top = mpmath.mpf(float(np.finfo(DTYPES[precision]).max))
    errors = []
    for k, (value, exact) in enumerate(zip(values, wanted, strict=True)):
        overflows = np.isinf(value) and abs(exact) >= top
        error = 0 if overflows else abs(mpmath.mpf(float(value)) - exact) / unit(exact, precision)
        errors.append((mpmath.inf if mpmath.isnan(error) else error, k))
    return max(errors)
