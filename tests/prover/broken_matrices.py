"""Known sums, matrices and expectations: their rules broken, and the statements that notice it."""

from __future__ import annotations

from proofnotes import (
    Bernoulli,
    Dim,
    E,
    Eq,
    Inverse,
    Ne,
    Normal,
    Random,
    Scalar,
    Tensor,
    Uniform,
    Var,
    Whole,
    delta,
    det,
    diff,
    let,
    logdet,
    total,
    trace,
)
from proofnotes.expr.nodes import Relation

from .breaking import Break

Statement = tuple[Relation, tuple[Relation, ...]]

K, N = Dim("K"), Dim("N")
two = Dim("M", 2)
i, j, k, l = K.indices("i j k l")
n, m = N.indices("n m")
a, b = two.indices("a b")
A, B, S, T = (Tensor(name, K, K) for name in "ABST")
Q, F, G = Tensor("Q", N, K), Tensor("F", two, two), Tensor("G", N, K)
x, y = Tensor("x", K), Tensor("y", K)
c, s = Scalar("c", positive=True), Scalar("s")
p = Scalar("p")

ORTHONORMAL = Eq(total(Q[n, i] * Q[n, j], n), delta(i, j))
ORTHOGONAL = Eq(total(A[i, k] * A[j, k], k), delta(i, j))
INVERSES = Eq(total(A[i, k] * B[k, j], k), delta(i, j))
ROWS = Eq(total(S[i, k], k), 1)
A_INVERTIBLE, B_INVERTIBLE = Ne(det(A), 0), Ne(det(B), 0)
multiple = let("multiple", c * A[i, j], i, j)
rank_one = let("rank_one", A[i, j] + x[i] * y[j], i, j)

u, g, r = Uniform("u", 0, s), Normal("g", s, c), Random("r")
bit, w, bits = Bernoulli("b", p), Normal("w", over=K), Bernoulli("b", p, over=K)
chance = (p >= 0, p <= 1)

FALSE: dict[str, Statement] = {
    "the trace of Q": (Eq(total(A[k, k] ** 2, k), 1), (ORTHOGONAL,)),
    "QQᵀ = I of any Q": (Eq(total(Q[n, i] * Q[m, i], i), delta(n, m)), (ORTHONORMAL,)),
    "a rule used where its index is summed with others": (
        Eq(total(S[i, k] * x[k], i, k), total(x[k], k)),
        (ROWS,),
    ),
    "a rule used on the diagonal": (Eq(total(S[k, k] * x[k], k), total(x[k], k)), (ROWS,)),
    "two rows for one": (Eq(total(Q[n, i] * G[n, j] * x[i], n, i), x[j]), (ORTHONORMAL,)),
    "AᵀB = I": (Eq(total(A[k, i] * B[k, j], k), delta(i, j)), (INVERSES,)),
    "det A = 1": (Eq(det(A), 1), (ORTHOGONAL,)),
    "(AB)⁻¹ = A⁻¹B⁻¹": (
        Eq(Inverse(Whole(A) @ Whole(B))[i, j], total(Inverse(A)[i, k] * Inverse(B)[k, j], k)),
        (A_INVERTIBLE, B_INVERTIBLE),
    ),
    "A⁻¹ exists": (Eq(Inverse(A)[i, j], Inverse(A)[i, j]), ()),
    "∂A⁻¹ = A⁻¹A⁻¹": (
        Eq(diff(Inverse(A)[k, l], A[i, j]), Inverse(A)[k, i] * Inverse(A)[j, l]),
        (A_INVERTIBLE,),
    ),
    "∂ log det A = A⁻¹": (Eq(diff(logdet(A), A[i, j]), Inverse(A)[i, j]), (det(A) > 0,)),
    "det cA = c det A": (Eq(det(multiple), c * det(A)), ()),
    "(cA)⁻¹ = c A⁻¹": (Eq(Inverse(multiple)[i, j], c * Inverse(A)[i, j]), (A_INVERTIBLE, Ne(det(multiple), 0))),
    "two rows, with a plus": (Eq(det(F), F[1, 1] * F[2, 2] + F[1, 2] * F[2, 1]), ()),
    "two rows, inverted with a plus": (Eq(Inverse(F)[1, 2], F[1, 2] / det(F)), (Ne(det(F), 0),)),
    "A⁻¹ is symmetric": (Eq(Inverse(A)[i, j], Inverse(A)[j, i]), (A_INVERTIBLE,)),
    "S⁻¹T = T⁻¹S": (
        Eq(total(Inverse(A)[i, k] * B[k, j], k), total(Inverse(B)[i, k] * A[k, j], k)),
        (A_INVERTIBLE, B_INVERTIBLE),
    ),
    "E g² = (E g)²": (Eq(E(g**2, g), s**2), ()),
    "E g² = E g² + 1": (Eq(E(g**2, g), s**2 + c), ()),
    "E wᵢwⱼ = 1": (Eq(E(w[i] * w[j], w), 1), ()),
    "E r² = (E r)²": (Eq(E(r**2, r), E(r, r) ** 2), ()),
    "E (r E r) = E r²": (Eq(E(r * E(r, r), r), E(r**2, r)), ()),
    "E b = 1": (Eq(E(bit, bit), 1), chance),
    "E b for any p": (Eq(E(bit, bit), p), ()),
    "E bᵢbⱼ = p": (Eq(E(bits[i] * bits[j], bits), p), chance),
    "Var u = s²/3": (Eq(Var(u, u), s**2 / 3), ()),
    "the free r": (Eq(E(r, r), 0), (Eq(r, 0),)),
    "d/ds by the body only": (Eq(diff(E(g**2, g), s), 0), ()),
}

