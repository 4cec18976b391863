"""When sums over all rows are taken: never before what they are made of is known, never after they are needed, and
together with others that read the same data."""

import pytest

from proofnotes.lowering.kernels import jvp_kernel, vjp_kernel
from proofnotes.lowering.native.c_kernel import c_kernel
from proofnotes.lowering.native.order import earliest
from proofnotes.lowering.native.plan import LoopPlan, UnsupportedError, plan
from proofnotes.lowering.program.nodes import Value
from proofnotes.lowering.program.traverse import walk
from tests.catalogue import CATALOGUE

NAMED = {each.name: each for each in CATALOGUE.definitions}
KERNELS = [
    make(each, CATALOGUE.theorems)
    for each in CATALOGUE.definitions
    for make in (vjp_kernel, jvp_kernel)
    if c_kernel(make(each, CATALOGUE.theorems))
]


def planned(kernel: object) -> LoopPlan:
    """With the classes of its results as the signature has them."""
    shapes = kernel.signature.partition(" -> ")[2]  # type: ignore[attr-defined]
    parts = [each.split(", ") for each in shapes.strip("()").split("), (")]
    letters = {(True, True): "f", (True, False): "r", (False, True): "c"}
    classes = "".join(letters["..." in part, any(each != "..." for each in part)] for part in parts)
    return plan(kernel.values, lambda numbers: "f" * len(classes) if numbers else classes)  # type: ignore[attr-defined]


def data(loops: LoopPlan, value: Value) -> set[str]:
    return {each.data for each in walk(value) if each.op == "input" and loops.is_full(each)}


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda each: each.name)
def test_sums_are_taken_between_what_they_need_and_who_needs_them(kernel: object) -> None:
    try:
        loops = planned(kernel)
    except UnsupportedError:
        pytest.skip("left to NumPy")
    if loops.is_elementwise:
        return
    first = earliest(loops.values, loops.sums_rows)
    for each in loops.values:
        for arg in each.args:
            assert loops.stage[arg] <= loops.stage[each] - loops.sums_rows(each), str(each)
        assert first[each] <= loops.stage[each] <= len(loops.stages)
    for output, letter in zip(loops.outputs, loops.classes, strict=True):
        if letter != "c":
            assert loops.stage[output] == first[output]


def test_batch_norm_reads_its_gradient_twice() -> None:
    """Not in the two stages that find mean and variance of x; and a sum serves as mean, too."""
    loops = planned(vjp_kernel(NAMED["batch_norm"], CATALOGUE.theorems))
    found = [set().union(*(data(loops, each.args[0]) for each in stage.sums)) for stage in loops.stages]
    assert found[:2] == [{"x"}, {"x"}]
    assert [len(stage.sums) for stage in loops.stages] == [1, 1, 3, 0]
