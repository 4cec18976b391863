"""Rigorous values of SymPy expressions at a point: balls that contain the exact value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import flint
import sympy
from flint import arb, fmpq

from .reading import CannotTellError, UncheckedError, UndefinedHereError

BITS = (64, 256, 1024)
"""The precisions that a sign is looked for with."""

FUNCTIONS: dict[type[sympy.Expr], Callable[[arb], arb]] = {
    sympy.exp: lambda x: x.exp(),
    sympy.log: lambda x: x.log(),
    sympy.tanh: lambda x: x.tanh(),
    sympy.erf: lambda x: x.erf(),
}


class Balls:
    """One point: exact rationals for the free symbols, and expressions for those that the hypotheses determine."""

    def __init__(self, numbers: Mapping[sympy.Symbol, Fraction], solved: Mapping[sympy.Symbol, sympy.Expr]) -> None:
        self.numbers, self.solved = numbers, solved
        self._known: dict[int, dict[sympy.Expr, arb]] = {}

    def __str__(self) -> str:
        return ", ".join(f"{symbol} = {value}" for symbol, value in sorted(self.numbers.items(), key=str))

    def value(self, e: sympy.Expr, bits: int) -> arb:
        """A ball around the value."""
        with flint.ctx.workprec(bits):
            return self._value(e, self._known.setdefault(bits, {}))

    def sign(self, e: sympy.Expr) -> int:
        """The sign of the value.  CannotTellError if no precision decides; an exact zero is decided."""
        for bits in BITS:
            found = self.value(e, bits)
            if found.is_zero():
                return 0
            if not found.contains(0):
                return 1 if found > 0 else -1
        raise CannotTellError("the sign of", e)

    def _value(self, e: sympy.Expr, known: dict[sympy.Expr, arb]) -> arb:
        if e not in known:
            known[e] = self._evaluate(e, known)
        return known[e]

    def _evaluate(self, e: sympy.Expr, known: dict[sympy.Expr, arb]) -> arb:
        if e.is_Rational:
            return arb(fmpq(int(e.p), int(e.q)))
        if e.is_Symbol:
            return self._symbol(e, known)
        if e == sympy.pi:
            return arb.pi()
        if e.is_Pow:
            return self._power(e, known)
        args = [self._value(arg, known) for arg in e.args]
        if e.is_Add:
            return sum(args, arb(0))
        if e.is_Mul:
            found = arb(1)
            for arg in args:
                found = found * arg
            return found
        if type(e) in FUNCTIONS:
            return FUNCTIONS[type(e)](args[0])
        if e == sympy.E:
            return arb(1).exp()
        raise UncheckedError(f"no ball for {e}")

    def _symbol(self, e: sympy.Symbol, known: dict[sympy.Expr, arb]) -> arb:
        if e in self.solved:
            return self._value(self.solved[e], known)
        number = self.numbers[e]
        return arb(fmpq(number.numerator, number.denominator))

    def _power(self, e: sympy.Pow, known: dict[sympy.Expr, arb]) -> arb:
        base = self._value(e.base, known)
        if e.exp.is_Integer:
            if e.exp < 0 and base.is_zero():
                raise UndefinedHereError(f"{e}: division by zero")
            return base ** int(e.exp)
        if e.exp.is_Rational and e.exp.q == 2:
            return base.sqrt() ** int(e.exp.p)
        return base ** self._value(e.exp, known)
