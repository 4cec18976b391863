"""Equations among the hypotheses, solved exactly: each for one symbol in terms of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy

from .reading import UncheckedError

Solution = dict[sympy.Symbol, sympy.Expr]
MOST_SOLUTIONS = 32


@dataclass(frozen=True)
class Known:
    """A hypothesis at concrete dimensions: left sign right."""

    left: sympy.Expr
    sign: str
    right: sympy.Expr


def solutions(equations: Sequence[Known]) -> list[Solution]:
    """Every way to solve the equations, each for some of the symbols in terms of the others; none if there is none."""
    found: list[Solution] = [{}]
    for equation in equations:
        found = [extended for each in found for extended in _extended(each, equation)]
        if len(found) > MOST_SOLUTIONS:
            raise UncheckedError(f"more than {MOST_SOLUTIONS} solutions of the hypotheses")
    return found


def _extended(known: Solution, equation: Known) -> list[Solution]:
    left, right = equation.left.xreplace(known), equation.right.xreplace(known)
    difference = sympy.expand(left - right)
    if difference == 0:
        return [known]
    if difference.is_Rational:
        return []
    return [_with(known, symbol, value) for symbol, value in _solved(left, right)]


def _with(known: Solution, symbol: sympy.Symbol, value: sympy.Expr) -> Solution:
    return {**{each: e.xreplace({symbol: value}) for each, e in known.items()}, symbol: value}


def _solved(left: sympy.Expr, right: sympy.Expr) -> list[tuple[sympy.Symbol, sympy.Expr]]:
    """A symbol that stands alone, or one in which the equation is linear, or the roots of a polynomial."""
    for side, other in ((left, right), (right, left)):
        if side.is_Symbol and side not in other.free_symbols:
            return [(side, other)]
    difference = left - right
    symbols = sorted(difference.free_symbols, key=lambda symbol: str(symbol.name), reverse=True)
    for symbol in symbols:
        slope = sympy.expand(sympy.diff(difference, symbol))
        if slope.is_Rational and slope != 0:
            return [(symbol, sympy.expand(symbol - difference / slope))]
    for symbol in symbols:
        if difference.is_polynomial(symbol):
            return [(symbol, root) for root in sympy.roots(difference, symbol) if not root.has(sympy.I)]
    raise UncheckedError(f"the hypothesis {left} = {right} is not solved here")
