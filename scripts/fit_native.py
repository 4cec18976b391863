"""Fits the polynomials of numeric/native and writes numeric/native/coefficients.h.   Run: python scripts/fit_native.py

Each row of FITS is a function that is smooth where it is fitted, the interval, the weight that makes the error relative
to what is computed from it, and the degrees of numerator and denominator for float32 and for float64.  The fits are
minimax: the exchange algorithm of E. Ya. Remez, with 50 digits, on points that are dense at both ends.  A denominator
is rounded to the type first, then the numerator is fitted to it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import pack, unpack

import mpmath
from mpmath import mpf

Function = Callable[[mpf], mpf]
TARGET = Path(__file__).parents[1] / "numeric" / "native" / "coefficients.h"
DIGITS, DENSITY, ROUNDS, TOLERANCE = 50, 24, 30, mpf("1e-3")
PRECISIONS = (32, 64)
TOP = {32: mpf("14.5"), 64: mpf("38.75")}
"""From here on e^{−a²/2} is 0 in the type."""
ERF_TOP = {32: mpf(4), 64: mpf(6)}
"""From here on erf is 1 in the type."""
HORNER = 8
"""Polynomials of higher degree are split."""
UNDER = mpf("1.5")
"""The constant of a denominator: just above a power of two, as 1 + x is, rounding takes twice as much as just below."""
STEPS = {32: 16, 64: 8}
"""How many powers of two there are in a table that fills a vector of 64 bytes."""


@dataclass(frozen=True)
class Fit:
    """name(x) is close to f(x) on the interval: the largest weight · ∣difference∣ is as small as it can be."""

    name: str
    f: Function
    weight: Function
    interval: Callable[[int], tuple[mpf, mpf]]
    degrees: tuple[tuple[int, int], tuple[int, int]]


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
    """(2 artanh(s)/s − 2)/z for z = s²."""
    s = mpmath.sqrt(z)
    return (2 * mpmath.atanh(s) / s - 2) / z


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


FITS = (
    Fit("exp_series", exponential, abs, around(lambda _: 1), ((4, 0), (9, 0))),
    Fit("exp_short_series", exponential, lambda x: x * x, around(STEPS.__getitem__), ((1, 0), (5, 0))),
    Fit("log_series", logarithm, abs, between("-0.25", "0.5"), ((8, 0), (20, 0))),
    Fit("artanh_series", artanh, lambda z: z, between("0", "0.0401"), ((3, 0), (7, 0))),
    Fit("erf_series", error, lambda z: mpf(1), between("0", "1"), ((6, 0), (11, 0))),
    Fit("erfc_exponent", log_erfc, mpmath.erfc, lambda p: (mpf(1), ERF_TOP[p]), ((6, 0), (17, 0))),
    Fit("tail_rest", tail_rest, upper_tail, lambda p: (mpf(0), 2 * TOP[p]), ((5, 4), (11, 10))),
)


@dataclass(frozen=True)
class Sampled:
    """A fit on the points that the exchange works with."""

    points: list[mpf]
    values: list[mpf]
    weights: list[mpf]


@dataclass(frozen=True)
class Quotient:
    """The coefficients of numerator and denominator, the constant first."""

    over: list[mpf]
    under: list[mpf]

    def __call__(self, x: mpf) -> mpf:
        return at(self.over, x) / at(self.under, x)


def at(coefficients: Sequence[mpf], x: mpf) -> mpf:
    return mpmath.polyval(list(reversed(coefficients)), x)


def sample(fit: Fit, precision: int, count: int) -> Sampled:
    """Points that are dense at both ends; where there is a denominator, 1/(1 + x) is as dense as x is without."""
    low, high = fit.interval(precision)
    n = count * DENSITY
    nodes = [(low + high) / 2 - (high - low) / 2 * mpmath.cos(mpmath.pi * (k + mpf(1) / 2) / n) for k in range(n)]
    if fit.degrees[0][1]:
        first, last = 1 / (1 + low), 1 / (1 + high)
        nodes = [1 / (first - (first - last) * (x - low) / (high - low)) - 1 for x in nodes]
    return Sampled(nodes, [fit.f(x) for x in nodes], [fit.weight(x) for x in nodes])


def exchange(sampled: Sampled, degrees: tuple[int, int]) -> Quotient:
    """The minimax quotient of these degrees."""
    count, n = sum(degrees) + 2, len(sampled.points)
    chosen = [(2 * k + 1) * n // (2 * count) for k in range(count)]
    found = Quotient([], [mpf(1)])
    for _ in range(ROUNDS):
        found = levelled(sampled, chosen, degrees, found)
        errors = errors_of(found, sampled)
        following = extrema(errors, count)
        largest = max(map(abs, errors))
        if largest - min(abs(errors[k]) for k in following) < TOLERANCE * largest:
            return found
        chosen = following
    raise ArithmeticError(f"no minimax fit of degrees {degrees} after {ROUNDS} rounds")


def errors_of(found: Quotient, sampled: Sampled) -> list[mpf]:
    rows = zip(sampled.points, sampled.values, sampled.weights, strict=True)
    return [(found(x) - value) * weight for x, value, weight in rows]


def levelled(sampled: Sampled, chosen: Sequence[int], degrees: tuple[int, int], found: Quotient) -> Quotient:
    """The quotient whose weighted error is ±e, in turn, at the chosen points; linear when e · denominator is known."""
    size, previous = mpf(0), mpf(1)
    while abs(size - previous) > TOLERANCE * abs(size):
        previous = size
        found, size = solved(sampled, chosen, degrees, found.under)
    return found


def solved(
    sampled: Sampled, chosen: Sequence[int], degrees: tuple[int, int], under: Sequence[mpf]
) -> tuple[Quotient, mpf]:
    over_degree, under_degree = degrees
    left, right = mpmath.matrix(len(chosen), len(chosen)), mpmath.matrix(len(chosen), 1)
    for row, k in enumerate(chosen):
        x, value = sampled.points[k], sampled.values[k]
        powers = [x**power for power in range(max(degrees) + 1)]
        entries = powers[: over_degree + 1] + [-value * power for power in powers[1 : under_degree + 1]]
        for column, entry in enumerate([*entries, (-1) ** row * at(under, x) / sampled.weights[k]]):
            left[row, column] = entry
        right[row] = value
    *coefficients, size = mpmath.lu_solve(left, right)
    return Quotient(coefficients[: over_degree + 1], [mpf(1), *coefficients[over_degree + 1 :]]), size


def extrema(errors: Sequence[mpf], count: int) -> list[int]:
    """Where ∣error∣ is largest between two changes of sign; `count` of these, with signs that alternate."""
    best: list[int] = []
    for k, each in enumerate(errors):
        if best and errors[best[-1]] * each > 0:
            if abs(each) > abs(errors[best[-1]]):
                best[-1] = k
        else:
            best.append(k)
    while len(best) > count:
        drop_smallest(best, [abs(errors[k]) for k in best], only_one=len(best) == count + 1)
    if len(best) < count:
        raise ArithmeticError(f"the error changes its sign {len(best) - 1} times, not {count - 1}")
    return best


def drop_smallest(best: list[int], sizes: Sequence[mpf], only_one: bool) -> None:
    """One at an end, or two neighbours, so that the signs still alternate."""
    end = 0 if sizes[0] < sizes[-1] else len(best) - 1
    smallest = min(range(len(best)), key=sizes.__getitem__)
    if only_one or smallest == end:
        del best[end]
    else:
        first = smallest if sizes[smallest + 1] < sizes[smallest - 1] else smallest - 1
        del best[first : first + 2]


def rounded(x: mpf, precision: int) -> mpf:
    """To the nearest number of the type."""
    return mpf(unpack("f", pack("f", float(x)))[0] if precision == 32 else float(x))


def coefficients_of(fit: Fit, precision: int) -> Quotient:
    """Rounded to the type."""
    over_degree, under_degree = degrees = fit.degrees[PRECISIONS.index(precision)]
    sampled = sample(fit, precision, sum(degrees) + 2)
    unit = UNDER if under_degree else 1
    under = [rounded(unit * each, precision) for each in exchange(sampled, degrees).under]
    if under_degree:
        by = [at(under, x) for x in sampled.points]
        values = [value * d for value, d in zip(sampled.values, by, strict=True)]
        sampled = Sampled(sampled.points, values, [weight / d for weight, d in zip(sampled.weights, by, strict=True)])
    over = exchange(sampled, (over_degree, 0)).over
    return Quotient([rounded(each, precision) for each in over], under)


def worst(fit: Fit, precision: int) -> mpf:
    """The largest weighted error of the rounded coefficients, in halves of a unit in the last place of 1."""
    degrees = fit.degrees[PRECISIONS.index(precision)]
    sampled, found = sample(fit, precision, sum(degrees) + 2), coefficients_of(fit, precision)
    return max(map(abs, errors_of(found, sampled))) * 2 ** (24 if precision == 32 else 53)


def literal(x: mpf, precision: int) -> str:
    return f"{float(x).hex()}f" if precision == 32 else float(x).hex()


def polynomial(name: str, coefficients: Sequence[mpf], precision: int) -> list[str]:
    """A C function: Horner's rule, but even and odd powers apart where the degree is high: neither waits for the other.

    The constant is added last: nothing else is rounded at its size.
    """
    head = ["", f"static inline V {name}(V x, V square) {{"]
    if len(coefficients) <= HORNER + 1:
        return [*head, "    (void)square;", *horner("y", coefficients, "x", precision), "    return y;", "}"]
    constant, *rest = coefficients
    halves = zip(("even", "odd"), (rest[::2], rest[1::2]), strict=True)
    lines = [line for half, own in halves for line in horner(half, own, "square", precision)]
    last = f"v_set({literal(constant, precision)})"
    return [*head, *lines, f"    return v_fma(v_fma(odd, x, even), x, {last});", "}"]


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


def split(x: mpf, bits: int) -> tuple[mpf, mpf]:
    """x = a + b, a with so many significant bits."""
    scale = mpf(2) ** (bits - 1 - int(mpmath.floor(mpmath.log(x, 2))))
    high = mpmath.floor(x * scale) / scale
    return high, x - high


def constants(precision: int) -> dict[str, mpf]:
    """LOG2_HIGH * n is exact for every exponent n, and for multiples of 1/STEPS."""
    high, low = split(mpmath.log(2), 12 if precision == 32 else 39)
    return {
        "LOG2_HIGH": high,
        "LOG2_LOW": low,
        "PER_LOG2": 1 / mpmath.log(2),
        "GAUSSIAN_TOP": TOP[precision],
        "ERF_TOP": ERF_TOP[precision],
    }


def tables(precision: int) -> list[str]:
    """POWERS[k] + POWERS_LOW[k] = 2^(k/STEPS)."""
    steps = STEPS[precision]
    powers = [mpf(2) ** (mpf(k) / steps) for k in range(steps)]
    highs = [rounded(each, precision) for each in powers]
    lows = [rounded(each - high, precision) for each, high in zip(powers, highs, strict=True)]
    lines = []
    for name, column in (("POWERS", highs), ("POWERS_LOW", lows)):
        entries = [f"    {literal(each, precision)}," for each in column]
        lines += [f"static const T {name}[{steps}] = {{", *entries, "};"]
    return lines


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
            lines += tables(precision)
            for fit in FITS:
                lines += functions(fit, precision)
            lines += ["", "#endif"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
