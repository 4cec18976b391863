"""Equations among the hypotheses, solved exactly: each for one symbol in terms of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sympy

from .reading import UncheckedError

Solution = dict[sympy.Symbol, sympy.Expr]
MOST_SOLUTIONS = 32
INVERSES: dict[type, Callable[[sympy.Expr], sympy.Expr]] = {
    sympy.exp: sympy.log,
    sympy.log: sympy.exp,
    sympy.tanh: lambda value: sympy.log((1 + value) / (1 - value)) / 2,
}


LARGEST = 60
"""The operations in an equation that is solved: SymPy cannot be interrupted."""


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


def _extended(solution: Solution, equation: Known) -> list[Solution]:
    left, right = equation.left.xreplace(solution), equation.right.xreplace(solution)
    if sympy.count_ops(left) + sympy.count_ops(right) > LARGEST:
        raise UncheckedError(f"too large: a hypothesis with more than {LARGEST} operations is not solved here")
    difference = sympy.expand(left - right)
    if difference == 0:
        return [solution]
    if difference.is_Rational:
        return []
    return [_with(solution, symbol, value) for symbol, value in _solved(left, right)]


def _with(solution: Solution, symbol: sympy.Symbol, value: sympy.Expr) -> Solution:
    return {**{each: e.xreplace({symbol: value}) for each, e in solution.items()}, symbol: value}


def _solved(left: sympy.Expr, right: sympy.Expr) -> list[tuple[sympy.Symbol, sympy.Expr]]:
    """A symbol that stands alone or in which the equation is linear, a polynomial's roots, a function's argument."""
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
    for symbol in symbols:
        for found in _inverted(difference, symbol):
            return [(symbol, found)]
    raise UncheckedError(f"the hypothesis {left} = {right} is not solved here")


def _inverted(difference: sympy.Expr, symbol: sympy.Symbol) -> Iterator[sympy.Expr]:
    """The symbol from an equation that is linear in one function of it, and that function's argument in the symbol.

    Where that has no value, such as the logarithm of a negative number, no point satisfies the equation.
    """
    inside = [each for each in difference.atoms(*INVERSES) if symbol in each.free_symbols]
    if len(inside) != 1:
        return
    value = sympy.Symbol("value~")
    outer = difference.xreplace({inside[0]: value})
    slope, inner = sympy.expand(sympy.diff(outer, value)), sympy.diff(inside[0].args[0], symbol)
    if symbol not in outer.free_symbols and all(each.is_Rational and each != 0 for each in (slope, inner)):
        wanted = INVERSES[inside[0].func](sympy.expand(value - outer / slope))
        yield sympy.expand(symbol - inside[0].args[0] / inner) + wanted / inner
