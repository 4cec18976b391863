"""A goal as a combination of instances of inequalities, or as a multiple of one and a rest that is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expr.errors import TooHardError, UndefinedError
from ..normal_form.algebra import multiply
from ..normal_form.masks import ANY, NEGATIVE, NONNEGATIVE, POSITIVE
from ..normal_form.normal import NeedSplit
from ..normal_form.signs import mono_sign
from ..normal_form.terms import Context, Mono, Poly, monomial
from .combination import Instance, combination
from .instances import TANGENT, hypotheses, known_about
from .row import ask
from .slopes import convex

MOST_MULTIPLES, MOST_RESTS, MOST_TERMS, MOST_FACTORS = 400, 12, 24, 4


def combined(ctx: Context, goal: Poly, strict: bool) -> int:
    """goal = Σ λ m known with λ ≥ 0 and products m ≥ 0."""
    if len(goal.terms) > MOST_TERMS:
        return ANY
    multiples = _multiples(ctx, goal, _instances(ctx, goal))
    found = combination(goal, [*multiples, *_of_one_term(ctx, goal, multiples)], ctx.check_time)
    if found is not None:
        mask, names = found
        ctx.cited.extend(names)
        return mask
    return ANY


def _instances(ctx: Context, goal: Poly) -> list[Instance]:
    """What is known about the atoms of the goal, convex functions in sums included, where there may be questions."""
    found = known_about(ctx, goal)
    try:
        return [*found, *(convex(ctx, goal) if ctx.left > 0 else ())]
    except (NeedSplit, TooHardError, UndefinedError):
        return found


def _multiples(ctx: Context, goal: Poly, known: list[Instance]) -> list[Instance]:
    """Each times the nonnegative products that make one of its terms one of the goal's."""
    found: dict[Poly, Instance] = {}
    for each in known:
        factors: dict[Mono, None] = {}
        for mono in each.poly.terms:
            for target in goal.terms:
                factors[monomial([*target, *((atom, -exponent) for atom, exponent in mono)])] = None
        for factor in factors:
            if len(found) >= MOST_MULTIPLES:
                return list(found.values())
            if any(exponent < 0 for _, exponent in factor):
                continue
            mask = mono_sign(ctx, factor)
            if mask & NEGATIVE:
                continue
            multiple = multiply(ctx, Poly({factor: Fraction(1)}), each.poly) if factor else each.poly
            found.setdefault(multiple, Instance(multiple, each.strict and mask == POSITIVE, each.name))
    given = [each.poly for each in hypotheses(ctx, goal) if len(each.poly.terms) > 1][:MOST_FACTORS]
    for each in list(found.values()):
        for other in given if each.name == TANGENT and len(found) < MOST_MULTIPLES else ():
            multiple = multiply(ctx, other, each.poly)
            found.setdefault(multiple, Instance(multiple, False, each.name))
    return list(found.values())


def _of_one_term(ctx: Context, goal: Poly, multiples: list[Instance]) -> Iterator[Instance]:
    """The products that are of one sign by themselves."""
    for mono in dict.fromkeys(mono for poly in (goal, *(each.poly for each in multiples)) for mono in poly.terms):
        mask = mono_sign(ctx, mono)
        for side, against in ((1, NEGATIVE), (-1, POSITIVE)):
            if not mask & against:
                yield Instance(Poly({mono: Fraction(side)}), mask in (NEGATIVE, POSITIVE), "")


def one_taken_away(ctx: Context, goal: Poly, strict: bool) -> int:
    """One instance taken away, so that a term of the goal goes; what is left is asked about."""
    if len(goal.terms) > MOST_TERMS:
        return ANY
    multiples = _multiples(ctx, goal, _instances(ctx, goal))
    tried: set[Poly] = set()
    for each, rest in sorted(_rests(ctx, goal, multiples), key=lambda pair: len(pair[1].terms)):
        if rest in tried:
            continue
        if len(tried) >= MOST_RESTS:
            return ANY
        tried.add(rest)
        mask = ask(ctx, rest, strict and not each.strict)
        if not mask & NEGATIVE:
            if each.name:
                ctx.cited.append(each.name)
            return POSITIVE if mask == POSITIVE or each.strict else NONNEGATIVE
    return ANY


def _rests(ctx: Context, goal: Poly, multiples: list[Instance]) -> Iterator[tuple[Instance, Poly]]:
    for each in multiples:
        for mono, c in goal:
            other = each.poly.terms.get(mono)
            if other is None or (other > 0) != (c > 0):
                continue
            rest = goal - each.poly.scaled(c / other)
            if len(rest.terms) <= len(goal.terms) + 1:
                yield each, rest
