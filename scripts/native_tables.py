"""Numbers of a type, the tables that are looked up in registers, and the digits of 2/π."""

from collections.abc import Sequence
from struct import pack, unpack

import mpmath
from mpmath import mpf

STEPS = {32: 16, 64: 8}
"""How many powers of two there are in a table that fills a vector of 64 bytes."""
WORD = 32
PER_HALF_PI_WORDS = {32: 8, 64: 38}
"""For the largest number of the type, as far as trigonometric.h reads."""


def rounded(x: mpf, precision: int) -> mpf:
    """To the nearest number of the type."""
    return mpf(unpack("f", pack("f", float(x)))[0] if precision == 32 else float(x))


def literal(x: mpf, precision: int) -> str:
    return f"{float(x).hex()}f" if precision == 32 else float(x).hex()


def split(x: mpf, bits: int) -> tuple[mpf, mpf]:
    """x = a + b, a with so many significant bits."""
    scale = mpf(2) ** (bits - 1 - int(mpmath.floor(mpmath.log(x, 2))))
    high = mpmath.floor(x * scale) / scale
    return high, x - high


def parts(x: mpf, count: int, precision: int) -> list[mpf]:
    """x, rounded; what that leaves, rounded; ..."""
    found: list[mpf] = []
    for _ in range(count):
        found.append(rounded(x, precision))
        x -= found[-1]
    return found


def per_half_pi(precision: int) -> list[str]:
    """The binary digits of 2/π in words: one of zeros, then those after the point."""
    count = PER_HALF_PI_WORDS[precision]
    with mpmath.workprec(WORD * (count + 1)):
        digits = int(mpmath.floor(mpmath.ldexp(2 / mpmath.pi, WORD * (count - 1))))
    words = [digits >> WORD * k & (2**WORD - 1) for k in reversed(range(count))]
    return [f"static const uint32_t PER_HALF_PI_WORDS[{count}] = {{", *(f"    {word:#010x}," for word in words), "};"]


def tables(precision: int) -> list[str]:
    lines = []
    for name, column in (power_table(precision) | log_table(precision) | log1p_table(precision)).items():
        entries = [f"    {literal(rounded(each, precision), precision)}," for each in column]
        lines += [f"static const T {name}[{len(column)}] = {{", *entries, "};"]
    return lines


def power_table(precision: int) -> dict[str, list[mpf]]:
    """2^(k/STEPS)."""
    powers = [mpf(2) ** (mpf(k) / STEPS[precision]) for k in range(STEPS[precision])]
    highs = [rounded(each, precision) for each in powers]
    return {"POWERS": highs, "POWERS_LOW": rests(powers, highs)}


def log_table(precision: int) -> dict[str, list[mpf]]:
    """Reciprocals of the middles of the intervals in which the first four digits of 3/4 ≤ m < 3/2 are k, 1 next to 1.

    LOG_HIGH is rounded so that n · LOG2_HIGH + LOG_HIGH is exact.
    """
    middles = [(1 + (k + mpf(1) / 2) / 16) / (1 if k < 8 else 2) for k in range(16)]
    inverses = [mpf(1) if k in (0, 15) else rounded(1 / middle, precision) for k, middle in enumerate(middles)]
    logs, unit = [-mpmath.log(each) for each in inverses], mpf(2) ** (-15 if precision == 32 else -41)
    highs = [mpmath.nint(each / unit) * unit for each in logs]
    return {"LOG_INVERSE": inverses, "LOG_HIGH": highs, "LOG_LOW": rests(logs, highs)}


def log1p_table(precision: int) -> dict[str, list[mpf]]:
    """The same for 1 ≤ m < 2, where no multiple of log 2 is added."""
    middles = [1 + (k + mpf(1) / 2) / 16 for k in range(16)]
    inverses = [rounded(1 / middle, precision) if k else mpf(1) for k, middle in enumerate(middles)]
    logs = [-mpmath.log(each) for each in inverses]
    highs = [rounded(each, precision) for each in logs]
    return {"LOG1P_INVERSE": inverses, "LOG1P_HIGH": highs, "LOG1P_LOW": rests(logs, highs)}


def rests(values: Sequence[mpf], highs: Sequence[mpf]) -> list[mpf]:
    return [value - high for value, high in zip(values, highs, strict=True)]
