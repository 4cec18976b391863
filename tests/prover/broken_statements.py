"""False statements that only a broken rule would prove, and true ones that a broken rule would lose."""

from __future__ import annotations

from proofnotes import (
    Abs,
    Dim,
    Eq,
    Max,
    Ne,
    Scalar,
    Tensor,
    cases,
    cos,
    delta,
    diff,
    erf,
    exp,
    log,
    pi,
    product,
    same,
    sin,
    sqrt,
    total,
)
from proofnotes.expr.nodes import Relation, wrap
from proofnotes.expr.notation import let

from . import broken_matrices, broken_steps
from .broken_order import RIGHT, WRONG
from .test_prover import FALSE, TRUE, UNDEFINED, WITH

Statement = tuple[Relation, tuple[Relation, ...]]

K, N, d = Dim("K"), Dim("N"), Dim("d")
first, i, j, k, l = K.indices("a i j k l")
(c,) = K.fixed("c")
n = N.index("n")
r = (2 * d).index("r")
e = d.index("e")
two = Dim("M", 2)
a, b = two.indices("a b")
x, y = Scalar("x"), Scalar("y")
t = Scalar("t", positive=True)
z, v, h = Tensor("z", K), Tensor("v", two), Tensor("h", 2 * d)
A = Tensor("A", N, K)
G, M = Dim("G"), Dim("P")
C = G * M
p, q = G.indices("p q")
m, s = M.indices("m s")
u, w = C.indices("u w")
X = Tensor("X", C)
square = let("square", x**2, inputs=(x,))

S = Tensor("S", K, K)
far = Max(x - 1000, 0)  # 0 wherever small numbers are tried
one = let("one", 1, inputs=(x,))

OWN_FALSE: dict[str, Statement] = {
    "rows of length 1, the diagonal": (total(S[k, k] ** 2, k) >= 1, (total(S[i, k] ** 2, k) >= 1,)),
    "positive rows, the trace": (total(S[k, k], k) > 0, (total(S[i, k], k) > 0,)),
    "the logarithm of the trace": (Eq(log(total(S[k, k], k)), log(total(S[k, k], k))), (total(S[i, k], k) > 0,)),
    "one over the trace": (Eq(1 / total(S[k, k], k), 1 / total(S[k, k], k)), (Ne(total(S[i, k], k), 0),)),
    "stochastic rows, the trace": (Eq(far * total(S[k, k], k), far), (Eq(total(S[i, k], k), 1),)),
    "a sum and the trace": (
        far * total(exp(total(S[k, l], l)), k) >= far * exp(total(S[k, k], k)),
        (),
    ),
    "weights on the diagonal": (
        total(S[k, k] * exp(z[k]), k) > 0,
        (S[i, i] > total(S[i, k], k), total(S[k, k], k) > 0),
    ),
    "two blocks of a size that is given": (
        Eq(far * total(delta(r, d + e), r), far * delta(e, 1)),
        (Eq(d, 3),),
    ),
    "an argument without a value": (Eq(one.of(log(x)), 1), ()),
    "an exponent that comes to 2": (Eq(x ** (y - y + 2), x**2), ()),
    "antisymmetric, taken for symmetric": (Eq(S[i, j], S[j, i]), (Eq(S[i, j], -S[j, i]),)),
    "a product over all pairs": (Eq(total(z[k] * z[l] * S[k, l], k, l), 0), ()),
    "square of a sum": (Eq(total(total(A[n, k], k) ** 2, n), total(total(A[n, k], k), n)), ()),
    "delta over a known dimension": (Eq(total(delta(a, b), a, b), 4), ()),
    "root of a square by logarithms": (Eq(exp(log(x**2) / 2), x), (Ne(x, 0),)),
    "a square is positive": (x**2 > 0, ()),
    "a sum of numbers that are not zero": (Ne(total(z[k], k), 0), (Ne(z[k], 0),)),
    "order reversed": (2 * x < 2 * y, (x > y,)),
    "a root at its edge": (Eq(diff(0 * sqrt(x), x), 0), (x >= 0,)),
    "one index for all": (Eq(z[i], 1), (Eq(z[c], 1),)),
    "a sign for all": (z[i] > 0, (z[c] > 0,)),
    "order of exponentials": (exp(x) < exp(y), (x > y,)),
    "above the tangent": (exp(x) <= 1 + x, ()),
    "a term exceeds its sum": (total(z[k], k) >= z[i], ()),
    "a maximum is positive": (Max(x, y) > 0, ()),
    "the maximum as the minimum": (Eq(Max(x, y), (x + y - Abs(x - y)) / 2), ()),
    "any order": (x - y >= 0, ()),
    "a coefficient that may vanish": (Eq(x, 1), (Eq(x * y, y),)),
    "the first of two": (Eq(v[a], v[1]), ()),
    "a kink that does not cancel": (Eq(diff(Max(x, 0) - 2 * Max(x, 0), x), cases((-1, x > 0), 0)), ()),
    "by a name, elsewhere": (Eq(diff(square.of(x) * square.of(y), square.of(x)), 2 * square.of(x)), (Ne(x, y),)),
    "the largest is the smallest": (z[first] >= z[c], (z[c] >= z[i],)),
    "root of a product": (Eq(sqrt(x**2 * y**2), x * y), ()),
    "the larger": (Eq(Max(x, y), x), (x < y,)),
    "an axis has as many entries as a group": (Eq(total(wrap(1), u), M), ()),
    "one entry of every group": (Eq(diff(X[C.at(p, m)], X[C.at(q, s)]), delta(m, s)), ()),
    "every entry of a group": (Eq(diff(X[C.at(p, m)], X[C.at(q, s)]), delta(p, q)), ()),
    "the sum over one group": (Eq(total(X[u], u), total(X[C.at(p, m)], m)), ()),
    "the group of a delta": (Eq(total(delta(p, q) * X[C.at(q, m)], q), X[C.at(1, m)]), ()),
    "half a turn": (Eq(cos(x + pi), cos(x)), ()),
    "a square that is never 0": (erf(x) ** 2 + erf(y) ** 2 > 0, ()),
}

