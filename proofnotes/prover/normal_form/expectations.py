"""Means by moments: E is linear, what does not vary moves out, and of independent entries the cumulants are known.

A random quantity is a function on a sample space: x stands in the body as an entry x~[ω] at an index ω that nobody
else uses, so that whatever the body decides by it is decided at an ω and never for the whole statement.  ω is bound by
the mean as an index is by its sum, and so nothing that is known of a number x is known of it.

The mean of a product of entries is the sum over all ways to part them into groups, of the product of a joint cumulant
for each group: κ_n δ_ij δ_jk … for independent entries.  An exponential of what is linear in Gaussian entries shifts
their means.  Of a law that is not known the mean of a product is an atom, which hypotheses may say more about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...expr.calculus import beta, substitute
from ...expr.chance import law_of, quantity_of
from ...expr.errors import TooHardError
from ...expr.indices import Index, Label, Place, Size, fresh
from ...expr.nodes import Entry, Expectation, Expr, Lambda, Tensor
from ...expr.rewrite import canonical
from .algebra import moved, moved_mono, multiply, settled_atom
from .deltas import delta_of
from .functions import exp_of
from .masks import summed
from .readable import to_tree
from .signs import poly_sign
from .sums import open_sum, sum_out
from .terms import (
    ONE,
    STEPS,
    ZERO,
    Atom,
    AtomKind,
    Context,
    Mono,
    Moves,
    Poly,
    atoms_within,
    register,
    total_of,
)

MOST_FACTORS = 8
"""The mean of a product of more entries is not worked out: of 8 there are 4140 ways to part them into groups."""

Moments = Callable[[tuple[Place, ...]], list[Poly]]
"""The first cumulants of the entry at a place: κ₁, κ₂, …; those behind the last are 0."""


@dataclass(frozen=True)
class Chance:
    """A law that is known: x~, its ω, the cumulants of each entry, and whether exponentials have a mean, too."""

    variable: Tensor
    outcome: Index
    moments: Moments
    gaussian: bool = False


def mean_of(ctx: Context, outcome: Index, poly: Poly, chance: Chance | None = None) -> Poly:
    """E of a polynomial, by a law that is known or not."""
    return total_of(_of_mono(ctx, outcome, mono, chance).scaled(c) for mono, c in poly)


def _of_mono(ctx: Context, outcome: Index, mono: Mono, chance: Chance | None) -> Poly:
    ctx.check_time()
    varying = tuple(pair for pair in mono if outcome in pair[0].free)
    outside = Poly({tuple(pair for pair in mono if pair not in varying): Fraction(1)})
    if not varying:
        return outside
    opened, indices = _opened(ctx, varying)
    if indices:
        return multiply(ctx, outside, sum_out(ctx, mean_of(ctx, outcome, opened, chance), indices))
    return multiply(ctx, outside, _unknown(ctx, outcome, varying) if chance is None else _known(ctx, chance, varying))


def _opened(ctx: Context, mono: Mono) -> tuple[Poly, tuple[Index, ...]]:
    """The sums in a product opened: E Σ f = Σ E f."""
    result, indices = ONE, list[Index]()
    for atom, exponent in mono:
        if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0:
            for _ in range(exponent):
                body, inner = open_sum(ctx, atom)
                result = multiply(ctx, result, body)
                indices.extend(inner)
        else:
            result = multiply(ctx, result, Poly({((atom, exponent),): Fraction(1)}))
    return result, tuple(indices)


def _known(ctx: Context, chance: Chance, mono: Mono) -> Poly:
    """E of a product of which every factor varies, by its moments."""
    entries: list[tuple[Place, ...]] = []
    powers = ZERO
    for atom, exponent in mono:
        own = atom.kind == "entry" and atom.data[0] == chance.variable and atom.data[1][0] == chance.outcome
        if own and isinstance(exponent, int) and exponent > 0:
            entries += [atom.data[1][1:]] * exponent
        elif atom.kind == "exp" and chance.gaussian:
            powers = powers + Poly({atom.data: Fraction(exponent)})
        else:
            raise TooHardError(f"the mean of {to_tree(ctx, Poly({mono: Fraction(1)}))} is not known")
    if len(entries) > MOST_FACTORS:
        raise TooHardError(f"the mean of a product of more than {MOST_FACTORS} random numbers is not worked out")
    if not powers:
        return _product(ctx, chance.moments, entries)
    return _tilted(ctx, chance, powers, entries)


def _product(ctx: Context, moments: Moments, entries: list[tuple[Place, ...]]) -> Poly:
    """Σ over all partitions of Π κ_n δ…δ, one factor for each group."""
    known = {place: moments(place) for place in dict.fromkeys(entries)}
    terms = []
    for groups in _partitions(entries):
        ctx.check_time()
        product = ONE
        for first, *others in groups:
            cumulants = known[first]
            product = multiply(ctx, product, cumulants[len(others)] if len(others) < len(cumulants) else ZERO)
            for other in others:
                product = multiply(ctx, product, same_places(ctx, first, other))
        terms.append(product)
    return total_of(terms)


def same_places(ctx: Context, left: tuple[Place, ...], right: tuple[Place, ...]) -> Poly:
    """δ of every axis."""
    product = ONE
    for one, other in zip(left, right, strict=True):
        product = multiply(ctx, product, delta_of(one, other))
    return product


def _partitions(entries: list[tuple[Place, ...]]) -> Iterator[list[list[tuple[Place, ...]]]]:
    """All ways to part a list into groups."""
    if not entries:
        yield []
        return
    first, *rest = entries
    for groups in _partitions(rest):
        yield [[first], *groups]
        for place, group in enumerate(groups):
            yield [*groups[:place], [first, *group], *groups[place + 1 :]]


def _tilted(ctx: Context, chance: Chance, powers: Poly, entries: list[tuple[Place, ...]]) -> Poly:
    """E Π x e^{Σ t x + c} = e^{c + Σ (t μ + t² σ²/2)} E Π x with μ + t σ² for μ, where x is Gaussian."""
    known = chance.moments
    everywhere = tuple(fresh(Index("k", over)) for over in chance.variable.over[1:])
    slope = _slope(ctx, chance, powers, everywhere)

    def at(places: tuple[Place, ...]) -> Poly:
        return moved(ctx, slope, dict(zip(everywhere, places, strict=True)))

    def shifted(places: tuple[Place, ...]) -> list[Poly]:
        mean, variance = known(places)
        return [mean + multiply(ctx, at(places), variance), variance]

    mean, variance = known(everywhere)
    square = multiply(ctx, multiply(ctx, slope, slope), variance).scaled(Fraction(1, 2))
    exponent = sum_out(ctx, multiply(ctx, slope, mean) + square, everywhere)
    return multiply(ctx, exp_of(ctx, exponent), _product(ctx, shifted, entries))


def _slope(ctx: Context, chance: Chance, poly: Poly, places: tuple[Index, ...]) -> Poly:
    """The coefficient of the entry at these places.  TooHardError for what is not linear in the entries."""
    terms = []
    for mono, c in poly:
        opened, indices = _opened(ctx, mono)
        for inner, factor in opened:
            varying = [pair for pair in inner if chance.outcome in pair[0].free]
            atom, exponent = varying[0] if len(varying) == 1 else (None, 0)
            if atom is None or atom.kind != "entry" or atom.data[0] != chance.variable or exponent != 1:
                raise TooHardError(f"the mean of exp({to_tree(ctx, poly)}) is not known")
            rest = Poly({tuple(pair for pair in inner if pair[0] is not atom): c * factor})
            delta = same_places(ctx, atom.data[1][1:], places)
            terms.append(sum_out(ctx, multiply(ctx, rest, delta), indices))
    return total_of(terms)


def _unknown(ctx: Context, outcome: Index, mono: Mono) -> Poly:
    """The mean as an atom, with a label for ω."""
    if any(atom.kind in STEPS for atom, _ in mono):
        raise TooHardError("the mean of what has a kink in it is not known")
    label = Label(1 + max(atom.height for atom, _ in mono), 0, outcome.over)
    inside = moved_mono(ctx.bare, mono, {outcome: label})
    if inside.single is None:
        raise TooHardError("naming the outcome of a mean changed its body")
    return settled_atom(ctx, "mean", ((label,), inside.single[0])).scaled(inside.single[1])


def open_mean(ctx: Context, atom: Atom) -> tuple[Poly, Index]:
    """The body of a mean, with an index that nobody has used for its ω."""
    (label,), mono = atom.data
    outcome = fresh(Index("w", label.over))
    return moved_mono(ctx, mono, {label: outcome}), outcome


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    body, outcome = open_mean(ctx, atom)
    return mean_of(ctx, outcome, moved(ctx, body, moves))


def _sign(ctx: Context, atom: Atom) -> int:
    """What has one sign has a mean of that sign."""
    if atom not in ctx.openings:
        body, outcome = open_mean(ctx, atom)
        ctx.openings[atom] = body, (outcome,)
    return summed(poly_sign(ctx, ctx.openings[atom][0]))


def _tree(ctx: Context, atom: Atom) -> Expr:
    """As it might be written."""
    body, outcome = open_mean(ctx.bare, atom)
    values = next(tensor for tensor in _tensors(atom) if tensor.over[0] == outcome.over)
    variable = quantity_of(values)
    own = tuple(fresh(Index("k", over)) for over in values.over[1:])
    written = Entry(variable, own) if isinstance(variable, Tensor) else variable
    law = law_of(variable)
    assert law is not None, "a mean that is an atom is one by a law that is not known"
    return Expectation(substitute(to_tree(ctx, body), {values: Lambda((outcome, *own), written)}), variable, *law)


def _tensors(atom: Atom) -> Iterator[Tensor]:
    return (part.data[0] for part in atoms_within(atom) if part.kind == "entry")


register(AtomKind("mean", "b", _moved, _sign, _tree, solved_for=5, compound=True, binds=True))


def sampled(e: Expectation) -> tuple[Expr, Index]:
    """The body with the quantity as a function on a sample space, and an index over that which nobody has used."""
    values = _values(e)
    outcome = fresh(Index("w", values.over[0]))
    own = tuple(fresh(Index("k", over)) for over in values.over[1:])
    entry = Entry(values, (outcome, *own))
    return substitute(e.body, {e.variable: Lambda(own, entry) if own else entry}), outcome


def _values(e: Expectation) -> Tensor:
    """x~ for a law that is known; for one that is not, the values that it is made of."""
    if e.law != "finite":
        name = f"{e.variable.name.rstrip('~')}~"
        return Tensor(name, Size(name), *(e.variable.over if isinstance(e.variable, Tensor) else ()))
    read = e.parameters[1]
    values = read.body.tensor if isinstance(read, Lambda) and isinstance(read.body, Entry) else None
    law = None if values is None else law_of(quantity_of(values))
    if values is None or law is None or tuple(map(canonical, law[1])) != tuple(map(canonical, e.parameters)):
        raise TooHardError(f"{e}: the law is not known")
    return values


Parameter = Callable[[Expr], Poly]
"""The normal form of a parameter of a law."""


def expectation_of(ctx: Context, e: Expectation, outcome: Index, body: Poly, parameter: Parameter) -> Poly:
    """E of the body, in which the quantity stands at the outcome."""
    if e.law == "finite":
        return mean_of(ctx, outcome, body)

    def moments(places: tuple[Place, ...]) -> list[Poly]:
        given = [beta(each, places) if isinstance(each, Lambda) else each for each in e.parameters]
        return CUMULANTS[e.law](ctx, *map(parameter, given))

    return mean_of(ctx, outcome, body, Chance(_values(e), outcome, moments, e.law == "normal"))


def _normal(ctx: Context, mean: Poly, deviation: Poly) -> list[Poly]:
    return [mean, multiply(ctx, deviation, deviation)]


def _uniform(ctx: Context, low: Poly, high: Poly) -> list[Poly]:
    """κ_n = B_n (b − a)ⁿ/n, with Bernoulli's numbers."""
    bernoulli = (Fraction(0), Fraction(1, 6), Fraction(0), Fraction(-1, 30), Fraction(0), Fraction(1, 42), Fraction(0))
    power, width, found = high - low, high - low, [(low + high).scaled(Fraction(1, 2))]
    for n, factor in enumerate((*bernoulli[1:], Fraction(-1, 30)), start=2):
        power = multiply(ctx, power, width)
        found.append(power.scaled(factor / n))
    return found


def _bernoulli(ctx: Context, p: Poly) -> list[Poly]:
    """κ_{n+1} = p (1 − p) dκ_n/dp."""
    coefficients = [0, 1]
    powers = [ONE, p]
    found = []
    for _ in range(MOST_FACTORS):
        while len(powers) < len(coefficients):
            powers.append(multiply(ctx, powers[-1], p))
        found.append(total_of(power.scaled(Fraction(c)) for c, power in zip(coefficients, powers, strict=False)))
        slope = [n * c for n, c in enumerate(coefficients)]  # p dκ/dp
        coefficients = [a - b for a, b in zip([*slope, 0], [0, *slope], strict=True)]
    return found


CUMULANTS: dict[str, Callable[..., list[Poly]]] = {"normal": _normal, "uniform": _uniform, "bernoulli": _bernoulli}
"""By law: the cumulants of an entry, of its parameters there; those behind the last are 0, or asked for by nobody."""
