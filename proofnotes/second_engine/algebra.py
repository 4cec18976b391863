"""SymPy expressions as rational functions in independent generators, near one point.

e^{a+b} = e^a e^b, e^{c log p} = p^c, tanh u = (e^{2u} − 1)/(e^{2u} + 1), log and roots by irreducible factors.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

import flint
import sympy
from flint import arb, fmpq, fmpq_mpoly, fmpz

from .angles import turn
from .balls import BITS, Balls
from .field import Field, Generator, Near, Ratio, key_of, only_generator
from .functions import OF_SYMPY, SympyFunction
from .reading import CannotTellError, UncheckedError, UndefinedHereError


class Algebra:
    """One field, and the signs that were asked for on the way."""

    def __init__(self, balls: Balls) -> None:
        self.field = Field()
        self.signs: list[tuple[fmpq_mpoly, int]] = []
        self._balls = balls
        self._near = {bits: Near(self.field, balls, bits) for bits in BITS}
        self._known: dict[sympy.Expr, Ratio] = {}
        self._logs: dict[int, fmpq_mpoly] = {}  # generator: what it is the logarithm of
        self._exponents: dict[int, Ratio] = {}  # generator: what it is the exponential of
        self._roots: dict[int, tuple[fmpq_mpoly, int]] = {}  # generator: what it is which root of
        self._decided: sympy.Expr | None = None

    def vanishes(self, e: sympy.Expr) -> bool:
        """Whether the expression is identically zero near the point; False may only mean that it is not seen."""
        self._decided = e
        try:
            return self.field.is_zero(self.read(e))
        except ZeroDivisionError:
            raise UndefinedHereError("a denominator is identically zero") from None

    def holds_at(self, e: sympy.Expr, balls: Balls) -> bool:
        """Whether what was decided here holds near another point too: every sign that was asked for is the same."""
        near = [Near(self.field, balls, bits) for bits in BITS]
        same = e == self._decided and balls.solved == self._balls.solved
        return same and all(_sign(p, near) == known for p, known in self.signs)

    def holds_everywhere(self) -> bool:
        """Whether nothing was asked for on the way, and nothing is determined by the hypotheses."""
        return not self.signs and not self._balls.solved

    def read(self, e: sympy.Expr) -> Ratio:
        """The rational function."""
        if e not in self._known:
            self._known[e] = self._read(e)
        return self._known[e]

    def _read(self, e: sympy.Expr) -> Ratio:
        if e.is_Rational:
            return self.field.constant(fmpq(int(e.p), int(e.q)))
        if e.is_Symbol:
            return self.read(self._balls.solved[e]) if e in self._balls.solved else self._variable(e)
        if e.is_Add:
            return self._add([self.read(arg) for arg in e.args])
        if e.is_Mul:
            found = self.field.constant(1)
            for arg in e.args:
                found = self.field.multiply(found, self.read(arg))
            return found
        if e.is_Pow:
            return self._power(e)
        if e == sympy.pi:
            return self.field.generator("pi", lambda: Generator(lambda near: arb.pi()))
        if e.func in OF_SYMPY:
            argument = self.field.normalised(self.read(e.args[0]))
            return RULES[e.func](self, argument) if e.func in RULES else self._opaque(OF_SYMPY[e.func], argument)
        if e == sympy.E:
            return self.exp(self.field.constant(1))
        raise UncheckedError(f"no algebra for {e}")

    def _variable(self, e: sympy.Symbol) -> Ratio:
        def value(near: Near) -> arb:
            number = near.balls.numbers[e]
            return arb(fmpq(number.numerator, number.denominator))

        return self.field.generator(e.name, lambda: Generator(value))

    def _add(self, parts: list[Ratio]) -> Ratio:
        """By halves, so that denominators stay small for long."""
        if len(parts) == 1:
            return parts[0]
        half = len(parts) // 2
        return self.field.add(self._add(parts[:half]), self._add(parts[half:]))

    def _power(self, e: sympy.Pow) -> Ratio:
        base = self.read(e.base)
        if e.exp.is_Integer:
            return self.field.power(base, int(e.exp))
        if e.exp.is_Rational:
            return self._product(self.field.normalised(base), Fraction(int(e.exp.p), int(e.exp.q)))
        exponent = self.field.multiply(self.read(e.exp), self.log(self.field.normalised(base)))
        return self.exp(self.field.normalised(exponent))

    def _product(self, a: Ratio, exponent: Fraction) -> Ratio:
        """a ** exponent for positive a, by irreducible factors."""
        found = self.field.constant(1)
        for p, multiplicity in self._factors(a):
            found = self.field.multiply(found, self._absolute(p, exponent * multiplicity))
        return found

    def _factors(self, a: Ratio) -> list[tuple[fmpq_mpoly, int]]:
        """Irreducible factors and primes; signs are left out."""
        found: list[tuple[fmpq_mpoly, int]] = []
        for p, direction in ((a.num, 1), (a.den, -1)):
            if not p:
                raise UndefinedHereError("a root or logarithm of zero")
            c, factors = p.factor()
            found += [(factor, direction * int(n)) for factor, n in factors]
            for number, side in ((c.p, direction), (c.q, -direction)):
                primes = fmpz(abs(int(number))).factor()
                found += [(self.field.constant(int(prime)).num, side * int(n)) for prime, n in primes]
        return found

    def _absolute(self, p: fmpq_mpoly, exponent: Fraction) -> Ratio:
        """∣p∣ ** exponent for irreducible p."""
        place = only_generator(p)
        if place in self._exponents:
            return self.exp(self._scaled(self._exponents[place], exponent))
        if place in self._roots:
            inner, degree = self._roots[place]
            return self._absolute(inner, exponent / degree)
        p = self._positive(p)
        whole = floor(exponent)
        found = self.field.power(self.field.of(p), whole)
        return self.field.multiply(found, self._root(p, exponent - whole)) if exponent != whole else found

    def _root(self, p: fmpq_mpoly, exponent: Fraction) -> Ratio:
        degree = exponent.denominator
        made = Generator(lambda near: near.value(p).root(degree), degree, p)
        found = self.field.generator(("root", key_of(p), degree), lambda: made)
        place = only_generator(found.num)
        assert place is not None
        self._roots[place] = (p, degree)
        return self.field.power(found, exponent.numerator)

    def _positive(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """p or −p, whichever is positive near the point."""
        if p.is_constant():
            return p
        sign = _sign(p, list(self._near.values()))
        if sign == 0:
            raise CannotTellError("the sign of a factor")
        self.signs.append((p, sign))
        return p * sign

    def _scaled(self, a: Ratio, factor: Fraction) -> Ratio:
        return Ratio(a.num * fmpq(factor.numerator, factor.denominator), a.den)

    def exp(self, a: Ratio) -> Ratio:
        """e^a, a product over the terms of a."""
        found = self.field.constant(1)
        for mono, below, c in self.field.terms(a):
            found = self.field.multiply(found, self._exp_term(mono, below, c))
        return found

    def _exp_term(self, mono: fmpq_mpoly, below: fmpq_mpoly, factor: Fraction) -> Ratio:
        """e^{factor · mono/below}; e^{c log p} = p^c."""
        place = only_generator(mono)
        if place in self._logs and below.is_constant():
            return self._absolute(self._logs[place], factor)
        return self.field.power(self._exponential(mono, below, factor.denominator), factor.numerator)

    def _exponential(self, mono: fmpq_mpoly, below: fmpq_mpoly, part: int) -> Ratio:
        """e^{mono/(below · part)}."""

        def make() -> Generator:
            whole = self._exponential(mono, below, 1).num if part > 1 else None
            return Generator(
                lambda near: (near.value(mono) / (near.value(below) * part)).exp(), part if part > 1 else 0, whole
            )

        found = self.field.generator(("exp", key_of(mono), key_of(below), part), make)
        place = only_generator(found.num)
        assert place is not None
        self._exponents[place] = Ratio(mono, below * part)
        return found

    def log(self, a: Ratio) -> Ratio:
        """log a for positive a, by irreducible factors."""
        parts = [self._scaled(self._log(p), Fraction(n)) for p, n in self._factors(a)]
        return self._add(parts) if parts else self.field.constant(0)

    def _log(self, p: fmpq_mpoly) -> Ratio:
        """log ∣p∣ for irreducible p."""
        place = only_generator(p)
        if place in self._exponents:
            return self._exponents[place]
        if place in self._roots:
            inner, degree = self._roots[place]
            return self._scaled(self._log(inner), Fraction(1, degree))
        p = self._positive(p)
        found = self.field.generator(("log", key_of(p)), lambda: Generator(lambda near: near.value(p).log()))
        own = only_generator(found.num)
        assert own is not None
        self._logs[own] = p
        return found

    def tanh(self, a: Ratio) -> Ratio:
        """By exponentials."""
        square, one = self.exp(self._scaled(a, Fraction(2))), self.field.constant(1)
        below = self.field.power(self.field.add(square, one), -1)
        return self.field.multiply(self.field.add(square, self._scaled(one, Fraction(-1))), below)

    def _opaque(self, row: SympyFunction, a: Ratio) -> Ratio:
        """A function of which only the parity is known: the leading coefficient of the numerator is made positive."""
        if not a.num and row.parity < 0:
            return a
        sign = -1 if row.parity and a.num and a.num.leading_coefficient() < 0 else 1
        num, den = a.num * sign, a.den
        made = Generator(lambda near: row.ball(near.value(num) / near.value(den)))
        found = self.field.generator((row, key_of(num), key_of(den)), lambda: made)
        return self._scaled(found, Fraction(row.parity)) if sign < 0 else found


RULES: dict[Any, Callable[[Algebra, Ratio], Ratio]] = {
    sympy.exp: Algebra.exp,
    sympy.log: Algebra.log,
    sympy.tanh: Algebra.tanh,
    sympy.cos: lambda algebra, a: turn(algebra.field, a)[0],
    sympy.sin: lambda algebra, a: turn(algebra.field, a)[1],
}
"""Functions with identities beyond their parity."""


def _sign(p: fmpq_mpoly, near: list[Near]) -> int:
    """The sign of a polynomial; 0 where no precision decides."""
    for each in near:
        with flint.ctx.workprec(each.bits):
            found = each.value(p)
        if not found.contains(0):
            return 1 if found > 0 else -1
    return 0
