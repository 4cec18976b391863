"""Functions from papers by `lambdify`, against plain NumPy: value, gradients by differences, tangent, with batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from proofnotes import KernelFunction, lambdify
from proofnotes.lowering import LoweringError
from tests.callables.papers import PAPERS, Array, Paper

UNEQUAL = {"N": 4, "D": 3, "T": 5, "S": 2, "V": 6, "H": 7, "R": 2, "G": 3}
SIZES = {"unequal": UNEQUAL, "equal": dict.fromkeys(UNEQUAL, 3), "unit": dict.fromkeys(UNEQUAL, 1)}
LEADS = ((), (2,), (2, 3))
STEP = 1e-3

CASES = [
    pytest.param(paper, SIZES[sizes], lead, id=f"{paper.name}-{sizes}-{len(lead)}")
    for paper in PAPERS
    for sizes in SIZES
    for lead in LEADS
    if not lead or any("*" in shape for shape in paper.shapes)
]


def slope(along: Callable[[float], Any], step: float = STEP) -> Any:
    """The derivative at 0, by four differences."""
    return (8 * (along(step) - along(-step)) - (along(2 * step) - along(-2 * step))) / (12 * step)


def gradients(function: Callable[..., Array], inputs: list[Any], g: Array) -> list[Array]:
    """Of the sum of g times the function, entry by entry."""
    found = []
    for place, each in enumerate(inputs):
        array = np.asarray(each, float)
        gradient = np.zeros_like(array)
        for entry in np.ndindex(array.shape):

            def moved(step: float, place: int = place, array: Array = array, entry: Any = entry) -> Any:
                other = array.copy()
                other[entry] += step
                return np.sum(g * function(*inputs[:place], other, *inputs[place + 1 :]))

            gradient[entry] = slope(moved)
        found.append(gradient)
    return found


@pytest.mark.parametrize(("paper", "sizes", "lead"), CASES)
def test_value_and_gradients(paper: Paper, sizes: dict[str, int], lead: tuple[int, ...]) -> None:
    function, inputs = lambdify(paper.definition), paper.inputs(sizes, lead)
    wanted = np.asarray(paper.wanted(*inputs))
    found = np.asarray(function(*inputs))
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-13)

    rng = np.random.default_rng(1)
    g = rng.normal(size=wanted.shape)
    found = function.vjp(g, *inputs)
    for got, want in zip(
        found if isinstance(found, tuple) else (found,), gradients(paper.wanted, inputs, g), strict=True
    ):
        assert np.shape(got) == want.shape
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-7)

    ways = [rng.normal(size=np.shape(each)) for each in inputs]
    along = slope(lambda step: paper.wanted(*(a + step * way for a, way in zip(inputs, ways, strict=True))), STEP / 10)
    np.testing.assert_allclose(function.jvp(*ways, *inputs), along, rtol=1e-6, atol=1e-6)


def compiled(paper: Paper) -> KernelFunction | str:
    """The compiled function, or why there is none."""
    try:
        return lambdify(paper.definition, "native")
    except LoweringError as error:
        return str(error)


@pytest.mark.parametrize("paper", [pytest.param(each, id=each.name) for each in PAPERS])
def test_compiled(paper: Paper) -> None:
    """Where there are loops in C they give the same, else a sentence says why there are none."""
    pytest.importorskip("numeric._native", reason="the kernels were not compiled")
    function, inputs = compiled(paper), paper.inputs(UNEQUAL, (4,))
    if isinstance(function, str):
        assert function.startswith(f"{paper.name}: there are no loops in C for it (")
    else:
        np.testing.assert_allclose(function(*inputs), paper.wanted(*inputs), rtol=1e-12, atol=1e-13)
