"""The C files of `numeric/native/`: a header for each derivation file, and the table of all kernels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..kernels import Kernel
from .source import FUNCTION, Native, native

HEADER = "/* Generated, do not edit: `proofnotes kernels` makes this file{}. */\n"


def native_files(modules: Mapping[str, Iterable[Kernel]]) -> dict[str, str]:
    """File name to text.  modules: the kernels of each derivation file, by its name."""
    found = {name: [made for kernel in kernels if (made := native(kernel))] for name, kernels in modules.items()}
    found = {name: made for name, made in sorted(found.items()) if made}
    files = {f"native/kernels/{name}.h": _header(name, made) for name, made in found.items()}
    return {**files, "native/kernels.c": _table(found)}


def _header(name: str, made: list[Native]) -> str:
    return "\n".join([HEADER.format(f" from derivations/{name}.py"), *(each.source for each in made)])


def _table(found: Mapping[str, list[Native]]) -> str:
    includes = "".join(f'#include "kernels/{name}.h"\n' for name in found)
    rows = "".join(f"    {_row(each)},\n" for made in found.values() for each in made)
    return (
        f'{HEADER.format("")}#include "loops.h"\n\n{includes}\n'
        f"static const struct kernel table[] = {{\n{rows}    {{0}},\n}};\n\n"
        "const struct kernels TABLE = {table, LANES};\n"
    )


def _row(each: Native) -> str:
    """Functions of the other kind are null."""
    parts = [f'.name = "{each.name}", .mark = "{each.mark}", .classes = "{each.classes}", .inputs = {each.inputs}']
    function = FUNCTION.format(each.name)
    if each.stages is not None:
        parts += [f".kept = {each.kept}, .columns = {each.columns}, .all_rows = {int(each.all_rows)}"]
        parts += [f".number_of_stages = {each.stages}, .stages = {function}_stages"]
    else:
        parts += [f".elementwise = {function}"]
    return "{" + ", ".join(parts) + "}"
