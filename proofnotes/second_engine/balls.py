"""Rigorous values of SymPy expressions at a point: balls that contain the exact value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

import flint
import sympy
from flint import arb, fmpq

from .functions import OF_SYMPY
from .reading import CannotTellError, UncheckedError, UndefinedHereError

BITS = (64, 256, 1024)
"""The precisions that a sign is looked for with."""
HIGHEST = 64
"""The largest exponent that is worked out exactly."""


class Balls:
    """One point: exact rationals for the free symbols, and expressions for those that the hypotheses determine."""

    def __init__(self, numbers: Mapping[sympy.Symbol, Fraction], solved: Mapping[sympy.Symbol, sympy.Expr]) -> None:
        self.numbers, self.solved = numbers, solved
        self._known: dict[int, dict[sympy.Expr, arb]] = {}
        self._exact: dict[sympy.Expr, Fraction | None] = {}

    def __str__(self) -> str:
        return ", ".join(f"{symbol} = {value}" for symbol, value in sorted(self.numbers.items(), key=str))

    def value(self, e: sympy.Expr, bits: int) -> arb:
        """A ball around the value."""
        with flint.ctx.workprec(bits):
            return self._value(e, self._known.setdefault(bits, {}))

    def sign(self, e: sympy.Expr) -> int:
        """The sign of the value.  CannotTellError if no precision decides; that of a rational number is decided."""
        for bits in BITS:
            found = self.value(e, bits)
            if found.is_zero():
                return 0
            if not found.contains(0):
                return 1 if found > 0 else -1
            exact = self._rational(e)
            if exact is not None:
                return (exact > 0) - (exact < 0)
        raise CannotTellError("the sign of", e)

    def _rational(self, e: sympy.Expr) -> Fraction | None:
        """The value where it is rational by arithmetic alone."""
        if e not in self._exact:
            self._exact[e] = self._arithmetic(e)
        return self._exact[e]

    def _arithmetic(self, e: sympy.Expr) -> Fraction | None:
        if e.is_Rational:
            return Fraction(int(e.p), int(e.q))
        if e.is_Symbol:
            return self._rational(self.solved[e]) if e in self.solved else self.numbers[e]
        if e.is_Pow:
            base = self._rational(e.base)
            if base is None or not e.exp.is_Integer or abs(e.exp) > HIGHEST or (base == 0 and e.exp < 0):
                return None
            return base ** int(e.exp)
        if not (e.is_Add or e.is_Mul):
            return None
        parts = []
        for arg in e.args:
            part = self._rational(arg)
            if part is None:
                return None
            parts.append(part)
        return sum(parts, Fraction(0)) if e.is_Add else prod(parts, start=Fraction(1))

    def _value(self, e: sympy.Expr, balls: dict[sympy.Expr, arb]) -> arb:
        if e not in balls:
            balls[e] = self._evaluate(e, balls)
        return balls[e]

    def _evaluate(self, e: sympy.Expr, balls: dict[sympy.Expr, arb]) -> arb:
        if e.is_Rational:
            return arb(fmpq(int(e.p), int(e.q)))
        if e.is_Symbol:
            return self._symbol(e, balls)
        if e == sympy.pi:
            return arb.pi()
        if e.is_Pow:
            return self._power(e, balls)
        args = [self._value(arg, balls) for arg in e.args]
        if e.is_Add:
            return sum(args, arb(0))
        if e.is_Mul:
            found = arb(1)
            for arg in args:
                found = found * arg
            return found
        if e.func in OF_SYMPY:
            return OF_SYMPY[e.func].ball(args[0])
        if e == sympy.E:
            return arb(1).exp()
        raise UncheckedError(f"no ball for {e}")

    def _symbol(self, e: sympy.Symbol, balls: dict[sympy.Expr, arb]) -> arb:
        if e in self.solved:
            return self._value(self.solved[e], balls)
        number = self.numbers[e]
        return arb(fmpq(number.numerator, number.denominator))

    def _power(self, e: sympy.Pow, balls: dict[sympy.Expr, arb]) -> arb:
        base = self._value(e.base, balls)
        if e.exp.is_Integer:
            if e.exp < 0 and base.is_zero():
                raise UndefinedHereError(f"{e}: division by zero")
            return base ** int(e.exp)
        if e.exp.is_Rational and e.exp.q == 2:
            return base.sqrt() ** int(e.exp.p)
        return base ** self._value(e.exp, balls)
