"""Rational functions over ℚ in generators that are found on the way, with relations r^q = p between them.

A generator is a variable, or a function of what is there already: e^m for a monomial m, log p, erf u, the q-th root of
a polynomial p.  Everything happens near one point, at which the sign of every polynomial is known: there √(p²) is p or
−p, and the logarithm of a product is the sum of logarithms.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction

from flint import Ordering, arb, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from .balls import Balls
from .reading import UncheckedError

MOST_TERMS = 3_000
MOST_PRODUCTS = 1_000_000
"""Of terms with terms, in one step."""
FIRST = 8  # how many generators there is room for at first; the room is doubled as often as needed


@dataclass(frozen=True)
class Generator:
    """Its value, from the values of the generators before it, and q and p of its relation r^q = p."""

    value: Callable[[Near], arb]
    power: int = 0
    relation: fmpq_mpoly | None = None


@dataclass(frozen=True)
class Ratio:
    """A numerator and a denominator."""

    num: fmpq_mpoly
    den: fmpq_mpoly


class Field:
    """The generators so far, and arithmetic with them."""

    def __init__(self) -> None:
        self.generators: list[Generator] = []
        self._places: dict[Hashable, int] = {}
        self._make_room(FIRST)

    def _make_room(self, size: int) -> None:
        self._ctx = fmpq_mpoly_ctx.get(tuple(f"g{n}" for n in range(size)), Ordering.lex)

    def _lift(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial in the present context."""
        if p.context() is self._ctx:
            return p
        missing = (0,) * (self._ctx.nvars() - p.context().nvars())
        return self._ctx.from_dict({tuple(each) + missing: c for each, c in p.to_dict().items()})

    def constant(self, value: fmpq | int) -> Ratio:
        """A number."""
        return Ratio(self._ctx.constant(fmpq(value)), self._ctx.constant(1))

    def of(self, p: fmpq_mpoly) -> Ratio:
        """A polynomial."""
        return Ratio(self._lift(p), self._ctx.constant(1))

    def generator(self, key: Hashable, make: Callable[[], Generator]) -> Ratio:
        """The generator with this key, made if there is none."""
        if key not in self._places:
            made = make()
            if len(self.generators) == self._ctx.nvars():
                self._make_room(2 * self._ctx.nvars())
            self._places[key] = len(self.generators)
            self.generators.append(made)
        return self.of(self._ctx.gen(self._places[key]))

    def add(self, a: Ratio, b: Ratio) -> Ratio:
        """a + b."""
        an, ad, bn, bd = map(self._lift, (a.num, a.den, b.num, b.den))
        if ad == bd:
            return self._ratio(an + bn, ad)
        _check_size(an, bd)
        _check_size(bn, ad)
        _check_size(ad, bd)
        common = ad.gcd(bd)
        left, right = bd / common, ad / common
        return self._ratio(an * left + bn * right, ad * left)

    def multiply(self, a: Ratio, b: Ratio) -> Ratio:
        """a b, with what cancels cancelled."""
        an, ad, bn, bd = map(self._lift, (a.num, a.den, b.num, b.den))
        _check_size(an, bn)
        _check_size(ad, bd)
        first, second = an.gcd(bd), bn.gcd(ad)
        return Ratio((an / first) * (bn / second), (ad / second) * (bd / first))

    def _ratio(self, num: fmpq_mpoly, den: fmpq_mpoly) -> Ratio:
        if den.is_constant():
            return Ratio(num, den)
        common = num.gcd(den)
        return Ratio(num / common, den / common)

    def power(self, a: Ratio, exponent: int) -> Ratio:
        """An integer power; ZeroDivisionError for a negative one of zero."""
        for p in (a.num, a.den):
            if len(p) > 1 and len(p) * abs(exponent) > MOST_TERMS:
                raise UncheckedError(f"too large: a power {exponent} of {len(p)} terms")
        if exponent >= 0:
            return Ratio(a.num**exponent, a.den**exponent)
        if not a.num:
            raise ZeroDivisionError("a power of zero")
        return Ratio(a.den**-exponent, a.num**-exponent)

    def reduced(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial with every r^q replaced by its p, the generators found last first."""
        p = self._lift(p)
        for place in reversed(range(len(self.generators))):
            made = self.generators[place]
            if made.relation is not None and p.degrees()[place] >= made.power:
                p = self._lowered(p, place, made.power, self._lift(made.relation))
        return p

    def _lowered(self, p: fmpq_mpoly, place: int, power: int, relation: fmpq_mpoly) -> fmpq_mpoly:
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, c in p.to_dict().items():
            whole, rest = divmod(int(exponents[place]), power)
            lowered = (*exponents[:place], rest, *exponents[place + 1 :])
            parts.setdefault(whole, {})[lowered] = c
        found = self._ctx.constant(0)
        for whole, part in parts.items():
            found += self._ctx.from_dict(part) * relation**whole
        return found

    def normalised(self, a: Ratio) -> Ratio:
        """The same with reduced numerator and denominator, and no single root in the denominator."""
        num, den = self.reduced(a.num), self.reduced(a.den)
        for place, exponent in enumerate(_common(den)):
            made = self.generators[place] if exponent else None
            if made is not None and made.power:
                missing = self._ctx.gen(place) ** (made.power - exponent)
                num, den = self.reduced(num * missing), self.reduced(den * missing)
        found = self._ratio(num, den)
        lead = found.den.leading_coefficient()
        return Ratio(found.num / lead, found.den / lead)

    def is_zero(self, a: Ratio) -> bool:
        """Whether the rational function is zero, modulo the relations."""
        return not self.reduced(a.num)

    def terms(self, a: Ratio) -> list[tuple[fmpq_mpoly, fmpq_mpoly, Fraction]]:
        """a as a sum of c · mono/below: the terms of its polynomial part, and of what is left over its denominator."""
        num, den, one = self._lift(a.num), self._lift(a.den), self._ctx.constant(1)
        whole, rest = (num / den.leading_coefficient(), one * 0) if den.is_constant() else divmod(num, den)
        return [
            (self._ctx.from_dict({each: 1}), below, Fraction(int(c.p), int(c.q)))
            for p, below in ((whole, one), (rest, den))
            for each, c in p.to_dict().items()
        ]


class Near:
    """The values of the generators at one point, to a given precision."""

    def __init__(self, field: Field, balls: Balls, bits: int) -> None:
        self.field, self.balls, self.bits = field, balls, bits
        self._known: dict[int, arb] = {}

    def __getitem__(self, place: int) -> arb:
        if place not in self._known:
            self._known[place] = self.field.generators[place].value(self)
        return self._known[place]

    def value(self, p: fmpq_mpoly) -> arb:
        """A ball around the value of a polynomial."""
        found = arb(0)
        for exponents, c in p.to_dict().items():
            term = arb(c)
            for place, exponent in enumerate(exponents):
                if exponent:
                    term = term * self[place] ** int(exponent)
            found = found + term
        return found


def _check_size(p: fmpq_mpoly, q: fmpq_mpoly) -> None:
    """Nothing stops a product of polynomials once it has begun."""
    if len(p) * len(q) > MOST_PRODUCTS:
        raise UncheckedError(f"too large: a product of {len(p)} terms with {len(q)}")


def _common(p: fmpq_mpoly) -> tuple[int, ...]:
    """The greatest monomial that divides every term."""
    return tuple(map(min, zip(*(map(int, each) for each in p.monoms()), strict=True)))


def key_of(p: fmpq_mpoly) -> Hashable:
    """The same for equal polynomials, however much room there is for generators."""
    terms = ((tuple(enumerate(map(int, each))), c) for each, c in p.to_dict().items())
    return frozenset((tuple(pair for pair in powers if pair[1]), int(c.p), int(c.q)) for powers, c in terms)


def only_generator(p: fmpq_mpoly) -> int | None:
    """The place of the generator, if the polynomial is exactly that."""
    if len(p) != 1 or p.total_degree() != 1 or p.leading_coefficient() != 1:
        return None
    return tuple(map(int, p.degrees())).index(1)
