"""Every kernel of the catalogue against its definition: values, gradients, types, shapes."""

from typing import Any

import numpy as np
import pytest

import numeric
from numeric._runtime.shapes import parse
from proofnotes.lowering import Kernel, lower, stale_kernels
from proofnotes.lowering.tasks.gradients import UPSTREAM, forward, gradients
from proofnotes.lowering.tasks.shapes import leads
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import (
    assert_close,
    call,
    cases,
    condition,
    exact,
    exact_vjp,
    functions,
    has_batch,
    is_elementwise,
    natural_scale,
    sample,
    shapes_of,
    sizes,
)
from tests.reading import ROOT

DEFINITIONS = CATALOGUE.definitions
FACTOR = 12
CASES = [
    pytest.param(definition, size, dtype, id=f"{definition.name}-{size}-{dtype.__name__}")
    for definition, size, dtype in cases(DEFINITIONS)
]
FUNCTIONS = functions(CATALOGUE)
EVERY = [pytest.param(each, id=each.name) for each in FUNCTIONS]
EACH = [pytest.param(each, id=each.name) for each in DEFINITIONS]


def kernel(definition: Definition, vjp: bool = False) -> Any:
    return getattr(numeric, f"{definition.name}_vjp" if vjp else definition.name)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("definition", "size", "dtype"), CASES)
def test_forward_is_the_definition(definition: Definition, size: int, dtype: Any) -> None:
    for seed in range(8 if is_elementwise(definition) else 2):
        at = sample(definition, size, dtype, seed)
        wanted = exact(forward(definition), at)
        scale = condition(lambda moved: exact(forward(definition), moved), at, wanted)
        assert_close(at.call(kernel(definition)), wanted, scale, dtype, FACTOR)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("definition", "size", "dtype"), CASES)
def test_gradient_is_the_derivative(definition: Definition, size: int, dtype: Any) -> None:
    for seed in range(8 if is_elementwise(definition) else 1):
        at = sample(definition, size, dtype, seed)
        found = at.call(kernel(definition, vjp=True), vjp=True)
        found = found if isinstance(found, tuple) else (found,)
        for by, each in zip(definition.arguments, found, strict=True):
            wanted = exact_vjp(definition, by, at)
            scale = condition(lambda moved, by=by: exact_vjp(definition, by, moved), at, wanted)
            assert_close(each, wanted, scale + natural_scale(definition, at), dtype, FACTOR)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("definition", "size", "dtype"), CASES)
def test_gradient_is_the_proved_closed_form(definition: Definition, size: int, dtype: Any) -> None:
    at = sample(definition, size, dtype, 3)
    found = at.call(kernel(definition, vjp=True), vjp=True)
    found = found if isinstance(found, tuple) else (found,)
    for target, each in zip(gradients(definition, CATALOGUE.theorems), found, strict=True):
        wanted = exact(target, at)
        scale = condition(lambda moved, target=target: exact(target, moved), at, wanted)
        assert_close(each, wanted, scale + natural_scale(definition, at), dtype, FACTOR)


@pytest.mark.parametrize(
    ("definition", "size"), [pytest.param(d, n, id=f"{d.name}-{n}") for d in DEFINITIONS for n in sizes(d)]
)
def test_gradient_is_adjoint_to_central_differences(definition: Definition, size: int) -> None:
    rng = np.random.default_rng(size)
    at = sample(definition, size, np.float64, size)
    inputs = [at.arrays[each.name] for each in definition.arguments]
    step = 1e-5
    ways = [step * 0.1 * rng.normal(size=each.shape) for each in inputs]
    up = kernel(definition)(*(x + v for x, v in zip(inputs, ways, strict=True)))
    down = kernel(definition)(*(x - v for x, v in zip(inputs, ways, strict=True)))
    g = at.arrays[UPSTREAM]
    found = kernel(definition, vjp=True)(g, *inputs)
    found = found if isinstance(found, tuple) else (found,)
    slope = np.sum(g * (up - down)) / (2 * step)
    adjoint = sum(np.sum(d * v) for d, v in zip(found, ways, strict=True)) / step
    assert adjoint == pytest.approx(slope, rel=1e-6, abs=1e-7 * np.sum(np.abs(g)))


@pytest.mark.parametrize("definition", EACH)
def test_gradient_from_the_definition_alone(definition: Definition) -> None:
    """What a stranger gets who writes a definition and no theorem: from sympy-free trees to the same numbers."""
    at = sample(definition, 3, np.float64, 5)
    derived = at.call(lower(definition, vjp=True), vjp=True)
    stated = at.call(kernel(definition, vjp=True), vjp=True)
    pairs = zip(*(each if isinstance(each, tuple) else (each,) for each in (derived, stated)), strict=True)
    for one, other in pairs:
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-13 * natural_scale(definition, at) + 1e-300)


