"""How long a call takes."""

from collections.abc import Callable
from time import perf_counter

import numpy as np

REPETITIONS, CALLS = 7, 0.004
SOURCE = f"NumPy {np.__version__}, float64; fastest of {REPETITIONS} runs"


def microseconds(call: Callable[[], object]) -> float:
    """The fastest of several runs of enough calls for the clock to see them, by the call."""
    started = perf_counter()
    call()
    calls = max(1, int(CALLS / max(perf_counter() - started, 1e-7)))
    return min(_run(call, calls) for _ in range(REPETITIONS)) / calls * 1e6


def _run(call: Callable[[], object], calls: int) -> float:
    started = perf_counter()
    for _ in range(calls):
        call()
    return perf_counter() - started
