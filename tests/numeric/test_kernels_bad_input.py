"""Bad arguments: a TypeError or ValueError that names the kernel, the argument, what came and what was expected."""

from typing import Any

import numpy as np
import pytest

import numeric
from numeric._runtime.shapes import parse
from proofnotes.lowering import Kernel
from proofnotes.lowering.tasks.gradients import UPSTREAM
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import call, functions, sample, shapes_of

FUNCTIONS = functions(CATALOGUE)
EACH = [pytest.param(each, id=each.name) for each in FUNCTIONS]
WRONG_TYPES = [
    pytest.param(lambda a: a.astype(complex), "complex128", id="complex"),
    pytest.param(lambda a: a.astype(object), "object", id="object"),
    pytest.param(lambda a: a.astype(str), "<U", id="str"),
    pytest.param(lambda a: a.astype("datetime64[s]"), "datetime64", id="datetime"),
    pytest.param(lambda a: None, "object", id="none"),
]


def given(function: Kernel, size: int = 3) -> dict[str, Any]:
    arrays = sample(function.definition, size, np.float64, 0).arrays
    return {name: arrays[name] for name in function.arguments}


@pytest.mark.parametrize(("spoil", "told"), WRONG_TYPES)
@pytest.mark.parametrize("function", EACH)
def test_wrong_types(function: Kernel, spoil: Any, told: str) -> None:
    arrays = given(function)
    for bad in function.arguments:
        with pytest.raises(TypeError, match=f"^{function.name}: {bad} has dtype {told}.*; expected float16"):
            call(function, {**arrays, bad: spoil(arrays[bad])})


@pytest.mark.parametrize("function", EACH)
def test_an_empty_named_axis(function: Kernel) -> None:
    """Over nothing there is no largest entry, no mean and no distribution."""
    arrays = given(function)
    for bad, shape in shapes_of(function).items():
        if shape.core:
            empty = np.zeros((*arrays[bad].shape[:-1], 0))
            told = rf"^{function.name}: {bad} has shape \(.*0.*\); expected \(.*\) with \w+ at least 1"
            with pytest.raises(ValueError, match=told):
                call(function, {**arrays, bad: empty})


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("function", EACH)
def test_no_rows(function: Kernel, dtype: Any) -> None:
    """No data give no results, of the right type and shape, and sums that are 0; a mean over them is refused."""
    shapes = shapes_of(function)
    arrays = {}
    for name, shape in shapes.items():
        arrays[name] = np.ones(shape.sized((2, 0), dict.fromkeys((dim for _, dim in shape.core), 3)), dtype)
    if function.least_rows:
        told = rf"^{function.name}: \w+ has the leading axes \(2, 0\), 0 entries for each statistic; expected at least "
        with pytest.raises(ValueError, match=f"{told}{function.least_rows}"):
            call(function, arrays)
        return
    for found, shape in zip(call(function, arrays), parse(function.signature)[1], strict=True):
        assert found.dtype == dtype
        assert found.shape == shape.sized((2, 0), dict.fromkeys((dim for _, dim in shape.core), 3))
        assert not found.any()


@pytest.mark.parametrize("function", EACH)
def test_a_wrong_size_is_never_broadcast(function: Kernel) -> None:
    """One entry more, or just one entry, on any named axis that another argument has too."""
    arrays, shapes = given(function), shapes_of(function)
    for bad, shape in shapes.items():
        own = {dim for _, dim in shape.core[-1:]}
        shared = [name for name, other in shapes.items() if name != bad and own & {dim for _, dim in other.core}]
        for length in (1, 5) if shared else ():
            with pytest.raises(ValueError, match=rf"^{function.name}: (\w+) has shape .*; expected "):
                call(function, {**arrays, bad: np.ones((*arrays[bad].shape[:-1], length))})


@pytest.mark.parametrize("function", [p for p in EACH if p.values[0].is_vjp])  # type: ignore[attr-defined]
def test_an_upstream_gradient_of_another_shape(function: Kernel) -> None:
    arrays = given(function)
    g = np.ones((5, 4, *arrays[UPSTREAM].shape))
    result = r"expected \(.*\), the shape of the result" if shapes_of(function)[UPSTREAM].lead else r"expected \(D,\)"
    with pytest.raises(ValueError, match=rf"^{function.name}: g has shape \(5, 4.*\); {result}"):
        call(function, {**arrays, UPSTREAM: g})


