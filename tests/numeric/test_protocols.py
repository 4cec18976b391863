"""Arguments that are more than arrays: those that take a call over, masked arrays, subclasses; and what ufuncs take."""

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.lowering import Kernel
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import functions, is_elementwise, sample

FUNCTIONS = functions(CATALOGUE)
EACH = [pytest.param(each, id=each.name) for each in FUNCTIONS]
OF_NUMBERS = [p for p in EACH if is_elementwise(p.values[0].definition)]  # type: ignore[attr-defined]
ALONG_AN_AXIS = [p for p in EACH if not is_elementwise(p.values[0].definition)]  # type: ignore[attr-defined]
X = np.linspace(-2, 2, 6).reshape(2, 3)


class Noted:
    """Takes every call over, and says with what."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **keywords: Any) -> Any:
        return type(self).__name__, ufunc.__name__, method, len(inputs), keywords


class Special(Noted):
    """Is asked before its superclass."""


class Passes:
    """Does not know what comes of it."""

    def __array_ufunc__(self, *args: Any, **keywords: Any) -> Any:
        return NotImplemented


class Lazy:
    """Would be computed by a conversion."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise AssertionError("it was converted in silence")

    def __array_function__(self, *args: Any) -> Any:
        return NotImplemented


class Without:
    """Takes no ufuncs."""

    __array_ufunc__ = None


def given(function: Kernel) -> dict[str, Any]:
    arrays = sample(function.definition, 3, np.float64, 0).arrays
    return {name: arrays[name] for name in function.arguments}


def called(function: Kernel, arrays: dict[str, Any], **keywords: Any) -> Any:
    return getattr(numeric, function.name)(*arrays.values(), **keywords)


@pytest.mark.parametrize("function", OF_NUMBERS)
def test_a_function_of_numbers_is_taken_over(function: Kernel) -> None:
    arrays = given(function)
    for name in arrays:
        found = called(function, {**arrays, name: Noted()})
        assert found == ("Noted", function.name, "__call__", len(arrays), {})
        with pytest.raises(TypeError, match=f"^{function.name}: no argument knows .*Passes returned NotImplemented"):
            called(function, {**arrays, name: Passes()})
        with pytest.raises(TypeError, match=f"^{function.name}: {name} is of type .*Without, which takes no ufuncs"):
            called(function, {**arrays, name: Without()})


def test_who_is_asked_first() -> None:
    assert numeric.sigmoid_vjp(Noted(), Special())[0] == "Special"
    assert numeric.sigmoid_vjp(Passes(), Noted())[0] == "Noted"
    out = Noted()
    assert numeric.sigmoid(X, out=out)[-1] == {"out": (out,)}
    assert numeric.sigmoid(Noted(), dtype=np.float32)[-1] == {"dtype": np.float32}


def test_parameters_belong_to_the_function_that_is_handed_over() -> None:
    """Others know arrays only, so that they are given the function of these."""

    class Blocks:
        def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **keywords: Any) -> Any:
            assert not keywords
            return ufunc(X)

    np.testing.assert_array_equal(numeric.leaky_relu(Blocks(), alpha=0.5), numeric.leaky_relu(X, alpha=0.5))
    np.testing.assert_array_equal(numeric.leaky_relu(Blocks(), 0.5), numeric.leaky_relu(X, alpha=0.5))
    np.testing.assert_array_equal(numeric.leaky_relu(Blocks()), numeric.leaky_relu(X))


@pytest.mark.parametrize("function", ALONG_AN_AXIS)
def test_a_kernel_along_an_axis_converts_nothing_in_silence(function: Kernel) -> None:
    arrays = given(function)
    for name in arrays:
        for strange in (Noted(), Passes(), Lazy()):
            with pytest.raises(
                TypeError, match=rf"^{function.name}: {name} is of type .*; expected an array, which np.asarray"
            ):
                called(function, {**arrays, name: strange})
        with pytest.raises(TypeError, match=f"^{function.name}: {name} is of type .*Without, which takes no ufuncs"):
            called(function, {**arrays, name: Without()})
        masked = np.ma.array(arrays[name], mask=np.arange(arrays[name].size).reshape(arrays[name].shape) == 0)
        with pytest.raises(TypeError, match=rf"^{function.name}: {name} is a masked array.*filled"):
            called(function, {**arrays, name: masked})
    with pytest.raises(TypeError, match=f"^{function.name}: out is of type .*Noted"):
        called(function, arrays, out=Noted())


