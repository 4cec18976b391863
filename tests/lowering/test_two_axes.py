"""Two axes over one dimension are two axes: in values, gradients, tangents and matrix products, with leading axes."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from proofnotes import Abs, Definition, Dim, Max, Scalar, Tensor, cases, delta, exp, let, log, same, sqrt, tanh, total
from proofnotes.lowering import Kernel, numpy_source
from proofnotes.lowering.kernels import kernels
from proofnotes.lowering.program.axes import LEAD
from tests.lowering import loops

I, J, K, D, H, T, S = (Dim(each) for each in "IJKDHTS")
i, i2, i3 = I.indices("i a b")
j, k, l, m = J.indices("j k l m")
t, u = T.indices("t u")
s, r = S.indices("s r")
d, e = D.indices("d e")
h = H.index("h")
p, q = K.indices("p q")
x, y, z = Tensor("x", J), Tensor("y", J), Tensor("z", I)
A, B, C = Tensor("A", J, J), Tensor("B", J, J), Tensor("C", I, J)
X, W = Tensor("X", T, D), Tensor("W", D, K)
Q, Key, V = Tensor("Q", T, D), Tensor("K", S, D), Tensor("V", S, K)
c = Scalar("c")
four, three = Tensor("F", J, I, J, D), Tensor("G", I, J, J)


def square(body: Any, *inputs: Any, indices: Any = (), name: str = "f", **more: Any) -> Definition:
    return Definition(name, body, inputs=inputs, indices=indices, **more)


score = total(Q[t, d] * Key[s, d], d) / sqrt(D)
P = let("P", score, t, s)
attention = square(
    total(exp(P[t, s]) / total(exp(P[t, r]), r) * V[s, p], s), Q, Key, V, indices=(t, p), where=(P,), name="attention"
)
SQ, SK, SV = Tensor("Q", T, D), Tensor("K", T, D), Tensor("V", T, D)
self_score = let("P", total(SQ[t, d] * SK[u, d], d), t, u)
w = T.index("w")
self_attention = square(
    total(exp(self_score[t, u]) / total(exp(self_score[t, w]), w) * SV[u, d], u), SQ, SK, SV, indices=(t, d), name="self"
)
HQ, HK, HV = Tensor("Q", H, T, D), Tensor("K", H, T, D), Tensor("V", H, T, D)
head_score = let("P", total(HQ[h, t, d] * HK[h, u, d], d), h, t, u)
heads = square(
    total(exp(head_score[h, t, u]) / total(exp(head_score[h, t, w]), w) * HV[h, u, d], u),
    HQ, HK, HV, indices=(h, t, d), name="heads",
)  # fmt: skip
row = let("row", total(A[j, k] * x[k], k), j)

DEFINITIONS = (
    square(total(A[j, k] * x[k], k), x, A, indices=(j,), name="layer"),
    square(x[k] * total(A[j, k] * x[j], j), x, A, indices=(k,), name="gate"),
    square(x[j] * y[k], x, y, indices=(j, k), name="outer"),
    square(x[j] * y[k], x, y, indices=(k, j), name="outer_turned"),
    square(z[i] * y[k], z, y, indices=(i, k), name="outer_of_two"),
    square(total(X[t, d] * X[u, d], d), X, indices=(t, u), name="gram"),
    square(total(X[t, d] * X[t, e], t) / T, X, indices=(d, e), name="covariance"),
    square(total(x[j] * A[j, k] * x[k], j, k), x, A, name="quadratic"),
    square(total(x[j] * A[j, k] * y[k], j, k), x, A, y, name="bilinear"),
    square(total(A[j, j], j), A, name="trace"),
    square(A[j, j], A, indices=(j,), name="diagonal"),
    square(A[j, j] * x[k] + A[k, j], A, x, indices=(j, k), name="diagonal_and_transposed"),
    square(A[j, k] - A[k, j], A, indices=(j, k), name="antisymmetric"),
    square(total(A[j, k] * A[k, l], k), A, indices=(j, l), name="squared"),
    square(total(A[j, k] * B[k, l], k), A, B, indices=(l, j), name="product_turned"),
    square(total(A[j, k] * B[k, l] * A[l, m], k, l), A, B, indices=(j, m), name="three_factors"),
    square(total(A[k, j] * B[k, l] * x[l], k, l), A, B, x, indices=(j,), name="chain"),
    square(total(A[j, k] * B[j, k], j, k), A, B, name="inner"),
    square(sqrt(total(A[j, k] ** 2, j, k)), A, name="frobenius"),
    square(delta(j, k) * x[j] + A[j, k], x, A, indices=(j, k), name="with_delta"),
    square((1 - delta(j, k)) * A[j, k], A, indices=(j, k), name="off_diagonal"),
    square(cases((x[j], same(j, k)), y[k]), x, y, indices=(j, k), name="chosen"),
    square(total((1 - delta(j, k)) * x[j] * x[k] * A[j, k], j), x, A, indices=(k,), name="others"),
    square(A[1, j] * x[j] + A[j, 1] + A[1, 1], A, x, indices=(j,), name="fixed_places"),
    square(total(four[j, i, k, d] * x[k], k), four, x, indices=(j, i, d), name="four_axes"),
    square(total(four[j, i, j, d] * x[j], j), four, x, indices=(d, i), name="four_axes_diagonal"),
    square(total(three[i, j, k] * x[j] * y[k], j, k), three, x, y, indices=(i,), name="trilinear"),
    square(total(C[i, j] * C[i3, j] * C[i, k] * x[k], i, j, k), C, x, indices=(i3,), name="repeated"),
    square(Max(x[j] - y[k], 0) * c, x, y, c, indices=(j, k), name="hinge"),
    square(exp(A[j, k]) / total(exp(A[j, l]), l), A, indices=(j, k), name="row_softmax"),
    square(exp(A[j, k]) / total(exp(A[l, k]), l), A, indices=(j, k), name="column_softmax"),
    square(log(total(exp(A[j, k] + x[j]), j, k)), A, x, name="all_logsumexp"),
    square(c * X[t, d], c, X, indices=(t, d), name="times_a_number"),
    square(tanh(total(X[t, d] * W[d, p], d)) + c, X, W, c, indices=(t, p), name="dense"),
    square(total(Abs(X[t, d] - X[u, d]), d), X, indices=(t, u), name="distances"),
    square(total((X[t, d] - X[u, d]) ** 2, t, u, d) / T, X, name="all_distances"),
    square(row[j] * row[k], A, x, indices=(j, k), where=(row,), name="named_twice"),
    square(total(x[j] * tanh(y[k] * x[j]), j, k) + x[1], x, y, name="nested"),
    square(total(X[t, d] * W[d, p] * V[s, p] * Q[t, e], t, d, p), X, W, V, Q, indices=(s, e), name="four_factors"),
    square(total(four[j, i, k, d] * four[l, i, m, d], i, d), four, indices=(j, k, l, m), name="many_axes"),
    attention, self_attention, heads,
)  # fmt: skip
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
