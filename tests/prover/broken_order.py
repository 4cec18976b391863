"""Rules about indices as numbers, broken on purpose, with what only a broken one would prove, or would lose."""

from __future__ import annotations

from proofnotes import Dim, Eq, Ne, Scalar, Tensor, cases, delta, diff, exp, let, total
from proofnotes.expr.nodes import Relation, wrap

from .breaking import Break

Statement = tuple[Relation, tuple[Relation, ...]]

T, N = Dim("T"), Dim("N")
t, s, r, m = T.indices("t s r m")
n = N.index("n")
c, d = T.fixed("c d")
x, y, A = Tensor("x", T), Tensor("y", T), Tensor("A", T, T)
b = Scalar("b")
SO_FAR = total(x[s], s, where=s <= t)

WRONG: dict[str, Statement] = {
    "every place is the first": (t <= 1, ()),
    "every place is before the last": (t < T, ()),
    "places of one axis are places of another": (t <= N, ()),
    "up to t, or below it": (Eq(SO_FAR, total(x[s], s, where=s < t)), ()),
    "above one, or above two": (Eq(cases((1, t - s > 1), 0), cases((1, t - s > 2), 0)), ()),
    "above none, or above one": (Eq(cases((1, s - t > 0), 0), cases((1, s - t > 1), 0)), ()),
    "the other number": (Eq(cases((t, Eq(t, s + 1)), 0), cases((-s - 1, Eq(t, s + 1)), 0)), ()),
    "all below any": (Eq(total(cases((1, s < n), 0), s), T), ()),
    "below n and all": (Eq(total(cases((1, s < n), 0), s), n - 1 + cases((T, n - 1 > T), 0)), ()),
    "between, either way": (
        Eq(total(cases((1, s < n), 0) * cases((1, s > t), 0), s), total(cases((1, s < n), 0), s) - t),
        (),
    ),
    "a third power of a sign": (Eq((wrap(-1) ** (t - 1)) ** 3, 1), ()),
    "above one is above none": (Eq(cases((1, t - s > 1), 0) * cases((1, t - s > 0), 0), cases((1, t - s > 0), 0)), ()),
    "there is one before the first": (Eq(total(cases((1, Eq(s, t - 1)), 0), s), 1), ()),
    "how many up to n": (Eq(total(cases((1, s <= n), 0), s), n), ()),
    "between n and t": (Eq(total(cases((1, s <= t), 0) * cases((1, s > n), 0), s), t - n), ()),
    "squares": (Eq(total(t**2, t), T * (T + 1) * (2 * T - 1) / 6), ()),
    "half of what is antisymmetric": (Eq(total(total(A[s, t], s, where=s < t), t), 0), (Eq(A[s, t], -A[t, s]),)),
    "half and the diagonal": (
        Eq(total(total(x[s] * x[t], s, where=s < t), t), total(x[t], t) ** 2 / 2),
        (),
    ),
    "a square without its square": (Eq(x[t - 1] ** 2, total(delta(s, t - 1) * x[s], s)), ()),
    "something is below": (total(exp(x[s]), s, where=s < t) > 0, ()),
    "something is above": (total(exp(x[s]), s, where=s > t) > 0, ()),
    "a fraction at its pole": (Eq(cases((0, s < t), 1 / (t - s)), cases((0, s < t), 1 / (t - s))), ()),
    "the same place, taken the other way": (Eq(delta(t - 1, s), delta(t + 1, s)), ()),
    "the slope of what is shifted": (Eq(diff(x[t - 1], x[m]), delta(t, m)), ()),
    "a name before the first": (Eq(let("f", exp(x[t]), t)[t - 1], exp(x[t - 1])), ()),
    "one more in the exponent": (Eq((1 - b) * total(b**t, t), 1 - b**T), ()),
    "a base that may be 0": (Eq(b ** (t - s) * b ** (s - t), 1), ()),
    "an odd power is even": (Eq((-b) ** t, b**t), ()),
    "order reversed": (c < d, (c > d,)),
    "places that differ": (Eq(x[c], x[d]), (Ne(c, d),)),
    "turned round": (Eq(total(cases((y[s], s < t), 0), s), total(y[s], s) - total(cases((y[s], s > t), 0), s)), ()),
}
"""Not one of them is proved by the engine as it is."""