OWN_FALSE |= {
    "Π of squares": (Eq(product(z[k] ** 2, k), product(z[k], k)), ()),
    "Π of a square of a sum": (Eq(product(z[k] ** 2 + 2 * z[k] * x + x**2, k), product(z[k] + x, k)), ()),
    "Π of opposites": (Eq(product(-z[k], k), product(z[k], k)), ()),
    "an odd power of minus one": (Eq(product(wrap(-1), k) ** 3, 1), ()),
    "Π of negative numbers": (product(z[k], k) > 0, (z[k] < 0,)),
    "Π is not negative": (product(z[k], k) > 0, (Ne(z[k], 0),)),
    "one factor apart": (Eq(diff(product(z[k], k), z[j]), product(z[k], k)), (Ne(z[k], 0),)),
    "Π of one row is Π of all": (Eq(product(product(A[n, k], k), n), product(product(A[n, k], n), n)), ()),
    "the sign of what stands under a root": (x > 0, (sqrt(x) >= 0,)),
    "the sign of what is squared": (x > 0, (x**2 > 0,)),
}

top, at_c = Max(z[k], k), z[c] >= z[k]
OWN_FALSE |= {
    "the value at a place is the largest": (Eq(top, z[c]), (z[c] >= x,)),
    "the largest of negatives": (Eq(Max(-exp(z[k]), k), -exp(top)), ()),
    "the largest multiple": (Eq(Max(-t * z[k], k), -t * top), ()),
    "the largest multiple by a negative number": (Eq(Max(x * z[k], k), x * top), (x < 0,)),
    "one over the largest": (Eq(Max(1 / z[k], k), 1 / top), (z[k] > 0,)),
    "the largest square": (Eq(Max(z[k] ** 2, k), top**2), ()),
    "strictly the largest": (top > z[c], ()),
    "where one is the largest": (Eq(total(cases((1, Eq(z[k], z[c])), 0), k), 1), (at_c,)),
    "the slope of a largest value": (Eq(diff(top, z[j]), delta(j, c)), (at_c,)),
    "the slope of a largest value at a tie": (Eq(diff(top, z[j]), cases((1, Eq(z[j], top)), 0)), ()),
    "the slope of each is that of the largest": (
        Eq(diff(top, z[j]), 1),
        (at_c, cases((1, same(k, c)), z[c] - z[k]) > 0),
    ),
    "a sum of two kinds exceeds its terms": (total(z[k], k) + total(S[k, k], k) >= z[c] + S[c, c], ()),
    "the largest absolute value": (Max(Abs(z[k]), k) <= x, (z[i] <= x,)),
    "the first is the largest": (Max(v[a] * (v[a] - v[1]), a) <= 0, ()),
}

