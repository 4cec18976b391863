"""Definitions with several axes: two over one dimension, matrices, their diagonals, contractions, attention."""

from typing import Any

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Max,
    Scalar,
    Tensor,
    cases,
    delta,
    exp,
    let,
    log,
    product,
    same,
    sqrt,
    tanh,
    total,
)

I, J, K, D, H, T, S = (Dim(each) for each in "IJKDHTS")
i, i2, i3 = I.indices("i a b")
j, k, l, m = J.indices("j k l m")
d2 = J.index("d")
t, u = T.indices("t u")
s, r = S.indices("s r")
d, e = D.indices("d e")
h = H.index("h")
p, q = K.indices("p q")
x, y, z = Tensor("x", J), Tensor("y", J), Tensor("z", I)
A, B, C = Tensor("A", J, J), Tensor("B", J, J), Tensor("C", I, J)
X2 = Tensor("X", T, I)
X2 = Tensor("X", T, I)
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
    total(exp(self_score[t, u]) / total(exp(self_score[t, w]), w) * SV[u, d], u),
    SQ, SK, SV, indices=(t, d), name="self",
)  # fmt: skip
HQ, HK, HV = Tensor("Q", H, T, D), Tensor("K", H, T, D), Tensor("V", H, T, D)
head_score = let("P", total(HQ[h, t, d] * HK[h, u, d], d), h, t, u)
heads = square(
    total(exp(head_score[h, t, u]) / total(exp(head_score[h, t, w]), w) * HV[h, u, d], u),
    HQ, HK, HV, indices=(h, t, d), name="heads",
)  # fmt: skip
row = let("row", total(A[j, k] * x[k], k), j)

two = 2 * K
o, o2 = two.indices("o o2")
U, WW, AA = Tensor("U", two), Tensor("WW", two, two), Tensor("AA", two, K)
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
    square(product(A[j, k] + x[k], j) * x[k], A, x, indices=(k,), name="factors"),
    square(product(x[j] * product(A[j, k], k), j), x, A, name="product_of_products"),
    square(cases((x[d2], x[d2] > 0), y[d2] * x[d2]), x, y, indices=(d2,), name="slopes"),
    square((c * x[j] - log(total(exp(c * x[k]), k))) * z[i], z, c, x, indices=(j, i), name="surprise_of_rows"),
    square(product(1 + c**2, k) * x[j], c, x, indices=(j,), name="a_power"),
    square(z[i] * X2[t, i], X2, z, indices=(i, t), name="turned"),
    square(Max(2, 0) * c, c, name="a_number"),
    square(Max(2, 0) * x[j] + log(total(exp(1 / J + 0 * x[k]), k)), x, indices=(j,), name="numbers"),
    square(U[p] * exp(U[K + p]), U, indices=(p,), name="blocks"),
    square(total(WW[p, o] * U[o], o) * U[K + p], WW, U, indices=(p,), name="half_of_a_layer"),
    square(U[p] * U[K + q], U, indices=(p, q), name="outer_of_blocks"),
    square(U[p] * WW[1, p] + WW[K + p, p], U, WW, indices=(p,), name="places_in_blocks"),
    square(total(U[o] * WW[o, o2] * U[o2], o, o2), U, WW, name="quadratic_in_blocks"),
    square(total(AA[K + p, q] * AA[q, p], q) + AA[p, p], AA, indices=(p,), name="diagonals_of_blocks"),
    attention, self_attention, heads,
)  # fmt: skip
