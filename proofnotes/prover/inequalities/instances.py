"""Instances of known inequalities at the atoms of a goal, one function a kind; side conditions are shown here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from ..normal_form.terms import ONE, Context, Exponent, Mono, Moves, Poly, monomial, places_of, power_of
from .combination import Instance
from .row import has_steps, is_tame
from .sums import known_sums, nonnegative_factors, ranges_of

MOST_PAIRS, MOST_FACTORS, MOST_SCALES = 8, 4, 4
TANGENT, CAUCHY_SCHWARZ, ONE_TERM = "e^u ≥ 1 + u", "Cauchy–Schwarz", "Σ f ≥ f(i) for f ≥ 0"
JENSEN, PINSKER = "Jensen’s inequality", "Pinsker’s inequality"
PRODUCTS, PAIRS, SQUARES = "Σ f g ≤ Σ f Σ g for f, g ≥ 0", "Σ_{i≠j} w_i w_j (a_i + a_j)² ≥ 0", "squares"
NAMES = (TANGENT, JENSEN, CAUCHY_SCHWARZ, PINSKER, ONE_TERM, PRODUCTS, PAIRS, SQUARES)
"""What a proof cites of instances; some with a word more."""

NOTHING: tuple[Mono, Fraction] = ((), Fraction(1))


def hypotheses(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """What is given, at the places of the goal, and products of two of them."""
    found: list[Instance] = []
    for fact in ctx.facts:
        for each in instances(ctx, fact, goal) or [moved(ctx, fact.poly, _anywhere(fact.every))]:
            if not fact.mask & NEGATIVE:
                found.append(Instance(each, fact.mask == POSITIVE, ""))
            if not fact.mask & POSITIVE:
                found.append(Instance(each.scaled(Fraction(-1)), fact.mask == NEGATIVE, ""))
    yield from found
    yield from dimensions(goal)
    if len(found) <= MOST_PAIRS:
        for one, other in combinations(found, 2):
            yield Instance(multiply(ctx, one.poly, other.poly), one.strict and other.strict, "")


def _anywhere(every: tuple[Index, ...]) -> Moves:
    """One place in each dimension: there is at least one."""
    return {index: Index("k~", index.over) for index in every}


def places(ctx: Context, goal: Poly) -> set[Place]:
    """Those in the goal, and those that hypotheses speak of."""
    return places_of(goal).union(*(places_of(fact.poly) - set(fact.every) for fact in ctx.facts))


def dimensions(goal: Poly) -> Iterator[Instance]:
    """N ≥ 1."""
    for atom in {atom for mono in goal.terms for atom, _ in mono if atom.kind == "dim"}:
        yield Instance(power_of(atom) - ONE, False, "")


def one_term_of_a_sum(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ f ≥ f(i), and Σ f ≥ f(i) + f(j) for i ≠ j, where f ≥ 0; strictly where f > 0 and there are more terms."""
    for body, index, whole in known_sums(ctx, goal):
        mask = poly_sign(ctx, body)
        if mask & NEGATIVE:
            continue
        more = mask == POSITIVE and poly_sign(ctx, dimension(ctx, index) - ONE) == POSITIVE
        here = sorted((place for place in places(ctx, goal) if place.over == index.over), key=str)
        terms = {place: moved(ctx, body, {index: place}) for place in here}
        for place in here:
            yield Instance(whole - terms[place], more, ONE_TERM)
        for one, other in combinations(here[:4], 2):
            same = delta_of(one, other)
            apart = ONE if poly_sign(ctx, same - ONE) == NEGATIVE else ONE - same
            yield Instance(whole - terms[one] - multiply(ctx, apart, terms[other]), False, ONE_TERM)