@pytest.mark.parametrize("function", EACH)
def test_argument_names(function: Kernel) -> None:
    arrays, names = given(function), function.arguments
    kernel, values = getattr(numeric, function.name), list(arrays.values())
    with pytest.raises(TypeError, match=f"{function.name}: surplus is no argument; expected {', '.join(names)}"):
        kernel(*values, surplus=1)
    with pytest.raises(TypeError, match=f"{function.name}: {names[0]} is given twice"):
        kernel(*values, **{names[0]: values[0]})
    with pytest.raises(TypeError, match=f"{function.name}: {names[-1]} missing"):
        kernel(*values[:-1])
    with pytest.raises(TypeError, match=rf"{function.name}: expected at most \d+ arguments"):
        kernel(*values, *[1] * 5)
    np.testing.assert_equal(kernel(**arrays), kernel(*values))


@pytest.mark.parametrize("axis", [3, -4, 10**6])
def test_axis_out_of_range(axis: int) -> None:
    with pytest.raises(ValueError, match=rf"^softmax: axis {axis} is out of range for z, which has shape \(2, 3, 4\)"):
        numeric.softmax(np.ones((2, 3, 4)), axis=axis)


@pytest.mark.parametrize("axis", [None, 0.0, "last", (0, 1), True])
def test_axis_is_an_integer(axis: Any) -> None:
    with pytest.raises(TypeError, match="^softmax: axis is .*; expected an integer"):
        numeric.softmax(np.ones((2, 3, 4)), axis=axis)


@pytest.mark.parametrize("eps", [0, -1e-5, float("nan"), float("inf")])
def test_parameter_out_of_range(eps: float) -> None:
    with pytest.raises(ValueError, match="^layer_norm: eps is .*; expected a positive number"):
        numeric.layer_norm(np.ones((2, 3)), np.ones(3), np.ones(3), eps=eps)


@pytest.mark.parametrize("eps", [None, "1e-5", 1j, np.ones(3), True])
def test_parameter_is_a_number(eps: Any) -> None:
    with pytest.raises(TypeError, match="^layer_norm: eps is .*; expected a real number"):
        numeric.layer_norm(np.ones((2, 3)), np.ones(3), np.ones(3), eps=eps)


@pytest.mark.parametrize("rows", [0, 1])
def test_a_variance_of_too_few_samples(rows: int) -> None:
    told = rf"batch_norm_running_var: x has the leading axes \({rows},\), {rows} entries for each statistic; "
    with pytest.raises(ValueError, match=f"{told}expected at least 2"):
        numeric.batch_norm_running_var(np.ones(3), np.ones((rows, 3)))


def test_documented_examples() -> None:
    """Those that people meet first."""
    with pytest.raises(ValueError, match=r"layer_norm: gamma has shape \(1,\); expected \(D,\) with D = 4, as in x"):
        numeric.layer_norm(np.ones((2, 4)), np.ones(1), np.ones(4))
    with pytest.raises(ValueError, match=r"y has shape \(2, 4\); expected \(2, 3\).*, the shape of y_hat"):
        numeric.cross_entropy(np.ones((2, 3)), np.ones((2, 4)))
    with pytest.raises(ValueError, match=r"swiglu: W has shape \(3, 2\); expected \(2\*d, m\): 3 is no multiple of 2"):
        numeric.swiglu(np.ones(2), np.ones((3, 2)), np.ones(3))
    with pytest.raises(ValueError, match=r"softmax: z has shape \(\); expected \(..., K\)"):
        numeric.softmax(1.0)
    with pytest.raises(ValueError, match="softmax_vjp: expected leading axes that broadcast; z has"):
        numeric.softmax_vjp(np.ones((4, 3)), np.ones((2, 3)))
    with pytest.raises(ValueError, match="softmax: z: expected an array of numbers"):
        numeric.softmax([[1.0, 2.0], [3.0]])
