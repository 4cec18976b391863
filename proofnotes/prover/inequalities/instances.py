"""Instances of known inequalities at the atoms of a goal, one function a kind; side conditions are shown here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import isqrt

from ...expr.errors import TooHardError, UndefinedError
from ...expr.indices import Index, Place, fresh
from ..normal_form.algebra import moved, multiply, power
from ..normal_form.deltas import delta_of
from ..normal_form.functions import exp_of, kinked, log_of
from ..normal_form.masks import NEGATIVE, POSITIVE
from ..normal_form.signs import instances, mono_sign, poly_sign, primitive_part
from ..normal_form.sums import dimension, open_sum, sum_out
from ..normal_form.terms import ONE, Context, Exponent, Mono, Poly, monomial, places_of, power_of
from .combination import Instance
from .sums import known_sums, nonnegative_factors, ranges_of

MOST_PAIRS, MOST_FACTORS = 8, 6
TANGENT = "e^u ≥ 1 + u"
NOTHING: tuple[Mono, Fraction] = ((), Fraction(1))


def hypotheses(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """What is given, at the places of the goal, and products of two of them."""
    found: list[Instance] = []
    for fact in ctx.facts:
        for each in instances(ctx, fact, goal):
            if not fact.mask & NEGATIVE:
                found.append(Instance(each, fact.mask == POSITIVE, ""))
            if not fact.mask & POSITIVE:
                found.append(Instance(each.scaled(Fraction(-1)), fact.mask == NEGATIVE, ""))
            if fact.mask == NEGATIVE | POSITIVE and (delta := _apart(each)) is not None:
                found.append(Instance(delta.scaled(Fraction(-1)), False, ""))
    yield from found
    yield from dimensions(goal)
    if len(found) <= MOST_PAIRS:
        for one, other in combinations(found, 2):
            yield Instance(multiply(ctx, one.poly, other.poly), one.strict and other.strict, "")


def _apart(poly: Poly) -> Poly | None:
    """δ where the polynomial is ±(δ − 1): that this is not 0 says that δ is."""
    for mono in poly.terms:
        if len(mono) == 1 and mono[0][0].kind == "delta":
            gap = power_of(mono[0][0]) - ONE
            return gap + ONE if poly in (gap, gap.scaled(Fraction(-1))) else None
    return None


def places(ctx: Context, goal: Poly) -> set[Place]:
    """Those in the goal, and those that hypotheses speak of."""
    return places_of(goal).union(*(places_of(fact.poly) - set(fact.every) for fact in ctx.facts))


def dimensions(goal: Poly) -> Iterator[Instance]:
    """N ≥ 1."""
    for atom in {atom for mono in goal.terms for atom, _ in mono if atom.kind == "dim"}:
        yield Instance(power_of(atom) - ONE, False, "")


def one_term_of_a_sum(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ f ≥ f(i), and Σ f ≥ f(i) + f(j) for i ≠ j, where f ≥ 0; strictly where f > 0 and there are more terms."""
    name = "Σ f ≥ f(i) for f ≥ 0"
    for body, index, whole in known_sums(ctx, goal):
        mask = poly_sign(ctx, body)
        if mask & NEGATIVE:
            continue
        more = mask == POSITIVE and poly_sign(ctx, dimension(ctx, index) - ONE) == POSITIVE
        here = sorted((place for place in places(ctx, goal) if place.over == index.over), key=str)
        terms = {place: moved(ctx, body, {index: place}) for place in here}
        for place in here:
            yield Instance(whole - terms[place], more, name)
        for one, other in combinations(here[:4], 2):
            apart = ONE - delta_of(one, other)
            yield Instance(whole - terms[one] - multiply(ctx, apart, terms[other]), False, name)