def jensen(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ w u ≤ W log(Σ w e^u / W) for w ≥ 0 with the sum W > 0, and Σ w (e^u − 1 − u) ≥ 0, u linear in its terms."""
    for over in ranges_of(goal):
        index = fresh(Index("k", over))
        for weight, values in _weighted(ctx, goal, index).items():
            whole = sum_out(ctx, weight, (index,))
            positive = poly_sign(ctx, whole) == POSITIVE
            logs = Poly({mono: c for mono, c in values if any(atom.kind == "log" for atom, _ in mono)})
            raw = [each.scaled(-scale) for each in dict.fromkeys((values, logs)) for scale in _scales(goal, each)]
            for u in dict.fromkeys([*raw, *_exponents(ctx, goal, weight, index)]):
                raised = exp_of(ctx, u)
                mean = sum_out(ctx, multiply(ctx, weight, u), (index,))
                lifted = sum_out(ctx, multiply(ctx, weight, raised), (index,))
                yield Instance(lifted - whole - mean, False, f"{TANGENT}, summed")
                if positive and has_steps(goal):
                    apart = sum_out(ctx, kinked(ctx, "abs", (weight - multiply(ctx, weight, raised),)), (index,))
                    both = power(ctx, whole + lifted.scaled(Fraction(2)), Fraction(-1))
                    bound = multiply(ctx, multiply(ctx, apart, apart), both).scaled(Fraction(3, 2))
                    yield Instance(lifted - whole - mean - bound, False, PINSKER)
                if positive and any(atom.kind == "exp" for mono in goal.terms for atom, _ in mono):
                    middle = exp_of(ctx, multiply(ctx, mean, power(ctx, whole, Fraction(-1))))
                    yield Instance(lifted - multiply(ctx, whole, middle), False, f"{JENSEN} for exp")
                if positive:
                    gap = log_of(ctx, lifted) - log_of(ctx, whole)
                    yield Instance(multiply(ctx, whole, gap) - mean, False, f"{JENSEN} for log")


def _scales(goal: Poly, values: Poly) -> list[Fraction]:
    """What makes a coefficient 1, also relative to that of a logarithm in the goal."""
    own = {abs(c) for _, c in values}
    logs = {abs(c) for mono, c in goal if any(atom.kind == "log" for atom, _ in mono)}
    return sorted({1 / c for c in own} | {1 / c for c in logs})[:MOST_SCALES]


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
                if u.mentions((index,)) and not has_steps(u):
                    for scaled in {u.scaled(outside.terms[next(iter(outside.terms))])}:
                        found[factor] = found.get(factor, Poly({})) + scaled
    return found


def tangents(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """e^u ≥ 1 + u, where e^u is a quotient of positive products that occur, or of what logarithms are taken of."""
    positive = [
        tuple(pair for pair in mono if pair[0].kind != "log" and mono_sign(ctx, (pair,)) == POSITIVE)
        for mono in goal.terms
    ]
    monos = dict.fromkeys([*positive, ()])
    for above in monos:
        for below in monos:
            ratio = monomial([*above, *((atom, -exponent) for atom, exponent in below)])
            if ratio and not any(atom.kind in ("sum", "dim") for atom, _ in ratio):
                t = Poly({ratio: Fraction(1)})
                yield from _tangent(ctx, t, log_of(ctx, t))
    # What a logarithm is taken of is positive wherever the goal has a value.
    logs = {atom.data: log_of(ctx, atom.data) for mono in goal.terms for atom, _ in mono if atom.kind == "log"}
    for argument, log in list(logs.items())[:MOST_PAIRS]:
        yield from _tangent(ctx, argument, log)
        for other, own in list(logs.items())[:MOST_PAIRS] if len(argument.terms) > 1 else ():
            if other != argument:
                yield from _tangent(ctx, multiply(ctx, other, power(ctx, argument, Fraction(-1))), own - log)
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
            u = Poly(terms).scaled(scale)
            yield from _tangent(ctx, exp_of(ctx, u), u)


def _tangent(ctx: Context, t: Poly, log_t: Poly) -> Iterator[Instance]:
    """t − 1 − log t and 1/t − 1 + log t, for t > 0."""
    yield Instance(t - ONE - log_t, False, TANGENT)
    yield Instance(power(ctx, t, Fraction(-1)) - ONE + log_t, False, TANGENT)


@dataclass(frozen=True)
class Squared:
    """Σ w a² over the index, w ≥ 0."""

    weight: Poly
    root: Poly
    index: Index
    whole: Poly


def squared_sums(ctx: Context, goal: Poly) -> Iterator[Squared]:
    """The sums of squares, with weights and without, that are in the goal or given."""
    for body, index, whole in known_sums(ctx, goal):
        for weight in dict.fromkeys((ONE, *nonnegative_factors(ctx, body, index))):
            (known, _), (inner, c) = weight.single or NOTHING, body.single or NOTHING
            rest = Poly({monomial([*inner, *((atom, -exponent) for atom, exponent in known)]): c})
            root = square_root(ctx, rest)
            if root is not None and (root.mentions((index,)) or weight == ONE):
                yield Squared(weight, root, index, whole)


def cauchy_schwarz(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """(Σ w a b)² ≤ Σ w a² Σ w b² with b = 1 or the root of another sum, centred, without one term, and as √ √ ≥ ±Σ."""
    found = list(squared_sums(ctx, goal))
    for one in found:
        mass = sum_out(ctx, one.weight, (one.index,))
        sizes = kinked(ctx, "abs", (one.root,)) if is_tame(ctx, one.root) else one.root
        for root in dict.fromkeys((one.root, sizes)):
            plain = sum_out(ctx, multiply(ctx, one.weight, root), (one.index,))
            yield from _cauchy_schwarz(ctx, one.whole, mass, plain)
        if one.weight == ONE:
            yield from _without_one_term(ctx, goal, one)
        for two in found:
            if two.index.over == one.index.over and two is not one:
                there: Moves = {two.index: one.index}
                if moved(ctx, two.weight, there) == one.weight and (other := moved(ctx, two.root, there)) != one.root:
                    mixed = sum_out(ctx, multiply(ctx, one.weight, multiply(ctx, one.root, other)), (one.index,))
                    yield from _cauchy_schwarz(ctx, one.whole, two.whole, mixed)
                    means = [sum_out(ctx, multiply(ctx, one.weight, each), (one.index,)) for each in (one.root, other)]
                    yield Instance(_centred(ctx, mass, (one.whole, two.whole), mixed, means), False, CAUCHY_SCHWARZ)
    for body, index, whole in known_sums(ctx, goal):
        for left, right in _halves(body, index):
            one_side, other_side = (sum_out(ctx, multiply(ctx, each, each), (index,)) for each in (left, right))
            yield from _cauchy_schwarz(ctx, one_side, other_side, whole)


def _cauchy_schwarz(ctx: Context, one: Poly, two: Poly, mixed: Poly) -> Iterator[Instance]:
    """c² ≤ a b and ±c ≤ √a √b."""
    yield Instance(multiply(ctx, one, two) - multiply(ctx, mixed, mixed), False, CAUCHY_SCHWARZ)
    roots = multiply(ctx, power(ctx, one, Fraction(1, 2)), power(ctx, two, Fraction(1, 2)))
    yield Instance(roots - mixed, False, CAUCHY_SCHWARZ)
    yield Instance(roots + mixed, False, CAUCHY_SCHWARZ)


def _centred(ctx: Context, mass: Poly, squares: tuple[Poly, Poly], mixed: Poly, means: list[Poly]) -> Poly:
    """(W Σwa² − (Σwa)²)(W Σwb² − (Σwb)²) − (W Σwab − Σwa Σwb)²."""
    one, two = (
        multiply(ctx, mass, square) - multiply(ctx, mean, mean) for square, mean in zip(squares, means, strict=True)
    )
    both = multiply(ctx, mass, mixed) - multiply(ctx, *means)
    return multiply(ctx, one, two) - multiply(ctx, both, both)


def _without_one_term(ctx: Context, goal: Poly, one: Squared) -> Iterator[Instance]:
    """(Σ_{k≠i} a)² ≤ (N − 1) Σ_{k≠i} a²."""
    n = dimension(ctx, one.index)
    for place in sorted((place for place in places(ctx, goal) if place.over == one.index.over), key=str):
        here = moved(ctx, one.root, {one.index: place})
        others = multiply(ctx, n - ONE, one.whole - multiply(ctx, here, here))
        rest = sum_out(ctx, one.root, (one.index,)) - here
        yield Instance(others - multiply(ctx, rest, rest), False, f"{CAUCHY_SCHWARZ} without one term")


def _halves(body: Poly, index: Index) -> Iterator[tuple[Poly, Poly]]:
    """A product as one factor and the rest."""
    mono, c = body.single or NOTHING
    own = [pair for pair in mono if index in pair[0].free]
    for pair in own if 2 <= len(own) <= MOST_FACTORS else ():
        rest = tuple(each for each in mono if each is not pair)
        yield Poly({(pair,): Fraction(1)}), Poly({rest: c})


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
    for one in squared_sums(ctx, goal):
        if one.weight == ONE:
            if is_tame(ctx, one.root):
                plain = sum_out(ctx, kinked(ctx, "abs", (one.root,)), (one.index,))
                yield Instance(multiply(ctx, plain, plain) - one.whole, False, PRODUCTS)
            continue
        weighted = multiply(ctx, one.weight, one.root)
        mass, mean = sum_out(ctx, one.weight, (one.index,)), sum_out(ctx, weighted, (one.index,))
        twice = sum_out(ctx, multiply(ctx, weighted, weighted), (one.index,)).scaled(Fraction(2))
        apart = multiply(ctx, mass, one.whole) + multiply(ctx, mean, mean) - twice
        yield Instance(apart, False, PAIRS)


def squares(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """(a ± b)² for products a, b whose squares occur."""
    roots = [root for mono in goal.terms if (root := square_root(ctx, Poly({mono: Fraction(1)}))) is not None]
    for one, other in combinations(roots[:MOST_PAIRS], 2):
        for sign in (1, -1):
            both = one + other.scaled(Fraction(sign))
            yield Instance(multiply(ctx, both, both), False, SQUARES)


@dataclass(frozen=True)
class Supply:
    """Where instances come from."""

    instances: Callable[[Context, Poly], Iterator[Instance]]


SUPPLIES = (
    Supply(hypotheses),
    Supply(one_term_of_a_sum),
    Supply(tangents),
    Supply(jensen),
    Supply(cauchy_schwarz),
    Supply(squares_in_sums),
    Supply(squares),
)


def known_about(ctx: Context, goal: Poly) -> list[Instance]:
    """All instances, over a common denominator that is positive."""
    found: list[Instance] = []
    for supply in SUPPLIES:
        try:
            for known in supply.instances(ctx, goal):
                ctx.check_time()
                found.extend(_cleared(ctx, known))
        except (TooHardError, UndefinedError):
            continue
    return list({known.poly: known for known in found}.values())


def _cleared(ctx: Context, known: Instance) -> Iterator[Instance]:
    if len(known.poly.terms) < 2:
        yield known
        return
    outside, primitive = primitive_part(ctx, known.poly)
    if primitive != known.poly and known.name == TANGENT:
        yield known
    if outside == POSITIVE:
        yield Instance(primitive, known.strict, known.name)
    elif outside == NEGATIVE:
        yield Instance(primitive.scaled(Fraction(-1)), known.strict, known.name)
    else:
        yield known
