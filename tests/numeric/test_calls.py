"""Calls by the straight way and by the careful way are the same call: all types, axes, layouts, parameters and outs."""

import inspect
from itertools import product
from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes.lowering import Kernel
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import functions, is_elementwise, shapes_of

FUNCTIONS = functions(CATALOGUE)
EACH = [pytest.param(each, id=each.name) for each in FUNCTIONS]
FLOATS = (np.float16, np.float32, np.float64)


def careful(function: Kernel, *args: Any, **keywords: Any) -> tuple[Any, ...]:
    """The way that checks everything."""
    kernel = getattr(numeric, function.name).kernel
    values = kernel.bound(args, keywords)
    return as_tuple(kernel.computed(values))


def as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


def data(function: Kernel, lead: tuple[int, ...], size: int, dtype: Any, axis: int = -1) -> list[Any]:
    rng = np.random.default_rng(size)
    found = []
    for shape in shapes_of(function).values():
        sizes = dict.fromkeys((dim for _, dim in shape.core), size)
        full = shape.sized(lead if shape.core or not is_elementwise(function.definition) else (*lead, size), sizes)
        made = rng.uniform(0.05, 0.95, full).astype(dtype)
        found.append(np.ascontiguousarray(np.moveaxis(made, -1, axis)) if shape.core and shape.lead else made)
    return found


def assert_same(found: Any, wanted: Any) -> None:
    for one, other in zip(as_tuple(found), as_tuple(wanted), strict=True):
        assert type(one) is type(other)
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("function", EACH)
def test_types_and_leading_axes(function: Kernel, dtype: Any) -> None:
    f = getattr(numeric, function.name)
    for lead in ((), (4,), (2, 3), (1, 1), (2, 1, 2)):
        rows = int(np.prod(lead))
        if rows < function.least_rows:
            continue
        args = data(function, lead, 5, dtype)
        wanted = careful(function, *args)
        for _ in range(2):
            assert_same(f(*args), wanted)
        assert_same(f(**dict(zip(function.arguments, args, strict=True))), wanted)


@pytest.mark.parametrize("function", [p for p in EACH if p.values[0].has_axis])  # type: ignore[attr-defined]
def test_axes(function: Kernel) -> None:
    f = getattr(numeric, function.name)
    for axis, dtype in product((0, 1, 2, -1, -2, -3), (np.float16, np.float32)):
        args = data(function, (2, 3), 4, dtype, axis)
        wanted = careful(function, *args, axis=axis)
        for _ in range(2):
            assert_same(f(*args, axis=axis), wanted)
        outs = tuple(np.empty_like(each) for each in wanted)
        given = outs if len(outs) > 1 else outs[0]
        if all(each.ndim for each in outs):
            for _ in range(2):
                made = as_tuple(f(*args, axis=axis, out=given))
                assert all(one is other for one, other in zip(made, outs, strict=True))
                assert_same(made, wanted)


@pytest.mark.parametrize("function", [p for p in EACH if p.values[0].definition.parameters])  # type: ignore[attr-defined]
def test_parameters(function: Kernel) -> None:
    f = getattr(numeric, function.name)
    (parameter, default), *_ = function.definition.parameters
    args = data(function, (4,), 5, np.float32)
    for value in (0.5, 2, np.float64(0.25), default):
        wanted = careful(function, *args, **{parameter.name: value})
        for _ in range(2):
            assert_same(f(*args, **{parameter.name: value}), wanted)
            assert_same(f(*args, value), wanted)


@pytest.mark.parametrize("function", EACH)
def test_layouts(function: Kernel) -> None:
    """Every second entry, backwards, transposed, broadcast from one entry, misaligned, read-only."""
    f = getattr(numeric, function.name)
    args = data(function, (4,), 6, np.float64)
    wanted = careful(function, *args)
    exact = bool(is_elementwise(function.definition))
    for place, each in enumerate(args):
        wide = np.zeros((*each.shape[:-1], 2 * each.shape[-1])) if each.ndim else each
        wide[..., ::2] = each
        raw = np.zeros(each.nbytes + 1, np.uint8)
        moved = raw[1:].view(each.dtype).reshape(each.shape)
        moved[...] = each
        frozen = each.copy()
        frozen.flags.writeable = False
        for layout in (
            wide[..., ::2],
            each[::-1].copy()[::-1],
            np.asfortranarray(each),
            moved,
            frozen,
            each.astype(">f8"),
        ):
            found = as_tuple(f(*args[:place], layout, *args[place + 1 :]))
            for one, other in zip(found, wanted, strict=True):
                np.testing.assert_allclose(one, other, rtol=0 if exact else 1e-13, atol=0 if exact else 1e-15)
        flat = np.broadcast_to(each.flat[0], each.shape)
        for one, other in zip(
            as_tuple(f(*args[:place], flat, *args[place + 1 :])),
            as_tuple(f(*args[:place], flat.copy(), *args[place + 1 :])),
            strict=True,
        ):
            np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("function", EACH)
