"""Where the softmax as it is written stops giving numbers, and that the generated kernel does not."""

from collections.abc import Callable

import numpy as np

from numeric import softmax
from proofnotes import Measurement, Table

SIZES = (2, 1000)


def naive(z: np.ndarray) -> np.ndarray:
    """The formula as it stands."""
    with np.errstate(all="ignore"):
        powers = np.exp(z)
        return powers / powers.sum()


def scores(t: np.floating, size: int) -> np.ndarray:
    """All equal to t."""
    return np.full(size, t)


def is_right(y: np.ndarray) -> bool:
    """Equal scores: every component is 1/K."""
    return bool(np.allclose(y * y.size, 1, rtol=1e-3))


def is_finite(y: np.ndarray) -> bool:
    """Neither nan nor inf."""
    return bool(np.isfinite(y).all())


def first_bad(good: Callable[[np.ndarray], bool], kind: type[np.floating], size: int, far: float) -> np.floating:
    """The number between 0 and far from which on the naive form is not good, by bisection to neighbouring numbers."""
    last, first = kind(0), kind(far)
    while np.nextafter(last, first) != first:
        middle = (last + first) / kind(2)
        last, first = (middle, first) if good(naive(scores(middle, size))) else (last, middle)
    return first


def row(kind: type[np.floating], size: int, far: float) -> tuple[str | int | float, ...]:
    """Both thresholds of the naive form, and the errors of the kernel at the first and at the largest number."""
    wrong, lost = (first_bad(good, kind, size, far) for good in (is_right, is_finite))
    largest = np.finfo(kind).max * kind(np.sign(far))
    errors = [float(np.abs(softmax(scores(t, size)) * size - 1).max()) for t in (lost, largest)]
    return (kind.__name__, size, float(wrong), float(lost), str(naive(scores(lost, size))[0]), *errors)


def measure() -> Table:
    """Both types, two sizes, both directions."""
    kinds = (np.float64, np.float32)
    return Table(
        (
            "type", "K", "naive: wrong from z =", "naive: not finite from z =", "value there",
            "kernel: error there", "kernel: error at the largest number",
        ),
        tuple(row(kind, size, far) for kind in kinds for size in SIZES for far in (2000.0, -2000.0)),
        "naive: e^{z_i}/Σ_j e^{z_j} as written, all scores equal to z; wrong: not 1/K to three figures; "
        "error: relative to 1/K; thresholds by bisection down to neighbouring numbers",
    )  # fmt: skip


overflow = Measurement(
    "softmax.overflow",
    "From which scores on the naive form gives nan or inf, and what the generated kernel gives there.",
    measure,
)
