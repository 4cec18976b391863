"""The rules of brackets and of derivatives at seams, each with a way to get it wrong, and what that would prove."""

from __future__ import annotations

from proofnotes import Abs, Dim, Eq, Max, Min, Ne, Scalar, Tensor, cases, delta, diff, exp, log, total
from proofnotes.expr.nodes import Relation

from .breaking import Break

Statement = tuple[Relation, tuple[Relation, ...]]

BRACKETS, SEAMS, DOMAIN = "prover.normal_form.brackets:", "prover.signs.seams:", "prover.signs.domain:"

RULES: dict[str, Break] = {
    "[−u > 0] = 1 − [u > 0]": Break(
        BRACKETS + "positive_bracket", "ONE - above - zero_bracket(ctx, essential)", "ONE - above"
    ),
    "[u > 0] whichever sign u has": Break(
        BRACKETS + "positive_bracket", "above if sign > 0 else", "above if sign else"
    ),
    "[uv > 0] = [u > 0][v > 0]": Break(
        BRACKETS + "positive_bracket", "multiply(ctx, *both) + multiply(ctx, *neither)", "multiply(ctx, *both)"
    ),
    "[uv = 0] = [u = 0] + [v = 0]": Break(
        BRACKETS + "zero_bracket", "one + other - multiply(ctx, one, other)", "one + other"
    ),
    "a factor of unknown sign is divided out": Break(
        BRACKETS + "_essential", "1 if parity == 1 or exponent % 2 else 2", "0"
    ),
    "f(P) = f(P₀) + f(P₁) − f(P₀)": Break(
        BRACKETS + "stepwise", "multiply(ctx, power_of(step), high - low)", "(high - low)"
    ),
    "[u > 0]² is not [u > 0]": Break(BRACKETS + "_settled", "if exponent != 1:", "if exponent > 9:"),
    "one bracket rules the other out": Break(BRACKETS + "_settled", "if not mask & wanted:", "if mask & ~wanted:"),
    "one bracket implies the other": Break(BRACKETS + "_settled", "if mask & ~wanted == 0:", "if mask & wanted:"),
    "u > 0 says v > 0 for v = −u": Break(
        BRACKETS + "_implied", "plus(times(sign, sign_of(ratio)),", "plus(sign,"
    ),
    "[u ≥ 0] is [u > 0]": Break(
        BRACKETS + "bracketed",
        "ONE - positive_bracket(ctx, poly.scaled(Fraction(-1)))",
        "positive_bracket(ctx, poly)",
    ),
    "a bracket turned without its zero": Break(
        BRACKETS + "turned", ' - power_of(Atom("zero", _upright(mirrored)))', ""
    ),
    "a bracket is 1": Break(
        "prover.normal_form.signs:taken", "if pair[0] is not step): c}", "if pair[0].kind != step.kind): c}"
    ),
    "a bracket is 1 in both cases": Break(
        "prover.normal_form.signs:_step_sign",
        "poly_sign(ctx.where(deciding, ANY & ~sign), without(poly, step))",
        "found",
    ),
    "what stands beside a bracket is judged in the other case": Break(
        "prover.normal_form.signs:mono_sign", "within.where(*_says(step))", "within.where(_says(step)[0], 5)"
    ),
    "denominators are cleared before signs": Break(
        "prover.normal_form.normal:is_zero", "return not stepped and poly_sign(", "return poly_sign("
    ),
    "sums are zero where one of them is": Break(
        "prover.normal_form.normal:_zero_inside", "return all(poly_sign", "return any(poly_sign"
    ),
    "∣u∣ = 2u[u > 0] + u": Break("prover.normal_form.functions:_abs", "step) - poly", "step) + poly"),
    "max(a, b) = b + a[a > b]": Break(
        "prover.normal_form.functions:_larger_of_two", "first - other, step)", "first, step)"
    ),
    "only one branch is looked at": Break(
        DOMAIN + "Definedness._visit_branches", "((value, true), (rest, ANY & ~true))", "((value, true),)"
    ),
    "a seam where values differ": Break(SEAMS + "Seams._seam", "((here, other), (deriv", "((here, here), (deriv"),
    "a seam where slopes differ": Break(
        SEAMS + "Seams._seam", "(derivative(here, self.wrt), derivative(other, self.wrt))", "(here, here)"
    ),
    "a seam from one side": Break(SEAMS + "Seams._seam", "for side in (0, 1, -1))", "for side in (0, 1))"),
    "a seam where one form has no slope": Break(
        SEAMS + "Seams._seam", "if not trial.satisfied:", "if False:"
    ),
    "the seam itself is passed over": Break(SEAMS + "Seams._smooth", "(NEGATIVE, -1), (ZERO, 0)]", "(NEGATIVE, -1)]"),
    "a kink is resolved the other way": Break(
        SEAMS + "_resolved", "again(value if holds else rest)", "again(rest if holds else value)"
    ),
    "what was asked for of one function is asked for of all": Break(
        DOMAIN + "Definedness._smooth", "self._roughness.clear()", "pass"
    ),
    "a derivative exists beside where it exists": Break(
        DOMAIN + "Definedness._derivatives_nearby", "if not inner:", "if 1:"
    ),
}  # fmt: skip

