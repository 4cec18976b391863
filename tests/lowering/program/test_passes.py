"""Every pass over a program leaves what it means as it was: what goes in and what comes out is interpreted."""

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition
from proofnotes.lowering import kernels
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.axes import LEAD, Axis
from proofnotes.lowering.program.entries import argument
from proofnotes.lowering.program.nodes import Value, operation
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.program.spec import EntryKind
from proofnotes.lowering.program.traverse import walk
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.lowering.interpreter import Interpreter
from tests.lowering.several_axes import DEFINITIONS as SEVERAL_AXES
from tests.lowering.split_axes import DEFINITIONS as SPLIT_AXES

DEFINITIONS = (*CATALOGUE.definitions, *EXAMPLES, *SEVERAL_AXES, *SPLIT_AXES)


class Sizes(dict[Axis, int]):
    """Different lengths for different dimensions, the same for all axes over one."""

    def __missing__(self, axis: Axis) -> int:
        lengths = (3 + sum(map(ord, each.name)) % 3 for each in axis.over.factors)
        return 2 if axis == LEAD else prod(lengths) * axis.over.copies


def given_to(values: list[Value], labels: frozenset[str]) -> Mapping[str, Any]:
    """Arguments in (0.1, 0.9), and labels; the same numbers in the same order for the same name."""
    made = {}
    for each in values:
        if each.op == "input":
            rng = np.random.default_rng(sum(map(ord, each.data)))
            shape = [Sizes()[axis] for axis in each.axes]
            made[each.data] = rng.integers(0, 3, shape) if each.data in labels else rng.uniform(0.1, 0.9, shape)
    return made


def operands(value: Value) -> list[tuple[Value, EntryKind]]:
    return list(zip(value.args, operation(value.op).kinds(len(value.args)), strict=True))


def assert_same(before: Program, after: Program) -> None:
    """Whether both mean the same at some arguments."""
    both = [list(walk(*program.outputs)) for program in (before, after)]
    every = (operand for values in both for each in values for operand in operands(each))
    labels = frozenset(arg.data for arg, kind in every if kind is EntryKind.LABEL)
    first, second = (Interpreter(Sizes(), given_to(values, labels)) for values in both)
    for old, new in zip(before.outputs, after.outputs, strict=True):
        found, wanted = second.brought(new, old.axes), first(old)
        np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12, err_msg=f"{old}\n{new}")


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.id)
def test_every_pass_keeps_the_meaning(definition: Definition, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Program.map

    def checked(self: Program, *args: Any) -> Program:
        found = plain(self, *args)
        if found.outputs != self.outputs:
            assert_same(self, found)
        return found

    monkeypatch.setattr(Program, "map", checked)
    kernels(definition, CATALOGUE.theorems)
    kernels(definition)


def test_a_pass_that_changes_the_meaning_is_found() -> None:
    x = argument("x", (LEAD,))
    with pytest.raises(AssertionError, match="exp"):
        assert_same(Program((v.apply("exp", x),), {}), Program((v.apply("exp", v.neg(x)),), {}))
