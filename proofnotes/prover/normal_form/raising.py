"""Powers with a whole number as exponent that is no constant: x^{t−1}, x^K, for x of any sign.

x^e is a product of powers of x^{(t−1)(K−1)…}, one for each monomial of e in terms of what indices and dimensions
exceed 1 by: these are natural numbers, so that everything holds for x = 0, too, where e is seen to be one.  Where x is
known to be positive it is e^{e log x} instead.
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.errors import TooHardError
from ...expr.nodes import Expr, Pow
from .algebra import moved, multiply, power, times_rest
from .content import split_content
from .functions import exp_of, log_of
from .masks import ANY, NONNEGATIVE, NONZERO, POSITIVE, ZERO
from .order import is_whole
from .readable import to_tree
from .signs import poly_sign
from .terms import ONE, Atom, AtomKind, Context, Exponent, Mono, Moves, Poly, number, power_of, register


def raised_to(ctx: Context, base: Poly, exponent: Poly) -> Poly:
    """base ** exponent for a whole number as exponent; where it may be negative, the base is not 0.

    Where 2T = s t is known, T is s t/2, and x^{s t/2} is no product of powers of x unless x is positive.
    """
    if exponent.constant is not None:
        return power(ctx, base, exponent.constant)
    if poly_sign(ctx, base) == POSITIVE:
        return exp_of(ctx, multiply(ctx, exponent, log_of(ctx, base)))
    if not is_whole(exponent):
        raise TooHardError("a power whose exponent is a whole number that is a fraction of others has no normal form")
    if not base:
        return _raised_factor(ctx, base, exponent)
    (shared, coefficient), primitive = split_content(base)
    result = ONE
    factors = [Poly({((atom, 1),): Fraction(1)}) for atom, _ in shared]
    for factor, times in zip(factors, (each for _, each in shared), strict=True):
        if not isinstance(times, int):
            return _raised_factor(ctx, base, exponent)
        result = multiply(ctx, result, _one_factor(ctx, factor, exponent.scaled(Fraction(times))))
    if coefficient < 0:
        result = multiply(ctx, result, _raised_factor(ctx, number(-1), exponent))
    for part in (number(abs(coefficient)), primitive):
        if part != ONE:
            result = multiply(ctx, result, _one_factor(ctx, part, exponent))
    return result


def _one_factor(ctx: Context, factor: Poly, exponent: Poly) -> Poly:
    if poly_sign(ctx, factor) == POSITIVE:
        return exp_of(ctx, multiply(ctx, exponent, log_of(ctx, factor)))
    return _raised_factor(ctx, factor, exponent)


def _raised_factor(ctx: Context, base: Poly, exponent: Poly) -> Poly:
    """One atom for each monomial of the exponent."""
    result = ONE
    for mono, c in _past_one(ctx, exponent):
        raised = base if not mono else power_of(Atom("raised", (base, mono)))
        result = multiply(ctx, result, power(ctx, raised, c))
    return result


def is_natural(ctx: Context, exponent: Poly) -> bool:
    """Whether a whole number is seen to be 0 or more: then its power needs nothing of the base."""
    return is_whole(exponent) and all(c >= 0 for c in _past_one(ctx, exponent).terms.values())


def _past_one(ctx: Context, exponent: Poly) -> Poly:
    """The same number, where each index and dimension stands for what it exceeds 1 by."""
    result = Poly({})
    for mono, c in exponent:
        product = number(c)
        for atom, times in mono:
            for _ in range(int(times)):
                product = multiply(ctx, product, power_of(atom) + ONE)
        result = result + product
    return result


def surplus_of(ctx: Context, mono: Mono) -> Poly:
    """The product of what each index or dimension exceeds 1 by."""
    result = ONE
    for atom, exponent in mono:
        for _ in range(int(exponent)):
            result = multiply(ctx, result, power_of(atom) - ONE)
    return result


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """((−1)^n)² = 1."""
    if atom.data[0] != number(-1) or exponent in (0, 1) or exponent != int(exponent):
        return None
    return times_rest(ctx, mono, atom, power_of(atom) if exponent % 2 else ONE)


def _sign(ctx: Context, atom: Atom) -> int:
    mask = poly_sign(ctx, atom.data[0])
    return mask if mask in (POSITIVE, NONNEGATIVE) else ANY if mask & ZERO else NONZERO


def _moved(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    base, surplus = atom.data
    return raised_to(ctx, moved(ctx, base, moves), moved(ctx, surplus_of(ctx, surplus), moves))


def _tree(ctx: Context, atom: Atom) -> Expr:
    base, surplus = atom.data
    return Pow(to_tree(ctx, base), to_tree(ctx, surplus_of(ctx, surplus)))


register(AtomKind("raised", "a", _moved, _sign, _tree, _settled, compound=True))
