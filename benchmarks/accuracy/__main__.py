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


CURVED = (exhaustive.START, 0x43000000)
"""The bits of 2⁻¹³ and of 128."""


class Task(NamedTuple):
    """One row of a table."""

    part: str
    function: str
    dtype: str


def tasks() -> Iterator[Task]:
    """All of them, the long ones last."""
    dtypes = ("float64", "float32") if dense.is_possible() else ("float32",)
    yield from (Task(ROWS, name, dtype) for dtype in dtypes for name in rows.FUNCTIONS)
    for part, names in ((KERNELS, references.KERNELS), (VECTORS, references.FUNCTIONS)):
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


def run(task: Task, is_quick: bool = False) -> Record:
    """The largest errors of one function.   is_quick: in float32 where it is curved, no straight line."""
    kernels, units = _kernels(task), rows.VALUE
    each = list(kernels.values())
    if task.part == ROWS:
        units = rows.FUNCTIONS[task.function].of
        points = rows.LONGEST
        found = rows.sweep(task.function, each, np.dtype(task.dtype).type, range(1, rows.LONGEST + 1))
    else:
        reference = (references.KERNELS if task.part == KERNELS else references.FUNCTIONS)[task.function]
        if task.dtype == "float32":
            first, last = CURVED if is_quick else (0, exhaustive.INFINITE_BITS)
            points, found = 2 * (last - first), exhaustive.sweep(reference, IN_FLOAT64, each, first, last)
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


def _kept(task: Task, folder: Path, is_quick: bool = False) -> Path:
    name = f"{task.part}-{task.function}-{task.dtype}{'-quick' if is_quick else ''}.json"
    return folder / name.replace(" ", "-")


def _known(task: Task, folder: Path, is_quick: bool = True) -> Path | None:
    """Where the errors of a function were kept, of the whole sweep if there was one.   is_quick: or of a part."""
    paths = [_kept(task, folder)] + ([_kept(task, folder, is_quick=True)] if is_quick else [])
    return next((path for path in paths if path.exists()), None)


@click.command(help=__doc__)
@click.option("--processes", type=int, default=machine.cores(), help="How many tasks at a time.")
@click.option("--part", type=click.Choice([KERNELS, ROWS, VECTORS]), multiple=True, help="Only these tables.")
@click.option("--quick", is_flag=True, help="Float32 numbers from 2⁻¹³ to 128 only.")
def main(processes: int, part: tuple[str, ...], quick: bool) -> None:
    """What is not known yet; then the page, of all that is known of these kernels."""
    folder = KEPT / _digest()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [task for task in tasks() if not part or task.part in part]
    due = [task for task in wanted if _known(task, folder, quick) is None]
    with ProcessPoolExecutor(processes) as pool:
        running = {pool.submit(run, task, quick): task for task in due}
        for number, each in enumerate(as_completed(running), 1):
            task, found = running[each], each.result()
            is_part = quick and task.dtype == "float32" and task.part != ROWS
            _kept(task, folder, is_part).write_text(json.dumps(asdict(found)), encoding="utf-8")
            told = ", ".join(f"{name} {worst.error:.3g}" for name, worst in found.columns.items())
            click.echo(f"{number}/{len(due)}  {task.dtype} {task.function}: {told}")
    known = [path for task in tasks() if (path := _known(task, folder)) is not None]
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in known]
    made = {"machine": f"{machine.cpu()}, NumPy {np.__version__}", "records": parts}
    record.FOLDER.mkdir(exist_ok=True)
    record.DATA.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    records: Records = record.load()
    record.PAGE.write_text(record.page(records, promised_in_tables(records)), encoding="utf-8")


if __name__ == "__main__":
    main()
