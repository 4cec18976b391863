"""Where an expression is defined: every denominator, logarithm, root and kink asks for a sign, and the sign is
looked for.

Signs are read off the expression as written, where a variance is still a sum of squares, before they are looked for
in the normal form, where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ..calculus import as_cases, depends, derivative
from ..elementary import KINKED, TABLE
from ..indices import Index, fresh
from ..names import tidy
from ..proof import Condition
from ..relations import Relation
from ..rewrite import children, rename, unfold
from ..tree import (
    Add,
    Apply,
    Cases,
    Constant,
    Diff,
    Dim,
    Div,
    Expr,
    Group,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    SameIndex,
    Scalar,
    Sum,
    wrap,
)
from .context import Context
from .normal import TRUE_MASKS, holds, normal
from .signs import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    negated,
    note_sign,
    plus,
    poly_sign,
    raised,
    sign_of,
    times,
)
from .sums import position

DECIDED = (NEGATIVE, ZERO, POSITIVE)
Bound = frozenset[Index]


@dataclass
class Domain:
    """Collects the conditions of the expressions that it is shown."""

    ctx: Context
    conditions: dict[Relation, Condition] = field(default_factory=dict)
    _seen: set[Expr] = field(default_factory=set)
    _signs: dict[Expr, int] = field(default_factory=dict)

    def visit(self, e: Expr, bound: Bound = frozenset()) -> None:
        """Note what has to hold for the expression to have a value."""
        if e in self._seen:
            return
        self._seen.add(e)
        match e:
            case Named():
                self.visit(unfold(e), bound)
            case Diff(body, wrt):
                self.visit(body, bound)
                self._smooth(body, wrt, bound)
                self.visit(derivative(body, wrt), bound)
            case Sum() | Prod():
                for inner, within in self._bodies(e, bound):
                    self.visit(inner, within)
                    if isinstance(e, Prod):
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
                if self._natural(exponent) is None:
                    self._require(base, ">", bound)
            case Apply(fn, (arg,)) if fn in TABLE and TABLE[fn].defined != "everywhere":
                self._require(arg, ">" if TABLE[fn].defined == "positive" else ">=", bound)

    def _natural(self, exponent: Expr) -> int | None:
        """A whole exponent that is written as an expression, such as 2 · 1."""
        value = normal(self.ctx, exponent).constant
        return int(value) if value is not None and value.denominator == 1 and value >= 0 else None

    def _visit_cases(self, e: Cases, bound: Bound) -> None:
        """Only the branch that is taken has to be defined."""
        for value, condition in e.branches:
            if isinstance(condition, SameIndex):
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
        for e, sign in self._rough(body, wrt):
            self._require(e, sign, bound)

    def _rough(self, e: Expr, wrt: Expr) -> Iterator[tuple[Expr, str]]:
        """What has to have which sign for e to be differentiable."""
        if isinstance(e, Named):
            if not isinstance(wrt, Named) or e.quantity is not wrt.quantity:
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
            if isinstance(wrt, Named) or depends(part, wrt):
                yield part, sign
        for child in children(e):
            yield from self._rough(child, wrt)

    def _edges(self, e: Expr) -> Iterator[tuple[Expr, str]]:
        match e:
            case Cases(branches, _, _):
                for _, condition in branches:
                    if isinstance(condition, Relation):
                        yield condition.left - condition.right, "!="
            case Apply(fn, (arg,)) if TABLE[fn].smooth == "positive":
                yield arg, ">"
            case Pow(base, Number(value, _)) if value.denominator != 1:
                yield base, ">"

    def _require(self, e: Expr, sign: str, bound: Bound) -> None:
        mask = self.sign(e, bound)
        shown = mask & ~TRUE_MASKS[sign] == 0
        if shown:
            note_sign(self.ctx, normal(self.ctx, e, bound), mask)
        relation = Relation(tidy(e), sign, wrap(0))
        known = self.conditions.get(relation)
        self.conditions[relation] = Condition(relation, shown and (known is None or known.discharged))

    def sign(self, e: Expr, bound: Bound = frozenset()) -> int:
        """The possible signs of an expression, as written first and then in normal form."""
        if e not in self._signs:
            mask = self._written(e, bound)
            if mask not in DECIDED:
                poly = normal(self.ctx, e, bound)
                mask &= poly_sign(self.ctx, poly)
            self._signs[e] = mask
        return self._signs[e]

    def _written(self, e: Expr, bound: Bound) -> int:
        match e:
            case Number(value, _):
                return sign_of(value)
            case Constant() | Dim():
                return POSITIVE
            case Scalar(_, positive, _):
                return POSITIVE if positive else ANY
            case Add(terms):
                mask = ZERO
                for term in terms:
                    mask = plus(mask, self.sign(term, bound))
                return mask
            case Neg(arg):
                return negated(self.sign(arg, bound))
            case Group(arg, _):
                return self.sign(arg, bound)
            case Named():
                return self.sign(unfold(e), bound)
            case Diff(body, wrt):
                return self.sign(derivative(body, wrt), bound)
            case Mul(factors, _):
                return self._product(factors, bound)
            case Div(num, den):
                return times(self.sign(num, bound), raised(self.sign(den, bound), -1))
            case Pow(base, Number(value, _)):
                return raised(self.sign(base, bound), value)
            case Sum() | Prod():
                return self._binder(e, bound)
            case Apply(fn, args):
                return self._applied(fn, args, bound)
        return ANY

    def _product(self, factors: tuple[Expr, ...], bound: Bound) -> int:
        """Equal factors are counted together: x · x is a square."""
        mask = POSITIVE
        for factor in dict.fromkeys(factors):
            mask = times(mask, raised(self.sign(factor, bound), factors.count(factor)))
        return mask

    def _bodies(self, e: Sum | Prod, bound: Bound) -> list[tuple[Expr, Bound]]:
        """The body for each value of the index where its size is known, else for any value."""
        size = self.ctx.size(e.index)
        if size is not None:
            return [(rename(e.body, {e.index: position(e.index, value)}), bound) for value in range(1, size + 1)]
        apart = fresh(e.index)
        return [(rename(e.body, {e.index: apart}), bound | {apart})]

    def _binder(self, e: Sum | Prod, bound: Bound) -> int:
        """A sum or product of numbers of one sign; there is at least one, since every dimension is."""
        masks = [self.sign(inner, within) for inner, within in self._bodies(e, bound)]
        if len(masks) == 1:
            return masks[0] if masks[0] in (POSITIVE, NONNEGATIVE, ZERO) else ANY
        combine, mask = (plus, ZERO) if isinstance(e, Sum) else (times, POSITIVE)
        for each in masks:
            mask = combine(mask, each)
        return mask

    def _applied(self, fn: str, args: tuple[Expr, ...], bound: Bound) -> int:
        masks = [self.sign(arg, bound) for arg in args]
        if fn == "exp":
            return POSITIVE
        if fn == "sqrt":
            return raised(masks[0], Fraction(1, 2))
        if fn == "abs":
            return (POSITIVE if masks[0] & NONZERO else 0) | (masks[0] & ZERO)
        if fn in ("tanh", "erf"):
            return masks[0]
        if fn == "max":
            low = all(mask & ~NONPOSITIVE == 0 for mask in masks)
            return POSITIVE if POSITIVE in masks else NONPOSITIVE if low else ANY
        return ANY
