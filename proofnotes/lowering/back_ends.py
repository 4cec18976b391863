"""The back ends: a row for each language that kernels are written in.

A back end is a folder with a face: `files` writes the kernels of all derivation files, `marks` names those that can
take the place of a kernel of a later row.  No back end knows of another; what one has to tell the next goes through
here.

To add one: a folder whose `__init__` has `files`, `marks`, `PATTERNS` (where its files are, so that superfluous ones
are found), `PRINTED` (the operations of program/spec.py that it has words for) and `REFUSED` (the others, each with
the reason), and a row below. It reads of a kernel either `values`, the program in mathematical form, or `program`,
laid out as arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from . import native, numpy
from .tasks.kernel import Unit


@dataclass(frozen=True)
class BackEnd:
    """files: of units, the marks of rows before, and the files of other units that stay, which a list of all may need.
    patterns: where its files are; printed, refused: the operations that it has words for, and why not for others."""

    name: str
    files: Callable[[Sequence[Unit], Mapping[str, str], Mapping[str, str]], dict[str, str]]
    marks: Callable[[Sequence[Unit]], dict[str, str]]
    patterns: tuple[str, ...]
    printed: frozenset[str]
    refused: Mapping[str, str]


BACK_ENDS = (
    BackEnd("native", native.files, native.marks, native.PATTERNS, native.PRINTED, native.REFUSED),
    BackEnd("numpy", numpy.files, numpy.marks, numpy.PATTERNS, numpy.PRINTED, numpy.REFUSED),
)
"""In this order: a row sees the marks of those before it."""


def written(units: Sequence[Unit], kept: Mapping[str, str] | None = None, left: Collection[str] = ()) -> dict[str, str]:
    """File name to text, of every back end.

    kept: files of other units, which stay as they are; left: the kernels that only the last row writes.
    """
    files: dict[str, str] = {}
    marks: dict[str, str] = {}
    fewer = [replace(unit, kernels=tuple(each for each in unit.kernels if each.name not in left)) for unit in units]
    for row in BACK_ENDS:
        own = units if row is BACK_ENDS[-1] else fewer
        files |= row.files(own, marks, kept or {})
        marks |= row.marks(own)
    return files
