"""Split axes: C = G*M is G groups of M entries, C.at(g, m) the m-th entry of the g-th group."""

from __future__ import annotations

import pytest

from proofnotes import Dim, Eq, NotationError, Scalar, Tensor, Verdict, delta, diff, let, prove, sqrt, total
from proofnotes.second_engine import check

G, M, N = Dim("G"), Dim("M"), Dim("N")
C = G * M
n, o = N.indices("n o")
g, h = G.indices("g h")
m, k = M.indices("m k")
c, e = C.indices("c e")
x, dy, gamma, beta = Tensor("x", N, C), Tensor("dy", N, C), Tensor("gamma", C), Tensor("beta", C)
eps = Scalar("eps", positive=True)

mean = let("mu", total(x[n, C.at(g, m)], m) / M, n, g)
variance = let("sigma2", total((x[n, C.at(g, m)] - mean[n, g]) ** 2, m) / M, n, g)
normal = let("x_hat", (x[n, C.at(g, m)] - mean[n, g]) / sqrt(variance[n, g] + eps), n, g, m)
group_norm = let("y", gamma[C.at(g, m)] * normal[n, g, m] + beta[C.at(g, m)], n, g, m)


def is_proved(left: object, right: object, *assuming: object) -> bool:
    """Whether both engines say so."""
    found = prove(left, right, assuming=assuming)
    return found.verdict is Verdict.PROVED and check(found.statement, found.assuming).agrees


def test_a_sum_over_the_axis_is_one_over_groups_and_their_entries() -> None:
    assert is_proved(total(x[n, c], c), total(x[n, C.at(g, m)], g, m))


def test_the_dimension_is_the_product() -> None:
    assert is_proved(total(1, c), G * M)
    assert prove(total(1, c), G + M).verdict is Verdict.REFUTED


def test_a_delta_factorises() -> None:
    assert is_proved(diff(x[n, C.at(g, m)], x[n, C.at(h, k)]), delta(g, h) * delta(m, k))
    assert prove(diff(x[n, C.at(g, m)], x[n, C.at(h, k)]), delta(g, h)).verdict is Verdict.REFUTED


def test_a_free_index_stands_for_every_entry_of_every_group() -> None:
    assert is_proved(total(x[n, c] * delta(c, e), c), x[n, e])
    assert prove(x[n, c], x[n, e]).verdict is Verdict.REFUTED
    assert is_proved(x[n, c], 0, Eq(x[n, C.at(g, m)], 0))
    assert is_proved(x[n, C.at(g, m)], 0, Eq(x[n, c], 0))


def test_the_mean_of_group_means_is_the_mean() -> None:
    assert is_proved(total(mean[n, g], g) / G, total(x[n, c], c) / C)


def test_group_norm_has_mean_0_in_every_group() -> None:
    assert is_proved(total(normal[n, g, m], m), 0)


def test_the_gradients_of_group_norm() -> None:
    def weighted(place: object) -> object:
        return dy[n, C.at(g, place)] * gamma[C.at(g, place)]

    back = total(dy[o, C.at(h, k)] * diff(group_norm[o, h, k], x[n, C.at(g, m)]), o, h, k)
    inside = weighted(m) - total(weighted(k), k) / M - normal[n, g, m] * total(weighted(k) * normal[n, g, k], k) / M
    assert prove(back, inside / sqrt(variance[n, g] + eps)).verdict is Verdict.PROVED
    scale = total(dy[n, C.at(h, k)] * diff(group_norm[n, h, k], gamma[C.at(g, m)]), n, h, k)
    assert prove(scale, total(dy[n, C.at(g, m)] * normal[n, g, m], n)).verdict is Verdict.PROVED


def test_heads_are_groups_of_a_model_dimension() -> None:
    heads, width, steps = Dim("H"), Dim("d"), Dim("T")
    model = heads * width
    a, b, (t, s), i = heads.index("a"), width.index("b"), steps.indices("t s"), model.index("i")
    q, keys = Tensor("Q", steps, model), Tensor("K", steps, model)
    score = let("S", total(q[t, model.at(a, b)] * keys[s, model.at(a, b)], b) / sqrt(width), a, t, s)
    assert is_proved(total(score[a, t, s], a), total(q[t, i] * keys[s, i], i) / sqrt(width))


def test_windows_of_a_pooling_layer() -> None:
    windows, size = Dim("P"), Dim("k")
    line = windows * size
    p, o, r = *windows.indices("p o"), size.index("r")
    z, g = Tensor("z", line), Tensor("g", windows)
    pooled = let("y", total(z[line.at(p, r)], r) / size, p)
    assert is_proved(total(g[o] * diff(pooled[o], z[line.at(p, r)]), o), g[p] / size)


def test_three_factors() -> None:
    height, width = Dim("H"), Dim("W")
    pixels = height * width * G
    y, a = Tensor("y", pixels), pixels.index("a")
    i, j = height.index("i"), width.index("j")
    assert is_proved(total(y[a], a), total(y[pixels.at(i, j, g)], i, j, g))
    assert is_proved(total(1, a), height * width * G)


def test_a_size_that_is_given_is_written_out() -> None:
    assert is_proved(total(x[n, c], c), total(x[n, C.at(g, 1)], g), Eq(M, 1))
    pair = Dim("P", 2)
    axis = G * pair
    z, a = Tensor("z", axis), axis.index("a")
    assert is_proved(total(z[a], a), total(z[axis.at(g, 1)] + z[axis.at(g, 2)], g))


def test_a_place_is_said_by_all_its_factors() -> None:
    with pytest.raises(NotationError, match="expected 2 places"):
        C.at(g)
    with pytest.raises(NotationError, match="write a place in it as"):
        x[n, g]
    with pytest.raises(NotationError, match="expected a place in M, got g over G"):
        C.at(m, g)


def test_the_number_of_a_place_is_that_place() -> None:
    assert x[n, M * (g - 1) + m] == x[n, C.at(g, m)] == x[n, m + g * M - M]
    height, width = Dim("H"), Dim("W", 3)
    pixels = height * width * G
    i, j = height.index("i"), width.index("j")
    y = Tensor("y", pixels)
    assert y[G * (width * (i - 1) + j - 1) + g] == y[pixels.at(i, j, g)]
    assert y[G * (3 * (i - 1) + j - 1) + g] == y[pixels.at(i, j, g)]
    assert is_proved(total(x[n, c] * c, c), total(x[n, C.at(g, m)] * (M * (g - 1) + m), g, m))


def test_it_is_printed_as_the_number_that_it_is() -> None:
    entry = gamma[C.at(g, m)]
    assert str(entry) == "gamma[M*(g - 1) + m]"
    assert r"\gamma_{(g - 1) M + m}" in entry._repr_latex_()
