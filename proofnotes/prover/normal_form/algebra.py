"""Products and renaming of polynomials over atoms, and the rules that hypotheses give.

Every function takes a `Context`: the rewriting rules that the hypotheses give, the signs that are known, the
dimensions of known size.  Rules are applied whenever a monomial is settled, so that a polynomial is always reduced.
What a kind of atom has of rules of its own stands in its row (`KINDS`).
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.errors import TooHardError
from ...expr.indices import Index, Place
from .terms import (
    KINDS,
    ONE,
    RULED,
    STEPS,
    Atom,
    Context,
    Exponent,
    Late,
    Mono,
    Moves,
    Poly,
    bindings,
    monomial,
    places_of,
    power_of,
    total_of,
)

_power = Late("power")
"""powers.py says how."""


def power(ctx: Context, poly: Poly, exponent: Fraction) -> Poly:
    """poly ** exponent.  A rational exponent that is not an integer needs poly ≥ 0: the caller has shown it."""
    raised: Poly = _power(ctx, poly, exponent)
    return raised


define_power = _power.define


def matching_rule(ctx: Context, atom: Atom, exponent: Exponent) -> tuple[int, Poly] | None:
    """The power and the value of the first rule that applies to the atom."""
    for rule in ctx.rules:
        if rule.atom.kind != atom.kind or (rule.power > 1 and (exponent < rule.power or exponent != int(exponent))):
            continue
        if rule.atom is atom:
            return rule.power, rule.value
        if rule.every:
            for binding in bindings(rule.every, places_of(atom)):
                ctx.check_time()
                if moved_atom(ctx.bare, rule.atom, binding) == power_of(atom):
                    return rule.power, moved(ctx, rule.value, binding)
    return None


MOST_BITS = 100_000
"""Numbers with more binary digits are too hard."""


def settle(ctx: Context, mono: Mono, coefficient: Fraction) -> Poly:
    """The monomial with every rule applied: those of the kinds of its atoms, and those of the hypotheses."""
    if not ctx.rules and not any(atom.kind in RULED for atom, _ in mono):
        return Poly({mono: coefficient})
    for atom, exponent in mono:
        settled = _settle_atom(ctx, mono, atom, exponent)
        if settled is not None:
            return settled.scaled(coefficient)
    return Poly({mono: coefficient})


def _settle_atom(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """The whole monomial rewritten by a rule at this atom; None if no rule applies."""
    own = KINDS[atom.kind].settled
    if own is not None and (settled := own(ctx, mono, atom, exponent)) is not None:
        return settled
    if ctx.rules and (rule := matching_rule(ctx, atom, exponent)) is not None:
        lowered_by, value = rule
        value = total_of(settle(ctx, each, c) for each, c in value)  # a later rule may apply to it
        if lowered_by == 1:
            return times_rest(ctx, mono, atom, power(ctx, value, Fraction(exponent)))
        lowered = multiply(ctx, value, power_of(atom, exponent - lowered_by) if exponent != lowered_by else ONE)
        return times_rest(ctx, mono, atom, lowered)
    return None


def settled_atom(ctx: Context, kind: str, data: object) -> Poly:
    """One atom, settled."""
    return settle(ctx, ((Atom(kind, data), 1),), Fraction(1))


def rational_power(value: Fraction, exponent: int) -> Fraction:
    """value ** exponent, unless it is too long to write down."""
    if abs(exponent) * max(abs(value.numerator), value.denominator).bit_length() > MOST_BITS and abs(value) != 1:
        raise TooHardError(f"a number of more than {MOST_BITS} binary digits")
    return value**exponent


def times_rest(ctx: Context, mono: Mono, atom: Atom, value: Poly) -> Poly:
    """The monomial with the value in the place of the power of one atom."""
    rest = tuple(pair for pair in mono if pair[0] is not atom)
    return multiply(ctx, settle(ctx, rest, Fraction(1)), value)


def multiply(ctx: Context, left: Poly, right: Poly) -> Poly:
    """The product, settled."""
    ctx.check_time()
    if left == ONE:
        return right
    if right == ONE:
        return left
    terms: dict[Mono, Fraction] = {}
    for m1, c1 in left:
        ctx.check_time()
        for m2, c2 in right:
            for mono, c in settle(ctx, monomial((*m1, *m2)), c1 * c2):
                terms[mono] = terms.get(mono, Fraction(0)) + c
    return Poly(terms)


def moved(ctx: Context, poly: Poly, moves: Moves) -> Poly:
    """The polynomial with free variables replaced, settled again."""
    if not poly.mentions(moves):
        return poly
    return total_of(moved_mono(ctx, mono, moves).scaled(c) for mono, c in poly)


def moved_mono(ctx: Context, mono: Mono, moves: Moves) -> Poly:
    """A monomial with free variables replaced."""
    result = Poly({monomial(pair for pair in mono if not pair[0].mentions(moves)): Fraction(1)})
    for atom, exponent in _steps_first(mono):
        if not result:
            break  # a bracket is 0 there, and the rest may have no value
        if atom.mentions(moves):
            there = moved_atom(ctx, atom, moves)
            result = multiply(ctx, result, there if exponent == 1 else power(ctx, there, Fraction(exponent)))
    return result


def _steps_first(mono: Mono) -> Mono:
    if not any(atom.kind in STEPS for atom, _ in mono):
        return mono
    return tuple(sorted(mono, key=lambda pair: pair[0].kind not in STEPS))


def moved_atom(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    """An atom with free variables replaced, built anew."""
    return KINDS[atom.kind].moved(ctx, atom, moves) if atom.mentions(moves) else power_of(atom)


def instance(ctx: Context, poly: Poly, binding: dict[Index, Place]) -> Poly:
    """What holds for every index, at these places; worked out once."""
    key = (poly, frozenset(binding.items()))
    if key not in ctx.instances:
        ctx.check_time()
        ctx.instances[key] = moved(ctx, poly, binding)
    return ctx.instances[key]
