"""Axes in front of a matrix that rows share: the kernel is run for each of their entries."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from numeric import swiglu, swiglu_jvp, swiglu_vjp
from proofnotes.lowering import lower
from tests.lowering.several_axes import attention

RNG = np.random.default_rng(0)
QUERY = RNG.normal(size=(2, 3, 5, 4))
KEY, VALUE, UPSTREAM = RNG.normal(size=(2, 3, 6, 4)), RNG.normal(size=(2, 3, 6, 7)), RNG.normal(size=(2, 3, 5, 7))


def reference(Q: Any, K: Any, V: Any) -> Any:
    scores = np.einsum("...td,...sd->...ts", Q, K) / np.sqrt(Q.shape[-1])
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return np.einsum("...ts,...sv->...tv", weights / weights.sum(-1, keepdims=True), V)


def slope(f: Callable[..., Any], arrays: list[Any], at: int, way: Any) -> Any:
    moved = [[each + h * way if place == at else each for place, each in enumerate(arrays)] for h in (1e-5, -1e-5)]
    return (f(*moved[0]) - f(*moved[1])) / 2e-5


def test_attention_with_batch_and_heads() -> None:
    found = lower(attention)(QUERY, KEY, VALUE)
    np.testing.assert_allclose(found, reference(QUERY, KEY, VALUE), rtol=1e-12)
    arrays = [QUERY, KEY, VALUE]
    gradients = lower(attention, vjp=True)(UPSTREAM, *arrays)
    ways = [np.random.default_rng(1).normal(size=each.shape) for each in arrays]
    tangent = lower(attention, jvp=True)(*ways, *arrays)
    np.testing.assert_allclose(tangent, sum(slope(reference, arrays, k, ways[k]) for k in range(3)), atol=1e-7)
    for place, (each, gradient) in enumerate(zip(arrays, gradients, strict=True)):
        assert gradient.shape == each.shape
        wanted = np.sum(UPSTREAM * slope(reference, arrays, place, ways[place]))
        np.testing.assert_allclose(np.sum(gradient * ways[place]), wanted, rtol=1e-6)


def test_gradients_are_summed_over_what_an_argument_lacks() -> None:
    """Keys that all heads share, as (2, 1, 6, 4) or (6, 4); values for each batch."""
    for key in (KEY[:, :1], KEY[0, 0]):
        full = np.broadcast_to(key, KEY.shape)
        np.testing.assert_allclose(lower(attention)(QUERY, key, VALUE), reference(QUERY, full, VALUE), rtol=1e-12)
        _, found, _ = lower(attention, vjp=True)(UPSTREAM, QUERY, key, VALUE)
        _, wanted, _ = lower(attention, vjp=True)(UPSTREAM, QUERY, full, VALUE)
        axes = (1,) if key.ndim == 4 else (0, 1)
        np.testing.assert_allclose(found, wanted.sum(axes, keepdims=key.ndim == 4), rtol=1e-12)


def test_rows_in_front_of_a_shared_matrix_are_rows() -> None:
    np.testing.assert_allclose(
        lower(attention)(QUERY, KEY[0, 0], VALUE[0, 0]), reference(QUERY, KEY[0, 0], VALUE[0, 0])
    )


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(
        ValueError, match=r"attention: K has shape \(2, 3, 6, 4\), 2 axes in front of \(S, D\); expected"
    ):
        lower(attention)(QUERY[0, 0], KEY, VALUE)
    with pytest.raises(ValueError, match=r"expected outer axes that broadcast; Q has \(2, 3\), K has \(2, 2\)"):
        lower(attention)(QUERY, KEY[:, :2], VALUE)


def test_out_and_no_entries() -> None:
    out = np.empty(UPSTREAM.shape)
    assert lower(attention)(QUERY, KEY, VALUE, out=out) is out
    np.testing.assert_array_equal(out, lower(attention)(QUERY, KEY, VALUE))
    with pytest.raises(ValueError, match="expected .*, the shape of the result"):
        lower(attention)(QUERY, KEY, VALUE, out=out[0])
    assert lower(attention)(QUERY[:0], KEY[:0], VALUE[:0]).shape == (0, 3, 5, 7)


def test_a_layer_for_each_entry() -> None:
    """swiglu with weights of their own."""
    x, W, b = RNG.normal(size=(4, 5, 3)), RNG.normal(size=(4, 6, 3)), RNG.normal(size=(4, 5, 6))
    g, ways = RNG.normal(size=(4, 5, 3)), [RNG.normal(size=each.shape) for each in (x, W, b)]
    found, gradients, tangent = swiglu(x, W, b), swiglu_vjp(g, x, W, b), swiglu_jvp(*ways, x, W, b)
    for k in range(4):
        np.testing.assert_array_equal(found[k], swiglu(x[k], W[k], b[k]))
        np.testing.assert_array_equal(tangent[k], swiglu_jvp(*(way[k] for way in ways), x[k], W[k], b[k]))
        for whole, part in zip(gradients, swiglu_vjp(g[k], x[k], W[k], b[k]), strict=True):
            np.testing.assert_array_equal(whole[k], part)
