"""Products, powers and renaming of polynomials over atoms: the rules that hold between atoms.

Every function takes a `Context`: the rewriting rules that the hypotheses give, the signs that are known, the
dimensions of known size.  Rules are applied whenever a monomial is settled, so that a polynomial is always reduced.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from ...expr.errors import TooHardError, UndefinedError
from ...expr.indices import Index, Place, Position, Shifted, replace
from .context import Context, bindings, places_of
from .terms import ONE, ONE_MONO, ZERO, Atom, Exponent, Mono, Poly, mono_free, monomial, power_of, total_of


def matching_rule(ctx: Context, atom: Atom, exponent: Exponent) -> tuple[int, Poly] | None:
    """The power and the value of the first rule that applies to the atom."""
    for rule in ctx.rules:
        if rule.atom.kind != atom.kind or (rule.power > 1 and (exponent < rule.power or exponent != int(exponent))):
            continue
        if rule.atom is atom:
            return rule.power, rule.value
        if rule.every:
            for binding in bindings(rule.every, places_of(atom)):
                if rename_atom(ctx.bare, rule.atom, binding) == power_of(atom):
                    return rule.power, rename(ctx, rule.value, binding)
    return None


MOST_BITS = 100_000
"""Numbers with more binary digits are too hard."""

RULED = frozenset({"prime", "delta", "base"})


def settle(ctx: Context, mono: Mono, coefficient: Fraction) -> Poly:
    """The monomial with every rule applied: primes, deltas, hypotheses, compound bases."""
    if not ctx.rules and not any(atom.kind in RULED for atom, _ in mono):
        return Poly({mono: coefficient})
    for atom, exponent in mono:
        done = _settle_atom(ctx, mono, atom, exponent)
        if done is not None:
            return done.scaled(coefficient)
    return Poly({mono: coefficient})


def _settle_atom(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """The whole monomial rewritten by a rule at this atom; None if no rule applies."""
    if atom.kind == "prime" and not 0 < exponent < 1:
        whole = floor(exponent)
        number = rational_power(Fraction(atom.data), whole)
        return _times_rest(ctx, mono, atom, power_of(atom, exponent - whole).scaled(number))
    if atom.kind == "delta":
        return _settle_delta(ctx, mono, atom, exponent)
    if atom.kind == "base":
        return _settle_base(ctx, mono, atom, exponent)
    if ctx.rules and (rule := matching_rule(ctx, atom, exponent)) is not None:
        power, value = rule
        value = total_of(settle(ctx, each, c) for each, c in value)  # a later rule may apply to it
        if power == 1:
            return _times_rest(ctx, mono, atom, power_exact(ctx, value, exponent))
        lowered = multiply(ctx, value, power_of(atom, exponent - power) if exponent != power else ONE)
        return _times_rest(ctx, mono, atom, lowered)
    return None


def rational_power(value: Fraction, exponent: int) -> Fraction:
    """value ** exponent, unless it is too long to write down."""
    if abs(exponent) * max(abs(value.numerator), value.denominator).bit_length() > MOST_BITS and abs(value) != 1:
        raise TooHardError(f"a number of more than {MOST_BITS} binary digits")
    return value**exponent


def _times_rest(ctx: Context, mono: Mono, atom: Atom, value: Poly) -> Poly:
    rest = tuple(pair for pair in mono if pair[0] is not atom)
    return multiply(ctx, settle(ctx, rest, Fraction(1)), value)


def _settle_delta(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """δ² = δ, and δ_ab f(a) = δ_ab f(b)."""
    if exponent < 0:
        return None
    if exponent != 1:
        return _times_rest(ctx, mono, atom, power_of(atom))
    kept, gone = atom.data
    rest = tuple(pair for pair in mono if pair[0] is not atom)
    if not isinstance(gone, Index) or gone not in mono_free(rest):
        return None
    return multiply(ctx, rename(ctx, Poly({rest: Fraction(1)}), {gone: kept}), power_of(atom))


def make_delta(left: Place, right: Place) -> Poly:
    """δ between two places; known where both are known."""
    if left == right:
        return ONE
    if isinstance(left, Shifted) and isinstance(right, Shifted):
        return make_delta(left.inner, right.inner) if left.block == right.block else ZERO
    if isinstance(left, Position) and isinstance(right, Position):
        return ONE if left.value == right.value else ZERO
    fixed = [place for place in (left, right) if not isinstance(place, Index)]
    loose = sorted((place for place in (left, right) if isinstance(place, Index)), key=lambda index: index.name)
    both: list[Place] = [*fixed, *loose]
    return power_of(Atom("delta", tuple(both)))


def _settle_base(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """Compound bases: expanded in the numerator, and the numerator reduced modulo the base where it divides."""
    base: Poly = atom.data
    if exponent >= 1:
        whole = floor(exponent)
        rest = power_of(atom, exponent - whole) if exponent != whole else ONE
        value = rest
        for _ in range(whole):
            value = multiply(ctx, value, base)
        return _times_rest(ctx, mono, atom, value)
    if exponent >= 0 or not _reducible(base):
        return None
    found = _divisor(base, dict(mono))
    if found is None:
        return None
    divisor, coefficient = found
    cofactor = monomial([*mono, *((each, -needed) for each, needed in divisor)])
    remainder = Poly({each: -c / coefficient for each, c in base if each != divisor})
    raised = multiply(ctx, Poly({cofactor: 1 / coefficient}), power_of(atom))
    return raised + multiply(ctx, Poly({cofactor: Fraction(1)}), remainder)


def _divisor(base: Poly, powers: dict[Atom, Exponent]) -> tuple[Mono, Fraction] | None:
    """The term t of the base that a monomial is divided by, m/P = (m/t)(1 − (P − t)/P): partial fractions.

    The leading term where it divides m, the constant term where m has a negative power of what leads: e⁻ˣ/(1 + eˣ)
    becomes e⁻ˣ − 1/(1 + eˣ).
    """
    lead, leading = base.sorted()[0]
    if all(powers.get(each, 0) >= needed for each, needed in lead):
        return lead, leading
    if ONE_MONO in base.terms and any(powers.get(each, 0) < 0 and _in_all_others(each, base) for each, _ in lead):
        return ONE_MONO, base.terms[ONE_MONO]
    return None


def _in_all_others(atom: Atom, base: Poly) -> bool:
    """Each division by the constant term then raises the negative power of the atom, and so ends."""
    return all(any(each is atom for each, _ in mono) for mono in base.terms if mono)


def _reducible(base: Poly) -> bool:
    """Reduction terminates only where the base has no negative powers: the lexicographic order is then well founded."""
    return all(exponent > 0 for mono in base.terms for _, exponent in mono)


def multiply(ctx: Context, left: Poly, right: Poly) -> Poly:
    """The product, settled."""
    ctx.check_time()
    if left == ONE:
        return right
    if right == ONE:
        return left
    return total_of(settle(ctx, monomial((*m1, *m2)), c1 * c2) for m1, c1 in left for m2, c2 in right)


def power_exact(ctx: Context, poly: Poly, exponent: Exponent) -> Poly:
    """An integer power by multiplication, any other through `power`."""
    from .powers import power

    return power(ctx, poly, Fraction(exponent))


def rename(ctx: Context, poly: Poly, mapping: Mapping[Index, Place]) -> Poly:
    """The polynomial with free indices replaced, settled again."""
    if poly.free.isdisjoint(mapping):
        return poly
    return total_of(rename_mono(ctx, mono, mapping).scaled(c) for mono, c in poly)


def rename_mono(ctx: Context, mono: Mono, mapping: Mapping[Index, Place]) -> Poly:
    """A monomial with free indices replaced."""
    kept = monomial(pair for pair in mono if pair[0].free.isdisjoint(mapping))
    result = Poly({kept: Fraction(1)})
    for atom, exponent in mono:
        if not atom.free.isdisjoint(mapping):
            renamed = rename_atom(ctx, atom, mapping)
            result = multiply(ctx, result, renamed if exponent == 1 else power_exact(ctx, renamed, exponent))
    return result


def rename_atom(ctx: Context, atom: Atom, mapping: Mapping[Index, Place]) -> Poly:
    """An atom with free indices replaced, built anew."""
    from . import functions, sums

    if atom.free.isdisjoint(mapping):
        return power_of(atom)
    if atom.kind == "entry":
        tensor, places = atom.data
        moved = tuple(replace(place, dict(mapping)) for place in places)
        return settle(ctx, ((Atom("entry", (tensor, moved)), 1),), Fraction(1))
    if atom.kind == "delta":
        return make_delta(*(replace(place, dict(mapping)) for place in atom.data))
    if atom.kind == "sum":
        return sums.rename_sum(ctx, atom, mapping)
    if atom.kind == "base":
        return _rebuilt_base(ctx, rename(ctx, atom.data, mapping))
    if atom.kind == "kinked":
        name, polys = atom.data
        return functions.kinked(ctx, name, tuple(rename(ctx, poly, mapping) for poly in polys))
    return functions.REBUILD[atom.kind](ctx, _renamed_data(ctx, atom, mapping))


def _rebuilt_base(ctx: Context, base: Poly) -> Poly:
    if not base:
        raise UndefinedError("a denominator is identically zero")
    return base


def _renamed_data(ctx: Context, atom: Atom, mapping: Mapping[Index, Place]) -> Poly:
    data = atom.data if isinstance(atom.data, Poly) else Poly({atom.data: Fraction(1)})
    return rename(ctx, data, mapping)
