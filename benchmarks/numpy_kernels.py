"""The NumPy kernels against the textbook formulas.   Run: make bench-numpy, or python -m benchmarks.numpy_kernels

Textbook and kernel take turns, and the least time of all rounds counts.  Results are freshly allocated on both sides.
The CPU time is that of all threads together: where other programs keep processors busy, its ratio is the steadier one.
"""

import argparse
import json
import math
import os
import platform
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

import numeric
from benchmarks import textbook

Array = np.ndarray[Any, Any]
SHAPES = {"4096x1024": (4096, 1024), "32x128": (32, 128), "1": (1, 1)}
NAMES = (
    "sigmoid", "tanh", "relu", "leaky_relu", "swish", "gelu", "gelu_tanh", "softmax", "cross_entropy",
    "cross_entropy_with_logits", "binary_cross_entropy", "binary_cross_entropy_with_logits", "layer_norm", "batch_norm",
    "rms_norm", "swiglu",
)  # fmt: skip
MATRIX_WIDTH = 64
SHORTEST = 2e-4


def inputs(name: str, shape: tuple[int, int], dtype: str) -> tuple[Array, list[Array]]:
    """An upstream gradient and the arguments of a function."""
    rng = np.random.default_rng(0)
    rows, columns = shape
    normal = lambda *size: rng.normal(size=size).astype(dtype)  # noqa: E731 - shorter than a function
    share = lambda: rng.uniform(0.05, 0.95, shape).astype(dtype)  # noqa: E731
    g = normal(rows) if name.startswith("cross") else normal(*shape)
    match name:
        case "cross_entropy" | "binary_cross_entropy":
            return g, [share(), share()]
        case "cross_entropy_with_logits" | "binary_cross_entropy_with_logits":
            return g, [normal(*shape), share()]
        case "layer_norm" | "batch_norm":
            return g, [normal(*shape), normal(columns), normal(columns)]
        case "rms_norm":
            return g, [normal(*shape), normal(columns)]
        case "swiglu":
            return g, [normal(rows, MATRIX_WIDTH), normal(2 * columns, MATRIX_WIDTH), normal(2 * columns)]
        case _:
            return g, [normal(*shape)]


def both_ways(module: Any, name: str, g: Array, arguments: list[Array]) -> dict[str, Callable[[], Any]]:
    """forward; forward and backward."""
    f, vjp = getattr(module, name), getattr(module, f"{name}_vjp")
    return {"forward": lambda: f(*arguments), "both": lambda: (f(*arguments), vjp(g, *arguments))}


def copying(g: Array, arguments: list[Array], results: Any) -> Callable[[], Any]:
    """np.copyto of as many bytes read and written."""
    found = [each for part in results for each in (part if isinstance(part, tuple) else (part,))]
    size = sum(each.nbytes for each in (*arguments, *found)) // 2
    source, target = np.ones(max(size, 1), np.uint8), np.ones(max(size, 1), np.uint8)
    return lambda: np.copyto(target, source)


def timed(f: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the clock and of all processors; short calls are repeated."""
    f()
    start = perf_counter()
    f()
    repeats = max(1, math.ceil(SHORTEST / (perf_counter() - start)))
    start, used = perf_counter(), process_time()
    for _ in range(repeats):
        f()
    return (perf_counter() - start) / repeats, (process_time() - used) / repeats


def measured(name: str, shape: tuple[int, int], dtype: str, rounds: int) -> dict[str, dict[str, float]]:
    """Per direction: microseconds, and ratios to the textbook and to a copy."""
    g, arguments = inputs(name, shape, dtype)
    ours, theirs = (both_ways(module, name, g, arguments) for module in (numeric, textbook))
    found = {}
    for way, f in ours.items():
        result = f()
        copy = copying(g, arguments, result if way == "both" else (result,))
        best = dict.fromkeys(("kernel", "textbook", "copy"), (math.inf, math.inf))
        for _ in range(rounds):
            for each, call in (("kernel", f), ("textbook", theirs[way]), ("copy", copy)):
                clock, used = timed(call)
                best[each] = (min(clock, best[each][0]), min(used, best[each][1]))
        kernel, book, copied = best["kernel"], best["textbook"], best["copy"]
        found[way] = {
            "microseconds": kernel[0] * 1e6,
            "textbook_microseconds": book[0] * 1e6,
            "to_textbook": book[0] / kernel[0],
            "to_copy": copied[0] / kernel[0],
            "cpu_to_textbook": book[1] / max(kernel[1], 1e-9),
        }
    return found


def mean(values: list[float]) -> float:
    """The geometric mean."""
    return math.exp(sum(map(math.log, values)) / len(values))


def table(dtype: str, size: str, rows: dict[str, Any]) -> str:
    """One line for each function."""
    lines = [f"\n{dtype}, {size}: times as fast as the textbook (and as np.copyto of the same traffic)"]
    lines.append(f"{'':34}{'µs':>10}{'forward':>9}{'copy':>7}{'cpu':>7}{'µs':>12}{'both':>7}{'copy':>7}{'cpu':>7}")
    for name, row in rows.items():
        cells = [f"{name:34}"]
        for way in ("forward", "both"):
            each = row[way]
            cells.append(f"{each['microseconds']:10.1f}{each['to_textbook']:9.2f}{each['to_copy']:7.2f}")
            cells.append(f"{each['cpu_to_textbook']:7.2f}")
        lines.append("".join(cells))
    for way in ("forward", "both"):
        told = ", ".join(
            f"{key} {mean([row[way][key] for row in rows.values()]):.2f}"
            for key in ("to_textbook", "to_copy", "cpu_to_textbook")
        )
        lines.append(f"geometric mean, {way}: {told}")
    return "\n".join(lines)


def main() -> None:
    """Print the tables and write them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path, default=Path("build/bench-numpy.json"))
    parser.add_argument("--size", choices=SHAPES, action="append")
    parser.add_argument("--dtype", choices=("float32", "float64"), action="append")
    options = parser.parse_args()
    machine = {
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "threads": numeric.get_num_threads(),
        "load": os.getloadavg(),
    }
    found: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        for dtype in options.dtype or ("float32", "float64"):
            for size in options.size or SHAPES:
                rows = {name: measured(name, SHAPES[size], dtype, options.rounds) for name in NAMES}
                found[f"{dtype} {size}"] = rows
                print(table(dtype, size, rows), flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"measured_on": machine, "results": found}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
