"""Statements that are false, or that mean nothing somewhere: none of them may be certified.

TOTALITY holds what is true of Coq's total functions alone: x/0 = 0, ln of a negative number is 0, the derivative at a
kink is the slope to the right.  FALSE holds what a prover has fallen for, or may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from proofnotes import (
    Abs,
    Bernoulli,
    Dim,
    E,
    Eq,
    Expr,
    HypothesisError,
    Max,
    Ne,
    Normal,
    NotationError,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Theorem,
    Verdict,
    cases,
    chain,
    delta,
    diff,
    exp,
    let,
    limit,
    log,
    product,
    prove,
    same,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.nodes import wrap
from proofnotes.statements.catalogue import Catalogue
from proofnotes.statements.chains import Kind, Link
from tests.prover.mutants import mutants

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k, l = K.indices("i j k l")
n = N.index("n")
a = d.index("a")
h = (2 * d).index("h")
c, e = K.fixed("c e")
x, y, p = Scalar("x"), Scalar("y"), Scalar("p")
t = Scalar("t", positive=True)
z, w, v = Tensor("z", K), Tensor("w", K), Tensor("v", N)
S, X = Tensor("S", K, K), Tensor("X", 2 * d)
share = let("share", z[i] / total(z[k], k), i, inputs=(z,))
modulus = let("modulus", Abs(x), inputs=(x,))
flip = Bernoulli("f", p)
bell = Normal("b", 0, 1)

Side = Expr | int
Given = Sequence[Relation]

TOTAL: dict[str, tuple[Side, Side, Given]] = {
    "x/x = 1 but at 0": (x / x, cases((1, Ne(x, 0)), 0), ()),
    "x/0 = 0": (x / (y - y), 0, ()),
    "0/x = 0": (0 / x, 0, ()),
    "1/(1/x) = x": (1 / (1 / x), x, ()),
    "x x⁻¹ x = x": (x * x**-1 * x, x, ()),
    "x² x⁻¹ = x": (x**2 * x**-1, x, ()),
    "(x − y)/(x − y) (x − y) = x − y": ((x - y) / (x - y) * (x - y), x - y, ()),
    "0⁻¹ = 0": ((x - x) ** -1, 0, ()),
    "(x/y) y² = x y": ((x / y) * y**2, x * y, ()),
    "log(−eˣ) = 0": (log(-exp(x)), 0, ()),
    "0 log x = 0": (0 * log(x), 0, ()),
    "log x − log x = 0": (log(x) - log(x), 0, ()),
    "e^{log x} = x or 1": (exp(log(x)), cases((x, x > 0), 1), ()),
    "√(−eˣ) = 0": (sqrt(-exp(x)), 0, ()),
    "√(−x²) = 0": (sqrt(-(x**2)), 0, ()),
    "√x² = max(x, 0)": (sqrt(x) ** 2, Max(x, 0), ()),
    "(−eˣ)^{1/2} = 1": ((-exp(x)) ** Rational(1, 2), 1, ()),
    "(−eˣ)^p = 1": ((-exp(x)) ** p, 1, ()),
    "∂√x = 1/(2√x) from 0 on": (diff(sqrt(x), x), 1 / (2 * sqrt(x)), (x >= 0,)),
    "∂(1/x) = −1/x² at 0": (diff(1 / x, x), -1 / x**2, ()),
    "x ∂|x| = |x| at 0": (x * diff(Abs(x), x), Abs(x), ()),
    "∂max(x, 0) = [x ≥ 0]": (diff(Max(x, 0), x), cases((1, x >= 0), 0), ()),
    "∂|x| = [x ≥ 0] − [x < 0]": (diff(Abs(x), x), cases((1, x >= 0), -1), ()),
    "∂²(x|x|) at 0": (diff(diff(x * Abs(x), x), x), cases((2, x >= 0), -2), ()),
    "∂[x > y] (x − y) = 0": ((x - y) * diff(cases((1, x >= y), 0), x), 0, ()),
    "∂(log x − log x) = 0": (diff(log(x) - log(x), x), 0, ()),
    "∂ of a name at its kink": (x * diff(modulus.of(x), x), Abs(x), ()),
    "Σ 0/z = 0": (total(0 / z[k], k), 0, ()),
    "Σ z/z counts": (total(z[k] / z[k], k), total(cases((1, Ne(z[k], 0)), 0), k), ()),
    "Π (1/z) Π z = [all ≠ 0]": (product(z[k] / z[k], k), product(cases((1, Ne(z[k], 0)), 0), k), ()),
    "Σ yᵢ = [Σ z ≠ 0]": (total(share[i], i), cases((1, Ne(total(z[k], k), 0)), 0), ()),
    "a mean of K − 1": (total(z[k], k) / (K - 1) * (K - 1), cases((total(z[k], k), K >= 2), 0), ()),
    "an empty sum below": (total(z[k], k, where=k < i) * 0 / total(z[k], k, where=k < i), 0, ()),
    "outside the axis": (x / z[i + 1] * z[i + 1] * z[i + 1], x * z[i + 1], ()),
    "∂ Σ|z| times z": (z[j] * diff(total(Abs(z[k]), k), z[j]), Abs(z[j]), ()),
    "a largest value twice": (total(0 * diff(Max(z[k], k), z[j]), j), 0, ()),
    "E of no chance": (E(x * flip, flip), p * x, ()),
    "E of what has no mean": (E(bell * 0 / bell, bell), 0, ()),
    "0 tanh(1/x) = 0": (0 * tanh(1 / x), 0, ()),
}  # fmt: skip

LIMITS: dict[str, tuple[Expr, Side]] = {
    "lim log(−x) = 0": (limit(log(-x), x), 0),
    "lim √(−x) = 0": (limit(sqrt(-x), x), 0),
    "lim 1/(x − x) = 0": (limit(1 / (x - x), x), 0),
    "lim 0/x at 0 from below, of a root": (limit(sqrt(x) * 0, x, 0, side="-"), 0),
}

TOTALITY: dict[str, Link] = {}

A_PRIORI: dict[str, tuple[Relation | tuple[Side, Side], Given]] = {
    # Indices that are bound are no free ones.
    "row sums say nothing of the diagonal": (total(S[k, k] ** 2, k) >= 1, (total(S[i, k] ** 2, k) >= 1,)),
    "positive row sums": (total(S[k, k], k) > 0, (total(S[i, k], k) > 0,)),
    "a logarithm of the diagonal": ((log(total(S[k, k], k)), log(total(S[k, k], k))), (total(S[i, k], k) > 0,)),
    "a quotient by the diagonal": ((1 / total(S[k, k], k), 1 / total(S[k, k], k)), (Ne(total(S[i, k], k), 0),)),
    "rows that add up to 1": ((total(S[k, k], k), 1), (Eq(total(S[i, k], k), 1),)),
    "far away, rows that add up to 1": (
        (Max(x - 1000, 0) * total(S[k, k], k), Max(x - 1000, 0)), (Eq(total(S[i, k], k), 1),),
    ),
    "a weighted diagonal": (
        total(S[k, k] * exp(z[k]), k) > 0, (S[i, i] > total(S[i, k], k), total(S[k, k], k) > 0),
    ),
    "capture in a sum": ((total(z[i] * total(z[i], i), i), total(z[i] ** 2, i)), ()),
    "capture in an argument": ((total(share.of(lambda r: z[r] * w[i])[i], i), total(share[i], i)), ()),
    # Sizes and places.
    "K Σ z = Σ z": ((K * total(z[k], k), total(z[k], k)), ()),
    "small sizes only": (((K - 2) * (K - 3) * (K - 4) * (K - 5) * total(z[k], k), 0), ()),
    "Σ z_j = K z_i": ((total(z[j], j), K * z[i]), ()),
    "one block for two": ((total(X[h], h), total(X[a], a)), ()),
    "the other block": ((X[d + a], X[a]), ()),
    "δ over a stacked dimension": ((total(delta(h, d + a), h), delta(a, 1)), (Eq(d, 3),)),
    "an entry beyond the end": ((total(z[k + 1], k), total(z[k], k)), ()),
    "an entry before the first": ((z[i - 1] * z[i], z[i] ** 2), ()),
    "a fixed index for another": ((z[c], z[e]), ()),
    "a sum over the index that is fixed": ((total(z[c] + 0 * z[k], k), total(z[k], k)), ()),
    "i = j everywhere": ((delta(i, j), 1), ()),
    "i < j or j < i": ((cases((1, i < j), 0) + cases((1, j < i), 0), 1), ()),
    "a triangle for a square": ((total(z[k], k, where=k <= i), total(z[k], k)), ()),
    # Derivatives.
    "∂zᵢ/∂zⱼ = 0": ((diff(z[i], z[j]), 0), ()),
    "∂zᵢ/∂zⱼ = 1": ((diff(z[i], z[j]), 1), ()),
    "a derivative by the wrong entry": ((diff(S[i, j], S[j, i]), 1), ()),
    "a diagonal for a row": ((diff(share[i], z[j]), delta(i, j) * diff(share[i], z[i])), (total(z[k], k) > 0,)),
    "∂|x| at 0": ((diff(Abs(x), x), cases((1, x > 0), -1)), ()),
    "∂max(0, x) at 0": ((diff(Max(0, x), x), cases((1, x > 0), 0)), ()),
    "the slope of a largest value": ((diff(Max(z[k], k), z[j]), cases((1, same(j, 1)), 0)), ()),
    "a product rule": ((diff(x * exp(x), x), exp(x) * exp(x)), ()),
    # Inequalities.
    "x < |x|": (x < Abs(x), ()),
    "log x < x": (log(x) < x, ()),
    "1/x² > 0": (1 / x**2 > 0, ()),
    "the other way round": (exp(x) <= 1 + x, ()),
    "strictly": (exp(x) > 1 + x, ()),
    "a closed end": (1 - x > 0, (x > 0, x <= 1)),
    "nonzero numbers add up to something": (Ne(total(z[k], k), 0), (Ne(z[k], 0),)),
    "a sum above its terms": (total(z[k], k) >= z[i], (total(z[k], k) > 0,)),
    "a mean above the largest": (total(z[k], k) / K >= Max(z[k], k), ()),
    # Roots and logarithms.
    "√x² = x": ((sqrt(x**2), x), ()),
    "(√x)² = x": ((sqrt(x) ** 2, x), ()),
    "log x² = 2 log x": ((log(x**2), 2 * log(x)), ()),
    "log(xy) = log x + log y": ((log(x * y), log(x) + log(y)), (x * y > 0,)),
    "(x/y)(y/x) = 1": (((x / y) * (y / x), 1), ()),
    "e^{log x} = x": ((exp(log(x)), x), ()),
    "t² = 2t": ((t**2, 2 * t), ()),
    "2^p 2^p = 4^p": ((x**p * x**p, x ** (2 * p)), ()),
    # Chance.
    "E f² = (E f)²": ((E(flip**2, flip), E(flip, flip) ** 2), (p >= 0, p <= 1)),
    "E b² = 0": ((E(bell**2, bell), 0), ()),
}  # fmt: skip


NO_COUNTEREXAMPLE: dict[str, tuple[Side, Side]] = {
    "a counterexample to x = x": (x, x),
    "a counterexample to x/x = 1": (x / x, 1),
    "a counterexample to log x² = 2 log x": (log(x**2), 2 * log(x)),
    "a counterexample to √x² = x": (sqrt(x) ** 2, x),
    "a counterexample to ∂|x| = sign x": (diff(Abs(x), x), cases((1, x > 0), -1)),
    "a counterexample to Σ δ = 1": (total(delta(i, j), j), 1),
    "a counterexample to K ≥ 1": (cases((1, K >= 1), 0), 1),
    "a counterexample to (1/x) x = 1, of entries": (total(1 / z[k] * z[k], k), K),
}
"""What holds wherever it means anything, stated as what is false: a counterexample would be one by totality alone."""


def _link(id: str, name: str, statement: Relation | tuple[Side, Side], given: Given, kind: Kind) -> Link:
    relation = statement if isinstance(statement, Relation) else Relation(wrap(statement[0]), "=", wrap(statement[1]))
    if relation.sign == "=":
        theorem = Theorem(id, relation.left, name, relation.right, assuming=list(given), kind=kind)
    else:
        theorem = Theorem(id, chain(relation, name), assuming=list(given), kind=Kind.BOUND)
    (found,) = theorem.links
    return found


TOTALITY |= {
    name: _link(f"totality.n{number}", name, (left, right), given, Kind.IDENTITY)
    for number, (name, (left, right, given)) in enumerate(TOTAL.items())
}
TOTALITY |= {
    name: _link(f"nowhere.n{number}", name, (left, right), (), Kind.LIMIT)
    for number, (name, (left, right)) in enumerate(LIMITS.items())
}
FALSE: dict[str, Link] = {
    name: _link(f"false.n{number}", name, statement, given, Kind.IDENTITY)
    for number, (name, (statement, given)) in enumerate(A_PRIORI.items())
}
FALSE |= {
    name: _link(f"counter.n{number}", name, statement, (), Kind.COUNTEREXAMPLE)
    for number, (name, statement) in enumerate(NO_COUNTEREXAMPLE.items())
}

TURNED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}


def false_mutants(catalogue: Catalogue, count: int, seed: int) -> Iterator[tuple[str, Link]]:
    """So many links of the catalogue with one mistake each, all refuted by our prover; and what the mistake is."""
    rng = Random(seed)
    links = [link for link in catalogue.links if link.kind in (Kind.IDENTITY, Kind.BOUND)]
    found = 0
    while found < count:
        what, mutant = _mutated(rng.choice(links), rng)
        if mutant is None:
            continue
        try:
            proof = prove(mutant.relation, assuming=mutant.assuming, seconds=2)
        except (NotationError, HypothesisError):
            continue
        if proof.verdict is Verdict.REFUTED:
            found += 1
            yield f"{found}. {mutant.name}: {what}", replace(mutant, id=f"{mutant.id}_m{found}")


def _mutated(link: Link, rng: Random) -> tuple[str, Link | None]:
    """A mistake in the sign, in the hypotheses, or on either side."""
    choice = rng.random()
    if link.sign in TURNED and choice < 0.4:
        return f"{TURNED[link.sign]} for {link.sign}", replace(link, sign=TURNED[link.sign])
    if link.assuming and choice < 0.6:
        number = rng.randrange(len(link.assuming))
        kept = link.assuming[:number] + link.assuming[number + 1 :]
        return f"without {link.assuming[number]}", replace(link, assuming=kept)
    side = rng.choice(("left", "right"))
    try:
        made = list(mutants(getattr(link, side)))
    except NotationError:
        return "", None
    if not made:
        return "", None
    what, changed = rng.choice(made)
    return f"{what} on the {side}", replace(link, **{side: changed})
