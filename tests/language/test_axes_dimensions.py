"""Definitions on any Dim: what is written over K serves over S, for tensors, slices of them, functions of indices."""

from __future__ import annotations

import pytest

from derivations.cross_entropy import cross_entropy
from derivations.layer_norm import layer_norm
from derivations.softmax import softmax
from proofnotes import (
    Definition,
    Dim,
    NotationError,
    Tensor,
    Verdict,
    delta,
    diff,
    exp,
    let,
    log,
    prove,
    sqrt,
    total,
)
from proofnotes.second_engine import check

B, H, T, S, D = Dim("B"), Dim("H"), Dim("T"), Dim("S"), Dim("D")
b, h = B.index("b"), H.index("h")
(t, u), (s, r) = T.indices("t u"), S.indices("s r")
d, e = D.indices("d e")
Q, K, V = Tensor("Q", B, H, T, D), Tensor("K", B, H, S, D), Tensor("V", B, H, S, D)
score = let("S", total(Q[b, h, t, d] * K[b, h, s, d], d) / sqrt(D), b, h, t, s)
x = Tensor("x", S)
weight = softmax.of(score[b, h, t, :])[s]


def is_proved(left: object, right: object, *assuming: object) -> bool:
    """Whether both engines say so."""
    found = prove(left, right, assuming=assuming)
    return found.verdict is Verdict.PROVED and check(found.statement, found.assuming).agrees


def test_a_definition_is_of_a_tensor_over_another_dimension() -> None:
    z = Tensor("z", S)
    assert is_proved(total(softmax.of(z)[s], s), 1)
    assert is_proved(softmax.of(z)[s], exp(z[s]) / total(exp(z[r]), r))
    with pytest.raises(NotationError, match="t ranges over T"):
        softmax.of(z)[t]


def test_the_ways_to_say_a_softmax_over_one_axis_are_one() -> None:
    ways = (
        weight,
        softmax.of(lambda k: score[b, h, t, k])[s],
        softmax.of(lambda k: score[b, h, t, k], over=S)[s],
        softmax.of(score[b, h, t, r], over=r)[s],
    )
    for way in ways:
        assert is_proved(way, exp(score[b, h, t, s]) / total(exp(score[b, h, t, r]), r))


def test_attention_with_batches_and_heads() -> None:
    out = total(softmax.of(score[b, h, t, :])[s] * V[b, h, s, d], s)
    assert is_proved(diff(out, V[b, h, r, e]), softmax.of(score[b, h, t, :])[r] * delta(d, e))
    biased = softmax.of(lambda k: score[b, h, t, k] + x[k])
    mixed = total(biased[r] * V[b, h, r, d], r)
    assert is_proved(diff(mixed, x[s]), biased[s] * (V[b, h, s, d] - mixed))
    assert is_proved(diff(log(total(exp(score[b, h, t, r] + x[r]), r)), x[s]), biased[s])


def test_layer_norm_of_a_batch_of_sequences() -> None:
    X, gamma, beta = Tensor("X", B, T, D), Tensor("gamma", D), Tensor("beta", D)
    y = layer_norm.of(X[b, :, :], gamma, beta)
    plain = total(X[b, t, e], e) / D
    spread = sqrt(total((X[b, t, e] - plain) ** 2, e) / D + layer_norm.parameters[0][0])
    assert is_proved(y[t, d], gamma[d] * (X[b, t, d] - plain) / spread + beta[d])
    assert is_proved(diff(y[t, d], X[b, u, e]) * (1 - delta(t, u)), 0)


def test_a_number_is_one_over_any_dimension() -> None:
    p, q = Tensor("p", T, S), Tensor("q", T, S)
    loss = total(cross_entropy(p[t, :], q[t, :]), t) / T
    assert is_proved(loss, -total(p[t, s] * log(q[t, s]), t, s) / T, q[t, s] > 0)


def test_several_dimensions_are_said_by_their_arguments_or_one_by_one() -> None:
    N, K_ = Dim("N"), Dim("K")
    n, k = N.index("n"), K_.index("k")
    w, v = Tensor("w", N, K_), Tensor("v", K_)
    affine = Definition("affine", total(w[n, k] * v[k], k), inputs=(w, v), indices=(n,))
    A, y = Tensor("A", T, S), Tensor("y", S)
    assert is_proved(affine.of(A, y)[t], total(A[t, s] * y[s], s))
    assert is_proved(affine.of(lambda i, j: A[i, j], lambda j: y[j])[t], total(A[t, s] * y[s], s))
    assert is_proved(affine.of(lambda i, j: 1, lambda j: y[j], over={N: T, K_: S})[t], total(y[s], s))
    with pytest.raises(NotationError, match="K cannot be both S and T"):
        affine.of(A, Tensor("z", T))
    with pytest.raises(NotationError, match="does not say"):
        affine.of(lambda i, j: 1, lambda j: y[j], over=S)


def test_names_inside_a_definition_follow() -> None:
    N, K_ = Dim("N"), Dim("K")
    n, k, a = N.index("n"), K_.index("k"), K_.index("a")
    z = Tensor("z", N, K_)
    mean = let("m", total(z[n, k], k) / K_, n)
    centred = Definition("centred", z[n, k] - mean[n], inputs=(z,), indices=(n, k))
    X = Tensor("X", B, T, S)
    found = centred.of(X[b, :, :])
    assert is_proved(found[t, s], X[b, t, s] - total(X[b, t, r], r) / S)
    assert is_proved(total(found[t, s], s), 0)
    assert centred.of(z)[n, a] == centred.quantity[n, a]


def test_an_index_of_the_body_is_not_caught() -> None:
    K_ = Dim("K")
    k, same = K_.index("k"), S.index("k")
    z, g = Tensor("z", K_), Tensor("g", S)
    both = Definition("both", total(z[k] * total(g[same], same), k), inputs=(z, g))
    assert is_proved(both(x, g), total(x[s], s) * total(g[s], s))


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NotationError, match=r"layer_norm: x is a tensor over \(N, D\)"):
        layer_norm.of(Tensor("X", B, T, D)[b, t, :], Tensor("gamma", D), Tensor("beta", D))
    with pytest.raises(NotationError, match="as a function of an index it is over=k"):
        softmax.of(score[b, h, t, s])
    with pytest.raises(NotationError, match="expected : alone"):
        x[1:2]
    with pytest.raises(NotationError, match=r"S\[b, h, t, :\] is a tensor over S"):
        score[b, h, t, :] + 1


def test_a_definition_over_a_given_size_keeps_it() -> None:
    pair = Dim("P", 2)
    p = pair.index("p")
    z = Tensor("z", pair)
    product = Definition("length", sqrt(total(z[p] ** 2, p)), inputs=(z,))
    with pytest.raises(NotationError, match="z is a tensor over"):
        product(x)
    other = Dim("R", 2)
    w = Tensor("w", other)
    assert is_proved(product(w) ** 2, w[1] ** 2 + w[2] ** 2)
