"""The Python files of `numeric/`: a module and a stub for each derivation file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..tasks.kernel import Unit
from .module import module
from .stubs import stub


def files(units: Sequence[Unit], marks: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """File name to text.   marks: those of compiled counterparts, by the names of the kernels."""
    modules = {f"{unit.name}.py": module(unit, marks) for unit in units}
    return {**modules, **{f"{unit.name}.pyi": stub(unit) for unit in units}}


def marks(units: Sequence[Unit]) -> dict[str, str]:
    """None: what NumPy runs takes the place of nothing."""
    return {}
