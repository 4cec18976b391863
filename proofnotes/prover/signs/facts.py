"""What the hypotheses say about signs."""

from __future__ import annotations

from fractions import Fraction

from ...expr.indices import Index, Place
from ..normal_form.algebra import rename
from ..normal_form.context import Context, Fact, bindings, places_of
from ..normal_form.masks import ANY, NEGATIVE, POSITIVE, ZERO, negated, plus, raised, sign_of, times
from ..normal_form.signs import COMPOUND, atom_sign, mono_sign, primitive_part
from ..normal_form.terms import Atom, Poly

MOST_FACTS = 5  # with more facts each is tried alone: their combinations grow as a factorial


def fact(ctx: Context, poly: Poly, mask: int, every: tuple[Index, ...] = ()) -> Fact:
    """A fact about the primitive part, where the sign of the rest is known."""
    if poly.single is not None:
        (mono, c) = poly.single
        known = tuple(pair for pair in mono if mono_sign(ctx, (pair,)) in (NEGATIVE, POSITIVE))
        outside = times(mono_sign(ctx, known), sign_of(c))
        return Fact(Poly({tuple(pair for pair in mono if pair not in known): Fraction(1)}), times(mask, outside), every)
    if poly:
        outside, primitive = primitive_part(ctx, poly)
        if outside in (NEGATIVE, POSITIVE):
            return Fact(primitive, times(mask, outside), every)
    return Fact(poly, mask, every)


def fact_sign(ctx: Context, poly: Poly) -> int:
    """What the facts say: the polynomial is a multiple of one, or facts added up plus something of known sign."""
    known = [(each, fact.mask) for fact in ctx.facts for each in instances(ctx, fact, poly)]
    mask = ANY
    for each, own in known:
        ratio = _ratio(poly, each)
        if ratio is not None:
            mask &= times(own, sign_of(ratio))
    if known and mask == ANY:
        mask &= _added_up(ctx, poly, known)
    return mask


def _added_up(ctx: Context, poly: Poly, known: list[tuple[Poly, int]]) -> int:
    """poly = ±fact ± fact … + rest, each fact used at most once: x > y and y > z give x > z."""
    mask = _termwise_plain(ctx, poly)
    for place, (each, own) in enumerate(known):
        if mask in (NEGATIVE, ZERO, POSITIVE):
            break
        others = known[:place] + known[place + 1 :] if len(known) <= MOST_FACTS else []
        for signed, added in ((own, poly - each), (negated(own), poly + each)):
            if len(added.terms) < len(poly.terms) + 1:
                mask &= plus(signed, _added_up(ctx, added, others))
    return mask


def instances(ctx: Context, fact: Fact, poly: Poly) -> list[Poly]:
    """The fact for each value of its indices that occurs in the polynomial."""
    if not fact.every:
        return [fact.poly]
    found = {place for mono in poly.terms for atom, _ in mono for place in places_of(atom)}
    return [_instance(ctx, fact.poly, binding) for binding in bindings(fact.every, found)]


def _instance(ctx: Context, poly: Poly, binding: dict[Index, Place]) -> Poly:
    key = (poly, frozenset(binding.items()))
    if key not in ctx.instances:
        ctx.instances[key] = rename(ctx, poly, binding)
    return ctx.instances[key]


def _termwise_plain(ctx: Context, poly: Poly) -> int:
    """Term by term from the atoms alone: no facts, so that facts do not call each other for ever."""
    mask = ZERO
    for mono, c in poly:
        own = POSITIVE
        for atom, exponent in mono:
            own = times(own, raised(_plain_atom(ctx, atom), exponent))
        mask = plus(mask, times(own, sign_of(c)))
    return mask


def _plain_atom(ctx: Context, atom: Atom) -> int:
    if atom.kind in COMPOUND:
        return ANY
    own = atom_sign(ctx, atom)
    for fact in ctx.facts:
        if own == ANY and fact.poly.single is not None:
            for known in instances(ctx, fact, Poly({((atom, 1),): Fraction(1)})):
                ratio = _ratio(Poly({((atom, 1),): Fraction(1)}), known)
                own &= times(fact.mask, sign_of(ratio)) if ratio is not None else ANY
    return own


def _ratio(poly: Poly, known: Poly) -> Fraction | None:
    """c with poly = c · known."""
    if not known or poly.terms.keys() != known.terms.keys():
        return None
    ratios = {c / known.terms[mono] for mono, c in poly}
    return ratios.pop() if len(ratios) == 1 else None