TRUE: dict[str, Statement] = {
    "Px · Py": (
        Eq(total(total(S[k, i] * x[i], i) * total(S[l, k] * y[l], l), k), total(S[k, i] * x[i] * y[k], i, k)),
        (Eq(total(S[i, k] * S[k, j], k), S[i, j]),),
    ),
    "column sums stay": (
        Eq(total(S[i, k] * x[k], i, k), total(x[k] * total(S[i, k], i), k)),
        (ROWS,),
    ),
    "BA = I": (Eq(total(B[i, k] * A[k, j], k), delta(i, j)), (INVERSES,)),
    "det² = 1": (Eq(det(A) ** 2, 1), (ORTHOGONAL,)),
    "A A⁻¹ x": (Eq(total(A[i, k] * Inverse(A)[k, j] * x[j], k, j), x[i]), (A_INVERTIBLE,)),
    "(AB)⁻¹": (
        Eq(Inverse(Whole(A) @ Whole(B))[i, j], total(Inverse(B)[i, k] * Inverse(A)[k, j], k)),
        (A_INVERTIBLE, B_INVERTIBLE),
    ),
    "the inverse of a multiple": (
        Eq(Inverse(multiple)[i, j], Inverse(A)[i, j] / c),
        (A_INVERTIBLE, Ne(det(multiple), 0)),
    ),
    "Sherman–Morrison": (
        Eq(
            Inverse(rank_one)[i, j] * (1 + total(y[k] * Inverse(A)[k, l] * x[l], k, l)),
            Inverse(A)[i, j] * (1 + total(y[k] * Inverse(A)[k, l] * x[l], k, l))
            - total(Inverse(A)[i, k] * x[k], k) * total(y[l] * Inverse(A)[l, j], l),
        ),
        (A_INVERTIBLE, Ne(det(rank_one), 0)),
    ),
    "Jacobi": (Eq(diff(det(A), A[i, j]), det(A) * Inverse(A)[j, i]), (A_INVERTIBLE,)),
    "∂A⁻¹": (Eq(diff(Inverse(A)[k, l], A[i, j]), -Inverse(A)[k, i] * Inverse(A)[j, l]), (A_INVERTIBLE,)),
    "two rows": (Eq(det(F), F[1, 1] * F[2, 2] - F[1, 2] * F[2, 1]), ()),
    "two rows, inverted": (Eq(Inverse(F)[1, 2], -F[1, 2] / det(F)), (Ne(det(F), 0),)),
    "tr AᵀB": (Eq(trace(Whole(A).T @ Whole(B)), total(A[i, k] * B[i, k], i, k)), ()),
    "E g⁴": (Eq(E(g**4, g), s**4 + 6 * s**2 * c**2 + 3 * c**4), ()),
    "Var Σ w x": (Eq(Var(total(w[k] * x[k], k), w), total(x[k] ** 2, k)), ()),
    "E b³": (Eq(E(bits[i] ** 3, bits), p), chance),
    "E u⁶": (Eq(E(u**6, u), s**6 / 7), ()),
    "E r": (Eq(E((r - s) ** 2, r), (E(r, r) - s) ** 2 + Var(r, r)), ()),
    "d/ds": (Eq(diff(E(g**2, g), s), 2 * s), ()),
}

