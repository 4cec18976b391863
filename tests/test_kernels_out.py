"""out=: results go to the caller's memory, whatever it looks like and whatever it shares."""

from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.statements import Definition
from tests.test_kernels_blocks import DEFINITIONS, EACH, assert_same, data


@pytest.mark.parametrize("definition", EACH)
def test_out(definition: Definition) -> None:
    """Into new memory, into every second column, byte-swapped, and in place."""
    arrays = data(definition, 300, 256 if definition.name != "swiglu" else 16)
    forward = getattr(numeric, definition.name)
    wanted = forward(*arrays[1:])
    for out in (
        np.empty_like(wanted),
        np.empty((*wanted.shape[:-1], 2 * wanted.shape[-1]), np.float32)[..., ::2],
        np.empty(wanted.shape, ">f4"),
    ):
        assert forward(*arrays[1:], out=out) is out
        np.testing.assert_array_equal(out, wanted)
    for place, each in enumerate(arrays[1:]):
        if each.shape == wanted.shape:
            given = [each.copy() for each in arrays[1:]]
            assert forward(*given, out=given[place]) is given[place]
            np.testing.assert_array_equal(given[place], wanted)


def test_out_that_overlaps() -> None:
    """As with NumPy's ufuncs: as if the argument had been copied first."""
    for shift in (1, 1000, 70_000):
        memory = np.random.default_rng(0).normal(size=200_000 + shift).astype(np.float32)
        wanted = numeric.sigmoid(memory[:200_000].copy())
        np.testing.assert_array_equal(numeric.sigmoid(memory[:200_000], out=memory[shift:]), wanted)
    square = np.random.default_rng(0).normal(size=(300, 300))
    wanted = numeric.softmax(square.T.copy())
    np.testing.assert_array_equal(numeric.softmax(square.T, out=square), wanted)


def test_out_along_an_axis() -> None:
    z = np.random.default_rng(0).normal(size=(50, 40, 30))
    out = np.empty_like(z)
    assert numeric.softmax(z, axis=0, out=out) is out
    np.testing.assert_array_equal(out, numeric.softmax(z, axis=0))


def test_out_for_gradients() -> None:
    g, x, gamma, beta = data(next(d for d in DEFINITIONS if d.name == "layer_norm"), 300, 256)
    wanted = numeric.layer_norm_vjp(g, x, gamma, beta)
    out = tuple(np.empty_like(each) for each in wanted)
    assert all(a is b for a, b in zip(numeric.layer_norm_vjp(g, x, gamma, beta, out=out), out, strict=True))
    assert_same(out, wanted)
    dx, _, _ = numeric.layer_norm_vjp(g, x, gamma, beta, out=(g, None, None))
    np.testing.assert_array_equal(dx, wanted[0])


@pytest.mark.parametrize(
    ("out", "error", "told"),
    [
        ([0.0], TypeError, r"sigmoid: out is \[0.0\]; expected an array"),
        (np.empty(4, np.float32), ValueError, r"sigmoid: out has shape \(4,\); expected \(3,\), the shape"),
        (np.empty(3), TypeError, "sigmoid: out has dtype float64; expected float32, the type of the result"),
        (np.broadcast_to(np.float32(0), 3), ValueError, "sigmoid: out is read-only"),
        ((None, None), ValueError, "sigmoid: out has 2 arrays; expected 1: sigmoid"),
    ],
    ids=["list", "shape", "dtype", "read-only", "two"],
)
def test_out_that_does_not_fit(out: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        numeric.sigmoid(np.zeros(3, np.float32), out=out)
