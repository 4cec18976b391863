"""Where functions of numbers are tried: everywhere, and densely where something happens."""

from collections.abc import Callable
from typing import Any

import numpy as np

from proofnotes.prover.bounds.function import RealInterval

Array = np.ndarray[Any, Any]
MARKS = (0.0, 0.5, 1.0, 5.5, 7.6, 16.7, 37.0, 38.6, 88.73, 103.98, 709.79, 745.0, 745.2, 1e4, 1e10)
"""Where implementations change their formula, and where results reach the ends of the types."""
WINDOWS = (1.0, 8.0, 40.0, 130.0, 800.0)
OTHERS = (0.0, 1.0, 0.25)
"""What second and third inputs are held at: both certain targets, and one between."""


def everywhere(dtype: Any, domain: RealInterval, count: int) -> Array:
    """Numbers of every size and of both signs, marks with their neighbours, even spacing near 0; in order."""
    info = np.finfo(dtype)
    low, high = np.log2(float(info.smallest_subnormal)), float(info.maxexp)
    rng = np.random.default_rng(0)
    sizes = np.exp2(np.linspace(low, high, count, endpoint=False) + rng.uniform(0, (high - low) / count, count))
    near = [np.linspace(0, window, max(count // 5, 4)) for window in WINDOWS]
    marks = np.array(MARKS, dtype)
    beside = [np.nextafter(marks, dtype(end)) for end in (-np.inf, np.inf)]
    extremes = [float(info.max), float(info.tiny), float(info.smallest_subnormal)]
    positive = np.concatenate([sizes.clip(max=float(info.max)), *near, marks, *beside, extremes])
    both = np.concatenate([positive, -positive]).astype(dtype)
    return _inside(np.concatenate([both, _ends(dtype, domain, count)]), domain)


def _ends(dtype: Any, domain: RealInterval, count: int) -> Array:
    """Numbers that come closer and closer to the finite ends of the domain."""
    ends = [float(end) for end in (domain.low, domain.high) if end is not None]
    steps = np.exp2(-np.linspace(1, np.finfo(dtype).nmant + 1, max(count // 5, 4)))
    return np.concatenate([[], *(end + sign * steps for end in ends for sign in (-1, 1))]).astype(dtype)


def _inside(x: Array, domain: RealInterval) -> Array:
    keep = np.isfinite(x)
    if domain.low is not None:
        keep &= x > float(domain.low)
    if domain.high is not None:
        keep &= x < float(domain.high)
    return np.unique(x[keep])


def around(root: float, dtype: Any) -> Array:
    """Numbers that come closer and closer to a root from both sides, and its neighbours."""
    steps = np.exp2(-np.arange(1, np.finfo(dtype).nmant + 1, dtype=np.float64))
    return np.concatenate([root * (1 + steps), root * (1 - steps), [root]]).astype(dtype)


def between(one: float, other: float, dtype: Any, count: int = 24) -> Array:
    """Numbers between two."""
    return np.linspace(float(one), float(other), count).astype(dtype)


def bisected(sign: Callable[[float], int], low: float, high: float, dtype: Any) -> float:
    """Where the sign changes, down to neighbouring numbers of the type."""
    first = sign(low)
    for _ in range(80):
        middle = float(dtype(low + (high - low) / 2))
        if middle in (low, high):
            break
        low, high = (middle, high) if sign(middle) == first else (low, middle)
    return high
