"""Kernels over split axes: C = G*M in arguments and results is one axis, which is taken apart and put together."""

import numpy as np
import pytest

from proofnotes import (
    Definition,
    Dim,
    LoweringError,
    NotationError,
    Tensor,
    Theorem,
    cases,
    chain,
    diff,
    lambdify,
    total,
)
from proofnotes.checks.check import check_kernel
from proofnotes.lowering.callables import python_function
from proofnotes.lowering.kernels import attempted, vjp_kernel
from proofnotes.lowering.program.traverse import walk
from tests.lowering.split_axes import (
    C,
    G,
    M,
    N,
    c,
    d,
    g,
    group_norm,
    m,
    mixed,
    n,
    own,
    scaled,
    scaled_alike,
    spread,
    tiled,
    weighted,
    x,
)


def checked(definition):
    """The functions of a definition, each compared with it."""
    kernels, refused = attempted(definition)
    assert not refused
    functions = {kernel.task: python_function(kernel).call for kernel in kernels}
    assert {"", "vjp", "jvp"} <= set(functions)
    for kernel in kernels:
        assert check_kernel(kernel, functions[kernel.task]) == ()
    return functions


def plain_group_norm(x, gamma, beta, groups, eps=1e-5):
    rows = []
    for row in x.reshape(-1, x.shape[-1]):
        parts = [(p - p.mean()) / np.sqrt(p.var() + eps) for p in np.split(row, groups)]
        rows.append(np.concatenate(parts) * gamma + beta)
    return np.array(rows).reshape(x.shape)


def arrays(*shapes):
    rng = np.random.default_rng(5)
    return [rng.normal(size=shape) for shape in shapes]


@pytest.mark.parametrize("groups", [1, 2, 3, 12])
def test_group_norm_is_that_of_plain_numpy(groups):
    x, gamma, beta = arrays((3, 2, 12), (12,), (12,))
    made = checked(group_norm)[""]
    np.testing.assert_allclose(made(x, gamma, beta, G=groups), plain_group_norm(x, gamma, beta, groups), rtol=1e-12)
    moved = np.moveaxis(made(np.moveaxis(x, -1, 1), gamma, beta, G=groups, axis=1), 1, -1)
    np.testing.assert_allclose(moved, plain_group_norm(x, gamma, beta, groups), rtol=1e-12)


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_its_gradients_are_those_of_finite_differences(groups):
    given = arrays((4, 6), (6,), (6,))
    (upstream,) = arrays((4, 6))
    functions = checked(group_norm)
    found = functions["vjp"](upstream, *given, G=groups)
    step = 1e-6
    for place, gradient in enumerate(found):
        wanted = np.empty_like(given[place])
        for at in np.ndindex(*wanted.shape):
            values = []
            for sign in (1, -1):
                moved = [each.copy() for each in given]
                moved[place][at] += sign * step
                values.append((upstream * plain_group_norm(*moved, groups)).sum())
            wanted[at] = (values[0] - values[1]) / (2 * step)
        np.testing.assert_allclose(gradient, wanted, rtol=1e-6, atol=1e-8)
    ways = arrays((4, 6), (6,), (6,))
    tangent = functions["jvp"](*ways, *given, G=groups)
    along = sum((gradient * way).sum() for gradient, way in zip(found, ways, strict=True))
    np.testing.assert_allclose((upstream * tangent).sum(), along, rtol=1e-10)


def test_how_many_groups_there_are_may_be_told_by_another_argument():
    data, factors = arrays((2, 6), (3,))
    np.testing.assert_allclose(checked(scaled)[""](data, factors), data * np.repeat(factors, 2))
    np.testing.assert_allclose(checked(scaled_alike)[""](data, factors), data * np.tile(factors, 2))


def test_what_is_alike_in_a_group_is_put_together_as_well():
    (factors,) = arrays((3,))
    np.testing.assert_allclose(checked(spread)[""](factors, np.ones(6)), np.repeat(factors, 2))
    np.testing.assert_allclose(checked(tiled)[""](factors, np.ones(2)), np.tile(factors, 2))


def test_a_dim_of_a_size_tells_it():
    two = Dim("G", 2)
    p, q = two.index("p"), (two * M).index("q")
    y = Tensor("y", two * M)
    summed = Definition("summed", total(y[(two * M).at(p, m)] ** 2, m), inputs=(y,), indices=(p,))
    data = arrays((3, 8))[0]
    np.testing.assert_allclose(checked(summed)[""](data[0]), (data[0] ** 2).reshape(2, 4).sum(-1))
    assert q.over == y.over[0]