SUBSUMS, MATRICES, MEANS = (f"prover.normal_form.{name}" for name in ("subsums", "matrices", "expectations"))

RULES: dict[str, Break] = {
    "what is summed stays in the rest": Break(
        f"{SUBSUMS}:_parted", "if any(atom.mentions(summed) for atom, _ in rest):", "if False:"
    ),
    "a rule on its own summed index": Break(
        f"{SUBSUMS}:_parted", "any(not variables(binding[each]).isdisjoint(summed) for each in rule.every)", "False"
    ),
    "a known part keeps its sums": Break(
        f"{SUBSUMS}:_matched", "tuple(each for each in indices if each not in gone)", "indices"
    ),
    "a rule forgets where it is used": Break(f"{SUBSUMS}:_parted", "moved(ctx, rule.value, outer)", "rule.value"),
    "no rule is used inside a sum": Break(f"{SUBSUMS}:_shrinks", "return all(", "return not all("),
    "AB = I says AᵀB = I": Break("prover.normal_form.squares:_entry", "if axis == 0 else", "if axis == 1 else"),
    "the square of a determinant is it": Break(
        "prover.normal_form.squares:followed", "Rule(one, 2, ONE, ())", "Rule(one, 1, ONE, ())"
    ),
    "(AB)⁻¹ = A⁻¹B⁻¹": Break(f"{MATRICES}:inverse_of", "left, right = parts", "right, left = parts"),
    "(cA)⁻¹ = cA⁻¹": Break(f"{MATRICES}:inverse_of", "power(ctx, factor, Fraction(-1))", "factor"),
    "det cA = c det A": Break(f"{MATRICES}:det_of", "exp_of(ctx, multiply(ctx, size, log_of(ctx, factor)))", "factor"),
    "the transpose for the matrix": Break(
        f"{MATRICES}:inverse_of",
        "if turned or (symmetric and str(column) < str(row)):",
        "if str(column) < str(row):",
    ),
    "a permanent": Break(f"{MATRICES}:_leibniz", "number((-1) ** swaps)", "number(1)"),
    "minors without signs": Break(
        f"{MATRICES}:_cofactors", "Fraction(-1) ** (row.value + column.value)", "Fraction(1)"
    ),
    "M⁻¹M is forgotten": Break(f"{MATRICES}:_of_matrix", "if rule is not None:", "if rule is None:"),
    "M⁻¹M = 2I": Break(f"{MATRICES}:_of_matrix", "- delta_of(a, b)", "- delta_of(a, b).scaled(Fraction(2))"),
    "multiplied by M on the wrong side": Break(
        f"{MATRICES}:multiplied_out",
        "(outer, inner) if axis == 0 else (inner, outer)",
        "(inner, outer) if axis == 0 else (outer, inner)",
    ),
    "every matrix is invertible": Break(
        "prover.signs.domain:Definedness.visit", "if isinstance(e, Inverted):", "if False:"
    ),
    "∂A⁻¹ with a plus": Break("expr.calculus:_of_matrix", "return Neg(Sum(Sum(mul(", "return (Sum(Sum(mul("),
    "∂det without the transpose": Break("expr.calculus:_of_matrix", "(b, a)), slope)", "(a, b)), slope)"),
    "E of a product is that of the factors": Break(
        f"{MEANS}:_partitions", "for place, group in enumerate(groups):", "for place, group in ():"
    ),
    "entries are all one": Break(f"{MEANS}:same_places", "delta_of(one, other)", "ONE"),
    "σ for σ²": Break(f"{MEANS}:_normal", "multiply(ctx, deviation, deviation)", "deviation"),
    "κ of a bit without its slope": Break(f"{MEANS}:_bernoulli", "a - b for a, b", "a for a, b"),
    "κ of a uniform number": Break(f"{MEANS}:_uniform", "power.scaled(factor / n)", "power.scaled(factor)"),
    "what varies moves out of E": Break(
        f"{MEANS}:_of_mono", "if outcome in pair[0].free)", "if outcome in pair[0].free)[:1]"
    ),
    "any p is a probability": Break(
        "prover.signs.domain:Definedness._visit_expectation", "LAWS[e.law].conditions(*given)", "()"
    ),
    "a law is held fixed": Break(
        "expr.calculus:_of_expectation",
        "not any(depends(_body(parameter), wrt) for parameter in e.parameters)",
        "True",
    ),
}
