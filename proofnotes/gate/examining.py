"""The kernels of a derivation file before they are written: proved, and run in NumPy and in C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic

from ..checks import Calls, check_kernel
from ..lowering.tasks.kernel import Kernel, Unit
from ..prover.evaluation.clock import until
from .loading import Functions, compiled_functions, numpy_functions
from .proofs import Proofs

SECONDS = 20.0
"""How long the check of a kernel may take; dimensions of known size may be too large for it."""


@dataclass(frozen=True)
class Stop:
    """Why a file is not written: the kernel, and a sentence about it, or the case that shows what is wrong."""

    file: str
    kernel: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}.py: {self.why}"


def stops(unit: Unit, text: str, proofs: Proofs) -> list[Stop]:
    """What keeps the text of a unit from being written.   What is not proved is not run."""
    unproved = [
        Stop(unit.name, kernel.name, f"{kernel.name} is not written: {why}")
        for kernel in unit.kernels
        for why in proofs.missing(kernel)
    ]
    return unproved or list(_differences(unit, text))


def _differences(unit: Unit, text: str) -> Iterator[Stop]:
    try:
        made = {"": numpy_functions(text, unit.name), " in C": compiled_functions(text, unit.name)}
    except Exception as error:  # whatever the text does when it is loaded, it is not to be written
        yield Stop(unit.name, "", f"the file cannot be loaded: {type(error).__name__}: {error}")
        return
    calls: dict[int, Calls] = {}
    for kernel in unit.kernels:
        try:
            key = id(kernel.definition)
            shared = calls[key] = calls.get(key) or Calls.of(kernel)
            yield from _of_kernel(unit, kernel, made, shared)
        except Exception as error:  # nor is what cannot be checked
            told = f"{kernel.name} cannot be checked: {type(error).__name__}: {error}"
            yield Stop(unit.name, kernel.name, told)


def _of_kernel(unit: Unit, kernel: Kernel, made: dict[str, Functions], calls: Calls) -> Iterator[Stop]:
    for where, functions in made.items():
        if kernel.name in functions or not where:
            with until(monotonic() + SECONDS):
                found = check_kernel(kernel, functions[kernel.name], calls)
            for each in found[:1]:
                yield Stop(unit.name, kernel.name, str(replace(each, kernel=f"{kernel.name}{where}")))
