"""The kernels of every backend, and of every instruction set, side by side in one process."""

import os
import shutil
import sys
import tempfile
from importlib import import_module
from importlib.machinery import ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

CHOICE, INSTRUCTIONS = "PROOFNOTES_BACKEND", "PROOFNOTES_INSTRUCTIONS"
COMPILED = "numeric._native"
SETS = ("avx512", "avx2", "baseline")
NAMES = ("native", "numpy")
SHOWN = {"native": "native", "numpy": "NumPy"}
"""What each backend is called in the tables."""


def load(name: str) -> ModuleType | None:
    """A copy of the package numeric that runs on this backend, or None where it is not there.

    The backend is chosen when the package is imported, so each gets a package of its own; the one that others have
    imported, or will import, stays as it is.
    """
    before = {key: module for key, module in sys.modules.items() if _is_ours(key)}
    chosen = os.environ.get(CHOICE)
    try:
        _forget()
        os.environ.pop(CHOICE, None) if name == "native" else os.environ.update({CHOICE: name})
        found = import_module("numeric")
    finally:
        _forget()
        sys.modules.update(before)
        os.environ.pop(CHOICE, None) if chosen is None else os.environ.update({CHOICE: chosen})
    return found if _backend(found) == name else None


def load_all() -> dict[str, ModuleType]:
    """Every backend that is there, by its name."""
    found = {name: load(name) for name in NAMES}
    return {name: module for name, module in found.items() if module is not None}


def load_instructions(wanted: str) -> ModuleType | None:
    """A copy of the package numeric whose compiled kernels use these instructions, or None where they are not there.

    A compiled module looks at the processor once, when it is loaded; so each copy is a file of its own.
    """
    found = find_spec(COMPILED)
    if found is None or found.origin is None:
        return None
    before = {key: module for key, module in sys.modules.items() if _is_ours(key)}
    chosen = {name: os.environ.pop(name, None) for name in (CHOICE, INSTRUCTIONS)}
    try:
        _forget()
        os.environ[INSTRUCTIONS] = wanted
        compiled = _copied(Path(found.origin))
        if compiled.instructions != wanted:
            return None
        sys.modules[COMPILED] = compiled
        return import_module("numeric")
    finally:
        _forget()
        sys.modules.update(before)
        os.environ.pop(INSTRUCTIONS, None)
        os.environ.update({name: value for name, value in chosen.items() if value is not None})


def _copied(origin: Path) -> ModuleType:
    """The compiled module, loaded from a copy of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(origin, folder)
        loader = ExtensionFileLoader(COMPILED, path)
        spec = spec_from_loader(COMPILED, loader)
        assert spec is not None
        module = module_from_spec(spec)
        loader.exec_module(module)
    return module


def load_columns() -> dict[str, ModuleType]:
    """The compiled kernels with each instruction set that this processor has, and those of NumPy."""
    found = {name: load_instructions(name) for name in SETS} | {SHOWN["numpy"]: load("numpy")}
    return {name: module for name, module in found.items() if module is not None}


def _backend(module: ModuleType) -> str:
    return module.backend() if hasattr(module, "backend") else "numpy"


def _is_ours(key: str) -> bool:
    return key == "numeric" or key.startswith("numeric.")


def _forget() -> None:
    for key in [key for key in sys.modules if _is_ours(key)]:
        del sys.modules[key]
