"""Two axes over one dimension are two axes: in values, gradients, tangents and matrix products, with leading axes."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Scalar, Tensor, delta
from proofnotes.lowering import Kernel, numpy_source
from proofnotes.lowering.kernels import kernels
from tests.lowering import loops
from tests.lowering.several_axes import DEFINITIONS

SIZES = (
    {"I": 2, "J": 3, "K": 4, "D": 2, "H": 2, "T": 3, "S": 4},
    {"I": 2, "J": 2, "K": 2, "D": 2, "H": 2, "T": 2, "S": 2},
    {"I": 1, "J": 1, "K": 1, "D": 1, "H": 1, "T": 1, "S": 1},
    {"I": 1, "J": 2, "K": 1, "D": 3, "H": 1, "T": 2, "S": 1},
)


def functions(definition: Definition) -> tuple[dict[str, Kernel], dict[str, Callable[..., Any]]]:
    """Value, gradients and tangent of a definition, made from it alone."""
    made = {each.task: each for each in kernels(definition)}
    namespace: dict[str, Any] = {}
    exec(numpy_source(list(made.values())), namespace)
    return made, {task: namespace[each.name] for task, each in made.items()}


def drawn(definition: Definition, sizes: Mapping[str, int], lead: tuple[int, ...], seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    shapes = {each.name: lead + loops.shape_of(each, sizes) for each in definition.inputs}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


@pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: "-".join(map(str, sizes.values())))
@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.name)
def test_a_kernel_is_what_loops_say(definition: Definition, sizes: Mapping[str, int]) -> None:
    _, called = functions(definition)
    given, ways = drawn(definition, sizes, (), 1), drawn(definition, sizes, (), 2)
    wanted = loops.value(definition, sizes, given)
    np.testing.assert_allclose(called[""](*given.values()), wanted, rtol=1e-12, atol=1e-12)
    along = loops.tangent(definition, sizes, given, ways)
    np.testing.assert_allclose(called["jvp"](*ways.values(), *given.values()), along, rtol=1e-5, atol=1e-5)
    upstream = np.random.default_rng(3).normal(size=wanted.shape)
    found = as_tuple(called["vjp"](upstream, *given.values()))
    for name, each in zip(given, found, strict=True):
        assert np.shape(each) == np.shape(given[name])
        expected = loops.gradient(definition, sizes, given, name, upstream)
        np.testing.assert_allclose(each, expected, rtol=1e-5, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.name)
def test_leading_axes(definition: Definition) -> None:
    """Where every argument may have them, a call is as many calls."""
    made, called = functions(definition)
    if not made[""].layout.explicit:
        return
    sizes, lead = SIZES[0], (2, 2)
    given, ways = drawn(definition, sizes, lead, 1), drawn(definition, sizes, lead, 2)
    name, *_ = given
    short = name if len(given) > 1 else ""
    if short:  # one is broadcast
        given[name], ways[name] = given[name][0], ways[name][0]
    value = called[""](*given.values())
    upstream = np.random.default_rng(3).normal(size=value.shape)
    along = called["jvp"](*ways.values(), *given.values())
    found = as_tuple(called["vjp"](upstream, *given.values()))
    sums = [np.zeros(np.shape(each)) for each in given.values()]
    for place in np.ndindex(lead):
        at = [place[key == short :] for key in given]
        one = [each[p] for each, p in zip(given.values(), at, strict=True)]
        way = [each[p] for each, p in zip(ways.values(), at, strict=True)]
        np.testing.assert_allclose(value[place], called[""](*one), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(along[place], called["jvp"](*way, *one), rtol=1e-12, atol=1e-12)
        for total_, p, part in zip(sums, at, as_tuple(called["vjp"](upstream[place], *one)), strict=True):
            total_[p] += part
    for each, total_ in zip(found, sums, strict=True):
        np.testing.assert_allclose(each, total_, rtol=1e-12, atol=1e-12)


def test_the_gradient_of_a_product_with_a_zero() -> None:
    """All factors but one, and no division by that one."""
    definition = next(each for each in DEFINITIONS if each.name == "product_of_products")
    _, called = functions(definition)
    given = {"x": np.array([2.0, 0.0, 3.0]), "A": np.arange(1.0, 10.0).reshape(3, 3)}
    found = called["vjp"](1.0, *given.values())
    for name, each in zip(given, found, strict=True):
        expected = loops.gradient(definition, SIZES[0], given, name, np.array(1.0))
        np.testing.assert_allclose(each, expected, rtol=1e-6, atol=1e-4)


def test_a_dimension_of_known_size() -> None:
    """It is checked, and need not be told by an argument."""
    three = Dim("three", 3)
    a, b = three.indices("a b")
    x = Tensor("x", three)
    _, called = functions(Definition("known", x[a] * x[b], inputs=(x,), indices=(a, b)))
    np.testing.assert_array_equal(called[""](np.arange(3.0)), np.outer(np.arange(3.0), np.arange(3.0)))
    with pytest.raises(ValueError, match=r"known: x has shape \(4,\); expected \(\.\.\., 3\)"):
        called[""](np.arange(4.0))
    c = Scalar("c")
    _, called = functions(Definition("wide", c / three * delta(a, 2), inputs=(c,), indices=(a,)))
    np.testing.assert_allclose(called[""](6.0), [0, 2, 0])
    np.testing.assert_allclose(called["vjp"]([1.0, 3.0, 5.0], 6.0), 1)
    np.testing.assert_allclose(called["jvp"](3.0, 6.0), [0, 1, 0])
