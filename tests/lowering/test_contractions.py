"""Sums of products: what is multiplied out, in which order, and that its text means what it says."""

import math
from typing import Any

import numpy as np
import pytest

from numeric import _runtime as rt
from proofnotes import Definition, Dim, Tensor, total
from proofnotes.lowering import numpy_source
from proofnotes.lowering.kernels import forward_kernel, jvp_kernel, kernels, vjp_kernel
from proofnotes.lowering.numpy.printer import source
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.axes import LEAD, Axis
from proofnotes.lowering.program.bound_axes import renamed
from proofnotes.lowering.program.entries import argument, diagonal, placed
from proofnotes.lowering.program.nodes import Value, made
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.program.traverse import walk
from proofnotes.lowering.program.verify import verify, verify_arrays
from proofnotes.lowering.schedule.arrange import aligned
from proofnotes.lowering.schedule.contractions import contracted
from proofnotes.lowering.schedule.sharing import shared
from tests.lowering.interpreter import Interpreter
from tests.lowering.several_axes import DEFINITIONS

J, D, E = (Axis(Dim(each).over) for each in "JDE")
J2, J3 = Axis(J.over, 1), Axis(J.over, 2)
SIZES = {LEAD: 2, J: 3, J2: 3, J3: 3, D: 4, E: 5}
X, A, B = argument("x", (J,)), argument("A", (J, D)), argument("B", (J2, D))
S, C, F = argument("S", (J, J2)), argument("C", (D, E)), argument("F", (LEAD, J, D))
GIVEN = {
    each.data: np.random.default_rng(len(each.data) + k).normal(size=[SIZES[a] for a in each.axes])
    for k, each in enumerate((X, A, B, S, C, F))
}
AB = made("contract", A, B, data=(D,))
AC = made("contract", A, C, data=(D,))
FC = made("contract", F, C, data=(D,))
FA = made("contract", F, A, data=(D,))


def printed(value: Value, layout: tuple[Axis, ...]) -> Any:
    """What Python makes of the text."""
    program = aligned(Program((value,), {}), (layout,))
    verify_arrays(program.outputs, (layout,))
    return eval(source(program.outputs[0], {}), {"np": np, "rt": rt, "math": math, **GIVEN})


@pytest.mark.parametrize(
    ("value", "layout"),
    [
        (v.mul(X, AB), (J, J2)),
        (v.mul(S, v.number(3), AB), (J, J2)),
        (v.power(AB, v.number(2)), (J, J2)),
        (v.div(S, AB), (J, J2)),
        (v.div(AB, S), (J2, J)),
        (v.neg(AB), (J, J2)),
        (v.add(S, v.neg(AB)), (J, J2)),
        (v.add(X, v.neg(v.mul(S, AB))), (J2, J)),
        (made("contract", v.add(S, v.ONE), AB, data=(J2,)), (J,)),
        (made("contract", v.neg(S), v.mul(X, AB), data=(J,)), (J2,)),
        (made("contract", v.mul(S, S), AC, data=(J,)), (E, J2)),
        (made("contract", AB, v.div(AC, X), data=(J,)), (J2, E)),
        (FC, (LEAD, J, E)),
        (v.mul(FC, AC), (LEAD, E, J)),
        (FA, (LEAD, J)),
        (made("contract", F, v.mul(F, X), data=(J, D)), (LEAD,)),
        (made("contract", F, F, data=(LEAD, D)), (J,)),
        (made("contract", FC, AC, data=(J, E)), (LEAD,)),
        (diagonal(v.mul(S, AB), J, J2), (J,)),
        (v.mul(placed(A, (J,), (J2,)), X), (J, J2, D)),
        (placed(AB, (J, J2), (J2, J)), (J, J2)),
    ],
    ids=str,
)
def test_a_text_is_read_back(value: Value, layout: tuple[Axis, ...]) -> None:
    """Products, powers, quotients and signs around a matrix product, and within."""
    verify([value])
    wanted = Interpreter(SIZES, GIVEN).brought(value, layout)
    np.testing.assert_allclose(np.broadcast_to(printed(value, layout), wanted.shape), wanted, rtol=1e-12)


@pytest.mark.parametrize("name", ["attention", "self", "heads", "four_factors", "bilinear", "chain", "three_factors"])
def test_nothing_is_multiplied_out(name: str) -> None:
    """No array has more axes than an argument or a result, or the scores of attention: the leading ones and two."""
    definition = next(each for each in DEFINITIONS if each.name == name)
    for kernel in (forward_kernel(definition), vjp_kernel(definition), jvp_kernel(definition)):
        every = list(walk(*kernel.program.outputs))
        most = max(2, *(len(set(each.axes) - {LEAD}) for each in every if each.op == "input"))
        largest = max(every, key=lambda each: len(set(each.axes) - {LEAD}))
        assert len(set(largest.axes) - {LEAD}) <= most, f"{kernel.name}: {largest}"


def test_the_cheaper_order() -> None:
    """A B x is A (B x)."""
    n = Dim("n")
    i, j, k = n.indices("i j k")
    one, other, x = Tensor("A", n, n), Tensor("B", n, n), Tensor("x", n)
    chain = Definition("chain", total(one[i, j] * other[j, k] * x[k], j, k), inputs=(one, other, x), indices=(i,))
    (found,) = forward_kernel(chain).values.outputs
    products = [each for each in walk(found) if each.op == "contract"]
    assert len(products) == 2
    assert all(len(each.axes) == 2 for each in products)  # rows of vectors, never a product of the matrices


def test_what_is_elementwise_is_left_alone() -> None:
    summed = v.total(v.mul(F, A, X), D)
    assert contracted(summed) == summed
    assert contracted(v.total(v.mul(A, C), D)).op == "contract"


def test_what_is_alike_is_made_once() -> None:
    along, other = v.apply("exp", S), v.apply("exp", argument("S", (J2, J)))
    program = shared(Program((along, other, v.total(along, J2), v.total(renamed(along, J2, J3), J3)), {}))
    (first, second, third, fourth) = program.outputs
    assert second == placed(first, (J, J2), (J2, J))
    assert third == fourth
    verify(program.outputs)


def test_a_kernel_with_a_matrix_product_runs_on_the_memory_of_its_results() -> None:
    """Its text has no array that is made anew."""
    layer = next(each for each in DEFINITIONS if each.name == "product_turned")
    text = numpy_source([kernels(layer)[0]])
    assert "out=" in text.partition('"""\n')[2]
