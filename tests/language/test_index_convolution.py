"""Computed places: convolutions in one and two dimensions, with strides, causal; what lies outside is 0."""

import pytest

from proofnotes import Dim, NotationError, Tensor, Verdict, at, delta, diff, let, prove, total

N, P, J, T, H, W, A, B = (Dim(name) for name in ("N", "P", "J", "T", "H", "W", "A", "B"))
n, (p, q), (j, l) = N.index("n"), P.indices("p q"), J.indices("j l")
t, s, r = T.indices("t s r")
x, w, g = Tensor("x", N), Tensor("w", J), Tensor("g", P)
u, v, h = Tensor("u", T), Tensor("v", T), Tensor("h", T)
(row, up), (col, left), a, b = H.indices("i k"), W.indices("m o"), A.index("a"), B.index("b")
image, kernel, upstream = Tensor("X", H, W), Tensor("F", A, B), Tensor("G", H, W)

plain = total(w[j] * x[p + j - 1], j)
strided = total(w[j] * x[2 * p + j - 2], j)
causal = total(w[j] * u[t - j + 1], j)
HELD = {
    "∂y/∂w": (diff(plain, w[l]), x[p + l - 1]),
    "∂y/∂x": (diff(plain, x[n]), w[n - p + 1]),
    "the gradient at x, over positions": (diff(total(g[p] * plain, p), x[n]), total(g[p] * w[n - p + 1], p)),
    "the gradient at x, over the kernel": (diff(total(g[p] * plain, p), x[n]), total(w[j] * g[n - j + 1], j)),
    "the gradient at w": (diff(total(g[p] * plain, p), w[l]), total(g[p] * x[p + l - 1], p)),
    "with a stride, at x": (diff(total(g[p] * strided, p), x[n]), total(g[p] * w[n - 2 * p + 2], p)),
    "with a stride, at w": (diff(strided, w[l]), x[2 * p + l - 2]),
    "causal": (diff(causal, u[s]), w[t - s + 1]),
    "convolution is commutative": (total(u[s] * v[t - s + 1], s), total(v[s] * u[t - s + 1], s)),
    "convolution is associative": (
        total(u[s] * total(v[r] * h[t - s - r + 2], r), s),
        total(h[s] * total(v[r] * u[t - s - r + 2], r), s),
    ),
    "δ_{t−1, s} shifts": (total(delta(t - 1, s) * u[s], s), u[t - 1]),
    "the square of an entry that may not be there": (u[t - 1] ** 2, total(delta(s, t - 1) * u[s] ** 2, s)),
    "a named quantity is 0 outside": (
        let("c", 1 + u[t], t)[t - 1],
        total(delta(s, t - 1) * (1 + u[s]), s),
    ),
    "an expression is 0 outside": (at(1 + u[t], t, t - 1), total(delta(s, t - 1) * (1 + u[s]), s)),
}
e, f = A.index("e"), B.index("f")
two = total(kernel[a, b] * image[row + a - 1, col + b - 1], a, b)
outcome = total(upstream[row, col] * two, row, col)
HELD["in two dimensions, at the kernel"] = (
    diff(outcome, kernel[e, f]),
    total(upstream[row, col] * image[row + e - 1, col + f - 1], row, col),
)
HELD["in two dimensions, at the image"] = (
    diff(outcome, image[up, left]),
    total(kernel[a, b] * upstream[up - a + 1, left - b + 1], a, b),
)


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_proved(name: str) -> None:
    assert prove(*HELD[name]).verdict is Verdict.PROVED


def test_nothing_before_the_first_is_read() -> None:
    assert prove(u[t - 1], 0).verdict is Verdict.REFUTED
    assert prove(let("c", 1 + u[t], t)[t - 1], 1 + u[t - 1]).verdict is Verdict.REFUTED


def test_a_causal_convolution_sees_nothing_later() -> None:
    assert prove(diff(causal, u[s]), 0, assuming=[s > t]).verdict is Verdict.PROVED
    assert prove(diff(causal, u[s]), 0, assuming=[s >= t]).verdict is Verdict.REFUTED


def test_by_a_place_that_may_not_be_there_nothing_is_differentiated() -> None:
    with pytest.raises(NotationError, match="may lie outside"):
        diff(causal, u[t - 1])


@pytest.mark.parametrize("place", [t / 2, u[t], t**-1])
def test_a_place_is_a_whole_number(place: object) -> None:
    with pytest.raises(NotationError, match="expected an index over T"):
        u[place]  # type: ignore[index]