D = Dim("D")
k, j, e = D.indices("k j e")
x, y, g, c, s = (Tensor(name, D) for name in "xygcs")
t, u = Scalar("t"), Scalar("u")

FALSE: dict[str, Statement] = {
    "neither positive nor negative": (Eq(total(cases((1, x[k] > 0), 0) + cases((1, x[k] < 0), 0), k), D), ()),
    "a choice and the opposite one": (
        Eq(total(c[k] * cases((1, x[k] < y[k]), 0), k), total(c[k] * cases((1, x[k] > y[k]), 0), k)),
        (),
    ),
    "a product is positive in two ways": (
        Eq(total(cases((1, x[k] * y[k] > 0), 0), k), total(cases((1, x[k] > 0), 0) * cases((1, y[k] > 0), 0), k)),
        (),
    ),
    "a product is zero in two ways": (
        Eq(
            total(cases((1, Eq(x[k] * y[k], 0)), 0), k),
            total(cases((1, Eq(x[k], 0)), 0) + cases((1, Eq(y[k], 0)), 0), k),
        ),
        (),
    ),
    "a factor that may be negative": (
        Eq(total(cases((1, x[k] * y[k] > 0), 0), k), total(cases((1, y[k] > 0), 0), k)),
        (),
    ),
    "exponentials of a part": (Eq(total(exp(Max(x[k], 0)), k), total(exp(x[k]), k)), ()),
    "one that neither implies nor excludes": (
        Eq(total(cases((1, x[k] > 1), 0) * cases((1, x[k] > 0), 0), k), total(cases((1, x[k] > 0), 0), k)),
        (),
    ),
    "apart, but not excluded": (Eq(total(cases((1, x[k] < 1), 0) * cases((1, x[k] > 0), 0), k), 0), ()),
    "between": (
        Eq(
            total(cases((1, x[k] < 1), 0) * cases((1, x[k] > 0), 0), k),
            total(cases((1, x[k] > 0), 0), k),
        ),
        (),
    ),
    "the edge of a condition": (
        Eq(total(c[k] * cases((1, x[k] >= 0), 0), k), total(c[k] * cases((1, x[k] > 0), 0), k)),
        (),
    ),
    "a fraction that is zero at zero": (Eq(total(cases((0, Eq(x[k], 0)), x[k] / x[k]), k), D), ()),
    "a guard forgotten": (
        Eq(total(delta(k, e) * cases((c[k], Eq(x[k], 0)), cases((s[k], Eq(s[k], 0)), 0) / x[k]), k), 0),
        (),
    ),
    "the smaller of both": (Eq(total(Max(x[k], y[k]), k), total(Min(x[k], y[k]), k)), ()),
    "a sign in one case": (total(x[k] * cases((1, x[k] > 0), 0) - x[k], k) <= 0, ()),
    "the other case": (total(x[k] * cases((1, x[k] > 0), 0), k) <= 0, ()),
    "a branch that has no value": (
        Eq(total(cases((1, x[k] > 1), 1 / x[k]), k), total(cases((1, x[k] > 1), 1 / x[k]), k)),
        (),
    ),
    "two pairs": (
        Eq(
            total(c[k] * (cases((1, x[k] > 0), 0) - cases((1, x[k] >= 0), 0)), k) + total(x[k] - Abs(x[k]), k),
            0,
        ),
        (),
    ),
    "slopes differ": (Eq(diff(Max(t, 0), t), cases((1, t > 0), 0)), ()),
    "values differ": (Eq(diff(cases((1, t > 0), 0), t), 0), ()),
    "the value at the seam differs": (Eq(diff(cases((5, Eq(t, 0)), t), t), cases((0, Eq(t, 0)), 1)), ()),
    "slopes differ below": (Eq(diff(cases((t, t < 0), 0), t), cases((1, t < 0), 0)), ()),
    "one form has no slope": (
        Eq(diff(cases((t, t > 0), Abs(u - t)), t), cases((1, t > 0), (-1, t < 0), 1)),
        (Eq(u, 0),),
    ),
    "two that have nothing to do with each other": (
        Eq(total(cases((1, x[k] > 0), 0) * cases((1, y[k] > 0), 0), k), total(cases((1, x[k] > 0), 0), k)),
        (),
    ),
    "the opposite way": (
        Eq(
            total(c[k] * cases((1, x[k] + y[k] > 0), 0) * cases((1, x[k] - y[k] > 0), 0), k),
            total(c[k] * cases((1, x[k] + y[k] > 0), 0), k),
        ),
        (x[k] > 0,),
    ),
    "pairs without ties": (
        Eq(
            total(c[k] * cases((1, x[k] > x[j]), 0), k, j) + total(c[j] * cases((1, x[k] > x[j]), 0), k, j),
            D * total(c[k], k),
        ),
        (),
    ),
    "a guard forgotten, below a sum": (
        Eq(total(delta(k, e) * cases((c[k], Eq(1 + x[k], 0)), cases((s[k], Eq(s[k], 0)), 0) / (1 + x[k])), k), 0),
        (),
    ),
    "one of two sums is zero": (
        Eq(
            t * (total(Max(x[k], y[k], g[k]), k) - total(Max(g[k], Max(y[k], x[k])), k))
            + u * total(c[k] * cases((1, x[k] > 0), 0), k),
            0,
        ),
        (),
    ),
    "the slope of the other side": (Eq(diff(Abs(t) ** 3, t), -3 * t * Abs(t)), ()),
    "one part of a product has no slope": (Eq(diff(t * Abs(t), t), Abs(t) + t * diff(Abs(t), t)), ()),
    "no first derivative beside": (Eq(diff(Abs(t) * u, t, u), cases((1, t > 0), -1)), (Eq(u, 0),)),
    "a kink in a sum": (Eq(diff(total(Abs(x[k]), k), x[e]), cases((1, x[e] > 0), -1)), ()),
}

