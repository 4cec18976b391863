"""Class labels: the same as one-hot vectors, without making them; and exact where the label is nearly certain."""

import tracemalloc
from typing import Any

import mpmath
import numpy as np
import pytest

import numeric
from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, delta, diff, log, total
from proofnotes.lowering import LoweringError, kernels
from proofnotes.lowering.kernels import label_kernels
from proofnotes.lowering.numpy.emit import body_of
from tests.catalogue import CATALOGUE

LABELLED = [each.name for each in CATALOGUE.definitions if label_kernels(each, CATALOGUE.theorems)]
FLOATS = (np.float16, np.float32, np.float64)
cross_entropy, gradient = numeric.cross_entropy_with_logits, numeric.cross_entropy_with_logits_vjp


def test_labels_are_taken_where_a_theorem_says_what_they_mean() -> None:
    assert "cross_entropy_with_logits" in LABELLED
    assert not [name for name in numeric.__all__ if "labels" in name]


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("labels", [np.int8, np.uint64, np.int64, ">i4"])
def test_labels_are_one_hot_vectors(dtype: Any, labels: Any) -> None:
    rng = np.random.default_rng(0)
    z, g = rng.normal(size=(4, 3, 7)).astype(dtype), rng.normal(size=(4, 3)).astype(dtype)
    y = rng.integers(0, 7, (4, 3)).astype(labels)
    one_hot = np.eye(7, dtype=dtype)[y.astype(int)]
    found, wanted = cross_entropy(z, y), cross_entropy(z, one_hot)
    assert found.dtype == dtype
    tolerance = 4 * np.finfo(dtype).eps
    np.testing.assert_allclose(found, wanted, rtol=tolerance)
    dz = gradient(g, z, y)
    assert isinstance(dz, np.ndarray)
    assert dz.dtype == dtype
    np.testing.assert_allclose(dz, gradient(g, z, one_hot)[0], rtol=4 * tolerance, atol=tolerance / 8)


@pytest.mark.parametrize("axis", [0, 1, -2, -1])
def test_classes_along_any_axis(axis: int) -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(size=(4, 4, 4))
    y, g = rng.integers(0, 4, (4, 4)), rng.normal(size=(4, 4))
    last = np.moveaxis(z, axis, -1)
    np.testing.assert_array_equal(cross_entropy(z, y, axis=axis), cross_entropy(last, y))
    np.testing.assert_array_equal(gradient(g, z, y, axis=axis), np.moveaxis(gradient(g, last, y), -1, axis))


def test_labels_may_be_lists_numbers_and_views() -> None:
    z = np.random.default_rng(2).normal(size=(5, 3)).astype(np.float32)
    y = np.array([0, 2, 1, 1, 0])
    wanted = cross_entropy(z, y)
    wide = np.zeros((5, 2), ">i8")
    wide[::-1, 1] = y
    for each in (y.tolist(), wide[::-1, 1]):
        np.testing.assert_array_equal(cross_entropy(z, each), wanted)
    np.testing.assert_array_equal(cross_entropy(z, 2), cross_entropy(z, np.full(5, 2)))
    assert cross_entropy(z[1], 2) == wanted[1]
    assert isinstance(cross_entropy(z[1], 2), np.float32)


def test_what_is_no_label() -> None:
    """Integers with as many axes as z are a target like any other; numbers with a point never are labels."""
    z = np.random.default_rng(3).normal(size=(2, 3))
    y = np.array([[0, 1, 0], [1, 0, 0]])
    np.testing.assert_array_equal(cross_entropy(z, y), cross_entropy(z, y.astype(float)))
    assert len(gradient(np.ones(2), z, y)) == 2
    with pytest.raises(
        ValueError, match=r"logits: y has shape \(2,\); expected \(2, 3\) .*; class labels are integers"
    ):
        cross_entropy(z, np.array([0.0, 1.0]))


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ([[0, 3], [1, 2]], r"y is 3 at \(0, 1\); expected class labels from 0 to 2, for K = 3"),
        ([[0, 1], [-1, 2]], r"y is -1 at \(1, 0\); expected class labels from 0 to 2, for K = 3"),
        (7, r"y is 7; expected class labels from 0 to 2, for K = 3"),
        ([1, 2, 0], r"y has shape \(3,\); expected \(2, 2\), a label for each row of z"),
    ],
    ids=["large", "negative", "number", "shape"],
)
def test_labels_that_do_not_fit(labels: Any, told: str) -> None:
    z = np.zeros((2, 2, 3))
    with pytest.raises(ValueError, match=f"^cross_entropy_with_logits: {told}"):
        cross_entropy(z, labels)
    with pytest.raises(ValueError, match=f"^cross_entropy_with_logits_vjp: {told}"):
        gradient(np.ones((2, 2)), z, labels)


@pytest.mark.parametrize("labels", [np.int8, np.int32, np.int64, np.uint8, np.uint64])
@pytest.mark.parametrize("place", [0, 31, 63])
def test_one_label_too_large_or_negative(labels: Any, place: int) -> None:
    """Wherever it stands, nothing outside of a row is read or written: the other rows and their neighbours stay."""
    z, g = np.random.default_rng(5).normal(size=(64, 9)).astype(np.float32), np.ones(64, np.float32)
    y = (np.arange(64) % 9).astype(labels)
    before, out = z.copy(), np.full((66, 9), 7, np.float32)
    y[place] = 9
    with pytest.raises(ValueError, match=rf"y is 9 at \({place},\); expected class labels from 0 to 8, for K = 9"):
        cross_entropy(z, y)
    y[place] = np.iinfo(labels).min or np.iinfo(labels).max
    with pytest.raises(ValueError, match=rf"y is -?\d+ at \({place},\); expected class labels from 0 to 8"):
        gradient(g, z, y, out=out[1:-1])
    np.testing.assert_array_equal(z, before)
    assert (out[[0, -1]] == 7).all()


