"""Elementary functions of polynomials: e^{a+b} = e^a e^b, log of positive products, kinks resolved by sign."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ...expr.errors import TooHardError, UndefinedError
from ...expr.functions import KINKED, TABLE, row_of
from ...expr.nodes import Apply, Expr
from .algebra import multiply, power, settle
from .angles import settled, turn
from .applied import Function, argument, atom_of, called, kind_of, rebuilt
from .brackets import by_steps, step_at, stepwise
from .content import common_denominator, split_content
from .masks import NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE
from .powers import number_factors
from .readable import to_tree
from .signs import mono_sign, poly_sign, steps_of
from .symbols import always
from .terms import (
    KINDS,
    ONE,
    ONE_MONO,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Mono,
    Poly,
    number,
    power_of,
    register,
    total_of,
)


def exp_of(ctx: Context, poly: Poly) -> Poly:
    """e^poly as a product; e^{c log u} = u^c."""
    if steps_of(poly):
        return stepwise(ctx, poly, lambda part: exp_of(ctx, part))
    result = ONE
    for mono, c in poly:
        result = multiply(ctx, result, _exp_term(ctx, mono, c))
    return result


def _exp_term(ctx: Context, mono: Mono, c: Fraction) -> Poly:
    if len(mono) == 1 and mono[0][0].kind == "log" and mono[0][1] == 1:
        return power(ctx, mono[0][0].data, c)
    return settle(ctx, ((Atom("exp", mono), c if c.denominator != 1 else int(c)),), Fraction(1))


def log_of(ctx: Context, poly: Poly) -> Poly:
    """log poly for a positive polynomial: positive factors apart, the rest one atom."""
    if steps_of(poly):
        return stepwise(ctx, poly, lambda part: log_of(ctx, part))
    if not poly:
        raise UndefinedError("the logarithm of something that is identically zero")
    apart = _log_of_fraction(ctx, poly)
    if apart is not None:
        return apart
    if poly.single is not None:
        (mono, coefficient), rest = poly.single, ONE
    else:
        (mono, coefficient), rest = split_content(
            poly, lambda atom: mono_sign(ctx, ((atom, 1),)) == POSITIVE, keep_sign=True
        )
    parts, inside = [_log_number(abs(coefficient))], Poly({ONE_MONO: Fraction(1 if coefficient > 0 else -1)})
    for atom, exponent in mono:
        if mono_sign(ctx, ((atom, 1),)) == POSITIVE:
            parts.append(_log_power(ctx, atom, exponent))
        elif (apart := _own_logarithm(ctx, atom, exponent)) is not None:
            parts.append(apart)
        else:
            inside = multiply(ctx, inside, power_of(atom, exponent))
    inside = multiply(ctx, inside, rest)
    if inside != ONE:
        parts.append(settle(ctx, ((Atom("log", inside), 1),), Fraction(1)))
    return total_of(parts)


def _own_logarithm(ctx: Context, atom: Atom, exponent: Exponent) -> Poly | None:
    own = KINDS[atom.kind].logarithm
    return None if own is None else own(ctx, atom, exponent)


def _log_of_fraction(ctx: Context, poly: Poly) -> Poly | None:
    """log(n/d) = log ∣n∣ − log ∣d∣ for positive n/d, if the sign of every factor of the denominator is known."""
    below, numerator = common_denominator(ctx, poly)
    parts = []
    for atom, exponent in below:
        own = mono_sign(ctx, ((atom, 1),))
        if own not in (NEGATIVE, POSITIVE) or (own == NEGATIVE and exponent != int(exponent)):
            return None
        side = 1 if own == POSITIVE else -1
        parts.append(log_of(ctx, atom.data.scaled(Fraction(side))).scaled(Fraction(exponent)))
        numerator = numerator.scaled(Fraction(side) ** int(exponent)) if side < 0 else numerator
    return total_of([log_of(ctx, numerator), *parts]) if below else None


def _log_number(value: Fraction) -> Poly:
    return total_of(power_of(Atom("log", number(p))).scaled(Fraction(n)) for p, n in number_factors(value))


def _log_power(ctx: Context, atom: Atom, exponent: Exponent) -> Poly:
    if atom.kind == "exp":
        return settle(ctx, atom.data, Fraction(exponent))
    inner = atom.data if atom.kind == "base" else power_of(atom)
    if atom.kind == "prime":
        inner = number(atom.data)
    return settle(ctx, ((Atom("log", inner), 1),), Fraction(exponent))


def tanh_of(ctx: Context, poly: Poly) -> Poly:
    """tanh u = 1 − 2/(e^{2u} + 1)."""
    below = exp_of(ctx, poly.scaled(Fraction(2))) + ONE
    return ONE - power(ctx, below, Fraction(-1)).scaled(Fraction(2))


def kinked(ctx: Context, name: str, polys: tuple[Poly, ...]) -> Poly:
    """Max and Abs where the sign is known; else with brackets: 2u[u > 0] − u, b + (a − b)[a > b]."""
    if name == "abs":
        return _abs(ctx, polys[0])
    best: list[Poly] = []
    for poly in polys:
        best = _larger(ctx, best, poly)
    first, *others = sorted(best, key=lambda poly: repr(poly))
    for other in others:
        first = _larger_of_two(ctx, first, other)
    return first


def _larger(ctx: Context, best: list[Poly], poly: Poly) -> list[Poly]:
    for other in best:
        if poly_sign(ctx, other - poly) & ~NONNEGATIVE == 0:
            return best
    return [other for other in best if poly_sign(ctx, poly - other) & ~NONNEGATIVE != 0] + [poly]


def _larger_of_two(ctx: Context, first: Poly, other: Poly) -> Poly:
    step, swapped = step_at(ctx, first - other)
    if swapped:
        first, other = other, first
    return other + multiply(ctx, first - other, step)


def _abs(ctx: Context, poly: Poly) -> Poly:
    mask = poly_sign(ctx, poly)
    if mask & ~NONNEGATIVE == 0:
        return poly
    if mask & ~NONPOSITIVE == 0:
        return poly.scaled(Fraction(-1))
    step, mirrored = step_at(ctx, poly)
    if mirrored:
        poly = poly.scaled(Fraction(-1))
    return multiply(ctx, poly.scaled(Fraction(2)), step) - poly


def _log_sign(ctx: Context, atom: Atom) -> int:
    """log a > 0 ⇔ a > 1."""
    return poly_sign(ctx, argument(atom) - ONE)


def _exponential(ctx: Context, atom: Atom, exponent: Exponent) -> Expr:
    return Apply("exp", (to_tree(ctx, argument(atom).scaled(Fraction(exponent))),))


register(AtomKind("exp", "a", rebuilt(exp_of), always(POSITIVE), called, raised_tree=_exponential))
register(AtomKind("log", "e", rebuilt(log_of), _log_sign, called, compound=True))

FUNCTIONS: dict[str, Function] = {
    "exp": exp_of,
    "log": log_of,
    "sqrt": lambda ctx, poly: power(ctx, poly, Fraction(1, 2)),
    "tanh": tanh_of,
    "cos": by_steps(lambda ctx, poly: turn(ctx, poly)[0]),
    "sin": by_steps(lambda ctx, poly: turn(ctx, poly)[1]),
}
"""Functions with identities beyond their parity, and then all others."""
for name, rank in (("sin", "f"), ("cos", "f~")):  # the sine leads: its square is 1 − cos²
    register(replace(kind_of(TABLE[name], FUNCTIONS[name]), rank=rank, settled=settled))

for row in TABLE.values():
    if row.name not in (*FUNCTIONS, *KINKED):
        FUNCTIONS[row.name] = by_steps(atom_of(row))
        register(kind_of(row, FUNCTIONS[row.name]))


def function_of(name: str) -> Function:
    """The normal form of a function of a polynomial."""
    if name not in FUNCTIONS:
        raise TooHardError(f"{row_of(name).name}: no normal form of the function is known")
    return FUNCTIONS[name]
