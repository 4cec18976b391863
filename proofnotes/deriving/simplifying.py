"""The shortest form that is found of an expression with derivatives, and the way to it.

Candidates are made with the equations of all letters as rules, of none, of all but one, with letters opened, with
products named; each is written as short as it can be, and the shortest is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from time import monotonic, process_time

from ..expr.calculus import ZERO, carry_out, substitute, unfold_all
from ..expr.errors import HypothesisError, NotationError, OutOfTimeError, TooHardError, UndefinedError
from ..expr.functions import KINKED
from ..expr.nodes import (
    Apply,
    Diff,
    Expr,
    Lambda,
    Named,
    Neg,
    Number,
    Quantity,
    Relation,
    Scalar,
    Tensor,
    walk,
    wrap,
)
from ..prover.normal_form.normal import NeedSplit, holds, normal
from ..prover.normal_form.readable import to_tree
from ..prover.normal_form.terms import ONE_MONO, Context, Poly, Rule, number
from ..prover.signs.assumptions import context
from .branches import MIRRORED, OPPOSITE, by_cases, first_condition, put_together, turned, under
from .chain_rule import ChainRule, symbols_in
from .length import measure
from .naming import known_sums, products_named, signs_of, with_rules
from .shortest import ShortForms
from .stand_ins import Letter, Letters

FAILED = (NeedSplit, TooHardError, UndefinedError, HypothesisError, NotationError, AssertionError, RecursionError)
"""What ends one candidate, and not the search."""


Start = tuple[Expr, frozenset[Scalar | Tensor], bool]
"""An expression, the letters whose equations are not used, and whether they are solved for squares as well."""

EACH = 0.5
"""Seconds for one candidate."""


def within(seconds: float) -> Callable[[], None]:
    """A clock that stops what takes more of the processor's time: a busy machine finds the same forms."""
    end = process_time() + seconds

    def look() -> None:
        if process_time() > end:
            raise OutOfTimeError(f"more than {seconds} s")

    return look