@pytest.mark.parametrize("definition", EACH)
def test_leading_axes(definition: Definition) -> None:
    """Data of shape (2, 3, …) gives what its rows give one by one; gradients of parameters are summed."""
    rng = np.random.default_rng(1)
    at = sample(definition, 4, np.float64, 1)
    batched = has_batch(definition)
    data = {name for name, each in at.arrays.items() if name in leads(definition) or (batched and each.ndim == 2)}
    if has_batch(definition):
        flat = {name: rng.normal(size=(6, 4)) for name in data}
        stacked = {name: each.reshape(2, 3, 4) for name, each in flat.items()}
        for vjp in (False, True):
            one = sample_with(at, flat).call(kernel(definition, vjp), vjp=vjp)
            other = sample_with(at, stacked).call(kernel(definition, vjp), vjp=vjp)
            for a, b in zip(as_tuple(one), as_tuple(other), strict=True):
                np.testing.assert_allclose(a, b.reshape(a.shape), rtol=1e-12, atol=1e-13)
        return
    stacked = {name: rng.uniform(0.1, 0.9, (2, 3, *at.arrays[name].shape)) for name in data}
    whole = sample_with(at, stacked).call(kernel(definition))
    gradient = as_tuple(sample_with(at, stacked).call(kernel(definition, True), vjp=True))
    rows = np.ndindex(2, 3)
    summed = [np.zeros(at.arrays[each.name].shape) for each in definition.arguments]
    for row in rows:
        alone = sample_with(at, {name: each[row] for name, each in stacked.items()})
        np.testing.assert_allclose(whole[row], alone.call(kernel(definition)), rtol=1e-12, atol=1e-14)
        parts = as_tuple(alone.call(kernel(definition, True), vjp=True))
        for number, (each, part) in enumerate(zip(definition.arguments, parts, strict=True)):
            if each.name in data:
                np.testing.assert_allclose(gradient[number][row], part, rtol=1e-12, atol=1e-14)
            summed[number] = summed[number] + part
    for each, found, total in zip(definition.arguments, gradient, summed, strict=True):
        if each.name not in data:
            np.testing.assert_allclose(found, total, rtol=1e-12, atol=1e-13)


ALONG = [
    pytest.param(each, axis, id=f"{each.name}-{axis}") for each in FUNCTIONS for axis in (0, 1, -2) if each.has_axis
]


@pytest.mark.parametrize(("function", "axis"), ALONG)
def test_axis(function: Kernel, axis: int) -> None:
    """Any axis of the data may be the named one; parameters have no other."""
    rng = np.random.default_rng(2)
    last, moved = {}, {}
    for name, shape in shapes_of(function).items():
        core = shape.sized((5, 4), dict.fromkeys((dim for _, dim in shape.core), 3))
        last[name] = rng.uniform(0.1, 0.9, core)
        moved[name] = np.moveaxis(last[name], -1, axis) if shape.lead and shape.core else last[name]
    results = parse(function.signature)[1]
    for one, other, shape in zip(call(function, moved, axis=axis), call(function, last), results, strict=True):
        np.testing.assert_array_equal(one, np.moveaxis(other, -1, axis) if shape.lead and shape.core else other)


def sample_with(at: Any, arrays: dict[str, Any]) -> Any:
    return type(at)(at.definition, at.size, {**at.arrays, **arrays})


def as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


@pytest.mark.parametrize("function", EVERY)
def test_types(function: Kernel) -> None:
    """float16, float32 and float64 are kept, integers become float64, and a number gives a NumPy scalar."""
    definition = function.definition
    for dtype in (np.float16, np.float32, np.float64):
        at = sample(definition, 2, dtype, 0)
        assert {each.dtype for each in call(function, at.arrays)} == {np.dtype(dtype)}
    ones = {name: np.ones(each.shape, np.int8) for name, each in at.arrays.items()}
    assert {each.dtype for each in call(function, ones)} == {np.dtype(np.float64)}
    if is_elementwise(definition):
        for number, kind in ((0.5, np.float64), (np.float32(0.5), np.float32)):
            assert all(isinstance(each, kind) for each in call(function, dict.fromkeys(at.arrays, number)))


@pytest.mark.parametrize("function", EVERY)
def test_half_precision_goes_through_single(function: Kernel) -> None:
    """float16 in and out is float32 in between: the result is that of float32, rounded once."""
    arrays = {name: each.astype(np.float16) for name, each in sample(function.definition, 7, float, 0).arrays.items()}
    wanted = call(function, {name: each.astype(np.float32) for name, each in arrays.items()})
    for one, other in zip(call(function, arrays), wanted, strict=True):
        np.testing.assert_array_equal(one, np.asarray(other).astype(np.float16))


@pytest.mark.parametrize("turn", ["swapped", "misaligned"])
@pytest.mark.parametrize("function", EVERY)
def test_any_memory_layout_and_no_input_is_written_to(function: Kernel, turn: str) -> None:
    at = sample(function.definition, 3, np.float64, 0)
    arrays = {name: at.arrays[name] for name in function.arguments}
    if is_elementwise(function.definition):
        arrays = {name: np.full(5, each) for name, each in arrays.items()}
    turned = {name: awkward(each) if turn == "swapped" else misaligned(each) for name, each in arrays.items()}
    for one, other in zip(call(function, turned), call(function, arrays), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-14, atol=1e-15)
        assert not any(np.may_share_memory(one, each) for each in turned.values())
        if isinstance(one, np.ndarray):
            one[...] = 0
    for name, each in turned.items():
        np.testing.assert_array_equal(each, arrays[name])


def misaligned(array: Any) -> Any:
    """The same numbers, one byte off."""
    view = np.zeros(array.nbytes + 1, np.uint8)[1:].view(array.dtype).reshape(array.shape)
    view[...] = array
    return view


def awkward(array: Any) -> Any:
    """The same numbers, byte-swapped, every axis reversed and strided, read-only."""
    wide = np.zeros(tuple(2 * n for n in array.shape), array.dtype.newbyteorder(">"))
    view = wide[(..., *(slice(None, None, -2) for _ in array.shape))]
    view[...] = array
    view.flags.writeable = False
    return view


def test_checked_in_kernels_are_fresh() -> None:
    assert stale_kernels(ROOT / "numeric", CATALOGUE) == []
