"""Files of kernels, put into place where every kernel in them has passed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..callables.compiling import can_compile
from ..lowering.back_ends import written
from ..lowering.package import generated, made_of, package_files, put
from ..statements.catalogue import Catalogue
from ..statements.statement import Definition
from .examining import Stop, stops
from .loading import compile_all
from .proofs import Proofs


@dataclass(frozen=True)
class WrittenKernels:
    """The files that are in place, and a sentence or a case for whatever is not in them.

    stopped: what keeps a file from being written; refused: what there is no kernel of; left: what no compiler takes.
    """

    paths: tuple[Path, ...]
    stopped: tuple[Stop, ...]
    refused: tuple[str, ...]
    left: tuple[str, ...]


def write_kernels(folder: Path, catalogue: Catalogue, derivations: Collection[str] | None = None) -> WrittenKernels:
    """Prove, run and write the kernels of all derivation files, or of these.

    A file with a kernel that is stopped keeps its old text; so do the files of derivations that were not asked for.
    """
    made = made_of(catalogue, None if derivations is None else frozenset(derivations))
    units = made.units
    complaints = compile_all(kernel for unit in units for kernel in unit.kernels) if can_compile() else {}
    texts, proofs = written(units, left=complaints), Proofs.of(catalogue.theorems)
    stopped = {unit.name: stops(unit, texts[f"{unit.name}.py"], proofs) for unit in units}
    passed = [unit for unit in units if not stopped[unit.name]]
    kept = generated(folder, set(_defining(catalogue)) - {unit.name for unit in passed})
    files = package_files(passed, kept, complaints)
    paths = put(folder, files, kept)
    return WrittenKernels(
        tuple(paths), tuple(chain.from_iterable(stopped.values())), made.refused, tuple(complaints.values())
    )


def _defining(catalogue: Catalogue) -> Iterator[str]:
    """The derivation files that define something."""
    for module in catalogue.modules:
        if any(isinstance(each, Definition) for each in module.statements):
            yield module.name
