"""float64 through the functions of one number: densely over all sizes, and number by number where something happens."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.accuracy.exhaustive import Worst, compare
from benchmarks.accuracy.grids import MARKS, everywhere
from benchmarks.accuracy.references import BY_FLINT, Reference
from proofnotes.prover.bounds.function import RealInterval

Array = np.ndarray[Any, Any]
COUNT = 100_000
NEIGHBOURS = 200
"""On either side of a mark, and of a root."""
EXTENDED_BITS = 63
PIECE = 1 << 14


def is_possible() -> bool:
    """Whether there is an extended type that is sharper than float64."""
    return bool(np.finfo(np.longdouble).nmant >= EXTENDED_BITS)


def points(reference: Reference, count: int = COUNT) -> Array:
    """Numbers of every size and sign, even spacing near 0, and the neighbours of marks, one after the other."""
    marks = np.array([*MARKS[1:], 256.0, abs(reference.root) or 1.0])
    near = (marks.view(np.int64)[:, None] + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).view(np.float64).ravel()
    found = np.concatenate([everywhere(np.float64, RealInterval(None, None), count), near, -near])
    low, high = reference.limits
    return np.unique(found[(found >= low) & (found <= high) & np.isfinite(found)])


def sweep(reference: Reference, kernels: Sequence[Callable[..., Any]], count: int = COUNT) -> tuple[int, list[Worst]]:
    """How many numbers there were, and the worst errors of several kernels of the same function."""
    found, x = [Worst() for _ in kernels], points(reference, count)
    with np.errstate(all="ignore"):
        for start in range(0, x.size, PIECE):
            part = x[start : start + PIECE]
            compare(reference, BY_FLINT, part, part.astype(np.longdouble), kernels, found)
    return x.size, found
