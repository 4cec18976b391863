"""Means of polynomials in independent symbols, moment by moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy

from .reading import UncheckedError


def _normal(n: int, mean: sympy.Expr, deviation: sympy.Expr) -> sympy.Expr:
    """Stein: E xⁿ = μ E xⁿ⁻¹ + (n − 1) σ² E xⁿ⁻²."""
    before, here = sympy.S.Zero, sympy.S.One
    for k in range(1, n + 1):
        before, here = here, mean * here + (k - 1) * deviation**2 * before
    return here


def _uniform(n: int, low: sympy.Expr, high: sympy.Expr) -> sympy.Expr:
    """∫ xⁿ dx/(b − a) = Σ_k aᵏ bⁿ⁻ᵏ/(n + 1)."""
    return sympy.Add(*(low**k * high ** (n - k) for k in range(n + 1))) / (n + 1)


MOMENTS: dict[str, Callable[..., sympy.Expr]] = {"normal": _normal, "uniform": _uniform}


def mean(e: sympy.Expr, law: str, parameters: Mapping[sympy.Symbol, Sequence[sympy.Expr]], written: str) -> sympy.Expr:
    """The mean of an expression in symbols that are independent, each with its parameters."""
    used = [symbol for symbol in parameters if symbol in e.free_symbols]
    if not used:
        return e
    try:
        poly = sympy.Poly(e, *used)
    except sympy.PolynomialError:
        raise UncheckedError(f"{written}: the mean of what is no polynomial is not worked out here") from None
    if poly.coeffs() and any(set(used) & c.free_symbols for c in poly.coeffs()):
        raise UncheckedError(f"{written}: the mean of what is no polynomial is not worked out here")
    terms = (
        c * sympy.Mul(*(MOMENTS[law](n, *parameters[symbol]) for symbol, n in zip(used, powers, strict=True)))
        for powers, c in poly.terms()
    )
    return sympy.Add(*terms)
