"""Expressions of every kind that a statement may hold, each as the statement that it equals itself.

What a file states by chance shows little of a printer: here are a stacked place, a computed one, three arguments of a
maximum, a derivative by four indices, names that Coq reserves, binders of one name.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofnotes import (
    Abs,
    And,
    Bernoulli,
    Categorical,
    Dim,
    E,
    Eq,
    Expr,
    Max,
    Min,
    Ne,
    Normal,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Theorem,
    Uniform,
    at,
    cases,
    chain,
    cos,
    delta,
    diff,
    erf,
    exp,
    let,
    let_scalar,
    limit,
    log,
    paren,
    pi,
    product,
    same,
    sin,
    sqrt,
    tanh,
    total,
)
from proofnotes.statements.chains import Kind, Link

K, N, d, G, M, INR = Dim("K"), Dim("N"), Dim("d"), Dim("G"), Dim("M"), Dim("INR")
i, j, k, l = K.indices("i j k l")
n, m = N.indices("n m")
a, b = d.indices("a b")
g, h = G.index("g"), M.index("h")
(c,) = K.fixed("c")
x_, r_ = K.indices("x r")
x, y, p, u = Scalar("x"), Scalar("y"), Scalar("p"), Scalar("u")
t = Scalar("t", positive=True)
z, w, v = Tensor("z", K), Tensor("w", K), Tensor("v", N)
A, S = Tensor("A", K, N), Tensor("S", K, K)
X, Y = Tensor("X", 2 * d), Tensor("Y", 3 * d)
P = Tensor("P", G * M)
Q = Tensor("Q", K, N, d)
W4 = Tensor("W", K, N, d, G)
fixed = Tensor("r", Dim("R", 3))
s = Dim("R", 3).index("s")

both = let("both", z[i] * w[j] + 2 * z[j], i, j, inputs=(z, w))
norm = let("norm", sqrt(total(z[k] ** 2, k)), inputs=(z,))
share = let("share", z[i] / norm.of(z), i, inputs=(z,))
scaled = let("scaled", z[i] * p / x, i, inputs=(z, p))
ordered = let("ordered", x / p + y, inputs=(x, p, y))
hidden = let("hidden", exp(z[i]), i)
loss = let_scalar("loss", total(hidden[i] ** 2 * w[i], i))
twice = let("twice", hidden[i] + total(hidden[j], j), i)
kinked = let("kinked", Abs(x) * p, inputs=(x, p))
later = let("later", z[i] / x, i)
"""Quantities: with two indices and inputs, by each other, with dimensions inside, differentiated by their name."""

normal = Normal("e", x, t)
flips = Bernoulli("f", p, over=K)
even = Uniform("q", x, y)
"""Random quantities."""

VALUES: dict[str, Expr] = {
    "numbers": Rational(3, 7) * x - 2 + 0 * pi,
    "negative number": x * (-3) + (-Rational(5, 4)) * y,
    "minus": -(x - y) - (-x),
    "minus inside": x - (y - (p - 3)),
    "product of sums": (x + y) * (x - p) * 2,
    "power of a sum": (x - y) ** 3,
    "power of a minus": (-x) ** 2 + -(x**2),
    "power of a number": Rational(-2) ** 3 + x,
    "power of a power": (x**2) ** 3,
    "natural power": x**4 - x**0,
    "negative power": (1 + x**2) ** -3,
    "odd negative power": x**-3,
    "exponent with a sign": t ** (-p),
    "root as a power": t ** Rational(3, 2),
    "real power": t ** (x + 1),
    "base before exponent": (1 + x**2) ** p,
    "quotient": (x - y) / (1 + p**2),
    "quotient of quotients": x / (1 + y**2) / (2 + (p / 3) ** 2),
    "pi": sin(pi / 6) + x * pi,
    "dimension": K * total(z[k], k) + 1 / K,
    "functions": exp(x / 5) + log(1 + x**2) * tanh(y) - erf(p / 2) * sin(x) + cos(y) * sqrt(2 + x**2) + Abs(y - x),
    "maximum of three": Max(x, y, 2 * p),
    "minimum": Min(x, y, p),
    "delta": delta(i, j) * x + 2 * delta(k, i),
    "entry of a matrix": S[i, j] - 2 * S[j, i],
    "places from 1": z[1] + fixed[3] - 2 * fixed[2],
    "fixed size": total(fixed[s] * (1 + x) ** 2, s) + Dim("R", 3),
    "stacked": X[a] - 2 * X[d + a],
    "stacked thrice": Y[a] - 2 * Y[d + a] + 3 * Y[2 * d + a],
    "over a stacked dimension": total(X[(2 * d).index("q")] ** 2, (2 * d).index("q")),
    "split": P[(G * M).at(g, h)] * x,
    "over a split dimension": total(P[(G * M).at(g, h)], h) - total(P[(G * M).at(g, h)], g, h),
    "sum": total(z[k] * w[k] - x, k),
    "sum in a sum": total(z[k] * total(S[k, l] * w[l], l), k),
    "sum over another": total(A[k, n] * v[n], n) - total(A[k, n], k, n),
    "one name twice": total(z[i] * total(z[i], i), i) + total(w[i], i),
    "product": product(1 + z[k] ** 2, k) - x,
    "products and sums": product(total(S[k, l], l), k) + total(product(S[k, l], l), k),
    "largest": Max(z[k] - w[k], k) + Max(w[l], l) ** 2,
    "least": Min(z[k], k),
    "cases": cases((x, x > y), (2 * y, x < 0), p),
    "cases, weak": cases((x, x >= y), (3 + y, y <= 0), p),
    "cases, equal": cases((x, Eq(x, y)), (3 + y, Ne(y, 0)), p),
    "cases of indices": cases((x, same(i, j)), 2 * y),
    "cases of numbers of indices": cases((x, i < j), (2 * y, i <= k), p) + cases((1, i > j), (5, k >= j), 7),
    "where": total(z[k] / (1 + k), k, where=k <= i) - product(w[k], k, where=k > j),
    "where both": total(z[k], k, where=And(i <= k, k < j)),
    "counted": z[i] * i + x**i / (1 + i),
    "whole exponents": (2 + x**2) ** (i - j) - (3 + x**2) ** (-i + j) + total(t ** (k - 1) * z[k], k),
    "computed": z[i - 1] + 2 * z[i + 1] - S[i - j + 1, 2 * j - 1],
    "computed name": share[i + 1] - 3 * both[j, i - 1],
    "computed delta": delta(i + 1, j) - 3 * cases((1, same(i, j)), x) + total(delta(k - 1, j) * z[k], k),
    "argument at a place": at(S[i, j], j, 1),
    "names": both[i, j] - 2 * both.of(w, z)[i, j],
    "name of functions": both.of(lambda k: S[k, 1], lambda k: z[k] * x)[j, i],
    "name in a name": share[i] * share.of(lambda k: z[k] + w[k])[j],
    "three arguments": ordered.of(1 + x**2, 2 + y**2, p) - ordered.of(y, 1 + x**2, p),
    "name with dimensions": twice[i] * loss,
    "capturing arguments": total(share.of(lambda r: z[r] * w[k])[i] * w[l], k, l)
    + total(both.of(lambda r: z[r] * w[i], lambda r: S[r, j])[1, 1], i, j)
    + total(scaled.of(lambda r: z[r] + w[r_] * w[j], 2)[i], r_, j),
    "argument with a sum": both.of(lambda j: total(S[j, i] * z[i], i), w)[i, j],
    "derivative by a number": diff(x**3 * y, x) - 2 * diff(x * y**2, y),
    "derivative by an entry": diff(total(z[k] ** 2 * w[k], k), z[j]) + diff(z[1] * z[i] ** 2, z[i]),
    "derivative by two indices": diff(total(S[k, l] ** 2 * z[l] * w[k], k, l), S[i, j]),
    "derivative by three indices": diff(total(Q[k, n, a] ** 2 * z[k] * v[n], k, n, a), Q[i, m, b]),
    "derivative by four indices": diff(total(W4[k, n, a, g] ** 2 * z[k] * v[n], k, n, a, g), W4[i, m, b, g]),
    "derivative by a place": diff(X[a] * X[d + b] ** 2, X[d + b]) - diff(X[d + a] ** 2, X[1]),
    "derivative of a derivative": diff(diff(z[i] ** 2 * z[j] ** 3 * x, z[j]), z[i]),
    "derivative of a function": diff(share[i], z[j]) * x,
    "derivative by a name": diff(loss, hidden[j]) - 2 * diff(twice[i], hidden[j]),
    "derivative under a sum": total(w[i] * diff(z[i] ** 2 * z[j], z[j]), i),
    "derivative of a maximum": diff(total(Max(z[k], 0) ** 2, k), z[j]),
    "derivative with counted places": diff(total(z[k - 1] * z[k], k), z[j]),
    "mean of a normal number": E(normal**2 * y, normal),
    "mean of flips": E(total(flips[k] * z[k], k) ** 2, flips),
    "mean of a uniform number": E(even**3, even),
    "mean over an index": E(z[k], Categorical(w[k], k)),
    "brackets": paren(x + y) * x,
    "reserved names": Scalar("exp") + Scalar("fun") * Scalar("sum") - Tensor("delta", INR)[INR.index("at")],
    "words of the vocabulary": total(Tensor("upd1", K)[k] * Scalar("pd1") ** 2, k) + share[i] * Scalar("f_share"),
    "one name for four things": Tensor("o", Dim("o"))[Dim("o").index("o")] * Scalar("o'") + Scalar("O") * Dim("o"),
    "Unicode": Scalar("β") * Scalar("σ²") - Scalar("beta") + Scalar("x̂") * Scalar("xhat"),
    "binders of one name": diff(total(x * z[k], k) * x, x) + total(diff(x**2 * z[x_], z[x_]), x_),
}  # fmt: skip

PARTIAL: dict[str, tuple[Expr, Sequence[Relation]]] = {
    "a quotient": (1 / x, ()),
    "a quotient of a difference": (1 / (x - y), ()),
    "zero over zero": ((x - y) / (x - y), ()),
    "a logarithm": (log(x + y), ()),
    "a root": (sqrt(x), ()),
    "a root squared": (sqrt(x) ** 2, ()),
    "a negative power": (x**-2, ()),
    "a real power": (x ** Rational(1, 2), ()),
    "a whole exponent": (x ** (i - j), ()),
    "under a sum": (total(1 / z[k], k), ()),
    "under two": (total(1 / S[k, l], k, l), ()),
    "under a product": (product(log(2 + z[k]), k), ()),
    "under a maximum": (Max(1 / z[k], k), ()),
    "in a maximum": (Max(1 / x, y), ()),
    "in a branch": (cases((1 / x, x > 0), y), ()),
    "in the other branch": (cases((y, x > 0), log(x + 2)), ()),
    "in a condition": (cases((y, 1 / x > 0), p), ()),
    "in the third branch": (cases((y, x > 0), (p, y > 0), 1 / (x - y)), ()),
    "where": (total(1 / z[k], k, where=k <= i), ()),
    "in a name": (share[i], ()),
    "in an argument": (ordered.of(1 / x, 1 + p**2, y), ()),
    "in an unused argument": (let("one", 1, inputs=(x,)).of(log(x)), ()),
    "in a function that is an argument": (share.of(lambda k: 1 / z[k])[i], ()),
    "a computed place outside": (later[i + 1], ()),
    "a derivative of a root": (diff(sqrt(x), x), ()),
    "a derivative of a modulus": (diff(Abs(x), x), ()),
    "a derivative of a maximum": (diff(Max(x, y), x), ()),
    "a derivative of a smooth seam": (diff(x * Abs(x), x), ()),
    "a second derivative at a seam": (diff(diff(x * Abs(x), x), x), ()),
    "a derivative of a quotient": (diff(1 / x, x), ()),
    "a derivative of a branch": (diff(cases((x**2, x > 0), 0), x), ()),
    "a derivative of a jump": (diff(cases((1, x > 0), 0), x), ()),
    "a derivative of steps in sums": (diff(total(Abs(z[k]), k), z[j]), ()),
    "a derivative of a largest value": (diff(Max(z[k], k), z[j]), ()),
    "a derivative by a name at a kink": (diff(kinked.of(kinked.of(x, p), y), kinked.of(x, p)), ()),
    "a derivative of nothing": (diff(log(x) - log(x), x), ()),
    "a derivative where a root ends": (diff(x * sqrt(x), x), ()),
    "a derivative of a root of a square": (diff(sqrt(x**2), x), ()),
    "under hypotheses": (1 / x, (x > 0,)),
    "hypotheses for every index": (1 / total(z[k], k), (z[i] > 0,)),
    "hypotheses about a place": (1 / z[c], (z[c] > 0,)),
    "hypotheses about two": (log(total(S[i, k], k)), (S[i, j] > 0,)),
    "a hypothesis that asks": (sqrt(y), (log(x) >= 0, y > 1 / x)),
    "an equation": (1 / total(z[k], k), (Eq(total(z[k], k), 1),)),
    "unequal": (1 / (x - 1), (Ne(x, 1),)),
    "all unequal": (1 / z[i], (Ne(z[k], 0),)),
    "about a dimension": (x / (K - 1), (K >= 2,)),
}  # fmt: skip
"""What has a value in some places only, perhaps under hypotheses."""

SIDES: dict[str, tuple[Expr | int, Expr | int]] = {
    "the left side alone": (0 / x, 0),
    "the right side alone": (y - y, 0 * log(x)),
}
"""What has a value in fewer places than what it equals."""

SIGNS: dict[str, Relation] = {
    "less": x - 1 < x,
    "at most": x - Abs(x) <= 0,
    "above": exp(x / 3) > 0,
    "at least": x**2 + y >= y,
    "unequal": Ne(exp(x / 3), 0),
}
LIMITS: dict[str, Theorem] = {
    name: Theorem(f"l.{name}", found, "", value, kind=Kind.LIMIT)
    for name, found, value in (
        ("up", limit(exp(-x) * y + p, x), p),
        ("down", limit(exp(x) * y - p, x, "-oo"), -p),
        ("at_a_point", limit(x**2 * y, x, 3), 9 * y),
        ("quotient", limit((exp(x) - 1) / x, x, 0), 1),
        ("right", limit(Abs(x) / x + y, x, 0, side="+"), 1 + y),
        ("left", limit(Abs(x) / x + y, x, 0, side="-"), y - 1),
    )
}


def link(theorem: Theorem) -> Link:
    """Its only one."""
    (found,) = theorem.links
    return found


def _named(family: str, number: int) -> str:
    return f"{family}.n{number}"


LINKS: dict[str, Link] = {
    **{name: link(Theorem(_named("v", n), e, name, e)) for n, (name, e) in enumerate(VALUES.items())},
    **{
        name: link(Theorem(_named("p", n), e, name, e, assuming=list(assuming)))
        for n, (name, (e, assuming)) in enumerate(PARTIAL.items())
    },
    **{name: link(Theorem(_named("e", n), left, name, right)) for n, (name, (left, right)) in enumerate(SIDES.items())},
    **{
        f"sign: {name}": link(Theorem(_named("s", n), chain(relation, name), kind=Kind.BOUND))
        for n, (name, relation) in enumerate(SIGNS.items())
    },
    **{f"limit: {name}": link(theorem) for name, theorem in LIMITS.items()},
}
