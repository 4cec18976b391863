"""The largest errors of every kernel: docs/accuracy.json and docs/accuracy.md.   Run: make sweep

What has been found is kept in build/sweep until a kernel changes, so that an interrupted run is taken up again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import click
import numpy as np

from benchmarks import backends, machine
from benchmarks.accuracy import dense, exhaustive, record, references, rows
from benchmarks.accuracy.bounds import promised_in_tables
from benchmarks.accuracy.record import KERNELS, ROWS, VECTORS, Found, Record, Records
from benchmarks.accuracy.vector_functions import IN_FLOAT64, vector_function

ROOT = record.FOLDER.parent
KEPT = ROOT / "build" / "sweep"
NUMPY_NAMES = ("exp", "expm1", "log", "log1p", "sinh", "cosh", "tanh", "sin", "cos")


class Task(NamedTuple):
    """One row of a table."""

    part: str
    function: str
    dtype: str


def tasks() -> Iterator[Task]:
    """All of them, the long ones first."""
    dtypes = ("float32", "float64") if dense.is_possible() else ("float32",)
    for part, names in ((KERNELS, references.KERNELS), (ROWS, rows.FUNCTIONS), (VECTORS, references.FUNCTIONS)):
        yield from (Task(part, name, dtype) for dtype in dtypes for name in names)


@cache
def _columns() -> dict[str, ModuleType]:
    found = backends.load_columns()
    for module in found.values():
        module.set_num_threads(1)
    return found


def _kernels(task: Task) -> dict[str, Callable[..., Any]]:
    if task.part != VECTORS:
        return {name: getattr(module, task.function) for name, module in _columns().items()}
    found: dict[str, Callable[..., Any]] = {
        name: vector_function(name, task.function) for name in _columns() if name in backends.SETS
    }
    numpy = {backends.SHOWN["numpy"]: getattr(np, task.function)} if task.function in NUMPY_NAMES else {}
    return {**found, **numpy}


def run(task: Task) -> Record:
    """The largest errors of one function."""
    kernels, units = _kernels(task), rows.VALUE
    each = list(kernels.values())
    if task.part == ROWS:
        units = rows.FUNCTIONS[task.function].of
        points = rows.LONGEST
        found = rows.sweep(task.function, each, np.dtype(task.dtype).type, range(1, rows.LONGEST + 1))
    else:
        reference = (references.KERNELS if task.part == KERNELS else references.FUNCTIONS)[task.function]
        if task.dtype == "float32":
            points, found = 2 * exhaustive.INFINITE_BITS, exhaustive.sweep(reference, IN_FLOAT64, each)
        else:
            points, found = dense.sweep(reference, each)
    columns = {
        name: Found(record.sharp(worst.error), worst.at, record.sharp(worst.near), worst.near_at)
        for name, worst in zip(kernels, found, strict=True)
    }
    return Record(task.part, task.function, task.dtype, points, units, columns)


def _digest() -> str:
    """Of everything that the numbers depend on."""
    here = Path(__file__).parent
    own = [here / f"{name}.py" for name in ("references", "exhaustive", "dense", "rows", "grids", "vector_functions")]
    files = [path for path in sorted((ROOT / "numeric").rglob("*")) if path.suffix in (".c", ".h", ".py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in [*own, *files])).hexdigest()[:12]


def _kept(task: Task, folder: Path) -> Path:
    return folder / f"{task.part}-{task.function}-{task.dtype}.json".replace(" ", "-")


@click.command(help=__doc__)
@click.option("--processes", type=int, default=machine.cores(), help="How many tasks at a time.")
@click.option("--part", type=click.Choice([KERNELS, ROWS, VECTORS]), multiple=True, help="Only these tables.")
def main(processes: int, part: tuple[str, ...]) -> None:
    """What is not known yet; then the page, of all that is known of these kernels."""
    folder = KEPT / _digest()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [task for task in tasks() if not part or task.part in part]
    due = [task for task in wanted if not _kept(task, folder).exists()]
    with ProcessPoolExecutor(processes) as pool:
        running = {pool.submit(run, task): task for task in due}
        for number, each in enumerate(as_completed(running), 1):
            task, found = running[each], each.result()
            _kept(task, folder).write_text(json.dumps(asdict(found)), encoding="utf-8")
            told = ", ".join(f"{name} {worst.error:.3g}" for name, worst in found.columns.items())
            click.echo(f"{number}/{len(due)}  {task.dtype} {task.function}: {told}")
    known = [_kept(task, folder) for task in tasks()]
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in known if path.exists()]
    made = {"machine": f"{machine.cpu()}, NumPy {np.__version__}", "records": parts}
    record.FOLDER.mkdir(exist_ok=True)
    record.DATA.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    records: Records = record.load()
    record.PAGE.write_text(record.page(records, promised_in_tables(records)), encoding="utf-8")


if __name__ == "__main__":
    main()
