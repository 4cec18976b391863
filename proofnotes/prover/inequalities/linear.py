"""A goal collected: by what its terms have in common, and as an affine function of something with known ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ..normal_form.algebra import multiply
from ..normal_form.factoring import factored
from ..normal_form.masks import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, ZERO, negated, plus, raised, times
from ..normal_form.signs import instances, mono_sign, poly_sign
from ..normal_form.terms import ONE, Atom, Context, Mono, Poly, atoms_within, power_of
from .row import ask, ask_both

MOST_ATOMS = 6


def _atoms(goal: Poly, wanted: Callable[[Atom], bool] = lambda _: True) -> list[Atom]:
    return sorted({atom for mono in goal.terms for atom, _ in mono if wanted(atom)}, key=lambda atom: atom.key)


def _without(mono: Mono, atom: Atom) -> Mono:
    return tuple(pair for pair in mono if pair[0] is not atom)


def in_logarithms(ctx: Context, goal: Poly, strict: bool) -> int:
    """Σ cᵢ log aᵢ + r, each product of one sign, and r of it too."""
    parts: dict[Atom | None, dict[Mono, Fraction]] = {}
    for mono, c in goal:
        logs = [atom for atom, exponent in mono if atom.kind == "log" and exponent == 1]
        atom = logs[0] if logs else None
        parts.setdefault(atom, {})[_without(mono, atom) if atom is not None else mono] = c
    if len(parts) < 2 and None in parts:
        return ANY
    mask = ZERO
    for atom, terms in parts.items():
        if atom is None:
            own = ask(ctx, Poly(terms), strict)
        else:
            own = times(ask_both(ctx, Poly(terms), strict), ask_both(ctx, atom.data - ONE, strict))
        mask = plus(mask, own)
        if mask & NEGATIVE:
            return ANY
    return mask


def by_multiplier(ctx: Context, goal: Poly, strict: bool) -> int:
    """Σ m g_m, where the g_m are linear in logarithms and what multiplies them is nonnegative."""
    parts: dict[Mono, dict[Mono, Fraction]] = {}
    for mono, c in goal:
        logs = tuple(pair for pair in mono if pair[0].kind == "log")
        rest = tuple(pair for pair in mono if pair[0].kind != "log")
        parts.setdefault(rest, {})[logs] = c
    if len(parts) < 2 or len(parts) == len(goal.terms):
        return ANY
    mask = ZERO
    for rest, terms in parts.items():
        mask = plus(mask, times(mono_sign(ctx, rest), ask_both(ctx, Poly(terms), strict)))
        if mask & NEGATIVE:
            return ANY
    return mask


def by_one_factor(ctx: Context, goal: Poly, strict: bool) -> int:
    """a g + r for one atom a, with a g ≥ 0 and r ≥ 0."""
    if len(goal.terms) < 3:
        return ANY
    for atom in _atoms(goal)[: 2 * MOST_ATOMS]:
        inside = {mono: c for mono, c in goal if any(each is atom for each, _ in mono)}
        if not 2 <= len(inside) < len(goal.terms):
            continue
        mask = ask(ctx, goal - Poly(inside), strict)
        if mask & NEGATIVE:
            continue
        mask = plus(mask, ask(ctx, Poly(inside), strict))
        if not mask & NEGATIVE:
            return mask
    return ANY


def at_the_ends(ctx: Context, goal: Poly, strict: bool) -> int:
    """a x + b with x between two ends is nonnegative where it is at both; or at the lower one, if a ≥ 0."""
    best = ANY
    for atom in _atoms(goal, lambda atom: atom.kind in ("entry", "scalar"))[:MOST_ATOMS]:
        if not _affine(goal, atom):
            continue
        slope = Poly({_without(mono, atom): c for mono, c in goal if any(each is atom for each, _ in mono)})
        rest = goal - multiply(ctx, slope, power_of(atom))
        best &= _at_the_ends(ctx, slope, rest, ends_of(ctx, atom), strict)
        if not best & (~POSITIVE if strict else NEGATIVE):
            break
    return best


def _affine(goal: Poly, atom: Atom) -> bool:
    exponents = {exponent for mono in goal.terms for each, exponent in mono if each is atom}
    return exponents == {1} and not any(
        occurs(atom, other) for mono in goal.terms for other, _ in mono if other is not atom
    )


def occurs(atom: Atom, data: object) -> bool:
    """Whether it stands in an atom or in what one holds."""
    return any(part is atom for part in atoms_within(data))


def ends_of(ctx: Context, atom: Atom) -> tuple[list[Poly], list[Poly]]:
    """What the hypotheses say the atom is not below, and not above."""
    low: list[Poly] = []
    high: list[Poly] = []
    alone = power_of(atom)
    for fact in ctx.facts:
        for each in instances(ctx, fact, alone):
            c = each.terms.get(((atom, 1),))
            if c is None:
                continue
            end = (alone.scaled(c) - each).scaled(1 / c)
            if any(occurs(atom, mono) for mono in end.terms):
                continue
            mask = fact.mask if c > 0 else negated(fact.mask)
            if not mask & NEGATIVE:
                low.append(end)
            if not mask & POSITIVE:
                high.append(end)
    if not low and atom.kind == "scalar" and atom.data.positive:
        low.append(Poly({}))
    return low, high


def _at_the_ends(ctx: Context, slope: Poly, rest: Poly, ends: tuple[list[Poly], list[Poly]], strict: bool) -> int:
    low, high = ([multiply(ctx, slope, end) + rest for end in side] for side in ends)
    lower, upper = _best(ctx, low, strict), _best(ctx, high, strict)
    if lower & ~NONNEGATIVE == 0 and upper & ~NONNEGATIVE == 0:
        return POSITIVE if lower == upper == POSITIVE else NONNEGATIVE
    if lower & ~NONNEGATIVE == 0 and not ask(ctx, slope, False) & NEGATIVE:
        return POSITIVE if lower == POSITIVE else NONNEGATIVE
    if upper & ~NONNEGATIVE == 0 and not ask(ctx, slope.scaled(Fraction(-1)), False) & NEGATIVE:
        return POSITIVE if upper == POSITIVE else NONNEGATIVE
    return ANY


def _best(ctx: Context, values: Iterable[Poly], strict: bool) -> int:
    """A sign that is not negative, of one of them."""
    masks = [ask(ctx, value, strict) for value in values]
    return next((mask for mask in masks if mask == POSITIVE), next((m for m in masks if not m & NEGATIVE), ANY))


def discriminant(ctx: Context, goal: Poly, strict: bool) -> int:
    """a x² + b x + c with a ≥ 0, c ≥ 0 and 4 a c ≥ b²."""
    for atom in _atoms(goal)[:MOST_ATOMS]:
        parts: dict[int, dict[Mono, Fraction]] = {}
        for mono, c in goal:
            exponent = dict(mono).get(atom, 0)
            if exponent not in (0, 1, 2):
                break
            parts.setdefault(int(exponent), {})[_without(mono, atom)] = c
        else:
            if 2 not in parts or 1 not in parts or 0 not in parts:
                continue
            a, b, c0 = (Poly(parts[exponent]) for exponent in (2, 1, 0))
            if (poly_sign(ctx, a) | poly_sign(ctx, c0)) & NEGATIVE:
                continue
            mask = ask(ctx, multiply(ctx, a, c0).scaled(Fraction(4)) - multiply(ctx, b, b), strict)
            if mask & ~NONNEGATIVE == 0:
                return POSITIVE if mask == POSITIVE else NONNEGATIVE
    return ANY


def by_factors(ctx: Context, goal: Poly, strict: bool) -> int:
    """The product of the signs of the factors."""
    factors = factored(goal)
    if len(factors) == 1 and factors[0][1] == 1:
        return ANY
    mask = POSITIVE
    for factor, multiplicity in factors:
        mask = times(mask, raised(ask_both(ctx, factor, strict), multiplicity))
        if mask == ANY:
            return ANY
    return mask