@pytest.mark.skipif(numeric.backend() != "native", reason="the kernels are not compiled here")
def test_compiled_loops_refuse_labels_that_are_no_places() -> None:
    """Whoever calls them: they do not rely on the checks of the package."""
    loops = by_label(cross_entropy).compiled.ufunc
    z = np.zeros((3, 4))
    assert loops(z, np.array([0, 3, 1])).shape == (3,)
    for wrong in (4, -1, np.iinfo(np.intp).min):
        with pytest.raises(ValueError, match="a class label is out of range"):
            loops(z, np.array([0, wrong, 1]))


def by_label(function: Any) -> Any:
    return function.kernel.by_label


def test_results_with_labels_do_not_depend_on_threads() -> None:
    rng = np.random.default_rng(6)
    z, y, g = rng.normal(size=(300, 700)), rng.integers(0, 700, 300), rng.normal(size=300)
    threads = numeric.get_num_threads()
    found = []
    try:
        for number in (1, 2, 5):
            numeric.set_num_threads(number)
            found.append((cross_entropy(z, y).tobytes(), gradient(g, z, y).tobytes()))
    finally:
        numeric.set_num_threads(threads)
    assert len(set(found)) == 1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_nearly_certain_label(dtype: Any) -> None:
    z = np.array([60, 0, -3], dtype)
    rest = mpmath.exp(-60) + mpmath.exp(-63)
    tolerance = 4 * float(np.finfo(dtype).eps)
    assert cross_entropy(z, 0) == pytest.approx(float(mpmath.log1p(rest)), rel=tolerance)
    dz = gradient(dtype(1), z, 0)
    assert dz[0] == pytest.approx(float(-rest / (1 + rest)), rel=tolerance)
    assert cross_entropy(np.array([1e4, 0, -1e4], dtype), 2) == 2e4


def test_out_and_no_rows() -> None:
    z, y, g = np.random.default_rng(4).normal(size=(300, 5)), np.arange(300) % 5, np.ones(300)
    out = np.empty(300)
    assert cross_entropy(z, y, out=out) is out
    np.testing.assert_array_equal(out, cross_entropy(z, y))
    wanted = gradient(g, z, y)
    assert gradient(g, z, y, out=z) is z
    np.testing.assert_array_equal(z, wanted)
    assert cross_entropy(np.empty((0, 5)), np.empty(0, int)).shape == (0,)
    with pytest.raises(ValueError, match=r"z has shape \(2, 0\); expected \(..., K\) with K at least 1"):
        cross_entropy(np.empty((2, 0)), np.zeros(2, int))


def test_nothing_one_hot_is_made() -> None:
    """A vocabulary of a quarter million: the memory is that of the blocks of rows, not that of all rows."""
    z, y = np.zeros((64, 1 << 18), np.float32), np.zeros(64, np.int64)
    cross_entropy(z, y)
    tracemalloc.start()
    cross_entropy(z, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < z.nbytes / 4


def test_binary_labels_leave_the_type_alone() -> None:
    z = np.array([-2.0, 0.5, 3.0], np.float32)
    for y in (np.array([0, 1, 1]), np.array([False, True, True]), [0, 1, 1]):
        found = numeric.binary_cross_entropy_with_logits(z, y)
        assert found.dtype == np.float32
        np.testing.assert_array_equal(found, numeric.binary_cross_entropy_with_logits(z, np.float32([0, 1, 1])))
        assert {each.dtype for each in numeric.binary_cross_entropy_with_logits_vjp(np.float32(1), z, y)} == {z.dtype}


K = Dim("K")
i, k, c = K.indices("i k c")
p, y = Tensor("p", K), Tensor("y", K)
g = Scalar("g")
surprise = Definition("surprise", -total(y[i] * log(p[i]), i), inputs=(y, p), assuming=[p[i] > 0])
at_label = surprise(lambda k: delta(k, c), p)
value = chain(at_label, "δ_kc leaves k = c", -log(p[c]), label="value")
stated = Theorem("surprise.labels", value, chain(g * diff(at_label, p[i]), "chain rule", -g * delta(i, c) / p[c]))


@pytest.mark.parametrize("theorem", [stated, Theorem("surprise.labels", value)], ids=["stated", "derived"])
def test_a_strangers_labels(theorem: Theorem) -> None:
    """The gradient from the theorem, or else from the value; what follows from neither is told."""
    made = {each.name: each for each in kernels(surprise, (theorem,))}
    assert body_of(made["_surprise_labels"]) == ["out[...] = -np.log(rt.at_label(p, y))"]
    assert made["_surprise_vjp_labels"].signature == "(...), (...), (..., K) -> (..., K)"
    strange = Theorem("surprise.labels", value, chain(g * diff(at_label, p[i]), "wrong", -g * p[c] * p[i]))
    with pytest.raises(LoweringError, match="it depends on c where"):
        kernels(surprise, (strange,))
