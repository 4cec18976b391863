"""Rational functions of atoms: what a normal form is, its text in Coq and its tree.

A `Rational` is a sum of monomials with rational coefficients; a monomial is a product of powers of atoms, and a
denominator that is a sum is an atom with a negative exponent (`Base`).  An atom stands for itself by its text, so two
atoms of one text are the same.  How they are multiplied is in `ring.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from math import gcd, lcm

from .integers import Integer, Literal, Many, Nominal, Reckoned
from .places import NONE, Extent, Names, Place
from .trees import (
    DECIDED,
    At,
    Big,
    Card,
    Compare,
    CompareWhole,
    Fun,
    IfElse,
    IntPow,
    Kron,
    KronOf,
    MaxOver,
    Minus,
    Num,
    Opp,
    Ordinal,
    Over,
    Pi,
    Plus,
    ProdOver,
    SumOver,
    Times,
    Tree,
    Var,
    number_text,
)
from .trees import (
    ONE as ONE_TREE,
)
from .trees import (
    ZERO as ZERO_TREE,
)


class Stuck(Exception):  # noqa: N818 - a search that ends without a proof is no error
    """The search for a proof has no way on; the message says where."""


BOUND = re.compile(r"\b[kbm](\d+)")
"""How the name of a bound index begins: that of a tree, or of the sum in an atom."""


def rank(text: str) -> tuple[str, str]:
    """By which texts are ordered: a bound index counts as its height, so that it may be renamed."""
    return BOUND.sub(r"~\1", text), text


class Opaque:
    """A factor that arithmetic does not look into.

    key is its text in Coq, free are the indices in it, height says how many sums stand inside each other.  The square
    of an idempotent atom is the atom itself: it is 0 or 1.
    """

    idempotent = False

    @cached_property
    def key(self) -> str:
        return self.tree.text

    @cached_property
    def rank(self) -> tuple[str, str]:
        """By which atoms are ordered."""
        return rank(self.key)

    @property
    def tree(self) -> Tree:
        raise NotImplementedError

    @property
    def free(self) -> Names:
        return NONE

    @property
    def height(self) -> int:
        return 0

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Opaque) and self.key == other.key)

    def __repr__(self) -> str:
        return self.key


@dataclass(frozen=True, eq=False, repr=False)
class Leaf(Opaque):
    """A number by its name, an entry of a tensor, a dimension, the number of an index, π."""

    leaf: Var | At | Card | Ordinal | Pi

    @property
    def tree(self) -> Tree:
        return self.leaf

    @cached_property
    def free(self) -> Names:
        match self.leaf:
            case At(_, places):
                return _names(places)
            case Ordinal(place):
                return place.names
        return NONE


def _names(places: tuple[Place, ...]) -> Names:
    return NONE.union(*(place.names for place in places))


@dataclass(frozen=True, eq=False, repr=False)
class RootAtom(Opaque):
    """A square root that has a name of its own in the script, at these places."""

    name: str
    places: tuple[Place, ...]

    @cached_property
    def tree(self) -> Tree:
        return At(self.name, self.places) if self.places else Var(self.name)

    @cached_property
    def free(self) -> Names:
        return _names(self.places)


@dataclass(frozen=True, eq=False, repr=False)
class KronAtom(Opaque):
    """δ."""

    left: Place
    right: Place
    idempotent = True

    @cached_property
    def tree(self) -> Tree:
        return Kron(self.left, self.right)

    @cached_property
    def free(self) -> Names:
        return self.left.names | self.right.names


class Holding(Opaque):
    """An atom of a rational function."""

    def __init__(self) -> None:
        raise NotImplementedError  # the classes below bring their own

    @property
    def inside(self) -> Rational:
        raise NotImplementedError

    @cached_property
    def free(self) -> Names:
        return self.inside.free

    @cached_property
    def height(self) -> int:
        return self.inside.height


@dataclass(frozen=True, eq=False, repr=False)
class FunAtom(Holding):
    """An elementary function, by its name in Coq."""

    name: str
    argument: Rational

    @property
    def inside(self) -> Rational:
        return self.argument

    @cached_property
    def key(self) -> str:
        return f"({self.name} {self.argument.text})"

    @cached_property
    def tree(self) -> Tree:
        return Fun(self.name, tree_of(self.argument))


@dataclass(frozen=True, eq=False, repr=False)
class Base(Holding):
    """A sum as the base of a power: in reduced functions of a negative one."""

    poly: Rational

    @property
    def inside(self) -> Rational:
        return self.poly

    @cached_property
    def key(self) -> str:
        return self.poly.text

    @cached_property
    def tree(self) -> Tree:
        return tree_of(self.poly)


@dataclass(frozen=True, eq=False, repr=False)
class Bracket(Holding):
    """1 where 0 < excess (or 0 <= excess, 0 = excess), else 0."""

    sign: str
    excess: Rational
    idempotent = True

    @property
    def inside(self) -> Rational:
        return self.excess

    @cached_property
    def key(self) -> str:
        return f"(if {DECIDED[self.sign].format('0', self.excess.text)} then 1 else 0)"

    @cached_property
    def tree(self) -> Tree:
        return IfElse(Compare(ZERO_TREE, self.sign, tree_of(self.excess)), ONE_TREE, ZERO_TREE)


@dataclass(frozen=True, eq=False, repr=False)
class WholeBracket(Holding):
    """1 where 0 < excess (or 0 = excess), else 0, for a whole number of indices and dimensions."""

    sign: str
    excess: Rational
    idempotent = True

    @property
    def inside(self) -> Rational:
        return self.excess

    @cached_property
    def tree(self) -> Tree:
        whole = integer_of(self.excess)
        if self.sign == "=":
            return KronOf(whole, Literal(0))
        return IfElse(CompareWhole(Literal(0), self.sign, whole), ONE_TREE, ZERO_TREE)


BIGS: Mapping[str, Callable[[str, Extent, Tree], Big]] = {each.word: each for each in (SumOver, ProdOver, MaxOver)}


@dataclass(frozen=True, eq=False, repr=False)
class BigAtom(Holding):
    """A sum of one monomial without coefficient, a product or a largest value, over the range of its label."""

    word: str
    label: str
    extent: Extent
    body: Rational

    @property
    def inside(self) -> Rational:
        return self.body

    @property
    def mono(self) -> Mono:
        """What is summed."""
        return next(iter(self.body.terms))

    @cached_property
    def key(self) -> str:
        return f"({self.word} (fun {self.label} => {self.body.text}) {self.extent.text})"

    @cached_property
    def tree(self) -> Tree:
        return BIGS[self.word](self.label, self.extent, tree_of(self.body))

    @cached_property
    def free(self) -> Names:
        return self.body.free - {self.label}

    @cached_property
    def height(self) -> int:
        return 1 + self.body.height


Mono = tuple[tuple[Opaque, int], ...]
"""Atoms in order, each with its exponent."""

EMPTY: Mono = ()


def mono_key(mono: Mono) -> list[tuple[tuple[str, str], int]]:
    """By which monomials are ordered."""
    return [(atom.rank, n) for atom, n in mono]


def mono_text(mono: Mono, c: Fraction) -> str:
    """c times the monomial."""
    above = [atom.key if n == 1 else f"({atom.key} ^ {n})" for atom, n in mono if n > 0]
    below = [atom.key if n == -1 else f"({atom.key} ^ {-n})" for atom, n in mono if n < 0]
    if abs(c) != 1 or not above:
        above.insert(0, number_text(abs(c)))
    out = _product_text(above)
    if below:
        out = f"({out} / {_product_text(below)})"
    return f"(- {out})" if c < 0 else out


def _product_text(factors: list[str]) -> str:
    return factors[0] if len(factors) == 1 else f"({' * '.join(factors)})"


class Rational:
    """A sum of monomials with coefficients other than 0."""

    def __init__(self, terms: Mapping[Mono, Fraction]) -> None:
        self.terms: dict[Mono, Fraction] = {mono: c for mono, c in terms.items() if c}

    @cached_property
    def text(self) -> str:
        """What Coq reads."""
        if not self.terms:
            return "0"
        (first, c), *others = self.ordered()
        if not others:
            return mono_text(first, c)
        rest = (f" {'+' if c > 0 else '-'} {mono_text(mono, abs(c))}" for mono, c in others)
        return f"({mono_text(first, c)}{''.join(rest)})"

    def ordered(self) -> list[tuple[Mono, Fraction]]:
        """The terms in the order in which they are written."""
        return sorted(self.terms.items(), key=lambda term: mono_key(term[0]))

    @cached_property
    def free(self) -> Names:
        """The indices in it."""
        return NONE.union(*(atom.free for atom in self.atoms))

    @cached_property
    def height(self) -> int:
        """How many sums stand inside each other."""
        return max((atom.height for atom in self.atoms), default=0)

    @cached_property
    def atoms(self) -> tuple[Opaque, ...]:
        """Every atom of a monomial, in order."""
        return tuple(sorted({atom for mono in self.terms for atom, _ in mono}, key=lambda atom: atom.rank))

    @property
    def constant(self) -> Fraction | None:
        """Its value where it is a number."""
        return Fraction(0) if not self.terms else self.terms.get(EMPTY) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Mono, Fraction] | None:
        """Its only term, where it has one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None

    def scaled(self, c: Fraction | int) -> Rational:
        return Rational({mono: value * c for mono, value in self.terms.items()})

    def __add__(self, other: Rational) -> Rational:
        out = dict(self.terms)
        for mono, c in other.terms.items():
            out[mono] = out.get(mono, Fraction(0)) + c
        return Rational(out)

    def __neg__(self) -> Rational:
        return Rational({mono: -c for mono, c in self.terms.items()})

    def __sub__(self, other: Rational) -> Rational:
        return self + -other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rational) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return self.text