@pytest.mark.parametrize("function", OF_NUMBERS)
def test_a_masked_array_keeps_its_mask(function: Kernel) -> None:
    arrays = {name: np.broadcast_to(each, (2, 3)).copy() for name, each in given(function).items()}
    wanted = called(function, arrays)
    for place, name in enumerate(arrays):
        mask = np.arange(6).reshape(2, 3) == place
        found = called(function, {**arrays, name: np.ma.array(arrays[name], mask=mask)})
        for one, other in zip(*(each if isinstance(each, tuple) else (each,) for each in (found, wanted)), strict=True):
            assert isinstance(one, np.ma.MaskedArray)
            np.testing.assert_array_equal(np.ma.getmaskarray(one), mask)
            np.testing.assert_array_equal(one.data, other)


def test_lists_of_what_is_more_than_numbers() -> None:
    masked = np.ma.array([0.0, 1.0], mask=[False, True])
    for f in (numeric.sigmoid, numeric.softmax):
        for strange in (masked, Noted(), Without()):
            with pytest.raises(TypeError, match=rf"^{f.__name__}: (x|z) is a list that holds .*; expected numbers"):
                f([strange, strange])
    np.testing.assert_array_equal(numeric.sigmoid([np.float64(0.5), np.float64(1)]), numeric.sigmoid([0.5, 1.0]))


def test_masked_results() -> None:
    x = np.ma.array([0.0, 1.0], mask=[False, True])
    out = np.ma.zeros(2)
    assert numeric.sigmoid(x, out=out) is out
    assert out.mask.tolist() == [False, True]
    assert numeric.sigmoid(np.ma.masked) is np.ma.masked
    with pytest.raises(TypeError, match="binary_cross_entropy_vjp: got a masked array; .* is a sum"):
        numeric.binary_cross_entropy_vjp(np.ones(2), 0.5, np.ma.array([0.0, 1.0], mask=[False, True]))


def test_subclasses_wrap_results() -> None:
    class Named(np.ndarray):
        name = ""

        def __array_finalize__(self, other: Any) -> None:
            self.name = getattr(other, "name", "")

    x = X.view(Named)
    x.name = "x"
    made = numeric.sigmoid(x)
    assert type(made) is Named
    assert made.name == "x"
    assert type(numeric.softmax(x)) is np.ndarray
    np.testing.assert_array_equal(made, numeric.sigmoid(X))


@pytest.mark.parametrize("function", OF_NUMBERS)
def test_what_a_ufunc_has(function: Kernel) -> None:
    f, inputs = getattr(numeric, function.name), len(function.arguments)
    results = len(function.targets)
    assert (f.nin, f.nout, f.nargs, f.signature, f.identity) == (inputs, results, inputs + results, None, None)
    assert f.types == [f"{char * inputs}->{char * results}" for char in "efd"]
    assert f.ntypes == len(f.types)
    for name in ("reduce", "accumulate", "reduceat", "outer"):
        with pytest.raises(ValueError, match=rf"^{function.name}\.{name}: is nothing"):
            getattr(f, name)(X)


def test_no_method_and_pickled_by_name() -> None:
    class Layer:
        activation = numeric.relu

    assert Layer().activation is numeric.relu if numeric.backend() == "native" else True
    for f in (numeric.sigmoid, numeric.softmax_vjp, numeric.leaky_relu):
        assert pickle.loads(pickle.dumps(f)) is f
        assert copy.deepcopy(f) is f


def test_where() -> None:
    chosen = X > 0
    out = np.full_like(X, 7)
    assert numeric.sigmoid(X, out=out, where=chosen) is out
    np.testing.assert_array_equal(out, np.where(chosen, numeric.sigmoid(X), 7))
    found = numeric.sigmoid(X, where=chosen)
    np.testing.assert_array_equal(found, np.where(chosen, numeric.sigmoid(X), np.nan))
    np.testing.assert_array_equal(
        numeric.sigmoid(X, where=np.ones((4, 1, 1), bool)), np.broadcast_to(numeric.sigmoid(X), (4, 2, 3))
    )
    with pytest.raises(TypeError, match="sigmoid: where has dtype int64; expected bool"):
        numeric.sigmoid(X, where=np.ones(3, int))
    with pytest.raises(ValueError, match=r"sigmoid: where has shape \(4,\)"):
        numeric.sigmoid(X, where=np.ones(4, bool))
    with pytest.raises(TypeError, match="softmax: where is no argument"):
        numeric.softmax(X, where=chosen)


