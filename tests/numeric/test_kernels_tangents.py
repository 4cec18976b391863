"""Tangents, derivatives and Jacobians of the catalogue against the definitions, and against the gradients."""

from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.lowering import Kernel, lower
from proofnotes.lowering.tasks.gradients import UPSTREAM
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import (
    assert_close,
    call,
    cases,
    condition,
    exact_jacobian,
    exact_jvp,
    exact_vjp,
    functions,
    is_elementwise,
    sample,
    sizes,
)

FUNCTIONS = functions(CATALOGUE)
FACTOR = 12
DTYPES = (np.float32, np.float64)


def of_task(task: str) -> list[Any]:
    return [pytest.param(each, id=each.name) for each in FUNCTIONS if each.task == task]


CASES = [
    pytest.param(each, size, dtype, id=f"{each.name}-{size}-{dtype.__name__}")
    for each in FUNCTIONS
    for definition, size, dtype in cases([each.definition])
    if each.task == "jvp"
]


def way_scale(definition: Definition, at: Any) -> float:
    """What cancels in the tangent of a function with sums: ∣dx∣ times the largest number around."""
    if is_elementwise(definition):
        return 0.0
    ways = sum(float(np.sum(np.abs(at.arrays[f"d{each.name}"]))) for each in definition.inputs)
    return ways * max(1.0, *(float(np.max(np.abs(at.arrays[each.name]))) for each in definition.inputs))


def test_everything_has_what_belongs_to_it() -> None:
    tasks = {each.name: {f.task for f in FUNCTIONS if f.definition is each} for each in CATALOGUE.definitions}
    assert all({"", "vjp", "jvp"} <= found for found in tasks.values())
    assert {name for name, found in tasks.items() if "jacobian" in found} >= {"softmax", "log_softmax"}
    one = {each.name for each in CATALOGUE.definitions if is_elementwise(each) and len(each.inputs) == 1}
    assert {name for name, found in tasks.items() if "derivative" in found} == one
    assert {each.name for each in FUNCTIONS} <= set(numeric.__all__)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("kernel", "size", "dtype"), CASES)
def test_tangent_is_the_derivative(kernel: Kernel, size: int, dtype: Any) -> None:
    definition = kernel.definition
    for seed in range(8 if is_elementwise(definition) else 1):
        at = sample(definition, size, dtype, seed)
        (found,) = call(kernel, at.arrays)
        wanted = exact_jvp(definition, at)
        scale = condition(lambda moved: exact_jvp(definition, moved), at, wanted)
        assert_close(found, wanted, scale + way_scale(definition, at), dtype, FACTOR)


@pytest.mark.parametrize("kernel", of_task("jvp"))
def test_tangents_are_adjoint_to_gradients(kernel: Kernel) -> None:
    """⟨g, J t⟩ = ⟨Jᵀ g, t⟩, here for several rows."""
    definition = kernel.definition
    for size in sizes(definition):
        arrays = sample(definition, size, np.float64, 11).arrays
        (forward,) = call(kernel, arrays)
        back = getattr(numeric, f"{definition.name}_vjp")(
            arrays[UPSTREAM], *(arrays[e.name] for e in definition.arguments)
        )
        back = back if isinstance(back, tuple) else (back,)
        ways = [arrays[f"d{each.name}"] for each in definition.arguments]
        terms = [np.sum(d * t) for d, t in zip(back, ways, strict=True)]
        size_of_terms = sum(np.sum(np.abs(d * t)) for d, t in zip(back, ways, strict=True))
        assert sum(terms) == pytest.approx(np.sum(arrays[UPSTREAM] * forward), rel=0, abs=1e-13 * (1 + size_of_terms))


@pytest.mark.parametrize("kernel", of_task("jvp"))
def test_tangents_from_the_definition_alone(kernel: Kernel) -> None:
    """What a stranger gets who states no theorem."""
    definition = kernel.definition
    at = sample(definition, 3, np.float64, 5)
    derived = lower(definition, jvp=True)(*(at.arrays[name] for name in kernel.arguments))
    (stated,) = call(kernel, at.arrays)
    np.testing.assert_allclose(derived, stated, rtol=1e-11, atol=1e-13 * way_scale(definition, at) + 1e-300)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("kernel", of_task("derivative"))
def test_derivative(kernel: Kernel, dtype: Any) -> None:
    definition = kernel.definition
    for seed in range(8):
        at = sample(definition, 1, dtype, seed)
        at.arrays[UPSTREAM] = np.asarray(1, dtype)
        wanted = exact_vjp(definition, definition.inputs[0], at)
        scale = condition(lambda moved: exact_vjp(definition, definition.inputs[0], moved), at, wanted)
        assert_close(call(kernel, at.arrays)[0], wanted, scale, dtype, FACTOR)