OWN_TRUE: dict[str, Statement] = {
    "blocks of a given size": (Eq(total(h[r], r), total(h[e], e) + total(h[d + e], e)), (Eq(d, 3),)),
    "a stacked dimension": (Eq(total(wrap(1), r), 2 * d), ()),
    "square of a sum": (Eq(total(total(A[n, k], k) ** 2, n), total(A[n, k] * A[n, l], n, k, l)), ()),
    "derivative of an exponential": (Eq(diff(t**x, x), t**x * log(t)), ()),
    "derivative of a product": (Eq(diff(product(z[k], k), z[j]), product(z[k], k) / z[j]), (Ne(z[k], 0),)),
    "Π of a quotient": (Eq(product(z[k] / (z[k] + x), k) * product(z[k] + x, k), product(z[k], k)), (Ne(z[i], -x),)),
    "one over a square": (Eq(1 / (x**2 + 2 * x + 1), 1 / (x + 1) ** 2), (x > 0,)),
    "by a name": (Eq(diff(square.of(x) * square.of(y), square.of(x)), square.of(y)), ()),
    "root of a product": (Eq(sqrt(x * t), sqrt(x) * sqrt(t)), (x >= 0,)),
    "a square is not negative": (x**2 >= 0, ()),
    "the unit circle": (Eq(sin(x) ** 2 + cos(x) ** 2, 1), ()),
    "the cosine of a sum": (Eq(cos(x + y), cos(x) * cos(y) - sin(x) * sin(y)), ()),
    "the mirrored sine": (Eq(sin(-x), -sin(x)), ()),
    "the slope of the cosine": (Eq(diff(cos(x), x), -sin(x)), ()),
    "the largest": (z[first] <= z[c], (z[c] >= z[i],)),
    "an axis of groups": (Eq(total(wrap(1), u), G * M), ()),
    "a sum over groups": (Eq(total(X[u], u), total(X[C.at(p, m)], p, m)), ()),
    "groups of a given size": (Eq(total(X[u], u), total(X[C.at(p, 1)], p)), (Eq(M, 1),)),
    "entries of groups": (Eq(diff(X[C.at(p, m)], X[C.at(q, s)]), delta(p, q) * delta(m, s)), ()),
    "a delta over groups": (Eq(total(X[u] * delta(u, w), u), X[w]), ()),
    "a delta of groups": (Eq(total(delta(p, q) * X[C.at(q, m)], q), X[C.at(p, m)]), ()),
    "order kept": (2 * x > 2 * y, (x > y,)),
    "an equation multiplied": (Eq(x, 1), (Eq(x * t, t),)),
    "order of exponentials": (exp(x) > exp(y), (x > y,)),
    "above a tangent": (exp(x) >= 1 + x, ()),
    "a sum exceeds its terms": (total(z[k], k) >= z[i], (z[k] >= 0,)),
}


def _statement(left: object, right: object, *assuming: Relation) -> Statement:
    return Relation(wrap(left), "=", wrap(right)), assuming


FALSEHOODS: dict[str, Statement] = {
    **{name: _statement(*pair) for name, pair in (FALSE | UNDEFINED).items()},
    **{f"{name}, without": _statement(*WITH[name][:2]) for name in WITH if name != "size two"},
    **{f"{name} (own)": statement for name, statement in OWN_FALSE.items()},
    **{f"{name} (order)": statement for name, statement in WRONG.items()},
    **{f"{name} (steps)": statement for name, statement in broken_steps.FALSE.items()},
    **{f"{name} (matrices)": statement for name, statement in broken_matrices.FALSE.items()},
}
"""Not one of them is proved by the engine as it is."""

TRUTHS: dict[str, Statement] = {
    **{f"{name} (own)": statement for name, statement in OWN_TRUE.items()},
    **{f"{name} (order)": statement for name, statement in RIGHT.items()},
    **{f"{name} (steps)": statement for name, statement in broken_steps.TRUE.items()},
    **{f"{name} (matrices)": statement for name, statement in broken_matrices.TRUE.items()},
    **{name: _statement(*pair) for name, pair in TRUE.items()},
    **{f"{name}, with": _statement(left, right, *assuming) for name, (left, right, assuming) in WITH.items()},
}
"""Every one of them is proved by the engine as it is."""
