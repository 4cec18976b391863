"""What was to be reached, and what was: each goal with the number that was measured, met or not."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from benchmarks.inputs import is_elementwise, multiplies_matrices
from benchmarks.peers import BACKWARD, BOTH, FORWARD, FRESH, REUSED
from benchmarks.speed import COPY, OURS, TEXTBOOK
from proofnotes.lowering.kernels import batch
from proofnotes.statements import Definition

Record = Mapping[str, Any]
PYTORCH = "PyTorch"
AT_LEAST, AT_MOST = "at least", "at most"


def mean(values: Sequence[float]) -> float:
    """The geometric mean."""
    return math.exp(sum(map(math.log, values)) / len(values))


def ratios(records: Iterable[Record], ours: str, other: str) -> dict[str, float]:
    """How many times as fast as the other ours is, by function, where both were measured."""
    found = {}
    for each in records:
        times = each["seconds"]
        if ours in times and other in times:
            found[each["function"]] = times[other] / times[ours]
    return found


def judged(
    records: Sequence[Record], definitions: Mapping[str, Definition], imports: Mapping[str, float], ours: str
) -> list[dict[str, Any]]:
    """Every goal for which there are numbers.  ours is the backend that users get."""
    name = OURS[ours]
    found = [
        *_against_pytorch(records, name),
        *_share_of_copy(records, definitions, name),
        *_numpy_backend(records),
    ]
    if imports:
        share = imports["numeric"] / imports["numpy"]
        found.append(_goal("import numeric / import numpy", AT_MOST, 1.3, share))
    return found


def _goal(name: str, sense: str, goal: float, measured: float, note: str = "") -> dict[str, Any]:
    met = measured >= goal if sense == AT_LEAST else measured <= goal
    return {"name": name, "sense": sense, "goal": goal, "measured": round(measured, 4), "met": met, "note": note}


def _select(records: Iterable[Record], dtype: str, size: str, direction: str, mode: str = FRESH) -> list[Record]:
    wanted = (dtype, size, direction, mode)
    return [each for each in records if (each["dtype"], each["size"], each["direction"], each["mode"]) == wanted]


MEANS = (
    ("float32", "large", FORWARD, 1.7),
    ("float32", "large", BOTH, 1.7),
    ("float64", "large", FORWARD, 1.5),
    ("float64", "large", BOTH, 1.5),
    ("float32", "small", BOTH, 1.5),
)
SINGLE = 0.95


def _against_pytorch(records: Sequence[Record], ours: str) -> list[dict[str, Any]]:
    found, singles = [], {}
    for dtype, size, direction, goal in MEANS:
        each = ratios(_select(records, dtype, size, direction), ours, PYTORCH)
        if each:
            title = f"geometric mean against PyTorch: {dtype}, {size}, {direction}"
            found.append(_goal(title, AT_LEAST, goal, mean(list(each.values())), f"{len(each)} functions"))
            singles |= {f"{function}, {dtype}, {size}, {direction}": value for function, value in each.items()}
    if singles:
        worst = min(singles, key=lambda key: singles[key])
        found.append(_goal("any single function against PyTorch", AT_LEAST, SINGLE, singles[worst], worst))
    return found


Chosen = Callable[[Definition], bool]
SHARES: tuple[tuple[str, str, float, Chosen], ...] = (
    ("elementwise, forward", FORWARD, 0.90, is_elementwise),
    ("norms, forward", FORWARD, 0.60, lambda each: batch(each) is not None),
    ("gradients", BACKWARD, 0.55, lambda each: not multiplies_matrices(each)),
)


def _share_of_copy(records: Sequence[Record], definitions: Mapping[str, Definition], ours: str) -> list[dict[str, Any]]:
    """With out=, as np.copyto has its target; what it is with fresh results is said beside it."""
    found = []
    for title, direction, goal, chosen in SHARES:
        shares = {
            mode: [
                value
                for function, value in ratios(_select(records, "float32", "large", direction, mode), ours, COPY).items()
                if chosen(definitions[function])
            ]
            for mode in (REUSED, FRESH)
        }
        if shares[REUSED]:
            note = f"with fresh results {mean(shares[FRESH]):.2f}; {len(shares[REUSED])} functions"
            found.append(_goal(f"share of copy bandwidth: {title}", AT_LEAST, goal, mean(shares[REUSED]), note))
    return found


def _numpy_backend(records: Sequence[Record]) -> list[dict[str, Any]]:
    found = []
    for direction in (FORWARD, BOTH):
        each = ratios(_select(records, "float32", "large", direction), OURS["numpy"], TEXTBOOK)
        if each:
            title = f"NumPy kernels against textbook NumPy: float32, large, {direction}"
            found.append(_goal(title, AT_LEAST, 3.5, mean(list(each.values())), f"{len(each)} functions"))
    return found