def jensen(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ w u ≤ W log(Σ w e^u / W) for w ≥ 0 with the sum W > 0, and Σ w (e^u − 1 − u) ≥ 0, u linear in its terms."""
    for over in ranges_of(goal):
        index = fresh(Index("k", over))
        for weight, values in _weighted(ctx, goal, index).items():
            whole = sum_out(ctx, weight, (index,))
            positive = poly_sign(ctx, whole) == POSITIVE
            raw = [values.scaled(-scale) for scale in sorted({1 / abs(c) for _, c in values})]
            for u in dict.fromkeys([*raw, *_exponents(ctx, goal, weight, index)]):
                raised = exp_of(ctx, u)
                mean = sum_out(ctx, multiply(ctx, weight, u), (index,))
                lifted = sum_out(ctx, multiply(ctx, weight, raised), (index,))
                yield Instance(lifted - whole - mean, False, "e^u ≥ 1 + u, summed")
                if positive and any(atom.kind == "exp" for mono in goal.terms for atom, _ in mono):
                    middle = exp_of(ctx, multiply(ctx, mean, power(ctx, whole, Fraction(-1))))
                    yield Instance(lifted - multiply(ctx, whole, middle), False, "Jensen’s inequality for exp")
                if positive:
                    gap = log_of(ctx, lifted) - log_of(ctx, whole)
                    yield Instance(multiply(ctx, whole, gap) - mean, False, "Jensen’s inequality for log")


def _exponents(ctx: Context, goal: Poly, weight: Poly, index: Index) -> Iterator[Poly]:
    """u where the goal holds a sum of w e^u."""
    for body, own, _ in known_sums(ctx, goal):
        if own.over == index.over and (body := moved(ctx, body, {own: index})).single is not None:
            (mono, _), (known, _) = body.single or NOTHING, weight.single or NOTHING
            rest = monomial([*mono, *((atom, -exponent) for atom, exponent in known)])
            if rest and all(atom.kind == "exp" for atom, _ in rest):
                yield Poly({atom.data: Fraction(exponent) for atom, exponent in rest})


def _weighted(ctx: Context, goal: Poly, index: Index) -> dict[Poly, Poly]:
    """For each nonnegative weight w(k) the u(k) whose terms w u the goal holds sums of."""
    found: dict[Poly, Poly] = {}
    for mono, c in goal:
        sums = [
            (atom, exponent)
            for atom, exponent in mono
            if atom.kind == "sum" and exponent == 1 and len(atom.data[0]) == 1 and atom.data[0][0].over == index.over
        ]
        for atom, _ in sums:
            body, (own,) = open_sum(ctx, atom)
            body = moved(ctx, body, {own: index})
            if body.single is None:
                continue
            outside = Poly({tuple(pair for pair in mono if pair[0] is not atom): c})
            factors = [ONE, *nonnegative_factors(ctx, body, index)]
            for factor in dict.fromkeys(factors):
                (known, _), (inner, d) = factor.single or NOTHING, body.single
                u = Poly({monomial([*inner, *((each, -e) for each, e in known)]): d})
                if u.mentions((index,)):
                    for scaled in {u.scaled(outside.terms[next(iter(outside.terms))])}:
                        found[factor] = found.get(factor, Poly({})) + scaled
    return found


def tangents(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """e^u ≥ 1 + u, where e^u is a quotient of positive products that occur."""
    positive = [
        tuple(pair for pair in mono if pair[0].kind != "log" and mono_sign(ctx, (pair,)) == POSITIVE)
        for mono in goal.terms
    ]
    monos = dict.fromkeys([*positive, ()])
    for above in monos:
        for below in monos:
            pairs = [*above, *((atom, -exponent) for atom, exponent in below)]
            ratio = monomial(pairs)
            if ratio and not any(atom.kind in ("sum", "dim") for atom, _ in ratio):
                yield from _tangent(ctx, Poly({ratio: Fraction(1)}))
    for mono in goal.terms:
        for atom, exponent in mono:
            if atom.kind == "log" and exponent == 1:
                yield from _tangent(ctx, atom.data)
    yield from _of_differences(ctx, goal)


def _of_differences(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """With u a difference of logarithms that have one factor in common."""
    groups: dict[Mono, dict[Mono, Fraction]] = {}
    for mono, c in goal:
        logs = tuple(pair for pair in mono if pair[0].kind == "log")
        if len(logs) == 1 and logs[0][1] == 1:
            groups.setdefault(tuple(pair for pair in mono if pair[0].kind != "log"), {})[logs] = c
    for terms in groups.values():
        for scale in sorted({1 / abs(c) for c in terms.values()}) if len(terms) > 1 else ():
            yield from _tangent(ctx, exp_of(ctx, Poly(terms).scaled(scale)))


def _tangent(ctx: Context, t: Poly) -> Iterator[Instance]:
    """t − 1 − log t and 1/t − 1 + log t, for t > 0."""
    if poly_sign(ctx, t) != POSITIVE:
        return
    log_t = log_of(ctx, t)
    yield Instance(t - ONE - log_t, False, TANGENT)
    yield Instance(power(ctx, t, Fraction(-1)) - ONE + log_t, False, TANGENT)


def cauchy_schwarz(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """(Σ a b)² ≤ Σ a² Σ b² with b = 1 or the root of another sum, without one term, and as √ √ ≥ ±Σ."""
    name = "Cauchy–Schwarz"
    sums = list(known_sums(ctx, goal))
    for body, index, whole in sums:
        root = square_root(ctx, body)
        if root is None:
            continue
        n = dimension(ctx, index)
        plain = sum_out(ctx, root, (index,))
        sizes = sum_out(ctx, kinked(ctx, "abs", (root,)), (index,))
        both_roots = multiply(ctx, power(ctx, n, Fraction(1, 2)), power(ctx, whole, Fraction(1, 2)))
        for each in dict.fromkeys((plain, sizes)):
            yield Instance(multiply(ctx, n, whole) - multiply(ctx, each, each), False, name)
            yield Instance(both_roots - each, False, name)
            yield Instance(both_roots + each, False, name)
        for place in sorted((place for place in places(ctx, goal) if place.over == index.over), key=str):
            here = moved(ctx, root, {index: place})
            others = multiply(ctx, n - ONE, whole - multiply(ctx, here, here))
            rest = plain - here
            yield Instance(others - multiply(ctx, rest, rest), False, f"{name} without one term")
        for other, own, total in sums:
            second = square_root(ctx, moved(ctx, other, {own: index})) if own.over == index.over else None
            if second is None or second == root:
                continue
            both = sum_out(ctx, multiply(ctx, root, second), (index,))
            yield Instance(multiply(ctx, whole, total) - multiply(ctx, both, both), False, name)
            sides = multiply(ctx, power(ctx, whole, Fraction(1, 2)), power(ctx, total, Fraction(1, 2)))
            yield Instance(sides - both, False, name)
            yield Instance(sides + both, False, name)


def square_root(ctx: Context, body: Poly) -> Poly | None:
    """a with a² = body, where the body is one product of even powers with a square for its number, or 1."""
    if body.single is None:
        return None
    mono, c = body.single
    up, down = _square(c.numerator), _square(c.denominator)
    if c < 0 or up is None or down is None or any(not isinstance(e, int) or e % 2 for _, e in mono):
        return None
    return Poly({tuple((atom, _half(e)) for atom, e in mono): Fraction(up, down)})


def _half(exponent: Exponent) -> int:
    return int(exponent) // 2


def _square(n: int) -> int | None:
    return isqrt(n) if n >= 0 and isqrt(n) ** 2 == n else None


def squares_in_sums(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ f g ≤ Σ f Σ g for f, g ≥ 0; and Σ_{i≠j} w_i w_j (a_i + a_j)² ≥ 0 written in single sums."""
    for body, index, whole in known_sums(ctx, goal):
        root = square_root(ctx, body)
        if root is not None:
            plain = sum_out(ctx, kinked(ctx, "abs", (root,)), (index,))
            yield Instance(multiply(ctx, plain, plain) - whole, False, "Σ f g ≤ Σ f Σ g for f, g ≥ 0")
        for weight in nonnegative_factors(ctx, body, index):
            (known, _), (inner, c) = weight.single or NOTHING, body.single or NOTHING
            squared = Poly({monomial([*inner, *((each, -e) for each, e in known)]): c})
            a = square_root(ctx, squared)
            if a is not None and a.mentions((index,)):
                total = sum_out(ctx, weight, (index,))
                mean = sum_out(ctx, multiply(ctx, weight, a), (index,))
                both = sum_out(ctx, multiply(ctx, multiply(ctx, weight, weight), squared), (index,))
                yield Instance(
                    multiply(ctx, total, whole) + multiply(ctx, mean, mean) - both.scaled(Fraction(2)),
                    False,
                    "Σ_{i≠j} w_i w_j (a_i + a_j)² ≥ 0",
                )


def squares(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """(a ± b)² for products a, b whose squares occur."""
    roots = [root for mono in goal.terms if (root := square_root(ctx, Poly({mono: Fraction(1)}))) is not None]
    for one, other in combinations(roots[:MOST_PAIRS], 2):
        for sign in (1, -1):
            both = one + other.scaled(Fraction(sign))
            yield Instance(multiply(ctx, both, both), False, "squares")


KINDS_OF_INSTANCES = (hypotheses, one_term_of_a_sum, tangents, jensen, cauchy_schwarz, squares_in_sums, squares)


def known_about(ctx: Context, goal: Poly) -> list[Instance]:
    """All instances, over a common denominator that is positive."""
    found: list[Instance] = []
    for kind in KINDS_OF_INSTANCES:
        try:
            for known in kind(ctx, goal):
                ctx.check_time()
                found.extend(_cleared(ctx, known))
        except (TooHardError, UndefinedError):
            continue
    return list({known.poly: known for known in found}.values())


def _cleared(ctx: Context, known: Instance) -> Iterator[Instance]:
    if len(known.poly.terms) < 2:
        return
    outside, primitive = primitive_part(ctx, known.poly)
    if outside == POSITIVE:
        yield Instance(primitive, known.strict, known.name)
    elif outside == NEGATIVE:
        yield Instance(primitive.scaled(Fraction(-1)), known.strict, known.name)
    else:
        yield known
