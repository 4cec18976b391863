"""Equations as rules: poly = 0 solved for one of its atoms, and the cases of a sign in which that is used."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ...expr.indices import Index
from ..normal_form.algebra import multiply, power, settle
from ..normal_form.masks import ANY, ZERO
from ..normal_form.signs import atom_sign, fact, mono_sign, poly_sign
from ..normal_form.terms import KINDS, ONE, Atom, Context, Mono, Poly, Rule, atoms_within, total_of


def case(ctx: Context, poly: Poly, mask: int) -> Context | None:
    """The context in which the polynomial has one of these signs; None where it is seen that it never has."""
    if not poly_sign(ctx, poly) & mask:
        return None
    rule = solve(ctx, poly, ()) if mask == ZERO else None
    rules = ctx.rules if rule is None else (*ctx.rules, rule)
    inside = replace(ctx, facts=[*ctx.facts, fact(ctx, poly, mask)], rules=rules, normal_forms={}, signs={})
    if rule is None:
        return inside
    for known in ctx.facts:
        if not known.every:
            there = total_of(settle(inside, mono, c) for mono, c in known.poly)
            if not poly_sign(replace(inside, facts=ctx.facts[:0], signs={}), there) & known.mask:
                return None
    return inside


def solve(ctx: Context, poly: Poly, every: tuple[Index, ...], preferred: Mono = ()) -> Rule | None:
    """poly = 0 as a rule for one of its atoms."""
    names = {atom.data[0] if atom.kind == "entry" else atom for atom, _ in preferred}

    def rank(atom: Atom) -> tuple[bool, bool, int, str]:
        own = atom.data[0] if atom.kind == "entry" else atom
        signed = atom_sign(ctx, atom) != ANY  # what is known to be positive should stay
        return (own not in names, signed, KINDS[atom.kind].solved_for or 0, atom.key)

    candidates = {atom for mono in poly.terms for atom, _ in mono if KINDS[atom.kind].solved_for is not None}
    for atom in sorted(candidates, key=rank):
        if atom.free >= set(every):
            rule = _solved_for(ctx, poly, every, atom)
            if rule is not None:
                return rule
    return None


def _solved_for(ctx: Context, poly: Poly, every: tuple[Index, ...], atom: Atom) -> Rule | None:
    """The rule atom^n → rest, if atom^n is the highest power and its coefficient a product that is never zero."""
    powers: dict[int, list[tuple[Mono, Fraction]]] = {}
    for mono, c in poly:
        exponent = dict(mono).get(atom, 0)
        rest = tuple(pair for pair in mono if pair[0] is not atom)
        if not isinstance(exponent, int) or exponent < 0 or any(_mentions(each, atom, every) for each, _ in rest):
            return None
        powers.setdefault(exponent, []).append((rest, c))
    highest = max(powers)
    if highest == 0 or len(powers[highest]) != 1:
        return None
    lead, coefficient = powers[highest][0]
    if mono_sign(ctx, lead) & ZERO:
        return None
    others = Poly({mono: -c / coefficient for mono, c in poly if dict(mono).get(atom, 0) != highest})
    below = power(ctx, Poly({lead: Fraction(1)}), Fraction(-1)) if lead else ONE
    return Rule(atom, highest, multiply(ctx, others, below), every)


def _mentions(outer: Atom, inner: Atom, every: tuple[Index, ...]) -> bool:
    """Whether an atom occurs inside another; a rule for every index value must not lead to its own tensor."""
    by_name = bool(every) and inner.kind == "entry"

    return any(
        atom is inner or (by_name and atom.kind == "entry" and atom.data[0] == inner.data[0])
        for atom in atoms_within(outer)
    )
