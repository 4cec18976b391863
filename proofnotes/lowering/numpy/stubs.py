"""The types of `numeric/`: a stub beside each generated file, written from the same kernels.

A kernel does not know the types of its arguments before it runs, so its ways of being called are overloads: numbers,
arrays of one type, whatever NumPy takes for an array, and, where an input may be class labels, those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent

from ..tasks.kernel import Kernel, Unit
from .module import decimal, heading, with_labels

WORDS = ("Array", "Casting", "F", "Float", "Labels", "Numbers", "Out", "Place", "Real", "Type")
"""What numeric/_types.py says."""

LABELS = "Labels"
OVERLAP = "  # type: ignore[overload-overlap]"
"""Integers can be a one-hot vector, too: see numeric/_types.py."""

EDGE = 120
"""No line is longer."""


@dataclass(frozen=True)
class Way:
    """One way to call a kernel: the types of an argument and of a result.

    of: the arrays that results may go to; type: what may be asked for as the type of the results.
    """

    argument: str
    result: str
    of: str = ""
    type: str = "None"


NUMBER = Way("float", "np.float64")
REALS = Way("Real", "Float")
ALIKE = Way("Array[F]", "Array[F]", of="F")
ANY = Way("Numbers", "Array[Any]", of="Any", type="Type | None")
"""The types differ, or are not known before it runs."""


def stub(unit: Unit) -> str:
    """The text of numeric/softmax.pyi."""
    functions = [_function(kernel, labels) for kernel, labels in with_labels(unit.kernels) if not kernel.given]
    return f'"""{heading(unit)}"""\n\n{_imports("".join(functions))}\n' + "\n".join(functions)


def _imports(functions: str) -> str:
    """What these functions are written in."""
    names = ", ".join(name for name in WORDS if re.search(rf"\b{name}\b", functions))
    package = "import numpy as np\n\n" if "np." in functions else ""
    return f"from typing import Any, overload\n\n{package}from ._types import {names}\n"


def _function(kernel: Kernel, labels: Kernel | None) -> str:
    return "".join(f"@overload\n{declared}" for declared in _overloads(kernel, labels))


def _overloads(kernel: Kernel, labels: Kernel | None) -> Iterator[str]:
    """The narrowest first: a checker takes the first that fits."""
    if labels is not None:
        yield _declared(kernel.name, labels, ALIKE)
        overlaps = len(labels.targets) != len(kernel.targets)
        yield _declared(kernel.name, labels, ANY, OVERLAP if overlaps else "")
    ways = (NUMBER, REALS, ALIKE, ANY) if _is_elementwise(kernel) else (ALIKE, ANY)
    yield from (_declared(kernel.name, kernel, way) for way in ways)


def _is_elementwise(kernel: Kernel) -> bool:
    """Whether everything has leading axes only, so that numbers give numbers."""
    return not kernel.signature.replace("(...)", "").strip(", ->")


def _declared(name: str, kernel: Kernel, way: Way, comment: str = "") -> str:
    """One overload; name is that which is exported.  comment stands behind its first line."""
    called = kernel.spelled
    arguments = [f"{called[each]}: {LABELS if each in kernel.given else way.argument}" for each in kernel.arguments]
    arguments += [f"{called[each.name]}: Real = {decimal(value)}" for each, value in kernel.definition.parameters]
    sizes = kernel.definition.sizes
    arguments += [f"{kernel.counts[dim.name]}: int = {size}" for dim, size in sizes if dim.name in kernel.counts]
    arguments += ["axis: int = -1"] if kernel.has_axis else []
    arguments += [f"out: {_out(way, len(kernel.targets))} = None"]
    if _is_elementwise(kernel):
        options = f'where: Numbers = True, casting: Casting = "same_kind", dtype: {way.type} = None'
        arguments += ["*", *options.split(", ")]
    result = _tuple([way.result] * len(kernel.targets))
    line = f"def {name}({', '.join(arguments)}) -> {result}: ...{comment}"
    if len(line) > EDGE:
        inside = indent(",\n".join([*arguments, ""]), "    ")
        line = f"def {name}({comment}\n{inside}) -> {result}: ..."
    return f"{line}\n"


def _out(way: Way, results: int) -> str:
    """A kernel with one result takes an array, or a tuple as one with several does."""
    if not way.of:
        return "None"
    return f"{_tuple([f'Place[{way.of}]'] * results)} | None" if results > 1 else f"Out[{way.of}]"


def _tuple(types: list[str]) -> str:
    return types[0] if len(types) == 1 else f"tuple[{', '.join(types)}]"
