"""Speed and accuracy of the kernels beside their peers.   Run: make bench, or python -m benchmarks --help"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import numpy as np
from rich.progress import track

from benchmarks import backends, machine, peers
from benchmarks.accuracy import errors
from benchmarks.speed import goals, imports, timing
from benchmarks.tables import CONSOLE, show
from proofnotes.report.benchmarks import FORMAT, Accuracy, Benchmarks, Timing, written
from proofnotes.statements.catalogue import Catalogue, load_catalogue
from proofnotes.statements.statement import Definition

DTYPES = ("float32", "float64")
EFFORT, QUICK = timing.Effort(0.6, 7), timing.Effort(0.02, 3)
IMPORTS = 15


@dataclass(frozen=True)
class Request:
    """What the command line asks for; nothing chosen means everything."""

    function: Sequence[str] = ()
    dtype: Sequence[str] = ()
    size: Sequence[str] = ()
    backend: Sequence[str] = ()
    peer: Sequence[str] = ()
    only: str | None = None
    seconds: float | None = None
    rounds: int | None = None
    quick: bool = False
    catalogue: Catalogue = field(default_factory=load_catalogue)

    @property
    def definitions(self) -> list[Definition]:
        """The functions."""
        known = {each.name: each for each in self.catalogue.definitions}
        unknown = sorted(set(self.function) - set(known))
        if unknown:
            raise click.BadParameter(f"no function {', '.join(unknown)}; there are {', '.join(known)}")
        return [known[name] for name in self.function or known]

    @property
    def dtypes(self) -> Sequence[str]:
        """The floating-point types."""
        return self.dtype or DTYPES

    @property
    def effort(self) -> timing.Effort:
        """How long to race."""
        usual = QUICK if self.quick else EFFORT
        return timing.Effort(self.seconds or usual.seconds, self.rounds or usual.rounds)

    def kernels(self) -> dict[str, ModuleType]:
        """The backends; the first is the one that users get."""
        wanted = self.backend or backends.NAMES
        found = {name: module for name, module in backends.load_all().items() if name in wanted}
        if not found:
            raise click.BadParameter(f"none of the backends {', '.join(self.backend)} is there")
        return found


def _choice(name: str, values: Iterable[str] | None, text: str) -> Any:
    """An option that may be given again and again."""
    return click.option(f"--{name}", type=click.Choice(list(values)) if values else str, multiple=True, help=text)


@click.command(help=__doc__)
@_choice("function", None, "Only this function of the catalogue.")
@_choice("dtype", DTYPES, "Only this type.")
@_choice("size", timing.SIZES, f"Only this size: {timing.TOLD}.")
@_choice("backend", backends.NAMES, "Only these kernels.")
@_choice("peer", peers.NAMES, "Only this peer.")
@click.option("--only", type=click.Choice(["speed", "accuracy"]), help="One of the two.")
@click.option("--seconds", type=float, help="How long each race goes on.")
@click.option("--rounds", type=int, help="How many rounds it has at least.")
@click.option("--quick", is_flag=True, help="A short run, whose numbers are good for nothing but a look.")
@click.option("--out", type=click.Path(path_type=Path), default="build/bench.json", show_default=True)
def main(out: Path, **options: Any) -> None:
    """Measure, write the file, and print the tables that can be made from it."""
    found = measure(Request(**options))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(written(found))
    show(found)
    CONSOLE.print(f"\nwritten to {out}")


def measure(request: Request) -> Benchmarks:
    """Everything that the request asks for."""
    kernels, definitions = request.kernels(), request.definitions
    others, missing = peers.load(request.peer, machine.cores())
    for name, reason in missing.items():
        CONSOLE.print(f"left out: {name} ({reason})")
    timings, times = ([], {}) if request.only == "accuracy" else _timed(request, definitions, kernels, others)
    wrong = [] if request.only == "speed" else _swept(request, definitions, kernels, others)
    ours = backends.SHOWN[next(iter(kernels))]
    return Benchmarks(
        format=FORMAT,
        ours=ours,
        machine=machine.describe(kernels, peers.versions(others), missing),
        imports=times,
        speed=tuple(timings),
        accuracy=tuple(wrong),
        goals=goals.judged(timings, {each.name: each for each in definitions}, times, ours),
    )


def _timed(
    request: Request, definitions: Sequence[Definition], kernels: dict[str, ModuleType], others: dict[str, peers.Peer]
) -> tuple[list[Timing], dict[str, float]]:
    sizes = request.size or list(timing.SIZES)
    cases = list(timing.cases(definitions, request.catalogue.theorems, request.dtypes, sizes))
    found = []
    for case in track(cases, "speed", console=CONSOLE):
        found += timing.timed(case, kernels, others, request.effort)
    return found, imports.seconds(3 if request.quick else IMPORTS)


def _swept(
    request: Request, definitions: Sequence[Definition], kernels: dict[str, ModuleType], others: dict[str, peers.Peer]
) -> list[Accuracy]:
    density = errors.QUICK if request.quick else errors.FULL
    found = []
    for definition in track(definitions, "accuracy", console=CONSOLE):
        dtypes = [np.dtype(name).type for name in request.dtypes]
        for sweep in errors.sweeps([definition], request.catalogue.theorems, dtypes, density):
            found.append(errors.record(sweep, kernels, others))
    return found


if __name__ == "__main__":
    main()
