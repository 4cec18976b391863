"""Functions near infinity: sums of I · x^k · e^{q(x)} for all x ≥ R, with rigorous intervals I.

The normal form is read atom by atom.  Cancellation has happened there, exactly; here every atom is replaced by its
leading growth times an interval that holds all the rest, so that signs, suprema and limits on [R, ∞) can be read off.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

from flint import arb

from ...expr.elementary import ANYTHING
from ...expr.errors import TooHardError
from ...expr.functions import TABLE
from ...expr.nodes import Scalar
from ..normal_form.algebra import settle
from ..normal_form.terms import Atom, Context, Exponent, Mono, Poly, monomial
from .growth import Growth, between, faster, never_positive, product, quotient
from .intervals import ball

VALUES: dict[str, Callable[[Atom], arb]] = {
    "prime": lambda atom: arb(atom.data),
    "pi": lambda atom: arb.pi(),
}
"""Atoms that are positive numbers."""


class Tail:
    """Expansions of polynomials over atoms in x, for all x ≥ start."""

    def __init__(self, x: Scalar, start: Fraction) -> None:
        self.atom = Atom("scalar", x)
        self.start = ball(start)
        self._atoms: dict[tuple[Atom, Exponent], list[Growth]] = {}

    def expand(self, poly: Poly) -> list[Growth]:
        """The terms with different growth, the fastest first."""
        return self.ordered([term for mono, c in poly for term in self._mono(mono, c)])

    def _mono(self, mono: Mono, c: Fraction) -> list[Growth]:
        result = [Growth(ball(c), Fraction(0), (), Poly({}))]
        for atom, exponent in mono:
            key = (atom, exponent)
            if key not in self._atoms:
                self._atoms[key] = self._power_of(atom, exponent)
            result = [product(a, b) for a in result for b in self._atoms[key]]
        return result

    def _power_of(self, atom: Atom, exponent: Exponent) -> list[Growth]:
        exact = Fraction(exponent)
        if atom is self.atom:
            return [Growth(arb(1), exact, (), Poly({}))]
        if atom.kind == "exp":
            return [self._exponential(Poly({atom.data: exact}))]
        if atom.kind in VALUES:
            return [Growth(VALUES[atom.kind](atom) ** ball(exact), Fraction(0), (), Poly({}))]
        if atom.kind == "base":
            return [self._compound(atom.data, exact)]
        if atom.kind in ("erf", "log") and exact == int(exact) and exact > 0:
            expanded = self._erf(atom.data) if atom.kind == "erf" else self._log(atom.data)
            result = expanded
            for _ in range(int(exact) - 1):
                result = [product(a, b) for a in result for b in expanded]
            return result
        values = TABLE[atom.kind].values if atom.kind in TABLE else ANYTHING
        if values.low is not None and values.high is not None and exact == int(exact) and exact > 0:
            anywhere = between(arb(values.low), arb(values.high))
            return [Growth(prod([anywhere] * int(exact), start=arb(1)), Fraction(0), (), Poly({}))]
        raise TooHardError(f"the growth of {atom} is not known")

    def _exponential(self, poly: Poly) -> Growth:
        """e^{q(x)} for a polynomial q in x with constant coefficients."""
        pairs: dict[Fraction, arb] = {}
        for mono, c in poly:
            power, value = Fraction(0), ball(c)
            for atom, exponent in mono:
                if atom is self.atom:
                    power += exponent
                elif atom.kind in VALUES:
                    value *= VALUES[atom.kind](atom) ** ball(Fraction(exponent))
                else:
                    raise TooHardError(f"the growth of e^{poly} is not known")
            pairs[power] = pairs.get(power, arb(0)) + value
        if any(power < 0 for power in pairs):
            raise TooHardError(f"the growth of e^{poly} is not known")
        constant = pairs.pop(Fraction(0), arb(0))
        rate = tuple(sorted(pairs.items(), reverse=True))
        key = Poly({mono: c for mono, c in poly if any(atom is self.atom for atom, _ in mono)})
        return Growth(constant.exp(), Fraction(0), rate, key)

    def _compound(self, base: Poly, exponent: Fraction) -> Growth:
        """P = D (1 + δ) for its dominant term D."""
        lead, *others = self.expand(base)
        factor = lead.factor * (1 + self._relative(lead, others))
        if exponent.denominator != 1 and not factor > 0:
            raise TooHardError("a root of something that may be negative")
        if factor.contains(0):
            raise TooHardError("a denominator that may vanish")
        rate = tuple((power, c * ball(exponent)) for power, c in lead.rate)
        return Growth(factor ** ball(exponent), lead.power * exponent, rate, lead.key.scaled(exponent))

    def _relative(self, lead: Growth, others: list[Growth]) -> arb:
        """An interval for (the other terms)/(the leading term) on all of [R, ∞)."""
        total = arb(0)
        for other in others:
            total += other.factor / lead.factor * between(arb(0), self._falling(quotient(other, lead)))
        return total

    def _falling(self, term: Growth) -> arb:
        """x^k e^{q(x)} at R, its largest value on [R, ∞); it has to fall from there on."""
        slope = {power: c * ball(power) for power, c in term.rate}
        slope[Fraction(0)] = slope.get(Fraction(0), arb(0)) + ball(term.power)
        if not never_positive(slope, self.start):
            raise TooHardError("the tail begins too early")
        value = self.start ** ball(term.power)
        for power, c in term.rate:
            value *= (c * self.start ** ball(power)).exp()
        return value.upper()

    def _erf(self, argument: Poly) -> list[Growth]:
        """erf u = ±(1 − e^{−u²}/(u√π) [1 − 1/(2u²), 1]) for large u."""
        if argument.single is None:
            raise TooHardError("the growth of erf of a sum is not known")
        growth, *others = self.expand(argument)
        if others:
            raise TooHardError("the growth of erf of a sum is not known")
        sign = 1 if growth.factor > 0 else -1
        if growth.rate or growth.power <= 0 or not growth.factor * sign > 0:
            raise TooHardError("the growth of erf is not known")
        mono, c = argument.single
        squared = monomial((atom, 2 * each) for atom, each in mono)
        falling = self._exponential(settle(Context(), squared, -c * c))
        size = growth.factor * sign
        smallest = (size * self.start ** ball(growth.power)).lower()
        bracket = between(1 - 1 / (2 * smallest**2), arb(1))
        rest = falling.factor / (size * arb.pi().sqrt()) * bracket
        one = Growth(arb(sign), Fraction(0), (), Poly({}))
        return [one, Growth(-sign * rest, -growth.power, falling.rate, falling.key)]

    def _log(self, argument: Poly) -> list[Growth]:
        """log(D (1 + δ)) = log D + δ · [1/(1 + δ⁺), 1/(1 + δ⁻)]: δ keeps its growth."""
        lead, *others = self.expand(argument)
        if not lead.factor > 0:
            raise TooHardError("the growth of a logarithm is not known")
        relative = self._relative(lead, others)
        if not 1 + relative > 0:
            raise TooHardError("a logarithm of something that may be negative")
        mean = between(1 / (1 + relative.lower()), arb(1)).union(1 / (1 + relative.upper()))
        terms = [Growth(lead.factor.log(), Fraction(0), (), Poly({}))] if not (lead.factor - 1).is_zero() else []
        terms += [Growth(c, power, (), Poly({})) for power, c in lead.rate]
        if lead.power != 0:  # 0 ≤ log x ≤ √x for x ≥ 1
            terms.append(Growth(between(arb(0), ball(lead.power)), Fraction(1, 2), (), Poly({})))
        for other in others:
            ratio = quotient(other, lead)
            terms.append(Growth(ratio.factor * mean, ratio.power, ratio.rate, ratio.key))
        return terms

    def ordered(self, terms: list[Growth]) -> list[Growth]:
        """Equal growth merged, the fastest first."""
        merged: dict[tuple[Fraction, Poly], Growth] = {}
        for term in terms:
            key = (term.power, term.key)
            known = merged.get(key)
            factor = term.factor if known is None else known.factor + term.factor
            merged[key] = Growth(factor, term.power, term.rate, term.key)
        found = [term for term in merged.values() if not term.factor.is_zero()]
        for place in range(len(found)):  # a selection sort: the comparison is between intervals and may fail
            best = place
            for other in range(place + 1, len(found)):
                if faster(found[other], found[best]):
                    best = other
            found[place], found[best] = found[best], found[place]
        return found

    def sign(self, terms: list[Growth]) -> int:
        """The sign of the whole on [R, ∞); 0 if it is not known."""
        if not terms:
            return 0
        lead, *others = terms
        whole = lead.factor * (1 + self._relative(lead, others))
        return 1 if whole > 0 else -1 if whole < 0 else 0
