"""A polynomial over atoms written as short as it can be: factored, nested, over one denominator, with merged sums.

Several readings are made of each polynomial, and of the polynomials inside it, and the shortest is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count, islice

from ..expr.calculus import ZERO, add
from ..expr.functions import TABLE
from ..expr.indices import Index, Place
from ..expr.nodes import Add, Apply, Div, Expr, Mul, Neg, Number, Pow, Sum, bound_indices, free_indices, wrap
from ..expr.rewrite import rename
from ..prover.normal_form.algebra import moved, moved_mono
from ..prover.normal_form.applied import argument
from ..prover.normal_form.content import common_denominator, split_content
from ..prover.normal_form.factoring import factored
from ..prover.normal_form.masks import ZERO as VANISHES
from ..prover.normal_form.signs import mono_sign
from ..prover.normal_form.sums import open_sum, sum_out
from ..prover.normal_form.terms import (
    KINDS,
    ONE,
    ONE_MONO,
    Atom,
    Context,
    Exponent,
    Mono,
    Poly,
    bindings,
    monomial,
    places_of,
    total_of,
)
from .length import measure
from .stand_ins import Letter

ORDER = ("prime", "pi", "delta", "dim", "surplus", "scalar", "entry", "log", "exp", "base", "sum")
"""How the factors of a product follow each other: numbers, letters, functions, brackets, sums."""

MOST_TERMS, MOST_TRIED, MOST_BOUND = 40, 4, 100
"""Longer sums are written term by term; so many atoms that could be drawn out, and places of a letter, are tried."""

LETTERS = "klmnpqrsij"

Factor = tuple[Expr, Exponent]


@dataclass(frozen=True, eq=False)
class KnownSum:
    """A letter that stands for c · content · primitive, a sum that is not to be written out."""

    letter: Letter
    c: Fraction
    content: Mono
    primitive: Poly


@dataclass
class ShortForms:
    """Writes polynomials in one context; decimals says whether the author writes decimals."""

    ctx: Context
    decimals: bool = False
    known: tuple[KnownSum, ...] = ()
    written: dict[Poly, Expr] = field(default_factory=dict)
    atoms: dict[Atom, Expr] = field(default_factory=dict)
    busy: set[Poly] = field(default_factory=set)

    def tree(self, poly: Poly) -> Expr:
        """The shortest reading."""
        if poly in self.busy:  # it is being read: −P asks for P, and P for −P
            return self._expanded(poly)
        if poly not in self.written:
            self.ctx.check_time()
            self.busy.add(poly)
            self.written[poly] = min(self._readings(poly), key=measure)
            self.busy.remove(poly)
        return self.written[poly]

    def _readings(self, poly: Poly) -> Iterator[Expr]:
        if not poly:
            yield ZERO
            return
        yield self._expanded(poly)
        if len(poly.terms) == 1 or len(poly.terms) > MOST_TERMS:
            return
        below, numerator = common_denominator(self.ctx, poly)
        if not numerator:
            yield ZERO
            return
        if below:
            yield from self._as_products(poly, (), poly)
        yield from self._as_products(poly, below, numerator)
        yield from self._nested(poly)
        yield from self._merged(poly)
        yield from self._spread(poly)
        yield from self._one_logarithm(poly)

    def _as_products(self, poly: Poly, below: Mono, numerator: Poly) -> Iterator[Expr]:
        """What all terms have in common drawn out, and the rest in factors."""
        (shared, c), primitive = split_content(numerator)
        roots = [
            (atom, exponent) for atom, exponent in shared if exponent != int(exponent) and not _everywhere(atom, poly)
        ]
        if roots:  # √(2/π) of one term is no business of the others
            primitive = Poly({monomial([*mono, *roots]): each for mono, each in primitive})
            shared = monomial([*shared, *[(atom, -exponent) for atom, exponent in roots]])
        content = monomial((*shared, *below))
        for sign in (1, -1):
            yield self._product(content, c * sign, [(primitive.scaled(Fraction(sign)), 1)])
        kept = monomial((atom, -exponent) for atom, exponent in content if atom.kind == "dim" and exponent < 0)
        if kept or c.denominator > 1:  # (a − b/D)/s, and not (D a − b)/(D s)
            over = Poly(
                {
                    monomial([*mono, *[(atom, -exponent) for atom, exponent in kept]]): c * each
                    for mono, each in primitive
                }
            )
            yield self._product(monomial([*content, *kept]), Fraction(1), [(over, 1)])
        for factor, outside, tree in self._letters(primitive):
            whole = monomial([*content, *outside])
            if not any(
                exponent < 0 and dict(content).get(atom, 0) >= 0 for atom, exponent in whole if self._may_vanish(atom)
            ):
                yield self._fraction(c * factor, [*self._powers(whole), (tree, 1)])
        constant = primitive.terms.get(ONE_MONO)
        if constant is not None and constant != 1:
            yield self._product(content, c * constant, [(primitive.scaled(1 / constant), 1)])
        try:
            factors = list(factored(primitive))
        except (OverflowError, ValueError):
            factors = []
        if len(factors) > 1 or (factors and factors[0][1] > 1):
            yield self._product(content, c, factors)
            yield from self._flipped(content, c, factors)

    def _may_vanish(self, atom: Atom) -> bool:
        return bool(mono_sign(self.ctx, ((atom, 1),)) & VANISHES)

    def _flipped(self, content: Mono, c: Fraction, factors: list[tuple[Poly, int]]) -> Iterator[Expr]:
        """Each factor with the sign with which it is shorter; and one of them with the other, for the sign of all."""
        best = []
        for factor, exponent in factors:
            unit = factor.terms.get(ONE_MONO)
            if self.decimals and unit is not None and len(factor.terms) > 1:  # 1 + 0.134145 x², not 200000 + 26829 x²
                factor, c = factor.scaled(1 / unit), c * unit**exponent
            other = factor.scaled(Fraction(-1))
            if exponent % 2 and len(factor.terms) > 1 and measure(self.tree(other)) < measure(self.tree(factor)):
                factor, c = other, -c
            best.append((factor, exponent))
        yield self._product(content, c, best)
        for place, (factor, exponent) in enumerate(best):
            if exponent % 2 and len(factor.terms) > 1:
                flipped = [*best]
                flipped[place] = (factor.scaled(Fraction(-1)), exponent)
                yield self._product(content, -c, flipped)

    def _letters(self, primitive: Poly) -> Iterator[tuple[Fraction, Mono, Expr]]:
        """Letters of which the polynomial is a multiple, with the number and the monomial."""
        for known in self.known:
            if len(known.primitive.terms) != len(primitive.terms):
                continue
            for binding in islice(bindings(known.letter.formal, places_of(primitive)), MOST_BOUND):
                there = moved(self.ctx.bare, known.primitive, binding)
                sign = 1 if there == primitive else -1 if there == primitive.scaled(Fraction(-1)) else 0
                if sign:
                    outside = moved(self.ctx.bare, Poly({known.content: known.c * sign}), binding).single
                    if outside is not None:
                        mono, c = outside
                        places = tuple(binding[index] for index in known.letter.formal)
                        inverse = monomial((atom, -exponent) for atom, exponent in mono)
                        yield 1 / c, inverse, known.letter.at(places)

    def _expanded(self, poly: Poly) -> Expr:
        return self._sum_of(self._product(mono, c, []) for mono, c in poly.sorted())

    def _sum_of(self, trees: Iterable[Expr]) -> Expr:
        """The terms, one that is not subtracted first."""
        terms = [term for tree in trees for term in (tree.terms if isinstance(tree, Add) else (tree,)) if term != ZERO]
        terms.sort(key=lambda term: isinstance(term, Neg))
        return add(*terms)

    def _nested(self, poly: Poly) -> Iterator[Expr]:
        """a · A + R, for an atom a of several terms; where A is a sum and divides part of R, (a + q) · A + r."""
        found = Counter(atom for mono in poly.terms for atom, exponent in mono)
        several = [(atom, times) for atom, times in found.items() if 1 < times]
        several.sort(key=lambda pair: (-pair[1], pair[0].key))
        for atom, _ in several[:MOST_TRIED]:
            powers = {dict(mono).get(atom, 0) for mono in poly.terms} - {0}
            positive = [exponent for exponent in powers if exponent > 0]
            low = min(positive) if positive else max(powers)
            inside: dict[Mono, Fraction] = {}
            rest: dict[Mono, Fraction] = {}
            for mono, c in poly:
                exponent = dict(mono).get(atom, 0)
                if exponent != 0 and (exponent >= low if positive else exponent <= low):
                    inside[monomial([*mono, (atom, -low)])] = c
                else:
                    rest[mono] = c
            if not rest or len(inside) < 2:
                continue
            yield self._split(((atom, low),), Poly(inside), Poly(rest))

    def _split(self, drawn: Mono, inside: Poly, rest: Poly) -> Expr:
        """drawn · inside + rest."""
        quotient, remainder = divided(rest, inside)
        plain = self._sum_of([self._product(drawn, Fraction(1), [(inside, 1)]), self.tree(rest)])
        if not quotient:
            return plain
        outer = Poly({drawn: Fraction(1)}) + quotient
        products = [
            self._product(ONE_MONO, Fraction(1), [(outer.scaled(sign), 1), (inside.scaled(sign), 1)])
            for sign in (Fraction(1), Fraction(-1))
        ]
        rest_tree = self.tree(remainder)
        return min([plain, *(self._sum_of([product, rest_tree]) for product in products)], key=measure)

    def _one_logarithm(self, poly: Poly) -> Iterator[Expr]:
        """log a + log b − log c = log(ab/c), where all terms are logarithms with one factor."""
        groups: dict[tuple[Mono, Fraction], list[Factor]] = {}
        for mono, c in poly:
            logs = [atom for atom, exponent in mono if atom.kind == "log" and exponent == 1]
            if len(logs) == 1:
                rest = tuple(pair for pair in mono if pair[0] is not logs[0])
                groups.setdefault((rest, abs(c)), []).append((self.tree(argument(logs[0])), 1 if c > 0 else -1))
        if sum(map(len, groups.values())) == len(poly.terms) and len(groups) < len(poly.terms):
            yield self._sum_of(
                self._fraction(c, [*self._powers(rest), (Apply("log", (self._fraction(Fraction(1), factors),)), 1)])
                for (rest, c), factors in groups.items()
            )

    def _spread(self, poly: Poly) -> Iterator[Expr]:
        """Σ p a² − (Σ p a)² = Σ p (a − Σ p a)², where p sums to 1."""
        for mono, c in poly:
            for atom in (atom for atom, exponent in mono if atom.kind == "sum" and exponent == 2):
                outside = tuple(pair for pair in mono if pair[0] is not atom)
                for other, minus in poly:
                    squares = [each for each, exponent in other if each.kind == "sum" and exponent == 1]
                    for each in squares:
                        if minus == -c and tuple(pair for pair in other if pair[0] is not each) == outside:
                            rest = Poly({term: f for term, f in poly if term not in (mono, other)})
                            yield from self._one_spread(atom, each, Poly({outside: minus}), rest)

    def _one_spread(self, mean: Atom, square: Atom, outside: Poly, rest: Poly) -> Iterator[Expr]:
        first, indices = open_sum(self.ctx.bare, mean)
        labels, inner = square.data
        if tuple(label.over for label in labels) != tuple(index.over for index in indices):
            return
        second = moved_mono(self.ctx.bare, inner, dict(zip(labels, indices, strict=True)))
        if first.single is None or second.single is None:
            return
        (one, _), (two, _) = first.single, second.single
        value = monomial([*two, *((atom, -exponent) for atom, exponent in one)])
        weight = monomial([*one, *((atom, -exponent) for atom, exponent in value)])
        if sum_out(self.ctx, Poly({weight: Fraction(1)}), indices) != ONE:
            return
        deviation = self._sum_of([self._product(value, Fraction(1), []), Neg(self.atom(mean))])
        body = self._fraction(Fraction(1), [*self._powers(weight), (deviation, 2)])
        spread = self._bound(body, indices, [mean, square])
        ((mono, c),) = outside.terms.items()
        term = self._fraction(c, [*self._powers(mono), (spread, 1)])
        yield self._sum_of([term, self.tree(rest)]) if rest else term

    def _merged(self, poly: Poly) -> Iterator[Expr]:
        """Σ a + c Σ b = Σ (a + c b), for sums over the same dimensions."""
        groups: dict[tuple[str, ...], list[tuple[Mono, Fraction, Atom]]] = {}
        for mono, c in poly:
            sums = [atom for atom, exponent in mono if atom.kind == "sum" and exponent == 1]
            for atom in sums[:1]:
                groups.setdefault(tuple(str(label.over) for label in atom.data[0]), []).append((mono, c, atom))
        for group in groups.values():
            if len(group) < 2:
                continue
            first = group[0][2]
            _, indices = open_sum(self.ctx.bare, first)
            parts = []
            for mono, c, atom in group:
                labels, inner = atom.data
                body = moved_mono(self.ctx.bare, inner, dict(zip(labels, indices, strict=True)))
                outside = tuple(pair for pair in mono if pair[0] is not atom)
                parts += [Poly({monomial([*outside, *each]): c * factor}) for each, factor in body]
            body = total_of(parts)
            taken = {mono for mono, _, _ in group}
            rest = Poly({mono: c for mono, c in poly if mono not in taken})
            (shared, c), primitive = split_content(body) if len(body.terms) > 1 else ((ONE_MONO, Fraction(1)), body)
            outer = monomial(pair for pair in shared if not pair[0].mentions(indices))
            kept = monomial(pair for pair in shared if pair[0].mentions(indices))
            if any(_mixed(mono, indices) for mono in primitive.terms):
                continue
            for sign in (1, -1):
                inside = Poly({monomial([*mono, *kept]): factor * sign for mono, factor in primitive})
                merged = self._bound(self.tree(inside), indices, [atom for _, _, atom in group])
                product = self._fraction(c * sign, [*self._powers(outer), (merged, 1)])
                yield self._sum_of([product, self.tree(rest)]) if rest else product

    def _product(self, mono: Mono, c: Fraction, factors: Iterable[tuple[Poly, Exponent]]) -> Expr:
        """c · mono · Π factorᵉ."""
        trees: list[Factor] = []
        for factor, exponent in factors:
            for atom, _ in mono:
                if atom.kind == "base" and atom.data in (factor, factor.scaled(Fraction(-1))):  # they cancel
                    c *= 1 if atom.data == factor else Fraction(-1) ** int(exponent)
                    mono, exponent = monomial([*mono, (atom, exponent)]), 0
                    break
            if exponent == 0:
                continue
            if factor.constant is not None:
                c *= factor.constant ** int(exponent)
            else:
                tree = self.tree(factor)
                if isinstance(tree, Neg) and exponent % 2:
                    tree, c = tree.arg, -c
                trees.append((tree, exponent))
        for atom, power in mono:
            flips = atom.kind == "base" and isinstance(power, int) and power % 2
            if flips and measure(self.tree(atom.data.scaled(Fraction(-1)))) < measure(self.tree(atom.data)):
                mono = tuple(pair for pair in mono if pair[0] is not atom)
                trees.append((self.tree(atom.data.scaled(Fraction(-1))), power))
                c = -c
        return self._fraction(c, [*self._powers(mono), *trees])

    def _powers(self, mono: Mono) -> list[Factor]:
        pairs = sorted(mono, key=lambda pair: (_place(pair[0]), str(pair[0].key)))
        return [self._power(atom, exponent) for atom, exponent in pairs]

    def _power(self, atom: Atom, exponent: Exponent) -> Factor:
        if atom.kind == "exp":
            return Apply("exp", (self.tree(argument(atom).scaled(Fraction(exponent))),)), 1
        return self.atom(atom), exponent

    def atom(self, atom: Atom) -> Expr:
        """An atom, what is inside it as short as it can be."""
        if atom not in self.atoms:
            self.atoms[atom] = self._atom(atom)
        return self.atoms[atom]

    def _atom(self, atom: Atom) -> Expr:
        if atom.kind == "base":
            return self.tree(atom.data)
        if atom.kind == "sum":
            body, indices = open_sum(self.ctx.bare, atom)
            return self._bound(self.tree(body), indices, [atom])
        if isinstance(atom.data, Poly) and atom.kind in TABLE:
            return Apply(atom.kind, (self.tree(atom.data),))
        return KINDS[atom.kind].tree(self.ctx, atom)

    def _bound(self, body: Expr, indices: tuple[Index, ...], atoms: Iterable[Atom]) -> Expr:
        """Σ of the body, with letters for the indices that nothing inside uses."""
        inside = free_indices(body) | bound_indices(body) | {index for atom in atoms for index in atom.free}
        taken = {index.name for index in inside if index not in indices}
        letters = (name for primes in count() for each in LETTERS if (name := each + "'" * primes) not in taken)
        names: dict[Index, Place] = {index: Index(next(letters), index.over) for index in indices}
        body = rename(body, names)
        for index in names.values():
            assert isinstance(index, Index)
            body = Sum(body, index)
        return body

    def _fraction(self, c: Fraction, powers: list[Factor]) -> Expr:
        """The product as a fraction; what stands under roots shares one."""
        above: list[Expr] = []
        below: list[Expr] = []
        root_above: list[Expr] = []
        root_below: list[Expr] = []
        merged: dict[Expr, Exponent] = {}
        for tree, exponent in powers:
            merged[tree] = merged.get(tree, 0) + exponent
        for tree, exponent in merged.items():
            if tree == wrap(1) or not exponent:
                continue
            whole = Fraction(exponent if exponent > 0 else -exponent)
            side, root = (above, root_above) if exponent > 0 else (below, root_below)
            if whole.denominator == 2:
                root.append(tree)
                whole = whole - Fraction(1, 2)
                tree = tree if whole else wrap(1)
            if whole:
                side.append(tree if whole == 1 else Pow(tree, wrap(whole)))
        if root_above or root_below:
            self._roots(above, below, root_above, root_below)
        if isinstance(self._number(c), Number) and self.decimals and c.denominator > 1:
            above.insert(0, self._number(abs(c)))
        else:
            if abs(c.numerator) != 1 or not above:
                above.insert(0, wrap(abs(c.numerator)))
            if c.denominator != 1:
                below.insert(0, wrap(c.denominator))
        whole_tree = _multiplied(above) if not below else Div(_multiplied(above), _multiplied(below))
        return Neg(whole_tree) if c < 0 else whole_tree

    def _roots(self, above: list[Expr], below: list[Expr], over: list[Expr], under: list[Expr]) -> None:
        if over:
            inside = _multiplied(over)
            above.append(Apply("sqrt", (Div(inside, _multiplied(under)) if under else inside,)))
        else:
            below.append(Apply("sqrt", (_multiplied(under),)))

    def _number(self, c: Fraction) -> Expr:
        """A decimal where the author writes decimals and it is one."""
        rest = c.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest != 1 or c.denominator <= 4:
            return Div(wrap(c.numerator), wrap(c.denominator))
        return Number(c, format(float(c), ".15g"))


def _everywhere(atom: Atom, poly: Poly) -> bool:
    """Whether the atom stands in every term with the same exponent."""
    return len({dict(mono).get(atom, 0) for mono in poly.terms}) == 1


def _mixed(mono: Mono, indices: tuple[Index, ...]) -> bool:
    """Whether a factor that does not depend on the indices stands beside one that does: it belongs before the sum."""
    inside = {atom.mentions(indices) for atom, _ in mono if atom.kind != "dim"}
    return len(inside) == 2


def _multiplied(factors: list[Expr]) -> Expr:
    if not factors:
        return wrap(1)
    factors = sorted(factors, key=lambda factor: isinstance(factor, Sum))
    flat = [each for factor in factors for each in (factor.factors if isinstance(factor, Mul) else (factor,))]
    return flat[0] if len(flat) == 1 else Mul(tuple(flat))


def _place(atom: Atom) -> int:
    return ORDER.index(atom.kind) if atom.kind in ORDER else ORDER.index("log")


def divided(poly: Poly, divisor: Poly) -> tuple[Poly, Poly]:
    """poly = quotient · divisor + remainder, as formal polynomials, by the leading term of the divisor."""
    (lead, c), *_ = divisor.sorted()
    powers = dict(lead)
    quotient: dict[Mono, Fraction] = {}
    rest = poly
    for _ in range(len(poly.terms)):
        found = next((term for term in rest.sorted() if _divides(powers, term[0])), None)
        if found is None or (factor := _inverse(found[0], lead)) in quotient:
            break
        quotient[factor] = found[1] / c
        rest = rest - Poly({monomial([*factor, *mono]): found[1] / c * each for mono, each in divisor})
    return Poly(quotient), rest


def _divides(powers: dict[Atom, Exponent], mono: Mono) -> bool:
    have = dict(mono)
    return bool(powers) and all(have.get(atom, 0) >= exponent for atom, exponent in powers.items())


def _inverse(mono: Mono, lead: Mono) -> Mono:
    return monomial([*mono, *[(atom, -exponent) for atom, exponent in lead]])
