"""Arithmetic of rational functions: products that are reduced, factors, renaming.

Coq checks what comes out, so nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import flint

from .places import Place
from .rational import (
    ONE,
    ZERO,
    Base,
    BigAtom,
    Bracket,
    FunAtom,
    KronAtom,
    Leaf,
    Mono,
    Opaque,
    Rational,
    RootAtom,
    Stuck,
    WholeBracket,
    mono_key,
    num,
    of,
    rational_content,
)
from .trees import At, Ordinal

Make = Callable[[Opaque], Rational]
"""What an atom comes to after simplification."""

Factors = list[tuple[Rational, int]]
"""Factors with their exponents."""


def mono_of(powers: Mapping[Opaque, int]) -> Mono:
    """The monomial, with its atoms in order; an idempotent atom has no powers."""
    found = [(atom, 1 if atom.idempotent and n > 0 else n) for atom, n in powers.items() if n]
    return tuple(sorted(found, key=lambda each: each[0].rank))


def mono_mul(left: Mono, right: Mono) -> Mono:
    """The product of two monomials, before anything is reduced."""
    powers = dict(left)
    for atom, n in right:
        powers[atom] = powers.get(atom, 0) + n
    return mono_of(powers)


@dataclass
class Ring:
    """The rational functions of one proof.  squares: what the squares of certain atoms are, by the key of the atom."""

    squares: dict[str, Rational] = field(default_factory=dict)

    def mul(self, p: Rational, q: Rational) -> Rational:
        """The product, reduced: sums are multiplied out, squares of roots replaced."""
        out: dict[Mono, Fraction] = {}
        more = ZERO
        for m, c in p.terms.items():
            for n, d in q.terms.items():
                mono = mono_mul(m, n)
                reducible = next((each for each in mono if self._reducible(*each)), None)
                if reducible is None:
                    out[mono] = out.get(mono, Fraction(0)) + c * d
                else:
                    rest = Rational({tuple(each for each in mono if each[0] is not reducible[0]): c * d})
                    more = more + self.mul(rest, self._reduced(*reducible))
        return Rational(out) + more

    def _reducible(self, atom: Opaque, n: int) -> bool:
        if isinstance(atom, Base):
            return n > 0
        if isinstance(atom, FunAtom) and atom.name == "sqrt":
            return n not in (0, 1)
        return n > 1 and atom.key in self.squares

    def _reduced(self, atom: Opaque, n: int) -> Rational:
        if isinstance(atom, Base):
            return self.power(atom.poly, n)
        half, odd = divmod(n, 2)
        square = atom.argument if isinstance(atom, FunAtom) and atom.name == "sqrt" else self.squares[atom.key]
        return self.mul(self.power(square, half), of(atom) if odd else ONE)

    def power(self, p: Rational, n: int) -> Rational:
        """A whole power."""
        return self.product([self.inverse(p) if n < 0 else p] * abs(n))

    def product(self, factors: Iterable[Rational]) -> Rational:
        """The product of them all."""
        out = ONE
        for each in factors:
            out = self.mul(out, each)
        return out

    def inverse(self, p: Rational) -> Rational:
        """1/p, its denominators factored."""
        if not p.terms:
            raise Stuck("division by zero")
        if p.single is not None:
            mono, c = p.single
            if any(atom.idempotent for atom, _ in mono):
                raise Stuck(f"division by {p}, which may be 0")
            out = num(1 / c)
            for atom, n in mono:
                back = self.power(atom.poly, -n) if isinstance(atom, Base) and n < 0 else of(atom, -n)
                out = self.mul(out, back)
            return out
        q, below = self.over_common(p)
        if q.single is not None:
            return self.mul(self.inverse(q), below)
        (mono, c), primitive = self.content(q)
        k, parts = factors(primitive)
        out = Rational({tuple((atom, -n) for atom, n in mono): 1 / (c * k)})
        for factor, n in parts:
            out = self.mul(out, of(Base(factor), -n) if factor.single is None else self.power(self.inverse(factor), n))
        return self.mul(out, below)

    def content(self, p: Rational) -> tuple[tuple[Mono, Fraction], Rational]:
        """(mono, c) and the primitive p / (c mono), which is without negative exponents and begins with a plus."""
        items = p.ordered()
        powers = [dict(mono) for mono, _ in items]
        low = {atom: min(each.get(atom, 0) for each in powers) for atom in p.atoms if not atom.idempotent}
        c = rational_content([value for _, value in items])
        if items[0][1] < 0:
            c = -c
        down = mono_of({atom: -n for atom, n in low.items()})
        return (mono_of(low), c), self.mul(p, Rational({down: 1 / c}))

    def over_common(self, p: Rational) -> tuple[Rational, Rational]:
        """q and below with p = q / below, where q has no sum in a denominator."""
        most = _denominators(p)
        below = self.product(self.power(base.poly, -n) for base, n in most.items())
        q = ZERO
        for mono, c in p.terms.items():
            own = dict(mono)
            extra = self.product([self.power(base.poly, own.pop(base, 0) - n) for base, n in most.items()])
            q = q + self.mul(Rational({mono_of(own): c}), extra)
        return q, below

    def factored(self, p: Rational) -> tuple[Fraction, Factors]:
        """A number and factors, whose product is p."""
        q, _ = self.over_common(p)
        if not q.terms:
            return Fraction(0), []
        (mono, c), primitive = self.content(q)
        k, parts = factors(primitive)
        merged: dict[Rational, int] = {}
        below = [(base.poly, n) for base, n in _denominators(p).items()]
        for factor, n in [*((of(atom), n) for atom, n in mono), *parts, *below]:
            merged[factor] = merged.get(factor, 0) + n
        return c * k, [(factor, n) for factor, n in merged.items() if n]

    def cancelled(self, p: Rational, index: str) -> Rational:
        """Fractions whose denominators are sums with the index, divided with remainder: a/(a + b) = 1 - b/(a + b)."""
        waiting = p
        for _ in range(MOST_DIVISIONS):
            found = next((each for mono in waiting.terms if (each := _divisible(mono, index)) is not None), None)
            if found is None:
                return waiting
            mono, base, lead = found
            c = waiting.terms[mono]
            quotient = Rational({mono_mul(mono, mono_of({atom: -n for atom, n in lead})): c / base.poly.terms[lead]})
            others = Rational({each: d for each, d in base.poly.terms.items() if each != lead})
            whole = Rational({mono_mul(each, ((base, 1),)): d for each, d in quotient.terms.items()})
            waiting = waiting - Rational({mono: c}) + whole - self.mul(quotient, others)
        return p

    def renamed(self, p: Rational, mapping: Mapping[str, Place], make: Make) -> Rational:
        """Indices replaced by places; make simplifies the atoms that change."""
        if p.free.isdisjoint(mapping):
            return p
        out = ZERO
        for mono, c in p.terms.items():
            term = num(c)
            for atom, n in mono:
                term = self.mul(term, self.power(self._renamed_atom(atom, mapping, make), n))
            out = out + term
        return out

    def _renamed_atom(self, atom: Opaque, mapping: Mapping[str, Place], make: Make) -> Rational:
        if atom.free.isdisjoint(mapping):
            return of(atom)

        def moved(places: tuple[Place, ...]) -> tuple[Place, ...]:
            return tuple(place.moved(mapping) for place in places)

        match atom:
            case Leaf(At(name, places)):
                return make(Leaf(At(name, moved(places))))
            case Leaf(Ordinal(place)):
                return make(Leaf(Ordinal(place.moved(mapping))))
            case RootAtom(name, places):
                return make(RootAtom(name, moved(places)))
            case KronAtom(left, right):
                return make(KronAtom(left.moved(mapping), right.moved(mapping)))
            case Base(poly):
                return self.renamed(poly, mapping, make)
            case FunAtom(name, argument):
                return make(FunAtom(name, self.renamed(argument, mapping, make)))
            case Bracket(sign, excess):
                return make(Bracket(sign, self.renamed(excess, mapping, make)))
            case WholeBracket(sign, excess):
                return make(WholeBracket(sign, self.renamed(excess, mapping, make)))
            case BigAtom(word, label, extent, body):
                outside = {name: place for name, place in mapping.items() if name != label}
                return make(BigAtom(word, label, extent, self.renamed(body, outside, make)))
        raise Stuck(f"indices in {atom}")


MOST_DIVISIONS = 200


def _divisible(mono: Mono, index: str) -> tuple[Mono, Base, Mono] | None:
    """A denominator with the index in a monomial, and its leading monomial, which divides the numerator."""
    powers = dict(mono)
    for base, n in mono:
        if isinstance(base, Base) and n < 0 and index in base.free:
            lead = max(base.poly.terms, key=lambda each: (sum(m for _, m in each), mono_key(each)))
            if lead and all(powers.get(atom, 0) >= m > 0 and not atom.idempotent for atom, m in lead):
                return mono, base, lead
    return None


def _denominators(p: Rational) -> dict[Base, int]:
    """The sums in denominators, each with its least exponent, in the order of their texts."""
    most: dict[Base, int] = {}
    for mono, _ in p.ordered():
        for atom, n in mono:
            if isinstance(atom, Base):
                most[atom] = min(most.get(atom, 0), n)
    return most


def factors(primitive: Rational) -> tuple[Fraction, Factors]:
    """A number and the irreducible factors of a function without negative exponents."""
    if primitive.single is not None:
        mono, c = primitive.single
        return c, [(of(atom), n) for atom, n in mono]
    polynomial, atoms = _to_flint(primitive)
    constant, found = polynomial.factor()
    c, out = _fraction(constant), []
    for factor, n in found:
        back = _from_flint(factor, atoms)
        scale = rational_content(list(back.terms.values()))
        if back.ordered()[0][1] < 0:
            scale = -scale
        c *= scale ** int(n)
        out.append((back.scaled(1 / scale), int(n)))
    return c, out


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _to_flint(p: Rational) -> tuple[Any, tuple[Opaque, ...]]:
    names = tuple(f"x{n}" for n in range(len(p.atoms)))
    context = flint.fmpq_mpoly_ctx.get(names, flint.Ordering.lex)
    terms = {}
    for mono, c in p.terms.items():
        powers = dict(mono)
        terms[tuple(powers.get(atom, 0) for atom in p.atoms)] = flint.fmpq(c.numerator, c.denominator)
    return context.from_dict(terms), p.atoms


def _from_flint(polynomial: Any, atoms: tuple[Opaque, ...]) -> Rational:
    return Rational(
        {
            tuple((atom, int(n)) for atom, n in zip(atoms, powers, strict=True) if n): _fraction(c)
            for powers, c in polynomial.to_dict().items()
        }
    )
