"""Fits the polynomials of numeric/native and writes numeric/native/coefficients.h.   Run: python -m scripts.fit_native

Each row of FITS is a function that is smooth where it is fitted, the interval, the weight that makes the error relative
to what is computed from it, and the degrees of numerator and denominator for float32 and for float64.  The fits are
minimax: the exchange algorithm of E. Ya. Remez, with 50 digits, on points that are dense at both ends.  A denominator
is rounded to the type first, then the numerator is fitted to it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import mpmath
from mpmath import mpf

from scripts.native_tables import STEPS, literal, parts, per_half_pi, rounded, split, tables
from scripts.remez import Quotient, Sampled, at, exchange

Function = Callable[[mpf], mpf]
TARGET = Path(__file__).parents[1] / "numeric" / "native" / "coefficients.h"
DIGITS, DENSITY = 50, 24
PRECISIONS = (32, 64)
TOP = {32: mpf("14.5"), 64: mpf("38.75")}
"""From here on e^{−a²/2} is 0 in the type."""
ERF_TOP = {32: mpf(4), 64: mpf(6)}
"""From here on erf is 1 in the type."""
HORNER = 8
"""Polynomials of higher degree are split."""
UNDER = mpf("1.25")
"""The constant of a denominator: just above a power of two, as 1 + x is, rounding takes twice as much as just below."""


@dataclass(frozen=True)
class Fit:
    """name(x) is close to f(x) on the interval: the largest weight · ∣difference∣ is as small as it can be."""

    name: str
    f: Function
    weight: Function
    interval: Callable[[int], tuple[mpf, mpf]]
    degrees: dict[int, tuple[int, int]]


def between(low: str, high: str) -> Callable[[int], tuple[mpf, mpf]]:
    return lambda _: (mpf(low), mpf(high))


def around(steps: Callable[[int], int]) -> Callable[[int], tuple[mpf, mpf]]:
    """What is left of a number when a multiple of log(2)/steps is taken from it."""

    def interval(precision: int) -> tuple[mpf, mpf]:
        half = mpmath.log(2) / (2 * steps(precision)) * mpf("1.001")
        return -half, half

    return interval


def exponential(x: mpf) -> mpf:
    """(eˣ − 1 − x)/x²."""
    return mpmath.hyp1f1(1, 3, x) / 2


def logarithm(x: mpf) -> mpf:
    """(log(1 + x) − x)/x²."""
    return (mpmath.log1p(x) - x) / x**2


def artanh(z: mpf) -> mpf:
    """(2 artanh(s)/s − 2 − 2z/3)/z² for z = s²."""
    s = mpmath.sqrt(z)
    return (2 * mpmath.atanh(s) / s - 2 - 2 * z / 3) / z**2


def error(z: mpf) -> mpf:
    """erf(x)/x − 1 for z = x²."""
    x = mpmath.sqrt(z)
    return mpmath.erf(x) / x - 1


def scaled_erfc(x: mpf) -> mpf:
    """e^{x²} (1 − erf x)."""
    return mpmath.exp(x * x) * mpmath.erfc(x)


def log_erfc(x: mpf) -> mpf:
    """log(1 − erf x)."""
    return mpmath.log(mpmath.erfc(x))


def upper_tail(v: mpf) -> mpf:
    """e^{a²/2} (1 − Φ(a)) for v = 2a."""
    return scaled_erfc(v / mpmath.sqrt(8)) / 2


def tail_rest(v: mpf) -> mpf:
    """1/tail − v: it is small beside v where v is large, and so are the errors with which it is computed."""
    return 1 / upper_tail(v) - v


def sine(z: mpf) -> mpf:
    """(sin(x)/x − 1)/z for z = x²."""
    x = mpmath.sqrt(z)
    return (mpmath.sin(x) / x - 1) / z


def cosine(z: mpf) -> mpf:
    """(cos(x) − 1 + z/2)/z² for z = x²."""
    return (mpmath.cos(mpmath.sqrt(z)) - 1 + z / 2) / z**2


def eighth_turn(precision: int) -> tuple[mpf, mpf]:
    """Squares of what a multiple of π/2 leaves of a number; of a large one it is not always the nearest multiple."""
    return mpf(0), mpf("0.65" if precision == 32 else "0.618")


FITS = (
    Fit("exp_series", exponential, abs, around(lambda _: 1), {32: (4, 0), 64: (9, 0)}),
    Fit("exp_short_series", exponential, lambda x: x * x, around(STEPS.__getitem__), {32: (1, 0), 64: (5, 0)}),
    Fit("log_short_series", logarithm, abs, between("-0.032", "0.063"), {32: (3, 0), 64: (8, 0)}),
    Fit("log_series", logarithm, abs, between("-0.25", "0.5"), {32: (8, 0)}),
    Fit("artanh_series", artanh, lambda z: z * z, between("0", "0.0401"), {32: (3, 0), 64: (7, 0)}),
    Fit("erf_series", error, lambda z: mpf(1), between("0", "1"), {32: (6, 0), 64: (11, 0)}),
    Fit("erfc_exponent", log_erfc, mpmath.erfc, lambda p: (mpf(1), ERF_TOP[p]), {32: (6, 0), 64: (17, 0)}),
    Fit("tail_rest", tail_rest, upper_tail, lambda p: (mpf(0), 2 * TOP[p]), {32: (5, 4), 64: (11, 10)}),
    Fit("sine_series", sine, abs, eighth_turn, {32: (2, 0), 64: (5, 0)}),
    Fit("cosine_series", cosine, lambda z: z * z, eighth_turn, {32: (2, 0), 64: (5, 0)}),
)


def sample(fit: Fit, precision: int, count: int) -> Sampled:
    """Points that are dense at both ends; where there is a denominator, 1/(1 + x) is as dense as x is without."""
    low, high = fit.interval(precision)
    n = count * DENSITY
    nodes = [(low + high) / 2 - (high - low) / 2 * mpmath.cos(mpmath.pi * (k + mpf(1) / 2) / n) for k in range(n)]
    if fit.degrees[precision][1]:
        first, last = 1 / (1 + low), 1 / (1 + high)
        nodes = [1 / (first - (first - last) * (x - low) / (high - low)) - 1 for x in nodes]
    return Sampled(nodes, [fit.f(x) for x in nodes], [fit.weight(x) for x in nodes])


def coefficients_of(fit: Fit, precision: int) -> Quotient:
    """Rounded to the type."""
    over_degree, under_degree = degrees = fit.degrees[precision]
    sampled = sample(fit, precision, sum(degrees) + 2)
    unit = UNDER if under_degree else 1
    under = [rounded(unit * each, precision) for each in exchange(sampled, degrees).under]
    if under_degree:
        by = [at(under, x) for x in sampled.points]
        values = [value * d for value, d in zip(sampled.values, by, strict=True)]
        sampled = Sampled(sampled.points, values, [weight / d for weight, d in zip(sampled.weights, by, strict=True)])
    over = exchange(sampled, (over_degree, 0)).over
    return Quotient([rounded(each, precision) for each in over], under)


def polynomial(name: str, coefficients: Sequence[mpf], precision: int) -> list[str]:
    """A C function: Horner's rule, but even and odd powers apart where the degree is high: neither waits for the other.

    The first two powers come last all the same: nothing else is rounded at their size.
    """
    head = ["", f"static inline V {name}(V x, V square) {{"]
    if len(coefficients) <= HORNER + 1:
        return [*head, "    (void)square;", *horner("y", coefficients, "x", precision), "    return y;", "}"]
    rest = coefficients[2:]
    halves = zip(("even", "odd"), (rest[::2], rest[1::2]), strict=True)
    lines = [line for half, own in halves for line in horner(half, own, "square", precision)]
    first, second = (f"v_set({literal(each, precision)})" for each in coefficients[:2])
    return [*head, *lines, f"    return v_fma(v_fma(v_fma(odd, x, even), x, {second}), x, {first});", "}"]


def horner(name: str, coefficients: Sequence[mpf], variable: str, precision: int) -> list[str]:
    first, *others = (f"v_set({literal(each, precision)})" for each in reversed(coefficients))
    return [f"    V {name} = {first};", *(f"    {name} = v_fma({name}, {variable}, {each});" for each in others)]


def functions(fit: Fit, precision: int) -> list[str]:
    found = coefficients_of(fit, precision)
    if len(found.under) == 1:
        return polynomial(fit.name, found.over, precision)
    return polynomial(f"{fit.name}_over", found.over, precision) + polynomial(
        f"{fit.name}_under", found.under, precision
    )


def constants(precision: int) -> dict[str, mpf]:
    """LOG2_HIGH * n is exact for every exponent n, and for multiples of 1/STEPS."""
    high, low = split(mpmath.log(2), 12 if precision == 32 else 39)
    thirds = rounded(mpf(2) / 3, precision)
    half_pi = dict(zip(("HALF_PI", "HALF_PI_LOW", "HALF_PI_LOWEST"), parts(mpmath.pi / 2, 3, precision), strict=True))
    return {
        "LOG2_HIGH": high,
        "LOG2_LOW": low,
        "TWO_THIRDS": thirds,
        "TWO_THIRDS_LOW": mpf(2) / 3 - thirds,
        "PER_LOG2": 1 / mpmath.log(2),
        "ERF_TOP": ERF_TOP[precision],
        **half_pi,
        "PER_HALF_PI": 2 / mpmath.pi,
    }


def source() -> str:
    """The text of coefficients.h."""
    lines = ["/* Generated, do not edit: scripts/fit_native.py makes this file. */"]
    with mpmath.workdps(DIGITS):
        for precision in PRECISIONS:
            lines += ["", f"#if PRECISION == {precision}"]
            lines += [
                f"#define {name} {literal(rounded(x, precision), precision)}"
                for name, x in constants(precision).items()
            ]
            lines += tables(precision) + per_half_pi(precision)
            for fit in FITS:
                if precision in fit.degrees:
                    lines += functions(fit, precision)
            lines += ["", "#endif"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
