"""Fits the polynomials of numeric/native and writes numeric/native/coefficients.h.   Run: python scripts/fit_native.py

Each row of FITS is a function that is smooth where it is fitted, the interval, the weight that makes the error relative to
what is computed from it, and a degree for float32 and for float64.  The polynomials are minimax: the exchange algorithm of
E. Ya. Remez, with 50 digits, on points that are dense at both ends as Chebyshev's are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import pack, unpack

import mpmath
from mpmath import mpf

Function = Callable[[mpf], mpf]
Interval = Callable[[int], tuple[mpf, mpf]]
TARGET = Path(__file__).parents[1] / "numeric" / "native" / "coefficients.h"
DIGITS, DENSITY, ROUNDS = 50, 24, 30
PRECISIONS = (32, 64)
K = 4
TOP = {32: 14.5, 64: 38.75}
"""From here on e^{−a²/2} is 0 in the type."""


@dataclass(frozen=True)
class Fit:
    """name(x) is close to f(x) on the interval: the largest weight · ∣difference∣ is as small as it can be."""

    name: str
    f: Callable[[int], Function]
    weight: Function
    interval: Interval
    degrees: tuple[int, int]


def _between(low: str, high: str) -> Interval:
    return lambda _: (mpmath.mpmathify(mpmath.mpf(low)), mpmath.mpf(high))


def _half_log2(_: int) -> tuple[mpf, mpf]:
    half = mpmath.log(2) / 2 * mpf("1.001")
    return -half, half


def map_of(precision: int) -> tuple[mpf, mpf]:
    """c and d of the map t = c + d/(a + K) from 0 ≤ a ≤ TOP onto −1 ≤ t ≤ 1, the smallest a to −1."""
    last = mpf(K) / (mpf(TOP[precision]) + K)
    return (1 + last) / (1 - last), -2 * K / (1 - last)


def _tail(precision: int) -> Function:
    """(a + K) e^{a²/2} (1 − Φ(a)) as a function of t."""
    c, d = map_of(precision)

    def f(t: mpf) -> mpf:
        a = d / (t - c) - K
        return (a + K) * mpmath.exp(a * a / 2) * mpmath.erfc(a / mpmath.sqrt(2)) / 2

    return f


def _exponential(_: int) -> Function:
    """(eˣ − 1 − x)/x²."""
    return lambda x: mpmath.hyp1f1(1, 3, x) / 2


def _logarithm(_: int) -> Function:
    """(log(1 + x) − x)/x²."""
    return lambda x: (mpmath.log1p(x) - x) / x**2 if x else mpf(-1) / 2


def _area_tangent(_: int) -> Function:
    """(2 artanh(s)/s − 2)/z for z = s²."""

    def f(z: mpf) -> mpf:
        s = mpmath.sqrt(z)
        return (2 * mpmath.atanh(s) / s - 2) / z if z else mpf(2) / 3

    return f


def _error(_: int) -> Function:
    """erf(x)/x as a function of x²."""

    def f(z: mpf) -> mpf:
        x = mpmath.sqrt(z)
        return mpmath.erf(x) / x if x else 2 / mpmath.sqrt(mpmath.pi)

    return f


FITS = (
    Fit("exp_series", _exponential, lambda x: abs(x), _half_log2, (4, 9)),
    Fit("log_series", _logarithm, lambda x: abs(x), _between("-0.25", "0.5"), (8, 20)),
    Fit("artanh_series", _area_tangent, lambda z: z, _between("0", "0.0401"), (3, 7)),
    Fit("erf_series", _error, lambda z: mpf(1), _between("0", "1"), (7, 12)),
    Fit("upper_tail", _tail, lambda t: mpf(1), _between("-1", "1"), (9, 23)),
)


@dataclass(frozen=True)
class Sampled:
    """A fit on the points that the exchange works with."""

    points: list[mpf]
    values: list[mpf]
    weights: list[mpf]


def sample(fit: Fit, precision: int, count: int) -> Sampled:
    low, high = fit.interval(precision)
    f, n = fit.f(precision), count * DENSITY
    at = [(low + high) / 2 - (high - low) / 2 * mpmath.cos(mpmath.pi * (k + mpf(1) / 2) / n) for k in range(n)]
    return Sampled(at, [f(x) for x in at], [fit.weight(x) for x in at])


def errors(sampled: Sampled, coefficients: Sequence[mpf]) -> list[mpf]:
    highest_first = list(reversed(coefficients))
    rows = zip(sampled.points, sampled.values, sampled.weights, strict=True)
    return [(mpmath.polyval(highest_first, x) - value) * weight for x, value, weight in rows]


def exchange(sampled: Sampled, degree: int) -> list[mpf]:
    """The minimax polynomial of this degree."""
    count, n = degree + 2, len(sampled.points)
    chosen = [(2 * k + 1) * n // (2 * count) for k in range(count)]
    coefficients: list[mpf] = []
    for _ in range(ROUNDS):
        coefficients = _levelled(sampled, chosen)
        following = _extrema(errors(sampled, coefficients), count)
        if following == chosen or len(following) < count:
            break
        chosen = following
    return coefficients


def _levelled(sampled: Sampled, chosen: Sequence[int]) -> list[mpf]:
    """The coefficients whose weighted error is ±e, in turn, at the chosen points."""
    n = len(chosen)
    left, right = mpmath.matrix(n, n), mpmath.matrix(n, 1)
    for row, at in enumerate(chosen):
        x, weight = sampled.points[at], sampled.weights[at]
        for power in range(n - 1):
            left[row, power] = x**power
        left[row, n - 1] = (-1) ** row / weight
        right[row] = sampled.values[at]
    return list(mpmath.lu_solve(left, right))[:-1]


def _extrema(found: Sequence[mpf], count: int) -> list[int]:
    """Where ∣error∣ is largest between two changes of sign; the largest `count` neighbours, if there are more."""
    best: list[int] = []
    for k, error in enumerate(found):
        if best and found[best[-1]] * error > 0:
            if abs(error) > abs(found[best[-1]]):
                best[-1] = k
        else:
            best.append(k)
    while len(best) > count:
        best.pop(0 if abs(found[best[0]]) < abs(found[best[-1]]) else -1)
    return best


def rounded(x: mpf, precision: int) -> mpf:
    """To the nearest number of the type."""
    return mpf(unpack("f", pack("f", float(x)))[0] if precision == 32 else float(x))


def coefficients_of(fit: Fit, precision: int) -> list[mpf]:
    """The lowest power first."""
    degree = fit.degrees[PRECISIONS.index(precision)]
    sampled = sample(fit, precision, degree + 2)
    return [rounded(each, precision) for each in exchange(sampled, degree)]


def literal(x: mpf, precision: int) -> str:
    return f"{float(x).hex()}f" if precision == 32 else float(x).hex()


def horner(name: str, coefficients: Sequence[mpf], precision: int) -> list[str]:
    """A C function."""
    lines = [f"static inline V {name}(V x) {{", f"    V y = v_set({literal(coefficients[-1], precision)});"]
    lines += [f"    y = v_fma(y, x, v_set({literal(each, precision)}));" for each in reversed(coefficients[:-1])]
    return [*lines, "    return y;", "}"]


def _split(x: mpf, bits: int) -> tuple[mpf, mpf]:
    """x = a + b, a with so many significant bits."""
    scale = mpf(2) ** (bits - 1 - int(mpmath.floor(mpmath.log(x, 2))))
    high = mpmath.floor(x * scale) / scale
    return high, x - high


def constants(precision: int) -> dict[str, mpf]:
    """LOG2_HIGH * n is exact for every exponent n."""
    high, low = _split(mpmath.log(2), 15 if precision == 32 else 41)
    c, d = map_of(precision)
    found = {"LOG2_HIGH": high, "LOG2_LOW": low, "PER_LOG2": 1 / mpmath.log(2), "SQRT_2": mpmath.sqrt(2)}
    return found | {"TAIL_TOP": mpf(TOP[precision]), "TAIL_K": mpf(K), "TAIL_C": c, "TAIL_D": d}


def source() -> str:
    """The text of coefficients.h."""
    lines = ["/* Generated, do not edit: scripts/fit_native.py makes this file. */"]
    with mpmath.workdps(DIGITS):
        for precision in PRECISIONS:
            lines += ["", f"#if PRECISION == {precision}"]
            for name, value in constants(precision).items():
                lines.append(f"#define {name} {literal(rounded(value, precision), precision)}")
            for fit in FITS:
                lines += ["", *horner(fit.name, coefficients_of(fit, precision), precision)]
            lines += ["", "#endif"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
