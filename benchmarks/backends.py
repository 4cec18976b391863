"""The kernels of every backend side by side in one process."""

import os
import sys
from importlib import import_module
from types import ModuleType

CHOICE = "PROOFNOTES_BACKEND"
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


def _backend(module: ModuleType) -> str:
    return module.backend() if hasattr(module, "backend") else "numpy"


def _is_ours(key: str) -> bool:
    return key == "numeric" or key.startswith("numeric.")


def _forget() -> None:
    for key in [key for key in sys.modules if _is_ours(key)]:
        del sys.modules[key]
