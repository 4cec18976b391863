"""Iverson brackets [u > 0] and [u = 0]: how a kink, or a choice between branches, stands in a polynomial.

A condition on what a surrounding sum binds cannot be split on.  It enters algebraically: a where u > 0, else b, is
b + (a − b)[u > 0]; ∣u∣ = 2u[u > 0] − u.  So deltas contract and sums are split term by term.

`positive_bracket` and `zero_bracket` make brackets: 1 or 0 where the sign of u is known, else an atom of the primitive
part of u, up to factors of known sign; [−u > 0] = 1 − [u > 0] − [u = 0] leaves one of both orientations.  Brackets are
idempotent, and one that others imply, or rule out, goes.  A function of brackets is taken apart, `stepwise`:
f(a + b[u > 0]) = f(a) + [u > 0](f(a + b) − f(a)), so that no atom but a sum holds a bracket.

What must stay true.  Where a bracket is 0, what it is multiplied by may be undefined: (1 − [x = 0])/x is written
x⁻¹ − [x = 0]x⁻¹.  With every bracket replaced by its value at a point, what is undefined there cancels *as it is
written*.  So a rule may use what holds of brackets alone, or what holds wherever a product is defined, but not that
u[u = 0] = 0 beside something that u = 0 may leave undefined: x⁻¹x[x = 0] is [x = 0].  `without_zeros` is that rule,
for products that are defined everywhere; the order in which denominators are cleared is looked after in `normal.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...expr.elementary import Elementary
from ...expr.errors import TooHardError, UndefinedError
from ...expr.functions import TABLE
from ...expr.indices import Label
from ...expr.nodes import Cases, Expr, Relation, wrap
from .algebra import moved, multiply, settle, times_rest
from .content import common_denominator, split_content
from .factoring import factored
from .masks import ANY, NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, ZERO, plus, sign_of, times
from .readable import to_tree
from .signs import mono_sign, poly_sign, steps_of, taken, without
from .symbols import always
from .terms import (
    KINDS,
    ONE,
    STEPS,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Moves,
    Poly,
    atoms_within,
    monomial,
    power_of,
    register,
)
from .terms import ZERO as NOTHING

MOST_STEPS = 6
"""A function of more brackets is not taken apart: there are 2ⁿ cases."""

MOST_FACTORS = 4
"""The sign of a product of more factors is one bracket."""

Reader = Callable[[Context, str, Poly], Poly | None]
READERS: list[Reader] = []
"""Who knows better what the bracket of a kind ("positive" or "zero") of a polynomial is, and says None otherwise."""


def positive_bracket(ctx: Context, poly: Poly) -> Poly:
    """[poly > 0]: 1 where it holds, else 0."""
    mask = poly_sign(ctx, poly)
    if mask & ~POSITIVE == 0:
        return ONE
    if not mask & POSITIVE:
        return NOTHING
    if steps_of(poly):
        return stepwise(ctx, poly, lambda part: positive_bracket(ctx, part))
    for reader in READERS:
        if (found := reader(ctx, "positive", poly)) is not None:
            return found
    sign, essential = _essential(ctx, poly, 2)
    if (apart := _factors(ctx, essential)) is not None:
        one, other = apart[0].scaled(Fraction(sign)), apart[1]
        both = [positive_bracket(ctx, each) for each in (one, other)]
        neither = [positive_bracket(ctx, each.scaled(Fraction(-1))) for each in (one, other)]
        return multiply(ctx, *both) + multiply(ctx, *neither)
    above = settle(ctx, ((Atom("positive", essential), 1),), Fraction(1))
    return above if sign > 0 else ONE - above - zero_bracket(ctx, essential)


def zero_bracket(ctx: Context, poly: Poly) -> Poly:
    """[poly = 0]: 1 where it holds, else 0."""
    mask = poly_sign(ctx, poly)
    if not mask & ZERO:
        return NOTHING
    if mask == ZERO:
        return ONE
    if steps_of(poly):
        return stepwise(ctx, poly, lambda part: zero_bracket(ctx, part))
    for reader in READERS:
        if (found := reader(ctx, "zero", poly)) is not None:
            return found
    essential = _essential(ctx, poly, 1)[1]
    if (apart := _factors(ctx, essential)) is not None:
        one, other = (zero_bracket(ctx, each) for each in apart)
        return one + other - multiply(ctx, one, other)
    return settle(ctx, ((Atom("zero", essential), 1),), Fraction(1))


def step_at(ctx: Context, poly: Poly) -> tuple[Poly, bool]:
    """[poly > 0] as an equal bracket of ±poly that is kept as it is: the bracket, and whether it is of −poly.

    ∣u∣ and max(a, b) may be written with either; so the equation u[u = 0] = 0 is not needed to see that they are equal.
    """
    if poly_sign(ctx, poly) & NONZERO == NONZERO and not steps_of(poly) and _essential(ctx, poly, 2)[0] < 0:
        return positive_bracket(ctx, poly.scaled(Fraction(-1))), True
    return positive_bracket(ctx, poly), False


def _essential(ctx: Context, poly: Poly, parity: int) -> tuple[int, Poly]:
    """poly as ± something positive times a polynomial without factors of known sign, its leading coefficient positive.

    Of a factor of unknown sign only its exponent modulo `parity` matters, 2 for a sign and 1 for being zero, and not
    whether it is below: x³ > 0 and 1/x > 0 say x > 0.
    """
    below, numerator = common_denominator(ctx, poly)
    (shared, coefficient), primitive = split_content(numerator)
    sign, kept = 1 if coefficient > 0 else -1, []
    for atom, exponent in (*shared, *below):
        own = mono_sign(ctx, ((atom, exponent),))
        if own == NEGATIVE:
            sign = -sign
        elif own != POSITIVE and (parity == 2 or own & ZERO and exponent > 0):
            whole = isinstance(exponent, int)
            kept.append((atom, exponent if not whole else 1 if parity == 1 or exponent % 2 else 2))
    return sign, multiply(ctx, Poly({monomial(kept): Fraction(1)}), primitive)


def _factors(ctx: Context, poly: Poly) -> tuple[Poly, Poly] | None:
    """A product as one factor and the rest; None where it is none, or one of too many."""
    (shared, _), primitive = split_content(poly)
    if any(not isinstance(exponent, int) or exponent < 0 for _, exponent in shared):
        return None
    found = [power_of(atom) for atom, exponent in shared for _ in range(int(exponent))]
    for factor, multiplicity in factored(primitive):
        found += [factor] * multiplicity if factor.constant is None else []
    if not 2 <= len(found) <= MOST_FACTORS:
        return None
    rest = ONE
    for each in found[1:]:
        rest = multiply(ctx, rest, each)
    return found[0], rest


def stepwise(ctx: Context, poly: Poly, build: Callable[[Poly], Poly]) -> Poly:
    """A function of a polynomial with brackets, taken apart: f(P) = f(P₀) + [u > 0](f(P₁) − f(P₀)).

    Where f(P₀) is undefined, f(P) is at [u > 0] = 0, too: it is f(P₁) wherever it has a value.
    """
    steps = steps_of(poly)
    if not steps:
        return build(poly)
    if len(steps) > MOST_STEPS:
        raise TooHardError(f"a function of {len(steps)} conditions, more than {MOST_STEPS}")
    ctx.check_time()
    step = steps[0]
    above, below = taken(ctx, poly, step), without(poly, step)
    low, reason = _built(ctx, below, build)
    high, _ = _built(ctx, above, build)
    if high is None and low is None:
        assert reason is not None
        raise reason
    if low is None or high is None:
        return high if low is None else low  # type: ignore[return-value]
    return low + multiply(ctx, power_of(step), high - low)


def _built(ctx: Context, poly: Poly, build: Callable[[Poly], Poly]) -> tuple[Poly | None, UndefinedError | None]:
    try:
        return stepwise(ctx, poly, build), None
    except UndefinedError as reason:
        return None, reason


def by_steps(function: Callable[[Context, Poly], Poly]) -> Callable[[Context, Poly], Poly]:
    """The function, taken apart where its argument has brackets."""
    return lambda ctx, poly: stepwise(ctx, poly, lambda part: function(ctx, part))


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """Idempotent; gone where another bracket implies it, and the product where another one rules it out."""
    if exponent < 0:
        return None
    if exponent != 1:
        return times_rest(ctx, mono, atom, power_of(atom))
    poly, wanted = _says(atom)
    for other, power in mono:
        if other is not atom and other.kind in STEPS and power > 0:
            mask = _implied(ctx, other, poly)
            if not mask & wanted:
                return NOTHING
            if mask & ~wanted == 0:
                return settle(ctx, tuple(pair for pair in mono if pair[0] is not atom), Fraction(1))
    return None


def _implied(ctx: Context, other: Atom, poly: Poly) -> int:
    """The signs of a polynomial that a bracket of another one leaves: of c times that one, and a rest of known sign."""
    key = (other, poly)
    if key not in ctx.implied:
        ctx.implied[key] = ANY  # asked in a circle, nothing is learnt
        given, sign = _says(other)
        mask = ANY
        for ratio in {poly.terms[mono] / c for mono, c in given if mono in poly.terms}:
            rest = poly - given.scaled(ratio)
            if len(rest.terms) < max(len(poly.terms), len(given.terms)):
                mask &= plus(times(sign, sign_of(ratio)), poly_sign(ctx, rest) if rest else ZERO)
        ctx.implied[key] = mask
    return ctx.implied[key]


def _says(atom: Atom) -> tuple[Poly, int]:
    """The polynomial, and its signs where the bracket is 1."""
    says = KINDS[atom.kind].says
    assert says is not None
    return says(atom)


def _moved(make: Callable[[Context, Poly], Poly]) -> Callable[[Context, Atom, Moves], Poly]:
    def moved_bracket(ctx: Context, atom: Atom, moves: Moves) -> Poly:
        there = moved(ctx, atom.data, moves)
        if there.constant is not None or not any(isinstance(place, Label) for place in moves.values()):
            return make(ctx, there)
        # Inside a sum nothing is decided: the names of its variables must not matter.
        return power_of(Atom(atom.kind, there if atom.kind == "positive" else _upright(there)))

    return moved_bracket


def _upright(poly: Poly) -> Poly:
    """Up to its sign."""
    return poly.scaled(Fraction(-1)) if poly.sorted()[0][1] < 0 else poly


def upright(atom: Atom) -> Atom:
    """[u > 0] or [−u > 0], whichever of both stands for them where orientation is settled."""
    return Atom("positive", _upright(atom.data)) if atom.kind == "positive" else atom


def turned(atom: Atom) -> Poly:
    """[u > 0] by the bracket of −u."""
    mirrored = atom.data.scaled(Fraction(-1))
    return ONE - power_of(Atom("positive", mirrored)) - power_of(Atom("zero", _upright(mirrored)))


def without_zeros(ctx: Context, mono: Mono, order: Callable[[Poly], Mono]) -> Poly | None:
    """u[u = 0] = 0, in a product that is defined everywhere: its leading term goes.  None where nothing does."""
    for atom, exponent in mono:
        if atom.kind == "zero" and exponent == 1:
            lead = order(atom.data)
            powers = dict(mono)
            if lead and _divides(atom.data, lead, powers) and everywhere(ctx, mono):
                rest = Poly({each: -c / atom.data.terms[lead] for each, c in atom.data if each != lead})
                lowered = monomial([*mono, *((each, -needed) for each, needed in lead)])
                return multiply(ctx, Poly({lowered: Fraction(1)}), rest)
    return None


def _divides(poly: Poly, lead: Mono, powers: dict[Atom, Exponent]) -> bool:
    """Whether the leading term of what is no more than a polynomial divides: so what it is replaced by is smaller."""
    natural = all(isinstance(exponent, int) and exponent > 0 for mono in poly.terms for _, exponent in mono)
    return natural and all(powers.get(each, 0) >= needed for each, needed in lead)


NUMBERS = ("entry", "scalar", "dim", "surplus", "pi", "prime", "counter")
TOTAL = frozenset((*NUMBERS, "delta", "above", "equal", "positive", "zero", "exp", "sum", "product", "base"))
"""The kinds, beside functions, that have a value wherever what they hold has one."""


def everywhere(ctx: Context, data: Poly | Mono | Atom) -> bool:
    """Whether it has a value at every point at which the hypotheses hold, whatever brackets stand beside it."""
    atoms = tuple(atoms_within(data))
    powers = [data, *(atom.data for atom in atoms)]
    return all(_has_value(ctx, atom) for atom in atoms) and all(_raised(ctx, *pair) for pair in _powers(powers))


def _has_value(ctx: Context, atom: Atom) -> bool:
    """Whether it has one wherever what it holds has."""
    row = TABLE.get(atom.kind)
    return atom.kind in TOTAL or (row is not None and _defined_on(ctx, row, atom))


def _powers(data: object) -> Iterator[tuple[Atom, Exponent]]:
    """The atoms with their exponents, in what is held; not in what the atoms hold."""
    if isinstance(data, Poly):
        yield from (pair for mono in data.terms for pair in mono)
    elif isinstance(data, tuple) and len(data) == 2 and isinstance(data[0], Atom) and not isinstance(data[1], Atom):
        yield data
    elif isinstance(data, (tuple, list)):
        for part in data:
            yield from _powers(part)


def _raised(ctx: Context, atom: Atom, exponent: Exponent) -> bool:
    """Whether the power of an atom has a value wherever the atom has."""
    own = mono_sign(ctx, ((atom, 1),))
    if isinstance(exponent, int):
        return exponent > 0 or not own & ZERO
    return own & ~(NONNEGATIVE if exponent > 0 else POSITIVE) == 0


def _defined_on(ctx: Context, row: Elementary, atom: Atom) -> bool:
    needed = {"everywhere": ANY, "nonnegative": NONNEGATIVE, "positive": POSITIVE}[row.defined]
    return needed == ANY or (isinstance(atom.data, Poly) and poly_sign(ctx, atom.data) & ~needed == 0)


def bracketed(ctx: Context, sign: str, poly: Poly) -> Poly:
    """[poly sign 0] for a relation sign."""
    made = {
        ">": lambda: positive_bracket(ctx, poly),
        "<": lambda: positive_bracket(ctx, poly.scaled(Fraction(-1))),
        ">=": lambda: ONE - positive_bracket(ctx, poly.scaled(Fraction(-1))),
        "<=": lambda: ONE - positive_bracket(ctx, poly),
        "=": lambda: zero_bracket(ctx, poly),
        "!=": lambda: ONE - zero_bracket(ctx, poly),
    }
    return made[sign]()


def open_steps(poly: Poly) -> Iterator[Poly]:
    """What the brackets in a polynomial hang on, where no sum binds anything in it."""
    for step in steps_of(poly):
        if not step.loose:
            yield _says(step)[0]


def _tree(sign: str) -> Callable[[Context, Atom], Expr]:
    return lambda ctx, atom: Cases(((wrap(1), Relation(to_tree(ctx, atom.data), sign, wrap(0))),), wrap(0))


register(
    AtomKind(
        "positive",
        "m",
        _moved(positive_bracket),
        always(NONNEGATIVE),
        _tree(">"),
        _settled,
        says=lambda atom: (atom.data, POSITIVE),
    )
)
register(
    AtomKind(
        "zero",
        "m",
        _moved(zero_bracket),
        always(NONNEGATIVE),
        _tree("="),
        _settled,
        says=lambda atom: (atom.data, ZERO),
    )
)
