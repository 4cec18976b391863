"""What was to be reached, and what was: each goal with the number that was measured, met or not."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from benchmarks.backends import SHOWN
from benchmarks.calls import is_elementwise, multiplies_matrices
from benchmarks.peers import BACKWARD, BOTH, FORWARD, FRESH, REUSED
from benchmarks.speed.timing import TEXTBOOK
from proofnotes.lowering.tasks.shapes import batch
from proofnotes.report.benchmarks import COPY, Goal, Timing
from proofnotes.statements.statement import Definition

PYTORCH = "PyTorch"
AT_LEAST, AT_MOST = "at least", "at most"

MEANS = (
    ("float32", "large", FORWARD, 2.0),
    ("float32", "large", BOTH, 2.0),
    ("float64", "large", FORWARD, 1.5),
    ("float64", "large", BOTH, 1.5),
    ("float32", "small", FORWARD, 1.7),
    ("float32", "small", BOTH, 3.0),
)
SINGLES = tuple(product(("float32",), ("large", "small", "tiny"), (FORWARD, BOTH)))
"""Where no function may be slower than SINGLE, however it is called."""
SINGLE = 0.95
PLAIN = 3.5
IMPORT = 1.3


def mean(values: Iterable[float]) -> float:
    """The geometric mean."""
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs))


def ratios(timings: Iterable[Timing], ours: str, other: str) -> dict[str, float]:
    """How many times as fast as the other ours is, by function, where both were timed."""
    both = [each for each in timings if ours in each.seconds and other in each.seconds]
    return {each.function: each.seconds[other] / each.seconds[ours] for each in both}


def judged(
    timings: Sequence[Timing], definitions: Mapping[str, Definition], imports: Mapping[str, float], ours: str
) -> tuple[Goal, ...]:
    """Every goal for which there are numbers."""
    found = [*_against_pytorch(timings, ours), *_shares(timings, definitions, ours), *_numpy_kernels(timings)]
    if imports:
        found.append(_goal("import", (), AT_MOST, IMPORT, [imports["numeric"] / imports["numpy"]]))
    return tuple(found)


def _goal(
    what: str,
    where: tuple[str, ...],
    sense: str,
    goal: float,
    values: Sequence[float],
    worst: str = "",
    fresh: float | None = None,
) -> Goal:
    measured = mean(values)
    met = measured >= goal if sense == AT_LEAST else measured <= goal
    dtype, size, direction = where or ("", "", "")
    return Goal(what, dtype, size, direction, sense, goal, round(measured, 4), met, len(values), worst, fresh)


def _select(timings: Iterable[Timing], dtype: str, size: str, direction: str, mode: str = FRESH) -> list[Timing]:
    wanted = (dtype, size, direction, mode)
    return [each for each in timings if (each.dtype, each.size, each.direction, each.mode) == wanted]


def _against_pytorch(timings: Sequence[Timing], ours: str) -> list[Goal]:
    """Results are fresh on both sides, and PyTorch is called as its users call it."""
    found = []
    for dtype, size, direction, goal in MEANS:
        each = ratios(_select(timings, dtype, size, direction), ours, PYTORCH)
        usual = [value for function, value in each.items() if is_usual(function)]
        if usual:
            found.append(_goal("mean", (dtype, size, direction), AT_LEAST, goal, usual))
    for where in SINGLES:
        each = ratios(_select(timings, *where), ours, PYTORCH)
        if each:
            worst = min(each, key=lambda function: each[function])
            found.append(_goal("single", where, AT_LEAST, SINGLE, [each[worst]], worst))
    return found


def is_usual(function: str) -> bool:
    """Whether it is called with arrays alone, each of the usual kind."""
    return ", " not in function


Chosen = Callable[[Definition], bool]
SHARES: tuple[tuple[str, str, float, Chosen], ...] = (
    ("copy, elementwise", FORWARD, 0.90, is_elementwise),
    ("copy, norms", FORWARD, 0.60, lambda each: batch(each) is not None),
    ("copy, gradients", BACKWARD, 0.55, lambda each: not multiplies_matrices(each)),
)
"""Matrix products are not limited by memory."""


def _shares(timings: Sequence[Timing], definitions: Mapping[str, Definition], ours: str) -> list[Goal]:
    """Of the copy's bandwidth.  np.copyto writes to an array that is there already, so this is judged with out=.

    The share with fresh results, which have to be got from the system first, is beside it.
    """
    found = []
    for what, direction, goal, chosen in SHARES:
        reused, fresh = (
            _chosen(ratios(_select(timings, "float32", "large", direction, mode), ours, COPY), definitions, chosen)
            for mode in (REUSED, FRESH)
        )
        if reused and fresh:
            beside = round(mean(fresh), 4)
            found.append(_goal(what, ("float32", "large", direction), AT_LEAST, goal, reused, fresh=beside))
    return found


def _chosen(values: Mapping[str, float], definitions: Mapping[str, Definition], chosen: Chosen) -> list[float]:
    usual = ((function, value) for function, value in values.items() if is_usual(function))
    return [value for function, value in usual if chosen(definitions[function])]


def _numpy_kernels(timings: Sequence[Timing]) -> list[Goal]:
    """The kernels that need no compiler, against the formulas as tutorials type them."""
    found = []
    for direction in (FORWARD, BOTH):
        each = ratios(_select(timings, "float32", "large", direction), SHOWN["numpy"], TEXTBOOK)
        if each:
            found.append(_goal("textbook", ("float32", "large", direction), AT_LEAST, PLAIN, list(each.values())))
    return found
