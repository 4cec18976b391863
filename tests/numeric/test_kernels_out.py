"""out=: results go to the caller's memory, whatever it looks like and whatever it shares."""

from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.lowering import Kernel
from tests.numeric.numeric_checks import call
from tests.numeric.test_kernels_blocks import EACH, FUNCTIONS, assert_same, data


def memories(wanted: Any) -> list[Any]:
    """New memory, every second column, byte-swapped, backwards, misaligned."""
    raw = np.zeros(wanted.nbytes + 1, np.uint8)
    found = [np.empty_like(wanted), np.empty(wanted.shape, ">f4"), raw[1:].view(wanted.dtype).reshape(wanted.shape)]
    if wanted.ndim:
        found.append(np.empty((*wanted.shape[:-1], 2 * wanted.shape[-1]), np.float32)[..., ::2])
        found.append(np.empty_like(wanted)[::-1])
    return found


@pytest.mark.parametrize("function", EACH)
def test_out(function: Kernel) -> None:
    """Results go into memory of any layout, one by one and all together."""
    arrays = data(function, 300, 256)
    wanted = call(function, arrays)
    for place, each in enumerate(wanted):
        for out in memories(each):
            given = tuple(out if k == place else None for k in range(len(wanted)))
            assert call(function, arrays, out=given)[place] is out
            np.testing.assert_array_equal(out, each)
    out = tuple(np.empty_like(each) for each in wanted)
    assert_same(call(function, arrays, out=out), wanted)


@pytest.mark.parametrize("function", EACH)
def test_in_place(function: Kernel) -> None:
    """A result may go to an argument of its shape, which is read as if it had been copied first."""
    arrays = data(function, 300, 256)
    wanted = call(function, arrays)
    for name, shape in ((name, each.shape) for name, each in arrays.items()):
        for place, each in enumerate(wanted):
            if each.shape == shape:
                given = {key: value.copy() for key, value in arrays.items()}
                out = tuple(given[name] if k == place else None for k in range(len(wanted)))
                assert call(function, given, out=out)[place] is given[name]
                np.testing.assert_array_equal(given[name], each)


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
    g, x, gamma, beta = data(next(f for f in FUNCTIONS if f.name == "layer_norm_vjp"), 300, 256).values()
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
        (np.empty(3, int), TypeError, "sigmoid: out has dtype int64; expected float32, the type of the result"),
        (np.broadcast_to(np.float32(0), 3), ValueError, "sigmoid: out is read-only"),
        ((None, None), ValueError, "sigmoid: out has 2 arrays; expected 1: sigmoid"),
    ],
    ids=["list", "shape", "dtype", "read-only", "two"],
)
def test_out_that_does_not_fit(out: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        numeric.sigmoid(np.zeros(3, np.float32), out=out)