def test_axes_of_three_factors_and_axes_in_the_middle():
    (data,) = arrays((2, 12, 5))
    parts = data.reshape(2, 2, 3, 2, 5)
    wanted = (parts * parts.mean(2, keepdims=True)).reshape(data.shape)
    made = checked(weighted)[""]
    np.testing.assert_allclose(made(data), wanted)
    with pytest.raises(ValueError, match="axis G\\*H\\*M of length 12, which is not split with G = 5"):
        made(data, G=5)


def test_an_index_over_the_whole_axis_is_summed_over_all_groups():
    (data,) = arrays((3, 6))
    share = np.exp(data) / np.exp(data).sum(-1, keepdims=True)
    sums = np.repeat(data.reshape(3, 2, 3).sum(-1), 3, axis=-1)
    np.testing.assert_allclose(checked(mixed)[""](data), share * sums)


def test_a_theorem_about_the_gradients_is_used():
    squared = Definition("squared", own(x[n, C.at(g, m)] ** 2), inputs=(x,), indices=(n, c), sizes=((G, 2),))
    up, o = Tensor("g", N, C), N.index("o")
    value = total(up[o, d] * x[o, d] ** 2, o, d)
    of_group = Theorem(
        "squared.vjp", chain(diff(value, x[n, C.at(g, m)]), "powers", 2 * up[n, C.at(g, m)] * x[n, C.at(g, m)])
    )
    of_whole = Theorem("squared.vjp", chain(diff(value, x[n, c]), "powers", 2 * up[n, c] * x[n, c]))
    assert vjp_kernel(squared, [of_group]).targets[0].source == "squared.vjp"
    assert vjp_kernel(squared, [of_whole]).targets[0].source == "squared.definition"
    data, upstream = arrays((3, 6), (3, 6))
    for known in (of_group, of_whole):
        kernel = vjp_kernel(squared, [known])
        made = python_function(kernel).call
        assert check_kernel(kernel, made) == ()
        np.testing.assert_allclose(made(upstream, data), 2 * upstream * data)


def test_a_wrong_kernel_is_noticed():
    kernels, _ = attempted(group_norm)
    right = {kernel.task: python_function(kernel).call for kernel in kernels}
    for kernel in kernels:
        call = right[kernel.task]
        assert check_kernel(kernel, lambda *given, call=call: call(*given[:-1], 1))
        assert check_kernel(kernel, lambda *given, call=call: call(*given[:-2], 1e-3, given[-1]))


def test_what_tells_nothing_is_refused_in_a_sentence():
    of_groups = Definition("of_groups", own(x[n, C.at(g, m)] ** 2), inputs=(x,), indices=(n, c))
    (refused,) = attempted(of_groups)[1]
    assert "nothing tells how many G an axis over G*M is split into; say sizes=((G, 32),) in its Definition" in str(
        refused
    )
    counted = Definition(
        "counted",
        own(x[n, C.at(g, m)]) * cases((1, c <= 2), 0),
        inputs=(x,),
        indices=(n, c),
        sizes=((G, 2),),
    )
    (refused,) = attempted(counted)[1][:1]
    assert "counts" in str(refused)
    with pytest.raises(NotationError, match="expected a Dim and its default"):
        Definition("f", x[n, c], inputs=(x,), indices=(n, c), sizes=((G, 0),))


def test_arguments_that_do_not_fit_are_told():
    x, gamma, beta = arrays((3, 6), (6,), (6,))
    f = lambdify(group_norm)
    with pytest.raises(ValueError, match="group_norm: x has an axis G\\*M of length 6, which is not split with G = 4"):
        f(x, gamma, beta, G=4)
    with pytest.raises(TypeError, match="G is 2.0; expected an integer"):
        f(x, gamma, beta, G=2.0)
    with pytest.raises(ValueError, match="G is 0; expected at least 1"):
        f(x, gamma, beta, G=0)
    with pytest.raises(ValueError, match="beta has shape"):
        f(x, gamma, beta[:3], G=3)
    assert f(x, gamma, beta, G=np.int64(3)).shape == (3, 6)


def test_c_is_refused_in_a_sentence():
    with pytest.raises(LoweringError, match="split"):
        lambdify(group_norm, "native")


def test_compiled_kernels_leave_split_axes_to_numpy():
    for kernel in attempted(group_norm)[0]:
        assert {"split", "joined"} <= {each.op for each in walk(*kernel.values.outputs)}
