"""The files of `numeric/`: Python, its types, and C for each derivation file that defines something, and its own."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..statements.catalogue import Catalogue
from ..statements.statement import Definition
from .back_ends import BACK_ENDS, written
from .kernels import Refusal, attempted
from .native.files import TABLE
from .numpy.module import GENERATED
from .tasks.kernel import Kernel, Unit

PACKAGE = '''"""Kernels: NumPy implementations made from the definitions.   from numeric import softmax, softmax_vjp

Generated, do not edit: `proofnotes kernels` makes this file.
"""
'''

Files = dict[str, str]
"""File name to text."""

RUNTIME = {"_runtime.backend": ("backend",), "_runtime.threads": ("get_num_threads", "set_num_threads")}
"""What the package exports besides kernels, by where it is."""


@dataclass(frozen=True)
class LoweredUnits:
    """The kernels that there are, and a sentence for each that there is none of."""

    units: tuple[Unit, ...]
    refused: tuple[str, ...]


def package_files(units: Sequence[Unit], kept: Mapping[str, str] | None = None, left: Collection[str] = ()) -> Files:
    """What the folder has to hold: file name to text.

    kept: files of other derivation files, which stay as they are; left: kernels that are left to NumPy.
    """
    others = {name[:-3]: text for name, text in (kept or {}).items() if name.endswith(".py")}
    exported = {name: _defined_in(text) for name, text in others.items()}
    exported |= {unit.name: _exported(unit) for unit in units}
    return {**written(units, kept, left), "__init__.py": _package(exported)}


def units_of(catalogue: Catalogue) -> tuple[Unit, ...]:
    """The kernels of every derivation file that defines something."""
    return made_of(catalogue).units


@lru_cache(maxsize=4)
def made_of(catalogue: Catalogue, files: frozenset[str] | None = None) -> LoweredUnits:
    """Whatever can be made of all derivation files, or of these.  What cannot stops nothing else."""
    units: list[Unit] = []
    sentences: list[str] = []
    names: dict[str, str] = {}
    for module in (each for each in catalogue.modules if files is None or each.name in files):
        own: list[Kernel] = []
        for definition in (each for each in module.statements if isinstance(each, Definition)):
            made, refusals = attempted(definition, catalogue.theorems)
            twice = [each for each in made if names.setdefault(each.name, definition.id) != definition.id]
            told = "{} makes one; rename {}"
            refusals += tuple(Refusal(each.name, told.format(names[each.name], definition.id)) for each in twice)
            own += [each for each in made if each not in twice]
            sentences += [f"{module.name}.py: {each}" for each in refusals]
        units += [Unit(module.name, module.title, tuple(own))] if own else []
    return LoweredUnits(tuple(units), tuple(sentences))


def _package(names: Mapping[str, list[str]]) -> str:
    imports = "".join(_import_line(module, exported) for module, exported in sorted(names.items()))
    everything = "".join(
        f'    "{name}",\n' for name in sorted(name for each in (*RUNTIME.values(), *names.values()) for name in each)
    )
    runtime = "".join(f"from .{module} import {', '.join(exported)}\n" for module, exported in RUNTIME.items())
    return f"{PACKAGE}\n{runtime}{imports}\n__all__ = [\n{everything}]\n"


def _exported(unit: Unit) -> list[str]:
    return sorted(each.name for each in unit.kernels if not each.given)


def _defined_in(text: str) -> list[str]:
    """What a file that was generated once exports."""
    found = (node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    return sorted(name for name in found if not name.startswith("_"))


def _import_line(module: str, names: list[str]) -> str:
    line = f"from .{module} import {', '.join(names)}\n"
    return (
        line
        if len(line) <= 120
        else f"from .{module} import (\n{''.join(f'    {name},{chr(10)}' for name in names)})\n"
    )


def put(folder: Path, files: Files, kept: Iterable[str] = ()) -> list[Path]:
    """Write generated files, and delete generated files that no derivation stands behind.   kept: those that stay."""
    for path in _superfluous(folder, {*files, *kept}):
        path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not _holds(folder / name, source):  # what has not changed need not be compiled again
            (folder / name).write_text(source, encoding="utf-8")
    return [folder / name for name in sorted(files)]


def generated(folder: Path, modules: Collection[str]) -> Files:
    """The generated files that a folder holds for these derivation files, and the table of what is in C."""
    present = (path for path in _present(folder) if path.stem in modules)
    found = [path for path in present if GENERATED in path.read_text(encoding="utf-8")]
    table = [folder / TABLE] if found and (folder / TABLE).is_file() else []
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in (*found, *table)}


def stale_kernels(folder: Path, catalogue: Catalogue) -> list[Path]:
    """The generated files that are missing, that differ from what would be written, or that should not be there."""
    files = package_files(units_of(catalogue))
    changed = [folder / name for name, source in sorted(files.items()) if not _holds(folder / name, source)]
    return changed + _superfluous(folder, files)


def _holds(path: Path, source: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == source


def _present(folder: Path) -> Iterator[Path]:
    return (path for row in BACK_ENDS for pattern in row.patterns for path in folder.glob(pattern))


def _superfluous(folder: Path, files: Collection[str]) -> list[Path]:
    """Files that were generated once and no longer would be.  A file that does not say so is left alone."""
    others = (path for path in _present(folder) if path.relative_to(folder).as_posix() not in files)
    return sorted(path for path in others if GENERATED in path.read_text(encoding="utf-8"))