def test_lists_and_integers(function: Kernel) -> None:
    f = getattr(numeric, function.name)
    args = data(function, (3,), 4, np.float64)
    lists = [each.tolist() for each in args]
    for _ in range(2):
        assert_same(f(*lists), f(*args))
        assert_same(f(*map(tuple, lists)), f(*args))
    if not any(each.name == "y" for each in function.definition.inputs):  # there they may be labels
        ones = [np.ones(each.shape, int) for each in args]
        assert_same(f(*ones), f(*(each.astype(float) for each in ones)))
        single = [args[0].astype(np.float32), *ones[1:]]
        assert_same(f(*single), f(*(each.astype(np.float32) for each in single)))


@pytest.mark.parametrize("f", [numeric.sigmoid, numeric.gelu_derivative, numeric.leaky_relu])
def test_numbers(f: Any) -> None:
    assert type(f(0.5)) is np.float64
    assert type(f(np.float32(0.5))) is np.float32
    assert type(f(np.float16(0.5))) is np.float16
    assert f(0.5) == f(np.array(0.5)) == f([0.5])[0]
    assert f(3) == f(3.0)
    with pytest.raises(TypeError, match="x has dtype object"):
        f(2**70)
    out = np.empty(())
    assert f(0.5, out=out) is out
    assert numeric.sigmoid_vjp(1.0, np.float32([0.5])).dtype == np.float32


def test_what_goes_to_the_memory_of_an_argument() -> None:
    """As if the argument had been copied first."""
    for dtype in FLOATS:
        x = np.random.default_rng(0).normal(size=100).astype(dtype)
        wanted = numeric.sigmoid(x[:60])
        for shift in (0, 1, 7):
            memory = x.copy()
            np.testing.assert_array_equal(numeric.sigmoid(memory[:60], out=memory[shift : shift + 60]), wanted)
        square = np.random.default_rng(0).normal(size=(8, 8)).astype(dtype)
        wanted = numeric.softmax(square)
        memory = square.copy()
        np.testing.assert_array_equal(numeric.softmax(memory, out=memory), wanted)
        memory = square.copy()
        np.testing.assert_array_equal(numeric.softmax(memory, out=memory.T), wanted)
    g, x = np.ones(3), np.array([0.2, 0.4, 0.6])
    memory = np.empty(3)
    dx, dy = numeric.binary_cross_entropy_vjp(g, x, x, out=(memory, np.empty(3)))
    assert dx is memory
    with np.errstate(all="raise"):
        numeric.sigmoid(np.float32([1e38, -1e38, np.nan]))


def test_short_types_are_rounded_once() -> None:
    """Every float16 there and back, computed in float32, to the nearest: no warning where it overflows."""
    x = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    for f in (numeric.relu, numeric.leaky_relu, numeric.sigmoid):
        with np.errstate(all="ignore"):
            wanted = f(x.astype(np.float32)).astype(np.float16)
        np.testing.assert_array_equal(f(x), wanted)
    assert numeric.leaky_relu(np.float16([-65504.0]), alpha=4.0)[0] == -np.inf


def test_what_overflows_is_infinite_without_a_warning() -> None:
    """Also where a gradient is a sum over what was broadcast."""
    large = np.full((2, 3), 3e4, np.float16)
    dz, dy = numeric.cross_entropy_with_logits_vjp(np.full(2, 6e4, np.float16), large, np.eye(1, 3, dtype=np.float16))
    assert np.isfinite(dz).all()
    assert (dy == np.inf).all()
    assert numeric.logsumexp(np.full(3, 65504, np.float16)) == np.float16(65504)


@pytest.mark.parametrize("function", EACH)
def test_bfloat16(function: Kernel) -> None:
    """Computed in float32, rounded once."""
    short = pytest.importorskip("ml_dtypes").bfloat16
    args = [each.astype(short) for each in data(function, (4,), 6, np.float32)]
    found = as_tuple(getattr(numeric, function.name)(*args))
    wanted = as_tuple(getattr(numeric, function.name)(*(each.astype(np.float32) for each in args)))
    for one, other in zip(found, wanted, strict=True):
        assert one.dtype == short
        np.testing.assert_array_equal(np.asarray(one, np.float32), np.asarray(other.astype(short), np.float32))


def test_every_bfloat16() -> None:
    short = pytest.importorskip("ml_dtypes").bfloat16
    x = np.arange(1 << 16, dtype=np.uint16).view(short)
    for f in (numeric.relu, numeric.leaky_relu, numeric.tanh):
        with np.errstate(all="ignore"):
            wanted = f(x.astype(np.float32)).astype(short)
        np.testing.assert_array_equal(f(x).astype(np.float32), wanted.astype(np.float32))
    assert numeric.sigmoid(x[:3], dtype=np.float32).dtype == np.float32
    with pytest.raises(TypeError, match="sigmoid_vjp: g bfloat16, x float16 have no type in common"):
        numeric.sigmoid_vjp(x[:2], np.zeros(2, np.float16))
    assert numeric.softmax(np.ones((2, 40000), short)).dtype == short


@pytest.mark.parametrize("function", EACH)
def test_what_is_told_of_a_function(function: Kernel) -> None:
    f = getattr(numeric, function.name)
    names = list(inspect.signature(f).parameters)
    assert names[: len(function.arguments)] == list(function.arguments)
    assert ("where" in names) == is_elementwise(function.definition)
    assert f.__name__ == function.name
    assert f.__doc__.startswith(("The ", f"{function.name}("))
    assert f.__module__.startswith("numeric.")
    assert f"def {function.name}(" in inspect.getsource(f)
