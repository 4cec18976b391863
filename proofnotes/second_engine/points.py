"""Points at which hypotheses hold: equations are solved exactly, inequalities choose the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import sympy

from .balls import Balls
from .meaning import HOLDS
from .reading import CannotTellError, UncheckedError, UndefinedHereError

Numbers = dict[sympy.Symbol, Fraction]
Solution = dict[sympy.Symbol, sympy.Expr]
MOST_SOLUTIONS = 32
TRIES = 12
"""How often a sample of each style is drawn before it is given up."""


@dataclass(frozen=True)
class Known:
    """A hypothesis at concrete dimensions: left sign right."""

    left: sympy.Expr
    sign: str
    right: sympy.Expr


def solutions(equations: Sequence[Known]) -> list[Solution]:
    """Every way to solve the equations, each for some of the symbols in terms of the others."""
    found: list[Solution] = [{}]
    for equation in equations:
        found = [extended for each in found for extended in _extended(each, equation)]
        if len(found) > MOST_SOLUTIONS:
            raise UncheckedError(f"more than {MOST_SOLUTIONS} solutions of the hypotheses")
    return found


def _extended(known: Solution, equation: Known) -> list[Solution]:
    left, right = equation.left.xreplace(known), equation.right.xreplace(known)
    if sympy.expand(left - right) == 0:
        return [known]
    return [_with(known, symbol, value) for symbol, value in _solved(left, right)]


def _with(known: Solution, symbol: sympy.Symbol, value: sympy.Expr) -> Solution:
    return {**{each: e.xreplace({symbol: value}) for each, e in known.items()}, symbol: value}


def _solved(left: sympy.Expr, right: sympy.Expr) -> list[tuple[sympy.Symbol, sympy.Expr]]:
    """A symbol that stands alone, or one in which the equation is linear, or the roots of a polynomial."""
    for side, other in ((left, right), (right, left)):
        if side.is_Symbol and side not in other.free_symbols:
            return [(side, other)]
    difference = left - right
    symbols = sorted(difference.free_symbols, key=str, reverse=True)
    for symbol in symbols:
        slope = sympy.expand(sympy.diff(difference, symbol))
        if slope.is_Rational and slope != 0:
            return [(symbol, sympy.expand(symbol - difference / slope))]
    for symbol in symbols:
        if difference.is_polynomial(symbol):
            return [(symbol, root) for root in sympy.roots(difference, symbol) if not root.has(sympy.I)]
    raise UncheckedError(f"the hypothesis {left} = {right} is not solved here")


@dataclass(frozen=True)
class Allowed:
    """What the hypotheses allow for one number; closed are the ends that belong to it."""

    low: Fraction = Fraction(-10000)
    high: Fraction = Fraction(10000)
    closed: frozenset[Fraction] = frozenset()

    def moved(self, value: Fraction, rng: Random) -> Fraction:
        """The value, or one inside."""
        if self.low < value < self.high or value in self.closed:
            return value
        if self.high - self.low < 1000:
            return self.low + (self.high - self.low) * Fraction(rng.randint(1, 99), 100)
        return self.low + 1 + abs(value) if self.low > -1000 else self.high - 1 - abs(value)


@dataclass(frozen=True)
class Style:
    """How the numbers of a point are drawn; flat: all entries of a tensor are equal."""

    draw: Callable[[Random], Fraction]
    flat: bool = False


def _generic(rng: Random) -> Fraction:
    return Fraction(rng.choice((1, -1)) * rng.randint(1, 60), rng.choice((7, 11, 13, 17)))


GENERIC = Style(_generic)
POSITIVE = Style(lambda rng: abs(_generic(rng)))
SHARE = Style(lambda rng: Fraction(rng.randint(1, 99), 300))
NOTHING = Style(lambda rng: Fraction(0))
FLAT = Style(lambda rng: Fraction(rng.randint(-3, 3)), flat=True)
SIGNS = Style(lambda rng: Fraction(rng.choice((1, -1))))
STYLES = (GENERIC, SHARE, POSITIVE, Style(lambda rng: -abs(_generic(rng))), NOTHING, FLAT, SIGNS)
"""The first ones are generic: an identity is decided there; at the others it also has to have a value."""


def samples(
    symbols: Sequence[sympy.Symbol], positive: frozenset[sympy.Symbol], known: Sequence[Known], rounds: int
) -> Iterator[Balls]:
    """Points at which the hypotheses hold, of every style, the same ones every time."""
    rng = Random(0)
    solved = solutions([each for each in known if each.sign == "="])
    wanted = [*(Known(symbol, ">", sympy.S.Zero) for symbol in positive), *(k for k in known if k.sign != "=")]
    bounds = _bounds(wanted)
    for turn in range(rounds):
        for solution in solved:
            style = STYLES[turn % len(STYLES)]
            for _ in range(TRIES):
                point = Balls(_drawn(symbols, style, bounds, rng), solution)
                if all(_certain(each, point) for each in wanted):
                    yield point
                    break


def _drawn(
    symbols: Sequence[sympy.Symbol], style: Style, bounds: Mapping[sympy.Symbol, Allowed], rng: Random
) -> Numbers:
    shared: dict[str, Fraction] = {}
    found = {}
    for symbol in symbols:
        value = style.draw(rng)
        if style.flat:
            value = shared.setdefault(symbol.name.partition("[")[0], value)
        found[symbol] = bounds[symbol].moved(value, rng) if symbol in bounds else value
    return found


def _bounds(known: Sequence[Known]) -> dict[sympy.Symbol, Allowed]:
    """Intervals for single symbols that are compared with numbers."""
    found: dict[sympy.Symbol, Allowed] = {}
    for each in known:
        difference = sympy.expand(each.left - each.right)
        if len(difference.free_symbols) != 1 or each.sign == "!=":
            continue
        (symbol,) = difference.free_symbols
        slope = sympy.diff(difference, symbol)
        if slope.is_Rational and slope != 0:
            end = difference.subs(symbol, 0) / -slope
            at, old = Fraction(int(end.p), int(end.q)), found.get(symbol, Allowed())
            closed = old.closed | {at} if "=" in each.sign else old.closed
            upward = (each.sign[0] == ">") == (slope > 0)
            low, high = (max(old.low, at), old.high) if upward else (old.low, min(old.high, at))
            found[symbol] = Allowed(low, high, closed & {low, high})
    return found


def _certain(each: Known, point: Balls) -> bool:
    try:
        return HOLDS[each.sign](point.sign(each.left - each.right))
    except (CannotTellError, UndefinedHereError):
        return False
