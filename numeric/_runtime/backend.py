"""Which kernels serve: those compiled from C, or those of NumPy, which are always there."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

VARIABLE, INSTRUCTIONS = "PROOFNOTES_BACKEND", "PROOFNOTES_INSTRUCTIONS"
KNOWN = {VARIABLE: ("native", "numpy"), INSTRUCTIONS: ("baseline", "avx2", "avx512")}
"""The variables of the environment: which kernels serve, and the most that compiled ones may ask of the processor."""


class CompiledKernel(NamedTuple):
    """A compiled kernel.

    classes has a letter for each argument, parameter and result: f as large as the data, r one entry a row, c one a
    column, p a number.  all_rows: the rows are an axis of its own, because sums over them are taken.
    """

    ufunc: Any
    mark: str
    classes: str
    inputs: int
    all_rows: bool


def _load() -> Any:
    """The compiled module, or None."""
    for name, known in KNOWN.items():
        if os.environ.get(name) and os.environ[name] not in known:
            raise ValueError(f"{name} is {os.environ[name]!r}; expected {' or '.join(map(repr, known))}")
    wanted = os.environ.get(VARIABLE) or None
    if wanted == "numpy":
        return None
    try:
        from .. import _native  # type: ignore[attr-defined]
    except ImportError as error:
        if wanted == "native":
            raise ImportError(f"{VARIABLE} is 'native', but the kernels were not compiled: {error}") from error
        return None
    return _native


_module = _load()
_later: dict[str, CompiledKernel] = {}


def backend() -> str:
    """The word native where compiled kernels serve, numpy where there are none or PROOFNOTES_BACKEND=numpy is set."""
    return "numpy" if _module is None else "native"


def compiled_kernel(name: str, mark: str) -> CompiledKernel | None:
    """The compiled kernel of this name, if it was made from the same definition."""
    if mark in _later:
        return _later[mark]
    found = None if _module is None or not mark else _module.kernels.get(name)
    return CompiledKernel(*found) if found and found[1] == mark else None


def add_kernels(found: Mapping[str, tuple[Any, ...]]) -> None:
    """Kernels that were compiled later serve beside those of the package, whatever PROOFNOTES_BACKEND says of these."""
    made = [CompiledKernel(*each) for each in found.values()]
    _later.update({each.mark: each for each in made})


def set_num_threads(number: int) -> None:
    """For compiled kernels."""
    if _module is not None:
        _module.set_num_threads(number)
