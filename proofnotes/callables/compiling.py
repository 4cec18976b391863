"""A kernel compiled when it is asked for, by the compiler and with the flags that compile the package `numeric`.

What is compiled holds the loops alone; their calls, threads and dispatch are those of `numeric`.  A library is kept in
the user's cache under the hash of everything that it depends on, and put there in one step, so that several processes
may want the same one at once.  The folder may be deleted at any time.
"""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import ModuleType

import numeric
from numeric._runtime.backend import add_kernels, compiled_kernel
from numeric._runtime.c_compiler import FLAGS, compiler, instruction_sets, layout_of

from ..expr.errors import LoweringError
from ..lowering.native.c_kernel import CKernel, required_c_kernel
from ..lowering.native.files import library
from ..lowering.native.plan import UnsupportedError
from ..lowering.tasks.kernel import Kernel
from ..verdicts.user_cache import cache_folder

HEADERS = Path(numeric.__file__).parent / "native"
TABLES = {"32": "kernels_32", "64": "kernels_64"}
"""The tables of a library, by the precision that they are for."""

OTHERWISE = "modules='numpy' makes a function of NumPy's"
"""What helps."""

_loading = Lock()


@dataclass(frozen=True)
class CompiledSource:
    """A compiled kernel: its mark, by which `numeric` finds it, and its C."""

    mark: str
    source: str


def compiled(kernel: Kernel) -> CompiledSource:
    """Compile and load the kernel, unless that has been done.   LoweringError says why it is not possible."""
    try:
        made = required_c_kernel(kernel)
    except UnsupportedError as error:
        raise LoweringError(f"{kernel.name}: there are no loops in C for it ({error}); {OTHERWISE}") from None
    load([made])
    return CompiledSource(made.mark, made.source)


def load(kernels: Sequence[CKernel]) -> None:
    """Compile and load kernels together, unless that has been done.   LoweringError says why it is not possible."""
    with _loading:
        missing = [each for each in kernels if compiled_kernel(each.name, each.mark) is None]
        if missing:
            _load(missing, _runtime(missing[0].name))


def can_compile() -> bool:
    """Whether there are a compiler and the part of `numeric` that calls what it makes."""
    try:
        _runtime("")
        _run("", [*compiler(), "--version"])
    except LoweringError:
        return False
    return True


def _runtime(name: str) -> ModuleType:
    """The compiled part of `numeric`, which calls the loops."""
    try:
        from numeric import _native  # type: ignore[attr-defined]
    except ImportError:
        raise LoweringError(
            f"{name}: the package numeric was installed without its compiled part, which calls loops in C; install it "
            f"again where there is a C compiler, or {OTHERWISE}"
        ) from None
    found: ModuleType = _native
    if getattr(found, "layout", "") != layout_of(HEADERS):
        raise LoweringError(f"{name}: the compiled part of numeric is older than its sources; install it again")
    return found


def _load(made: Sequence[CKernel], runtime: ModuleType) -> None:
    text, name = library(made), made[0].name
    command = [*compiler(), *FLAGS, *instruction_sets()[runtime.instructions], "-fPIC"]
    path = cache_folder() / f"{name}-{_key(name, text, command)}.so"
    loaded = _loaded(path)
    if loaded is None:
        _compile(name, text, command, path)
        loaded = _loaded(path)
    if loaded is None:
        raise LoweringError(f"{name}: what {command[0]} made of it cannot be loaded; {OTHERWISE}")
    tables = [ctypes.addressof(ctypes.c_char.in_dll(loaded, table)) for table in TABLES.values()]
    add_kernels(runtime.kernels_at(*tables))


def _loaded(path: Path) -> ctypes.CDLL | None:
    """The library, if it is there and whole."""
    try:
        return ctypes.CDLL(str(path))
    except OSError:
        return None


def _key(name: str, text: str, command: Sequence[str]) -> str:
    """A hash of all that the library depends on."""
    parts = [
        text,
        *command,
        _version(name, tuple(command[: len(compiler())])),
        sys.platform,
        platform.machine(),
        _headers(),
    ]
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


@lru_cache
def _version(name: str, command: tuple[str, ...]) -> str:
    """What the compiler says of itself."""
    return _run(name, [*command, "--version"])


@lru_cache
def _headers() -> str:
    files = sorted(HEADERS.glob("*.h"))
    return sha256(b"\0".join(part for path in files for part in (path.name.encode(), path.read_bytes()))).hexdigest()


def _run(name: str, command: Sequence[str]) -> str:
    """What a command prints.   LoweringError with its complaint."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise LoweringError(f"{name}: there is no C compiler {command[0]!r} ({error.strerror}); {OTHERWISE}") from None
    if done.returncode:
        complaint = next((line for line in done.stderr.splitlines() if "error" in line), done.stderr[-200:]).strip()
        raise LoweringError(f"{name}: {command[0]} does not compile it: {complaint}; {OTHERWISE}")
    return done.stdout


def _compile(name: str, text: str, command: Sequence[str], path: Path) -> None:
    """Both precisions side by side, then linked; what is made appears in its place at once."""
    from concurrent.futures import ThreadPoolExecutor

    with TemporaryDirectory(dir=path.parent, prefix="making-") as folder, ThreadPoolExecutor(len(TABLES)) as pool:
        source, target = Path(folder, "kernel.c"), Path(folder, path.name)
        source.write_text(text, encoding="utf-8")
        objects = {bits: str(Path(folder, f"{bits}.o")) for bits in TABLES}
        common = [*command, f"-I{HEADERS}", "-c", str(source)]
        jobs = [
            [*common, f"-DPRECISION={bits}", f"-DTABLE={table}", "-o", objects[bits]] for bits, table in TABLES.items()
        ]
        list(pool.map(lambda job: _run(name, job), jobs))
        _run(name, [*command, "-shared", *objects.values(), "-o", str(target)])
        os.replace(target, path)