ZERO = Rational({})
ONE = Rational({EMPTY: Fraction(1)})


def num(c: Fraction | int) -> Rational:
    """A number."""
    return Rational({EMPTY: Fraction(c)})


def of(atom: Opaque, n: int = 1) -> Rational:
    """A power of an atom, which is not reduced."""
    return Rational({((atom, n),): Fraction(1)})


def rational_content(numbers: list[Fraction]) -> Fraction:
    """The largest positive number of which all are whole multiples."""
    return Fraction(reduce(gcd, (abs(c.numerator) for c in numbers)), reduce(lcm, (c.denominator for c in numbers)))


# ---- trees ----


def integer_of(p: Rational) -> Integer:
    """A polynomial of indices and dimensions with whole coefficients, as a whole number."""
    out: Integer | None = None
    for mono, c in p.ordered():
        factors: list[Integer] = [Literal(int(abs(c)))] if abs(c) != 1 or not mono else []
        for atom, n in mono:
            factors += [_counted(atom)] * n
        term = factors[0] if len(factors) == 1 else Reckoned("*", tuple(factors))
        if out is None:
            out = Reckoned("-", (term,)) if c < 0 else term
        else:
            out = Reckoned("-" if c < 0 else "+", (out, term))
    return Literal(0) if out is None else out


def _counted(atom: Opaque) -> Integer:
    match atom:
        case Leaf(Ordinal(place)):
            return Nominal(place)
        case Leaf(Card(extent)):
            return Many(extent)
    raise Stuck(f"{atom} as a whole number")


def tree_of(p: Rational) -> Tree:
    """The rational function as a tree."""
    if not p.terms:
        return ZERO_TREE
    (first, c), *others = p.ordered()
    out = Opp(_term(first, -c)) if c < 0 else _term(first, c)
    for mono, c in others:
        out = Minus(out, _term(mono, -c)) if c < 0 else Plus(out, _term(mono, c))
    return out


def _term(mono: Mono, c: Fraction) -> Tree:
    above: list[Tree] = [Num(c)] if c != 1 else []
    below: list[Tree] = []
    for atom, n in mono:
        (above if n > 0 else below).append(atom.tree if abs(n) == 1 else IntPow(atom.tree, abs(n)))
    numerator = reduce(Times, above) if above else ONE_TREE
    return Over(numerator, reduce(Times, below)) if below else numerator
