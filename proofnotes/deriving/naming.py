"""Letters put back: the equations letter = body as rules that take away what is not a letter.

ŷ_i = e^{z_i}/Z is solved for e^{z_i}, x̂ = (x − μ)/√(σ² + ε) for x; what the equations of the sums then say, Σ ŷ_k = 1
and Σ x̂_d = 0, are rules as well.  Where a rule would make a formula longer it is left away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from ..expr.errors import HypothesisError, NotationError, TooHardError, UndefinedError
from ..expr.nodes import Relation, Scalar, Tensor, wrap
from ..prover.normal_form.algebra import moved, multiply, power
from ..prover.normal_form.content import common_denominator, split_content
from ..prover.normal_form.masks import TRUE_MASKS, ZERO
from ..prover.normal_form.normal import NeedSplit, normal
from ..prover.normal_form.signs import poly_sign
from ..prover.normal_form.sums import open_sum, sum_out
from ..prover.normal_form.terms import Atom, Context, Exponent, Mono, Poly, Rule, monomial, total_of
from ..prover.normal_form.terms import number as constant
from ..prover.signs.assumptions import context
from ..prover.signs.domain import Definedness
from .shortest import KnownSum
from .stand_ins import Letter, Letters

NOT_THERE = (NeedSplit, TooHardError, UndefinedError, HypothesisError, NotationError, AssertionError)
"""What a letter may not have: a normal form, a sign, an equation that can be solved."""

PIVOTS = {"letter": 0, "sum": 1, "exp": 2, "function": 3, "entry": 4, "scalar": 5}
"""What an equation is solved for, first of all: sums that have a letter; what an author wrote himself, last."""

WRITTEN = frozenset({"delta", "dim", "surplus", "prime", "pi", "base", "kinked"})
"""Kinds of atoms that no equation is solved for."""


def signs_of(
    letters: Iterable[Letter], assuming: tuple[Relation, ...], deadline: float
) -> dict[Scalar | Tensor, tuple[Relation, ...]]:
    """What is known of the signs of the letters, as hypotheses."""
    try:
        ctx = context(assuming, deadline)
    except HypothesisError:
        return {}
    known = {}
    domain = Definedness(ctx)
    for each in letters:
        found = []
        with suppress(*NOT_THERE):
            value = normal(ctx, each.pattern)
            for number in (0, 1):
                mask = poly_sign(ctx, value - constant(number)) & domain.sign(each.pattern - number)
                sign = next((sign for sign in (">", ">=", "<", "<=") if mask & ~TRUE_MASKS[sign] == 0), None)
                if sign is not None:
                    found.append(Relation(each.letter, sign, wrap(number)))
        known[each.symbol] = tuple(found)
    return known


def with_rules(ctx: Context, letters: Letters, used: list[Letter], squares: bool) -> Context:
    """The context with a rule for the equation of each of the letters in use, those of quantities first."""
    ordered = sorted(used, key=lambda each: not each.named)
    kept = {each.symbol for each in used if each.named}
    for each in used:
        with suppress(*NOT_THERE):
            kept |= _deep(normal(ctx, each.body))
    for each in ordered:
        with suppress(*NOT_THERE):
            ctx = with_rule(ctx, letters, each, kept, squares)
    return ctx


def _deep(poly: Poly) -> set[Scalar | Tensor]:
    """The symbols inside functions, which would change there if they were solved for."""
    within = (atom for mono in poly.terms for each, _ in mono for atom in _nested(each))
    return {
        symbol
        for atom in within
        if atom.kind not in ("entry", "scalar", "sum", "base")
        for symbol in _symbols(atom.data)
    }


def with_rule(ctx: Context, letters: Letters, each: Letter, kept: set[Scalar | Tensor], squares: bool) -> Context:
    """The context with the equation of a letter as a rule, where it can be solved for something."""
    if each.varied:
        return ctx
    own, body = normal(ctx, each.letter), normal(ctx, each.body)
    rule = solved(ctx, letters, own - body, each, kept)
    if rule is None and body.single is not None and any(Fraction(each).denominator == 2 for _, each in body.single[0]):
        both = multiply(ctx, own, own) - multiply(ctx, body, body)  # rms = √m says rms² = m
        rule = solved(ctx, letters, both, each, kept)
    if rule is None and squares:
        rule = _square(own - body, each) or _in_terms_of_others(letters, own, body)
    return ctx if rule is None else replace(ctx, rules=(*ctx.rules, rule), normal_forms={}, signs={})


def _square(equation: Poly, each: Letter) -> Rule | None:
    """p = σ − σ² as σ² → σ − p: an atom squared, in one term with a number."""
    for mono, c in equation:
        if len(mono) == 1 and mono[0][1] == 2 and mono[0][0].free >= set(each.formal):
            rest = Poly({other: -factor / c for other, factor in equation if other != mono})
            return Rule(mono[0][0], 2, rest, tuple(sorted(mono[0][0].free, key=str)))
    return None


def _in_terms_of_others(letters: Letters, own: Poly, body: Poly) -> Rule | None:
    """σ(−x) → 1 − σ(x): a letter that is a sum of others."""
    if own.single is None or len(own.single[0]) != 1:
        return None  # the letter has a rule already
    atom = own.single[0][0][0]
    atoms = {inner for mono in body.terms for inner, _ in mono}
    if not atoms or len(body.terms) < 2 or not all(_head(inner) in letters.of_symbol for inner in atoms):
        return None
    return Rule(atom, 1, body, tuple(sorted(atom.free, key=str)))


def _head(atom: Atom) -> object:
    """What an atom is an instance of: its tensor, or its kind with all tensors inside."""
    if atom.kind == "entry":
        return atom.data[0]
    if atom.kind == "scalar":
        return atom.data
    return (atom.kind, frozenset(_symbols(atom.data)))


def _symbols(data: object) -> Iterator[Scalar | Tensor]:
    for atom in _nested(data):
        if atom.kind == "entry":
            yield atom.data[0]
        elif atom.kind == "scalar":
            yield atom.data


def _nested(data: object) -> Iterator[Atom]:
    """Every atom in the data, and in atoms in it."""
    if isinstance(data, Atom):
        yield data
        yield from _nested(data.data)
    elif isinstance(data, Poly):
        for mono in data.terms:
            yield from _nested(mono)
    elif isinstance(data, tuple):
        for part in data:
            yield from _nested(part)


def solved(ctx: Context, letters: Letters, equation: Poly, each: Letter, kept: set[Scalar | Tensor]) -> Rule | None:
    """equation = 0 as a rule for what is first in the order of pivots; what is kept is not solved for."""
    _, equation = common_denominator(ctx, equation)
    if len(equation.terms) > 1:
        _, equation = split_content(equation)
    atoms = {atom for mono in equation.terms for atom, _ in mono}

    def rank(atom: Atom) -> tuple[int, str]:
        head = _head(atom)
        kind = "letter" if head in letters.of_symbol else atom.kind if atom.kind in PIVOTS else "function"
        return PIVOTS[kind], atom.key

    for atom in sorted(atoms, key=rank):
        head = _head(atom)
        if atom.kind in WRITTEN or head == each.symbol or head in kept:
            continue
        if each.named and not atom.free >= set(each.formal):
            continue
        rule = _solved_for(ctx, equation, atom)
        if rule is not None and head not in {_head(inner) for mono in rule.value.terms for inner in _nested(mono)}:
            return rule
    return None


def _solved_for(ctx: Context, equation: Poly, atom: Atom) -> Rule | None:
    """atom = (−R/A)^{1/e} where equation = A · atom^e + R and A is never 0."""
    powers = {dict(mono).get(atom, 0) for mono in equation.terms} - {0}
    if len(powers) != 1:
        return None
    (exponent,) = powers
    inverse, power_of_it = 1 / Fraction(exponent), 1
    if inverse.denominator != 1:
        if not isinstance(exponent, int) or exponent < 0:
            return None
        inverse, power_of_it = Fraction(1), exponent
    lead = Poly({monomial([*mono, (atom, -exponent)]): c for mono, c in equation if dict(mono).get(atom, 0)})
    rest = Poly({mono: -c for mono, c in equation if not dict(mono).get(atom, 0)})
    if (not rest and inverse < 0) or poly_sign(ctx, lead) & ZERO:
        return None
    value = power(ctx, multiply(ctx, rest, power(ctx, lead, Fraction(-1))), inverse)
    return Rule(atom, power_of_it, value, tuple(sorted(atom.free, key=str)))


def known_sums(ctx: Context, letters: Letters) -> Iterator[KnownSum]:
    """The letters of quantities that stand for a sum of several terms."""
    for each in letters.of_symbol.values():
        if each.named and not each.varied:
            with suppress(*NOT_THERE):
                below, numerator = common_denominator(ctx, normal(ctx, each.body))
                if len(numerator.terms) > 1:
                    (shared, c), primitive = split_content(numerator)
                    yield KnownSum(each, c, monomial((*shared, *below)), primitive)


def products_named(ctx: Context, poly: Poly, each: Letter) -> Poly | None:
    """The polynomial with the letter in the place of the product that it stands for, x σ = swish; None if nowhere."""
    body = normal(ctx, each.body)
    if body.single is None or body.constant is not None:
        return None
    mono, c = body.single
    named = _Products(ctx, each, mono, c).put_in(poly)
    return None if named == poly else named


class _Products:
    """letter = c · mono, put into polynomials wherever the product stands."""

    def __init__(self, ctx: Context, each: Letter, mono: Mono, c: Fraction) -> None:
        self.ctx, self.each, self.mono, self.c = ctx, each, mono, c

    def put_in(self, poly: Poly) -> Poly:
        return total_of(self._term(mono).scaled(c) for mono, c in poly)

    def _term(self, mono: Mono) -> Poly:
        found = self._found(dict(mono))
        if found is not None:
            rest, letter = found
            return multiply(self.ctx, self._term(rest), letter)
        for place, (atom, exponent) in enumerate(mono):
            if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0:
                body, indices = open_sum(self.ctx, atom)
                inside = self.put_in(body)
                if inside != body:
                    rest = (*mono[:place], *mono[place + 1 :])
                    again = power(self.ctx, sum_out(self.ctx, inside, indices), Fraction(exponent))
                    return multiply(self.ctx, self._term(rest), again)
        return Poly({mono: Fraction(1)})

    def _found(self, have: dict[Atom, Exponent]) -> tuple[Mono, Poly] | None:
        """What is left of the powers without the product, at the first places where it stands, and the letter there."""
        indices = self.each.formal
        places: list[dict[object, object]] = [{}]
        for atom, exponent in self.mono:
            places = [known | more for known in places for more in self._fits(atom, exponent, have, known)]
        for binding in places:
            if set(binding) >= set(indices):
                product = moved(self.ctx.bare, Poly({self.mono: Fraction(1)}), dict(binding))  # type: ignore[arg-type]
                if product.single is None:
                    continue
                rest = monomial([*have.items(), *[(atom, -exponent) for atom, exponent in product.single[0]]])
                letter = moved(self.ctx.bare, normal(self.ctx.bare, self.each.letter), dict(binding))  # type: ignore[arg-type]
                return rest, letter.scaled(1 / (self.c * product.single[1]))
        return None

    def _fits(
        self, atom: Atom, exponent: Exponent, have: dict[Atom, Exponent], known: dict[object, object]
    ) -> Iterator[dict[object, object]]:
        """The places at which a power of the pattern is among the powers."""
        for other, available in have.items():
            enough = available >= exponent if exponent > 0 else available <= exponent
            if other.kind != atom.kind or not enough:
                continue
            binding = matched(atom.data, other.data, set(self.each.formal))
            if binding is not None and all(known.get(index, place) == place for index, place in binding.items()):
                yield binding


def matched(pattern: object, data: object, variables: set[object]) -> dict[object, object] | None:
    """The places of the variables at which the pattern is the data."""
    if pattern in variables if isinstance(pattern, type(next(iter(variables), None))) else False:
        return {pattern: data} if getattr(data, "over", None) == getattr(pattern, "over", None) else None
    if isinstance(pattern, Atom) and isinstance(data, Atom):
        return matched(pattern.data, data.data, variables) if pattern.kind == data.kind else None
    if isinstance(pattern, Poly) and isinstance(data, Poly):
        if len(pattern.terms) != len(data.terms):
            return None
        return matched(
            tuple((mono, c) for mono, c in pattern.sorted()), tuple((mono, c) for mono, c in data.sorted()), variables
        )
    if isinstance(pattern, tuple) and isinstance(data, tuple):
        if len(pattern) != len(data):
            return None
        together: dict[object, object] = {}
        for one, other in zip(pattern, data, strict=True):
            found = matched(one, other, variables)
            if found is None or any(together.get(key, value) != value for key, value in found.items()):
                return None
            together |= found
        return together
    return {} if pattern == data else None
