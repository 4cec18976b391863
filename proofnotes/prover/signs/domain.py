"""Where an expression is defined: every denominator, logarithm, root and kink asks for a sign, and the sign is
looked for.

Only the branch of a case distinction that is taken has to be defined.  Signs come from `written.py`.

Of a statement everything is asked for that is enough.  Of a hypothesis only what it cannot have a value without
(`necessary`): that becomes a fact.  The other branch of i = j, an argument that nobody reads, a factor of a product and
a kink beside which nothing moves need not be as the prover would have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ...expr.calculus import as_cases, depends, derivative, inputs_of, opened, unfold
from ...expr.functions import KINKED, TABLE
from ...expr.indices import fresh
from ...expr.names import tidy
from ...expr.nodes import (
    Apply,
    Cases,
    Diff,
    Div,
    Expr,
    Lambda,
    Named,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Sum,
    children,
    wrap,
)
from ...expr.rewrite import rename
from ..normal_form.masks import TRUE_MASKS
from ..normal_form.normal import holds, normal
from ..normal_form.signs import note_sign
from ..normal_form.terms import Context
from ..proof import Condition
from .written import Bound, WrittenSigns


@dataclass
class Definedness:
    """Collects the conditions under which the expressions that it is shown have a value: enough of them, or only those
    that are necessary."""

    ctx: Context
    necessary: bool = False
    conditions: dict[Relation, Condition] = field(default_factory=dict)
    _seen: set[Expr] = field(default_factory=set)
    _roughness: set[tuple[Expr, Expr]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._written = WrittenSigns(self.ctx)

    def sign(self, e: Expr) -> int:
        """The possible signs of an expression."""
        return self._written.sign(e)

    def visit(self, e: Expr, bound: Bound = frozenset()) -> None:
        """Note what has to hold for the expression to have a value."""
        if e in self._seen:
            return
        self._seen.add(e)
        match e:
            case Named():
                if not self.necessary:
                    self._visit_arguments(e, bound)
                self.visit(unfold(e), bound)
            case Diff(body, wrt):
                self.visit(body, bound)
                if not self.necessary:
                    self._smooth(body, wrt, bound)
                    self.visit(derivative(body, wrt), bound)
            case Sum() | Prod():
                for inner, within in self._written.bodies(e, bound):
                    self.visit(inner, within)
                    if isinstance(e, Prod) and not self.necessary:
                        self._require(inner, ">", within)
            case Cases():
                self._visit_cases(e, bound)
            case _:
                for child in children(e):
                    self.visit(child, bound)
                self._own(e, bound)

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
                rational = self._number(exponent)
                if rational is None and self.necessary and not inputs_of(exponent):
                    return  # x^K may be a whole power
                if rational is None or rational < 0 or rational.denominator != 1:
                    self._require(base, ">" if rational is None or rational < 0 else ">=", bound)
            case Apply(fn, (arg,)) if fn in TABLE and TABLE[fn].defined != "everywhere":
                self._require(arg, ">" if TABLE[fn].defined == "positive" else ">=", bound)

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

    def _visit_cases(self, e: Cases, bound: Bound) -> None:
        """Only the branch that is taken has to be defined."""
        for value, condition in e.branches:
            if isinstance(condition, SameIndex):
                if self.necessary:
                    return
                self.visit(value, bound)
                continue
            self.visit(condition.left, bound)
            self.visit(condition.right, bound)
            if holds(self.ctx, condition, bound):
                self.visit(value, bound)
                return
        self.visit(e.otherwise, bound)

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
        for part, sign in self._edges(e):
            if depends(part, wrt):
                yield part, sign
        for child in children(e):
            yield from self._rough(child, wrt)

    def _edges(self, e: Expr) -> Iterator[tuple[Expr, str]]:
        match e:
            case Cases(branches, _, _):
                for _, condition in branches:
                    if isinstance(condition, Relation):
                        yield _gap(condition), "!="
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


def _gap(condition: Relation) -> Expr:
    """What is not zero where the two sides differ."""
    zero = wrap(0)
    if zero in (condition.left, condition.right):
        return condition.right if condition.left == zero else condition.left
    return condition.left - condition.right