RIGHT: dict[str, Statement] = {
    "a step": (Eq(SO_FAR, total(x[s], s, where=s < t) + x[t]), ()),
    "all of them": (Eq(total(x[s], s, where=s <= T), total(x[s], s)), ()),
    "differences": (Eq(total(x[t] - x[t - 1], t), x[T]), ()),
    "squares": (Eq(total(t**2, t), T * (T + 1) * (2 * T + 1) / 6), ()),
    "pairs": (
        Eq(total(total(x[s] * x[t], s, where=s < t), t), (total(x[t], t) ** 2 - total(x[t] ** 2, t)) / 2),
        (),
    ),
    "a series": (Eq((1 - b) * total(b ** (t - 1), t), 1 - b**T), ()),
    "a closed form": (Eq(total(b ** (t - 1), t), (1 - b**T) / (1 - b)), (Ne(b, 1),)),
    "powers of a power": (Eq((b**2) ** t, (b**t) ** 2), ()),
    "the square of a shift": (Eq(x[t - 1] ** 2, total(delta(s, t - 1) * x[s] ** 2, s)), ()),
    "something up to t": (total(exp(x[s]), s, where=s <= t) > 0, ()),
    "the number that it is": (Eq(cases((t, Eq(t, s + 1)), 0), cases((s + 1, Eq(t, s + 1)), 0)), ()),
    "two steps": (Eq(cases((1, t - s > 2), 0) * cases((1, t - s > 1), 0), cases((1, t - s > 2), 0)), ()),
    "exchanged": (
        Eq(total(SO_FAR * y[t], t), total(x[s] * total(y[t], t, where=t >= s), s)),
        (),
    ),
    "below and above": (Eq(cases((1, s < t), 0) + cases((1, t < s), 0) + delta(s, t), 1), ()),
    "given": (c <= d, (c < d,)),
    "a name at a computed place": (Eq(let("f", exp(x[t]), t)[t - 1], total(delta(s, t - 1) * exp(x[s]), s)), ()),
}
"""Every one of them is proved by the engine as it is."""

ORDER = "prover.normal_form.order:"
COUNTING = "prover.normal_form.counting:"
RULES: dict[str, Break] = {
    "the other end of the range": Break(
        f"{ORDER}_at_an_end", 'multiply(ctx, slope, dimension(ctx, Index("k", atom.data.over))) + rest', "slope + rest"
    ),
    "one less than it has to be": Break(f"{ORDER}_at_least", "low is not None and low >= bound:", "low is not None:"),
    "one value is forgotten": Break(f"{ORDER}_above", "range(1, bound + 1)", "range(1, bound)"),
    "a condition for its opposite": Break(f"{ORDER}_above", "ONE - _above(", "_above("),
    "an equation for its opposite": Break(f"{ORDER}_put_in", "(number(value) - rest)", "(rest - number(value))"),
    "what is outside counts": Break(
        f"{COUNTING}_at_value", "multiply(ctx, above(ctx, value), above(ctx, size + ONE - value))", "ONE"
    ),
    "more than there are": Break(f"{COUNTING}_up_to", "multiply(ctx, some, ONE - beyond)", "some"),
    "a bound below the other": Break(
        f"{COUNTING}_between", "multiply(ctx, above(ctx, uppers[0] - lowers[0]), inside)", "inside"
    ),
    "all of them, whatever the bound": Break(
        f"{COUNTING}_between", "_up_to(ctx, closed, uppers[0], size) if uppers else closed(size)", "closed(size)"
    ),
    "Bernoulli’s signs": Break(f"{COUNTING}_faulhaber", "(-1) ** (k - m + 1)", "1"),
    "an end of the series": Break(f"{COUNTING}_closed_form", "(ONE if n == 0 else ZERO)", "ZERO"),
    "a condition turned round without i = j": Break(
        "prover.normal_form.orientation:_around", "body - multiply(ctx, body, equal(ctx, w))", "body"
    ),
    "half with the diagonal": Break(
        "prover.normal_form.orientation:_half", "body - multiply(ctx, body, equal(ctx, atom.data[0]))", "body"
    ),
    "a power counts what it starts from": Break(
        "prover.normal_form.raising:_past_one", "power_of(atom) + ONE", "power_of(atom)"
    ),
    "(−1)^n = 1": Break("prover.normal_form.raising:_settled", "power_of(atom) if exponent % 2 else ONE", "ONE"),
    "there is one that satisfies it": Break(
        "prover.signs.written:WrittenSigns._where",
        "if satisfiable(self.ctx, renamed.branches[0][1], apart):",
        "if True:",
    ),
    "one outside satisfies it": Break("prover.normal_form.normal:satisfiable", "inside == ONE and ", ""),
    "only one branch has to be defined": Break(
        "prover.signs.domain:Definedness._visit_branches", "((value, true), (rest, ANY & ~true))", "((value, true),)"
    ),
    "any base may have any exponent": Break(
        "prover.signs.domain:Definedness._own_power",
        "if not is_natural(self.ctx, normal(self.ctx, exponent)):",
        "if False:",
    ),
    "what is outside is 1": Break("expr.rewrite:read_at", 'wrap(0), "where")', 'wrap(1), "where")'),
    "one place for all": Break(
        "prover.normal_form.normal:same_place", "if isinstance(left, Computed) or", "if left is None and"
    ),
}