def test_dtype_and_casting() -> None:
    wide = X.astype(np.float32)
    assert numeric.sigmoid(X, dtype=np.float32).dtype == np.float32
    np.testing.assert_array_equal(numeric.sigmoid(wide, dtype=float), numeric.sigmoid(wide.astype(float)))
    assert numeric.sigmoid([0, 1], dtype="float16").dtype == np.float16
    for out in (np.empty_like(X), np.empty((4, 2, 3), np.float16)):
        assert numeric.sigmoid(wide, out=out) is out
        np.testing.assert_array_equal(out, np.broadcast_to(numeric.sigmoid(wide).astype(out.dtype), out.shape))
    with pytest.raises(TypeError, match="sigmoid: x has dtype float64, which casting='safe' does not make float32"):
        numeric.sigmoid(X, dtype=np.float32, casting="safe")
    with pytest.raises(TypeError, match="sigmoid: out has dtype float32; expected float64"):
        numeric.sigmoid(X, out=wide.copy(), casting="safe")
    with pytest.raises(TypeError, match="sigmoid: dtype is int64; expected float16, float32 or float64"):
        numeric.sigmoid(X, dtype=int)
    with pytest.raises(ValueError, match="sigmoid: casting is 'sometimes'; expected one of no, equiv"):
        numeric.sigmoid(X, casting="sometimes", dtype=float)


def test_at() -> None:
    """As np.ufunc.at: what is chosen twice is changed twice."""
    f = numeric.sigmoid
    a = np.array([1.0, 2.0, 3.0])
    f.at(a, [0, 0, 2])
    np.testing.assert_array_equal(a, [f(f(1.0)), 2.0, f(3.0)])
    b = X.copy()
    f.at(b, (slice(None), 1))
    np.testing.assert_array_equal(b, np.where([False, True, False], f(X), X))
    c = np.array([1.0, 2.0])
    numeric.sigmoid_vjp.at(c, [1, 1], 0.5)
    np.testing.assert_array_equal(c, [1.0, numeric.sigmoid_vjp(numeric.sigmoid_vjp(2.0, 0.5), 0.5)])
    with pytest.raises(ValueError, match=r"sigmoid\.at: expected an array, indices and 0 other"):
        f.at(a, [0], 1.0)
    with pytest.raises(TypeError, match=r"sigmoid\.at: a has dtype int64"):
        f.at(np.ones(2, int), [0])


def test_dask_stays_lazy() -> None:
    array = pytest.importorskip("dask.array")
    lazy = array.from_array(X, chunks=(1, 3))
    for made in (numeric.sigmoid(lazy), numeric.leaky_relu(lazy, alpha=0.3), numeric.sigmoid_vjp(X, lazy)):
        assert isinstance(made, array.Array)
    np.testing.assert_array_equal(numeric.leaky_relu(lazy, alpha=0.3).compute(), numeric.leaky_relu(X, alpha=0.3))
    with pytest.raises(TypeError, match="softmax: z is of type dask"):
        numeric.softmax(lazy)


def test_pandas_keeps_its_index() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(X, index=["a", "b"], columns=list("uvw"))
    made = numeric.gelu(frame)
    assert list(made.index) == ["a", "b"]
    assert list(made.columns) == list("uvw")
    np.testing.assert_array_equal(made.to_numpy(), numeric.gelu(X))
    assert list(numeric.sigmoid(frame["v"]).index) == ["a", "b"]
    with pytest.raises(TypeError, match="softmax: z is of type pandas"):
        numeric.softmax(frame)


def test_xarray_keeps_its_dimensions() -> None:
    xarray = pytest.importorskip("xarray")
    made = numeric.swish(xarray.DataArray(X, dims=("row", "column")))
    assert made.dims == ("row", "column")
    np.testing.assert_array_equal(made.values, numeric.swish(X))


def test_units_are_refused() -> None:
    units = pytest.importorskip("pint").UnitRegistry()
    for f in (numeric.sigmoid, numeric.gelu, numeric.softmax, numeric.logsumexp):
        with pytest.raises(TypeError, match="Quantity"):
            f(X * units.meter)
