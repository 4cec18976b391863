"""Which kernels serve: those compiled from C, or those of NumPy, which are always there."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

VARIABLE, INSTRUCTIONS, KEPT = "PROOFNOTES_BACKEND", "PROOFNOTES_INSTRUCTIONS", "PROOFNOTES_KEPT_MEBIBYTES"
KNOWN = {VARIABLE: ("native", "numpy"), INSTRUCTIONS: ("baseline", "avx2", "avx512")}
"""The variables of the environment: which kernels serve, and the most that compiled ones may ask of the processor."""
MOST_KEPT = 256
"""Mebibytes of large results that are kept for the next ones when they are freed; KEPT says another number, 0 none."""


class CompiledKernel(NamedTuple):
    """A compiled kernel.

    classes has a letter for each argument, parameter and result: f as large as the data, r one entry a row, l one class
    label a row, c one a column, p a number.  all_rows: the rows are an axis of its own, because sums over them are
    taken.  calls: the loops themselves, for float32 and float64.
    """

    ufunc: Any
    mark: str
    classes: str
    inputs: int
    all_rows: bool
    calls: Any


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
    _native.keep_memory(_mebibytes() << 20)
    return _native


def _mebibytes() -> int:
    text = os.environ.get(KEPT) or str(MOST_KEPT)
    if not text.isdecimal():
        raise ValueError(f"{KEPT} is {text!r}; expected a number of mebibytes, 0 to keep nothing")
    return min(int(text), 1 << 24)


_module = _load()
_later: dict[str, CompiledKernel] = {}
_wanted = {"threads": 1}
"""What was said last, for kernels that are compiled later."""


def backend() -> str:
    """The word native where compiled kernels serve, numpy where there are none or PROOFNOTES_BACKEND=numpy is set."""
    return "numpy" if _module is None else "native"


def compiled_kernel(name: str, mark: str) -> CompiledKernel | None:
    """The compiled kernel of this name, if it was made from the same definition."""
    if mark in _later:
        return _later[mark]
    found = None if _module is None or not mark else _module.kernels.get(name)
    return CompiledKernel(*found) if found and found[1] == mark else None


def with_memory(function: Any, *arguments: Any) -> Any:
    """The function called so that arrays that it makes get memory that is kept when they are freed."""
    return _module.call(function, *arguments) if _module else function(*arguments)


def native_kernel(**described: Any) -> Any:
    """The function that calls a compiled kernel straight where it can, and its careful way where it cannot."""
    from .. import _native  # type: ignore[attr-defined]

    return _native.Kernel(**described)


def add_kernels(found: Mapping[str, tuple[Any, ...]]) -> None:
    """Kernels that were compiled later serve beside those of the package, whatever PROOFNOTES_BACKEND says of these."""
    made = [CompiledKernel(*each) for each in found.values()]
    _later.update({each.mark: each for each in made})
    set_num_threads(_wanted["threads"])


def set_num_threads(number: int) -> None:
    """For compiled kernels, those of the package and those that were compiled later."""
    _wanted["threads"] = number
    if _module is not None or _later:
        from .. import _native  # type: ignore[attr-defined]

        _native.set_num_threads(number)