@pytest.mark.parametrize("kernel", of_task("derivative"))
def test_gradient_and_tangent_are_multiples_of_the_derivative(kernel: Kernel) -> None:
    x = np.linspace(-30, 30, 241)
    slope = getattr(numeric, kernel.name)(x)
    for task in ("vjp", "jvp"):
        found = getattr(numeric, f"{kernel.definition.name}_{task}")(2.0, x)
        np.testing.assert_allclose(found, 2 * slope, rtol=1e-15)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("kernel", of_task("jacobian"))
def test_jacobian(kernel: Kernel, dtype: Any) -> None:
    definition = kernel.definition
    for size in (1, 2, 7):
        at = sample(definition, size, dtype, 1)
        wanted = exact_jacobian(definition, at)
        scale = condition(lambda moved: exact_jacobian(definition, moved), at, wanted)
        assert_close(call(kernel, at.arrays)[0], wanted, scale, dtype, FACTOR)


@pytest.mark.parametrize("kernel", of_task("jacobian"))
def test_jacobian_gives_gradient_and_tangent(kernel: Kernel) -> None:
    rng = np.random.default_rng(0)
    z, way, g = rng.normal(size=(3, 2, 3, 5))
    made = getattr(numeric, kernel.name)(z)
    assert made.shape == (2, 3, 5, 5)
    name = kernel.definition.name
    tangent = np.einsum("...ij,...j->...i", made, way)
    gradient = np.einsum("...i,...ij->...j", g, made)
    np.testing.assert_allclose(getattr(numeric, f"{name}_jvp")(way, z), tangent, atol=1e-15, rtol=1e-14)
    np.testing.assert_allclose(getattr(numeric, f"{name}_vjp")(g, z), gradient, atol=1e-15, rtol=1e-14)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_diagonal_of_a_jacobian_is_no_difference(dtype: Any) -> None:
    """y₁(1 − y₁) and 1 − y₁ where y₁ rounds to 1."""
    z = np.array([60, 0, -3], dtype)
    rest = np.exp(np.float64(-60)) + np.exp(np.float64(-63))
    tolerance = 4 * np.finfo(dtype).eps
    np.testing.assert_allclose(numeric.softmax_jacobian(z)[0, 0], rest, rtol=tolerance)
    np.testing.assert_allclose(numeric.log_softmax_jacobian(z)[0, 0], rest, rtol=tolerance)
    np.testing.assert_allclose(np.sum(numeric.softmax_jacobian(z), axis=-1), 0, atol=2 * np.finfo(dtype).eps * rest)


@pytest.mark.parametrize("kernel", of_task("jvp"))
def test_a_tangent_that_does_not_fit(kernel: Kernel) -> None:
    """A tangent broadcasts to its input, and never makes the result larger."""
    arrays = sample(kernel.definition, 3, np.float64, 0).arrays
    ways = [each.name for each in kernel.definition.inputs]
    for name in ways:
        large = np.ones((5, 4, *arrays[name].shape))
        with pytest.raises(
            ValueError, match=rf"^{kernel.name}: d?{name} has shape .*; expected|leading axes that broadc"
        ):
            call(kernel, {**arrays, f"d{name}": large})


def test_tangents_broadcast() -> None:
    z = np.random.default_rng(0).normal(size=(4, 3))
    way = np.array([1.0, 0.0, -1.0])
    np.testing.assert_array_equal(numeric.softmax_jvp(way, z), numeric.softmax_jvp(np.tile(way, (4, 1)), z))
    np.testing.assert_array_equal(numeric.sigmoid_jvp(1.0, z), numeric.sigmoid_derivative(z))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["layer_norm", "rms_norm", "batch_norm"])
def test_tangents_of_norms_do_not_overflow(name: str, dtype: Any) -> None:
    """x where x² overflows, and a tangent of its size: the same as for small x."""
    rng = np.random.default_rng(3)
    x, dx = rng.normal(size=(2, 4, 8))
    rest = [rng.normal(size=8) for _ in range(1 if name == "rms_norm" else 2)]
    power = np.ldexp(1.0, np.finfo(dtype).maxexp - 4)
    f = getattr(numeric, f"{name}_jvp")
    given = lambda scale: [each.astype(dtype) for each in (scale * dx, *rest, scale * x, *rest)]  # noqa: E731
    np.testing.assert_allclose(f(*given(power)), f(*given(64.0), eps=1e-30), rtol=2e-4, atol=1e-4)