@dataclass
class Simplifier:
    """Simplifies under hypotheses, with names that the author gives besides those in the expression."""

    assuming: tuple[Relation, ...] = ()
    names: tuple[Expr, ...] = ()
    deadline: float = float("inf")
    variables: tuple[Quantity, ...] = ()
    letters: Letters = field(init=False)
    contexts: dict[tuple[int, frozenset[Scalar | Tensor], bool], Context] = field(default_factory=dict)
    writers: dict[int, ShortForms] = field(default_factory=dict)
    slopes: dict[Expr, ChainRule] = field(default_factory=dict)
    decimals: bool = False
    plain: Expr | None = None
    signs: dict[Scalar | Tensor, tuple[Relation, ...]] = field(default_factory=dict)
    forms: list[Expr] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.letters = Letters(self._carried_out)

    def ranked(self, e: Expr) -> list[Expr]:
        """The forms that were found of the expression, the shortest first."""
        self.decimals = self.decimals or any(isinstance(node, Number) and node.text for node in walk(unfold_all(e)))
        for name in sorted(self.names, key=lambda name: sum(1 for _ in walk(unfold_all(name)))):
            self.letters.hidden(name)
        exponents = {node.args[0] for node in walk(unfold_all(e)) if isinstance(node, Apply) and node.fn == "exp"}
        for exponent in sorted(exponents, key=str):
            if Neg(exponent) in exponents:  # beside eᵘ and e⁻ᵘ the hyperbolic tangent may be named
                self.letters.hidden(Apply("tanh", (exponent,)))
        hidden = self.letters.hidden(e)
        with suppress(*FAILED):
            self.plain = self.letters.hidden(carry_out(unfold_all(e)))
        self.forms = [hidden]
        try:
            forms = [self.shortest(hidden, True), *self.forms]
        except OutOfTimeError:
            forms = [*self.forms, hidden]
        return list(dict.fromkeys(map(self.letters.shown, forms)))

    def reason(self, form: Expr) -> str:
        """What was done last: which names were put back."""
        quantities = dict.fromkeys(node.quantity.name for node in walk(form) if isinstance(node, Named))
        return f"collected; {', '.join(quantities)} put back" if quantities else "collected"

    def _carried_out(self, letters: Letters, e: Diff) -> Expr:
        """A derivative that is written, simplified; the letter of what is varied is a variable."""
        body = letters.hidden(e.body)
        variable = letters.hidden(e.wrt) if isinstance(e.wrt, Named) else e.wrt
        return self.shortest(self.slope_of(variable).of(body), False)

    def slope_of(self, variable: Expr) -> ChainRule:
        """The derivatives by a variable."""
        if variable not in self.slopes:
            self.slopes[variable] = ChainRule(self.letters, variable, lambda e: self.shortest(e, False))
        return self.slopes[variable]

    def shortest(self, hidden: Expr, thorough: bool) -> Expr:
        """The shortest of the candidates, with letters."""
        if first_condition(hidden) is not None:
            return self._by_cases(hidden, thorough)
        self.forms = sorted(dict.fromkeys(self._candidates(hidden, thorough)), key=self.measure)
        self.forms.append(hidden)  # which has sums and deltas that nobody would leave there
        return self.forms[0]

    def _by_cases(self, hidden: Expr, thorough: bool) -> Expr:
        """Each branch by itself; a branch that is 0 comes last."""
        branched = by_cases(self._with_kinks(hidden))
        condition = first_condition(branched)
        if condition is None:
            return self.shortest(branched, thorough)
        decided = self._decided(condition)
        if decided is not None:
            return self.shortest(under(branched, condition, decided), thorough)
        yes = self.shortest(under(branched, condition, True), thorough)
        no = self.shortest(under(branched, condition, False), thorough)
        for value, other, holding in ((yes, no, False), (no, yes, True)):
            if value == other or self._agrees(value, other, condition, holding):
                return value
        condition = self._solved(turned(condition))
        exact = put_together(yes, condition, no)
        best = exact
        if yes == ZERO and condition.sign in OPPOSITE:
            best = put_together(no, Relation(condition.left, OPPOSITE[condition.sign], condition.right), yes)
        self.forms = [best, exact, hidden]
        return best

    def _with_kinks(self, hidden: Expr) -> Expr:
        """Max and Abs themselves in the place of their letters."""
        for each in reversed(list(self.letters.of_symbol.values())):
            if isinstance(each.pattern, Apply) and each.pattern.fn in KINKED:
                hidden = self.opened(hidden, each)
        return hidden

    def _agrees(self, value: Expr, other: Expr, condition: Relation, holding: bool) -> bool:
        """Whether the value of one branch is that of the other, too, where the other is meant: 2 relu(x) is 0 there."""
        for each in reversed(list(self.letters.of_symbol.values())):
            value = self.opened(value, each)
        with suppress(*FAILED):
            there = under(by_cases(value), condition, holding)
            ctx = self.context(frozenset())
            return first_condition(there) is None and normal(ctx, there) == normal(ctx, other)
        return False

    def _solved(self, condition: Relation) -> Relation:
        """A condition on one letter as a bound for it: x > −3 for x + 3 > 0."""
        with suppress(*FAILED):
            ctx = self.context(frozenset(each.symbol for each in self.letters.of_symbol.values()))
            excess = normal(ctx, condition.left) - normal(ctx, condition.right)
            constant = excess.terms.get(ONE_MONO, Fraction(0))
            rest = excess - number(constant)
            if rest.single is not None and len(rest.single[0]) == 1 and rest.single[0][0][1] == 1:
                (((atom, _),), c) = rest.single
                sign = condition.sign if c > 0 else MIRRORED[condition.sign]
                return Relation(self.writer(ctx).atom(atom), sign, wrap(-constant / c))
        return condition

    def _decided(self, condition: Relation) -> bool | None:
        """Whether the hypotheses decide the condition, and how."""
        with suppress(*FAILED):
            return holds(self.context(frozenset()), condition, frozenset())
        return None

    def measure(self, hidden: Expr) -> tuple[int, ...]:
        """The length of what a reader sees; where that is the same, factored forms and short names come first."""
        shown = self.letters.shown(hidden)
        return *measure(shown), len(str(shown))

    def _candidates(self, hidden: Expr, thorough: bool) -> Iterator[Expr]:
        seen: set[Poly] = set()
        for tree, left_out, squares in self._starts(hidden, thorough):
            ctx = None
            try:
                ctx = self.context(left_out, squares)
                ctx.deadline, ctx.clock = self.deadline, within(EACH)
                poly = normal(ctx, tree)
                for each in self._named(ctx, poly):
                    if each not in seen:
                        seen.add(each)
                        yield self.writer(ctx).tree(each)
            except FAILED:
                continue
            except OutOfTimeError:
                if monotonic() > self.deadline:
                    return
            finally:
                if ctx is not None:
                    ctx.clock = None

    def _starts(self, hidden: Expr, thorough: bool) -> Iterator[Start]:
        """What is brought into normal form."""
        yield hidden, frozenset(), False
        everything = [each for each in self.letters.of_symbol.values() if not each.varied]
        yield hidden, frozenset(each.symbol for each in everything), False
        if not thorough:
            return
        opened = hidden
        for each in reversed(everything):
            opened = self.opened(opened, each)
        yield opened, frozenset(), False
        yield opened, frozenset(each.symbol for each in everything), False
        yield hidden, frozenset(), True
        if self.plain is not None:  # differentiated without any names
            yield self.plain, frozenset(), False
            yield self.plain, frozenset(each.symbol for each in everything), False
        for each in everything:
            yield self.opened(hidden, each), frozenset({each.symbol}), False
            yield hidden, frozenset({each.symbol}), False
            yield hidden, frozenset(other.symbol for other in everything if other is not each), False

    def opened(self, hidden: Expr, each: Letter) -> Expr:
        """The expression with one letter opened."""
        if each.symbol not in symbols_in(hidden):
            return hidden
        return substitute(hidden, {each.symbol: Lambda(each.formal, each.body) if each.formal else each.body})

    def _named(self, ctx: Context, poly: Poly) -> Iterator[Poly]:
        """The polynomial, and the same with products named, one after another.

        A rule may apply to what clearing denominators has brought out, and so it is read once more.
        """
        yield poly
        if any(atom.kind == "base" for mono in poly.terms for atom, _ in mono):
            poly = normal(ctx, to_tree(ctx, poly))
            yield poly
        poly = self._with_known_sums(ctx, poly)
        yield poly
        for each in self.letters.of_symbol.values():
            if each.named and not each.varied:
                with suppress(*FAILED):
                    named = products_named(ctx, poly, each)
                    if named is not None:
                        yield named
                        poly = named

    def _with_known_sums(self, ctx: Context, poly: Poly) -> Poly:
        """The polynomial with the number in the place of a sum that is one when its letters are opened."""
        for atom in {atom for mono in poly.terms for atom, _ in mono if atom.kind == "sum"}:
            whole = self.writer(ctx).atom(atom)
            for each in reversed(list(self.letters.of_symbol.values())):
                whole = self.opened(whole, each)
            value = normal(self.context(frozenset(self.letters.of_symbol)), whole).constant
            if value is not None:
                rule = Rule(atom, 1, number(value), ())
                known = replace(ctx, rules=(*ctx.rules, rule), normal_forms={}, signs={})
                poly = normal(known, to_tree(ctx, poly))
        return poly

    def context(self, left_out: frozenset[Scalar | Tensor], squares: bool = False) -> Context:
        """What is known, and the equations of all letters but these as rules; if asked, also of squares."""
        key = (len(self.letters.known), left_out, squares)
        if key not in self.contexts:
            known = list(self.letters.of_symbol.values())
            signs = self._signs()
            hypotheses = tuple(
                dict.fromkeys(
                    self.letters.hidden_relation(each, inside) for each in self.assuming for inside in (False, True)
                )
            )
            if len(self.letters.of_symbol) != len(known):
                return self.context(left_out, squares)
            base = context((*hypotheses, *signs), self.deadline)
            used = [each for each in known if each.symbol not in left_out]
            self.contexts[key] = with_rules(base, self.letters, used, squares)
        return self.contexts[key]

    def _signs(self) -> tuple[Relation, ...]:
        """The signs of the letters; those of earlier ones are not worked out again."""
        new = [each for each in self.letters.of_symbol.values() if each.symbol not in self.signs]
        self.signs |= signs_of(new, self.assuming, self.deadline)
        return tuple(sign for signs in self.signs.values() for sign in signs)

    def writer(self, ctx: Context) -> ShortForms:
        """The writer of a context."""
        if id(ctx) not in self.writers:
            self.writers[id(ctx)] = ShortForms(ctx, self.decimals, tuple(known_sums(ctx, self.letters)))
        return self.writers[id(ctx)]
