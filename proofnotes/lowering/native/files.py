"""The C files of `numeric/native/`: a header for each derivation file, and the table of all kernels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..tasks.kernel import Unit
from .c_kernel import FUNCTION, CKernel, c_kernel

HEADER = "/* Generated, do not edit: `proofnotes kernels` makes this file{}. */\n"
UNLESS = "#ifndef WITHOUT_{}\n{}#endif\n"
"""What belongs to one kernel: where a compiler dies on it, the others are compiled without it."""
PLACE, TABLE = "native/kernels/{}.h", "native/kernels.c"
ROW = re.compile(r"^ *(\{\.name = .* = (\w+)\}),$", re.MULTILINE)
"""A row of the table as it is written below, and the function in it."""


def files(units: Sequence[Unit], marks: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """File name to text.   marks: those of compiled counterparts, which C, being compiled itself, does not have."""
    made = _made(units)
    headers = {PLACE.format(name): _header(name, kernels) for name, kernels in made.items()}
    rows = {PLACE.format(name): [_row(each) for each in kernels] for name, kernels in made.items()}
    return {**headers, TABLE: _table({**rows, **_kept_rows(kept)})}


def _kept_rows(kept: Mapping[str, str]) -> dict[str, list[str]]:
    """The headers that stay, and the rows of the old table for the functions in them."""
    table = kept.get(TABLE, "")
    listed = [place for place in kept if place != TABLE and f'#include "{place.partition("/")[2]}"' in table]
    return {
        place: [row for row, function in ROW.findall(table) if re.search(rf"\b{function}\b", kept[place])]
        for place in listed
    }


def marks(units: Sequence[Unit]) -> dict[str, str]:
    """The name of each kernel that there is in C, to what tells it from one that was made of another definition."""
    return {each.name: each.mark for kernels in _made(units).values() for each in kernels}


def _made(units: Sequence[Unit]) -> dict[str, list[CKernel]]:
    made = {unit.name: [each for kernel in unit.kernels if (each := c_kernel(kernel))] for unit in units}
    return {name: kernels for name, kernels in sorted(made.items()) if kernels}


def _header(name: str, made: list[CKernel]) -> str:
    return "\n".join(
        [HEADER.format(f" from derivations/{name}.py"), *(UNLESS.format(each.name, each.source) for each in made)]
    )


def _table(rows: Mapping[str, list[str]]) -> str:
    """rows: by the headers that their functions are in."""
    includes = "".join(f'#include "{place.partition("/")[2]}"\n' for place in sorted(rows))
    return f"{HEADER.format('')}{_unit(includes, [row for _, own in sorted(rows.items()) for row in own])}"


def library(kernels: Sequence[CKernel]) -> str:
    """These kernels and their table in one text, to be compiled for a precision by itself."""
    return _unit("\n".join(each.source for each in kernels), [_row(each) for each in kernels])


def _name(row: str) -> str:
    """The kernel in a row of the table."""
    return row.partition('.name = "')[2].partition('"')[0]


def _unit(sources: str, rows: Sequence[str]) -> str:
    listed = "".join(UNLESS.format(_name(row), f"    {row},\n") for row in rows)
    return (
        f'#include "loops.h"\n\n{sources}\n'
        f"static const struct kernel table[] = {{\n{listed}    {{0}},\n}};\n\n"
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
