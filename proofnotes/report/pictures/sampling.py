"""Expressions as numbers to draw: by the kernels that are generated from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...expr.indices import Index
from ...expr.nodes import Expr, Input, Scalar
from ...lowering import lower
from ...prover.bounds.function import RealInterval, domain_of
from ...statements.statement import Definition

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]

SAMPLES = 601
NARROWEST, WIDEST, HORIZON = 4, 8, 24
SETTLED = 0.02
JUMP = 0.2


def numeric(e: Expr, inputs: Sequence[Input], indices: Sequence[Index] = ()) -> Callable[..., Any]:
    """The expression as a NumPy function of these inputs."""
    return lower(Definition("value", e, inputs=inputs, indices=indices))


def view(definition: Definition, slope: Function) -> tuple[float, float]:
    """From where to where a function of one number is drawn: its domain, as far as something happens there.

    On the whole line the half-width is the smallest from which on the slope keeps to 2 % of all that it varies.  An end
    at which the function need not be defined is left out.
    """
    x = definition.inputs[0]
    assert isinstance(x, Scalar)
    domain = domain_of(x, definition.assuming)
    low, high = _shown(domain, _half_width(slope))
    step = (high - low) / SAMPLES
    return low + step * (domain.low in domain.open_ends), high - step * (domain.high in domain.open_ends)


def _shown(domain: RealInterval, half: int) -> tuple[float, float]:
    low, high = domain.low, domain.high
    if low is not None:
        return float(low), float(high) if high is not None else float(low) + 2 * half
    return (float(high) - 2 * half, float(high)) if high is not None else (float(-half), float(half))


def _half_width(slope: Function) -> int:
    x = np.linspace(-HORIZON, HORIZON, 2 * SAMPLES)
    with np.errstate(all="ignore"):
        values = slope(x)
    if not np.isfinite(values).all():
        return NARROWEST
    room = SETTLED * np.ptp(values)
    halves = range(NARROWEST, WIDEST + 1)
    return next((half for half in halves if _settled(values[x >= half], values[x <= -half], room)), NARROWEST)


def _settled(right: Floats, left: Floats, room: float) -> bool:
    return bool(np.ptp(right) <= room and np.ptp(left) <= room)


def samples(low: float, high: float) -> Floats:
    """Points from low to high; the number is odd, so that 0 is among them where it lies in the middle."""
    return np.linspace(low, high, SAMPLES)


def broken_at_jumps(values: Floats) -> Floats:
    """The values with a gap wherever they jump, so that no line is drawn across."""
    steps = np.abs(np.diff(values))
    found = values.copy()
    found[1:][steps > JUMP * np.ptp(values)] = np.nan
    return found


def short(value: float) -> str:
    """Three figures, or all of a whole number, with a minus sign: −0.17."""
    return f"{value + 0.0:.{3 if value % 1 else 15}g}".replace("-", "−")
