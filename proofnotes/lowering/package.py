"""The files of `numeric/`: Python, its types, and C for each derivation file that defines something, and its own."""

from __future__ import annotations

from pathlib import Path

from ..statements.catalogue import Catalogue
from ..statements.statement import Definition
from .kernels import Kernel
from .native.files import native_files
from .numpy.module import GENERATED, kernels_of, module_source
from .stubs import stub_source

PACKAGE = '''"""Kernels: NumPy implementations made from the definitions.   from numeric import softmax, softmax_vjp

Generated, do not edit: `proofnotes kernels` makes this file.
"""
'''

RUNTIME = {"_runtime.backend": ("backend",), "_runtime.threads": ("get_num_threads", "set_num_threads")}
"""What the package exports besides kernels, by where it is."""


def package_files(catalogue: Catalogue) -> dict[str, str]:
    """What the folder has to hold: file name to text."""
    modules = [each for each in catalogue.modules if any(isinstance(s, Definition) for s in each.statements)]
    found = {each.name: kernels_of(each, catalogue) for each in modules}
    files = {f"{each.name}.py": module_source(each, found[each.name]) for each in modules}
    stubs = {f"{each.name}.pyi": stub_source(each, found[each.name]) for each in modules}
    return {**files, **stubs, **native_files(found), "__init__.py": _package(found)}


def _package(found: dict[str, list[Kernel]]) -> str:
    names = {module: _exported(kernels) for module, kernels in sorted(found.items())}
    imports = "".join(_import_line(module, exported) for module, exported in names.items())
    everything = "".join(
        f'    "{name}",\n' for name in sorted(name for each in (*RUNTIME.values(), *names.values()) for name in each)
    )
    runtime = "".join(f"from .{module} import {', '.join(exported)}\n" for module, exported in RUNTIME.items())
    return f"{PACKAGE}\n{runtime}{imports}\n__all__ = [\n{everything}]\n"


def _exported(kernels: list[Kernel]) -> list[str]:
    return sorted(each.name for each in kernels if not each.given)


def _import_line(module: str, names: list[str]) -> str:
    line = f"from .{module} import {', '.join(names)}\n"
    return (
        line
        if len(line) <= 120
        else f"from .{module} import (\n{''.join(f'    {name},{chr(10)}' for name in names)})\n"
    )


def write_kernels(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Write every generated file, and delete generated files that no derivation stands behind."""
    files = package_files(catalogue)
    for path in _superfluous(folder, files):
        path.unlink()
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not _holds(folder / name, source):  # what has not changed need not be compiled again
            (folder / name).write_text(source, encoding="utf-8")
    return [folder / name for name in sorted(files)]


def stale_kernels(folder: Path, catalogue: Catalogue) -> list[Path]:
    """The generated files that are missing, that differ from what would be written, or that should not be there."""
    files = package_files(catalogue)
    changed = [folder / name for name, source in sorted(files.items()) if not _holds(folder / name, source)]
    return changed + _superfluous(folder, files)


def _holds(path: Path, source: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == source


def _superfluous(folder: Path, files: dict[str, str]) -> list[Path]:
    """Files that were generated once and no longer would be.  A file that does not say so is left alone."""
    found = (path for pattern in ("*.py", "*.pyi", "native/kernels/*.h") for path in folder.glob(pattern))
    others = (path for path in found if path.relative_to(folder).as_posix() not in files)
    return sorted(path for path in others if GENERATED in path.read_text(encoding="utf-8"))
