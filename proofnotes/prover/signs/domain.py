"""Where an expression is defined: every denominator, logarithm, root and kink asks for a sign, and the sign is
looked for.

Only the branch of a case distinction that is taken has to be defined; in a sum each where its condition holds.  Signs
come from `written.py`.

Not all that is asked for follows from having a value: the normal form of a product needs positive factors, that of a
derivative no kink nearby, and a branch for i = j may never be taken.  Under those conditions an expression has the
value that the normal form gives it; who knows only that it has one may conclude those in `needed`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from fractions import Fraction

from ...expr.calculus import as_cases, beta, depends, derivative, inputs_of, opened, standardized, unfold
from ...expr.chance import LAWS
from ...expr.functions import KINKED, TABLE
from ...expr.indices import fresh
from ...expr.names import tidy
from ...expr.nodes import (
    Apply,
    Both,
    Cases,
    Determinant,
    Diff,
    Div,
    Expectation,
    Expr,
    Inverted,
    Lambda,
    Named,
    Number,
    Pow,
    Prod,
    Relation,
    Scalar,
    Sum,
    children,
    wrap,
)
from ...expr.rewrite import rename
from ..normal_form.expectations import sampled
from ..normal_form.masks import ANY, TRUE_MASKS
from ..normal_form.normal import between_indices, gap, holds, normal
from ..normal_form.signs import fact, note_sign
from ..normal_form.terms import Context, Poly
from ..proof import Condition
from .written import Bound, WrittenSigns


@dataclass
class Definedness:
    """Collects the conditions under which the expressions that it is shown have a value, the one in their normal form.

    needed are those of them without which there is no value.
    """

    ctx: Context
    conditions: dict[Relation, Condition] = field(default_factory=dict)
    needed: set[Relation] = field(default_factory=set)
    _needed: bool = True
    _seen: set[tuple[Expr, bool]] = field(default_factory=set)
    _roughness: set[tuple[Expr, Expr]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._written = WrittenSigns(self.ctx)

    def sign(self, e: Expr) -> int:
        """The possible signs of an expression."""
        return self._written.sign(e)

    def visit(self, e: Expr, bound: Bound = frozenset()) -> None:
        """Note what has to hold for the expression to have a value."""
        if (e, self._needed) in self._seen:
            return
        self.ctx.check_time()
        self._seen.add((e, self._needed))
        match e:
            case Named():
                self._visit_arguments(e, bound)
                self.visit(unfold(e), bound)
            case Diff(body, wrt):
                self.visit(body, bound)
                with self._not_needed():
                    self._smooth(body, wrt, bound)
                    self.visit(derivative(body, wrt), bound)
            case Sum() | Prod():
                for inner, within in self._written.bodies(e, bound):
                    self.visit(inner, within)
            case Expectation():
                self._visit_expectation(e, bound)
            case Inverted(matrix) | Determinant(matrix):
                row, column = apart = tuple(map(fresh, matrix.indices))
                self.visit(beta(matrix, apart), bound | {row, column})
                if isinstance(e, Inverted):
                    self._require(Determinant(matrix), "!=", bound)
            case Cases():
                self._visit_branches(e, bound)
            case _:
                for child in children(e):
                    self.visit(child, bound)
                self._own(e, bound)

    def _visit_expectation(self, e: Expectation, bound: Bound) -> None:
        """The parameters have to be some, and the body a value whatever the quantity is; its mean has to be known.

        That the body is defined wherever it counts says nothing about where it is not looked at.
        """
        given: list[Expr] = []
        for parameter in e.parameters:
            places = tuple(map(fresh, parameter.indices)) if isinstance(parameter, Lambda) else ()
            bound = bound | frozenset(places)
            given.append(beta(parameter, places) if isinstance(parameter, Lambda) else parameter)
            self.visit(given[-1], bound)
        for condition, sign in LAWS[e.law].conditions(*given):
            self._require(condition, sign, bound)
        with self._not_needed():
            if e.law == "bernoulli" and isinstance(e.variable, Scalar):
                self.visit(standardized(e), bound)
                return
            body, outcome = sampled(e)
            self.visit(body, bound | {outcome})
        normal(self.ctx, e, bound)

    def _own(self, e: Expr, bound: Bound) -> None:
        """What this node itself asks for."""
        match e:
            case Div(_, den):
                self._require(den, "!=", bound)
            case Pow(base, Number(value, _)) if value.denominator == 1:
                if value < 0:
                    self._require(base, "!=", bound)
            case Pow(base, Number(value, _)) if value > 0:
                self._require(base, ">=", bound)
            case Pow(base, exponent):
                self._own_power(base, exponent, bound)
            case Apply(fn, (arg,)) if fn in TABLE and TABLE[fn].defined != "everywhere":
                self._require(arg, ">" if TABLE[fn].defined == "positive" else ">=", bound)

    def _own_power(self, base: Expr, exponent: Expr, bound: Bound) -> None:
        """What a power asks for whose exponent is an expression; x^K may be a whole power, and so x may be negative."""
        rational = self._number(exponent)
        if rational is not None and rational.denominator == 1:
            if rational < 0:
                self._require(base, "!=", bound)
        elif rational is not None or inputs_of(exponent):
            self._require(base, ">=" if rational is not None and rational > 0 else ">", bound)
        else:
            with self._not_needed():
                self._require(base, ">", bound)

    def _number(self, exponent: Expr) -> Fraction | None:
        """A rational exponent that is written without variables, such as 2 · 1: the same as if it were written out.

        y − y + 2 is no such exponent, whatever it comes to: x^{y−y+2} asks for x > 0.
        """
        return None if inputs_of(exponent) else normal(self.ctx, exponent).constant

    def _visit_arguments(self, e: Named, bound: Bound) -> None:
        """An argument is defined, for every index, also where the body has no use for it."""
        for argument in e.arguments:
            if isinstance(argument, Lambda):
                apart = {index: fresh(index) for index in argument.indices}
                self.visit(rename(argument.body, dict(apart)), bound | frozenset(apart.values()))
            else:
                self.visit(argument, bound)

    def _visit_branches(self, e: Cases, bound: Bound) -> None:
        """Only the branch that is taken has to be defined; of a condition between indices it may be either."""
        value, condition, rest = e.first
        holding = between_indices(self.ctx, condition)
        if holding is not None:
            known = holding.constant
            with self._not_needed() if known is None else nullcontext():
                if known != 0:
                    self.visit(value, bound)
                if known != 1:
                    self.visit(rest, bound)
            return
        assert isinstance(condition, Relation)
        self.visit(condition.left, bound)
        self.visit(condition.right, bound)
        taken = holds(self.ctx, condition, bound)
        if taken is not None:
            self.visit(value if taken else rest, bound)
            return
        # Of something bound each branch may be taken: it has to be defined where its condition says so.
        difference, true = gap(self.ctx, condition, bound), TRUE_MASKS[condition.sign]
        for branch, mask in ((value, true), (rest, ANY & ~true)):
            inside = self._where(difference, mask)
            inside.visit(branch, bound)
            self._adopt(inside)

    def _where(self, difference: Poly, mask: int) -> Definedness:
        """The same questions, where one more sign is known; what holds only there is no condition that is needed."""
        known = fact(self.ctx, difference, mask)
        return type(self)(self.ctx.where(known.poly, known.mask), _needed=False)

    def _adopt(self, inside: Definedness) -> None:
        """What was asked for in one branch; it is shown where it is shown wherever it was asked for."""
        for relation, condition in inside.conditions.items():
            known = self.conditions.get(relation)
            discharged = condition.discharged and (known is None or known.discharged)
            self.conditions[relation] = Condition(relation, discharged)

    @contextmanager
    def _not_needed(self) -> Iterator[None]:
        """For conditions that do not follow from having a value."""
        before, self._needed = self._needed, False
        try:
            yield
        finally:
            self._needed = before

    def _smooth(self, body: Expr, wrt: Expr, bound: Bound) -> None:
        """A derivative does not exist across a kink, nor at the edge of where a root is defined."""
        if isinstance(wrt, Named):
            tree, variable, close = opened(body, wrt)
            found = [(close(e), sign) for e, sign in self._rough(tree, variable)]
        else:
            found = list(self._rough(body, wrt))
        for e, sign in found:
            self._require(e, sign, bound)

    def _rough(self, e: Expr, wrt: Expr) -> Iterator[tuple[Expr, str]]:
        """What has to have which sign for e to be differentiable."""
        self.ctx.check_time()
        if (e, wrt) in self._roughness:
            return  # shared: it has been asked for already
        self._roughness.add((e, wrt))
        if isinstance(e, Named):
            yield from self._rough(unfold(e), wrt)
            return
        if isinstance(e, Diff):
            yield from self._rough(derivative(e.body, e.wrt), wrt)
            return
        if isinstance(e, Apply) and e.fn in KINKED:
            yield from self._rough(as_cases(e), wrt)
            return
        if isinstance(e, (Sum, Prod)):
            yield from self._rough(rename(e.body, {e.index: fresh(e.index)}), wrt)
            return
        if isinstance(e, Expectation):
            known = not any(depends(_body(each), wrt) for each in e.parameters)
            yield from self._rough(sampled(e)[0] if known else standardized(e), wrt)
            return
        if isinstance(e, (Inverted, Determinant)):
            yield from self._rough(beta(e.matrix, tuple(map(fresh, e.matrix.indices))), wrt)
            return
        for part, sign in self._edges(e):
            if depends(part, wrt):
                yield part, sign
        for child in children(e):
            yield from self._rough(child, wrt)

    def _edges(self, e: Expr) -> Iterator[tuple[Expr, str]]:
        match e:
            case Cases(branches, _, _):
                for _, condition in branches:
                    for part in condition.parts if isinstance(condition, Both) else (condition,):
                        if isinstance(part, Relation):
                            yield _gap(part), "!="
            case Apply(fn, (arg,)) if TABLE[fn].smooth == "positive":
                yield arg, ">"
            case Pow(base, exponent) if (value := self._number(exponent)) is None or value.denominator != 1:
                yield base, ">"

    def _require(self, e: Expr, sign: str, bound: Bound) -> None:
        mask = self._written.sign(e, bound)
        shown = mask & ~TRUE_MASKS[sign] == 0
        if shown:
            note_sign(self.ctx, normal(self.ctx, e, bound), mask)
        relation = Relation(tidy(e), sign, wrap(0))
        known = self.conditions.get(relation)
        self.conditions[relation] = Condition(relation, shown and (known is None or known.discharged))
        if self._needed:
            self.needed.add(relation)


@dataclass
class DefinedHypothesis(Definedness):
    """The same of a hypothesis, where an argument counts only as far as the body has a use for it."""

    def _visit_arguments(self, e: Named, bound: Bound) -> None:
        """What is used stands in the unfolded body."""


def _body(parameter: Expr | Lambda) -> Expr:
    return parameter.body if isinstance(parameter, Lambda) else parameter


def _gap(condition: Relation) -> Expr:
    """What is not zero where the two sides differ."""
    zero = wrap(0)
    if zero in (condition.left, condition.right):
        return condition.right if condition.left == zero else condition.left
    return condition.left - condition.right
