"""Hypotheses for the normal form: rewriting rules and signs.

An equation is solved for an atom in which it is linear (an entry, a scalar, a sum), or read as a rule for a power of it
(y² = y); an inequality becomes a fact about signs.  A free index in a hypothesis means: for every value of it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ...expr.errors import HypothesisError, TooHardError
from ...expr.indices import Index, fresh
from ...expr.nodes import Dim, Number, Relation
from ..kinks import spelled_out
from ..normal_form.algebra import moved, multiply, power
from ..normal_form.masks import ANY, NEGATIVE, POSITIVE, TRUE_MASKS
from ..normal_form.normal import NeedSplit, normal
from ..normal_form.signs import atom_sign, fact, mono_sign
from ..normal_form.terms import KINDS, ONE, Atom, Context, Mono, Poly, Rule
from .lemmas import LEMMAS


def context(assuming: tuple[Relation, ...], deadline: float) -> Context:
    """What is known under the hypotheses."""
    ctx = Context(sizes=_sizes(assuming), lemmas=LEMMAS, deadline=deadline)
    inequalities = [each for each in spelled_out(assuming) if each.sign != "="]
    add_facts(ctx, inequalities)
    for relation in assuming:
        if relation.sign == "=" and not _fixes_size(relation):
            ctx = with_rule(ctx, relation)
    if ctx.rules:
        ctx = replace(ctx, facts=[], signs={}, normal_forms={})
        add_facts(ctx, inequalities)
    return ctx


def _fixes_size(relation: Relation) -> bool:
    return isinstance(relation.left, Dim) and isinstance(relation.right, Number)


def _sizes(assuming: tuple[Relation, ...]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for relation in assuming:
        if relation.sign == "=" and isinstance(relation.left, Dim) and isinstance(relation.right, Number):
            value = relation.right.value / relation.left.blocks
            if value.denominator != 1 or value < 1 or sizes.get(relation.left.name, value) != value:
                raise HypothesisError(f"{relation}: a dimension is one positive integer")
            sizes[relation.left.name] = int(value)
    return sizes


def add_facts(ctx: Context, inequalities: list[Relation]) -> None:
    """Remember the sign of left − right of each."""
    for relation in inequalities:
        poly, every = _for_every(ctx, relation)
        ctx.facts.append(fact(ctx, poly, TRUE_MASKS[relation.sign], every))
        ctx.signs.clear()


def _for_every(ctx: Context, relation: Relation) -> tuple[Poly, tuple[Index, ...]]:
    """left − right with its free indices renamed to ones that stand for every value."""
    try:
        poly = normal(ctx, relation.left) - normal(ctx, relation.right)
    except NeedSplit:
        raise TooHardError(f"the hypothesis {relation} has a kink, and its side is not known") from None
    every = {index: fresh(index) for index in sorted(poly.free, key=str) if not index.fixed}
    return moved(ctx, poly, dict(every)), tuple(every.values())


def with_rule(ctx: Context, relation: Relation) -> Context:
    """The context with an equation made into a rule."""
    poly, every = _for_every(ctx, relation)
    if not poly:
        return ctx
    if poly.constant is not None:
        raise HypothesisError(f"contradictory hypotheses: {relation} cannot hold")
    preferred = normal(ctx, relation.left).single
    rule = solve(ctx, poly, every, preferred[0] if preferred else ())
    if rule is None:
        raise HypothesisError(f"{relation}: expected an equation that is linear in an entry, a scalar or a sum")
    return replace(ctx, rules=(*ctx.rules, rule), normal_forms={}, signs={})


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
    if mono_sign(ctx, lead) not in (NEGATIVE, POSITIVE):
        return None
    others = Poly({mono: -c / coefficient for mono, c in poly if dict(mono).get(atom, 0) != highest})
    below = power(ctx, Poly({lead: Fraction(1)}), Fraction(-1)) if lead else ONE
    return Rule(atom, highest, multiply(ctx, others, below), every)


def _mentions(outer: Atom, inner: Atom, every: tuple[Index, ...]) -> bool:
    """Whether an atom occurs inside another; a rule for every index value must not lead to its own tensor."""
    by_name = bool(every) and inner.kind == "entry"

    def search(data: object) -> bool:
        if isinstance(data, Atom):
            same = data is inner or (by_name and data.kind == "entry" and data.data[0] == inner.data[0])
            return same or search(data.data)
        if isinstance(data, Poly):
            return any(search(mono) for mono in data.terms)
        return isinstance(data, tuple) and any(map(search, data))

    return search(outer)
