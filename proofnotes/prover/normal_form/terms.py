"""Polynomials over atoms: the data of the normal form.

An atom is something the algebra does not look into: an entry, an exponential of a monomial, an irreducible sum.  A
monomial is a product of powers of atoms with rational exponents, a polynomial a ℚ-combination of monomials.  Atoms
are interned and ordered by a printed key, so that equal things are the same object and every run gives the same order.

Invariant: the bound indices of a sum are called @height.place, height counting the sums below it, so that an inner
sum never binds the name of an outer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from ...expr.indices import Index, Place, variable

Exponent = int | Fraction
Mono = tuple[tuple["Atom", Exponent], ...]
ONE_MONO: Mono = ()


class Atom:
    """kind says what data holds; free are the index variables in it, height the depth of sums."""

    __slots__ = ("data", "free", "height", "key", "kind")
    _interned: dict[tuple[str, Any], Atom] = {}

    kind: str
    data: Any
    key: str
    free: frozenset[Index]
    height: int

    def __new__(cls, kind: str, data: Any) -> Atom:
        found = cls._interned.get((kind, data))
        if found is None:
            found = super().__new__(cls)
            found.kind, found.data = kind, data
            found.key = f"{ORDER[kind]}{kind}({_key(data)})"
            found.free = _free(data) - set(data[0]) if kind == "sum" else _free(data)
            found.height = _height(data) + (1 if kind == "sum" else 0)
            cls._interned[(kind, data)] = found
        return found

    def __repr__(self) -> str:
        return self.key


ORDER = {
    "exp": "a", "sum": "b", "entry": "c", "scalar": "d", "log": "e", "erf": "f", "kinked": "g", "base": "h",
    "delta": "i", "dim": "j", "surplus": "j", "pi": "k", "prime": "l",
}  # fmt: skip
"""Kinds in the order in which they lead: an exponential leads 1 + eˣ, so that eˣ/(1 + eˣ) is written 1 − 1/(1 + eˣ)."""


def _key(data: Any) -> str:
    if isinstance(data, Poly):
        return "+".join(f"{c}{_key(m)}" for m, c in data.sorted())
    if isinstance(data, Atom):
        return data.key
    if isinstance(data, tuple):
        return ",".join(map(_key, data))
    if isinstance(data, Index):
        return f"{data.name}:{data.over}"
    return str(getattr(data, "name", data))


def _free(data: Any) -> frozenset[Index]:
    if isinstance(data, Poly):
        return data.free
    if isinstance(data, Atom):
        return data.free
    if isinstance(data, Place):
        index = variable(data)
        return frozenset() if index is None else frozenset({index})
    if isinstance(data, tuple):
        return frozenset().union(*map(_free, data)) if data else frozenset()
    return frozenset()


def _height(data: Any) -> int:
    if isinstance(data, Atom):
        return data.height
    if isinstance(data, Poly):
        return max((_height(mono) for mono in data.terms), default=0)
    if isinstance(data, tuple):
        return max(map(_height, data), default=0)
    return 0


def monomial(powers: Iterable[tuple[Atom, Exponent]]) -> Mono:
    """The product of the powers, merged and in order."""
    merged: dict[Atom, Exponent] = {}
    for atom, exponent in powers:
        merged[atom] = merged.get(atom, 0) + exponent
    kept = [(atom, _whole(exponent)) for atom, exponent in merged.items() if exponent != 0]
    return tuple(sorted(kept, key=lambda pair: pair[0].key))


def _whole(exponent: Exponent) -> Exponent:
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent


def mono_free(mono: Mono) -> frozenset[Index]:
    """The index variables of a monomial."""
    return frozenset().union(*(atom.free for atom, _ in mono)) if mono else frozenset()


class Poly:
    """A ℚ-combination of monomials; zero coefficients are never kept."""

    __slots__ = ("_free", "_hash", "_sorted", "terms")

    def __init__(self, terms: dict[Mono, Fraction]) -> None:
        self.terms = {mono: c for mono, c in terms.items() if c != 0}
        self._hash: int | None = None
        self._free: frozenset[Index] | None = None
        self._sorted: list[tuple[Mono, Fraction]] | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Poly) and self.terms == other.terms

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __iter__(self) -> Iterator[tuple[Mono, Fraction]]:
        return iter(self.terms.items())

    def __add__(self, other: Poly) -> Poly:
        terms = dict(self.terms)
        for mono, c in other:
            terms[mono] = terms.get(mono, Fraction(0)) + c
        return Poly(terms)

    def __sub__(self, other: Poly) -> Poly:
        return self + other.scaled(Fraction(-1))

    def scaled(self, factor: Fraction) -> Poly:
        """The multiple."""
        return Poly({mono: c * factor for mono, c in self})

    @property
    def free(self) -> frozenset[Index]:
        """The index variables in it."""
        if self._free is None:
            self._free = frozenset().union(*map(mono_free, self.terms)) if self.terms else frozenset()
        return self._free

    def sorted(self) -> list[tuple[Mono, Fraction]]:
        """The terms, the leading one first: lexicographic in the order of atoms."""
        if self._sorted is None:
            atoms = sorted({atom for mono in self.terms for atom, _ in mono}, key=lambda atom: atom.key)
            places = {atom: place for place, atom in enumerate(atoms)}

            def rank(term: tuple[Mono, Fraction]) -> list[Exponent]:
                vector: list[Exponent] = [0] * len(places)
                for atom, exponent in term[0]:
                    vector[places[atom]] = exponent
                return vector

            self._sorted = sorted(self.terms.items(), key=rank, reverse=True)
        return self._sorted

    @property
    def constant(self) -> Fraction | None:
        """The value, if it is a number."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(ONE_MONO) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Mono, Fraction] | None:
        """The only term, if there is just one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None

    def __repr__(self) -> str:
        return f"Poly({_key(self)})"


ZERO = Poly({})
ONE = Poly({ONE_MONO: Fraction(1)})


def number(value: Fraction | int) -> Poly:
    """A constant polynomial."""
    return Poly({ONE_MONO: Fraction(value)})


def power_of(atom: Atom, exponent: Exponent = 1) -> Poly:
    """One atom to a power, as it is."""
    return Poly({monomial([(atom, exponent)]): Fraction(1)})


def total_of(polys: Iterable[Poly]) -> Poly:
    """The sum of polynomials."""
    terms: dict[Mono, Fraction] = {}
    for poly in polys:
        for mono, c in poly:
            terms[mono] = terms.get(mono, Fraction(0)) + c
    return Poly(terms)