TRUE: dict[str, Statement] = {
    "positive, negative or zero": (
        Eq(total(cases((1, x[k] > 0), 0) + cases((1, x[k] < 0), 0) + cases((1, Eq(x[k], 0)), 0), k), D),
        (),
    ),
    "the sign of a product": (Eq(total(Abs(x[k]) * Abs(y[k]), k), total(Abs(x[k] * y[k]), k)), ()),
    "zero of a product": (
        Eq(
            total(cases((1, Eq(x[k] * y[k], 0)), 0), k),
            total(1 - cases((0, Eq(x[k], 0)), 1) * cases((0, Eq(y[k], 0)), 1), k),
        ),
        (),
    ),
    "softplus without overflow": (
        Eq(total(Max(x[k], 0) + log(1 + exp(-Abs(x[k]))), k), total(log(1 + exp(x[k])), k)),
        (),
    ),
    "parts add up": (Eq(total(Max(0, x[k]), k) - total(Max(0, -x[k]), k), total(x[k], k)), ()),
    "of three": (Eq(total(Max(x[k], y[k], g[k]), k), total(Max(g[k], Max(y[k], x[k])), k)), ()),
    "a square": (Eq(total(Abs(x[k]) ** 2, k), total(x[k] ** 2, k)), ()),
    "x|x|": (Eq(diff(t * Abs(t), t), 2 * Abs(t)), ()),
    "ELU": (Eq(diff(cases((t, t > 0), exp(t) - 1), t), cases((1, t > 0), exp(t))), ()),
    "squared ReLU in a sum": (Eq(diff(total(Max(x[k], 0) ** 2, k), x[e]), 2 * Max(x[e], 0)), ()),
    "|x|³ twice": (Eq(diff(Abs(t) ** 3, t, t), 6 * Abs(t)), ()),
    "where it is defined": (
        Eq(total(cases((log(x[k]), x[k] > 1), 0), k), total(cases((0, x[k] <= 1), log(x[k])), k)),
        (),
    ),
    "a square inside a function": (
        Eq(exp(total(Max(x[k], 0) * Max(x[k], 0), k)), exp(total(x[k] * Max(x[k], 0), k))),
        (),
    ),
    "the sign of a positive part": (total(x[k] * cases((1, x[k] > 0), 0), k) >= 0, ()),
    "pairs and ties": (
        Eq(
            total(c[k] * cases((1, x[k] > x[j]), 0), k, j) + total(c[j] * cases((1, x[k] > x[j]), 0), k, j),
            D * total(c[k], k) - total(c[k] * cases((1, Eq(x[k], x[j])), 0), k, j),
        ),
        (),
    ),
    "a branch with an edge": (Eq(diff(cases((log(1 + t), t > 0), t), t), cases((1 / (1 + t), t > 0), 1)), ()),
    "where a kink is not": (Eq(diff(Max(t, 0), t), cases((1, t > 0), 0)), (Ne(t, 0),)),
}  # fmt: skip
