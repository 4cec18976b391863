"""Fits the polynomials of numeric/_runtime/special.py into coefficients.py there.   Run: python scripts/fit_special.py

    1 − Φ(a) = e^{−a²/2} P(t)/(1 + a),   0 ≤ a ≤ TOP,   1/(a + K) mapped to t in [−1, 1], the smallest a to −1
    erf(x) = x E(2x² − 1),   |x| ≤ 1

once for float32 ("f") and once for float64 ("d").  P and E are interpolated at Chebyshev points with 40 digits.  The
map is that of M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞",
1981, Math. Comp. 36, 249–253; beyond TOP the value is 0 in this type.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import mpmath

K = 4
TOP = {"f": 14.5, "d": 40.0}
TAIL_DEGREE, ERF_DEGREE = {"f": 9, "d": 23}, {"f": 7, "d": 12}
HEADER = '"""Generated, do not edit: scripts/fit_special.py makes this file.  Highest power first."""'
TARGET = Path(__file__).parents[1] / "numeric" / "_runtime" / "coefficients.py"


def tail(top: float, t: mpmath.mpf) -> mpmath.mpf:
    """P at t in [−1, 1]."""
    first, last = mpmath.mpf(1) / K, 1 / (mpmath.mpf(top) + K)
    w = (first + last) / 2 - t * (first - last) / 2
    a = 1 / w - K
    return (1 + a) * mpmath.exp(a * a / 2) * mpmath.erfc(a / mpmath.sqrt(2)) / 2


def series(t: mpmath.mpf) -> mpmath.mpf:
    """E at x² = (t + 1)/2."""
    x = mpmath.sqrt((t + 1) / 2)
    return mpmath.erf(x) / x if x else 2 / mpmath.sqrt(mpmath.pi)


def monomials(f: Callable[[mpmath.mpf], mpmath.mpf], degree: int) -> list[float]:
    """The coefficients of the Chebyshev interpolant in powers of t, the highest first."""
    n = degree + 1
    nodes = [mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    values = [f(node) for node in nodes]
    previous, current, found = [mpmath.mpf(1)], [mpmath.mpf(0), mpmath.mpf(1)], [mpmath.mpf(0)] * n
    for j in range(n):
        scale = mpmath.mpf(1 if j == 0 else 2) / n
        weight = scale * sum(value * mpmath.chebyt(j, node) for value, node in zip(values, nodes, strict=True))
        for power, coefficient in enumerate(previous):
            found[power] += weight * coefficient
        shifted = [mpmath.mpf(0), *(2 * each for each in current)]
        following = [a - b for a, b in zip(shifted, previous + [mpmath.mpf(0)] * len(shifted), strict=False)]
        previous, current = current, following
    return [float(each) for each in reversed(found)]


def source() -> str:
    """The text of numeric/_runtime/coefficients.py."""
    with mpmath.workdps(40):
        tables = {
            "TAIL": {kind: monomials(partial(tail, TOP[kind]), degree) for kind, degree in TAIL_DEGREE.items()},
            "ERF": {kind: monomials(series, degree) for kind, degree in ERF_DEGREE.items()},
        }
    lines = [HEADER, "", f"K = {K}", f"TOP = {TOP}".replace("'", '"')]
    for name, kinds in tables.items():
        lines += ["", f"{name} = {{"]
        for kind, coefficients in kinds.items():
            lines += [f'    "{kind}": (', *(f"        {each!r}," for each in coefficients), "    ),"]
        lines.append("}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
