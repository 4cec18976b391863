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
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ...expr.calculus import as_cases, beta, depends, derivative, inputs_of, opened, standardized, unfold, unfold_all
from ...expr.chance import LAWS
from ...expr.errors import TooHardError, UndefinedError
from ...expr.functions import KINKED, TABLE
from ...expr.indices import fresh
from ...expr.names import tidy
from ...expr.nodes import (
    BINDERS,
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
    Largest,
    Named,
    Number,
    Pow,
    Prod,
    Relation,
    Scalar,
    Sum,
    children,
    free_indices,
    is_whole,
    walk,
    wrap,
)
from ...expr.rewrite import rename
from ..normal_form.expectations import sampled
from ..normal_form.masks import ANY, NEGATIVE, POSITIVE, TRUE_MASKS, ZERO
from ..normal_form.normal import NeedSplit, between_indices, gap, holds, normal, part_of
from ..normal_form.raising import is_natural
from ..normal_form.signs import by_rows, fact, note_sign, steps_of
from ..normal_form.terms import Context, Poly
from ..proof import Condition
from .largest import largest_apart, says_where, times_reached
from .seams import DEEPEST, Asking, Seams, gap_of
from .solving import case
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
                    tree, largest = largest_apart(self.ctx, body)
                    for variable in (wrt, *largest):
                        self._smooth(tree, variable, bound)
                    self.visit(derivative(body, wrt), bound)
            case Sum() | Prod() | Largest():
                for inner, within in self._written.bodies(e, bound):
                    self.visit(inner, within)
            case Expectation():
                self._visit_expectation(e, bound)
            case Inverted(matrix) | Determinant(matrix):
                row, column = apart = tuple(map(fresh, matrix.indices))
                self.visit(beta(matrix, apart), bound | {row, column})
                if isinstance(e, Inverted):
                    self.require(Determinant(matrix), "!=", bound)
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
            self.require(condition, sign, bound)
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
                self.require(den, "!=", bound)
            case Pow(base, Number(value, _)) if value.denominator == 1:
                if value < 0:
                    self.require(base, "!=", bound)
            case Pow(base, Number(value, _)) if value > 0:
                self.require(base, ">=", bound)
            case Pow(base, exponent):
                self._own_power(base, exponent, bound)
            case Apply(fn, (arg,)) if fn in TABLE and TABLE[fn].defined != "everywhere":
                self.require(arg, ">" if TABLE[fn].defined == "positive" else ">=", bound)

    def _own_power(self, base: Expr, exponent: Expr, bound: Bound) -> None:
        """What a power asks for whose exponent is an expression; x^K may be a whole power, and so x may be negative."""
        rational = self._number(exponent)
        if rational is not None and rational.denominator == 1:
            if rational < 0:
                self.require(base, "!=", bound)
        elif rational is not None or inputs_of(exponent):
            self.require(base, ">=" if rational is not None and rational > 0 else ">", bound)
        elif is_whole(exponent):
            if not is_natural(self.ctx, normal(self.ctx, exponent)):
                with self._not_needed():
                    self.require(base, "!=", bound)
        else:
            with self._not_needed():
                self.require(base, ">", bound)

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
            taken = None if holding.constant is None else holding.constant == 1
        else:
            assert isinstance(condition, Relation)
            self.visit(condition.left, bound)
            self.visit(condition.right, bound)
            taken = holds(self.ctx, condition, bound)
        if taken is not None:
            self.visit(value if taken else rest, bound)
            return
        # Of what is bound, and of indices, each branch may be taken: it has to be defined where its condition says so.
        sign, sides = part_of(condition)
        difference, true = gap(self.ctx, sides, bound), TRUE_MASKS[sign]
        for branch, mask in ((value, true), (rest, ANY & ~true)):
            inside = self._where(difference, mask)
            inside.visit(branch, bound)
            self.adopt(inside)

    def _where(self, difference: Poly, mask: int) -> Definedness:
        """The same questions, where one more sign is known; what holds only there is no condition that is needed."""
        known = fact(self.ctx, difference, mask)
        return type(self)(self.ctx.where(known.poly, known.mask), _needed=False)

    def within(self, poly: Poly, mask: int) -> Definedness | None:
        """The same questions about the places where one more sign is known; None where there are none."""
        ctx = case(self.ctx, poly, mask)
        return None if ctx is None else type(self)(ctx, _needed=False)

    def apart(self) -> Definedness:
        """The same questions, none asked yet."""
        return type(self)(self.ctx, _needed=False)

    @property
    def satisfied(self) -> bool:
        """Whether all that was asked for is shown."""
        return all(condition.discharged for condition in self.conditions.values())

    def adopt(self, inside: Asking) -> None:
        """What was asked for in one branch; it is shown where it is shown wherever it was asked for."""
        for relation, condition in inside.conditions.items():
            known = self.conditions.get(relation)
            discharged = condition.discharged and (known is None or known.discharged)
            why = condition.why if known is None or not known.why else known.why
            self.conditions[relation] = Condition(relation, discharged, why)

    @contextmanager
    def _not_needed(self) -> Iterator[None]:
        """For conditions that do not follow from having a value."""
        before, self._needed = self._needed, False
        try:
            yield
        finally:
            self._needed = before

    def _smooth(self, body: Expr, wrt: Expr, bound: Bound) -> None:
        """A derivative does not exist across most kinks, nor at the edge of where a root is defined."""
        self._derivatives_nearby(body, bound)
        tree, variable, close = opened(body, wrt) if isinstance(wrt, Named) else (body, wrt, _as_it_is)
        self._roughness.clear()  # of another function the same part may have been asked for, and not be needed there
        found = list(self._rough(tree, variable, bound))
        if not all(self._shown(close(e), sign, within) for e, sign, within in found):
            asked = self.apart()
            try:
                Seams(variable, close).smooth(asked, tree, bound)
            except (TooHardError, UndefinedError):
                pass
            else:
                self.adopt(asked)
                return
        for e, sign, within in found:
            self.require(close(e), sign, within)

    def _derivatives_nearby(self, body: Expr, bound: Bound) -> None:
        """A derivative that is differentiated again has to exist at the points beside as well.

        There equations need not hold, and of the other hypotheses those that are strict do.  What is asked for there is
        strict, and so holds nearby if it holds at the point; and so does that a largest value is reached once.
        """
        inner = [node for node in walk(unfold_all(body)) if isinstance(node, Diff)]
        if not inner:
            return
        strict = [each for each in self.ctx.facts if not each.mask & ZERO and not steps_of(each.poly)]
        ctx = replace(self.ctx, rules=(), symmetries={}, facts=strict, normal_forms={}, signs={})
        near = type(self)(ctx, _needed=False)
        for node in inner:
            near._smooth_in_each_case(node, bound | free_indices(node), 0)
        for relation, condition in near.conditions.items():
            if not condition.discharged:
                sign = relation.sign if relation.sign in ("!=", "=") else ">"
                self.require(relation.left, sign, bound | free_indices(relation.left))

    def _smooth_in_each_case(self, e: Diff, bound: Bound, depth: int) -> None:
        """What makes a derivative exist, whichever side of other kinks a point is on."""
        try:
            self._smooth(e.body, e.wrt, bound)
        except NeedSplit as split:
            if depth > DEEPEST:
                raise TooHardError(f"{e}: more than {DEEPEST} kinks, one within the cases of the other") from None
            for mask in (POSITIVE, NEGATIVE, ZERO):
                inside = self.within(split.poly, mask)
                if inside is not None:
                    inside._smooth_in_each_case(e, bound, depth + 1)
                    self.adopt(inside)

    def _shown(self, e: Expr, sign: str, bound: Bound) -> bool:
        return self._written.sign(e, bound) & ~TRUE_MASKS[sign] == 0

    def _rough(self, e: Expr, wrt: Expr, bound: Bound) -> Iterator[tuple[Expr, str, Bound]]:
        """What has to have which sign for e to be differentiable, whatever else is the case."""
        self.ctx.check_time()
        if (e, wrt) in self._roughness:
            return  # shared: it has been asked for already
        self._roughness.add((e, wrt))
        if isinstance(e, Named):
            yield from self._rough(unfold(e), wrt, bound)
            return
        if isinstance(e, Diff):
            yield from self._rough(derivative(e.body, e.wrt), wrt, bound)
            return
        if isinstance(e, Apply) and e.fn in KINKED:
            yield from self._rough(as_cases(e), wrt, bound)
            return
        if isinstance(e, Largest) and depends(e, wrt):
            yield times_reached(e) - 1, "=", bound
        if isinstance(e, BINDERS):
            apart = fresh(e.index)
            yield from self._rough(rename(e.body, {e.index: apart}), wrt, bound | {apart})
            return
        if isinstance(e, Expectation):
            known = not any(depends(_body(each), wrt) for each in e.parameters)
            body, outcome = sampled(e) if known else (standardized(e), None)
            yield from self._rough(body, wrt, bound if outcome is None else bound | {outcome})
            return
        if isinstance(e, (Inverted, Determinant)):
            apart_from = tuple(map(fresh, e.matrix.indices))
            yield from self._rough(beta(e.matrix, apart_from), wrt, bound | set(apart_from))
            return
        for part, sign in self.edges(e):
            if depends(part, wrt):
                yield part, sign, bound
        for child in children(e):
            yield from self._rough(child, wrt, bound)

    def edges(self, e: Expr) -> Iterator[tuple[Expr, str]]:
        """What of a node has to have which sign for it to be differentiable."""
        match e:
            case Cases(branches, _, _):
                for _, condition in branches:
                    for part in condition.parts if isinstance(condition, Both) else (condition,):
                        if isinstance(part, Relation) and says_where(part):
                            assert isinstance(part.right, Largest)
                            yield times_reached(part.right) - 1, "="
                        elif isinstance(part, Relation):
                            yield gap_of(part), "!="
            case Apply(fn, (arg,)) if TABLE[fn].smooth == "positive":
                yield arg, ">"
            case Pow(base, exponent) if is_whole(exponent):
                if not is_natural(self.ctx, normal(self.ctx, exponent)):
                    yield base, "!="
            case Pow(base, exponent) if (value := self._number(exponent)) is None or value.denominator != 1:
                yield base, ">"

    def require(self, e: Expr, sign: str, bound: Bound, why: str = "") -> None:
        """Note that the expression has to have this sign, and why."""
        mask = self._written.sign(e, bound)
        if mask & ~TRUE_MASKS[sign]:
            mask &= by_rows(self.ctx, normal(self.ctx, e, bound), sign)
        shown = mask & ~TRUE_MASKS[sign] == 0
        if shown:
            note_sign(self.ctx, normal(self.ctx, e, bound), mask)
        relation = Relation(tidy(e), sign, wrap(0))
        known = self.conditions.get(relation)
        before = True if known is None else known.discharged
        self.conditions[relation] = Condition(relation, shown and before, known.why if known and known.why else why)
        if self._needed:
            self.needed.add(relation)


@dataclass
class DefinedHypothesis(Definedness):
    """The same of a hypothesis, where an argument counts only as far as the body has a use for it."""

    def _visit_arguments(self, e: Named, bound: Bound) -> None:
        """What is used stands in the unfolded body."""


def _body(parameter: Expr | Lambda) -> Expr:
    return parameter.body if isinstance(parameter, Lambda) else parameter


def _as_it_is(e: Expr) -> Expr:
    return e
