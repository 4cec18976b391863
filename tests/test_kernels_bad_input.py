"""Bad arguments: a TypeError or ValueError that names the kernel, the argument, what came and what was expected."""

from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.catalogue import load_catalogue
from proofnotes.lowering.gradients import UPSTREAM
from proofnotes.statements import Definition
from tests.numeric_checks import sample

EACH = [pytest.param(each, id=each.name) for each in load_catalogue().definitions]
WRONG_TYPES = [
    pytest.param(lambda a: a.astype(complex), "complex128", id="complex"),
    pytest.param(lambda a: a.astype(object), "object", id="object"),
    pytest.param(lambda a: a.astype(str), "<U", id="str"),
    pytest.param(lambda a: a.astype("datetime64[s]"), "datetime64", id="datetime"),
    pytest.param(lambda a: None, "object", id="none"),
]


def both(definition: Definition) -> list[tuple[Any, list[str]]]:
    names = [each.name for each in definition.inputs]
    forward, vjp = getattr(numeric, definition.name), getattr(numeric, f"{definition.name}_vjp")
    return [(forward, names), (vjp, [UPSTREAM, *names])]


@pytest.mark.parametrize(("spoil", "told"), WRONG_TYPES)
@pytest.mark.parametrize("definition", EACH)
def test_wrong_types(definition: Definition, spoil: Any, told: str) -> None:
    arrays = sample(definition, 3, np.float64, 0).arrays
    for kernel, names in both(definition):
        for bad in names:
            given = [spoil(arrays[name]) if name == bad else arrays[name] for name in names]
            with pytest.raises(TypeError, match=f"^{kernel.__name__}: {bad} has dtype {told}.*; expected float16"):
                kernel(*given)


@pytest.mark.parametrize("definition", EACH)
def test_empty_arrays(definition: Definition) -> None:
    arrays = sample(definition, 3, np.float64, 0).arrays
    for kernel, names in both(definition):
        for bad in names:
            empty = np.zeros((*arrays[bad].shape[:-1], 0))
            given = [empty if name == bad else arrays[name] for name in names]
            told = rf"^{kernel.__name__}: {bad} has shape \(.*0.*\); expected at least one entry"
            with pytest.raises(ValueError, match=told):
                kernel(*given)


@pytest.mark.parametrize("definition", EACH)
def test_a_wrong_size_is_never_broadcast(definition: Definition) -> None:
    """One entry more, or just one entry, on any named axis."""
    arrays = sample(definition, 3, np.float64, 0).arrays
    for kernel, names in both(definition):
        for bad in names:
            shape = arrays[bad].shape
            if len(names) == 1 or (kernel.__name__ == definition.name and len(shape) == 0):
                continue
            for length in (1, 5) if shape else ():
                given = [np.ones((*shape[:-1], length)) if name == bad else arrays[name] for name in names]
                with pytest.raises(ValueError, match=rf"^{kernel.__name__}: (\w+) has shape .*; expected "):
                    kernel(*given)


@pytest.mark.parametrize("definition", EACH)
def test_an_upstream_gradient_of_another_shape(definition: Definition) -> None:
    arrays = sample(definition, 3, np.float64, 0).arrays
    kernel, names = both(definition)[1]
    g = np.ones((5, 4, *arrays[UPSTREAM].shape))
    told = rf"^{kernel.__name__}: g has shape \(5, 4.*\); expected \(.*\), the shape of the result"
    with pytest.raises(ValueError, match=told):
        kernel(g, *(arrays[name] for name in names[1:]))


@pytest.mark.parametrize("definition", EACH)
def test_argument_names(definition: Definition) -> None:
    arrays = sample(definition, 3, np.float64, 0).arrays
    for kernel, names in both(definition):
        given = [arrays[name] for name in names]
        with pytest.raises(TypeError, match=f"{kernel.__name__}: surplus is no argument; expected {', '.join(names)}"):
            kernel(*given, surplus=1)
        with pytest.raises(TypeError, match=f"{kernel.__name__}: {names[0]} is given twice"):
            kernel(*given, **{names[0]: given[0]})
        with pytest.raises(TypeError, match=f"{kernel.__name__}: {names[-1]} missing"):
            kernel(*given[:-1])
        with pytest.raises(TypeError, match=rf"{kernel.__name__}: expected at most \d+ arguments"):
            kernel(*given, *[1] * 5)
        found, wanted = kernel(**dict(zip(names, given, strict=True))), kernel(*given)
        np.testing.assert_equal(found, wanted)


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


def test_documented_examples() -> None:
    """Those that people meet first."""
    with pytest.raises(ValueError, match=r"layer_norm: gamma has shape \(1,\); expected \(D,\) with D = 4, as in x"):
        numeric.layer_norm(np.ones((2, 4)), np.ones(1), np.ones(4))
    with pytest.raises(ValueError, match=r"y_hat has shape \(2, 4\); expected \(..., K\) with K = 3, as in y"):
        numeric.cross_entropy(np.ones((2, 3)), np.ones((2, 4)))
    with pytest.raises(ValueError, match=r"swiglu: W has shape \(3, 2\); expected \(2\*d, m\): 3 is no multiple of 2"):
        numeric.swiglu(np.ones(2), np.ones((3, 2)), np.ones(3))
    with pytest.raises(ValueError, match=r"softmax: z has shape \(\); expected \(..., K\)"):
        numeric.softmax(1.0)
    with pytest.raises(ValueError, match="cross_entropy: expected leading axes that broadcast; y has"):
        numeric.cross_entropy(np.ones((2, 3)), np.ones((4, 3)))
    with pytest.raises(ValueError, match="softmax: z: expected an array of numbers"):
        numeric.softmax([[1.0, 2.0], [3.0]])
