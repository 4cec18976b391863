"""The rules of the first engine, each with a way to get it wrong: one row each."""

from __future__ import annotations

from . import broken_matrices, broken_steps
from .breaking import Break
from .broken_order import RULES as ORDER

RULES: dict[str, Break] = {
    # sums
    "Σ δ f(k) = f(k)": Break("prover.normal_form.sums:_contracted", "moved(ctx, rest, {gone: kept})", "rest"),
    "Σ δ f keeps its sum": Break(
        "prover.normal_form.sums:_contracted", "tuple(index for index in indices if index != gone)", "indices"
    ),
    "Σ 1 = 1": Break("prover.normal_form.sums:_irreducible", "multiply(ctx, result, dimension(ctx, index))", "result"),
    "a stacked dimension counts once": Break("prover.normal_form.sums:dimension", "number(index.over.copies)", "ONE"),
    "groups count once": Break(
        "prover.normal_form.sums:dimension", "in index.over.factors:", "in index.over.factors[-1:]:"
    ),
    "only the first block is summed": Break(
        "prover.normal_form.terms:Context._covering", "for block in blocks", "for block in list(blocks)[:1]"
    ),
    "one value too many": Break(
        "prover.normal_form.sums:by_values", "for place in places]", "for place in [places[0], *places]]"
    ),
    "a sum over groups forgets the groups": Break(
        "prover.normal_form.sums:by_values", "variables(place), key=str)", "variables(place), key=str)[:1]"
    ),
    "a sum opened without renaming": Break(
        "prover.normal_form.sums:open_sum", 'fresh(Index(LAST if label in behind else "k", label.over))', "label"
    ),
    "the square of a sum is opened once": Break(
        "prover.normal_form.sums:_flattened", "in range(exponent)", "in range(1)"
    ),
    "dependent sums are taken apart": Break(
        "prover.normal_form.sums:_connected", "if group[1] & mine]", "if group[1] & mine][:1]"
    ),
    # products over an index
    "Π aⁿ = Π a": Break(
        "prover.normal_form.products:_by_factors",
        "power(ctx, factor, Fraction(exponent)) if whole else factor",
        "factor",
    ),
    "Π p² = Π p": Break(
        "prover.normal_form.products:_by_factors",
        "power(ctx, _factor(ctx, each, indices), Fraction(multiplicity))",
        "_factor(ctx, each, indices)",
    ),
    "Π (−a) = Π a": Break("prover.normal_form.products:_by_factors", "if coefficient < 0:", "if coefficient is None:"),
    "(−1)^K = 1": Break("prover.normal_form.products:_settled", "power_of(atom) if exponent % 2 else ONE", "ONE"),
    "Π of negative numbers without their sign": Break(
        "prover.normal_form.products:_factor",
        "multiply(ctx, _factor(ctx, MINUS_ONE, indices), _factor(",
        "multiply(ctx, ONE, _factor(",
    ),
    "Π is positive": Break("prover.normal_form.products:_sign", "ANY if own & ~NONZERO else NONZERO", "POSITIVE"),
    "the others times their own factor": Break(
        "prover.normal_form.products:_one_apart", "multiply(ctx, here, power(ctx, there, Fraction(-1)))", "here"
    ),
    "all factors are one": Break("prover.normal_form.bound:bound_atom", "dict(zip(order, labels, strict=True))", "{}"),
    # largest values
    "any value is the largest": Break(
        "prover.normal_form.extremes:_is_least", "poly_sign(ctx, poly) & ~NONNEGATIVE == 0", "True"
    ),
    "max (−f) = −max f": Break(
        "prover.normal_form.extremes:_without_constant", "largest_of if sign > 0 else least_of", "largest_of"
    ),
    "max c f = c max f for any c": Break(
        "prover.normal_form.extremes:_without_constant", "largest_of if positive else least_of", "largest_of"
    ),
    "max 1/f = 1/max f": Break(
        "prover.normal_form.extremes:_monotone_power", "extreme if exponent > 0 else opposite", "extreme"
    ),
    "max f² = (max f)² for any f": Break(
        "prover.normal_form.extremes:_monotone_power", "if sign != POSITIVE and", "if sign == 99 and"
    ),
    "the largest is strictly larger": Break(
        "prover.normal_form.extremes:reached", "there - body, NONNEGATIVE", "there - body, POSITIVE"
    ),
    "what vanishes somewhere vanishes there only": Break(
        "prover.normal_form.extremes:_nowhere_else",
        "poly_sign(ctx, poly - same) == NEGATIVE or poly_sign(ctx, poly + same) == POSITIVE",
        "True",
    ),
    "a largest value has a slope everywhere": Break(
        "prover.signs.domain:Definedness._rough", "isinstance(e, Largest) and depends(e, wrt)", "isinstance(e, str)"
    ),
    "a largest value never has a part in it": Break(
        "prover.signs.largest:largest_apart", "cancel = not any(", "cancel = bool("
    ),
    "the largest has the slopes of all": Break(
        "expr.calculus:_binder", 'Sum(Cases(((slope, Relation(body, "=", e)),), ZERO), index)', "Sum(slope, index)"
    ),
    "the largest has the sign of the first": Break(
        "prover.signs.written:WrittenSigns._binder", "POSITIVE if POSITIVE in masks else reduce(or_, masks)", "masks[0]"
    ),
    # deltas, rules, products
    "δ² is not δ": Break("prover.normal_form.deltas:_settled", "if exponent != 1:", "if exponent > 9:"),
    "δ does not move indices": Break("prover.normal_form.deltas:_settled", "if not isinstance(gone, Index)", "if gone"),
    "δ of different values is 1": Break(
        "prover.normal_form.deltas:delta_of", "return ONE if left.value == right.value else ZERO", "return ONE"
    ),
    "δ forgets the block": Break("prover.normal_form.deltas:delta_of", "if left.block == right.block else ZERO", ""),
    "δ forgets the group": Break(
        "prover.normal_form.deltas:delta_of", "_both(delta_of(left.block, right.block), entry)", "entry"
    ),
    "δ forgets the entry of the group": Break(
        "prover.normal_form.deltas:delta_of",
        "_both(delta_of(left.block, right.block), entry)",
        "delta_of(left.block, right.block)",
    ),
    "a group does not move": Break(
        "expr.indices:moved_spot", "else moved_spot(place.block, mapping)", "else place.block"
    ),
    "a rule applies to any index": Break(
        "prover.normal_form.algebra:matching_rule",
        "if moved_atom(ctx.bare, rule.atom, binding) == power_of(atom):",
        "if 1:",
    ),
    "a rule forgets its index": Break(
        "prover.normal_form.algebra:matching_rule", "moved(ctx, rule.value, binding)", "rule.value"
    ),
    "partial fractions with the wrong sign": Break(
        "prover.normal_form.powers:_settle_base", "each: -c / coefficient", "each: c / coefficient"
    ),
    "(1 + eˣ)² = 1 + eˣ": Break("prover.normal_form.powers:_settle_base", "in range(whole)", "in range(1)"),
    # powers
    "√x² = x": Break(
        "prover.normal_form.powers:_power_of_term", "if own == POSITIVE:", "if own == POSITIVE or whole == int(whole):"
    ),
    "√x² = x for x < 0": Break("prover.normal_form.powers:_power_of_term", "sign *= (-1) ** int(whole)", "pass"),
    "(−x)³ = x³": Break(
        "prover.normal_form.powers:_power_of_term",
        "    if exponent.denominator == 1:",
        "    if exponent.denominator == 1 and (coefficient := abs(coefficient)):",
    ),
    "1/p² = 1/p": Break(
        "prover.normal_form.powers:_power_of_primitive", "int(exponent * multiplicity)", "int(exponent)"
    ),
    # functions
    "e^{a+b} = e^a + e^b": Break(
        "prover.normal_form.functions:exp_of",
        "multiply(ctx, result, _exp_term(ctx, mono, c))",
        "result + _exp_term(ctx, mono, c)",
    ),
    "e^{2a} = e^a": Break("prover.normal_form.functions:_exp_term", "c if c.denominator != 1 else int(c)", "1"),
    "log splits whatever the sign": Break(
        "prover.normal_form.functions:log_of",
        "        if mono_sign(ctx, ((atom, 1),)) == POSITIVE:\n            parts",
        "        if atom:\n            parts",
    ),
    "log xⁿ = log x": Break(
        "prover.normal_form.functions:_log_power", "inner), 1),), Fraction(exponent))", "inner), 1),), Fraction(1))"
    ),
    "erf is even": Break(
        "prover.normal_form.applied:by_parity",
        'mirrored.scaled(Fraction(-1)) if row.parity == "odd" else mirrored',
        "mirrored",
    ),
    "tanh x with eˣ for e²ˣ": Break("prover.normal_form.functions:tanh_of", "poly.scaled(Fraction(2))", "poly"),
    "sin² = 1 + cos²": Break("prover.normal_form.angles:settled", "both: Fraction(-1)", "both: Fraction(1)"),
    "cos of a sum with the wrong sign": Break(
        "prover.normal_form.angles:turn", "multiply(ctx, cos, a) - multiply", "multiply(ctx, cos, a) + multiply"
    ),
    "sin is even": Break("prover.normal_form.angles:turn", "b if times > 0 else b.scaled(Fraction(-1))", "b"),
    "half turns are whole": Break("prover.normal_form.angles:turn", "(c % 2, ", "(c % 1, "),
    "∣x∣ = x": Break("prover.normal_form.functions:_abs", "if mask & ~NONNEGATIVE == 0:", "if mask & POSITIVE:"),
    "Max is the smaller": Break(
        "prover.normal_form.functions:_larger", "poly_sign(ctx, other - poly)", "poly_sign(ctx, poly - other)"
    ),
    # signs
    "√a ≥ 0 says a > 0": Break(
        "prover.normal_form.signs:_of_root", "raised(sign, exponent) & mask", "sign == POSITIVE"
    ),
    "a² > 0 says a > 0": Break(
        "prover.normal_form.signs:_of_root",
        "sum(sign for sign in DECIDED if",
        "sum(sign for sign in (ZERO, POSITIVE) if",
    ),
    "positive plus negative is positive": Break("prover.normal_form.masks:plus", "ANY if left * right < 0 else ", ""),
    "the sign of a product is that of its first factor": Break(
        "prover.normal_form.masks:times", "_MASKS[left * right]", "_MASKS[left]"
    ),
    "squares are positive": Break(
        "prover.normal_form.masks:raised", "(POSITIVE if a & NONZERO else 0) | (a & ZERO)", "POSITIVE"
    ),
    "sums of nonzero numbers are nonzero": Break(
        "prover.normal_form.masks:summed", "ANY if a & NONZERO == NONZERO else a", "a"
    ),
    "entries and scalars are positive": Break(
        "prover.normal_form.signs:atom_sign", "return ", 'return POSITIVE if atom.kind in ("entry", "scalar") else '
    ),
    "a fact with the wrong sign": Break("prover.normal_form.signs:fact_sign", "times(own, sign_of(ratio))", "own"),
    "a fact about something else": Break(
        "prover.normal_form.signs:_ratio", "poly.terms.keys() != known.terms.keys()", "False"
    ),
    "the order of exponentials reversed": Break(
        "prover.signs.lemmas:_order_of_exponentials",
        "poly_sign(ctx, gap) if c > 0 else negated(poly_sign(ctx, gap))",
        "poly_sign(ctx, gap) if c < 0 else negated(poly_sign(ctx, gap))",
    ),
    "eˣ lies below its tangent": Break("prover.signs.lemmas:_tangent_of_exp", "if c < 0 or mono_sign", "if mono_sign"),
    "a sum exceeds its terms, whatever they are": Break(
        "prover.signs.lemmas:_one_term_of_a_sum", "| mono_sign(ctx, rest)) & ~NONNEGATIVE:", "| 0) & 0:"
    ),
    "a sum of sums exceeds its terms, whatever they are": Break(
        "prover.signs.lemmas:_one_term_of_sums_in_one",
        "if poly_sign(ctx, inside) & ~NONNEGATIVE:",
        "if inside is None:",
    ),
    "the largest ∣f∣ is the largest f": Break(
        "prover.normal_form.normal:_binder",
        "Largest(Pow(inside, wrap(2)), e.index), bound), Fraction(1, 2)",
        "Largest(inside, e.index), bound), Fraction(1)",
    ),
    "squares reach from 1 to 1": Break("prover.signs.lemmas:_ends", "if exponent % 2 == 0 and", "if exponent < 0 and"),
    "maxima are positive": Break(
        "prover.signs.written:WrittenSigns._applied",
        "POSITIVE if POSITIVE in masks else",
        "POSITIVE if masks else",
    ),
    # calculus
    "quotient rule with the wrong sign": Break(
        "expr.calculus:_quotient", "add(first, neg(second))", "add(first, second)"
    ),
    "quotient rule without the quotient": Break(
        "expr.calculus:_quotient", "mul(Div(num, den), Div(below, den))", "Div(below, den)"
    ),
    "product rule with one term": Break("expr.calculus:_product", "add(*terms)", "add(*terms[:1])"),
    "(xⁿ)′ = n xⁿ": Break("expr.calculus:_power", "lowered = _lower(exponent)", "lowered = exponent"),
    "(aˣ)′ = aˣ a": Break("expr.calculus:_power", 'Apply("log", (base,))', "base"),
    "no chain rule": Break("expr.calculus:_rule", "mul(slope(arg), derivative(arg, wrt))", "slope(arg)"),
    "a derivative captured by a sum": Break(
        "expr.calculus:_binder", "if index in free_indices(wrt):", "if wrt is None:"
    ),
    "(Π f)′ = Π f Σ f′": Break(
        "expr.calculus:_binder", "mul(slope, _others(body, index))", "mul(slope, Prod(body, index))"
    ),
    "∂z_i/∂z_j = 1": Break("expr.calculus:same_place", "ONE if a == b else Delta(a, b)", "ONE"),
    "a name of any arguments": Break("expr.calculus:_open", " and tuple(map(canonical, e.arguments)) == arguments", ""),
    "tanh′ = 1 − tanh": Break("expr.functions:TABLE", "1 - tanh(x) ** 2", "1 - tanh(x)"),
    "erf′ grows": Break("expr.functions:TABLE", "exp(-(x**2))", "exp(x**2)"),
    "log′ = 1/x²": Break("expr.functions:TABLE", "lambda x: 1 / x,", "lambda x: 1 / x**2,"),
    "√′ without the 2": Break("expr.functions:TABLE", "1 / (2 * sqrt(x))", "1 / sqrt(x)"),
    "√ has a slope at 0": Break(
        "expr.functions:TABLE", 'defined="nonnegative", smooth="positive"', 'defined="nonnegative"'
    ),
    "cos′ = sin": Break("expr.functions:TABLE", "lambda x: -sin(x)", "lambda x: sin(x)"),
    # cases and conditions
    "the negative case is forgotten": Break("prover.decision:_cases", "(POSITIVE, NEGATIVE, ZERO)", "(POSITIVE, ZERO)"),
    "the kink itself is forgotten": Break(
        "prover.decision:_cases", "(POSITIVE, NEGATIVE, ZERO)", "(POSITIVE, NEGATIVE)"
    ),
    "only the first position is looked at": Break(
        "prover.decision:_instances", "for place in places])", "for place in places[:1]])"
    ),
    "conditions are always discharged": Break(
        "prover.signs.domain:Definedness.require", "mask & ~TRUE_MASKS[sign] == 0", "True"
    ),
    "kinks have slopes": Break(
        "prover.signs.domain:Definedness._smooth", "found = list(self._rough(tree, variable, bound))", "found = []"
    ),
    "denominators are not looked at": Break(
        "prover.signs.domain:Definedness._own", 'self.require(den, "!=", bound)', "pass"
    ),
    "the other branch": Break(
        "prover.normal_form.normal:_cases",
        "value if known else rest",
        "rest if known else value",
    ),
    "i = j is taken for granted": Break(
        "prover.normal_form.normal:_cases", "multiply(ctx, holding, yes) + multiply(ctx, ONE - holding, no)", "yes"
    ),
    "Π is Σ": Break(
        "prover.normal_form.normal:_binder",
        "sum_out if isinstance(e, Sum) else product_out",
        "sum_out",
    ),
    "what may be zero is zero": Break(
        "prover.normal_form.normal:is_zero",
        "not stepped and poly_sign(ctx, poly) == ZERO",
        "bool(poly_sign(ctx, poly) & ZERO)",
    ),
    # what had been proved falsely once
    "what holds for every index holds at a label": Break(
        "prover.normal_form.terms:_collect_places", "(Index, Position, Shifted)", "(Index, Position, Shifted, Label)"
    ),
    "a block has as many values as all of them": Break(
        "expr.indices:positions", "range(1, size + 1)", "range(1, size * over.copies + 1)"
    ),
    "what a body has no use for has a value": Break(
        "prover.signs.domain:Definedness._visit_arguments", "in e.arguments", "in ()"
    ),
    "whatever comes to a number is one": Break(
        "prover.signs.domain:Definedness._number", "None if inputs_of(exponent) else ", ""
    ),
    "a symmetry without its sign": Break(
        "prover.normal_form.symbols:entry_of", "best, sign = exchanged, symmetry.sign", "best = exchanged"
    ),
    "a sum is another multiple of itself": Break(
        "prover.normal_form.sums:_sum_atom", "other is atom and c != coefficient", "other is atom"
    ),
    # hypotheses
    "an equation solved with the wrong sign": Break(
        "prover.signs.solving:_solved_for", "{mono: -c / coefficient", "{mono: c / coefficient"
    ),
    "an equation divided by what may be zero": Break(
        "prover.signs.solving:_solved_for", "mono_sign(ctx, lead) & ZERO", "False"
    ),
    "a hypothesis about one index for all": Break(
        "prover.signs.assumptions:_for_every", "if not index.fixed", "if index"
    ),
    **ORDER,
}
RULES |= broken_steps.RULES
RULES |= broken_matrices.RULES
