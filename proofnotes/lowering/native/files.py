"""The C files of `numeric/native/`: a header for each derivation file, and the table of all kernels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..tasks.kernel import Unit
from .c_kernel import FUNCTION, CKernel, c_kernel

HEADER = "/* Generated, do not edit: `proofnotes kernels` makes this file{}. */\n"


def files(units: Sequence[Unit], marks: Mapping[str, str]) -> dict[str, str]:
    """File name to text.   marks: those of compiled counterparts, which C, being compiled itself, does not have."""
    made = _made(units)
    headers = {f"native/kernels/{name}.h": _header(name, kernels) for name, kernels in made.items()}
    return {**headers, "native/kernels.c": _table(made)}


def marks(units: Sequence[Unit]) -> dict[str, str]:
    """The name of each kernel that there is in C, to what tells it from one that was made of another definition."""
    return {each.name: each.mark for kernels in _made(units).values() for each in kernels}


def _made(units: Sequence[Unit]) -> dict[str, list[CKernel]]:
    made = {unit.name: [each for kernel in unit.kernels if (each := c_kernel(kernel))] for unit in units}
    return {name: kernels for name, kernels in sorted(made.items()) if kernels}


def _header(name: str, made: list[CKernel]) -> str:
    return "\n".join([HEADER.format(f" from derivations/{name}.py"), *(each.source for each in made)])


def _table(kernels: Mapping[str, list[CKernel]]) -> str:
    includes = "".join(f'#include "kernels/{name}.h"\n' for name in kernels)
    return f"{HEADER.format('')}{_unit(includes, [each for made in kernels.values() for each in made])}"


def library(kernels: Sequence[CKernel]) -> str:
    """These kernels and their table in one text, to be compiled for a precision by itself."""
    return _unit("\n".join(each.source for each in kernels), kernels)


def _unit(sources: str, kernels: Sequence[CKernel]) -> str:
    rows = "".join(f"    {_row(each)},\n" for each in kernels)
    return (
        f'#include "loops.h"\n\n{sources}\n'
        f"static const struct kernel table[] = {{\n{rows}    {{0}},\n}};\n\n"
        "const struct kernels TABLE = {table, LANES};\n"
    )


def _row(kernel: CKernel) -> str:
    """Functions of the other kind are null."""
    parts = [
        f'.name = "{kernel.name}", .mark = "{kernel.mark}", .classes = "{kernel.classes}", .inputs = {kernel.inputs}'
    ]
    function = FUNCTION.format(kernel.name)
    if kernel.stages is not None:
        parts += [f".kept = {kernel.kept}, .columns = {kernel.columns}, .all_rows = {int(kernel.all_rows)}"]
        parts += [f".number_of_stages = {kernel.stages}, .stages = {function}_stages"]
    else:
        parts += [f".elementwise = {function}"]
    return "{" + ", ".join(parts) + "}"
